"""A sentence that a box parts is one sentence again, and boxes between paragraphs stay there."""

from __future__ import annotations

import pytest
from lxml import html

from digest.collect.parted_sentences import join_parted_sentence

REST = "until Friday, the ministry said."


def joined(markup: str) -> list[str]:
    """Return the texts of a box's children, each with the words behind it."""
    box = html.document_fromstring(f"<div id='box'>{markup}</div>").get_element_by_id("box")
    for element in list(box.iter()):
        join_parted_sentence(element)
    texts = []
    for child in box:
        text = " ".join("".join(child.itertext()).split())
        texts.append((child.tag, text, (child.tail or "").strip()))
    return [f"{tag}: {text}{'|' + tail if tail else ''}" for tag, text, tail in texts if text]


@pytest.mark.parametrize(
    ("markup", "sentence"),
    [
        ("<address>12 Harbour Road</address>", "Letters go to 12 Harbour Road until Friday"),
        ("<center>12 Harbour Road</center>", "Letters go to 12 Harbour Road until Friday"),
        (
            "<address>12 Harbour Road<br>Tripoli</address>",
            "Letters go to 12 Harbour Road, Tripoli until Friday",
        ),
        (
            "<address>12 Harbour Road,<br/>Tripoli</address>",
            "Letters go to 12 Harbour Road, Tripoli until Friday",
        ),
    ],
)
def test_an_address_is_a_part_of_its_sentence(markup: str, sentence: str) -> None:
    assert joined(f"<p>Letters go to {markup} {REST}</p><p>More.</p>") == [
        f"p: {sentence}, the ministry said.",
        "p: More.",
    ]


@pytest.mark.parametrize("tag", ["div", "form", "fieldset", "menu", "table", "ul"])
def test_another_box_stands_behind_the_sentence_that_it_parted(tag: str) -> None:
    assert joined(f"<p>Letters go to the port <{tag}>Share</{tag}> {REST}</p><p>More.</p>")[:2] == [
        f"p: Letters go to the port {REST}",
        f"{tag}: Share",
    ]


def test_the_rest_may_go_on_in_a_link_and_in_bold() -> None:
    rest = "until <a href='/x'>Friday</a>, <b>the ministry</b> said.<p>More.</p>"
    assert joined(f"<p>Letters go to <address>the port</address> {rest}") == [
        "p: Letters go to the port until Friday, the ministry said.",
        "p: More.",
    ]


def test_an_address_in_arabic_is_a_part_of_its_sentence() -> None:
    assert joined("<p>ترسل الرسائل إلى <address>شارع الميناء</address> حتى يوم الجمعة.</p>") == [
        "p: ترسل الرسائل إلى شارع الميناء حتى يوم الجمعة."
    ]


@pytest.mark.parametrize(
    "markup",
    [
        # a sentence that ended
        "<p>Letters are welcome.</p><address>12 Harbour Road</address> until Friday",
        # words that begin anew
        "<p>Letters go to the port</p><div>Share</div> The ministry said so.",
        # no words behind the box
        "<p>Letters go to</p><address>12 Harbour Road</address><p>More.</p>",
        # a script without capitals tells no beginning
        "<p>ترسل الرسائل</p><div>شارك</div> قالت الوزارة.",
    ],
)
def test_a_box_between_paragraphs_is_left_as_it_is(markup: str) -> None:
    before = html.document_fromstring(f"<div id='box'>{markup}</div>")
    as_it_was = html.tostring(before, encoding="unicode")
    for element in list(before.iter()):
        join_parted_sentence(element)
    assert html.tostring(before, encoding="unicode") == as_it_was
