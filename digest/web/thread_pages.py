"""Pages on the course of stories: one story over its issues, and all since a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from digest.models import Briefing, IssueCorrection, Item, Newsletter, PastStory, Tier
from digest.tokens import Purpose
from digest.web.page_head import PageHead
from digest.web.share_pictures import SharePictures
from digest.web.site import ARCHIVE_HEADERS, PUBLIC_CACHE, Site

TOLD_STEPS = 10
"""The latest steps of a story are told; each costs the reading of an issue's text."""

USUAL_ABSENCE = timedelta(days=7)
"""The day that is offered to a reader who names none."""

LONGEST_ABSENCE = timedelta(days=366)
"""A year: an earlier day is read as this one."""

MOST_STORIES = 300
"""So many stories since a day: about two months of a daily newsletter."""

LATEST_CORRECTIONS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseStep:
    """A story as one issue told it: its first sentence, and the news since the step before."""

    story: PastStory
    sentence: str = ""
    new_fact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A story since a day: the newest telling, and how many issues told it."""

    newest: PastStory
    issues: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadPages:
    """The course of stories over issues."""

    site: Site
    cards: SharePictures

    def thread(self, request: Request) -> Response:
        """Show how a newsletter's issues reported one story, newest first."""
        newsletter, stories = self._thread(request)
        steps = self._steps(newsletter, stories)
        return self.site.page(
            "thread.html.j2",
            self.site.words_of(newsletter),
            headers=ARCHIVE_HEADERS,
            head=self._head(newsletter, request.url.path, stories[0].headline, steps[0].sentence),
            newsletter=newsletter,
            steps=steps,
        )

    def card(self, request: Request) -> Response:
        """Send the card of a story: its newest headline and day, which its page shows as well."""
        newsletter, stories = self._thread(request)
        newest, words = stories[0], self.site.words_of(newsletter)
        return self.cards.answer(request, newsletter.id, newest.headline, newest.published, words)

    def since(self, request: Request) -> Response:
        """Show the stories and corrections of a newsletter since a day, for who was away."""
        newsletter = self.site.newsletter(request.path_params["newsletter_id"])
        return self._since(newsletter, request.query_params.get("day", ""))

    def while_away(self, request: Request) -> Response:
        """Show the same behind a signed link, which names the newsletter and the day alone."""
        token = self.site.token(request, Purpose.SINCE)
        return self._since(self.site.newsletter(token.newsletter_id), token.subscriber_id)

    def _since(self, newsletter: Newsletter, day_text: str) -> Response:
        today = self.site.clock().date()
        day = _day(day_text, today)
        words = self.site.words_of(newsletter)
        title = words.say("since_title", day=words.day(day))
        stories = self.site.store.issues.told_since(newsletter.id, day, limit=MOST_STORIES)
        return self.site.page(
            "since.html.j2",
            words,
            # each day is another page: only the archive itself is for search engines
            headers={"cache-control": PUBLIC_CACHE},
            newsletter=newsletter,
            title=title,
            day=day,
            today=today,
            courses=courses(stories),
            corrections=self._corrections(newsletter, day),
        )

    def _thread(self, request: Request) -> tuple[Newsletter, Sequence[PastStory]]:
        newsletter = self.site.newsletter(request.path_params["newsletter_id"])
        stories = self.site.store.issues.thread(newsletter.id, request.path_params["thread_id"])
        # an unknown thread and a thread of no sent issue look the same from outside
        if not stories:
            raise HTTPException(404)
        return newsletter, stories

    def _steps(self, newsletter: Newsletter, stories: Sequence[PastStory]) -> list[CourseStep]:
        steps = []
        for number, story in enumerate(stories):
            # the text of an issue for members stands on no public page
            if newsletter.tier is Tier.MEMBER or number >= TOLD_STEPS:
                steps.append(CourseStep(story=story))
                continue
            steps.append(_step(story, self.site.store.issues.briefing(story.issue_id)))
        return steps

    def _corrections(self, newsletter: Newsletter, day: date) -> list[IssueCorrection]:
        kept = []
        for correction in self.site.store.source_watch.latest_corrections(limit=LATEST_CORRECTIONS):
            if correction.newsletter_id == newsletter.id and correction.made.date() >= day:
                kept.append(correction)
        return kept

    def _head(self, newsletter: Newsletter, path: str, title: str, description: str) -> PageHead:
        publication = self.site.config.settings.publication
        address = self.site.address_of(path)
        words = self.site.words_of(newsletter)
        return PageHead(
            title=title,
            address=address,
            site=publication.name,
            language=newsletter.language,
            description=description or newsletter.tagline,
            picture=self.cards.tag(address, newsletter.name, title, words),
        )


def courses(stories: Iterable[PastStory]) -> list[Course]:
    """Gather the tellings of each story, which come newest first, in the order of the newest."""
    newest: dict[str, PastStory] = {}
    issues: dict[str, set[str]] = {}
    for story in stories:
        newest.setdefault(story.thread_id, story)
        issues.setdefault(story.thread_id, set()).add(story.issue_id)
    gathered = []
    for thread_id, story in newest.items():
        gathered.append(Course(newest=story, issues=len(issues[thread_id])))
    return gathered


def _step(story: PastStory, briefing: Briefing | None) -> CourseStep:
    for item in briefing.items if briefing else ():
        if item.story_id == story.story_id:
            return CourseStep(story=story, sentence=_first_sentence(item), new_fact=item.new_fact)
    for line in briefing.also if briefing else ():
        if line.story_id == story.story_id:
            return CourseStep(story=story, sentence=line.passage.shown)
    return CourseStep(story=story)


def _first_sentence(item: Item) -> str:
    for paragraph in (item.lead, *item.what_happened):
        if paragraph:
            return paragraph[0].shown
    return ""


def _day(text: str, today: date) -> date:
    """Read the day of a link; a week ago without one. Raises 404 for any other text."""
    if not text:
        return today - USUAL_ABSENCE
    # `fromisoformat` knows other forms too: one day has one address
    if not text.isascii() or len(text) != len("2026-11-23"):
        raise HTTPException(404)
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise HTTPException(404) from None
    return min(max(day, today - LONGEST_ABSENCE), today)
