"""The exports of other programs say who left, and no column that says so is passed over."""

from __future__ import annotations

import pytest

from digest.errors import UseError
from digest.kernel.export_columns import COMMON_JUDGES
from digest.kernel.known_exports import EXPORTS
from digest.kernel.standings import STANDING_OF_WORD, Standing, bare
from digest.kernel.subscriber_exports import standing_reader

LEFT, BOUNCED, ACTIVE = Standing.LEFT, Standing.BOUNCED, Standing.ACTIVE
BLOCKED, UNCONFIRMED = Standing.BLOCKED, Standing.UNCONFIRMED
COMPLAINED, PAUSED = Standing.COMPLAINED, Standing.PAUSED


def standing(row: dict[str, str], *, ignored: tuple[str, ...] = ()) -> Standing:
    return standing_reader(list(row), ignored=ignored).read(row).standing


def ghost(**cells: str) -> dict[str, str]:
    row = {"id": "1", "email": "a@m.example", "subscribed_to_emails": "true", "deleted_at": ""}
    return {**row, "complimentary_plan": "false", "labels": "", **cells}


def mailchimp(**cells: str) -> dict[str, str]:
    row = {"email address": "a@m.example", "member_rating": "2", "optin_time": "2024-02-06"}
    return {**row, "confirm_time": "2024-02-06", **cells}


def phplist(**cells: str) -> dict[str, str]:
    row = {"email": "a@m.example", "confirmed": "1", "blacklisted": "0", "bouncecount": "3"}
    return {**row, "optedin": "0", **cells}


def buttondown(kind: str) -> dict[str, str]:
    return {"email_address": "a@m.example", "creation_date": "2024-02-06", "type": kind}


def by_sentences(
    account: str = "0", confirmed: str = "1", blacklisted: str = "0"
) -> dict[str, str]:
    """Make a line of phpList, which may head its columns by sentences."""
    return {
        "email": "a@m.example",
        "is the email of this subscriber confirmed": confirmed,
        "is this subscriber blacklisted": blacklisted,
        "did this subscriber manually confirm": "0",
        "is this account disabled?": account,
    }


def brevo(**cells: str) -> dict[str, str]:
    return {"email": "a", "added_time": "02-01-2026", "modified_time": "", **cells}


