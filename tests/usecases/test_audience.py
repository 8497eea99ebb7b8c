"""Readers come, leave and are exported; nothing of an import is lost in silence."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digest.config import Config, Settings
from digest.errors import UseError
from digest.models import Enrolment, Newsletter, Publication
from digest.store import open_store
from digest.usecases import audience
from digest.usecases.newsroom import Newsroom

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)


@pytest.fixture
def newsroom(tmp_path: Path, sqlite_url: str) -> Iterator[Newsroom]:
    publication = Publication(
        name="Desk", public_url="https://news.example.org", from_address="d@news.example.org"
    )
    newsletters = tuple(
        Newsletter(id=id_, name=id_, tagline="", topics=()) for id_ in ("daily", "gulf")
    )
    config = Config(
        folder=tmp_path, settings=Settings(publication=publication), newsletters=newsletters
    )
    store = open_store(sqlite_url, clock=lambda: NOW)
    yield Newsroom(config=config, store=store, clock=lambda: NOW)
    store.close()


def take(newsroom: Newsroom, text: str, **more: object) -> audience.ImportReport:
    return audience.import_csv(newsroom, text.encode(), newsletters=("daily",), **more)  # type: ignore[arg-type]


def emails(newsroom: Newsroom) -> list[str]:
    return sorted(reader.email for reader in audience.list_readers(newsroom))


def test_a_reader_is_added_with_a_record_of_consent(newsroom: Newsroom) -> None:
    outcome = audience.add_reader(
        newsroom, " Ann@Mail.Example ", newsletters=["daily"], wording="Yes."
    )
    reader = audience.reader_of(newsroom, "ann@mail.example")
    assert outcome is Enrolment.NEW
    assert (reader.email, reader.newsletters) == ("Ann@mail.example", ("daily",))
    assert reader.consent is not None
    assert (reader.consent.at, reader.consent.source, reader.consent.wording) == (
        NOW,
        "operator",
        "Yes.",
    )
    assert "ann" not in reader.id.lower()


def test_an_unknown_newsletter_is_refused_with_the_nearest_one(newsroom: Newsroom) -> None:
    with pytest.raises(UseError, match="no such newsletter") as caught:
        audience.add_reader(newsroom, "ann@mail.example", newsletters=["dayly"])
    assert "daily" in caught.value.hint


def test_only_a_newsletter_that_there_is_or_that_the_reader_has_can_be_left(
    newsroom: Newsroom,
) -> None:
    audience.add_reader(newsroom, "ann@mail.example", newsletters=["daily", "gulf"])
    with pytest.raises(UseError, match="no such newsletter: glf"):
        audience.leave(newsroom, "ann@mail.example", newsletter_id="glf")
    without_gulf = replace(
        newsroom, config=replace(newsroom.config, newsletters=newsroom.config.newsletters[:1])
    )
    assert audience.leave(without_gulf, "ann@mail.example", newsletter_id="gulf")


def test_a_reader_who_left_comes_back_only_when_they_asked_anew(newsroom: Newsroom) -> None:
    audience.add_reader(newsroom, "ann@mail.example", newsletters=["daily"])
    assert audience.leave(newsroom, "ann@mail.example")
    again = {"newsletters": ["daily"]}
    assert audience.add_reader(newsroom, "ann@mail.example", **again) is Enrolment.LEFT_BEFORE
    assert (
        audience.add_reader(newsroom, "ann@mail.example", again=True, **again) is Enrolment.JOINED
    )


def test_an_erased_person_is_gone_and_not_imported(newsroom: Newsroom) -> None:
    audience.add_reader(newsroom, "ann@mail.example", newsletters=["daily"])
    audience.remove_reader(newsroom, "ANN@mail.example")
    with pytest.raises(UseError, match="no reader"):
        audience.reader_of(newsroom, "ann@mail.example")
    assert take(newsroom, "email\nann@mail.example\n").counts == {Enrolment.SUPPRESSED: 1}


def test_good_lines_are_taken_and_bad_ones_named_by_line(newsroom: Newsroom) -> None:
    report = take(
        newsroom,
        "email,name,newsletters,consent_at\n"
        "ann@mail.example,Ann,,2026-01-02\n"
        "nobody,Bob,,\n"
        "\n"
        '"carol@mail.example","Carol\nSecond line",gulf daily,\n'
        "dan@mail.example,Dan,weekly,\n"
        "eve@mail.example,Eve,,yesterday\n"
        "ANN@mail.example,Ann again,,\n",
    )
    assert [bad.line for bad in report.bad_lines] == [3, 7, 8]
    assert [str(bad).partition(":")[2].strip().partition(":")[0] for bad in report.bad_lines] == [
        "not a mail address",
        "no such newsletter",
        "consent_at is not a time",
    ]
    assert report.counts == {Enrolment.NEW: 2, Enrolment.ALREADY: 1}
    carol = audience.reader_of(newsroom, "carol@mail.example")
    assert (carol.name, carol.newsletters) == ("Carol Second line", ("daily", "gulf"))
    ann = audience.reader_of(newsroom, "ann@mail.example")
    assert ann.consent is not None
    assert ann.consent.at == datetime(2026, 1, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    "content",
    [
        b"email;name\nann@mail.example;Ann\n",
        b"\xef\xbb\xbfE-Mail,Full Name\r\nann@mail.example,Ann\r\n",
        "email\tname\nann@mail.example\tAnn\n".encode("utf-16"),
        b"ann@mail.example,Ann\n",
        b"ann@mail.example",
        b"name,email\nAnn,ann@mail.example",
    ],
    ids=[
        "semicolons",
        "byte order mark and other headings",
        "utf-16 with tabs",
        "no heading",
        "a bare list",
        "order",
    ],
)
def test_files_of_many_programs_are_read(newsroom: Newsroom, content: bytes) -> None:
    report = audience.import_csv(newsroom, content, newsletters=["daily"])
    assert (report.counts, report.bad_lines) == ({Enrolment.NEW: 1}, ())


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"email\nann@mail.example\n\xff\xfebad\n", "line 3 is not UTF-8"),
        (b"who,what\nAnn,x\n", "no column is called email"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_whole(
    newsroom: Newsroom, content: bytes, says: str
) -> None:
    with pytest.raises(UseError, match=says):
        audience.import_csv(newsroom, content, newsletters=["daily"])
    assert emails(newsroom) == []


def test_a_reader_who_left_or_was_blocked_elsewhere_is_not_taken(newsroom: Newsroom) -> None:
    report = take(
        newsroom,
        "email,status\na@m.example,unsubscribed\nb@m.example,Subscribed\nc@m.example,cleaned\n",
    )
    assert report.counts == {Enrolment.NEW: 1, Enrolment.LEFT: 1, Enrolment.BOUNCED: 1}
    assert emails(newsroom) == ["b@m.example"]


def test_a_line_without_a_newsletter_needs_one_named(newsroom: Newsroom) -> None:
    report = audience.import_csv(newsroom, b"email\nann@mail.example\n")
    assert report.bad_lines[0].what.startswith("no newsletter is named")


def test_a_dry_run_reports_the_same_and_stores_nothing(newsroom: Newsroom) -> None:
    text = "email\nann@mail.example\nbob@mail.example\nnobody\n"
    dry = take(newsroom, text, dry_run=True)
    assert emails(newsroom) == []
    wet = take(newsroom, text)
    assert (dry.counts, dry.bad_lines) == (wet.counts, wet.bad_lines)


def test_an_export_is_imported_again_as_it_was(newsroom: Newsroom) -> None:
    take(
        newsroom,
        "email,name,newsletters\nann@m.example,=Ann,daily gulf\nbob@m.example,Bob,gulf\n",
        wording="Yes.",
    )
    before = list(audience.list_readers(newsroom))
    out = io.StringIO()
    assert audience.export_csv(newsroom, out) == 2
    assert ",'=Ann," in out.getvalue()
    store = open_store(f"sqlite:///{newsroom.config.folder}/other.db", clock=lambda: NOW)
    other = Newsroom(config=newsroom.config, store=store, clock=lambda: NOW)
    audience.import_csv(other, out.getvalue().encode())

    def known(readers: object) -> list[tuple[object, ...]]:
        return sorted((r.email, r.name, r.newsletters, r.consent, r.created) for r in readers)  # type: ignore[attr-defined]

    assert known(audience.list_readers(other)) == known(before)
    store.close()


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=30), max_size=8))
def test_no_line_of_any_file_is_lost_or_breaks_the_import(
    newsroom: Newsroom, cells: list[str]
) -> None:
    lines = ["".join(cell.splitlines()).replace('"', "") or "x" for cell in cells]
    report = take(newsroom, "email\n" + "".join(f'"{line}"\n' for line in lines), dry_run=True)
    blank = sum(not line.strip() for line in lines)
    assert sum(report.counts.values()) + len(report.bad_lines) + blank == len(lines)
