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
