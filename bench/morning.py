"""Draft the Security Briefing day after day from recorded news, and count its faults.

The news are two fortnights of full-text articles, and feeds recorded in three weeks, mostly a
title and a line. Each issue knows the issues before it, as it would from the store. Promises: no
two cards on one event, no story told twice, no sentence that fails a check. The exit status is 1
when a promise is broken. Cards of one sentence are counted, and break none. `--show DAY` prints a
briefing to read, `--why` its trail.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import combinations
from pathlib import Path
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

from digest.collect import parse_feed
from digest.collect.articles import as_article
from digest.config import Config, load_config, shipped_config
from digest.edit import LATE_H, match_articles, quotable_reports, select_stories
from digest.models import (
    Article,
    Briefing,
    Finding,
    Issue,
    Item,
    Newsletter,
    Passage,
    PastStory,
    Selection,
    Severity,
    Source,
    Story,
    StoryState,
)
from digest.render import load_theme, render_issue
from digest.store.issue_rows import thread_rows  # the rows that the store keeps of an issue
from digest.urls import canonical_url
from digest.write import check_briefing, compose, titles_on
from digest.write.item_passages import count_sentences

DATA = Path(__file__).parents[2] / "shared" / "data"
NEWSLETTER = "security-briefing"
SLOT = time(16)
SAME_EVENT = 0.6
"""Share of the shorter opening's words from which two cards are said to tell one event."""

# recorded feed folder: publisher, family, run by a state
FEEDS = {
    "havannaa/aljazeera": ("Al Jazeera", "al-jazeera", False),
    "havannaa/bbc_world": ("BBC", "bbc", False),
    "havannaa/mehr": ("Mehr News", "mehr", True),
    "havannaa/nyt": ("The New York Times", "nyt", False),
    "havannaa/nyt_home": ("The New York Times", "nyt", False),
    "havannaa/indiatoday": ("India Today", "india-today", False),
    "wl/pau": ("AP", "ap", False),
    "wl/reuters": ("Reuters", "reuters", False),
    "wl/reuters_direct": ("Reuters", "reuters", False),
    "gesab001/aljazeeraenglish": ("Al Jazeera", "al-jazeera", False),
    "gesab001/bbc": ("BBC", "bbc", False),
    "gesab001/cnn": ("CNN", "cnn", False),
    "gesab001/dailymail": ("Daily Mail", "dmg", False),
    "gesab001/dailytelegraph": ("Daily Telegraph", "news-corp", False),
    "gesab001/fox": ("Fox News", "fox", False),
    "gesab001/nytimes": ("The New York Times", "nyt", False),
    "gesab001/nzherald": ("NZ Herald", "nzme", False),
    "gesab001/rnz": ("RNZ", "rnz", False),
    "gesab001/smh": ("The Sydney Morning Herald", "nine", False),
    "gesab001/straittimes": ("The Straits Times", "sph", False),
    "gesab001/wsj": ("The Wall Street Journal", "dow-jones", False),
}
FEED_DAYS = {"2026-08": 6, "2026-03": 4, "2020-08": 8}
"""Days to draft, back from a month's last capture."""

# words a part should have
PARTS = {
    "headline": (6, 12),
    "dek": (18, 30),
    "lead": (40, 60),
    "what_happened": (60, 120),
    "why_it_matters": (40, 90),
    "secondary": (50, 120),
    "also": (1, 25),
    "issue": (600, 1100),
}


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--json", action="store_true", help="print one JSON object")
    options.add_argument(
        "--newsletter", metavar="ID", default=NEWSLETTER, help="draft another of the shipped ones"
    )
    options.add_argument(
        "--show", metavar="DAY", help="print the briefing of a day (2014-08-11) as plain text"
    )
    options.add_argument(
        "--why", action="store_true", help="with --show: also the trail of each story"
    )
    wanted = options.parse_args()
    if not (DATA / "weeks").is_dir():
        print(
            json.dumps({"skipped": "no recorded news"})
            if wanted.json
            else "no recorded news here: skipped"
        )
        return 0
    config = load_config(shipped_config(), env={})
    newsletter = next(one for one in config.newsletters if one.id == wanted.newsletter)
    runs = {
        name: draft_days(config, newsletter, *recorded)
        for name, recorded in recorded_news().items()
    }
    if wanted.show:
        return show(runs, wanted.show, why=wanted.why)
    report = {name: measure(drafts) for name, drafts in runs.items()}
    print(json.dumps(report, ensure_ascii=False)) if wanted.json else print_table(report)
    return (
        1
        if any(
            one["duplicates"] or one["repeats"] or one["failed_checks"] for one in report.values()
        )
        else 0
    )


