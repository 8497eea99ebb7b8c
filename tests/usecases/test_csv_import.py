"""An import takes over what another program knows, names each bad line and hides none."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from test_audience import NOW, emails, newsroom, take

from digest.errors import UseError
from digest.models import Enrolment
from digest.usecases import audience
from digest.usecases.csv_import import ImportedLine, import_csv
from digest.usecases.newsroom import Newsroom
from digest.usecases.reader_ids import new_reader_id

__all__ = ["newsroom"]  # the fixture

GHOST = "id,email,name,subscribed_to_emails,deleted_at\n"
SUBSCRIBED = "email,status\nleft@m.example,subscribed\n"


def results(newsroom: Newsroom, text: str, **more: object) -> list[tuple[int, str, Enrolment]]:
    lines: list[ImportedLine] = []
    take(newsroom, text, on_line=lines.append, **more)
    return [(entry.line, entry.email, entry.outcome) for entry in lines]


def test_a_reader_who_left_elsewhere_is_closed_and_no_later_import_brings_them_back(
    newsroom: Newsroom,
) -> None:
    assert results(
        newsroom, GHOST + "1,left@m.example,Lina,false,\n2,on@m.example,Omar,true,\n"
    ) == [
        (2, "left@m.example", Enrolment.LEFT),
        (3, "on@m.example", Enrolment.NEW),
    ]
    assert emails(newsroom) == ["on@m.example"]
    assert take(newsroom, SUBSCRIBED).counts == {Enrolment.SUPPRESSED: 1}
    (line,) = audience.why(newsroom, "left@m.example")
    assert (line.what, line.evidence) == ("suppressed", "left elsewhere (import)")


def test_a_reader_who_asks_anew_is_taken_back(newsroom: Newsroom) -> None:
    take(newsroom, "email,status\nann@m.example,unsubscribed\n")
    added = audience.add_reader(newsroom, "ann@m.example", newsletters=["daily"], again=True)
    assert added is Enrolment.NEW
    assert [*newsroom.store.subscribers.audience("daily")]


def test_a_known_reader_who_left_by_the_file_gets_no_more_mail(newsroom: Newsroom) -> None:
    audience.add_reader(newsroom, "ann@m.example", newsletters=["daily"])
    take(newsroom, "email,status\nANN@m.example,unsubscribed\n")
    assert [*newsroom.store.subscribers.audience("daily")] == []


@pytest.mark.parametrize("order", ["left first", "left last"])
def test_a_file_that_says_both_of_one_address_closes_it(newsroom: Newsroom, order: str) -> None:
    lines = ["ann@m.example,active", "Ann@m.example,unsubscribed"]
    if order == "left first":
        lines.reverse()
    take(newsroom, "email,status\n" + "\n".join(lines))
    assert [*newsroom.store.subscribers.audience("daily")] == []


def test_a_reader_who_never_confirmed_is_not_taken_and_may_still_ask(newsroom: Newsroom) -> None:
    text = "email,status\nann@m.example,unconfirmed\nbob@m.example,paused\n"
    assert take(newsroom, text).counts == {Enrolment.UNCONFIRMED: 1, Enrolment.PAUSED: 1}
    assert emails(newsroom) == []
    assert take(newsroom, "email\nann@m.example\n").counts == {Enrolment.NEW: 1}


def test_the_readers_of_a_shop_are_read_with_their_names_and_its_numbers(
    newsroom: Newsroom,
) -> None:
    text = (
        "ID,Email,Type,Customer First Name,Customer Last Name,Status,Store View\n"
        "1,guest@m.example,Guest,----,----,1,Default\n"
        "2,lina@m.example,Customer,Lina,Sample,1,Default\n"
        "3,asked@m.example,Guest,----,----,2,Default\n"
        "4,left@m.example,Customer,Omar,Sample,3,Default\n"
    )
    outcomes = [outcome for _, _, outcome in results(newsroom, text)]
    assert outcomes == [Enrolment.NEW, Enrolment.NEW, Enrolment.UNCONFIRMED, Enrolment.LEFT]
    names = {reader.email: reader.name for reader in newsroom.store.subscribers.list()}
    assert names == {"guest@m.example": "", "lina@m.example": "Lina Sample"}


@pytest.mark.parametrize(
    "headings", ["First Name,Last Name", "first_name,last_name", "firstName,lastName"]
)
def test_the_halves_of_a_name_are_joined_under_each_spelling(
    newsroom: Newsroom, headings: str
) -> None:
    take(newsroom, f"email,{headings}\nlina@m.example,Lina,Sample\n")
    (reader,) = newsroom.store.subscribers.list()
    assert reader.name == "Lina Sample"


@pytest.mark.parametrize(("yes", "no"), [("1", "0"), ("Yes", "No"), ("true", "false")])
def test_a_shop_that_writes_yes_or_no_under_newsletter_is_understood(
    newsroom: Newsroom, yes: str, no: str
) -> None:
    text = f"id_customer,email,newsletter\n1,a@m.example,{yes}\n2,b@m.example,{no}\n"
    assert take(newsroom, text).counts == {Enrolment.NEW: 1, Enrolment.UNCONFIRMED: 1}
    assert emails(newsroom) == ["a@m.example"]


def test_the_contacts_of_an_address_book_are_read(newsroom: Newsroom) -> None:
    assert take(newsroom, "Name,E-mail 1 - Value\nAnn,a@m.example\n").counts == {Enrolment.NEW: 1}


def test_a_question_stops_the_import_before_any_line_is_stored(newsroom: Newsroom) -> None:
    text = "email,news optout flag\nann@m.example,0\n"
    with pytest.raises(UseError, match="this column may say who left"):
        take(newsroom, text)
    assert emails(newsroom) == []
    take(newsroom, text, ignore_columns=["News Optout Flag"])
    assert emails(newsroom) == ["ann@m.example"]


def test_a_value_in_the_last_line_stops_the_import_before_the_first_is_stored(
    newsroom: Newsroom,
) -> None:
    text = "email,group\n" + "".join(f"r{n}@m.example,friends\n" for n in range(1200))
    with pytest.raises(UseError, match=r"this column may say who left.*: group"):
        take(newsroom, text + "ann@m.example,Unsubscribed\n")
    assert emails(newsroom) == []


def test_a_dry_run_tells_what_each_line_would_become_and_closes_no_address(
    newsroom: Newsroom,
) -> None:
    text = "email,status\nann@m.example,unsubscribed\nbob@m.example,active\nbob@m.example,active\n"
    assert results(newsroom, text, dry_run=True) == [
        (2, "ann@m.example", Enrolment.LEFT),
        (3, "bob@m.example", Enrolment.NEW),
        (4, "bob@m.example", Enrolment.ALREADY),
    ]
    assert take(newsroom, "email\nann@m.example\n").counts == {Enrolment.NEW: 1}


def test_the_program_of_an_export_is_named(newsroom: Newsroom) -> None:
    assert take(newsroom, GHOST + "1,a@m.example,A,true,\n").program == "Ghost"
    assert take(newsroom, "email\na@m.example\n").program == ""


def test_names_and_times_of_other_programs_are_read(newsroom: Newsroom) -> None:
    take(
        newsroom,
        "email_address,creation_date,First Name,Last Name\n"
        "ann@m.example,2024-02-06T10:00:00Z,Ann,Lee\n"
        "bob@m.example,yesterday,,\n",
    )
    ann = audience.reader_of(newsroom, "ann@m.example")
    assert (ann.name, ann.created and ann.created.year) == ("Ann Lee", 2024)
    assert audience.reader_of(newsroom, "bob@m.example").created == NOW


def test_a_time_that_only_this_program_promises_to_write_is_a_fault_in_its_own_files_alone(
    newsroom: Newsroom,
) -> None:
    take(
        newsroom, "email,status,created\nann@m.example,active,1707213600\nbob@m.example,active,x\n"
    )
    ann = audience.reader_of(newsroom, "ann@m.example")
    assert ann.created == datetime(2024, 2, 6, 10, tzinfo=UTC)
    assert audience.reader_of(newsroom, "bob@m.example").created == NOW
    own = take(newsroom, "email,consent_at,created\ncleo@m.example,,x\n")
    assert [str(line) for line in own.bad_lines] == [
        "line 2: created is not a time: x (write it as 2026-11-23T08:00:00+00:00)"
    ]


def test_an_address_is_read_out_of_a_mailbox_and_free_of_invisible_characters(
    newsroom: Newsroom,
) -> None:
    take(
        newsroom,
        'email\n"""Lina Sample"" <lina@m.example>"\n'
        "\u200bone@m.example\n\u202atwo@m.example\u202c\nthree\u3164@m.example\n",
    )
    assert emails(newsroom) == [
        "lina@m.example",
        "one@m.example",
        "three@m.example",
        "two@m.example",
    ]
    assert audience.reader_of(newsroom, "lina@m.example").name == "Lina Sample"


