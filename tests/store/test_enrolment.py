"""Each reader of a chunk is new, joins, is there already, left before, or is suppressed."""

from __future__ import annotations

from typing import Any

import pytest
from store_nouns import NOW, a_reader

from digest.models import Enrolment, Subscriber, SubscriberState
from digest.store.enrolment import EnrolmentPlan, subscriber_row


def plan(*, again: bool = False, **known: Any) -> EnrolmentPlan:
    made = EnrolmentPlan(again=again, now=NOW)
    for name, value in known.items():
        setattr(made, name, value)
    return made


def reader(number: int = 1, *newsletters: str) -> Subscriber:
    return a_reader(number, newsletters=newsletters or ("daily",))


ACTIVE = {"h": ("r9", SubscriberState.ACTIVE)}


def test_an_unknown_reader_is_new_and_gets_each_newsletter() -> None:
    made = plan()
    assert made.add("h", reader(1, "daily", "gulf")) is Enrolment.NEW
    assert [row["id"] for row in made.new_people] == ["r000001"]
    assert [row["newsletter_id"] for row in made.new_choices] == ["daily", "gulf"]
    assert {row["left_at"] for row in made.new_choices} == {None}


def test_a_second_line_of_one_address_is_there_already() -> None:
    made = plan()
    made.add("h", reader(1))
    assert made.add("h", reader(2)) is Enrolment.ALREADY
    assert len(made.new_people) == 1


def test_a_known_reader_joins_a_newsletter_under_the_known_id() -> None:
    made = plan(people=dict(ACTIVE), has_left={("r9", "daily"): False})
    assert made.add("h", reader(1, "daily", "gulf")) is Enrolment.JOINED
    assert [(row["subscriber_id"], row["newsletter_id"]) for row in made.new_choices] == [
        ("r9", "gulf")
    ]
    assert made.new_people == []


def test_a_newsletter_that_was_left_stays_left() -> None:
    made = plan(people=dict(ACTIVE), has_left={("r9", "daily"): True})
    assert made.add("h", reader(1)) is Enrolment.LEFT_BEFORE
    assert made.new_choices == []


def test_joining_one_newsletter_outweighs_having_left_another() -> None:
    made = plan(people=dict(ACTIVE), has_left={("r9", "daily"): True})
    assert made.add("h", reader(1, "daily", "gulf")) is Enrolment.JOINED


@pytest.mark.parametrize(
    ("state", "outcome"),
    [
        (SubscriberState.LEFT, Enrolment.LEFT_BEFORE),
        (SubscriberState.SUPPRESSED, Enrolment.SUPPRESSED),
        (SubscriberState.ACTIVE, Enrolment.JOINED),
        (SubscriberState.PENDING, Enrolment.JOINED),
    ],
)
def test_the_state_of_a_known_reader_decides(state: SubscriberState, outcome: Enrolment) -> None:
    assert plan(people={"h": ("r9", state)}).add("h", reader()) is outcome


@pytest.mark.parametrize("state", list(SubscriberState))
def test_a_reader_who_asks_anew_is_taken_back(state: SubscriberState) -> None:
    known = {"h": ("r9", state)}
    made = plan(again=True, people=known, has_left={("r9", "daily"): True})
    assert made.add("h", reader()) is Enrolment.JOINED
    assert made.returned["r9"].email == reader().email


def test_a_closed_address_outweighs_an_active_reader() -> None:
    made = plan(people=dict(ACTIVE), closed=frozenset({"h"}))
    assert made.add("h", reader()) is Enrolment.SUPPRESSED
    assert made.new_choices == []


def test_the_time_of_joining_is_that_of_the_consent() -> None:
    made = plan()
    made.add("h", reader())
    made.add("i", a_reader(2, consent=None))
    consent = reader().consent
    assert consent is not None
    assert [row["joined"] for row in made.new_choices] == [consent.at, NOW]


def test_a_row_holds_the_written_form_of_the_address_and_its_domain() -> None:
    row = subscriber_row("h", a_reader(1, email="Ann@Bücher.example", created=None), NOW)
    assert (row["email"], row["domain"]) == ("Ann@xn--bcher-kva.example", "xn--bcher-kva.example")
    assert (row["created"], row["address_hash"]) == (NOW, "h")
    without = subscriber_row("h", a_reader(1, consent=None), NOW)
    assert (without["consent_at"], without["consent_source"]) == (None, "")
