"""The read part of the API: newsletters, issues, stories with spans and sources, and threads."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from digest.models import (
    ApiScope,
    Briefing,
    Citation,
    Issue,
    IssueState,
    MailKind,
    Newsletter,
    Passage,
    PastIssue,
    Tier,
)
from digest.protocols import Store
from digest.usecases.newsroom import Newsroom
from digest.web.api import bodies
from digest.web.api.problems import Refusal

SEARCH_RESULTS = 30

Scopes = Collection[ApiScope]
"""The rights of the program that asks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A wanted page of a list."""

    number: int = 1
    size: int = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Answers about issues that went out. A members' newsletter asks for a scope of its own."""

    newsroom: Newsroom

    def newsletters(self) -> bodies.NewsletterPage:
        """List the newsletters, also those of members."""
        items = []
        # members' newsletters are advertised to all; their issues are not
        for newsletter in self.newsroom.config.newsletters:
            items.append(
                bodies.NewsletterBody(
                    id=newsletter.id,
                    name=newsletter.name,
                    tagline=newsletter.tagline,
                    language=newsletter.language,
                    timezone=newsletter.timezone,
                    tier=newsletter.tier,
                    url=self._address(f"/archive/{newsletter.id}"),
                )
            )
        return bodies.NewsletterPage(items=items)

    def issues(self, scopes: Scopes, newsletter_id: str, page: Page) -> bodies.IssuePage:
        """List the issues of a newsletter, newest first."""
        newsletter = self._readable(scopes, newsletter_id)
        # one issue more than a page holds says that there is another page
        listed = self._store.issues.archive(
            newsletter.id, limit=page.size + 1, skip=(page.number - 1) * page.size
        )
        following = None
        if len(listed) > page.size:
            following = _next_page(f"{quote(newsletter.id)}/issues", page)
        return bodies.IssuePage(items=self._lines(listed[: page.size]), next=following)

    def search(self, scopes: Scopes, text: str) -> bodies.FoundIssues:
        """List the issues that hold all of the words and quoted phrases, the best first."""
        readable = []
        for newsletter in self.newsroom.config.newsletters:
            if _may_read(scopes, newsletter):
                readable.append(newsletter.id)
        # the newsroom's own day, by which old issues count less
        today = self.newsroom.clock().date()
        hits = self._store.issues.search(text, readable, today=today, limit=SEARCH_RESULTS)
        return bodies.FoundIssues(items=self._lines([hit.issue for hit in hits]))

    def issue(self, scopes: Scopes, issue_id: str) -> bodies.IssueBody:
        """Return one issue whole."""
        # the right to read is judged before anything is told of the issue
        issue, briefing = self._sent(scopes, issue_id)
        corrections = []
        for correction in self._store.source_watch.corrections(issue.id):
            corrections.append(bodies.CorrectionBody(text=correction.text, made=correction.made))
        return bodies.IssueBody(
            id=issue.id,
            newsletter=issue.newsletter_id,
            day=issue.slot,
            subject=issue.subject,
            preheader=issue.preheader,
            language=issue.language,
            published=issue.approved or issue.created,
            url=self._issue_address(issue.id),
            stories=self._stories(briefing),
            corrections=corrections,
        )

    def story(self, scopes: Scopes, issue_id: str, story_id: str) -> bodies.StoryBody:
        """Return one story of an issue."""
        _, briefing = self._sent(scopes, issue_id)
        # an issue has some dozen stories: to look through them is no cost
        for story in self._stories(briefing):
            if story.id == story_id:
                return story
        raise Refusal(404, "no such story in this issue")

    def threads(self, scopes: Scopes, newsletter_id: str, page: Page) -> bodies.ThreadPage:
        """List the stories of a newsletter that more than one issue told."""
        newsletter = self._readable(scopes, newsletter_id)
        past = self._store.issues.threads(
            newsletter.id, limit=page.size + 1, skip=(page.number - 1) * page.size
        )
        items = []
        for thread in past[: page.size]:
            items.append(
                bodies.ThreadLine(
                    id=thread.id,
                    headline=thread.headline,
                    issues=thread.issues,
                    first=thread.first,
                    last=thread.last,
                )
            )
        following = None
        if len(past) > page.size:
            following = _next_page(f"{quote(newsletter.id)}/threads", page)
        return bodies.ThreadPage(items=items, next=following)

    def thread(self, scopes: Scopes, newsletter_id: str, thread_id: str) -> bodies.ThreadBody:
        """Return how the issues of a newsletter told one story."""
        newsletter = self._readable(scopes, newsletter_id)
        steps = []
        for story in self._store.issues.thread(newsletter.id, thread_id):
            steps.append(
                bodies.ThreadStep(
                    issue=story.issue_id,
                    story=story.story_id,
                    headline=story.headline,
                    published=story.published,
                )
            )
        # an id of another newsletter looks like one that does not exist
        if not steps:
            raise Refusal(404, "no such thread")
        return bodies.ThreadBody(id=thread_id, newsletter=newsletter.id, steps=steps)

    def _stories(self, briefing: Briefing) -> list[bodies.StoryBody]:
        return stories_of(briefing, self._store.issues.threads_of(briefing.issue_id))

    def _sent(self, scopes: Scopes, issue_id: str) -> tuple[Issue, Briefing]:
        """Read an issue that went out. Any other looks like one that does not exist."""
        issue = self._store.issues.issue(issue_id)
        briefing = self._store.issues.briefing(issue_id)
        # a draft must not leak before its approval, and 403 would tell that it exists
        if issue is None or briefing is None or issue.approved is None:
            raise Refusal(404, "no such issue")
        if issue.kind is not MailKind.ISSUE or issue.state is IssueState.CANCELLED:
            raise Refusal(404, "no such issue")
        self._readable(scopes, issue.newsletter_id)
        return issue, briefing

    def _readable(self, scopes: Scopes, newsletter_id: str) -> Newsletter:
        for newsletter in self.newsroom.config.newsletters:
            if newsletter.id == newsletter_id:
                if not _may_read(scopes, newsletter):
                    raise Refusal(403, "a members' newsletter: the token lacks the scope members")
                return newsletter
        raise Refusal(404, "no such newsletter")

    def _lines(self, issues: Iterable[PastIssue]) -> list[bodies.IssueLine]:
        lines = []
        for issue in issues:
            threads = []
            for thread_id, headline in issue.threads:
                threads.append(bodies.ThreadName(id=thread_id, headline=headline))
            lines.append(
                bodies.IssueLine(
                    id=issue.id,
                    newsletter=issue.newsletter_id or issue.id.partition("@")[0],
                    day=issue.slot,
                    subject=issue.subject,
                    preheader=issue.preheader,
                    published=issue.published,
                    url=self._issue_address(issue.id),
                    corrected=issue.corrected,
                    threads=threads,
                )
            )
        return lines

    @property
    def _store(self) -> Store:
        return self.newsroom.store

    def _issue_address(self, issue_id: str) -> str:
        return self._address(f"/i/{quote(issue_id, safe='@')}")

    def _address(self, path: str) -> str:
        return self.newsroom.config.settings.publication.base_url + path


