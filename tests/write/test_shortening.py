"""A shown cut takes a last clause away; it never changes what a sentence says."""

from __future__ import annotations

import pytest

from digest.models import Passage
from digest.write.shortening import shorten


def cut(text: str, most: int = 14) -> str | None:
    shorter = shorten(Passage(text=text, article_id="a", end=len(text)), text, most_words=most)
    return shorter.text if shorter else None


def test_a_last_clause_goes_and_the_cut_is_shown() -> None:
    text = (
        "Marenia closed its largest harbor on Tuesday and sent the ships to Tessel, which has "
        "two quays of its own."
    )
    assert cut(text) == "Marenia closed its largest harbor on Tuesday and sent the ships to Tessel…"


@pytest.mark.parametrize(
    "text",
    [
        "The fishermen of the coast and all of their families, who live off the harbor, want it "
        "open.",
        "The harbor of Port Avel and all of its old depots — a risk for decades — will close in "
        "May.",
        "The harbor of Port Avel — with depots older than the town itself — will close for good "
        "in May.",
        "Marenia will close its largest harbor and all of the depots, the interior minister "
        "said on Tuesday morning.",
        "Marenia will open its largest harbor and all of the depots, but not before engineers "
        "have checked them.",
        "Marenia closed its largest harbor and all of the depots, which a mayor called “a crime "
        "against the coast”.",
    ],
)
def test_a_sentence_is_not_cut_where_its_sense_goes_on(text: str) -> None:
    assert cut(text) is None


def test_a_short_sentence_stays_whole() -> None:
    assert (
        cut("Marenia closed its harbor, which is old.")
        == "Marenia closed its harbor, which is old."
    )


def test_a_cut_ends_where_its_words_do_though_folding_took_a_blank() -> None:
    source = (
        "Marenia closed the  harbor of U.S. port Avel , its largest, and sent the ships to "
        "Tessel , which has quays."
    )
    text = (
        "Marenia closed the harbor of U.S. port Avel, its largest, and sent the ships to "
        "Tessel, which has quays."
    )
    shorter = shorten(Passage(text=text, article_id="a", end=len(source)), source, most_words=17)
    assert shorter is not None
    assert (
        shorter.text
        == "Marenia closed the harbor of U.S. port Avel, its largest, and sent the ships to Tessel…"
    )
    assert source[: shorter.end].endswith("Tessel")


@pytest.mark.parametrize(
    ("kept", "is_cut"),
    [
        # an odd number of commas before the joint leaves an insertion open
        ("Marenia, the largest country of the coast by far, closed its harbor for good", True),
        ("Marenia closed its harbor, the largest of the coast and the oldest by far", False),
    ],
)
def test_a_cut_closes_each_insertion(kept: str, is_cut: bool) -> None:
    text = f"{kept}, while the ships of Tessel waited off the mole for a pilot."
    assert (cut(text, most=16) is not None) is is_cut


@pytest.mark.parametrize(("least", "is_cut"), [(9, True), (10, True), (11, False)])
def test_a_front_has_a_least_length(least: int, is_cut: bool) -> None:
    front = "Marenia closed its largest harbor on Tuesday morning for good"
    text = f"{front}, while ships waited off the mole for a pilot."
    passage = Passage(text=text, article_id="a", end=len(text))
    shorter = shorten(passage, text, most_words=12, least_words=least)
    assert (shorter is not None) is is_cut
    assert len(front.split()) == 10


def test_the_span_of_a_cut_covers_what_is_kept() -> None:
    front = "Marenia closed its largest harbor on Tuesday morning for good"
    text = f"{front}, while ships waited off the mole for a pilot."
    shorter = shorten(Passage(text=text, article_id="a", end=len(text)), text, most_words=12)
    assert shorter is not None
    assert (shorter.text, text[shorter.start : shorter.end]) == (f"{front}…", front)
