"""Attributes and segments in digest.yaml: read as nouns, and each contradiction has its line."""

from __future__ import annotations

from datetime import date

import pytest

from digest.config import Config, segments_of
from digest.models import AttributeKind, ReaderAttribute, Segment, Tier

READERS = """\
+readers:
  attributes:
    - {name: sector, values: [Banking, Energy]}
    - {name: staff, kind: number}
    - {name: since, kind: day}
    - {name: partner, kind: yes_no}
  segments:
    - id: all-members
      tier: member
    - id: large-banks
      languages: [en, ar]
      timezones: [Asia/Dubai]
      newsletters: [harbour]
      attributes:
        - {name: sector, is: [banking]}
        - {name: staff, from: 250}
        - {name: since, from: 2026-01-01, to: 2026-12-31}
        - {name: partner, is: [yes]}
"""
ATTRIBUTES = "+readers:\n  attributes:\n    - {name: sector, values: [Banking]}\n"
NUMBERS = "    - {name: staff, kind: number}\n"
SEGMENT = "  segments:\n    - id: one\n      attributes: [%s]\n"


def segments(config: Config) -> dict[str, Segment]:
    readers = config.settings.readers
    return dict(segments_of(readers.segments, readers.attributes))


def test_attributes_are_read_with_their_kinds(load) -> None:
    attributes = load({"digest.yaml": READERS}).settings.readers.attributes
    assert attributes[0] == ReaderAttribute(name="sector", values=("Banking", "Energy"))
    assert [one.kind for one in attributes[1:]] == [
        AttributeKind.NUMBER,
        AttributeKind.DAY,
        AttributeKind.YES_NO,
    ]


def test_a_segment_holds_its_conditions_in_the_kinds_of_the_attributes(load) -> None:
    found = segments(load({"digest.yaml": READERS}))
    assert found["all-members"] == Segment(id="all-members", tier=Tier.MEMBER)
    segment = found["large-banks"]
    assert (segment.tier, segment.languages, segment.timezones, segment.newsletters) == (
        None,
        ("en", "ar"),
        ("Asia/Dubai",),
        ("harbour",),
    )
    sector, staff, since, partner = segment.attributes
    assert [value.shown for value in sector.values] == ["Banking"]
    assert (staff.least, staff.most) == (250.0, None)
    assert since.least == date(2026, 1, 1).toordinal()
    assert since.most == date(2026, 12, 31).toordinal()
    assert [value.folded for value in partner.values] == ["yes"]


@pytest.mark.parametrize(
    ("condition", "told"),
    [
        ("{name: sectr, is: [Banking]}", 'no attribute is called "sectr" — did you mean "sector"?'),
        ("{name: sector, is: [Farming]}", "sector has no value Farming — write one of Banking"),
        ("{name: sector, from: A}", "a range is for numbers and days, and sector is a text"),
        ("{name: staff, is: [5], from: 3}", "this condition needs `is`, or `from` and `to`"),
        ("{name: staff}", "this condition needs `is`, or `from` and `to`"),
        ("{name: staff, from: many}", "staff has no value many — write a number"),
        ("{name: staff, from: 9, to: 3}", "from 9 is above to 3 — no reader could meet it"),
    ],
)
def test_a_condition_that_does_not_fit_its_attribute_is_told_at_its_line(
    problems, condition: str, told: str
) -> None:
    (problem,) = problems({"digest.yaml": ATTRIBUTES + NUMBERS + SEGMENT % condition})
    assert told in problem
    assert problem.startswith("digest.yaml:")


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("    - {name: sector}\n", 'two attributes are called "sector" — rename one'),
        ("    - {name: email}\n", '"email" is a column of every import'),
        ("    - {name: staff, kind: number, values: [a]}\n", "values are for texts, and staff is"),
        ("    - {name: Job Title}\n", "is not the name of an attribute"),
        ("  segments: [{id: a}, {id: a}]\n", 'two segments have the id "a" — rename one'),
    ],
)
def test_a_name_that_stands_twice_or_is_taken_is_told(problems, lines: str, told: str) -> None:
    (problem,) = problems({"digest.yaml": ATTRIBUTES + lines})
    assert told in problem


def test_a_range_of_one_number_is_right(problems) -> None:
    condition = "{name: staff, from: 5, to: 5}"
    assert problems({"digest.yaml": ATTRIBUTES + NUMBERS + SEGMENT % condition}) == []


def test_a_newsletter_names_a_segment_that_exists(load, problems) -> None:
    newsletter = "+segment: all-members\n"
    config = load({"digest.yaml": READERS, "newsletters/harbour.yaml": newsletter})
    assert config.newsletters[0].segment == "all-members"
    (problem,) = problems(
        {"digest.yaml": READERS, "newsletters/harbour.yaml": "+segment: all-member\n"}
    )
    assert 'digest.yaml has no segment "all-member" — did you mean "all-members"?' in problem


def test_a_newsletter_for_members_asks_for_no_segment_of_free_readers(problems) -> None:
    segments = "+readers:\n  segments: [{id: guests, tier: free}]\n"
    newsletter = "+tier: member\nsegment: guests\n"
    (problem,) = problems({"digest.yaml": segments, "newsletters/harbour.yaml": newsletter})
    assert 'the segment "guests" holds free readers alone' in problem
