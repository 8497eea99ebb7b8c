"""Score the desk's choice of stories against an editor's own, beside two plain ways to choose.

A folder of recorded mornings (`articles.jsonl`, `days.jsonl`, `why.jsonl`) says for each issue
which events its window holds, with a grade, the articles that report them, and which may open the
issue. The desk matches, selects and writes each issue as it would from the store. Two plain
choosers run beside it on the same matches and clusters: the clusters of most publishers, and the
clusters whose articles are most like all other matched articles. `--days` prints one line an issue
and its faults, `--sequence` lets an issue know the earlier issues of its newsletter, `--json`
prints one object at the end: the last line.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import blake2b
from pathlib import Path
from typing import Any

from digest.config import Config, load_config, shipped_config
from digest.edit import cluster_articles, match_articles, quotable_reports, select_stories
from digest.edit.happenings import Happening
from digest.edit.pooled_window import PooledWindow, pool_window
from digest.edit.stories import name_story
from digest.models import Article, Briefing, Match, Newsletter, PastStory, Pins, Selection
from digest.text import split_sentences, word_texts
from digest.urls import canonical_url
from digest.write import compose

DATA = Path(__file__).parents[2] / "shared" / "data" / "desk"
CARDS_SCORED = 5
"""nDCG and recall look at so many cards from the top."""
LATE_H = 24.0
"""An article that was collected late is still looked at when it was published so long before the
window.
"""
LEFT_OUT = 5
"""With `--thinned`, one article in so many is left out, by a number made from its id."""
PROCESSES = 2
CARD_INDENT = "    "
"""Lines of a card stand so far to the right of the line of their issue."""
COLUMNS = (
    "days", "cards", "ndcg5", "lead_ok", "must_recall", "wrong", "thin", "doubles", "mixed",
    "comment", "never", "bare", "single",
)  # fmt: skip
CHOOSERS = ("desk", "publishers", "centrality")


@dataclass(frozen=True, kw_only=True)
class Event:
    """One event of a window as the editor judged it."""

    name: str
    grade: int
    lead_ok: bool
    reports: frozenset[str]
    comments: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Morning:
    """One issue to choose, and the editor's judgement of its window."""

    set_name: str
    newsletter_id: str
    since: datetime
    now: datetime
    events: tuple[Event, ...]
    never: frozenset[str]
    has_late: bool

    @property
    def name(self) -> str:
        """Set, newsletter and local day."""
        return f"{self.set_name} {self.newsletter_id} {self.now.date()}"


@dataclass(frozen=True, kw_only=True)
class Card:
    """One story card of an issue: its lead article, all its articles, and how many sentences it
    has.
    """

    lead: str
    articles: tuple[str, ...]
    sentences: int
    title: str


@dataclass(kw_only=True)
class Tally:
    """The counts over the issues of one chooser."""

    days: int = 0
    cards: int = 0
    gain: float = 0.0
    leads: int = 0
    must: int = 0
    must_met: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    lines: list[str] = field(default_factory=list)
    missed: dict[str, list[str]] = field(default_factory=dict)
    """The step that lost each event of grade 3, by the line of its issue."""

    def add(self, other: Tally) -> None:
        """Add the counts of another tally."""
        self.days += other.days
        self.cards += other.cards
        self.gain += other.gain
        self.leads += other.leads
        self.must += other.must
        self.must_met += other.must_met
        self.counts.update(other.counts)
        self.lines += other.lines
        self.missed.update(other.missed)

    def figures(self) -> dict[str, float]:
        """The figures of the table, in the order of `COLUMNS`."""
        days, cards = max(1, self.days), max(1, self.cards)
        return {
            "days": self.days,
            "cards": self.cards,
            "ndcg5": round(self.gain / days, 3),
            "lead_ok": round(self.leads / days, 3),
            "must_recall": round(self.must_met / max(1, self.must), 3),
            "wrong": round(self.counts["wrong"] / cards, 3),
            "thin": round(self.counts["thin"] / cards, 3),
            "doubles": self.counts["doubles"],
            "mixed": self.counts["mixed"],
            "comment": self.counts["comment"],
            "never": self.counts["never"],
            "bare": self.counts["bare"],
            "single": self.counts["single"],
        }


