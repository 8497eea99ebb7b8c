"""Rules of the look: contrast, text size, style sheets and support, each at its edge."""

from __future__ import annotations

import pytest
from samples import breaches, mail_of

from digest.render.preflight.client_support import FALLBACKS, WITHIN, Use, uses
from digest.render.preflight.look_rules import MAX_STYLE_BYTES, MIN_PX


def in_style(style: str, *, css: str = "", text: str = "x") -> str:
    return (
        f'<html><head><style>{css}</style></head><body><p style="{style}">{text}</p></body></html>'
    )


def found(rule_id: str, html: str) -> list[str]:
    return [mistake for mistake, _ in breaches(rule_id, mail_of(html))]


@pytest.mark.parametrize(("colour", "count"), [("#767676", 0), ("#777777", 1)])
def test_text_by_day_needs_four_and_a_half(colour: str, count: int) -> None:
    assert len(found("look.contrast-light", in_style(f"color:{colour}"))) == count


def test_text_by_night_is_asked_on_its_dark_ground() -> None:
    night = "@media (prefers-color-scheme: dark) { body { background: #111111 } }"
    html = in_style("color:#222222", css=night)
    assert found("look.contrast-light", html) == []
    assert found("look.contrast-dark", html) == [
        "#222222 on #111111 has a contrast of 1.2; text needs 4.5"
    ]


@pytest.mark.parametrize(("size", "count"), [("14px", 0), ("13.9px", 1), ("10pt", 1), ("11pt", 0)])
def test_text_has_at_least_fourteen_pixels(size: str, count: int) -> None:
    assert MIN_PX == 14
    assert len(found("look.text-size", in_style(f"font-size:{size}"))) == count


META = '<meta name="color-scheme" content="light dark">'
NIGHT = "<style>@media (prefers-color-scheme: dark) { p { color: red } }</style>"
MARKS = "<style>[data-ogsc] p { color: red }</style>"


@pytest.mark.parametrize(
    ("head", "count"),
    [
        (META + NIGHT + MARKS, 0),
        (NIGHT + MARKS, 1),
        (META.replace("light dark", "light") + NIGHT + MARKS, 1),
        (META + META + NIGHT + MARKS, 1),
        (META + MARKS, 1),
        (META + NIGHT, 1),
        ("", 3),
    ],
)
def test_the_dark_look_is_declared_and_designed(head: str, count: int) -> None:
    assert len(found("look.colour-scheme", f"<html><head>{head}</head></html>")) == count


@pytest.mark.parametrize(("size_bytes", "count"), [(16_000, 0), (16_001, 1)])
def test_a_style_sheet_has_at_most_16_000_bytes(size_bytes: int, count: int) -> None:
    assert MAX_STYLE_BYTES == 16_000
    html = f"<html><head><style>{'x' * size_bytes}</style></head></html>"
    assert len(found("look.style-sheet", html)) == count


def test_a_style_sheet_in_the_body_is_dropped_by_gmail() -> None:
    html = "<html><body><div><style>p { margin: 0 }</style></div></body></html>"
    assert found("look.style-sheet", html) == ["a style sheet stands in the body; Gmail drops it"]


@pytest.mark.parametrize(
    ("colour", "count"), [("rgb(0 0 0 / 1)", 1), ("rgba(0, 0, 0, 1)", 0), ("rgb(1, 2, 3)", 0)]
)
def test_a_colour_that_gmail_cannot_read_is_named(colour: str, count: int) -> None:
    html = f"<html><head><style>p {{ color: {colour} }}</style></head></html>"
    assert len(found("look.style-sheet", html)) == count


def slugs(html: str) -> set[str]:
    return {use.slug for use in uses(mail_of(html))}


