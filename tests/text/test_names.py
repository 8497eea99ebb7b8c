"""Known names are found whatever script, transliteration or particle they wear."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.models import Alias, AliasKind
from digest.text import NameFinder, name_finder
from digest.text.names import spellings, unjoined

FINDER = NameFinder(
    [
        Alias(
            id="un",
            name="United Nations",
            kind=AliasKind.BODY,
            names=("UN", "الأمم المتحدة", 'או"ם'),
        ),
        Alias(id="iraq", name="Iraq", kind=AliasKind.PLACE, names=("العراق", "עיראק", "Irak")),
        Alias(id="turkey", name="Türkiye", kind=AliasKind.PLACE, names=("Turkey",)),
    ]
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The UN envoy flew to Iraq", ("un", "iraq")),
        ("un envoyé en Irak", ("iraq",)),
        ("مبعوث للأمم المتحدة في العِراق", ("un", "iraq")),
        ("قوات وصلت إلى العراق وبالعراق", ("iraq",)),
        ("שליח בעיראק", ("iraq",)),
        ("TURKIYE SAYS", ("turkey",)),
        ("Nothing of note", ()),
    ],
)
def test_names_are_found_in_order_of_mention(text: str, names: tuple[str, ...]) -> None:
    assert FINDER.find(text) == names


def test_a_name_inside_a_longer_name_of_another_thing_is_not_found() -> None:
    marenia = Alias(
        id="marenia", name="Marenia", kind=AliasKind.PLACE, not_in=("New Marenia", "Marenia Street")
    )
    finder = NameFinder([marenia, Alias(id="street", name="Marenia Street", kind=AliasKind.PLACE)])
    assert finder.find("New Marenia counts its people") == ()
    assert finder.find("A house on Marenia Street burns") == ("street",)
    assert finder.find("New Marenia sends grain to Marenia") == ("marenia",)


def test_no_aliases_find_no_names() -> None:
    assert NameFinder([]).find("The UN envoy") == ()


def test_the_finder_of_equal_aliases_is_made_once() -> None:
    first, again = ((Alias(id="iraq", name="Iraq", kind=AliasKind.PLACE),) for _ in range(2))
    assert name_finder(first) is name_finder(again)
    assert name_finder(()).find("Iraq") == ()


def keys(phrase: str) -> list[str]:
    """Return the texts that the automaton looks for."""
    return [spelling.key for spelling in spellings(phrase)]


def test_a_phrase_is_looked_for_with_a_space_at_both_ends() -> None:
    assert keys("drone attack") == [" drone attack "]


def test_a_star_opens_the_end_of_its_word_and_what_follows_is_compared_later() -> None:
    assert keys("drone* attack") == [" drone"]
    (spelling,) = spellings("drone* attack")
    assert (spelling.words, spelling.prefix) == (("drone", "attack"), (True, False))


def test_a_phrase_without_a_word_has_no_spelling() -> None:
    assert keys(" * ") == []


@pytest.mark.parametrize(
    ("phrase", "capitals"), [("NATO", True), ("UNRWA", False), ("Iran", False)]
)
def test_up_to_four_capitals_must_stand_in_capitals(phrase: str, capitals: bool) -> None:
    (spelling,) = spellings(phrase)
    assert spelling.capitals is capitals


def test_two_letters_of_arabic_take_no_particle_and_three_do() -> None:
    assert len(keys("دم")) == 1
    assert len(keys("دبي")) > 1
    assert " بدبي " in keys("دبي")


def test_a_particle_melts_with_the_article_of_a_long_word() -> None:
    assert " للعراق " in keys("العراق")
    assert " بالعراق " in keys("العراق")
    # four letters that begin like the article are a word of their own
    assert " للعب " not in keys("العب")


def test_an_apostrophe_parts_a_name_and_a_possessive_does_not() -> None:
    assert FINDER.find("l’Irak et d'Irak") == ("iraq",)
    assert unjoined("Iran's") == "Iran's"
    assert unjoined("no apostrophe") == "no apostrophe"


def test_a_name_is_given_once_at_its_first_mention() -> None:
    assert FINDER.find("Turkey, Iraq, Turkey and Irak") == ("turkey", "iraq")


def test_the_right_word_is_asked_for_its_capitals() -> None:
    assert FINDER.find("the un and the UN") == ("un",)
    assert FINDER.find("the un and the rest") == ()


def test_the_words_before_a_star_belong_to_the_key() -> None:
    assert keys("red drone* attack") == [" red drone"]
    assert keys("red sea drone*") == [" red sea drone"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("IRAQ AND THE UN MEET", ("iraq", "un")),
        ("UN", ("un",)),
        ("un", ()),
        ("the U.N. met", ()),
    ],
)
def test_a_text_in_capitals_says_nothing_of_a_word_in_it(text: str, names: tuple[str, ...]) -> None:
    assert FINDER.find(text) == names


@given(st.permutations(["Iraq", "Turkey", "the UN", "no name"]))
def test_names_are_found_in_any_order_of_a_text(pieces: list[str]) -> None:
    by_name = {"Iraq": "iraq", "Turkey": "turkey", "the UN": "un"}
    expected = tuple(by_name[piece] for piece in pieces if piece in by_name)
    assert FINDER.find(", ".join(pieces)) == expected


@given(st.text(max_size=80))
def test_parting_a_joined_name_keeps_the_length_and_every_other_letter(text: str) -> None:
    parted = unjoined(text)
    assert len(parted) == len(text)
    for letter, before in zip(parted, text, strict=True):
        assert letter == before or (letter == " " and before in "'’")
