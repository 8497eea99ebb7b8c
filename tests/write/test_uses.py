"""The model of uses: its file can be read without numpy, and it tells background from news."""

from __future__ import annotations

from importlib import resources

import pytest
from sample_news import WIRE

from digest.write.candidates import quotables
from digest.write.use_features import NAMES
from digest.write.uses import USES, chance, read_model, write_model

SIZE = len(NAMES) + 1


def weights_of(value: float) -> dict[str, list[float]]:
    return {use: [value * (place + 1) for place in range(SIZE)] for use in USES}


def test_weights_come_back_as_they_were_written_but_for_two_bytes() -> None:
    written = weights_of(0.01)
    for use, weights in zip(USES, read_model(write_model(written)), strict=True):
        assert weights == pytest.approx(written[use], abs=1e-4)


def test_weights_for_other_features_are_refused() -> None:
    packed = write_model(weights_of(1.0)).replace(b"since", b"sinks", 1)
    with pytest.raises(ValueError, match="train_uses"):
        read_model(packed)


def test_the_shipped_weights_are_small() -> None:
    assert len((resources.files("digest.write") / "uses.bin").read_bytes()) < 1_000_000


def test_a_chance_rises_with_the_weighted_sum() -> None:
    assert chance([1.0, 0.0], [0.0]) == 0.5
    assert chance([1.0, 0.0], [2.0]) > chance([1.0, 0.0], [1.0]) > 0.5
    assert chance([0.0, -2.0], [1.0]) < 0.5


def test_an_expectation_is_background_and_the_first_sentence_is_not() -> None:
    candidates = quotables(WIRE)
    expectation = next(quote for quote in candidates if quote.text.startswith("Analysts"))
    assert expectation.background > 0.4 > candidates[0].background


def test_a_sentence_that_leans_on_the_one_before_does_not_stand_alone() -> None:
    by_opening = {quote.text.split()[0]: quote for quote in quotables(WIRE)}
    assert not by_opening["“We"].alone or by_opening["“We"].surname
    assert by_opening["In"].alone
