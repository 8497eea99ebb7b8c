"""*Why it matters* holds background: of reports, or of earlier articles with their date."""

from __future__ import annotations

import pytest
from sample_news import NEWSLETTER, NOW, article

from digest.models import Article, Item, Passage, Story
from digest.write.candidates import quotables
from digest.write.draft_state import StoryDraft
from digest.write.extractive import ExtractiveWriter
from digest.write.groups import count_words
from digest.write.why_it_matters import background_of

TITLE = "Marenia closes Port Avel after blast at fuel depot"
OPENING = "Marenia closed Port Avel on Tuesday after a blast at the fuel depot killed 12 dockers."
STAKES = (
    "The closure of Port Avel could deepen the worst shortage of bread in Marenia in decades, "
    "analysts fear."
)
HISTORY = (
    "Marenia has closed Port Avel several times in recent years amid growing fears of attacks on "
    "the depot."
)
POSE = "Dana Orlov, who wore a yellow coat, greeted a choir of children at the town hall of Tarn."


def written(*articles: Article, earlier: tuple[Article, ...] = (), lead: bool = True) -> Item:
    return ExtractiveWriter().write(
        Story(id="story", articles=articles),
        newsletter=NEWSLETTER,
        lead=lead,
        related=(),
        now=NOW,
        earlier=earlier,
    )


def why(item: Item) -> list[Passage]:
    return [passage for paragraph in item.why_it_matters for passage in paragraph]


def body(*sentences: str) -> str:
    return "\n\n".join(sentences)


def test_stakes_are_printed() -> None:
    item = written(article("a", TITLE, body=body(OPENING, POSE, STAKES, HISTORY)))
    assert {passage.text for passage in why(item)} & {STAKES, HISTORY}


def test_no_background_leaves_no_label() -> None:
    item = written(article("a", TITLE, body=body(OPENING, POSE)))
    assert item.why_it_matters == ()


def test_another_report_may_explain_where_it_is_on_the_story() -> None:
    first = article("a", TITLE, body=OPENING)
    second = article("b", "Blast in Marenia", body=body(OPENING, HISTORY), publisher="Gazette")
    item = written(first, second)
    assert [passage.text for passage in why(item)] == [HISTORY]
    assert why(item)[0].article_id == "b"


def test_an_earlier_article_on_the_same_actors_explains_with_its_outlet_and_date() -> None:
    old = article(
        "old",
        "Marenia warned of fire at Port Avel depot",
        body=body("Marenia warned in January of a fire at the fuel depot of Port Avel.", HISTORY),
        publisher="Gazette",
        hours=24 * 40,
    )
    item = written(article("a", TITLE, body=OPENING), earlier=(old,))
    shown = [passage.shown for passage in why(item)]
    assert shown
    assert all(text.startswith("Gazette (January 23, 2026) reported: ") for text in shown)
    assert "old" in item.article_ids


def test_an_earlier_article_on_other_actors_explains_nothing() -> None:
    old = article("old", "Solmar elects a parliament", body=body(HISTORY, STAKES), hours=24 * 40)
    assert written(article("a", TITLE, body=OPENING), earlier=(old,)).why_it_matters == ()


def test_an_article_that_is_newer_than_the_story_is_no_earlier_one() -> None:
    new = article("new", "Marenia mourns at Port Avel depot", body=body(HISTORY), hours=1)
    assert written(article("a", TITLE, body=OPENING), earlier=(new,)).why_it_matters == ()


def test_an_earlier_article_in_another_language_is_not_quoted() -> None:
    old = article(
        "old", "Marenia Port Avel depot", body=body(HISTORY), language="fr", hours=24 * 40
    )
    assert written(article("a", TITLE, body=OPENING), earlier=(old,)).why_it_matters == ()


def test_a_secondary_story_has_a_shorter_part() -> None:
    item = written(article("a", TITLE, body=body(OPENING, STAKES, HISTORY)), lead=False)
    assert sum(len(passage.text.split()) for passage in why(item)) <= 45


