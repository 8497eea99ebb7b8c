"""Laws of grouping: each item in one group, no pair that is kept apart, no order that matters."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.edit.likeness import Likeness, cosine
from digest.edit.linkage import Pair, average_link
from digest.edit.neighbours import LEAST_REACH, similar_pairs
from digest.edit.profile import profile_batch
from digest.models import Article

NOON = datetime(2026, 8, 13, 12, tzinfo=UTC)

few = settings(max_examples=40)
"""Forty groups show a broken law, and cost less time than a hundred."""
ITEMS = 7
PAIRS = [(low, high) for high in range(ITEMS) for low in range(high)]

# quarters add up without rounding, so that two orders of a sum are equal
agreements = st.integers(min_value=-4, max_value=8).map(lambda quarters: quarters / 4)
scored = st.dictionaries(st.sampled_from(PAIRS), agreements, max_size=len(PAIRS))
some_pairs = st.lists(st.sampled_from(PAIRS), max_size=3).map(tuple)


def link(
    scores: dict[Pair, float], *, together: tuple[Pair, ...] = (), apart: tuple[Pair, ...] = ()
) -> list[list[int]]:
    return average_link(ITEMS, scores, threshold=0.5, together=together, apart=apart)


@few
@given(scored, some_pairs, some_pairs)
def test_each_item_is_in_one_group_and_groups_are_sorted(
    scores: dict[Pair, float], together: tuple[Pair, ...], apart: tuple[Pair, ...]
) -> None:
    groups = link(scores, together=together, apart=apart)
    items = [item for group in groups for item in group]
    assert sorted(items) == list(range(ITEMS))
    assert groups == sorted(sorted(group) for group in groups)


@few
@given(scored, some_pairs, some_pairs)
def test_two_that_are_kept_apart_are_in_two_groups_whatever_else_is_asked(
    scores: dict[Pair, float], together: tuple[Pair, ...], apart: tuple[Pair, ...]
) -> None:
    for group in link(scores, together=together, apart=apart):
        for low, high in apart:
            assert not {low, high} <= set(group)


@few
@given(scored, some_pairs)
def test_an_editors_pairs_stand_together_where_no_other_word_is_against_it(
    scores: dict[Pair, float], together: tuple[Pair, ...]
) -> None:
    groups = link(scores, together=together)
    for pair in together:
        assert any(set(pair) <= set(group) for group in groups)


@few
@given(scored, some_pairs)
def test_the_order_in_which_pairs_come_changes_no_group(
    scores: dict[Pair, float], apart: tuple[Pair, ...]
) -> None:
    turned = dict(reversed(scores.items()))
    assert link(turned, apart=apart[::-1]) == link(scores, apart=apart)
    assert link(scores, apart=tuple((high, low) for low, high in apart)) == link(
        scores, apart=apart
    )


@few
@given(scored)
def test_a_group_is_held_together_by_pairs_that_agree(scores: dict[Pair, float]) -> None:
    for group in link(scores):
        # from one item each other one is reached over pairs at the threshold or above
        reached, grew = {group[0]}, True
        while grew:
            grew = False
            for (low, high), score in scores.items():
                if score >= 0.5 and len({low, high} & reached) == 1 and {low, high} <= set(group):
                    reached |= {low, high}
                    grew = True
        assert reached == set(group)


@few
@given(scored)
def test_pairs_below_the_threshold_alone_join_nothing(scores: dict[Pair, float]) -> None:
    low = {pair: min(score, 0.49) for pair, score in scores.items()}
    assert link(low) == [[item] for item in range(ITEMS)]


# ---- vectors ----------------------------------------------------------------

vectors = st.dictionaries(st.integers(0, 6), st.floats(0.125, 1.0), max_size=5)


@few
@given(vectors, vectors)
def test_a_cosine_is_the_same_in_both_directions_and_never_below_zero(
    left: dict[int, float], right: dict[int, float]
) -> None:
    assert cosine(left, right) == pytest.approx(cosine(right, left))
    assert cosine(left, right) >= 0
    assert (cosine(left, right) > 0) is bool(left.keys() & right.keys())


words_of_titles = st.sampled_from(["depot", "port", "fire", "snow", "ship", "envoy", "talks"])
titles = st.lists(st.lists(words_of_titles, max_size=4).map(" ".join), min_size=1, max_size=6)


def pages(words: list[str]) -> list[Article]:
    articles = []
    for number, title in enumerate(words):
        articles.append(
            Article(id=f"a{number}", url="", title=title, published=NOON, language="en")
        )
    return articles


@few
@given(titles)
def test_the_centre_of_a_group_does_not_depend_on_the_order_of_its_articles(
    words: list[str],
) -> None:
    articles = pages(words)
    likeness = Likeness(articles)
    centre, turned = likeness.centre(articles), likeness.centre(articles[::-1])
    assert centre.keys() == turned.keys()
    for term, weight in centre.items():
        assert turned[term] == pytest.approx(weight)


@few
@given(titles)
def test_similar_pairs_name_the_earlier_article_first_and_are_at_most_alike(
    words: list[str],
) -> None:
    articles = pages(words)
    similar = similar_pairs(profile_batch(articles), [NOON] * len(articles))
    for (earlier, later), alike in similar.items():
        assert 0 <= earlier < later < len(articles)
        assert 0 < alike <= 1 + 1e-9


def test_each_article_of_a_large_batch_meets_its_likeliest_neighbours_alone() -> None:
    # so many articles that each may meet the fewest: they share one term, and two share all terms
    crowd = 40_000 // LEAST_REACH
    titles_of_crowd = [f"depot word{number}a word{number}b" for number in range(crowd)]
    articles = pages([*titles_of_crowd, "depot zeppelin giraffe", "depot zeppelin giraffe"])
    times = [NOON + timedelta(seconds=number) for number in range(len(articles))]
    similar = similar_pairs(profile_batch(articles), times)
    assert (crowd, crowd + 1) in similar
    # a term that nearly all have brings no two together
    assert len(similar) == 1
