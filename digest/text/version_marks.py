"""Marks of a later version in a title: UPDATE 2, (2nd lead), CORRECTED, Korrektur, تصحيح. Pure."""

from __future__ import annotations

import re

MAX_TITLE_CHARS = 300
"""Longer titles are texts; agencies write their marks at an end of a headline."""

_LATER = (
    "updated?|wrapup|lead|ld|roundup|recap|aktualisiert|aktualisierung|mise à jour|actualización"
    "|actualizado|aggiornamento|aggiornato|atualização|güncelleme|обновлено|обновление|تحديث|עדכון"
)
# an agency writes "lead" as a mark in brackets alone; before a title it is a word
_UPDATE_IN_FRONT = re.compile(
    r"^\W*(?:updated?|wrapup|roundup|rpt|aktualisiert|mise à jour|actualización|aggiornamento"
    r"|güncelleme|обновлено|تحديث|עדכון)\s*(?P<number>\d{0,3})(?=\W)",
    re.IGNORECASE,
)
_UPDATE_BEHIND = re.compile(
    rf"[(\[](?:(?P<before>\d{{1,3}})(?:st|nd|rd|th|\.|ème|e)?\s)?(?:{_LATER})\s?(?P<behind>\d{{0,3}})"
    r"[)\]]\s*$"
    # behind a dash with blanks stands the mark alone
    r"|\s[-–—|]\s(?:updated?|aktualisiert|mise à jour|actualización|güncelleme|تحديث|עדכון)\s*$",
    re.IGNORECASE,
)
_CORRECTIONS = (
    "corrected|correction|refile|recast|withdrawn|retracted|corrigé|corrige|correctif|rectificatif"
    "|korrektur|korrigiert|berichtigt|berichtigung|corregido|corrección|rectificación|corretto"
    "|correzione|rettifica|correção|corrigido|correctie|gecorrigeerd|rättelse|rettelse|oikaisu"
    "|düzeltme|düzeltildi|исправлено|исправление|поправка|уточнение|تصحيح|تصويب|תיקון|اصلاحیه"
    "|sprostowanie|更正|訂正"
)
_CORRECTED = re.compile(
    rf"^\W*(?:{_CORRECTIONS})(?=\W)|[(\[](?:{_CORRECTIONS})[)\]]\s*$", re.IGNORECASE
)


def update_number(title: str) -> int:
    """Return the number of an update that a title bears, 1 where it names none, 0 without a mark.

    >>> update_number("UPDATE 2-Port reopens"), update_number("Port reopens (3rd lead)")
    (2, 3)
    """
    text = title[:MAX_TITLE_CHARS]
    in_front = _UPDATE_IN_FRONT.match(text)
    if in_front:
        return int(in_front["number"] or 1)
    behind = _UPDATE_BEHIND.search(text)
    if behind:
        return int(behind["before"] or behind["behind"] or 1)
    return 0


def is_corrected(title: str) -> bool:
    """Tell whether a title says that its report corrects or withdraws an earlier one.

    >>> is_corrected("CORRIGÉ-Le port rouvre"), is_corrected("Correctional officers strike")
    (True, False)
    """
    return _CORRECTED.search(title[:MAX_TITLE_CHARS]) is not None


def without_marks(title: str) -> str:
    """Cut the marks of a later version from both ends of a title.

    >>> without_marks("UPDATE 2-Port reopens"), without_marks("Port reopens (3rd lead)")
    ('Port reopens', 'Port reopens')
    """
    text = title[:MAX_TITLE_CHARS]
    # a correction may stand before or behind the mark of an update
    for mark in (_CORRECTED, _UPDATE_IN_FRONT, _UPDATE_BEHIND, _CORRECTED):
        text = mark.sub("", text, count=1)
    return text.strip(" -–—:")
