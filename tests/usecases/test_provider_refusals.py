"""Many hard replies of one provider are about the sender, and close no reader's address."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from own_newsroom import own_newsroom
from small_issue import NOW, a_briefing, an_issue

from digest.models import Reply, Return, ReturnKind, Selection, Subscriber
from digest.store import open_store
from digest.usecases.newsroom import Newsroom
from digest.usecases.provider_refusals import (
    LARGE_SHARE,
    MANY_ADDRESSES,
    WINDOW,
    spare_refusing_providers,
)

ISSUE = "security-briefing@2026-11-23"
OTHER = "security-briefing@2026-11-22"


@pytest.fixture
def newsroom(tmp_path: Path, migrated_file: Path) -> Iterator[Newsroom]:
    (tmp_path / "news.db").write_bytes(migrated_file.read_bytes())
    store = open_store(f"sqlite:///{tmp_path}/news.db")
    yield Newsroom(config=own_newsroom(), store=store, clock=lambda: NOW)
    store.close()


def sent_to(newsroom: Newsroom, *addresses: str, issue_id: str = ISSUE) -> list[str]:
    """Approve an issue for readers of these addresses; return their ids."""
    readers = [Subscriber(id=address, email=address) for address in addresses]
    newsroom.store.subscribers.add(readers)
    newsroom.store.issues.save_draft(
        a_briefing(issue_id), Selection(stories=()), an_issue(issue_id)
    )
    ids = [reader.id for reader in readers]
    newsroom.store.issues.approve(issue_id, subscriber_ids=ids, now=NOW)
    return ids


def at(domain: str, count: int) -> list[str]:
    return [f"reader{number}@{domain}" for number in range(count)]


def hard(
    *ids: str,
    kind: ReturnKind = ReturnKind.HARD,
    issue_id: str = ISSUE,
    moment: datetime = NOW,
) -> list[Return]:
    returns = []
    for subscriber_id in ids:
        reply = Reply(code=550, enhanced="5.1.1", text="no such user")
        returns.append(
            Return(
                issue_id=issue_id, subscriber_id=subscriber_id, kind=kind, at=moment, reply=reply
            )
        )
    return returns


def kinds(newsroom: Newsroom, returns: list[Return]) -> list[ReturnKind]:
    return [returned.kind for returned in spare_refusing_providers(newsroom, returns).returns]


@pytest.mark.parametrize(
    ("refused", "kind"),
    [
        (MANY_ADDRESSES - 1, ReturnKind.HARD),
        (MANY_ADDRESSES, ReturnKind.POLICY),
        (MANY_ADDRESSES + 1, ReturnKind.POLICY),
    ],
)
def test_ten_addresses_are_many(newsroom: Newsroom, refused: int, kind: ReturnKind) -> None:
    ids = sent_to(newsroom, *at("mail.example", refused))
    assert set(kinds(newsroom, hard(*ids))) == {kind}


LARGEST = math.floor(MANY_ADDRESSES / LARGE_SHARE)
"""Of so many readers ten are a large share; of one more they are not."""


@pytest.mark.parametrize(
    ("readers", "kind"), [(LARGEST, ReturnKind.POLICY), (LARGEST + 1, ReturnKind.HARD)]
)
def test_ten_addresses_must_be_a_large_share_of_the_readers_there(
    newsroom: Newsroom, readers: int, kind: ReturnKind
) -> None:
    ids = sent_to(newsroom, *at("mail.example", readers))
    assert set(kinds(newsroom, hard(*ids[:MANY_ADDRESSES]))) == {kind}


def test_the_alarm_names_the_provider_the_counts_and_the_issue(newsroom: Newsroom) -> None:
    ids = sent_to(newsroom, *at("mail.example", 12))
    judged = spare_refusing_providers(newsroom, hard(*ids[:10]))
    assert judged.alarms == (f"mail.example refused 10 of 12 readers of {ISSUE}",)


def test_domains_of_one_provider_are_counted_together(newsroom: Newsroom) -> None:
    ids = sent_to(newsroom, *at("gmail.com", 5), *at("googlemail.com", 5))
    judged = spare_refusing_providers(newsroom, hard(*ids))
    assert judged.alarms == (f"google refused 10 of 10 readers of {ISSUE}",)


def test_two_providers_are_judged_apart(newsroom: Newsroom) -> None:
    many = sent_to(newsroom, *at("many.example", 10), *at("few.example", 4))
    judged = spare_refusing_providers(newsroom, hard(*many))
    by_domain = {"many.example": set[ReturnKind](), "few.example": set[ReturnKind]()}
    for returned in judged.returns:
        by_domain[returned.subscriber_id.partition("@")[2]].add(returned.kind)
    assert by_domain == {"many.example": {ReturnKind.POLICY}, "few.example": {ReturnKind.HARD}}
    assert len(judged.alarms) == 1


def test_each_refusing_provider_raises_an_alarm_of_its_own(newsroom: Newsroom) -> None:
    ids = sent_to(newsroom, *at("one.example", 10), *at("two.example", 10))
    alarms = spare_refusing_providers(newsroom, hard(*ids)).alarms
    assert [alarm.partition(" ")[0] for alarm in alarms] == ["one.example", "two.example"]


def test_two_issues_are_judged_apart(newsroom: Newsroom) -> None:
    ids = sent_to(newsroom, *at("mail.example", 10))
    sent_to(newsroom, *at("mail.example", 10), issue_id=OTHER)
    returns = [*hard(*ids[:5]), *hard(*ids[5:], issue_id=OTHER)]
    assert set(kinds(newsroom, returns)) == {ReturnKind.HARD}


def test_other_kinds_stay_as_they_are_also_of_a_refused_reader(newsroom: Newsroom) -> None:
    ids = sent_to(newsroom, *at("mail.example", 10))
    others = [
        *hard(ids[0], kind=ReturnKind.COMPLAINT),
        *hard(ids[1], kind=ReturnKind.SOFT),
        *hard(ids[2], kind=ReturnKind.POLICY),
    ]
    judged = spare_refusing_providers(newsroom, [*hard(*ids), *others])
    # in the order in which they came
    assert [returned.kind for returned in judged.returns] == [
        *[ReturnKind.POLICY] * 10,
        ReturnKind.COMPLAINT,
        ReturnKind.SOFT,
        ReturnKind.POLICY,
    ]
    assert len(judged.alarms) == 1


def test_the_evidence_of_a_spared_return_is_kept(newsroom: Newsroom) -> None:
    ids = sent_to(newsroom, *at("mail.example", 10))
    (first, *_) = spare_refusing_providers(newsroom, hard(*ids)).returns
    assert first.reply == Reply(code=550, enhanced="5.1.1", text="no such user")
    assert (first.issue_id, first.subscriber_id, first.at) == (ISSUE, ids[0], NOW)


@pytest.mark.parametrize(
    ("ago", "kind"),
    [(WINDOW, ReturnKind.POLICY), (WINDOW + timedelta(seconds=1), ReturnKind.HARD)],
)
def test_replies_of_the_last_hour_count_as_well(
    newsroom: Newsroom, ago: timedelta, kind: ReturnKind
) -> None:
    ids = sent_to(newsroom, *at("mail.example", 10))
    newsroom.store.returns.record(hard(*ids[:9], moment=NOW - ago))
    assert kinds(newsroom, hard(ids[9])) == [kind]


def test_one_reader_who_is_told_twice_is_one_address(newsroom: Newsroom) -> None:
    ids = sent_to(newsroom, *at("mail.example", 9))
    assert set(kinds(newsroom, hard(*ids, *ids))) == {ReturnKind.HARD}


def test_an_erased_reader_has_no_provider_and_breaks_no_count(newsroom: Newsroom) -> None:
    ids = sent_to(newsroom, *at("mail.example", 10))
    newsroom.store.subscribers.remove(ids[0])
    assert set(kinds(newsroom, hard(*ids))) == {ReturnKind.HARD}


def test_without_a_hard_return_all_stays_as_it_is(newsroom: Newsroom) -> None:
    ids = sent_to(newsroom, *at("mail.example", 10))
    soft = hard(*ids, kind=ReturnKind.SOFT)
    judged = spare_refusing_providers(newsroom, soft)
    assert (list(judged.returns), judged.alarms) == (soft, ())
    assert spare_refusing_providers(newsroom, []).returns == ()
