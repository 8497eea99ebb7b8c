"""The public copy of an issue: a stranger is told of no subscription, and how to get one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_issue import NOW

from digest.models import Slot
from digest.render import render_issue, wording
from digest.render.specimen import PUBLICATION, specimen
from digest.web.public_copy import with_ways_on, without_opinions, without_reader


@pytest.mark.parametrize("language", ["en", "de", "fr", "tr", "ar", "he", "fa"])
def test_the_line_that_names_the_reader_is_one_on_the_public_copy(language: str) -> None:
    issue = render_issue(specimen(language), publication=PUBLICATION, created=NOW)
    words = wording(language, "UTC")
    page = without_reader(issue.html, "The Daily", words)
    assert Slot.ADDRESS not in page
    said = words.say("public_copy", newsletter="The Daily")
    assert f">{said} <a " in page
    # nothing but that sentence changed
    at = page.index(said)
    assert issue.html.startswith(page[:at])
    assert issue.html.endswith(page[at + len(said) + 1 :])


@pytest.mark.parametrize(
    "page",
    [
        f"<p>{Slot.ADDRESS}",
        f"{Slot.ADDRESS}</p>",
        f"<p>News</p><div>{Slot.ADDRESS}</div><p>More</p>",
        f"<p{Slot.ADDRESS}",
    ],
)
def test_a_template_of_another_shape_names_no_person(page: str) -> None:
    shown = without_reader(page, "The Daily", wording("en", "UTC"))
    assert Slot.ADDRESS not in shown
    assert "News" in shown or "News" not in page


PIECES = ["<p", ">", "</p>", Slot.ADDRESS.value, "<a ", "</a>", "News", "</body>"]


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_no_page_of_any_shape_names_the_reader_however_often_it_did(pieces: list[str]) -> None:
    page = "".join(pieces)
    shown = without_reader(page, "The Daily", wording("en", "UTC"))
    assert Slot.ADDRESS not in shown


def test_a_template_that_names_the_reader_twice_names_no_person() -> None:
    page = f'<p>Sent to {Slot.ADDRESS}. <a href="/u">Leave</a></p><div>{Slot.ADDRESS}</div>'
    words = wording("en", "UTC")
    shown = without_reader(page, "The Daily", words)
    assert shown == (
        f'<p>{words.say("public_copy", newsletter="The Daily")} <a href="/u">Leave</a></p>'
        f"<div>{words.say('neutral_reader')}</div>"
    )


def test_a_page_without_a_line_for_the_reader_stays() -> None:
    assert without_reader("<p>News</p>", "The Daily", wording("en", "UTC")) == "<p>News</p>"


def test_the_ways_on_lead_to_joining_archive_and_search() -> None:
    page = with_ways_on("<body>News</body>", "a b", "Oil <& Gas>", wording("en", "UTC"))
    assert page.startswith("<body>News<style>")
    assert 'href="/join?newsletter=a%20b">Subscribe to Oil &lt;&amp; Gas&gt;</a>' in page
    assert 'href="/archive/a%20b"' in page
    assert 'href="/search"' in page
    assert with_ways_on("News", "daily", "Daily", wording("en", "UTC")) == "News"


ASK = f'<a class="x" href="{Slot.OPINION}/s1">Story 1</a>'


@pytest.mark.parametrize(
    ("own_template", "left"),
    [
        (f"<p>Like it? {ASK} · {ASK}</p>", ""),
        (f"<div><p>Like it? {ASK}</p><p>Poll: <b>Open the port?</b> {ASK}</p></div>", ""),
        (f"<ul><li>{ASK}</li><li>{ASK}</li></ul>", ""),
        (f"<h3>Like it? {ASK}</h3>", ""),
        (f"<table><tr><td>Like it? {ASK}</td></tr></table>", "<table><tr><td></td></tr></table>"),
        (f"Like it? {ASK}<br>", "Like it? <br>"),
        # a paragraph that tells the story, too, loses the link alone
        (f'<p>Ships <a href="https://a.example">sail</a>. {ASK}</p>', None),
        (f"<p>{'Ships sail again. ' * 40}{ASK}</p>", f"<p>{'Ships sail again. ' * 40}</p>"),
        (f"<div><p>Ships sail.</p>{ASK}</div>", "<div><p>Ships sail.</p></div>"),
        # conditional comments hold tables of one mail program
        (f"<!--[if mso]><td><![endif]--><p>{ASK}</p>", "<!--[if mso]><td><![endif]-->"),
        (f"<!--[if !mso]><!--><p>{ASK}</p><!--<![endif]-->", "<!--[if !mso]><!--><!--<![endif]-->"),
        (f"<!-- never closed <p>{ASK}</p>", f"<!-- never closed <p>{ASK}</p>"),
        (f"<p>Like it? {ASK}", ""),
        (f"</p><p>Like it? {ASK}</p></div>", "</p></div>"),
    ],
)
def test_a_public_copy_has_no_link_for_opinions_whatever_the_template(
    own_template: str, left: str | None
) -> None:
    page = without_opinions(f"<body><p>News</p>{own_template}</body>")
    if left is None:
        left = '<p>Ships <a href="https://a.example">sail</a>. </p>'
    assert page == f"<body><p>News</p>{left}</body>"


def test_the_shipped_lines_for_opinions_are_left_out_and_nothing_else() -> None:
    issue = render_issue(specimen("en"), publication=PUBLICATION, created=NOW)
    assert Slot.OPINION in issue.html
    page = without_opinions(issue.html)
    assert Slot.OPINION not in page
    assert page.count("<p") == issue.html.count("<p") - 2
    assert page.count("<table") == issue.html.count("<table")


def test_a_page_without_such_links_stays_as_it_is() -> None:
    page = "<div></div><p>News</p>"
    assert without_opinions(page) == page
