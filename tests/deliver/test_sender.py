"""The sender against a scripted server on loopback: every reader once, whatever the relay does."""

from __future__ import annotations

import threading
import time
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from ledger_double import MemoryLedger
from smtp_double import FALL_SILENT, HANG_UP, HANG_UP_AFTER_DOT, ScriptedServer
from waiting import within

from digest.config import DeliverSettings, ProviderLimit, Relay, Tls
from digest.deliver import SendReport, send_issue
from digest.deliver.smtp_conversation import FRESH_S
from digest.errors import DeliverError, StoreError
from digest.models import Delivery, DeliveryState, Message, Outcome

S = DeliveryState
ISSUE = "gulf-briefing@2026-11-23"


def relay_to(server: ScriptedServer, **changes: object) -> Relay:
    relay = Relay(
        name="main", host="127.0.0.1", port=server.port, tls=Tls.NONE, connections=3, timeout_s=2.0
    )
    return replace(relay, **changes)


def readers(count: int, *special: str, domain: str = "example.org") -> dict[str, str]:
    named = {name: f"{name}@{domain}" for name in special}
    return named | {f"reader{number:05}": f"reader{number:05}@{domain}" for number in range(count)}


class Sending:
    """A ledger, the readers' addresses, and the sender over them."""

    def __init__(self, emails: dict[str, str], *relays: Relay, **settings: object) -> None:
        self.emails = emails
        self.ledger = MemoryLedger(ISSUE, emails)
        self.settings = DeliverSettings(relays=relays, **settings)
        self.now = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)

    def messages(self, rows: Sequence[Delivery]) -> Iterable[Message | Outcome]:
        for row in rows:
            yield Message(
                issue_id=row.issue_id,
                subscriber_id=row.subscriber_id,
                message_id=f"<{row.subscriber_id}@news.example.org>",
                envelope_from=f"bounce+{row.subscriber_id}@news.example.org",
                recipient=self.emails[row.subscriber_id],
                content=b"Subject: hello\r\n\r\n.one dot\r\n..two\r\nend\r\n",
            )

    def send(self, **options: object) -> SendReport:
        return send_issue(
            ISSUE,
            ledger=self.ledger,
            message_for=self.messages,
            settings=self.settings,
            clock=lambda: self.now,
            **options,
        )

    def state(self, reader: str) -> DeliveryState:
        return self.ledger.rows_by_id[reader].state


def test_every_reader_gets_one_message_and_a_second_send_sends_nothing() -> None:
    with ScriptedServer() as server:
        desk = Sending(readers(60), relay_to(server))
        report = desk.send()
        again = desk.send()
    assert report.accepted == 60
    assert report.finished
    assert sorted(server.recipients) == sorted(desk.emails.values())
    assert again.counts == {}
    assert desk.ledger.audit(ISSUE).balances


def test_content_arrives_as_it_was_with_its_dots() -> None:
    with ScriptedServer() as server:
        Sending(readers(3), relay_to(server)).send()
    assert {content for _, _, content, _ in server.taken} == {
        b"Subject: hello\r\n\r\n.one dot\r\n..two\r\nend\r\n"
    }


def test_each_message_is_stored_as_handing_before_it_is_accepted() -> None:
    with ScriptedServer() as server:
        desk = Sending(readers(5), relay_to(server))
        desk.send()
    assert all(
        states == [S.LEASED, S.HANDING, S.ACCEPTED] for states in desk.ledger.history.values()
    )
    assert desk.ledger.rows_by_id["reader00000"].reply.queue_id.startswith("Q")


@pytest.mark.parametrize("extensions", [("PIPELINING",), ()], ids=["pipelined", "step by step"])
def test_one_refused_address_does_not_stop_the_rest(extensions: tuple[str, ...]) -> None:
    with ScriptedServer(
        extensions=extensions, replies={"gone": "550 5.1.1 no such user"}
    ) as server:
        desk = Sending(readers(20, "gone", "gone2"), relay_to(server))
        desk.send()
    assert desk.state("gone") is desk.state("gone2") is S.REFUSED
    assert len(server.recipients) == 20
    assert desk.ledger.audit(ISSUE).by_state[S.ACCEPTED] == 20