@pytest.mark.parametrize(
    ("html", "slug"),
    [
        ("<h3>x</h3>", "html-h1-h6"),
        ("<ul><li>x</li></ul>", "html-lists"),
        ('<p lang="en">x</p>', "html-lang"),
        ('<img src="a.gif" alt="">', "image-gif"),
        ('<img src="a.webp?x=1" alt="">', "image-webp"),
        ('<img src="data:image/png;base64,x" alt="">', "image-base64"),
        ('<p style="margin-top:1px">x</p>', "css-margin"),
        ('<p style="border-top-left-radius:1px">x</p>', "css-border"),
        ('<p style="display:inline-flex">x</p>', "css-display-flex"),
        ('<p style="width:calc(1px + 2px)">x</p>', "css-unit-calc"),
        ('<p style="color:var(--a)">x</p>', "css-variables"),
        ('<p style="width:min(1px, 2px)">x</p>', "css-function-min"),
        ('<p style="background:linear-gradient(red, blue)">x</p>', "css-linear-gradient"),
        ('<p style="width:5vw">x</p>', "css-unit-vw"),
        ('<p style="color:red !important">x</p>', "css-important"),
        ("<style>a > b {}</style>", "css-selector-child"),
        ("<style>a ~ b {}</style>", "css-selector-general-sibling"),
        ("<style>a + b {}</style>", "css-selector-adjacent-sibling"),
        ("<style>[a] {}</style>", "css-selector-attribute"),
        ("<style>a b {}</style>", "css-selector-descendant"),
        ("<style>.a {}</style>", "css-selector-class"),
        ("<style>a:hover {}</style>", "css-pseudo-class-hover"),
        ("<style>a::before {}</style>", "css-pseudo-element-before"),
        ("<style>@media (hover) { a {} }</style>", "css-at-media"),
        ("<style>@media (prefers-color-scheme: dark) { a {} }</style>",
         "css-at-media-prefers-color-scheme"),
        ("<style>@font-face { a: b }</style>", "css-at-font-face"),
    ],
)  # fmt: skip
def test_a_feature_is_seen_where_a_mail_uses_it(html: str, slug: str) -> None:
    assert slug in slugs(html)
    assert slug not in slugs("<p>x</p>")


def test_a_word_that_the_table_does_not_know_is_no_feature() -> None:
    assert "css-unheard-of" not in slugs('<p style="unheard-of:1">x</p>')


@pytest.mark.parametrize(
    ("slug", "tag", "value", "everywhere"),
    [
        ("css-margin", "p", "8px 0", True),
        ("css-margin", "p", "-8px 0", False),
        ("css-border", "p", "8px solid", True),
        ("css-border", "p", "9px solid", False),
        ("css-border", "p", "10px solid", False),
        ("css-font-weight", "p", "700", True),
        ("css-font-weight", "p", "750", False),
        ("css-height", "td", "1px", True),
        ("css-height", "p", "1px", False),
        ("css-padding", "td", "1px", True),
        ("css-padding", "", "1px", True),
        ("css-padding", "p", "1px", False),
        ("css-letter-spacing", "p", "-0.3px", True),
        ("css-letter-spacing", "p", "-1px", False),
        ("css-text-align", "p", "center", True),
        ("css-text-align", "p", "start", False),
        ("css-background", "p", "#ffffff", True),
        ("css-background", "p", "url(x)", False),
        ("html-align", "td", "left", True),
        ("html-align", "p", "left", False),
        ("html-align", "p", "center", True),
        ("html-width", "img", "50%", False),
        ("html-width", "td", "50%", True),
        ("html-width", "img", "50", True),
    ],
)
def test_a_use_works_everywhere_or_only_in_part(
    slug: str, tag: str, value: str, everywhere: bool
) -> None:
    assert WITHIN[slug](Use(slug=slug, tag=tag, value=value)) is everywhere


def test_a_feature_without_support_and_stand_in_is_an_error_that_names_the_clients() -> None:
    (mistake,) = found("look.support", in_style("backdrop-filter:blur(2px)"))
    assert mistake.startswith("css-backdrop-filter has no support in Gmail")
    assert mistake.endswith("nothing stands in for it")


def test_a_feature_with_a_stand_in_is_fine() -> None:
    assert "css-border-radius" in FALLBACKS
    assert found("look.support", in_style("border-radius:3px")) == []
