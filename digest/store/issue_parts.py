"""Parts of an issue that have tables of their own: pictures, and the articles that it cites."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from sqlalchemy import Connection, delete, insert

from digest.models import Briefing, HostedPicture, Issue
from digest.store.issue_rows import cited_article_ids, image_row
from digest.store.schema import hosted_pictures, issue_articles, issue_images


def save_images(connection: Connection, issue_id: str, issue: Issue | None) -> None:
    """Store the pictures of a mail in place of those of an earlier draft."""
    # replaced whole: a new draft may have fewer pictures
    connection.execute(delete(issue_images).where(issue_images.c.issue_id == issue_id))
    rows = []
    for position, image in enumerate(issue.images if issue else ()):
        rows.append(image_row(issue_id, position, image))
    if rows:
        connection.execute(insert(issue_images), rows)


def save_cited(connection: Connection, briefing: Briefing) -> None:
    """Store which articles an issue cites."""
    # cited articles are kept when old ones are forgotten
    this = issue_articles.c.issue_id == briefing.issue_id
    # a redraft cites other articles, and the old ones may be forgotten
    connection.execute(delete(issue_articles).where(this))
    rows = []
    for article_id in cited_article_ids(briefing):
        rows.append({"issue_id": briefing.issue_id, "article_id": article_id})
    if rows:
        connection.execute(insert(issue_articles), rows)


def save_hosted(connection: Connection, issue_id: str, hosted: Iterable[HostedPicture]) -> None:
    """Store the pictures that the public site serves for an issue."""
    connection.execute(delete(hosted_pictures).where(hosted_pictures.c.issue_id == issue_id))
    rows = {}
    for picture in hosted:
        # one picture may stand in two stories
        rows[picture.name] = {"issue_id": issue_id, **asdict(picture)}
    if rows:
        connection.execute(insert(hosted_pictures), list(rows.values()))
