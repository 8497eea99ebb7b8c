"""Current issue: the one stored rendering that is shown, tested, approved and sent.

A draft is rendered again, stored and announced when anything that it was made from has changed. An
approved issue stays as it was frozen.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from digest.errors import UseError
from digest.models import Briefing, Issue, IssueState, Newsletter, Selection
from digest.usecases.made_from import changes, made_from
from digest.usecases.newsroom import Newsroom, briefing_of, issue_of
from digest.usecases.render_draft import render_draft

BY_HAND = "hand"
"""The writer of a briefing that a person edited. A machine draft replaces it only on request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CurrentIssue:
    """An issue with its briefing. `changed` names what an approved issue was made from before."""

    issue: Issue
    briefing: Briefing
    changed: tuple[str, ...] = ()


def current_issue(newsroom: Newsroom, issue_id: str) -> CurrentIssue:
    """Return the stored issue; a draft is rendered again first when it is out of date.

    Raises UseError when the issue does not exist or is held, and RenderError when it is out of date
    and cannot be rendered.
    """
    issue, briefing = issue_of(newsroom, issue_id), briefing_of(newsroom, issue_id)
    if issue.approved is None:
        briefing = _following(briefing, newsroom.newsletter(briefing.newsletter_id))
    # fingerprints instead of a second rendering: milliseconds instead of a second
    changed = changes(issue.made_from, made_from(newsroom, briefing))
    if not changed:
        return CurrentIssue(issue=issue, briefing=briefing)
    # frozen: the change is reported, and the bytes stay
    if issue.approved is not None:
        return CurrentIssue(issue=issue, briefing=briefing, changed=changed)
    return _rendered_again(newsroom, issue, briefing, changed)


def _rendered_again(
    newsroom: Newsroom, issue: Issue, briefing: Briefing, changed: tuple[str, ...]
) -> CurrentIssue:
    selection = newsroom.store.issues.selection(issue.id) or Selection(stories=())
    rendered = render_draft(newsroom, briefing, created=issue.created, selection=selection)
    fresh = rendered.issue
    try:
        newsroom.store.issues.save_draft(
            briefing, selection, fresh, hosted=rendered.hosted, variants=rendered.variants
        )
    except UseError:
        if newsroom.store.issues.state(issue.id) in (None, IssueState.DRAFT):
            raise
        # another process approved it meanwhile: what is stored stands
        return CurrentIssue(issue=issue_of(newsroom, issue.id), briefing=briefing)
    # a change that moved no byte, such as a comment in a template, is not announced
    if fresh.content_hash != issue.content_hash:
        newsroom.tell(f"{issue.id} was rendered again, because this changed: {', '.join(changed)}")
    return CurrentIssue(issue=fresh, briefing=briefing)


FOLLOWED_KEYS = ("newsletter_name", "tagline", "direction", "sections", "blocks", "theme")
"""Keys of its newsletter that a briefing repeats, and follows until a person overwrites them."""


def _following(briefing: Briefing, newsletter: Newsletter) -> Briefing:
    """Let a draft follow the keys of its newsletter, but for those that an editor overwrote."""
    followed = replace(
        briefing,
        newsletter_name=newsletter.name,
        tagline=newsletter.tagline,
        direction=newsletter.direction,
        sections=newsletter.sections,
        blocks=newsletter.blocks,
        theme=newsletter.theme,
    )
    for key in briefing.own_keys:
        if key in FOLLOWED_KEYS:
            followed = replace(followed, **{key: getattr(briefing, key)})
    return followed


def overwritten_keys(edited: Briefing, before: Briefing) -> tuple[str, ...]:
    """Name the keys of its newsletter that a person overwrote, in this edit or an earlier one."""
    keys = []
    for key in FOLLOWED_KEYS:
        if key in before.own_keys or getattr(edited, key) != getattr(before, key):
            keys.append(key)
    return tuple(keys)
