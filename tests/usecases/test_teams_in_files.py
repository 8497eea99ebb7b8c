"""Seats of teams in the export and import of readers."""

from __future__ import annotations

import io

from test_audience import NOW, newsroom, take

from digest.models import Subscriber, Tier
from digest.store import open_store
from digest.usecases import audience
from digest.usecases.newsroom import Newsroom

__all__ = ["newsroom"]  # the fixture

FILE = """email,newsletters,tier,team_of
bob@m.example,daily,free,ann@m.example
ann@m.example,daily,member,
cy@m.example,daily,free,bob@
"""


def is_member(newsroom: Newsroom, email: str) -> bool:
    return audience.reader_of(newsroom, email).is_member


def test_a_file_gives_seats_also_where_the_owner_stands_below(newsroom: Newsroom) -> None:
    report = take(newsroom, FILE)
    assert [bad.line for bad in report.bad_lines] == [4]
    assert is_member(newsroom, "bob@m.example")
    (seat,) = newsroom.store.teams.seats(audience.reader_of(newsroom, "ann@m.example").id)
    assert (seat.email, seat.confirmed) == ("bob@m.example", NOW)


def test_a_dry_run_gives_no_seat(newsroom: Newsroom) -> None:
    take(newsroom, "email,tier\nann@m.example,member\nbob@m.example,free\n")
    take(newsroom, FILE, dry_run=True)
    assert not is_member(newsroom, "bob@m.example")


def test_an_export_is_read_again_with_its_seats(newsroom: Newsroom) -> None:
    take(newsroom, FILE)
    out = io.StringIO()
    audience.export_csv(newsroom, out)
    ann, bob = (audience.reader_of(newsroom, f"{name}@m.example") for name in ("ann", "bob"))
    newsroom.store.teams.remove(ann.id, bob.email)
    assert not is_member(newsroom, bob.email)
    report = take(newsroom, out.getvalue())
    assert report.bad_lines == ()
    assert is_member(newsroom, bob.email)
    assert audience.reader_of(newsroom, bob.email).tier is Tier.FREE


def test_a_seat_without_a_newsletter_is_read_again(newsroom: Newsroom) -> None:
    take(newsroom, "email,tier\nann@m.example,member\n")
    invited = Subscriber(id="r2", email="bob@m.example", created=NOW)
    newsroom.store.subscribers.add([invited])
    newsroom.store.teams.take({invited.email: ("ann@m.example",)}, now=NOW)
    out = io.StringIO()
    audience.export_csv(newsroom, out)
    store = open_store(f"sqlite:///{newsroom.config.folder}/other.db", clock=lambda: NOW)
    other = Newsroom(config=newsroom.config, store=store, clock=lambda: NOW)
    report = audience.import_csv(other, out.getvalue().encode())
    assert report.bad_lines == ()
    bob = audience.reader_of(other, "bob@m.example")
    assert (bob.newsletters, bob.is_member) == ((), True)
    store.close()


def test_a_line_without_a_newsletter_and_without_a_seat_stays_bad(newsroom: Newsroom) -> None:
    report = audience.import_csv(newsroom, b"email,team_of\nbob@m.example,\n")
    assert [bad.line for bad in report.bad_lines] == [2]
