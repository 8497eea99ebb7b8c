"""The demonstration: three mornings of the sample newsroom, the last one mailed."""

from __future__ import annotations

import shutil
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from rich.console import Console
from ruamel.yaml import YAML

from digest.config import init_newsroom, load_config
from digest.demo.mailserver import SampleRelay, sample_relay
from digest.demo.newsroom import SampleNewsroom, sample_newsroom
from digest.models import DESK, Consent, Correction, DeliveryState, Issue, Passage, Subscriber
from digest.store import open_store
from digest.usecases.approve import approve_issue
from digest.usecases.collect import CollectReport, collect_news
from digest.usecases.draft import DraftResult, draft_issue, redraft
from digest.usecases.extensions import known_kinds
from digest.usecases.newsroom import Newsroom, issue_of
from digest.usecases.send import send_approved
from digest.write import briefing_to_yaml

NEWSLETTER = "security-briefing"
"""The newsletter that the demonstration makes."""

READERS = 5
"""Sample readers, enough to see that each gets one copy."""


INTRO = (
    "Welcome to a sample issue: its outlets, places, people and events are all made up. The mail "
    "around them is real, and each sentence leads to its source."
)
"""The editor's note that opens the sample issue."""

SHOWN_RESULTS = ("issue.html", "issue.txt", "briefing.yaml", "mail")
"""The results that a newcomer opens; the database and the newsroom folder stand beside them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoReport:
    """The figures of the demonstration.

    `paths` are the results by name; `config` is the newsroom folder that it ran on.
    """

    sources: int
    failed_sources: int
    articles: int
    stories: int
    readers: int
    accepted: int
    issue_id: str
    paths: Mapping[str, Path]
    config: Path


def run_demo(out: Path, *, now: datetime, console: Console) -> DemoReport:
    """Collect, draft, approve and send on loopback, in seconds. All results stand under `out`.

    The results of an earlier demonstration in `out` are replaced; other files there stay.
    """
    out = out.absolute()
    results = _clear(out)
    with sample_newsroom(now) as outlets, sample_relay(results["mail"]) as relay:
        _write_newsroom(results["newsroom"], outlets, relay, results["database"], now)
        with _opened(results["newsroom"], now) as newsroom:
            # earlier issues come first, so that today's can tell what is new and draw a timeline
            earlier = [_earlier(newsroom, outlets, days, console) for days in (2, 1)]
            newsroom.store.subscribers.add(_readers(now))
            collected, draft = _morning(newsroom, console)
            return _finish(newsroom, [*earlier, collected], draft, results, console)


def _clear(out: Path) -> dict[str, Path]:
    """Delete the results of an earlier run, and nothing else. Return the paths of the new ones."""
    names = {
        "issue.html": "issue.html",
        "issue.txt": "issue.txt",
        "briefing.yaml": "briefing.yaml",
        "mail": "mail",
        "newsroom": "newsroom",
        "database": "demo.db",
    }
    results = {name: out / file for name, file in names.items()}
    # SQLite may have left a write-ahead log and its index beside the database
    for path in (*results.values(), *out.glob("demo.db-*")):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    out.mkdir(parents=True, exist_ok=True)
    return results


def _write_newsroom(
    folder: Path, outlets: SampleNewsroom, relay: SampleRelay, database: Path, now: datetime
) -> None:
    """Write the shipped newsroom, with the sample outlets and the sample relay."""
    init_newsroom(folder)
    yaml = YAML()
    settings = yaml.load(folder / "digest.yaml")
    # the gate before a send refuses the placeholder of the shipped file
    settings["publication"]["postal_address"] = "1 Sample Street, Exampleton"
    settings["storage"]["url"] = f"sqlite:///{database}"
    # the outlets are one loopback host: it may be asked at all, and without the usual distance
    settings["collect"] |= {
        "allow_networks": ["127.0.0.0/8"],
        "host_gap": "0s",
        "per_host": 8,
        "timeout": "5s",
    }
    settings["deliver"]["relays"] = [
        {"name": "sample", "host": relay.host, "port": relay.port, "tls": "none"}
    ]
    yaml.dump(settings, folder / "digest.yaml")
    yaml.dump({"sources": _sources(outlets)}, folder / "sources.yaml")
    title = folder / "newsletters" / f"{NEWSLETTER}.yaml"
    newsletter = yaml.load(title)
    newsletter["pictures"] = "embed"  # the outlets are gone when the issue is read
    newsletter["blocks"] |= {
        "week_ahead": [
            {
                "day": f"{now + timedelta(days=2):%Y-%m-%d}",
                "text": "Sample talks on the truce go on",
            }
        ],
        "trend_reports": [
            {
                "title": "A sample report on the price of a safe passage",
                "url": "https://charts.example/passage",
                "caption": "Forty straits, ten years of premiums, and the one week that set them.",
            }
        ],
        "sponsored": {
            "title": "A sample notice of a sponsor",
            "text": "Charts of forty straits, sold to harbours and to sailors.",
            "button": "See the charts",
            "url": "https://charts.example/",
        },
        "more_or_less": True,
        "poll": {
            "question": "Do you want a map above each sample story?",
            "answers": ["Yes", "No", "Only at sea"],
        },
    }
    yaml.dump(newsletter, title)


def _sources(outlets: SampleNewsroom) -> list[dict[str, Any]]:
    sources = []
    for outlet in outlets.outlets.values():
        sources.append(
            {
                "id": outlet.id,
                "name": outlet.name,
                "url": outlets.feed_url(outlet),
                "family": outlet.family or outlet.name,
                "language": outlet.language,
                "section": outlet.section,
                "state_run": outlet.state_run,
                "full_text": outlet.full_text,
                "pictures": True,
            }
        )
    return sources


@contextmanager
def _opened(folder: Path, now: datetime) -> Iterator[Newsroom]:
    config = load_config(folder, env={}, kinds=known_kinds(folder))
    store = open_store(config.settings.storage_url)
    try:
        # the clock stands still: the sample news is dated around this moment
        yield Newsroom(config=config, store=store, clock=lambda: now)
    finally:
        store.close()


def _earlier(
    newsroom: Newsroom, outlets: SampleNewsroom, days: int, console: Console
) -> CollectReport:
    """Make the issue of so many days ago, so that today's issue knows which news is new."""
    # both the outlets and the newsroom's clock go back, and the outlets return
    today = outlets.shown_until
    then = today - timedelta(days=days)
    outlets.shown_until = then
    before = Newsroom(config=newsroom.config, store=newsroom.store, clock=lambda: then)
    console.print(f"the news of {then:%d %B}, so that today's issue knows what readers have seen …")
    collected = collect_news(before)
    draft = draft_issue(before, NEWSLETTER)
    # its readers join today, so an earlier issue stands in the archive alone
    approve_issue(before, draft.briefing.issue_id, without_readers=True)
    outlets.shown_until = today
    return collected


