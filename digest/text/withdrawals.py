"""Withdrawals: notices by which an outlet or an agency takes a report of its own back. Pure.

A notice stands alone: it is a short text, or bears its mark before a headline or behind one.
"""

from __future__ import annotations

import re

from digest.text.version_marks import MAX_TITLE_CHARS, without_marks

LONGEST_NOTICE_WORDS = 150
"""A longer text that only speaks of a withdrawn report is a report."""

_WORDS = (
    r"withdrawn|withdrawal|retracted|retraction|(?:mandatory )?kill"
    r"|zurückgezogen|zurückziehung|rückruf|annulation|annulée?|à annuler|retrait|retirée?"
    r"|anulad[ao]|anulación|retirad[ao]|ritirat[ao]|annullat[ao]|annullamento"
    r"|geri çekildi|geri çekme|iptal|отозвано|отзыв|аннулировано|снято с ленты"
    r"|سحب خبر|سحب|إلغاء خبر|إلغاء|الغاء خبر|ملغى|משיכת ידיעה|הוסרה|בוטלה|ביטול"
    r"|حذف خبر|لغو خبر|پس گرفته شد|wycofane|anulowane|ingetrokken|återkallad|tilbakekalt"
    r"|撤稿|撤回|記事取り消し"
)
_KIND = (
    r"(?:(?:story|report|article|advisory|news|urgent|editors?|meldung|artikel|dépêche|haber)"
    r"[\s:–—-]{1,3})?"
)
_NOTICE = r"(?:[\s–—-]{1,3}(?:advisory|notice|story|article|report|d'une dépêche|dépêche|haber))?"
_IN_FRONT = re.compile(rf"^\W*{_KIND}(?:{_WORDS}){_NOTICE}(?=\s*[:–—-]|\s*\Z|\s*\|)", re.IGNORECASE)
_BEHIND = re.compile(
    rf"[(\[]\s*(?:{_WORDS})\s*[)\]]\s*\Z|\s[–—-]\s(?:{_WORDS})\s*\Z", re.IGNORECASE
)

_OURS = r"(?:this|our|the above|the following)"
_GONE = r"(?:withdrawn|retracted|killed|deleted|removed|unpublished|taken down)"
_NOUN = r"(?:story|report|article|item|dispatch)"
_IN_TEXT = re.compile(
    rf"\b{_OURS} {_NOUN}\b[^.!?]{{0,80}}\b(?:has been|have been|was|is|are) "
    rf"{_GONE}\b"
    rf"|\b(?:has|have) {_GONE} (?:this|its|our) {_NOUN}\b"
    rf"|\bwe (?:have )?{_GONE} (?:this|the|our) {_NOUN}\b"
    rf"|\b(?:kill|disregard|do not use) (?:this|the|our) (?:\w+ ){{0,2}}{_NOUN}\b"
    rf"|\bthe {_NOUN} (?:headlined|slugged|titled)\b[^!?]{{0,200}}"
    r"\b(?:withdrawn|retracted|killed)\b"
    r"|\b(?:diese|unsere|die obige) (?:meldung|nachricht)\b[^.!?]{0,60}\bzurückgezogen\b"
    r"|\b(?:dieser|unser) (?:artikel|bericht|beitrag)\b[^.!?]{0,60}\bzurückgezogen\b"
    r"|\bzieh(?:t|en) (?:die|ihre|unsere|diese) meldung\b[^.!?]{0,120}\bzurück\b"
    r"|\b(?:cet article|cette dépêche|notre dépêche)\b[^.!?]{0,80}"
    r"\b(?:annulée?|retirée?|supprimée?)\b"
    r"|\bprière de ne pas (?:utiliser|tenir compte de) (?:cette|notre) dépêche\b"
    r"|\b(?:esta|nuestra) (?:noticia|información)\b[^.!?]{0,60}\b(?:anulada|retirada)\b"
    r"|\b(?:questa|la nostra) notizia\b[^.!?]{0,60}\b(?:annullata|ritirata)\b"
    r"|\bbu haber(?:imiz)?\b[^.!?]{0,40}(?:geri çekil|iptal edil|yayından kaldırıl)"
    r"|(?:تم سحب|سُحب|حُذف|تم حذف|تم إلغاء|نرجو إلغاء|يرجى إلغاء) (?:هذا )?(?:الخبر|التقرير)"
    r"|(?:הכתבה|הידיעה) (?:הזו |הזאת )?(?:הוסרה|נמשכה|בוטלה)"
    r"|این (?:خبر|گزارش) (?:حذف|لغو|پس گرفته)",
    re.IGNORECASE,
)


_STEMS = (
    *("withdrawn", "retracted", "killed", "kill ", "deleted", "removed", "unpublished"),
    *("taken down", "disregard", "do not use", "zurückgezogen", "zurück", "annulé", "retiré"),
    *("supprimé", "prière", "anulada", "retirada", "annullata", "ritirata", "bu haber"),
    *("الخبر", "التقرير", "הכתבה", "הידיעה", "این خبر", "این گزارش"),
)
"""Parts of words, one of which each sign holds: to look for these costs a tenth of the pattern."""


def is_withdrawal(title: str, text: str = "") -> bool:
    """Tell whether a title or a short text takes a report back, by signs that no news has.

    >>> is_withdrawal("WITHDRAWN: Ferry sinks off Latakia"), is_withdrawal("Troops withdrawn")
    (True, False)
    """
    mark = _mark(title)
    # a mark in capitals is an agency's; as a word it may begin a headline of news
    if mark and mark == mark.upper() and mark != mark.lower():
        return True
    # a blank more than words: a long text is not read
    if text.count(" ") > LONGEST_NOTICE_WORDS:
        return False
    whole = f"{title[:MAX_TITLE_CHARS]}. {text}"
    lowered = whole.lower()
    if not any(stem in lowered for stem in _STEMS):
        return False
    return _IN_TEXT.search(whole) is not None


def has_withdrawal_mark(title: str) -> bool:
    """Tell whether a title bears a mark of withdrawal, also in small letters.

    >>> has_withdrawal_mark("Retraction: Ferry sinks"), has_withdrawal_mark("Retractions rise")
    (True, False)
    """
    return bool(_mark(title))


def _mark(title: str) -> str:
    headline = title[:MAX_TITLE_CHARS]
    mark = _IN_FRONT.search(headline) or _BEHIND.search(headline)
    return mark[0] if mark else ""


def withdrawn_headline(title: str) -> str:
    """Return the headline of the report that a title takes back, without marks; or "".

    >>> withdrawn_headline("WITHDRAWN: Ferry sinks off Latakia")
    'Ferry sinks off Latakia'
    """
    headline = _BEHIND.sub("", _IN_FRONT.sub("", title[:MAX_TITLE_CHARS]))
    return without_marks(headline.strip(" :–—-|"))
