"""Pins: no article stands twice, and no pin contradicts another."""

from __future__ import annotations

from digest.config.check_pins import check_pins
from digest.config.file_context import FileContext
from digest.config.list_files import PinsFile
from digest.config.read_yaml import read_document
from digest.config.validate import validate


def pins(text: str) -> list[str]:
    read = validate(FileContext(document=read_document("n.yaml", text.encode())), PinsFile)
    assert read.section is not None
    context = FileContext(document=read.document)
    check_pins(read.section, context)
    return [f"{one.line}:{one.column} {one.what}" for one in context.problems]


def test_two_articles_are_not_pinned_together_and_apart():
    what = "these articles are pinned together as well"
    assert pins("together: [[a, b, c]]\napart: [[c, d], [d, c, a]]\n") == [f"2:17 {what}"]
    # one message for a line, however many of its pairs contradict
    assert pins("together: [[a, b, c]]\napart: [[a, b, c]]\n") == [f"2:9 {what}"]
    assert pins("together: [[a, b]]\napart: [[a, c]]\n") == []


def test_an_article_stands_once_in_a_pin():
    what = "one article stands here twice"
    assert pins("together: [[a, b, a]]\n") == [f"1:12 {what}"]
    assert pins("apart: [[b, b]]\n") == [f"1:9 {what}"]
    assert pins("together: [[a, b], [a, c]]\n") == []
