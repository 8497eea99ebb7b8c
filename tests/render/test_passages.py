"""Passages: reading order, and the articles that a story and an issue cite."""

from __future__ import annotations

from dataclasses import replace

from digest.models import AlsoItem, Item, KnowMore, Passage
from digest.render.passages import (
    cited_article_ids,
    item_passages,
    passages,
    story_article_ids,
)
from digest.render.specimen import AT, specimen


def said(text: str, article_id: str = "a") -> Passage:
    return Passage(text=text, article_id=article_id)


def more(text: str, article_id: str, *, past: bool = False) -> KnowMore:
    return KnowMore(
        passage=said(text, article_id),
        url="https://x.example/",
        outlet="X",
        published=AT,
        past=past,
    )


ITEM = Item(
    story_id="s",
    headline=said("headline"),
    dek=said("dek"),
    lead=(said("lead"),),
    what_happened=((said("happened 1"), said("happened 2")), (said("happened 3", "c"),)),
    why_it_matters=((said("matters", "d"),),),
    know_more=(more("more", "e"), more("past", "f", past=True)),
    article_ids=("a", "b"),
)


def test_sentences_come_in_reading_order_without_the_headlines_of_earlier_issues() -> None:
    assert [passage.text for passage in item_passages(ITEM)] == [
        "dek",
        "lead",
        "happened 1",
        "happened 2",
        "happened 3",
        "matters",
        "more",
    ]


def test_a_briefing_reads_headline_first_and_also_today_last() -> None:
    also = AlsoItem(story_id="x", passage=said("also", "g"))
    items = (ITEM, replace(ITEM, dek=None))
    briefing = replace(specimen(), intro=(), items=items, also=(also,))
    texts = [passage.text for passage in passages(briefing)]
    assert texts[0] == "headline"
    assert texts.count("headline") == 2
    assert texts.count("dek") == 1
    assert texts[-1] == "also"


def test_an_editor_s_note_is_read_before_the_stories() -> None:
    note = (said("good morning", "desk"), said("more", "desk"))
    texts = [passage.text for passage in passages(replace(specimen(), intro=note, items=(ITEM,)))]
    assert texts[:3] == ["good morning", "more", "headline"]


def test_a_story_has_the_articles_that_it_cites_without_know_more_and_uncited_ones() -> None:
    assert story_article_ids(ITEM) == ("a", "c", "d")


def test_numbers_rise_with_the_sentences_and_an_article_of_the_headline_alone_comes_last() -> None:
    item = replace(ITEM, headline=said("headline", "h"), know_more=())
    assert story_article_ids(item) == ("a", "c", "d", "h")
    cited_later = replace(item, headline=said("headline", "c"))
    assert story_article_ids(cited_later) == ("a", "c", "d")


def test_the_article_of_a_headline_is_a_source_where_know_more_cites_it_too() -> None:
    item = replace(ITEM, know_more=(more("more", "a"),))
    assert story_article_ids(item) == ("a", "c", "d")


def test_an_article_that_know_more_cites_too_is_one_of_know_more() -> None:
    item = replace(ITEM, know_more=(more("more", "d"),))
    assert story_article_ids(item) == ("a", "c")


def test_an_issue_cites_stories_then_know_more_then_also_today() -> None:
    also = AlsoItem(story_id="x", passage=said("also", "g"))
    briefing = replace(specimen(), items=(ITEM,), also=(also,))
    assert list(cited_article_ids(briefing)) == ["a", "c", "d", "e", "f", "g"]
