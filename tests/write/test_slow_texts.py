"""Articles cost time by their length: a doubled text takes about twice as long to judge.

An outlet, or an intruder there, chooses the words. A judge whose time grows with the square of
text would hold the whole process.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache

import pytest
from text_growth import FREE_S, assert_steady_growth

from digest.edit.facts import FactReader
from digest.edit.genre import reads_as_comment, why_no_report
from digest.edit.profile import clean_text, profile_batch
from digest.models import Article
from digest.text import split_sentences, tolls
from digest.text.headlines import headline_span
from digest.text.quotes import without_quotations
from digest.write.candidates import quotables
from digest.write.claims import check_claim
from digest.write.cleaning import in_own_voice, is_boilerplate
from digest.write.context_free import stands_alone
from digest.write.factual_terms import attributed, facts, quotations
from digest.write.source_changes import compare_with_page, correction_notes

NOON = datetime(2026, 8, 13, 12, tzinfo=UTC)
SIZE = 15_000
"""Letters of the shorter of the two texts."""


def article(text: str) -> Article:
    return Article(
        id="a", url="https://paper.example/n/1", title=text[:300], body=text, published=NOON
    )


JUDGES: dict[str, Callable[[str], object]] = {
    "sentences": split_sentences,
    "German sentences": lambda text: split_sentences(text, language="de"),
    "tolls": tolls,
    "quotations taken out": without_quotations,
    "headline": headline_span,
    "headline of an outlet": lambda text: headline_span(text, "Coast Wire"),
    "stands alone": stands_alone,
    "boilerplate": is_boilerplate,
    "own voice": in_own_voice,
    "facts": facts,
    "quotations": quotations,
    "speaker": attributed,
    "source of a claim": lambda text: check_claim("The port burns.", text),
    "claim": lambda text: check_claim(text, "The port burns."),
    "notes": correction_notes,
    "page": lambda text: compare_with_page(["The port burns now."], text, language="en"),
    "sentences to quote": lambda text: quotables(article(text)),
    "genre": lambda text: why_no_report(article(text)),
    "comment": lambda text: reads_as_comment(article(text)),
    "cleaned text": lambda text: clean_text(article(text)),
    "profile": lambda text: profile_batch([article(text)]),
    "facts of a story": lambda text: FactReader().facts_of([article(text)]),
}

PIECES = (
    "a", "a ", "Aa, ", "a. ", " ", "\n", "“", '"', "'", "«", "„", "(", "1", "1,", "1.", "-", "Mr. ",
    "A.B. ", "Ab Cd ", "said ", "not ", "12 killed ", "video: ", "| ", "Ann Sample is a ", "“a” ",
    "'s ",
)  # fmt: skip


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("judge", JUDGES)
def test_twice_the_text_takes_about_twice_as_long(judge: str, piece: str) -> None:
    assert_steady_growth(JUDGES[judge], "", piece, SIZE // len(piece))


@cache
def slow_once(text: str) -> None:
    """Take time by the square of the length, and remember that it was done."""
    ends = time.process_time() + (len(text) / SIZE) ** 2 * FREE_S / 2
    while time.process_time() < ends:
        pass


def test_a_judge_that_remembers_its_texts_is_seen_to_be_slow() -> None:
    with pytest.raises(pytest.fail.Exception, match="times as long"):
        assert_steady_growth(slow_once, "", "a", SIZE)