def test_a_deferred_reader_is_tried_again_when_due_and_not_before() -> None:
    said: list[str] = []

    def greylist(recipient: str) -> str | None:
        if recipient.startswith("grey") and recipient not in said:
            said.append(recipient)
            return "450 4.7.1 try again later"
        return None

    with ScriptedServer(on_rcpt=greylist) as server:
        desk = Sending(readers(3, "grey"), relay_to(server))
        desk.send()
        assert desk.state("grey") is S.DEFERRED
        due = desk.ledger.rows_by_id["grey"].retry_at
        desk.now += timedelta(seconds=60)
        assert desk.send().counts == {}
        desk.now = due
        assert desk.send().accepted == 1
    assert server.recipients.count("grey@example.org") == 1


def test_a_relay_that_puts_off_three_in_ten_for_a_while_reaches_everyone_in_the_end() -> None:
    busy = True

    def put_off(recipient: str) -> str | None:
        return (
            "451 4.3.0 try again later"
            if busy and zlib.crc32(recipient.encode()) % 10 < 3
            else None
        )

    with ScriptedServer(on_rcpt=put_off) as server:
        desk = Sending(readers(200), relay_to(server))
        for _ in range(3):
            desk.send()
            desk.now += timedelta(minutes=30)
        states = desk.ledger.audit(ISSUE).by_state
        assert 30 < states[S.DEFERRED] < 90
        assert states[S.ACCEPTED] + states[S.DEFERRED] == 200
        busy = False
        assert desk.send().finished
    assert sorted(server.recipients) == sorted(desk.emails.values())
    assert desk.ledger.audit(ISSUE).by_state == {S.ACCEPTED: 200}


def test_deferrals_end_in_a_refusal_after_the_last_attempt() -> None:
    with ScriptedServer(replies={"full": "452 4.2.2 mailbox full"}) as server:
        desk = Sending(readers(0, "full"), relay_to(server), max_attempts=3)
        for _ in range(5):
            desk.send()
            desk.now += timedelta(hours=5)
    row = desk.ledger.rows_by_id["full"]
    assert (row.state, row.attempts) == (S.REFUSED, 3)


def test_a_connection_lost_after_the_dot_is_uncertain_and_held() -> None:
    with ScriptedServer(after_data={"odd": HANG_UP_AFTER_DOT}) as server:
        desk = Sending(readers(10, "odd"), relay_to(server))
        desk.send()
        desk.send()
    assert desk.state("odd") is S.UNCERTAIN
    assert server.recipients.count("odd@example.org") == 1
    assert desk.ledger.audit(ISSUE).by_state[S.ACCEPTED] == 10


def test_under_resend_an_uncertain_reader_is_sent_again_in_the_same_run() -> None:
    broken: list[str] = []

    def break_once(recipient: str) -> str | None:
        if recipient.startswith("odd") and not broken:
            broken.append(recipient)
            return HANG_UP_AFTER_DOT
        return None

    with ScriptedServer(on_dot=break_once) as server:
        desk = Sending(readers(5, "odd"), relay_to(server), uncertain="resend")
        report = desk.send()
    assert report.resent == ("odd",)
    assert report.finished
    assert desk.ledger.audit(ISSUE).by_state == {S.ACCEPTED: 6}


def test_under_hold_an_uncertain_reader_stays_uncertain() -> None:
    with ScriptedServer(after_data={"odd": HANG_UP_AFTER_DOT}) as server:
        desk = Sending(readers(5, "odd"), relay_to(server))
        report = desk.send()
    assert report.resent == ()
    assert desk.state("odd") is S.UNCERTAIN
    assert server.recipients.count("odd@example.org") <= 1


def test_a_relay_that_always_breaks_the_line_gets_three_copies_at_most() -> None:
    with ScriptedServer(after_data={"odd": HANG_UP_AFTER_DOT}) as server:
        desk = Sending(readers(5, "odd"), relay_to(server), uncertain="resend")
        report = desk.send()
    assert report.resent == ("odd", "odd")
    assert desk.state("odd") is S.UNCERTAIN
    assert server.recipients.count("odd@example.org") == 3


