"""A line that breaks behind the final dot: the readers are named, and sent again by policy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from small_issue import NOW, a_briefing, an_issue
from smtp_double import HANG_UP_AFTER_DOT, ScriptedServer

from digest.config import Config, DeliverSettings, Relay, Settings, Tls
from digest.models import DeliveryState, IssueState, Newsletter, Publication, Selection, Slot
from digest.store import open_store
from digest.usecases import audience
from digest.usecases.newsroom import Newsroom
from digest.usecases.send import SendSummary, send_approved

ISSUE = "daily@2026-11-23"


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    with ScriptedServer() as scripted:
        yield scripted


def newsroom_at(folder: Path, server: ScriptedServer, policy: str) -> Newsroom:
    """Return a newsroom with an approved issue and six readers."""
    relay = Relay(name="main", host="127.0.0.1", port=server.port, tls=Tls.NONE, connections=2)
    publication = Publication(
        name="Desk", public_url="https://news.example.org", from_address="d@news.example.org"
    )
    settings = Settings(
        publication=publication, deliver=DeliverSettings(relays=(relay,), uncertain=policy)
    )
    config = Config(
        folder=folder,
        settings=settings,
        newsletters=(Newsletter(id="daily", name="Daily", tagline="", topics=()),),
    )
    store = open_store(f"sqlite:///{folder}/news.db", clock=lambda: NOW)
    newsroom = Newsroom(config=config, store=store, clock=lambda: NOW)
    for name in ("odd", "a", "b", "c", "d", "e"):
        audience.add_reader(newsroom, f"{name}@mail.example", newsletters=["daily"])
    html = f'<p>News</p><a href="{Slot.UNSUBSCRIBE}">Leave</a>'
    issue = an_issue(ISSUE, created=NOW, html=html, text=f"News\n{Slot.UNSUBSCRIBE}\n")
    store.issues.save_draft(a_briefing(ISSUE, at=NOW), Selection(stories=()), issue)
    store.issues.approve(ISSUE, subscriber_ids=store.subscribers.audience("daily"), now=NOW)
    # as in a run that goes on: preflight stands before the first message alone
    store.issues.set_state(ISSUE, IssueState.SENDING, expect=(IssueState.APPROVED,))
    return newsroom


def id_of(newsroom: Newsroom, email: str) -> str:
    return audience.reader_of(newsroom, email).id


def sent(newsroom: Newsroom) -> SendSummary:
    try:
        return send_approved(newsroom, ISSUE)
    finally:
        newsroom.store.close()


def test_under_hold_the_uncertain_reader_is_named_and_the_run_is_not_complete(
    tmp_path: Path, server: ScriptedServer
) -> None:
    server.after_data = {"odd": HANG_UP_AFTER_DOT}
    newsroom = newsroom_at(tmp_path, server, "hold")
    odd = id_of(newsroom, "odd@mail.example")
    summary = sent(newsroom)
    assert summary.uncertain == (odd,)
    assert (summary.finished, summary.is_complete) == (True, False)
    assert server.recipients.count("odd@mail.example") == 1


def test_under_resend_the_uncertain_reader_gets_the_message_in_the_same_run(
    tmp_path: Path, server: ScriptedServer
) -> None:
    broken: list[str] = []

    def break_once(recipient: str) -> str | None:
        if recipient.startswith("odd") and not broken:
            broken.append(recipient)
            return HANG_UP_AFTER_DOT
        return None

    server.on_dot = break_once
    summary = sent(newsroom_at(tmp_path, server, "resend"))
    assert summary.audit.by_state == {DeliveryState.ACCEPTED: 6}
    assert summary.is_complete


def test_under_resend_a_reader_who_stays_uncertain_keeps_the_issue_open(
    tmp_path: Path, server: ScriptedServer
) -> None:
    server.after_data = {"odd": HANG_UP_AFTER_DOT}
    newsroom = newsroom_at(tmp_path, server, "resend")
    odd = id_of(newsroom, "odd@mail.example")
    summary = send_approved(newsroom, ISSUE)
    assert summary.uncertain == (odd,)
    assert not summary.finished
    assert newsroom.store.issues.state(ISSUE) is IssueState.SENDING
    server.after_data = {}
    again = send_approved(newsroom, ISSUE)
    assert again.is_complete
    assert newsroom.store.issues.state(ISSUE) is IssueState.SENT
    newsroom.store.close()


def test_an_issue_that_was_sent_before_still_names_its_uncertain_readers(
    tmp_path: Path, server: ScriptedServer
) -> None:
    server.after_data = {"odd": HANG_UP_AFTER_DOT}
    newsroom = newsroom_at(tmp_path, server, "hold")
    first = send_approved(newsroom, ISSUE)
    assert newsroom.store.issues.state(ISSUE) is IssueState.SENT
    assert send_approved(newsroom, ISSUE).uncertain == first.uncertain
    newsroom.store.close()


def test_a_reader_who_left_in_mid_send_is_suppressed_and_gets_no_message(
    tmp_path: Path, server: ScriptedServer
) -> None:
    """Every reader but the first leaves while the first message is on its way."""
    newsroom = newsroom_at(tmp_path, server, "hold")
    readers = {f"{name}@mail.example" for name in ("odd", "a", "b", "c", "d", "e")}

    asked: list[str] = []

    def leave_all_others(recipient: str) -> str | None:
        asked.append(recipient)
        if len(asked) == 1:
            for email in sorted(readers - {recipient}):
                newsroom.store.subscribers.leave(
                    id_of(newsroom, email), newsletter_id=None, now=NOW, how="page"
                )
        return None

    server.on_rcpt = leave_all_others
    summary = sent(newsroom)
    counts = summary.audit.by_state
    # beside the message in flight one more may have been announced to the relay already
    assert counts[DeliveryState.ACCEPTED] <= 2
    assert counts[DeliveryState.SUPPRESSED] >= 4
    assert summary.is_complete
