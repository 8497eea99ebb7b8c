"""Further reports of a card: those of its event are found among all that the store holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sample_news import NEWSLETTER, NOW, SLOT, article

from digest.models import Article, Briefing, Item, Match, Passage, Selection, Story
from digest.write import compose
from digest.write.further_reports import FEWEST_TITLES, ONE_NEWS, count_titles, further_reports_for
from digest.write.item_passages import passages

FIRST = article(
    "first",
    "Marenia reopens Port Avel after two weeks of repairs",
    lead="Freighters entered Port Avel in Marenia on Tuesday for the first time since the blast.",
)
CARD = Story(id="port", articles=(FIRST,))
ITEM = Item(
    story_id="port",
    headline=Passage(text=FIRST.title, article_id="first"),
    lead=(Passage(text=FIRST.lead, article_id="first"),),
)
FURTHER = article(
    "further",
    "Eleven freighters dock as Marenia reopens Port Avel",
    lead="Dockers cheered as eleven freighters passed the burnt quay of Port Avel at noon.",
    publisher="Quay Post",
)
OTHERS = tuple(
    article(f"other-{number}", f"Marenia town {number} paints bridge {number} in Avel province")
    for number in range(FEWEST_TITLES)
)


def found(*more: Article, story: Story = CARD, theme: frozenset[str] = frozenset()) -> list[str]:
    counted = count_titles((*OTHERS, *more))
    return [
        one.id for one in further_reports_for(story, ITEM, counted, held={"first"}, theme=theme)
    ]


def issue(*further_reports: Article) -> Briefing:
    return compose(
        Selection(stories=(CARD,)),
        NEWSLETTER,
        issue_id="harbor-briefing@2026-03-04",
        slot=SLOT,
        now=NOW,
        further_reports=further_reports,
    )


def cited(briefing: Briefing) -> list[str]:
    return [passage.article_id for passage in passages(briefing.items[0])]


def test_a_title_with_rare_words_of_the_card_tells_its_event() -> None:
    assert found(FURTHER) == ["further"]


@pytest.mark.parametrize(
    "title",
    [
        # a place alone ties no two events
        "Avel province of Marenia counts its schools",
        # nor do words of one kind of event at another place
        "Solmar reopens bridge after weeks of repairs",
        # a long title shares words by chance
        "Marenia, where freighters wait for repairs, votes on school meals, taxes, roads, hens, "
        "a new flag, and the length of its summer holidays",
    ],
)
def test_a_title_of_another_event_is_left(title: str) -> None:
    assert found(replace(FURTHER, title=title, lead="")) == []


def test_words_of_the_whole_issue_tie_no_title() -> None:
    theme = frozenset({"freighter", "reopen", "port"})
    assert found(FURTHER, theme=theme) == []


def test_old_reports_foreign_ones_and_those_of_the_issue_are_left() -> None:
    old = replace(FURTHER, published=FIRST.published - ONE_NEWS - timedelta(minutes=1))
    assert found(old) == []
    assert found(replace(FURTHER, language="fr")) == []
    assert found(replace(FURTHER, id="first")) == []


def test_a_report_of_the_happening_is_tied_by_its_opening_too() -> None:
    told_otherwise = replace(
        FURTHER,
        title="Dockers cheer in Marenia",
        lead="Freighters entered the harbor for the first time since the blast at Port Avel.",
    )
    assert found(told_otherwise) == []
    match = Match(article_id="further", topic_id="coast", score=1.0, hits=())
    assert found(told_otherwise, story=replace(CARD, matches=(match,))) == ["further"]
    elsewhere = replace(told_otherwise, lead="Ministers of Marenia spoke on wages in Avel.")
    assert found(elsewhere, story=replace(CARD, matches=(match,))) == []


def test_of_few_titles_it_is_not_told_how_rare_a_word_is() -> None:
    counted = count_titles((*OTHERS[:3], FURTHER))
    assert further_reports_for(CARD, ITEM, counted, held=()) == []


def test_the_order_of_the_store_changes_nothing() -> None:
    second = replace(FURTHER, id="second", title="Marenia reopens Port Avel to freighters")
    counted = count_titles((*OTHERS, FURTHER, second))
    turned = count_titles((second, FURTHER, *reversed(OTHERS)))
    one = further_reports_for(CARD, ITEM, counted, held=())
    assert one == further_reports_for(CARD, ITEM, turned, held=())
    assert {article.id for article in one} >= {"further", "second"}


def test_a_card_of_one_sentence_quotes_a_further_report() -> None:
    briefing = issue(*OTHERS, FURTHER)
    assert cited(briefing) == ["first", "further"]
    assert briefing.items[0].article_ids == ("first", "further")
    assert {citation.article_id for citation in briefing.citations} == {"first", "further"}
    assert [reason.code for reason in briefing.items[0].reasons][-1] == "further_report"


def test_a_report_that_adds_nothing_leaves_the_card_as_it_was() -> None:
    again = replace(FURTHER, lead=FIRST.lead, title=FIRST.title)
    assert issue(*OTHERS, again) == issue()


def test_a_card_of_two_sentences_takes_no_further_report() -> None:
    fuller = replace(FIRST, lead=f"{FIRST.lead} Tugs pulled the first six to their berths at noon.")
    story = replace(CARD, articles=(fuller,))
    selection = Selection(stories=(story,))
    with_report, without = (
        compose(selection, NEWSLETTER, issue_id="i", slot=SLOT, now=NOW, further_reports=reports)
        for reports in ((*OTHERS, FURTHER), ())
    )
    assert with_report == without
