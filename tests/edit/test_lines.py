"""Lines tell the stories that got no card, each event once, and few sides of a told one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from digest.edit.cards import Candidate, Passed
from digest.edit.lines import choose_lines
from digest.models import Article, Newsletter, Reason, Story, TopicWeight

NOON = datetime(2026, 8, 13, 12, tzinfo=UTC)
LETTER = Newsletter(id="n", name="N", tagline="", topics=(TopicWeight(topic_id="t"),), max_also=3)


def candidate(name: str, centre: dict[int, float]) -> Candidate:
    article = Article(id=name, url="", title=f"News of {name}", published=NOON)
    return Candidate(story=Story(id=name, articles=(article,)), centre=centre)


def passed(name: str, centre: dict[int, float]) -> Passed:
    reason = Reason(code="full", detail="the issue has its 1 stories")
    return Passed(candidate=candidate(name, centre), reason=reason)


def choose(
    *entries: Passed, chosen: tuple[Candidate, ...] = ()
) -> tuple[list[str], dict[str, str]]:
    lines, missed = choose_lines(entries, chosen, LETTER)
    told = [entry.candidate.story.id for entry in lines]
    return told, {entry.candidate.story.id: entry.reason.code for entry in missed}


def test_stories_become_lines_in_their_order_until_the_room_is_taken() -> None:
    entries = [passed(f"s{number}", {number: 1.0}) for number in range(4)]
    assert choose(*entries) == (["s0", "s1", "s2"], {"s3": "no_room"})


def test_two_lines_at_most_tell_further_sides_of_a_card() -> None:
    card = candidate("card", {1: 1.0})
    sides = [
        passed(name, {1: 0.4, number: 0.9165}) for name, number in (("a", 2), ("b", 3), ("c", 4))
    ]
    assert choose(*sides, chosen=(card,)) == (["a", "b"], {"c": "same_happening"})


def test_no_line_repeats_another() -> None:
    told, missed = choose(passed("a", {1: 1.0}), passed("b", {1: 0.3, 2: 0.954}))
    assert (told, missed) == (["a"], {"b": "same_happening"})


def test_likeness_just_below_that_of_one_event_is_another_line() -> None:
    assert choose(passed("a", {1: 1.0}), passed("b", {1: 0.26, 2: 0.966}))[0] == ["a", "b"]


def test_news_of_elsewhere_and_a_feature_make_no_line_unless_an_editor_pins_them() -> None:
    far = replace(candidate("far", {1: 1.0}), elsewhere=True)
    portrait = Article(id="p", url="", title="The pianist's last song", published=NOON)
    song = Candidate(story=Story(id="song", articles=(portrait,)), centre={2: 1.0})
    full = Reason(code="full", detail="the issue has its 1 stories")
    entries = [Passed(candidate=one, reason=full) for one in (far, song)]
    assert choose(*entries) == ([], {"far": "no_line", "song": "no_line"})
    pinned = [Passed(candidate=replace(one, pin="card"), reason=full) for one in (far, song)]
    assert choose(*pinned)[0] == ["far", "song"]


def test_a_story_whose_reports_a_card_took_in_makes_no_line() -> None:
    joined = Passed(
        candidate=candidate("joined", {1: 1.0}), reason=Reason(code="joined", detail="told")
    )
    assert choose(joined, passed("a", {2: 1.0})) == (["a"], {"joined": "joined"})
