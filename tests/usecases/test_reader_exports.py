"""All that a reader chose is in an export, and an import reads it back."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from test_audience import NOW, newsroom

from digest.models import (
    AttributeKind,
    Consent,
    ReaderAttribute,
    ReaderClock,
    Subscriber,
    Tier,
    Variant,
)
from digest.store import open_store
from digest.usecases import audience
from digest.usecases.newsroom import Newsroom

__all__ = ["newsroom"]  # the fixture

UNTIL = NOW + timedelta(days=40)

ANN = Subscriber(
    id="r1",
    email="ann@m.example",
    name='=Ann, "A"',
    newsletters=("daily", "gulf"),
    consent=Consent(at=NOW, source="/join", wording="Yes, please; both."),
    created=NOW - timedelta(days=3),
    language="ar",
    tier=Tier.MEMBER,
    paused_until=UNTIL,
    text_only=True,
    clock=ReaderClock(hour=7, timezone="Asia/Beirut"),
)
BOB = Subscriber(id="r2", email="bob@m.example", created=NOW)
"""A reader who has a seat and chose no newsletter so far."""

WAYS = pytest.mark.parametrize("export", [audience.export_csv, audience.export_json])


@pytest.fixture
def filled(newsroom: Newsroom) -> Newsroom:
    readers = replace(
        newsroom.config.settings.readers,
        attributes=(
            ReaderAttribute(name="sector", values=("Banking", "Energy")),
            ReaderAttribute(name="staff", kind=AttributeKind.NUMBER),
        ),
    )
    daily, gulf = newsroom.config.newsletters
    daily = replace(daily, variants=(Variant(id="sea", name="Sea", topics=("sea",)),))
    config = replace(
        newsroom.config,
        settings=replace(newsroom.config.settings, readers=readers),
        newsletters=(daily, gulf),
    )
    full = replace(newsroom, config=config)
    full.store.subscribers.add([ANN, BOB])
    lines = "email,newsletters,sector,staff,variants\nann@m.example,daily,Banking,250,daily=sea\n"
    audience.import_csv(full, lines.encode())
    full.store.teams.take({BOB.email: (ANN.email,)}, now=NOW)
    return full


@contextmanager
def empty(newsroom: Newsroom) -> Iterator[Newsroom]:
    store = open_store(f"sqlite:///{newsroom.config.folder}/other.db", clock=lambda: NOW)
    yield replace(newsroom, store=store)
    store.close()


def written(newsroom: Newsroom, export: Callable[..., int]) -> str:
    out = io.StringIO()
    assert export(newsroom, out) == 2
    return out.getvalue()


@WAYS
def test_an_export_is_read_into_an_empty_store_without_loss(
    filled: Newsroom, export: Callable[..., int]
) -> None:
    text = written(filled, export)
    with empty(filled) as other:
        report = audience.import_csv(other, text.encode())
        assert report.bad_lines == ()
        ann = audience.reader_of(other, ANN.email)
        assert replace(ann, id=ANN.id) == ANN
        values = {"sector": "Banking", "staff": "250"}
        assert other.store.choices.attributes([ann.id]) == {ann.id: values}
        assert other.store.variants.chosen([ann.id]) == {ann.id: {"daily": "sea"}}
        bob = audience.reader_of(other, BOB.email)
        assert (bob.newsletters, bob.tier, bob.is_member) == ((), Tier.FREE, True)


@WAYS
def test_an_import_gives_a_known_reader_the_pause_and_plain_text(
    filled: Newsroom, export: Callable[..., int]
) -> None:
    text = written(filled, export)
    filled.store.choices.pause("r1", until=None)
    filled.store.choices.set_look("r1", language="ar", text_only=False)
    audience.import_csv(filled, text.encode())
    ann = audience.reader_of(filled, ANN.email)
    assert (ann.paused_until, ann.text_only) == (UNTIL, True)
    assert filled.store.choices.paused_from("r1") == NOW


@pytest.mark.parametrize(
    ("cells", "paused_until"),
    [("2026-12-24,no", datetime(2026, 12, 24, tzinfo=UTC)), ("2026-01-01,", None)],
)
def test_a_pause_that_has_ended_is_none(
    newsroom: Newsroom, cells: str, paused_until: datetime | None
) -> None:
    text = f"email,newsletters,paused_until,text_only\nann@m.example,daily,{cells}\n"
    audience.import_csv(newsroom, text.encode())
    ann = audience.reader_of(newsroom, ANN.email)
    assert (ann.paused_until, ann.text_only) == (paused_until, False)


@pytest.mark.parametrize("cells", ["soon,", ",maybe"])
def test_a_wrong_cell_makes_a_bad_line(newsroom: Newsroom, cells: str) -> None:
    text = f"email,newsletters,paused_until,text_only\nann@m.example,daily,{cells}\n"
    assert [bad.line for bad in audience.import_csv(newsroom, text.encode()).bad_lines] == [2]


def test_an_export_as_json_has_lists_pairs_and_no_empty_words(filled: Newsroom) -> None:
    rows: list[dict[str, Any]] = json.loads(written(filled, audience.export_json))
    ann, bob = sorted(rows, key=lambda row: str(row["email"]))
    assert (ann["newsletters"], ann["variants"]) == (["daily", "gulf"], {"daily": "sea"})
    assert (ann["text_only"], ann["delivery_hour"], ann["staff"]) == (True, 7, "250")
    assert (bob["paused_until"], bob["team_of"], bob["sector"]) == (None, [ANN.email], None)


def test_an_export_of_no_reader_is_an_empty_array(newsroom: Newsroom) -> None:
    out = io.StringIO()
    assert audience.export_json(newsroom, out) == 0
    assert json.loads(out.getvalue()) == []
    assert audience.import_csv(newsroom, out.getvalue().encode()).counts == {}
