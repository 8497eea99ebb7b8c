"""Full text of recorded article pages, against the text a person marked."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from datetime import UTC, datetime
from operator import eq
from pathlib import Path

import pytest

from digest.collect import read_page


@pytest.mark.slow
def test_full_text_agrees_with_what_a_person_marked(shared_data: Path) -> None:
    folder = shared_data / "pages" / "aeb"
    marked = json.loads((folder / "ground-truth_dev.json").read_text())
    scores = []
    for name, truth in sorted(marked.items()):
        body = gzip.decompress((folder / f"{name}.html.gz").read_bytes())
        page = read_page(body, url=truth.get("url", "https://example.com/"))
        scores.append(token_f1(page.body, truth["articleBody"]))
    assert len(scores) > 20
    assert sum(scores) / len(scores) >= 0.93, sum(scores) / len(scores)


def test_people_and_time_are_those_a_person_marked(shared_data: Path) -> None:
    told = []
    for path in sorted((shared_data / "pages" / "fundus").rglob("*.json")):
        for recorded in path.parent.glob(f"{path.stem}_*.html.gz"):
            html = gzip.decompress(recorded.read_bytes())
            page = read_page(html, url="https://example.com/")
            told += [
                (set(page.authors) == set(marked.get("authors") or ()), page.published, marked)
                for marked in json.loads(path.read_text("utf-8")).values()
                if str(marked.get("title")) in html.decode("utf-8", "replace")
            ]
    assert len(told) > 20
    assert sum(named for named, _, _ in told) / len(told) >= 0.8
    days = [published and published.date().isoformat() for _, published, _ in told]
    utc = [
        datetime.fromisoformat(marked["publishing_date"]).astimezone(UTC).date().isoformat()
        for *_, marked in told
    ]
    assert sum(map(eq, days, utc)) / len(told) >= 0.9


def token_f1(found: str, marked: str) -> float:
    ours, theirs = Counter(re.findall(r"\w+", found)), Counter(re.findall(r"\w+", marked))
    common = sum((ours & theirs).values())
    return 2 * common / (sum(ours.values()) + sum(theirs.values()) or 1)


def test_a_page_without_an_article_is_empty() -> None:
    assert read_page(b"", url="https://example.com/").body == ""
    assert (
        read_page(b"<html><body><nav>Home</nav></body></html>", url="https://example.com/").body
        == ""
    )
    assert read_page(b"\xff\xfe\x00", url="https://example.com/").body == ""
