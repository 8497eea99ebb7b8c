"""Archive topics: the topics of each story that went out, and the latest stories of a topic."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, and_, insert, select

from digest.models import PastStory, Selection
from digest.store.archive import IN_ARCHIVE
from digest.store.database import Database
from digest.store.issue_rows import past_story
from digest.store.schema import issues, story_threads, story_topics


def add_topics(connection: Connection, issue_id: str, selection: Selection) -> None:
    """Note the topics of an issue's stories, after its threads: a story without one is not told."""
    story_ids = select(story_threads.c.story_id).where(story_threads.c.issue_id == issue_id)
    told_ids = set(connection.execute(story_ids).scalars())
    rows = []
    for story in (*selection.stories, *selection.also):
        for topic_id in sorted({match.topic_id for match in story.matches}):
            if story.id in told_ids:
                rows.append({"issue_id": issue_id, "story_id": story.id, "topic_id": topic_id})
    if rows:
        connection.execute(insert(story_topics), rows)


def add_missing_topics(connection: Connection) -> None:
    """Note the topics of issues that were published before topics were kept."""
    known = select(story_topics.c.issue_id)
    missing = select(story_threads.c.issue_id).where(story_threads.c.issue_id.not_in(known))
    # one selection at a time: an archive holds those of years
    for issue_id in connection.execute(missing.distinct()).scalars().all():
        query = select(issues.c.selection).where(issues.c.id == issue_id)
        add_topics(connection, issue_id, connection.execute(query).scalar_one())


def list_topic(
    database: Database, topic_id: str, newsletter_ids: Iterable[str], *, limit: int
) -> tuple[PastStory, ...]:
    """List the stories of a topic that issues of some newsletters told, newest first."""
    thread = story_threads.c
    of_topic = and_(
        story_topics.c.issue_id == thread.issue_id, story_topics.c.story_id == thread.story_id
    )
    query = (
        select(story_threads)
        .join(story_topics, of_topic)
        .join(issues, issues.c.id == thread.issue_id)
        .where(story_topics.c.topic_id == topic_id, IN_ARCHIVE)
        .where(database.one_of(thread.newsletter_id, newsletter_ids))
        .order_by(thread.published.desc(), thread.issue_id, thread.position)
        .limit(limit)
    )
    with database.read() as connection:
        return tuple(map(past_story, connection.execute(query)))


def topics_of_issue(database: Database, issue_id: str) -> tuple[str, ...]:
    """List the topics of the stories that an issue told, by id."""
    topic = story_topics.c.topic_id
    query = select(topic).where(story_topics.c.issue_id == issue_id).distinct().order_by(topic)
    with database.read() as connection:
        return tuple(connection.execute(query).scalars())
