"""A mistake in a document is told in words, with its line and column, and with advice."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from ruamel.yaml import YAML

from digest.errors import WriteError
from digest.models import (
    AlsoItem,
    Blocks,
    Citation,
    ComingDay,
    Coverage,
    Field,
    Passage,
    Picture,
    Reason,
    StoryState,
)
from digest.write.document_lines import lines_of
from digest.write.document_reading import decode


def read(text: str, wanted: Any) -> Any:
    return decode(YAML().compose(text), wanted)


def mistake(text: str, wanted: Any) -> tuple[str, str, str]:
    """Return the place, the mistake and the advice."""
    with pytest.raises(WriteError) as error:
        read(text, wanted)
    return error.value.subject, error.value.message, error.value.hint


CITATION = "article_id: a1\nurl: https://a.example\ntitle: T\noutlet: O\n"


@pytest.mark.parametrize(
    ("text", "wanted", "value"),
    [
        ("true", bool, True),
        ("False", bool, False),
        ("12", int, 12),
        ("1.5", float, 1.5),
        (".inf", float, float("inf")),
        ("words", str, "words"),
        ("2026-11-23", date, date(2026, 11, 23)),
        ("2026-11-23T05:00:00+00:00", datetime, datetime(2026, 11, 23, 5, tzinfo=UTC)),
        ("body", Field, Field.BODY),
        ("developed", StoryState, StoryState.DEVELOPED),
        ("[a, b]", tuple[str, ...], ("a", "b")),
        ("[]", tuple[str, ...], ()),
        ("null", int | None, None),
        ("~", int | None, None),
        ("7", int | None, 7),
    ],
)
def test_a_value_is_read_by_its_type(text: str, wanted: Any, value: object) -> None:
    assert read(text, wanted) == value


@pytest.mark.parametrize(
    ("text", "wanted", "what"),
    [
        ("yes", bool, "“yes” is not true or false"),
        ("1", bool, "“1” is not true or false"),
        ("twelve", int, "“twelve” is not a whole number"),
        ("1.5", int, "“1.5” is not a whole number"),
        ("much", float, "“much” is not a number"),
        ("23.11.2026", date, "“23.11.2026” is not a date like 2026-11-23"),
        ("2026-02-30", date, "“2026-02-30” is not a date like 2026-11-23"),
        (
            "2026-11-23T05:00:00",
            datetime,
            "“2026-11-23T05:00:00” is not a time with zone like 2026-11-23T05:00:00+00:00",
        ),
        ("old", StoryState, "“old” is not one of new, developed, unchanged"),
        ("Body", Field, "“Body” is not one of title, lead, body, url, author, category, source, "
         "caption"),
    ],
)  # fmt: skip
def test_a_value_of_another_type_is_told_with_the_values_that_may_stand(
    text: str, wanted: Any, what: str
) -> None:
    place, said, _ = mistake(text, wanted)
    assert (place, said) == ("1:1", what)


@pytest.mark.parametrize(
    ("text", "wanted", "place", "what", "advice"),
    [
        ("words", tuple[str, ...], "1:1", "a list is expected here", "start each entry with “- ”"),
        ("{a: 1}", tuple[str, ...], "1:1", "a list is expected here", "start each entry with “- ”"),
        (
            "[a]",
            str,
            "1:1",
            "one value is expected here, not a list or a group of keys",
            "put it on the line of its key",
        ),
        (
            "words",
            Coverage,
            "1:1",
            "“key: value” lines are expected here",
            "known keys: sources, answered, articles, troubles",
        ),
        (
            "sources: 1\nanswred: 2",
            Coverage,
            "2:1",
            "unknown key “answred”",
            "did you mean answered?",
        ),
        (
            "sources: 1\nzzz: 2",
            Coverage,
            "2:1",
            "unknown key “zzz”",
            "known keys: sources, answered, articles, troubles",
        ),
        (
            "sources: 1\nanswered: 1\nsources: 2",
            Coverage,
            "3:1",
            "“sources” stands here twice",
            "keep one of them",
        ),
        ("sources: 1\nanswered: a", Coverage, "2:11", "“a” is not a whole number", ""),
        (
            CITATION,
            Citation,
            "1:1",
            "“published” is missing",
            "add published: to this citation",
        ),
        ("story_id: s", AlsoItem, "1:1", "“passage” is missing", "add passage: to this alsoitem"),
        ("code: c\ndetail: d\nvalue: x", Reason, "3:8", "“x” is not a number", ""),
        (
            "week_ahead:\n  - day: 2026-11-23\n    text: a\n  - text: b",
            Blocks,
            "4:5",
            "“day” is missing",
            "add day: to this comingday",
        ),
    ],
)
def test_a_mistake_has_its_place_and_its_advice(
    text: str, wanted: Any, place: str, what: str, advice: str
) -> None:
    assert mistake(text, wanted) == (place, what, advice)


def test_a_noun_is_read_with_its_defaults_and_inner_nouns() -> None:
    assert read("url: https://a.example/p.jpg", Picture) == Picture(url="https://a.example/p.jpg")
    blocks = read("week_ahead:\n  - {day: 2026-11-23, text: Vote}", Blocks)
    assert blocks.week_ahead == (ComingDay(day=date(2026, 11, 23), text="Vote"),)


@pytest.mark.parametrize(
    ("source", "passage"),
    [
        ("a1 body 3-9", Passage(text="T", article_id="a1", start=3, end=9)),
        ("a1 title 0-4", Passage(text="T", article_id="a1", field=Field.TITLE, end=4)),
        ("a 1 b body 3-9", Passage(text="T", article_id="a 1 b", start=3, end=9)),
        ("a1", Passage(text="T", article_id="a1")),
        ("desk", Passage(text="T", article_id="desk")),
    ],
)
def test_a_source_names_an_article_a_field_and_a_span(source: str, passage: Passage) -> None:
    assert read(f"text: T\nfrom: {source}", Passage) == passage


@pytest.mark.parametrize(
    "source", ["a1 body", "a1 body 3", "a1 body 3-", "a1 body x-9", "a1 page 3-9", "a1 3-9", "' '"]
)
def test_a_source_of_another_form_is_a_mistake(source: str) -> None:
    place, what, advice = mistake(f"text: T\nfrom: {source}", Passage)
    assert place == "2:7"
    assert what.endswith("is not a source")
    assert advice == "write <article id> <field> <start>-<end>, like a1b2 body 120-260"


@pytest.mark.parametrize("text", ["text: T", "from: desk", "edited: true"])
def test_a_sentence_needs_its_text_and_its_source(text: str) -> None:
    place, what, advice = mistake(text, Passage)
    assert place == "1:1"
    assert what.endswith("is missing from the sentence")
    assert "or from: desk" in advice


@pytest.mark.parametrize(
    ("text", "is_lost"),
    [
        ("text: We are # 1\nfrom: desk", True),
        ("text: We are #1\nfrom: desk", True),
        ("text: 'We are # 1'\nfrom: desk", False),
        ("text: We are#1\nfrom: desk", False),
        ("text: 'We are' # a remark\nfrom: desk", False),
    ],
)
def test_words_that_a_comment_takes_away_are_a_mistake(text: str, is_lost: bool) -> None:
    if not is_lost:
        assert read(text, Passage).text.startswith("We are")
        return
    place, what, advice = mistake(text, Passage)
    assert place == "1:7"
    assert "begins a comment" in what
    assert advice == "put the text in double quotes"


@pytest.mark.parametrize("reason", ["''", "' '", '"\\t"'])
def test_a_reason_to_overrule_is_never_empty(reason: str) -> None:
    place, what, _ = mistake(f"text: T\nfrom: desk\noverruled: {reason}", Passage)
    assert (place, what) == ("3:12", "the reason is empty")


# ---- lines ------------------------------------------------------------------------------

DRAFT = """\
intro: |
  One.

  Two.
