"""Pruning asks for what each kind keeps, goes in steps, and stops between two of them."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from plain_newsroom import NOW

from digest.config import Config, Settings
from digest.errors import Interrupted
from digest.models import PruneKind, Publication
from digest.protocols import Store
from digest.usecases import Newsroom
from digest.usecases.prune import ROWS_A_STEP, oldest_kept, prune_store


class Shelf:
    """Old rows by kind; it gives them up in steps and notes each request."""

    def __init__(self, **rows: int) -> None:
        self.rows = {PruneKind[name.upper()]: count for name, count in rows.items()}
        self.asked: list[tuple[str, PruneKind, datetime]] = []
        self.limits: set[int] = set()
        self.stop: threading.Event | None = None

    def count(self, kind: PruneKind, *, before: datetime) -> int:
        self.asked.append(("count", kind, before))
        return self.rows.get(kind, 0)

    def prune(self, kind: PruneKind, *, before: datetime, limit: int) -> int:
        self.asked.append(("prune", kind, before))
        self.limits.add(limit)
        step = min(limit, self.rows.get(kind, 0))
        self.rows[kind] = self.rows.get(kind, 0) - step
        if self.stop:
            self.stop.set()
        return step


def newsroom_of(shelf: Shelf, **days: int) -> Newsroom:
    publication = Publication(name="D", public_url="https://d.example", from_address="d@d.example")
    settings = Settings(publication=publication)
    settings = replace(settings, storage=replace(settings.storage, **days))
    store: Any = type("Store", (), {"retention": shelf})()
    config = Config(folder=Path(), settings=settings)
    return Newsroom(config=config, store=cast(Store, store), clock=lambda: NOW)


def test_each_kind_is_kept_as_long_as_the_settings_say() -> None:
    newsroom = newsroom_of(
        Shelf(),
        keep_drafts_days=1,
        keep_articles_days=2,
        keep_reasons_days=3,
        keep_deliveries_days=4,
        keep_pictures_days=5,
    )
    ages = {kind.name: (NOW - before).days for kind, before in oldest_kept(newsroom).items()}
    assert ages == {
        "DRAFTS": 1,
        "ARTICLES": 2,
        "REASONS": 3,
        "DELIVERIES": 4,
        "RETURNS": 4,
        "PICTURES": 5,
        "TRACES": 1,
    }


def test_every_kind_is_asked_for_and_drafts_go_before_the_articles_that_they_cite() -> None:
    kinds = list(oldest_kept(newsroom_of(Shelf())))
    assert set(kinds) == set(PruneKind)
    assert kinds.index(PruneKind.DRAFTS) < kinds.index(PruneKind.ARTICLES)


@pytest.mark.parametrize("rows", [0, 1, ROWS_A_STEP, ROWS_A_STEP + 1, 2 * ROWS_A_STEP])
def test_all_old_rows_go_in_steps(rows: int) -> None:
    shelf = Shelf(articles=rows)
    report = prune_store(newsroom_of(shelf))
    assert report.counts[PruneKind.ARTICLES] == report.total == rows
    assert shelf.limits == {ROWS_A_STEP}
    steps = [kind for _, kind, _ in shelf.asked].count(PruneKind.ARTICLES)
    # the last step finds none left
    assert steps == -(-rows // ROWS_A_STEP) + 1


def test_a_dry_run_counts_and_deletes_no_row() -> None:
    shelf = Shelf(articles=7, drafts=2)
    report = prune_store(newsroom_of(shelf), dry_run=True)
    assert report.total == 9
    assert {verb for verb, _, _ in shelf.asked} == {"count"}
    assert shelf.rows[PruneKind.ARTICLES] == 7


def test_each_kind_is_told_with_its_number_as_it_is_done() -> None:
    told: list[tuple[str, int]] = []
    prune_store(
        newsroom_of(Shelf(drafts=3)), on_kind=lambda kind, count: told.append((kind.name, count))
    )
    assert told[0] == ("DRAFTS", 3)
    assert len(told) == len(PruneKind)


def test_a_stop_ends_the_work_between_two_steps() -> None:
    shelf = Shelf(drafts=3 * ROWS_A_STEP)
    shelf.stop = threading.Event()
    with pytest.raises(Interrupted):
        prune_store(newsroom_of(shelf), stop=shelf.stop)
    # one step was done, and stays done
    assert shelf.rows[PruneKind.DRAFTS] == 2 * ROWS_A_STEP


def test_a_stop_before_the_work_deletes_no_row() -> None:
    shelf, stop = Shelf(drafts=1), threading.Event()
    stop.set()
    with pytest.raises(Interrupted):
        prune_store(newsroom_of(shelf), stop=stop)
    assert shelf.asked == []


def test_the_same_moment_is_asked_of_each_step() -> None:
    shelf = Shelf(articles=3 * ROWS_A_STEP)
    prune_store(newsroom_of(shelf, keep_articles_days=90))
    moments = {before for _, kind, before in shelf.asked if kind is PruneKind.ARTICLES}
    assert moments == {NOW - timedelta(days=90)}
