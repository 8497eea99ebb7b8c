"""YAML merge keys: an entry may take the keys of another, and its own keys win."""

from __future__ import annotations

import pytest

from digest.config.read_yaml import read_document

MERGED = """\
sources:
  - &base {id: a, name: A, url: 'https://a.example/feed.xml', country: LB, language: ar}
  - <<: *base
    id: b
    name: B
    url: https://b.example/feed.xml
"""


def root(text: str) -> object:
    document = read_document("x.yaml", text.encode())
    assert document.problems == ()
    return document.root


def test_an_entry_takes_the_keys_that_it_lacks(load):
    first, second = load({"sources.yaml": MERGED}).sources
    assert (first.country, first.language) == ("LB", "ar")
    assert (second.id, second.name, second.country, second.language) == ("b", "B", "LB", "ar")


def test_own_keys_win_wherever_the_merge_key_stands():
    text = "a: &a {x: 1, y: 2}\nb: {x: 9, <<: *a}\nc: {<<: *a, y: 8}\n"
    assert root(text) == {"a": {"x": 1, "y": 2}, "b": {"x": 9, "y": 2}, "c": {"x": 1, "y": 8}}


def test_of_several_merged_mappings_the_first_wins():
    text = "a: &a {x: 1}\nb: &b {x: 2, y: 2}\nc: {<<: [*a, *b]}\n"
    assert root(text)["c"] == {"x": 1, "y": 2}


def test_a_mistake_in_a_merged_key_is_at_the_place_where_it_stands(problems):
    found = problems({"sources.yaml": MERGED.replace("country: LB", "country: Lebanon")})
    assert len(found) == 1
    assert found[0].startswith('sources.yaml:2:72: "Lebanon" is not a country')


def test_a_merge_of_something_else_is_refused():
    (problem,) = read_document("x.yaml", b"a: {<<: 5, b: 1}\n").problems
    assert (problem.what, problem.column) == ("<< merges a mapping", 9)


def test_a_quoted_merge_sign_is_a_key():
    assert root('a: {"<<": 1}\n') == {"a": {"<<": 1}}


def test_a_merge_of_a_name_that_no_mapping_has_is_named_as_one():
    (problem,) = read_document("x.yaml", b"a:\n  <<: *nope\n  k: 1\n").problems
    assert problem.what == "no mapping above is marked with the name that << merges"
    assert problem.line == 2


@pytest.mark.filterwarnings("error")
def test_a_name_that_is_marked_twice_warns_no_operator():
    assert not read_document("x.yaml", b"a: &x 1\nb: &x 2\nc: *x\n").problems
