"""Issue report: what became of each issue, who joined and left after it, and the growth.

All figures are totals of what the newsroom keeps anyway: no open and no click is counted. More,
less and the answers to a poll are what readers said by a button.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from digest.models import LESS, MORE, DeliveryState, IssueSummary, ReturnKind
from digest.usecases.newsroom import Newsroom
from digest.usecases.opinions import StoryOpinions, count_of, issue_opinions

BOUNCED = (ReturnKind.HARD, ReturnKind.SOFT)
"""Kinds of returned mail that say that it did not arrive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueFigures:
    """The figures of one issue. Joined and left are counted until the next issue of the title."""

    issue: IssueSummary
    accepted: int
    refused: int
    bounced: int
    complained: int
    joined: int
    left: int
    reasons: Mapping[str, int] = field(default_factory=dict)
    # how often a reader wanted more like a story, and less
    more: int = 0
    less: int = 0
    opinions: tuple[StoryOpinions, ...] = ()

    @property
    def growth(self) -> int:
        """How many readers the title won, or lost, until the next issue."""
        return self.joined - self.left


def issue_figures(
    newsroom: Newsroom, *, newsletter_id: str | None = None, limit: int
) -> tuple[IssueFigures, ...]:
    """Return the figures of the latest approved issues, newest first."""
    if newsletter_id is not None:
        # raises for an unknown id
        newsroom.newsletter(newsletter_id)
    issues = newsroom.store.issues.list(newsletter_id=newsletter_id, limit=limit, counts=True)
    figures = []
    # the moment at which the next issue of the same title was approved
    until: dict[str, datetime] = {}
    for issue in issues:
        if issue.approved is None:
            continue
        end = until.get(issue.newsletter_id, newsroom.clock())
        figures.append(_figures(newsroom, issue, since=issue.approved, until=end))
        until[issue.newsletter_id] = issue.approved
    return tuple(figures)


def _figures(
    newsroom: Newsroom, issue: IssueSummary, *, since: datetime, until: datetime
) -> IssueFigures:
    store, title = newsroom.store, issue.newsletter_id
    returned = store.returns.counts(issue.id)
    left = store.choices.left_between(title, since=since, until=until)
    opinions = issue_opinions(newsroom, issue.id)
    return IssueFigures(
        issue=issue,
        accepted=issue.by_state.get(DeliveryState.ACCEPTED, 0),
        refused=issue.by_state.get(DeliveryState.REFUSED, 0),
        bounced=sum(returned.get(kind, 0) for kind in BOUNCED),
        complained=returned.get(ReturnKind.COMPLAINT, 0),
        joined=store.choices.joined_between(title, since=since, until=until),
        left=sum(left.values()),
        reasons={reason: count for reason, count in sorted(left.items()) if reason},
        more=count_of(opinions, MORE),
        less=count_of(opinions, LESS),
        opinions=opinions,
    )
