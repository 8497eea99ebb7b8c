"""From the desk's selection to a briefing: every story written, cited, and nothing said twice in the issue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from digest.errors import WriteError
from digest.models import (
    AlsoItem,
    Article,
    Briefing,
    Citation,
    Coverage,
    Item,
    KnowMore,
    Newsletter,
    Paragraph,
    Passage,
    Reason,
    Selection,
    Story,
)
from digest.protocols import Writer
from digest.write.extractive import ExtractiveWriter
from digest.write.related_links import also_passage
from digest.write.subject import subject_and_preheader
from digest.write.writers import writer_of

_NO_COVERAGE = Coverage()


def compose(
    selection: Selection,
    newsletter: Newsletter,
    *,
    issue_id: str,
    slot: date,
    now: datetime,
    writer: Writer | None = None,
    coverage: Coverage = _NO_COVERAGE,
) -> Briefing:
    """Write the briefing of one issue, the lead first, by the newsletter's writer or `writer`.

    A story the `writer` cannot write (WriteError) falls to the extractive writer, and its reasons say so. Corrections
    are a person's to add, in the YAML.
    """
    writer = writer or writer_of(newsletter)
    stories = selection.stories
    items = [
        _written(
            story, writer, newsletter, lead=rank == 0, related=_others(story, selection), now=now
        )
        for rank, story in enumerate(stories)
    ]
    items = list(_without_repeats(items))
    also = tuple(
        AlsoItem(story_id=story.id, passage=also_passage(story), section=story.section)
        for story in selection.also
    )
    subject, preheader, reasons = subject_and_preheader(items)
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
        also=also,
        sections=newsletter.sections,
        blocks=newsletter.blocks,
        citations=_citations(items, also, (*stories, *selection.also)),
        coverage=coverage,
        subject_reasons=reasons,
        theme=newsletter.theme,
        writer=writer.name,
    )


def _others(story: Story, selection: Selection) -> tuple[Story, ...]:
    return tuple(other for other in (*selection.stories, *selection.also) if other.id != story.id)


def _written(
    story: Story,
    writer: Writer,
    newsletter: Newsletter,
    *,
    lead: bool,
    related: Sequence[Story],
    now: datetime,
) -> Item:
    try:
        return writer.write(story, newsletter=newsletter, lead=lead, related=related, now=now)
    except WriteError as error:
        if isinstance(writer, ExtractiveWriter):
            raise
        item = ExtractiveWriter().write(
            story, newsletter=newsletter, lead=lead, related=related, now=now
        )
        reason = Reason(
            code="writer_failed",
            detail=f"{writer.name}: {error}; written by the extractive writer instead",
        )
        return replace(item, reasons=(*item.reasons, reason))


def _without_repeats(items: Iterable[Item]) -> Iterator[Item]:
    """Drop any sentence an earlier item already said in the same words."""
    said: set[str] = set()

    def fresh(paragraph: Paragraph) -> Paragraph:
        kept = []
        for passage in paragraph:
            key = passage.text.casefold()
            if key not in said:
                said.add(key)
                kept.append(passage)
        return tuple(kept)

    for item in items:
        lead = fresh(item.lead)
        happened = tuple(kept for paragraph in item.what_happened if (kept := fresh(paragraph)))
        why = tuple(kept for paragraph in item.why_it_matters if (kept := fresh(paragraph)))
        dek = item.dek if item.dek and fresh((item.dek,)) else None
        yield replace(item, lead=lead, what_happened=happened, why_it_matters=why, dek=dek)


def passages(item: Item) -> Iterator[Passage]:
    """Every passage of an item in reading order, without its headline and links."""
    yield from (item.dek,) if item.dek else ()
    for paragraph in (item.lead, *item.what_happened, *item.why_it_matters):
        yield from paragraph


def _citations(
    items: Sequence[Item], also: Sequence[AlsoItem], stories: Sequence[Story]
) -> tuple[Citation, ...]:
    """Say of every article that the issue cites, lists or links what a reader needs to know of it."""
    known = {article.id: article for story in stories for article in story.articles}
    wanted: dict[str, None] = {}
    for item in items:
        wanted.update(dict.fromkeys(item.article_ids))
        wanted.update(dict.fromkeys(passage.article_id for passage in passages(item)))
        wanted.update(dict.fromkeys(_linked(item.know_more)))
    wanted.update(dict.fromkeys(line.passage.article_id for line in also))
    wanted.update(dict.fromkeys(story.lead.id for story in stories))
    return tuple(_citation(known[article_id]) for article_id in wanted if article_id in known)


def _linked(links: Iterable[KnowMore]) -> Iterator[str]:
    return (link.passage.article_id for link in links)


def _citation(article: Article) -> Citation:
    return Citation(
        article_id=article.id,
        url=article.url,
        title=article.title,
        outlet=article.publisher,
        published=article.published,
        language=article.language or "en",
        state_run=article.state_run,
    )
