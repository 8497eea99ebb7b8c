"""One happening becomes a story: copies folded, points, section, comments and the voices in it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from digest.edit.facts import FactReader
from digest.edit.happenings import Happening
from digest.edit.importance import Scale
from digest.edit.likeness import Likeness
from digest.edit.stories import StoryDesk, name_story, rarity_of
from digest.models import (
    Article,
    CopyKind,
    Field,
    Hit,
    Match,
    Newsletter,
    PastStory,
    Section,
    Story,
    StoryState,
    TopicWeight,
)

NOON = datetime(2026, 8, 13, 12, tzinfo=UTC)
TITLE = "Soldiers seize fuel depot in Karim"
TEXT = (
    "Soldiers seized a fuel depot in Karim on Monday after a night of clashes with the guards of "
    "the harbour union, and the governor said that the gates would stay shut until the tanks had "
    "been checked by engineers from the capital."
)
OTHER = "Guards left the depot of Karim when soldiers came over the wall at dawn, a witness said."


def page(name: str, title: str = TITLE, lead: str = OTHER, **more: object) -> Article:
    hours = float(more.pop("hours", 0))  # type: ignore[arg-type]
    values: dict[str, object] = {"language": "en", "publisher": name, "family": name} | more
    return Article(
        id=name,
        url=f"https://{name}.example/depot",
        title=title,
        lead=lead,
        published=NOON + timedelta(hours=hours),
        **values,  # type: ignore[arg-type]
    )


def match(name: str, topic: str = "war", score: float = 2.0) -> Match:
    hit = Hit(leaf="x", field=Field.TITLE, start=0, end=8, text="Soldiers", weight=1)
    return Match(article_id=name, topic_id=topic, score=score, hits=(hit,))


def made(
    *articles: Article,
    matches: tuple[Match, ...] | None = None,
    sections: tuple[Section, ...] = (),
    past: tuple[PastStory, ...] = (),
    supporting: tuple[Article, ...] = (),
    comments: tuple[Article, ...] = (),
    pinned: frozenset[str] = frozenset(),
    language: str = "en",
) -> Story | None:
    everyone = (*articles, *supporting)
    likeness = Likeness(everyone)
    centre = likeness.centre(articles)
    if matches is None:
        matches = tuple(match(article.id) for article in articles)
    by_article: dict[str, list[Match]] = {}
    for one in matches:
        by_article.setdefault(one.article_id, []).append(one)
    newsletter = Newsletter(
        id="n",
        name="N",
        tagline="",
        language=language,
        topics=(TopicWeight(topic_id="war"), TopicWeight(topic_id="oil")),
        sections=sections,
    )
    scale = Scale(newsletter=newsletter, matches=by_article, middle=centre, now=NOON)
    desk = StoryDesk(
        scale=scale,
        likeness=likeness,
        past=past,
        rarity=rarity_of(everyone),
        reader=FactReader(()),
        pinned=pinned,
    )
    happening = Happening(reports=articles, merges=(), centre=centre)
    return desk.make_story(happening, supporting=supporting, comments=comments)


def test_a_story_has_the_name_of_its_first_report_and_all_its_matches() -> None:
    pair = (page("a"), page("b", hours=1))
    story = made(*pair)
    assert story is not None
    assert story.id == name_story(pair)
    assert [one.article_id for one in story.matches] == ["a", "b"]
    assert {article.id for article in story.articles} == {"a", "b"}
    assert story.publishers == 2


def test_a_copy_is_no_second_voice_and_is_named_beside_what_it_copies() -> None:
    story = made(page("a", body=TEXT), page("b", body=TEXT, hours=1))
    assert story is not None
    assert [article.id for article in story.articles] == ["a"]
    assert [(copy.kept, copy.folded) for copy in story.copies] == [("a", "b")]
    assert story.copies[0].kind is CopyKind.SAME_TEXT
    assert story.publishers == 1


def test_papers_of_one_family_are_one_voice() -> None:
    story = made(page("a", family="House"), page("b", family="House", hours=1))
    assert story is not None
    assert story.publishers == 1


@pytest.mark.parametrize(
    "matches",
    [
        (),
        # the match of a copy that was folded makes no story
        (match("b"),),
    ],
)
def test_without_a_report_that_stays_and_met_a_topic_there_is_no_story(matches) -> None:
    assert made(page("a", body=TEXT), page("b", body=TEXT, hours=1), matches=matches) is None


def test_a_match_in_another_language_makes_no_story() -> None:
    assert made(page("a", language="fr")) is None
    assert made(page("a", language="fr"), language="fr") is not None
    assert made(page("a", language="")) is not None


def test_supporting_articles_stand_on_the_card_and_make_no_story_of_their_own() -> None:
    video = page("v", hours=1)
    story = made(page("a"), supporting=(video,))
    assert story is not None
    assert {article.id for article in story.articles} == {"a", "v"}
    assert made(page("a"), supporting=(video,), matches=(match("v"),)) is None


def test_comments_stand_beside_the_story() -> None:
    comment = page("c", "Opinion: the depot must stay open")
    story = made(page("a"), comments=(comment,))
    assert story is not None
    assert story.comments == (comment,)
    assert comment not in story.articles


def test_a_report_unlike_the_lead_stands_on_the_card_only_where_an_editor_put_it() -> None:
    far = page("f", "Bakers raise the price of bread", "Flour is dear since the long drought.")
    story = made(page("a"), far)
    assert story is not None
    assert [article.id for article in story.articles] == ["a"]
    story = made(page("a"), far, pinned=frozenset({"f"}))
    assert story is not None
    assert [article.id for article in story.articles] == ["a", "f"]


# ---- sections --------------------------------------------------------------------------------

SECTIONS = (
    Section(id="ground", title="Ground", topics=("war",)),
    Section(id="energy", title="Energy", topics=("oil",)),
)


@pytest.mark.parametrize(
    ("matches", "section"),
    [
        ((match("a", "war", 3), match("a", "oil", 2)), "ground"),
        ((match("a", "war", 2), match("a", "oil", 3)), "energy"),
        # of equal scores the first name decides
        ((match("a", "war", 2), match("a", "oil", 2)), "energy"),
        # a topic without a section leaves the story to the next
        ((match("a", "sea", 9), match("a", "war", 1)), "ground"),
        ((match("a", "sea", 9),), ""),
        # scores of one topic add up over the articles
        ((match("a", "war", 2), match("b", "war", 2), match("a", "oil", 3)), "ground"),
    ],
)
def test_a_story_stands_in_the_section_of_its_best_topic(matches, section: str) -> None:
    story = made(page("a"), page("b", hours=1), matches=matches, sections=SECTIONS)
    assert story is not None
    assert story.section == section


# ---- reasons ---------------------------------------------------------------------------------


def test_the_reasons_end_with_the_agencies_that_are_cited_and_the_state() -> None:
    leaning = page("b", lead=f"{OTHER} Reuters reported that the gates are shut.", hours=1)
    story = made(page("a"), leaning)
    assert story is not None
    codes = [reason.code for reason in story.reasons]
    assert codes[-1] == "new"
    assert story.reasons[-1].detail == "no earlier issue had it"
    cited = [reason.detail for reason in story.reasons if reason.code == "cites"]
    assert cited == ["b cites Reuters"]


def test_a_story_of_an_earlier_issue_goes_on_in_its_thread() -> None:
    past = PastStory(
        thread_id="thread-1",
        issue_id="n@2026-08-12",
        story_id="s",
        published=NOON - timedelta(days=1),
        headline="Soldiers near Karim",
        url="",
        article_ids=("a",),
    )
    story = made(page("a"), page("b", hours=1), past=(past,))
    assert story is not None
    assert story.thread_id == "thread-1"
    assert story.past == past
    assert story.state is not StoryState.NEW
    # a follow-up opens with what readers have not seen
    assert story.articles[0].id == "b"


def test_the_points_of_a_story_are_those_of_its_reasons() -> None:
    story = made(page("a"))
    assert story is not None
    points = sum(reason.value or 0.0 for reason in story.reasons)
    assert story.score == pytest.approx(points, abs=0.01)
