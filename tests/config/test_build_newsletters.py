"""Newsletter files: contradictions inside one file, and values that are inherited."""

from __future__ import annotations

from dataclasses import replace

import pytest

from digest.config.build_newsletters import House, HouseTitle, build_newsletter
from digest.config.file_context import FileContext
from digest.config.newsletter_file import NewsletterFile
from digest.config.read_yaml import read_document
from digest.config.section import YamlSection
from digest.config.validate import validate
from digest.models import Direction, Newsletter, SisterNewsletter

HEAD = "name: Harbour\ntagline: What moves\ntopics: [ports, quays]\n"


def title(own_id: str, language: str) -> HouseTitle:
    shown = SisterNewsletter(name=own_id.title(), tagline="T", url=f"https://n.example/{own_id}")
    return HouseTitle(language=language, shown=shown)


HOUSE = House(
    timezone="Asia/Beirut",
    language="en",
    titles={one: title(one, code) for one, code in [("a", "en"), ("b", "ar"), ("c", "en")]},
)


def checked(text: str, shape: type[YamlSection]) -> tuple[YamlSection, FileContext]:
    context = FileContext(document=read_document("n.yaml", text.encode()))
    read = validate(context, shape)
    assert read.section is not None
    return read.section, FileContext(document=read.document)


def newsletter(text: str, own_id: str = "n") -> tuple[Newsletter, list[str]]:
    file, context = checked(HEAD + text, NewsletterFile)
    made = build_newsletter(file, context, HOUSE, default_id=own_id)
    return made, [str(one).removeprefix("n.yaml:") for one in context.problems]


def test_a_key_that_a_newsletter_lacks_has_the_value_of_the_house():
    made, said = newsletter("")
    assert (made.id, made.timezone, made.language) == ("n", "Asia/Beirut", "en")
    assert made.direction is Direction.LTR
    assert said == []


def test_a_key_of_a_newsletter_goes_before_the_house():
    made, said = newsletter("id: own\ntimezone: Asia/Dubai\nlanguage: ar\n")
    assert (made.id, made.timezone, made.language) == ("own", "Asia/Dubai", "ar")
    assert made.direction is Direction.RTL
    assert newsletter("language: ar\ndirection: ltr\n")[0].direction is Direction.LTR
    assert said == []


def test_a_language_without_words_is_named_once():
    _, said = newsletter("language: sw\n")
    assert len(said) == 1
    assert said[0].startswith('4:11: there are no words for mails in the language "sw" — ')


@pytest.mark.parametrize(("least", "most", "fits"), [(3, 3, True), (3, 4, True), (4, 3, False)])
def test_the_least_stories_may_equal_the_most(least: int, most: int, fits: bool):
    _, said = newsletter(f"min_stories: {least}\nmax_stories: {most}\n")
    assert (said == []) is fits


@pytest.mark.parametrize(
    ("schedule", "said"),
    [
        ("{at: 06:30}", ""),
        ("{cron: 30 6 * * mon}", ""),
        ("{days: [mon], at: 06:30}", ""),
        ("{days: [mon]}", "this schedule has no time"),
        ("{deadline: 1h}", "this schedule has no time"),
        ("{}", "this schedule has no time"),
        ("{cron: 30 6 * * mon, at: 06:30}", "cron stands together with days or at"),
        ("{cron: 30 6 * * mon, days: [mon]}", "cron stands together with days or at"),
        # a time that was taken out as a mistake is not missing
        ("{days: [mon], at: noon}", ""),
    ],
)
def test_a_schedule_has_one_kind_of_time(schedule: str, said: str):
    _, lines = newsletter(f"schedule: {schedule}\n")
    assert len(lines) == bool(said)
    assert all(said in line for line in lines)


def test_a_topic_stands_in_the_first_section_that_names_it():
    text = (
        "sections:\n"
        "  - {id: x, title: X, topics: [ports]}\n"
        "  - {id: y, title: Y, topics: [ports, ports]}\n"
        "  - {id: y, title: Z, topics: [quays, gulf]}\n"
    )
    _, said = newsletter(text)
    again = 'the topic "ports" stands in the section "x" already'
    assert [line.split(" — ")[0] for line in said] == [
        f"6:32: {again}",
        f"6:39: {again}",
        '7:10: two sections have the id "y"',
        '7:39: this newsletter does not follow the topic "gulf"',
    ]