def main() -> int:
    """Read the options, score the folder, print the table or the JSON object."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, default=DATA, help="a folder of recorded mornings")
    options.add_argument("--days", action="store_true", help="print each issue and its faults")
    options.add_argument(
        "--explain", action="store_true", help="print for each event missed the step that lost it"
    )
    options.add_argument("--json", action="store_true", help="print one JSON object at the end")
    options.add_argument(
        "--sequence", action="store_true", help="let an issue know the earlier ones"
    )
    options.add_argument(
        "--thinned", type=int, default=0, metavar="N", help="score N thinner copies of each morning"
    )
    options.add_argument("--only", default="", help="score the issues whose name has this text")
    wanted = options.parse_args()
    if not (wanted.data / "days.jsonl").is_file():
        note = f"no recorded mornings in {wanted.data}"
        print(json.dumps({"skipped": note}) if wanted.json else note)
        return 0
    rounds = range(1, wanted.thinned + 1) if wanted.thinned else range(1)
    report = score_folder(
        wanted.data, sequence=wanted.sequence, only=wanted.only, rounds=tuple(rounds)
    )
    for line in report["desk"].lines:
        if wanted.days or (wanted.explain and not line.startswith(CARD_INDENT)):
            print(line)
        if wanted.explain and line in report["desk"].missed:
            print("\n".join(report["desk"].missed[line]))
    figures: dict[str, Any] = {name: report[name].figures() for name in CHOOSERS}
    figures["why"] = score_why(wanted.data) if not wanted.only else {}
    if wanted.json:
        print(json.dumps(figures))
    else:
        print_table(figures)
    return 0


def score_folder(
    folder: Path, *, sequence: bool = False, only: str = "", rounds: Sequence[int] = (0,)
) -> dict[str, Tally]:
    """Score every morning of a folder for each chooser; a process takes one set at a time.

    Round 0 has all articles, each other round is thinned in its own way.
    """
    sets = sorted({morning.set_name for morning in read_mornings(folder) if only in morning.name})
    totals = {name: Tally() for name in CHOOSERS}
    work = [(folder, name, sequence, only, number) for number in rounds for name in sets]
    if len(work) < PROCESSES:
        results: Iterable[dict[str, Tally]] = map(_score_set, work)
    else:
        with ProcessPoolExecutor(PROCESSES) as pool:
            results = list(pool.map(_score_set, work))
    for result in results:
        for name, tally in result.items():
            totals[name].add(tally)
    return totals


def _score_set(work: tuple[Path, str, bool, str, int]) -> dict[str, Tally]:
    folder, set_name, sequence, only, number = work
    articles = thinned(read_articles(folder, set_name), number)
    present = {article.id for article in articles}
    config = load_config(shipped_config(), env={})
    totals = {name: Tally() for name in CHOOSERS}
    past: dict[str, list[PastStory]] = defaultdict(list)
    mornings = [morning for morning in read_mornings(folder) if morning.set_name == set_name]
    for morning in sorted(mornings, key=lambda m: (m.now, m.newsletter_id)):
        if only not in morning.name:
            continue
        known = past[morning.newsletter_id] if sequence else []
        judged = with_reports(morning, present) if number else morning
        for name, tally in _score_morning(judged, articles, config, known).items():
            totals[name].add(tally)
    return totals


def _score_morning(
    morning: Morning, articles: Sequence[Article], config: Config, past: list[PastStory]
) -> dict[str, Tally]:
    newsletter = newsletter_of(config, morning)
    window = window_of(morning, articles)
    matches = matches_of(config, newsletter, window, morning.now)
    selection = select_stories(
        window, matches, newsletter, past=past, aliases=config.aliases, now=morning.now
    )
    briefing = compose(
        selection,
        newsletter,
        issue_id=f"{newsletter.id}@{morning.now.date()}",
        slot=morning.now.date(),
        now=morning.now,
        further_reports=further_reports_of(morning, articles),
    )
    past += told_by(selection, briefing, morning.now)
    matched = {match.article_id for match in matches}
    clusters = _matched_clusters(config, window, matched)
    most = newsletter.max_stories
    cards = desk_cards(selection, briefing)
    desk = judge(morning, cards)
    pooled = pool_window(window, matches, newsletter, aliases=config.aliases, now=morning.now)
    desk.missed[desk.lines[0]] = why_missed(morning, cards, pooled, selection)
    return {
        "desk": desk,
        "publishers": judge(morning, by_publishers(clusters)[:most]),
        "centrality": judge(morning, by_centrality(clusters, window, matched)[:most]),
    }


# ---- the folder ----------------------------------------------------------------------------------


def read_mornings(folder: Path) -> list[Morning]:
    """Read the issues of a folder; fields that are not known are ignored."""
    return [_morning(row) for row in _rows(folder / "days.jsonl")]


def _morning(row: Mapping[str, Any]) -> Morning:
    return Morning(
        set_name=row["set"],
        newsletter_id=row["newsletter"],
        since=datetime.fromisoformat(row["since"]),
        now=datetime.fromisoformat(row["now"]),
        events=tuple(_event(event) for event in row["events"]),
        never=frozenset(row.get("never", ())),
        has_late=any(event.get("late") for event in row["events"]),
    )


def _event(row: Mapping[str, Any]) -> Event:
    return Event(
        name=row["event"],
        grade=row["grade"],
        lead_ok=bool(row.get("lead_ok")),
        reports=frozenset([*row["articles"], *row.get("late", ())]),
        comments=frozenset(row.get("comment", ())),
    )


def thinned(articles: Sequence[Article], number: int) -> list[Article]:
    """Leave out one article in `LEFT_OUT`, others in each round; round 0 keeps all."""
    kept = []
    for article in articles:
        mark = int(blake2b(f"{number} {article.id}".encode(), digest_size=4).hexdigest(), 16)
        if number == 0 or mark % LEFT_OUT:
            kept.append(article)
    return kept


def with_reports(morning: Morning, present: Collection[str]) -> Morning:
    """Return a morning with the reports that are present; an event without one is no event."""
    events = []
    for event in morning.events:
        reports = event.reports.intersection(present)
        if reports:
            events.append(replace(event, reports=reports))
    return replace(morning, events=tuple(events))


def read_articles(folder: Path, set_name: str) -> list[Article]:
    """Read the articles of one set."""
    rows = _rows(folder / "articles.jsonl")
    return [_article(row) for row in rows if row["set"] == set_name]


def _article(row: Mapping[str, Any]) -> Article:
    return Article(
        id=row["id"],
        url=row["url"],
        canonical_url=canonical_url(row["url"]),
        title=row["title"],
        lead=row.get("lead") or "",
        body=row.get("body") or "",
        published=datetime.fromisoformat(row["published"]),
        collected=datetime.fromisoformat(row["collected"]),
        publisher=row.get("publisher") or "",
        family=row.get("family") or "",
        state_run=bool(row.get("state_run")),
        language=row.get("language") or "",
    )


def _rows(file: Path) -> list[dict[str, Any]]:
    if not file.is_file():
        return []
    with file.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def window_of(morning: Morning, articles: Sequence[Article]) -> list[Article]:
    """The articles that an issue may choose from: those of its window that the feeds had shown.

    Where the folder names late articles, those of the day before that were first seen in the window
    belong to it.
    """
    window = []
    for article in articles:
        seen = article.collected or article.published
        if seen > morning.now or article.published > morning.now:
            continue
        late = morning.has_late and seen > morning.since
        oldest = morning.since - timedelta(hours=LATE_H) if late else morning.since
        if article.published > oldest:
            window.append(article)
    return window


def further_reports_of(morning: Morning, articles: Sequence[Article]) -> tuple[Article, ...]:
    """The reports that a short card may quote: of the window and the day before it."""
    oldest = morning.since - timedelta(hours=LATE_H)
    read = [article for article in articles if article.published > oldest]
    return quotable_reports(read, now=morning.now)


def newsletter_of(config: Config, morning: Morning) -> Newsletter:
    """The newsletter with its window opened back to the slot before."""
    newsletter = next(n for n in config.newsletters if n.id == morning.newsletter_id)
    return replace(newsletter, look_back_h=(morning.now - morning.since).total_seconds() / 3600)


def matches_of(
    config: Config, newsletter: Newsletter, window: Sequence[Article], now: datetime
) -> tuple[Match, ...]:
    """Match the window with the topics of a newsletter."""
    wanted = {weight.topic_id for weight in newsletter.topics}
    topics = [topic for topic in config.topics if topic.id in wanted]
    return match_articles(window, topics, aliases=config.aliases, now=now)


# ---- the three choosers --------------------------------------------------------------------------


def desk_cards(selection: Selection, briefing: Briefing) -> list[Card]:
    """The cards of an issue as the desk chose and wrote them."""
    items = {item.story_id: item for item in briefing.items}
    cards = []
    for story in selection.stories:
        item = items.get(story.id)
        if item is None:
            continue
        parts = [item.lead, *item.what_happened, *item.why_it_matters]
        ids = tuple(article.id for article in story.articles)
        sentences = sum(map(len, parts))
        cards.append(
            Card(lead=story.lead.id, articles=ids, sentences=sentences, title=item.headline.text)
        )
    return cards


def told_by(selection: Selection, briefing: Briefing, now: datetime) -> list[PastStory]:
    """The stories of an issue as the next issue remembers them."""
    told = []
    for story in (*selection.stories, *selection.also):
        told.append(
            PastStory(
                thread_id=story.thread_id,
                issue_id=briefing.issue_id,
                story_id=story.id,
                published=now,
                headline=story.lead.title,
                url="",
                article_ids=tuple(article.id for article in story.articles),
                article_urls=tuple(article.canonical_url for article in story.articles),
                facts=story.facts,
                terms=story.terms,
            )
        )
    return told


Cluster = tuple[Article, ...]


def _matched_clusters(
    config: Config, window: Sequence[Article], matched: set[str]
) -> list[Cluster]:
    clusters = cluster_articles(window, aliases=config.aliases)
    return [c.articles for c in clusters if any(article.id in matched for article in c.articles)]


def by_publishers(clusters: Sequence[Cluster]) -> list[Card]:
    """The plain chooser: most publishers first, then most articles, then the newest."""

    def size(cluster: Cluster) -> tuple[int, int, datetime, str]:
        voices = len({article.family or article.publisher for article in cluster})
        newest = max(article.published for article in cluster)
        return voices, len(cluster), newest, cluster[0].id

    return [_plain_card(cluster) for cluster in sorted(clusters, key=size, reverse=True)]


def by_centrality(
    clusters: Sequence[Cluster], window: Sequence[Article], matched: set[str]
) -> list[Card]:
    """The plain chooser by likeness: clusters whose best article is most like all other matched
    articles.
    """
    pool = [article for article in window if article.id in matched]
    vectors = dict(zip([a.id for a in pool], _vectors(pool), strict=True))
    total: Counter[str] = Counter()
    for vector in vectors.values():
        total.update(vector)

    def likeness(cluster: Cluster) -> tuple[float, str]:
        scores = [_dot(vectors[a.id], total) for a in cluster if a.id in vectors]
        return max(scores), cluster[0].id

    return [_plain_card(cluster) for cluster in sorted(clusters, key=likeness, reverse=True)]


def _vectors(articles: Sequence[Article]) -> list[Counter[str]]:
    counts = [Counter(word_texts(f"{a.title} {a.lead} {a.body[:600]}")) for a in articles]
    seen = Counter(word for count in counts for word in count)
    vectors = []
    for count in counts:
        weights = {
            word: (1 + math.log(times)) * math.log((1 + len(articles)) / seen[word])
            for word, times in count.items()
        }
        norm = math.sqrt(math.fsum(weight * weight for weight in weights.values())) or 1.0
        vectors.append(Counter({word: weight / norm for word, weight in weights.items()}))
    return vectors


def _dot(vector: Mapping[str, float], total: Mapping[str, float]) -> float:
    return math.fsum(weight * total[word] for word, weight in vector.items())


def _plain_card(cluster: Cluster) -> Card:
    lead = max(cluster, key=lambda article: (len(article.lead) + len(article.body), article.id))
    text = lead.body or lead.lead
    sentences = split_sentences(text, language=lead.language or "en")[:3]
    ids = tuple(article.id for article in cluster)
    return Card(lead=lead.id, articles=ids, sentences=len(sentences), title=lead.title)


# ---- the judgement -------------------------------------------------------------------------------


def judge(morning: Morning, cards: Sequence[Card]) -> Tally:
    """Count what an editor would count in the cards of one issue."""
    home = {name: event for event in morning.events for name in (*event.reports, *event.comments)}
    events = [event_of(card, home) for card in cards]
    tally = Tally(days=1, cards=len(cards))
    faults = []
    for rank, (card, event) in enumerate(zip(cards, events, strict=True)):
        kinds = _faults(card, event, events[:rank], morning, home)
        tally.counts.update(kinds)
        grade = event.grade if event else 0
        faults.append(
            f"{CARD_INDENT}{grade} {event.name if event else '-'}: {card.title}  {' '.join(kinds)}"
        )
    must = [event for event in morning.events if event.grade == 3]
    top = events[:CARDS_SCORED]
    met = [event for event in must if event in top]
    tally.must, tally.must_met = min(CARDS_SCORED, len(must)), len(met)
    tally.gain = _ndcg(top, morning.events)
    tally.leads = int(bool(events and events[0] and events[0].lead_ok))
    missed = [event.name for event in must if event not in top]
    head = f"{morning.name}: nDCG {tally.gain:.2f}, lead {'right' if tally.leads else 'WRONG'}"
    tally.lines = [f"{head}, grade 3 missed: {', '.join(missed) or '-'}", *faults]
    return tally


def event_of(card: Card, home: Mapping[str, Event]) -> Event | None:
    """Return the event of the lead article, else the event most articles of the card tell."""
    if card.lead in home:
        return home[card.lead]
    votes = Counter(home[name].name for name in card.articles if name in home)
    if not votes:
        return None
    best = min(votes, key=lambda name: (-votes[name], name))
    return next(event for event in home.values() if event.name == best)


def _faults(
    card: Card,
    event: Event | None,
    before: Sequence[Event | None],
    morning: Morning,
    home: Mapping[str, Event],
) -> list[str]:
    faults = []
    if event is None:
        faults.append("wrong")
    elif event.grade == 1:
        faults.append("thin")
    if event is not None and event in before:
        faults.append("doubles")
    if len({home[name].name for name in card.articles if name in home}) > 1:
        faults.append("mixed")
    if event is not None and card.lead in event.comments:
        faults.append("comment")
    if card.lead in morning.never:
        faults.append("never")
    if not card.sentences:
        faults.append("bare")
    if card.sentences == 1:
        faults.append("single")
    return faults


def _ndcg(chosen: Sequence[Event | None], events: Iterable[Event]) -> float:
    """Normalised discounted gain of 2^grade − 1; a second card of one event gains nothing."""
    seen: set[str] = set()
    gains = []
    for event in chosen:
        gains.append(2**event.grade - 1 if event and event.name not in seen else 0)
        if event:
            seen.add(event.name)
    best = sorted((2**event.grade - 1 for event in events), reverse=True)[:CARDS_SCORED]
    return _discounted(gains) / (_discounted(best) or 1.0)


def _discounted(gains: Iterable[int]) -> float:
    return math.fsum(gain / math.log2(rank + 2) for rank, gain in enumerate(gains))


# ---- the events missed ---------------------------------------------------------------------------


def why_missed(
    morning: Morning, cards: Sequence[Card], pooled: PooledWindow, selection: Selection
) -> list[str]:
    """Say for each event of grade 3 that got none of the first five cards which step lost it."""
    home = {name: event for event in morning.events for name in (*event.reports, *event.comments)}
    top = [event_of(card, home) for card in cards[:CARDS_SCORED]]
    lines = []
    for event in morning.events:
        if event.grade == 3 and event not in top:
            steps = "; ".join(_steps(event, home, pooled, selection))
            lines.append(f"{CARD_INDENT}missed {event.name}: {steps}")
    return lines


def _steps(
    event: Event, home: Mapping[str, Event], pooled: PooledWindow, selection: Selection
) -> list[str]:
    present = [article for article in pooled.window if article.id in event.reports]
    if not present:
        return ["the window has no report on it"]
    matched = [article for article in present if article.id in pooled.matches]
    if not matched:
        return [f"no topic matches its {len(present)} reports, as “{present[0].title}”"]
    apart = [article for article in matched if article.id in pooled.parted.kinds]
    if len(apart) == len(matched):
        kinds = sorted({pooled.parted.kinds[article.id] for article in apart})
        return [f"all {len(apart)} matched reports are set apart as {', '.join(kinds)}"]
    steps = [f"matched {len(matched)} of {len(present)} reports, set apart {len(apart)}"]
    for happening in pooled.happenings:
        names = [article.id for article in happening.reports]
        own = event.reports.intersection(names)
        if own:
            swallowed = _swallowed_by(event, names, home)
            where = swallowed or _fate(happening, selection)
            steps.append(f"{len(own)} in a happening of {len(names)}: {where}")
    return steps


def _swallowed_by(event: Event, names: Sequence[str], home: Mapping[str, Event]) -> str:
    """Name the event to which most reports of a happening belong, where it is another."""
    votes = Counter(home[name].name for name in names if name in home)
    most = min(votes, key=lambda name: (-votes[name], name != event.name, name))
    if most == event.name:
        return ""
    return f"pooled with {most}"


def _fate(happening: Happening, selection: Selection) -> str:
    """Say what the desk did with a happening of its own."""
    name = name_story(happening.reports)
    for rank, story in enumerate(selection.stories, start=1):
        if story.id == name:
            return f"card {rank} by “{story.lead.title}”, {story.score:.2f} points"
    for story in (*selection.also, *selection.missed):
        if story.id == name:
            reason = story.reasons[-1]
            said = f"“{story.lead.title}”, {story.score:.2f} points"
            return f"{reason.code} ({reason.detail}): {said}"
    return f"no story, or beyond the list of those left out: “{happening.reports[0].title}”"


# ---- why it matters ------------------------------------------------------------------------------


def score_why(folder: Path) -> dict[str, float]:
    """Write one card an event from its labelled articles, and grade the sentences under *Why it
    matters*.

    `n` counts labelled sentences that were used, `good` and `gladly` are the shares of grade ≥ 1
    and of grade 2.
    """
    grades = grade_events(folder)
    used = max(1, len(grades))
    return {
        "n": len(grades),
        "good": round(sum(grade >= 1 for grade in grades) / used, 3),
        "gladly": round(sum(grade == 2 for grade in grades) / used, 3),
    }


def grade_events(folder: Path, only: Collection[str] = ()) -> list[int]:
    """Write one card an event, of all or of those named by set and event, and grade its background.

    The labels are those of `why.jsonl`.
    """
    labels: dict[tuple[str, str], dict[str, list[dict[str, Any]]]] = {}
    for row in _rows(folder / "why.jsonl"):
        event = labels.setdefault((row["set"], row["event"]), {})
        event.setdefault(row["article"], []).append(row)
    known = _labelled_articles(folder)
    config = load_config(shipped_config(), env={})
    newsletter = next(n for n in config.newsletters if n.id == "security-briefing")
    grades: list[int] = []
    for (set_name, event_name), articles in labels.items():
        if only and f"{set_name} {event_name}" not in only:
            continue
        present = [known[name] for name in articles if name in known]
        if present:
            grades += _why_grades(present, articles, newsletter)
    return grades


def _labelled_articles(folder: Path) -> dict[str, Article]:
    rows = _rows(folder / "articles.jsonl")
    known = {row["id"]: _article(row) for row in rows}
    for base in (folder.parent, DATA.parent):
        for file in sorted((base / "clusters").glob("allsides.*.jsonl")):
            if "references" not in file.name:
                for row in _rows(file):
                    known.setdefault(row["id"], _text_article(row))
    return known


def _text_article(row: Mapping[str, Any]) -> Article:
    return Article(
        id=row["id"],
        url=row["url"],
        canonical_url=canonical_url(row["url"]),
        title=row["title"],
        body=row["text"],
        published=datetime.fromisoformat(f"{row['published'][:10]}T06:00:00+00:00"),
        publisher=row["source"],
        family=row["source"].casefold(),
        language="en",
    )


def _why_grades(
    articles: Sequence[Article], labels: Mapping[str, list[dict[str, Any]]], newsletter: Newsletter
) -> list[int]:
    first = min(article.published for article in articles)
    now = max(article.published for article in articles) + timedelta(hours=1)
    wide = replace(newsletter, look_back_h=(now - first).total_seconds() / 3600 + 1, min_stories=1)
    topic = newsletter.topics[0].topic_id
    matches = [Match(article_id=a.id, topic_id=topic, score=4.0, hits=()) for a in articles]
    pins = Pins(together=(tuple(a.id for a in articles),))
    selection = select_stories(articles, matches, wide, pins=pins, now=now)
    briefing = compose(selection, wide, issue_id="why@issue", slot=now.date(), now=now)
    grades = []
    for item in briefing.items:
        for passage in (p for paragraph in item.why_it_matters for p in paragraph):
            grade = _grade_of(passage.text, labels.get(passage.article_id, ()))
            if grade is not None:
                grades.append(grade)
    return grades


def _grade_of(text: str, rows: Iterable[Mapping[str, Any]]) -> int | None:
    """The grade of a sentence as it was labelled; None where it was not."""
    wanted = _folded(text)
    for row in rows:
        labelled = _folded(row["text"])
        if labelled and (labelled in wanted or wanted in labelled):
            return int(row["why"])
    return None


def _folded(text: str) -> str:
    return " ".join(word_texts(text))


def print_table(figures: Mapping[str, Mapping[str, float]]) -> None:
    """Print one line a chooser."""
    print(f"{'':12}" + "".join(f"{column:>12}" for column in COLUMNS))
    for name in CHOOSERS:
        print(f"{name:12}" + "".join(f"{figures[name][column]:>12}" for column in COLUMNS))
    if figures["why"]:
        why = figures["why"]
        shares = f"{why['good']:.0%} good, {why['gladly']:.0%} gladly"
        print(f"why it matters: {why['n']} sentences, {shares}")


if __name__ == "__main__":
    sys.exit(main())