def test_a_connection_lost_before_the_dot_goes_back_to_the_queue() -> None:
    lost: list[str] = []

    def hang_up_once(recipient: str) -> str | None:
        if recipient.startswith("odd") and not lost:
            lost.append(recipient)
            return HANG_UP
        return None

    with ScriptedServer(on_rcpt=hang_up_once) as server:
        desk = Sending(readers(10, "odd"), relay_to(server))
        desk.send()
    assert desk.ledger.audit(ISSUE).by_state == {S.ACCEPTED: 11}
    assert sorted(server.recipients) == sorted(desk.emails.values())


def test_a_reader_who_breaks_every_connection_is_put_off_and_the_rest_arrive() -> None:
    with ScriptedServer(replies={"odd": HANG_UP}) as server:
        desk = Sending(readers(30, "odd"), relay_to(server))
        desk.send()
    assert desk.state("odd") is S.DEFERRED
    assert desk.ledger.audit(ISSUE).by_state[S.ACCEPTED] == 30


@pytest.mark.parametrize(
    ("breaks", "tries", "state"), [(1, 2, S.ACCEPTED), (2, 3, S.ACCEPTED), (3, 3, S.DEFERRED)]
)
def test_a_message_waits_for_a_later_run_from_its_third_lost_connection_on(
    breaks: int, tries: int, state: DeliveryState
) -> None:
    tried: list[str] = []

    def hang_up(recipient: str) -> str | None:
        tried.append(recipient)
        return HANG_UP if len(tried) <= breaks else None

    with ScriptedServer(on_rcpt=hang_up) as server:
        desk = Sending(readers(0, "odd"), relay_to(server))
        desk.send()
    assert len(tried) == tries
    assert desk.state("odd") is state


def test_421_defers_that_reader_and_a_new_connection_takes_the_rest() -> None:
    with ScriptedServer(replies={"drop": "421 4.3.2 shutting down"}) as server:
        desk = Sending(readers(10) | {"drop": "drop@elsewhere.example"}, relay_to(server))
        desk.send()
    assert desk.state("drop") is S.DEFERRED
    assert desk.ledger.audit(ISSUE).by_state[S.ACCEPTED] == 10


def test_connections_are_reused_and_renewed_after_their_share() -> None:
    with ScriptedServer() as server:
        Sending(readers(20), relay_to(server, connections=1, messages_per_connection=5)).send()
    assert server.connections == 4
    assert sum(line.startswith("QUIT") for line in server.transcript) == 4


@pytest.mark.slow
def test_a_connection_without_rows_hangs_up_while_another_one_waits_for_its_answer() -> None:
    hung_up: list[bool] = []

    def wait_for_the_others(recipient: str) -> None:
        if recipient.startswith("slow"):
            hung_up.append(within(lambda: "QUIT" in server.transcript, 20.0))

    with ScriptedServer(on_dot=wait_for_the_others) as server:
        relay = relay_to(server, connections=2, timeout_s=30.0)
        # enough rows that the second connection gets a share
        desk = Sending(readers(99, "slow"), relay)
        report = desk.send()
    assert hung_up == [True]
    assert (report.accepted, report.finished) == (100, True)
    assert Counter(server.recipients) == Counter(desk.emails.values())


def test_a_silent_relay_is_given_up_after_its_timeout() -> None:
    with ScriptedServer(replies={"MAIL": FALL_SILENT}) as server:
        desk = Sending(readers(2), relay_to(server, connections=1, timeout_s=0.2))
        report = desk.send()
    assert not report.finished or desk.ledger.audit(ISSUE).by_state.get(S.DEFERRED)
    assert server.recipients == []


def test_a_reply_that_accuses_the_sender_stops_that_provider_only_and_raises_an_alarm() -> None:
    emails = readers(50, domain="strict.example") | {
        f"easy{n}": f"easy{n}@easy.example" for n in range(20)
    }
    with ScriptedServer(
        on_rcpt=lambda to: (
            "550 5.7.26 unauthenticated mail" if to.endswith("strict.example") else None
        )
    ) as server:
        desk = Sending(emails, relay_to(server), batch=10)
        report = desk.send()
    states = desk.ledger.audit(ISSUE).by_state
    assert states[S.ACCEPTED] == 20
    assert states.get(S.REFUSED, 0) == 0
    assert states[S.QUEUED] >= 30
    assert report.alarms == ("550 5.7.26 unauthenticated mail",)
    assert not report.finished


