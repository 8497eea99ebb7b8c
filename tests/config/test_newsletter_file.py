"""newsletters/*.yaml: the least and the most of every key, and the forms of topics and sisters."""

from __future__ import annotations

from datetime import time

import pytest
from one_value import problems_in, section_of
from pydantic import BaseModel

from digest.config.kinds import Kinds
from digest.config.newsletter_file import (
    BlocksKeys,
    MembershipKeys,
    NewsletterFile,
    PictureKeys,
    ScheduleKeys,
    SectionKeys,
    WavesKeys,
)
from digest.models import LateJoiners, Schedule, Waves, WavesBy

HEAD = "name: Harbour\ntagline: What moves\ntopics: [ports]\n"
PICTURE = "url: https://a.example/a.jpg\nalt: A ship\n"


@pytest.mark.parametrize(
    ("section", "head", "key", "right", "wrong"),
    [
        (NewsletterFile, HEAD, "look_back", ["1h", "31d"], ["59m", "32d"]),
        (NewsletterFile, HEAD, "min_stories", ["1", "50"], ["0", "51"]),
        (NewsletterFile, HEAD, "max_stories", ["1", "50"], ["0", "51"]),
        (NewsletterFile, HEAD, "max_also", ["0", "50"], ["-1", "51"]),
        (SectionKeys, "id: a\ntitle: A\ntopics: [b]\n", "max_stories", ["1", "50"], ["0", "51"]),
        (ScheduleKeys, "", "deadline", ["5m", "1d"], ["4m", "25h"]),
        (ScheduleKeys, "", "wait_for_sources", ["0m", "1h"], ["61m", "2h"]),
        (WavesKeys, "", "until", ["1h", "1d"], ["59m", "25h"]),
        (PictureKeys, f"{PICTURE}height: 9\n", "width", ["1", "20000"], ["0", "20001"]),
        (PictureKeys, f"{PICTURE}width: 9\n", "height", ["1", "20000"], ["0", "20001"]),
    ],
)
def test_a_key_has_a_least_and_a_most(section, head: str, key: str, right, wrong):
    for text in right:
        assert problems_in(section, f"{head}{key}: {text}\n") == []
    for text in wrong:
        (said,) = problems_in(section, f"{head}{key}: {text}\n")
        assert f"{key} must be " in said


@pytest.mark.parametrize(
    ("poll", "said"),
    [
        ("{question: Enough?, answers: [Yes, No]}", ""),
        ("{question: Enough?, answers: [Yes]}", "answers"),
        ("{question: Enough?, answers: [a, b, c, d, e, f]}", "answers"),
        ("{question: '', answers: [a, b]}", "question"),
        ("{question: Enough?, answers: [a, b], story: 0}", "story"),
    ],
)
def test_a_poll_has_a_question_and_two_to_five_answers(poll: str, said: str):
    problems = problems_in(BlocksKeys, f"poll: {poll}\n")
    assert len(problems) == (1 if said else 0)
    assert said in "".join(problems)


def topics(text: str) -> object:
    return section_of(NewsletterFile, f"name: H\ntagline: T\ntopics: {text}\n").topics


def test_topics_are_a_list_or_have_weights():
    assert topics("[a, b]") == ("a", "b")
    assert topics("{a: 0.5, b: 100}") == {"a": 0.5, "b": 100.0}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{a: 0}", "a must be more than 0, not 0"),
        ("{a: 100.5}", "a must be 100 or less, not 100.5"),
        ("{}", "topics has no entries — it needs at least 1"),
        ("[A]", '"A" is not an id — write "a"'),
        ("a", 'topics must be a list, not "a" — write [a]'),
        ("5", "topics must be a mapping of keys, not 5"),
    ],
)
def test_other_topics_are_refused(text: str, said: str):
    found = problems_in(NewsletterFile, f"name: H\ntagline: T\ntopics: {text}\n")
    assert [line.split(": ", 1)[1] for line in found] == [said]


def reports(count: int) -> str:
    entries = ", ".join(f"{{title: T{n}, url: 'https://a.example/{n}'}}" for n in range(count))
    return f"trend_reports: [{entries}]\n"