def constant_contact(status: str, permission: str) -> dict[str, str]:
    row = {"email address": "a", "email status": status, "confirmed opt-in date": ""}
    return {**row, "email permission status": permission, "email lists": "News"}


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (ghost(), ACTIVE),
        (ghost(subscribed_to_emails="false"), LEFT),
        (ghost(deleted_at="2024-02-06"), LEFT),
        (mailchimp(), ACTIVE),
        (mailchimp(unsub_time="2025-01-01", unsub_reason="NORMAL"), LEFT),
        (mailchimp(unsub_time=""), ACTIVE),
        (mailchimp(clean_time="2025-01-01"), BOUNCED),
        (mailchimp(confirm_time=""), UNCONFIRMED),
        ({"email": "a", "active_subscription": "false", "email_disabled": "false"}, ACTIVE),
        ({"email": "a", "active_subscription": "true", "email_disabled": "true"}, LEFT),
        (phplist(), ACTIVE),
        (phplist(blacklisted="1"), BLOCKED),
        (phplist(confirmed="0"), UNCONFIRMED),
        (phplist(confirmed="0", blacklisted="1"), BLOCKED),
        (buttondown("regular"), ACTIVE),
        (buttondown("unactivated"), UNCONFIRMED),
        (buttondown("complained"), COMPLAINED),
        (buttondown("undeliverable"), BOUNCED),
        (buttondown("paused"), PAUSED),
        ({"email": "a", "cancel date": "2026-01-02", "start date": "2025-01-02"}, ACTIVE),
        ({"email": "a", "external id": "", "status": "active", "double opt-in at": ""}, ACTIVE),
        ({"email": "a", "abonné": "Non"}, LEFT),
        ({"email": "a", "receive_emails": "no"}, LEFT),
        ({"email": "a", "مشترك": "لا"}, LEFT),
        (buttondown("churning"), ACTIVE),
        (buttondown("churned"), LEFT),
        (buttondown("upcoming"), UNCONFIRMED),
        (buttondown("unpaid"), UNCONFIRMED),
        (buttondown("malformed"), BOUNCED),
        (buttondown("disposable"), BOUNCED),
        ({"email": "a", "double_opt-in": "2", "added_time": "02-01-2026"}, UNCONFIRMED),
        ({"email": "a", "double_opt-in": "1", "added_time": "02-01-2026"}, ACTIVE),
        ({"email": "a", "opt_in": "2"}, UNCONFIRMED),
        (brevo(opt_in=""), ACTIVE),
        (brevo(**{"double_opt-in": "2", "opt_in": ""}), UNCONFIRMED),
        (brevo(blacklisted="1", opt_in="true"), BLOCKED),
        ({"email": "a", "email_marketing": "no", "sms_marketing": "yes"}, LEFT),
        ({"email": "a", "email_marketing": "Subscribed"}, ACTIVE),
        ({"email": "a", "status": "enabled", "attributes": "{}"}, ACTIVE),
        ({"email": "a", "status": "blocklisted", "attributes": "{}"}, BLOCKED),
        ({"email": "a", "external id": "", "status": "unreachable"}, BOUNCED),
        ({"email": "a", "emailblacklisted": "true"}, BLOCKED),
        ({"email": "a", "status": "Marked  as Spam"}, COMPLAINED),
        ({"email": "a", "state": "suppressed"}, BLOCKED),
        ({"email": "a", "opt_out": "no"}, ACTIVE),
        ({"email": "a", "opt_out": "yes"}, LEFT),
        ({"email": "a", "unsubscribed_at": "0000-00-00 00:00:00"}, ACTIVE),
        ({"email": "a", "unsubscribed_at": "2024-01-01"}, LEFT),
        ({"email": "a", "subscribed": "0"}, LEFT),
        ({"email": "a"}, ACTIVE),
        ({"email": "a", "name": "", "status": "Soft bounced", "last activity": "x"}, BOUNCED),
        ({"email": "a", "isexcludedfromcampaigns": "true", "isoptinpending": "false"}, LEFT),
        ({"email": "a", "isexcludedfromcampaigns": "false", "isoptinpending": "true"}, UNCONFIRMED),
        ({"email": "a", "isspamcomplaining": "true"}, COMPLAINED),
        ({"email": "a", "status": "unsub"}, LEFT),
        ({"subscriber": "a", "subscribed": "2024-02-06 10:00:00", "opens": "3"}, ACTIVE),
        ({"subscriber": "a", "unsubscribed": "2024-02-06 10:00:00", "opens": "3"}, LEFT),
        ({"email": "a", "state": "Cancelled", "subscribed at": "2024-02-06"}, LEFT),
        ({"email": "a", "state": "inactive", "created at": "2024-02-06"}, LEFT),
        ({"email address": "a", "date subscribed": "2024-02-06", "state": "Deleted"}, LEFT),
        ({"email": "a", "unsubscribed from all email": "Yes"}, LEFT),
        ({"email": "a", "unsubscribed from all email": ""}, ACTIVE),
        ({"email": "a", "marketing contact status": "Non-marketing contact"}, UNCONFIRMED),
        ({"email": "a", "email hard bounce reason": "Unknown user"}, BOUNCED),
        ({"email": "a", "portal spam report": "TRUE", "portal bounce": "FALSE"}, COMPLAINED),
        (constant_contact("Active", "Express"), ACTIVE),
        (constant_contact("Unsubscribed", "Unsubscribed"), LEFT),
        (constant_contact("Awaiting Confirmation", "Awaiting Confirmation"), UNCONFIRMED),
        ({"email": "a", "status": "validating", "subscription_tier": "free"}, UNCONFIRMED),
        ({"email": "a", "email marketing consent": "NEVER_SUBSCRIBED"}, UNCONFIRMED),
        ({"email": "a", "email marketing consent": "SUBSCRIBED"}, ACTIVE),
        ({"email": "a", "email suppressions": "['USER_SUPPRESSED']"}, LEFT),
        ({"email": "a", "email suppressions": "[]"}, ACTIVE),
        ({"email": "a", "accepts email marketing": "no"}, UNCONFIRMED),
        ({"email": "a", "stop time": "2024-02-06", "stop status": "unsubscribed"}, LEFT),
        ({"email": "a", "stop time": "", "stop status": ""}, ACTIVE),
        ({"email": "a", "dnc": "1"}, LEFT),
        ({"email": "a", "confirmed": "1", "enabled": "0", "accept": "1"}, LEFT),
        ({"email": "a", "status": "P", "token": "q"}, COMPLAINED),
        ({"email": "a", "status": "C", "token": "q"}, ACTIVE),
        ({"email": "a", "hasoptedoutofemail": "1"}, LEFT),
        ({"email": "a", "estado": "Dado de baja"}, LEFT),
        ({"email": "a", "statut": "en attente"}, UNCONFIRMED),
        ({"email": "a", "الحالة": "غير مشترك"}, LEFT),
        ({"email": "a", "abmeldedatum": "06.02.2024"}, LEFT),
        ({"email": "a", "confirmed_at": ""}, UNCONFIRMED),
        ({"email": "a", "removed on": "2024-02-06"}, LEFT),
        ({"email": "a", "aktiviert": "2024-02-06", "deaktiviert": "2025-02-06"}, LEFT),
        ({"email": "a", "aktiviert": "2024-02-06", "deaktiviert": ""}, ACTIVE),
        ({"email": "a", "aktiviert": "", "deaktiviert": ""}, UNCONFIRMED),
        ({"email": "a", "cid": "c", "status": "2"}, LEFT),
        ({"email": "a", "cid": "c", "status": "1"}, ACTIVE),
        ({"email": "a", "unsub_campaign_title": "News"}, LEFT),
        ({"email": "a", "clean_campaign_title": "News"}, BOUNCED),
        ({"email": "a", "statut d'abonnement": "Désabonné"}, LEFT),
        ({"email": "a", "abonnementstatus": "Abonniert"}, ACTIVE),
        ({"email": "a", "email_blacklist": "false", "sms_blacklist": "true"}, ACTIVE),
        (by_sentences(), ACTIVE),
        (by_sentences(account="1"), LEFT),
        (by_sentences(confirmed="0"), UNCONFIRMED),
        (by_sentences(blacklisted="1"), BLOCKED),
        ({"email": "a", "creation_date": "", "subscriber_type": "removed"}, LEFT),
        ({"email": "a", "creation_date": "", "type": "spammy", "churn_date": ""}, COMPLAINED),
        ({"email": "a", "confirmed": "1", "active": "0"}, LEFT),
        ({"email": "a", "confirmed": "1", "active": "1", "list_status": "0"}, LEFT),
        ({"email": "a", "confirmed": "1", "active": "1", "list_status": "1"}, ACTIVE),
        ({"email": "a", "hasoptedoutofemail": "true"}, LEFT),
        ({"email": "a", "hasoptedoutofemail": "no", "isemailbounced": "true"}, BOUNCED),
        ({"email": "a", "status": "active", "subscription_premium_tiers": ""}, ACTIVE),
        ({"email": "a", "status": "pending", "statuscode": "0"}, UNCONFIRMED),
        ({"email": "a", "unsubscribed from emails": "true"}, LEFT),
        ({"email": "a", "unzustellbar": "ja"}, BOUNCED),
        ({"email": "a", "status": "Unsubscribed by user"}, LEFT),
        ({"email": "a", "status": "not activated"}, UNCONFIRMED),
        ({"email": "a", "cancel date": "2026-01-02", "receiving emails for": ""}, LEFT),
        ({"email": "a", "dnc": "2"}, LEFT),
        ({"email": "a", "do_not_contact": "3"}, LEFT),
        ({"email": "a", "dnc": "0"}, ACTIVE),
        ({"email": "a", "email subscriber status": "Never subscribed"}, UNCONFIRMED),
        ({"email": "a", "status": "Confirmed Bounce"}, BOUNCED),
        ({"email": "a", "status": "Abgemeldet", "aktiviert am": ""}, LEFT),
        ({"email": "a", "status": "Gebounced", "aktiviert am": "2024-01-01"}, BOUNCED),
        ({"email": "a", "cancel date": "2026-01-02", "receiving emails for": "Main"}, ACTIVE),
    ],
)
def test_the_standing_of_a_line_is_read(row: dict[str, str], expected: Standing) -> None:
    assert standing(row) is expected


