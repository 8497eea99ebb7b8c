"""The verdict on a page: notes of the outlet, sentences that stand, and absences that count."""

from __future__ import annotations

import pytest

from digest.models import ChangeKind, CitedSentence
from digest.write.source_changes import PageMemory, PageNow, PageVerdict, judge_page

FERRY = "A ferry sank off Latakia on Sunday."
TOLL = "Nine people died, the port said."
CREW = "The crew was saved by fishermen."
STORM = "There was no storm that night."
COLLECTED = f"{FERRY} {TOLL} {CREW}"


def cited(text: str, *, in_body: bool = True) -> CitedSentence:
    return CitedSentence(issue_id="daily@2026-11-23", text=text, in_body=in_body)


def verdict(
    text: str, memory: PageMemory, *sentences: CitedSentence, title: str = "", notes: str = ""
) -> PageVerdict:
    lines = (notes,) if notes else ()
    return judge_page(sentences, PageNow(title=title, text=text, notes=lines), memory)


def kinds(found: PageVerdict) -> list[ChangeKind]:
    return [change.kind for change in found.changes]


def test_a_page_that_is_gone_is_withdrawn_whatever_it_held() -> None:
    found = judge_page([cited(TOLL)], PageNow(is_missing=True), PageMemory(collected=COLLECTED))
    assert kinds(found) == [ChangeKind.WITHDRAWN]
    assert found.is_judged
    assert found.held == ()


def test_sentences_that_stand_are_named_and_raise_no_change() -> None:
    found = verdict(COLLECTED, PageMemory(), cited(FERRY), cited(CREW))
    assert found.held == (FERRY, CREW)
    assert found.changes == ()


def test_a_page_without_text_is_not_judged() -> None:
    found = verdict(" \n ", PageMemory(collected=COLLECTED, seen={TOLL}), cited(TOLL))
    assert not found.is_judged
    assert found.changes == ()


def test_a_withdrawal_hides_every_comparison_of_sentences() -> None:
    memory = PageMemory(collected=COLLECTED, seen={TOLL})
    found = verdict(STORM, memory, cited(TOLL), title="This article has been withdrawn.")
    assert kinds(found) == [ChangeKind.WITHDRAWN]
    assert found.held == ()
    assert found.is_judged


def test_a_correction_stands_before_the_sentences_that_changed() -> None:
    page = f"{FERRY} Eleven people died, the port said. {CREW}\n\nCorrection: eleven died."
    found = verdict(page, PageMemory(collected=COLLECTED), cited(TOLL))
    assert kinds(found) == [ChangeKind.CORRECTED, ChangeKind.REWORDED]
    assert found.changes[1].cited == TOLL
    assert found.changes[1].now == "Eleven people died, the port said."


def test_a_note_counts_once_wherever_it_stands_and_never_when_it_was_known() -> None:
    note = "Correction: eleven people died."
    assert kinds(verdict(f"{FERRY}\n{note}", PageMemory(), notes=note)) == [ChangeKind.CORRECTED]
    assert kinds(verdict(f"{FERRY}\n{note}", PageMemory(notes={note}))) == []
    assert kinds(verdict(FERRY, PageMemory(title=note), title=note)) == []


@pytest.mark.parametrize(
    ("memory", "sentence", "counts"),
    [
        # the page held it at an earlier reading
        (PageMemory(seen={STORM}), cited(STORM), True),
        (PageMemory(seen={STORM}), cited(STORM, in_body=False), True),
        # it came from the body, and the page is plainly that article
        (PageMemory(collected=COLLECTED), cited(STORM), True),
        # a summary of the feed alone was never on the page
        (PageMemory(collected=COLLECTED), cited(STORM, in_body=False), False),
        # a question of consent, or another article at the same address
        (PageMemory(collected="Ships wait. Tugs rest. Gulls cry."), cited(STORM), False),
        # of three sentences one is enough, of four it is not
        (PageMemory(collected=f"{FERRY} Tugs rest. Gulls cry."), cited(STORM), True),
        (PageMemory(collected=f"{FERRY} Tugs rest. Gulls cry. Ships go."), cited(STORM), False),
        # two sentences say too little about a page
        (PageMemory(collected=f"{FERRY} {TOLL}"), cited(STORM), False),
    ],
)
def test_an_absence_counts_where_the_page_is_known_to_have_held_the_sentence(
    memory: PageMemory, sentence: CitedSentence, counts: bool
) -> None:
    found = verdict(f"{FERRY} {TOLL} {CREW}", memory, sentence)
    assert kinds(found) == [ChangeKind.GONE] * counts
    assert found.is_judged


def test_a_sentence_that_is_cited_twice_is_gone_once() -> None:
    found = verdict(COLLECTED, PageMemory(seen={STORM}), cited(STORM), cited(STORM))
    assert kinds(found) == [ChangeKind.GONE]


@pytest.mark.parametrize(("beyond_twice", "counts"), [(0, True), (1, False)])
def test_below_half_of_the_longest_text_a_missing_end_proves_nothing(
    beyond_twice: int, counts: bool
) -> None:
    longest = 2 * len(COLLECTED) + beyond_twice
    memory = PageMemory(seen={STORM}, longest_chars=longest)
    assert kinds(verdict(COLLECTED, memory, cited(STORM))) == [ChangeKind.GONE] * counts
    # the text that was collected is a text that was seen, too
    filled = PageMemory(seen={STORM}, collected="x" * longest)
    assert kinds(verdict(COLLECTED, filled, cited(STORM))) == [ChangeKind.GONE] * counts


def test_a_teaser_still_shows_that_a_sentence_was_reworded() -> None:
    memory = PageMemory(seen={TOLL}, longest_chars=10_000)
    found = verdict("Eleven people died, the port said.", memory, cited(TOLL))
    assert kinds(found) == [ChangeKind.REWORDED]
