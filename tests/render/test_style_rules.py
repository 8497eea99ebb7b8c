"""Rules written into style attributes: the result is the one that premailer gives."""

from __future__ import annotations

import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from premailer import Premailer

from digest.render import Theme
from digest.render.inline import write_rules
from digest.render.issue import html_values, view_of
from digest.render.specimen import PUBLICATION, specimen
from digest.render.style_rules import chooses_by_kind, write_styles
from digest.render.templates import fill


def by_premailer(html: str, css: str) -> str:
    """The document as premailer by itself inlines it, without the attributes that it would add."""
    premailer = Premailer(
        html,
        css_text=css,
        method="html",
        allow_network=False,
        strip_important=False,
        disable_leftover_css=True,
        disable_basic_attributes=["width", "height", "align", "bgcolor", "valign"],
        align_floating_images=False,
        remove_unset_properties=False,
        disable_link_rewrites=True,
        disable_validation=True,
        keep_style_tags=True,
        remove_classes=False,
        cssutils_logging_level=logging.CRITICAL,
    )
    return str(premailer.transform(pretty_print=False))


PAGE = (
    '<!DOCTYPE html><html lang="en"><head><title>a</title></head><body>'
    '<p class="a b" style="color: black; margin:0">One <b>bold &amp; ü</b></p>'
    '<div id="x" class=" c  a "><p>Two</p><p class="b">Three</p><br></div>'
    "<!--[if mso]><p class=\"a\">for Outlook</p><![endif]--><h1 class='b'>Four</h1></body></html>"
)


@pytest.mark.parametrize(
    "css",
    [
        "",
        "p { color: red; }",
        ".a { color: red; }",
        "p.a { color: red; } .a { color: green; }",
        ".b { color: red; } p { color: green; margin: 4px; }",
        ".a { color: red !important; } .b { color: green; }",
        ".a { margin: 0; color: red !important; }",
        "div p { color: red; } p { color: green; }",
        "div > .b, h1 { color: red; }",
        "#x { color: red; } .a { color: green; }",
        ".a.b { color: red; } .b { color: green; }",
        "[class] { color: red; }",
        "p:first-child { color: red; }",
        "p:hover { color: red; } p { color: green; }",
        "* { color: red; }",
        "@media print { .a { color: red; } } .a { color: green; }",
        ".c { font-family: 'Georgia', serif; }",
        ".a-b, .a_b, P { color: red; }",
        ".a { color: red; } .a { color: green; background: none; }",
    ],
)
def test_a_sheet_gives_the_document_that_premailer_gives(css: str) -> None:
    assert write_rules(PAGE, css) == by_premailer(PAGE, css)


tags = st.sampled_from(["p", "td", "h1", "span"])
names = st.sampled_from(["a", "b", "c"])
selectors = st.one_of(
    tags,
    names.map(".{}".format),
    st.tuples(tags, names).map(".".join),
    st.tuples(names, tags).map(lambda pair: f".{pair[0]} {pair[1]}"),
)
declarations = st.sampled_from(
    ["color:red", "color:green !important", "margin:0", "padding:1px", "color:blue"]
)
sheets = st.lists(
    st.tuples(selectors, st.lists(declarations, min_size=1, max_size=3)), max_size=6
).map(lambda rules: " ".join(f"{one} {{ {'; '.join(said)} }}" for one, said in rules))
elements = st.builds(
    "<{0} class='{1}'{2}>x<span>y</span></{0}>".format,
    tags.filter(lambda tag: tag != "td"),
    st.lists(names, max_size=3).map(" ".join),
    st.sampled_from(["", ' style="color: black"', ' style="margin:2px"']),
)
pages = st.lists(elements, max_size=5).map(
    lambda body: f"<!DOCTYPE html><html><body>{''.join(body)}</body></html>"
)


@given(pages, sheets)
def test_any_sheet_gives_any_document_as_premailer_gives_it(html: str, css: str) -> None:
    assert write_rules(html, css) == by_premailer(html, css)


@pytest.mark.parametrize(
    "selector", ["td p", "td>p", "p + p", "#x", "*", "[class]", ".a.b", "p:hover", "p:first-child"]
)
def test_a_selector_that_looks_at_more_than_tag_and_class_asks_for_the_document(
    selector: str,
) -> None:
    assert not chooses_by_kind(f".a {{ margin: 0 }} h1, {selector} {{ margin: 0 }}")


def test_the_shipped_look_is_inlined_by_kind() -> None:
    view = view_of(specimen(), publication=PUBLICATION, theme=Theme(), pictures={})
    css = fill("inline.css.j2", html_values(view), view.sources)
    assert chooses_by_kind(css)


def test_an_element_that_no_rule_chooses_keeps_its_style_as_it_is_written() -> None:
    html = '<!DOCTYPE html><html><body><p style=" color : red ">a</p></body></html>'
    assert '<p style=" color : red ">' in write_rules(html, ".b { margin: 0; }")


@pytest.mark.parametrize(
    ("css", "by_kind"),
    [
        ("@media (hover) { td p { margin: 0 } } p { color: red }", True),
        ("@media (hover) { p { margin: 0 } } td p { color: red }", False),
        ("@import 'x.css'; td > p { color: red }", False),
        ("/* td p */ p { color: red }", True),
        ("p, td p { color: red }", False),
        ("p:hover { color: red }", False),
        ("p[lang] { color: red }", False),
        ("#lead { color: red }", False),
        ("* { color: red }", False),
        ("p.a.b { color: red }", False),
        ("", True),
    ],
)
def test_the_selectors_of_every_rule_are_looked_at_and_those_of_conditions_are_not(
    css: str, by_kind: bool
) -> None:
    assert chooses_by_kind(css) is by_kind


@pytest.mark.parametrize("css", ["p { color: red }", "td p { color: red }"])
def test_links_and_style_sheets_of_the_document_stay_as_they_are(css: str) -> None:
    page = (
        "<!DOCTYPE html>\n"
        "<html><head><style>@media (hover) { a { color: blue } }</style></head>"
        '<body><table><tr><td><p><a href="/join?a=1&amp;b">x</a> <a href="mailto:a@b.example">y</a>'
        '</p></td></tr></table><img src="a.png" width="5"></body></html>'
    )
    document = html.document_fromstring(page).getroottree()
    write_styles(document, css)
    written = html.tostring(document, encoding="unicode")
    assert '<p style="color:red">' in written
    assert written.replace(' style="color:red"', "") == page
