"""LANGUAGES: one object for each language that the newsroom writes or reads. Pure.

A language is added by one file with a `Language` in it and by one line in `LANGUAGES`. Every
room reads its words from there: text (sentences, names, tolls), edit (genres, clusters), write
(signs of boilerplate and of leaning sentences, roles) and render (labels).
"""

from __future__ import annotations

from digest.languages.ar import ARABIC
from digest.languages.capabilities import Capability, capabilities_of
from digest.languages.de import GERMAN
from digest.languages.en import ENGLISH
from digest.languages.fa import PERSIAN
from digest.languages.fr import FRENCH
from digest.languages.he import HEBREW
from digest.languages.language import (
    Abbreviations,
    Attributions,
    Label,
    Language,
    TollWords,
    listed,
)
from digest.languages.news_words import ClusterWords, GenreWords, RoleWords, TurnWords
from digest.languages.sign import Sign
from digest.languages.title_words import TitleWords
from digest.languages.tr import TURKISH

__all__ = [
    "LANGUAGES",
    "Abbreviations",
    "Attributions",
    "Capability",
    "ClusterWords",
    "GenreWords",
    "Label",
    "Language",
    "RoleWords",
    "Sign",
    "TitleWords",
    "TollWords",
    "TurnWords",
    "base_code",
    "capabilities",
    "is_known",
    "language_of",
    "listed",
]

LANGUAGES: dict[str, Language] = {
    language.code: language
    for language in (
        # English first: it is the fallback of all
        ENGLISH,
        ARABIC,
        FRENCH,
        GERMAN,
        HEBREW,
        PERSIAN,
        TURKISH,
    )
}
"""The registered languages by their code; one line a language."""

# Codes that were replaced and that old software still writes.
_OLD_CODES = {"iw": "he"}


def base_code(tag: str) -> str:
    """Return the code of a language tag in lower case; English for an empty tag.

    >>> base_code("fr-CA"), base_code("")
    ('fr', 'en')
    """
    # old software writes "pt_BR" with a low line
    code = tag.lower().replace("_", "-").partition("-")[0] or ENGLISH.code
    return _OLD_CODES.get(code, code)


def is_known(tag: str) -> bool:
    """Tell whether the language of a tag is registered.

    >>> is_known("de-AT"), is_known("xx")
    (True, False)
    """
    return base_code(tag) in LANGUAGES


def language_of(tag: str) -> Language:
    """Return the language of a tag; English for one that is not registered.

    >>> language_of("de-AT").name
    'German'
    """
    return LANGUAGES.get(base_code(tag), ENGLISH)


def capabilities(tag: str) -> tuple[Capability, ...]:
    """Return each capability of the newsroom, and whether it has the words for this language.

    >>> [capability.name for capability in capabilities("de") if not capability.able]
    ['roles']
    """
    return capabilities_of(LANGUAGES.get(base_code(tag), Language(code=base_code(tag), name=tag)))
