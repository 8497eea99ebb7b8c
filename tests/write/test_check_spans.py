"""A sentence equals its span but for white space and shown cuts; all else is a person's wording."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_news import article

from digest.models import Article, Field, Passage, Picture, Severity
from digest.write.checks import check_passage, matches_span

BODY = "The harbor of Port Avel , closed  on\nTuesday, was opened again by the army at noon."
SOURCE = article("a", "Port Avel closes", body=BODY, publisher="Coast Wire")


def passage(text: str, start: int = 0, end: int = len(BODY), **more: object) -> Passage:
    return Passage(text=text, article_id="a", start=start, end=end, **more)  # type: ignore[arg-type]


WHOLE = "The harbor of Port Avel, closed on Tuesday, was opened again by the army at noon."


@pytest.mark.parametrize(
    "text",
    [
        WHOLE,
        "The harbor of Port Avel…",
        "… was opened again by the army at noon.",
        "The harbor of Port Avel… by the army at noon.",
        "The harbor… closed on Tuesday… at noon.",
        "…closed on Tuesday…",
    ],
)
def test_a_span_and_its_shown_cuts_match(text: str) -> None:
    assert matches_span(passage(text), SOURCE)


@pytest.mark.parametrize(
    "text",
    [
        "The harbor of Port Avel.",
        "The harbor of Port Avel, closed on Tuesday",
        "The Harbor of Port Avel…",
        # a cut at the front or the end must be shown
        "harbor of Port Avel…",
        "… opened again by the army at",
        # pieces stand in the order of the source
        "… at noon… closed on Tuesday…",
        "The harbor… The harbor…",
        "…",
        "",
    ],
)
def test_a_cut_that_is_not_shown_or_out_of_order_is_no_match(text: str) -> None:
    assert not matches_span(passage(text), SOURCE)


@pytest.mark.parametrize(
    ("start", "end", "fits"),
    [
        (0, len(BODY), True),
        (0, len(BODY) + 1, False),
        (-1, len(BODY), False),
        (5, 5, False),
        (9, 5, False),
    ],
)
def test_a_span_lies_inside_its_text(start: int, end: int, fits: bool) -> None:
    assert matches_span(passage(WHOLE, start, end), SOURCE) is fits


def test_a_span_is_of_the_field_that_it_names() -> None:
    assert matches_span(passage("Port Avel closes", 0, 16, field=Field.TITLE), SOURCE)
    assert not matches_span(passage("Port Avel closes", 0, 16), SOURCE)
    picture = Picture(url="https://a.example/p.jpg", caption="A ship waits", width=9, height=9)
    with_caption = replace(SOURCE, picture=picture)
    assert matches_span(passage("A ship waits", 0, 12, field=Field.CAPTION), with_caption)


@given(st.text("ab .…\n", max_size=30), st.integers(0, 30), st.integers(0, 30))
def test_a_span_of_any_text_matches_itself(text: str, start: int, end: int) -> None:
    source = article("a", "T", body=text)
    span = text[start:end]
    cited = Passage(text=" ".join(span.split()), article_id="a", start=start, end=end)
    if start < end <= len(text):
        assert matches_span(replace(cited, text=span), source)


def found(one: Passage, source: Article = SOURCE) -> list[tuple[str, Severity, str]]:
    findings = check_passage(one, "s lead 1.1", {source.id: source})
    return [(finding.rule_id, finding.severity, finding.message) for finding in findings]


def test_a_sentence_of_its_span_is_not_worth_a_word() -> None:
    assert found(passage(WHOLE)) == []


def test_an_edit_is_noted_with_its_outlet_and_article() -> None:
    said = found(passage("The harbor of Port Avel was opened again by the army."))
    assert said == [
        (
            "passage.edited",
            Severity.NOTE,
            "differs from Coast Wire (a) and is checked as a person's wording",
        )
    ]


def test_an_outlet_without_a_name_is_called_the_source() -> None:
    nameless = replace(SOURCE, publisher="")
    said = found(passage("The harbor of Avel was opened by the army."), nameless)
    assert said[0][2].startswith("differs from the source (a) ")


def test_an_edit_in_another_language_is_held_to_facts_and_not_to_words() -> None:
    body = "Le port d’Avel a été fermé mardi par l’armée."
    french = article("a", "T", body=body, language="fr")
    one = Passage(text="Le port d’Avel est fermé par l’armée.", article_id="a", end=len(body))
    assert [rule for rule, _, _ in found(one, french)] == ["passage.edited"]
    swapped = replace(one, text="Le port de Tessel est fermé par l’armée.")
    assert "edit.name" in [rule for rule, _, _ in found(swapped, french)]


# ---- quotations --------------------------------------------------------------------------------

QUOTED = "“We will not open the gates before noon,” Orlov said."


def rules(text: str) -> set[str]:
    source = article("a", "T", body=QUOTED)
    return {
        rule for rule, _, _ in found(Passage(text=text, article_id="a", end=len(QUOTED)), source)
    }


@pytest.mark.parametrize(
    ("quote", "fits"),
    [
        ("“We will not open the gates before noon,” Orlov said.", True),
        # half of a quotation is a quotation of its own: four of eight words
        ("Orlov said they would “not open the gates”.", True),
        ("Orlov said “We will not open the gates…”.", True),
        ("Orlov said: “…not open the gates before noon”.", True),
        ("Orlov said “We will never open the gates…”.", False),
        # most words, and the rest is not shown to be left out
        ("“We will not open the gates,” Orlov said.", False),
        ("“We will never open the gates before noon,” Orlov said.", False),
    ],
)
def test_a_quotation_is_kept_or_its_cut_is_shown(quote: str, fits: bool) -> None:
    assert ("edit.quote" not in rules(quote)) is fits


def test_words_in_another_order_are_named_at_the_first() -> None:
    source = article("a", "T", body="Police attacked settlers.")
    said = found(
        Passage(text="Settlers attacked police.", article_id="a", end=len(source.body)), source
    )
    messages = [message for rule, _, message in said if rule == "edit.order"]
    assert messages[0] == "“settlers” stands where Coast Wire (a) has “police”"


@pytest.mark.parametrize(
    ("text", "is_kept"),
    [
        ("Dockers left two quays, Coast Wire said.", True),
        ("Two quays, Coast Wire said dockers left.", False),
        ("Dockers said Coast Wire left two quays.", False),
    ],
)
def test_a_speaker_may_move_to_the_other_end_of_a_sentence(text: str, is_kept: bool) -> None:
    source = article("a", "T", body="Coast Wire said dockers left two quays.")
    passage = Passage(text=text, article_id="a", end=len(source.body))
    said = [rule for rule, _, _ in found(passage, source)]
    assert ("edit.order" not in said) is is_kept
