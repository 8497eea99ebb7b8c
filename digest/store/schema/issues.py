"""Tables of issues: the mail, its pictures, and the articles that it cites."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, LargeBinary, Table, Text

from digest.models import Direction, IssueState, MailKind
from digest.store.column_types import Member, PackedNoun, UtcTime
from digest.store.schema.metadata import metadata

LISTED = ("created", "id", "kind", "state", "approved", "selected")
"""The short columns of an issue by which lists are sorted and chosen."""

issues = Table(
    "issues",
    metadata,
    Column("id", Text, primary_key=True),
    Column("newsletter_id", Text, nullable=False),
    Column("newsletter_name", Text, nullable=False),
    Column("slot", Date, nullable=False),
    Column("subject", Text, nullable=False),
    Column("preheader", Text, nullable=False),
    Column("html", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("content_hash", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("direction", Member(Direction), nullable=False),
    Column("created", UtcTime, nullable=False),
    Column("state", Member(IssueState), nullable=False),
    Column("approved", UtcTime),
    Column("kind", Member(MailKind), nullable=False, server_default=MailKind.ISSUE.value),
    Column("made_from", Text, nullable=False, server_default=""),
    Column("selected", Integer, nullable=False),
    Column("briefing", PackedNoun("Briefing"), nullable=False),
    Column("selection", PackedNoun("Selection"), nullable=False),
    # lists are read from these alone: the state of a row stands behind the long text of its mail
    Index("ix_issues_newsletter_slot", "newsletter_id", "slot", *LISTED),
    Index("ix_issues_slot", "slot", *LISTED),
)

issue_images = Table(
    "issue_images",
    metadata,
    Column("issue_id", Text, ForeignKey("issues.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("cid", Text, nullable=False),
    Column("content_type", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

# the mails of an issue's variants, rendered with its draft and frozen with it
issue_variants = Table(
    "issue_variants",
    metadata,
    Column("issue_id", Text, ForeignKey("issues.id", ondelete="CASCADE"), primary_key=True),
    Column("variant_id", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("preheader", Text, nullable=False),
    Column("html", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("content_hash", Text, nullable=False),
    Column("skips", Boolean, nullable=False),
)

# pictures under the public URL. The name is a hash of the content: two issues may share a picture
hosted_pictures = Table(
    "hosted_pictures",
    metadata,
    Column("name", Text, primary_key=True),
    Column("issue_id", Text, ForeignKey("issues.id", ondelete="CASCADE"), primary_key=True),
    Column("content_type", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Index("ix_hosted_pictures_issue", "issue_id"),
)

# the stored articles that an issue cites; `forget` never deletes one
issue_articles = Table(
    "issue_articles",
    metadata,
    Column("issue_id", Text, ForeignKey("issues.id", ondelete="CASCADE"), primary_key=True),
    Column("article_id", Text, primary_key=True),
    Index("ix_issue_articles_article", "article_id"),
)
