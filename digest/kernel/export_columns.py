"""Columns that mean the same in the exports of every mailing program, under each heading.

Every heading here is bare: letters and digits in lower case. Columns of one program stand in
`known_exports`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from digest.kernel.numbered_states import named_columns
from digest.kernel.standings import (
    Judge,
    Standing,
    bare_names,
    by_word,
    opted_in,
    refused,
    when_empty,
    when_filled,
    when_no,
    when_not,
    when_yes,
)

_LEFT_IF_FILLED = when_filled(Standing.LEFT)
_BOUNCED_IF_FILLED = when_filled(Standing.BOUNCED)

# One name each in bare letters: `Email Status` and `email_status` are one column.
_STATE_COLUMNS = bare_names(
    "state, status, email status, subscription status, subscriber type, subscriber status,"
    "member status, contact status, global status, list status, marketing status, member state,"
    "email channel status, email subscriber status, delivery status, email permission status,"
    "email marketing consent,"
    "marketing contact status, estado, estado de suscripción, statut, état, stato, zustand, durum,"
    "abonelik durumu, situação, statuut, stav, статус, состояние, الحالة, حالة الاشتراك, وضعیت,"
    "סטטוס, subscriber state, subscription state, email campaigns,"
    "statut d'abonnement, statut abonnement, abonnementstatus, abo-status, anmeldestatus,"
    "estado de la suscripción, stato iscrizione, статус подписки, حالة المشترك, סטטוס מנוי"
)
_LEFT_TIMES = bare_names(
    "unsub time, unsubscribed at, unsubscribe date, unsubscription date, date unsubscribed,"
    "unsubscribed date, unsubscribed on, unsubscribe time, unsubdate, opt-out date,"
    "email opt-out date, opted out at, opted out on, opt-out time, deleted at, left at,"
    "cancelled at, canceled at, removed on, removed at, date removed, stop time, stopped at,"
    "abmeldedatum, abgemeldet am, austragsdatum, fecha de baja, date de désinscription,"
    "date de désabonnement, data di cancellazione, data de cancelamento, email suppressions,"
    "suppressions"
)
# A moment in a column of flags counts as yes, so a name may stand in one list alone.
_LEFT_FLAGS = bare_names(
    "unsubscribed, is unsubscribed, unsubscribed from emails, opted out, opt out, email disabled,"
    "email opt out,"
    "do not email, deleted, unsubscribed from all email, portal unsubscribe, global unsubscribe,"
    "has opted out of email, is excluded from campaigns, unsub, nomail, no mail, abgemeldet,"
    "désabonné, désinscrit, is deleted, archived, removed,"
    "deactivated, deactivated at, deactivated on, deaktiviert, désactivé, desactivado, disattivato"
)
# Mautic writes the reason as a number: left, bounced, or closed by hand
_REFUSALS = bare_names("dnc, do not contact")
_BLOCKED_FLAGS = bare_names(
    "blacklisted, blacklist, email blacklisted, blacklisted email, email blacklist, blocklisted,"
    "email blocklisted, blocklisted email, suppressed, blocked, is blocked, banned, suspended,"
    "is this subscriber blacklisted, blackliste, blacklisté, liste noire, lista negra"
)
_BOUNCED_FLAGS = bare_names(
    "bounced, hard bounced, undeliverable, cleaned, portal bounce, global bounce, is bounced,"
    "is email bounced, email bounced, has hard bounced, email is bad, unzustellbar"
)
_BOUNCED_TIMES = bare_names(
    "clean time, bounced at, bounce date, undeliverability date, date bounced, bounced on,"
    "email hard bounce reason, hard bounce reason, bounced date, email bounced reason,"
    "email bounced date"
)
_COMPLAINED_FLAGS = bare_names(
    "complained, spam complaint, marked as spam, marked email as spam,"
    "portal spam report, is spam complaining,"
    "spam report, complaint"
)
_COMPLAINED_TIMES = bare_names("complained at, complaint date, complained on, spam date")
_CONFIRMED_FLAGS = bare_names("confirmed, is confirmed, verified, is verified")
# Brevo numbers the answers: 1 is yes and 2 is no
_OPT_IN_FLAGS = bare_names("double opt-in, opt-in, email opt-in, opted in")
_ACTIVATED = bare_names(
    "activated, activated on, aktiviert, aktiviert am, is this subscriber confirmed"
)
_CONFIRMED_TIMES = bare_names(
    "confirm time, confirmed at, confirmation date, confirmed on, confirmation time, confirm date,"
    "date confirmed"
)
_PENDING_FLAGS = bare_names("is opt-in pending, unconfirmed, pending, opt-in pending")
_SUBSCRIBED_FLAGS = bare_names(
    "subscribed, is subscribed, subscribed to emails, email marketing, receive emails,"
    "receives emails, receive email, wants emails, wants email, wants mail, abonné, abonnée,"
    "inscrit, suscrito, iscritto, inscrito, abonniert, angemeldet, ingeschreven, subskrybuje,"
    "подписан, مشترك, מנוי"
)
# of a mail that someone left or that could not be delivered
_LEFT_REASONS = bare_names("unsub campaign title, unsub campaign id, unsub reason")
_BOUNCED_REASONS = bare_names("clean campaign title, clean campaign id")
_CONSENT_FLAGS = bare_names(
    "accepts marketing, accepts email marketing, marketing consent, email consent, gdpr consent,"
    "consent to email, email permission, marketing permission, marketing opt-in,"
    "newsletter opt-in, einwilligung, consentement, consenso"
)

HARMLESS = bare_names(
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
    judges |= named_columns()
    judges |= dict.fromkeys(_LEFT_TIMES, _LEFT_IF_FILLED)
    judges |= dict.fromkeys(_LEFT_FLAGS, when_yes(Standing.LEFT))
    judges |= dict.fromkeys(_REFUSALS, refused)
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
    r"|delet|remov|cancel|exclu|reject|refus|inactiv|disabl|enabl|(?:\b|_)(?:de)?a[ck]tiv|\boff\b"
    r"|confirm|verif"
    r"|\bleft\b|leav|subscri(?:bed|ption)|status|\bstate\b|paus|consent|permission|marketing"
    r"|suspend|banned"
    r"|\bdnc\b|no[\s_-]?mail\b|stop(?:ped)?[\s_-]?(?:time|date|on|at|status|reason)|quarantin"
    r"|\ballow|_allow|contactable|\breceives?\b|\bwants?[\s_-]|\bmailings?\Z|e?mail[\s_-]?ok\b"
    r"|newsletter[\s_-]?(?:flag|ok)\b|(?:\b|_)(?:may|can)[\s_-]?(?:e?mail|contact)"
    r"|send[\s_-]?(?:e?mails?|newsletters?)\b|erlaub|zustimm|permis"
    r"|churn|archived|hidden|(?:\b|_)bad\b|undeliver|unzustell|abonn(?:iert|é)|unreach|invalid"
    r"|valid\b|accepts?\b"
    r"|abgemeld|abmeld|abbestell|austrag|gesperrt|einwillig|widerruf|désabonn|desabonn"
    r"|désinscri|desinscri|désactiv|consentement|\bbaja\b|suscrit|rebot|cancellat|iscritt|consenso"
    r"|gekündigt|gelösch|storni|entfernt|supprim|elimin|borrad|bloqu|verwijder|usuni|odhl|удал"
    r"|заблок"
    r"|silin|engel|حذف|محذ|محظور|מחק|חסום|descadastr|inscrit|uitgeschreven|afgemeld|afmeld|wypis"
    r"|rezygn|iptal|abonelik|ayrıl|onay"
    r"|отпис|отказ|статус|ألغى|إلغاء|الغاء|اشتراك|הוסר|ביטל|הסרה|לא פעיל|لغو|اشتراک",
    re.IGNORECASE,
)
"""Parts of a heading, in lower case, that make an unknown column a question."""
