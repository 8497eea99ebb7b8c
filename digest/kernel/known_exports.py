"""Exports of other mailing programs: the headings by which each is known, and its own columns.

To add a program, add one Export. Columns that mean the same in every program stand in
`export_columns`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from digest.kernel.numbered_states import by_number
from digest.kernel.standings import (
    Judge,
    Standing,
    bare_names,
    by_letter,
    by_word,
    opted_in,
    silent_when_empty,
    when_counted,
    when_empty,
    when_epoch,
    when_filled,
    when_no,
    when_not,
    when_yes,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """The export of one program: headings by which it is known, and the meaning of its columns.

    `harmless` columns sound like leaving and do not mean it. A `whole` export has the headings by
    which it is known and no other.
    """

    program: str
    known_by: frozenset[str]
    whole: bool = False
    judges: Mapping[str, Judge] = field(default_factory=dict)
    harmless: frozenset[str] = field(default_factory=frozenset)


_LEFT_IF_FILLED = when_filled(Standing.LEFT)
_BOUNCED_IF_FILLED = when_filled(Standing.BOUNCED)

# phpList heads its columns by names or, in a later form, by sentences
_PHPLIST_JUDGES: Mapping[str, Judge] = {
    **dict.fromkeys(
        bare_names(
            "is this account disabled, is this subscriber account disabled, account disabled"
        ),
        when_yes(Standing.LEFT),
    ),
    **dict.fromkeys(
        bare_names(
            "is the email of this user confirmed, is the email of this subscriber confirmed,"
            "is this user confirmed, is this subscriber confirmed"
        ),
        when_not(Standing.UNCONFIRMED),
    ),
    **dict.fromkeys(
        bare_names("is this user blacklisted, is this subscriber blacklisted"),
        when_yes(Standing.BLOCKED),
    ),
}
_PHPLIST_HARMLESS = bare_names(
    "optedin, bouncecount, entered, modified, htmlemail, number of bounces on this user,"
    "number of bounces on this subscriber, bounces, did this user manually confirm,"
    "did this subscriber manually confirm, manually confirmed, subscribed lists,"
    "which page was used to subscribe, subscribe page"
)
_BUTTONDOWN_HARMLESS = bare_names(
    "unsubscription_reason, undeliverability_reason, churn_date, source, notes"
)

# its API and its older exports head their columns alike, and count states by numbers
_ACTIVECAMPAIGN_JUDGES: Mapping[str, Judge] = {
    "status": by_number("ActiveCampaign"),
    "liststatus": by_number("ActiveCampaign"),
    "bouncedhard": when_counted(Standing.BOUNCED),
}
_ACTIVECAMPAIGN_HARMLESS = bare_names(
    "bounced_soft, bounced_date, unsubreason, ip4unsub, ip4sub, unsubscribe_automation,"
    "statuses, seriesid, campaign, message, responder, sync, anonymized"
)
_MAGENTO_JUDGES: Mapping[str, Judge] = {
    "status": by_number("Magento"),
    "subscriberstatus": by_number("Magento"),
}
_MAGENTO_HARMLESS = bare_names("change_status_at, subscriber_confirm_code, is_status_changed")


def _headed(
    program: str, headings: Iterable[str], judges: Mapping[str, Judge], harmless: frozenset[str]
) -> Iterator[Export]:
    """Yield the exports of one program, which is known by any of several rows of headings."""
    for names in headings:
        yield Export(program=program, known_by=bare_names(names), judges=judges, harmless=harmless)


EXPORTS = (
    *_headed(
        "ActiveCampaign",
        (
            "email, cdate, bounced_hard",
            "email, cdate, status",
            "email, sdate, status",
            "email, subscriberid, status",
        ),
        _ACTIVECAMPAIGN_JUDGES,
        _ACTIVECAMPAIGN_HARMLESS,
    ),
    *_headed(
        "Magento",
        (
            "subscriber_email, subscriber_status",
            "email, customer first name, status",
            "email, type, status, store view",
        ),
        _MAGENTO_JUDGES,
        _MAGENTO_HARMLESS,
    ),
    Export(
        program="Ghost",
        known_by=bare_names("email, subscribed_to_emails"),
        harmless=bare_names("complimentary_plan, labels, tiers, note"),
    ),
    Export(
        program="Mailchimp",
        known_by=bare_names("email address, member_rating, optin_time"),
        harmless=bare_names(
            "unsub_campaign_title, unsub_campaign_id, unsub_reason, unsub_reason_other,"
            "clean_campaign_title, clean_campaign_id, leid, euid, notes, tags, last_changed"
        ),
    ),
    Export(
        program="Substack",
        known_by=bare_names("email, active_subscription, email_disabled"),
        # it says who pays: a free reader is no active subscription
        harmless=bare_names("active_subscription, expiry, plan, digest_enabled"),
    ),
    Export(
        program="Substack's list with all columns",
        known_by=bare_names("email, cancel date, start date"),
        # of the paid plan: who ended it is still a free reader
        harmless=bare_names(
            "cancel date, start date, first paid date, paid upgrade date, expiration date,"
            "stripe plan, bestseller, subscription source (free), subscription source (paid)"
        ),
    ),
    Export(
        program="Substack's list with all columns",
        known_by=bare_names("email, cancel date, receiving emails for"),
        # a reader who wants no mail of any section has an empty cell
        judges={"receivingemailsfor": when_empty(Standing.LEFT)},
        harmless=bare_names(
            "cancel date, expires at, subscription type, subscriptions gifted, paid upgrade date,"
            "first payment at, is bestseller, subscription source (free),"
            "subscription source (paid), email receives (last 6 months)"
        ),
    ),
    Export(
        program="Brevo",
        known_by=bare_names("email, added_time, modified_time"),
        # filled by some of its forms alone: who left stands in another column
        judges={
            "optin": silent_when_empty(opted_in),
            "doubleoptin": silent_when_empty(opted_in),
        },
    ),
    Export(
        program="phpList",
        known_by=bare_names("email, confirmed, blacklisted"),
        judges={**_PHPLIST_JUDGES, "disabled": when_yes(Standing.LEFT)},
        harmless=_PHPLIST_HARMLESS,
    ),
    Export(
        program="phpList",
        known_by=bare_names("email, is this subscriber blacklisted"),
        judges=_PHPLIST_JUDGES,
        harmless=_PHPLIST_HARMLESS,
    ),
    Export(
        program="phpList",
        known_by=bare_names("email, is this user blacklisted"),
        judges=_PHPLIST_JUDGES,
        harmless=_PHPLIST_HARMLESS,
    ),
    Export(
        program="Buttondown",
        known_by=bare_names("email_address, creation_date"),
        judges={"type": by_word},
        harmless=_BUTTONDOWN_HARMLESS,
    ),
    Export(
        program="Buttondown",
        known_by=bare_names("email, creation_date, type"),
        judges={"type": by_word},
        harmless=_BUTTONDOWN_HARMLESS,
    ),
    Export(
        program="Buttondown",
        known_by=bare_names("email, creation_date, subscriber_type"),
        harmless=_BUTTONDOWN_HARMLESS,
    ),
    Export(
        program="Mailtrain",
        known_by=bare_names("cid, email, status"),
        judges={"status": by_number("Mailtrain")},
    ),
    Export(
        program="listmonk",
        known_by=bare_names("email, status, attributes"),
        harmless=frozenset({"attributes"}),
    ),
    Export(
        program="Keila",
        known_by=bare_names("email, external id, status"),
        # it is empty for all that were added without the mail that asks for a confirmation
        harmless=bare_names("data, double opt-in at"),
    ),
    Export(
        program="AcyMailing",
        known_by=bare_names("email, confirmed, enabled"),
        judges={"enabled": when_no(Standing.LEFT), "accept": when_no(Standing.LEFT)},
        harmless=bare_names("confirmed_ip, confirmation_ip"),
    ),
    Export(
        program="AcyMailing",
        known_by=bare_names("email, confirmed, active"),
        judges=dict.fromkeys(("active", "status", "liststatus"), when_no(Standing.LEFT)),
        harmless=bare_names("confirmation_date, confirmation_ip, source, tracking"),
    ),
    Export(
        program="beehiiv",
        known_by=bare_names("email, status, subscription_premium_tiers"),
        harmless=bare_names(
            "subscription_premium_tiers, subscription_premium_tier_names, subscription_tier"
        ),
    ),
    Export(
        program="Moosend",
        known_by=bare_names("email, status, subscription type"),
        # it names the way by which a reader came
        harmless=bare_names("subscription type"),
    ),
    Export(
        program="Mailster",
        known_by=bare_names("email, status, statuscode"),
        # the number of the state that the column beside it tells in a word
        harmless=bare_names("statuscode, confirm, ip_confirm"),
    ),
    # lists of addresses that get no mail: no cell says so, the list itself does
    Export(
        program="SendGrid's list of who left",
        known_by=bare_names("email, created"),
        whole=True,
        judges={"created": when_epoch(Standing.LEFT)},
    ),
    Export(
        program="SendGrid's list of who left a group",
        known_by=bare_names("email, group_id, group_name, created_at"),
        whole=True,
        judges={"email": _LEFT_IF_FILLED},
    ),
    Export(
        program="Mailgun's list of who left",
        known_by=bare_names("address, tags, created_at"),
        whole=True,
        judges={"address": _LEFT_IF_FILLED},
    ),
    Export(
        program="Mailgun's list of bounces",
        known_by=bare_names("address, code, error, created_at"),
        whole=True,
        judges={"address": _BOUNCED_IF_FILLED},
    ),
    Export(
        program="Salesforce",
        known_by=bare_names("email, HasOptedOutOfEmail"),
    ),
    Export(
        program="the Newsletter plugin of WordPress",
        known_by=bare_names("email, status, token"),
        judges={"status": by_letter},
    ),
    Export(
        program="Constant Contact",
        known_by=bare_names("email address, email status, email permission status"),
        # the date is empty for all that were added without the mail that asks for a confirmation
        harmless=bare_names(
            "confirmed opt-in date, confirmed opt-in source, opt-out reason, opt-out source,"
            "email update source, source name"
        ),
    ),
    Export(
        program="HubSpot",
        known_by=bare_names("email, unsubscribed from all email"),
        harmless=bare_names(
            "marketing emails bounced, marketing emails delivered, marketing emails replied,"
            "contact unworked, email address quarantined reason, lead status, lifecycle stage,"
            "marketing contact until next update, currently in sequence, email confirmed"
        ),
    ),
    Export(
        program="AWeber",
        known_by=bare_names("email, stop time"),
        judges={"stopstatus": when_filled(Standing.LEFT)},
        harmless=bare_names("verified, add method, misc, additional notes"),
    ),
    Export(
        program="Shopify",
        known_by=bare_names("email, accepts email marketing"),
        harmless=bare_names("accepts sms marketing, tax exempt, total spent, total orders"),
    ),
    Export(
        program="Klaviyo",
        known_by=bare_names("email, email marketing consent"),
        harmless=bare_names(
            "sms marketing consent, sms suppressions, email marketing consent timestamp,"
            "email marketing consent method, sms marketing consent timestamp"
        ),
    ),
)
"""Exports that are told apart by more than their state columns. The first that fits is taken."""
