"""A page that changed after an issue cited it is found, and a page that only looks other is not."""

from __future__ import annotations

import pytest

from digest.write.source_changes import ChangeKind, compare_with_page, correction_notes

PAGE = (
    "A ferry sank off Latakia on Sunday.\n\n"
    "Nine people died and three are missing, the port said.\n\n"
    "“We saw no storm,” the captain told reporters."
)


def kinds(cited: list[str], page: str) -> list[ChangeKind]:
    """Return the kinds of change that a page shows."""
    return [change.kind for change in compare_with_page(cited, page)]


def test_a_page_that_holds_all_cited_sentences_has_no_change():
    assert (
        kinds(
            [
                "A ferry sank off Latakia on Sunday.",
                "“We saw no storm,” the captain told reporters.",
            ],
            PAGE,
        )
        == []
    )


@pytest.mark.parametrize(
    "cited",
    [
        "A ferry  sank off\nLatakia on Sunday.",
        '"We saw no storm," the captain told reporters.',
        "Nine people died … the port said.",
        "Nine people died and three are missing…",
    ],
)
def test_white_space_quotation_marks_and_shown_cuts_are_no_change(cited):
    assert kinds([cited], PAGE) == []


def test_a_sentence_with_another_number_is_reworded_and_both_wordings_are_given():
    page = PAGE.replace("Nine people", "Eleven people")
    (change,) = compare_with_page(["Nine people died and three are missing, the port said."], page)
    assert change.kind is ChangeKind.REWORDED
    assert change.cited == "Nine people died and three are missing, the port said."
    assert change.now == "Eleven people died and three are missing, the port said."


def test_a_sentence_without_a_likeness_on_the_page_is_gone():
    (change,) = compare_with_page(["The navy blamed a mine."], PAGE)
    assert (change.kind, change.now) == (ChangeKind.GONE, "")


def test_pieces_of_a_cut_must_stand_in_their_order():
    assert kinds(["the port said … Nine people died"], PAGE) != []


def test_half_of_the_words_make_a_rewording_and_fewer_do_not():
    # four words of eight are shared, then three of nine
    assert kinds(["one two three four five six"], "one two three four seven eight.") == [
        ChangeKind.REWORDED
    ]
    assert kinds(["one two three four five six"], "one two three seven eight nine.") == [
        ChangeKind.GONE
    ]


def test_the_first_of_two_equal_rewordings_is_shown():
    (change,) = compare_with_page(["Ten men left Aden."], "Six men left Aden. Five men left Aden.")
    assert change.now == "Six men left Aden."


def test_a_page_that_could_not_be_read_says_nothing_about_its_sentences():
    assert compare_with_page(["A ferry sank off Latakia on Sunday."], " \n ") == ()


def test_changes_come_in_the_order_in_which_sentences_were_cited():
    changes = compare_with_page(["The navy blamed a mine.", "Two men sang songs at home."], PAGE)
    assert [change.cited for change in changes] == [
        "The navy blamed a mine.",
        "Two men sang songs at home.",
    ]


@pytest.mark.parametrize(
    ("note", "kind"),
    [
        ("Correction: an earlier figure was wrong.", ChangeKind.CORRECTED),
        ("Editor’s note — the name was misspelt.", ChangeKind.CORRECTED),
        ("An earlier version of this story gave another toll.", ChangeKind.CORRECTED),
        (
            "This article was amended on Sunday: This article has been corrected.",
            ChangeKind.CORRECTED,
        ),
        ("This story has been withdrawn.", ChangeKind.WITHDRAWN),
        ("We have retracted this report.", ChangeKind.WITHDRAWN),
        ("Please disregard the story on the ferry.", ChangeKind.WITHDRAWN),
    ],
)
def test_a_note_of_the_outlet_is_found(note, kind):
    (change,) = correction_notes(f"{PAGE}\n\n{note}")
    assert (change.kind, change.now) == (kind, note)


def test_a_note_that_stood_there_when_the_page_was_collected_is_not_reported():
    page = f"{PAGE}\n\nCorrection: an earlier figure was wrong."
    assert correction_notes(page, before=page) == ()


def test_news_about_a_correction_or_a_withdrawal_of_troops_is_no_note():
    assert (
        correction_notes("The army has withdrawn from Aden.\nA correction officer was hurt.") == ()
    )


def test_a_long_note_is_cut():
    (change,) = correction_notes("Correction: " + "word " * 200)
    assert len(change.now) == 400
