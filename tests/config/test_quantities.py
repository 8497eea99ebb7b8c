"""Quantities: units, limits at their edges, the unit of code, and texts that are no quantity."""

from __future__ import annotations

import pytest
from pydantic_core import PydanticCustomError

from digest.config.quantities import BYTES, SECONDS, Quantity, duration, size


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("90s", 90.0),
        ("250ms", 0.25),
        ("15m", 900.0),
        ("24h", 86400.0),
        ("7d", 604800.0),
        ("2w", 1209600.0),
        ("1.5h", 5400.0),
        ("10 m", 600.0),
        ("0s", 0.0),
    ],
)
def test_a_length_of_time_is_read_in_seconds(text: str, seconds: float):
    assert duration().read(text) == pytest.approx(seconds)


@pytest.mark.parametrize(
    ("text", "size_bytes"),
    [
        ("500KB", 500_000),
        ("8MB", 8_000_000),
        ("1GB", 10**9),
        ("1KiB", 1024),
        ("2MiB", 2_097_152),
        ("1GiB", 2**30),
        ("3B", 3),
    ],
)
def test_a_size_is_read_in_bytes(text: str, size_bytes: int):
    assert size().read(text) == size_bytes


@pytest.mark.parametrize(
    "text",
    ["", "5", "m", "5 minutes", "-1h", "1e3s", "5M", "1,5h", "5  m", "1234567890123s", "1.s"],
)
def test_a_text_that_is_no_length_of_time_is_refused(text: str):
    with pytest.raises(PydanticCustomError):
        duration().read(text)


def test_twelve_digits_are_read_and_thirteen_are_a_slip():
    assert duration().read("123456789012s") == 123456789012.0
    with pytest.raises(PydanticCustomError):
        size().read("1234567890123B")


@pytest.mark.parametrize(
    ("quantity", "value", "text"),
    [
        (duration(), 20.0, "20s"),
        (duration(), 0.5, "0.5s"),
        (duration(), 90.0, "90s"),
        (duration(), 120.0, "2m"),
        (duration(), 7200.0, "2h"),
        (duration(), 14 * 86400.0, "14d"),
        (duration(), 0.0, "0s"),
        (duration(kept_in=3600.0), 24.0, "1d"),
        (duration(kept_in=60.0), 120, "2h"),
        (size(), 8_000_000, "8MB"),
        (size(), 1024, "1KiB"),
        (size(), 1500, "1500B"),
    ],
)
def test_a_value_is_written_in_the_largest_unit_that_fits(quantity: Quantity, value, text: str):
    assert quantity.written(value) == text


@pytest.mark.parametrize("text", ["1m", "7d", "60s", "168h"])
def test_a_value_at_a_limit_is_accepted(load, text: str):
    source = f"sources:\n  - {{id: a, name: A, url: https://a.example/, interval: {text}}}\n"
    assert load({"sources.yaml": source}).sources[0].interval_s in (60, 604800)


@pytest.mark.parametrize(
    ("text", "bound"), [("59s", "1m or more"), ("169h", "7d or less"), ("8d", "7d or less")]
)
def test_a_value_behind_a_limit_is_refused(problems, text: str, bound: str):
    source = f"sources:\n  - {{id: a, name: A, url: https://a.example/, interval: {text}}}\n"
    (line,) = problems({"sources.yaml": source})
    assert line.endswith(f'interval must be {bound}, not "{text}"')


def test_every_unit_is_a_multiple_of_the_smallest():
    assert SECONDS["w"] == 7 * SECONDS["d"] == 168 * SECONDS["h"] == 604800
    assert BYTES["GiB"] == 1024 * BYTES["MiB"] == 1024**2 * BYTES["KiB"]
    assert BYTES["GB"] == 1000 * BYTES["MB"] == 1000**2 * BYTES["KB"]
