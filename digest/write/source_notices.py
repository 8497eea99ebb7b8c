"""Source notices: what a reading of a cited page does to the notices about it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from digest.models import ChangeKind, NoticeState, SourceNotice, WatchedPage
from digest.write.source_changes import PageVerdict, SourceChange

ABOUT_A_SENTENCE = (ChangeKind.REWORDED, ChangeKind.GONE)
"""The kinds of change that are about one cited sentence."""

ID_CHARS = 10
"""Hexadecimal digits of a notice's id: a collision is likely after a million notices."""

LONGEST_WORDING_CHARS = 1_000
"""The words of the page are kept up to this many characters."""


def notices_after(
    known: Sequence[SourceNotice],
    verdict: PageVerdict,
    page: WatchedPage,
    *,
    issue_id: str,
    now: datetime,
) -> tuple[SourceNotice, ...]:
    """Return the notices of one issue that are new or that changed, after its page was read.

    An open notice follows the page: its wording is kept up to date, and it is withdrawn when the
    words stand there again. A notice that a person settled stays settled; a further change of the
    same sentence raises a new one.
    """
    by_subject: dict[tuple[str, str], list[SourceNotice]] = {}
    for notice in known:
        by_subject.setdefault(_subject(notice.kind, notice.cited), []).append(notice)
    changed, still_there = [], set()
    for change in verdict.changes:
        subject = _subject(change.kind, change.cited)
        still_there.add(subject)
        raised = _raised(by_subject.get(subject, ()), change, page, issue_id, now)
        if raised is not None:
            changed.append(raised)
    for notice in known:
        if notice.state is NoticeState.OPEN and _is_over(notice, verdict, still_there):
            changed.append(replace(notice, state=NoticeState.RESTORED, settled=now))
    return tuple(changed)


def _raised(
    known: Sequence[SourceNotice],
    change: SourceChange,
    page: WatchedPage,
    issue_id: str,
    now: datetime,
) -> SourceNotice | None:
    """Return the notice of a change where it is new or has other words than before."""
    wording = change.now[:LONGEST_WORDING_CHARS]
    for notice in known:
        is_same = notice.now == wording and notice.kind is change.kind
        if notice.state is NoticeState.OPEN:
            # one notice for one sentence, however often it is rewritten
            return None if is_same else replace(notice, kind=change.kind, now=wording)
        if is_same and notice.state is NoticeState.RESTORED:
            # the outlet went back to the other words once more
            return replace(notice, state=NoticeState.OPEN, raised=now, settled=None, told=None)
        if is_same:
            return None
    key = "\n".join([issue_id, page.article_id, change.kind, change.cited, wording])
    return SourceNotice(
        id=f"n-{sha256(key.encode()).hexdigest()[:ID_CHARS]}",
        issue_id=issue_id,
        article_id=page.article_id,
        url=page.url,
        title=page.title,
        outlet=page.outlet,
        kind=change.kind,
        cited=change.cited,
        now=wording,
        raised=now,
    )


def _is_over(notice: SourceNotice, verdict: PageVerdict, still_there: set[tuple[str, str]]) -> bool:
    """Tell whether a change is undone: its words are back, or its note is gone from the page."""
    if not verdict.is_judged or _subject(notice.kind, notice.cited) in still_there:
        return False
    if notice.kind in ABOUT_A_SENTENCE:
        # absence of a change is no proof: the sentence itself must stand there again
        return notice.cited in verdict.held
    return True


def _subject(kind: ChangeKind, cited: str) -> tuple[str, str]:
    """Return the thing that a change is about: one sentence, or one kind of note."""
    if kind in ABOUT_A_SENTENCE:
        return "sentence", cited
    return kind.value, ""
