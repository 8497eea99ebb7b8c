"""Checks across entries and files: ids, feeds, names, circles of places, topics and themes."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest

from digest.config.crosscheck import (
    check_aliases,
    check_file_name,
    check_newsletters,
    check_sources,
    check_topics,
)
from digest.config.documents import Document
from digest.config.read_yaml import read_document
from digest.errors import Problem
from digest.models import (
    Alias,
    AliasKind,
    Newsletter,
    Prefer,
    Rule,
    Source,
    Topic,
    TopicWeight,
)


def said(problems: Iterable[Problem]) -> list[str]:
    return [f"{one.line}:{one.column} {one.what} — {one.advice}" for one in problems]


def document(text: str, name: str = "x.yaml") -> Document:
    return read_document(name, text.encode())


# ---- sources ---------------------------------------------------------------------------------

SOURCES = document(
    "sources:\n"
    "  - {id: a, url: https://a.example/}\n"
    "  - {id: b, url: https://b.example/}\n"
    "  - {id: c, url: https://c.example/}\n"
)


def sources(*entries: tuple[str, str]) -> list[str]:
    made = [Source(id=own_id, name="", url=url) for own_id, url in entries]
    return said(check_sources(made, SOURCES))


def test_each_later_source_with_a_taken_id_is_led_to_the_first():
    feeds = [("a", "https://a.example/"), ("a", "https://b.example/"), ("a", "https://c.example/")]
    assert sources(*feeds) == [
        '3:10 two sources have the id "a" — the first is on line 2; rename one',
        '4:10 two sources have the id "a" — the first is on line 2; rename one',
    ]


def test_each_later_source_with_a_taken_feed_is_led_to_the_first():
    advice = "every article would be asked for twice: delete one"
    feeds = [
        ("a", "https://a.example/f"),
        ("b", "http://a.example/f"),
        ("c", "https://a.example/f"),
    ]
    assert sources(*feeds) == [
        f'3:18 "b" has the same feed as "a" — {advice}',
        f'4:18 "c" has the same feed as "a" — {advice}',
    ]


def test_feeds_that_differ_by_a_parameter_are_two():
    assert sources(("a", "https://a.example/f?s=1"), ("b", "https://a.example/f?s=2")) == []


# ---- aliases ---------------------------------------------------------------------------------


def aliases(text: str, known: set[str] | None = None) -> list[str]:
    file = document(f"aliases:\n{text}")
    made = []
    for entry in file.root["aliases"]:
        names = tuple(entry.get("names", ()))
        within = entry.get("within", "")
        alias = Alias(
            id=entry["id"], name=entry["name"], kind=AliasKind.PLACE, names=names, within=within
        )
        made.append(alias)
    if known is None:
        known = {alias.id for alias in made}
    return said(check_aliases(made, file, known=known))


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ("kind: place, lat: 26.5", '"a" has lat and no lon — write lon: as well'),
        ("kind: place, lon: 36.5", '"a" has lon and no lat — write lat: as well'),
        (
            "kind: ship, lat: 26.5, lon: 36.5",
            '"a" is no place, and has a point on the map — write kind: place',
        ),
        ("kind: place, lat: 26.5, lon: 36.5", None),
    ],
)
def test_a_point_on_the_map_has_both_numbers_and_belongs_to_a_place(
    entry: str, problem: str | None
) -> None:
    file = document(f"aliases:\n  - {{id: a, name: A1, {entry}}}\n")
    values = file.root["aliases"][0]
    alias = Alias(
        id="a",
        name="A1",
        kind=AliasKind(values["kind"]),
        lat=values.get("lat"),
        lon=values.get("lon"),
    )
    found = said(check_aliases([alias], file, known={"a"}))
    # the line, the column and what is wrong
    assert [re.sub(r"^2:\d+ ", "", one) for one in found] == ([problem] if problem else [])


def test_a_circle_of_places_is_reported_at_each_of_its_members():
    text = (
        "  - {id: a, name: A1, within: b}\n"
        "  - {id: b, name: B1, within: c}\n"
        "  - {id: c, name: C1, within: a}\n"
    )
    assert aliases(text) == [
        '2:31 "a" is within itself — let within lead outwards',
        '3:31 "b" is within itself — let within lead outwards',
        '4:31 "c" is within itself — let within lead outwards',
    ]


def test_a_place_that_leads_into_a_circle_is_not_blamed_for_it():
    text = (
        "  - {id: quay, name: Quay, within: a}\n"
        "  - {id: a, name: A1, within: b}\n"
        "  - {id: b, name: B1, within: a}\n"
    )
    assert [line.split()[1] for line in aliases(text)] == ['"a"', '"b"']


def test_a_chain_that_ends_is_no_circle():
    text = (
        "  - {id: a, name: A1, within: b}\n"
        "  - {id: b, name: B1, within: c}\n"
        "  - {id: c, name: C1}\n"
    )
    assert aliases(text) == []


def test_a_holder_may_be_declared_in_an_entry_with_a_mistake():
    text = "  - {id: a, name: A1, within: lost}\n"
    assert aliases(text, {"a", "lost"}) == []
    assert aliases(text) == ['2:31 there is no alias "lost" — use a']


@pytest.mark.parametrize(
    ("first", "second", "is_one"),
    [
        ("Bab el-Mandeb", "bab  EL MANDEB", True),
        ("US", "us", False),
        ("US", "US", True),
        ("UNIFIL", "unifil", True),
        ("Beirut", "Beirut port", False),
        ("بيروت", "بَيروت", True),
    ],
)
def test_two_spellings_of_one_name_lead_to_two_aliases_in_vain(first, second, is_one: bool):
    text = f'  - {{id: a, name: "{first}"}}\n  - {{id: b, name: "{second}"}}\n'
    lines = aliases(text)
    assert bool(lines) is is_one
    if is_one:
        assert lines[0].startswith(f'3:19 "{second}" is also a name of "a" — ')


def test_an_alias_may_repeat_its_own_name():
    assert aliases("  - {id: a, name: Beirut, names: [beirut, BEIRUT]}\n") == []


# ---- topics and newsletters ------------------------------------------------------------------


def topic(own_id: str, *prefer: tuple[str, str]) -> Topic:
    wishes = tuple(Prefer(field=field, value=value) for field, value in prefer)
    return Topic(id=own_id, name="", rule=Rule(), prefer=wishes)


PREFER = document("prefer:\n  - {source: cedar}\n  - {publisher: Cedar Daily}\n")


def topics(*prefer: tuple[str, str], source_ids=("cedar",), publishers=("Cedar Daily",)):
    made = [topic("t", *prefer)]
    return said(check_topics(made, [PREFER], source_ids=source_ids, publishers=publishers))


def test_a_publisher_is_known_in_any_case_and_a_source_by_its_id_alone():
    assert topics(("source", "cedar"), ("publisher", "CEDAR daily")) == []
    assert topics(("source", "Cedar")) == [
        '2:14 there is no source "Cedar" — did you mean "cedar"?'
    ]
    assert topics(("source", "cedar"), ("publisher", "cedar daly")) == [
        '3:17 no source has the publisher "cedar daly" — did you mean "Cedar Daily"?'
    ]


def test_without_sources_no_preference_is_judged():
    unknown = [("source", "x"), ("publisher", "x")]
    assert topics(*unknown, source_ids=(), publishers=()) == []
    assert len(topics(*unknown, publishers=())) == 1
    assert len(topics(*unknown, source_ids=())) == 1


def test_other_preferences_are_not_names_of_sources():
    assert topics(("section", "x"), ("language", "x"), ("country", "x")) == []


def test_two_files_with_one_id_are_told_of_each_other():
    files = [document("id: a\n", "one.yaml"), document("name: b\nid: a\n", "two.yaml")]
    found = list(check_topics([topic("a"), topic("a")], files, source_ids=(), publishers=()))
    assert [str(one) for one in found] == [
        'two.yaml:2:5: two topics have the id "a" — the first is in one.yaml; rename one'
    ]


def newsletters(text: str, *ids: str, topic_ids=("ports",), themes=("default",), theme="default"):
    weights = tuple(TopicWeight(topic_id=one) for one in ids)
    made = Newsletter(id="n", name="", tagline="", topics=weights, theme=theme)
    problems = check_newsletters(
        [made], [document(text)], topic_ids=topic_ids, themes=themes, segments={}
    )
    return said(problems)


def test_an_unknown_topic_stands_at_its_entry_or_at_its_key():
    assert newsletters("topics: [ports, prots]\n", "ports", "prots") == [
        '1:17 there is no topic "prots" — did you mean "ports"?'
    ]
    assert newsletters("topics: {ports: 1, prots: 2}\n", "ports", "prots") == [
        '1:20 there is no topic "prots" — did you mean "ports"?'
    ]
    assert newsletters("topics: [x]\n", "x", topic_ids=()) == [
        '1:10 there is no topic "x" — topics/ has none yet'
    ]


def test_an_unknown_theme_stands_at_its_key():
    assert newsletters("topics: []\ntheme: night\n", theme="night") == [
        '2:8 there is no theme "night" — use default'
    ]


@pytest.mark.parametrize(
    ("path", "text", "advice"),
    [
        ("topics/Red Sea.yaml", "name: x\n", "rename it to red-sea.yaml, or give it id: red-sea"),
        ("topics/ميناء.yaml", "name: x\n", "rename it to a-name.yaml, or give it id: a-name"),
        ("topics/red_sea.yaml", "name: x\n", "rename it to red-sea.yaml, or give it id: red-sea"),
        ("topics/red-sea.yaml", "name: x\n", ""),
        ("topics/Red Sea.yaml", "id: red-sea\n", ""),
    ],
)
def test_the_name_of_a_file_is_an_id_unless_the_file_has_one(path: str, text: str, advice: str):
    found = list(check_file_name(document(text, path)))
    assert [one.advice for one in found] == ([advice] if advice else [])
