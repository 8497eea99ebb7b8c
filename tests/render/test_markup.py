"""MJML: each mistake that the compiler would pass in silence is named, and values come out
whole."""

from __future__ import annotations

import html
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import rendered

from digest.errors import RenderError
from digest.render.markup import KNOWN_TAGS, MAX_DEPTH, as_web_page, check_markup, to_html
from digest.render.preflight.html_tree import parse_html
from digest.render.specimen import specimen

FRAME = '<mjml lang="en" dir="ltr"><mj-head>{head}</mj-head><mj-body>{body}</mj-body></mjml>'
COLUMN = "<mj-section><mj-column>{}</mj-column></mj-section>"


def document(body: str = "", head: str = "") -> str:
    return FRAME.format(head=head, body=COLUMN.format(body))


def mistakes(source: str) -> list[str]:
    return [problem.what for problem in check_markup(source)]


def test_a_right_document_has_no_mistake() -> None:
    text = '<mj-text color="#1d1c1a"><p>Hello <img src="x" alt="" /></p></mj-text>'
    head = '<mj-title>News</mj-title><mj-attributes><mj-image padding="0" /></mj-attributes>'
    assert mistakes(document(text, head)) == []


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ("<mj-txt>x</mj-txt>", "unknown tag <mj-txt>"),
        ("<p>outside</p>", "unknown tag <p>"),
        ('<mj-text colour="#000000">x</mj-text>', 'unknown attribute colour="#000000" on'),
        ('<mj-text color="red">x</mj-text>', 'color="red" on <mj-text> is not a colour'),
        ('<mj-text color="#12345">x</mj-text>', "is not a colour"),
        ('<mj-image src="x" />', "<mj-image> has no alt"),
        ('<mj-text><img src="x" /></mj-text>', "<img> has no alt"),
        ("<mj-text><mj-button>x</mj-button></mj-text>", "<mj-button> stands inside text"),
        ("<mj-text><script>x</script></mj-text>", "<script> has no place in a mail"),
        ("<mj-text><form></form></mj-text>", "<form> has no place in a mail"),
        ('<mj-text><p onclick="x">x</p></mj-text>', "onclick on <p> is a script"),
    ],
)
def test_a_mistake_is_named(body: str, what: str) -> None:
    (found,) = mistakes(document(body))
    assert what in found


@pytest.mark.parametrize("colour", ["#fff", "#FFFFFF", "transparent"])
def test_every_form_of_a_colour_is_taken(colour: str) -> None:
    assert mistakes(document(f'<mj-text color="{colour}">x</mj-text>')) == []


def test_a_rule_that_goes_inline_is_sent_to_its_file() -> None:
    (problem,) = check_markup(document("", '<mj-style inline="inline">p {}</mj-style>'))
    assert problem.advice == "rules that go inline belong in inline.css.j2"


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ("<html></html>", "the document is <html>"),
        ("<mjml></mjml>", "<mjml> has no lang and dir"),
        ('<mjml lang="en"></mjml>', "<mjml> has no lang and dir"),
        ('<mjml lang="en" dir="ltr"><mj-body></mjml>', "not well-formed: mismatched tag"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><mjml lang="en" dir="ltr"/>', "a doctype has no place"),
    ],
)
def test_a_document_that_is_none_is_refused(source: str, what: str) -> None:
    assert what in mistakes(source)[0]


def nested(depth: int) -> str:
    """A document whose deepest tag has `depth - 1` others around it; the frame takes five."""
    inner = depth - 5
    return document("<mj-text>" + "<b>" * inner + "</b>" * inner + "</mj-text>")


def test_tags_may_nest_to_just_below_the_limit() -> None:
    assert mistakes(nested(MAX_DEPTH - 1)) == []
    assert mistakes(nested(MAX_DEPTH)) == [f"tags nest {MAX_DEPTH} deep"]


def test_a_mark_names_the_template_and_line_of_a_mistake() -> None:
    (problem,) = check_markup(document("<!--@lead.mjml.j2:7--><mj-txt>x</mj-txt>"))
    assert (problem.template, problem.line) == ("lead.mjml.j2", 7)
    assert str(problem).startswith("unknown tag <mj-txt> — parts may use: ")


@pytest.mark.parametrize("comment", ["lead.mjml.j2:7", "@lead.mjml.j2:x", "@lead.mjml.j2"])
def test_another_comment_is_no_mark(comment: str) -> None:
    (problem,) = check_markup(document(f"\n\n<!--{comment}--><mj-txt>x</mj-txt>"))
    assert (problem.template, problem.line) == ("", 3)


