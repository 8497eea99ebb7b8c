"""A recorded real morning: four captures in turn, from feeds over HTTP to mail by SMTP."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from mailbox_server import Mailbox, mail_server
from newsroom import make_newsroom, run_digest
from replay import Replay, captures_of, replaying

from digest.models import DeliveryState, Item, Passage
from digest.store import open_store

READERS = ("reader1@example.org", "reader2@example.org", "reader3@example.org")
EVENING, MORNING = "2026-08-12T20:30Z", "2026-08-13T06:10Z"
CAPTURE_TIMES = (EVENING, "2026-08-13T04:55Z", "2026-08-13T05:10Z", MORNING)
FIRST, SECOND = "security-briefing@2026-08-12", "security-briefing@2026-08-13"

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def morning(
    shared_data: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Path, Replay, Mailbox]]:
    """Collect four captures in turn; send an evening issue and a morning issue."""
    captures = captures_of(shared_data / "feeds" / "havannaa", shared_data / "feeds" / "wl")
    with replaying(captures) as replay, mail_server() as mailbox:
        sources = [
            {
                "id": re.sub(r"[^a-z0-9]+", "-", name),
                "name": name,
                "url": f"{replay.base_url}/{name}",
            }
            for name in captures
        ]
        folder = make_newsroom(
            tmp_path_factory.mktemp("morning") / "newsroom", sources=sources, smtp_port=mailbox.port
        )
        for reader in READERS:
            added = run_digest(
                folder, "subscribers", "add", reader, "--newsletter", "security-briefing"
            )
            assert added.returncode == 0, added.stderr
        for replay.turn, at in enumerate(CAPTURE_TIMES):
            work = ("run", "security-briefing") if at in (EVENING, MORNING) else ("collect",)
            done = run_digest(folder, *work, "--at", at)
            assert done.returncode == 0, done.stdout + done.stderr
        yield folder, replay, mailbox


def test_no_article_is_doubled_across_captures(morning: tuple[Path, Replay, Mailbox]) -> None:
    store = open_store(f"sqlite:///{morning[0]}/test.db")
    articles = store.articles.since(EPOCH)
    store.close()
    pages = [article.canonical_url for article in articles if article.canonical_url]
    guids = [(article.source_id, article.guid) for article in articles if article.guid]
    assert len(articles) > 200
    assert len(pages) > 0.9 * len(articles)
    assert len(pages) == len(set(pages))
    assert len(guids) == len(set(guids))


def test_the_second_issue_repeats_nothing(morning: tuple[Path, Replay, Mailbox]) -> None:
    store = open_store(f"sqlite:///{morning[0]}/test.db")
    first, second = store.issues.briefing(FIRST), store.issues.briefing(SECOND)
    store.close()
    assert first
    assert second
    assert len(first.items) >= 3
    told = {passage.article_id for item in first.items for passage in (item.headline,)}
    again = [item.headline.text for item in second.items if item.headline.article_id in told]
    assert again == []
    assert {i.headline.text for i in first.items}.isdisjoint(i.headline.text for i in second.items)


def test_every_reader_gets_each_issue_once(morning: tuple[Path, Replay, Mailbox]) -> None:
    store = open_store(f"sqlite:///{morning[0]}/test.db")
    for issue_id in (FIRST, SECOND):
        audit = store.ledger.audit(issue_id)
        assert audit.balances
        assert audit.by_state[DeliveryState.ACCEPTED] == len(READERS)
    store.close()
    received = sorted((mail.recipient, mail.message["Message-ID"]) for mail in morning[2].mails)
    assert len(received) == len(set(received)) == 2 * len(READERS)


def test_running_the_same_morning_again_sends_nothing(
    morning: tuple[Path, Replay, Mailbox],
) -> None:
    before = len(morning[2].mails)
    done = run_digest(morning[0], "run", "security-briefing", "--at", MORNING)
    assert done.returncode == 0, done.stderr
    assert len(morning[2].mails) == before


def test_every_sentence_stands_verbatim_in_its_source(
    morning: tuple[Path, Replay, Mailbox],
) -> None:
    store = open_store(f"sqlite:///{morning[0]}/test.db")
    for issue_id in (FIRST, SECOND):
        briefing = store.issues.briefing(issue_id)
        assert briefing
        passages = [p for item in briefing.items for p in passages_of(item)] + [
            also.passage for also in briefing.also
        ]
        past = {
            link.passage.article_id
            for item in briefing.items
            for link in item.know_more
            if link.past
        }
        cited = {citation.article_id for citation in briefing.citations}
        assert len(passages) > 10
        assert {passage.article_id for passage in passages} <= cited | past
        articles = store.articles.by_ids(passage.article_id for passage in passages)
        for passage in passages:
            source = getattr(articles[passage.article_id], passage.field)[
                passage.start : passage.end
            ]
            at = 0
            for piece in passage.text.split("…"):
                words = " ".join(piece.split())
                at = " ".join(source.split()).find(words, at)
                assert at >= 0, (issue_id, passage)
    store.close()


def passages_of(item: Item) -> list[Passage]:
    paragraphs = [item.lead, *item.what_happened, *item.why_it_matters]
    single = [p for p in (item.headline, item.dek, *(more.passage for more in item.know_more)) if p]
    return single + [passage for paragraph in paragraphs for passage in paragraph]


def test_the_mail_is_well_formed_and_leaves_by_one_click(
    morning: tuple[Path, Replay, Mailbox],
) -> None:
    for mail in morning[2].mails:
        message = email.message_from_bytes(mail.content, policy=email.policy.default)
        assert message.defects == []
        assert message["To"].addresses[0].addr_spec == mail.recipient
        assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert message.get_content_type() == "multipart/alternative"
        assert [part.get_content_type() for part in message.iter_parts()] == [
            "text/plain",
            "text/html",
        ]
        assert "slot.invalid" not in mail.content.decode("latin-1")
