"""Opinions in a mail: which stories a reader may judge, and the question of the poll. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from digest.kernel.polls import poll_mistake
from digest.models import LESS, MORE, Briefing, Item, OpinionKind, Poll
from digest.render.card_pictures import reading_order
from digest.render.clean_text import clean
from digest.render.mail_page import ShownOpinions

POLL = OpinionKind.POLL.value
"""The last part of a poll's link; a story's link ends in its id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedOpinion:
    """One question of an issue: its story, and its answers as (id, text).

    `question` and the texts are empty for *More or less like this?*: the page has its own words.
    """

    item: Item
    kind: OpinionKind
    answers: tuple[tuple[str, str], ...]
    question: str = ""


def shown_opinions(briefing: Briefing) -> ShownOpinions | None:
    """Return the lines that ask for opinions; None where the newsletter asks for none."""
    stories: tuple[tuple[int, str], ...] = ()
    if briefing.blocks.more_or_less:
        items = reading_order(briefing.items)
        stories = tuple((number, link_name(item)) for number, item in enumerate(items, 1))
    poll = asked_opinion(briefing, POLL)
    if not stories and poll is None:
        return None
    if poll is None or briefing.blocks.poll is None:
        return ShownOpinions(stories=stories)
    return ShownOpinions(
        stories=stories, question=poll.question, poll_story=briefing.blocks.poll.story
    )


def asked_opinion(briefing: Briefing, name: str) -> AskedOpinion | None:
    """Return the question behind a link of the mail: the id of a story, or `poll`.

    None for a question that this issue does not ask.
    """
    poll = briefing.blocks.poll
    if name == POLL:
        if poll is None or poll_mistake(poll):
            return None
        story = _story(briefing, poll.story)
        return None if story is None else _asked_poll(poll, story)
    for item in briefing.items:
        if name == item.story_id and briefing.blocks.more_or_less:
            answers = ((MORE, ""), (LESS, ""))
            return AskedOpinion(item=item, kind=OpinionKind.MORE_OR_LESS, answers=answers)
    return None


def link_name(item: Item) -> str:
    """Name a story in a link: by its id, for a variant of the issue numbers its stories anew."""
    return quote(item.story_id, safe="")


def _asked_poll(poll: Poll, item: Item) -> AskedOpinion:
    answers = []
    for number, text in enumerate(poll.answers, 1):
        answers.append((str(number), clean(text)))
    return AskedOpinion(
        item=item, kind=OpinionKind.POLL, answers=tuple(answers), question=clean(poll.question)
    )


def _story(briefing: Briefing, number: int) -> Item | None:
    stories = reading_order(briefing.items)
    # an issue may have fewer stories than the poll of the YAML file counts on
    if not 1 <= number <= len(stories):
        return None
    return stories[number - 1]
