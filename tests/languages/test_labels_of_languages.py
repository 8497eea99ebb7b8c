"""The labels of each language: translated, whole, with their values, and in one script."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator

import pytest

from digest.languages import LANGUAGES, Label, Language
from digest.models import Direction
from digest.text import direction_of

ENGLISH = LANGUAGES["en"]
OTHERS = [language for language in LANGUAGES.values() if language is not ENGLISH]
ALL = [ENGLISH, *OTHERS]

SAME_WORD = {
    "comma": "a mark",
    "colon": "a mark",
    "sponsor": "a word that Turkish took over",
    "source": "a word that French gave to English",
    "story_sources": "the plural of that word",
}
"""Labels that may be the English ones, and why."""

ENDS_OTHERWISE = {("tr", "team_member"), ("tr", "team_question_note")}
"""Sentences that a language ends with the address: it would need an ending of the language."""

PAIRS = {"de": ("„“",), "he": ("„”", "«»")}
"""Quotation marks of languages that open low."""

NO_BUTTON = "until_button"
"""A note that stands above a button."""

ENDS = tuple(".!?؟:")
MARKS = {"comma", "colon"}

every_language = pytest.mark.parametrize("language", ALL, ids=lambda language: language.code)
every_other = pytest.mark.parametrize("language", OTHERS, ids=lambda language: language.code)


def texts_of(label: Label) -> list[str]:
    if isinstance(label, str):
        return [label]
    return list(label.values())


def texts(language: Language) -> Iterator[tuple[str, str]]:
    """Yield each text of a label with its key, the plural forms one by one."""
    for key, label in language.labels.items():
        for text in texts_of(label):
            yield key, text


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@every_other
def test_each_label_is_translated(language: Language) -> None:
    for key, label in language.labels.items():
        assert label != ENGLISH.labels[key] or key in SAME_WORD, key


@every_language
def test_no_label_has_a_blank_too_many(language: Language) -> None:
    for key, text in texts(language):
        if key not in MARKS:
            assert text == " ".join(text.split(" ")).strip(), key
        assert "  " not in text, key
        assert "\n" not in text, key
        assert text.strip(), key


@every_language
def test_quotation_marks_are_those_of_print(language: Language) -> None:
    for key, text in texts(language):
        assert '"' not in text, key


@every_language
def test_each_pair_of_quotation_marks_is_closed(language: Language) -> None:
    for key, text in texts(language):
        for pair in PAIRS.get(language.code, ("“”", "«»")):
            assert text.count(pair[0]) == text.count(pair[1]), key


@every_other
def test_a_sentence_ends_where_the_english_one_does(language: Language) -> None:
    for key, text in texts(language):
        english = texts_of(ENGLISH.labels[key])[-1]
        if key in MARKS or (language.code, key) in ENDS_OTHERWISE:
            continue
        ends = text.rstrip("”»").endswith(ENDS)
        assert ends is english.rstrip("”»").endswith(ENDS), key


@every_language
def test_each_value_of_a_label_can_be_filled_in(language: Language) -> None:
    for key, text in texts(language):
        filled = text.format(**dict.fromkeys(places(text), "7"))
        assert not set("{}") & set(filled), key
        assert filled.count("7") >= len(places(text)), key


@every_language
def test_no_value_is_formatted_or_numbered(language: Language) -> None:
    for key, text in texts(language):
        for _, name, spec, conversion in string.Formatter().parse(text):
            assert not spec, key
            assert not conversion, key
            assert name is None or name.isidentifier(), key


@every_language
def test_the_general_plural_form_holds_each_value_of_the_english_one(language: Language) -> None:
    for key, label in language.labels.items():
        english = ENGLISH.labels[key]
        assert isinstance(label, str) is isinstance(english, str), key
        if not isinstance(label, str) and not isinstance(english, str):
            assert places(label["other"]) == places(english["other"]), key
            for form, text in label.items():
                # "two minutes" may be one word
                assert places(label["other"]) - places(text) <= {"count"}, (key, form)


@every_language
def test_a_text_is_in_the_script_of_its_language(language: Language) -> None:
    if language.direction is Direction.LTR:
        for key, text in texts(language):
            assert not re.search("[\u0590-\u06ff]", text), key
        return
    for key, text in texts(language):
        words = set(re.findall("[A-Za-z]{2,}", re.sub(r"\{\w+\}", "", text)))
        # the name of a format is the same in every script
        assert words <= {"JSON"}, key


@every_language
def test_no_text_holds_a_sign_that_turns_its_direction(language: Language) -> None:
    for key, text in texts(language):
        assert not re.search("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]", text), key


@every_language
def test_no_label_of_a_button_is_longer_than_a_line_of_a_telephone(language: Language) -> None:
    for key, text in texts(language):
        if key.endswith("_button") and key != NO_BUTTON:
            assert len(text) <= 40, key


@every_language
def test_names_of_tolls_are_one_short_word_or_two(language: Language) -> None:
    for kind in ("killed", "wounded", "arrested", "missing"):
        label = language.labels[f"toll_{kind}"]
        assert isinstance(label, str)
        assert 1 <= len(label.split()) <= 2
        assert label == label.lower() or language.code == "de"


@every_language
def test_labels_that_a_reader_must_tell_apart_differ(language: Language) -> None:
    for left, right in (
        ("more_like_this", "less_like_this"),
        ("leave_one", "leave_all"),
        ("newer_issues", "older_issues"),
        ("free_newsletters", "members_newsletters"),
        ("variant_whole", "variant_title"),
        ("confirm_button", "erase_button"),
        ("what_happened", "why_it_matters"),
        ("toll_killed", "toll_wounded"),
    ):
        assert language.labels[left] != language.labels[right], (left, right)


@pytest.mark.parametrize(("tag", "direction"), [("xx", Direction.LTR), ("ur", Direction.RTL)])
def test_a_language_without_labels_keeps_the_direction_of_its_script(
    tag: str, direction: Direction
) -> None:
    assert direction_of(tag) is direction
