"""The same news in other words is known for the same; other news is not."""

from __future__ import annotations

import pytest

from digest.write.similarity import content_words, in_conflict, overlap


@pytest.mark.parametrize(
    ("one", "other", "least"),
    [
        (
            "A truce between Marenia and Solmar began.",
            "A cease-fire between Solmar and Marenia began.",
            1.0,
        ),
        ("U.S. troops left the border.", "American soldiers left the frontier.", 1.0),
        ("Port Avel under siege without electricity", "Besieged Port Avel: no power", 1.0),
        ("Army gearing up for invasion", "Army prepares its offensive", 1.0),
        ("The blast killed twelve on the ship.", "Explosion on vessel: twelve dead", 1.0),
    ],
)
def test_words_for_one_thing_count_as_one(one: str, other: str, least: float) -> None:
    assert overlap(content_words(one), content_words(other)) >= least


def test_other_news_of_the_same_place_shares_little() -> None:
    one, other = (
        "Marenia closes its harbor after a blast.",
        "Marenia names a new ambassador to Solmar.",
    )
    assert overlap(content_words(one), content_words(other)) <= 0.25


def test_tolls_conflict_where_they_agree_on_no_number_of_a_kind() -> None:
    twelve, nineteen, wounded = ("killed", 12), ("killed", 19), ("wounded", 30)
    assert in_conflict(frozenset({twelve}), frozenset({nineteen}))
    assert not in_conflict(frozenset({twelve}), frozenset({twelve, wounded}))
    assert not in_conflict(frozenset({twelve}), frozenset({twelve, nineteen}))
    assert not in_conflict(frozenset({twelve}), frozenset({wounded}))


@pytest.mark.parametrize("hour", ["5 p.m.", "5 pm", "5 P.M."])
def test_half_a_day_is_no_content(hour: str) -> None:
    assert content_words(f"Avel at {hour} on") == {"avel", "5"}


def test_letters_with_stops_that_name_no_half_of_a_day_stay() -> None:
    assert "p.n" in content_words("Avel p.n. Solmar")
