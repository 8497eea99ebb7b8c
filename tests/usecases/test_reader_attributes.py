"""Attributes come in by command and import, leave by export, and choose who gets a newsletter."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from test_audience import newsroom, take

from digest.config import ReaderSettings
from digest.config.segment_settings import OWN_COLUMNS, AttributeTestKeys, SegmentKeys
from digest.errors import UseError
from digest.models import AttributeKind, ReaderAttribute, Segment, Tier
from digest.usecases import audience
from digest.usecases.csv_table import COLUMNS
from digest.usecases.newsroom import Newsroom
from digest.usecases.own_choices import data_of_address
from digest.usecases.reader_attributes import SegmentCount, segment_counts, set_attributes
from digest.usecases.reader_exports import EXPORT_PAGE

__all__ = ["newsroom"]  # the fixture

ANN, BOB = "ann@mail.example", "bob@mail.example"
READERS = ReaderSettings(
    attributes=(
        ReaderAttribute(name="sector", values=("Banking", "Energy")),
        ReaderAttribute(name="staff", kind=AttributeKind.NUMBER),
    ),
    segments=(
        SegmentKeys(
            id="banks", attributes=(AttributeTestKeys(name="sector", one_of=("banking",)),)
        ),
        SegmentKeys(id="large", attributes=(AttributeTestKeys(name="staff", least="100"),)),
    ),
)


@pytest.fixture
def house(newsroom: Newsroom) -> Newsroom:
    """The newsroom with two attributes and two segments; the Gulf goes to banks alone."""
    settings = replace(newsroom.config.settings, readers=READERS)
    newsletters = []
    for newsletter in newsroom.config.newsletters:
        if newsletter.id == "gulf":
            newsletter = replace(newsletter, segment="banks")
        newsletters.append(newsletter)
    config = replace(newsroom.config, settings=settings, newsletters=tuple(newsletters))
    return replace(newsroom, config=config)


@pytest.fixture
def readers(house: Newsroom) -> Newsroom:
    for email in (ANN, BOB):
        audience.add_reader(house, email, newsletters=["daily", "gulf"])
    return house


def test_a_newsletter_with_a_segment_goes_to_its_readers_alone(readers: Newsroom) -> None:
    set_attributes(readers, ANN, ["sector=banking"])
    ann = audience.reader_of(readers, ANN)
    assert list(readers.audience("gulf")) == [ann.id]
    assert len(list(readers.audience("daily"))) == 2


def test_values_are_set_and_taken_away(readers: Newsroom) -> None:
    assert set_attributes(readers, ANN, ["sector=BANKING", "staff=40"]) == {
        "sector": "Banking",
        "staff": "40",
    }
    assert set_attributes(readers, ANN, ["staff="]) == {"sector": "Banking"}


@pytest.mark.parametrize(
    ("pair", "told"),
    [
        ("sectr=Banking", "no such attribute: sectr"),
        ("sector=Farming", "sector has no such value: Farming"),
        ("sector", "no value is given: sector"),
    ],
)
def test_a_wrong_pair_is_refused_before_any_is_set(readers: Newsroom, pair: str, told: str) -> None:
    with pytest.raises(UseError, match=told):
        set_attributes(readers, ANN, ["staff=40", pair])
    assert data_of_address(readers, ANN)["attributes"] == {}


def test_an_unknown_address_has_no_attributes(house: Newsroom) -> None:
    with pytest.raises(UseError, match="no reader has this address"):
        set_attributes(house, "stranger@mail.example", ["staff=1"])


def test_an_import_sets_the_declared_columns_of_new_and_known_readers(readers: Newsroom) -> None:
    set_attributes(readers, BOB, ["staff=7"])
    report = take(readers, f"Email,Sector,staff\n{ANN},energy,\n{BOB},,200\nnew@m.example,,5\n")
    assert report.bad_lines == ()
    assert data_of_address(readers, ANN)["attributes"] == {"sector": "Energy"}
    assert data_of_address(readers, BOB)["attributes"] == {"staff": "200"}
    assert data_of_address(readers, "new@m.example")["attributes"] == {"staff": "5"}


def test_a_cell_with_a_wrong_value_makes_a_bad_line(house: Newsroom) -> None:
    report = take(house, f"email,staff\n{ANN},many\n{BOB},3\n")
    (bad,) = report.bad_lines
    assert str(bad) == "line 2: staff has no such value: many (write a number, like 250 or 3.5)"
    assert [reader.email for reader in audience.list_readers(house)] == [BOB]


def test_a_dry_run_sets_no_attribute(readers: Newsroom) -> None:
    take(readers, f"email,staff\n{ANN},3\n", dry_run=True)
    assert data_of_address(readers, ANN)["attributes"] == {}


def test_a_declared_column_asks_no_question_of_leaving(house: Newsroom) -> None:
    report = take(house, f"email,sector\n{ANN},unsubscribed\n")
    assert "sector has no such value" in str(report.bad_lines[0])


def test_an_export_has_the_attributes_and_an_import_reads_them_again(readers: Newsroom) -> None:
    set_attributes(readers, ANN, ["sector=Banking"])
    out = io.StringIO()
    assert audience.export_csv(readers, out) == 2
    heading, *lines = out.getvalue().splitlines()
    assert heading.endswith(",sector,staff")
    assert [line.endswith(",Banking,") for line in lines].count(True) == 1
    set_attributes(readers, ANN, ["sector="])
    audience.import_csv(readers, out.getvalue().encode())
    assert data_of_address(readers, ANN)["attributes"] == {"sector": "Banking"}


def test_the_readers_of_a_segment_are_exported_page_by_page(house: Newsroom) -> None:
    many = EXPORT_PAGE + 1
    lines = [f"reader{number}@mail.example,100" for number in range(many)]
    take(house, "\n".join(["email,staff", "small@mail.example,99", *lines]))
    out = io.StringIO()
    assert audience.export_csv(house, out, segment_id="large") == many
    assert len(set(out.getvalue().splitlines())) == many + 1
    assert "small@" not in out.getvalue()


def test_segments_are_counted_in_their_order(readers: Newsroom) -> None:
    set_attributes(readers, ANN, ["sector=Banking", "staff=100"])
    set_attributes(readers, BOB, ["staff=99.9"])
    assert list(segment_counts(readers)) == [
        SegmentCount(id="banks", readers=1),
        SegmentCount(id="large", readers=1),
    ]


def test_an_unknown_segment_is_refused_with_the_nearest_name(readers: Newsroom) -> None:
    with pytest.raises(UseError, match="no such segment: bank") as caught:
        readers.segment("bank")
    assert "banks" in caught.value.hint


def test_a_newsletter_for_members_adds_its_tier_to_the_segment(house: Newsroom) -> None:
    gulf = replace(house.newsletter("gulf"), tier=Tier.MEMBER)
    segment = house.segment_of(gulf)
    assert (segment.id, segment.tier) == ("banks", Tier.MEMBER)
    assert house.segment_of(house.newsletter("daily")) == Segment(id="daily")


def test_no_attribute_takes_the_name_of_a_column_of_the_export() -> None:
    assert set(COLUMNS) <= OWN_COLUMNS
