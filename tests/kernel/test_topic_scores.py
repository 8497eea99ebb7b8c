"""The ceiling of a topic's score: what one leaf and a whole rule can give, as matching gives it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from digest.edit import match_articles
from digest.kernel.topic_scores import MOST_PER_LEAF, highest_score, leaf_score
from digest.models import Article, Field, Near, Phrase, Prefer, Rule, Topic


def score(leaf: Phrase | Near, **parts: str) -> float:
    article = Article(
        id="a",
        url=parts.pop("url", "https://example.org/a"),
        published=datetime(2026, 11, 23, tzinfo=UTC),
        **{"title": "News", **parts},
    )
    topic = Topic(id="t", name="T", rule=Rule(any=(leaf,)), min_score=0.1)
    (match,) = match_articles([article], [topic])
    return match.score


def test_one_leaf_gives_four_times_its_weight_at_most():
    assert MOST_PER_LEAF == 4.0
    assert leaf_score(1.5, 3.9) == pytest.approx(5.85)
    assert leaf_score(1.5, 4.0) == leaf_score(1.5, 12.0) == 6.0


@pytest.mark.parametrize(
    "field", [Field.TITLE, Field.LEAD, Field.BODY, Field.CAPTION, Field.URL, Field.AUTHOR]
)
def test_the_ceiling_is_the_same_for_every_part_of_the_article(field: Field):
    assert highest_score(Rule(any=(Phrase(text="port", fields=(field,), weight=2.0),))) == 8.0


def test_a_leaf_that_looks_at_the_lead_alone_reaches_its_ceiling_by_repetition():
    leaf = Phrase(text="port", fields=(Field.LEAD,))
    assert score(leaf, lead="port " * 6) == highest_score(Rule(any=(leaf,)))


def test_a_leaf_that_looks_at_the_address_alone_reaches_its_ceiling_by_repetition():
    leaf = Phrase(text="port", fields=(Field.URL,))
    url = "https://example.org/port/port/port/port/port"
    assert score(leaf, url=url) == highest_score(Rule(any=(leaf,)))


def test_leaves_of_any_all_and_inner_rules_add_up_and_those_under_none_do_not():
    inner = Rule(all=(Phrase(text="c", weight=0.5),), none=(Phrase(text="d", weight=50.0),))
    rule = Rule(
        any=(Phrase(text="a"), inner), all=(Near(terms=("x", "y"), weight=2.0),), none=(inner,)
    )
    assert highest_score(rule) == 4.0 + 2.0 + 8.0


def test_bonuses_above_zero_count_and_those_below_do_not():
    prefer = [Prefer(field="language", value="ar", bonus=bonus) for bonus in (1.5, 0.5, -3.0)]
    assert highest_score(Rule(any=(Phrase(text="a"),)), prefer) == 6.0