def test_the_part_keeps_to_its_room() -> None:
    quote = quotables(article("a", TITLE, body=body(OPENING, STAKES, HISTORY)))[0]
    draft = StoryDraft(
        story=Story(id="s", articles=(quote.article,)),
        headline=Passage(text=TITLE, article_id="a"),
        known=TITLE,
    )
    groups = background_of(draft, 20)
    assert sum(map(count_words, groups)) <= 20


@pytest.mark.parametrize(
    ("reported", "explains"),
    [
        ("growing fears of attacks on the depot.", True),
        ("growing fears, and 29 percent of voters blame the depot.", False),
        ("growing fears, the Dockers' Party said in a press release.", False),
        ("growing fears, though no group claimed responsibility.", False),
        ("growing fears, and hit about 20 targets of the depot.", False),
        ("growing fears; the health ministry has reported 12 killed.", False),
        ("growing fears, though production of the ships ceased.", False),
        ("growing fears, and also announced new fees of the depot.", False),
    ],
)
def test_a_poll_a_press_release_or_a_count_of_the_day_never_explains(
    reported: str, explains: bool
) -> None:
    sentence = f"Marenia has closed Port Avel several times in recent years amid {reported}"
    report = article("a", TITLE, body=body(OPENING, POSE, sentence))
    draft = StoryDraft(
        story=Story(id="story", articles=(report,)), headline=Passage(text=TITLE, article_id="a")
    )
    draft.take(quotables(report)[:1])
    found = [quote.text for group in background_of(draft, 85) for quote in group]
    assert found == [text for text in [sentence] if explains]


@pytest.mark.parametrize(
    ("sentence", "explains"),
    [
        ("The closure of Port Avel could deepen the shortage of bread in Marenia.", True),
        ("The closure of Port Avel could deepen the shortage of missiles in Marenia.", False),
        ("Solmar has called for an end to the closure of Port Avel since trade grew worse.", False),
        ("The closure of Port Avel could deepen the shortage for ten miles from Marenia.", False),
        ("In the latest turn, the closure of Port Avel could hurt bakers in Marenia.", False),
    ],
)
def test_a_sentence_with_a_sign_of_weak_background_must_be_surer(
    sentence: str, explains: bool
) -> None:
    report = article("a", TITLE, body=body(OPENING, POSE, sentence))
    draft = StoryDraft(
        story=Story(id="story", articles=(report,)), headline=Passage(text=TITLE, article_id="a")
    )
    draft.take(quotables(report)[:1])
    assert 0.4 <= quotables(report)[2].background < 0.6
    assert [quote.text for group in background_of(draft, 85) for quote in group] == [
        text for text in [sentence] if explains
    ]


SHUT = (
    "The loss of the depot at Port Avel rules out a harvest fair in Tarn, brewers and farmers of "
    "the valley reckon."
)
PLAIN = (
    "Crews of the depot at Port Avel left for Tarn by bus, and brewers of the valley gave them "
    "bread and soup."
)


@pytest.mark.parametrize("lead", [True, False])
@pytest.mark.parametrize(("line", "explains"), [(SHUT, True), (PLAIN, False)])
def test_the_line_of_a_second_outlet_that_tells_the_stakes_stands_as_background(
    line: str, explains: bool, lead: bool
) -> None:
    first = article("a", TITLE, lead=OPENING)
    second = article("b", "Port Avel counts its losses", lead=line, publisher="Gazette")
    item = written(first, second, lead=lead)
    told = [passage.text for paragraph in item.what_happened for passage in paragraph]
    assert [passage.text for passage in why(item)] == ([line] if explains else [])
    assert (line in told) is not explains


def test_the_opening_of_a_card_stays_where_it_is() -> None:
    item = written(article("a", TITLE, lead=SHUT), lead=False)
    assert [passage.text for paragraph in item.what_happened for passage in paragraph] == [SHUT]
    assert item.why_it_matters == ()


def test_a_background_leaves_the_stakes_among_the_facts() -> None:
    second = article("b", "Port Avel counts its losses", lead=SHUT, publisher="Gazette")
    item = written(article("a", TITLE, body=body(OPENING, POSE, STAKES, HISTORY)), second)
    assert HISTORY in [passage.text for passage in why(item)]
    assert SHUT not in [passage.text for passage in why(item)]
