"""Sample messages for the tests of this room: an issue encoded as delivery encodes it, for one sample reader."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from digest.deliver import compile_message
from digest.models import Briefing, Issue, Newsletter, Subscriber
from digest.render import render_issue
from digest.render.specimen import AT, PUBLICATION, specimen

NEWSLETTER = Newsletter(id="sample-briefing", name="Sample Briefing", tagline="", topics=(), language="en")
READER = Subscriber(id="r1", email="reader@mailbox.example", newsletters=("sample-briefing",))


@dataclass(frozen=True)
class SampleLinks:
    unsubscribe: str = "https://news.example/u/token"
    one_click: str = "https://news.example/u/token?one=1"
    preferences: str = "https://news.example/p/token"
    web_view: str = "https://news.example/i/sample-briefing@2026-11-23"


@cache
def rendered(briefing: Briefing | None = None) -> Issue:
    return render_issue(briefing or specimen(), publication=PUBLICATION, created=AT)


def message_of(issue: Issue) -> bytes:
    return compile_message(issue, PUBLICATION, NEWSLETTER).fill(READER, SampleLinks(), date=AT).content
