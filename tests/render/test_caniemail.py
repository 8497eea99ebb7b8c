"""The table of client support is cut down to the newest verdict of each client, with its notes."""

from __future__ import annotations

from typing import Any

import pytest

from digest.render.preflight.caniemail import CLIENTS, Support, _newest, _plain, compact, support

Stats = dict[str, dict[str, dict[str, str]]]


def made_of(stats: Stats, notes: dict[str, str] | None = None) -> dict[str, Any]:
    feature: dict[str, Any] = {"slug": "css-x", "stats": stats}
    if notes is not None:
        feature["notes_by_num"] = notes
    return compact({"last_update_date": "2026-05-13 14:45:41", "data": [feature]})


def a_table(letters: str, notes: dict[str, str]) -> Support:
    return Support(
        date="2026-01-01",
        source="s",
        licence="MIT",
        clients=("One", "Two", "Three"),
        features={"css-x": letters},
        notes={"css-x": notes},
    )


@pytest.mark.parametrize(
    ("letters", "lacking"),
    [("yyy", ()), ("nyn", ("One", "Three")), ("auy", ()), ("nnn", ("One", "Two", "Three"))],
)
def test_clients_without_a_feature_are_those_that_say_no(
    letters: str, lacking: tuple[str, ...]
) -> None:
    assert a_table(letters, {}).without("css-x") == lacking


def test_a_feature_that_the_table_does_not_know_is_lacked_by_no_client() -> None:
    table = a_table("nnn", {})
    assert table.without("css-unheard-of") == ()
    assert list(table.limits("css-unheard-of")) == []


def test_a_note_is_told_with_its_clients() -> None:
    table = a_table("aay", {"no margins": "0 1", "no units": "1"})
    assert list(table.limits("css-x")) == [
        ("no margins", ("One", "Two")),
        ("no units", ("Two",)),
    ]


@pytest.mark.parametrize(
    ("verdicts", "newest"),
    [({}, "u"), ({"2019": "n"}, "n"), ({"2019": "n", "2025": "a #1"}, "a #1")],
)
def test_the_last_verdict_is_the_newest(verdicts: dict[str, str], newest: str) -> None:
    assert _newest({"gmail": {"ios": verdicts}}, "gmail", "ios") == newest


@pytest.mark.parametrize(("family", "platform"), [("outlook", "ios"), ("gmail", "windows")])
def test_a_client_that_was_never_tried_is_unknown(family: str, platform: str) -> None:
    assert _newest({"gmail": {"ios": {"2019": "y"}}}, family, platform) == "u"


@pytest.mark.parametrize(
    ("note", "plain"),
    [
        ("Partial. Only on `<td>`.", "Only on <td>."),
        ("Partial support. See [the page](https://x.example/).", "See the page."),
        ("Partially supported: no units.", "no units."),
        ("Buggy: `em` is lost.", "em is lost."),
        ("Partial and buggy. Odd.", "Odd."),
        ("Not supported with `!important`.", "Not supported with !important."),
        ("", ""),
    ],
)
def test_a_note_loses_its_markup_and_the_words_of_its_verdict(note: str, plain: str) -> None:
    assert _plain(note) == plain


def test_notes_are_kept_of_partial_support_alone() -> None:
    stats: Stats = {
        "gmail": {"desktop-webmail": {"2025": "a #1 #2"}, "ios": {"2025": "a #1"}},
        "outlook": {"windows": {"2025": "n #2"}},
        "thunderbird": {"macos": {"2025": "y #3"}},
    }
    notes = {"1": "Only on cells.", "2": "No units.", "3": "Since version 3."}
    made = made_of(stats, notes)
    names = list(CLIENTS)
    webmail, ios = names.index("Gmail"), names.index("Gmail (iOS)")
    assert made["notes"] == {
        "css-x": {"Only on cells.": f"{webmail} {ios}", "No units.": f"{webmail}"}
    }


def test_partial_support_without_a_word_about_it_is_said_to_be_partial() -> None:
    stats: Stats = {"gmail": {"ios": {"2025": "a #7"}}}
    place = str(list(CLIENTS).index("Gmail (iOS)"))
    assert made_of(stats)["notes"] == {"css-x": {"partly supported": place}}


def test_a_feature_without_notes_has_no_entry_among_them() -> None:
    assert made_of({"gmail": {"ios": {"2025": "y"}}})["notes"] == {}


def test_the_day_of_the_data_is_kept_without_its_hour() -> None:
    assert made_of({})["date"] == "2026-05-13"


def test_each_note_of_the_shipped_table_names_clients_that_support_in_part() -> None:
    table = support()
    for slug, notes in table.notes.items():
        for places in notes.values():
            for place in places.split():
                assert table.features[slug][int(place)] == "a", slug


def test_the_shipped_table_is_read_once() -> None:
    assert support() is support()
