"""Work is cut into jobs that together keep every limit, and a queue that is away says so."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from postgres import fresh_database

from digest.config import DeliverSettings, ProviderLimit, Relay
from digest.errors import StoreError, UseError
from digest.models import Source
from digest.runtime.jobs import (
    QUEUES,
    READERS_A_LANE,
    SOURCES_A_JOB,
    _connected,
    _has_queue,
    _has_tables,
    _make_tables,
    queue_address,
    send_lanes,
    share_of,
    source_chunks,
)


def a_source(number: int, host: str) -> Source:
    return Source(id=f"s{number:04}", name=f"S{number}", url=f"https://{host}/{number}.rss")


def relay(connections: int, per_minute: float | None = None) -> Relay:
    return Relay(name="main", host="127.0.0.1", connections=connections, per_minute=per_minute)


# ---- sources ----------------------------------------------------------------

hosts = st.lists(st.integers(0, 12), max_size=120)


@given(hosts)
def test_each_source_is_in_one_job_and_each_host_in_one(numbers: list[int]) -> None:
    sources = []
    for number, host in enumerate(numbers):
        sources.append(a_source(number, f"paper{host}.example"))
    chunks = list(source_chunks(sources))
    asked = [source.id for chunk in chunks for source in chunk]
    assert sorted(asked) == sorted(source.id for source in sources)
    jobs_of_host: Counter[str] = Counter()
    for chunk in chunks:
        jobs_of_host.update({urlsplit(source.url).hostname or "" for source in chunk})
    assert set(jobs_of_host.values()) <= {1}
    # every job but the last is worth a worker's way
    for chunk in chunks[:-1]:
        assert len(chunk) >= SOURCES_A_JOB
    assert all(chunks)


@pytest.mark.parametrize(
    ("count", "sizes"),
    [
        (0, []),
        (1, [1]),
        (SOURCES_A_JOB, [SOURCES_A_JOB]),
        (SOURCES_A_JOB + 1, [SOURCES_A_JOB, 1]),
        (2 * SOURCES_A_JOB, [SOURCES_A_JOB, SOURCES_A_JOB]),
    ],
)
def test_a_job_is_full_at_twenty_five_sources_of_different_hosts(
    count: int, sizes: list[int]
) -> None:
    sources = [a_source(number, f"p{number:04}.example") for number in range(count)]
    assert [len(chunk) for chunk in source_chunks(sources)] == sizes


def test_a_host_with_many_sources_makes_one_long_job() -> None:
    sources = [a_source(number, "wire.example") for number in range(60)]
    assert [len(chunk) for chunk in source_chunks(sources)] == [60]


def test_the_same_sources_are_cut_in_the_same_way_in_any_order() -> None:
    sources = [a_source(number, f"p{number % 9}.example") for number in range(40)]
    assert list(source_chunks(sources)) == list(source_chunks(sources[::-1]))


def test_a_source_without_a_host_is_no_trouble() -> None:
    odd = replace(a_source(1, "x.example"), url="not an address")
    assert list(source_chunks([odd])) == [(odd,)]


# ---- lanes ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("readers", "lanes"),
    [
        (0, 1),
        (1, 1),
        (READERS_A_LANE, 1),
        (READERS_A_LANE + 1, 2),
        (8 * READERS_A_LANE, 8),
        (9 * READERS_A_LANE, 8),
    ],
)
def test_each_thousand_readers_have_a_lane_up_to_the_connections(readers: int, lanes: int) -> None:
    assert send_lanes(readers, DeliverSettings(relays=(relay(8),))) == lanes


def test_the_narrowest_limit_counts() -> None:
    settings = DeliverSettings(
        relays=(relay(8), relay(5)),
        providers=(
            ProviderLimit(provider="google", connections=3),
            ProviderLimit(provider="yahoo", connections=None, per_minute=10.0),
        ),
    )
    assert send_lanes(1_000_000, settings) == 3


def test_without_any_limit_the_readers_decide() -> None:
    assert send_lanes(5_000, DeliverSettings()) == 5


limits = st.integers(1, 40)
paces = st.none() | st.floats(0.5, 10_000.0)


@given(limits, paces, limits | st.none(), paces, st.integers(0, 100_000))
def test_all_lanes_together_keep_every_limit(
    connections: int,
    pace: float | None,
    provider_connections: int | None,
    provider_pace: float | None,
    readers: int,
) -> None:
    google = ProviderLimit(
        provider="google", connections=provider_connections, per_minute=provider_pace
    )
    settings = DeliverSettings(relays=(relay(connections, pace),), providers=(google,))
    lanes = send_lanes(readers, settings)
    share = share_of(settings, lanes)
    assert 1 <= lanes <= max(1, math.ceil(readers / READERS_A_LANE))
    assert share.relays[0].connections >= 1
    assert lanes * share.relays[0].connections <= connections
    if pace is None:
        assert share.relays[0].per_minute is None
    else:
        assert share.relays[0].per_minute == pytest.approx(pace / lanes)
    if provider_connections is None:
        assert share.providers[0].connections is None
    else:
        assert lanes * (share.providers[0].connections or 0) <= provider_connections
    if provider_pace is None:
        assert share.providers[0].per_minute is None
    else:
        assert share.providers[0].per_minute == pytest.approx(provider_pace / lanes)


def test_one_lane_has_the_whole_of_each_limit() -> None:
    settings = DeliverSettings(relays=(relay(8, 600.0),))
    assert share_of(settings, 1) == settings


# ---- the queue's database ---------------------------------------------------


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("postgresql://u:p@h/db", "postgresql://u:p@h/db"),
        ("postgres://u@h/db?host=/tmp", "postgresql://u@h/db?host=/tmp"),
        ("postgresql+psycopg://u@h/db", "postgresql://u@h/db"),
    ],
)
def test_the_queue_stands_in_the_newsrooms_own_database(url: str, address: str) -> None:
    assert queue_address(url) == address


@pytest.mark.parametrize(
    ("url", "scheme"),
    [("sqlite:///news.db", "sqlite"), ("", "empty"), ("postgresqlx://h/db", "postgresqlx")],
)
def test_a_database_without_a_queue_is_named_with_what_to_do(url: str, scheme: str) -> None:
    with pytest.raises(UseError, match="workers need PostgreSQL") as refused:
        queue_address(url)
    assert refused.value.subject == f"storage.url is {scheme}"
    assert "with SQLite `digest serve` does all the work itself" in refused.value.hint


def test_the_tables_are_made_once_however_often_a_worker_starts(postgres_server: str) -> None:
    url = fresh_database(postgres_server, "queue_tables")
    assert not _has_queue(url)
    for _ in range(2):
        _make_tables(url)
        assert _has_queue(url)
        with _connected(url) as connection:
            assert _has_tables(connection)


def test_sqlite_has_no_queue_and_asks_for_none() -> None:
    assert not _has_queue("sqlite:///nowhere/at/all.db")


def test_a_queue_that_is_away_is_an_error_in_one_line_without_a_password() -> None:
    with (
        pytest.raises(StoreError, match="the job queue's tables cannot be reached") as refused,
        _connected("postgresql://digest:hunter2@127.0.0.1:1/none"),
    ):
        pass
    assert "\n" not in str(refused.value)
    assert "hunter2" not in str(refused.value)


def test_there_is_a_queue_for_each_kind_of_work() -> None:
    assert QUEUES == ("collect", "draft", "send", "upkeep")
