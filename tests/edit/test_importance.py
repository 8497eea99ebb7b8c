"""Importance adds up points, each with its reason, and each in the right direction."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from digest.edit.happenings import Happening
from digest.edit.importance import Scale, count_voices, weigh_happening
from digest.edit.likeness import Likeness, Vector
from digest.models import (
    Article,
    Copy,
    CopyKind,
    Field,
    Hit,
    Match,
    Newsletter,
    StoryState,
    TopicWeight,
)

NOON = datetime(2026, 8, 13, 12, tzinfo=UTC)
TITLE = "Soldiers seize depot in Karim"


def page(name: str = "a", title: str = TITLE, hours_ago: float = 0, **more: object) -> Article:
    return Article(
        id=name,
        url=f"https://paper.example/{name}",
        title=title,
        lead="Soldiers seized a depot.",
        published=NOON - timedelta(hours=hours_ago),
        **more,  # type: ignore[arg-type]
    )


def match(name: str = "a", score: float = 2, start: int = 0, topic: str = "war") -> Match:
    hit = Hit(leaf="x", field=Field.TITLE, start=start, end=start + 1, text="S", weight=1)
    return Match(article_id=name, topic_id=topic, score=score, hits=(hit,))


def points(
    *articles: Article,
    matches: list[Match] | None = None,
    publishers: int = 1,
    state: StoryState = StoryState.NEW,
    middle: Vector | None = None,
    weight: float = 1.0,
) -> dict[str, float]:
    likeness = Likeness(articles)
    centre = likeness.centre(articles)
    newsletter = Newsletter(
        id="n",
        name="N",
        tagline="",
        topics=(TopicWeight(topic_id="war", weight=weight),),
        look_back_h=24,
    )
    by_article: dict[str, list[Match]] = {}
    for one in matches if matches is not None else [match(article.id) for article in articles]:
        by_article.setdefault(one.article_id, []).append(one)
    scale = Scale(
        newsletter=newsletter,
        matches=by_article,
        middle=centre if middle is None else middle,
        now=NOON,
    )
    happening = Happening(reports=articles, merges=(), centre=centre)
    score, reasons = weigh_happening(
        happening, scale, lead=articles[0], publishers=publishers, state=state
    )
    told = {reason.code: reason.value or 0.0 for reason in reasons}
    assert score == pytest.approx(sum(told.values()), abs=0.01)
    return told


def test_a_happening_like_the_mean_of_the_day_has_all_points_of_centrality() -> None:
    assert points(page())["centrality"] == 5.0
    assert points(page(), middle={})["centrality"] == 0.0


def test_a_mention_in_a_title_gives_half_of_what_a_topic_can_give() -> None:
    assert points(page(), matches=[match(score=2)])["topic"] == 0.75
    assert points(page(), matches=[match(score=6)])["topic"] == 1.125
    assert points(page(), matches=[match(score=2)], weight=2)["topic"] == 1.5


def test_the_best_match_counts_and_not_the_sum() -> None:
    pair = [page("a"), page("b")]
    assert points(*pair, matches=[match("a", 2), match("b", 6)])["topic"] == 1.125


def test_publishers_and_reports_count_each_time_they_double() -> None:
    pair = [page("a"), page("b")]
    assert points(page())["publishers"] == 0
    assert points(*pair)["publishers"] == 0.2
    assert points(*pair, publishers=4)["publishers"] == 0.6


def test_a_title_that_opens_with_the_topic_has_more_points() -> None:
    assert points(page(), matches=[match(start=0)])["subject"] == 0.8
    late = points(page(title="x" * 20), matches=[match(start=15)])["subject"]
    assert late == pytest.approx(0.2)


def test_the_newest_report_says_how_fresh_a_happening_is() -> None:
    assert points(page(hours_ago=0))["freshness"] == 0.5
    assert points(page(hours_ago=12))["freshness"] == 0.25
    assert points(page("a", hours_ago=24), page("b", hours_ago=12))["freshness"] == 0.25
    assert points(page(hours_ago=30))["freshness"] == 0.0


def test_reports_over_the_whole_window_are_a_theme_and_cost_points() -> None:
    assert points(page("a", hours_ago=3), page("b", hours_ago=3))["spread"] == 0
    assert points(page("a", hours_ago=15), page("b", hours_ago=3))["spread"] == -0.5
    assert points(page("a", hours_ago=40), page("b", hours_ago=3))["spread"] == -1.0


def test_a_lead_title_in_two_parts_costs_a_point() -> None:
    assert points(page(title="The blast: a bride's story"))["heading"] == -1.0
    assert "heading" not in points(page(title="Talks at 10:30 end in a truce"))


def test_titles_that_tell_a_quarrel_at_home_cost_points_by_their_share() -> None:
    quarrel = page("a", title="Senators blame each other over Veldt")
    assert points(quarrel)["quarrel"] == -1.0
    assert points(quarrel, page("b", title="Veldt shells harbour"))["quarrel"] == -0.5
    assert "quarrel" not in points(page(title="Veldt shells harbour"))


def test_a_source_of_double_weight_gives_half_a_point_and_a_scoop_one() -> None:
    assert points(page(weight=2.0))["source"] == 0.5
    assert points(page(weight=1.5))["scoop"] == 1.0
    assert "scoop" not in points(page(weight=1.4))
    assert "scoop" not in points(page(weight=1.5), publishers=2)


def test_the_plainest_report_says_how_much_of_a_feature_it_is() -> None:
    portrait = page("b", "The pianist's last song for my family")
    alone = points(portrait)["feature"]
    beside = points(page("a"), portrait)["feature"]
    assert alone < -1.5 < -0.7 < beside < 0


def test_outlets_run_by_a_state_cost_points_only_where_they_are_alone() -> None:
    assert points(page(state_run=True))["state_run"] == -1.0
    assert "state_run" not in points(page("a", state_run=True), page("b"))


def test_a_story_with_a_new_fact_has_a_quarter_point() -> None:
    assert points(page(), state=StoryState.DEVELOPED)["developed"] == 0.25
    assert "developed" not in points(page(), state=StoryState.UNCHANGED)


def test_a_land_that_the_newsletter_follows_is_not_elsewhere() -> None:
    title = "France seize depot in Karim"
    spans = Hit(leaf="x", field=Field.TITLE, start=0, end=6, text="France", weight=1)
    followed = Match(article_id="a", topic_id="war", score=2, hits=(spans,))
    assert (
        points(page(title=title), matches=[followed])["feature"]
        > points(page(title=title), matches=[match(start=20)])["feature"]
    )


def test_a_copy_counts_under_the_voice_it_copies_and_the_same_page_twice() -> None:
    pair = [page("a", publisher="One"), page("b", publisher="Two")]
    wire = Copy(kept="a", folded="b", kind=CopyKind.WIRE)
    same = Copy(kept="a", folded="b", kind=CopyKind.SAME_URL)
    assert count_voices(pair, []) == 2
    assert count_voices(pair, [wire]) == 1
    assert count_voices(pair, [same]) == 2
    assert count_voices([], []) == 1


def test_an_escalation_and_a_first_count_by_the_title_of_the_lead() -> None:
    plain = page("a", "Harbor chief of Karim meets crews")
    move = page("b", "Warships of Marenia near Karim")
    assert points(move)["escalation"] == 0.4
    # the first article leads
    assert "escalation" not in points(plain, move)
    assert points(page("c", "First ship since the storm docks in Karim"))["first"] == 0.4
    assert "first" not in points(plain)


def test_a_deed_counts_where_one_publisher_tells_it() -> None:
    deed, plan = page("a", "Drones hit depot in Karim"), page("b", "Karim plans a new depot")
    assert points(deed)["deed"] == 0.25
    assert points(deed, plan)["deed"] == pytest.approx(0.125)
    assert "deed" not in points(plan)
    # the number of publishers shows how large an event is
    assert "deed" not in points(deed, publishers=2)


def test_the_words_of_another_land_cost_points() -> None:
    remark, own = page("a", "Germany warns Karim of war"), page("b", "Karim warns of war")
    assert points(remark, matches=[match(start=14)])["remark"] == -0.5
    assert points(remark, own, matches=[match(start=14), match("b")])["remark"] == -0.25
    assert "remark" not in points(own, matches=[match("b")])
    # a topic that looks for the land makes its words news
    assert "remark" not in points(remark, matches=[match(start=0)])
