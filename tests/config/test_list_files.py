"""sources.yaml, aliases.yaml and pins.yaml: the least and the most of every key, and defaults."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from one_value import problems_in, section_of

from digest.config.list_files import AliasesFile, AliasKeys, PinsFile, SourceKeys, SourcesFile
from digest.models import AliasKind, Source

HEAD = "id: a\nname: A\nurl: https://a.example/\n"


@pytest.mark.parametrize(
    ("key", "right", "wrong"),
    [("weight", ["0.1", "10"], ["0", "10.1"]), ("interval", ["1m", "7d"], ["59s", "8d"])],
)
def test_a_key_has_a_least_and_a_most(key: str, right: list[str], wrong: list[str]):
    for text in right:
        assert problems_in(SourceKeys, f"{HEAD}{key}: {text}\n") == []
    for text in wrong:
        (said,) = problems_in(SourceKeys, f"{HEAD}{key}: {text}\n")
        assert f"{key} must be " in said


@pytest.mark.parametrize(
    ("keys", "publisher", "family"),
    [
        ("", "A", "A"),
        ("publisher: P\n", "P", "P"),
        ("family: F\n", "A", "F"),
        ("publisher: P\nfamily: F\n", "P", "F"),
    ],
)
def test_publisher_and_family_are_filled_in_from_the_nearer_key(keys, publisher, family):
    entry = "".join(f"    {line}\n" for line in f"{HEAD}{keys}".splitlines())
    read = section_of(SourcesFile, f"sources:\n  -\n{entry}")
    assert [(one.publisher, one.family) for one in read.sources] == [(publisher, family)]


def test_an_entry_has_the_defaults_of_the_noun():
    entry = "sources: [{id: a, name: A, url: 'https://a.example/'}]\n"
    (read,) = section_of(SourcesFile, entry).sources
    assert read == Source(id="a", name="A", url="https://a.example/", publisher="A", family="A")


@pytest.mark.parametrize("key", ["id", "name", "kind"])
def test_an_alias_has_an_id_a_name_and_a_kind(key: str):
    whole = {"id": "a", "name": "A", "kind": "place"}
    text = "".join(f"{name}: {value}\n" for name, value in whole.items() if name != key)
    assert problems_in(AliasKeys, text) == [f'1:1: "{key}" is missing — add {key}: to this file']


@pytest.mark.parametrize("kind", list(AliasKind))
def test_every_kind_of_alias_may_be_written(kind: AliasKind):
    text = f"aliases: [{{id: a, name: A, kind: {kind}}}]\n"
    assert section_of(AliasesFile, text).aliases[0].kind is kind


@pytest.mark.parametrize("section", [SourcesFile, AliasesFile])
def test_a_list_may_be_empty_and_must_be_there(section):
    key = section.known_keys()[0]
    assert getattr(section_of(section, f"{key}: []\n"), key) == ()
    assert problems_in(section, "{}\n") == [f'1:1: "{key}" is missing — add {key}: to this file']


@pytest.mark.parametrize("key", ["together", "apart"])
def test_a_pin_of_groups_has_two_articles_or_more(key: str):
    assert problems_in(PinsFile, f"{key}: [[a, b]]\n") == []
    assert len(problems_in(PinsFile, f"{key}: [[a]]\n")) == 1
    assert len(problems_in(PinsFile, f"{key}: [[]]\n")) == 1
    assert len(problems_in(PinsFile, f"{key}: [a]\n")) == 1


@given(st.integers(2, 7))
def test_a_group_that_is_kept_apart_becomes_every_pair_once(count: int):
    group = [f"a{number}" for number in range(count)]
    pins = section_of(PinsFile, f"apart: [[{', '.join(group)}]]\n").pins
    assert len(pins.apart) == len(set(pins.apart)) == count * (count - 1) // 2
    assert {name for pair in pins.apart for name in pair} == set(group)
    assert pins.together == ()