def test_each_export_is_known_by_its_headings() -> None:
    for export in EXPORTS:
        headings = [*export.known_by]
        if not export.whole:
            headings += [*export.judges, *export.harmless]
        assert standing_reader(headings).program == export.program


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"email": "a@m.example", "created": "1767348000"}, LEFT),
        ({"email": "a@m.example", "created": "2026-01-02"}, ACTIVE),
        ({"email": "a@m.example", "created": "1767348000", "name": "Ann"}, ACTIVE),
        ({"address": "a@m.example", "tags": "*", "created_at": "Fri, 2 Jan 2026"}, LEFT),
        ({"address": "a@m.example", "code": "550", "error": "", "created_at": ""}, BOUNCED),
        ({"email": "a@m.example", "group_id": "1", "group_name": "n", "created_at": ""}, LEFT),
    ],
)
def test_a_list_of_addresses_without_mail_is_known_by_its_headings_alone(
    row: dict[str, str], expected: Standing
) -> None:
    assert standing(row) is expected


def test_a_plain_file_is_of_no_program() -> None:
    assert standing_reader(["email", "name"]).program == ""


@pytest.mark.parametrize(
    "heading",
    [
        "opted out of news",
        "optin_of_partners",
        "bounce type",
        "is_active",
        "gdpr_deleted",
        "abmeldung",
        "désinscription",
        "list cancel reason",
        "left on",
        "spam score",
        "rejected",
        "iptal tarihi",
        "отписан",
        "subscription ended by",
        "stop reason",
        "sms consent",
        "dnc reason",
        "حالة الاشتراك البريدي",
        "newsletter off",
        "mail_allowed",
        "email ok",
        "newsletter flag",
        "may contact",
        "send newsletter",
        "erlaubnis",
        "newsletter abonniert",
        "hidden",
        "email1_is_bad",
        "gelöscht von",
        "eliminado por",
        "удалён",
        "محذوف",
    ],
)
def test_a_heading_that_speaks_of_leaving_is_a_question(heading: str) -> None:
    with pytest.raises(UseError, match="this column may say who left") as caught:
        standing_reader(["email", heading])
    assert caught.value.subject == heading
    assert "--ignore-column" in caught.value.hint
    assert standing_reader(["email", heading], ignored=[heading.upper()]).judges == {}


