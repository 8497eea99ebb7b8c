"""Drafts: the draft of a slot in place of an earlier one, and mails beside the issues."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, select

from digest.errors import UseError
from digest.models import (
    Briefing,
    HostedPicture,
    Issue,
    IssueState,
    IssueVariant,
    MailKind,
    Selection,
)
from digest.store.database import Database
from digest.store.issue_parts import save_cited, save_hosted, save_images
from digest.store.issue_rows import ISSUE_COLUMNS, draft_row, held_row
from digest.store.schema import issues
from digest.store.variants import save_variants

OPEN = (IssueState.DRAFT, IssueState.HELD)
"""A draft in these states may still be replaced."""


def save_draft(
    database: Database,
    briefing: Briefing,
    selection: Selection,
    issue: Issue | None,
    *,
    hosted: Iterable[HostedPicture],
    variants: Iterable[IssueVariant],
) -> None:
    """Store the draft of a slot in place of an earlier one. Raises UseError for a frozen issue."""
    row = draft_row(issue) if issue else held_row(briefing)
    with database.write() as connection:
        # inside the transaction: an approval may come between a look and a write
        _must_be_open(connection, briefing.issue_id)
        statement = database.insert(issues).values(
            **row, selected=0, briefing=briefing, selection=selection
        )
        # all columns but the key: no value of the earlier draft stays
        replaced = {}
        for name in (*row, "briefing", "selection"):
            if name != "id":
                replaced[name] = statement.excluded[name]
        connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=replaced))
        save_images(connection, briefing.issue_id, issue)
        save_cited(connection, briefing)
        save_hosted(connection, briefing.issue_id, hosted)
        save_variants(connection, briefing.issue_id, variants)


def save_mail(database: Database, mail: Issue, *, briefing: Briefing) -> None:
    """Store a mail that is no issue, approved and without readers; a stored one stays."""
    # an issue needs an approval, which this way would skip
    if mail.kind is MailKind.ISSUE:
        hint = "save_draft stores issues"
        raise UseError("this mail is an issue", subject=mail.id, hint=hint)
    row = {name: getattr(mail, name) for name in ISSUE_COLUMNS}
    # no person approves it: its text is the newsroom's own, with no news in it
    row.update(state=IssueState.APPROVED, approved=mail.approved or mail.created)
    nothing_selected = Selection(stories=())
    statement = database.insert(issues).values(
        **row, selected=0, briefing=briefing, selection=nothing_selected
    )
    with database.write() as connection:
        new = connection.execute(statement.on_conflict_do_nothing()).rowcount
        if new:
            save_images(connection, mail.id, mail)


def _must_be_open(connection: Connection, issue_id: str) -> None:
    query = select(issues.c.state).where(issues.c.id == issue_id).with_for_update()
    state = connection.execute(query).scalar()
    if state is not None and state not in OPEN:
        hint = f"digest issues correct {issue_id} puts a mistake right"
        raise UseError(f"this issue is {state} and frozen", subject=issue_id, hint=hint)
