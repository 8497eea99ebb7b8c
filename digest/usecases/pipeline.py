"""The use cases, top to bottom: collect → draft → approve → send. Everything that opens the store stands here."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from digest.collect import Harvest, HarvestOutcome, harvest
from digest.collect.metrics import count_articles
from digest.edit import match_articles, select_stories
from digest.errors import Interrupted, UseError
from digest.logs import get_logger
from digest.models import (
    Approval,
    Article,
    Briefing,
    Coverage,
    Finding,
    HostedPicture,
    Issue,
    IssueState,
    Newsletter,
    PastStory,
    Selection,
    Topic,
)
from digest.protocols import AtApproval, Fetcher, Writer
from digest.render import Gathered, gather_pictures, load_theme, render_issue, web_address
from digest.usecases.approve import findings_against, must_pass
from digest.usecases.newsroom import Newsroom, briefing_of, cited_articles, fetching, issue_of
from digest.usecases.send import SendSummary, send_approved
from digest.write import check_briefing, compose

PAST_DAYS = 30
"""How far back an earlier issue is looked at for what readers already know."""

LONGEST_WINDOW = 4
"""After a pause of weeks an issue still starts afresh: at most this many times its look-back."""

BY_HAND = "hand"
"""The writer of a briefing that a person edited; a machine draft never replaces it unasked."""

log = get_logger("pipeline")


# ---- collect --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectReport:
    """One round of collecting. `failed` holds (source name, why) in plain words."""

    sources: int
    answered: int
    not_due: int
    new: int
    changed: int
    failed: tuple[tuple[str, str], ...]


def collect_news(
    newsroom: Newsroom,
    *,
    source_ids: Sequence[str] = (),
    fetcher: Fetcher | None = None,
    stop: threading.Event | None = None,
    on_done: Callable[[Harvest], None] | None = None,
) -> CollectReport:
    """Ask every due source and keep what is new. Each source is stored as it answers, so an interrupt loses nothing.

    Raises Interrupted once `stop` is set, when the next source has answered.
    """
    articles = newsroom.store.articles
    sources = tuple(
        s for s in newsroom.config.sources if s.enabled and (not source_ids or s.id in source_ids)
    )
    outcomes: list[Harvest] = []
    new = changed = 0
    with nullcontext(fetcher) if fetcher else fetching(newsroom) as fetch:
        for result in harvest(
            sources,
            articles.states(),
            fetcher=fetch,
            settings=newsroom.config.settings.collect,
            now=newsroom.clock(),
            known_pages=articles.known_pages,
        ):
            added, updated = articles.save(result.articles)
            articles.save_states([result.state])
            new, changed = new + added, changed + updated
            count_articles(new=added, changed=updated)
            outcomes.append(result)
            if result.outcome is HarvestOutcome.FAILED:
                log.info("source_failed", source=result.source.id, error=result.error)
            if on_done:
                on_done(result)
            _heed(stop)
    return CollectReport(
        sources=len(sources),
        answered=sum(
            o.outcome in (HarvestOutcome.FRESH, HarvestOutcome.UNCHANGED) for o in outcomes
        ),
        not_due=sum(
            o.outcome in (HarvestOutcome.NOT_DUE, HarvestOutcome.WAITING) for o in outcomes
        ),
        new=new,
        changed=changed,
        failed=tuple(
            (o.source.name, o.error) for o in outcomes if o.outcome is HarvestOutcome.FAILED
        ),
    )


def _heed(stop: threading.Event | None) -> None:
    if stop is not None and stop.is_set():
        raise Interrupted("this process was told to stop")


def forget_old(newsroom: Newsroom) -> int:
    """Drop articles that are older than the operator keeps them and that no issue cites; return how many."""
    keep = timedelta(days=newsroom.config.settings.keep_articles_days)
    return newsroom.store.articles.forget(newsroom.clock() - keep)


# ---- draft ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A drafted issue. `issue` is None when the desk held it; `findings` are those of the writing checks."""

    briefing: Briefing
    selection: Selection
    issue: Issue | None
    findings: tuple[Finding, ...] = ()


def draft_issue(
    newsroom: Newsroom,
    newsletter_id: str,
    *,
    writer: Writer | None = None,
    replace_edits: bool = False,
) -> Draft:
    """Decide, write and render today's issue of a newsletter, and keep it as a draft.

    A held draft never replaces one that has stories. Raises UseError when the issue is already approved, or when a
    person edited the draft and `replace_edits` is not set.
    """
    now = newsroom.clock()
    newsletter = _since_last_issue(newsroom, newsroom.newsletter(newsletter_id), now)
    issue_id = issue_id_at(newsletter, now)
    _must_be_open(newsroom, issue_id)
    if is_edited(newsroom, issue_id) and not replace_edits:
        raise UseError(
            "a person edited this draft", subject=issue_id, hint="draft --again replaces it"
        )
    articles = _linkable(
        newsroom.store.articles.since(now - timedelta(hours=newsletter.look_back_h), until=now)
    )
    selection = _select(newsroom, newsletter, articles, issue_id, now)
    briefing = compose(
        selection,
        newsletter,
        issue_id=issue_id,
        slot=now.astimezone(ZoneInfo(newsletter.timezone)).date(),
        now=now,
        writer=writer,
        coverage=_coverage(newsroom, len(articles)),
    )
    return _keep(newsroom, briefing, selection, now)


