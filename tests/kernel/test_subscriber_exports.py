"""The exports of other programs say who left, and no column that says so is passed over."""

from __future__ import annotations

import pytest

from digest.errors import UseError
from digest.kernel.subscriber_exports import (
    COMMON_JUDGES,
    EXPORTS,
    STANDING_OF_WORD,
    Standing,
    standing_reader,
)

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
    ],
)
def test_the_standing_of_a_line_is_read(row: dict[str, str], expected: Standing) -> None:
    assert standing(row) is expected


def test_each_export_is_known_by_its_headings() -> None:
    for export in EXPORTS:
        headings = [*export.known_by, *export.judges, *export.harmless]
        assert standing_reader(headings).program == export.program


def test_a_plain_file_is_of_no_program() -> None:
    assert standing_reader(["email", "name"]).program == ""


@pytest.mark.parametrize(
    "heading",
    [
        "opted out of news",
        "newsletter_optin",
        "bounce type",
        "is_active",
        "gdpr_deleted",
        "abgemeldet am",
        "désinscription",
        "list cancel reason",
        "left on",
        "spam score",
        "isexcludedfromcampaigns",
        "rejected",
        "iptal tarihi",
        "отписан",
    ],
)
def test_a_heading_that_speaks_of_leaving_is_a_question(heading: str) -> None:
    with pytest.raises(UseError, match="this column may say who left") as caught:
        standing_reader(["email", heading])
    assert caught.value.subject == heading
    assert "--ignore-column" in caught.value.hint
    assert standing_reader(["email", heading], ignored=[heading.upper()]).judges == {}


@pytest.mark.parametrize(
    "heading", ["name", "city", "member since", "newsletters", "notes", "phone"]
)
def test_an_ordinary_heading_is_no_question(heading: str) -> None:
    assert standing_reader(["email", heading]).judges == {}


def test_a_value_that_speaks_of_leaving_makes_its_column_a_question() -> None:
    reader = standing_reader(["email", "group"])
    assert reader.column_in_question({"email": "a", "group": "Unsubscribed"}) == "group"
    assert reader.column_in_question({"email": "a", "group": "left"}) == ""
    assert reader.column_in_question({"email": "a", "group": "Friends"}) == ""


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


def test_every_word_of_a_state_is_in_lower_case() -> None:
    for word in (*STANDING_OF_WORD, *COMMON_JUDGES):
        assert word == word.casefold()