@pytest.mark.parametrize(
    "heading",
    [
        *("name", "city", "member since", "newsletters", "notes", "phone", "emails received (6mo)"),
        *("mailing address", "received at", "emails sent"),
    ],
)
def test_an_ordinary_heading_is_no_question(heading: str) -> None:
    assert standing_reader(["email", heading]).judges == {}


def test_a_value_that_speaks_of_leaving_makes_its_column_a_question() -> None:
    reader = standing_reader(["email", "group"])
    assert reader.column_in_question({"email": "a", "group": "Unsubscribed"}) == "group"
    assert reader.column_in_question({"email": "a", "group": "left"}) == ""
    assert reader.column_in_question({"email": "a", "group": "Friends"}) == ""


@pytest.mark.parametrize(
    "value",
    [
        "Unsubscribed (May)",
        "customer, opted-out",
        "HARD_BOUNCE",
        "550 5.1.1 no such user",
        "do not mail",
        "black-listed",
        "dado de baja en mayo",
        "Отписался",
        "NEVER_SUBSCRIBED",
    ],
)
def test_words_of_leaving_inside_a_longer_value_are_found(value: str) -> None:
    reader = standing_reader(["email", "tags"])
    assert reader.column_in_question({"email": "a", "tags": value}) == "tags"


@pytest.mark.parametrize(
    "value", ["left", "member 550", "bouncer", "opening night", "block party", "invited", "5.1.1"]
)
def test_ordinary_values_are_no_question(value: str) -> None:
    reader = standing_reader(["email", "tags"])
    assert reader.column_in_question({"email": "a", "tags": value}) == ""


def test_one_heading_is_known_in_each_of_its_spellings() -> None:
    for heading in ("unsubscribed_at", "Unsubscribed At", "UnsubscribedAt", "unsubscribed-at"):
        assert standing({"email": "a", heading: "2024-02-06"}) is LEFT


def test_a_word_that_is_not_known_is_refused_and_not_guessed() -> None:
    with pytest.raises(UseError, match="status: this state is not known: half-gone"):
        standing({"email": "a", "status": "half-gone"})
    with pytest.raises(UseError, match="confirmed: this is neither yes nor no: empty"):
        standing({"email": "a", "confirmed": ""})
    with pytest.raises(UseError, match="opted_out: this is neither yes nor no: perhaps"):
        standing({"email": "a", "opted_out": "perhaps"})


def test_the_column_that_decides_is_named() -> None:
    row = ghost(subscribed_to_emails="false")
    assert standing_reader(list(row)).read(row).column == "subscribed_to_emails"
    assert standing_reader(list(ghost())).read(ghost()).column == ""


def test_the_graver_of_two_standings_counts() -> None:
    row = {"email": "a", "status": "unconfirmed", "bounced": "1", "complained": "1"}
    assert standing(row) is COMPLAINED
    assert standing({**row, "complained": "0"}) is BOUNCED


def test_every_word_of_a_state_and_heading_is_bare() -> None:
    for word in (*STANDING_OF_WORD, *COMMON_JUDGES):
        assert word == bare(word)