def _linkable(articles: Sequence[Article]) -> list[Article]:
    """Those that a reader can be led to: one sentence without its link, and preflight would stop the whole issue."""
    linkable = [article for article in articles if web_address(article.url)]
    if left := len(articles) - len(linkable):
        log.info("articles_without_link_left_out", count=left)
    return linkable


def _since_last_issue(newsroom: Newsroom, newsletter: Newsletter, now: datetime) -> Newsletter:
    """The newsletter with its window opened back to its last issue, so that Monday's holds the weekend too."""
    last = next(
        (
            i.approved
            for i in newsroom.store.issues.list(newsletter_id=newsletter.id, limit=3)
            if i.approved
        ),
        None,
    )
    gap_h = (now - last).total_seconds() / 3600 if last else 0.0
    longest_h = newsletter.look_back_h * LONGEST_WINDOW
    return replace(newsletter, look_back_h=min(max(newsletter.look_back_h, gap_h), longest_h))


def redraft(newsroom: Newsroom, briefing: Briefing) -> Draft:
    """Check, render and keep a briefing that a person edited."""
    _must_be_open(newsroom, briefing.issue_id)
    selection = newsroom.store.issues.selection(briefing.issue_id) or Selection(stories=())
    edited = replace(briefing, writer=BY_HAND)
    return _keep(newsroom, edited, replace(selection, held=""), newsroom.clock())


def is_edited(newsroom: Newsroom, issue_id: str) -> bool:
    """True when a person's edit is what is stored as the draft."""
    briefing = newsroom.store.issues.briefing(issue_id)
    return briefing is not None and briefing.writer == BY_HAND


def issue_id_at(newsletter: Newsletter, moment: datetime) -> str:
    """`<newsletter>@<local date>`: one issue a newsletter and day."""
    return f"{newsletter.id}@{moment.astimezone(ZoneInfo(newsletter.timezone)).date().isoformat()}"


def topics_of(newsroom: Newsroom, newsletter: Newsletter) -> tuple[Topic, ...]:
    """The topics a newsletter follows, in its own order."""
    topics = {topic.id: topic for topic in newsroom.config.topics}
    return tuple(topics[weight.topic_id] for weight in newsletter.topics)


def _select(
    newsroom: Newsroom,
    newsletter: Newsletter,
    articles: Sequence[Article],
    issue_id: str,
    now: datetime,
) -> Selection:
    config = newsroom.config
    return select_stories(
        articles,
        match_articles(articles, topics_of(newsroom, newsletter), aliases=config.aliases, now=now),
        newsletter,
        past=_past_stories(newsroom, newsletter, issue_id, now),
        aliases=config.aliases,
        pins=config.pins,
        now=now,
    )


def _past_stories(
    newsroom: Newsroom, newsletter: Newsletter, issue_id: str, now: datetime
) -> tuple[PastStory, ...]:
    past = newsroom.store.issues.past_stories(
        newsletter.id, since=now - timedelta(days=PAST_DAYS), before=issue_id
    )
    public = newsroom.config.settings.publication.public_url.rstrip("/")
    return tuple(replace(story, url=story.url or f"{public}/i/{story.issue_id}") for story in past)


def _coverage(newsroom: Newsroom, articles: int) -> Coverage:
    enabled = [source for source in newsroom.config.sources if source.enabled]
    states = newsroom.store.articles.states()
    asked = [(source, states[source.id]) for source in enabled if source.id in states]
    return Coverage(
        sources=len(enabled),
        answered=sum(not state.last_error for _, state in asked),
        articles=articles,
        troubles=tuple(
            f"{source.name}: {state.last_error}" for source, state in asked if state.last_error
        ),
    )


def _keep(newsroom: Newsroom, briefing: Briefing, selection: Selection, now: datetime) -> Draft:
    issues = newsroom.store.issues
    if selection.held or not briefing.items:
        selection = selection if selection.held else replace(selection, held="no story was found")
        before = issues.issue(briefing.issue_id)
        if before is None or before.state is IssueState.HELD:
            issues.save_draft(briefing, selection, None)
        return Draft(briefing=briefing, selection=selection, issue=None)
    findings = check_briefing(briefing, cited_articles(newsroom, briefing))
    pictures = _pictures(newsroom, briefing)
    issue = _rendered(newsroom, briefing, now, pictures)
    issues.save_draft(briefing, selection, issue, hosted=_hosted(pictures))
    return Draft(briefing=briefing, selection=selection, issue=issue, findings=findings)