def test_a_provider_that_turns_against_the_sender_is_left_alone_and_its_readers_wait() -> None:
    taken: list[str] = []

    def until_fifty(recipient: str) -> str | None:
        taken.append(recipient)
        return "550 5.7.26 unauthenticated mail" if len(taken) > 50 else None

    with ScriptedServer(on_rcpt=until_fifty) as server:
        desk = Sending(readers(200), relay_to(server))
        report = desk.send()
    states = desk.ledger.audit(ISSUE).by_state
    assert states[S.ACCEPTED] == 50
    assert states.get(S.REFUSED, 0) == 0
    assert states[S.QUEUED] + states[S.DEFERRED] == 150
    assert states[S.DEFERRED] < 15
    assert report.alarms == ("550 5.7.26 unauthenticated mail",)


def test_a_relay_that_hangs_up_during_the_content_doubles_no_message() -> None:
    with ScriptedServer(after_data={"odd": HANG_UP}) as server:
        desk = Sending(readers(30, "odd"), relay_to(server))
        desk.send()
        desk.send()
    assert desk.state("odd") in (S.UNCERTAIN, S.DEFERRED)
    assert Counter(server.recipients) == Counter(f"reader{n:05}@example.org" for n in range(30))


def test_the_second_relay_takes_over_when_the_first_is_down() -> None:
    with ScriptedServer() as server:
        dead = relay_to(server, name="first", port=1)
        standby = relay_to(server, name="second", weight=0)
        desk = Sending(readers(30), dead, standby)
        report = desk.send()
    assert report.accepted == 30
    assert [error.subject for error in report.relay_errors] == ["relay first (127.0.0.1:1)"]


def test_a_relay_that_wants_starttls_first_is_left_alone_and_the_second_takes_over() -> None:
    wants = {"MAIL": "530 5.7.0 Must issue a STARTTLS command first"}
    with ScriptedServer(replies=wants) as first, ScriptedServer() as second:
        alone = Sending(readers(30), relay_to(first))
        report = alone.send()
        both = Sending(readers(30), relay_to(first), relay_to(second, name="second", weight=0))
        assert both.send().accepted == 30
    assert (report.accepted, report.alarms, report.finished) == (0, (), False)
    assert [error.hint for error in report.relay_errors] == ["set tls: starttls"]
    assert alone.ledger.audit(ISSUE).by_state == {S.QUEUED: 30}


@pytest.mark.parametrize(
    "answer",
    [
        "552 5.3.4 Message size exceeds fixed maximum message size",
        "552 Requested mail action aborted: exceeded storage allocation",
        "550 5.4.5 Daily sending quota exceeded",
    ],
)
@pytest.mark.parametrize("extensions", [("PIPELINING",), ("8BITMIME",)])
def test_a_refusal_of_the_envelope_sender_lets_every_reader_wait_with_an_alarm(
    answer: str, extensions: tuple[str, ...]
) -> None:
    with ScriptedServer(replies={"MAIL": answer}, extensions=extensions) as server:
        desk = Sending(readers(5), relay_to(server, connections=1))
        report = desk.send()
    states = desk.ledger.audit(ISSUE).by_state
    assert set(states) <= {S.DEFERRED, S.QUEUED}
    assert states[S.DEFERRED] >= 1
    assert report.alarms == (answer,)


