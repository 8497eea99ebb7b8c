"""Watch sources: read the pages that recent issues cited again, and raise notices of changes."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from digest.logs import get_logger
from digest.models import (
    Article,
    Briefing,
    CitedSentence,
    Field,
    NoticeState,
    Passage,
    SourceNotice,
    WatchedPage,
)
from digest.protocols import Fetcher
from digest.render import web_address
from digest.render.passages import cited_article_ids, passages
from digest.usecases.collect import raise_if_stopped
from digest.usecases.newsroom import Newsroom, cited_articles, fetching
from digest.write.source_changes import PageMemory, PageNow, correction_notes, judge_page
from digest.write.source_notices import notices_after

if TYPE_CHECKING:
    from digest.collect import PageVisit

CLAIMED_FOR = timedelta(hours=1)
"""Pages that a process took and never read, because it died, are due again after an hour."""

VERBATIM = "extractive"
"""The writer whose sentences are the source's own, word by word."""

log = get_logger("watch")


@dataclass(slots=True, kw_only=True)
class WatchReport:
    """The result of one round: pages by outcome, and the notices that are new or changed."""

    read: int = 0
    unchanged: int = 0
    missing: int = 0
    # pages that could not or must not be read, each with its reason
    left: list[tuple[str, str]] = field(default_factory=list)
    notices: list[SourceNotice] = field(default_factory=list)

    @property
    def asked(self) -> int:
        """How many pages answered."""
        return self.read + self.unchanged + self.missing


def watch_sources(
    newsroom: Newsroom,
    *,
    fetcher: Fetcher | None = None,
    stop: threading.Event | None = None,
) -> WatchReport:
    """Read the cited pages that are due, and raise, update or withdraw notices.

    A page is asked when it is due and never sooner, whoever calls. Raises Interrupted once `stop`
    is set; the pages that were not asked are due again. Cost: one conditional request for each due
    page, and one for the robots.txt of each host.
    """
    settings = newsroom.config.settings.source_watch
    report = WatchReport()
    now = newsroom.clock()
    watch = newsroom.store.source_watch
    if not settings.enabled:
        # an operator who turned the watch off wants no page in the table
        watch.end_issues(watch.watched_issues())
        return report
    _follow_issues(newsroom, now)
    waiting = {
        page.article_id: page for page in watch.claim_pages(now=now, until=now + CLAIMED_FOR)
    }
    if not waiting:
        return report
    from digest.collect import visit_pages

    try:
        with nullcontext(fetcher) if fetcher else fetching(newsroom) as open_fetcher:
            for visit in visit_pages(
                list(waiting.values()),
                fetcher=open_fetcher,
                settings=newsroom.config.settings.collect,
                every_s=settings.every_s,
                now=now,
            ):
                _take_in(newsroom, visit, report, now)
                del waiting[visit.page.article_id]
                # asked after storing: the answer at hand is never thrown away
                raise_if_stopped(stop)
    finally:
        # after an interrupt: the pages that were not asked are due at the next round
        for page in waiting.values():
            watch.save_page(page)
    return report


def _follow_issues(newsroom: Newsroom, now: datetime) -> None:
    """Watch the pages of issues that went out, and end the watch of those whose time is over."""
    watch = newsroom.store.source_watch
    lasts = timedelta(seconds=newsroom.config.settings.source_watch.lasts_s)
    out = watch.issues_out(now - lasts)
    watched = watch.watched_issues()
    over = watched - out.keys()
    if over:
        watch.end_issues(over)
    # in a fixed order: two processes then lock the rows in the same order
    for issue_id in sorted(out.keys() - watched):
        briefing = newsroom.store.issues.briefing(issue_id)
        if briefing is not None:
            pages = _cited_pages(newsroom, briefing, now)
            new = watch.add_pages(pages)
            log.info("issue_watched", issue=issue_id, pages=len(pages), new=new)


def _cited_pages(newsroom: Newsroom, briefing: Briefing, now: datetime) -> list[WatchedPage]:
    """Return a page for each cited article that has a web address, with the cited sentences."""
    stored = cited_articles(newsroom, briefing)
    sentences = _cited_sentences(
        briefing, stored, headlines=newsroom.config.settings.source_watch.headlines
    )
    citations = {citation.article_id: citation for citation in briefing.citations}
    pages = []
    for article_id in dict.fromkeys(cited_article_ids(briefing)):
        citation = citations.get(article_id)
        if citation is None or not web_address(citation.url):
            continue
        article = stored.get(article_id)
        # notes that were there before the issue went out are no news
        before = _text_of(article) if article else ""
        notes = [note.now for note in correction_notes(before)]
        page = WatchedPage(
            article_id=article_id,
            url=citation.url,
            title=citation.title,
            outlet=citation.outlet,
            language=citation.language,
            issues=(briefing.issue_id,),
            cited=tuple(sentences.get(article_id, ())),
            notes=tuple(notes),
            next_read=now,
        )
        pages.append(page)
    return pages


