"""Codes of languages: each word stands for a code that exists, and for no other word's."""

from __future__ import annotations

import pytest

from digest.languages import LANGUAGES
from digest.languages.language_codes import NO_LANGUAGE, TWO_LETTER_CODES, code_of_word


@pytest.mark.parametrize(
    ("word", "code"),
    [("ARABIC", "ar"), ("fre", "fr"), ("fra", "fr"), ("עברית", "he"), ("en", ""), ("klingon", "")],
)
def test_a_name_or_a_longer_code_stands_for_a_short_one(word: str, code: str) -> None:
    assert code_of_word(word) == code


def test_every_language_of_the_newsroom_has_a_code_of_the_standard() -> None:
    assert set(LANGUAGES) <= TWO_LETTER_CODES
    assert not TWO_LETTER_CODES & NO_LANGUAGE


def test_no_code_of_the_standard_stands_for_another_language() -> None:
    for code in TWO_LETTER_CODES:
        assert code_of_word(code) == ""
