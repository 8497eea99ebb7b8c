"""Nouns go through JSON and come back equal."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.models import Article, Briefing, Picture, Reason, Schedule, Selection, Story
from digest.store.json_codec import from_json, to_json

moments = st.datetimes(timezones=st.just(UTC))
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
st.register_type_strategy(str, words)
st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))
few = st.lists(words, max_size=3).map(tuple)

articles = st.builds(
    Article,
    published=moments,
    updated=st.none() | moments,
    collected=st.none() | moments,
    authors=few,
)
stories = st.builds(
    Story,
    articles=st.lists(articles, min_size=1, max_size=2).map(tuple),
    terms=st.dictionaries(words, st.floats(allow_nan=False, allow_infinity=False), max_size=3),
    past=st.none(),
    facts=few,
)
selections = st.builds(Selection, stories=st.lists(stories, max_size=2).map(tuple), held=words)
briefings = st.builds(Briefing, at=moments, items=st.just(()), citations=st.just(()))


@settings(max_examples=50, deadline=None)
@given(selections)
def test_a_selection_comes_back_equal(selection: Selection) -> None:
    assert from_json(to_json(selection, Selection), Selection) == selection


@settings(max_examples=30, deadline=None)
@given(briefings)
def test_a_briefing_comes_back_equal(briefing: Briefing) -> None:
    assert from_json(to_json(briefing, Briefing), Briefing) == briefing


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (("a", "ب"), tuple[str, ...]),
        ((1.5, "x"), tuple[float, str]),
        ({"a": 1.0}, dict[str, float]),
        (None, str | None),
        (Reason(code="c", detail="d", value=1), Reason),
    ],
)
def test_plain_shapes_come_back_equal(value: Any, kind: Any) -> None:
    assert from_json(to_json(value, kind), kind) == value


def test_a_field_the_text_lacks_takes_its_default_and_an_unknown_one_is_passed_over() -> None:
    assert from_json('{"url": "u", "was_once": 1}', Picture) == Picture(url="u")


def test_a_text_that_lacks_a_needed_field_names_that_field() -> None:
    with pytest.raises(ValueError, match="the text is no Reason: detail: "):
        from_json('{"code": "c"}', Reason)


def test_a_text_of_the_former_codec_still_reads() -> None:
    former = (
        '{"id":"a","url":"u","title":"t","published":"2026-11-23T08:00:00+02:00",'
        '"authors":["R. Writer"],"picture":{"url":"p","width":3},"collected":null}'
    )
    expected = Article(
        id="a",
        url="u",
        title="t",
        published=datetime(2026, 11, 23, 6, tzinfo=UTC),
        authors=("R. Writer",),
        picture=Picture(url="p", width=3),
    )
    assert from_json(former, Article) == expected


def test_times_of_day_come_back_equal() -> None:
    schedule = Schedule(days=("mon",), at=time(6, 30))
    assert from_json(to_json(schedule, Schedule), Schedule) == schedule
