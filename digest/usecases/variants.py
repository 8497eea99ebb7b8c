"""Variants of an issue: the briefing of each, and its mail."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from digest.errors import UseError
from digest.models import (
    AlsoItem,
    Blocks,
    Briefing,
    Issue,
    IssueVariant,
    Item,
    Newsletter,
    Selection,
    Variant,
    WhenEmpty,
)
from digest.render import reading_order
from digest.usecases.newsroom import Newsroom
from digest.write import follow_lead

Render = Callable[[Briefing], Issue]


def render_variants(
    briefing: Briefing, selection: Selection, newsletter: Newsletter, render: Render
) -> tuple[IssueVariant, ...]:
    """Render each variant that the newsletter offers; one without a story has no mail."""
    return tuple(_rendered(briefing, selection, newsletter, render))


def variant_briefing(briefing: Briefing, selection: Selection, variant: Variant) -> Briefing | None:
    """Return the briefing of a variant; None where no story of the issue is within.

    The subject follows the lead, unless a person wrote it.
    """
    topics = _topics_of(selection)

    def is_within(story: Item | AlsoItem) -> bool:
        if story.section in variant.sections:
            return True
        return bool(topics.get(story.story_id, frozenset()) & {*variant.topics})

    items = tuple(filter(is_within, briefing.items))
    if not items:
        return None
    part = replace(
        briefing,
        items=items,
        also=tuple(filter(is_within, briefing.also)),
        blocks=_blocks(briefing, items, variant),
    )
    return follow_lead(part, briefing)


def briefings_of_variants(newsroom: Newsroom, briefing: Briefing) -> Mapping[str, Briefing]:
    """Return the briefing of each variant that has a story, by its id."""
    newsletter = newsroom.newsletter(briefing.newsletter_id)
    selection = newsroom.store.issues.selection(briefing.issue_id) or Selection(stories=())
    parts = {}
    for variant in newsletter.variants:
        part = variant_briefing(briefing, selection, variant)
        if part is not None:
            parts[variant.id] = part
    return parts


def with_variant(issue: Issue, variant: IssueVariant) -> Issue:
    """Return the issue as the readers of a variant get it."""
    # a picture of a story outside must not travel along
    images = [image for image in issue.images if f'src="cid:{image.cid}"' in variant.html]
    return replace(
        issue,
        subject=variant.subject,
        preheader=variant.preheader,
        html=variant.html,
        text=variant.text,
        content_hash=variant.content_hash,
        images=tuple(images),
    )


def variant_of(newsroom: Newsroom, issue: Issue, variant_id: str) -> Issue:
    """Return an issue in one of its variants. Raises UseError for a variant without a mail."""
    stored = newsroom.store.issues.variants(issue.id)
    for variant in stored:
        if variant.variant_id == variant_id and variant.html:
            return with_variant(issue, variant)
    known = ", ".join(variant.variant_id for variant in stored if variant.html) or "none"
    raise UseError(
        f"this issue has no variant {variant_id}", subject=issue.id, hint=f"it has: {known}"
    )


def _rendered(
    briefing: Briefing, selection: Selection, newsletter: Newsletter, render: Render
) -> Iterator[IssueVariant]:
    for variant in newsletter.variants:
        part = variant_briefing(briefing, selection, variant)
        if part is None:
            skips = variant.when_empty is WhenEmpty.NOTHING
            yield IssueVariant(variant_id=variant.id, name=variant.name, skips=skips)
            continue
        mail = render(part)
        yield IssueVariant(
            variant_id=variant.id,
            name=variant.name,
            subject=mail.subject,
            preheader=mail.preheader,
            html=mail.html,
            text=mail.text,
            content_hash=mail.content_hash,
        )


def _topics_of(selection: Selection) -> Mapping[str, frozenset[str]]:
    topics = {}
    for story in (*selection.stories, *selection.also):
        topics[story.id] = frozenset(match.topic_id for match in story.matches)
    return topics


def _blocks(briefing: Briefing, items: tuple[Item, ...], variant: Variant) -> Blocks:
    """Return the blocks of a variant; a poll goes along with its story alone."""
    blocks = briefing.blocks
    left_out = tuple(dict.fromkeys((*blocks.leave_out, *variant.leave_out)))
    poll = blocks.poll
    if poll is not None:
        stories = reading_order(briefing.items)
        asked = stories[poll.story - 1 : poll.story]
        # numbered anew: the mail of a variant counts its own stories
        numbers = [n for n, item in enumerate(reading_order(items), 1) if item in asked]
        poll = replace(poll, story=numbers[0]) if numbers else None
    return replace(blocks, leave_out=left_out, poll=poll)
