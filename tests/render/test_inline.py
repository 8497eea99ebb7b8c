"""Inlining: rules go into style attributes, and nothing that clients need is lost."""

from __future__ import annotations

import pytest

from digest.errors import RenderError
from digest.render.inline import MUST_SURVIVE, inline_css, minify

HEAD = (
    "<style>@media only screen { .a { color: red !important; } }\n"
    "[data-ogsc] .a { color: blue !important; }</style>"
)
OUTLOOK = "<!--[if mso]><v:rect></v:rect><o:p></o:p><style>td  {  color: x  }</style><![endif]-->"
PAGE = (
    "<!doctype html>\n<html><head>{head}</head><body>{outlook}"
    '<p class="a">One</p><a href="https://slot.invalid/view">view</a></body></html>'
)


def inlined(css: str = ".a { color: green; }", page: str = PAGE) -> str:
    return inline_css(page.format(head=HEAD, outlook=OUTLOOK), css)


def inlined_losing(lost: str, page: str = PAGE) -> str:
    """Inline with a tool that loses a text."""

    def lossy(html: str, css: str) -> str:
        assert lost in html
        return html.replace(lost, "")

    return inline_css(page.format(head=HEAD, outlook=OUTLOOK), "", inliner=lossy)


def test_a_rule_goes_into_the_style_attribute() -> None:
    assert '<p class="a" style="color:green">One</p>' in inlined()


@pytest.mark.parametrize("classes", ['"b a"', "'a'", "a", '"b\na"'])
def test_a_class_gets_its_rules_however_it_is_written(classes: str) -> None:
    page = PAGE.replace('class="a"', f"class={classes}")
    assert 'style="color:green">One</p>' in inlined(page=page)


def test_rules_of_classes_that_the_document_has_not_change_nothing() -> None:
    absent = ".c { color: red; } a.c { color: red; } .c p { color: red; }"
    html = inlined(f".a {{ color: green; }} {absent}")
    assert '<p class="a" style="color:green">One</p>' in html
    assert html.count("color:red") == 0


def test_each_sheet_gives_its_own_styles_to_one_document() -> None:
    colours = ["green", "red", "green", "blue"]
    for colour in colours:
        html = inlined(f".a {{ color: {colour}; }}")
        assert f'<p class="a" style="color:{colour}">One</p>' in html


@pytest.mark.parametrize("mark", MUST_SURVIVE)
def test_marks_that_clients_and_delivery_rely_on_are_still_there(mark: str) -> None:
    assert mark in inlined()


def test_media_queries_and_conditional_comments_are_untouched() -> None:
    html = inlined()
    assert HEAD in html
    assert OUTLOOK in html


def test_the_doctype_is_written_as_html5_writes_it() -> None:
    assert inlined().startswith("<!DOCTYPE html>")


def test_important_rules_of_the_sheet_stay_important() -> None:
    assert "color:green !important" in inlined(".a { color: green !important; }")


@pytest.mark.parametrize(
    ("lost", "message"),
    [
        ("<![endif]", "inlining lost what clients rely on: <!\\[endif\\]"),
        ("slot.invalid", "inlining lost what clients rely on: slot.invalid"),
        ("<v:", "inlining lost what clients rely on: <v:"),
        ("<!DOCTYPE html>", "the doctype was lost"),
        ('<meta name="kept" content="0">', "style sheets were lost on the way: 0 of 1"),
    ],
)
def test_a_loss_is_an_error(lost: str, message: str) -> None:
    with pytest.raises(RenderError, match=message):
        inlined_losing(lost)


def test_a_second_copy_of_a_placeholder_is_an_error() -> None:
    page = PAGE.replace("One", 'One<meta name="kept" content="0">')
    with pytest.raises(RenderError, match="style sheets were lost on the way: 2 of 1"):
        inlined(page=page)


def test_one_of_two_conditional_comments_is_missed() -> None:
    page = PAGE.replace("{outlook}", "{outlook}<!--[if !mso]>--><b>x</b><!--<![endif]-->")
    with pytest.raises(RenderError, match="inlining lost what clients rely on"):
        inlined_losing(OUTLOOK, page)


@pytest.mark.parametrize(
    ("html", "small"),
    [
        ("<p>a</p>\n\n   <p>b</p>", "<p>a</p>\n<p>b</p>"),
        ("<p>a   b</p>", "<p>a b</p>"),
        ('<p style=" color : red ; margin:0 , 1px ; ">', '<p style="color:red;margin:0,1px">'),
        ("<!--[if mso]>a   b\n\n <b><![endif]-->", "<!--[if mso]>a   b\n\n <b><![endif]-->"),
        ("<p>a  b</p><!-- c  d --><p>e  f</p>", "<p>a b</p><!-- c  d --><p>e f</p>"),
        ("", ""),
    ],
)
def test_white_space_goes_where_no_client_shows_it(html: str, small: str) -> None:
    assert minify(html) == small


def test_a_sheet_that_was_met_before_gives_the_same_mail() -> None:
    first = inlined(".a { color: green; } p { margin: 0 !important; }")
    assert inlined(".a { color: green; } p { margin: 0 !important; }") == first
    assert "color:red" in inlined(".a { color: red; }")


def test_a_length_of_zero_has_no_unit() -> None:
    assert minify('<p style="margin:0px 10px; top: 0px">a</p>') == (
        '<p style="margin:0 10px;top:0">a</p>'
    )
