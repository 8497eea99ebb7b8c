"""The extractive writer: every sentence is the source's own, cited by article and span; no network."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from digest.errors import WriteError
from digest.models import Article, Item, KnowMore, Newsletter, Paragraph, Passage, Picture, Reason, Role, Story
from digest.models import Field as ArticleField
from digest.write.cleaning import usable_picture
from digest.write.likeness import content_words, in_conflict, overlap, tolls
from digest.write.quarry import Quotable, fold_space, headline_passage, quotables, text_of
from digest.write.shortening import shorten
from digest.write.standing import introduces, lone_surname

_SAME = 0.7  # share of common content words from which a sentence repeats another
_NEW = 0.4  # least share of content words that nothing said before has
_RELATED = 0.25
_ELSEWHERE, _ANSWERS = 0.2, 0.5  # share of the headline's words in a sentence that tells another thing, and the same
_ANY_NEWS = content_words(
    "attack attacks strike strikes military kill killed war report reports talks deal plan minister official officials "
    "forces new year group leader president government state region source sources security troops us u.s. army force"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lengths:
    """Words a part may have; BRIEFING.md in numbers."""

    lead: int
    happened: int
    why: int
    dek: tuple[int, int] = (18, 30)
    know_more: int = 3


LEAD = Lengths(lead=60, happened=110, why=85)
SECONDARY = Lengths(lead=0, happened=70, why=45, know_more=2)


@dataclass(slots=True)
class _Draft:
    """What has been said of one story so far, so that nothing is said twice."""

    story: Story
    taken: list[Quotable] = field(default_factory=list)
    said: list[frozenset[str]] = field(default_factory=list)
    known: str = ""

    def repeats(self, quote: Quotable) -> bool:
        """True when another sentence says the same, or all sentences together leave it little to add."""
        content = quote.content
        fresh = content.difference(*self.said)
        return len(fresh) < _NEW * len(content) or any(overlap(content, said) >= _SAME for said in self.said)

    def knows(self, quote: Quotable) -> bool:
        name = lone_surname(quote.text)
        return not name or name in self.known

    def take(self, quotes: Iterable[Quotable]) -> None:
        for quote in quotes:
            self.taken.append(quote)
            self.said.append(quote.content)
            self.known += " " + quote.text


class ExtractiveWriter:
    """Writes a story from the sentences of its own articles, chosen by role, place and novelty."""

    name = "extractive"

    def write(
        self,
        story: Story,
        *,
        newsletter: Newsletter,  # noqa: ARG002
        lead: bool,
        related: Sequence[Story],
        now: datetime,  # noqa: ARG002
    ) -> Item:
        """Write one story; raise WriteError when it has no headline at all."""
        if not story.articles or not story.lead.title.strip():
            raise WriteError(
                "the story has no headline", subject=story.id, hint="leave it out, or give its lead article a title"
            )
        lengths = LEAD if lead else SECONDARY
        headline = headline_passage(story.lead)
        draft = _Draft(story=story, known=headline.text)
        opening = _opening(draft, lengths.lead or lengths.happened // 2)
        happened = _what_happened(draft, lengths.happened if lead else lengths.happened - _count(opening))
        why = _why_it_matters(draft, lengths.why)
        dek = _dek(draft, headline, lengths.dek) if lead else None
        return Item(
            story_id=story.id,
            headline=headline,
            section=story.section,
            dek=dek,
            picture=_picture(story) if lead else None,
            lead=_paragraph(opening) if lead else (),
            what_happened=tuple(_paragraph(group) for group in (happened if lead else [opening, *happened]) if group),
            why_it_matters=tuple(_paragraph(group) for group in why),
            know_more=_know_more(draft, related, lengths.know_more),
            article_ids=tuple(article.id for article in story.articles),
            publishers=story.publishers,
            state=story.state,
            new_fact=story.new_fact,
            developed_since=story.past.published if story.past else None,
            reasons=(*story.reasons, *_why_trail(draft)),
        )


def _paragraph(quotes: Sequence[Quotable]) -> Paragraph:
    return tuple(quote.passage for quote in quotes)


def _count(quotes: Iterable[Quotable]) -> int:
    return sum(quote.words for quote in quotes)


def _opening(draft: _Draft, room: int) -> list[Quotable]:
    """The sentence that opens the lead article and, where short, the one that follows it."""
    article = next((article for article in draft.story.articles if quotables(article)), None)
    if article is None:
        return []
    sentences = quotables(article)
    first = _first(draft, article)
    chosen = [first]
    draft.take(chosen)
    for following in [quote for quote in sentences if quote.index > first.index][:2]:
        if _count(chosen) >= 0.6 * room or _count(chosen) + following.words > room:
            break
        if following.main + following.why < 0.3 or not draft.knows(following) or draft.repeats(following):
            break
        chosen.append(following)
        draft.take([following])
    return chosen


def _first(draft: _Draft, article: Article) -> Quotable:
    """The first sentence, unless it dangles or tells another thing than the title, and an early one does better."""
    first, *early = quotables(article)[:5]
    title = content_words(headline_passage(article).text, article.language or "en")
    told, least = overlap(first.content, title), 0.0
    if first.alone and draft.knows(first) and not first.tells_nothing:
        if told >= _ELSEWHERE:
            return first
        least = _ANSWERS
    standing = [quote for quote in early if quote.alone and draft.knows(quote) and not quote.tells_nothing]
    better = [quote for quote in standing if overlap(quote.content, title) > told]
    return next((quote for quote in better if overlap(quote.content, title) >= least), first)


def _what_happened(draft: _Draft, room: int) -> list[list[Quotable]]:
    """The newest facts of the other publishers, conflicting tolls first, then more of the lead article."""
    groups: list[list[Quotable]] = []
    left = room
    for group in _facts(draft):
        words = _count(group)
        if (
            words > left
            or len(groups) == 4
            or any(draft.repeats(quote) for quote in group if not _disagrees(draft, quote))
        ):
            continue
        groups.append(group)
        draft.take(group)
        left -= words
    return groups


def _facts(draft: _Draft) -> list[list[Quotable]]:
    """Candidate facts in the order an editor would add them: a different toll, what is new, the rest of the lead."""
    lead_id = draft.taken[0].article.id if draft.taken else ""
    scored = []
    for rank, article in enumerate(_newest_first(draft.story, lead_id)):
        for quote in quotables(article)[: 12 if article.id == lead_id else 6]:
            if quote in draft.taken or quote.main < 0.35 or quote.tells_nothing:
                continue
            if group := _standing(quote, draft):
                scored.append((_worth(draft, quote, rank), -rank, -quote.index, group))
    scored.sort(key=lambda found: found[:3], reverse=True)
    return [group for *_, group in scored]


def _newest_first(story: Story, lead_id: str) -> list[Article]:
    others = [article for article in story.articles if article.id != lead_id]
    others.sort(key=lambda article: (article.published, article.id), reverse=True)
    return [article for article in story.articles if article.id == lead_id] + others


def _worth(draft: _Draft, quote: Quotable, rank: int) -> float:
    worth = quote.main - 0.04 * quote.index
    if rank and quote.article.family not in {taken.article.family for taken in draft.taken}:
        worth += 0.15
    if _disagrees(draft, quote):
        worth += 0.5
    if draft.story.new_fact and overlap(content_words(draft.story.new_fact), quote.content) >= 0.6:
        worth += 0.4
    return worth


def _disagrees(draft: _Draft, quote: Quotable) -> bool:
    """True when another publisher gives another toll than was said."""
    return bool(tolls(quote.text)) and any(
        taken.article.publisher != quote.article.publisher and in_conflict(taken.text, quote.text)
        for taken in draft.taken
    )


def _standing(quote: Quotable, draft: _Draft) -> list[Quotable]:
    """The sentence if it stands alone; else it with the one before, if that one does; else nothing."""
    if quote.alone and draft.knows(quote):
        return [quote]
    before = next((other for other in quotables(quote.article) if other.index == quote.index - 1), None)
    if before is None or before.paragraph < quote.paragraph - 1 or not before.alone or not draft.knows(before):
        return []
    if before in draft.taken or not introduces(before.text, quote.text):
        return []
    return [before, quote]


def _why_it_matters(draft: _Draft, room: int) -> list[list[Quotable]]:
    """Context, earlier events, expectations and evaluation, surest first, shown in the order of their text."""
    found = []
    for article in _newest_first(draft.story, draft.story.lead.id):
        for quote in quotables(article)[1:]:
            if quote.why < 0.6 or quote in draft.taken or quote.tells_nothing or quote.role in {Role.NA, Role.MAIN}:
                continue
            if (group := _standing(quote, draft)) and not any(other in draft.taken for other in group):
                found.append((_gravity(draft, quote), group))
    found.sort(key=lambda scored: (-scored[0], scored[1][0].article.id, scored[1][0].index))
    groups: list[list[Quotable]] = []
    for _, group in found:
        if (
            len(groups) < 3
            and _count(group) <= room
            and not any(draft.repeats(quote) or quote in draft.taken for quote in group)
        ):
            groups.append(group)
            draft.take(group)
            room -= _count(group)
    groups.sort(key=lambda group: (group[0].article.id != draft.story.lead.id, group[0].article.id, group[0].index))
    return groups


def _gravity(draft: _Draft, quote: Quotable) -> float:
    """How well a sentence says why it matters: sure of its role, about this story, readable, no bare quote."""
    about = max((overlap(quote.content, said) for said in draft.said), default=0.0)
    gravity = quote.why + 0.3 * min(about, 0.4)
    if not 10 <= quote.words <= 45:
        gravity -= 0.2
    if quote.text.startswith(("“", '"', "«")):
        gravity -= 0.15
    return gravity - 0.004 * quote.index


def _dek(draft: _Draft, headline: Passage, bounds: tuple[int, int]) -> Passage | None:
    """Stakes or the next step in 18 to 30 words, never the headline again."""
    title = content_words(headline.text, draft.story.lead.language or "en")
    best: tuple[float, Passage, Quotable] | None = None
    for quote in (quote for article in draft.story.articles for quote in quotables(article)):
        if (
            quote in draft.taken
            or quote.tells_nothing
            or not quote.alone
            or not draft.knows(quote)
            or draft.repeats(quote)
        ):
            continue
        passage = shorten(quote.passage, text_of(quote.article, quote.field), most_words=bounds[1])
        if passage is None or len(passage.text.split()) < bounds[0] - 6 or overlap(quote.content, title) >= _SAME:
            continue
        worth = _stakes(quote, draft) - (0.3 if len(passage.text.split()) < bounds[0] else 0)
        if best is None or worth > best[0]:
            best = worth, passage, quote
    if best is None or best[0] < 0.3:
        return None
    draft.take([best[2]])
    return best[1]


def _stakes(quote: Quotable, draft: _Draft) -> float:
    ahead = 0.25 if quote.role is Role.DISTANT_EXPECTATIONS_CONSEQUENCES else 0.0
    after = 0.2 if quote.role is Role.MAIN_CONSEQUENCE else 0.0
    own = 0.1 if quote.article.id == draft.story.lead.id else 0.0
    quoted = 0.3 if quote.text.startswith(("“", '"')) else 0.0
    return max(quote.why, quote.main) + ahead + after + own - quoted - 0.02 * quote.index


def _know_more(draft: _Draft, related: Sequence[Story], most: int) -> tuple[KnowMore, ...]:
    """The thread's past, related stories of this issue, then what other publishers of this story add."""
    story, links = draft.story, []
    if story.past and story.past.headline:
        links.append(_past_link(story))
    ours = _title(story)
    links += [_link(other.lead) for other in related if other.id != story.id and _akin(ours, _title(other))]
    cited = {quote.article.id for quote in draft.taken} | {story.lead.id}
    shown = [ours]
    for article in story.articles:
        words = content_words(article.title, article.language or "en")
        if article.id not in cited and all(overlap(words, other) < _SAME for other in shown):
            links.append(_link(article))
            shown.append(words)
    return tuple(links[:most])


