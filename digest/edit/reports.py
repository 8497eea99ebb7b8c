"""Reports: the articles that tell news, and apart from them comment, videos and round-ups."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from digest.edit.copies import find_copies
from digest.edit.genre import ROUND_UP, SUPPORTING, reads_as_comment, why_no_report
from digest.edit.withdrawals import is_notice, withdrawal_notices, withdrawn_pairs
from digest.models import Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Parted:
    """The articles of a window by what they do, each in the order in which it came.

    `supporting` are videos and round-ups: they tell an event and never open a card. `comments`
    are about an event and tell none. `withdrawn` are notices of withdrawals, and the reports that
    these take back, which tell no news any more. `kinds` says of each why it is no report.
    """

    reports: tuple[Article, ...]
    supporting: tuple[Article, ...]
    comments: tuple[Article, ...]
    kinds: dict[str, str]
    # few windows have one
    withdrawn: tuple[Article, ...] = ()


def part_reports(
    articles: Iterable[Article], *, reports_by_pin: Collection[str] = frozenset()
) -> Parted:
    """Set apart the articles that are no plain reports, before anything is clustered.

    Comment shares its words with the event it is about, and joins two events that it weighs
    against each other; so clusters are made of reports alone. `reports_by_pin` holds the ids of
    articles that an editor takes for reports.
    """
    articles = tuple(articles)
    reports, supporting, comments, withdrawn = [], [], [], []
    kinds: dict[str, str] = {}
    gone = _taken_back(articles)
    for article in articles:
        kind = gone.get(article.id, "") or why_no_report(article)
        # An editor's word comes before every sign.
        if article.id in reports_by_pin:
            reports.append(article)
        elif article.id in gone:
            withdrawn.append(article)
            kinds[article.id] = kind
        elif kind in SUPPORTING:
            supporting.append(article)
            kinds[article.id] = kind
        elif kind or reads_as_comment(article):
            comments.append(article)
            kinds[article.id] = kind or "comment or analysis"
        else:
            reports.append(article)
    return Parted(
        reports=tuple(reports),
        supporting=tuple(supporting),
        comments=tuple(comments),
        withdrawn=tuple(withdrawn),
        kinds=kinds,
    )


NOTICE = "a notice that a report is withdrawn"
TAKEN_BACK = "a report that its outlet withdrew"


def _taken_back(articles: Sequence[Article]) -> dict[str, str]:
    """Return by id the notices of withdrawals and the prints of the reports that they take back."""
    notices = withdrawal_notices(articles)
    gone = {article.id: NOTICE for article in notices if is_notice(article)}
    # most days have no notice at all
    for notice, _ in withdrawn_pairs(articles) if notices else ():
        gone[articles[notice].id] = NOTICE
    # copies are sought a second time only where an outlet withdrew a report
    if not gone:
        return gone
    for copy in find_copies(articles):
        if copy.kept in gone:
            gone[copy.folded] = TAKEN_BACK
    return gone


def quotable_reports(articles: Iterable[Article], *, now: datetime) -> tuple[Article, ...]:
    """Return the reports and videos first seen up to `now`, which a card may quote beside its own.

    A round-up tells several events, and a comment none.

    >>> from datetime import UTC
    >>> quotable_reports([], now=datetime(2026, 8, 13, tzinfo=UTC))
    ()
    """
    seen = []
    for article in articles:
        if max(article.published, article.collected or article.published) <= now:
            seen.append(article)
    parted = part_reports(seen)
    videos = [video for video in parted.supporting if parted.kinds[video.id] != ROUND_UP]
    return (*parted.reports, *videos)
