"""An attack on reliability, in small: odd sources, clocks that differ, a reader who leaves."""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache

import pytest
from loopback_site import Site, reply
from mailbox_server import mail_server
from own_newsroom import own_newsroom
from postgres import empty_database
from smtp_double import ScriptedServer
from watched_outlet import PARAGRAPHS, TITLE

from digest.config import Config, Relay, Tls
from digest.models import (
    Article,
    Consent,
    DeliveryState,
    FetchState,
    Source,
    Subscriber,
)
from digest.protocols import Store
from digest.store import open_store
from digest.usecases import Newsroom, approve_issue, collect_news, draft_issue
from digest.usecases.send import send_approved

NEWSLETTER = "security-briefing"
APART = timedelta(seconds=90)


@cache
def shipped() -> Config:
    config = own_newsroom()
    title = next(one for one in config.newsletters if one.id == NEWSLETTER)
    return replace(config, newsletters=(replace(title, min_stories=1),), sources=())


def newsroom_of(store: Store, *, port: int = 25, clock_ahead: timedelta = timedelta(0)) -> Newsroom:
    """A newsroom on loopback, on a host whose clock is ahead."""
    config = shipped()
    collect = replace(
        config.settings.collect, allow_networks=("127.0.0.0/8",), host_gap_s=0.0, per_host=16
    )
    relay = Relay(name="loopback", host="127.0.0.1", port=port, tls=Tls.NONE, connections=2)
    deliver = replace(config.settings.deliver, relays=(relay,), lease_s=60.0, uncertain="hold")
    settings = replace(config.settings, collect=collect, deliver=deliver)
    return Newsroom(
        config=replace(config, settings=settings),
        store=store,
        clock=lambda: datetime.now(UTC) + clock_ahead,
    )


# ---- a source of each raising kind in one round ------------------------------------------------

ITEM = "<item><title>{title}</title><link>https://paper.example/{n}</link><guid>{n}</guid></item>"


def feed(*items: str) -> bytes:
    channel = "<title>S</title><link>https://paper.example/</link>" + "".join(items)
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{channel}</channel></rss>'.encode()


def json_feed(title: str) -> bytes:
    item = {"id": "1", "url": "https://paper.example/j", "title": title, "content_text": title}
    return json.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "title": "S", "items": [item]}
    ).encode()


