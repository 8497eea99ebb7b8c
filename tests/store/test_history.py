"""The history of an address: each event once, oldest first, with the words that prove it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from small_issue import NOW
from sqlalchemy import Table, select
from store_nouns import ISSUE, a_reader, claim, draft, outcome

from digest.models import (
    Consent,
    DeliveryState,
    HistoryLine,
    LeftBy,
    Reply,
    Return,
    ReturnKind,
)
from digest.protocols import Store
from digest.store.database import Database
from digest.store.history import HISTORY_ISSUES
from digest.store.schema import deliveries, issues

HOUR = timedelta(hours=1)
READER = a_reader(1)


def told(store: Store) -> list[tuple[str, str]]:
    return [(line.what, line.evidence) for line in store.subscribers.history(READER.email)]


def sent(store: Store, state: DeliveryState, reply: Reply | None) -> None:
    """Approve the issue for the reader, and record what became of the message."""
    draft(store)
    store.issues.approve(ISSUE, subscriber_ids=[READER.id], now=NOW)
    claim(store)
    store.ledger.mark_handing(ISSUE, [READER.id], worker="w", now=NOW)
    store.ledger.record([outcome(READER.id, state, reply=reply)], now=NOW + HOUR)


def came_back(kind: ReturnKind, reply: Reply | None) -> Return:
    return Return(
        issue_id=ISSUE, subscriber_id=READER.id, kind=kind, at=NOW + 2 * HOUR, reply=reply
    )


def test_an_unknown_address_has_no_history(store: Store) -> None:
    assert store.subscribers.history("stranger@mail.example") == ()


def test_a_reader_is_added_agrees_and_joins(store: Store) -> None:
    store.subscribers.add([READER])
    assert set(told(store)) == {
        ("added", "now active"),
        ("agreed", "form: “Yes, send it.”"),
        ("joined daily", ""),
    }


def test_consent_without_a_wording_is_told_by_its_way(store: Store) -> None:
    consent = Consent(at=NOW - HOUR, source="import of readers.csv")
    store.subscribers.add([replace(READER, consent=consent)])
    assert ("agreed", "import of readers.csv") in told(store)


def test_a_reader_without_consent_has_no_such_line(store: Store) -> None:
    store.subscribers.add([replace(READER, consent=None)])
    assert [what for what, _ in told(store)] == ["added", "joined daily"]


def test_leaving_is_told_with_its_way(store: Store) -> None:
    store.subscribers.add([READER])
    store.subscribers.leave(READER.id, newsletter_id="daily", how=LeftBy.ONE_CLICK, now=NOW)
    assert ("left daily", "by one-click") in told(store)
    assert ("added", "now left") in told(store)


def test_each_newsletter_has_a_line_of_its_own(store: Store) -> None:
    store.subscribers.add([replace(READER, newsletters=("daily", "gulf"))])
    joined = [what for what, _ in told(store) if what.startswith("joined")]
    assert sorted(joined) == ["joined daily", "joined gulf"]


def test_a_row_that_waits_has_no_reply(store: Store) -> None:
    store.subscribers.add([READER])
    draft(store)
    store.issues.approve(ISSUE, subscriber_ids=[READER.id], now=NOW)
    assert told(store)[-1] == (f"{ISSUE} is queued", "")


@pytest.mark.parametrize(
    ("reply", "evidence"),
    [
        (Reply(code=250, text="queued as 4F1"), "250 queued as 4F1"),
        (Reply(code=250), "250"),
        (Reply(code=0, text="no answer came"), "no answer came"),
        (None, ""),
    ],
)
def test_a_message_is_told_with_the_relays_words(
    store: Store, reply: Reply | None, evidence: str
) -> None:
    store.subscribers.add([READER])
    sent(store, DeliveryState.ACCEPTED, reply)
    assert told(store)[-1] == (f"{ISSUE} is accepted", evidence)


@pytest.mark.parametrize(
    ("reply", "evidence"),
    [
        (Reply(code=550, enhanced="5.1.1", text="no such user"), "550 5.1.1 no such user"),
        (Reply(code=550, enhanced="5.1.1", text="550 5.1.1 no user"), "550 5.1.1 no user"),
        (Reply(code=550, enhanced="5.1.1", text="5.1.1 no user"), "550 5.1.1 no user"),
        (Reply(code=0, enhanced="5.0.0", text="it failed"), "5.0.0 it failed"),
        (Reply(code=550, text=""), "550"),
        (None, ""),
    ],
)
def test_a_code_that_the_reply_repeats_is_told_once(
    store: Store, reply: Reply | None, evidence: str
) -> None:
    store.subscribers.add([READER])
    sent(store, DeliveryState.ACCEPTED, Reply(code=250))
    store.returns.record([came_back(ReturnKind.SOFT, reply)])
    assert told(store)[-1] == (f"{ISSUE} came back: soft", evidence)


def test_a_closed_address_is_told_with_its_reason_though_no_reader_has_it(store: Store) -> None:
    store.subscribers.suppress(READER.email, reason="asked by letter", now=NOW)
    assert store.subscribers.history(READER.email) == (
        HistoryLine(at=NOW, what="suppressed", evidence="asked by letter"),
    )


def test_an_erased_person_leaves_the_suppression_alone(store: Store) -> None:
    store.subscribers.add([READER])
    sent(store, DeliveryState.ACCEPTED, Reply(code=250))
    store.subscribers.remove(READER.id)
    assert [what for what, _ in told(store)] == ["suppressed"]


def test_events_are_told_oldest_first(store: Store) -> None:
    store.subscribers.add([READER])
    sent(store, DeliveryState.ACCEPTED, Reply(code=250, text="taken"))
    store.returns.record([came_back(ReturnKind.HARD, Reply(code=550, text="gone"))])
    moments = [line.at for line in store.subscribers.history(READER.email)]
    assert moments == sorted(moments)
    names = [what for what, _ in told(store)]
    assert names.index(f"{ISSUE} is accepted") < names.index(f"{ISSUE} came back: hard")
    assert "suppressed" in names


def test_the_history_of_another_reader_is_not_mixed_in(store: Store) -> None:
    store.subscribers.add([READER, a_reader(2)])
    draft(store)
    store.issues.approve(ISSUE, subscriber_ids=[a_reader(2).id], now=NOW)
    assert not any(what.startswith(ISSUE) for what, _ in told(store))


def copy_rows(store: Store, table: Table, changes: list[dict[str, object]]) -> None:
    """Copy the only row of a table, each time with some values changed."""
    database: Database = store.database  # type: ignore[attr-defined]
    with database.write() as connection:
        row = connection.execute(select(table)).mappings().one()
        connection.execute(table.insert(), [{**row, **change} for change in changes])


def test_the_latest_issues_are_told_and_older_ones_are_not(store: Store) -> None:
    store.subscribers.add([READER])
    draft(store)
    store.issues.approve(ISSUE, subscriber_ids=[READER.id], now=NOW)
    earlier, rows = [], []
    for number in range(1, HISTORY_ISSUES + 1):
        slot = NOW.date() - timedelta(days=number)
        earlier.append({"id": f"daily@{slot}", "slot": slot})
        rows.append({"issue_id": f"daily@{slot}"})
    copy_rows(store, issues, earlier)
    copy_rows(store, deliveries, rows)
    told_issues = {what.partition(" ")[0] for what, _ in told(store) if "@" in what}
    wanted = [ISSUE, *(str(row["id"]) for row in earlier)]
    assert told_issues == set(wanted[:HISTORY_ISSUES])
