"""A studio over one sample issue, served on loopback for the tests."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import uvicorn
from waiting import eventually

from digest.models import (
    Article,
    Copy,
    CopyKind,
    Finding,
    Issue,
    IssueVariant,
    Merge,
    OpinionKind,
    Reason,
    Selection,
    Severity,
    Story,
)
from digest.render import render_issue
from digest.render.specimen import AT, PUBLICATION, specimen
from digest.usecases.opinions import StoryOpinions
from digest.web.calendar_page import CalendarView
from digest.web.studio import NoticeDesk, StudioView, studio_app

STORY = Story(
    id="s",
    articles=(
        Article(id="a", url="https://courier.example/1", title="A <b>headline</b>", published=AT),
        Article(id="b", url="https://ledger.example/1", title="Another headline", published=AT),
    ),
    reasons=(Reason(code="fresh", detail="published an hour ago", value=0.5),),
    merges=(
        Merge(
            left="a",
            right="b",
            score=2.5,
            reasons=(Reason(code="words", detail="both name the strait"),),
        ),
        Merge(left="b", right="c", score=6.0),
    ),
    copies=(Copy(kept="b", folded="c", kind=CopyKind.SAME_TEXT, detail="word for word"),),
)

FINDING = Finding(
    rule_id="links.text",
    severity=Severity.ERROR,
    message="<says> nothing",
    source="https://rules.example/links",
)

OPINION = StoryOpinions(
    headline="A <b>headline</b>",
    kind=OpinionKind.POLL,
    question="Enough on <ports>?",
    answers=(("Yes", 12), ("No", 3)),
)
VARIANTS = (
    IssueVariant(variant_id="sea", name="At <sea>", subject="Sea alone", html="<p>Sea part</p>"),
    IssueVariant(variant_id="oil", name="Oil", skips=True),
)


@contextlib.contextmanager
def served(
    watch: Sequence[Path] = (),
    *,
    empty: bool = False,
    trouble: str = "",
    notices: NoticeDesk | None = None,
    calendar: Callable[[], CalendarView] | None = None,
    warm_up: Callable[[], None] = lambda: None,
) -> Iterator[str]:
    issue = render_issue(specimen(), publication=PUBLICATION, created=AT)
    view = StudioView(
        id=issue.id,
        issue=issue,
        briefing=specimen(),
        selection=Selection(stories=(STORY,)),
        findings=() if trouble else (FINDING,),
        opinions=(OPINION,),
        variants=VARIANTS,
        trouble=trouble,
    )

    def load(issue_id: str | None) -> StudioView | None:
        return None if empty or issue_id not in (None, issue.id) else view

    def list_issues() -> tuple[Issue, ...]:
        return () if empty else (issue,)

    app = studio_app(
        load=load,
        list_issues=list_issues,
        watch=watch,
        notices=notices,
        calendar=calendar,
        warm_up=warm_up,
    )
    door = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=2))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [door]})
    thread.start()
    try:
        eventually(lambda: server.started, "the studio")
        yield f"http://127.0.0.1:{door.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)
        door.close()