def _akin(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """True when two headlines share enough, and two words that do not stand in any news of the region."""
    return overlap(ours, theirs) >= _RELATED and len((ours & theirs) - _ANY_NEWS) >= 2


def _title(story: Story) -> frozenset[str]:
    return content_words(story.lead.title, story.lead.language or "en")


def _link(article: Article) -> KnowMore:
    return KnowMore(
        passage=headline_passage(article), url=article.url, outlet=article.publisher, published=article.published
    )


def _past_link(story: Story) -> KnowMore:
    past = story.past
    assert past is not None  # noqa: S101
    headline = fold_space(past.headline)
    passage = Passage(
        text=headline,
        article_id=next(iter(past.article_ids), ""),
        field=ArticleField.TITLE,
        start=0,
        end=len(past.headline),
    )
    return KnowMore(passage=passage, url=past.url, outlet="", published=past.published, past=True)


def _picture(story: Story) -> Picture | None:
    """The lead article's picture; if it has none, that of another article of the story."""
    return next((picture for article in story.articles if (picture := usable_picture(article.picture))), None)


def _why_trail(draft: _Draft) -> tuple[Reason, ...]:
    outlets = sorted({quote.article.publisher for quote in draft.taken if quote.article.publisher})
    reasons = [
        Reason(code="written", detail=f"{len(draft.taken)} sentences from {', '.join(outlets) or 'the article'}")
    ]
    if len(draft.taken) == 0:
        reasons.append(Reason(code="headline_only", detail="no article of the story has a sentence that may be quoted"))
    return tuple(reasons)


def also_passage(story: Story, *, most_words: int = 25) -> Passage:
    """One line of a story: its headline, shown cut where it is longer than `most_words` and can be."""
    headline = headline_passage(story.lead)
    return shorten(headline, story.lead.title, most_words=most_words) or headline
