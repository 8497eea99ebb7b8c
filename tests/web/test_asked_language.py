"""A page speaks a language that the browser asks for and that has labels, else English."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.render import languages
from digest.web.language import DEFAULT, MAX_HEADER, asked_language


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("tr", "tr"),
        ("TR", "TR"),
        ("tr-CY,tr;q=0.9", "tr-CY"),
        ("xx, yy;q=0.5", "en"),
        ("xx, ar;q=0.3, he;q=0.4", "he"),
        ("fr;q=0, ar;q=0.1", "ar"),
        ("fr;q=0", "en"),
        ("fr;q=-1", "en"),
        ("*", "en"),
        ("ar;q=high, tr;q=0.1", "tr"),
        (" ar ; q=0.9 , tr ; q=1.0", "tr"),
        ("ar;q=0.5,tr;q=0.5", "ar"),
        (",,;;,tr", "tr"),
    ],
)
def test_the_weightiest_language_with_labels_is_taken(header: str, language: str) -> None:
    assert asked_language(header) == language


def test_a_header_is_read_up_to_its_limit() -> None:
    within = "x" * (MAX_HEADER - 3) + ",tr"
    assert asked_language(within) == "tr"
    assert asked_language("x" + within) == DEFAULT


@pytest.mark.parametrize("weight", ["nan", "inf", "1.1", "1e9"])
def test_a_weight_beyond_one_leaves_its_language_out_and_the_others_in_order(weight: str) -> None:
    assert asked_language(f"fr;q=0.1, tr;q={weight}, ar;q=0.9") == "ar"
    assert asked_language(f"tr;q={weight}") == DEFAULT
    assert asked_language("tr;q=1.0") == "tr"


@given(st.text(max_size=60))
def test_any_header_gives_a_language_that_has_labels(header: str) -> None:
    assert asked_language(header).split("-")[0].lower() in languages()
