"""A mail asks for opinions where its newsletter does; each link leads to one question."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes
from urllib.parse import unquote

import pytest
from samples import message_of, rendered

from digest.models import Blocks, Briefing, OpinionKind, Poll
from digest.render.opinion_lines import asked_opinion, link_name, shown_opinions
from digest.render.specimen import specimen

POLL = Poll(question="Enough on ports?", answers=("Yes", "No"), story=2)


def asking(**blocks: object) -> Briefing:
    return replace(specimen(), blocks=Blocks(**blocks))  # type: ignore[arg-type]


def test_a_newsletter_that_asks_nothing_shows_nothing() -> None:
    assert shown_opinions(asking()) is None
    assert "opinion" not in rendered(asking()).html


def test_each_story_is_numbered_as_the_mail_numbers_it() -> None:
    briefing = asking(more_or_less=True)
    shown = shown_opinions(briefing)
    assert shown is not None
    assert [number for number, _ in shown.stories] == [1, 2, 3, 4]
    html = rendered(briefing).html
    for number, name in shown.stories:
        asked = asked_opinion(briefing, name)
        assert asked is not None
        assert asked.kind is OpinionKind.MORE_OR_LESS
        # the story of the link is the one at the anchor of that number
        story = html.split(f'id="story-{number}"')[1].split('id="story-')[0]
        assert asked.item.headline.shown.split()[-1] in story


def test_a_poll_stands_under_its_story_and_is_left_out_where_the_issue_has_fewer() -> None:
    briefing = asking(poll=POLL)
    asked = asked_opinion(briefing, "poll")
    assert asked is not None
    assert asked.answers == (("1", "Yes"), ("2", "No"))
    assert asked.item == briefing.items[1]
    assert shown_opinions(replace(briefing, items=briefing.items[:1])) is None


def test_a_poll_that_an_edit_broke_is_not_asked() -> None:
    assert shown_opinions(asking(poll=replace(POLL, answers=("Yes",)))) is None


@pytest.mark.parametrize("name", ["0", "story-99", "", "poll", "story-0\n"])
def test_a_name_that_no_mail_links_asks_nothing(name: str) -> None:
    assert asked_opinion(asking(more_or_less=True), name) is None


def test_a_message_has_the_readers_own_link_in_both_of_its_parts() -> None:
    message = message_of(rendered(asking(more_or_less=True, poll=POLL)))
    for part in message_from_bytes(message).walk():
        if part.is_multipart():
            continue
        text = part.get_payload(decode=True).decode()  # type: ignore[union-attr]
        assert "https://news.example/o/token/story-0" in text
        assert "https://news.example/o/token/poll" in text
        assert "slot.invalid" not in text


@pytest.mark.parametrize(("story", "is_asked"), [(0, False), (1, True), (4, True), (5, False)])
def test_a_poll_stands_under_a_story_that_the_issue_has(story: int, is_asked: bool) -> None:
    briefing = asking(poll=replace(POLL, story=story))
    assert len(briefing.items) == 4
    asked = asked_opinion(briefing, "poll")
    assert (asked is not None) is is_asked
    shown = shown_opinions(briefing)
    assert (shown is not None) is is_asked
    if shown is not None:
        assert (shown.poll_story, shown.stories) == (story, ())


def test_a_name_with_signs_of_an_address_is_one_part_of_a_link() -> None:
    item = replace(specimen().items[0], story_id="a/b?c #é")
    name = link_name(item)
    assert unquote(name) == "a/b?c #é"
    assert set("/?# é").isdisjoint(name)


def test_the_words_of_a_poll_are_clean_lines_with_numbers() -> None:
    poll = Poll(question=" Enough\non ports?", answers=("Yes\u200b", "No <b>"), story=1)
    asked = asked_opinion(asking(poll=poll), "poll")
    assert asked is not None
    assert asked.question == "Enough on ports?"
    assert asked.answers == (("1", "Yes"), ("2", "No <b>"))
