"""Newsroom: what every use case works on, and how it finds a newsletter, an issue or an article by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TypeVar

from digest.collect import HttpFetcher
from digest.config import Config, did_you_mean
from digest.deliver import Traffic
from digest.errors import UseError
from digest.models import Article, Briefing, Issue, IssueState, Newsletter
from digest.protocols import Clock, Store

Noun = TypeVar("Noun")


@dataclass(frozen=True, slots=True, kw_only=True)
class Newsroom:
    """What every use case works on: the operator's files, the database and the clock. All its sends share `traffic`."""

    config: Config
    store: Store
    clock: Clock
    traffic: Traffic = field(default_factory=Traffic)

    def newsletter(self, newsletter_id: str) -> Newsletter:
        """The newsletter of that id; a UseError names the nearest one."""
        return named("newsletter", newsletter_id, {one.id: one for one in self.config.newsletters})


def named(kind: str, wanted: str, known: Mapping[str, Noun]) -> Noun:
    """The one of that id; a UseError names the nearest one."""
    if wanted not in known:
        raise UseError(f"no such {kind}", subject=wanted, hint=did_you_mean(wanted, known))
    return known[wanted]


def issue_of(newsroom: Newsroom, issue_id: str) -> Issue:
    """The rendered issue; a UseError when there is none, or when the desk held it."""
    issue = newsroom.store.issues.issue(issue_id)
    if issue is None:
        raise UseError("no such issue", subject=issue_id, hint="digest issues list shows them")
    if issue.state is IssueState.HELD:
        selection = newsroom.store.issues.selection(issue_id)
        raise UseError(
            "this issue is held", subject=issue_id, hint=selection.held if selection else ""
        )
    return issue


def briefing_of(newsroom: Newsroom, issue_id: str) -> Briefing:
    """The briefing of an issue; a UseError when there is none."""
    briefing = newsroom.store.issues.briefing(issue_id)
    if briefing is None:
        raise UseError("no such issue", subject=issue_id, hint="digest issues list shows them")
    return briefing


def find_article(newsroom: Newsroom, url_or_id: str) -> Article:
    """A stored article by its id or any address of its page; a UseError when there is none."""
    article = newsroom.store.articles.find(url_or_id)
    if article is None:
        raise UseError(
            "no such article is stored",
            subject=url_or_id,
            hint="digest collect fetches what is new",
        )
    return article


def cited_articles(newsroom: Newsroom, briefing: Briefing) -> dict[str, Article]:
    """The stored articles a briefing cites, by id."""
    return dict(
        newsroom.store.articles.by_ids(citation.article_id for citation in briefing.citations)
    )


@contextmanager
def fetching(newsroom: Newsroom) -> Iterator[HttpFetcher]:
    """The guarded HTTP client under the operator's manners and limits."""
    settings = newsroom.config.settings
    agent = settings.collect.user_agent.replace("{public_url}", settings.publication.public_url)
    with HttpFetcher(replace(settings.collect, user_agent=agent)) as fetcher:
        yield fetcher


def token_key(newsroom: Newsroom) -> str:
    """The key that signs readers' links: the operator's, or one made once and kept."""
    return newsroom.config.settings.token_key or newsroom.store.secret("token")
