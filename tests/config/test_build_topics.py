"""Topic files: contradictions inside one file, and values that are inherited."""

from __future__ import annotations

from digest.config.build_topics import build_topic
from digest.config.file_context import FileContext
from digest.config.read_yaml import read_document
from digest.config.topic_file import TopicFile
from digest.config.validate import validate
from digest.models import Prefer, Rule, Topic


def topic(text: str) -> tuple[Topic, list[str]]:
    content = f"name: T\nany: [port]\n{text}".encode()
    read = validate(FileContext(document=read_document("n.yaml", content)), TopicFile)
    assert read.section is not None
    context = FileContext(document=read.document)
    made = build_topic(read.section, Rule(), context, default_id="t")
    return made, [str(one).removeprefix("n.yaml:") for one in context.problems]


def test_a_preference_names_one_thing():
    made, said = topic("prefer: [{source: a, bonus: -2}, {country: LB}]\n")
    assert made.prefer == (
        Prefer(field="source", value="a", bonus=-2.0),
        Prefer(field="country", value="LB"),
    )
    assert said == []
    made, said = topic("prefer: [{country: LB, source: a}]\n")
    assert said[0].startswith("3:10: this entry names more than one thing to prefer — give it one")
    # the first in the order of the keys counts until the entry is mended
    assert made.prefer == (Prefer(field="source", value="a"),)


def test_a_preference_whose_thing_was_wrong_is_not_called_empty():
    _, said = topic("prefer: [{country: Lebanon, bonus: 1}]\n")
    assert said == []


def test_tests_keep_their_order_and_their_places():
    made, said = topic("tests: {should_match: [a, b], should_not_match: [c, b]}\n")
    assert [(one.text, one.should_match, one.mark) for one in made.tests] == [
        ("a", True, "n.yaml:3:24"),
        ("b", True, "n.yaml:3:27"),
        ("c", False, "n.yaml:3:50"),
        ("b", False, "n.yaml:3:53"),
    ]
    assert said == ['3:53: "b" also stands under should_match — keep one']


def test_the_id_of_a_topic_is_its_own_or_that_of_its_file():
    assert topic("")[0].id == "t"
    assert topic("id: own\n")[0].id == "own"
