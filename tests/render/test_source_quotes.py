"""Sentences of a mail lead to their articles, and say a language that is not that of the mail."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from digest.models import DESK, Citation, Direction, Item, KnowMore, Passage
from digest.render.mail_page import SourceLink
from digest.render.source_quotes import SourceQuotes, by_outlet
from digest.render.specimen import specimen
from digest.render.wording import wording

AT = datetime(2026, 11, 23, 7, 40, tzinfo=UTC)
BRIEFING = replace(specimen(stories=1), slot=AT.date(), language="en", direction=Direction.LTR)


def said(text: str, article_id: str = "a") -> Passage:
    return Passage(text=text, article_id=article_id)


def citation(article_id: str, *, outlet: str = "Gazette", language: str = "en") -> Citation:
    return Citation(
        article_id=article_id,
        url=f"https://outlet.example/{article_id}",
        title=f"Title of {article_id}",
        outlet=outlet,
        published=AT,
        language=language,
    )


def quotes(*citations: Citation) -> SourceQuotes:
    return SourceQuotes(
        BRIEFING,
        words=wording("en", "UTC"),
        citations={citation.article_id: citation for citation in citations},
    )


def link(number: int, *, outlet: str = "Gazette", when: str = "07:40") -> SourceLink:
    return SourceLink(
        number=number, outlet=outlet, title="", url="", when=when, state_run=number == 1
    )


# ---- sentences -----------------------------------------------------------------------------------


def test_neighbouring_sentences_of_one_article_share_a_link() -> None:
    laid = quotes().paragraph((said("One."), said("Two."), said("Three.", "b"), said("Four.")), {})
    assert [quote.text for quote in laid] == ["One. Two.", "Three.", "Four."]


def test_only_the_first_sentence_of_an_article_leads_there() -> None:
    story = quotes()
    laid = story.paragraph((said("One."), said("Two.", "b"), said("Three.")), {})
    assert [quote.first for quote in laid] == [True, True, False]
    # the next story begins anew, but for the articles that its headline leads to
    story.begin(linked=["b"])
    laid = story.paragraph((said("One."), said("Two.", "b")), {})
    assert [quote.first for quote in laid] == [True, False]


def test_an_empty_paragraph_is_left_out() -> None:
    laid = quotes().paragraphs([(said("One."),), (), (said("Two."),)], {})
    assert [quote.text for paragraph in laid for quote in paragraph] == ["One.", "Two."]


def test_a_line_without_a_stop_has_one_in_the_text_and_none_as_a_link() -> None:
    line = replace(said("Port shut as dockers strike"), attribution="Gazette reported:")
    story = quotes()
    laid = story.paragraph((line, said("Talks fail, says ‘Post’"), said("“Shut.”")), {})
    told = "Gazette reported: Port shut as dockers strike. Talks fail, says ‘Post’. “Shut.”"
    assert [quote.text for quote in laid] == [told]
    assert story.quote([said("Port shut")], {}).text == "Port shut"


def test_a_sentence_of_the_desk_is_marked_and_leads_nowhere() -> None:
    story = quotes()
    (quote,) = story.paragraph((said("Good morning.", DESK),), {})
    assert "Good morning." in quote.text
    assert quote.text != "Good morning."
    assert quote.source.number == 0
    assert story.linked == set()


def test_a_sentence_of_an_article_that_is_not_described_leads_nowhere() -> None:
    (quote,) = quotes().paragraph((said("One.", "unknown"),), {"a": link(1)})
    assert (quote.source.number, quote.source.url) == (0, "")


def test_each_sentence_is_cleaned_and_a_day_stays_with_its_month() -> None:
    (quote,) = quotes().paragraph((said(" On\nMay 8,\u200b he said."), said("It ended.")), {})
    assert quote.text == "On May\u00a08, he said. It ended."


@pytest.mark.parametrize(
    ("language", "shown", "direction"),
    [
        ("en", "", None),
        ("en-GB", "", None),
        ("", "", None),
        ("no language", "", None),
        ("fr", "fr", None),
        ("pt_BR", "pt-BR", None),
        ("ar", "ar", Direction.RTL),
    ],
)
def test_another_language_is_named_and_another_direction_as_well(
    language: str, shown: str, direction: Direction | None
) -> None:
    story = quotes(citation("a", language=language))
    (quote,) = story.paragraph((said("One."),), {})
    assert (quote.language, quote.direction) == (shown, direction)


# ---- sources -------------------------------------------------------------------------------------


def test_articles_are_numbered_as_they_are_cited_and_those_of_know_more_come_last() -> None:
    more = KnowMore(
        passage=said("More.", "c"), url="https://outlet.example/c", outlet="Post", published=AT
    )
    item = Item(
        story_id="s",
        headline=said("Ships wait"),
        what_happened=((said("One.", "b"), said("Two.")), (said("Three.", "unknown"),)),
        know_more=(more,),
    )
    sources = quotes(citation("a"), citation("b"), citation("c")).sources(item)
    assert [(name, source.number) for name, source in sources.items()] == [
        ("b", 1),
        ("a", 2),
        ("c", 3),
    ]


def test_a_source_has_a_judged_address_and_the_time_of_its_day() -> None:
    story = quotes()
    today = story.source(citation("a"), 4)
    assert (today.number, today.url, today.when) == (4, "https://outlet.example/a", "07:40")
    older = replace(citation("a"), published=AT.replace(day=22), url="javascript:alert(1)")
    assert story.source(older, 1).url == ""
    assert story.source(older, 1).when == "November 22, 07:40"


def test_articles_of_one_outlet_stand_together_with_each_time_once() -> None:
    gathered = by_outlet(
        [link(1), link(2, outlet="Post"), link(3), link(4, when="08:00")], comma=","
    )
    assert [outlet.numbers for outlet in gathered] == [(1, 3, 4), (2,)]
    assert [outlet.when for outlet in gathered] == ["07:40, 08:00", "07:40"]
    assert [outlet.state_run for outlet in gathered] == [True, False]


# ---- know more -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("past", "outlet", "shown_link", "number"),
    [
        (False, "Post", "Post, November 23", 1),
        (False, "", "November 23", 1),
        (True, "", "November 23", 0),
    ],
)
def test_a_link_to_know_more_names_its_outlet_and_day(
    past: bool, outlet: str, shown_link: str, number: int
) -> None:
    more = KnowMore(
        passage=said("More."),
        url="https://outlet.example/1",
        outlet=outlet,
        published=AT,
        past=past,
    )
    shown = quotes().further_reading(more, {"a": link(1)})
    assert shown.link.endswith(shown_link)
    assert (shown.run.source.number, shown.past) == (number, past)
    # an earlier issue says that it is one
    assert (shown.link == shown_link) is not past
