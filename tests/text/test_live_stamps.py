"""Stamps of live coverage fall off a headline in each language; words of the news stay."""

from __future__ import annotations

import pytest

from digest.text.headlines import headline_span
from digest.text.live_stamps import without_stamp

NEWS = "Harbor closes after blast"


@pytest.mark.parametrize(
    "behind",
    [
        " – Live",
        " – as it happened",
        " | live updates",
        " - Breaking News",
        " – EN DIRECT",
        " - Son Dakika Haberleri",
        " - مباشر",
        " | última hora",
        " — онлайн",
    ],
)
def test_a_stamp_behind_a_mark_falls_off(behind: str) -> None:
    title = NEWS + behind
    assert title[: without_stamp(title, 0, len(title))] == NEWS


@pytest.mark.parametrize(
    "title",
    [
        NEWS,
        "Where refugees live",
        "Truce talks live on",
        "War on Marenia – day 400",
        "Live-in aides",
    ],
)
def test_words_of_the_news_stay(title: str) -> None:
    assert without_stamp(title, 0, len(title)) == len(title)


@pytest.mark.parametrize(
    "title",
    [
        f"{NEWS} – Coast Wire – Live",
        f"{NEWS} – Live – Coast Wire",
        f"Coast Wire – Live – {NEWS}",
        f"{NEWS} | Coast Wire - Latest News",
        f"{NEWS} - Coast Wire English Edition",
        f"{NEWS} › Coast Wire",
        f"{NEWS} >> Coast Wire",
        f"{NEWS}_Coast Wire",
        f"{NEWS} - Coast Wire, 27.11.2026",
        f"(Coast Wire) {NEWS}",
        f"【Coast Wire】{NEWS}",
        f"LIVE. {NEWS}",
    ],
)
def test_stamps_and_the_outlet_fall_off_in_any_order(title: str) -> None:
    start, end = headline_span(title, "Coast Wire")
    assert title[start:end] == NEWS


def test_a_dash_without_blanks_parts_texts_of_a_script_without_blanks() -> None:
    title = "港口在维修后重新开放-海岸网"
    start, end = headline_span(title, "海岸网")
    assert title[start:end] == "港口在维修后重新开放"
    assert headline_span("Harbor-Coast Wire", "Coast Wire") == (0, len("Harbor-Coast Wire"))
