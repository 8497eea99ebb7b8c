"""A mailed link opens address and data for a day; it joins, pauses and undoes within bounds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from digest.config import Config, Settings
from digest.errors import UseError
from digest.models import Consent, LeftBy, Newsletter, Publication, Subscriber, Tier
from digest.store import open_store
from digest.tokens import Token
from digest.usecases.newsroom import Newsroom
from digest.usecases.own_choices import (
    LONGEST_PAUSE,
    UNDO_WITHIN,
    data_of,
    data_of_address,
    is_fresh,
    join_by_link,
    may_choose,
    offered,
    pause_until,
    undo_leaving,
)

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
READER = "r1"


@pytest.fixture
def newsroom(tmp_path: Path, sqlite_url: str) -> Iterator[Newsroom]:
    """Three newsletters, one for members; a reader of the first who is no member."""
    publication = Publication(
        name="Desk", public_url="https://news.example.org", from_address="d@news.example.org"
    )
    newsletters = (
        Newsletter(id="daily", name="Daily", tagline="", topics=()),
        Newsletter(id="gulf", name="Gulf", tagline="", topics=()),
        Newsletter(id="inside", name="Inside", tagline="", topics=(), tier=Tier.MEMBER),
    )
    config = Config(
        folder=tmp_path, settings=Settings(publication=publication), newsletters=newsletters
    )
    store = open_store(sqlite_url, clock=lambda: NOW)
    consent = Consent(at=NOW, source="form", wording="Yes.")
    ann = Subscriber(
        id=READER, email="ann@mail.example", newsletters=("daily",), consent=consent, created=NOW
    )
    store.subscribers.add([ann])
    yield Newsroom(config=config, store=store, clock=lambda: NOW)
    store.close()


def reader_of(newsroom: Newsroom) -> Subscriber:
    reader = newsroom.store.subscribers.get(READER)
    assert reader is not None
    return reader


# ---- how long a link is fresh ---------------------------------------------------


@pytest.mark.parametrize(
    ("mail", "fresh"),
    [
        ("daily.access.0a1b2c.1@2026-11-23", True),
        ("daily.access.0a1b2c.1@2026-11-22", True),
        ("daily.access.0a1b2c.1@2026-11-21", False),
        ("daily.access.0a1b2c.1@2026-11-24", False),
        ("daily@2026-11-23", False),
        ("daily.welcome.0a1b2c@2026-11-23", False),
        ("daily.access.0a1b2c.1@2026-11-23 ", False),
        ("", False),
    ],
)
def test_only_the_mail_that_was_asked_for_opens_address_and_data(mail: str, fresh: bool) -> None:
    token = Token(subscriber_id=READER, newsletter_id="daily", issue_id=mail)
    assert is_fresh(token, NOW) is fresh


def test_the_day_of_a_link_ends_by_utc() -> None:
    token = Token(
        subscriber_id=READER, newsletter_id="daily", issue_id="daily.access.0a.1@2026-11-22"
    )
    midnight = datetime(2026, 11, 24, 0, 0, tzinfo=UTC)
    assert is_fresh(token, midnight - timedelta(seconds=1))
    assert not is_fresh(token, midnight)
    # two hours behind midnight in Cyprus it is still the day before by UTC
    cyprus = datetime.fromisoformat("2026-11-24T01:59:00+02:00")
    assert is_fresh(token, cyprus)


# ---- joining by the link ------------------------------------------------------------


def test_a_reader_joins_another_newsletter_under_the_sentence_agreed_to_before(
    newsroom: Newsroom,
) -> None:
    assert join_by_link(newsroom, READER, "gulf") is not None
    reader = reader_of(newsroom)
    assert reader.newsletters == ("daily", "gulf")
    assert reader.consent is not None
    assert (reader.consent.source, reader.consent.wording) == ("the page of preferences", "Yes.")


@pytest.mark.parametrize("newsletter", ["inside", "daily", "none-such", ""])
def test_a_newsletter_that_is_not_offered_is_not_joined(
    newsroom: Newsroom, newsletter: str
) -> None:
    assert join_by_link(newsroom, READER, newsletter) is None
    assert reader_of(newsroom).newsletters == ("daily",)


def test_members_are_offered_the_newsletters_of_members(newsroom: Newsroom) -> None:
    free = reader_of(newsroom)
    assert [one.id for one in offered(newsroom, free)] == ["gulf"]
    member = replace(free, tier=Tier.MEMBER)
    assert [one.id for one in offered(newsroom, member)] == ["gulf", "inside"]


def test_an_address_that_is_closed_joins_no_newsletter(newsroom: Newsroom) -> None:
    newsroom.store.subscribers.suppress("ann@mail.example", reason="complained", now=NOW)
    assert not may_choose(newsroom.store.subscribers.get(READER))
    assert join_by_link(newsroom, READER, "gulf") is None


def test_a_link_of_an_erased_reader_joins_no_newsletter(newsroom: Newsroom) -> None:
    newsroom.store.subscribers.remove(READER)
    assert not may_choose(None)
    assert join_by_link(newsroom, READER, "gulf") is None


# ---- a pause -----------------------------------------------------------------------


def test_a_pause_lasts_to_the_start_of_its_day(newsroom: Newsroom) -> None:
    assert pause_until(newsroom, READER, "2026-12-24")
    assert reader_of(newsroom).paused_until == datetime(2026, 12, 24, tzinfo=UTC)


def test_the_longest_pause_is_a_year(newsroom: Newsroom) -> None:
    last = (NOW + LONGEST_PAUSE).date()
    assert pause_until(newsroom, READER, last.isoformat())
    assert not pause_until(newsroom, READER, (last + timedelta(days=1)).isoformat())
    assert reader_of(newsroom).paused_until == datetime(2027, 11, 24, tzinfo=UTC)


@pytest.mark.parametrize("day", ["2026-11-23", "2020-01-01", "tomorrow", "", "2026-13-01"])
def test_a_day_that_is_not_ahead_pauses_no_mail(newsroom: Newsroom, day: str) -> None:
    assert not pause_until(newsroom, READER, day)
    assert reader_of(newsroom).paused_until is None


# ---- leaving taken back --------------------------------------------------------------


@pytest.mark.parametrize(
    ("after", "back"), [(UNDO_WITHIN, ("daily",)), (UNDO_WITHIN + timedelta(seconds=1), ())]
)
def test_a_leaving_is_taken_back_within_a_day(
    newsroom: Newsroom, after: timedelta, back: tuple[str, ...]
) -> None:
    newsroom.store.subscribers.leave(READER, newsletter_id="daily", how=LeftBy.PAGE, now=NOW)
    later = replace(newsroom, clock=lambda: NOW + after)
    assert undo_leaving(later, READER, newsletter_id="daily") == back
    assert reader_of(newsroom).newsletters == back


def test_a_leaving_by_the_operator_is_not_taken_back_by_the_reader(newsroom: Newsroom) -> None:
    newsroom.store.subscribers.leave(READER, newsletter_id="daily", how=LeftBy.OPERATOR, now=NOW)
    assert undo_leaving(newsroom, READER, newsletter_id="daily") == ()


# ---- the own data ----------------------------------------------------------------------


def test_all_that_is_kept_of_a_reader_can_be_written_as_json(newsroom: Newsroom) -> None:
    kept = json.loads(json.dumps(data_of(newsroom, reader_of(newsroom))))
    assert (kept["email"], kept["newsletters"]) == ("ann@mail.example", ["daily"])
    assert kept["consent"]["at"] == "2026-11-23T06:00:00+00:00"
    assert kept["events"]
    assert data_of_address(newsroom, "ANN@mail.example")["id"] == READER


def test_an_address_that_never_came_has_no_data(newsroom: Newsroom) -> None:
    with pytest.raises(UseError, match="nothing is known of this address"):
        data_of_address(newsroom, "stranger@mail.example")
