"""The list of contents, and section names above headlines: each where it tells stories apart."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from samples import rendered

from digest.models import Briefing
from digest.render.specimen import specimen

KICKER = re.compile(r'<p class="kicker"[^>]*>([^<]*)</p>')


def of_sections(*names: str) -> Briefing:
    """A briefing whose stories stand in sections of these names, in reading order."""
    briefing = specimen()
    items = []
    for number, name in enumerate(names):
        item = briefing.items[number % len(briefing.items)]
        items.append(replace(item, story_id=f"s{number}", section=name, earlier=()))
    return replace(briefing, items=tuple(items), also=(), sections=())


def kickers(briefing: Briefing) -> list[str]:
    found = []
    for text in KICKER.findall(rendered(briefing).html):
        words = text.replace("\xa0", " ").split()
        if words and words[0].isdigit():
            found.append(" ".join(words))
    return found


@pytest.mark.parametrize(
    ("sections", "said"),
    [
        (("Seas", "Seas", "Seas"), ["1", "2", "3"]),
        (("Seas", "Talks", "Talks"), ["1 Seas", "2 Talks", "3"]),
        (("Seas", "Talks", "Seas"), ["1 Seas", "2 Talks", "3 Seas"]),
        (("Seas", "Seas", "Talks"), ["1 Seas", "2", "3 Talks"]),
    ],
)
def test_a_section_is_named_where_it_begins_and_one_alone_nowhere(
    sections: tuple[str, ...], said: list[str]
) -> None:
    assert kickers(of_sections(*sections)) == said


def test_contents_name_the_section_of_each_story_where_there_are_two() -> None:
    assert rendered(of_sections("Seas", "Talks", "Talks")).html.count("· Talks") == 2
    assert "· Seas" not in rendered(of_sections("Seas", "Seas", "Seas")).html


@pytest.mark.parametrize(("count", "lists"), [(2, False), (3, True)])
def test_three_stories_have_a_list_of_contents(count: int, lists: bool) -> None:
    assert ('class="count top"' in rendered(of_sections(*["Seas"] * count)).html) is lists
