"""Rows of issues: the stories that an issue carries, and the articles that it stands on."""

from __future__ import annotations

from dataclasses import replace

from store_nouns import ISSUE, NOW, a_briefing, a_story, an_article, an_issue

from digest.models import AlsoItem, Direction, IssueState, MailKind, Passage, Selection, Story
from digest.store.issue_rows import (
    ISSUE_COLUMNS,
    cited_article_ids,
    draft_row,
    held_row,
    image_row,
    thread_rows,
)


def rows(*stories: Story, told: tuple[Story, ...] | None = None) -> list[dict[str, object]]:
    briefing = a_briefing(ISSUE, stories if told is None else told)
    return thread_rows(briefing, Selection(stories=stories), NOW)


def test_a_thread_row_tells_of_one_story() -> None:
    (row,) = rows(a_story(1))
    assert row == {
        "issue_id": ISSUE,
        "story_id": "s1",
        "newsletter_id": "daily",
        "thread_id": "t1",
        "published": NOW,
        "position": 0,
        "headline": "Headline of s1",
        "article_ids": ("a1", "copy-1"),
        "article_urls": ("https://paper.example/1",),
        "facts": ("toll:dead:3",),
        "terms": {"harbour": 0.8, "ships": 0.6},
    }


def test_stories_keep_the_order_of_the_selection() -> None:
    first, second = rows(a_story(2), a_story(1), told=(a_story(1), a_story(2)))
    assert (first["story_id"], first["position"]) == ("s2", 0)
    assert (second["story_id"], second["position"]) == ("s1", 1)


def test_a_story_that_an_editor_took_out_has_no_row() -> None:
    assert [row["story_id"] for row in rows(a_story(1), a_story(2), told=(a_story(2),))] == ["s2"]


def test_a_story_without_a_thread_begins_its_own() -> None:
    assert rows(a_story(1, thread_id=""))[0]["thread_id"] == "s1"


def test_an_also_line_takes_the_title_of_its_article() -> None:
    briefing = a_briefing(ISSUE, [a_story(1)])
    also = AlsoItem(story_id="s2", passage=Passage(text="In short", article_id="a2"))
    selection = Selection(stories=(a_story(1),), also=(a_story(2),))
    both = thread_rows(replace(briefing, also=(also,)), selection, NOW)
    assert [row["headline"] for row in both] == ["Headline of s1", an_article(2).title]


def test_an_article_without_canonical_address_is_known_by_its_own() -> None:
    story = a_story(1, articles=(an_article(1, canonical_url=""),))
    assert rows(story)[0]["article_urls"] == (an_article(1).url,)


def test_a_copy_that_is_an_article_of_the_story_is_listed_once() -> None:
    story = a_story(1, articles=(an_article(1), an_article(9, id="copy-1")))
    assert rows(story)[0]["article_ids"] == ("a1", "copy-1")


def test_cited_and_told_articles_are_listed_once_in_order() -> None:
    assert cited_article_ids(a_briefing(ISSUE, [a_story(2), a_story(1)])) == ["a1", "a2", "cited"]


def test_a_draft_row_has_every_column_and_is_never_approved() -> None:
    row = draft_row(an_issue(state=IssueState.SENT, approved=NOW))
    assert set(row) == set(ISSUE_COLUMNS)
    assert (row["state"], row["approved"]) == (IssueState.DRAFT, None)


def test_a_held_row_has_every_column_and_no_text() -> None:
    row = held_row(a_briefing())
    assert set(row) == set(ISSUE_COLUMNS)
    assert (row["state"], row["html"], row["text"]) == (IssueState.HELD, "", "")
    assert (row["kind"], row["direction"]) == (MailKind.ISSUE, Direction.LTR)


def test_a_picture_row_keeps_its_position() -> None:
    image = an_issue().images[0]
    row = image_row(ISSUE, 3, image)
    assert (row["position"], row["cid"], row["content"]) == (3, "lead", image.content)


def test_a_line_that_a_card_took_in_has_a_row_under_its_own_headline() -> None:
    card, line = a_story(1), a_story(2)
    briefing = a_briefing(ISSUE, (card,))
    item = replace(briefing.items[0], article_ids=("a1", "a2"))
    selection = Selection(stories=(card,), also=(line,))
    both = thread_rows(replace(briefing, items=(item,)), selection, NOW)
    assert [(row["story_id"], row["position"]) for row in both] == [("s1", 0), ("s2", 1)]
    assert both[1]["headline"] == line.lead.title
