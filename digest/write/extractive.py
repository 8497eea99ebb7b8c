"""The extractive writer: every sentence is the source's own, cited by article and span; no network."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from digest.errors import WriteError
from digest.models import Article, Item, Newsletter, Paragraph, Passage, Reason, Role, Story
from digest.write.candidates import headline_passage, quotables, standfirst, text_of
from digest.write.context_free import introduces
from digest.write.draft_state import Draft
from digest.write.quotable import Quotable
from digest.write.related_links import headline_line, know_more, story_picture
from digest.write.shortening import shorten
from digest.write.similarity import content_words, overlap

# what a sentence is about
# share of the headline's words in a sentence that tells another thing, that is on it, and that tells the same
_ELSEWHERE, _TELLS, _ANSWERS = 0.2, 0.4, 0.5

# what it does
_SURELY = 0.35  # chance to tell what happened that is asked of a sentence
_LIKELY = 0.12  # the same, where the part is short or the opening goes on
_EVENTS = {Role.MAIN, Role.MAIN_CONSEQUENCE, Role.CAUSE_SPECIFIC}
_EARLY = 12  # sentences down to which the lead article tells what happened; half of that in another
_OPENED = 2 / 3  # share of an opening's room from which it says enough
_SHORT = 50  # words up to which sentences of one article make one paragraph
_QUOTES = ("“", '"', "«")
_SCRAP = 8  # words below which a sentence says nothing of why it matters

_Group = list[Quotable]
"""Sentences that stand together: one, or one with the sentence that introduces it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lengths:
    """Words a part may have, at least and at most, or at most."""

    lead: int
    happened: tuple[int, int]
    why: int
    dek: tuple[int, int] = (18, 30)
    know_more: int = 3


# `happened` is filled up to the lesser number with what the articles tell early on, beyond the surest facts
LEAD = Lengths(lead=60, happened=(80, 115), why=85)
SECONDARY = Lengths(lead=0, happened=(50, 75), why=45, know_more=2)


