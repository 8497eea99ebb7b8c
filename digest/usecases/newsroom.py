"""Newsroom: the object every use case works on, and the look-up of what it holds by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

from digest.errors import UseError
from digest.logs import get_logger
from digest.models import IssueState, Segment, Tier
from digest.protocols import Clock, Store

if TYPE_CHECKING:  # most commands fetch nothing and send nothing, and need not wait for these
    from digest.collect import HostMemory, HttpFetcher
    from digest.config import Config
    from digest.deliver import SharedLimits
    from digest.models import Article, Briefing, Issue, Newsletter

Noun = TypeVar("Noun")

log = get_logger("newsroom")


def _shared_limits() -> SharedLimits:
    from digest.deliver import SharedLimits

    return SharedLimits()


def _host_memory() -> HostMemory:
    from digest.collect import HostMemory

    return HostMemory()


def _log_notice(sentence: str) -> None:
    log.info("notice", sentence=sentence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Newsroom:
    """The operator's files, the database and the clock.

    All sends share the limits towards relays, and all requests the manners towards hosts.

    `tell` takes a sentence for the operator: the command line prints it, elsewhere it is logged.
    """

    config: Config
    store: Store
    clock: Clock
    shared_limits: SharedLimits = field(default_factory=_shared_limits)
    hosts: HostMemory = field(default_factory=_host_memory)
    tell: Callable[[str], None] = _log_notice

    def newsletter(self, newsletter_id: str) -> Newsletter:
        """Return the newsletter of that id. Raise UseError, with the nearest id, for another."""
        newsletters = {newsletter.id: newsletter for newsletter in self.config.newsletters}
        return named("newsletter", newsletter_id, newsletters)

    def audience(self, newsletter_id: str) -> Iterator[str]:
        """List the ids of the readers who get an issue of the newsletter now."""
        segment = self.segment_of(self.newsletter(newsletter_id))
        return self.store.subscribers.audience(newsletter_id, segment=segment)

    def segment_of(self, newsletter: Newsletter) -> Segment:
        """Return the conditions that a reader of the newsletter must meet to get its issues."""
        segment = Segment(id=newsletter.id)
        if newsletter.segment:
            segment = self.segment(newsletter.segment)
        # the tier of a newsletter for members is a condition like those of its segment
        if newsletter.tier is Tier.MEMBER:
            return replace(segment, tier=Tier.MEMBER)
        return segment

    def segment(self, segment_id: str) -> Segment:
        """Return the segment of that id. Raise UseError, with the nearest id, for another."""
        # imported late: few newsrooms have segments
        from digest.config import segments_of

        readers = self.config.settings.readers
        return named("segment", segment_id, segments_of(readers.segments, readers.attributes))


def named(kind: str, wanted: str, known: Mapping[str, Noun]) -> Noun:
    """Return the object of that id. Raise UseError, with the nearest id, when it is unknown.

    >>> named("topic", "yemen", {"yemen": 1, "oil": 2})
    1
    """
    # imported late: the look-up of a known name needs no spelling help
    if wanted not in known:
        from digest.config import did_you_mean

        raise UseError(f"no such {kind}", subject=wanted, hint=did_you_mean(wanted, known))
    return known[wanted]


def issue_of(newsroom: Newsroom, issue_id: str) -> Issue:
    """Return the rendered issue. Raise UseError when it does not exist or is held."""
    issue = newsroom.store.issues.issue(issue_id)
    if issue is None:
        raise no_such_issue(issue_id)
    # a held issue has no HTML, so every caller would fail on it later
    if issue.state is IssueState.HELD:
        selection = newsroom.store.issues.selection(issue_id)
        reason = selection.held if selection else ""
        raise UseError("this issue is held", subject=issue_id, hint=reason)
    return issue


def briefing_of(newsroom: Newsroom, issue_id: str) -> Briefing:
    """Return the briefing of an issue. Raise UseError when the issue does not exist."""
    briefing = newsroom.store.issues.briefing(issue_id)
    if briefing is None:
        raise no_such_issue(issue_id)
    return briefing


def no_such_issue(issue_id: str) -> UseError:
    """Make the error that says how to find the issues that exist."""
    return UseError("no such issue", subject=issue_id, hint="digest issues list shows them")


def find_article(newsroom: Newsroom, url_or_id: str) -> Article:
    """Return a stored article by its id or by any address of its page, or raise UseError."""
    article = newsroom.store.articles.find(url_or_id)
    if article is None:
        raise UseError(
            "no such article is stored",
            subject=url_or_id,
            hint="digest collect fetches what is new",
        )
    return article


def cited_articles(newsroom: Newsroom, briefing: Briefing) -> dict[str, Article]:
    """Read the stored articles that a briefing cites, by id."""
    cited_ids = [citation.article_id for citation in briefing.citations]
    return dict(newsroom.store.articles.by_ids(cited_ids))


@contextmanager
def fetching(newsroom: Newsroom) -> Iterator[HttpFetcher]:
    """Open the guarded HTTP client with the operator's manners and limits."""
    from digest.collect import HttpFetcher

    # an outlet's operator finds the newsroom by the address in its user agent
    settings = newsroom.config.settings
    agent = settings.collect.user_agent.replace("{public_url}", settings.publication.public_url)
    collecting = replace(settings.collect, user_agent=agent)
    with HttpFetcher(collecting, hosts=newsroom.hosts) as fetcher:
        yield fetcher


def token_key(newsroom: Newsroom) -> str:
    """Return the key that signs readers' links: the operator's, or one that is made once."""
    return newsroom.config.settings.token_key or newsroom.store.secret("token")
