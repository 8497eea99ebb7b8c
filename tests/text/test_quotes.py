"""Quotations are closed in English, German, French and straight marks."""

from __future__ import annotations

import pytest

from digest.text.quotes import quotes_closed, without_quotations


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
