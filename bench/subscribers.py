"""List, search, count and select audiences among a million readers, in SQLite or PostgreSQL.

python bench/subscribers.py [--readers 1000000] [--database FILE] [--postgresql]

A database that is named is kept, and used again by the next run. With --postgresql a server of the
bench's own is started, as in the tests.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import text

from digest.kernel.attribute_values import read_value
from digest.models import (
    AttributeTest,
    AttributeValue,
    ReaderAttribute,
    Segment,
    SubscriberQuery,
    SubscriberState,
    Tier,
)
from digest.protocols import Store
from digest.store import open_store
from digest.store.schema import reader_attributes, subscribers, subscriptions, team_seats

LIMIT_S = 1.0
AUDIENCE_LIMIT_S = 5.0
"""The promised time to list the readers of an issue among a million."""
PARENT, TICKS = 1, slice(11, 15)
"""Places in /proc/PID/stat behind the name: the parent; CPU time of process and children."""
CHUNK = 50_000
PAGE = 50
LEFT_EVERY = 100
"""One reader in a hundred left."""
MEMBERS_EVERY = 50
"""One reader in fifty is a member by the own tier."""
SEATS = 10
"""So many readers behind each member have a seat in that member's team."""
SECTORS = ("Banking", "Energy", "Shipping", "Government", "Press")
SECTOR = ReaderAttribute(name="sector", values=SECTORS)


def fill(store: Store, readers: int) -> None:
    """Write readers past the judge of addresses, whose cost is not measured here."""
    now = datetime.now(UTC)
    for start in range(0, readers, CHUNK):
        people, choices, seats, attributes = [], [], [], []
        for number in range(start, min(start + CHUNK, readers)):
            reader_id = id_of(number, readers)
            owner = number - number % MEMBERS_EVERY
            left = number % LEFT_EVERY == 0
            people.append(
                {
                    "id": reader_id,
                    "email": f"reader{number}@mail{number % 50}.example",
                    "address_hash": f"h{number}",
                    "domain": f"mail{number % 50}.example",
                    "name": f"Reader {number}",
                    "state": SubscriberState.LEFT if left else SubscriberState.ACTIVE,
                    "consent_at": now,
                    "consent_source": "form",
                    "consent_wording": "",
                    "created": now,
                    "language": "en",
                    "tier": Tier.MEMBER if number == owner else Tier.FREE,
                }
            )
            if 0 < number - owner <= SEATS:
                seat = {"owner_id": id_of(owner, readers), "reader_id": reader_id}
                address = {"email": f"reader{number}", "address_hash": f"h{number}"}
                seats.append({**seat, **address, "invited": now, "confirmed": now})
            value = sector(SECTORS[number % len(SECTORS)])
            attributes.append(
                {
                    "subscriber_id": reader_id,
                    "name": SECTOR.name,
                    "value": value.shown,
                    "folded": value.folded,
                    "number": value.number,
                }
            )
            choices.append(
                {
                    "subscriber_id": reader_id,
                    "newsletter_id": "daily",
                    "joined": now,
                    "left_at": now if left else None,
                    "left_how": "page" if left else "",
                }
            )
        with store.database.write() as connection:  # type: ignore[attr-defined]
            connection.execute(subscribers.insert(), people)
            connection.execute(subscriptions.insert(), choices)
            connection.execute(reader_attributes.insert(), attributes)
            connection.execute(team_seats.insert(), seats)


def id_of(number: int, readers: int) -> str:
    # ids are random in life: here they come in another order than the addresses
    return f"r{number * 7919 % readers:08}"


def sector(name: str) -> AttributeValue:
    return read_value(SECTOR, name)


