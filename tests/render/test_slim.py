"""Slimming: bytes that no client shows go, and each rule for a client stays."""

from __future__ import annotations

import pytest
from samples import rendered

from digest.render.markup import to_html
from digest.render.slim import MOST_JOINED, join_sections, slim_html
from digest.render.specimen import specimen

SECTION = "<mj-section><mj-column>{}</mj-column></mj-section>"
MAIL = '<mjml lang="en" dir="ltr"><mj-head></mj-head><mj-body>{}</mj-body></mjml>'


def sections(*texts: str) -> str:
    return "\n".join(SECTION.format(text) for text in texts)


def test_short_neighbours_of_one_look_share_a_section() -> None:
    assert join_sections(sections("a", "b", "c")).count("<mj-section>") == 1


def test_a_section_that_outlook_would_tear_stays_by_itself() -> None:
    long = "x" * MOST_JOINED
    assert join_sections(sections("a", long, "b")).count("<mj-section>") == 3


def test_a_long_row_of_short_sections_is_parted() -> None:
    third = "x" * (MOST_JOINED // 3)
    assert join_sections(sections(*[third] * 6)).count("<mj-section>") == 3


def test_a_section_of_another_look_parts_its_neighbours() -> None:
    wash = '<mj-section css-class="wash"><mj-column>w</mj-column></mj-section>'
    joined = join_sections(sections("a", "b") + wash + sections("c", "d"))
    assert joined == SECTION.format("ab") + wash + SECTION.format("cd")


def test_neighbours_of_one_tinted_look_share_a_section() -> None:
    wash = '<mj-section css-class="wash"><mj-column>{}</mj-column></mj-section>'
    tinted = wash.format("a") + wash.format("b")
    assert join_sections(tinted + sections("c")) == wash.format("ab") + sections("c")
    assert join_sections(sections("c") + tinted) == sections("c") + wash.format("ab")


def test_sections_with_space_of_their_own_stay_apart() -> None:
    spaced = '<mj-section padding="24px 0"><mj-column>a</mj-column></mj-section>'
    assert join_sections(spaced * 2) == spaced * 2


def test_a_column_with_attributes_takes_in_the_plain_ones_below_it() -> None:
    crown = '<mj-section><mj-column border-top="4px solid #8a1c1c">a</mj-column></mj-section>'
    assert join_sections(crown + sections("b")).count("<mj-section>") == 1


def test_a_column_with_a_ground_of_its_own_takes_in_no_other() -> None:
    dark = '<mj-section><mj-column background-color="#000000">a</mj-column></mj-section>'
    assert join_sections(dark + sections("b")) == dark + sections("b")


def test_texts_come_out_in_their_order_and_once() -> None:
    html = to_html(MAIL.format(sections(*(f"<mj-text>text{n}</mj-text>" for n in range(5)))))
    places = [html.index(f"text{n}") for n in range(5)]
    assert places == sorted(places)
    assert html.count("text") - html.count("text-") >= 5


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<!--[if mso | IE]><td><![endif]-->\n<!--[if mso | IE]><p><![endif]-->",
         "<!--[if mso | IE]><td><p><![endif]-->"),
        ("<!--[if mso | IE]><td><![endif]--><!--[if gte mso 9]><p><![endif]-->",
         "<!--[if mso | IE]><td><![endif]--><!--[if gte mso 9]><p><![endif]-->"),
        ("<!--[if lte mso 11]><style>.mj-outlook-group-fix { a: b; }</style><![endif]--><p>",
         "<p>"),
        ('<td class="mj-outlook-group-fix wide">', '<td class="wide">'),
        ('<table width="9" class="paper-outlook">', '<table width="9">'),
        ('<p class="paper">', '<p class="paper">'),
        ('<p style="margin:0; color:red;">', '<p style="margin:0; color:red">'),
        ('<div dir="ltr"><p style="direction:ltr;margin:0"></p></div>',
         '<div dir="ltr"><p style="margin:0"></p></div>'),
        ('<div dir="ltr">write direction:ltr; and mj-outlook-group-fix yourself</div>',
         '<div dir="ltr">write direction:ltr; and mj-outlook-group-fix yourself</div>'),
        ('<div dir="rtl"><p style="direction:ltr;margin:0"></p></div>',
         '<div dir="rtl"><p style="direction:ltr;margin:0"></p></div>'),
        ('<p style="background:#ffffff;background-color:#ffffff">',
         '<p style="background-color:#ffffff">'),
        ('<p style="background:#ffffff;background-color:#000000">',
         '<p style="background:#ffffff;background-color:#000000">'),
        ("<table><tbody><tr></tr></tbody></table>", "<table><tr></tr></table>"),
        ('<table role="x" border="0" width="9">', '<table role="x" width="9">'),
        ('<table border="1">', '<table border="1">'),
        ('<img border="0">', '<img border="0">'),
    ],
)  # fmt: skip
def test_a_repeat_or_a_default_goes_and_all_else_stays(before: str, after: str) -> None:
    assert slim_html(before) == after


def test_a_style_sheet_loses_its_blanks_and_no_selector_changes() -> None:
    sheet = (
        "<style>.a .b, [data-ogsc] .c { color: #fff !important; }\n@media (x: y) { a { } }</style>"
    )
    assert slim_html(sheet) == (
        "<style>.a .b,[data-ogsc] .c{color:#fff!important}@media (x:y){a{}}</style>"
    )


@pytest.mark.slow
def test_twelve_stories_with_every_block_have_five_thousand_bytes_to_spare() -> None:
    assert len(rendered(specimen(stories=12)).html.encode()) < 75_000
