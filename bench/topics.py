"""Measure topic rules on Reuters-21578: F1 of a Middle East topic, and the speed of 40 topics.

The names, demonyms and capitals of countries make the rule; the country tags of the editors are
the truth. Weights were chosen on the first half in time; the second half and both are scored. The
references in the same run look for the same names in the title alone, and anywhere. The exit
status is 1 when F1 (both halves) or the speed breaks its promise.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from digest.edit import match_articles
from digest.models import Article, Field, Near, Phrase, Rule, Topic

FILE = Path(__file__).parents[2] / "shared" / "data" / "topics" / "reuters1987.dev.jsonl"
LEAST_F1 = 0.90
LEAST_PER_S = 2000

# country: its name, people, capital and best-known places
COUNTRIES = {
    "iran": ("Iran", "Iranian", "Iranians", "Tehran", "Teheran", "Kharg Island"),
    "iraq": ("Iraq", "Iraqi", "Iraqis", "Baghdad", "Basra"),
    "saudi-arabia": ("Saudi", "Saudis", "Riyadh", "Jeddah"),
    "turkey": ("Turkey", "Turkish", "Turks", "Ankara", "Istanbul"),
    "egypt": ("Egypt", "Egyptian", "Egyptians", "Cairo"),
    "kuwait": ("Kuwait", "Kuwaiti", "Kuwaitis"),
    "uae": ("UAE", "U.A.E.", "United Arab Emirates", "Abu Dhabi", "Dubai", "Sharjah"),
    "bahrain": ("Bahrain", "Bahraini", "Manama"),
    "israel": ("Israel", "Israeli", "Israelis", "Jerusalem", "Tel Aviv"),
    "jordan": ("Jordan", "Jordanian", "Amman"),
    "qatar": ("Qatar", "Qatari", "Doha"),
    "lebanon": ("Lebanon", "Lebanese", "Beirut"),
    "syria": ("Syria", "Syrian", "Syrians", "Damascus"),
    "yemen": ("Yemen", "Yemeni", "Sanaa", "Aden"),
    "oman": ("Oman", "Omani", "Muscat"),
    "libya": ("Libya", "Libyan", "Libyans", "Tripoli"),
}
REGION = ("Strait of Hormuz", "Gulf Cooperation Council", "Gulf war", "Gulf Arab")
# news digests of the whole world, and a power plant in Florida
NOT_ABOUT = (Phrase(text="news highlights", fields=(Field.TITLE,)), Phrase(text="Turkey Point"))


def main() -> int:
    as_json = "--json" in sys.argv
    if not FILE.is_file():
        print(f"topics: recorded data is not here ({FILE.name}); nothing measured")
        return 0
    rows = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]
    articles = [_article(row) for row in rows]
    wanted = {row["id"] for row in rows if row["middle_east"]}
    half = sorted(articles, key=lambda article: (article.published, article.id))[
        : len(articles) // 2
    ]
    first = {article.id for article in half}
    systems = {
        "title only": _topic((Field.TITLE,)),
        "anywhere": _topic(min_score=0.0),
        "digest": _topic(none=NOT_ABOUT),
    }
    table = {name: _scores(articles, topic, wanted, first) for name, topic in systems.items()}
    per_s = _speed(articles)
    if as_json:
        print(json.dumps({"f1": table, "articles_per_s": round(per_s), "topics": 40}))
    else:
        print(f"{len(articles)} articles, {len(wanted)} of the Middle East")
        print(f"{'rule':12} {'P':>6} {'R':>6} {'F1':>6} {'F1 1st half':>12} {'F1 2nd half':>12}")
        for name, row in table.items():
            print(
                f"{name:12} {row['p']:6.3f} {row['r']:6.3f} {row['f1']:6.3f} "
                f"{row['first']:12.3f} {row['second']:12.3f}"
            )
        print(f"40 topics: {per_s:,.0f} articles/s")
    return 0 if table["digest"]["f1"] >= LEAST_F1 and per_s >= LEAST_PER_S else 1


def _article(row: dict[str, str]) -> Article:
    published = datetime.fromisoformat(row["published"] + "T12:00:00+00:00")
    return Article(id=row["id"], url="", title=row["title"], body=row["text"], published=published)


def _topic(
    fields: tuple[Field, ...] = (), *, none: Sequence[Phrase] = (), min_score: float = 1.0
) -> Topic:
    texts = [name for names in COUNTRIES.values() for name in names] + list(REGION)
    leaves = tuple(
        Phrase(text=text, fields=fields) if fields else Phrase(text=text) for text in texts
    )
    return Topic(
        id="middle-east",
        name="Middle East",
        rule=Rule(any=leaves, none=tuple(none)),
        min_score=min_score,
    )


def _scores(
    articles: list[Article], topic: Topic, wanted: set[str], first: set[str]
) -> dict[str, float]:
    found = {match.article_id for match in match_articles(articles, [topic])}
    precision, recall, f1 = _prf(found, wanted)
    everything = {article.id for article in articles}
    return {
        "p": precision,
        "r": recall,
        "f1": f1,
        "first": _prf(found & first, wanted & first)[2],
        "second": _prf(found & (everything - first), wanted - first)[2],
    }


def _prf(found: set[str], wanted: set[str]) -> tuple[float, float, float]:
    right = len(found & wanted)
    precision, recall = right / max(1, len(found)), right / max(1, len(wanted))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def _speed(articles: list[Article]) -> float:
    """CPU speed with 40 topics of some twenty leaves: countries by themselves, and with things
    that happen there."""
    topics = [
        topic for country, names in COUNTRIES.items() for topic in _country_topics(country, names)
    ][:40]
    assert len(topics) == 40
    match_articles(articles[:10], topics)
    start = time.process_time()
    match_articles(articles, topics)
    return len(articles) / (time.process_time() - start)


def _country_topics(country: str, names: tuple[str, ...]) -> Iterable[Topic]:
    words = (
        "oil",
        "attack*",
        "missile*",
        "election*",
        "sanction*",
        "trade",
        "talks",
        "army",
        "airport",
        "bank*",
    )
    yield Topic(id=country, name=country, rule=Rule(any=tuple(Phrase(text=name) for name in names)))
    themes = tuple(Phrase(text=word) for word in words)
    both = (Rule(any=themes), Rule(any=tuple(Phrase(text=name) for name in names)))
    yield Topic(id=f"{country}-themes", name=country, rule=Rule(all=both))
    close = tuple(Near(terms=(names[0], word), words=8) for word in words)
    yield Topic(
        id=f"{country}-near", name=country, rule=Rule(any=close, none=(Phrase(text="football"),))
    )


if __name__ == "__main__":
    sys.exit(main())