def questions(store: Store) -> dict[str, Callable[[], object]]:
    def page(after: str = "", **conditions: object) -> Callable[[], object]:
        query = SubscriberQuery(**conditions)  # type: ignore[arg-type]
        return lambda: store.subscribers.search(query, after=after, limit=PAGE)

    return {
        "first page": page(),
        "page in the middle": page(after="reader5"),
        "readers who left": page(state=SubscriberState.LEFT),
        "readers in a state that no reader has": page(state=SubscriberState.PENDING),
        "part of an address": page(words="der12345"),
        "words that no reader has": page(words="nobodyhere"),
        "a mail domain": page(domain="mail7.example"),
        "a mail domain that no reader has": page(domain="none.example"),
        "a newsletter that all get": page(newsletter_id="daily"),
        "a newsletter that no reader gets": page(newsletter_id="gulf"),
        "words in a newsletter, not there": page(newsletter_id="daily", words="nobodyhere"),
        "counts": store.subscribers.counts,
    }


def audiences() -> dict[str, Segment | None]:
    banks = AttributeTest(name=SECTOR.name, values=(sector("Banking"),))
    return {
        "all readers of a newsletter": None,
        "its members, by tier or by seat": Segment(id="members", tier=Tier.MEMBER),
        "its readers in a segment by an attribute": Segment(id="banks", attributes=(banks,)),
        "its members in that segment": Segment(id="both", tier=Tier.MEMBER, attributes=(banks,)),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--readers", type=int, default=1_000_000)
    parser.add_argument("--database", type=Path, default=None)
    parser.add_argument("--postgresql", action="store_true")
    options = parser.parse_args()
    if options.postgresql:
        sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
        from postgres import running_postgres

        with running_postgres(durable=True) as url:
            measure(url, options.readers, is_new=True)
        return
    with tempfile.TemporaryDirectory() as folder:
        file = options.database or Path(folder) / "readers.db"
        is_new = not file.exists()
        measure(f"sqlite:///{file.absolute()}", options.readers, is_new=is_new)


def measure(url: str, readers: int, *, is_new: bool) -> None:
    """Fill a new database, and print the time of each question."""
    store = open_store(url)
    if is_new:
        fill(store, readers)
        if not store.database.is_sqlite:  # type: ignore[attr-defined]
            # in life autovacuum counts the rows: the planner needs their numbers
            with store.database.single() as connection:  # type: ignore[attr-defined]
                connection.execute(text("ANALYZE"))
    print(f"| among {readers:,} readers | s | limit s |")
    print("|---|---|---|")
    for name, ask in questions(store).items():
        started = time.perf_counter()
        ask()
        print(f"| {name} | {time.perf_counter() - started:.3f} | {LIMIT_S} |")
    # beside the clock: other work on the machine does not make CPU time longer
    print("\n| audience | readers | CPU-s of this process | CPU-s of the server | s | limit s |")
    print("|---|---|---|---|---|---|")
    for name, segment in audiences().items():
        started, cpu_s, server_s = time.perf_counter(), time.process_time(), server_cpu_s(url)
        found = sum(1 for _ in store.subscribers.audience("daily", segment=segment))
        taken_s, cpu_s = time.perf_counter() - started, time.process_time() - cpu_s
        server_s = server_cpu_s(url) - server_s
        cells = (f"{found:,}", f"{cpu_s:.2f}", f"{server_s:.2f}", f"{taken_s:.2f}")
        print(f"| {name} | {' | '.join(cells)} | {AUDIENCE_LIMIT_S} |")
    store.close()


def server_cpu_s(url: str) -> float:
    """Return the CPU seconds of a PostgreSQL server so far, with those of its ended processes."""
    if url.startswith("sqlite"):
        return 0.0
    # the folder of its socket is ours, and holds that of the data
    data = Path(url.partition("host=")[2]) / "data"
    postmaster = (data / "postmaster.pid").read_text("utf-8").split()[0]
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):  # a process may end while it is looked at
            # behind the name, which may hold blanks: state, parent, …, and four counts of ticks
            words = stat.read_text("utf-8").rpartition(")")[2].split()
            if postmaster in (stat.parent.name, words[PARENT]):
                ticks += sum(int(word) for word in words[TICKS])
    return ticks / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
