"""Rules of topic files become trees: leaves with weights and parts, and names of aliases."""

from __future__ import annotations

from collections.abc import Collection

import pytest

from digest.config.documents import Document
from digest.config.file_context import FileContext
from digest.config.read_yaml import read_document
from digest.config.rules import alias_names, rule_of
from digest.config.topic_file import TopicFile
from digest.config.validate import validate
from digest.models import TEXT_FIELDS, Field, Near, Phrase, Rule


def read(text: str, alias_ids: Collection[str] | None = ()) -> tuple[Rule, list[str]]:
    document = read_document("t.yaml", f"name: T\n{text}".encode())
    checked = validate(FileContext(document=document), TopicFile)
    assert checked.section is not None
    rule, problems = rule_of(checked.section, checked.document, alias_ids=alias_ids)
    return rule, [str(one).removeprefix("t.yaml:") for one in problems]


def test_a_plain_text_looks_at_every_part_of_the_text_and_counts_once():
    rule, said = read("any: [port]\n")
    assert rule.any == (Phrase(text="port", fields=TEXT_FIELDS, weight=1.0, mark="t.yaml:2:7"),)
    assert (rule.all, rule.none, rule.mark) == ((), (), "t.yaml:1:1")
    assert said == []


def test_parts_and_weights_of_leaves_are_kept():
    rule, _ = read("any: [{near: [a, b], words: 9, in: [body, title], weight: 3}]\n")
    leaf = Near(
        terms=("a", "b"), words=9, fields=(Field.BODY, Field.TITLE), weight=3.0, mark="t.yaml:2:7"
    )
    assert rule.any == (leaf,)


@pytest.mark.parametrize(
    ("term", "said"),
    [
        ("oil*", ""),
        ("oi*", "too short"),
        ("ii*", "too short"),
        ("نفط*", ""),
        ("نف*", "too short"),
        # vowel marks are no letters of the prefix
        ("نَفَ*", "too short"),
        ("missile* strike*", ""),
        ("missile** strike", "inside a word"),
        ("*port", "inside a word"),
        ("po*rt*", "inside a word"),
        ("*", "has no word in it"),
        ("— …", "has no word in it"),
        ("C-130", ""),
    ],
)
def test_a_prefix_has_three_letters_and_one_star_at_its_end(term: str, said: str):
    _, lines = read(f'any: ["{term}", tanker]\n')
    assert bool(lines) is bool(said)
    assert all(line.startswith("2:7: ") for line in lines)
    if said:
        assert said in lines[0]


@pytest.mark.parametrize(
    ("name", "ids", "advice"),
    [
        ("@beirut", ["beirut"], None),
        ("@beirut", None, None),
        ("@bierut", ["beirut"], 'did you mean "@beirut"?'),
        ("@zzz", ["beirut"], "use beirut"),
        ("@beirut", [], "aliases.yaml has none yet"),
        ("@beirut old port", ["beirut"], 'write {near: ["@beirut", old port]}'),
        ("@", ["beirut"], "use beirut"),
    ],
)
def test_a_name_of_an_alias_stands_alone_and_is_known(name, ids, advice: str | None):
    _, lines = read(f'any: ["{name}", tanker]\n', ids)
    if advice is None:
        assert lines == []
    else:
        assert lines[0].startswith(f'2:7: there is no alias "{name}" — ')
        assert lines[0].endswith(advice)


def test_terms_of_near_stand_at_their_own_places():
    _, lines = read('any: [{near: [port, oi*, "@x"]}]\n', ["beirut"])
    assert [line.split(": ")[0] for line in lines] == ["2:21", "2:26"]


def test_two_spellings_of_one_term_are_not_near_each_other():
    assert read("any: [{near: [port, Port]}]\n")[1] == [
        "2:14: near names the same words twice — name different words"
    ]
    # in capitals it is another word
    assert read("any: [{near: [US, us]}]\n")[1] == []


def test_a_leaf_below_none_has_no_weight_at_any_depth():
    weighted = "{phrase: port, weight: 2}"
    what = "a leaf under none has no weight"
    assert what in read(f"any: [a]\nnone: [{weighted}]\n")[1][0]
    assert what in read(f"any: [a, {{none: [{weighted}]}}]\n")[1][0]
    assert what in read(f"any: [a]\nnone: [{{any: [{weighted}]}}]\n")[1][0]
    assert read(f"any: [a, {{any: [{weighted}]}}]\n")[1] == []


@pytest.mark.parametrize(
    "text",
    [
        "any: [port, {any: []}]\n",
        "any: [port, {all: [], any: [quay]}]\n",
        "any: [port, {}]\n",
        "any: [port]\nnone: []\n",
    ],
)
def test_an_empty_part_of_a_rule_is_a_mistake(text: str):
    _, lines = read(text)
    assert len(lines) == 1
    assert " is empty — give it " in lines[0]


def test_all_alone_makes_a_topic_and_none_alone_does_not():
    assert read("all: [port]\n")[1] == []
    assert "would match everything" in read("none: [port]\n")[1][0]


def test_a_rule_whose_only_part_has_a_mistake_is_not_called_empty():
    document = read_document("t.yaml", b"name: T\nany: 5\n")
    checked = validate(FileContext(document=document), TopicFile)
    assert checked.section is not None
    assert rule_of(checked.section, checked.document, alias_ids=())[1] == ()


def test_the_names_of_aliases_are_found_in_every_kind_of_node():
    rule = Rule(
        any=(Phrase(text="@a"), Phrase(text="port"), Near(terms=("@b", "quay"))),
        all=(Rule(none=(Phrase(text="@c"),)),),
        none=(Phrase(text="@d"),),
    )
    assert list(alias_names(rule)) == ["a", "b", "c", "d"]


def test_a_document_is_not_changed_by_reading_its_rule():
    document = read_document("t.yaml", b"name: T\nany: [port]\n")
    before = Document(name=document.name, root=dict(document.root))
    checked = validate(FileContext(document=document), TopicFile)
    assert checked.section is not None
    rule_of(checked.section, checked.document, alias_ids=())
    assert dict(document.root) == before.root
