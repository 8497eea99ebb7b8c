"""Lay a briefing out as the parts that templates show: every string one clean line, every link vetted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import groupby

from digest.models import (
    AlsoItem,
    Blocks,
    Briefing,
    Call,
    Citation,
    Item,
    KnowMore,
    Paragraph,
    Passage,
    Picture,
    Publication,
    StoryState,
)
from digest.render.parts import (
    Line,
    LinkPart,
    OutletPart,
    Page,
    Pointer,
    ReportPart,
    Run,
    SectionPart,
    ShownPicture,
    SourceLink,
    StoryPart,
)
from digest.render.pictures import PreparedPicture
from digest.render.vetting import clean, language_tag, web_address
from digest.render.wording import Wording, wording
from digest.text import direction_of

WORDS_A_MINUTE = 230


def lay_out(
    briefing: Briefing,
    *,
    publication: Publication,
    pictures: Mapping[str, PreparedPicture],
    picture_width: int,
) -> tuple[Page, Wording]:
    """Lay a briefing out. A picture shows only when `pictures` holds it under its address."""
    return _Layout(briefing, pictures, picture_width).page(publication)


class _Layout:
    """One briefing being laid out: its wording and its citations at hand."""

    def __init__(
        self, briefing: Briefing, pictures: Mapping[str, PreparedPicture], picture_width: int
    ) -> None:
        self.briefing = briefing
        self.pictures = pictures
        self.picture_width = picture_width
        self.words = wording(briefing.language, briefing.timezone)
        self.citations = {citation.article_id: citation for citation in briefing.citations}
        self.titles = {section.id: clean(section.title) for section in briefing.sections}

    def page(self, publication: Publication) -> tuple[Page, Wording]:
        briefing, words = self.briefing, self.words
        lead, *others = briefing.items or (None,)
        page = Page(
            language=language_tag(briefing.language) or words.language,
            direction=briefing.direction,
            subject=clean(briefing.subject),
            preheader=clean(briefing.preheader),
            newsletter=clean(briefing.newsletter_name),
            tagline=clean(briefing.tagline),
            day=words.day(briefing.slot),
            reading_time=words.say("reading_time", count=reading_minutes(briefing)),
            lead=self.story(lead) if lead else None,
            sections=tuple(self.grouped(item for item in others if item)),
            also=tuple(
                self.also_line(also, number) for number, also in enumerate(briefing.also, 1)
            ),
            reports=tuple(self.reports(briefing.blocks)),
            membership=_call(briefing.blocks.membership),
            sisters=tuple(
                LinkPart(
                    name=clean(sister.name), text=clean(sister.tagline), url=web_address(sister.url)
                )
                for sister in briefing.blocks.sisters
            ),
            corrections=tuple(
                LinkPart(
                    name=self.issue_name(c.issue_id), text=clean(c.text), url=web_address(c.url)
                )
                for c in briefing.corrections
            ),
            outlets=tuple(self.outlets()),
            postal_address=_address(publication),
            archive_url=_under(publication.public_url, f"archive/{briefing.newsletter_id}"),
        )
        return page, words

    def grouped(self, items: Iterable[Item]) -> Iterator[SectionPart]:
        """Stories under their section's title, sections in the order of their first story."""
        ordered = list(items)
        places = {
            section: place
            for place, section in reversed(list(enumerate(item.section for item in ordered)))
        }
        ordered.sort(key=lambda item: places[item.section])
        for section, members in groupby(ordered, key=lambda item: item.section):
            title = self.section_title(section) or self.words.say("more_news")
            yield SectionPart(title=title, stories=tuple(self.story(item) for item in members))

    def section_title(self, section: str) -> str:
        return self.titles.get(section) or clean(section)

    def story(self, item: Item) -> StoryPart:
        sources = self.sources(item)
        headline = self.run([item.headline], sources)
        return StoryPart(
            headline=headline.text,
            url=headline.source.url,
            language=headline.language,
            direction=headline.direction,
            kicker=self.section_title(item.section),
            dek=self.run([item.dek], sources) if item.dek else None,
            picture=self.picture(item.picture, headline.text),
            lead=self.line(item.lead, sources),
            what_happened=self.lines(item.what_happened, sources),
            why_it_matters=self.lines(item.why_it_matters, sources),
            know_more=tuple(self.pointer(more, sources) for more in item.know_more),
            sources=tuple(
                sources[article_id] for article_id in _told_by(item) if article_id in sources
            ),
            zone=_common(
                {sources[article_id].zone for article_id in _told_by(item) if article_id in sources}
            ),
            one_source=item.publishers == 1,
            developed=self.developed(item),
            new_fact=clean(item.new_fact) if item.state is StoryState.DEVELOPED else "",
        )

    def sources(self, item: Item) -> dict[str, SourceLink]:
        """Every article of a story, numbered: its own first, then those that only *Know more* cites."""
        wanted = dict.fromkeys(
            (*_told_by(item), *(more.passage.article_id for more in item.know_more))
        )
        known = [
            self.citations[article_id] for article_id in wanted if article_id in self.citations
        ]
        return {
            citation.article_id: self.source(citation, number)
            for number, citation in enumerate(known, 1)
        }

    def source(self, citation: Citation, number: int) -> SourceLink:
        when = self.words.moment(citation.published, today=self.briefing.slot)
        time, _, zone = when.rpartition(" ")
        return SourceLink(
            number=number,
            outlet=clean(citation.outlet),
            title=clean(citation.title),
            url=web_address(citation.url),
            when=time,
            zone=zone,
            state_run=citation.state_run,
        )

    def lines(
        self, paragraphs: Iterable[Paragraph], sources: Mapping[str, SourceLink]
    ) -> tuple[Line, ...]:
        return tuple(
            line for line in (self.line(paragraph, sources) for paragraph in paragraphs) if line
        )

    def line(self, paragraph: Paragraph, sources: Mapping[str, SourceLink]) -> Line:
        """A paragraph as runs: consecutive sentences of one article share one link."""
        grouped = groupby(paragraph, key=lambda passage: passage.article_id)
        return tuple(self.run(list(passages), sources) for _, passages in grouped)

    def run(self, passages: list[Passage], sources: Mapping[str, SourceLink]) -> Run:
        article_id = passages[0].article_id
        citation = self.citations.get(article_id)
        text = " ".join(clean(passage.text) for passage in passages)
        source = sources.get(article_id) or _UNKNOWN
        language = language_tag(citation.language) if citation else ""
        if _same_language(language, self.briefing.language):
            return Run(text=text, source=source)
        turned = direction_of(language)
        return Run(
            text=text,
            source=source,
            language=language,
            direction=turned if turned is not self.briefing.direction else None,
        )

    def pointer(self, more: KnowMore, sources: Mapping[str, SourceLink]) -> Pointer:
        day = self.words.short_day(more.published)
        outlet = clean(more.outlet)
        told = self.words.say("from_earlier_issue", date=day) if more.past else day
        return Pointer(
            run=self.run([more.passage], sources),
            url=web_address(more.url),
            link=f"{outlet}{self.words.labels['comma']} {told}" if outlet else told,
            past=more.past,
        )

    def also_line(self, also: AlsoItem, number: int) -> Run:
        citation = self.citations.get(also.passage.article_id)
        sources = {citation.article_id: self.source(citation, number)} if citation else {}
        return self.run([also.passage], sources)

    def reports(self, blocks: Blocks) -> Iterator[ReportPart]:
        for report in blocks.trend_reports:
            yield ReportPart(
                title=clean(report.title),
                url=web_address(report.url),
                caption=clean(report.caption),
                picture=self.picture(report.picture, clean(report.title)),
            )

    def picture(self, picture: Picture | None, title: str) -> ShownPicture | None:
        prepared = self.pictures.get(picture.url) if picture else None
        if picture is None or prepared is None:
            return None
        width = min(self.picture_width, prepared.width)
        alt, caption, credit = (
            clean(picture.alt),
            _ended(clean(picture.caption)),
            clean(picture.credit),
        )
        return ShownPicture(
            src=prepared.src,
            width=width,
            height=max(1, round(prepared.height * width / prepared.width)),
            # a caption says enough where nobody said what is seen; a picture with neither belongs to its story
            alt=alt or ("" if caption else self.words.say("picture_of", title=title)),
            caption=caption,
            credit=self.words.say("photo", credit=credit) if credit else "",
            file_photo=picture.file_photo,
        )

    def developed(self, item: Item) -> str:
        if item.state is not StoryState.DEVELOPED or item.developed_since is None:
            return ""
        return self.words.say("developed", date=self.words.short_day(item.developed_since))

    def outlets(self) -> Iterator[OutletPart]:
        """The outlets this issue cites, once each, in the order of their first use."""
        seen: set[str] = set()
        for article_id in _cited(self.briefing):
            citation = self.citations.get(article_id)
            if citation and citation.outlet not in seen:
                seen.add(citation.outlet)
                yield OutletPart(name=clean(citation.outlet), state_run=citation.state_run)

    def issue_name(self, issue_id: str) -> str:
        try:
            day = datetime.fromisoformat(issue_id.rpartition("@")[2])
        except ValueError:
            return ""
        return self.words.say("correction_of", date=self.words.short_day(day.date()))


