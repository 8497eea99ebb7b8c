"""Corrections stand above the text of an issue, in the words and direction of the issue."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from small_issue import an_issue

from digest.models import Direction, IssueCorrection
from digest.render import wording
from digest.web.correction_note import with_corrections

ISSUE = an_issue("gulf@2026-11-23")
WORDS = wording("en", "UTC")


def correction(text: str, day: int = 24) -> IssueCorrection:
    return IssueCorrection(
        id=f"c{day}",
        issue_id=ISSUE.id,
        newsletter_id=ISSUE.newsletter_id,
        text=text,
        made=datetime(2026, 11, day, 7, tzinfo=UTC),
    )


def test_a_page_without_corrections_is_as_it_was_mailed() -> None:
    page = '<body><div role="main">News</div></body>'
    assert with_corrections(page, ISSUE, (), WORDS) == page


@pytest.mark.parametrize(
    ("page", "before"),
    [
        (
            '<body><p>x</p><div role="main" class="a">News</div></body>',
            '<div role="main" class="a">',
        ),
        ('<body class="a"><p>News</p></body>', '<body class="a">'),
        ("<p>News</p>", ""),
    ],
)
def test_the_note_stands_in_the_main_part_else_at_the_top(page: str, before: str) -> None:
    shown = with_corrections(page, ISSUE, [correction("The port is open.")], WORDS)
    head, _, rest = shown.partition("<style>")
    assert head.endswith(before)
    note, _, behind = rest.partition("</section>")
    assert head + behind == page
    assert "The port is open." in note


def test_each_correction_has_its_day_in_the_order_given() -> None:
    texts = [correction("First.", 24), correction("Second.", 26)]
    shown = with_corrections("<body></body>", ISSUE, texts, WORDS)
    assert shown.index('<time datetime="2026-11-24">November 24</time>') < shown.index("First.")
    assert shown.index("First.") < shown.index('<time datetime="2026-11-26">')
    assert shown.index('<time datetime="2026-11-26">') < shown.index("Second.")


def test_words_of_an_outlet_are_escaped_and_keep_their_own_direction() -> None:
    shown = with_corrections("", ISSUE, [correction("<script>a & b</script>")], WORDS)
    assert "<bdi>&lt;script&gt;a &amp; b&lt;/script&gt;</bdi>" in shown
    assert "<script>" not in shown


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_the_note_speaks_the_language_of_the_issue(language: str, direction: str) -> None:
    issue = replace(ISSUE, language=language, direction=Direction(direction))
    words = wording(language, "UTC")
    shown = with_corrections("", issue, [correction("Text.")], words)
    assert f'lang="{language}" dir="{direction}"' in shown
    assert f'<h2 id="corrections">{words.say("corrections")}</h2>' in shown
