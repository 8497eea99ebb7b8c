"""`digest issues` shows an issue in each form, and moves it from draft to sent, step by step."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from command_room import NOW, Room
from own_newsroom import own_newsroom

from digest.cli.issues import _print_findings
from digest.cli.state import State
from digest.errors import DigestError, PreflightError, UseError
from digest.models import (
    DeliveryState,
    Finding,
    IssueState,
    Outcome,
    Reply,
    Severity,
    Subscriber,
)
from digest.usecases import approve_issue, briefing_of, issue_of
from digest.write import draft_to_yaml

ISSUE = "security-briefing@2026-08-13"


@pytest.fixture
def with_readers(drafted: Room) -> Room:
    """The issue is a draft, and three readers get the newsletter."""
    readers = []
    for number in range(3):
        address = f"r{number}@mail.example"
        readers.append(
            Subscriber(id=f"r{number}", email=address, newsletters=("security-briefing",))
        )
    with drafted.open() as newsroom:
        newsroom.store.subscribers.add(readers)
    return drafted


@pytest.fixture
def approved(with_readers: Room) -> Room:
    """The issue is approved for three readers."""
    with with_readers.open() as newsroom:
        approve_issue(newsroom, ISSUE)
    return with_readers


def issues(room: Room, *words: str) -> str:
    done = room.run("issues", *words)
    assert done.exit_code == 0, done.output
    return done.output


def refused(room: Room, *words: str) -> DigestError:
    done = room.run(*words)
    assert isinstance(done.exception, DigestError), done.output
    return done.exception


def state_of(room: Room) -> IssueState | None:
    with room.open() as newsroom:
        return newsroom.store.issues.state(ISSUE)


def settle(room: Room, **states: DeliveryState) -> None:
    """Hand over the rows of these readers, and record how each ended."""
    outcomes = []
    for reader, state in states.items():
        reply = Reply(code=250 if state is DeliveryState.ACCEPTED else 550)
        outcomes.append(Outcome(issue_id=ISSUE, subscriber_id=reader, state=state, reply=reply))
    with room.open() as newsroom:
        ledger = newsroom.store.ledger
        ledger.claim(ISSUE, worker="w", limit=3, now=NOW, lease_s=60)
        ledger.mark_handing(ISSUE, list(states), worker="w", now=NOW)
        ledger.record(outcomes, now=NOW)


# ---- list and show ----------------------------------------------------------


def test_an_empty_newsroom_lists_no_issue(room: Room) -> None:
    assert json.loads(issues(room, "list", "--json")) == []
    assert issues(room, "list").split() == ["issue", "state", "subject", "readers", "accepted"]


def test_an_issue_is_listed_with_its_readers_and_those_who_have_it(approved: Room) -> None:
    settle(approved, r0=DeliveryState.ACCEPTED, r1=DeliveryState.REFUSED)
    (row,) = json.loads(issues(approved, "list", "--json"))
    assert (row["issue"], row["state"]) == (ISSUE, "approved")
    assert (row["readers"], row["accepted"]) == ("3", "1")


def test_a_list_is_cut_after_the_newest(drafted: Room) -> None:
    with drafted.open() as newsroom:
        briefing, issue = briefing_of(newsroom, ISSUE), issue_of(newsroom, ISSUE)
        selection = newsroom.store.issues.selection(ISSUE)
        assert selection
        for day in (11, 12):
            earlier = f"security-briefing@2026-08-{day}"
            slot = issue.slot.replace(day=day)
            newsroom.store.issues.save_draft(
                replace(briefing, issue_id=earlier, slot=slot),
                selection,
                replace(issue, id=earlier, slot=slot),
            )
    listed = json.loads(issues(drafted, "list", "--limit", "2", "--json"))
    assert [row["issue"][-2:] for row in listed] == ["13", "12"]
    assert drafted.run("issues", "list", "--limit", "0").exit_code == 2


def test_a_newsletter_without_an_issue_is_an_empty_list_and_an_unknown_one_an_error(
    drafted: Room,
) -> None:
    assert json.loads(issues(drafted, "list", "--newsletter", "gulf-briefing", "--json")) == []
    error = refused(drafted, "issues", "list", "--newsletter", "gulf-brief")
    assert str(error) == "no such newsletter: gulf-brief"


def test_an_issue_is_shown_as_yaml_as_text_and_as_html(drafted: Room) -> None:
    with drafted.open() as newsroom:
        wanted = draft_to_yaml(briefing_of(newsroom, ISSUE))
    assert issues(drafted, "show", ISSUE) == wanted
    assert issues(drafted, "show", ISSUE, "--as", "yaml") == wanted
    assert issues(drafted, "show", ISSUE, "--as", "html").startswith("<!")
    text = issues(drafted, "show", ISSUE, "--as", "text")
    assert "Hodeidah" in text
    assert "<" not in text.replace("<https", "")


def test_another_form_is_refused_with_the_forms_that_exist(drafted: Room) -> None:
    error = refused(drafted, "issues", "show", ISSUE, "--as", "pdf")
    assert (str(error), error.hint) == ("no such form: pdf", "yaml, full, text or html")


@pytest.mark.parametrize("form", ["yaml", "text", "html"])
def test_an_unknown_issue_is_shown_in_no_form(room: Room, form: str) -> None:
    error = refused(room, "issues", "show", ISSUE, "--as", form)
    assert (str(error), error.hint) == (f"no such issue: {ISSUE}", "digest issues list shows them")


# ---- edit -------------------------------------------------------------------


def edited(room: Room, old: str, new: str) -> Path:
    """A file with the issue's briefing in which some words are replaced."""
    with room.open() as newsroom:
        text = draft_to_yaml(briefing_of(newsroom, ISSUE))
    assert old in text
    file = room.folder / "edited.yaml"
    file.write_text(text.replace(old, new), encoding="utf-8")
    return file


