"""Credits and citations of news agencies, and the voice that an article counts under."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from digest.edit.agencies import (
    cited_agency,
    credited_agency,
    publishing_agency,
    voice_of,
    without_dateline,
)
from digest.models import Article

NOON = datetime(2026, 8, 13, 12, tzinfo=UTC)


def page(**fields: object) -> Article:
    values: dict[str, object] = {"id": "a", "url": "", "title": "Port burns", "published": NOON}
    return Article(**(values | fields))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("lead", "agency"),
    [
        ("KARIM (Reuters) - A port burned.", "Reuters"),
        ("KARIM (AFP): A port burned.", "AFP"),
        ("KARIM (Anadolu Agency) — A port burned.", "Anadolu"),
        ("By Associated Press", "AP"),
        ("KARIM (Herald) - A port burned.", ""),
        ("A port burned (Reuters).", ""),
        ("It burned. KARIM (Reuters) - A port.", ""),
        ("", ""),
    ],
)
def test_dateline_or_byline_credits_an_agency(lead: str, agency: str) -> None:
    assert credited_agency(page(lead=lead)) == agency


def test_place_name_of_eighty_letters_may_stand_before_the_agency() -> None:
    assert credited_agency(page(lead="K" * 80 + "(AP) - A port burned.")) == "AP"
    assert credited_agency(page(lead="K" * 81 + "(AP) - A port burned.")) == ""


def test_dateline_of_the_body_counts_behind_a_lead_without_one() -> None:
    article = page(lead="A port burned.", body="KARIM (dpa) - A port burned.")
    assert credited_agency(article) == "dpa"


def test_author_counts_only_when_the_whole_name_is_an_agency() -> None:
    assert credited_agency(page(authors=("Ann Sample", "REUTERS"))) == "Reuters"
    assert credited_agency(page(authors=("Ann Sample of Reuters",))) == ""


def test_dateline_comes_before_the_author() -> None:
    article = page(lead="KARIM (AFP) - A port burned.", authors=("Reuters",))
    assert credited_agency(article) == "AFP"


@pytest.mark.parametrize(
    ("lead", "agency"),
    [
        ("A port burned, citing Reuters.", "Reuters"),
        ("A port burned, according to the Associated Press.", "AP"),
        ("Xinhua news agency reported a fire.", "Xinhua"),
        ("AFP said that a port burned.", "AFP"),
        ("A reader of Reuters called.", ""),
        ("The apse reported no fire.", ""),
    ],
)
def test_first_lines_cite_an_agency(lead: str, agency: str) -> None:
    assert cited_agency(page(lead=lead)) == agency


def test_citation_counts_within_the_first_six_hundred_letters_of_the_body() -> None:
    citation = "citing Reuters"
    near = "x" * (599 - len(citation)) + " " + citation
    assert cited_agency(page(body=near)) == "Reuters"
    assert cited_agency(page(body=" " + near)) == ""


@pytest.mark.parametrize(
    ("publisher", "agency"),
    [
        ("Reuters", "Reuters"),
        ("Reuters World", "Reuters"),
        ("reuters.com", "Reuters"),
        ("The Associated Press", "AP"),
        ("AP News", "AP"),
        ("Karim Herald", ""),
        ("Spa Weekly", ""),
        ("Daily Snap", ""),
        ("Reutersville Post", ""),
        ("", ""),
    ],
)
def test_agency_publishes_its_own_report_under_its_name(publisher: str, agency: str) -> None:
    # with a dateline or without: the pages of agencies often lack it
    assert publishing_agency(page(publisher=publisher)) == agency
    assert publishing_agency(page(lead="KARIM (EFE) - A port.", publisher=publisher)) == agency


@pytest.mark.parametrize(
    "text", ["KARIM (Reuters) - A port burned.", "By Reuters A port burned.", "A port burned."]
)
def test_dateline_is_cut_from_a_text(text: str) -> None:
    assert without_dateline(text).strip() == "A port burned."


def test_voice_is_agency_then_family_then_publisher_then_source_then_id() -> None:
    names: dict[str, object] = {
        "lead": "KARIM (Reuters) - A port burned.",
        "family": "Sample House",
        "publisher": "Karim Herald",
        "source_id": "herald-feed",
    }
    voices = [voice_of(page(**names))]
    for name in ("lead", "family", "publisher", "source_id"):
        names[name] = ""
        voices.append(voice_of(page(**names)))
    assert voices == ["reuters", "sample house", "karim herald", "herald-feed", "a"]
