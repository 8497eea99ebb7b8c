"""The capabilities of a language follow from the tables that it has."""

from __future__ import annotations

import pytest

from digest.languages import (
    LANGUAGES,
    Abbreviations,
    Attributions,
    Capability,
    Language,
    Sign,
    TollWords,
    capabilities,
)
from digest.languages.capabilities import capabilities_of

SIGN = Sign(name="it", pattern="it", example="It")
NAMES = (
    "labels",
    "dates",
    "stop words",
    "abbreviations",
    "tolls",
    "boilerplate",
    "openings",
    "background",
    "doubts",
    "genres",
    "clusters",
    "titles",
    "attributions",
    "roles",
)


def able(language: Language) -> set[str]:
    names = set()
    for capability in capabilities_of(language):
        if capability.able:
            names.add(capability.name)
    return names


def missing(tag: str) -> set[str]:
    names = set()
    for capability in capabilities(tag):
        if not capability.able:
            names.add(capability.name)
    return names


def bare(**tables: object) -> Language:
    return Language(code="xx", name="Marenian", **tables)  # type: ignore[arg-type]


def test_a_language_without_tables_has_no_capability() -> None:
    assert able(bare()) == set()


def test_the_capabilities_come_in_a_fixed_order_and_each_says_the_loss() -> None:
    found = capabilities_of(bare())
    assert tuple(capability.name for capability in found) == NAMES
    for capability in found:
        assert capability.without


NO_WORDS: frozenset[str] = frozenset()
WORDS = frozenset({"maro"})


@pytest.mark.parametrize(
    ("tables", "names"),
    [
        ({"labels": {"lead": "Leda"}}, {"labels"}),
        ({"months": WORDS}, {"dates"}),
        # a stop word list also lets the English abbreviations serve
        ({"stop_words": WORDS}, {"stop words", "abbreviations"}),
        (
            {
                "abbreviations": Abbreviations(
                    before_names=WORDS,
                    short=NO_WORDS,
                    in_lower_case=NO_WORDS,
                    dates=NO_WORDS,
                    openers=NO_WORDS,
                )
            },
            {"abbreviations"},
        ),
        ({"tolls": TollWords(stems={"killed": "mor"})}, {"tolls"}),
        ({"boilerplate": (SIGN,)}, {"boilerplate"}),
        # signs within a line are an addition, and no table of boilerplate alone
        ({"boilerplate_within": (SIGN,)}, set()),
        ({"openings": (SIGN,)}, {"openings"}),
        ({"pointing_back": (SIGN,)}, set()),
        ({"background": ("maro",)}, set()),
        ({"expectations": "maro"}, set()),
        ({"background": ("maro",), "expectations": "maro"}, {"background"}),
        ({"negations": WORDS}, set()),
        ({"doubts": WORDS}, set()),
        ({"negations": WORDS, "doubts": WORDS}, {"doubts"}),
        (
            {
                "attributions": Attributions(
                    reported="{outlet}", according_to="{outlet}", colon="{outlet}"
                )
            },
            {"attributions"},
        ),
        ({"genre_words": LANGUAGES["en"].genre_words}, {"genres"}),
        ({"cluster_words": LANGUAGES["en"].cluster_words}, {"clusters"}),
        ({"title_words": LANGUAGES["en"].title_words}, {"titles"}),
        ({"role_words": LANGUAGES["en"].role_words}, {"background", "roles"}),
    ],
)
def test_each_table_gives_its_capabilities_and_no_more(
    tables: dict[str, object], names: set[str]
) -> None:
    assert able(bare(**tables)) == names


def test_english_can_do_all_and_an_unknown_language_nothing() -> None:
    assert missing("en") == set()
    assert missing("xx") == set(NAMES)


@pytest.mark.parametrize("tag", ["ar", "de", "fa", "fr", "he", "tr"])
def test_the_languages_beside_english_lack_the_trained_model_alone(tag: str) -> None:
    assert missing(tag) == {"roles"}


@pytest.mark.parametrize(
    "noun", [Abbreviations, Attributions, Capability, Language, Sign, TollWords]
)
def test_the_nouns_of_a_language_take_keywords_alone(noun: type) -> None:
    # three texts in a row would be mixed up in silence
    with pytest.raises(TypeError, match="positional"):
        noun("a", "b", "c")