def test_topics_with_weights_count_as_followed():
    file = "name: H\ntagline: T\ntopics: {ports: 2}\n"
    text = "sections: [{id: x, title: X, topics: [ports]}]\n"
    section, context = checked(file + text, NewsletterFile)
    made = build_newsletter(section, context, HOUSE, default_id="n")
    assert [(one.topic_id, one.weight) for one in made.topics] == [("ports", 2.0)]
    assert context.problems == []


# ---- sisters ---------------------------------------------------------------------------------


def sisters(text: str, own_id: str = "a") -> list[tuple[str, str, str]]:
    made, said = newsletter(f"blocks: {{sisters: {text}}}\n", own_id)
    assert said == []
    return [(one.name, one.tagline, one.url) for one in made.blocks.sisters]


def test_all_sisters_leave_out_the_newsletter_itself_and_other_languages():
    assert [name for name, _, _ in sisters("all")] == ["C"]
    assert [name for name, _, _ in sisters("all", own_id="z")] == ["A", "C"]


def test_a_newsletter_for_members_names_its_sisters_for_members_and_a_free_one_does_not():
    titles = {**HOUSE.titles, "m": replace(title("m", "en"), is_for_members=True)}
    house = replace(HOUSE, titles=titles)
    named = {}
    for tier in ("", "tier: member\n"):
        file, context = checked(f"{HEAD}{tier}blocks: {{sisters: all}}\n", NewsletterFile)
        made = build_newsletter(file, context, house, default_id="a")
        named[tier] = [sister.name for sister in made.blocks.sisters]
    assert list(named.values()) == [["C"], ["C", "M"]]


def test_a_sister_takes_from_the_house_what_its_entry_lacks():
    assert sisters("[{newsletter: c}]") == [("C", "T", "https://n.example/c")]
    assert sisters("[{newsletter: c, name: Own, url: 'https://o.example/'}]") == [
        ("Own", "T", "https://o.example/")
    ]
    assert sisters("[{name: Far, url: 'https://o.example/'}]") == [
        ("Far", "", "https://o.example/")
    ]


@pytest.mark.parametrize("entry", ["{name: Far}", "{url: 'https://o.example/'}", "{tagline: T}"])
def test_a_sister_that_leads_nowhere_is_named(entry: str):
    _, said = newsletter(f"blocks: {{sisters: [{entry}]}}\n")
    assert said == ["4:20: this entry leads to no newsletter — give it newsletter, or name and url"]


def test_a_sister_without_the_address_that_was_wrong_is_not_reported_twice():
    _, said = newsletter("blocks: {sisters: [{name: Far, url: nowhere}]}\n")
    assert said == []


def test_a_rule_that_is_lowered_twice_is_named():
    entry = "{rule: alt, severity: note, reason: x}"
    made, said = newsletter(f"lowered: [{entry}, {entry}]\n")
    assert said == ['4:58: the rule "alt" stands here twice — keep one of them']
    assert [one.mark for one in made.lowered] == ["n.yaml:4:18", "n.yaml:4:58"]


@pytest.mark.parametrize(
    ("variants", "said"),
    [
        ("[{id: a, name: A, topics: [ports]}, {id: b, name: B, topics: [quays]}]", []),
        (
            "[{id: a, name: A, topics: [ports]}, {id: a, name: B, topics: [quays]}]",
            ["two variants"],
        ),
        ("[{id: a, name: A}]", ["no stories"]),
        ("[{id: a, name: A, topics: [port]}]", ['"port" is none of the topics']),
        ("[{id: a, name: A, sections: [sea]}]", ['"sea" is none of the sections']),
    ],
)
def test_a_variant_names_stories_of_its_newsletter(variants: str, said: list[str]):
    _, problems = newsletter(f"variants: {variants}\n")
    assert len(problems) == len(said)
    for problem, words in zip(problems, said, strict=True):
        assert words in problem


def test_a_poll_with_two_equal_answers_is_named():
    _, problems = newsletter("blocks: {poll: {question: Enough?, answers: [Yes, yes]}}\n")
    assert len(problems) == 1
    assert "two answers are the same" in problems[0]
