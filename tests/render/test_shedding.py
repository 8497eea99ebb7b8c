"""Shedding: a mail that would be too large leaves blocks out in order, and says which."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import get_args, get_type_hints

import pytest
from samples import breaches, mail_of, message_of

from digest.config.newsletter_file import BlocksKeys
from digest.models import Briefing, Issue
from digest.render import preflight, render_issue
from digest.render.shedding import ROOMY_BYTES, SHED_ORDER, small_enough
from digest.render.specimen import AT, PUBLICATION, specimen


@cache
def small() -> Issue:
    return render_issue(specimen(stories=1), publication=PUBLICATION, created=AT)


class Weighing:
    """Renders a mail of so many bytes, less what each block that is left out weighs."""

    def __init__(self, size: int, **weights: int) -> None:
        self.size, self.weights = size, weights
        self.left_out: tuple[str, ...] = ()

    def __call__(self, briefing: Briefing, left_out: tuple[str, ...] = ()) -> Issue:
        size = self.size - sum(self.weights.get(block, 0) for block in left_out)
        self.left_out = left_out
        return replace(small(), html="x" * size, subject=" ".join(left_out))


def shed(size: int, **weights: int) -> list[str]:
    return small_enough(specimen(), Weighing(size, **weights)).subject.split()


def test_a_mail_with_room_sheds_no_block() -> None:
    assert shed(ROOMY_BYTES, contents=900) == []


def test_blocks_go_in_their_order_until_there_is_room() -> None:
    assert shed(ROOMY_BYTES + 800, contents=500, timeline=500, quote=500) == [
        "contents",
        "timeline",
    ]


def test_a_block_that_saves_nothing_is_not_named() -> None:
    assert shed(ROOMY_BYTES + 1, quote=500) == ["quote"]


def test_a_mail_too_large_without_any_block_is_made_all_the_same() -> None:
    assert shed(2 * ROOMY_BYTES, contents=500) == ["contents"]


def test_letters_of_two_bytes_count_as_two() -> None:
    def render(briefing: Briefing, left_out: tuple[str, ...] = ()) -> Issue:
        return replace(small(), html="ب" * (ROOMY_BYTES // 2 + 1 - len(left_out)))

    assert len(small_enough(specimen(), render).html) == ROOMY_BYTES // 2


def test_every_block_of_the_order_can_be_left_out() -> None:
    names = get_args(get_args(get_type_hints(BlocksKeys)["leave_out"])[0])
    assert set(SHED_ORDER) - {"sisters"} <= set(names)


@pytest.mark.slow
def test_a_very_long_mail_stays_below_the_limit_and_preflight_names_the_blocks() -> None:
    issue = render_issue(specimen(stories=18), publication=PUBLICATION, created=AT)
    assert len(issue.html.encode()) <= ROOMY_BYTES
    assert "All briefings" not in issue.html
    assert "All briefings" not in issue.text
    (note,) = [found for found in preflight(message_of(issue)) if found.rule_id == "html.left-out"]
    assert "sisters" in note.message


def test_a_mail_that_shed_no_block_has_no_such_finding() -> None:
    assert breaches("html.left-out", mail_of(small().html)) == []