def _rendered(
    newsroom: Newsroom, briefing: Briefing, created: datetime, pictures: Gathered
) -> Issue:
    return render_issue(
        briefing,
        publication=newsroom.config.settings.publication,
        created=created,
        templates_dir=newsroom.config.settings.templates_dir,
        theme=load_theme(briefing.theme, newsroom.config.theme_folders),
        pictures=pictures.shown,
    )


def _pictures(newsroom: Newsroom, briefing: Briefing) -> Gathered:
    policy = newsroom.newsletter(briefing.newsletter_id).pictures
    with fetching(newsroom) as fetcher:
        return gather_pictures(
            briefing,
            policy=policy,
            fetcher=fetcher,
            public_url=newsroom.config.settings.publication.public_url,
        )


def _hosted(pictures: Gathered) -> Iterator[HostedPicture]:
    for name, picture in pictures.hosted:
        yield HostedPicture(name=name, content_type=picture.content_type, content=picture.content)


def _must_be_open(newsroom: Newsroom, issue_id: str) -> None:
    issue = newsroom.store.issues.issue(issue_id)
    if issue is not None and issue.approved is not None:
        raise UseError(
            "this issue is approved and frozen",
            subject=issue_id,
            hint="corrections go into the next issue",
        )


# ---- approve --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """An issue as it would go out now, and what speaks against it. `issue` is None when it was held."""

    issue: Issue | None
    findings: tuple[Finding, ...] = ()


def look_at(newsroom: Newsroom, issue_id: str) -> Look:
    """An approved issue as it was frozen; a draft rendered afresh with this moment's configuration and templates."""
    stored, briefing = newsroom.store.issues.issue(issue_id), briefing_of(newsroom, issue_id)
    if stored is None or stored.state is IssueState.HELD:
        return Look(issue=None)
    issue = (
        stored
        if stored.approved
        else _rendered(newsroom, briefing, stored.created, _pictures(newsroom, briefing))
    )
    return Look(issue=issue, findings=findings_against(newsroom, issue, briefing))


def approve_issue(newsroom: Newsroom, issue_id: str, *, also: AtApproval | None = None) -> int:
    """Freeze the issue and its readers; return how many. Raises PreflightError when the gate finds an error.

    `also` runs in the same transaction, with its connection: what it does is undone when the approval fails.
    """
    issue = issue_of(newsroom, issue_id)
    if issue.approved is None:
        must_pass(newsroom, issue_id)
    audience = newsroom.store.subscribers.audience(issue.newsletter_id)
    return newsroom.store.issues.approve(
        issue_id, subscriber_ids=audience, now=newsroom.clock(), also=also
    )


# ---- run ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class RunReport:
    """One whole run. `waiting` says in a sentence why nothing was sent, when nothing was."""

    issue_id: str
    collected: CollectReport | None = None
    draft: Draft | None = None
    waiting: str = ""
    sent: SendSummary | None = None


def run_newsletter(
    newsroom: Newsroom,
    newsletter_id: str,
    *,
    stop: threading.Event | None = None,
    on_done: Callable[[Harvest], None] | None = None,
) -> RunReport:
    """Collect, draft, approve by policy and send today's issue.

    Every step may be repeated, so a crashed run is simply run again. A draft that a person edited is taken as it is;
    an approved issue goes straight to sending. Raises Interrupted when `stop` is set before the draft is begun.
    """
    report = prepare_newsletter(newsroom, newsletter_id, stop=stop, on_done=on_done)
    if report.waiting:
        return report
    return replace(report, sent=send_approved(newsroom, report.issue_id, stop=stop))


def prepare_newsletter(
    newsroom: Newsroom,
    newsletter_id: str,
    *,
    also: AtApproval | None = None,
    stop: threading.Event | None = None,
    on_done: Callable[[Harvest], None] | None = None,
) -> RunReport:
    """Everything of a run but the sending: unless the report says why it waits, the issue is approved. Raises
    Interrupted when `stop` is set before the draft is begun."""
    newsletter = newsroom.newsletter(newsletter_id)
    issue_id = issue_id_at(newsletter, newsroom.clock())
    issue = newsroom.store.issues.issue(issue_id)
    collected = draft = None
    if issue is None or issue.approved is None:
        if not is_edited(newsroom, issue_id):
            collected = collect_news(newsroom, stop=stop, on_done=on_done)
            _heed(stop)
            draft = draft_issue(newsroom, newsletter_id)
        if draft and draft.issue is None:
            why = f"held: {draft.selection.held}"
            return RunReport(issue_id=issue_id, collected=collected, draft=draft, waiting=why)
        if newsletter.approval is Approval.MANUAL:
            how = f"waiting for approval: digest issues approve {issue_id}"
            return RunReport(issue_id=issue_id, collected=collected, draft=draft, waiting=how)
        approve_issue(newsroom, issue_id, also=also)
    return RunReport(issue_id=issue_id, collected=collected, draft=draft)
