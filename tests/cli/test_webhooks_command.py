"""`digest webhooks` and `digest doctor` show the facts that a program did not take."""

from __future__ import annotations

import json
from dataclasses import replace

from command_room import NOW, Room

from digest.config import Webhook
from digest.errors import UseError
from digest.models import FactKind, Subscriber

READER = Subscriber(id="r1", email="ada@example.org", newsletters=("security-briefing",))


def with_webhook(room: Room) -> Room:
    webhook = Webhook(
        name="crm",
        url="https://crm.example/hook",
        events=(FactKind.READER_LEFT,),
        secrets="whsec_" + "QUJD" * 8,
    )
    settings = replace(room.config.settings, webhooks=(webhook,))
    return replace(room, config=replace(room.config, settings=settings))


def stuck(room: Room) -> Room:
    """A message that was given up after an answer with 500."""
    told = with_webhook(room)
    with told.open() as newsroom:
        newsroom.store.outbox.register({"crm": [FactKind.READER_LEFT]})
        newsroom.store.subscribers.add([READER])
        newsroom.store.subscribers.leave("r1", newsletter_id=None, now=NOW, how="page")
        (message,) = newsroom.store.outbox.claim("crm", now=NOW, lease_s=1, limit=9)
        newsroom.store.outbox.failed(message.id, error="answered with 500", due=None)
    return told


def test_the_list_counts_what_waits_and_a_retry_makes_it_due(room: Room) -> None:
    told = stuck(room)
    (row,) = json.loads(told.run("webhooks", "list", "--json").stdout)
    assert (row["webhook"], row["waiting"], row["given up"]) == ("crm", "0", "1")
    done = told.run("webhooks", "retry", "crm")
    assert "1 messages of crm are due now" in done.output
    (row,) = json.loads(told.run("webhooks", "list", "--json").stdout)
    assert (row["waiting"], row["given up"]) == ("1", "0")


def test_a_name_with_a_typing_error_is_corrected(room: Room) -> None:
    done = with_webhook(room).run("webhooks", "retry", "crn")
    assert done.exit_code != 0
    assert isinstance(done.exception, UseError)
    assert "crm" in done.exception.hint


def test_the_doctor_says_which_webhook_is_stuck_and_why(room: Room) -> None:
    before = with_webhook(room).run("doctor", "--no-dns").output
    assert "unknown webhook crm: is not registered yet" in before
    said = stuck(room).run("doctor", "--no-dns").output
    assert "trouble webhook crm: 0 messages wait, 1 were given up" in said
    assert "answered with 500" in said
    assert "digest webhooks retry crm" in said


def test_the_doctor_is_content_with_a_webhook_that_takes_all(room: Room) -> None:
    told = with_webhook(room)
    with told.open() as newsroom:
        newsroom.store.outbox.register({"crm": [FactKind.READER_LEFT]})
    assert "ok      webhook crm: 0 messages wait" in told.run("doctor", "--no-dns").output
