"""Links to one address leave a page with their short paragraphs; all else stays byte for byte."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.web.open_elements import without_links_to

OURS = "https://news.example/o/"
LINK = f'<a href="{OURS}1">Yes</a>'
OTHER = '<a href="https://outlet.example/1">Read on</a>'


@pytest.mark.parametrize(
    ("page", "left"),
    [
        # a paragraph that asks alone goes, whatever block it is
        (f"<p>News</p><p>Like it? {LINK}</p>", "<p>News</p>"),
        (f"<h2>News</h2><h6>Like it? {LINK}</h6>", "<h2>News</h2>"),
        (f"<p>News</p><div>Like it? {LINK} or {LINK}</div>!", "<p>News</p>!"),
        (f"<ul><li>News</li><li>{LINK}</li></ul>", "<ul><li>News</li></ul>"),
        # a cell keeps its place in the table
        (f"<tr><td>News</td><td>{LINK}</td></tr>", "<tr><td>News</td><td></td></tr>"),
        (f"<tr><th>Like? {LINK}</th></tr>", "<tr><th></th></tr>"),
        # a paragraph with another link, or with a story, loses the link alone
        (f"<p>{OTHER} {LINK}</p>", f"<p>{OTHER} </p>"),
        (f"<p>{'x' * 401} {LINK}</p>", f"<p>{'x' * 401} </p>"),
        # a link outside of any block goes alone
        (f"News {LINK} today", "News  today"),
        (f"<span>News {LINK}</span>", "<span>News </span>"),
        # a block inside of a block: the inner one goes
        (f"<div><p>News</p><p>{LINK}</p></div>", "<div><p>News</p></div>"),
        # words of our own beside a block of news: the link goes alone
        (f"<div>Like it? {LINK}<p>News</p></div>", "<div>Like it? <p>News</p></div>"),
        (f"<div><p>News</p>Like it? {LINK}</div>", "<div><p>News</p>Like it? </div>"),
        # the box that held questions alone is no empty box
        (f"<div><p>{LINK}</p></div>after", "after"),
    ],
)
def test_a_question_goes_and_the_news_stay(page: str, left: str) -> None:
    assert without_links_to(page, OURS) == left


@pytest.mark.parametrize(("characters", "goes"), [(400, True), (401, False)])
def test_a_question_has_four_hundred_characters(characters: int, goes: bool) -> None:
    question = "x" * (characters - len(" Yes"))
    left = without_links_to(f"<p>{question} {LINK}</p>", OURS)
    assert left == ("" if goes else f"<p>{question} </p>")


@pytest.mark.parametrize(
    "link",
    [
        f"<A HREF='{OURS}1'>Yes</A>",
        f"<a class=x href={OURS}1>Yes</a>",
        f'<a\nhref = "{OURS}1"\nrel="nofollow">Yes</a>',
        f'<a href="{OURS}1"><img src="y.png"><br>Yes</a>',
        f'<a href="{OURS}1"><b>Yes</a>',
    ],
)
def test_a_link_is_known_in_each_spelling(link: str) -> None:
    assert without_links_to(f"<p>News</p><p>{link}</p>", OURS) == "<p>News</p>"


@pytest.mark.parametrize(
    "page",
    [
        "",
        "<p>News</p>",
        f"<p>{OTHER}</p>",
        f"<p>write to {OURS} by hand</p>",
        f'<p><a name="{OURS}">here</a></p>',
        f"<!-- <p>{LINK}</p> --><p>News</p>",
        f"<p>News</p><!-- {LINK}",
        f'<p><a href="https://evil.example/?{OURS}">x</a></p>',
    ],
)
def test_a_page_without_such_a_link_stays_as_it_is(page: str) -> None:
    assert without_links_to(page, OURS) == page


def test_an_end_without_a_beginning_changes_nothing() -> None:
    assert without_links_to(f"</p></div>News<p>{LINK}</p></div>", OURS) == "</p></div>News</div>"


def test_a_paragraph_that_is_never_closed_ends_with_its_page() -> None:
    assert without_links_to(f"<div>News<p>Like it? {LINK}", OURS) == "<div>News"


PIECES = st.sampled_from(
    ["<p>", "</p>", "<td>", "</td>", "<div>", "</div>", "<!--", "-->", "<br>", "News ", LINK, OTHER]
)


@settings(max_examples=60)
@given(st.lists(PIECES, max_size=14))
def test_any_page_keeps_its_other_links_and_its_order(pieces: list[str]) -> None:
    page = "".join(pieces)
    left = without_links_to(page, OURS)
    assert left.count("Read on") == page.count("Read on")
    # the rest is the page with parts left out
    rest = iter(page)
    assert all(letter in rest for letter in left)
    if "<!--" not in pieces:
        assert OURS not in left