def test_a_text_that_was_not_changed_is_no_edit(drafted: Room) -> None:
    with drafted.open() as newsroom:
        before = issue_of(newsroom, ISSUE)
    file = edited(drafted, "Hodeidah", "Hodeidah")
    assert issues(drafted, "edit", ISSUE, "--from", str(file)) == "nothing changed\n"
    with drafted.open() as newsroom:
        assert issue_of(newsroom, ISSUE) == before


def test_a_text_of_another_issue_overwrites_neither(drafted: Room) -> None:
    file = edited(drafted, ISSUE, "security-briefing@2026-08-12")
    error = refused(drafted, "issues", "edit", ISSUE, "--from", str(file))
    assert str(error) == "the file is another issue's: security-briefing@2026-08-12"
    assert error.hint == f"expected {ISSUE}"
    with drafted.open() as newsroom:
        assert newsroom.store.issues.briefing("security-briefing@2026-08-12") is None


def test_a_changed_subject_stands_in_the_stored_draft(drafted: Room) -> None:
    with drafted.open() as newsroom:
        subject = briefing_of(newsroom, ISSUE).subject
    file = edited(drafted, f"subject: {subject}", "subject: Depot burns in Hodeidah")
    output = issues(drafted, "edit", ISSUE, "--from", str(file))
    assert output.splitlines()[0].endswith(" — Depot burns in Hodeidah")
    with drafted.open() as newsroom:
        assert issue_of(newsroom, ISSUE).subject == "Depot burns in Hodeidah"


def test_a_sentence_that_its_source_does_not_say_is_told_by_line_and_is_exit_code_1(
    drafted: Room,
) -> None:
    sentence = "A drone strike set a fuel depot in Hodeidah, Yemen, ablaze"
    file = edited(drafted, sentence, "A drone strike killed 90 people in Hodeidah, Yemen")
    done = drafted.run("issues", "edit", ISSUE, "--from", str(file))
    assert done.exit_code == 1
    text = file.read_text(encoding="utf-8").splitlines()
    wrong = [number for number, line in enumerate(text, start=1) if "killed 90" in line]
    *findings, hint = done.stderr.splitlines()
    places = tuple(f"  error: {file}:{number}: " for number in wrong)
    errors = [line for line in findings if line.startswith("  error: ")]
    assert errors
    assert all(line.startswith(places) for line in errors), errors
    assert hint == "hint: mend the text, or write `overruled: <reason>` beside a sentence"