def _next_page(path: str, page: Page) -> str:
    # a relative address: a proxy may serve the API under another host
    query = urlencode({"page": page.number + 1, "per_page": page.size})
    return f"/api/v1/newsletters/{path}?{query}"


def stories_of(briefing: Briefing, threads: Mapping[str, str]) -> list[bodies.StoryBody]:
    """Return the stories of a briefing, and behind them the lines of *In brief*.

    `threads` maps stories to their threads.
    """
    cited = {citation.article_id: citation for citation in briefing.citations}
    stories = []
    for item in briefing.items:
        parts: list[tuple[str, Sequence[Passage]]] = [("headline", [item.headline])]
        if item.dek:
            parts.append(("dek", [item.dek]))
        # the parts stand in the order of the mail, and so do the sources that they cite first
        parts.append(("lead", item.lead))
        for part, paragraphs in (
            ("what_happened", item.what_happened),
            ("why_it_matters", item.why_it_matters),
        ):
            for paragraph in paragraphs:
                parts.append((part, paragraph))
        parts.append(("know_more", [more.passage for more in item.know_more]))
        passages = _passages(parts)
        stories.append(
            bodies.StoryBody(
                id=item.story_id,
                issue=briefing.issue_id,
                section=item.section,
                headline=item.headline.shown,
                state=item.state.value,
                publishers=item.publishers,
                thread=threads.get(item.story_id),
                passages=passages,
                sources=_sources(passages, cited),
            )
        )
    # short news has no parts, and its one outlet is the one cited
    for also in briefing.also:
        passages = _passages([("in_brief", [also.passage])])
        stories.append(
            bodies.StoryBody(
                id=also.story_id,
                issue=briefing.issue_id,
                section=also.section,
                headline=also.passage.shown,
                state="in_brief",
                publishers=1,
                thread=threads.get(also.story_id),
                passages=passages,
                sources=_sources(passages, cited),
            )
        )
    return stories


def _passages(parts: Iterable[tuple[str, Sequence[Passage]]]) -> list[bodies.PassageBody]:
    passages = []
    for part, sentences in parts:
        for sentence in sentences:
            source, span = None, None
            # the desk's own words cite no article
            if not sentence.by_desk:
                source = sentence.article_id
                span = bodies.Span(
                    field=sentence.field.value, start=sentence.start, end=sentence.end
                )
            passages.append(
                bodies.PassageBody(
                    part=part,
                    text=sentence.shown,
                    source=source,
                    span=span,
                    edited=sentence.edited,
                )
            )
    return passages


def _sources(
    passages: Sequence[bodies.PassageBody], cited: dict[str, Citation]
) -> list[bodies.SourceBody]:
    """Return the cited articles, each once, in the order in which they are cited first."""
    sources: dict[str, bodies.SourceBody] = {}
    for passage in passages:
        citation = cited.get(passage.source or "")
        # an article that the briefing does not describe has no address to give
        if citation is None or citation.article_id in sources:
            continue
        sources[citation.article_id] = bodies.SourceBody(
            id=citation.article_id,
            url=citation.url,
            title=citation.title,
            outlet=citation.outlet,
            published=citation.published,
            language=citation.language,
            state_run=citation.state_run,
        )
    return list(sources.values())


def _may_read(scopes: Scopes, newsletter: Newsletter) -> bool:
    return newsletter.tier is Tier.FREE or ApiScope.MEMBERS in scopes