def test_six_trend_reports_fit_and_seven_do_not():
    assert len(section_of(BlocksKeys, reports(6)).trend_reports) == 6
    assert problems_in(BlocksKeys, reports(7)) == [
        "1:16: trend_reports has 7 entries — it may have at most 6"
    ]


@pytest.mark.parametrize("key", ["title", "text", "button", "url"])
def test_a_membership_call_has_all_its_keys(key: str):
    whole = {"title": "Join", "text": "Pay.", "button": "Join", "url": "https://a.example/"}
    text = "".join(f"{name}: {value}\n" for name, value in whole.items() if name != key)
    assert problems_in(MembershipKeys, text) == [
        f'1:1: "{key}" is missing — add {key}: to this file'
    ]


def test_a_schedule_without_keys_has_the_defaults_of_the_noun():
    read = section_of(NewsletterFile, f"{HEAD}schedule: {{at: 0:05}}\n")
    assert read.schedule == Schedule(at=time(0, 5))
    assert section_of(NewsletterFile, HEAD).schedule == Schedule()


def test_without_the_key_an_issue_goes_to_all_readers_at_once():
    assert section_of(NewsletterFile, HEAD).waves == Waves()


def test_waves_by_reader_have_a_last_one_and_a_policy_for_late_joiners():
    text = f"{HEAD}waves: {{by: reader, until: 18h, late_joiners: own_hour}}\n"
    read = section_of(NewsletterFile, text)
    assert read.waves == Waves(by=WavesBy.READER, until_h=18.0, late_joiners=LateJoiners.OWN_HOUR)


class Sponsor(BaseModel):
    """A sample of a mail part that was added."""

    text: str
    priority: int = 0


KINDS = Kinds(parts={"sponsor": Sponsor, "plain": None})


def test_a_block_of_an_added_part_keeps_the_keys_that_were_written():
    read = section_of(BlocksKeys, "sponsor: {text: Buy, priority: 2}\n", KINDS)
    (added,) = read.added
    assert added.part == "sponsor"
    assert [(value.key, value.text) for value in added.values] == [
        ("text", "Buy"),
        ("priority", "2"),
    ]
    (bare,) = section_of(BlocksKeys, "sponsor: {text: Buy}\n", KINDS).added
    assert [value.key for value in bare.values] == ["text"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sponsor: {}\n", '1:10: "text" is missing — add text: to sponsor'),
        ("sponsor: {text: 5}\n", '1:17: text must be a text, not 5 — put it in quotes: "5"'),
        ("sponsor: 5\n", "1:10: sponsor must be a mapping of keys, not 5"),
        ("sponsor: {txt: a, text: b}\n", '1:11: unknown key "txt" — the keys here are '),
        # a part without a model of its own takes no block
        ("plain: {}\n", '1:1: unknown key "plain"'),
    ],
)
def test_a_mistake_in_a_block_of_an_added_part_has_its_place(text: str, said: str):
    (found,) = problems_in(BlocksKeys, text, KINDS)
    assert found.startswith(said)


@pytest.mark.parametrize(
    ("variants", "said"),
    [
        ("[{id: sea, name: At sea, sections: [sea]}]", ""),
        ("[{id: sea, name: At sea, topics: [sea], leave_out: [map], when_empty: nothing}]", ""),
        ("[{id: sea, sections: [sea]}]", "name"),
        ("[{id: sea, name: Sea, when_empty: never}]", "when_empty"),
        ("[{id: sea, name: Sea, leave_out: [footer]}]", "leave_out"),
    ],
)
def test_a_variant_names_its_stories_and_what_becomes_of_a_day_without_any(
    variants: str, said: str
):
    problems = problems_in(NewsletterFile, f"{HEAD}variants: {variants}\n")
    assert len(problems) == (1 if said else 0)
    assert said in "".join(problems)


def test_four_variants_fit_and_five_do_not():
    def variants(count: int) -> str:
        entries = [f"{{id: v{n}, name: V, topics: [ports]}}" for n in range(count)]
        return f"{HEAD}variants: [{', '.join(entries)}]\n"

    assert problems_in(NewsletterFile, variants(4)) == []
    assert len(problems_in(NewsletterFile, variants(5))) == 1
