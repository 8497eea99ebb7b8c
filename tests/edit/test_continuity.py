"""A story is read as facts, and a follow-up is told from a repeat."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from digest.edit.continuity import continue_story, terms_of
from digest.edit.facts import FactReader
from digest.models import Alias, AliasKind, Article, PastStory, StoryState

NOON = datetime(2026, 8, 13, 12, tzinfo=UTC)
ALIASES = (
    Alias(id="orlova", name="Orlova", kind=AliasKind.PLACE),
    Alias(id="tessel", name="Tessel Front", kind=AliasKind.GROUP),
    Alias(id="karim", name="Karim", kind=AliasKind.PLACE, within="orlova"),
)
READER = FactReader(ALIASES)


def page(name: str, title: str, lead: str = "", *, language: str = "") -> Article:
    url = f"https://news.example/{name}"
    return Article(id=name, url=url, title=title, lead=lead, published=NOON, language=language)


def past(*articles: Article, thread: str = "thread") -> PastStory:
    return PastStory(
        thread_id=thread,
        issue_id="gulf@2026-08-12",
        story_id="story",
        published=NOON - timedelta(days=1),
        headline=articles[0].title,
        url="https://digest.example/gulf/2026-08-12",
        article_ids=tuple(article.id for article in articles),
        facts=READER.facts_of(articles),
        terms=terms_of(articles, {}),
    )


FIRST = page(
    "first",
    "Blast at Orlova depot kills 12",
    "At least 12 people were killed and 30 wounded in Orlova.",
)


def follow(*articles: Article, earlier: PastStory | None = None) -> tuple[StoryState, str, str]:
    found = continue_story(
        articles, terms_of(articles, {}), [earlier or past(FIRST)], story_id="own", reader=READER
    )  # fmt: skip
    return found.state, found.new_fact, found.thread_id


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Blast kills 12", "toll:killed:12"),
        ("Raid leaves 1,200 villagers displaced", "toll:displaced:1200"),
        ("Three soldiers killed in ambush", "toll:killed:3"),
        ("Death toll in the quake rises to 181", "toll:killed:181"),
        ("Police detained 40 after march", "toll:arrested:40"),
        ("Parliament approves budget", "decision:approv"),
        ("Tessel Front enters Orlova", "actor:tessel"),
        ("Tessel Front enters Orlova", "place:orlova"),
    ],
)
def test_titles_tell_facts(text: str, fact: str) -> None:
    assert fact in READER.facts_of([page("x", text)])


def test_a_story_that_no_issue_had_is_new() -> None:
    assert follow(page("x", "Parliament approves budget")) == (StoryState.NEW, "", "own")


def test_the_same_articles_again_are_unchanged() -> None:
    assert follow(FIRST) == (StoryState.UNCHANGED, "", "thread")


def test_another_outlet_with_the_same_facts_is_unchanged() -> None:
    again = page(
        "again",
        "Orlova depot blast kills 12",
        "30 were wounded at the depot in Orlova, where 12 people were killed.",
    )
    assert follow(FIRST, again)[0] is StoryState.UNCHANGED


def test_a_higher_toll_is_the_new_fact() -> None:
    later = page(
        "later", "Death toll in Orlova depot blast rises to 19", "19 people were killed in Orlova."
    )
    assert follow(FIRST, later) == (StoryState.DEVELOPED, "19 killed", "thread")


def test_a_decision_is_told_in_the_words_of_the_title() -> None:
    later = page(
        "later",
        "Governor of Orlova resigns over depot blast that killed 12",
        "People in Orlova were wounded.",
    )
    state, fact, _ = follow(FIRST, later)
    assert state is StoryState.DEVELOPED
    assert fact.startswith("resigns over depot blast")


@pytest.mark.parametrize(
    ("title", "fact"),
    [
        (
            "Judge sentenced Orlova mayor to prison in absentia for",
            "sentenced Orlova mayor to prison in absentia",
        ),
        ("Orlova council signs ceasefire, senior source says", "signs ceasefire"),
        ("Orlova council accepts terms of the", "accepts terms"),
        (
            "Orlova vote delayed in parts of Karim over fears for voters",
            "vote delayed in parts of Karim",
        ),
    ],
)
def test_a_decision_is_told_to_the_end_of_its_clause(title: str, fact: str) -> None:
    assert follow(FIRST, page("second", title))[1] == fact


def test_a_denied_decision_and_a_capital_in_a_title_are_no_new_fact() -> None:
    assert (
        follow(FIRST, page("second", "No ceasefire after blast at Orlova depot"))[0]
        is StoryState.UNCHANGED
    )
    assert (
        follow(FIRST, page("second", "Morning Glance: Blast at Orlova depot"))[0]
        is StoryState.UNCHANGED
    )


def test_a_weekday_is_no_new_fact() -> None:
    later = [
        page(name, "Blast at Orlova depot", "The Orlova depot burned on Friday.")
        for name in ("second", "third")
    ]
    assert follow(FIRST, *later)[0] is StoryState.UNCHANGED


def test_the_number_of_a_ship_is_no_name() -> None:
    later = [
        page(name, "Blast at Orlova depot", "Handala II burned at the Orlova depot.")
        for name in ("second", "third")
    ]
    assert follow(FIRST, *later)[0] is StoryState.UNCHANGED


def test_a_new_actor_in_the_title_develops_a_story_and_is_no_fact_to_name() -> None:
    later = page(
        "later",
        "Tessel Front behind Orlova depot blast that killed 12",
        "The blast shook Orlova at noon.",
    )
    assert follow(FIRST, later)[:2] == (StoryState.DEVELOPED, "")


def test_the_land_of_a_town_that_was_told_is_no_new_fact() -> None:
    town = page("town", "Blast at Karim depot kills 12", "At least 12 people were killed in Karim.")
    again = page("again", "Orlova: blast at Karim depot kills 12", "The depot in Karim burned.")
    assert follow(town, again, earlier=past(town))[0] is StoryState.UNCHANGED


def test_half_a_name_that_was_told_and_an_election_are_no_new_facts() -> None:
    told = page(
        "told",
        "Blast at Orlova depot kills 12",
        "The depot burned, said Mayor Dana Marenia of Orlova.",
    )
    half = [
        page(name, "Blast at Orlova depot", "Dana Marenian aides spoke in Orlova.")
        for name in ("one", "two")
    ]
    assert follow(told, *half, earlier=past(told))[0] is StoryState.UNCHANGED
    assert (
        follow(FIRST, page("vote", "Orlova depot blast before election"))[0] is StoryState.UNCHANGED
    )


def test_a_report_of_another_thing_in_the_thread_develops_it_and_names_itself() -> None:
    title = "Orlova moves rescued crew of second ship into naval camp"
    state, fact, _ = follow(FIRST, page("other", title))
    assert (state, fact) == (StoryState.DEVELOPED, "")
    assert follow(FIRST, page("live", f"{title}: live updates"))[0] is StoryState.UNCHANGED
    before = replace(page("before", title), published=NOON - timedelta(days=2))
    assert follow(FIRST, before)[0] is StoryState.UNCHANGED


def test_the_thread_of_the_latest_issue_is_followed() -> None:
    older = past(FIRST, thread="older")
    newer = PastStory(
        thread_id="newer",
        issue_id="gulf@2026-08-13",
        story_id="s2",
        published=NOON,
        headline="Orlova",
        url="",
        article_ids=("first",),
    )
    found = continue_story(
        [FIRST], terms_of([FIRST], {}), [older, newer], story_id="own", reader=READER
    )
    assert found.past == newer
    assert found.thread_id == "newer"


def test_a_higher_toll_develops_a_story_in_arabic_in_its_own_words() -> None:
    reader = FactReader()
    known = frozenset(reader.facts_of([page("a", "مقتل 12 شخصا في انهيار السوق", language="ar")]))
    later = page("b", "مقتل 31 شخصا في انهيار السوق", language="ar")
    assert reader.new_facts([later], known)[0].words == "مقتل 31"


def test_a_page_rewritten_in_place_with_a_new_toll_is_a_development() -> None:
    rewritten = replace(
        FIRST,
        title="Blast at Orlova depot kills 19",
        lead="At least 19 people were killed and 30 wounded in Orlova.",
    )
    # It stands under the address that readers know, so its time of change alone speaks for it.
    assert follow(rewritten)[0] is StoryState.UNCHANGED
    edited = replace(rewritten, updated=NOON - timedelta(hours=3))
    state, new_fact, _ = follow(edited)
    assert (state, "19" in new_fact) == (StoryState.DEVELOPED, True)


def test_a_page_with_another_wording_of_what_was_told_is_unchanged() -> None:
    touched = replace(FIRST, title="Blast kills 12 at Orlova depot", updated=NOON)
    assert follow(touched)[0] is StoryState.UNCHANGED
    # The issue that carried it came after the change.
    changed = replace(FIRST, title="Blast at Orlova depot kills 19")
    early = replace(changed, updated=NOON - timedelta(days=2))
    assert follow(early)[0] is StoryState.UNCHANGED


def test_a_report_from_well_before_the_last_issue_of_its_thread_brings_no_news() -> None:
    earlier = past(FIRST)
    more = page("more", "Death toll in Orlova depot blast rises to 15")
    old = replace(more, published=earlier.published - timedelta(hours=25))
    late = replace(more, published=earlier.published - timedelta(hours=23))
    assert follow(old)[0] is StoryState.UNCHANGED
    assert follow(late)[0] is StoryState.DEVELOPED


def test_an_old_page_that_was_rewritten_after_the_last_issue_brings_news() -> None:
    old = replace(
        page("more", "Death toll in Orlova depot blast rises to 15"),
        published=NOON - timedelta(days=3),
        updated=NOON,
    )
    assert follow(old)[0] is StoryState.DEVELOPED