@pytest.mark.parametrize("address", ["a..b@m.example", "x@m.example.", ".x@m.example", "x@m"])
def test_an_impossible_address_is_a_bad_line(newsroom: Newsroom, address: str) -> None:
    report = take(newsroom, f"email\n{address}\nok@m.example\n")
    assert [bad.line for bad in report.bad_lines] == [2]
    assert emails(newsroom) == ["ok@m.example"]


def test_a_stray_quotation_mark_costs_one_line(newsroom: Newsroom) -> None:
    report = take(newsroom, 'email,name\none@m.example,"Lina\ntwo@m.example,Omar\n')
    assert [str(bad) for bad in report.bad_lines] == ["line 2: a quotation mark is not closed"]
    assert emails(newsroom) == ["two@m.example"]


def test_a_heading_with_a_quote_that_never_ends_is_named(newsroom: Newsroom) -> None:
    with pytest.raises(UseError, match="no column is called email"):
        take(newsroom, 'email,"name\nann@m.example,Ann\n')


def test_progress_counts_every_good_line(newsroom: Newsroom) -> None:
    counts: list[int] = []
    text = "email\n" + "".join(f"r{n}@m.example\n" for n in range(2100))
    take(newsroom, text, on_progress=counts.append, dry_run=True)
    assert counts == [1000, 1000, 100]