items:
  - story_id: s1
    headline: {text: H}
    dek: {text: D}
    lead:
      - {text: L1}
      - {text: L2}
    what_happened:
      - - {text: W11}
        - {text: W12}
      - - {text: W21}
    know_more:
      - passage: {text: K}
  - headline: {text: no id}
also:
  - story_id: s2
    passage: {text: A}
"""


def test_each_sentence_of_a_draft_is_found_on_its_line() -> None:
    rows = DRAFT.splitlines()
    lines = lines_of(YAML().compose(DRAFT))
    found = {place: rows[line - 1].strip() for place, line in lines.items()}
    assert found == {
        "intro 1": "intro: |",
        "intro 2": "intro: |",
        "s1 headline": "headline: {text: H}",
        "s1 dek": "dek: {text: D}",
        "s1 lead 1.1": "- {text: L1}",
        "s1 lead 1.2": "- {text: L2}",
        "s1 what_happened 1.1": "- - {text: W11}",
        "s1 what_happened 1.2": "- {text: W12}",
        "s1 what_happened 2.1": "- - {text: W21}",
        "s1 know_more 1": "- passage: {text: K}",
        " headline": "- headline: {text: no id}",
        "also s2": "passage: {text: A}",
    }


@pytest.mark.parametrize("text", ["", "words", "[1, 2]", "items: 5", "items: [5]", "intro: [a]"])
def test_a_draft_of_another_shape_has_no_lines_or_those_that_it_has(text: str) -> None:
    lines = lines_of(YAML().compose(text))
    assert lines == ({"intro 1": 1} if text.startswith("intro") else {})
