"""Spellings of months that the tables of CLDR lack, and letters that keyboards confuse."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

# A number, then its names; a blank within a name stays.
_SPELLINGS = {
    # The names of the Levant, of Iran and of English, as Sorani writes them; months that the
    # consonants below tell are left out.
    "ckb": """
        1 کانوونی دووەم, کانونی دووەم, کانوونی دووهەم, جانیوەری, جەنیوەری, جانوەری, ژانویە
        2 شوبات, شبات, فێورییە, فێڤریە
        3 ئازار, مارس, مارت, مارچ
        4 نیسان, ئەپریل, ئاپریل, ئاوریل, ئەبریل
        5 ئایار, مەی, مای, مایس
        6 حوزەیران, حزەیران, جوون, جون, ژوئەن
        7 تەموز, تەممووز, تەمموز, تەمووز, جوولای, جولای, ژوئیە
        8 ئاب, ئۆگۆست, ئاگۆست, ئۆگەست, ئووت
        9 ئەیلول, ئەیلوول
        10 تشرینی یەکەم, تشرینی یەک
        11 تشرینی دووەم, تشرینی دووهەم
        12 کانوونی یەکەم, کانونی یەکەم, کانوونی یەک
    """,
    "ku": """
        1 çile, kanûna paşîn, kanûna duyem
        2 reşemî, sibat, şibat
        4 avrêl, nîsan
        6 pûşper, hezîran
        7 tîrmeh, temûz
        8 gelawêj, tebax
        9 rezber, îlon
        10 kewçêr, cotmeh, çirîya pêşîn, çiriya pêşîn, çirîya yekem
        11 sermawez, mijdar, çirîya paşîn, çiriya paşîn, çirîya duyem
        12 berfanbar, kanûna pêşîn, kanûna yekem
    """,
    "ar": """
        1 كانون ثاني
        6 يونيه
        7 يوليه
        10 تشرين أول
        11 تشرين ثاني
        12 كانون أول
    """,
    "fa": "5 می, 7 ژوییه, 7 ژولیه, 8 آگوست, 8 آگست",
    "he": "3 מרס",
    "de": "1 jänner, 2 feber, 3 maerz, mrz, 1 jaenner",
    "id": "8 agt, ags",
    "es": "9 setiembre",
}
_NUMBERED = re.compile(r"(\d+) ([^\d]+)")

# Western months in Arabic letters: each language writes other vowels between the same consonants.
_BY_CONSONANTS = {"فبرر": 2, "سبتمبر": 9, "كتبر": 10, "نفمبر": 11, "دسمبر": 12}
_VOWELS = re.compile("[اويهئءى]")

# Letters that Persian, Kurdish and Urdu keyboards have beside those of Arabic.
_LETTERS = str.maketrans("یىکہھەێۆڤڕڵگپ", "ييكهههيوفرلكب") | {
    # tatweel, and the sign that keeps two letters apart
    ord("ـ"): "",
    ord("\u200c"): "",
    # letters of Latin that lose their mark only by hand
    ord("ı"): "i",
    ord("đ"): "d",
}
# Accents and dots of Latin letters, and the vowels and hamzas of Arabic.
_MARKS = re.compile("[\u0300-\u036f\u064b-\u0655\u0670]")


def further_names(language: str) -> dict[str, int]:
    """Return names of months in one language that CLDR lacks, in small letters.

    >>> further_names("he")
    {'מרס': 3}
    """
    names: dict[str, int] = {}
    for number, listed in _NUMBERED.findall(_SPELLINGS.get(language, "")):
        for name in listed.split(","):
            if name.strip():
                names[name.strip()] = int(number)
    return names


@cache
def two_word_names() -> tuple[tuple[str, int], ...]:
    """Return the names that have a blank, in plain letters, with their months; longest first."""
    names = {}
    for language in _SPELLINGS:
        for name, month in further_names(language).items():
            if " " in name:
                names[plain_letters(name)] = month
    return tuple(sorted(names.items(), key=lambda pair: -len(pair[0])))


def plain_letters(name: str) -> str:
    """Return small letters without marks, and one letter for those that keyboards confuse.

    >>> plain_letters("EKİM"), plain_letters("أيلول") == plain_letters("ایلول")
    ('ekim', True)
    """
    apart = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    return unicodedata.normalize("NFC", _MARKS.sub("", apart))


def month_by_consonants(name: str) -> int | None:
    """Return the month of a Western name in Arabic letters, whatever its vowels; else None.

    >>> month_by_consonants("نۆڤەمبەر"), month_by_consonants("خرداد")
    (11, None)
    """
    return _BY_CONSONANTS.get(_VOWELS.sub("", plain_letters(name)))
