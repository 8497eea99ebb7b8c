"""The search of the archive over both databases: terms, order, and an index that keeps in step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_issue import NOW, a_briefing, an_issue
from sqlalchemy import delete, text

from digest.models import IssueCorrection, IssueState, Item, MailKind, Passage, Selection
from digest.protocols import Store
from digest.store import open_store
from digest.store.archive_words import add_missing_words
from digest.store.schema import archive_texts, issues

TODAY = date(2026, 11, 23)
NEWSLETTERS = ("daily", "gulf")


def told(story_id: str, headline: str, *sentences: str) -> Item:
    facts = tuple(Passage(text=sentence, article_id="a1") for sentence in sentences)
    return Item(
        story_id=story_id,
        headline=Passage(text=headline, article_id="a1"),
        what_happened=(facts,),
    )


def publish(store: Store, issue_id: str, *items: Item, subject: str = "Morning") -> None:
    briefing = a_briefing(issue_id, subject=subject, preheader="", items=items)
    store.issues.save_draft(briefing, Selection(stories=()), an_issue(issue_id, subject=subject))
    store.issues.approve(issue_id, subscriber_ids=[], now=NOW)


def found(store: Store, question: str, *newsletters: str) -> list[str]:
    answer = store.issues.search(question, newsletters or NEWSLETTERS, today=TODAY)
    return [one.issue.id for one in answer]


HARBOUR = told("s1", "Harbour reopens", "Ships waited in the Red Sea for days.", "Oil fell to $5.")


@pytest.mark.parametrize(
    ("question", "is_found"),
    [
        ("harbour", True),
        ("HARBOUR ships", True),
        ("ship", True),
        ("arbour", False),
        ('"red sea"', True),
        ('"sea red"', False),
        ('"red se"', False),
        ("sea red", True),
        ("morning oil", True),
        ("harbour nowhere", False),
        ("", False),
        ("%", False),
    ],
)
def test_words_begin_alike_and_phrases_stand_whole(
    store: Store, question: str, is_found: bool
) -> None:
    publish(store, "daily@2026-11-20", HARBOUR)
    assert bool(found(store, question)) == is_found


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        ("أُعيد فتح الميناء في بيروت", "ميناء بيروت"),
        ("بندر علی باز شد", "علي"),
        ("הספינות בנמל חיפה", "נמל"),
        ("Güneydoğu’da İstanbul limanı", "istanbul"),
        ("L’État rouvre", "etat"),
        ("船在红海等待", "红海"),
        ("Корабли ждут", "КОРАБЛИ"),
        ('צה"ל הודיע', 'צה"ל'),
        ("the U.S.-made jets", "u.s."),
        ("1,200 ships", "1200"),
    ],
)
def test_words_of_every_script_are_found(store: Store, sentence: str, question: str) -> None:
    publish(store, "daily@2026-11-20", told("s1", "Harbour", sentence))
    assert found(store, question) == ["daily@2026-11-20"]
    (one,) = store.issues.search(question, NEWSLETTERS, today=TODAY)
    assert one.excerpt == sentence


def test_only_the_named_newsletters_are_searched(store: Store) -> None:
    publish(store, "daily@2026-11-20", HARBOUR)
    publish(store, "gulf@2026-11-20", HARBOUR)
    assert found(store, "harbour", "gulf") == ["gulf@2026-11-20"]
    assert store.issues.search("harbour", [], today=TODAY) == ()


def test_a_headline_counts_more_than_the_text_and_a_new_issue_more_than_an_old_one(
    store: Store,
) -> None:
    other = [told("s9", f"Other news {number}", "Prices rose again.") for number in range(3)]
    publish(store, "daily@2026-11-17", told("s1", "Weather", "Rain at the harbour.", "More rain."))
    publish(store, "daily@2026-11-18", told("s1", "Harbour reopens", "It was shut.", "More rain."))
    for day in range(10, 16):
        publish(store, f"daily@2026-11-{day}", *other)
    assert found(store, "harbour") == ["daily@2026-11-18", "daily@2026-11-17"]
    publish(store, "daily@2023-11-18", told("s1", "Harbour reopens", "It was shut.", "More rain."))
    assert found(store, "harbour")[-1] == "daily@2023-11-18"


def test_the_limit_keeps_the_best(store: Store) -> None:
    for day in (18, 19, 20):
        publish(store, f"daily@2026-11-{day}", HARBOUR)
    answer = store.issues.search("harbour", NEWSLETTERS, today=TODAY, limit=2)
    assert [one.issue.slot.day for one in answer] == [20, 19]


def test_drafts_and_letters_are_not_found_and_an_approval_taken_back_hides_again(
    store: Store,
) -> None:
    briefing = a_briefing("daily@2026-11-20", items=(HARBOUR,))
    store.issues.save_draft(briefing, Selection(stories=()), an_issue("daily@2026-11-20"))
    assert found(store, "harbour") == []
    store.issues.approve("daily@2026-11-20", subscriber_ids=[], now=NOW)
    assert found(store, "harbour") == ["daily@2026-11-20"]
    assert store.issues.take_back_approval("daily@2026-11-20")
    assert found(store, "harbour") == []
    letter = replace(an_issue("daily.letter@2026-11-20"), kind=MailKind.WELCOME)
    store.issues.save_draft(
        a_briefing(letter.id, newsletter_id="daily", items=(HARBOUR,)),
        Selection(stories=()),
        letter,
    )
    store.issues.approve(letter.id, subscriber_ids=[], now=NOW)
    assert found(store, "harbour") == []


def test_a_cancelled_issue_is_hidden(store: Store) -> None:
    publish(store, "daily@2026-11-20", HARBOUR)
    store.issues.set_state("daily@2026-11-20", IssueState.CANCELLED, expect=(IssueState.APPROVED,))
    assert found(store, "harbour") == []


def test_an_issue_is_found_by_its_correction_until_that_is_taken_back(store: Store) -> None:
    publish(store, "daily@2026-11-20", HARBOUR)
    correction = IssueCorrection(
        id="c1",
        issue_id="daily@2026-11-20",
        newsletter_id="daily",
        text="The ferries, not the tankers, waited.",
        made=NOW,
    )
    store.source_watch.correct(correction)
    (one,) = store.issues.search("ferries", NEWSLETTERS, today=TODAY)
    assert one.issue.corrected
    assert one.excerpt == ""
    assert store.issues.archive("daily")[0].corrected
    store.source_watch.take_back("c1")
    assert found(store, "ferries") == []
    assert not store.issues.archive("daily")[0].corrected
    assert found(store, "harbour") == ["daily@2026-11-20"]


def test_issues_that_were_published_before_the_index_are_added_to_it(store: Store) -> None:
    publish(store, "daily@2026-11-20", HARBOUR)
    with store.database.write() as connection:  # type: ignore[attr-defined]
        connection.execute(delete(archive_texts))
    assert found(store, '"red sea"') == []
    with store.database.write() as connection:  # type: ignore[attr-defined]
        assert add_missing_words(connection) == 1
        assert add_missing_words(connection) == 0
    assert found(store, '"red sea"') == ["daily@2026-11-20"]


def test_the_words_of_a_deleted_issue_leave_the_index(store: Store) -> None:
    publish(store, "daily@2026-11-20", HARBOUR)
    database = store.database  # type: ignore[attr-defined]
    with database.write() as connection:
        connection.execute(delete(issues))
        assert connection.execute(text("SELECT count(*) FROM archive_texts")).scalar() == 0
    assert found(store, "harbour") == []


@pytest.fixture(scope="module")
def kept_store(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One store for many questions: they change it not."""
    file = tmp_path_factory.mktemp("hostile") / "newsroom.db"
    file.write_bytes(migrated_file.read_bytes())
    store = open_store(f"sqlite:///{file}")
    publish(store, "daily@2026-11-20", HARBOUR)
    yield store
    store.close()


HOSTILE = (
    "'; DROP TABLE issues --",
    '"',
    '""',
    '"harbour" OR "',
    "NEAR(harbour ships, 5)",
    "title: harbour",
    "{title body}: x",
    "^harbour",
    "harbour*",
    "-harbour",
    "a AND OR NOT b",
    "((((((",
    "\\",
    "\x00",
    "\ud800",
    "harbour & | ! <-> :*A",
    "'harbour':*",
    "²³ ½ ﷺ",
    "x" * 10_000,
    '"' * 500,
    "ا" * 200,
)


@pytest.mark.parametrize("question", HOSTILE)
def test_a_hostile_question_is_an_ordinary_one(store: Store, question: str) -> None:
    publish(store, "daily@2026-11-20", HARBOUR)
    assert set(found(store, question)) <= {"daily@2026-11-20"}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=80))
def test_no_question_is_an_error(kept_store: Store, question: str) -> None:
    assert set(found(kept_store, question)) <= {"daily@2026-11-20"}
