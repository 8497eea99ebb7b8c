"""The part *What happened*: the facts of the outlets, in the order in which a card tells them."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from digest.models import Article, Role
from digest.text.quotes import OPENING_MARKS
from digest.write.candidates import headline_words, quotables
from digest.write.context_free import leans_on
from digest.write.draft_state import StoryDraft, untold
from digest.write.groups import Group, take_up, understood
from digest.write.quotable import Quotable
from digest.write.similarity import ANY_NEWS, content_words, overlap

SURELY = 0.35
"""Chance to tell the main event that is asked of a fact."""

LIKELY = 0.12
"""The same where the part is short."""

EXPLAINS = 0.5
"""Chance of background from which a sentence that is no sure fact is left to explain."""

EARLY = 12
"""Sentences down to which the lead article tells the event; another article, half as many."""

DEEP, DEEP_ELSEWHERE = 16, 8
"""Sentences down to which a sure fact is looked for, in the lead article and in another."""

MOST_FACTS, MOST_OF_THE_REST = 4, 2
"""Groups that one step adds at most."""

PLACE_COST = 0.04
"""Worth that a fact loses with each sentence before it in its article."""

EARLY_PLACE_COST, DATED, OF_THE_LEAD = 0.03, 0.2, 0.1
"""The same where the part is short, and the worth of a day named and of the lead article."""

OTHER_FAMILY, DISPUTED, NEW_FACT = 0.15, 0.5, 0.4
"""Worth of a fact by an outlet not yet heard, of a toll that disagrees, and of the new fact of a
story that earlier issues told."""

SIDES, SIDE_WITHIN, SIDE_WORDS = 2, 3, 1
"""Sentences of other reports that fill a card of one sentence at most, how early they stand in
their article, and the words of the headline or the opening, names aside, that they must share: the
desk has found them to be of one event."""

SIDE_ROOM = 30
"""Words that such a sentence may have, however long the one sentence of the card is."""

TITLES_AGREE = 4
"""Telling words of the headline in the title of another report from which on the two tell one
event, in whatever words its text goes on."""

SECOND_WORDS = 60
"""Words that the second sentence of a card may have, however long its first is."""

LEFT_TO_TELL = 0.4
"""Share of its words up to which a fact is told by the headline and the rest of the card."""

NEW_FACT_SHARE = 0.6
"""Share of common words from which a sentence tells the new fact."""

EVENTS = frozenset({Role.MAIN, Role.MAIN_CONSEQUENCE, Role.CAUSE_SPECIFIC})

_REACTION = re.compile(
    r"\A[“\"]|\b(?:condemn|prais|welcom|criticiz|criticis|mourn|vow|express|call(?:ed|s) (?:for|"
    r"on)|"
    r"urg(?:ed|es)|denounc|reject)\w*",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"\b(?:will|is to|are to|plans? to|expected to|scheduled|due to|next)\b", re.IGNORECASE
)


def further_facts(draft: StoryDraft, room: int) -> list[Group]:
    """Take the surest facts: tolls that disagree first, then new ones, then more of the lead."""
    return take_up(draft, _facts(draft), room, most=MOST_FACTS)


def early_facts(draft: StoryDraft, bounds: tuple[int, int], spent: int) -> list[Group]:
    """Take what the articles tell early on, where the surest facts do not fill the part."""
    scored = []
    for article in untold(draft.story):
        own = article.id == draft.lead_id
        # the first sentence of the lead article is the lead paragraph already
        start, stop = (1, EARLY) if own else (0, EARLY // 2)
        for quote in quotables(article)[start:stop]:
            if not _tells_an_event(quote) or not (own or draft.is_event_of(quote)):
                continue
            group = understood(quote, draft)
            if group and not (own and any(map(draft.strays, group))):
                worth = quote.main - EARLY_PLACE_COST * quote.index
                worth += DATED * quote.dated + OF_THE_LEAD * own
                scored.append((worth, group))
    # a stable sort: of equal worth the article of better standing comes first
    scored.sort(key=lambda pair: pair[0], reverse=True)
    ranked = [group for _, group in scored]
    least, most = bounds
    return take_up(draft, ranked, most - spent, most=MOST_FACTS, enough=least - spent)


def rest_of_lead(draft: StoryDraft, room: int, *, most: int = MOST_OF_THE_REST) -> list[Group]:
    """Take what the lead article tells next; of a letter to the editor this is all there is."""
    groups = []
    # only the lead article: others tell the same event in other words
    for article in draft.story.articles[:1]:
        for quote in quotables(article)[1:EARLY]:
            if quote.tells_nothing or quote.text.startswith(OPENING_MARKS):
                continue
            if draft.concerns(quote):
                group = understood(quote, draft)
                if group:
                    groups.append(group)
    return take_up(draft, groups, room, most=most)


def sides_of_event(draft: StoryDraft, room: int) -> list[Group]:
    """Take what the other reports of the event say early on, for a card of one sentence.

    They say less of the headline than a fact elsewhere must: a line of a feed is all they have.
    """
    room = max(room, SIDE_ROOM)
    groups = []
    for article in newest_first(untold(draft.story), draft.lead_id):
        if article.id == draft.lead_id:
            continue
        tied = _titles_agree(draft, article)
        for quote in quotables(article)[:SIDE_WITHIN]:
            if quote.tells_nothing or quote.looks_back:
                continue
            # names alone tie no fact to an event, though the desk put the reports together
            if not tied and len(draft.shared(quote) & quote.common) < SIDE_WORDS:
                continue
            group = understood(quote, draft)
            if group:
                groups.append(group)
    return take_up(draft, groups, room, most=SIDES)


def _titles_agree(draft: StoryDraft, article: Article) -> bool:
    return len(headline_words(article) & draft.title - ANY_NEWS) >= TITLES_AGREE


def without_retold(
    draft: StoryDraft, opening: Sequence[Quotable], groups: Sequence[Group]
) -> list[Group]:
    """Leave out facts of other reports that the headline and the rest of the news tell together.

    Each was new when it was taken; facts taken after it may have told it again. A card keeps its
    opening and one fact, and a disputed toll stays.
    """
    kept = list(groups)
    for group in groups:
        quote = group[0]
        if len(kept) == 1 or len(group) > 1 or quote.article.id == draft.lead_id:
            continue
        told_words = set(draft.title)
        for other in [opening, *kept]:
            if other is not group:
                told_words.update(*(sentence.content for sentence in other))
        left = quote.content - told_words
        if len(left) > LEFT_TO_TELL * len(quote.content) or draft.in_dispute(quote):
            continue
        if not _is_needed(draft, quote, told_words):
            kept.remove(group)
            draft.drop(quote)
    return kept


def _is_needed(draft: StoryDraft, quote: Quotable, told_words: set[str]) -> bool:
    """Tell whether another sentence speaks of a person or a thing that this one alone names."""
    for other in draft.taken:
        if other is quote:
            continue
        if other.surname and other.surname in quote.text:
            return True
        noun = content_words("" if other.alone else leans_on(other.text))
        if noun and noun <= quote.content and not noun <= told_words:
            return True
    return False


def in_telling_order(draft: StoryDraft, groups: Sequence[Group]) -> list[Group]:
    """Order facts as a card tells them, the sentences of one outlet together.

    Outlets whose toll is disputed come first, then the outlet that opens the story, then those that
    tell the event before those that only react, the newest first. Within an outlet stand the event,
    then reactions, then the next step.
    """
    # the sentences of an outlet stand together, so its name is printed once
    outlets: dict[str, list[Group]] = {}
    for group in groups:
        outlets.setdefault(group[0].article.publisher, []).append(group)
    ranked = sorted(outlets.values(), key=lambda groups: _outlet_rank(draft, groups))
    ordered: list[Group] = []
    for groups_of_outlet in ranked:
        ordered += sorted(groups_of_outlet, key=_telling_place)
    return ordered


def _outlet_rank(draft: StoryDraft, groups: Sequence[Group]) -> tuple[bool, bool, bool, float]:
    disputed, reacts = False, True
    newest = -math.inf
    for group in groups:
        disputed = disputed or draft.in_dispute(group[-1])
        reacts = reacts and _phase(group) > 0
        newest = max(newest, group[0].article.published.timestamp())
    # an outlet may go on in another of its articles
    opener = draft.taken[0].article.publisher if draft.taken else ""
    opens = groups[0][0].article.publisher == opener
    # False sorts before True: disputed tolls first, bare reactions last
    return not disputed, not opens, reacts, -newest


def _telling_place(group: Group) -> tuple[int, str, int]:
    """Return the phase of a group, then its place in the text."""
    return _phase(group), group[0].article.id, group[0].index


def _phase(group: Group) -> int:
    """Return 0 for a group that tells the event, 1 for a reaction, 2 for the next step."""
    text, role = group[-1].text, group[-1].role
    phase = 0
    if _REACTION.search(text) and not group[-1].tolls:
        phase = 1
    if role is Role.DISTANT_EXPECTATIONS_CONSEQUENCES or (phase == 0 and _NEXT.search(text)):
        phase = 2
    return phase


def _tells_an_event(quote: Quotable) -> bool:
    # an earlier year is background, not what happened
    if quote.tells_nothing or quote.looks_back or quote.tells_an_old_day:
        return False
    # a sentence that explains better than it tells is left for *Why it matters*
    if quote.background >= EXPLAINS and quote.main < SURELY:
        return False
    return quote.dated or quote.role in EVENTS or quote.main >= LIKELY


def _facts(draft: StoryDraft) -> list[Group]:
    """Return candidate facts, the worthiest first."""
    scored = []
    for rank, article in enumerate(newest_first(untold(draft.story), draft.lead_id)):
        own = article.id == draft.lead_id
        for quote in quotables(article)[: DEEP if own else DEEP_ELSEWHERE]:
            if quote in draft.taken or quote.main < SURELY:
                continue
            if quote.tells_nothing or quote.looks_back or quote.tells_an_old_day:
                continue
            if not own and not draft.is_event_of(quote):
                continue
            group = understood(quote, draft)
            if group and not (own and any(map(draft.strays, group))):
                scored.append((_worth(draft, quote, rank), -rank, -quote.index, group))
    # ties by rank and place, so that the result does not depend on chance
    scored.sort(key=lambda entry: entry[:3], reverse=True)
    return [group for *_, group in scored]


def newest_first(articles: Sequence[Article], first_id: str) -> list[Article]:
    """Return the article of that id, then the others, the newest first."""
    first, rest = [], []
    for article in articles:
        if article.id == first_id:
            first.append(article)
        else:
            rest.append(article)
    rest.sort(key=lambda article: (article.published, article.id), reverse=True)
    return first + rest


def _worth(draft: StoryDraft, quote: Quotable, rank: int) -> float:
    worth = quote.main - PLACE_COST * quote.index
    if rank and quote.article.family not in {taken.article.family for taken in draft.taken}:
        worth += OTHER_FAMILY
    if draft.disagrees(quote):
        worth += DISPUTED
    new_fact = draft.story.new_fact
    if new_fact and overlap(content_words(new_fact), quote.content) >= NEW_FACT_SHARE:
        worth += NEW_FACT
    return worth