def reading_minutes(briefing: Briefing) -> int:
    """Whole minutes to read an issue, at least one."""
    words = sum(len(passage.text.split()) for passage in passages(briefing))
    return max(1, round(words / WORDS_A_MINUTE))


def passages(briefing: Briefing) -> Iterator[Passage]:
    """Every sentence of a briefing, in reading order."""
    for item in briefing.items:
        yield item.headline
        yield from item_passages(item)
    for also in briefing.also:
        yield also.passage


def item_passages(item: Item) -> Iterator[Passage]:
    """Every sentence of one story under its headline, in reading order."""
    if item.dek:
        yield item.dek
    for paragraph in (item.lead, *item.what_happened, *item.why_it_matters):
        yield from paragraph
    for more in item.know_more:
        if (
            not more.past
        ):  # an earlier issue's headline leads to that issue, not to an article of this one
            yield more.passage


_UNKNOWN = SourceLink(number=0, outlet="", title="", url="", when="", zone="", state_run=False)


def _told_by(item: Item) -> tuple[str, ...]:
    """The articles that tell a story: those it was made of, then any other its own sentences cite."""
    pointers = {more.passage.article_id for more in item.know_more}
    cited = (passage.article_id for passage in item_passages(item))
    own = (item.headline.article_id, *item.article_ids)
    return tuple(dict.fromkeys((*own, *(a for a in cited if a not in pointers))))


def _cited(briefing: Briefing) -> Iterator[str]:
    for item in briefing.items:
        yield from _told_by(item)
        yield from (more.passage.article_id for more in item.know_more)
    for also in briefing.also:
        yield also.passage.article_id


def _same_language(one: str, other: str) -> bool:
    return not one or one.split("-")[0].lower() == other.split("-")[0].lower()


def _common(zones: set[str]) -> str:
    return next(iter(zones)) if len(zones) == 1 else ""


def _call(call: Call | None) -> Call | None:
    if call is None:
        return None
    return Call(
        title=clean(call.title),
        text=clean(call.text),
        button=clean(call.button),
        url=web_address(call.url),
    )


def _address(publication: Publication) -> tuple[str, ...]:
    """Who sends this and from where, one line each; the name is not said twice."""
    lines = [clean(line) for line in publication.postal_address.splitlines() if line.strip()]
    name = clean(publication.name)
    return tuple(lines if lines and lines[0] == name else [name, *lines])


def _ended(text: str) -> str:
    """A caption as a sentence, so that the credit after it does not run on."""
    return f"{text}." if text and text[-1].isalnum() else text


def _under(public_url: str, path: str) -> str:
    return web_address(f"{public_url.rstrip('/')}/{path}")
