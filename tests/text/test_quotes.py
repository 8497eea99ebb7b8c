"""Quotations are closed in English, German, French and straight marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.text.quotes import (
    CLOSING_MARKS,
    quotation_spans,
    quotes_closed,
    without_quotations,
)


@pytest.mark.parametrize(
    "text",
    [
        "He said “no”.",
        "„Ja“, rief er.",
        "„Ja”, rief er.",
        "«Oui», dit-elle.",
        "»Ja«, rief er.",
        'She said "no".',
        'A 12" pipe burst.',
        'דובר צה"ל אמר',
        "No quotation at all.",
    ],
)
def test_a_closed_quotation_is_seen(text: str) -> None:
    assert quotes_closed(text)


@pytest.mark.parametrize(
    "text", ["He said “no.", "no”, he said", "„Ja, rief er.", "«Oui, dit-elle.", 'She said "no.']
)
def test_half_a_quotation_is_seen(text: str) -> None:
    assert not quotes_closed(text)


def test_a_quotation_leaves_a_blank() -> None:
    assert without_quotations("„Ja“, rief er “no” «si»") == " , rief er    "


MARKS = st.text('ab “”„"«»', max_size=40)


@given(MARKS)
def test_spans_of_quotations_are_in_order_and_begin_and_end_with_their_marks(text: str) -> None:
    behind = 0
    for start, end in quotation_spans(text):
        assert behind <= start < end - 1 < len(text)
        assert text[end - 1] in CLOSING_MARKS[text[start]]
        # the nearest mark that closes it does
        assert not set(text[start + 1 : end - 1]) & set(CLOSING_MARKS[text[start]])
        behind = end


@pytest.mark.parametrize(
    ("text", "is_closed"),
    [
        ("", True),
        ('a 5" pipe', True),
        ('a 5" pipe and "b"', True),
        ('a "b', False),
        ("«a» «b", False),
        ("»a« »b«", True),
        ("„a“ „b”", True),
        ("„a", False),
        ("a“", False),
        ("a”", False),
        ("“a” “b", False),
        ('צה"ל', True),
    ],
)
def test_each_kind_of_mark_is_closed_by_its_own(text: str, is_closed: bool) -> None:
    assert quotes_closed(text) is is_closed
