"""The cascade: which colour and size text ends up with, by day and by night."""

from __future__ import annotations

import pytest
from samples import mail_of

from digest.render.preflight.cascade import ShownText, shown_texts, style_rules


def shown(body: str, css: str = "", *, dark: bool = False) -> ShownText:
    html = f"<html><head><style>{css}</style></head><body>{body}</body></html>"
    (text,) = shown_texts(mail_of(html), dark=dark)
    return text


def colour(css: str, body: str = '<p class="a b" id="i">x</p>', *, dark: bool = False) -> str:
    return shown(body, css, dark=dark).colour


def test_text_is_black_on_white_at_sixteen_pixels_where_no_rule_says_more() -> None:
    text = shown("<p>x</p>")
    assert (text.text, text.colour, text.ground, text.size_px) == ("x", "#000000", "#ffffff", 16)
    assert text.contrast == 21.0


@pytest.mark.parametrize(
    ("css", "winner"),
    [
        ("p {color: #111111} p {color: #222222}", "#222222"),
        (".a {color: #111111} p {color: #222222}", "#111111"),
        ("#i {color: #111111} .a.b {color: #222222}", "#111111"),
        ("p.a {color: #111111} .a {color: #222222}", "#111111"),
        ("p {color: #111111 !important} #i {color: #222222}", "#111111"),
        ("body p {color: #111111} p {color: #222222}", "#111111"),
        ("body > p {color: #111111}", "#111111"),
        ("div > p {color: #111111}", "#000000"),
        ("[class] {color: #111111}", "#111111"),
        ("[data-x] p {color: #111111}", "#000000"),
        (":root p {color: #111111}", "#111111"),
        ("p:hover {color: #111111}", "#000000"),
        ("p::first-line {color: #111111}", "#000000"),
        ("p:unheard(x) {color: #111111}", "#000000"),
        ("h1, p {color: #111111}", "#111111"),
        ("/* p {color: #222222} */ p {color: #111111}", "#111111"),
        ("@media print {p {color: #111111}}", "#000000"),
        ("@media (prefers-color-scheme: dark) {p {color: #111111}}", "#000000"),
        ("@font-face {color: #111111}", "#000000"),
    ],
)
def test_the_rule_that_wins_is_that_of_the_specification(css: str, winner: str) -> None:
    assert colour(css) == winner


@pytest.mark.parametrize(
    ("style", "css", "winner"),
    [
        ("color: #333333", "#i {color: #111111}", "#333333"),
        ("color: #333333", "p {color: #111111 !important}", "#111111"),
        ("color: #333333 !important", "p {color: #111111 !important}", "#333333"),
    ],
)
def test_a_style_attribute_wins_over_all_but_what_is_important(
    style: str, css: str, winner: str
) -> None:
    assert colour(css, f'<p id="i" style="{style}">x</p>') == winner


def test_the_dark_look_adds_its_rules_to_the_light_ones() -> None:
    css = "p {color: #111111; background: #eeeeee} @media (prefers-color-scheme: dark) {"
    css += "p {color: #dddddd}}"
    night = shown('<p class="a">x</p>', css, dark=True)
    assert (night.colour, night.ground) == ("#dddddd", "#eeeeee")
    assert colour(css.replace("dark)", "light)"), dark=True) == "#111111"


@pytest.mark.parametrize(
    ("style", "ground"),
    [
        ("background: #123456", "#123456"),
        ("background-color: #123456", "#123456"),
        ("background: #111111; background-color: #123456", "#123456"),
        ("background-color: #111111; background: #123456", "#123456"),
        ("background-color: #123456; background: none", "#ffffff"),
        ("background: url(x) no-repeat #123456", "#123456"),
        ("background: transparent", "#ffffff"),
        ("background: white", "#ffffff"),
    ],
)
def test_the_shorthand_of_a_ground_sets_or_takes_away_its_colour(style: str, ground: str) -> None:
    assert shown(f'<p style="{style}">x</p>').ground == ground


def test_a_ground_is_that_of_the_nearest_element_that_has_one() -> None:
    body = '<div bgcolor="#222222"><p><b style="color: #ffffff">x</b></p></div>'
    text = shown(body)
    assert (text.colour, text.ground) == ("#ffffff", "#222222")
    styled = body.replace('"#222222"', '"#222222" style="background: #333333"')
    assert shown(styled).ground == "#333333"


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("#AbC", "#aabbcc"),
        ("#ABCDEF", "#abcdef"),
        ("rgb(1, 2, 255)", "#0102ff"),
        ("rgb(300, 0, 0)", "#ff0000"),
        ("rgba(1, 2, 3, 0.5)", "#000000"),
        ("black", "#000000"),
        ("white", "#ffffff"),
        ("inherit", "#000000"),
        ("blackish", "#000000"),
    ],
)
def test_colours_are_read_in_the_forms_that_mails_have(value: str, read: str) -> None:
    assert shown(f'<p style="color: {value}">x</p>').colour == read


@pytest.mark.parametrize(
    ("value", "size_px"),
    [
        ("14px", 14),
        ("12pt", 16),
        ("1.5em", 30),
        ("1.5rem", 24),
        ("50%", 10),
        ("large", 20),
        ("", 20),
    ],
)
def test_sizes_are_read_in_every_unit(value: str, size_px: float) -> None:
    text = shown(f'<div style="font-size: 20px"><p style="font-size: {value}">x</p></div>')
    assert text.size_px == pytest.approx(size_px)


@pytest.mark.parametrize(
    "body",
    [
        '<p style="display: none">x</p>',
        '<div style="display: none"><p style="color: #111111">x</p></div>',
        "<p>\u00a0\u200c\u034f · \u200a</p>",
        "<script>x</script>",
    ],
)
def test_hidden_and_empty_text_is_no_text(body: str) -> None:
    html = f"<html><head><title>t</title></head><body>{body}</body></html>"
    assert list(shown_texts(mail_of(html), dark=False)) == []


def test_text_after_a_hidden_element_is_shown_in_the_look_of_its_parent() -> None:
    body = '<p style="color: #111111"><b style="display: none">no</b>yes<!-- c --></p>'
    text = shown(body)
    assert (text.text, text.colour) == ("yes", "#111111")


def test_rules_come_one_a_selector_with_their_media_query() -> None:
    rules = style_rules("a, b > c { color: red } @media (x) { d { margin: 0 } } @import 'x';")
    assert [(rule.selector, rule.media) for rule in rules] == [
        ("a", ""),
        ("b > c", ""),
        ("d", "@media (x)"),
    ]
    assert rules[2].rules == {"margin": "0"}


def test_a_comma_inside_brackets_parts_no_selector() -> None:
    assert [rule.selector for rule in style_rules("p:is(.a, .b) { x: y }")] == ["p:is(.a, .b)"]


def test_a_sheet_that_does_not_end_is_read_as_far_as_it_goes() -> None:
    assert colour("p { color: #111111") == "#111111"
    assert colour("} p { color: #111111 }") in ("#000000", "#111111")
