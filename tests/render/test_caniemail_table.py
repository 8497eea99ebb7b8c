"""The table of what clients support: dated, licensed, and made from caniemail's own form."""

from __future__ import annotations

from digest.render.preflight.caniemail import CLIENTS, compact, support
from digest.render.preflight.client_support import FALLBACKS


def test_the_shipped_table_says_its_date_source_and_licence() -> None:
    table = support()
    assert table.date >= "2026-01-01"
    assert (table.source, table.licence) == ("https://www.caniemail.com/", "MIT")
    assert table.clients == tuple(CLIENTS)
    assert all(len(letters) == len(CLIENTS) for letters in table.features.values())


def test_the_newest_verdict_of_each_client_counts_and_an_untried_feature_is_unknown() -> None:
    stats = {
        "gmail": {"desktop-webmail": {"2019-01": "n", "2025-01": "y #1"}},
        "outlook": {"windows": {"2007": "n"}},
    }
    made = compact(
        {"last_update_date": "2026-05-13 14:45:41", "data": [{"slug": "css-x", "stats": stats}]}
    )
    letters = dict(zip(made["clients"], made["features"]["css-x"], strict=True))
    assert (letters["Gmail"], letters["Outlook (Windows)"], letters["Thunderbird"]) == (
        "y",
        "n",
        "u",
    )


def test_every_stand_in_says_what_the_reader_gets() -> None:
    assert all(FALLBACKS.values())