GOOD = feed(ITEM.format(title="Port reopens after strike", n="{n}"))
XML, JSON = "text/xml", "application/feed+json"
ODD: dict[str, tuple[str, bytes]] = {
    # a charset that Python knows and that is no charset of texts
    "hex": ("text/xml; charset=hex", GOOD.replace(b"Port", b"P\xe9rt")),
    "rot13": ("text/xml; charset=rot13", GOOD.replace(b"Port", b"P\xe9rt")),
    "zlib": ("text/xml; charset=zlib", GOOD.replace(b"Port", b"P\xe9rt")),
    "undefined": ("text/xml; charset=undefined", GOOD),
    # characters that a database refuses
    "nul-in-json": (JSON, json_feed("Port\u0000reopens")),
    "surrogate-in-json": (JSON, b'{"version":"https://jsonfeed.org/version/1.1","items":'
                                b'[{"id":"\\ud800","url":"https://paper.example/\\udfff",'
                                b'"title":"Port \\ud83d reopens"}]}'),
    "nul-reference": (XML, feed(ITEM.format(title="Port &#0; &#xD800; reopens", n="z"))),
    # shapes that are not what a reader expects
    "json-list": (JSON, b"[[[[]]]]"),
    "json-deep": (JSON, b"[" * 100_000),
    "json-numbers": (JSON, b'{"version":"https://jsonfeed.org/version/1.1","items":'
                           b'[1, null, {"id": 1e999, "url": [], "title": {"a": 1}}]}'),
    "broken-host": (XML, feed(ITEM.format(title="Port", n="1").replace("paper", "[bad"))),
    "broken-port": (XML, feed(ITEM.format(title="P", n="1").replace("example/", "example:9e9/"))),
    "year-zero": (XML, feed("<item><title>Port</title><link>https://paper.example/y</link>"
                            "<pubDate>Thu, 00 Jan 0000 99:99:99 +9999</pubDate></item>")),
    "huge-number": (XML, feed("<item><title>P</title><link>https://paper.example/h</link>"
                              '<media:content xmlns:media="http://search.yahoo.com/mrss/" '
                              f'url="https://paper.example/p.jpg" width="{"9" * 5000}"/></item>')),
    "empty-media": (XML, feed('<item><media:group xmlns:media="http://search.yahoo.com/mrss/">'
                              "<media:credit/><media:player/></media:group></item>")),
    "doctype": (XML, b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><rss>&b;</rss>'),
    "cut": (XML, GOOD[: len(GOOD) // 2]),
    "bytes": (XML, bytes(range(256)) * 40),
    "empty": (XML, b""),
}  # fmt: skip
"""One body for each way in which an outside text once ended a round; all of our own making."""


@pytest.fixture
def site() -> Iterator[Site]:
    opened = Site()
    yield opened
    opened.close()


def test_a_source_of_each_raising_kind_stops_no_other_source_and_backs_off(
    store: Store, site: Site
) -> None:
    for name, (content_type, body) in ODD.items():
        site.routes[f"/{name}"] = lambda handler, body=body, kind=content_type: reply(
            handler, 200, body, Content_Type=kind
        )
    for name in ("good-1", "good-2"):
        body = GOOD.replace(b"{n}", name.encode())
        site.routes[f"/{name}"] = lambda handler, body=body: reply(
            handler, 200, body, Content_Type=XML
        )
    site.routes["/no-gzip"] = lambda handler: reply(
        handler, 200, b"not gzip", Content_Type=XML, Content_Encoding="gzip"
    )
    names = ["good-1", *ODD, "no-gzip", "good-2"]
    sources = tuple(Source(id=name, name=name, url=f"{site.url}/{name}") for name in names)
    newsroom = newsroom_of(store)
    newsroom = replace(newsroom, config=replace(newsroom.config, sources=sources))
    report = collect_news(newsroom)
    assert report.sources == len(names)
    # every source has its result: an answer, or a failure in words with a time to try again
    states = store.articles.states()
    assert set(states) == set(names)
    for name, words in report.failed:
        assert words, name
        state: FetchState = states[name]
        assert state.retry_at is not None, name
    assert report.answered + len(report.failed) == len(names)
    assert not states["good-1"].last_error
    assert not states["good-2"].last_error
    urls = {article.url for article in store.articles.since(datetime(2020, 1, 1, tzinfo=UTC))}
    assert {"https://paper.example/good-1", "https://paper.example/good-2"} <= urls
    # and the round can be made again
    assert collect_news(newsroom).sources == len(names)


# ---- sending -----------------------------------------------------------------------------------


def add_readers(store: Store, count: int) -> list[str]:
    emails = [f"reader{number}@mail{number % 3}.example" for number in range(count)]
    now = datetime.now(UTC)
    store.subscribers.add(
        Subscriber(
            id=f"r{number:03}",
            email=email,
            newsletters=(NEWSLETTER,),
            consent=Consent(at=now, source="test"),
            created=now,
        )
        for number, email in enumerate(emails)
    )
    return emails


def approved_issue(newsroom: Newsroom) -> str:
    """Draft an issue of one sample story and approve it."""
    now = newsroom.clock()
    article = Article(
        id="strike",
        url="https://paper.example/strike",
        canonical_url="https://paper.example/strike",
        title=TITLE,
        lead=PARAGRAPHS[0],
        body="\n\n".join(PARAGRAPHS),
        published=now - timedelta(hours=2),
        collected=now - timedelta(hours=1),
        language="en",
        publisher="Harbour Post",
    )
    newsroom.store.articles.save([article])
    draft = draft_issue(newsroom, NEWSLETTER)
    assert draft.issue, draft.why_held
    approve_issue(newsroom, draft.issue.id)
    return draft.issue.id


def test_two_hosts_with_clocks_ninety_seconds_apart_send_each_reader_one_copy(
    migrated_database: str,
) -> None:
    """On PostgreSQL: hosts that share SQLite share their clock as well."""
    empty_database(migrated_database)
    first_store, second_store = open_store(migrated_database), open_store(migrated_database)
    with mail_server() as mailbox:
        emails = add_readers(first_store, 90)
        hosts = (
            newsroom_of(first_store, port=mailbox.port),
            newsroom_of(second_store, port=mailbox.port, clock_ahead=APART),
        )
        issue_id = approved_issue(hosts[0])
        failures: list[BaseException] = []

        def send(host: Newsroom) -> None:
            try:
                send_approved(host, issue_id)
            except BaseException as error:
                failures.append(error)

        threads = [threading.Thread(target=send, args=(host,)) for host in hosts]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(120)
        copies = Counter(mail.recipient for mail in mailbox.mails)
    audit = first_store.ledger.audit(issue_id)
    first_store.close()
    second_store.close()
    assert failures == []
    assert copies == dict.fromkeys(emails, 1)
    assert (audit.balances, audit.by_state) == (True, {DeliveryState.ACCEPTED: 90})


def leave_all(newsroom: Newsroom, email: str) -> None:
    """Take a reader off every newsletter."""
    reader = newsroom.store.subscribers.by_email(email)
    assert reader
    newsroom.store.subscribers.leave(
        reader.id, newsletter_id=None, now=newsroom.clock(), how="page"
    )


def test_a_reader_who_leaves_in_mid_send_gets_no_copy_afterwards(store: Store) -> None:
    """All readers but the first leave while the first copy is on its way."""
    with ScriptedServer() as server:
        emails = add_readers(store, 40)
        newsroom = newsroom_of(store, port=server.port)
        issue_id = approved_issue(newsroom)
        asked: list[str] = []
        leaving = threading.Lock()

        def leave(recipient: str) -> str | None:
            # the relay answers no other connection before all have left
            with leaving:
                asked.append(recipient)
                if len(asked) == 1:
                    for email in emails:
                        if email != recipient:
                            leave_all(newsroom, email)
            return None

        server.on_rcpt = leave
        send_approved(newsroom, issue_id)
        delivered = len(server.recipients)
    audit = store.ledger.audit(issue_id)
    assert audit.balances
    assert audit.by_state[DeliveryState.ACCEPTED] == delivered
    # two connections: each may have announced its next message already
    assert delivered <= 4
    assert audit.by_state[DeliveryState.SUPPRESSED] == len(emails) - delivered
