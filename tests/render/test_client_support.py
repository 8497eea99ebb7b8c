"""A feature that some client lacks needs a stand-in, and one that works in part has its limits."""

from __future__ import annotations

import pytest
from samples import breaches, mail_of

from digest.render.preflight.caniemail import support
from digest.render.preflight.client_support import (
    FALLBACKS,
    WITHIN,
    Use,
    _slugs,
    _works_everywhere,
    partly_supported,
    unsupported,
    uses,
)

EVERYWHERE = [
    ("css-background", "p", "#fff url (x)", True),
    ("css-background", "p", "url(x.png)", False),
    ("css-background", "p", "red, blue", False),
    ("css-background", "p", "red / cover", False),
    ("css-border", "td", "8px solid", True),
    ("css-border", "td", "9px solid", False),
    ("css-border", "td", "12px solid", False),
    ("css-border-radius", "td", "4px", True),
    ("css-border-radius", "td", "4px / 2px", False),
    ("css-cursor", "a", "pointer", True),
    ("css-cursor", "a", "URL(x.cur)", False),
    ("css-display", "p", "none", True),
    ("css-display", "p", "inline-block", True),
    ("css-display", "p", "flex", False),
    ("css-display", "p", "inline-grid", False),
    ("css-display", "p", "flow-root", False),
    ("css-display", "p", "contents", False),
    ("css-font-size", "p", "16px", True),
    ("css-font-size", "p", "1em", False),
    ("css-font-size", "p", "1rem", False),
    ("css-font-size", "p", "90%", False),
    ("css-font-size", "p", "larger", False),
    ("css-font-weight", "p", "bold", True),
    ("css-font-weight", "p", "600", True),
    ("css-font-weight", "p", "650", False),
    ("css-height", "img", "10px", True),
    ("css-height", "", "10px", True),
    ("css-height", "div", "10px", False),
    ("css-letter-spacing", "p", "1px", True),
    ("css-letter-spacing", "p", "0.1em", False),
    ("css-letter-spacing", "p", "-1px", False),
    ("css-margin", "p", "0 auto", True),
    ("css-margin", "p", "-4px", False),
    ("css-overflow", "p", "hidden", True),
    ("css-overflow", "p", "scroll", False),
    ("css-overflow", "p", "auto", False),
    ("css-padding", "th", "4px", True),
    ("css-padding", "div", "4px", False),
    ("css-text-align", "p", "center", True),
    ("css-text-align", "p", "start", False),
    ("css-text-align", "p", "end", False),
    ("css-text-decoration", "a", "none", True),
    ("css-text-decoration", "a", "overline", False),
    ("css-text-decoration", "a", "underline dotted", False),
    ("css-text-transform", "p", "uppercase", True),
    ("css-text-transform", "p", "lowercase", False),
    ("css-width", "table", "600px", True),
    ("css-width", "div", "600px", False),
    ("css-word-spacing", "p", "1px", True),
    ("css-word-spacing", "p", "1ch", False),
    ("html-align", "td", "left", True),
    ("html-align", "table", "center", True),
    ("html-align", "table", "left", False),
    ("html-dir", "p", "rtl", True),
    ("html-dir", "a", "rtl", False),
    ("html-height", "td", "10", True),
    ("html-height", "td", "10%", False),
    ("html-lang", "p", "ar", True),
    ("html-lang", "td", "ar", False),
    ("html-width", "img", "600", True),
    ("html-width", "img", "100%", False),
    ("html-width", "td", "100%", True),
    ("image-gif", "", "", True),
    ("css-of-no-limit", "p", "1", False),
]
"""A slug, the element of the use, its value, and whether that use works in every client."""


@pytest.mark.parametrize(("slug", "tag", "value", "everywhere"), EVERYWHERE)
def test_a_use_is_within_what_every_client_supports_or_beyond(
    slug: str, tag: str, value: str, everywhere: bool
) -> None:
    assert _works_everywhere(Use(slug=slug, tag=tag, value=value)) is everywhere


def test_each_limit_is_tried_on_both_sides() -> None:
    inside = {slug for slug, _, _, everywhere in EVERYWHERE if everywhere}
    beyond = {slug for slug, _, _, everywhere in EVERYWHERE if not everywhere}
    assert set(WITHIN) <= inside
    # a GIF is a picture in every client, whatever its use
    assert set(WITHIN) - beyond == {"image-gif"}


@pytest.mark.parametrize(
    ("name", "value", "slugs"),
    [
        ("color", "red", ["css-color"]),
        ("margin-top", "1px", ["css-margin-top", "css-margin"]),
        (
            "border-top-left-radius",
            "1px",
            ["css-border-top-left-radius", "css-border"],
        ),
        ("border-radius", "1px", ["css-border-radius", "css-border-radius", "css-border"]),
        ("display", "inline-block", ["css-display", "css-display-block"]),
        ("display", "none !important", ["css-display", "css-display-none", "css-important"]),
        ("width", "calc(1px)", ["css-width", "css-unit-calc"]),
        ("color", "var(--x)", ["css-color", "css-variables"]),
        (
            "width",
            "clamp(1px, 2vw, 3rem)",
            ["css-width", "css-function-clamp", "css-unit-vw", "css-unit-rem"],
        ),
        ("color", "light-dark(red, blue)", ["css-color", "css-function-light-dark"]),
        ("background", "conic-gradient(red)", ["css-background", "css-conic-gradient"]),
        ("font-size", "1.5em", ["css-font-size", "css-unit-em"]),
        ("font-size", "16px", ["css-font-size"]),
    ],
)
def test_a_declaration_counts_as_its_features(name: str, value: str, slugs: list[str]) -> None:
    assert list(_slugs(name, value)) == slugs


