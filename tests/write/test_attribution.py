"""Each outlet is named in the text at its first fact, once, and never beside another name."""

from __future__ import annotations

import pytest
from sample_news import NEWSLETTER, NOW, article

from digest.models import Item, Passage, Story
from digest.write.attribution import with_outlets
from digest.write.extractive import ExtractiveWriter


def shown(*sentences: tuple[str, str], language: str = "en") -> list[str]:
    """Return the sentences of an item as readers see them; each is (outlet, text)."""
    articles = {outlet: article(outlet, "T", publisher=outlet) for outlet, _ in sentences}
    paragraphs = tuple((Passage(text=text, article_id=outlet),) for outlet, text in sentences)
    item = Item(
        story_id="s",
        headline=Passage(text="T", article_id="a"),
        lead=paragraphs[0],
        what_happened=paragraphs[1:],
    )
    named = with_outlets(item, articles, language)
    return [
        passage.shown for paragraph in (named.lead, *named.what_happened) for passage in paragraph
    ]


def test_an_outlet_is_named_at_its_first_sentence_alone() -> None:
    assert shown(("Coast Wire", "The port is shut."), ("Coast Wire", "Ships wait.")) == [
        "The port is shut, Coast Wire reported.",
        "Ships wait.",
    ]


def test_each_outlet_is_named() -> None:
    assert shown(("Coast Wire", "The port is shut."), ("Avel Gazette", "Ships wait.")) == [
        "The port is shut, Coast Wire reported.",
        "Ships wait, Avel Gazette reported.",
    ]


def test_an_outlet_that_a_state_runs_is_named_in_each_paragraph() -> None:
    agency = article("agency", "T", publisher="State Agency", state_run=True)
    told = (Passage(text="The port is ours.", article_id="agency"),)
    further = (
        Passage(text="We win.", article_id="agency"),
        Passage(text="All cheer.", article_id="agency"),
    )
    headline = Passage(text="T", article_id="agency")
    item = Item(story_id="s", headline=headline, lead=told, what_happened=(further,))
    named = with_outlets(item, {"agency": agency}, "en")
    assert [one.shown for one in (*named.lead, *named.what_happened[0])] == [
        "The port is ours, State Agency reported.",
        "We win, State Agency reported.",
        "All cheer.",
    ]


def test_a_sentence_with_a_speaker_is_according_to_its_outlet() -> None:
    assert shown(("Coast Wire", "The port is shut, officials said.")) == [
        "The port is shut, officials said, according to Coast Wire."
    ]


def test_a_sentence_that_ends_in_its_speaker_is_introduced_by_its_outlet() -> None:
    told = "Two hundred were hurt, according to the minister of health."
    assert shown(("Coast Wire", told)) == [f"Coast Wire reported: {told}"]
    assert shown(("Coast Wire", "According to the minister, the port is shut.")) == [
        "According to the minister, the port is shut, according to Coast Wire."
    ]


@pytest.mark.parametrize("text", ["“We wait.”", "Is it shut?", "It is shut!", "It is (not) shut.)"])
def test_a_sentence_without_a_place_before_its_stop_is_introduced(text: str) -> None:
    assert shown(("Coast Wire", text)) == [f"Coast Wire reported: {text}"]


def test_a_sentence_that_names_its_outlet_gets_no_second_name() -> None:
    told = "Orlov told Coast Wire that the port is shut."
    assert shown(("Coast Wire", told), ("Coast Wire", "Ships wait.")) == [told, "Ships wait."]


def test_a_sentence_that_names_another_outlet_leaves_the_name_to_the_next() -> None:
    told = "Orlov gave Reuters a letter."
    assert shown(("Coast Wire", told), ("Coast Wire", "Ships wait.")) == [
        told,
        "Ships wait, Coast Wire reported.",
    ]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("de", "Der Hafen ist zu.", "Der Hafen ist zu, berichtete Coast Wire."),
        ("de", "Der Hafen ist zu, sagte Orlov.", "Der Hafen ist zu, sagte Orlov, laut Coast Wire."),
        ("fr", "Le port est fermé.", "Le port est fermé, a rapporté Coast Wire."),
        ("ar", "الميناء مغلق.", "الميناء مغلق، بحسب Coast Wire."),
        ("tr", "Liman kapalı.", "Liman kapalı, Coast Wire bildirdi."),
    ],
)
def test_the_words_are_those_of_the_language(language: str, text: str, wanted: str) -> None:
    assert shown(("Coast Wire", text), language=language) == [wanted]


def test_the_sentence_itself_stays_that_of_the_source() -> None:
    story = Story(
        id="s", articles=(article("a", "Port shut", lead="The port of Avel is shut now."),)
    )
    item = ExtractiveWriter().write(story, newsletter=NEWSLETTER, lead=True, related=(), now=NOW)
    assert item.lead[0].text == "The port of Avel is shut now."
    assert item.lead[0].shown == "The port of Avel is shut now, Coast Wire reported."


def test_a_persons_wording_without_a_stop_keeps_its_last_letter() -> None:
    passage = Passage(text="Ships wait", article_id="a", attribution=", Coast Wire reported")
    assert passage.shown == "Ships wait, Coast Wire reported"


def test_a_sentence_without_an_attribution_is_shown_as_it_is() -> None:
    assert Passage(text="Ships wait.", article_id="a").shown == "Ships wait."
