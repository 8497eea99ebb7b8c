"""Reports that no card holds, put on the card whose event they tell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from digest.edit.cards import Candidate, Passed
from digest.edit.facts import FactReader
from digest.edit.gathering import gather_reports
from digest.edit.likeness import Likeness
from digest.edit.pinned import PinnedArticles
from digest.edit.pooled_window import PooledWindow
from digest.edit.reports import Parted
from digest.models import Article, Pins, Reason, Story

NOON = datetime(2026, 8, 13, 12, tzinfo=UTC)


def article(name: str, title: str, text: str = "") -> Article:
    return Article(
        id=name,
        url=f"https://{name}.example/{name}",
        title=title,
        lead=text,
        published=NOON,
        publisher=name,
        language="en",
    )


RIOT = article(
    "riot",
    "Angry crowds in Avel burn the ferry office",
    "Crowds in Avel burned the ferry office on Monday after the fare rose.",
)
MARCH = article(
    "march",
    "Protests over the ferry fare spread in Avel",
    "Dockers in Avel marched to the ferry office, which crowds had burned over the fare.",
)
VOTE = article("vote", "Tesselia votes on its harbor bill", "The bill passed by nine votes.")
BAKERY = article("bakery", "Bakers of Tesselia rally for cheap flour", "Bread costs twice as much.")
# words of other news, so that those of the ferry are rare
OTHERS = tuple(
    article(f"other-{number}", f"Item {number}: {word} in Lunaria", f"A {word} was seen by some.")
    for number, word in enumerate(["comet", "glacier", "orchid", "violin", "walrus"])
)
WINDOW = (RIOT, MARCH, VOTE, BAKERY, *OTHERS)


def candidate(
    lead: Article, *more: Article, reports: Sequence[Article] = (), score: float = 3
) -> Candidate:
    story = Story(id=lead.id, articles=(lead, *more), score=score)
    return Candidate(story=story, centre={}, reports=tuple(reports) or (lead, *more))


def passed(one: Candidate) -> Passed:
    return Passed(candidate=one, reason=Reason(code="full", detail="the issue has its stories"))


def pooled(
    *, window: Sequence[Article] = WINDOW, unmatched: Iterable[str] = (), pins: Pins | None = None
) -> PooledWindow:
    matches = {one.id: () for one in window if one.id not in set(unmatched)}
    return PooledWindow(
        window=tuple(window),
        matches=matches,
        parted=Parted(reports=tuple(window), supporting=(), comments=(), kinds={}),
        clusters=(),
        likeness=Likeness(window),
        happenings=(),
        middle={},
        pinned=PinnedArticles(pins or Pins(), window),
    )


def gathered(
    chosen: Sequence[Candidate], left: Sequence[Passed], window: PooledWindow
) -> tuple[list[list[str]], list[tuple[list[str], str]]]:
    """The ids on each card; the ids and the reason of each story without one."""
    cards, others = gather_reports(chosen, left, window, FactReader())
    on_cards = [[one.id for one in card.story.articles] for card in cards]
    without = []
    for entry in others:
        ids = [one.id for one in entry.candidate.story.articles]
        without.append((ids, entry.reason.code))
    return on_cards, without


def test_a_report_that_tells_the_act_of_a_card_joins_it() -> None:
    cards, left = gathered([candidate(RIOT)], [passed(candidate(MARCH))], pooled())
    assert cards == [["riot", "march"]]
    assert left == [(["march"], "joined")]


def test_the_card_says_that_it_gathered_reports_and_counts_their_outlets() -> None:
    cards, _ = gather_reports([candidate(RIOT)], [passed(candidate(MARCH))], pooled(), FactReader())
    story = cards[0].story
    assert (story.publishers, story.reasons[-1].code) == (2, "gathered")


def test_the_next_issue_knows_the_facts_of_a_gathered_report() -> None:
    toll = replace(MARCH, title="Protests over the ferry fare in Avel kill nine")
    window = pooled(window=(RIOT, toll, VOTE, BAKERY, *OTHERS))
    cards, _ = gather_reports([candidate(RIOT)], [passed(candidate(toll))], window, FactReader())
    assert any(fact.startswith("toll:killed:9") for fact in cards[0].story.facts)


def test_an_act_alone_gathers_no_report_of_other_words() -> None:
    cards, left = gathered([candidate(RIOT)], [passed(candidate(BAKERY))], pooled())
    assert cards == [["riot"]]
    assert left == [(["bakery"], "full")]


def test_words_alone_gather_no_report_of_another_act() -> None:
    plain = replace(MARCH, title="Ferry office in Avel opens its doors again")
    window = pooled(window=(RIOT, plain, VOTE, BAKERY, *OTHERS))
    cards, _ = gathered([candidate(RIOT)], [passed(candidate(plain))], window)
    assert cards == [["riot"]]


def test_the_theme_of_the_day_gathers_no_report() -> None:
    others = [
        passed(candidate(replace(one, title=f"Protests over the {one.id} in Lunaria")))
        for one in OTHERS
    ]
    window = pooled()
    cards, _ = gathered([candidate(RIOT)], [passed(candidate(MARCH)), *others], window)
    assert cards == [["riot"]]


def test_a_report_joins_the_card_that_it_is_most_like() -> None:
    cards, _ = gathered([candidate(BAKERY), candidate(RIOT)], [passed(candidate(MARCH))], pooled())
    assert cards == [["bakery"], ["riot", "march"]]


def test_a_story_keeps_its_place_without_the_report_that_a_card_took() -> None:
    cards, left = gathered([candidate(RIOT)], [passed(candidate(VOTE, MARCH))], pooled())
    assert cards == [["riot", "march"]]
    assert left == [(["vote"], "full")]


# no act in common: three telling words of the title are
FIRE = replace(MARCH, title="Burned ferry office of Avel stays closed")


def test_the_first_card_takes_the_report_of_its_happening_that_shares_its_title() -> None:
    window = pooled(window=(RIOT, FIRE, VOTE, BAKERY, *OTHERS))
    first = candidate(RIOT, reports=(RIOT, FIRE))
    assert gathered([first, candidate(VOTE)], [], window)[0] == [["riot", "march"], ["vote"]]


def test_a_later_card_takes_no_report_for_its_words_alone() -> None:
    window = pooled(window=(RIOT, FIRE, VOTE, BAKERY, *OTHERS))
    second = candidate(RIOT, reports=(RIOT, FIRE))
    assert gathered([candidate(VOTE), second], [], window)[0] == [["vote"], ["riot"]]


def test_the_first_card_takes_no_report_of_another_happening_for_its_words() -> None:
    window = pooled(window=(RIOT, FIRE, VOTE, BAKERY, *OTHERS))
    assert gathered([candidate(RIOT)], [passed(candidate(FIRE))], window)[0] == [["riot"]]


def test_reports_that_an_editor_keeps_apart_stay_apart() -> None:
    window = pooled(pins=Pins(apart=(("riot", "march"),)))
    assert gathered([candidate(RIOT)], [passed(candidate(MARCH))], window)[0] == [["riot"]]


def test_a_report_that_met_no_topic_is_not_gathered() -> None:
    window = pooled(unmatched=["march"])
    assert gathered([candidate(RIOT)], [passed(candidate(MARCH))], window)[0] == [["riot"]]


def test_a_copy_of_what_the_card_has_is_not_gathered() -> None:
    text = f"{RIOT.lead} {MARCH.lead} Nobody was hurt, and the ferries go on with the old fare."
    original, copy = replace(RIOT, lead=text), replace(MARCH, lead=text, title=RIOT.title)
    window = pooled(window=(original, copy, VOTE, BAKERY, *OTHERS))
    assert gathered([candidate(original)], [passed(candidate(copy))], window)[0] == [["riot"]]


def test_a_quarrel_about_an_act_is_not_gathered() -> None:
    quarrel = replace(MARCH, title="Senators split over protests at the ferry office in Avel")
    window = pooled(window=(RIOT, quarrel, VOTE, BAKERY, *OTHERS))
    assert gathered([candidate(RIOT)], [passed(candidate(quarrel))], window)[0] == [["riot"]]


def test_an_issue_without_cards_gathers_nothing() -> None:
    assert gathered([], [passed(candidate(MARCH))], pooled()) == ([], [(["march"], "full")])