def slugs_of(html: str) -> set[str]:
    return {use.slug for use in uses(mail_of(html))}


def test_the_style_attribute_is_no_style_sheet() -> None:
    assert "html-style" not in slugs_of('<p style="color:red">x</p>')
    assert "html-style" in slugs_of("<style>p { color: red }</style>")


@pytest.mark.parametrize("selector", ["a b", ".a .b", "a #b", "[x] b", "* b", "a [b]"])
def test_a_blank_between_two_selectors_is_a_descendant(selector: str) -> None:
    assert "css-selector-descendant" in slugs_of(f"<style>{selector} {{}}</style>")


@pytest.mark.parametrize("selector", ["a", ".a.b", "a > b", "a, b"])
def test_other_selectors_are_no_descendants(selector: str) -> None:
    assert "css-selector-descendant" not in slugs_of(f"<style>{selector} {{}}</style>")


def test_a_pseudo_element_is_no_pseudo_class() -> None:
    slugs = slugs_of("<style>p::first-line {}</style>")
    assert "css-pseudo-element-first-line" in slugs
    assert "css-pseudo-class-first-line" not in slugs


@pytest.mark.parametrize("name", ["font-face", "import", "keyframes", "supports"])
def test_rules_that_hold_no_rules_for_elements_are_counted_by_name(name: str) -> None:
    assert f"css-at-{name}" in slugs_of(f"<style>@{name} x {{ }}</style>")


@pytest.mark.parametrize(
    ("src", "slug"),
    [
        ("a.png", "image-png"),
        ("a.svg", "image-svg"),
        ("a.avif?width=1", "image-avif"),
        ("data:image/png;base64,AA", "image-base64"),
    ],
)
def test_a_picture_is_counted_by_its_form(src: str, slug: str) -> None:
    assert slug in slugs_of(f'<img src="{src}" alt="">')


def test_a_picture_whose_folder_is_called_like_a_form_is_not_counted_by_it() -> None:
    assert "image-svg" not in slugs_of('<img src="/a.svg/b" alt="">')


def test_uses_of_one_mail_are_looked_for_once() -> None:
    mail = mail_of("<p>x</p>")
    assert uses(mail) is uses(mail)


# ---- the report of each ---------------------------------------------------

WITHOUT_STAND_IN = "css-display-flex"


def test_a_feature_that_a_client_lacks_is_told_with_the_clients_and_the_page() -> None:
    assert WITHOUT_STAND_IN not in FALLBACKS
    ((mistake, place),) = unsupported(mail_of('<p style="display:flex">x</p>'))
    lacking = ", ".join(support().without(WITHOUT_STAND_IN))
    assert mistake == (
        f"{WITHOUT_STAND_IN} has no support in {lacking}, and nothing stands in for it"
    )
    assert place == f"https://www.caniemail.com/features/{WITHOUT_STAND_IN}/"


def test_features_are_told_in_the_order_of_their_names() -> None:
    html = '<style>p { display: grid } a { display: flex }</style><form><input type="x"></form>'
    told = [mistake.partition(" ")[0] for mistake, _ in unsupported(mail_of(html))]
    assert len(told) > 2
    assert told == sorted(told)


def test_a_feature_with_a_stand_in_is_no_breach_of_either_rule() -> None:
    html = '<td style="border-radius:4px">x</td>'
    assert breaches("look.support", mail_of(html)) == []
    assert not any("border-radius" in told for told, _ in breaches("look.partly", mail_of(html)))


def test_a_use_beyond_the_supported_part_is_told_with_what_is_missing() -> None:
    html = '<p style="text-align:start">x</p>'
    told = dict(partly_supported(mail_of(html)))
    notes = [note for note, _ in support().limits("css-text-align")]
    assert notes
    for note in notes:
        (line,) = [mistake for mistake in told if mistake.endswith(f": {note}")]
        assert line.startswith("css-text-align in ")
    assert list(partly_supported(mail_of('<p style="text-align:left">x</p>'))) == []


def test_one_use_beyond_is_enough_though_another_is_within() -> None:
    html = '<p style="text-align:left">x</p><p style="text-align:end">y</p>'
    assert len(list(partly_supported(mail_of(html)))) == len(
        list(support().limits("css-text-align"))
    )


def test_every_stand_in_is_for_a_feature_of_the_table_that_is_not_whole() -> None:
    table = support()
    unknown = [slug for slug in FALLBACKS if slug not in table.features]
    assert unknown == []
    whole = [slug for slug in FALLBACKS if set(table.features[slug]) == {"y"}]
    assert whole == []