class ExtractiveWriter:
    """Writes a story from the sentences of its own articles, chosen by role, place and novelty."""

    name = "extractive"
    verbatim = True

    def write(
        self,
        story: Story,
        *,
        newsletter: Newsletter,
        lead: bool,
        related: Sequence[Story],
        now: datetime,  # noqa: ARG002
    ) -> Item:
        """Write one story; raise WriteError when it has no headline at all."""
        if not story.articles or not story.lead.title.strip():
            raise WriteError(
                "the story has no headline",
                subject=story.id,
                hint="leave it out, or give its lead article a title",
            )
        lengths = LEAD if lead else SECONDARY
        told = replace(story, articles=_readable(story, newsletter.language))
        headline = headline_line(told.lead) or headline_passage(told.lead)
        draft = Draft(story=told, headline=headline, known=headline.text)
        opening = _opening(draft, lengths.lead or lengths.happened[1] // 2)
        spent = 0 if lead else _count(opening)
        happened = _what_happened(draft, lengths.happened[1] - spent) or _further(
            draft, lengths.happened, spent
        )
        why = _why_it_matters(draft, lengths.why)
        dek = _dek(draft, lengths.dek) if lead else None
        happened += _further(draft, lengths.happened, spent + sum(map(_count, happened)))
        happened = happened or _rest(draft, lengths.happened[0] - spent)
        cited = {quote.article.id for quote in draft.taken}
        return Item(
            story_id=story.id,
            headline=headline,
            section=story.section,
            dek=dek,
            picture=story_picture(story) if lead else None,
            lead=_paragraph(opening) if lead else (),
            what_happened=_paragraphs(happened if lead else [opening, *happened]),
            why_it_matters=_paragraphs(why),
            know_more=know_more(told, related, cited=cited, most=lengths.know_more),
            article_ids=tuple(article.id for article in story.articles),
            publishers=story.publishers,
            state=story.state,
            new_fact=story.new_fact,
            developed_since=story.past.published if story.past else None,
            reasons=(*story.reasons, *_why_trail(draft)),
        )


def _readable(story: Story, language: str) -> tuple[Article, ...]:
    """The articles a reader of `language` can read, else those in the lead's: others are listed, and never quoted."""
    found = [
        article
        for article in story.articles
        if _base(article.language or language) == _base(language)
    ]
    return tuple(found) or _readable(story, story.lead.language)


def _base(language: str) -> str:
    return language.partition("-")[0].lower()


def _paragraph(quotes: Sequence[Quotable]) -> Paragraph:
    return tuple(quote.passage for quote in quotes)


def _paragraphs(groups: Iterable[_Group]) -> tuple[Paragraph, ...]:
    """Set neighbours of one article in one paragraph while it stays short."""
    joined: list[_Group] = []
    for group in filter(None, groups):
        before = joined[-1] if joined else []
        if (
            before
            and before[-1].article.id == group[0].article.id
            and _count([*before, *group]) <= _SHORT
        ):
            before += group
        else:
            joined.append([*group])
    return tuple(map(_paragraph, joined))


def _count(quotes: Iterable[Quotable]) -> int:
    return sum(quote.words for quote in quotes)


def _opening(draft: Draft, room: int) -> list[Quotable]:
    """The sentence that opens the lead article and, where short, one or two that follow it."""
    lead_id = draft.story.lead.id
    firsts = [quote for article in draft.story.articles if (quote := _first(draft, article))]
    firsts = [quote for quote in firsts if quote.article.id == lead_id or draft.concerns(quote)]
    if not firsts:
        return []
    chosen = [_on_the_headline(firsts, draft.title)]
    first = chosen[0]
    draft.take(chosen)
    for following in (
        quote for quote in quotables(first.article) if 0 < quote.index - first.index <= 4
    ):
        if _count(chosen) >= _OPENED * room:
            break
        if _count(chosen) + following.words <= room and _goes_on(draft, chosen[-1], following):
            chosen.append(following)
            draft.take([following])
    return chosen


def _on_the_headline(firsts: Sequence[Quotable], title: frozenset[str]) -> Quotable:
    """The lead article's first sentence; where it tells another thing than the headline, that of an article that does
    not: of some articles only a later page is stored."""
    if overlap(firsts[0].content, title) >= _ELSEWHERE:
        return firsts[0]
    return next(
        (quote for quote in firsts[1:] if overlap(quote.content, title) >= _TELLS), firsts[0]
    )


def _goes_on(draft: Draft, before: Quotable, following: Quotable) -> bool:
    """True when a sentence can come right after `before`: it follows there, or needs nothing between."""
    if following.main + following.why < 0.3 or following.tells_nothing or draft.repeats(following):
        return False
    if following.index == before.index + 1:
        return draft.understands(following) or introduces(
            before.text, following.text, following.surname
        )
    return following.main >= _LIKELY and draft.understands(following)


def _first(draft: Draft, article: Article) -> Quotable | None:
    """The first sentence, unless it dangles or tells another thing than the title, and an early one does better."""
    early = [quote for quote in quotables(article) if not quote.tells_nothing][:5]
    if not early:
        return None
    first, title = early[0], content_words(headline_passage(article).text, article.language or "en")
    told, least = overlap(first.content, title), 0.0
    if draft.understands(first):
        if told >= _ELSEWHERE:
            return first
        least = _ANSWERS
    better = [
        quote
        for quote in early
        if draft.understands(quote) and overlap(quote.content, title) > told
    ]
    return next((quote for quote in better if overlap(quote.content, title) >= least), first)


def _what_happened(draft: Draft, room: int) -> list[_Group]:
    """The facts of the other publishers and more of the lead article: tolls that disagree first, then the newest."""
    groups = _take_up(draft, _facts(draft), room, most=4)
    groups.sort(
        key=lambda group: (draft.in_dispute(group[-1]), group[0].article.published), reverse=True
    )
    return groups


def _further(draft: Draft, bounds: tuple[int, int], spent: int) -> list[_Group]:
    """What the articles tell early on, the lead's first, where the surest facts do not fill the part."""
    lead_id = draft.taken[0].article.id if draft.taken else ""
    found = []
    for article in _untold(draft.story):
        own = article.id == lead_id
        for quote in quotables(article)[1 if own else 0 : _EARLY if own else _EARLY // 2]:
            on_it = _tells_an_event(quote) and (own or draft.concerns(quote))
            if on_it and (group := _standing(quote, draft)):
                found.append(
                    (quote.main + 0.2 * quote.dated + 0.1 * own - 0.03 * quote.index, group)
                )
    found.sort(key=lambda scored: scored[0], reverse=True)
    groups = _take_up(
        draft, (group for _, group in found), bounds[1] - spent, most=4, enough=bounds[0] - spent
    )
    return sorted(
        groups,
        key=lambda group: (group[0].article.id != lead_id, group[0].article.id, group[0].index),
    )


def _rest(draft: Draft, room: int) -> list[_Group]:
    """What the lead article tells next, whatever its role: a speech or a letter is told by what it says."""
    own = [quote for article in draft.story.articles[:1] for quote in quotables(article)[1:_EARLY]]
    told = [
        quote
        for quote in own
        if not (quote.tells_nothing or quote.text.startswith(_QUOTES)) and draft.concerns(quote)
    ]
    return _take_up(draft, filter(None, (_standing(quote, draft) for quote in told)), room, most=2)


def _tells_an_event(quote: Quotable) -> bool:
    likely = quote.dated or quote.role in _EVENTS or quote.main >= _LIKELY
    return likely and not (quote.tells_nothing or quote.looks_back)


def _take_up(
    draft: Draft, ranked: Iterable[_Group], room: int, *, most: int, enough: int | None = None
) -> list[_Group]:
    """Take groups in their order that fit into `room` words and tell something new, until `enough` words are said."""
    groups: list[_Group] = []
    spent = 0
    for group in ranked:
        if len(groups) == most or (enough is not None and spent >= enough):
            break
        if spent + _count(group) <= room and not any(map(draft.has, group)):
            groups.append(group)
            draft.take(group)
            spent += _count(group)
    return groups


def _facts(draft: Draft) -> list[_Group]:
    """Candidate facts in the order an editor would add them: a different toll, what is new, the rest of the lead."""
    lead_id = draft.taken[0].article.id if draft.taken else ""
    scored = []
    for rank, article in enumerate(_newest_first(_untold(draft.story), lead_id)):
        own = article.id == lead_id
        for quote in quotables(article)[: 16 if own else 8]:
            if (
                quote in draft.taken
                or quote.main < _SURELY
                or quote.tells_nothing
                or quote.looks_back
            ):
                continue
            if (own or draft.concerns(quote)) and (group := _standing(quote, draft)):
                scored.append((_worth(draft, quote, rank), -rank, -quote.index, group))
    scored.sort(key=lambda found: found[:3], reverse=True)
    return [group for *_, group in scored]


def _untold(story: Story) -> list[Article]:
    """The articles that no earlier issue had, and the lead: what they tell is new to the reader."""
    told = frozenset(story.past.article_ids if story.past else ())
    return [
        article for article in story.articles if article.id not in told or article is story.lead
    ]


def _newest_first(articles: Sequence[Article], lead_id: str) -> list[Article]:
    others = [article for article in articles if article.id != lead_id]
    others.sort(key=lambda article: (article.published, article.id), reverse=True)
    return [article for article in articles if article.id == lead_id] + others


def _worth(draft: Draft, quote: Quotable, rank: int) -> float:
    worth = quote.main - 0.04 * quote.index
    if rank and quote.article.family not in {taken.article.family for taken in draft.taken}:
        worth += 0.15
    if draft.disagrees(quote):
        worth += 0.5
    if draft.story.new_fact and overlap(content_words(draft.story.new_fact), quote.content) >= 0.6:
        worth += 0.4
    return worth


def _standing(quote: Quotable, draft: Draft) -> _Group:
    """The sentence if it stands alone; else it with the one before, if that one does; else nothing."""
    if draft.understands(quote):
        return [quote]
    before = next(
        (other for other in quotables(quote.article) if other.index == quote.index - 1), None
    )
    if before is None or before.paragraph < quote.paragraph - 1 or not draft.understands(before):
        return []
    if (
        before in draft.taken
        or before.tells_nothing
        or not introduces(before.text, quote.text, quote.surname)
    ):
        return []
    return [before, quote]


def _why_it_matters(draft: Draft, room: int) -> list[_Group]:
    """Context, earlier events, expectations and evaluation, surest first, shown in the order of their text."""
    lead_id, found = draft.story.lead.id, []
    for article in _newest_first(draft.story.articles, lead_id):
        for quote in quotables(article)[1:]:
            if (
                quote.why < 0.6
                or quote.tells_nothing
                or quote.role in {Role.NA, Role.MAIN}
                or _is_news(quote)
            ):
                continue
            if article.id != lead_id and not draft.shared(quote):
                continue
            if (group := _standing(quote, draft)) and _count(group) >= _SCRAP:
                found.append((-_gravity(draft, quote), group[0].article.id, group[0].index, group))
    found.sort(key=lambda scored: scored[:3])
    groups = _take_up(draft, (group for *_, group in found), room, most=3)
    return sorted(
        groups,
        key=lambda group: (group[0].article.id != lead_id, group[0].article.id, group[0].index),
    )


def _is_news(quote: Quotable) -> bool:
    """True where what the role model takes for circumstances names a day of these days: it tells an event."""
    return quote.dated and quote.role is Role.CAUSE_GENERAL


def _gravity(draft: Draft, quote: Quotable) -> float:
    """How well a sentence says why it matters: sure of its role, about this story, readable, no quote, no news."""
    about = max((overlap(quote.content, said) for said in draft.said), default=0.0)
    gravity = quote.why + 0.3 * min(about, 0.4)
    if not 10 <= quote.words <= 45:
        gravity -= 0.2
    if quote.text.startswith(_QUOTES):
        gravity -= 0.15
    if quote.dated and quote.role is not Role.DISTANT_EXPECTATIONS_CONSEQUENCES:
        gravity -= 0.15
    return gravity - 0.004 * quote.index


def _dek(draft: Draft, bounds: tuple[int, int]) -> Passage | None:
    """Stakes or the next step in 18 to 30 words, never the headline again, and clear to who has read that alone."""
    best: tuple[float, Passage, Quotable] | None = None
    beside, cold = (
        standfirst(draft.story.lead),
        Draft(headline=draft.headline, story=draft.story, known=draft.headline.text),
    )
    for quote in (
        *beside,
        *(quote for article in _untold(draft.story) for quote in quotables(article)),
    ):
        if (
            quote in draft.taken
            or quote.tells_nothing
            or not cold.understands(quote)
            or draft.repeats(quote)
        ):
            continue
        if not _bears_on(draft, quote):
            continue
        passage = shorten(quote.passage, text_of(quote.article, quote.field), most_words=bounds[1])
        if passage is None or draft.is_headline(quote):
            continue
        short = bounds[0] - len(passage.text.split())
        worth = _stakes(quote, draft) + (0.3 if quote in beside else 0) - (0.3 if short > 0 else 0)
        if short <= 6 and (best is None or worth > best[0]):
            best = worth, passage, quote
    if best is None or best[0] < 0.3:
        return None
    draft.take([best[2]])
    return best[1]


def _bears_on(draft: Draft, quote: Quotable) -> bool:
    """True when a sentence is on this story: one that shares but a name with it and expects nothing tells a picture."""
    if quote.article.id != draft.story.lead.id:
        return draft.concerns(quote)
    return quote.role is Role.DISTANT_EXPECTATIONS_CONSEQUENCES or len(draft.shared(quote)) > 1


def _stakes(quote: Quotable, draft: Draft) -> float:
    ahead = 0.25 if quote.role is Role.DISTANT_EXPECTATIONS_CONSEQUENCES else 0.0
    after = 0.2 if quote.role is Role.MAIN_CONSEQUENCE else 0.0
    own = 0.1 if quote.article.id == draft.story.lead.id else 0.0
    away = 0.4 if quote.looks_back else 0.0
    quoted = 0.3 if quote.text.startswith(_QUOTES) else 0.0
    return quote.why + ahead + after + own - quoted - away - 0.02 * quote.index


def _why_trail(draft: Draft) -> tuple[Reason, ...]:
    outlets = sorted({quote.article.publisher for quote in draft.taken if quote.article.publisher})
    reasons = [
        Reason(
            code="written",
            detail=f"{len(draft.taken)} sentences from {', '.join(outlets) or 'the article'}",
        )
    ]
    if len(draft.taken) == 0:
        reasons.append(
            Reason(
                code="headline_only",
                detail="no article of the story has a sentence that may be quoted",
            )
        )
    return tuple(reasons)
