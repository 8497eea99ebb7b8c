"""The seed's family: two readers join ten free newsletters and nine weeklies of members, confirm by
the mailed link, and each gets the issues that are meant for such a reader."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from joining_room import stamp_of
from mailbox_server import Mailbox, mail_server
from own_newsroom import own_newsroom
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from digest.config import Config, Relay, Tls
from digest.models import Article, Newsletter, Tier
from digest.store import open_store
from digest.usecases import Newsroom, approve_issue, draft_issue, send_approved, token_key
from digest.usecases.send import LETTERS, resume_sending
from digest.web import public_app

pytestmark = pytest.mark.slow

# A Friday: the weekly Takeaway goes out, too.
NOW = datetime(2026, 8, 14, 15, 0, tzinfo=UTC)
# Sentences of a topic's own tests that stand as sample news of that topic.
SENTENCES = 6
FREE, MEMBER = "free@mail.example", "member@mail.example"


@pytest.fixture(scope="module")
def config() -> Config:
    """The shipped newsletters in English, with no source to collect from."""
    shipped = own_newsroom()
    family = []
    for newsletter in shipped.newsletters:
        if newsletter.language == "en":
            blocks = replace(newsletter.blocks, membership=None)
            family.append(replace(newsletter, blocks=blocks))
    return replace(shipped, sources=(), newsletters=tuple(family))


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with mail_server() as mailbox:
        yield mailbox


@pytest.fixture
def newsroom(
    tmp_path: Path, migrated_file: Path, config: Config, mailbox: Mailbox
) -> Iterator[Newsroom]:
    shutil.copy(migrated_file, tmp_path / "desk.db")
    store = open_store(f"sqlite:///{tmp_path}/desk.db")
    relay = Relay(name="loopback", host="127.0.0.1", port=mailbox.port, tls=Tls.NONE)
    deliver = replace(config.settings.deliver, relays=(relay,))
    settings = replace(config.settings, deliver=deliver)
    clock = Clock()
    yield Newsroom(config=replace(config, settings=settings), store=store, clock=clock)
    store.close()


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


def test_the_family_is_joined_confirmed_and_received_and_members_weeklies_only_by_members(
    newsroom: Newsroom, mailbox: Mailbox
) -> None:
    newsletters = newsroom.config.newsletters
    free = [one for one in newsletters if one.tier is Tier.FREE]
    weeklies = [one for one in newsletters if one.tier is Tier.MEMBER]
    assert (len(free), len(weeklies)) == (10, 9)
    for address in (FREE, MEMBER):
        join_all(newsroom, address)
    confirm_each(newsroom, mailbox)
    member = newsroom.store.subscribers.by_email(MEMBER)
    assert member is not None
    newsroom.store.choices.set_tier(member.id, Tier.MEMBER)
    newsroom.store.articles.save(sample_news(newsroom.config))
    mailbox.mails.clear()
    for newsletter in newsletters:
        send_one_issue(newsroom, newsletter)
    assert received(mailbox, FREE) == sorted(one.id for one in free)
    assert received(mailbox, MEMBER) == sorted(one.id for one in newsletters)


def join_all(newsroom: Newsroom, address: str) -> None:
    """Post the form of joining with each newsletter ticked, as a reader's browser does."""
    browser = TestClient(app_of(newsroom), client=("192.0.2.7", 50_000))
    stamp = stamp_of(browser.get("/join").text)
    newsroom.clock.now += timedelta(seconds=5)  # type: ignore[attr-defined]
    chosen = [one.id for one in newsroom.config.newsletters]
    answer = browser.post("/join", data={"email": address, "newsletter": chosen, "stamp": stamp})
    assert answer.status_code == 200


def confirm_each(newsroom: Newsroom, mailbox: Mailbox) -> None:
    """Send the confirmations, and press the button behind each mailed link."""
    for summary in resume_sending(newsroom, kinds=LETTERS):
        assert summary.is_complete
    assert sorted(mail.recipient for mail in mailbox.mails) == [FREE, MEMBER]
    browser = TestClient(app_of(newsroom))
    for mail in mailbox.mails:
        text = mail.message.get_body(("plain",)).get_content()  # type: ignore[union-attr]
        (link,) = set(re.findall(r"https://\S+(/c/[\w-]+)", text))
        assert browser.get(link).status_code == 200
        assert browser.post(link).status_code == 200


def app_of(newsroom: Newsroom) -> ASGIApp:
    return public_app(
        newsroom.store, newsroom.config, key=token_key(newsroom), clock=newsroom.clock
    )


def sample_news(config: Config) -> list[Article]:
    """Sample reports for each topic: the sentences by which its own tests prove its rule."""
    articles = []
    for topic in config.topics:
        sentences = [test.text for test in topic.tests if test.should_match]
        for number, sentence in enumerate(sentences[:SENTENCES]):
            articles.append(a_report(f"{topic.id}-{number}", sentence))
    return articles


def a_report(name: str, sentence: str) -> Article:
    sentence = sentence.rstrip(".")
    url = f"https://sample.example/{name}/a-sample-story"
    return Article(
        id=name,
        url=url,
        canonical_url=url,
        title=sentence,
        lead=f"{sentence}, the sample newsroom reported on Friday.",
        published=NOW - timedelta(hours=2),
        collected=NOW - timedelta(hours=1),
        language="en",
        publisher=f"Sample Paper {name}",
    )


def send_one_issue(newsroom: Newsroom, newsletter: Newsletter) -> None:
    draft_issue(newsroom, newsletter.id)
    (summary,) = newsroom.store.issues.list(newsletter_id=newsletter.id, limit=1)
    approve_issue(newsroom, summary.id)
    assert send_approved(newsroom, summary.id).is_complete


def received(mailbox: Mailbox, address: str) -> list[str]:
    """The newsletters whose issue the reader has, each as often as it came."""
    ids = []
    for mail in mailbox.mails:
        if mail.recipient == address:
            ids.append(mail.message["List-Id"].partition(" <")[2].partition(".")[0])
    return sorted(ids)
