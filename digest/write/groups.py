"""Groups: sentences that stand together, and the paragraphs that they make."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from digest.models import Paragraph
from digest.write.candidates import quotables
from digest.write.context_free import introduces
from digest.write.draft_state import StoryDraft
from digest.write.quotable import Quotable

SHORT_PARAGRAPH = 50
"""Words up to which sentences of one article make one paragraph."""

Group = list[Quotable]
"""One sentence, or one with the sentence that introduces it."""


def count_words(quotes: Iterable[Quotable]) -> int:
    """Return the words of all sentences together."""
    return sum(quote.words for quote in quotes)


def understood(quote: Quotable, draft: StoryDraft) -> Group:
    """Return the sentence if it stands alone, else with the one before it, else no sentence."""
    if draft.understands(quote):
        return [quote]
    # a sentence with "he" may stand behind the sentence that names him
    before = _before(quote)
    if before is None or before.paragraph < quote.paragraph - 1 or not draft.understands(before):
        return []
    if before in draft.taken or before.tells_nothing:
        return []
    if not introduces(before.text, quote.text, quote.surname):
        return []
    return [before, quote]


def _before(quote: Quotable) -> Quotable | None:
    for candidate in quotables(quote.article):
        if candidate.index == quote.index - 1:
            return candidate
    return None


def take_up(
    draft: StoryDraft,
    ranked: Iterable[Group],
    room: int,
    *,
    most: int,
    enough: int | None = None,
) -> list[Group]:
    """Take groups in their order that fit into `room` words and add a fact.

    It ends at `most` groups, or when `enough` words are said.
    """
    groups: list[Group] = []
    spent = 0
    for group in ranked:
        if len(groups) == most or (enough is not None and spent >= enough):
            break
        words = count_words(group)
        # a later, shorter group may still fit
        if spent + words > room or any(map(draft.has, group)):
            continue
        groups.append(group)
        draft.take(group)
        spent += words
    return groups


def paragraph_of(quotes: Sequence[Quotable]) -> Paragraph:
    """Return the passages of some sentences."""
    return tuple(quote.passage for quote in quotes)


def paragraphs_of(groups: Iterable[Group]) -> tuple[Paragraph, ...]:
    """Set neighbours of one article in one paragraph while it stays short."""
    joined: list[Group] = []
    for group in groups:
        if not group:
            continue
        last = joined[-1] if joined else []
        same_article = bool(last) and last[-1].article.id == group[0].article.id
        if same_article and count_words([*last, *group]) <= SHORT_PARAGRAPH:
            last += group
        else:
            joined.append([*group])
    return tuple(map(paragraph_of, joined))
