"""Further headlines tell of the event of a card, and not of one that shares its names alone."""

from __future__ import annotations

import pytest
from sample_news import article

from digest.models import Story
from digest.write.candidates import headline_passage
from digest.write.draft_state import StoryDraft
from digest.write.further_headlines import further_headlines


def shown(title: str, further: str) -> list[str]:
    first = article("a", title)
    story = Story(id="s", articles=(first, article("b", further, publisher="Gazette")))
    draft = StoryDraft(story=story, headline=headline_passage(first), known=title)
    return [line.text for line in further_headlines(draft)]


@pytest.mark.parametrize(
    ("title", "further", "tells"),
    [
        (
            "Six killed in raid on a Tessel ship, Marenian harbor union says",
            "Traffic of ships in the strait of Solmar falls to six vessels",
            False,
        ),
        (
            "Six killed in raid on a Tessel ship, Marenian harbor union says",
            "Tessel ship sinks after raid off the mole",
            True,
        ),
        (
            "Marenia Holds On To Treaty With Solmar After Raid",
            "Marenia Weighs Lower Fees For Solmar Cargo Barons",
            False,
        ),
        (
            "Marenia Holds On To Treaty With Solmar After Raid",
            "Marenia Signs Treaty With Solmar In Town Hall",
            True,
        ),
    ],
)
def test_a_further_headline_shares_more_than_names_or_a_number(
    title: str, further: str, tells: bool
) -> None:
    assert shown(title, further) == [line for line in [further] if tells]


def test_another_outlets_headline_stands_before_a_second_one_of_the_leads_outlet() -> None:
    first = article("a", "Marenia passes landmark harbor law to end the Tessel siege")
    own = article("b", "Harbor law of Marenia brings hope to mothers and grief to dockers")
    other = article(
        "c", "Marenia approves a harbor law for thousands of dockers", publisher="Gazette"
    )
    story = Story(id="s", articles=(first, own, other))
    draft = StoryDraft(story=story, headline=headline_passage(first), known=first.title)
    assert [line.article_id for line in further_headlines(draft)] == ["c", "b"]
