"""Correction marks: the words by which outlets say that an article was corrected or withdrawn.

Each mark has an example that it must catch. A mark speaks of the article itself: news about a
withdrawal of troops, or about corrections on a market, has other words around it.
"""

from __future__ import annotations

import re

from digest.languages import Sign

_HEAD = r"^\W{0,3}(?:"
_COLON = r")\s?[:—–-]"

# a label in English may stand anywhere in a line; the labels of other languages are common
# words, too, and count at the head of a line alone
CORRECTED_SIGNS = (
    Sign(
        name="label of a correction",
        pattern=r"\b(?:correction|corrected|clarification|editors?['’]s? note)\b\s?[:—–-]",
        example="Correction: the toll was nine.",
    ),
    Sign(
        name="earlier version",
        pattern=r"\b(?:an )?earlier version of (?:this|the) (?:article|story|report)\b",
        example="An earlier version of this story gave another toll.",
    ),
    Sign(
        name="corrected article",
        pattern=r"\bthis (?:article|story|report) (?:has been|was) "
        r"(?:corrected|amended|clarified|updated to correct)\b",
        example="This article has been amended.",
    ),
    Sign(
        name="label in German",
        pattern=_HEAD + r"korrektur|berichtigung|anmerkung der redaktion|richtigstellung" + _COLON,
        example="Anmerkung der Redaktion: Die Zahl war falsch.",
    ),
    Sign(
        name="earlier version in German",
        pattern=r"\bin einer (?:früheren|ersten|vorherigen) (?:version|fassung) (?:dieses|des) "
        r"(?:artikels|textes|beitrags|berichts)\b",
        example="In einer früheren Version dieses Artikels stand eine andere Zahl.",
    ),
    Sign(
        name="label in French",
        pattern=_HEAD + r"rectificatif|erratum|correction|note de la rédaction|mise au point"
        r")\s?[:—–-]",
        example="Rectificatif : le bilan est de neuf morts.",
    ),
    Sign(
        name="earlier version in French",
        pattern=r"\bune (?:précédente version|version précédente|première version) "
        r"de (?:cet article|ce texte)\b",
        example="Une version précédente de cet article donnait un autre bilan.",
    ),
    Sign(
        name="label in Turkish",
        pattern=_HEAD + r"düzeltme|tekzip|editörün notu" + _COLON,
        example="Düzeltme: Ölü sayısı dokuzdur.",
    ),
    Sign(
        name="label in Arabic",
        pattern=_HEAD + r"تصحيح|تصويب|تنويه|ملاحظة المحرر" + _COLON,
        example="تصويب: عدد القتلى تسعة.",
    ),
    Sign(
        name="label in Hebrew",
        pattern=_HEAD + r"תיקון|הבהרה|הערת המערכת" + _COLON,
        example="תיקון: מספר ההרוגים הוא תשעה.",
    ),
    Sign(
        name="label in Persian",
        pattern=_HEAD + r"اصلاحیه|تصحیح|توضیح سردبیر" + _COLON,
        example="اصلاحیه: شمار کشته‌ها نه نفر است.",
    ),
)
"""Marks of a corrected article."""

# these win over a correction: an article that is gone tells more than a changed one
WITHDRAWN_SIGNS = (
    Sign(
        name="label of a withdrawal",
        pattern=_HEAD + r"(?:story |report |article )?(?:withdrawn|retracted|retraction)" + _COLON,
        example="WITHDRAWN: Ferry sinks off Latakia",
    ),
    Sign(
        name="withdrawn article",
        pattern=r"\bthis (?:article|story|report) (?:has been|was|is) "
        r"(?:withdrawn|retracted|removed)\b",
        example="This story has been withdrawn.",
    ),
    Sign(
        name="story withdrawn",
        pattern=r"\b(?:story|report|article) (?:is )?(?:withdrawn|retracted)\b",
        example="Story withdrawn pending review.",
    ),
    Sign(
        name="outlet withdraws",
        pattern=r"\bwe (?:have )?(?:withdrawn|retracted|removed) "
        r"(?:this|the) (?:article|story|report)\b",
        example="We have retracted this report.",
    ),
    Sign(
        name="call to disregard",
        pattern=r"\bplease disregard (?:this|the) (?:article|story|report)\b",
        example="Please disregard the story on the ferry.",
    ),
    Sign(
        name="withdrawn in German",
        pattern=r"\b(?:dieser|der) (?:artikel|beitrag|bericht) wurde "
        r"(?:zurückgezogen|gelöscht|entfernt)\b",
        example="Dieser Artikel wurde zurückgezogen.",
    ),
    Sign(
        name="withdrawn in French",
        pattern=r"\bcet (?:article) a été (?:retiré|dépublié|supprimé)",
        example="Cet article a été retiré.",
    ),
    Sign(
        name="withdrawn in Turkish",
        pattern=r"\bbu haber (?:geri çekil|yayından kaldırıl)",
        example="Bu haber yayından kaldırılmıştır.",
    ),
    Sign(
        name="withdrawn in Arabic",
        pattern=r"(?:تم سحب|سُحب|حُذف|تم حذف) هذا (?:الخبر|المقال|التقرير)",
        example="تم سحب هذا الخبر.",
    ),
    Sign(
        name="withdrawn in Hebrew",
        pattern=r"(?:הכתבה|הידיעה) (?:הוסרה|נמשכה)",
        example="הכתבה הוסרה.",
    ),
    Sign(
        name="withdrawn in Persian",
        pattern=r"این (?:خبر|گزارش|مقاله) (?:حذف|پس گرفته)",
        example="این خبر حذف شد.",
    ),
)
"""Marks of a withdrawn article."""


def _joined(signs: tuple[Sign, ...]) -> re.Pattern[str]:
    # one pattern for all: a page of many lines is read once for each kind of mark
    return re.compile("|".join(f"(?:{sign.pattern})" for sign in signs), re.IGNORECASE)


CORRECTED_MARKS = _joined(CORRECTED_SIGNS)
WITHDRAWN_MARKS = _joined(WITHDRAWN_SIGNS)
