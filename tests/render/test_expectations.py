"""Expectations: a day is taken from a cited sentence only when it is sure."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from samples import rendered

from digest.models import Briefing, ComingDay
from digest.render.expectations import expected_day
from digest.render.specimen import AT, specimen

MONDAY = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
THURSDAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("The council will vote on the budget on Thursday.", THURSDAY),
        ("On Thursday the council will vote on the budget.", THURSDAY),
        ("The port is due to reopen on November 26.", THURSDAY),
        ("The port is scheduled to reopen on 26 November 2026.", THURSDAY),
        ("The talks are set to resume on Thursday, November 26.", THURSDAY),
        ("The ministers are to meet on Saturday.", date(2026, 11, 28)),
        ("The fleet will sail on January 2.", date(2027, 1, 2)),
    ],
)
def test_a_plain_announcement_has_its_day(sentence: str, day: date) -> None:
    assert expected_day(sentence, MONDAY) == day


@pytest.mark.parametrize(
    "sentence",
    [
        "The council voted on the budget on Thursday.",
        "The council may vote on the budget on Thursday.",
        "The council will not vote on Thursday.",
        "The council won't vote on Thursday.",
        "If the rain stops, the ferries will sail on Thursday.",
        "The ferries were scheduled to sail on Thursday.",
        "The vote that will decide it was postponed on Thursday.",
        "The minister said on Tuesday the council will vote on Thursday.",
        "The council will vote by Thursday.",
        "The truce will hold until November 26.",
        "The ships will sail every week on Thursday.",
        "The council will vote next week on Thursday.",
        "“The council will vote on Thursday,” the speaker said.",
        "Will the council vote on Thursday?",
        "The council will vote on the budget.",
        # the day of the article itself is today's or that of a week later
        "The council will vote on Monday.",
        "The council will vote on Thursday, November 25.",
        "The council will vote on November 31.",
        "The council will vote on November 26, 2031.",
        "The council will vote on Thursday" + " in the hall of the old port" * 5 + ".",
    ],
)
def test_a_day_that_is_not_sure_is_left_alone(sentence: str) -> None:
    assert expected_day(sentence, MONDAY) is None


@pytest.mark.parametrize(("hour", "weekday"), [(12, "Tuesday"), (7, "Sunday")])
def test_a_weekday_that_may_be_the_outlets_own_today_is_not_sure(hour: int, weekday: str) -> None:
    at = MONDAY.replace(hour=hour)
    assert expected_day(f"The council will vote on {weekday}.", at) is None


def with_sentence(text: str, **changes: object) -> Briefing:
    briefing = specimen()
    second = briefing.items[1]
    (paragraph,) = second.why_it_matters
    said = replace(paragraph[0], text=text, **changes)  # type: ignore[arg-type]
    second = replace(second, why_it_matters=((said,),))
    return replace(briefing, items=(briefing.items[0], second))


def text_of(briefing: Briefing) -> str:
    """The plain text without its line breaks."""
    return " ".join(rendered(briefing).text.split())


COUNCIL = "The council will vote on the plan on Thursday."


def test_the_line_is_the_cited_sentence_with_outlet_and_story_and_no_second_link() -> None:
    issue = rendered(with_sentence(COUNCIL))
    ahead = issue.html[issue.html.index("The week ahead</h2>") :]
    ahead = ahead[: ahead.index("</table>")]
    assert "Thu, Nov 26" in ahead.replace("\u00a0", " ")
    assert COUNCIL in ahead
    assert "Levant Ledger" in ahead
    assert 'href="#story-2"' in ahead
    assert "https://" not in ahead
    text = text_of(with_sentence(COUNCIL))
    assert f"Thu, Nov 26: {COUNCIL} (Levant Ledger, story 2)" in text


def test_the_operators_own_line_of_a_day_stands_first() -> None:
    text = text_of(with_sentence(COUNCIL))
    assert text.index("Parliament votes") < text.rindex("The council will vote")


@pytest.mark.parametrize(
    ("leave_out", "shows"), [((), True), (("expectations",), False), (("week_ahead",), False)]
)
def test_a_newsletter_may_leave_cited_expectations_out(
    leave_out: tuple[str, ...], shows: bool
) -> None:
    briefing = with_sentence(COUNCIL)
    blocks = replace(
        briefing.blocks, leave_out=leave_out, week_ahead=(ComingDay(day=AT.date(), text="Sailing"),)
    )
    text = text_of(replace(briefing, blocks=blocks))
    assert ("(Levant Ledger, story 2)" in text) is shows
    assert ("Sailing" in text) is (leave_out != ("week_ahead",))


@pytest.mark.parametrize("text", ["It will open on December 9.", "It will open on November 20."])
def test_only_the_coming_seven_days_are_shown(text: str) -> None:
    assert "(Levant Ledger, story 2)" not in text_of(with_sentence(text))


def test_a_sentence_that_a_person_reworded_sets_no_day() -> None:
    assert "(Levant Ledger, story 2)" not in text_of(with_sentence(COUNCIL, edited=True))


def test_a_mail_in_another_language_shows_the_operators_days_alone() -> None:
    briefing = replace(with_sentence(COUNCIL), language="fr")
    assert "(Levant Ledger, " not in text_of(briefing)
