"""Write readers into a file as CSV or JSON, with all that an import reads back."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, TextIO

from digest.kernel.csv_cells import disarmed
from digest.models import Subscriber, SubscriberQuery
from digest.usecases.csv_table import COLUMNS
from digest.usecases.newsroom import Newsroom
from digest.usecases.variant_choices import in_one_cell

EXPORT_PAGE = 500
"""So many readers of an export are read at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderFacts:
    """A reader, and what other tables hold of that reader."""

    reader: Subscriber
    attributes: Mapping[str, str]
    variants: Mapping[str, str]
    team_of: Sequence[str]


def export_csv(
    newsroom: Newsroom,
    out: TextIO,
    *,
    newsletter_id: str | None = None,
    segment_id: str | None = None,
) -> int:
    """Write all readers, or those of a newsletter or segment, with their consent and attributes.

    Return how many. `import_csv` reads the file again.
    """
    writer, count = csv.writer(out, lineterminator="\n"), 0
    names = _attribute_names(newsroom)
    writer.writerow([*COLUMNS, *names])
    for facts in _readers(newsroom, newsletter_id, segment_id):
        # a reader's name is foreign text, and a spreadsheet would run it
        writer.writerow([disarmed(_cell(value)) for value in _values(facts, names).values()])
        count += 1
    return count


def export_json(
    newsroom: Newsroom,
    out: TextIO,
    *,
    newsletter_id: str | None = None,
    segment_id: str | None = None,
) -> int:
    """Write the readers of `export_csv` as an array of JSON, one object in each line.

    Return how many. `import_csv` reads the file again.
    """
    names, count = _attribute_names(newsroom), 0
    out.write("[")
    for facts in _readers(newsroom, newsletter_id, segment_id):
        out.write(",\n" if count else "\n")
        out.write(json.dumps(_values(facts, names), ensure_ascii=False))
        count += 1
    out.write("\n]\n")
    return count


def _attribute_names(newsroom: Newsroom) -> list[str]:
    return [attribute.name for attribute in newsroom.config.settings.readers.attributes]


def _readers(
    newsroom: Newsroom, newsletter_id: str | None, segment_id: str | None
) -> Iterator[ReaderFacts]:
    store = newsroom.store
    for page in _pages(newsroom, newsletter_id, segment_id):
        ids = [reader.id for reader in page]
        attributes = store.choices.attributes(ids)
        variants = store.variants.chosen(ids)
        owners = store.teams.owners(ids)
        for reader in page:
            yield ReaderFacts(
                reader=reader,
                attributes=attributes.get(reader.id, {}),
                variants=variants.get(reader.id, {}),
                team_of=owners.get(reader.id, ()),
            )


def _pages(
    newsroom: Newsroom, newsletter_id: str | None, segment_id: str | None
) -> Iterator[Sequence[Subscriber]]:
    """Yield the readers of an export some hundred at once: a million never stand in memory."""
    if newsletter_id is not None:
        # raises for an unknown id
        newsroom.newsletter(newsletter_id)
    if segment_id is None:
        readers = newsroom.store.subscribers.list(newsletter_id=newsletter_id)
        page: Sequence[Subscriber] = list(islice(readers, EXPORT_PAGE))
        while page:
            yield page
            page = list(islice(readers, EXPORT_PAGE))
        return
    query = SubscriberQuery(newsletter_id=newsletter_id or "", segment=newsroom.segment(segment_id))
    page = newsroom.store.subscribers.search(query, limit=EXPORT_PAGE)
    while page:
        yield page
        page = newsroom.store.subscribers.search(query, after=page[-1].email, limit=EXPORT_PAGE)


def _values(facts: ReaderFacts, names: Sequence[str]) -> dict[str, Any]:
    """Return by column what is known of a reader, as JSON has it."""
    reader, consent = facts.reader, facts.reader.consent
    values = {
        "email": reader.email,
        "name": reader.name,
        "newsletters": list(reader.newsletters),
        "state": reader.state.value,
        "language": reader.language,
        "consent_at": consent.at.isoformat() if consent else None,
        "consent_source": consent.source if consent else "",
        "consent_wording": consent.wording if consent else "",
        "created": reader.created.isoformat() if reader.created else None,
        "tier": reader.tier.value,
        "delivery_hour": reader.clock.hour,
        "delivery_zone": reader.clock.timezone,
        "paused_until": reader.paused_until.isoformat() if reader.paused_until else None,
        "text_only": reader.text_only,
        "variants": dict(facts.variants),
        "team_of": list(facts.team_of),
    }
    # in the order of the columns, so that a table has each value under its heading
    row = {column: values[column] for column in COLUMNS}
    for name in names:
        row[name] = facts.attributes.get(name)
    return row


def _cell(value: Any) -> str:
    """Write a value of JSON as a cell of CSV."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return " ".join(value)
    if isinstance(value, dict):
        return in_one_cell(value)
    return str(value)
