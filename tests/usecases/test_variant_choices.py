"""Choices of variants in one cell of a table: written, read back, and refused with words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plain_newsroom import plain_newsroom

from digest.errors import UseError
from digest.models import Newsletter, Variant
from digest.usecases import Newsroom
from digest.usecases.variant_choices import (
    choose_variant,
    in_one_cell,
    must_offer,
    offering,
    read_cell,
)

SEA = Newsletter(
    id="daily",
    name="Daily",
    tagline="",
    topics=(),
    variants=(Variant(id="sea", name="Sea"), Variant(id="air", name="Air")),
)
OIL = Newsletter(
    id="gulf", name="Gulf", tagline="", topics=(), variants=(Variant(id="oil", name="Oil"),)
)
PLAIN = Newsletter(id="plain", name="Plain", tagline="", topics=())


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory, migrated_file: Path) -> Iterator[Newsroom]:
    folder = tmp_path_factory.mktemp("variants")
    with plain_newsroom(folder, migrated_file, SEA, OIL, PLAIN, readers=1) as opened:
        yield opened


@pytest.mark.parametrize(
    ("cell", "chosen"),
    [
        ("", {}),
        ("  ", {}),
        ("daily=sea", {"daily": "sea"}),
        ("daily=sea gulf=oil", {"daily": "sea", "gulf": "oil"}),
        ("daily=sea,gulf=oil", {"daily": "sea", "gulf": "oil"}),
        (" daily=sea ;  gulf=oil ", {"daily": "sea", "gulf": "oil"}),
        ("daily=sea|gulf=", {"daily": "sea", "gulf": ""}),
        # of two choices of one newsletter the later counts
        ("daily=sea daily=air", {"daily": "air"}),
        ("plain=", {"plain": ""}),
    ],
)
def test_a_cell_is_read(newsroom: Newsroom, cell: str, chosen: dict[str, str]) -> None:
    assert read_cell(newsroom, cell) == chosen


@pytest.mark.parametrize(
    ("cell", "what", "hint"),
    [
        ("sea", "this is no choice of a variant: sea", "newsletter=variant"),
        ("daily=sky", "no variant is called sky: daily", "it offers: sea, air"),
        ("plain=sea", "no variant is called sea: plain", "it offers: none"),
        ("dail=sea", "no such newsletter: dail", 'did you mean "daily"?'),
        ("daily=sea=air", "no variant is called sea=air: daily", "it offers: sea, air"),
    ],
)
def test_a_wrong_cell_is_refused_with_words(
    newsroom: Newsroom, cell: str, what: str, hint: str
) -> None:
    with pytest.raises(UseError) as error:
        read_cell(newsroom, cell)
    assert (str(error.value), error.value.hint) == (what, hint)


@given(st.dictionaries(st.sampled_from(["daily", "gulf"]), st.sampled_from(["", "sea", "oil"])))
def test_a_cell_that_is_written_is_in_order_and_holds_each_choice(chosen: dict[str, str]) -> None:
    cell = in_one_cell(chosen)
    pairs = [pair.split("=") for pair in cell.split()]
    assert dict(pairs) == chosen
    assert pairs == sorted(pairs)


def test_a_written_cell_is_read_back(newsroom: Newsroom) -> None:
    for chosen in ({}, {"daily": "air"}, {"gulf": "oil", "daily": "sea"}, {"daily": ""}):
        assert read_cell(newsroom, in_one_cell(chosen)) == chosen


def test_the_whole_issue_may_be_chosen_of_each_newsletter(newsroom: Newsroom) -> None:
    for newsletter in (SEA, OIL, PLAIN):
        must_offer(newsroom, newsletter.id, "")


def test_newsletters_with_variants_that_a_reader_gets_are_offered(newsroom: Newsroom) -> None:
    reader = newsroom.store.subscribers.get("r0")
    assert reader is not None
    assert offering(newsroom, reader) == (SEA,)


def test_a_choice_is_kept_and_taken_back(newsroom: Newsroom) -> None:
    choose_variant(newsroom, "r0", "daily", "sea")
    assert newsroom.store.variants.chosen(["r0"]) == {"r0": {"daily": "sea"}}
    with pytest.raises(UseError):
        choose_variant(newsroom, "r0", "daily", "sky")
    choose_variant(newsroom, "r0", "daily", "")
    assert newsroom.store.variants.chosen(["r0"]).get("r0", {}) == {}
