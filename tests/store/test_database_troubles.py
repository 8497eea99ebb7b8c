"""An error of the driver is said in plain words, without a password and without a statement."""

from __future__ import annotations

import pytest
from sqlalchemy import make_url
from sqlalchemy.exc import OperationalError

from digest.errors import StoreError
from digest.store.database_troubles import in_plain_words, shown

URL = make_url("postgresql+psycopg://digest:s3cret@db.example/news")
STATEMENT = "INSERT INTO subscribers VALUES ('ann@mail.example')"


def trouble(words: str, *, went_away: bool = False) -> StoreError:
    error = OperationalError(STATEMENT, {}, RuntimeError(words), connection_invalidated=went_away)
    return in_plain_words(error, URL)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("database is locked", "the database is busy"),
        ("Database is LOCKED", "the database is busy"),
        ("database or disk is full", "the disk is full"),
        ("could not extend file: No space left on device", "the disk is full"),
        ("disk I/O error", "the disk cannot be read or written"),
        ("unable to open database file", "the database file cannot be opened"),
        ("attempt to write a readonly database", "the database file may not be written"),
        ("file is not a database", "this file is not a database"),
        ("database disk image is malformed", "the database file is damaged"),
        (
            'connection failed: FATAL: password authentication failed for user "digest"',
            "the database refused the password",
        ),
        ('FATAL: database "news" does not exist', "there is no such database or user"),
        ('FATAL: role "digest" does not exist', "there is no such database or user"),
        ("connection failed: Connection refused", "the database cannot be reached"),
        ("connection failed: timeout expired", "the database cannot be reached"),
        ('could not translate host name "db.example"', "the database's host is unknown"),
        ("failed to resolve host 'db.example'", "the database's host is unknown"),
        ("terminating connection due to administrator command", "the database went away"),
        ("server closed the connection unexpectedly", "the database went away"),
    ],
)
def test_a_known_trouble_is_named_with_advice(words: str, message: str) -> None:
    error = trouble(words)
    assert error.message == message
    assert error.hint


def test_a_connection_that_broke_is_a_database_that_went_away_whatever_its_words() -> None:
    error = trouble("consuming input failed", went_away=True)
    assert error.message == "the database went away"
    # the words that the driver gave are more exact where they are known
    assert trouble("disk is full", went_away=True).message == "the disk is full"


def test_an_unknown_trouble_is_told_by_its_first_line_alone() -> None:
    error = trouble(f"value too long\nDETAIL: {STATEMENT}")
    assert error.message == "the database said: value too long"
    assert error.hint == ""


def test_a_trouble_without_words_is_told_by_its_kind() -> None:
    assert trouble("").message == "the database said: RuntimeError"


@pytest.mark.parametrize("words", ["database is locked", "value too long", ""])
def test_no_password_and_no_address_of_a_reader_stands_in_the_error(words: str) -> None:
    error = trouble(words)
    told = f"{error} {error.message} {error.subject} {error.hint}"
    assert "s3cret" not in told
    assert "ann@mail.example" not in told
    assert error.subject == "postgresql+psycopg://digest:***@db.example/news"


@pytest.mark.parametrize(
    ("url", "written"),
    [
        ("sqlite:////var/lib/digest.db", "sqlite:////var/lib/digest.db"),
        ("postgresql://db.example/news", "postgresql://db.example/news"),
        ("postgresql://digest@db.example/news", "postgresql://digest@db.example/news"),
    ],
)
def test_an_address_without_a_password_is_shown_whole(url: str, written: str) -> None:
    assert shown(make_url(url)) == written
