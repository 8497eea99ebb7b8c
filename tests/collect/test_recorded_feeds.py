"""Recorded and malformed feeds of the real world: no crash, no hang, sensible entries, nothing
doubled."""

from __future__ import annotations

import io
import json
import re
import time
from datetime import UTC, datetime
from pathlib import Path

import feedparser
import pytest

from digest.collect import parse_feed
from digest.collect.articles import as_article
from digest.collect.plaintext import plain_text
from digest.kernel.decoding import decode_markup
from digest.kernel.links import link_fault
from digest.models import Source

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_every_recorded_feed_has_entries_or_says_why(shared_data: Path) -> None:
    recorded = []
    for path in files(shared_data / "feeds"):
        feed = parse_feed(path.read_bytes(), url="https://feeds.example/f", now=NOW)
        recorded.append(feed)
        assert feed.problem or feed.title or feed.entries, path
        assert all(
            entry.title and entry.url and entry.published <= NOW for entry in feed.entries
        ), path
        assert all(
            re.search(r"</?(?:p|div|b|i|img|a)\b", entry.title) is None for entry in feed.entries
        ), path
    assert sum(bool(feed.entries) for feed in recorded) / len(recorded) > 0.9


def test_captures_in_turn_double_no_article(shared_data: Path) -> None:
    """Ids, and (source, guid) by which the store joins, never name one page twice across four
    captures."""
    for folder in sorted((shared_data / "feeds" / "havannaa").iterdir()):
        source = Source(id=folder.name, name=folder.name, url="https://feeds.example/f")
        ids_of_page: dict[str, set[str]] = {}
        for path in files(folder):
            for entry in parse_feed(path.read_bytes(), now=NOW).entries:
                article = as_article(entry, source, now=NOW)
                ids_of_page.setdefault(re.sub(r"[?#].*", "", article.url), set()).add(article.id)
        assert all(len(ids) == 1 for ids in ids_of_page.values()), folder


@pytest.mark.slow
def test_no_malformed_feed_crashes_hangs_or_loses_entries(shared_data: Path) -> None:
    usable = found = 0
    for path in files(shared_data / "malformed"):
        body, started = path.read_bytes(), time.process_time()
        feed = parse_feed(body, url="https://feeds.example/f", now=NOW)
        assert time.process_time() - started < 3.0, path
        expected = {
            link
            for entry in feedparser.parse(io.BytesIO(body)).entries[:500]
            if link_fault(link := entry.get("feedburner_origlink") or entry.get("link", "")) is None
            and (entry.get("title") or entry.get("summary"))
        }
        usable += len(expected)
        found += len(
            expected & {entry.url for entry in feed.entries} | _parts(expected, feed.entries)
        )
    assert usable > 1_000
    assert found / usable > 0.98


def _parts(expected: set[str], entries: tuple[object, ...]) -> set[str]:
    """Links that differ from an entry's only by what follows people."""
    bare = {re.sub(r"[?#].*", "", str(getattr(entry, "url", ""))) for entry in entries}
    return {link for link in expected if re.sub(r"[?#].*", "", link) in bare}


def test_entries_say_what_a_suite_expects_beside_its_feeds(shared_data: Path) -> None:
    """Titles, links, ids and times of the pairs of feed and JSON; markup in a title is not text."""
    told: list[tuple[str, str, Path]] = []
    for path in files(shared_data / "malformed" / "gofeed"):
        beside = path.with_suffix(".json")
        if path.suffix != ".xml" or not beside.exists():
            continue
        expected = json.loads(beside.read_text("utf-8"))
        wanted = expected.get("items") or expected.get("entries") or []
        entries = parse_feed(path.read_bytes(), url="https://feeds.example/f", now=NOW).entries
        for want, entry in zip(wanted, entries, strict=False):
            guid = want.get("guid") or want.get("id") or ""
            date = want.get("publishedParsed") or want.get("pubDateParsed") or ""
            told += [
                (_letters(want.get("title") or ""), _letters(entry.title), path),
                ((want.get("link") or "").rstrip("/"), entry.url.rstrip("/"), path),
                (guid.get("value", "") if isinstance(guid, dict) else guid, entry.guid, path),
                (date, entry.published.strftime("%Y-%m-%dT%H:%M:%SZ"), path),
            ]
    said = [(want, got, path) for want, got, path in told if want]
    assert len(said) > 40
    wrong = [path.name for want, got, path in said if want != got]
    assert len(wrong) <= 2, wrong


def _letters(markup: str) -> str:
    return re.sub(r"[\W_]+", "", plain_text(markup)).lower()


def test_expected_encodings_are_found(shared_data: Path) -> None:
    wrong = []
    for path in files(shared_data / "malformed" / "feedparser"):
        body = path.read_bytes()
        named = re.search(rb"encoding == '([\w-]+)'", body)
        if named and decode_markup(body).lstrip("\ufeff") != body.decode(
            named[1].decode(), "replace"
        ).lstrip("\ufeff"):
            wrong.append(path.name)
    assert len(wrong) <= 1, wrong