def test_an_empty_file_takes_no_reader(newsroom: Newsroom) -> None:
    report = import_csv(newsroom, b"", newsletters=["daily"])
    assert (report.counts, report.bad_lines, report.taken) == ({}, (), 0)


def test_ids_of_readers_are_long_random_and_begin_with_no_hyphen() -> None:
    ids = {new_reader_id() for _ in range(2000)}
    assert len(ids) == 2000
    assert {len(reader_id) for reader_id in ids} == {12}
    assert not any("-" in reader_id for reader_id in ids)


@pytest.mark.parametrize("heading", ["Subscriber Email", "E-Mail-Adresse", "البريد الإلكتروني"])
def test_the_column_of_addresses_is_found_in_other_programs_and_languages(
    newsroom: Newsroom, heading: str
) -> None:
    take(newsroom, f"Nombre,{heading},Estado\nAna,on@m.example,activo\nLuz,off@m.example,baja\n")
    assert emails(newsroom) == ["on@m.example"]


def test_a_reader_who_pays_elsewhere_is_a_member_here(newsroom: Newsroom) -> None:
    take(newsroom, "email,status,tier\nann@m.example,active,premium\nbob@m.example,active,free\n")
    tiers = {one.email: str(one.tier) for one in newsroom.store.subscribers.list()}
    assert tiers == {"ann@m.example": "member", "bob@m.example": "free"}


def test_the_address_of_a_link_is_an_address(newsroom: Newsroom) -> None:
    take(newsroom, "sep=;\nemail;name\nmailto:ann@m.example;Ann\nMailto:bob@m.example;Bob\n")
    assert emails(newsroom) == ["ann@m.example", "bob@m.example"]


@pytest.mark.parametrize("heading", ["", "email\n"])
def test_a_comma_in_a_quoted_name_ends_no_address(newsroom: Newsroom, heading: str) -> None:
    lines = '"Sample, Lina" <lina@m.example>\n"Omar" <omar@m.example>\nsam <sam@m.example>\n'
    assert [outcome for _, _, outcome in results(newsroom, heading + lines)] == [Enrolment.NEW] * 3
    names = {reader.email: reader.name for reader in newsroom.store.subscribers.list()}
    assert names == {
        "lina@m.example": "Sample, Lina",
        "omar@m.example": "Omar",
        "sam@m.example": "sam",
    }
