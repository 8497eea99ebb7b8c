"""Tables of signs are read by one function, per language, and an empty table matches no text."""

from __future__ import annotations

import pytest

from digest.languages import LANGUAGES, Sign
from digest.write.signs import (
    boilerplate,
    expectation,
    leaning_opening,
    one_of,
    own_voice,
    pointing_back,
    signs_of,
)


def test_a_table_matches_any_of_its_signs() -> None:
    table = one_of(
        [Sign(name="a", pattern="ab", example="ab"), Sign(name="b", pattern="c", example="c")]
    )
    assert [bool(table.match(text)) for text in ("AB", "c", "d")] == [True, True, False]


@pytest.mark.parametrize("text", ["", "a", "anything at all"])
def test_an_empty_table_matches_no_text(text: str) -> None:
    assert one_of([]).search(text) is None


def test_each_language_is_read_once() -> None:
    english = LANGUAGES["en"].boilerplate
    assert signs_of(("en", "en"), "boilerplate") == english
    assert signs_of(("de", "en"), "boilerplate")[-1] is english[-1]


def test_english_boilerplate_is_known_in_every_language() -> None:
    for code in LANGUAGES:
        assert boilerplate(code)[0].match("Sign up for our newsletter.")


def test_without_a_language_all_boilerplate_is_known() -> None:
    opening, _ = boilerplate("")
    assert opening.match("Lesen Sie auch: Hafen")
    assert opening.match("Abonnez-vous")


def test_an_opening_may_stand_behind_a_quotation_mark() -> None:
    assert leaning_opening("en").match("“But the port is shut.”")
    assert leaning_opening("de").match("„Er bleibt“")
    assert leaning_opening("fr").match("Elle part.")


def test_words_that_point_back_keep_their_case() -> None:
    assert pointing_back("en").search("Orlov named those Marenians.")
    assert not pointing_back("en").search("Orlov named the Marenians.")


def test_an_expectation_is_known_by_whole_words() -> None:
    assert expectation("de").search("Fachleute erwarten Regen.")
    assert not expectation("en").search("Analysts expect rain.")


@pytest.mark.parametrize(
    ("code", "text", "own"),
    [
        ("en", "We saw it.", True),
        ("en", "The US saw it.", False),
        ("en", "World War I began.", False),
        ("de", "Unsere Reporter sahen es.", True),
        ("fr", "Nous l’avons vu.", True),
        ("fr", "J’ai vu.", True),
        ("he", "אנחנו ראינו", True),
    ],
)
def test_the_writers_own_voice_is_heard(code: str, text: str, own: bool) -> None:
    assert bool(own_voice(code).search(text)) is own
