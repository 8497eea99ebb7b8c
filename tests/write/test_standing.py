"""A sentence in a briefing is understood by one who reads only that sentence."""

from __future__ import annotations

import pytest

from digest.write.standing import lone_surname, stands_alone


@pytest.mark.parametrize(
    "sentence",
    [
        "He said the talks would go on.",
        "The ministry denied the report.",
        "The two also spoke of trade.",
        "Meanwhile, Marenia closed its ports.",
        "But Solmar refused.",
        "“We will not leave,” he said.",
        "In his speech, the mayor of the town promised aid.",
        "This has led to shortages across the coast.",
        "Earlier, Marenia had closed its ports.",
        "First, the harbor stays shut.",
        "Marenia, meanwhile, closed its ports.",
        "Last week she said the harbor would reopen.",
        "The troops will work with engineers.",
        "A third is simply a drawing of the quay.",
        "“Waiting is no longer an option.”",
        "Orlov today: “As if this was my decision.”",
    ],
)
def test_a_dangling_opening_is_seen(sentence: str) -> None:
    assert not stands_alone(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The Marenian ministry of defense denied the report.",
        "Marenia closed its ports after the blast.",
        "Dana Orlov said she would open the harbor.",
        "Many families lost their homes in the flood.",
        "The port of Avel handles most imports.",
        "In 2019, Marenia rationed petrol for three weeks.",
        "The group Harbor Watch counted 30 ships.",
    ],
)
def test_a_whole_thought_stands(sentence: str) -> None:
    assert stands_alone(sentence)


@pytest.mark.parametrize(
    ("sentence", "language"),
    [("وأضاف أن العمل مستمر.", "ar"), ("לדבריו העבודה נמשכת.", "he"), ("وی افزود کار ادامه دارد.", "fa")],
)
def test_dangling_openings_are_seen_in_other_scripts(sentence: str, language: str) -> None:
    assert not stands_alone(sentence, language)


def test_a_speaker_only_the_text_before_introduced_is_named() -> None:
    assert lone_surname("“The gates stay shut,” Orlov said.") == "Orlov"
    assert lone_surname("“The gates stay shut,” Dana Orlov said.") == ""
