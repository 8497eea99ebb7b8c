"""From the desk's selection to a briefing: stories written and cited, no sentence told twice."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial

from digest.errors import WriteError
from digest.models import (
    AlsoItem,
    Article,
    Briefing,
    Coverage,
    Item,
    Newsletter,
    Paragraph,
    Reason,
    Selection,
    Story,
)
from digest.protocols import Writer
from digest.write.article_pictures import with_pictures
from digest.write.citations import citations_of
from digest.write.earlier_events import earlier_of
from digest.write.extractive import ExtractiveWriter
from digest.write.further_reports import CountedReports, count_titles, further_reports_for
from digest.write.item_passages import count_sentences, passages
from digest.write.related_links import LINE_WORDS, also_passage, is_akin, led_by
from digest.write.sides import sides_among, theme_words, told_in, with_sides, words_of_issue
from digest.write.similarity import ANY_NEWS, content_words
from digest.write.subject import subject_and_preheader
from digest.write.writers import writer_of

_NO_COVERAGE = Coverage()

FOR_WANT_OF_ROOM = ("full", "section_full", "no_room")
"""Last reasons of stories that were good enough for the issue and found no place in it."""

TELLING_WORDS = 2
"""Telling words of a headline that a sentence of its card must share."""

BROAD_WORDS = 3
"""Words of a headline, be they in any news, that serve as well as its telling words."""

STANDFIRST_WORDS = 8
"""Words from which on the one sentence of a card is a standfirst, which one name ties to it."""

MOST_TAKEOVERS = 4
"""So many other reports of a story are tried where the lead does not tell its headline."""


def compose(
    selection: Selection,
    newsletter: Newsletter,
    *,
    issue_id: str,
    slot: date,
    now: datetime,
    writer: Writer | None = None,
    coverage: Coverage = _NO_COVERAGE,
    earlier: Sequence[Article] = (),
    further_reports: Sequence[Article] = (),
    taken: Collection[str] = (),
    printed: Collection[str] = (),
) -> Briefing:
    """Write the briefing of one issue, the lead first, by the newsletter's writer or `writer`.

    A story the `writer` cannot write (WriteError) falls to the extractive writer, and its reasons
    say so. A story without a sentence that tells its headline becomes a line of *In brief*.
    `earlier` are articles from before these stories that may explain them, `further_reports` those
    of the same days, of which a card of one sentence may quote one on its event. Corrections are a
    person's to add, in the YAML. `taken` are subjects of other issues of the day, `printed` the
    sentences of earlier issues: the background of a card repeats none from before its story.
    """
    writer = writer or writer_of(newsletter)
    extractive = ExtractiveWriter(printed=printed)
    # a writer of an operator's own keeps its ways
    if type(writer) is ExtractiveWriter:
        writer = extractive
    desk = _WritingDesk(
        writer=writer,
        extractive=extractive,
        newsletter=newsletter,
        now=now,
        earlier=tuple(earlier),
        further_reports=tuple(further_reports),
        theme=theme_words((*selection.stories, *selection.also)),
    )
    items, lines, taken_in = desk.written(selection)
    # before the subject is made: a sentence that was dropped must not become it
    items = list(with_pictures(_without_repeats(items), selection.stories))
    # a story that could not be written becomes a line, and stands before the others
    also = [_line(story) for story in lines]
    for story in _left(selection.also, taken_in):
        line = _line(story)
        # a feed may set its summary in place of a title: some forty words are no line
        if len(line.passage.text.split()) <= LINE_WORDS:
            also.append(line)
    items = list(_linked_once(items, also))
    subject, preheader, reasons = subject_and_preheader(items, newsletter.language, taken=taken)
    return Briefing(
        issue_id=issue_id,
        newsletter_id=newsletter.id,
        newsletter_name=newsletter.name,
        tagline=newsletter.tagline,
        slot=slot,
        at=now,
        timezone=newsletter.timezone,
        language=newsletter.language,
        direction=newsletter.direction,
        subject=subject,
        preheader=preheader,
        items=tuple(items),
        also=tuple(also),
        sections=newsletter.sections,
        blocks=newsletter.blocks,
        citations=citations_of(items, also, selection, (*earlier, *further_reports)),
        coverage=coverage,
        subject_reasons=reasons,
        theme=newsletter.theme,
        writer=writer.name,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _WritingDesk:
    """All that the stories of one issue are written with."""

    writer: Writer
    extractive: ExtractiveWriter
    newsletter: Newsletter
    now: datetime
    earlier: tuple[Article, ...]
    further_reports: tuple[Article, ...]
    theme: frozenset[str]

    def written(self, selection: Selection) -> tuple[list[Item], list[Story], frozenset[str]]:
        """Write each story; return the cards, the stories that make a line only, and the lines.

        The first story that makes a card is written in full. Where no story makes a card, the first
        stands with its headline alone: an issue needs a subject. The third answer are the ids of
        the lines of *In brief* that cards of one sentence took in.
        """
        items: list[Item] = []
        lines: list[Story] = []
        taken_in: set[str] = set()
        further = _further_reading(selection)
        words = words_of_issue((*selection.stories, *selection.also, *selection.missed))
        counted: CountedReports | None = None
        held = _held_by(selection)
        for story in selection.stories:
            related = _akin(story, further, self.theme)
            item = self._card(story, lead=not items, related=related)
            if item is None:
                lines.append(story)
                continue
            if count_sentences(item) == 1:
                others = _left((*selection.also, *further), taken_in)
                sides = sides_among(story, item, others, words)
                fuller = self._card(with_sides(story, sides), lead=not items, related=related)
                # the others stay where they are when the card is none the fuller for them
                if fuller is not None and count_sentences(fuller) > 1:
                    told_ids = frozenset(told_in(fuller, sides))
                    taken_in |= told_ids
                    item = _without_sources(
                        fuller, [side for side in sides if side.id not in told_ids]
                    )
            if count_sentences(item) == 1:
                # its words are counted only where a card is short: a store holds thousands
                counted = counted or count_titles(self.further_reports)
                more = further_reports_for(story, item, counted, held=held, theme=self.theme)
                item = self._with_reports(story, item, more, lead=not items, related=related)
                held |= {article.id for article in more if article.id in item.article_ids}
            items.append(item)
        # a day of titles alone: better one headline than an issue without a subject
        if not items and lines:
            first = lines.pop(0)
            related = _akin(first, further, self.theme)
            items = [self._write(first, lead=True, related=related)]
        return items, lines, frozenset(taken_in)

    def _with_reports(
        self,
        story: Story,
        item: Item,
        more: Sequence[Article],
        *,
        lead: bool,
        related: Sequence[Story],
    ) -> Item:
        """Return the card with a sentence of one more report, as it was where none adds one."""
        for article in more:
            with_report = replace(story, articles=(*story.articles, article))
            fuller = self._card(with_report, lead=lead, related=related)
            if fuller is not None and count_sentences(fuller) > 1:
                reason = Reason(
                    code="further_report",
                    detail=f"{article.publisher or article.id} tells more of the event",
                )
                return replace(fuller, reasons=(*fuller.reasons, reason))
        return item

    def _card(self, story: Story, *, lead: bool, related: Sequence[Story]) -> Item | None:
        """Write a story that tells its headline: its own lead's, else another report's; or None."""
        item = self._write(story, lead=lead, related=related)
        if tells_headline(item, story.lead.language):
            return item
        # the lead may hold a title only, or a page whose text is on another matter
        for article in story.articles[1 : 1 + MOST_TAKEOVERS]:
            if article.language != story.lead.language:
                continue
            led_by_article = self._write(led_by(story, article), lead=lead, related=related)
            if tells_headline(led_by_article, article.language):
                reason = Reason(
                    code="headline_taken_over",
                    detail=f"{article.publisher or article.id} tells what its headline says",
                )
                return replace(led_by_article, reasons=(*led_by_article.reasons, reason))
        return None

    def _write(self, story: Story, *, lead: bool, related: Sequence[Story]) -> Item:
        """Write one story by the writer, or by the extractive writer where that one fails."""
        try:
            return self._written_by(self.writer, story, lead=lead, related=related)
        except WriteError as error:
            # there is no writer to fall back on
            if isinstance(self.writer, ExtractiveWriter):
                raise
            detail = f"{self.writer.name}: {error}; written by the extractive writer instead"
        item = self._written_by(self.extractive, story, lead=lead, related=related)
        reason = Reason(code="writer_failed", detail=detail)
        return replace(item, reasons=(*item.reasons, reason))

    def _written_by(
        self, writer: Writer, story: Story, *, lead: bool, related: Sequence[Story]
    ) -> Item:
        """Let a writer write; one that knows no `earlier` articles is asked without them."""
        write = partial(
            writer.write,
            story,
            newsletter=self.newsletter,
            lead=lead,
            related=related,
            now=self.now,
        )
        # a writer of an older contract takes no earlier articles
        earlier = earlier_of(story, self.earlier, self.theme)
        if earlier:
            return write(earlier=earlier)
        return write()


def _held_by(selection: Selection) -> set[str]:
    """Return the ids of the articles that the cards and lines of an issue hold."""
    held: set[str] = set()
    for story in (*selection.stories, *selection.also):
        held.update(article.id for article in story.articles)
    return held


def _line(story: Story) -> AlsoItem:
    return AlsoItem(story_id=story.id, passage=also_passage(story), section=story.section)


def _left(lines: Iterable[Story], taken_in: Collection[str]) -> list[Story]:
    return [line for line in lines if line.id not in taken_in]


def _without_sources(item: Item, sides: Iterable[Story]) -> Item:
    """Return a card without the articles of sides that it says no word of."""
    untold: set[str] = set()
    for side in sides:
        untold.update(article.id for article in side.articles)
    kept = tuple(article_id for article_id in item.article_ids if article_id not in untold)
    return replace(item, article_ids=kept)


def tells_headline(item: Item, language: str) -> bool:
    """Tell whether a sentence of an item shares the telling words of its headline."""
    code = language or "en"
    headline = content_words(item.headline.text, code)
    # a headline of nothing but common words is told by these
    telling = headline - ANY_NEWS or headline
    least = min(TELLING_WORDS, len(telling))
    sentences = []
    for paragraph in (item.lead, *item.what_happened):
        sentences += [passage.text for passage in paragraph]
    for sentence in sentences:
        words = content_words(sentence, code)
        if len(telling & words) >= least or len(headline & words) >= BROAD_WORDS:
            return True
    return len(sentences) == 1 and _is_standfirst(sentences[0], telling, code)


def _is_standfirst(sentence: str, telling: frozenset[str], code: str) -> bool:
    """Tell whether the one sentence of a card, of some length, names a name of its headline."""
    words = sentence.split()
    if len(words) < STANDFIRST_WORDS:
        return False
    # the first word has its capital from its place
    names = [word for word in words[1:] if word[:1].isupper()]
    return not telling.isdisjoint(content_words(" ".join(names), code))


def _akin(story: Story, further: Iterable[Story], theme: frozenset[str]) -> list[Story]:
    return [other for other in further if is_akin(story, other, theme=theme)]


def _further_reading(selection: Selection) -> tuple[Story, ...]:
    """Return the stories that the issue had no room for: no card and no line tells them.

    A link to a card of the same mail would only lead a reader back.
    """
    further = []
    for story in selection.missed:
        if story.reasons and story.reasons[-1].code in FOR_WANT_OF_ROOM:
            further.append(story)
    return tuple(further)


def _without_repeats(items: Iterable[Item]) -> Iterator[Item]:
    """Drop any sentence that an earlier item has in the same words."""
    seen_keys: set[str] = set()

    def fresh(paragraph: Paragraph) -> Paragraph:
        kept = []
        for passage in paragraph:
            key = passage.text.casefold()
            if key not in seen_keys:
                seen_keys.add(key)
                kept.append(passage)
        return tuple(kept)

    for item in items:
        # in the order of reading: of two equal sentences the first one stays
        lead = fresh(item.lead)
        happened = tuple(filter(None, map(fresh, item.what_happened)))
        why = tuple(filter(None, map(fresh, item.why_it_matters)))
        dek = item.dek
        if dek is not None and not fresh((dek,)):
            dek = None
        yield replace(item, lead=lead, what_happened=happened, why_it_matters=why, dek=dek)


def _linked_once(items: Sequence[Item], lines: Iterable[AlsoItem]) -> Iterator[Item]:
    """Drop any link that an earlier item has, or that leads to what a card or a line tells."""
    cited_articles = {line.passage.article_id for line in lines}
    for item in items:
        cited_articles.add(item.headline.article_id)
        cited_articles.update(passage.article_id for passage in passages(item))
    linked: set[str] = set()
    for item in items:
        links = []
        for link in item.know_more:
            is_told = link.passage.article_id in cited_articles and not link.past
            if link.url not in linked and not is_told:
                linked.add(link.url)
                links.append(link)
        yield replace(item, know_more=tuple(links))
