"""Ids, waits, links and standings, whatever they are made of."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.errors import UseError
from digest.kernel.backoff import backoff_s
from digest.kernel.issue_ids import Edition, is_edition_name, read_issue_id
from digest.kernel.links import feed_key, link_fault, reader_link, tracking_parameters
from digest.kernel.standings import Standing, when_empty, when_filled, when_no, when_yes
from digest.kernel.subscriber_exports import quoted, standing_reader

NAMES = st.from_regex(r"[a-z0-9]{1,5}(-[a-z0-9]{1,5}){0,2}", fullmatch=True)
CLOCKS = st.times().map(lambda at: at.replace(second=0, microsecond=0))


@given(NAMES, st.dates(), st.none() | CLOCKS, st.just("") | NAMES)
def test_an_id_of_an_issue_is_read_back(newsletter_id: str, day: date, at, name: str) -> None:
    if at is not None:
        name = ""
    edition = Edition(newsletter_id=newsletter_id, day=day, at=at, name=name)
    assert read_issue_id(edition.issue_id) == edition


@given(st.text(max_size=30))
def test_any_text_is_an_id_of_its_own_form_or_none(text: str) -> None:
    edition = read_issue_id(text)
    assert edition is None or edition.issue_id == text


@given(NAMES)
def test_the_name_of_an_edition_is_plain(name: str) -> None:
    assert is_edition_name(name)
    assert not is_edition_name(f"{name}-")
    assert is_edition_name("a" * 40)
    assert not is_edition_name("a" * 41)


# ---- waits -----------------------------------------------------------------------------------


@given(st.integers(1, 200), st.floats(0.1, 1e4), st.floats(0, 1), st.text(max_size=5))
def test_a_wait_grows_and_is_spread_by_its_share(failures, first_s, jitter, seed) -> None:
    longest_s = first_s * 1000
    plain = backoff_s(failures, first_s=first_s, longest_s=longest_s)
    later = backoff_s(failures + 1, first_s=first_s, longest_s=longest_s)
    assert first_s <= plain <= later <= longest_s
    spread = backoff_s(failures, first_s=first_s, longest_s=longest_s, jitter=jitter, seed=seed)
    assert plain * (1 - jitter) - 1e-6 <= spread <= plain * (1 + jitter) + 1e-6


@pytest.mark.parametrize("failures", [0, -1])
def test_before_the_first_failure_there_is_no_wait(failures: int) -> None:
    assert backoff_s(failures, first_s=5, jitter=1, seed="a") == 0.0


# ---- links -----------------------------------------------------------------------------------


@given(
    st.text(max_size=60), st.sampled_from(["", "https://example.org/news/", "mailto:x", "http://["])
)
def test_a_link_is_one_that_a_reader_may_open_or_none(link: str, base: str) -> None:
    address = reader_link(link, base)
    assert address == "" or link_fault(address) is None
    # an address that may be opened stays as it is
    assert reader_link(address) == address


@given(st.text("abc=&%?#/:.@", max_size=40))
def test_the_key_of_a_feed_is_final(text: str) -> None:
    address = f"https://example.org/{text}"
    key = feed_key(address)
    assert feed_key(f"https:{key}") == key or not key.startswith("//")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://a.example/f", "http://www.a.example/f/", True),
        ("https://a.example/f?b=1&a=2", "https://a.example/f?a=2&b=1", True),
        ("https://a.example:443/f", "https://a.example/f", True),
        ("https://a.example:8080/f", "https://a.example/f", False),
        ("https://a.example/f", "https://a.example/F", False),
        ("https://a.example/f?a=1", "https://a.example/f", False),
        ("https://a.example/f?utm_source=x", "https://a.example/f", True),
        (" https://a.example/f ", "https://a.example/f", True),
        ("http://[bad", "http://[bad ", True),
    ],
)
def test_two_addresses_of_one_feed_have_one_key(one: str, other: str, same: bool) -> None:
    assert (feed_key(one) == feed_key(other)) is same


@pytest.mark.parametrize(
    ("address", "names"),
    [
        ("https://a.example/?utm_source=x&id=3&fbclid=", ("utm_source", "fbclid")),
        ("https://a.example/#?utm_source=x", ()),
        ("https://a.example/", ()),
    ],
)
def test_parameters_that_follow_the_reader_are_named_in_order(address, names) -> None:
    assert tracking_parameters(address) == names


# ---- standings of imported lines -------------------------------------------------------------


@pytest.mark.parametrize(
    ("judge", "active", "grave"),
    [
        (when_yes(Standing.BLOCKED), ["", "no", "0", "NEIN", "-"], ["yes", "1", "Ja", "x"]),
        (when_no(Standing.LEFT), ["yes", "1", "Sí"], ["no", "0", "off"]),
        (when_filled(Standing.LEFT), ["", "null", "0000-00-00", "N/A"], ["2024-01-01", "spam"]),
        (when_empty(Standing.UNCONFIRMED), ["2024-01-01"], ["", "None", "-"]),
    ],
)
def test_a_cell_is_judged_by_the_meaning_of_its_column(judge, active, grave) -> None:
    assert {judge(cell) for cell in active} == {Standing.ACTIVE}
    assert Standing.ACTIVE not in {judge(cell) for cell in grave}


@pytest.mark.parametrize("judge", [when_yes(Standing.LEFT), when_no(Standing.LEFT)])
def test_a_cell_that_is_neither_yes_nor_no_is_never_guessed(judge) -> None:
    with pytest.raises(ValueError, match="neither yes nor no"):
        judge("maybe")


GRAVEST_FIRST = ("complained", "blocked", "opted_out", "bounced", "confirmed")


@pytest.mark.parametrize(("graver", "lighter"), list(permutations(range(5), 2)))
def test_of_two_columns_the_graver_counts_in_either_order(graver: int, lighter: int) -> None:
    if graver > lighter:
        graver, lighter = lighter, graver
    row = {}
    for place in (lighter, graver):
        # `confirmed` tells by its no what the others tell by their yes
        row[GRAVEST_FIRST[place]] = "no" if GRAVEST_FIRST[place] == "confirmed" else "yes"
    assert standing_reader(list(row)).read(row).column == GRAVEST_FIRST[graver]


def test_a_cell_that_cannot_be_read_says_what_to_write() -> None:
    row = {"email": "a@m.example", "opted out": "maybe"}
    with pytest.raises(UseError) as caught:
        standing_reader(list(row)).read(row)
    assert str(caught.value) == "opted out: this is neither yes nor no: maybe"
    assert caught.value.hint == ('write active or unsubscribed, or add --ignore-column "opted out"')


@given(st.text("ab ", min_size=1, max_size=8))
def test_a_heading_is_written_as_a_shell_takes_it(column: str) -> None:
    assert quoted(column).strip('"') == column.strip('"')
    assert (" " in column) is quoted(column).startswith('"')