def test_an_approved_issue_is_edited_no_more(approved: Room) -> None:
    file = edited(approved, "Hodeidah", "Hudaydah")
    error = refused(approved, "issues", "edit", ISSUE, "--from", str(file))
    assert isinstance(error, UseError)
    assert ISSUE in str(error)


# ---- approve, audit and retry -----------------------------------------------


def test_an_approval_counts_the_readers_and_names_the_next_step(with_readers: Room) -> None:
    assert issues(with_readers, "approve", ISSUE) == (
        f"{ISSUE} is approved for 3 readers; send it: digest send {ISSUE}\n"
    )
    assert state_of(with_readers) is IssueState.APPROVED


def test_a_newsletter_without_readers_is_approved_by_an_explicit_word_alone(drafted: Room) -> None:
    error = refused(drafted, "issues", "approve", ISSUE)
    assert "security-briefing has no readers" in str(error)
    assert f"digest issues approve {ISSUE} --without-readers" in error.hint
    assert state_of(drafted) is IssueState.DRAFT
    assert "for 0 readers" in issues(drafted, "approve", ISSUE, "--without-readers")
    assert state_of(drafted) is IssueState.APPROVED


def test_approving_twice_changes_no_row(approved: Room) -> None:
    assert issues(approved, "approve", ISSUE) == (
        f"{ISSUE} is approved for 3 readers; send it: digest send {ISSUE}\n"
    )


def test_approving_again_says_where_the_issue_stands(approved: Room) -> None:
    issues(approved, "pause", ISSUE)
    assert issues(approved, "approve", ISSUE).endswith(
        f"it is paused: digest issues resume {ISSUE}\n"
    )
    with approved.open() as newsroom:
        newsroom.store.issues.set_state(ISSUE, IssueState.SENT, expect=(*IssueState,))
    assert issues(approved, "approve", ISSUE) == f"{ISSUE} is approved for 3 readers; it is sent\n"


def test_the_hint_to_an_approval_that_stands_names_what_can_still_be_done(approved: Room) -> None:
    settle(approved, r0=DeliveryState.ACCEPTED)
    on_its_way = refused(approved, "issues", "unapprove", ISSUE)
    assert f"digest issues pause {ISSUE} stops it" in on_its_way.hint
    assert f"digest issues correct {ISSUE}" in on_its_way.hint
    with approved.open() as newsroom:
        newsroom.store.issues.set_state(ISSUE, IssueState.SENT, expect=(*IssueState,))
    gone_out = refused(approved, "issues", "unapprove", ISSUE)
    assert gone_out.hint == f"digest issues correct {ISSUE} puts a mistake right"


def test_an_issue_with_an_error_is_not_approved(with_readers: Room) -> None:
    config = with_readers.config
    publication = replace(config.settings.publication, postal_address="")
    settings = replace(config.settings, publication=publication)
    room = replace(with_readers, config=replace(config, settings=settings))
    error = refused(room, "issues", "approve", ISSUE)
    assert isinstance(error, PreflightError)
    assert error.findings
    assert state_of(room) is IssueState.DRAFT


def test_the_balance_has_a_line_for_every_state(approved: Room) -> None:
    settle(approved, r0=DeliveryState.ACCEPTED, r1=DeliveryState.REFUSED)
    listed = json.loads(issues(approved, "audit", ISSUE, "--json"))
    counts = {row["state"]: row["readers"] for row in listed}
    assert list(counts) == [*DeliveryState, "selected"]
    assert counts == dict.fromkeys(DeliveryState, "0") | {
        "accepted": "1",
        "refused": "1",
        "leased": "1",
        "selected": "3",
    }


def test_a_ledger_that_does_not_balance_is_an_error_below_its_table(approved: Room) -> None:
    with sqlite3.connect(approved.folder / "news.db") as database:
        database.execute("DELETE FROM deliveries WHERE subscriber_id = 'r1'")
    done = approved.run("issues", "audit", ISSUE)
    assert done.exit_code == 1
    assert done.stdout.split()[-2:] == ["selected", "3"]
    assert done.stderr == (
        "error: the ledger does not balance: selected is not the sum of the states\n"
    )


