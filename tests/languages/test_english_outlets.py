"""Names of agencies, outlets and dates in English: each is read where English texts write it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from digest.edit.agencies import cited_agency, credited_agency
from digest.languages.en_dates import DATE, MONTHS, WEEKDAY
from digest.languages.en_outlets import (
    AGENCIES,
    CITED_OUTLETS,
    OUTLETS_AT_HEADLINES,
    PICTURE_AGENCIES,
)
from digest.models import Article
from digest.text.headlines import headline_span
from digest.write.cleaning import after_dateline

NOON = datetime(2026, 8, 13, 12, tzinfo=UTC)
TITLE = "Marenia closes its port"


def page(lead: str = "", *, authors: tuple[str, ...] = ()) -> Article:
    return Article(id="a", url="", title="Port burns", lead=lead, published=NOON, authors=authors)


def test_each_name_of_an_agency_credits_it_in_a_dateline_and_a_byline() -> None:
    for name, agency in AGENCIES.items():
        for written in (name, name.upper(), name.title()):
            assert credited_agency(page(f"AVEL ({written}) - A port burned.")) == agency, written
            assert credited_agency(page(f"By {written}")) == agency, written
            assert credited_agency(page(authors=(written,))) == agency, written


def test_each_name_of_an_agency_is_cited() -> None:
    for name, agency in AGENCIES.items():
        assert cited_agency(page(f"A port burned, citing {name}.")) == agency, name
        assert cited_agency(page(f"A port burned, {name} reported.")) == agency, name
        assert cited_agency(page(f"A port burned, citing q{name}.")) == "", name


def test_a_longer_name_is_read_whole() -> None:
    # "anadolu" stands in "anadolu agency", and a bracket must follow the name
    for name in AGENCIES:
        for longer in AGENCIES:
            if name != longer and longer.startswith(name):
                assert credited_agency(page(f"AVEL ({longer}) - x")) == AGENCIES[longer]


def test_each_name_is_in_lower_case_and_stands_for_one_spelling() -> None:
    spellings = {agency.lower(): agency for agency in AGENCIES.values()}
    for name, agency in AGENCIES.items():
        assert name == name.lower()
        assert spellings[agency.lower()] == agency
    for agency in set(AGENCIES.values()):
        assert AGENCIES[agency.lower()] == agency


def test_each_outlet_behind_a_bar_leaves_the_headline() -> None:
    for outlet in OUTLETS_AT_HEADLINES:
        for mark in ("|", "-", "—"):
            start, end = headline_span(f"{TITLE} {mark} {outlet}")
            assert f"{TITLE} {mark} {outlet}"[start:end] == TITLE, (mark, outlet)


def test_each_outlet_before_a_bar_leaves_the_headline() -> None:
    for outlet in OUTLETS_AT_HEADLINES:
        title = f"{outlet} | {TITLE}"
        start, end = headline_span(title)
        assert title[start:end] == TITLE, outlet


def test_no_outlet_is_empty_or_holds_the_mark_between_names() -> None:
    for outlet in OUTLETS_AT_HEADLINES:
        assert outlet == outlet.strip().lower()
        assert outlet
        assert ";" not in outlet
        assert "\n" not in outlet


def test_each_cited_outlet_is_a_whole_name() -> None:
    pattern = re.compile(rf"\b(?:{CITED_OUTLETS})\b")
    for outlet in CITED_OUTLETS.split("|"):
        assert pattern.fullmatch(outlet)
        assert not pattern.search(f"q{outlet}q")
        assert not pattern.search(outlet.lower() if outlet.isupper() else outlet.upper() + "q")


def test_picture_agencies_are_those_of_texts_and_two_more_each_once() -> None:
    assert len(PICTURE_AGENCIES) == len(set(PICTURE_AGENCIES))
    assert set(PICTURE_AGENCIES) == set(AGENCIES.values()) | {"EPA", "Getty"}


def test_each_day_of_a_year_is_a_date_in_its_long_and_short_form() -> None:
    pattern = re.compile(DATE)
    for number in range(365):
        day = date(2026, 1, 1) + timedelta(days=number)
        for month in (f"{day:%B}", f"{day:%b}", f"{day:%b}."):
            assert pattern.fullmatch(f"{month} {day.day}"), day
            assert pattern.fullmatch(f"{month} {day.day}, {day.year}"), day
        assert re.fullmatch(WEEKDAY, day.strftime("%A"))
        assert re.fullmatch(MONTHS, day.strftime("%B"))


@pytest.mark.parametrize("text", ["3 March", "March", "march 3", "Mar3", "Mon 3", "March 300"])
def test_another_order_is_no_date(text: str) -> None:
    assert not re.fullmatch(DATE, text)


@pytest.mark.parametrize(
    ("line", "news"),
    [
        ("AVEL, March 3 (Reuters) - Ships wait.", "Ships wait."),
        ("March 3 — Ships wait.", "Ships wait."),
        ("PORT AVEL, Nov. 3 — Ships wait.", "Ships wait."),
        ("Ships wait — March 3.", "Ships wait — March 3."),
    ],
)
def test_a_dateline_with_a_day_ends_before_the_news(line: str, news: str) -> None:
    assert line[after_dateline(line) :] == news
