"""The quote of the day is a whole cited sentence, taken where nothing leans on it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from digest.models import DESK, Item, Passage
from digest.render.pull_quote import is_quotable, pull_quote

QUOTE = "“We have been at anchor since Tuesday and have water for a week,” one master said."


def said(text: str) -> Passage:
    return Passage(text=text, article_id="a")


def story(*paragraphs: tuple[str, ...], section: str = "sea") -> Item:
    return Item(
        story_id="s",
        section=section,
        headline=said("Ships wait"),
        what_happened=tuple(tuple(map(said, paragraph)) for paragraph in paragraphs),
    )


def test_the_last_sentence_of_a_paragraph_is_taken_out() -> None:
    pulled, items = pull_quote([story(("Four ships wait.", QUOTE), ("They left.",))])
    assert pulled is not None
    assert (pulled.passage.text, pulled.story) == (QUOTE, 1)
    assert items == (story(("Four ships wait.",), ("They left.",)),)


def test_a_paragraph_that_held_it_alone_is_gone() -> None:
    _, items = pull_quote([story(("Four ships wait.",), (QUOTE,))])
    assert items == (story(("Four ships wait.",)),)


@pytest.mark.parametrize("paragraphs", [((QUOTE, "He went on."),), ((QUOTE,),), ()])
def test_a_sentence_that_others_lean_on_or_the_only_one_stays(
    paragraphs: tuple[tuple[str, ...], ...],
) -> None:
    written = story(*paragraphs)
    assert pull_quote([written]) == (None, (written,))


def test_the_first_story_with_a_quotation_gives_it_under_its_number_in_the_mail() -> None:
    plain = story(("Ships wait.", "They left."))
    late = story(("Ships wait.", QUOTE), section="talks")
    # the mail sets the two stories at sea together, before that of the talks
    pulled, _ = pull_quote([plain, plain, late, plain])
    assert pulled is not None
    assert pulled.story == 4


@pytest.mark.parametrize(
    "text",
    [
        "“No,” he said.",
        f"He said on Tuesday in the harbour before a crowd “{'word ' * 6}” would not do.",
        "“One two three four five six seven,” he said, and “eight nine ten eleven twelve.”",
        f"“{'word ' * 60}”",
        "“We have been at anchor since Tuesday and have water, he said.",
        "We have been at anchor since Tuesday.",
    ],
)
def test_a_short_mixed_or_unclosed_quotation_is_left_in_its_place(text: str) -> None:
    assert not is_quotable(said(text))


def test_a_sentence_of_the_desk_is_no_quotation() -> None:
    assert is_quotable(said(QUOTE))
    assert not is_quotable(replace(said(QUOTE), article_id=DESK))
