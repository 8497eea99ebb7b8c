"""Topic feeds: the stories of one topic over all free newsletters, as Atom and as JSON Feed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from digest.models import PastStory, Tier, Topic
from digest.render import clean
from digest.web.page_head import PageHead, feeds_of
from digest.web.site import ARCHIVE_HEADERS, Site

FEED_STORIES = 50
"""About a week of a topic that ten newsletters follow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicFeeds:
    """The topics of free newsletters; one that only members read looks like none."""

    site: Site

    def page(self, request: Request) -> Response:
        """List the latest stories of a topic."""
        topic = self._topic(request)
        words = self.site.asked_words(request)
        address = self.site.address_of(f"/topics/{topic.id}")
        head = PageHead(
            title=topic.name,
            address=address,
            site=self.site.config.settings.publication.name,
            language=words.language,
            description=topic.name,
            feeds=feeds_of(address, topic.name),
        )
        return self.site.page(
            "topic.html.j2",
            words,
            headers=ARCHIVE_HEADERS,
            head=head,
            topic=topic,
            stories=self._stories(topic),
        )

    def atom(self, request: Request) -> Response:
        """Send the latest stories of a topic as Atom (RFC 4287)."""
        topic = self._topic(request)
        stories = self._stories(topic)
        # the newest comes first; an empty feed is as new as this moment
        updated = stories[0].published if stories else self.site.clock()
        text = self.site.templates.get_template("topic.xml.j2").render(
            topic=topic,
            entries=[(story, self._entry_id(story), self._issue(story)) for story in stories],
            publication=self.site.config.settings.publication,
            home=self.site.address_of(f"/topics/{topic.id}"),
            own=self.site.address_of(f"/topics/{topic.id}/feed.xml"),
            updated=updated,
            hub=self.site.hub,
        )
        headers = self.site.feed_headers(self.site.address_of(f"/topics/{topic.id}/feed.xml"))
        return Response(text, media_type="application/atom+xml", headers=headers)

    def json_feed(self, request: Request) -> Response:
        """Send the latest stories of a topic as JSON Feed 1.1."""
        topic = self._topic(request)
        items = []
        for story in self._stories(topic):
            items.append(
                {
                    "id": self._entry_id(story),
                    "url": self._issue(story),
                    "title": story.headline,
                    "content_text": story.headline,
                    "date_published": story.published.isoformat(),
                }
            )
        own = self.site.address_of(f"/topics/{topic.id}/feed.json")
        feed: dict[str, object] = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": topic.name,
            "home_page_url": self.site.address_of(f"/topics/{topic.id}"),
            "feed_url": own,
            "items": items,
        }
        # a hub is optional, and an empty list would promise one
        if self.site.hub:
            feed["hubs"] = [{"type": "WebSub", "url": self.site.hub}]
        headers = self.site.feed_headers(own) | {"content-type": "application/feed+json"}
        return JSONResponse(feed, headers=headers)

    def _topic(self, request: Request) -> Topic:
        wanted = request.path_params["topic_id"]
        for topic in topics_of(self.site):
            if topic.id == wanted:
                return topic
        # a topic of members alone looks like one that does not exist
        raise HTTPException(404)

    def _stories(self, topic: Topic) -> Sequence[PastStory]:
        past = self.site.store.issues.topic(topic.id, _free(self.site), limit=FEED_STORIES)
        newest: dict[str, PastStory] = {}
        for story in past:
            # an editor's headline may hold characters that XML refuses
            shown = replace(story, headline=clean(story.headline))
            # several newsletters may tell one story on one day
            newest.setdefault(story.story_id, shown)
        return tuple(newest.values())

    def _issue(self, story: PastStory) -> str:
        return self.site.address_of(f"/i/{quote(story.issue_id, safe='@')}")

    def _entry_id(self, story: PastStory) -> str:
        # one issue tells several stories, and each has an id of its own
        return f"{self._issue(story)}#{quote(story.story_id)}"


def topics_of(site: Site) -> tuple[Topic, ...]:
    """List the topics that free newsletters follow, by name."""
    followed: set[str] = set()
    for newsletter in site.config.newsletters:
        if newsletter.tier is not Tier.MEMBER:
            followed.update(weight.topic_id for weight in newsletter.topics)
    # a topic of no newsletter has no stories to show
    topics = [topic for topic in site.config.topics if topic.id in followed]
    return tuple(sorted(topics, key=lambda topic: topic.name.casefold()))


def _free(site: Site) -> list[str]:
    free = []
    for newsletter in site.config.newsletters:
        if newsletter.tier is not Tier.MEMBER:
            free.append(newsletter.id)
    return free
