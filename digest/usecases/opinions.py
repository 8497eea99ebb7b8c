"""Opinions: what a reader's link asks, the answer counted once, and the totals in words.

A GET counts no answer, and no list of who said what can be read: totals alone are shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from digest.models import LESS, MORE, Briefing, Opinion, OpinionKind, OpinionTotal
from digest.render import AskedOpinion, asked_opinion
from digest.tokens import Token
from digest.usecases.newsroom import Newsroom

OPEN_FOR = timedelta(days=14)
"""So long after the approval of an issue its questions take answers; then hashes are deleted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenQuestion:
    """A question of an issue that takes answers now."""

    issue_id: str
    asked: AskedOpinion


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryOpinions:
    """The totals of one question: each answer in words, with the number of readers."""

    headline: str
    kind: OpinionKind
    question: str
    answers: tuple[tuple[str, int], ...]


def open_question(newsroom: Newsroom, token: Token, name: str) -> OpenQuestion | None:
    """Return the question of a reader's link; None when it is closed, or was never asked."""
    store, issue_id = newsroom.store, token.issue_id
    issue = store.issues.issue(issue_id)
    if issue is None or issue.approved is None:
        return None
    # an erased reader's old link counts no answer
    if newsroom.clock() >= issue.approved + OPEN_FOR or not store.subscribers.get(
        token.subscriber_id
    ):
        return None
    briefing = store.issues.briefing(issue_id)
    asked = briefing and asked_opinion(briefing, name)
    if not asked:
        return None
    return OpenQuestion(issue_id=issue_id, asked=asked)


def give_opinion(
    newsroom: Newsroom, subscriber_id: str, question: OpenQuestion, answer: str
) -> bool:
    """Count an answer in place of the reader's former one; False for no answer of the question."""
    asked = question.asked
    if answer not in [known for known, _ in asked.answers]:
        return False
    opinion = Opinion(
        issue_id=question.issue_id, story_id=asked.item.story_id, kind=asked.kind, answer=answer
    )
    newsroom.store.opinions.give(subscriber_id, opinion, now=newsroom.clock())
    return True


def forget_closed_answers(newsroom: Newsroom, now: datetime) -> int:
    """Delete the last answers of readers once their questions are closed; totals stay."""
    return newsroom.store.opinions.forget_answers(before=now - OPEN_FOR)


def issue_opinions(newsroom: Newsroom, issue_id: str) -> tuple[StoryOpinions, ...]:
    """Tell the totals of an issue by story, in the order of its briefing."""
    totals = newsroom.store.opinions.totals(issue_id)
    # most issues ask for no opinion: their briefings are not read
    briefing = newsroom.store.issues.briefing(issue_id) if totals else None
    if briefing is None:
        return ()
    lines = []
    for item in briefing.items:
        for kind in OpinionKind:
            own = [
                total for total in totals if (total.story_id, total.kind) == (item.story_id, kind)
            ]
            if own:
                lines.append(_in_words(briefing, item.headline.shown, kind, own))
    return tuple(lines)


def count_of(opinions: Sequence[StoryOpinions], answer: str) -> int:
    """Count over all stories how often readers wanted more, or less."""
    count = 0
    for question in opinions:
        if question.kind is OpinionKind.MORE_OR_LESS:
            count += dict(question.answers).get(answer, 0)
    return count


def poll_in_words(opinions: Sequence[StoryOpinions]) -> str:
    """Tell the answers to the poll of an issue, as in `12 Yes, 3 No`; "" without a poll."""
    for question in opinions:
        if question.kind is OpinionKind.POLL:
            return ", ".join(f"{readers} {text}" for text, readers in question.answers)
    return ""


def _in_words(
    briefing: Briefing, headline: str, kind: OpinionKind, totals: Sequence[OpinionTotal]
) -> StoryOpinions:
    poll = briefing.blocks.poll
    texts, question = {MORE: MORE, LESS: LESS}, ""
    if kind is OpinionKind.POLL and poll is not None:
        question = poll.question
        texts = {str(number): text for number, text in enumerate(poll.answers, 1)}
    answers = [(texts.get(total.answer, total.answer), total.readers) for total in totals]
    return StoryOpinions(headline=headline, kind=kind, question=question, answers=tuple(answers))
