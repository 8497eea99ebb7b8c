"""Columns in the exports of other mailing programs: the headings, and the meaning of each.

Every heading here is bare: letters and digits in lower case. To add a program, add one Export; a
column that means the same in every program stands among the common ones.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from digest.kernel.standings import (
    Judge,
    Standing,
    bare,
    by_digit,
    by_letter,
    by_word,
    opted_in,
    silent_when_empty,
    when_empty,
    when_filled,
    when_no,
    when_not,
    when_yes,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """The export of one program: headings by which it is known, and the meaning of its columns.

    `harmless` columns sound like leaving and do not mean it.
    """

    program: str
    known_by: frozenset[str]
    judges: Mapping[str, Judge] = field(default_factory=dict)
    harmless: frozenset[str] = field(default_factory=frozenset)


def _bare_names(names: str) -> frozenset[str]:
    """Read a list of headings that commas separate."""
    return frozenset(bare(name) for name in names.split(","))


_LEFT_IF_FILLED = when_filled(Standing.LEFT)
_BOUNCED_IF_FILLED = when_filled(Standing.BOUNCED)

EXPORTS = (
    Export(
        program="Ghost",
        known_by=_bare_names("email, subscribed_to_emails"),
        harmless=_bare_names("complimentary_plan, labels, tiers, note"),
    ),
    Export(
        program="Mailchimp",
        known_by=_bare_names("email address, member_rating, optin_time"),
        harmless=_bare_names(
            "unsub_campaign_title, unsub_campaign_id, unsub_reason, unsub_reason_other,"
            "clean_campaign_title, clean_campaign_id, leid, euid, notes, tags, last_changed"
        ),
    ),
    Export(
        program="Substack",
        known_by=_bare_names("email, active_subscription, email_disabled"),
        # it says who pays: a free reader is no active subscription
        harmless=_bare_names("active_subscription, expiry, plan, digest_enabled"),
    ),
    Export(
        program="Substack's list with all columns",
        known_by=_bare_names("email, cancel date, start date"),
        # of the paid plan: who ended it is still a free reader
        harmless=_bare_names(
            "cancel date, start date, first paid date, paid upgrade date, expiration date,"
            "stripe plan, bestseller, subscription source (free), subscription source (paid)"
        ),
    ),
    Export(
        program="Brevo",
        known_by=_bare_names("email, added_time, modified_time"),
        # filled by some of its forms alone: who left stands in another column
        judges={
            "optin": silent_when_empty(opted_in),
            "doubleoptin": silent_when_empty(opted_in),
        },
    ),
    Export(
        program="phpList",
        known_by=_bare_names("email, confirmed, blacklisted"),
        judges={"disabled": when_yes(Standing.LEFT)},
        harmless=_bare_names("optedin, bouncecount, entered, modified, htmlemail"),
    ),
    Export(
        program="Buttondown",
        known_by=_bare_names("email_address, creation_date"),
        judges={"type": by_word},
        harmless=_bare_names(
            "unsubscription_reason, undeliverability_reason, churn_date, source, notes"
        ),
    ),
    Export(
        program="Mailtrain",
        known_by=_bare_names("cid, email, status"),
        judges={"status": by_digit},
    ),
    Export(
        program="listmonk",
        known_by=_bare_names("email, status, attributes"),
        harmless=frozenset({"attributes"}),
    ),
    Export(
        program="Keila",
        known_by=_bare_names("email, external id, status"),
        # it is empty for all that were added without the mail that asks for a confirmation
        harmless=_bare_names("data, double opt-in at"),
    ),
    Export(
        program="AcyMailing",
        known_by=_bare_names("email, confirmed, enabled"),
        judges={"enabled": when_no(Standing.LEFT), "accept": when_no(Standing.LEFT)},
        harmless=_bare_names("confirmed_ip, confirmation_ip"),
    ),
    Export(
        program="the Newsletter plugin of WordPress",
        known_by=_bare_names("email, status, token"),
        judges={"status": by_letter},
    ),
    Export(
        program="Constant Contact",
        known_by=_bare_names("email address, email status, email permission status"),
        # the date is empty for all that were added without the mail that asks for a confirmation
        harmless=_bare_names(
            "confirmed opt-in date, confirmed opt-in source, opt-out reason, opt-out source,"
            "email update source, source name"
        ),
    ),
    Export(
        program="HubSpot",
        known_by=_bare_names("email, unsubscribed from all email"),
        harmless=_bare_names(
            "marketing emails bounced, marketing emails delivered, marketing emails replied,"
            "contact unworked, email address quarantined reason, lead status, lifecycle stage,"
            "marketing contact until next update, currently in sequence, email confirmed"
        ),
    ),
    Export(
        program="AWeber",
        known_by=_bare_names("email, stop time"),
        judges={"stopstatus": when_filled(Standing.LEFT)},
        harmless=_bare_names("verified, add method, misc, additional notes"),
    ),
    Export(
        program="Shopify",
        known_by=_bare_names("email, accepts email marketing"),
        harmless=_bare_names("accepts sms marketing, tax exempt, total spent, total orders"),
    ),
    Export(
        program="Klaviyo",
        known_by=_bare_names("email, email marketing consent"),
        harmless=_bare_names(
            "sms marketing consent, sms suppressions, email marketing consent timestamp,"
            "email marketing consent method, sms marketing consent timestamp"
        ),
    ),
)
"""Exports that are told apart by more than their state columns. The first that fits is taken."""

# One name each in bare letters: `Email Status` and `email_status` are one column.
_STATE_COLUMNS = _bare_names(
    "state, status, email status, subscription status, subscriber type, subscriber status,"
    "member status, contact status, global status, list status, marketing status, member state,"
    "email channel status, delivery status, email permission status, email marketing consent,"
    "marketing contact status, estado, estado de suscripción, statut, état, stato, zustand, durum,"
    "abonelik durumu, situação, statuut, stav, статус, состояние, الحالة, حالة الاشتراك, وضعیت,"
    "סטטוס, subscriber state, subscription state, email campaigns,"
    "statut d'abonnement, statut abonnement, abonnementstatus, abo-status, anmeldestatus,"
    "estado de la suscripción, stato iscrizione, статус подписки, حالة المشترك, סטטוס מנוי"
)
_LEFT_TIMES = _bare_names(
    "unsub time, unsubscribed at, unsubscribe date, unsubscription date, date unsubscribed,"
    "unsubscribed date, unsubscribed on, unsubscribe time, unsubdate, opt-out date,"
    "email opt-out date, opted out at, opted out on, opt-out time, deleted at, left at,"
    "cancelled at, canceled at, removed on, removed at, date removed, stop time, stopped at,"
    "abmeldedatum, abgemeldet am, austragsdatum, fecha de baja, date de désinscription,"
    "date de désabonnement, data di cancellazione, data de cancelamento, email suppressions,"
    "suppressions"
)
# A moment in a column of flags counts as yes, so a name may stand in one list alone.
_LEFT_FLAGS = _bare_names(
    "unsubscribed, is unsubscribed, opted out, opt out, email disabled, email opt out,"
    "do not email, deleted, unsubscribed from all email, portal unsubscribe, global unsubscribe,"
    "has opted out of email, is excluded from campaigns, unsub, nomail, no mail, dnc,"
    "do not contact, abgemeldet, désabonné, désinscrit, is deleted, archived, removed,"
    "deactivated, deactivated at, deactivated on, deaktiviert, désactivé, desactivado, disattivato"
)
_BLOCKED_FLAGS = _bare_names(
    "blacklisted, blacklist, email blacklisted, blacklisted email, email blacklist, blocklisted,"
    "email blocklisted, blocklisted email, suppressed, blocked, is blocked, banned, suspended,"
    "is this subscriber blacklisted, blackliste, blacklisté, liste noire, lista negra"
)
_BOUNCED_FLAGS = _bare_names(
    "bounced, hard bounced, undeliverable, cleaned, portal bounce, global bounce, is bounced"
)
_BOUNCED_TIMES = _bare_names(
    "clean time, bounced at, bounce date, undeliverability date, date bounced, bounced on,"
    "email hard bounce reason, hard bounce reason, bounced date"
)
_COMPLAINED_FLAGS = _bare_names(
    "complained, spam complaint, marked as spam, portal spam report, is spam complaining,"
    "spam report, complaint"
)
_COMPLAINED_TIMES = _bare_names("complained at, complaint date, complained on, spam date")
_CONFIRMED_FLAGS = _bare_names("confirmed, is confirmed, verified, is verified")
# Brevo numbers the answers: 1 is yes and 2 is no
_OPT_IN_FLAGS = _bare_names("double opt-in, opt-in, email opt-in, opted in")
_ACTIVATED = _bare_names("activated, activated on, aktiviert, is this subscriber confirmed")
_CONFIRMED_TIMES = _bare_names(
    "confirm time, confirmed at, confirmation date, confirmed on, confirmation time, confirm date,"
    "date confirmed"
)
_PENDING_FLAGS = _bare_names("is opt-in pending, unconfirmed, pending, opt-in pending")
_SUBSCRIBED_FLAGS = _bare_names(
    "subscribed, is subscribed, subscribed to emails, email marketing, receive emails,"
    "receives emails, receive email, wants emails, wants email, wants mail, abonné, abonnée,"
    "inscrit, suscrito, iscritto, inscrito, abonniert, angemeldet, ingeschreven, subskrybuje,"
    "подписан, مشترك, מנוי"
)
# of a mail that someone left or that could not be delivered
_LEFT_REASONS = _bare_names("unsub campaign title, unsub campaign id, unsub reason")
_BOUNCED_REASONS = _bare_names("clean campaign title, clean campaign id")
_CONSENT_FLAGS = _bare_names(
    "accepts marketing, accepts email marketing, marketing consent, email consent, gdpr consent,"
    "consent to email, email permission, marketing permission, marketing opt-in,"
    "newsletter opt-in, einwilligung, consentement, consenso"
)

HARMLESS = _bare_names(
    "email, name, newsletters, language, consent_at, consent_source, consent_wording, created,"
    "paused_until, text_only,"
    # times and places of joining, which every program writes in its own way
    "subscribed at, subscribed on, date subscribed, subscribe date, subscription date,"
    "subscribed date, subscribe time, subdate, optin time, optin ip, opt-in date, opt-in ip,"
    "optin date, opted in at, opt-in time, opt-in source, confirm ip, confirmation ip, optin url,"
    "subscribed ip, subscription source, subscription ip, subscribed via, subscribe ip,"
    "subscription id, subscription tier, subscription plan, consent to track, activity,"
    "last active, last activity, last active date, active subscription, activated at,"
    # other ways than mail, and numbers that are no state
    "sms blacklist, sms blacklisted, sms blacklist status, sms opt-in, sms opt-out,"
    "sms marketing, sms campaigns, whatsapp marketing, whatsapp campaigns, whatsapp blacklisted,"
    "number of bounces on this subscriber, bounce count"
)
"""Columns that sound like leaving in no program, or that this program writes itself."""


def _common_judges() -> dict[str, Judge]:
    """Judges of columns that mean the same in every program that has them."""
    judges: dict[str, Judge] = {}
    # later lines win: a graver meaning must stand below a lighter one of the same name
    judges |= dict.fromkeys(_STATE_COLUMNS, by_word)
    judges |= dict.fromkeys(_LEFT_TIMES, _LEFT_IF_FILLED)
    judges |= dict.fromkeys(_LEFT_FLAGS, when_yes(Standing.LEFT))
    judges |= dict.fromkeys(_BLOCKED_FLAGS, when_yes(Standing.BLOCKED))
    judges |= dict.fromkeys(_BOUNCED_FLAGS, when_yes(Standing.BOUNCED))
    judges |= dict.fromkeys(_BOUNCED_TIMES, _BOUNCED_IF_FILLED)
    judges |= dict.fromkeys(_COMPLAINED_FLAGS, when_yes(Standing.COMPLAINED))
    judges |= dict.fromkeys(_COMPLAINED_TIMES, when_filled(Standing.COMPLAINED))
    judges |= dict.fromkeys(_CONFIRMED_FLAGS, when_no(Standing.UNCONFIRMED))
    judges |= dict.fromkeys(_OPT_IN_FLAGS, opted_in)
    judges |= dict.fromkeys(_LEFT_REASONS, _LEFT_IF_FILLED)
    judges |= dict.fromkeys(_BOUNCED_REASONS, _BOUNCED_IF_FILLED)
    judges |= dict.fromkeys(_ACTIVATED, when_not(Standing.UNCONFIRMED))
    judges |= dict.fromkeys(_CONFIRMED_TIMES, when_empty(Standing.UNCONFIRMED))
    judges |= dict.fromkeys(_PENDING_FLAGS, when_yes(Standing.UNCONFIRMED))
    judges |= dict.fromkeys(_SUBSCRIBED_FLAGS, when_no(Standing.LEFT))
    # without a consent there is no reader: the person may still ask for it here
    judges |= dict.fromkeys(_CONSENT_FLAGS, when_no(Standing.UNCONFIRMED))
    return judges


COMMON_JUDGES: Mapping[str, Judge] = _common_judges()
"""By bare heading, the judges of columns that mean the same in every program."""

SPEAKS_OF_LEAVING = re.compile(
    r"unsub|opt(?:ed)?[\s_-]*(?:out|in)|bounc|complain|spam|black|block|suppress|do[\s_-]*not"
    r"|delet|remov|cancel|exclu|reject|refus|inactiv|disabl|enabl|(?:\b|_)(?:de)?a[ck]tiv|\boff\b|confirm|verif"
    r"|\bleft\b|leav|subscri(?:bed|ption)|status|\bstate\b|paus|consent|permission|marketing|suspend|banned"
    r"|\bdnc\b|no[\s_-]?mail\b|stop(?:ped)?[\s_-]?(?:time|date|on|at|status|reason)|quarantin"
    r"|churn|archived|undeliver|unreach|invalid|valid\b|accepts?\b"
    r"|abgemeld|abmeld|abbestell|austrag|gesperrt|einwillig|widerruf|désabonn|desabonn"
    r"|désinscri|desinscri|désactiv|consentement|\bbaja\b|suscrit|rebot|cancellat|iscritt|consenso"
    r"|gekündigt|gelösch|storni|entfernt|supprim|elimin|borrad|bloqu|verwijder|usuni|odhl|удал|заблок"
    r"|silin|engel|حذف|محذ|محظور|מחק|חסום|descadastr|inscrit|uitgeschreven|afgemeld|afmeld|wypis|rezygn|iptal|abonelik|ayrıl|onay"
    r"|отпис|отказ|статус|ألغى|إلغاء|الغاء|اشتراك|הוסר|ביטל|הסרה|לא פעיל|لغو|اشتراک",
    re.IGNORECASE,
)
"""Parts of a heading, in lower case, that make an unknown column a question."""
