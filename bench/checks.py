"""Seeded errors: how many changed sentences the checks catch, and their false alarms.

Sentences come from full-text news articles. Each class changes one thing: a name is swapped (half
of the names for another of the same article), a number or its unit changed, a date shifted, a "not"
dropped, a quotation altered.
Promised: at least .95 of each class caught as an error, at most .02 of untouched sentences.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from digest.models import Article, Passage, Severity  # noqa: E402
from digest.text import sentence_spans  # noqa: E402
from digest.write.checks import check_passage  # noqa: E402

DATA = ROOT.parent / "shared" / "data"
FILES = ("weeks/2013-09.jsonl", "weeks/2014-08.jsonl", "clusters/allsides.dev.jsonl")
ARTICLES = 220
EACH = 400
CAUGHT, FALSE_ALARMS = 0.95, 0.02
UNCHANGED = ("untouched", "retyped")

Change = Callable[[str, Article, random.Random], str | None]

_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}(?![\w’'])")
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_CALENDAR = {
    *_DAYS,
    *_MONTHS,
    "May",
    *(month[:3] for month in _MONTHS),
    "Sept",
    *(day[:3] for day in _DAYS),
}
_NUMBER = re.compile(r"(?<![\w.,-])\d{1,3}(?:,\d{3})*(?![\w,.-]*\d)")
_OTHER_UNIT = {
    rf"(?<=\d ){unit}\b": other
    for unit, other in {
        "million": "billion", "billion": "million", "percent": "million", "miles": "kilometers",
        "days": "weeks", "weeks": "days", "months": "years", "years": "months", "hours": "days",
        "minutes": "hours",
    }.items()
}  # fmt: skip
_QUOTE = re.compile(r"“([^”]{25,})”|(?:^|(?<=\s))\"(\S[^\"]{24,}\S)\"")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    articles = list(_articles())
    if not articles:
        print("recorded articles are not here; nothing measured")
        return 0
    rows = {name: _share_flagged(articles, change) for name, change in CHANGES.items()}
    broken = [name for name, (share, _) in rows.items() if name not in UNCHANGED and share < CAUGHT]
    broken += [name for name in UNCHANGED if rows[name][0] > FALSE_ALARMS]
    if args.json:
        print(
            json.dumps(
                {
                    "rows": {
                        name: {"share": share, "of": of} for name, (share, of) in rows.items()
                    },
                    "broken": broken,
                }
            )
        )
    else:
        for name, (share, of) in rows.items():
            print(f"{name:18} {share:.3f} of {of}{'   BROKEN' if name in broken else ''}")
    return 1 if broken else 0


def _articles() -> Iterator[Article]:
    for name in FILES:
        path = DATA / name
        lines = path.read_text().splitlines()[:ARTICLES] if path.exists() else []
        for row in map(json.loads, lines):
            yield Article(
                id=row["id"],
                url=row["url"],
                title=row["title"],
                published=datetime.fromisoformat(row["published"]).replace(tzinfo=UTC),
                body=row["text"],
                publisher=row["source"],
                language="en",
            )


def _share_flagged(articles: list[Article], change: Change) -> tuple[float, int]:
    """Share of changed sentences with an error, and how many were changed."""
    chance = random.Random(5)  # noqa: S311
    flagged = tried = 0
    for article in chance.sample(articles, len(articles)):
        spans = [(a, b) for a, b in sentence_spans(article.body) if 60 < b - a < 400]
        for start, end in chance.sample(spans, min(4, len(spans))):
            sentence = " ".join(article.body[start:end].split())
            changed = change(sentence, article, chance)
            if changed is None or tried == EACH:
                continue
            passage = Passage(text=changed, article_id=article.id, start=start, end=end)
            findings = check_passage(passage, "bench", {article.id: article})
            tried += 1
            flagged += any(finding.severity is Severity.ERROR for finding in findings)
    return flagged / (tried or 1), tried


def _untouched(sentence: str, article: Article, chance: random.Random) -> str:  # noqa: ARG001
    return sentence


def _other_spacing(sentence: str, article: Article, chance: random.Random) -> str:  # noqa: ARG001
    """An edit that changes no fact: straight quotes and a plain dash."""
    return re.sub(r"\s*[—–]\s*", " - ", re.sub(r"[’‘]", "'", re.sub(r"[“”]", '"', sentence)))


def _swapped_name(sentence: str, article: Article, chance: random.Random) -> str | None:
    names = [match for match in _NAME.finditer(sentence) if match.group() not in _CALENDAR]
    same = chance.random() < 0.5
    pool = set(
        _NAME.findall(
            article.body if same else "of Zarkovia, of Bellmont, of Hartwick, of Odense, of Marsala"
        )
    )
    pool -= _CALENDAR | set(re.findall(r"\w+", sentence))
    if not names or not pool:
        return None
    match = chance.choice(names)
    return sentence[: match.start()] + chance.choice(sorted(pool)) + sentence[match.end() :]


def _changed_number(sentence: str, article: Article, chance: random.Random) -> str | None:  # noqa: ARG001
    found = list(_NUMBER.finditer(sentence))
    if not found:
        return None
    match = chance.choice(found)
    value = int(match.group().replace(",", ""))
    other = (
        f"{value + chance.choice((1, 2, 5, 10, value or 3)):,}"
        if "," in match.group()
        else str(value + chance.choice((1, 3, 10)))
    )
    return sentence[: match.start()] + other + sentence[match.end() :]


def _changed_unit(sentence: str, article: Article, chance: random.Random) -> str | None:  # noqa: ARG001
    found = [
        (match, other)
        for unit, other in _OTHER_UNIT.items()
        for match in re.finditer(unit, sentence)
    ]
    if not found:
        return None
    match, other = chance.choice(found)
    return sentence[: match.start()] + other + sentence[match.end() :]


def _shifted_date(sentence: str, article: Article, chance: random.Random) -> str | None:  # noqa: ARG001
    for names in (_DAYS, _MONTHS):
        for name in names:
            if re.search(rf"\b{name}\b", sentence):
                other = chance.choice([each for each in names if each != name])
                return re.sub(rf"\b{name}\b", other, sentence, count=1)
    year = re.search(r"\b(?:19|20)\d\d\b", sentence)
    return (
        sentence[: year.start()] + str(int(year.group()) + 1) + sentence[year.end() :]
        if year
        else None
    )


def _dropped_not(sentence: str, article: Article, chance: random.Random) -> str | None:  # noqa: ARG001
    if " not " in sentence:
        return sentence.replace(" not ", " ", 1)
    short = re.sub(
        r"\b(did|does|do|was|were|is|are|has|have|had|would|could|should)n[’']t\b",
        r"\1",
        sentence,
        count=1,
    )
    return short if short != sentence else None


def _altered_quote(sentence: str, article: Article, chance: random.Random) -> str | None:  # noqa: ARG001
    match = _QUOTE.search(sentence)
    if match is None:
        return None
    quote = match.group(1) or match.group(2)
    words = quote.split()
    at = chance.randrange(1, len(words))
    other = words[:at] + chance.choice(([], ["surely"], ["very", words[at]])) + words[at + 1 :]
    return sentence.replace(quote, " ".join(other), 1)


CHANGES: dict[str, Change] = {
    "swapped name": _swapped_name,
    "changed number": _changed_number,
    "changed unit": _changed_unit,
    "shifted date": _shifted_date,
    "dropped not": _dropped_not,
    "altered quote": _altered_quote,
    "untouched": _untouched,
    "retyped": _other_spacing,
}


if __name__ == "__main__":
    sys.exit(main())
