"""A text that was encoded once too often is opened, and a true text stays as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.kernel.mojibake import without_mojibake

TEXTS = [
    "Le président « à l’étranger » — déjà été",
    "الرئيس يلتقي الوزير في بيروت",
    "Президент встретился с министром",
    "Dışişleri Bakanı görüştü",
    "שר החוץ נפגש עם הנשיא",
    "It’s “fine” — 5 €",
    "港口重新开放",
]
HOLES = {0x81, 0x8D, 0x8F, 0x90, 0x9D}


def encoded_again(text: str) -> str:
    """Read UTF-8 as browsers read Windows-1252: its holes are control characters."""
    characters = []
    for byte in text.encode():
        characters.append(chr(byte) if byte in HOLES else bytes([byte]).decode("cp1252"))
    return "".join(characters)


@pytest.mark.parametrize("layers", [1, 2, 3])
@pytest.mark.parametrize("text", TEXTS)
def test_each_wrong_layer_is_opened(text: str, layers: int) -> None:
    wrong = text
    for _ in range(layers):
        wrong = encoded_again(wrong)
    assert without_mojibake(wrong) == text


def test_layers_of_latin_1_are_opened() -> None:
    wrong = TEXTS[0].encode().decode("latin-1").encode().decode("latin-1")
    assert without_mojibake(wrong) == TEXTS[0]


def test_marks_that_came_from_references_change_nothing() -> None:
    assert without_mojibake("Le prÃ©sident — l’ONU dÃ©cide") == "Le président — l’ONU décide"


@pytest.mark.parametrize(
    "text",
    [
        *TEXTS,
        "«CAFÉ»",
        "CAFÉ»",
        "São Paulo",
        "Ça va… au café’…",
        "„ÄÖÜ“",
        "Die Ä“",
        "Ñ…",
        "Đà Nẵng",
        "Ã",
        "",
        "plain",
    ],
)
def test_a_true_text_stays(text: str) -> None:
    assert without_mojibake(text) == text


@given(st.text(max_size=40))
def test_any_text_is_opened_to_a_text_that_stays(text: str) -> None:
    opened = without_mojibake(text)
    opened.encode("utf-8", "surrogatepass")
    assert len(opened) <= len(text)