def _cited_sentences(
    briefing: Briefing, stored: dict[str, Article], *, headlines: bool
) -> dict[str, list[CitedSentence]]:
    """Return by article the sentences of the source that an issue stands on, each once."""
    by_article: dict[str, dict[CitedSentence, None]] = {}
    for passage in passages(briefing):
        # titles change often, and a sentence of the desk has no source
        if passage.by_desk or (passage.field is Field.TITLE and not headlines):
            continue
        article = stored.get(passage.article_id)
        text = _words_of_source(passage, article, is_verbatim=briefing.writer == VERBATIM)
        if text:
            sentence = CitedSentence(
                issue_id=briefing.issue_id, text=text, in_body=passage.field is Field.BODY
            )
            by_article.setdefault(passage.article_id, {})[sentence] = None
    return {article_id: list(sentences) for article_id, sentences in by_article.items()}


def _words_of_source(passage: Passage, article: Article | None, *, is_verbatim: bool) -> str:
    """Return the source's own words behind a sentence; "" where they are not known."""
    if is_verbatim and not passage.edited:
        return passage.text
    if article is None:
        return ""
    whole: str = getattr(article, passage.field.value)
    span = " ".join(whole[passage.start : passage.end].split())
    pieces = [piece.strip() for piece in passage.text.split("…")]
    # an editor may have left the sentence as it was
    if span and all(piece in span for piece in pieces):
        return passage.text
    return span


def _text_of(article: Article) -> str:
    return "\n".join((article.title, article.lead, article.body))


def _take_in(newsroom: Newsroom, visit: PageVisit, report: WatchReport, now: datetime) -> None:
    """Judge one visit, store its notices and then the memory of its page."""
    from digest.collect import VisitOutcome

    page, watch = visit.page, newsroom.store.source_watch
    if visit.outcome is VisitOutcome.UNCHANGED:
        report.unchanged += 1
    elif visit.outcome in (VisitOutcome.LEFT, VisitOutcome.FAILED):
        report.left.append((page.url, page.trouble))
    else:
        report.missing += visit.outcome is VisitOutcome.MISSING
        report.read += visit.outcome is VisitOutcome.READ
        seen: set[str] = set()
        for issue_id in page.issues:
            notices, held = _judged(newsroom, visit, issue_id, now)
            seen.update(held)
            watch.save_notices(notices)
            report.notices.extend(notices)
        page = replace(page, seen=tuple(sorted(seen.union(page.seen))))
    # last: a crash before this line reads the page once more, and loses no notice
    watch.save_page(page)


def _judged(
    newsroom: Newsroom, visit: PageVisit, issue_id: str, now: datetime
) -> tuple[Sequence[SourceNotice], Iterable[str]]:
    """Compare the page with what one issue cited. Return the changed notices, and what stands."""
    from digest.collect import VisitOutcome

    page = visit.page
    article = newsroom.store.articles.by_ids([page.article_id]).get(page.article_id)
    notes = visit.notes
    if article:
        # an agency often says in its feed alone that a report was corrected
        notes = (*notes, article.title)
    verdict = judge_page(
        [citation for citation in page.cited if citation.issue_id == issue_id],
        PageNow(
            title=visit.title,
            text=visit.text,
            notes=notes,
            is_missing=visit.outcome is VisitOutcome.MISSING,
        ),
        PageMemory(
            title=page.title,
            collected=article.body if article else "",
            seen=page.seen,
            notes=page.notes,
            longest_chars=page.longest_chars,
        ),
        language=page.language,
    )
    known = newsroom.store.source_watch.notices(
        states=tuple(NoticeState), issue_id=issue_id, article_id=page.article_id
    )
    notices = notices_after(known, verdict, page, issue_id=issue_id, now=now)
    for notice in notices:
        log.info(
            "source_notice", notice=notice.id, issue=issue_id, kind=notice.kind, state=notice.state
        )
    return notices, verdict.held
