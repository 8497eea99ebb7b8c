"""Laws of the desk's small choices: limits, windows, longer names, pins, repeats and asides."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.edit.asides import alone
from digest.edit.longer_names import without_longer
from digest.edit.pinned import PinnedArticles
from digest.edit.repeated_text import LEAST_ARTICLES, LEAST_LETTERS, cut_repeated_text
from digest.edit.topic_limits import within_limits
from digest.edit.window import LATE_H, open_window
from digest.models import Article, Match, Pins, Rule, Topic, TopicLimits

NOON = datetime(2026, 8, 13, 12, tzinfo=UTC)

few = settings(max_examples=40)
"""Forty choices show a broken law, and cost less time than a hundred."""


def page(name: str, hours: float = 0.0, **fields: object) -> Article:
    values: dict[str, object] = {"id": name, "url": f"https://paper.example/{name}", "title": name}
    published = NOON - timedelta(hours=hours)
    return Article(**(values | {"published": published} | fields))  # type: ignore[arg-type]


# ---- limits of a topic --------------------------------------------------------

entries = st.lists(
    st.tuples(st.integers(0, 4), st.integers(0, 30), st.sampled_from(["", "A", "a", "B"])),
    max_size=9,
)
limits = st.builds(
    TopicLimits,
    max_age_h=st.sampled_from([None, 10.0, 20.0]),
    per_publisher=st.sampled_from([None, 1, 2]),
    max_articles=st.sampled_from([None, 0, 1, 3]),
)


def pairs_of(listed: list[tuple[int, int, str]]) -> list[tuple[Match, Article]]:
    pairs = []
    for number, (score, hours, publisher) in enumerate(listed):
        article = page(f"a{number}", hours, publisher=publisher)
        match = Match(article_id=article.id, topic_id="t", score=float(score), hits=())
        pairs.append((match, article))
    return pairs


@few
@given(entries, limits)
def test_the_limits_of_a_topic_are_kept_and_the_best_come_first(
    listed: list[tuple[int, int, str]], limit: TopicLimits
) -> None:
    pairs = pairs_of(listed)
    articles = {article.id: article for _, article in pairs}
    topic = Topic(id="t", name="T", rule=Rule(), limits=limit)
    kept = within_limits(topic, list(pairs), NOON)
    order = [(-match.score, match.article_id) for match in kept]
    assert order == sorted(order)
    if limit.max_articles is not None:
        assert len(kept) <= limit.max_articles
    publishers = Counter(articles[match.article_id].publisher.casefold() for match in kept)
    del publishers[""]
    for match in kept:
        if limit.max_age_h is not None:
            age = NOON - articles[match.article_id].published
            assert age <= timedelta(hours=limit.max_age_h)
    if limit.per_publisher is not None:
        assert max(publishers.values(), default=0) <= limit.per_publisher
    assert within_limits(topic, pairs[::-1], NOON) == kept


@few
@given(entries)
def test_a_topic_without_limits_keeps_every_match(listed: list[tuple[int, int, str]]) -> None:
    kept = within_limits(Topic(id="t", name="T", rule=Rule()), pairs_of(listed), NOON)
    assert len(kept) == len(listed)


# ---- the window ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("hours_of_edit", "is_open"), [(24.0, False), (23.99, True), (0.0, True), (-0.01, False)]
)
def test_an_edit_counts_from_behind_the_opening_to_this_moment(
    hours_of_edit: float, is_open: bool
) -> None:
    edited = page(
        "a", 30, collected=NOON - timedelta(hours=29), updated=NOON - timedelta(hours=hours_of_edit)
    )
    assert bool(open_window([edited], look_back_h=24, now=NOON)) is is_open


@few
@given(st.lists(st.floats(-2, 80), max_size=8), st.sampled_from([6.0, 24.0]))
def test_a_window_keeps_the_order_and_holds_no_article_of_the_future_or_of_long_ago(
    ages: list[float], look_back_h: float
) -> None:
    articles = [page(f"a{number}", hours) for number, hours in enumerate(ages)]
    window = open_window(articles, look_back_h=look_back_h, now=NOON)
    assert list(window) == [article for article in articles if article in window]
    for article in window:
        assert NOON - timedelta(hours=look_back_h + LATE_H) <= article.published <= NOON


# ---- longer names -------------------------------------------------------------

places = st.lists(
    st.tuples(st.sampled_from(["title", "lead"]), st.integers(0, 4), st.integers(1, 3)), max_size=4
)


@few
@given(st.dictionaries(st.integers(0, 3), places.filter(bool), max_size=4))
def test_a_name_keeps_each_place_that_no_longer_name_covers(
    found: dict[int, list[tuple[str, int, int]]],
) -> None:
    kept = without_longer(found, {0: [1, 2]})
    for term in found.keys() - {0}:
        assert kept[term] == found[term]
    covers = [*found.get(1, ()), *found.get(2, ())]
    expected = []
    for field, first, count in found.get(0, ()):
        words = set(range(first, first + count))
        inside = False
        for other, start, length in covers:
            inside = inside or (other == field and words <= set(range(start, start + length)))
        if not inside:
            expected.append((field, first, count))
    assert kept.get(0, []) == expected


# ---- pins -----------------------------------------------------------------------


@pytest.mark.parametrize("name", ["a", "https://paper.example/a", "https://paper.example/c"])
def test_an_article_is_pinned_by_its_id_or_by_either_address(name: str) -> None:
    article = page("a", canonical_url="https://paper.example/c")
    pinned = PinnedArticles(Pins(lead=(name,)), [article, page("b")])
    assert pinned.of([page("b"), article]) == "lead"
    assert pinned.of([page("b")]) == ""
    assert pinned.told == {"a"}


@pytest.mark.parametrize(
    ("pins", "pin"),
    [
        ({"drop": ("a",), "lead": ("b",), "card": ("c",)}, "drop"),
        ({"lead": ("b",), "card": ("c",)}, "lead"),
        ({"card": ("c",)}, "card"),
        ({"together": (("a", "b"),)}, ""),
    ],
)
def test_of_several_pins_on_one_event_leaving_out_counts_first(
    pins: dict[str, tuple[str, ...]], pin: str
) -> None:
    articles = [page(name) for name in "abc"]
    pinned = PinnedArticles(Pins(**pins), articles)  # type: ignore[arg-type]
    for order in (articles, articles[::-1]):
        assert pinned.of(order) == pin


def test_a_pin_on_an_article_outside_the_window_is_passed_over() -> None:
    pinned = PinnedArticles(Pins(lead=("x",), apart=(("x", "a"),)), [page("a")])
    assert pinned.told == frozenset()
    assert pinned.apart == frozenset()


def test_two_addresses_of_one_article_keep_it_apart_from_no_other() -> None:
    pinned = PinnedArticles(Pins(apart=(("a", "https://paper.example/a"), ("a", "b"))), [
        page("a"), page("b"),
    ])  # fmt: skip
    assert pinned.apart == {frozenset({"a", "b"})}


# ---- repeated text ----------------------------------------------------------------

NOTE = "Read our newsletter each morning at six."


def copies_of(note: str, count: int, publisher: str = "Paper") -> list[Article]:
    made = []
    for number in range(count):
        body = f"Report number {number} tells of a port.\n\n{note}"
        made.append(page(f"a{number}", body=body, publisher=publisher))
    return made


@pytest.mark.parametrize(("count", "is_cut"), [(LEAST_ARTICLES - 1, False), (LEAST_ARTICLES, True)])
def test_a_note_is_cut_from_so_many_articles_on(count: int, is_cut: bool) -> None:
    cut = cut_repeated_text(copies_of(NOTE, count))
    for article in cut:
        assert (NOTE not in article.body) is is_cut
        assert "tells of a port." in article.body


@pytest.mark.parametrize(("letters", "is_cut"), [(LEAST_LETTERS - 1, False), (LEAST_LETTERS, True)])
def test_a_short_text_repeats_by_chance(letters: int, is_cut: bool) -> None:
    note = "x" * (letters - 1) + "."
    cut = cut_repeated_text(copies_of(note, LEAST_ARTICLES))
    assert (note not in cut[0].body) is is_cut


def test_a_note_of_several_outlets_is_no_repetition_of_one() -> None:
    mixed = []
    for publisher in ("Paper", "Wire"):
        for number in range(LEAST_ARTICLES - 1):
            body = f"{publisher} {number} tells.\n\n{NOTE}"
            mixed.append(page(f"{publisher}{number}", body=body, publisher=publisher))
    assert cut_repeated_text(mixed) == mixed


def test_articles_without_an_outlet_are_left_as_they_are() -> None:
    unnamed = copies_of(NOTE, LEAST_ARTICLES, publisher="")
    assert cut_repeated_text(unnamed) == unnamed


def test_one_article_that_was_fetched_often_repeats_no_text() -> None:
    same = [page(f"a{number}", body=f"One report.\n\n{NOTE}", publisher="P") for number in range(9)]
    assert cut_repeated_text(same) == same


# ---- asides -----------------------------------------------------------------------


def test_asides_that_are_about_no_happening_stay_in_their_order() -> None:
    asides = [page(name) for name in "dbca"]
    assert alone(asides, {}) == tuple(asides)
    attached = {3: (asides[1],), 0: (asides[3], asides[0])}
    assert [aside.id for aside in alone(asides, attached)] == ["c"]
    assert alone([], attached) == ()
