"""Newsroom: what every use case works on, and how it finds a newsletter, an issue or an article by name."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from digest.collect import HttpFetcher
from digest.config import Config
from digest.deliver import Traffic
from digest.errors import UseError
from digest.models import Article, Briefing, Issue, IssueState, Newsletter
from digest.protocols import Clock, Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Newsroom:
    """What every use case works on: the operator's files, the database and the clock. All its sends share `traffic`."""

    config: Config
    store: Store
    clock: Clock
    traffic: Traffic = field(default_factory=Traffic)

    def newsletter(self, newsletter_id: str) -> Newsletter:
        """The newsletter of that id; a UseError names the nearest one."""
        known = {newsletter.id: newsletter for newsletter in self.config.newsletters}
        if newsletter_id in known:
            return known[newsletter_id]
        near = difflib.get_close_matches(newsletter_id, known, n=1)
        hint = f"did you mean {near[0]}?" if near else f"there are: {', '.join(sorted(known))}"
        raise UseError("no such newsletter", subject=newsletter_id, hint=hint)


def issue_of(newsroom: Newsroom, issue_id: str) -> Issue:
    """The rendered issue; a UseError when there is none, or when the desk held it."""
    issue = newsroom.store.issues.issue(issue_id)
    if issue is None:
        raise UseError("no such issue", subject=issue_id, hint="digest issues list shows them")
    if issue.state is IssueState.HELD:
        selection = newsroom.store.issues.selection(issue_id)
        raise UseError("this issue is held", subject=issue_id, hint=selection.held if selection else "")
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
        raise UseError("no such article is stored", subject=url_or_id, hint="digest collect fetches what is new")
    return article


def cited_articles(newsroom: Newsroom, briefing: Briefing) -> dict[str, Article]:
    """The stored articles a briefing cites, by id."""
    return dict(newsroom.store.articles.by_ids(citation.article_id for citation in briefing.citations))


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
