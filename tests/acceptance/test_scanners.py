"""Scanners that open every link of a mail change no reader; one click takes a reader off at once.

Mail providers and company gateways open the links of a mail before its reader does.
"""

from __future__ import annotations

import re
import threading
import time
from email import message_from_bytes, policy
from email.message import EmailMessage
from html import unescape
from urllib.parse import urlsplit

import pytest
from mailbox_server import mail_server
from smtp_double import ScriptedServer
from starlette.testclient import TestClient
from test_attack import add_readers, approved_issue, newsroom_of

from digest.models import DeliveryState, FactKind, SubscriberState
from digest.protocols import Store
from digest.tokens import Purpose, Token, make_token
from digest.usecases.joining import Wish, ask_to_join
from digest.usecases.newsroom import Newsroom, token_key
from digest.usecases.send import LETTERS, resume_sending, send_approved
from digest.web import public_app

MAILS = 1000
ASKERS = 20
"""Readers who asked to join and have not confirmed."""

NEWSLETTER = "security-briefing"
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def browser(newsroom: Newsroom) -> TestClient:
    app = public_app(newsroom.store, newsroom.config, key=token_key(newsroom), clock=newsroom.clock)
    return TestClient(app, follow_redirects=True)


def links_of(raw: bytes, public_url: str) -> set[str]:
    """Every link of a mail to our own pages: in its HTML, its text and its header."""
    mail = message_from_bytes(raw, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    texts = [str(mail["List-Unsubscribe"] or ""), str(mail["List-Archive"] or "")]
    for part in mail.walk():
        if part.get_content_maintype() == "text":
            texts.append(unescape(part.get_content()))
    found = re.findall(rf"{re.escape(public_url)}[^\s\"'<>)\]]*", "\n".join(texts))
    paths = set()
    for link in found:
        parts = urlsplit(link)
        paths.add(parts.path + (f"?{parts.query}" if parts.query else ""))
    return paths


def readers(store: Store) -> list[tuple[str, SubscriberState, tuple[str, ...]]]:
    return [(one.id, one.state, one.newsletters) for one in store.subscribers.list()]


@pytest.mark.slow
def test_a_scanner_that_opens_every_link_of_a_thousand_mails_changes_no_reader(
    store: Store,
) -> None:
    # every fact about a reader would leave a message here
    store.outbox.register({"watch": [kind for kind in FactKind if kind is not FactKind.ISSUE_SENT]})
    with mail_server() as server:
        newsroom = newsroom_of(store, port=server.port)
        public_url = newsroom.config.settings.publication.public_url
        add_readers(store, MAILS)
        send_approved(newsroom, approved_issue(newsroom))
        for number in range(ASKERS):
            wish = Wish(newsletters=(NEWSLETTER,), wording="Yes", page="/join", language="en")
            ask_to_join(newsroom, f"asker{number}@asking.example", wish)
        resume_sending(newsroom, stop=threading.Event(), kinds=LETTERS)
        mails = list(server.mails)
    assert len(mails) == MAILS + ASKERS
    links: set[str] = set()
    for mail in mails:
        own = links_of(mail.content, public_url)
        assert own
        links |= own
    kinds = {link.split("/")[1] for link in links}
    assert {"u", "c", "p"} <= kinds
    before = readers(store)
    client = browser(newsroom)
    for link in sorted(links):
        for method in ("GET", "HEAD"):
            status = client.request(method, link).status_code
            assert status in (200, 404), (method, status)
    assert readers(store) == before
    assert len([state for _, state, _ in before if state is SubscriberState.PENDING]) == ASKERS
    assert store.outbox.backlog()[0].waiting == 0


def test_one_click_takes_effect_within_a_second_and_the_send_in_progress_skips_the_reader(
    store: Store,
) -> None:
    slowest_s = 0.0
    with ScriptedServer() as server:
        emails = add_readers(store, 40)
        newsroom = newsroom_of(store, port=server.port)
        issue_id = approved_issue(newsroom)
        client = browser(newsroom)
        asked: list[str] = []
        leaving = threading.Lock()

        def one_click(email: str) -> float:
            reader = store.subscribers.by_email(email)
            assert reader is not None
            token = Token(subscriber_id=reader.id, newsletter_id=NEWSLETTER, issue_id=issue_id)
            link = f"/u/{make_token(token_key(newsroom), token, Purpose.UNSUBSCRIBE)}"
            start_s = time.perf_counter()
            assert client.post(link, data=ONE_CLICK).status_code == 200
            gone = store.subscribers.get(reader.id)
            assert gone is not None
            assert NEWSLETTER not in gone.newsletters
            return time.perf_counter() - start_s

        def at_recipient(recipient: str) -> str | None:
            nonlocal slowest_s
            # the relay answers no other connection before the readers have left
            with leaving:
                asked.append(recipient)
                if len(asked) == 1:
                    for email in emails:
                        if email != recipient:
                            slowest_s = max(slowest_s, one_click(email))
            return None

        server.on_rcpt = at_recipient
        send_approved(newsroom, issue_id)
        delivered = len(server.recipients)
    assert slowest_s < 1.0
    # two connections: each may have announced its next message already
    assert delivered <= 4
    audit = store.ledger.audit(issue_id)
    assert audit.by_state[DeliveryState.SUPPRESSED] == len(emails) - delivered
