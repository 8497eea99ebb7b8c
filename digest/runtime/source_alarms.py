"""Alarms about cited pages: each change of a page is called out once, with old and new words."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass

from digest.logs import get_logger
from digest.models import SourceNotice
from digest.runtime.alarms import call_out
from digest.usecases.newsroom import Newsroom
from digest.usecases.source_watch import WatchReport, watch_sources

ALARMS_A_ROUND = 50
"""Notices that are called out in one round; the others follow in the next."""

log = get_logger("alarms")


@dataclass(frozen=True, slots=True)
class ChangedSource:
    """A notice as the channels tell it."""

    notice: SourceNotice

    @property
    def issue(self) -> str:
        """The issue that cited the page."""
        return self.notice.issue_id

    @property
    def sentence(self) -> str:
        """Say what changed, for a person, with the command that settles it."""
        notice = self.notice
        return (
            f"{notice.outlet or notice.url}: a page that {notice.issue_id} cited is {notice.kind}: "
            f"digest issues correct {notice.id}"
        )

    def as_json(self) -> str:
        """Return the object that the webhook and the command are given."""
        change = self.notice.as_fields()
        fields = {"event": "source_changed", **change, "sentence": self.sentence}
        return json.dumps(fields, ensure_ascii=False)

    def log(self) -> None:
        """Write the change into the log."""
        notice = self.notice
        log.warning(
            "source_changed",
            notice=notice.id,
            issue=notice.issue_id,
            kind=notice.kind.value,
            url=notice.url,
            sentence=self.sentence,
        )


def watch_and_tell(newsroom: Newsroom, *, stop: threading.Event | None = None) -> WatchReport:
    """Make one round of the source watch, and call out each open notice that was not told yet."""
    report = watch_sources(newsroom, stop=stop)
    # from the store: a process may have died between its round and its calls
    untold = newsroom.store.source_watch.notices(untold=True, limit=ALARMS_A_ROUND)
    heard = []
    for notice in untold:
        # the time is part of the name: a notice that is raised anew is told anew
        name = f"source_changed:{notice.id}:{notice.raised:%Y%m%dT%H%M%S}"
        if call_out(newsroom, ChangedSource(notice), name):
            heard.append(notice.id)
    if heard:
        newsroom.store.source_watch.mark_told(heard, now=newsroom.clock())
    return report
