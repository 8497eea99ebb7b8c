"""Lay a briefing out for the templates: each text is one clean line, each link is judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from digest.kernel.issue_ids import read_issue_id
from digest.languages import base_code
from digest.models import (
    DESK,
    AlsoItem,
    Briefing,
    Citation,
    Correction,
    Item,
    KnowMore,
    Paragraph,
    Passage,
    Publication,
    StoryState,
    TrendReport,
)
from digest.render.card_pictures import by_section
from digest.render.clean_text import clean, language_tag, web_address
from digest.render.locator import Locator
from digest.render.mail_page import (
    BlockValues,
    ContentsEntry,
    FurtherReading,
    MailPage,
    NamedLink,
    OutletSources,
    Quote,
    QuotedParagraph,
    ShownFigure,
    ShownLine,
    ShownOutlet,
    ShownQuote,
    ShownReport,
    ShownSection,
    ShownStory,
    SourceLink,
)
from digest.render.passages import cited_article_ids, passages, story_article_ids
from digest.render.picture_layout import PictureLayout
from digest.render.pictures import PreparedPicture
from digest.render.pull_quote import PullQuote, pull_quote
from digest.render.standing_lines import (
    clean_call,
    editor_address,
    initial_of,
    sender_lines,
    sister_link,
    site_page,
)
from digest.render.story_blocks import StoryBlocks
from digest.render.typography import dates_whole, mostly_latin_digits
from digest.render.wording import Wording, wording
from digest.text import direction_of

# How fast an adult reads news silently, in words per minute.
WORDS_PER_MINUTE = 230
# So many stories need a list of contents: two are seen at a glance.
LEAST_CONTENTS = 3

# Stands in where a sentence cites an article that the briefing does not describe.
_NO_SOURCE = SourceLink(number=0, outlet="", title="", url="", when="", state_run=False)


def lay_out(
    briefing: Briefing,
    *,
    publication: Publication,
    pictures: Mapping[str, PreparedPicture],
    picture_width: int,
    added: Mapping[str, BlockValues] | None = None,
    locator: Locator | None = None,
) -> tuple[MailPage, Wording]:
    """Lay a briefing out and return it with the wording of its language.

    A picture shows only when `pictures` holds it under its address. `picture_width` is the widest
    that a picture may be, in CSS pixels. `added` holds the content of added parts, by name,
    and `locator` the map of the lead story.
    """
    words = wording(briefing.language, briefing.timezone, own=publication.labels)
    layout = _Layout(briefing, pictures, picture_width, words, locator)
    return layout.page(publication, added or {}), layout.words


def reading_minutes(briefing: Briefing) -> int:
    """Return the whole minutes that reading an issue takes, at least 1."""
    word_count = 0
    for passage in passages(briefing):
        word_count += len(passage.text.split())
    return max(1, round(word_count / WORDS_PER_MINUTE))


class _Layout:
    """One briefing while it is laid out, with its wording and its citations at hand."""

    def __init__(
        self,
        briefing: Briefing,
        pictures: Mapping[str, PreparedPicture],
        picture_width: int,
        words: Wording,
        locator: Locator | None,
    ) -> None:
        self.briefing = briefing
        texts = [passage.text for passage in passages(briefing)]
        self.words = replace(words, latin_digits=mostly_latin_digits(texts))
        self.citations: dict[str, Citation] = {}
        # a later citation of one article replaces an earlier one
        for citation in briefing.citations:
            self.citations[citation.article_id] = citation
        self.blocks = StoryBlocks(briefing=briefing, words=self.words, citations=self.citations)
        self.pictures = PictureLayout(
            briefing=briefing,
            pictures=pictures,
            width=picture_width,
            words=self.words,
            locator=locator,
        )
        self.section_titles: dict[str, str] = {}
        for section in briefing.sections:
            self.section_titles[section.id] = clean(section.title)
        # the articles that a sentence of the current story leads to already
        self.linked: set[str] = set()

    def page(self, publication: Publication, added: Mapping[str, BlockValues]) -> MailPage:
        """Lay the whole mail out."""
        briefing, words, blocks = self.briefing, self.words, self.briefing.blocks
        pulled, items = None, briefing.items
        if self.blocks.wants("quote"):
            pulled, items = pull_quote(briefing.items)
        # the first story of a briefing leads; only an issue in trouble has none
        lead = None
        if items:
            lead = self.story(items[0], 1)
        sections = self.sections(items[1:])
        contents: tuple[ContentsEntry, ...] = ()
        if self.blocks.wants("contents"):
            contents = _contents(lead, sections)
        return MailPage(
            language=language_tag(briefing.language) or words.language,
            direction=briefing.direction,
            subject=clean(briefing.subject),
            preheader=clean(briefing.preheader),
            newsletter=clean(briefing.newsletter_name),
            tagline=clean(briefing.tagline),
            day=words.day(briefing.slot),
            reading_time=words.say("reading_time", count=reading_minutes(briefing)),
            house=clean(publication.name),
            intro=self.intro(),
            contents=contents,
            lead=lead,
            sections=sections,
            also=self.also_lines(briefing.also),
            reports=tuple(map(self.report, blocks.trend_reports)),
            membership=clean_call(blocks.membership),
            sisters=tuple(map(sister_link, blocks.sisters)),
            corrections=self.corrections(grave=False),
            grave=self.corrections(grave=True),
            quote=self.pulled(pulled, items),
            week_ahead=self.blocks.week_ahead(),
            sponsored=clean_call(blocks.sponsored),
            brief_day=words.brief_day(briefing.slot, year=True),
            outlets=self.outlets(),
            postal_address=sender_lines(publication),
            archive_url=site_page(publication, f"archive/{briefing.newsletter_id}"),
            subscribe_url=site_page(publication, f"join?newsletter={briefing.newsletter_id}"),
            share_url=site_page(publication, f"i/{briefing.issue_id}"),
            editor_url=editor_address(publication, briefing),
            zone=words.zone_name,
            summary=self.summary(),
            issue_number=self.issue_number(),
            initial=initial_of(clean(briefing.newsletter_name)),
            added=added,
        )

    def intro(self) -> tuple[str, ...]:
        """Lay the editor's note out; the title of its part says that it is the desk's."""
        shown = []
        for paragraph in self.briefing.intro:
            text = clean(paragraph.text)
            if text:
                shown.append(text)
        return tuple(shown)

    # stories

    def sections(self, items: Sequence[Item]) -> tuple[ShownSection, ...]:
        """Group stories under the titles of their sections, in the order of each first story."""
        # the same grouping decides which cards have a picture
        members = by_section(items)
        sections = []
        # the lead is number 1, and the others are numbered as subscribers meet them
        number = 1
        for section_id, section_items in members.items():
            stories = []
            for item in section_items:
                number += 1
                stories.append(self.story(item, number))
            title = self.section_title(section_id) or self.words.say("more_news")
            sections.append(ShownSection(title=title, stories=tuple(stories)))
        return tuple(sections)

    def section_title(self, section_id: str) -> str:
        """Return the title of a section; a section without one is called by its id."""
        return self.section_titles.get(section_id) or clean(section_id)

    def story(self, item: Item, number: int) -> ShownStory:
        """Lay one story out, in reading order: the first sentence of an article leads to it."""
        sources = self.sources(item)
        # the headline leads to its article, so that no number of that article has to
        self.linked = set()
        headline = self.quote([item.headline], sources)
        dek = None
        if item.dek:
            dek = self.quote([item.dek], sources)
        lead = self.paragraph(item.lead, sources)
        what_happened = self.paragraphs(item.what_happened, sources)
        why_it_matters = self.paragraphs(item.why_it_matters, sources)
        further_reading = []
        timeline = self.blocks.timeline(item)
        told = {step.url for step in timeline}
        for more in item.know_more:
            # the timeline leads to the earlier issue already
            if not (more.past and web_address(more.url) in told):
                further_reading.append(self.further_reading(more, sources))
        own_sources = []
        # articles that only *Know more* cites have a number but no place in this line
        for article_id in story_article_ids(item):
            if article_id in sources:
                own_sources.append(sources[article_id])
        new_fact = ""
        if item.state is StoryState.DEVELOPED:
            new_fact = clean(item.new_fact)
        disputed = self.blocks.disputed(item)
        figures: tuple[ShownFigure, ...] = ()
        # the other stories are too short for figures
        if number == 1:
            figures = self.blocks.figures(item, disputed)
        return ShownStory(
            headline=headline.text,
            url=headline.source.url,
            language=headline.language,
            direction=headline.direction,
            kicker=self.section_title(item.section),
            dek=dek,
            picture=self.pictures.of_story(item, headline.text, leads=number == 1),
            lead=lead,
            what_happened=what_happened,
            why_it_matters=why_it_matters,
            know_more=tuple(further_reading),
            sources=tuple(own_sources),
            outlets=_by_outlet(own_sources, self.words.say("comma")),
            # several articles of one publisher are still one source
            one_source=item.publishers == 1,
            developed=self.developed(item),
            new_fact=new_fact,
            number=number,
            figures=figures,
            tolls=self.blocks.tolls(disputed),
            timeline=timeline,
            map=self.pictures.map_of(headline.text) if number == 1 else None,
        )

    def developed(self, item: Item) -> str:
        """Say since which day a story developed; empty for a story that did not."""
        if item.state is not StoryState.DEVELOPED or item.developed_since is None:
            return ""
        return self.words.say("developed", date=self.words.short_day(item.developed_since))

    def pulled(self, pulled: PullQuote | None, items: Sequence[Item]) -> ShownQuote | None:
        """Lay the quote of the day out; the outlet leads to its article where no card does."""
        if pulled is None:
            return None
        sources = {}
        article_id = pulled.passage.article_id
        if article_id in self.citations:
            sources[article_id] = self.source(self.citations[article_id], 1)
        # a card that cites the article leads to it already
        self.linked = set()
        for item in items:
            self.linked.update(story_article_ids(item))
        return ShownQuote(run=self.quote([pulled.passage], sources), story=pulled.story)

    # sentences

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
            quotes.append(self.quote(list(same_article), sources))
        return tuple(quotes)

    def quote(self, same_article: list[Passage], sources: Mapping[str, SourceLink]) -> Quote:
        """Join sentences of one article; say their language where the mail has another."""
        article_id = same_article[0].article_id
        cleaned = []
        for passage in same_article:
            cleaned.append(clean(passage.shown))
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

    def also_lines(self, written: Sequence[AlsoItem]) -> tuple[ShownLine, ...]:
        """Lay the lines of *In brief* out; a section is named at its first line."""
        lines = []
        shown = ""
        # the lines of this part have a numbering of their own
        for number, also in enumerate(written, 1):
            self.linked = set()
            article_id = also.passage.article_id
            sources = {}
            if article_id in self.citations:
                sources[article_id] = self.source(self.citations[article_id], number)
            section = self.section_titles.get(also.section, "")
            named = section
            if section == shown:
                named = ""
            shown = section
            lines.append(ShownLine(section=named, run=self.quote([also.passage], sources)))
        return tuple(lines)

    def issue_number(self) -> str:
        """Say how many issues of the newsletter there are with this one; "" where not known."""
        if not self.briefing.number or not self.blocks.wants("issue_number"):
            return ""
        return self.words.say("issue_number", number=self.words.number(self.briefing.number))

    def summary(self) -> str:
        """Tell the day in one sentence: what subject and preheader say beyond the headlines."""
        if not self.blocks.wants("intro"):
            return ""
        headlines = []
        for item in self.briefing.items:
            headlines.append(_letters(item.headline.shown))
        clauses = []
        for text in (self.briefing.subject, self.briefing.preheader):
            said = _letters(text)
            # the front of a headline stands in the contents already
            told = any(headline.startswith(said) for headline in headlines)
            if said and not told:
                clauses.append(clean(text).rstrip(". "))
        if not clauses:
            return ""
        sentence = "; ".join(clauses)
        if sentence[-1].isalnum():
            sentence += "."
        return sentence

    # sources

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

    def outlets(self) -> tuple[ShownOutlet, ...]:
        """List each outlet that this issue cites once, in the order of its first citation."""
        shown: dict[str, ShownOutlet] = {}
        for article_id in cited_article_ids(self.briefing):
            citation = self.citations.get(article_id)
            # two articles of one outlet are one entry
            if citation and citation.outlet not in shown:
                name = clean(citation.outlet)
                shown[citation.outlet] = ShownOutlet(name=name, state_run=citation.state_run)
        return tuple(shown.values())

    # standing blocks

    def report(self, report: TrendReport) -> ShownReport:
        """Lay one *Trend Report* out."""
        title = clean(report.title)
        return ShownReport(
            title=title,
            url=web_address(report.url),
            caption=clean(report.caption),
            picture=self.pictures.large(report.picture, title),
        )

    def corrections(self, *, grave: bool) -> tuple[NamedLink, ...]:
        """Lay the corrections out that are grave, or those that are not."""
        shown = []
        for correction in self.briefing.corrections:
            if correction.grave is grave:
                shown.append(self.correction(correction))
        return tuple(shown)

    def correction(self, correction: Correction) -> NamedLink:
        """Lay a correction out, named by the issue that it corrects."""
        return NamedLink(
            name=self.issue_name(correction.issue_id),
            text=clean(correction.text),
            url=web_address(correction.url),
        )

    def issue_name(self, issue_id: str) -> str:
        """Name an earlier issue by its day; empty for an id without a date."""
        edition = read_issue_id(issue_id)
        if edition is None:
            return ""
        return self.words.say("correction_of", date=self.words.short_day(edition.day))


def _contents(
    lead: ShownStory | None, sections: Sequence[ShownSection]
) -> tuple[ContentsEntry, ...]:
    """List the stories of a mail; one or two stories need no list."""
    if lead is None:
        return ()
    # the order of the mail: the lead, then the sections from top to bottom
    titled = [(lead.kicker, lead)]
    for section in sections:
        for story in section.stories:
            titled.append((section.title, story))
    # a table of one or two lines would only repeat the headlines below it
    if len(titled) < LEAST_CONTENTS:
        return ()
    # one section for all stories would be named once a line, and tell no two lines apart
    names_section = len({title for title, _ in titled}) > 1
    entries = []
    for section_title, story in titled:
        entries.append(
            ContentsEntry(
                number=story.number,
                headline=story.headline,
                section=section_title if names_section else "",
                language=story.language,
                direction=story.direction,
            )
        )
    return tuple(entries)


def _by_outlet(sources: Sequence[SourceLink], comma: str) -> tuple[OutletSources, ...]:
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


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
