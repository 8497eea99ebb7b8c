"""Variants in the store: the mails of an issue's variants, readers' choices, and who got which."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    and_,
    case,
    delete,
    false,
    func,
    insert,
    select,
    update,
)

from digest.models import DeliveryState, IssueVariant
from digest.store.database import Database
from digest.store.mail_addresses import address_hash
from digest.store.schema import deliveries, issue_variants, issues, subscribers, subscriptions

SHOWN = [column for column in issue_variants.c if column.name not in ("issue_id", "position")]
"""The columns of the noun."""

choice = subscriptions.c

VARIANT_OF_COPY: ColumnElement[str] = case(
    (issue_variants.c.html != "", issue_variants.c.variant_id), else_=""
)
"""The variant of a reader's copy, in a query of `with_variants`; "" is the whole issue.

A reader whose variant has no mail in this issue, or is no longer offered, gets the whole issue.
"""

GETS_A_COPY: ColumnElement[bool] = func.coalesce(issue_variants.c.skips, false()).is_(false())
"""False in a query of `with_variants` where a variant has no story and its readers get no mail."""


@dataclass(frozen=True, slots=True)
class SqlVariants:
    """Choices of variants in one database. Each method is documented in `protocols.Variants`."""

    database: Database
    address_key: bytes

    def choose(self, subscriber_id: str, newsletter_id: str, variant_id: str) -> bool:
        """Keep the variant that a reader wants of a newsletter."""
        own = and_(choice.subscriber_id == subscriber_id, choice.newsletter_id == newsletter_id)
        with self.database.write() as connection:
            changed = connection.execute(
                update(subscriptions).where(own).values(variant=variant_id)
            )
            return changed.rowcount > 0

    def choose_of(self, choices: Mapping[str, Mapping[str, str]]) -> None:
        """Keep the variants of the readers of some addresses, in one transaction."""
        # hashed outside of the transaction, which others wait for
        hashed = [(address_hash(email, key=self.address_key), choices[email]) for email in choices]
        with self.database.write() as connection:
            for email_hash, chosen in hashed:
                person = select(subscribers.c.id).where(subscribers.c.address_hash == email_hash)
                for newsletter_id, variant_id in chosen.items():
                    own = and_(
                        choice.subscriber_id == person.scalar_subquery(),
                        choice.newsletter_id == newsletter_id,
                    )
                    connection.execute(update(subscriptions).where(own).values(variant=variant_id))

    def chosen(self, subscriber_ids: Sequence[str]) -> Mapping[str, Mapping[str, str]]:
        """Return by reader the variants of newsletters; the whole issue is left out."""
        theirs = self.database.one_of(choice.subscriber_id, subscriber_ids)
        query = select(choice.subscriber_id, choice.newsletter_id, choice.variant).where(
            theirs, choice.variant != ""
        )
        by_reader: dict[str, dict[str, str]] = {}
        with self.database.read() as connection:
            for subscriber_id, newsletter_id, variant in connection.execute(query):
                by_reader.setdefault(subscriber_id, {})[newsletter_id] = variant
        return by_reader

    def of_copies(self, issue_id: str, subscriber_ids: Sequence[str]) -> Mapping[str, str]:
        """Return by reader the variant of the copy that an issue sends; without one, no entry."""
        reader_id = subscribers.c.id
        source = with_variants(subscribers, issue_id, reader_id)
        query = select(reader_id, VARIANT_OF_COPY).select_from(source)
        mailed = and_(self.database.one_of(reader_id, subscriber_ids), GETS_A_COPY)
        with self.database.read() as connection:
            variants: dict[str, str] = dict(iter(connection.execute(query.where(mailed)).all()))
        return variants

    def counts(self, issue_id: str) -> Mapping[str, Mapping[DeliveryState, int]]:
        """Count the ledger rows of an issue by variant and state; "" is the whole issue."""
        variant, state = deliveries.c.variant, deliveries.c.state
        query = (
            select(variant, state, func.count())
            .where(deliveries.c.issue_id == issue_id)
            .group_by(variant, state)
            .order_by(variant)
        )
        by_variant: dict[str, dict[DeliveryState, int]] = {}
        with self.database.read() as connection:
            for name, in_state, readers in connection.execute(query):
                by_variant.setdefault(name, {})[in_state] = readers
        return by_variant


def with_variants(source: FromClause, issue_id: str, reader_id: ColumnElement[Any]) -> FromClause:
    """Join the variant of an issue that each reader chose to a query over readers."""
    newsletter = select(issues.c.newsletter_id).where(issues.c.id == issue_id).scalar_subquery()
    of_issue = and_(choice.subscriber_id == reader_id, choice.newsletter_id == newsletter)
    # a reader of the whole issue chose "", the id of no variant
    chosen = and_(
        issue_variants.c.issue_id == issue_id, issue_variants.c.variant_id == choice.variant
    )
    return source.outerjoin(subscriptions, of_issue).outerjoin(issue_variants, chosen)


def save_variants(connection: Connection, issue_id: str, variants: Iterable[IssueVariant]) -> None:
    """Store the mails of the variants in place of those of an earlier draft."""
    connection.execute(delete(issue_variants).where(issue_variants.c.issue_id == issue_id))
    rows = []
    for position, variant in enumerate(variants):
        rows.append({"issue_id": issue_id, "position": position, **asdict(variant)})
    if rows:
        connection.execute(insert(issue_variants), rows)


def list_variants(database: Database, issue_id: str) -> tuple[IssueVariant, ...]:
    """List the variants of an issue in the order of its newsletter's file."""
    own = issue_variants.c.issue_id == issue_id
    query = select(*SHOWN).where(own).order_by(issue_variants.c.position)
    with database.read() as connection:
        rows = connection.execute(query).all()
    return tuple([IssueVariant(**row._mapping) for row in rows])
