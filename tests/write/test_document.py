"""A briefing survives YAML exactly, reads well, and a person's mistake is named with its line."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_compose import draft

from digest.errors import WriteError
from digest.models import (
    Blocks,
    Briefing,
    Call,
    Citation,
    Coverage,
    Direction,
    Field,
    Item,
    KnowMore,
    Passage,
    Picture,
    Reason,
    Section,
    StoryState,
    TrendReport,
)
from digest.write import (
    briefing_from_yaml,
    briefing_to_json,
    briefing_to_yaml,
    draft_from_yaml,
    draft_to_yaml,
    passage_lines,
)

T = TypeVar("T")
_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
_TIMES = st.datetimes(timezones=st.just(UTC))
_COUNTS = st.integers(0, 9999)
_PICTURES = st.builds(
    Picture,
    url=_TEXT,
    alt=_TEXT,
    caption=_TEXT,
    width=st.none() | _COUNTS,
    file_photo=st.booleans(),
)
_PASSAGES = st.builds(
    Passage,
    text=_TEXT,
    article_id=_TEXT,
    field=st.sampled_from(Field),
    start=_COUNTS,
    end=_COUNTS,
    edited=st.booleans(),
    attribution=_TEXT,
)


def _several(one: st.SearchStrategy[T]) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(one, max_size=2).map(tuple)


_REASONS = st.builds(Reason, code=_TEXT, detail=_TEXT, value=st.none() | st.floats(allow_nan=False))
_ITEMS = st.builds(
    Item,
    story_id=_TEXT,
    headline=_PASSAGES,
    dek=st.none() | _PASSAGES,
    picture=st.none() | _PICTURES,
    lead=_several(_PASSAGES),
    what_happened=_several(_several(_PASSAGES)),
    know_more=_several(
        st.builds(KnowMore, passage=_PASSAGES, url=_TEXT, outlet=_TEXT, published=_TIMES)
    ),
    article_ids=_several(_TEXT),
    publishers=_COUNTS,
    state=st.sampled_from(StoryState),
    developed_since=st.none() | _TIMES,
    reasons=_several(_REASONS),
)
_BRIEFINGS = st.builds(
    Briefing,
    issue_id=_TEXT,
    newsletter_id=_TEXT,
    newsletter_name=_TEXT,
    tagline=_TEXT,
    slot=st.dates(),
    at=_TIMES,
    timezone=_TEXT,
    language=_TEXT,
    direction=st.sampled_from(Direction),
    subject=_TEXT,
    preheader=_TEXT,
    intro=_several(_PASSAGES),
    items=_several(_ITEMS),
    sections=_several(st.builds(Section, id=_TEXT, title=_TEXT, topics=_several(_TEXT))),
    blocks=st.builds(
        Blocks,
        trend_reports=_several(
            st.builds(TrendReport, title=_TEXT, url=_TEXT, picture=st.none() | _PICTURES)
        ),
        membership=st.none() | st.builds(Call, title=_TEXT, text=_TEXT, button=_TEXT, url=_TEXT),
    ),
    citations=_several(
        st.builds(
            Citation, article_id=_TEXT, url=_TEXT, title=_TEXT, outlet=_TEXT, published=_TIMES
        )
    ),
    coverage=st.builds(Coverage, sources=_COUNTS, troubles=_several(_TEXT)),
)


@given(_BRIEFINGS)
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_any_briefing_round_trips_exactly(briefing: Briefing) -> None:
    assert briefing_from_yaml(briefing_to_yaml(briefing)) == briefing


@given(_BRIEFINGS)
@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_the_json_of_a_briefing_is_the_same_after_a_round_trip(briefing: Briefing) -> None:
    again = briefing_from_yaml(briefing_to_yaml(briefing))
    assert briefing_to_json(again) == briefing_to_json(briefing)


def test_a_changed_subject_changes_the_json_of_a_briefing() -> None:
    changed = replace(draft(), subject="Another subject")
    assert briefing_to_json(changed) != briefing_to_json(draft())


def test_a_real_draft_round_trips_and_shows_text_before_its_source() -> None:
    briefing = draft()
    document = briefing_to_yaml(briefing)
    assert briefing_from_yaml(document) == briefing
    assert document.index("text: Marenia closes") < document.index("from: wire-1 title")


def test_a_changed_sentence_is_read_as_written() -> None:
    document = briefing_to_yaml(draft()).replace(
        "text: Marenia closes largest harbor", "text: Marenia shuts largest harbor"
    )
    assert (
        briefing_from_yaml(document)
        .items[0]
        .headline.text.startswith("Marenia shuts largest harbor")
    )


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("subject:", "subjekt:", "unknown key “subjekt”"),
        ("from: wire-1 title", "from: wire-1 heading", "is not a source"),
        ("direction: ltr", "direction: up", "“up” is not one of"),
        ("slot: ", "slot: tomorrow #", "is not a date"),
        ("issue_id: ", "newsletter_id: ", "twice"),
        ("items:", "items: [", "not YAML"),
        ("text: Marenia closes", "text: Marenia closes #1", "begins a comment"),
        ("text: Marenia closes", "text: Orlov: Marenia closes", "not YAML"),
        ("text: Marenia closes", "text: Orlov: Marenia closes", "a second colon on this line"),
        ("text: Marenia closes", "text: “Orlov: Marenia closes", "curly quotation marks"),
        ("    headline:", "   headline:", "this line"),
    ],
)
def test_a_mistake_is_named_with_line_and_column(old: str, new: str, says: str) -> None:
    with pytest.raises(WriteError) as caught:
        briefing_from_yaml(briefing_to_yaml(draft()).replace(old, new, 1))
    assert says in str(caught.value.message)
    line, _, column = caught.value.subject.partition(":")
    assert int(line) > 0
    assert int(column) > 0


def test_a_missing_part_is_named() -> None:
    with pytest.raises(WriteError, match="“newsletter_id” is missing"):
        briefing_from_yaml("issue_id: a@2026-03-04\n")


def test_a_sentence_of_the_desk_is_written_and_read_back() -> None:
    briefing = draft()
    item = briefing.items[0]
    note = Passage(text="The desk adds this.", article_id="desk")
    briefing = replace(briefing, items=(replace(item, lead=(note,)), *briefing.items[1:]))
    text = briefing_to_yaml(briefing)
    assert "text: The desk adds this.\n" in text
    assert "from: desk\n" in text
    assert briefing_from_yaml(text) == briefing


def of_the_desk(text: str, *, overruled: str = "") -> Passage:
    return Passage(text=text, article_id="desk", overruled=overruled)


def test_an_editors_note_is_written_as_plain_text() -> None:
    note = (of_the_desk("Good morning: read on. # 1"), of_the_desk("We are back on Monday."))
    text = briefing_to_yaml(replace(draft(), intro=note))
    block = "intro: |\n  Good morning: read on. # 1\n\n  We are back on Monday.\nitems:\n"
    assert block in text
    assert briefing_from_yaml(text).intro == note


def test_an_editors_note_with_a_key_is_written_as_sentences() -> None:
    note = (of_the_desk("Good morning."), of_the_desk("Back on Monday.", overruled="planned"))
    text = briefing_to_yaml(replace(draft(), intro=note))
    assert "  - text: Good morning.\n    from: desk\n" in text
    assert briefing_from_yaml(text).intro == note


@pytest.mark.parametrize(
    ("written", "paragraphs"),
    [
        ("Good morning.", ["Good morning."]),
        ("Good morning,\n  and read on.", ["Good morning, and read on."]),
        ("|\n  One\n  line.\n\n\n   \n  Two.", ["One line.", "Two."]),
        (">\n  One\n  line.\n\n\n  Two.", ["One line.", "Two."]),
        (">-\n  One\n  line.\n\n  Two.", ["One line.", "Two."]),
        ("One\n  line.\n\n  Two.", ["One line.", "Two."]),
        ("", []),
        ("~", []),
    ],
)
def test_an_editors_note_is_read_as_a_person_writes_it(written: str, paragraphs: list[str]) -> None:
    text = briefing_to_yaml(draft()).replace("\nitems:", f"\nintro: {written}\nitems:", 1)
    assert briefing_from_yaml(text).intro == tuple(map(of_the_desk, paragraphs))


def test_a_sentence_that_is_written_below_a_fold_mark_is_joined() -> None:
    briefing = draft()
    subject = f"subject: {briefing.subject}\n"
    folded = "subject: >-\n  Two lines\n  of words\n"
    text = briefing_to_yaml(briefing)
    assert subject in text
    assert briefing_from_yaml(text.replace(subject, folded)).subject == "Two lines of words"


def test_an_editors_note_that_loses_words_to_a_comment_is_a_mistake() -> None:
    text = briefing_to_yaml(draft()).replace("\nitems:", "\nintro: We are # 1\nitems:", 1)
    with pytest.raises(WriteError, match="begins a comment") as caught:
        briefing_from_yaml(text)
    line = text.splitlines().index("intro: We are # 1") + 1
    assert caught.value.subject.startswith(f"{line}:")


def test_each_paragraph_of_an_editors_note_is_found_on_a_line() -> None:
    note = (of_the_desk("Good morning."), of_the_desk("Back on Monday."))
    text = briefing_to_yaml(replace(draft(), intro=note))
    line = text.splitlines().index("intro: |") + 1
    places = passage_lines(text)
    assert (places["intro 1"], places["intro 2"]) == (line, line)
    note = (note[0], of_the_desk("Back on Monday.", overruled="planned"))
    text = briefing_to_yaml(replace(draft(), intro=note))
    places = passage_lines(text)
    assert "Good morning." in text.splitlines()[places["intro 1"] - 1]
    assert "Back on Monday." in text.splitlines()[places["intro 2"] - 1]


def test_a_reason_to_overrule_is_written_and_read_back() -> None:
    briefing = draft()
    item = briefing.items[0]
    headline = replace(item.headline, text="Other words", overruled="as said on air")
    briefing = replace(briefing, items=(replace(item, headline=headline), *briefing.items[1:]))
    text = briefing_to_yaml(briefing)
    assert "overruled: as said on air\n" in text
    assert briefing_from_yaml(text) == briefing


def test_an_empty_reason_is_a_mistake_with_its_line() -> None:
    briefing = draft()
    item = briefing.items[0]
    headline = replace(item.headline, overruled="reason")
    briefing = replace(briefing, items=(replace(item, headline=headline), *briefing.items[1:]))
    text = briefing_to_yaml(briefing).replace("overruled: reason", 'overruled: " "')
    line = text[: text.index('overruled: " "')].count("\n") + 1
    with pytest.raises(WriteError) as error:
        briefing_from_yaml(text)
    assert error.value.message == "the reason is empty"
    assert error.value.subject.startswith(f"{line}:")


def test_each_sentence_is_found_on_its_line() -> None:
    briefing = draft()
    text = briefing_to_yaml(briefing)
    lines = text.splitlines()
    places = passage_lines(text)
    for item in briefing.items:
        where = f"{item.story_id} headline"
        assert "text:" in lines[places[where] - 1]
        assert item.headline.text[:20] in lines[places[where] - 1]
        for row, paragraph in enumerate(item.what_happened, start=1):
            for column, passage in enumerate(paragraph, start=1):
                where = f"{item.story_id} what_happened {row}.{column}"
                assert passage.text[:20] in lines[places[where] - 1]


def test_a_text_that_is_not_yaml_has_no_lines() -> None:
    assert passage_lines("items: [") == {}


def test_a_draft_holds_the_texts_alone_and_the_store_gives_back_the_rest() -> None:
    briefing = draft()
    text = draft_to_yaml(briefing)
    for key in ("reasons:", "citations:", "coverage:", "article_ids:", "blocks:"):
        assert key not in text
    assert draft_from_yaml(text, briefing) == briefing


def test_an_editors_changes_stay_and_a_dropped_story_takes_its_evidence_along() -> None:
    briefing = draft()
    first, *others = briefing.items
    text = draft_to_yaml(replace(briefing, items=tuple(others), subject="Other words"))
    edited = draft_from_yaml(text + "tagline: A new line\n".replace("tagline", "theme"), briefing)
    assert edited.subject == "Other words"
    assert edited.theme == "A new line"
    assert edited.items == tuple(others)
    assert edited.citations == briefing.citations
    assert first not in edited.items


def test_a_story_of_the_desk_needs_no_evidence_in_the_store() -> None:
    briefing = draft()
    own = Item(story_id="own", headline=of_the_desk("A note on our coverage"))
    text = draft_to_yaml(replace(briefing, items=(*briefing.items, own)))
    assert draft_from_yaml(text, briefing).items[-1] == own


def test_a_mistake_in_a_draft_is_named_with_its_line() -> None:
    briefing = draft()
    text = draft_to_yaml(briefing).replace("subject:", "subjekt:", 1)
    with pytest.raises(WriteError, match="unknown key") as caught:
        draft_from_yaml(text, briefing)
    line = next(n for n, row in enumerate(text.splitlines(), 1) if row.startswith("subjekt"))
    assert caught.value.subject.startswith(f"{line}:")