@pytest.mark.parametrize(
    ("extensions", "words"),
    [
        (("PIPELINING", "SIZE 20", "SMTPUTF8"), "takes 20 bytes at most"),
        (("PIPELINING", "SIZE 10000"), "does not offer SMTPUTF8"),
    ],
    ids=["size", "smtputf8"],
)
def test_a_relay_that_offers_too_little_loses_no_message_and_another_takes_it_later(
    extensions: tuple[str, ...], words: str
) -> None:
    with ScriptedServer(extensions=extensions) as small, ScriptedServer() as whole:
        emails = {"ا": "ا@example.org", "ب": "ب@example.org"}
        first, second = relay_to(small, connections=1), relay_to(whole, name="second")
        desk = Sending(emails, first)
        report = desk.send()
        assert {desk.state(reader) for reader in emails} == {S.DEFERRED}
        assert any(words in alarm for alarm in report.alarms)
        assert small.recipients == []
        desk.settings = DeliverSettings(relays=(second,))
        desk.now += timedelta(hours=1)
        assert desk.send().accepted == 2
    assert sorted(whole.recipients) == sorted(emails.values())


def test_a_relay_that_never_takes_a_message_ends_in_a_refusal_after_the_last_attempt() -> None:
    with ScriptedServer(extensions=("PIPELINING", "SIZE 20")) as server:
        desk = Sending(readers(1), relay_to(server), max_attempts=3)
        for _ in range(3):
            desk.send()
            desk.now += timedelta(hours=6)
    assert desk.state("reader00000") is S.REFUSED
    assert server.recipients == []


def test_a_relay_that_greets_each_connection_otherwise_gets_each_message_once() -> None:
    """Each connection carries four messages, and the relay offers other extensions to each."""
    offers = [("PIPELINING", "SIZE 10000"), (), ("SIZE 0", "8BITMIME"), ("PIPELINING",)]
    with ScriptedServer() as server:

        def change(_: str) -> None:
            server.extensions = offers[server.connections % len(offers)]

        server.on_rcpt = change
        desk = Sending(readers(30), relay_to(server, connections=2, messages_per_connection=4))
        report = desk.send()
    assert (report.accepted, report.finished) == (30, True)
    assert sorted(server.recipients) == sorted(desk.emails.values())


def test_a_standby_relay_gets_nothing_while_the_first_works_and_weights_share() -> None:
    with ScriptedServer() as first, ScriptedServer() as second, ScriptedServer() as standby:
        relays = (
            relay_to(first, name="a", weight=3),
            relay_to(second, name="b", weight=1),
            relay_to(standby, name="c", weight=0),
        )
        Sending(readers(400), *relays).send()
    assert standby.taken == []
    assert 2.0 < len(first.taken) / len(second.taken) < 4.5


def test_no_relay_at_all_is_an_error() -> None:
    with pytest.raises(DeliverError, match="no relay is configured"):
        Sending(readers(1)).send()


def test_when_every_relay_is_down_the_rows_are_released() -> None:
    with ScriptedServer() as server:
        desk = Sending(readers(3), relay_to(server, port=1))
        report = desk.send()
    assert not report.finished
    assert desk.ledger.audit(ISSUE).by_state == {S.QUEUED: 3}


def test_a_stop_drains_what_is_in_flight_and_a_resume_finishes_exactly() -> None:
    stop = threading.Event()

    def stop_in_the_middle(counts: object) -> None:
        if sum(counts.values()) >= 40:
            stop.set()

    with ScriptedServer() as server:
        desk = Sending(readers(200), relay_to(server))
        started = time.monotonic()
        report = desk.send(stop=stop, on_progress=stop_in_the_middle)
        assert time.monotonic() - started < 10
        assert report.stopped
        states = desk.ledger.audit(ISSUE).by_state
        assert set(states) == {S.ACCEPTED, S.QUEUED}
        desk.send()
    assert sorted(server.recipients) == sorted(desk.emails.values())


@pytest.mark.slow
def test_a_stop_does_not_wait_for_a_database_that_is_away() -> None:
    class GoneLedger(MemoryLedger):
        gone = False

        def record(self, outcomes: Sequence[Outcome], *, now: datetime) -> None:
            if self.gone:
                raise StoreError("the database is away")
            super().record(outcomes, now=now)

    stop = threading.Event()
    with ScriptedServer() as server:
        desk = Sending(readers(500), relay_to(server, connections=12))
        desk.ledger = GoneLedger(ISSUE, desk.emails)

        def lose_the_database(counts: object) -> None:
            desk.ledger.gone = sum(counts.values()) >= 100
            if desk.ledger.gone:
                stop.set()

        started = time.monotonic()
        report = desk.send(stop=stop, on_progress=lose_the_database)
        assert time.monotonic() - started < 10
    states = desk.ledger.audit(ISSUE).by_state
    assert report.stopped
    assert len(server.recipients) - states[S.ACCEPTED] <= 12
    assert len(server.recipients) <= states[S.ACCEPTED] + states[S.HANDING]


