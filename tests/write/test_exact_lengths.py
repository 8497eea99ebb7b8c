"""The lengths of the writer to the word: a sentence that fits is taken, one word more is not."""

from __future__ import annotations

import pytest
from sample_news import NEWSLETTER, NOW, article

from digest.models import Item, Passage, Story
from digest.write.checks import check_passage
from digest.write.context_free import lone_surname
from digest.write.extractive import ExtractiveWriter
from digest.write.shortening import shorten

TITRE = "Marenia ferme Port Avel après un incendie"


def sentence(words: int, name: str, start: str) -> str:
    """A French sentence of so many words, each its own; French has no model and goes by place."""
    begin = start.split()
    rest = [f"{name}{number}" for number in range(words - len(begin) - 1)]
    return " ".join([*begin, *rest, "enfin."])


def written(*sentences: str) -> Item:
    source = article("a", TITRE, body="\n\n".join(sentences), language="fr")
    story = Story(id="s", articles=(source,))
    return ExtractiveWriter().write(story, newsletter=NEWSLETTER, lead=True, related=(), now=NOW)


def words(*paragraphs: tuple[Passage, ...]) -> int:
    return sum(len(one.text.split()) for paragraph in paragraphs for one in paragraph)


@pytest.mark.parametrize(("second", "length"), [(35, 60), (36, 25)])
def test_a_lead_paragraph_has_sixty_words(second: int, length: int) -> None:
    first = sentence(25, "a", "Marenia a fermé Port Avel après un incendie")
    assert words(written(first, sentence(second, "b", "Port Avel")).lead) == length


def test_an_opening_of_two_thirds_of_its_room_says_enough() -> None:
    first = sentence(40, "a", "Marenia a fermé Port Avel après un incendie")
    assert words(written(first, sentence(10, "b", "Port Avel")).lead) == 40
    first = sentence(39, "a", "Marenia a fermé Port Avel après un incendie")
    assert words(written(first, sentence(10, "b", "Port Avel")).lead) == 49


@pytest.mark.parametrize(("second", "length"), [(40, 85), (41, 45)])
def test_the_background_of_a_lead_story_has_eighty_five_words(second: int, length: int) -> None:
    first = sentence(41, "a", "Marenia a fermé Port Avel après un incendie")
    stakes = sentence(45, "b", "Port Avel en Marenia devrait")
    more = sentence(second, "c", "Marenia et Port Avel pourraient")
    assert words(*written(first, stakes, more).why_it_matters) == length


@pytest.mark.parametrize(("front", "is_cut"), [(9, False), (10, True)])
def test_the_front_of_a_cut_has_ten_words(front: int, is_cut: bool) -> None:
    kept = " ".join(["Marenia", *["closed"] * (front - 1)])
    text = f"{kept}, while ships of Tessel waited off the mole for a pilot."
    passage = Passage(text=text, article_id="a", end=len(text))
    assert (shorten(passage, text, most_words=14) is not None) is is_cut


def test_a_name_that_stands_twice_is_introduced_by_itself() -> None:
    assert lone_surname("“We wait,” Orlov said.") == "Orlov"
    assert lone_surname("“We wait,” Orlov said, and Orlov left.") == ""


def test_a_denial_at_the_end_of_a_sentence_may_not_be_dropped() -> None:
    source = article("a", "T", body="The answer of the port was no.")
    edit = Passage(text="The answer of the port was.", article_id="a", end=len(source.body))
    rules = [finding.rule_id for finding in check_passage(edit, "s lead 1.1", {"a": source})]
    assert "edit.negation" in rules
