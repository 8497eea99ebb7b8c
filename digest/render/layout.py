"""Lay a briefing out for the templates: each text is one clean line, each link is judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from digest.kernel.issue_ids import read_issue_id
from digest.models import (
    AlsoItem,
    Briefing,
    Citation,
    Correction,
    Item,
    Publication,
    StoryState,
    TrendReport,
)
from digest.render.card_pictures import by_section
from digest.render.clean_text import clean, language_tag, web_address
from digest.render.contents_list import contents_list, sections_named_once
from digest.render.locator import Locator
from digest.render.mail_page import (
    BlockValues,
    ContentsEntry,
    MailPage,
    NamedLink,
    ShownFigure,
    ShownLine,
    ShownOutlet,
    ShownQuote,
    ShownReport,
    ShownSection,
    ShownStory,
)
from digest.render.opinion_lines import shown_opinions
from digest.render.passages import cited_article_ids, passages, story_article_ids
from digest.render.picture_layout import PictureLayout
from digest.render.pictures import PreparedPicture
from digest.render.pull_quote import PullQuote, pull_quote
from digest.render.source_quotes import SourceQuotes, by_outlet
from digest.render.standing_lines import (
    clean_call,
    editor_address,
    initial_of,
    sender_lines,
    sister_link,
    site_page,
)
from digest.render.story_blocks import StoryBlocks
from digest.render.typography import mostly_latin_digits
from digest.render.wording import Wording, wording

# How fast an adult reads news silently, in words per minute.
WORDS_PER_MINUTE = 230


def lay_out(
    briefing: Briefing,
    *,
    publication: Publication,
    pictures: Mapping[str, PreparedPicture],
    picture_width: int,
    gutter: int = 0,
    added: Mapping[str, BlockValues] | None = None,
    locator: Locator | None = None,
) -> tuple[MailPage, Wording]:
    """Lay a briefing out and return it with the wording of its language.

    A picture shows only when `pictures` holds it under its address. `picture_width` is the widest
    that a picture may be inside the column and `gutter` the space at its sides, both in CSS pixels.
    `added` holds the content of added parts, by name, and `locator` the map of the lead story.
    """
    words = wording(briefing.language, briefing.timezone, own=publication.labels)
    layout = _Layout(briefing, pictures, (picture_width, gutter), words, locator)
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
        widths: tuple[int, int],
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
        self.quotes = SourceQuotes(briefing, words=self.words, citations=self.citations)
        self.blocks = StoryBlocks(briefing=briefing, words=self.words, citations=self.citations)
        self.pictures = PictureLayout(
            briefing=briefing,
            pictures=pictures,
            width=widths[0],
            gutter=widths[1],
            words=self.words,
            locator=locator,
        )
        self.section_titles: dict[str, str] = {}
        for section in briefing.sections:
            self.section_titles[section.id] = clean(section.title)

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
            contents = contents_list(lead, sections)
        # last: the contents name the section of each story
        lead, sections = sections_named_once(lead, sections)
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
            opinions=shown_opinions(briefing),
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
        sources = self.quotes.sources(item)
        # the headline leads to its article, so that no number of that article has to
        self.quotes.begin()
        headline = self.quotes.quote([item.headline], sources)
        dek = None
        if item.dek:
            dek = self.quotes.quote([item.dek], sources)
        lead = self.quotes.paragraph(item.lead, sources)
        what_happened = self.quotes.paragraphs(item.what_happened, sources)
        why_it_matters = self.quotes.paragraphs(item.why_it_matters, sources)
        further_reading = []
        timeline = self.blocks.timeline(item)
        timeline_addresses = {step.url for step in timeline}
        for more in item.know_more:
            # the timeline leads to the earlier issue already
            if not (more.past and web_address(more.url) in timeline_addresses):
                further_reading.append(self.quotes.further_reading(more, sources))
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
            outlets=by_outlet(own_sources, self.words.say("comma")),
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
            sources[article_id] = self.quotes.source(self.citations[article_id], 1)
        # a card that cites the article leads to it already
        cited: set[str] = set()
        for item in items:
            cited.update(story_article_ids(item))
        self.quotes.begin(linked=cited)
        return ShownQuote(run=self.quotes.quote([pulled.passage], sources), story=pulled.story)

    def also_lines(self, written: Sequence[AlsoItem]) -> tuple[ShownLine, ...]:
        """Lay the lines of *In brief* out by section, each named at its first line."""
        # the sections come in the order of their first lines, and the lines keep theirs
        first: dict[str, int] = {}
        for place, also in enumerate(written):
            first.setdefault(also.section, place)
        written = sorted(written, key=lambda also: first[also.section])
        lines = []
        shown = ""
        # the lines of this part have a numbering of their own
        for number, also in enumerate(written, 1):
            self.quotes.begin()
            article_id = also.passage.article_id
            sources = {}
            if article_id in self.citations:
                sources[article_id] = self.quotes.source(self.citations[article_id], number)
            section = self.section_titles.get(also.section, "")
            named = section
            if section == shown or not self.has_sections:
                named = ""
            shown = section
            lines.append(ShownLine(section=named, run=self.quotes.quote([also.passage], sources)))
        return tuple(lines)

    @cached_property
    def has_sections(self) -> bool:
        """Tell whether the mail has stories of two sections: one alone tells no two apart."""
        names = {item.section for item in self.briefing.items}
        names.update(also.section for also in self.briefing.also)
        return len(names) > 1

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
            letters = _letters(text)
            # the front of a headline stands in the contents already
            stands_in_contents = any(headline.startswith(letters) for headline in headlines)
            if letters and not stands_in_contents:
                clauses.append(clean(text).rstrip(". "))
        if not clauses:
            return ""
        sentence = "; ".join(clauses)
        if sentence[-1].isalnum():
            sentence += "."
        return sentence

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


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