def test_two_senders_on_one_issue_send_each_reader_once() -> None:
    with ScriptedServer() as server:
        desk = Sending(readers(200), relay_to(server), batch=10)
        threads = [threading.Thread(target=desk.send) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
    assert sorted(server.recipients) == sorted(desk.emails.values())


def test_a_row_that_another_host_has_taken_over_is_left_to_it() -> None:
    class StolenLedger(MemoryLedger):
        def claim(self, *words: object, **options: object) -> tuple[Delivery, ...]:
            claimed = super().claim(*words, **options)
            stolen = self.rows_by_id["stolen"]
            if (
                stolen.state is S.LEASED
            ):  # this host slept, the lease ran out, and another one was quick
                self.rows_by_id["stolen"] = replace(stolen, leased_by="elsewhere/1/2/abc")
            return claimed

    with ScriptedServer() as server:
        desk = Sending(readers(20, "stolen"), relay_to(server))
        desk.ledger = StolenLedger(ISSUE, desk.emails)
        sending = threading.Thread(target=desk.send, daemon=True)
        sending.start()
        sending.join(10)
        assert not sending.is_alive()
    assert desk.state("stolen") is S.LEASED
    assert desk.ledger.audit(ISSUE).by_state[S.ACCEPTED] == 20


def test_an_error_of_winding_down_does_not_hide_the_first_error() -> None:
    class BrokenLedger(MemoryLedger):
        claims = 0

        def claim(self, *words: object, **options: object) -> tuple[Delivery, ...]:
            self.claims += 1
            if self.claims > 1:
                raise RuntimeError("the first error")
            return super().claim(*words, **options)

        released = 0

        def release(self, issue_id: str, subscriber_ids: Sequence[str], *, worker: str) -> None:
            self.released += len(subscriber_ids)
            raise RuntimeError("the second error")

    with ScriptedServer() as server:
        desk = Sending(readers(500), relay_to(server), batch=10)
        desk.ledger = BrokenLedger(ISSUE, desk.emails)
        with pytest.raises(RuntimeError, match="the first error"):
            desk.send()
    assert desk.ledger.released


def test_an_outcome_instead_of_a_message_is_recorded_and_nothing_is_offered() -> None:
    with ScriptedServer() as server:
        desk = Sending(readers(2, "left"), relay_to(server))
        made = desk.messages

        def without_left(rows: Sequence[Delivery]) -> Iterable[Message | Outcome]:
            for message in made(rows):
                left = message.subscriber_id == "left"
                yield (
                    Outcome(issue_id=ISSUE, subscriber_id="left", state=S.SUPPRESSED)
                    if left
                    else message
                )

        desk.messages = without_left
        desk.send()
    assert desk.state("left") is S.SUPPRESSED
    assert len(server.recipients) == 2


def test_a_provider_pace_is_kept_and_does_not_slow_the_others() -> None:
    emails = {f"g{n}": f"g{n}@gmail.com" for n in range(20)} | {
        f"o{n:03}": f"o{n}@other.example" for n in range(100)
    }
    limit = ProviderLimit(provider="google", per_minute=600)
    with ScriptedServer() as server:
        desk = Sending(emails, relay_to(server), providers=(limit,), batch=20)
        started = time.monotonic()
        report = desk.send()
    assert report.accepted == 120
    times = sorted(at - started for _, to, _, at in server.taken if to.endswith("gmail.com"))
    others = max(at - started for _, to, _, at in server.taken if to.endswith("other.example"))
    assert times[-1] > 1.6  # 19 gaps of 100 ms, of which a quarter second may be caught up
    assert others < times[-1]


def test_a_bug_in_the_message_maker_is_raised_and_rows_are_free_again() -> None:
    with ScriptedServer() as server:
        desk = Sending(readers(5), relay_to(server))

        def broken(rows: Sequence[Delivery]) -> Iterable[Message | Outcome]:
            raise KeyError("bug")

        desk.messages = broken
        with pytest.raises(KeyError):
            desk.send()
    assert server.recipients == []


def test_a_reader_who_leaves_in_mid_send_gets_no_message() -> None:
    """The message of the last reader is made with those of the batch, and waits behind them."""
    left: set[str] = set()

    def leave_at_the_first_recipient(recipient: str) -> None:
        left.add("zz-last")

    def recheck(subscriber_ids: Sequence[str]) -> list[Outcome]:
        outcomes: list[Outcome] = []
        for subscriber_id in left.intersection(subscriber_ids):
            outcomes.append(
                Outcome(issue_id=ISSUE, subscriber_id=subscriber_id, state=S.SUPPRESSED)
            )
        return outcomes

    with ScriptedServer(on_rcpt=leave_at_the_first_recipient) as server:
        emails = {**readers(20), "zz-last": "zz-last@example.org"}
        desk = Sending(emails, relay_to(server, connections=1))
        report = desk.send(recheck=recheck)
    assert desk.state("zz-last") is S.SUPPRESSED
    assert "zz-last@example.org" not in server.recipients
    assert report.accepted == 20
    assert report.finished


@pytest.mark.parametrize("extensions", [("PIPELINING",), ()], ids=["pipelined", "step by step"])
@pytest.mark.parametrize("slow", ["the dot before", "the own recipient"])
def test_a_reader_who_leaves_while_a_slow_relay_answers_gets_no_message(
    slow: str, extensions: tuple[str, ...]
) -> None:
    """The message was announced before the relay took its time, and is taken back at its end."""
    left: set[str] = set()

    def leave(_: str) -> None:
        left.add("leaver")

    script: dict[str, Any] = {"on_dot": leave, "late_dot_s": {"first": FRESH_S * 2}}
    if slow == "the own recipient":
        script = {"late_rcpt_s": {"leaver": FRESH_S * 2}}
        script["on_rcpt"] = lambda recipient: recipient.startswith("leaver") and leave(recipient)

    def recheck(subscriber_ids: Sequence[str]) -> list[Outcome]:
        outcomes: list[Outcome] = []
        for subscriber_id in left.intersection(subscriber_ids):
            outcomes.append(
                Outcome(issue_id=ISSUE, subscriber_id=subscriber_id, state=S.SUPPRESSED)
            )
        return outcomes

    with ScriptedServer(extensions=extensions, **script) as server:
        desk = Sending(readers(12, "first", "leaver"), relay_to(server, connections=1))
        report = desk.send(recheck=recheck)
    assert desk.state("leaver") is S.SUPPRESSED
    assert "leaver@example.org" not in server.recipients
    assert Counter(server.recipients).most_common(1)[0][1] == 1
    assert (report.accepted, report.counts[S.SUPPRESSED]) == (13, 1)
    assert (report.finished, report.relay_errors) == (True, ())
    assert desk.ledger.audit(ISSUE).balances


def test_a_slow_relay_gets_its_message_while_the_readers_cannot_be_looked_up() -> None:
    """The message stands in the ledger already, and no word of a leave is known."""
    is_away = threading.Event()

    def at_dot(recipient: str) -> None:
        if recipient.startswith("first"):
            is_away.set()

    def recheck(subscriber_ids: Sequence[str]) -> list[Outcome]:
        if is_away.is_set() and list(subscriber_ids) == ["second"]:
            is_away.clear()
            raise StoreError("the database is away")
        return []

    with ScriptedServer(on_dot=at_dot, late_dot_s={"first": FRESH_S * 2}) as server:
        desk = Sending({name: f"{name}@example.org" for name in ("first", "second")})
        desk.settings = DeliverSettings(relays=(relay_to(server, connections=1),))
        report = desk.send(recheck=recheck)
    assert not is_away.is_set()
    assert sorted(server.recipients) == ["first@example.org", "second@example.org"]
    assert report.accepted == 2