# ---- the recorded news ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    article: Article
    gold: str = ""


News = tuple[list[Recorded], list[date]]


def recorded_news() -> dict[str, News]:
    weeks = {file.stem: _week(file) for file in sorted((DATA / "weeks").glob("*.jsonl"))}
    return {**weeks, **{f"feeds {month}": _feeds(month, days) for month, days in FEED_DAYS.items()}}


def _week(file: Path) -> News:
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    recorded = [
        Recorded(article=_week_article(row), gold=str(row.get("cluster") or "")) for row in rows
    ]
    first, last = (pick(one.article.published.date() for one in recorded) for pick in (min, max))
    return recorded, [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _week_article(row: Mapping[str, str]) -> Article:
    outlet = re.sub(r"\s*\(.*\)$|\s*- News$| Online News$", "", row["source"])
    return Article(
        id=row["id"],
        url=row["url"],
        canonical_url=canonical_url(row["url"]),
        title=row["title"],
        body=row["text"],
        published=datetime.fromisoformat(row["published"] + "T06:00:00+00:00"),
        publisher=outlet,
        family=outlet.removesuffix(" News").casefold(),
        language="en",
    )


def _feeds(month: str, days: int) -> News:
    """Every capture of a month's feeds in order of time, articles kept as the store does: first
    date, last text."""
    kept: dict[str, Article] = {}
    captures = [
        (file, name)
        for name in FEEDS
        for file in (DATA / "feeds" / name).glob(f"{month.replace('-', '')}*")
    ]
    captured = date.min
    for file, name in sorted(captures, key=lambda capture: capture[0].name):
        publisher, family, state_run = FEEDS[name]
        source = Source(
            id=name, name=publisher, url="", family=family, state_run=state_run, pictures=True
        )
        now = datetime.strptime(file.name[:16], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        captured = max(captured, now.date())
        for entry in parse_feed(file.read_bytes(), now=now).entries:
            article = as_article(entry, source, now=now)
            before = kept.get(article.id)
            # the captures are few, so an article counts as seen when it was published
            published = before.published if before else article.published
            kept[article.id] = replace(article, published=published, collected=None)
    return [Recorded(article=one) for one in kept.values()], [
        captured - timedelta(days=n) for n in range(days)
    ][::-1]


# ---- the drafts ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    day: date
    selection: Selection
    briefing: Briefing
    issue: Issue
    findings: tuple[Finding, ...]
    gold: Mapping[str, str]


def draft_days(
    config: Config, newsletter: Newsletter, recorded: Sequence[Recorded], days: Iterable[date]
) -> list[Drafted]:
    topics = {topic.id: topic for topic in config.topics}
    followed = [topics[weight.topic_id] for weight in newsletter.topics]
    gold = {one.article.id: one.gold for one in recorded if one.gold}
    drafts: list[Drafted] = []
    past: list[PastStory] = []
    for day in days:
        now = datetime.combine(day, SLOT, ZoneInfo(newsletter.timezone)).astimezone(UTC)
        oldest = now - timedelta(hours=newsletter.look_back_h)
        articles = [one.article for one in recorded if oldest <= one.article.published <= now]
        matches = match_articles(articles, followed, aliases=config.aliases, now=now)
        selection = select_stories(
            articles, matches, newsletter, past=past, aliases=config.aliases, now=now
        )
        # the desk reads the day before the window as well, and may quote what no story holds
        before = oldest - timedelta(hours=LATE_H)
        stored = {
            one.article.id: one.article
            for one in recorded
            if before <= one.article.published <= now
        }
        older = [one.article for one in recorded if one.article.published < oldest]
        earlier = earlier_reports(selection.stories, older, now)
        stored.update((article.id, article) for article in earlier)
        printed = {p.text for sent in drafts for p in printed_by(sent)}
        draft = _draft(config, newsletter, selection, day, now, gold, stored, earlier, printed)
        drafts.append(draft)
        if not selection.held:
            past += _told(draft, now, config.settings.publication.public_url.rstrip("/"))
    return drafts


def earlier_reports(
    stories: Sequence[Story], older: Sequence[Article], now: datetime
) -> tuple[Article, ...]:
    """The reports from before the window that a draft would ask the store for."""
    newest = sorted(older, key=lambda article: (article.published, article.id), reverse=True)
    titles = {article.id: article.title for article in newest}
    languages = sorted({story.lead.language for story in stories})
    wanted = {name for language in languages for name in titles_on(stories, titles, language)}
    return quotable_reports([article for article in older if article.id in wanted], now=now)


def printed_by(draft: Drafted) -> Iterator[Passage]:
    """The sentences of an issue that was sent."""
    if not draft.selection.held:
        for item in draft.briefing.items:
            yield from _sentences(item)


def _draft(
    config: Config,
    newsletter: Newsletter,
    selection: Selection,
    day: date,
    now: datetime,
    gold: Mapping[str, str],
    stored: Mapping[str, Article],
    earlier: Sequence[Article],
    printed: Collection[str],
) -> Drafted:
    briefing = compose(
        selection,
        newsletter,
        issue_id=f"{newsletter.id}@{day}",
        slot=day,
        now=now,
        further_reports=quotable_reports(
            [article for article in stored.values() if article not in earlier], now=now
        ),
        earlier=earlier,
        printed=printed,
    )
    issue = render_issue(
        briefing,
        publication=config.settings.publication,
        created=now,
        templates_dir=config.settings.templates_dir,
        theme=load_theme(briefing.theme, config.theme_folders),
    )
    findings = tuple(check_briefing(briefing, stored))
    return Drafted(
        day=day, selection=selection, briefing=briefing, issue=issue, findings=findings, gold=gold
    )


def _carried(selection: Selection) -> tuple[Story, ...]:
    return (*selection.stories, *selection.also)


def _told(draft: Drafted, now: datetime, public_url: str) -> Iterator[PastStory]:
    for row in thread_rows(draft.briefing, draft.selection, now):
        kept = {
            name: what for name, what in row.items() if name not in {"newsletter_id", "position"}
        }
        yield PastStory(**kept, url=f"{public_url}/i/{draft.briefing.issue_id}")


# ---- what an editor would count ------------------------------------------------------------------


def measure(drafts: Sequence[Drafted]) -> dict[str, Any]:
    sent = [draft for draft in drafts if not draft.selection.held]
    errors = [f for draft in sent for f in draft.findings if f.severity is Severity.ERROR]
    over = [f for draft in sent for f in draft.findings if f.rule_id.startswith("length.")]
    return {
        "days": [_day(draft) for draft in drafts],
        "duplicates": [line for draft in sent for line in duplicates(draft)],
        "repeats": list(repeats(sent)),
        "sentences_again": sentences_again(sent),
        "failed_checks": [f"{f.where}: {f.message}" for f in errors],
        "over_length": [f"{f.where}: {f.message}" for f in over],
        "families": dict(
            Counter(story.lead.family for draft in sent for story in draft.selection.stories)
        ),
        "words": _words_by_part(sent),
        "cards": sum(len(draft.briefing.items) for draft in sent),
        "one_sentence": list(cards_of_one_sentence(sent)),
        "background": background_counts(sent),
        "subject_chars": [len(draft.briefing.subject) for draft in sent],
        "preheader_chars": [len(draft.briefing.preheader) for draft in sent],
    }


def _day(draft: Drafted) -> dict[str, Any]:
    return {
        "day": str(draft.day),
        "stories": len(draft.selection.stories),
        "also": len(draft.selection.also),
        "held": draft.selection.held,
        "developed": sum(story.state is StoryState.DEVELOPED for story in draft.selection.stories),
        "words": _issue_words(draft.briefing),
        "html_kb": round(len(draft.issue.html.encode()) / 1000),
    }


def duplicates(draft: Drafted) -> Iterator[str]:
    """Two cards or lines of one issue on one event: one page, one gold cluster, or nearly the same
    opening."""
    for one, other in combinations(_carried(draft.selection), 2):
        if why := _one_event(one, other, draft.gold):
            yield f"{draft.day}: “{one.lead.title}” and “{other.lead.title}” ({why})"


def _one_event(one: Story, other: Story, gold: Mapping[str, str]) -> str:
    if _page(one.lead) == _page(other.lead):
        return "one page"
    if gold.get(one.lead.id) and gold.get(one.lead.id) == gold.get(other.lead.id):
        return "one gold cluster"
    alike = _alike(one.lead, other.lead)
    return f"{alike:.0%} of the opening" if alike >= SAME_EVENT else ""


def repeats(sent: Sequence[Drafted]) -> Iterator[str]:
    """Stories told before: the same page leads again, or the same opening without a new fact."""
    told: list[tuple[date, Story]] = []
    for draft in sent:
        for story in _carried(draft.selection):
            for day, before in told:
                same_page = _page(story.lead) == _page(before.lead)
                alike = _alike(story.lead, before.lead) >= SAME_EVENT and not story.new_fact
                if same_page or alike:
                    yield f"{draft.day}: “{story.lead.title}” as on {day}"
        told += [(draft.day, story) for story in _carried(draft.selection)]


def sentences_again(sent: Sequence[Drafted]) -> list[str]:
    """Sentences of a card that an earlier issue had word for word, most likely background."""
    told: dict[str, date] = {}
    again = []
    for draft in sent:
        texts = [p.text for item in draft.briefing.items for p in _sentences(item)]
        again += [f"{draft.day} as on {told[text]}: {text}" for text in texts if text in told]
        told.update((text, draft.day) for text in texts if text not in told)
    return again


def cards_of_one_sentence(sent: Sequence[Drafted]) -> Iterator[str]:
    """Cards that say one sentence below their headline and dek."""
    for draft in sent:
        for item in draft.briefing.items:
            if count_sentences(item) == 1:
                yield f"{draft.day}: {item.headline.text}"


def background_counts(sent: Sequence[Drafted]) -> dict[str, int]:
    """Count the cards, and the first cards, that have a background, and one from earlier news."""
    counts = Counter[str]()
    for draft in sent:
        for rank, item in enumerate(draft.briefing.items):
            sentences = [p for group in item.why_it_matters for p in group]
            old = any(re.search(r"\(\w+ \d+, \d{4}\)", p.attribution) for p in sentences)
            for kind in ("cards", "first cards")[: 2 - bool(rank)]:
                counts[kind] += 1
                counts[f"{kind} with background"] += bool(sentences)
                counts[f"{kind} with earlier news"] += old
    return dict(counts)


def _page(article: Article) -> str:
    return article.canonical_url or article.url


_COMMON_WORDS = (
    "that with from this have been were their after would about which into over they more "
    "than said says will also "
    "when what where who has had are was for and the its his her not but new"
)
_COMMON = frozenset(_COMMON_WORDS.split())


def _alike(one: Article, other: Article) -> float:
    """Share of the shorter opening's words that the other opening has: title and forty words."""
    ours, theirs = _opening_words(one), _opening_words(other)
    return len(ours & theirs) / max(1, min(len(ours), len(theirs)))


def _opening_words(article: Article) -> set[str]:
    text = f"{article.title} {' '.join((article.lead or article.body).split()[:40])}".casefold()
    return {word for word in re.findall(r"[^\W_]{3,}", text) if word not in _COMMON}


def _words_by_part(sent: Sequence[Drafted]) -> dict[str, dict[str, float]]:
    found: dict[str, list[int]] = {part: [] for part in PARTS}
    for draft in sent:
        for part, count in _part_words(draft.briefing):
            found[part].append(count)
    return {
        part: {
            "least": min(counts),
            "median": median(counts),
            "most": max(counts),
            "within": round(
                sum(PARTS[part][0] <= count <= PARTS[part][1] for count in counts) / len(counts), 2
            ),
        }
        for part, counts in found.items()
        if counts
    }


def _part_words(briefing: Briefing) -> Iterator[tuple[str, int]]:
    yield "issue", _issue_words(briefing)
    for rank, item in enumerate(briefing.items):
        yield "headline", _count([item.headline])
        parts = {
            "dek": [item.dek] if item.dek else [],
            "lead": list(item.lead),
            "what_happened": [p for group in item.what_happened for p in group],
            "why_it_matters": [p for group in item.why_it_matters for p in group],
        }
        if rank == 0:
            yield from ((part, _count(passages)) for part, passages in parts.items())
        else:
            yield "secondary", sum(_count(passages) for passages in parts.values())
    yield from (("also", _count([line.passage])) for line in briefing.also)


def _issue_words(briefing: Briefing) -> int:
    links = [more.passage for item in briefing.items for more in item.know_more]
    headlines = [item.headline for item in briefing.items]
    sentences = [passage for item in briefing.items for passage in _sentences(item)]
    return _count([*headlines, *sentences, *links, *(line.passage for line in briefing.also)])


def _sentences(item: Item) -> list[Passage]:
    groups = (item.lead, *item.what_happened, *item.why_it_matters)
    return [*([item.dek] if item.dek else []), *(passage for group in groups for passage in group)]


def _count(passages: Iterable[Passage]) -> int:
    return sum(len(passage.text.split()) for passage in passages)


# ---- to read -------------------------------------------------------------------------------------


def print_table(report: Mapping[str, Mapping[str, Any]]) -> None:
    for name, one in report.items():
        print(f"\n{name}\n{'day':12}{'stories':>8}{'new fact':>9}{'also':>6}{'words':>7}{'KB':>5}")
        for day in one["days"]:
            counts = (day["stories"], day["developed"], day["also"], day["words"], day["html_kb"])
            row = "".join(
                f"{count:{width}}" for count, width in zip(counts, (8, 9, 6, 7, 5), strict=True)
            )
            print(f"{day['day']:12}{row}  {'held: ' + day['held'] if day['held'] else ''}")
        print(f"{'part':16}{'aim':>10}{'least':>7}{'median':>8}{'most':>6}{'within':>8}")
        for part, words in one["words"].items():
            aim = "–".join(map(str, PARTS[part]))
            print(
                f"{part:16}{aim:>10}{words['least']:7}{words['median']:8}{words['most']:6}{words['within']:8.0%}"
            )
        print(f"subjects {one['subject_chars']}, preheaders {one['preheader_chars']} characters")
        print(f"lead articles by publisher family: {one['families']}")
        print(f"cards: {one['cards']}")
        print(f"background: {one['background']}")
        for what in (
            "duplicates", "repeats", "failed_checks", "over_length", "sentences_again",
            "one_sentence",
        ):  # fmt: skip
            print(f"{what.replace('_', ' ')}: {len(one[what])}", *one[what], sep="\n    ")


def show(runs: Mapping[str, Sequence[Drafted]], day: str, *, why: bool) -> int:
    found = [draft for drafts in runs.values() for draft in drafts if str(draft.day) == day]
    if not found:
        days = ", ".join(str(draft.day) for drafts in runs.values() for draft in drafts)
        print(f"no draft of {day}; there are {days}")
        return 2
    for draft in found:
        print(draft.issue.text)
        if why:
            print_trail(draft)
    return 0


def print_trail(draft: Drafted) -> None:
    for item in draft.briefing.items:
        print(
            f"\n{item.headline.text}  [{item.state}{': ' + item.new_fact if item.new_fact else ''}]"
        )
        for reason in item.reasons:
            print(f"    {reason.code}: {reason.detail}")
    for story in draft.selection.missed:
        print(f"missed: {story.lead.title} — {story.reasons[-1].detail}")


if __name__ == "__main__":
    sys.exit(main())
