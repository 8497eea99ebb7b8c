"""The limits of length: a part at its limit passes, one word more is warned of."""

from __future__ import annotations

from dataclasses import replace

import pytest
from test_compose import draft, stored

from digest.models import Briefing, Item, Passage, Severity
from digest.write import check_briefing


def words(count: int) -> Passage:
    text = " ".join(f"word{number}" for number in range(count))
    return Passage(text=text, article_id="wire-1")


def only(item: Item, **parts: object) -> Item:
    """Empty every part of an item but these."""
    empty: dict[str, object] = {
        "headline": words(1),
        "dek": None,
        "lead": (),
        "what_happened": (),
        "why_it_matters": (),
        "know_more": (),
    }
    return replace(item, **(empty | parts))  # type: ignore[arg-type]


def length_warnings(briefing: Briefing) -> list[str]:
    """Return the messages about lengths of a briefing, each a warning."""
    messages = []
    for finding in check_briefing(briefing, stored()):
        if finding.rule_id.startswith("length."):
            assert finding.severity is Severity.WARNING
            messages.append(finding.message)
    return messages


def of_lead(**parts: object) -> list[str]:
    briefing = draft()
    first = only(briefing.items[0], **parts)
    return length_warnings(replace(briefing, items=(first,), also=()))


def of_second(**parts: object) -> list[str]:
    briefing = draft()
    first, second = only(briefing.items[0]), only(briefing.items[1], **parts)
    return length_warnings(replace(briefing, items=(first, second), also=()))


@pytest.mark.parametrize(
    ("part", "most"), [("lead", 75), ("what_happened", 120), ("why_it_matters", 90)]
)
def test_a_part_of_the_lead_story_may_have_so_many_words(part: str, most: int) -> None:
    def paragraphs(count: int) -> tuple[object, ...]:
        passage = words(count)
        return (passage,) if part == "lead" else ((passage,),)

    assert of_lead(**{part: paragraphs(most)}) == []
    assert of_lead(**{part: paragraphs(most + 1)}) == [f"{most + 1} words; at most {most}"]


def test_a_dek_may_have_thirty_words() -> None:
    assert of_lead(dek=words(30)) == []
    assert of_lead(dek=words(31)) == ["31 words; at most 30"]


def test_a_secondary_story_may_have_a_hundred_and_thirty_words_in_all() -> None:
    happened = ((words(65),), (words(5),))
    assert of_second(what_happened=happened, why_it_matters=((words(60),),)) == []
    assert of_second(what_happened=happened, why_it_matters=((words(61),),)) == [
        "131 words; at most 130"
    ]


def test_a_headline_may_have_a_hundred_and_twenty_characters() -> None:
    longest = Passage(text="x" * 120, article_id="wire-1")
    assert of_lead(headline=longest) == []
    longer = replace(longest, text="x" * 121)
    assert of_lead(headline=longer) == ["121 characters; at most 80 read well"]


def test_a_line_of_also_today_may_have_twenty_five_words() -> None:
    briefing = draft()
    line = briefing.also[0]
    for count, expected in ((25, []), (26, ["26 words; at most 25"])):
        also = (replace(line, passage=words(count)),)
        items = (only(briefing.items[0]),)
        assert length_warnings(replace(briefing, items=items, also=also)) == expected