def test_markup_that_does_not_compile_is_an_error_of_rendering() -> None:
    with pytest.raises(RenderError, match="the MJML does not compile"):
        to_html("<mjml><mj-body>")


AWKWARD = (
    "می\u200cخواهد",
    "خَبَر",
    "שָׁלוֹם",
    "e\u0301te\u0301",
    "👩\u200d👩\u200d👧",
    "C:\\new\\table",
    "“quoted” and 'single'",
    "a & b < c",
)


@pytest.mark.parametrize("text", AWKWARD)
def test_an_attribute_comes_out_of_the_compiler_as_it_was(text: str) -> None:
    value = html.escape(text)
    source = document(f'<mj-text><img src="x" alt="{value}" title="{value}" /></mj-text>')
    tree = parse_html(to_html(source))
    (image,) = tree.iter("img")
    assert (image.get("alt"), image.get("title")) == (text, text)


@pytest.mark.parametrize("text", AWKWARD)
def test_the_words_of_a_picture_survive_into_the_issue(text: str) -> None:
    briefing = specimen(stories=1)
    lead = briefing.items[0]
    assert lead.picture
    item = replace(lead, picture=replace(lead.picture, alt=text))
    issue = rendered(replace(briefing, items=(item,)))
    first = next(parse_html(issue.html).iter("img"))
    assert first.get("alt") == text
    assert not re.search(r"\\u\{", issue.html)


# ---- tags and attributes -------------------------------------------------------------------------

COLOUR_OR_TEXT = {True: "#123456", False: "x"}


@pytest.mark.parametrize("tag", sorted(set(KNOWN_TAGS) - {"mjml"}))
def test_each_tag_takes_its_own_attributes_and_no_other(tag: str) -> None:
    own = KNOWN_TAGS[tag]
    others = set().union(*KNOWN_TAGS.values()) - own
    for name in sorted(own | others):
        attributes = {name: COLOUR_OR_TEXT[name.endswith("color")]}
        # a picture must say what is seen, whatever else it has
        if tag == "mj-image":
            attributes.setdefault("alt", "")
        written = " ".join(f'{key}="{value}"' for key, value in attributes.items())
        found = mistakes(FRAME.format(head="", body=f"<{tag} {written} />"))
        assert (found == []) is (name in own or (tag == "mj-image" and name == "alt")), name


@pytest.mark.parametrize("tag", ["mj-text", "mj-raw", "mj-table", "mj-button", "mj-title"])
def test_html_inside_of_a_text_has_attributes_of_its_own(tag: str) -> None:
    body = f'<{tag}><p class="a" data-x="1">x</p></{tag}>'
    assert mistakes(FRAME.format(head="", body=body)) == []
    body = f"<{tag}><iframe></iframe></{tag}>"
    assert mistakes(FRAME.format(head="", body=body)) == ["<iframe> has no place in a mail"]


@pytest.mark.parametrize(
    "tag",
    ["script", "iframe", "object", "embed", "form", "input", "video", "audio", "link", "base"],
)
def test_an_element_that_clients_drop_has_no_place_in_a_text(tag: str) -> None:
    assert mistakes(document(f"<mj-text><{tag} /></mj-text>")) == [
        f"<{tag}> has no place in a mail"
    ]


@pytest.mark.parametrize(("depth", "count"), [(59, 0), (60, 1), (80, 1)])
def test_sixty_tags_inside_each_other_are_one_mistake(depth: int, count: int) -> None:
    # the document has four tags around the text, and the text is the fifth
    inner = depth - 5
    body = f"<mj-text>{'<b>' * inner}x{'</b>' * inner}</mj-text>"
    assert mistakes(document(body)) == ["tags nest 60 deep"] * count


@given(st.text("<>/ab\"'=& -!", max_size=40))
def test_any_text_is_checked_without_an_error_of_ours(text: str) -> None:
    for problem in check_markup(text):
        assert problem.line >= 1
        assert problem.what
        assert problem.advice


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        (
            '<div role="article"><p role="article">x</p></div>',
            '<div role="main"><p role="article">x</p></div>',
        ),
        ('<p>a <a class="x web-copy y" href="u">in a\nbrowser</a> b</p>', "<p>a  b</p>"),
        ('<a class="web-copying" href="u">x</a>', '<a class="web-copying" href="u">x</a>'),
        ("<p>x</p>", "<p>x</p>"),
    ],
)
def test_a_page_by_itself_has_one_landmark_and_no_link_to_itself(page: str, shown: str) -> None:
    assert as_web_page(page) == shown
