"""Sentences of a mail: each leads to its article, and says its language where that is another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from digest.languages import base_code
from digest.models import (
    DESK,
    Briefing,
    Citation,
    Item,
    KnowMore,
    Paragraph,
    Passage,
)
from digest.render.clean_text import clean, language_tag, web_address
from digest.render.mail_page import (
    FurtherReading,
    OutletSources,
    Quote,
    QuotedParagraph,
    SourceLink,
)
from digest.render.passages import story_article_ids
from digest.render.typography import dates_whole, with_stop
from digest.render.wording import Wording
from digest.text import direction_of

# Stands in where a sentence cites an article that the briefing does not describe.
_NO_SOURCE = SourceLink(number=0, outlet="", title="", url="", when="", state_run=False)


class SourceQuotes:
    """Lays out the sentences of one briefing, with the articles that a story leads to already."""

    def __init__(
        self, briefing: Briefing, *, words: Wording, citations: Mapping[str, Citation]
    ) -> None:
        self.briefing = briefing
        self.words = words
        self.citations = citations
        self.linked: set[str] = set()

    def begin(self, *, linked: Iterable[str] = ()) -> None:
        """Begin a story: its first sentence of each article leads there, but for those linked."""
        self.linked = set(linked)

    def paragraphs(
        self, written: Sequence[Paragraph], sources: Mapping[str, SourceLink]
    ) -> tuple[QuotedParagraph, ...]:
        """Lay paragraphs out; an empty one is left out."""
        shown = []
        for paragraph in written:
            if paragraph:
                shown.append(self.paragraph(paragraph, sources))
        return tuple(shown)

    def paragraph(self, written: Paragraph, sources: Mapping[str, SourceLink]) -> QuotedParagraph:
        """Lay a paragraph out; neighbouring sentences of one article share one link."""
        quotes = []
        for _, same_article in groupby(written, key=lambda passage: passage.article_id):
            quotes.append(self.quote(list(same_article), sources, in_text=True))
        return tuple(quotes)

    def quote(
        self,
        same_article: list[Passage],
        sources: Mapping[str, SourceLink],
        *,
        in_text: bool = False,
    ) -> Quote:
        """Join sentences of one article; say their language where the mail has another.

        A headline or a standfirst that stands `in_text` has the stop that its outlet left out.
        """
        article_id = same_article[0].article_id
        cleaned = []
        for passage in same_article:
            sentence = clean(passage.shown)
            if in_text:
                sentence = with_stop(sentence)
            cleaned.append(sentence)
        # each sentence is cleaned alone, so that none can swallow the space after it
        text = dates_whole(" ".join(cleaned), self.briefing.language)
        if article_id == DESK:
            return Quote(text=self.words.say("by_desk", text=text), source=_NO_SOURCE)
        source = sources.get(article_id, _NO_SOURCE)
        citation = self.citations.get(article_id)
        quote = Quote(text=text, source=source, first=article_id not in self.linked)
        self.linked.add(article_id)
        language = ""
        if citation:
            language = language_tag(citation.language)
        # a feed often names the country too, which is no other language
        if not language or base_code(language) == base_code(self.briefing.language):
            return quote
        direction = direction_of(language)
        # a text that runs as the mail does needs no mark of its direction
        if direction is self.briefing.direction:
            return replace(quote, language=language)
        return replace(quote, language=language, direction=direction)

    def further_reading(self, more: KnowMore, sources: Mapping[str, SourceLink]) -> FurtherReading:
        """Lay one *Know more* entry out."""
        # the year is left out: links lead to this window or to recent issues
        when = self.words.short_day(more.published)
        if more.past:
            when = self.words.say("from_earlier_issue", date=when)
        outlet = clean(more.outlet)
        link = when
        if outlet:
            link = f"{outlet}{self.words.labels['comma']} {when}"
        if more.past:
            # the link leads to our earlier issue: its article is no source of this story
            sources = {}
        return FurtherReading(
            run=self.quote([more.passage], sources),
            url=web_address(more.url),
            link=link,
            past=more.past,
            analysis=more.analysis,
        )

    def sources(self, item: Item) -> dict[str, SourceLink]:
        """Number the articles of a story: its own first, then those that only *Know more* cites."""
        # the order decides the numbers that subscribers see
        wanted = dict.fromkeys(story_article_ids(item))
        for more in item.know_more:
            wanted[more.passage.article_id] = None
        links: dict[str, SourceLink] = {}
        for article_id in wanted:
            if article_id in self.citations:
                links[article_id] = self.source(self.citations[article_id], len(links) + 1)
        return links

    def source(self, citation: Citation, number: int) -> SourceLink:
        """Lay one citation out, with its time; the mail names the zone once."""
        return SourceLink(
            number=number,
            outlet=clean(citation.outlet),
            title=clean(citation.title),
            url=web_address(citation.url),
            when=self.words.moment(citation.published, today=self.briefing.slot),
            state_run=citation.state_run,
        )


def by_outlet(sources: Sequence[SourceLink], comma: str) -> tuple[OutletSources, ...]:
    """Gather the articles of each outlet, in the order of its first number."""
    gathered: dict[str, list[SourceLink]] = {}
    for source in sources:
        gathered.setdefault(source.outlet, []).append(source)
    outlets = []
    for outlet, articles in gathered.items():
        # two reports of one minute need one time
        times = dict.fromkeys(article.when for article in articles)
        outlets.append(
            OutletSources(
                numbers=tuple(article.number for article in articles),
                outlet=outlet,
                when=f"{comma} ".join(times),
                state_run=articles[0].state_run,
            )
        )
    return tuple(outlets)