def _morning(newsroom: Newsroom, console: Console) -> tuple[CollectReport, DraftResult]:
    console.print("today's news from the sample outlets, one of them slow and one broken …")
    collected = collect_news(newsroom)
    console.print("drafting, rendering and approving the Security Briefing …")
    draft = draft_issue(newsroom, NEWSLETTER)
    # an editor puts a mistake of yesterday right, and opens the mail; a grave one stands above all
    edited = replace(
        draft.briefing,
        intro=(Passage(text=INTRO, article_id=DESK),),
        corrections=(_correction(newsroom),),
    )
    draft = redraft(newsroom, edited)
    approve_issue(newsroom, draft.briefing.issue_id)
    return collected, draft


def _correction(newsroom: Newsroom) -> Correction:
    yesterday = newsroom.clock() - timedelta(days=1)
    return Correction(
        text=(
            "Yesterday's issue gave the owner of the sample tanker Paper Boat a wrong flag. "
            "The ship sails under the flag of Specimenia."
        ),
        issue_id=f"{NEWSLETTER}@{yesterday:%Y-%m-%d}",
        grave=True,
    )


def _readers(now: datetime) -> list[Subscriber]:
    consent = Consent(at=now, source="demo", wording="A sample reader, made by the demonstration.")
    readers = []
    for number in range(1, READERS + 1):
        reader = Subscriber(
            id=f"sample-{number}",
            email=f"reader{number}@example.org",  # RFC 2606: no such mailbox exists
            name=f"Sample Reader {number}",
            newsletters=(NEWSLETTER,),
            consent=consent,
            created=now,
        )
        readers.append(reader)
    return readers


def _finish(
    newsroom: Newsroom,
    collected: Sequence[CollectReport],
    draft: DraftResult,
    results: Mapping[str, Path],
    console: Console,
) -> DemoReport:
    issue = issue_of(newsroom, draft.briefing.issue_id)
    console.print("handing it to the sample relay …")
    # the sample relay keeps what it takes: no mail leaves this machine
    audit = send_approved(newsroom, issue.id).audit
    results["issue.html"].write_text(_with_pictures(issue), encoding="utf-8")
    results["issue.txt"].write_text(issue.text, encoding="utf-8")
    results["briefing.yaml"].write_text(briefing_to_yaml(draft.briefing), encoding="utf-8")
    today = collected[-1]
    return DemoReport(
        sources=today.sources,
        failed_sources=len(today.failed),
        articles=sum(report.new for report in collected),
        stories=len(draft.briefing.items) + len(draft.briefing.also),
        readers=audit.selected,
        accepted=audit.by_state.get(DeliveryState.ACCEPTED, 0),
        issue_id=issue.id,
        paths={name: results[name] for name in SHOWN_RESULTS},
        config=results["newsroom"],
    )


def _with_pictures(issue: Issue) -> str:
    """Return HTML that a browser shows whole: the pictures of the mail stand inside it."""
    html = issue.html
    # "cid:" leads to another part of a mail (RFC 2392), and a browser has no such part
    for image in issue.images:
        inside = f"data:{image.content_type};base64,{b64encode(image.content).decode()}"
        html = html.replace(f"cid:{image.cid}", inside)
    return html
