"""The dek tells stakes or the next step in 18 to 30 words, else there is none."""

from __future__ import annotations

import pytest
from sample_news import article

from digest.models import Passage, Story
from digest.write.candidates import quotables
from digest.write.dek import dek_of, looks_ahead, points_elsewhere
from digest.write.draft_state import StoryDraft

TITLE = "Marenia closes Port Avel after blast at fuel depot"
OPENING = "Marenia closed Port Avel on Tuesday after a blast at the fuel depot killed 12 dockers."
STAKES = (
    "The closure of Port Avel could deepen the worst shortage of bread in Marenia in decades, and "
    "analysts expect prices to rise."
)
PLAIN = (
    "Marenia opened Port Avel to ships of the coast in a ceremony with a choir and nine "
    "brass bands "
    "under a clear blue sky on Sunday."
)


def drafted(*sentences: str, lead: str = "") -> Passage | None:
    lead_article = article("a", TITLE, body="\n\n".join((OPENING, *sentences)), lead=lead)
    draft = StoryDraft(
        story=Story(id="s", articles=(lead_article,)),
        headline=Passage(text=TITLE, article_id="a"),
        known=TITLE,
    )
    draft.take(quotables(lead_article)[:1])
    return dek_of(draft, (18, 30))


def test_stakes_make_a_dek() -> None:
    dek = drafted(STAKES)
    assert dek is not None
    assert dek.text == STAKES


def test_stakes_of_another_side_than_the_headline_make_no_dek() -> None:
    elsewhere = STAKES.replace("The closure of Port Avel", "A strike of tram drivers")
    elsewhere = elsewhere.replace("in Marenia in decades", "in the hill towns since the winter")
    assert drafted(elsewhere) is None
    # one name of the headline is no tie
    assert drafted(elsewhere.replace("the hill towns", "the hills of Marenia")) is None


@pytest.mark.parametrize("thing", ["ship", "dam"])
def test_a_dek_points_at_no_thing_that_the_headline_leaves_out(thing: str) -> None:
    unnamed = (
        f"Analysts in Marenia expect that a leak of the {thing} could deepen the worst shortage of "
        "bread in decades and shut Port Avel until summer."
    )
    assert drafted(unnamed) is None
    assert drafted(unnamed.replace(f"the {thing}", f"a {thing}")) is not None


@pytest.mark.parametrize(
    ("sentence", "elsewhere"),
    [
        ("The city may fall.", True),
        ("A city of tents may fall, and the city has no water.", False),
        ("The city of Avel may fall.", False),
        ("The port may stay shut.", False),
        ("The region may see more war.", False),
    ],
)
def test_a_thing_is_known_by_the_headline_the_words_before_or_its_name(
    sentence: str, *, elsewhere: bool
) -> None:
    assert points_elsewhere(sentence, TITLE) is elsewhere


def test_a_sentence_without_stakes_makes_none() -> None:
    assert drafted(PLAIN) is None


def test_the_desks_own_summary_of_what_comes_next_is_one() -> None:
    summary = (
        "Marenia will question the owners of the Port Avel depot this week, and the harbor "
        "may stay "
        "shut for as long as a month."
    )
    dek = drafted(PLAIN, lead=summary)
    assert dek is not None
    assert dek.text == summary


def test_a_sentence_that_was_told_is_no_dek() -> None:
    assert drafted() is None


@pytest.mark.parametrize(
    ("text", "ahead"),
    [
        ("Prices could rise in the whole region.", True),
        ("The court is due to rule on the harbor.", True),
        ("The port was painted in a bright yellow.", False),
    ],
)
def test_words_of_stakes_and_next_steps_look_ahead(text: str, ahead: bool) -> None:
    quote = quotables(article("a", "T", body=f"{OPENING}\n\n{PLAIN}\n\n{text}"))[-1]
    assert quote.text == text
    assert looks_ahead(quote) is ahead