def test_rows_are_queued_again_by_an_operators_word(approved: Room) -> None:
    settle(approved, r0=DeliveryState.REFUSED, r1=DeliveryState.REFUSED)
    assert issues(approved, "retry", ISSUE, "--state", "refused") == (
        f"2 rows queued again; send them: digest send {ISSUE}\n"
    )
    assert issues(approved, "retry", ISSUE, "--state", "refused") == "no row is in that state\n"


def test_accepted_rows_are_never_queued_again(approved: Room) -> None:
    settle(approved, r0=DeliveryState.ACCEPTED)
    words = ("issues", "retry", ISSUE, "--state", "refused", "--state", "accepted")
    assert str(refused(approved, *words)) == (
        f"a message that was accepted is never sent again: {ISSUE}"
    )
    assert approved.run("issues", "retry", ISSUE).exit_code == 2


# ---- pause, resume and cancel -----------------------------------------------


def test_an_issue_is_paused_goes_on_and_is_cancelled(approved: Room) -> None:
    assert issues(approved, "pause", ISSUE) == f"{ISSUE}: paused\n"
    assert state_of(approved) is IssueState.PAUSED
    assert issues(approved, "resume", ISSUE) == f"{ISSUE}: goes on\n"
    assert state_of(approved) is IssueState.SENDING
    assert issues(approved, "cancel", ISSUE) == f"{ISSUE}: cancelled\n"
    assert state_of(approved) is IssueState.CANCELLED


@pytest.mark.parametrize(
    ("command", "error"),
    [
        ("pause", "this issue is draft and cannot be paused"),
        ("resume", "this issue is draft and cannot be resumed"),
        ("cancel", "this issue is draft and cannot be cancelled"),
    ],
)
def test_a_draft_is_neither_paused_nor_resumed_nor_cancelled(
    drafted: Room, command: str, error: str
) -> None:
    assert str(refused(drafted, "issues", command, ISSUE)) == f"{error}: {ISSUE}"
    assert state_of(drafted) is IssueState.DRAFT


@pytest.mark.parametrize("command", ["approve", "audit", "pause", "resume", "cancel"])
def test_an_unknown_issue_is_refused_by_every_command(room: Room, command: str) -> None:
    error = refused(room, "issues", command, ISSUE)
    assert (str(error), error.hint) == (f"no such issue: {ISSUE}", "digest issues list shows them")


# ---- preflight --------------------------------------------------------------


def test_findings_are_an_object_for_a_script(drafted: Room) -> None:
    done = drafted.run("preflight", ISSUE, "--json")
    report = json.loads(done.output)
    errors = [finding for finding in report["findings"] if finding["severity"] == "error"]
    assert (report["issue"], report["ok"]) == (ISSUE, not errors)
    assert done.exit_code == (1 if errors else 0)
    for finding in report["findings"]:
        assert set(finding) == {"rule_id", "severity", "message", "where", "source"}


def test_an_error_of_preflight_is_exit_code_1(drafted: Room) -> None:
    publication = replace(own_newsroom().settings.publication, postal_address="")
    settings = replace(drafted.config.settings, publication=publication)
    done = replace(drafted, config=replace(drafted.config, settings=settings)).run(
        "preflight", ISSUE, "--json"
    )
    assert (done.exit_code, json.loads(done.stdout)["ok"]) == (1, False)


def test_no_finding_is_good_news(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _print_findings(State(folder=tmp_path), ())
    assert capsys.readouterr().out == "preflight found no fault: good to go\n"


def test_findings_are_listed_with_their_rule_and_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    finding = Finding(
        rule_id="links.https", severity=Severity.WARNING, message="[b]plain[/b]", where="story 1"
    )
    _print_findings(State(folder=tmp_path), (finding,))
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["severity", "rule", "what", "where"]
    assert lines[1].split() == ["warning", "links.https", "[b]plain[/b]", "story", "1"]
