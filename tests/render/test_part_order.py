"""The order of a mail's parts: a theme moves some, the others stay, masthead and footer always."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.render import render_issue
from digest.render.part_order import order_mistakes, parts_in_order
from digest.render.parts_registry import MAIL_PARTS
from digest.render.specimen import AT, PUBLICATION, specimen
from digest.render.theme import Theme

NAMES = ("masthead", "intro", "lead", "quote", "also", "footer")


@pytest.mark.parametrize(
    ("order", "parts"),
    [
        ((), ("intro", "lead", "quote", "also")),
        (("also", "quote", "lead", "intro"), ("also", "quote", "lead", "intro")),
        # a part that is not named stands behind the part that it usually stands behind
        (("also", "lead"), ("intro", "also", "lead", "quote")),
        (("quote",), ("intro", "lead", "quote", "also")),
        (("also", "intro"), ("also", "intro", "lead", "quote")),
        # these two never move, and a name without a part moves nothing
        (("footer", "also", "masthead", "poll"), ("intro", "lead", "quote", "also")),
    ],
)
def test_a_theme_orders_what_it_names(order: tuple[str, ...], parts: tuple[str, ...]) -> None:
    assert tuple(parts_in_order(NAMES, order)) == ("masthead", *parts, "footer")


def test_every_part_stands_once_whatever_the_order() -> None:
    names = MAIL_PARTS.names
    for start in range(len(names)):
        order = (*names[start:], *names[: start // 2])
        assert sorted(parts_in_order(names, order)) == sorted(names)


@pytest.mark.parametrize(
    ("order", "found"),
    [
        ((), []),
        (("masthead", "also", "lead", "footer"), []),
        (("also", "lede"), [(1, "no part is called lede", "did you mean lead?")]),
        (("zz",), [(0, "no part is called zz", f"parts are: {', '.join(NAMES)}")]),
        (("also", "also"), [(1, "also stands twice in the order", "name it once")]),
        (
            ("also", "masthead"),
            [
                (
                    1,
                    "masthead cannot be moved",
                    "masthead is always first and footer last: leave them out",
                )
            ],
        ),
        (
            ("footer", "also"),
            [
                (
                    0,
                    "footer cannot be moved",
                    "masthead is always first and footer last: leave them out",
                )
            ],
        ),
    ],
)
def test_each_name_that_cannot_stand_is_named_with_advice(
    order: tuple[str, ...], found: list[tuple[int, str, str]]
) -> None:
    assert order_mistakes(order, NAMES) == found


def test_html_and_text_follow_the_order_of_the_theme() -> None:
    usual = render_issue(specimen(), publication=PUBLICATION, created=AT)
    moved = render_issue(
        specimen(),
        publication=PUBLICATION,
        created=AT,
        theme=Theme(order=("week_ahead", "also", "lead")),
    )
    for issue, is_moved in ((usual, False), (moved, True)):
        assert (issue.text.index("THE WEEK AHEAD") < issue.text.index("IN BRIEF")) is is_moved
        assert (issue.html.index("In brief</h2>") < issue.html.index("<h1")) is is_moved
        assert issue.html.index("Sample Briefing</p>") < issue.html.index("The week ahead")
        assert issue.html.rindex("Unsubscribe") > issue.html.index("Trend Reports")


def test_a_tinted_part_has_room_above_it_where_no_tinted_part_stands_there() -> None:
    order = ("week_ahead", "lead")
    html = render_issue(
        specimen(), publication=PUBLICATION, created=AT, theme=replace(Theme(), order=order)
    ).html
    assert html.count("padding:24px 32px 24px") == 2


# ---- laws ----------------------------------------------------------------------------------------

PARTS = ("masthead", "lead", "contents", "sections", "quote", "also", "footer")


@given(st.permutations(PARTS[1:-1]), st.integers(0, 5))
def test_an_order_keeps_each_part_once_between_masthead_and_footer(
    order: list[str], count: int
) -> None:
    shown = parts_in_order(PARTS, order[:count])
    assert sorted(shown) == sorted(PARTS)
    assert (shown[0], shown[-1]) == ("masthead", "footer")
    assert [name for name in shown if name in order[:count]] == order[:count]
    # an order that names all parts is that of the mail
    assert parts_in_order(PARTS, shown) == shown


def test_without_an_order_the_parts_keep_their_places() -> None:
    assert parts_in_order(PARTS, ()) == list(PARTS)
    assert parts_in_order(("lead", "also"), ("also",)) == ["lead", "also"]


@given(st.lists(st.sampled_from((*PARTS, "unknown")), max_size=6))
def test_an_order_without_a_mistake_is_one_that_is_followed(order: list[str]) -> None:
    if not order_mistakes(order, PARTS):
        shown = parts_in_order(PARTS, order)
        assert [name for name in shown if name in order] == order
