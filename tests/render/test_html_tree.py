"""The tree of a mail: its shown text, its declarations, and the faults of its markup."""

from __future__ import annotations

import pytest

from digest.render.preflight.html_tree import (
    MAX_DEPTH,
    declarations,
    markup_faults,
    own_texts,
    parse_html,
    shown_text,
)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p><p>two</p>", "One two"),
        ("<p>One<br>two</p>", "One two"),
        ("<p>o<b>n</b>e</p>", "one"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a b"),
        ("<h1>a</h1><h2>b</h2><h3>c</h3>d", "a b c d"),
        ("<title>no</title><style>p{}</style><script>no</script><p>yes</p>", "yes"),
        ("<p>a<!-- no -->b</p>", "ab"),
        ("<p>a<style>x</style>b</p>", "ab"),
        ('<p><img alt="boat"></p>', "boat"),
        ("<p>a &amp; b&nbsp;c</p>", "a & b c"),
        ("", ""),
    ],
)
def test_shown_text_is_what_a_subscriber_sees_or_hears(html: str, text: str) -> None:
    assert shown_text(parse_html(html)) == text


def test_the_text_of_an_element_ends_where_the_element_ends() -> None:
    tree = parse_html("<p>one <b>two</b> three</p>")
    assert shown_text(next(tree.iter("b"))) == "two"


def test_own_texts_leave_out_what_stands_in_children() -> None:
    tree = parse_html("<p>a<b>b</b>c<i>d</i>e</p>")
    assert own_texts(next(tree.iter("p"))) == ["a", "c", "e"]


def test_a_mail_without_html_has_an_empty_tree() -> None:
    assert parse_html("").tag == "html"
    assert shown_text(parse_html("<!-- only -->")) == ""


@pytest.mark.parametrize(
    ("css", "found"),
    [
        ("color: red; color: blue", {"color": "blue"}),
        ("COLOR: Red", {"color": "Red"}),
        ("a:url(x;y) ; b : 1", {"a": "url(x;y)", "b": "1"}),
        ("color: red!important", {"color": "red !important"}),
        ("nonsense; margin: 0", {"margin": "0"}),
        ("/* c */ margin: 0", {"margin": "0"}),
        ("", {}),
    ],
)
def test_declarations_are_read_as_css_reads_them(css: str, found: dict[str, str]) -> None:
    assert declarations(css) == found


@pytest.mark.parametrize(
    ("html", "faults"),
    [
        ("<p>One</p>", []),
        ("<p>One<br>two<img src=x></p>", []),
        ("<p>One</section></p>", ["</section> closes what is not open; <p> is"]),
        ("</b>", ["</b> closes what is not open; the document is"]),
        ("<div><b>x</div>", ["</div> closes what is not open; <b> is"]),
        ("<div>", ["<div> is never closed"]),
        ("<p><b>", ["<b> is never closed", "<p> is never closed"]),
        ("<p><div></div></p>", ["<div> stands inside a paragraph or heading"]),
        ("<h2><p>x</p></h2>", ["<p> stands inside a paragraph or heading"]),
        ("<p class=a class=b>x</p>", ["class stands twice on <p>"]),
        ("<p id=a>x</p><p id=a>y</p>", ['id "a" stands twice']),
        ("<p id=a>x</p><p id=b>y</p>", []),
        ("<b/>", ["<b/> does not close itself in HTML", "<b> is never closed"]),
        ("<br/></br>", []),
    ],
)
def test_each_fault_of_the_markup_is_named(html: str, faults: list[str]) -> None:
    assert [mistake for _, mistake in markup_faults(html)] == faults


def test_a_fault_has_its_line() -> None:
    assert markup_faults("<p>\n\n</b></p>") == ((3, "</b> closes what is not open; <p> is"),)


def test_tags_may_nest_to_the_limit_and_far_beyond_it_nothing_breaks() -> None:
    def nested(depth: int) -> str:
        return "<b>" * depth + "x" + "</b>" * depth

    assert markup_faults(nested(MAX_DEPTH)) == ()
    (fault,) = markup_faults(nested(MAX_DEPTH + 1))
    assert fault[1] == f"tags nest more than {MAX_DEPTH} deep"
    assert len(markup_faults(nested(12_000))) == 1
    assert isinstance(shown_text(parse_html(nested(12_000))), str)
