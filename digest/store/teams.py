"""Teams: the seats that members give to other addresses, invited and confirmed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, delete, func, or_, select, update

from digest.models import Seat
from digest.store.database import Database
from digest.store.mail_addresses import address_hash
from digest.store.schema import subscribers, team_seats

place = team_seats.c


@dataclass(frozen=True, slots=True)
class SqlTeams:
    """Teams in one database. Each method is documented in `protocols.Teams`."""

    database: Database
    address_key: bytes

    def invite(self, owner_id: str, email: str, *, most: int, now: datetime) -> bool:
        """Keep a seat for an address; False where the team is full."""
        hashed = address_hash(email, key=self.address_key)
        team = select(func.count()).where(place.owner_id == owner_id)
        with self.database.write() as connection:
            # two forms of one moment must not both take the last seat
            self.database.take_turns(connection, f"team:{owner_id}")
            if connection.execute(team.where(place.address_hash == hashed)).scalar_one():
                return True
            if connection.execute(team).scalar_one() >= most:
                return False
            row = {"owner_id": owner_id, "address_hash": hashed, "email": email, "invited": now}
            connection.execute(self.database.insert(team_seats).values(row))
        return True

    def seats(self, owner_id: str) -> tuple[Seat, ...]:
        """List the seats of a team, also those that wait."""
        return self._read(place.owner_id == owner_id)

    def seats_of(self, reader_id: str) -> tuple[Seat, ...]:
        """List the confirmed seats of a reader."""
        return self._read(place.reader_id == reader_id)

    def remove(self, owner_id: str, email: str) -> bool:
        """Take a seat away; tell whether there was one."""
        hashed = address_hash(email, key=self.address_key)
        own = and_(place.owner_id == owner_id, place.address_hash == hashed)
        with self.database.write() as connection:
            return connection.execute(delete(team_seats).where(own)).rowcount > 0

    def forget_invitations(self, *, before: datetime) -> int:
        """Delete the seats that were not confirmed in time."""
        late = and_(place.confirmed.is_(None), place.invited < before)
        with self.database.write() as connection:
            return connection.execute(delete(team_seats).where(late)).rowcount

    def owners(self, reader_ids: Sequence[str]) -> Mapping[str, Sequence[str]]:
        """Return by reader the addresses of the owners of confirmed seats."""
        query = (
            select(place.reader_id, subscribers.c.email)
            .join(subscribers, subscribers.c.id == place.owner_id)
            .where(self.database.one_of(place.reader_id, reader_ids))
            .order_by(subscribers.c.email)
        )
        by_reader: dict[str, list[str]] = {}
        with self.database.read() as connection:
            for reader_id, email in connection.execute(query):
                by_reader.setdefault(reader_id, []).append(email)
        return by_reader

    def take(self, seats: Mapping[str, Sequence[str]], *, now: datetime) -> int:
        """Confirm seats of known readers, given the owners' addresses by the reader's address."""
        # hashed outside of the transaction, which others wait for
        hashed = []
        for email, owners in seats.items():
            for owner in owners:
                hashed.append((self._hash(email), self._hash(owner)))
        taken = 0
        with self.database.write() as connection:
            for reader_hash, owner_hash in hashed:
                reader = _person(connection, reader_hash)
                owner_row = _person(connection, owner_hash)
                # an owner needs no seat in the own team
                if reader is None or owner_row is None or reader.id == owner_row.id:
                    continue
                taken += self._confirmed(connection, owner_row.id, reader, now)
        return taken

    def _confirmed(
        self, connection: Connection, owner_id: str, reader: Row[str, str, str], now: datetime
    ) -> int:
        row = {
            "owner_id": owner_id,
            "address_hash": reader.address_hash,
            "email": reader.email,
            "reader_id": reader.id,
            "invited": now,
            "confirmed": now,
        }
        statement = self.database.insert(team_seats).values(row)
        # a seat that stands keeps its day; one that waits is confirmed
        waits = place.confirmed.is_(None)
        upsert = statement.on_conflict_do_update(
            index_elements=["owner_id", "address_hash"],
            set_={"reader_id": reader.id, "confirmed": now},
            where=waits,
        )
        return connection.execute(upsert).rowcount

    def _hash(self, email: str) -> str:
        return address_hash(email, key=self.address_key)

    def _read(self, wanted: Any) -> tuple[Seat, ...]:
        query = select(team_seats).where(wanted).order_by(place.email, place.owner_id)
        with self.database.read() as connection:
            rows = connection.execute(query).all()
        return tuple([_seat(row) for row in rows])


def take_seat(connection: Connection, owner_id: str, person: Row[Any], *, now: datetime) -> bool:
    """Confirm the seat of a reader in a team; False where the invitation was taken back."""
    own = and_(place.owner_id == owner_id, place.address_hash == person.address_hash)
    statement = update(team_seats).where(own).values(reader_id=person.id, confirmed=now)
    return connection.execute(statement).rowcount > 0


def move_seats(connection: Connection, mover_id: str, person: Row[Any], heir_id: str) -> None:
    """Let the seats of a reader, and the reader's own team, follow to another address.

    `person` has the address, and `heir_id` is the reader who goes on with it.
    """
    if heir_id != mover_id:
        _give_away(connection, mover_id, heir_id)
    theirs = or_(place.reader_id == mover_id, place.reader_id == heir_id)
    for row in connection.execute(select(team_seats).where(theirs)).all():
        this = and_(place.owner_id == row.owner_id, place.address_hash == row.address_hash)
        other = and_(
            place.owner_id == row.owner_id,
            place.address_hash == person.address_hash,
            place.address_hash != row.address_hash,
        )
        # an invitation to the new address waits: the seat that stands takes its place
        connection.execute(delete(team_seats).where(other))
        moved = {
            "reader_id": heir_id,
            "address_hash": person.address_hash,
            "email": person.email,
        }
        connection.execute(update(team_seats).where(this).values(moved))
    # an owner needs no seat in the own team
    own = and_(place.owner_id == heir_id, place.address_hash == person.address_hash)
    connection.execute(delete(team_seats).where(own))


def forget_seats(connection: Connection, hashed: str) -> None:
    """Delete the seats of an erased address, also those that wait; teams go with their owners."""
    connection.execute(delete(team_seats).where(place.address_hash == hashed))


def _give_away(connection: Connection, mover_id: str, heir_id: str) -> None:
    """Give a team to the reader who takes over from its owner."""
    known = select(place.address_hash).where(place.owner_id == heir_id)
    twice = and_(place.owner_id == mover_id, place.address_hash.in_(known))
    connection.execute(delete(team_seats).where(twice))
    connection.execute(
        update(team_seats).where(place.owner_id == mover_id).values(owner_id=heir_id)
    )


def _person(connection: Connection, hashed: str) -> Row[str, str, str] | None:
    query = select(subscribers.c.id, subscribers.c.email, subscribers.c.address_hash)
    return connection.execute(query.where(subscribers.c.address_hash == hashed)).first()


def _seat(row: Row[Any]) -> Seat:
    return Seat(
        owner_id=row.owner_id,
        email=row.email,
        invited=row.invited,
        reader_id=row.reader_id or "",
        confirmed=row.confirmed,
    )
