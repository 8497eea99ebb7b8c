"""Latin alphabets: which of the one-byte tables of Europe gives words of one language. Pure.

The tables share their ASCII half and differ in the letters with accents. In the right table these
letters are of one alphabet, and the plain words beside them are frequent words of its language.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from digest.kernel.turkish_letters import Reading, doubtful_letters

SAMPLE_BYTES = 65_536
"""The part of a body that is looked at."""

TOLD_BONUS = 0.25
"""Added to the score of the language that the source or the document names."""

LEAST_FIT = 0.6
"""In the right table so large a share of the letters beyond ASCII is of one alphabet, or more."""

LEAST_LEAD = 0.15
"""A declared table gives way to one whose score is so much higher."""

SOUND_WEIGHT = 0.25
"""Added in full where each accented letter can be spoken among its neighbours: of a headline with
one accent, this tells "døde" from "dřde"."""

WESTERN = "windows-1252"
TURKISH = "windows-1254"


@dataclass(frozen=True, slots=True)
class _Alphabet:
    language: str
    letters: str
    """The small letters beyond ASCII."""
    words: str
    """Frequent words, in small letters."""


# By table. Of two that fit alike the first is taken, so the most frequent tables come first.
_ALPHABETS = {
    WESTERN: (
        _Alphabet("en", "éèêëïöüçñáâàôæå", "the of and to in that is was for on with he it at"),
        _Alphabet("fr", "éèêëàâîïôùûüçœæÿ", "le la les de des et un une du en que qui dans sur"),
        _Alphabet("de", "äöüßé", "der die das und den von zu mit ist im auf ein eine dem nicht"),
        _Alphabet("es", "áéíóúüñ", "el la los las de en que y un una por con del se su para"),
        _Alphabet("pt", "áéíóúâêôãõàçü", "o a os as de em que e um uma do da no na para com se"),
        _Alphabet("it", "àèéìòùîó", "il la le di che e un una del della per in con si da al non"),
        _Alphabet("nl", "éëïöüèáóê", "de het een van en in is op te dat met voor zijn niet aan"),
        _Alphabet("sv", "åäöéü", "och att i en som det av den med till har de om ett vid inte"),
        _Alphabet(
            "da", "æøåéöü", "og i at en det er til af som den med har de for ikke et to ved fra om"
        ),
        _Alphabet(
            "no", "æøåéòóô", "og i at en det er til av som den med har de for ikke et to ved fra om"
        ),
        _Alphabet("fi", "äöåšž", "ja on ei se ett oli mukaan sen joka kun my mutta ovat sanoi"),
        _Alphabet("is", "áéíóúýþæöð", "og er um sem hefur var til fyrir en af ekki verið hann"),
        _Alphabet("ca", "àèéíïòóúüç·", "el la els les de que i en un una per amb del al es va no"),
        _Alphabet("ga", "áéíóú", "an na agus ar is go i le ag do air ach"),
    ),
    "windows-1250": (
        _Alphabet(
            "pl", "ąćęłńóśźż", "w i na z do nie to o jest od po za jak przez ma oraz ale się że są"
        ),
        _Alphabet(
            "cs", "áčďéěíňóřšťúůýž", "a v se na je z o do to po pro za s od ve ale že už při"
        ),
        _Alphabet(
            "sk", "áäčďéíĺľňóôŕšťúýž", "a v sa na je z o do to po pre za s od vo ako ale že už sú"
        ),
        _Alphabet("hu", "áéíóöőúüű", "a az egy nem hogy is volt meg van ez de csak mint el"),
        _Alphabet("ro", "ăâîşţșțá", "de a din la cu pe un o nu care pentru este sau iar mai s au"),
        _Alphabet("hr", "čćđšž", "je i u na se da su za od s koji ne o iz kao to a bi što već"),
        _Alphabet("sl", "čšžćđ", "je in v na se da so za pa ki s z iz ne po tudi kot bo že še"),
        _Alphabet("sq", "ëç", "e dhe i me se nga një për na te pas ka ishte"),
    ),
    TURKISH: (
        _Alphabet("tr", "çğıöşüâîûİ", "ve bir bu da de ile olan olarak daha en ise ama kadar"),
    ),
    "windows-1257": (
        _Alphabet("lt", "ąčęėįšųūž", "ir kad yra su iki bet apie jau nuo kaip dar po buvo"),
        _Alphabet("lv", "āčēģīķļņšūž", "un ir no ar par ka uz pie kas bet gan tika jau lai"),
        _Alphabet("et", "äöüõšž", "ja on ei et see oli ka mis kui oma ning aga juba"),
    ),
}

# Older tables of the same alphabets.
_OLDER = {"windows-1250": ("iso-8859-2", "iso-8859-16"), "windows-1257": ("iso-8859-13",)}

_TAG = re.compile(rb"<[^<>]{0,2000}>|&[a-z]{2,8};")
_WORD = re.compile(r"[^\W\d_]+")
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_HIGH_RUN_IN_WORD = re.compile(rb"(?<=[A-Za-z])[\x80-\xff]+|[\x80-\xff]+(?=[A-Za-z])")
# Signs that stand in texts of each language.
_SIGNS = frozenset("«»‘’‚‹›“”„–—…€£§°· \u00ad©®™")


def is_in_latin_letters(body: bytes) -> bool:
    """Tell whether most bytes beyond ASCII stand in words with ASCII letters."""
    sample = _TAG.sub(b" ", body[:SAMPLE_BYTES])
    runs = len(_HIGH_RUN.findall(sample))
    return runs > 0 and 2 * len(_HIGH_RUN_IN_WORD.findall(sample)) >= runs


def latin_encoding(body: bytes, *, language: str = "", declared: str = "") -> str:
    """Name the table whose letters are of one alphabet; "" when no table fits well enough.

    `language` is the word of the source or the document, which may be wrong. A `declared` table is
    kept unless another fits far better.

    >>> latin_encoding("Rząd: żołnierze są już w Łodzi".encode("windows-1250"))
    'windows-1250'
    """
    sample = _TAG.sub(b" ", body[:SAMPLE_BYTES])
    best, most, of_declared = "", 0.0, 0.0
    for encoding, alphabets in _tables():
        try:
            text = sample.decode(encoding)
        except UnicodeError:
            # a table of Windows has holes, and a few stray bytes may fall into them
            text = sample.decode(encoding, "replace")
        score = max(_score(text, alphabet, language) for alphabet in alphabets)
        if score:
            score += SOUND_WEIGHT * _share_that_sounds(text)
        if encoding == declared:
            of_declared = score
        if score > most:
            best, most = encoding, score
    if declared and most - of_declared < LEAST_LEAD:
        best = declared
    if best in (WESTERN, TURKISH) and _TURKISH_BYTES.search(sample):
        return _by_doubtful_letters(sample, language) or best
    return best


def _by_doubtful_letters(sample: bytes, language: str) -> str:
    """Name the table of a headline that fits both: Icelandic and Turkish share other letters."""
    # a source that names one of both languages is believed
    if language in _ICELANDIC:
        return WESTERN
    if language == "tr":
        return TURKISH
    reading = doubtful_letters(sample.decode(WESTERN, "replace"))
    return {Reading.TURKISH: TURKISH, Reading.ICELANDIC: WESTERN}.get(reading, "")


_ICELANDIC = ("is", "fo")
_TURKISH_BYTES = re.compile(rb"[\xd0\xdd\xde\xf0\xfd\xfe]")


def _tables() -> Iterator[tuple[str, tuple[_Alphabet, ...]]]:
    for encoding, alphabets in _ALPHABETS.items():
        yield encoding, alphabets
        for older in _OLDER.get(encoding, ()):
            yield older, alphabets


def _score(text: str, alphabet: _Alphabet, language: str) -> float:
    """Add the share of letters that are of the alphabet and the share of its frequent words."""
    beyond = [sign for sign in text if sign > "\x7f" and sign not in _SIGNS]
    fitting = 0
    for sign in beyond:
        if sign in alphabet.letters or sign.lower() in alphabet.letters:
            fitting += 1
    fit = fitting / len(beyond) if beyond else 1.0
    if fit < LEAST_FIT:
        return 0.0
    frequent = frozenset(alphabet.words.split())
    words = _WORD.findall(text.lower())
    known = sum(1 for word in words if word in frequent)
    bonus = TOLD_BONUS if language == alphabet.language else 0.0
    return fit + known / max(1, len(words)) + bonus


_VOWELS = frozenset("aeiouyøæı")
# Slovak makes syllables of the first, and the French "œu" is one vowel.
_SOUND_ANYWHERE = frozenset("ŕœ")
_LETTERS_BESIDE = re.compile(r"(?=([^\W\d_]?)([^\x00-\x7f])([^\W\d_]?))")


def _share_that_sounds(text: str) -> float:
    """Return the share of accented letters that stand as their kind does.

    That is a vowel among consonants, or a consonant beside a vowel: in a wrong table one often
    takes the place of the other.
    """
    letters = sounding = 0
    for place in _LETTERS_BESIDE.finditer(text.lower()):
        before, letter, behind = place.groups()
        if not letter.isalpha():
            continue
        letters += 1
        beside_vowel = _is_vowel(before) or _is_vowel(behind)
        if letter in _SOUND_ANYWHERE or beside_vowel != _is_vowel(letter):
            sounding += 1
    return sounding / letters if letters else 0.0


def _is_vowel(letter: str) -> bool:
    # the first sign is the letter without its marks
    return bool(letter) and unicodedata.normalize("NFD", letter)[0] in _VOWELS
