"""Render the draft of an issue with its pictures, under the operator's templates and theme."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from digest.models import (
    Briefing,
    HostedPicture,
    Issue,
    IssueVariant,
    PicturePolicy,
    Selection,
)
from digest.render import (
    Gathered,
    Locator,
    gather_pictures,
    locate,
    mail_parts,
    render_issue,
)
from digest.usecases.looks import look_of
from digest.usecases.made_from import made_from
from digest.usecases.newsroom import Newsroom, fetching
from digest.usecases.variants import render_variants


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedDraft:
    """The issue of a draft, the pictures that its mail links on our own site, and its variants."""

    issue: Issue
    hosted: tuple[HostedPicture, ...]
    variants: tuple[IssueVariant, ...]


def render_draft(
    newsroom: Newsroom, briefing: Briefing, *, created: datetime, selection: Selection | None = None
) -> RenderedDraft:
    """Render a briefing and each variant; the selection tells the topics of its stories.

    Cost: one HTTP request for each picture that the newsletter embeds or hosts.
    """
    pictures = _gather(newsroom, briefing)
    # the fingerprints come first: a file that changes while it is read makes the issue out of date
    prints = made_from(newsroom, briefing)
    theme = look_of(newsroom.config, briefing.newsletter_id, briefing.theme)

    def render(part: Briefing) -> Issue:
        return render_issue(
            part,
            publication=newsroom.config.settings.publication,
            created=created,
            templates_dir=newsroom.config.settings.templates_dir,
            theme=theme,
            pictures=pictures.shown,
            parts=mail_parts(newsroom.config.folder),
            locator=locator if _same_lead(part, briefing) else None,
        )

    locator = _locator(newsroom, briefing)
    issue = render(briefing)
    newsletter = newsroom.newsletter(briefing.newsletter_id)
    variants = render_variants(briefing, selection or Selection(stories=()), newsletter, render)
    return RenderedDraft(
        issue=replace(issue, made_from=prints), hosted=tuple(_hosted(pictures)), variants=variants
    )


def _same_lead(part: Briefing, whole: Briefing) -> bool:
    """Tell whether a variant has the lead of the issue: the map shows where that happens."""
    return part.items[:1] == whole.items[:1]


def _gather(newsroom: Newsroom, briefing: Briefing) -> Gathered:
    policy = newsroom.newsletter(briefing.newsletter_id).pictures
    with fetching(newsroom) as fetcher:
        return gather_pictures(
            briefing,
            policy=policy,
            fetcher=fetcher,
            public_url=newsroom.config.settings.publication.public_url,
        )


def _locator(newsroom: Newsroom, briefing: Briefing) -> Locator | None:
    """Draw the map of the lead story, unless the newsletter wants no pictures."""
    if newsroom.newsletter(briefing.newsletter_id).pictures is PicturePolicy.NONE:
        return None
    return locate(
        briefing,
        newsroom.config.aliases,
        public_url=newsroom.config.settings.publication.public_url,
    )


def _hosted(pictures: Gathered) -> Iterator[HostedPicture]:
    for name, picture in pictures.hosted:
        yield HostedPicture(name=name, content_type=picture.content_type, content=picture.content)
