"""Cards are taken one by one: the weightiest first, none that tells a chosen event again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from digest.edit.cards import Candidate, choose_cards, repeated_share, spread_leads
from digest.models import Article, Newsletter, Section, Story, TopicWeight

NOON = datetime(2026, 8, 13, 12, tzinfo=UTC)
LETTER = Newsletter(
    id="gulf", name="Gulf", tagline="", topics=(TopicWeight(topic_id="port"),), max_stories=3
)
PORT, TALKS, GRID = 1, 2, 3


def article(name: str, *, publisher: str = "", lead: str = "It happened on Monday.") -> Article:
    return Article(
        id=name,
        url=f"https://paper.example/{name}",
        title=f"News of {name}",
        lead=lead,
        publisher=publisher,
        published=NOON,
    )


def candidate(
    name: str, score: float, centre: dict[int, float], *, pin: str = "", **more: object
) -> Candidate:
    articles = more.pop("articles", (article(name),))
    story = Story(id=name, articles=articles, score=score, **more)  # type: ignore[arg-type]
    return Candidate(story=story, centre=centre, pin=pin)


def names(candidates: Iterable[Candidate]) -> list[str]:
    return [candidate.story.id for candidate in candidates]


def chosen_of(*candidates: Candidate, letter: Newsletter = LETTER) -> list[str]:
    return names(choose_cards(candidates, letter)[0])


def test_the_story_of_most_points_leads() -> None:
    low, high = candidate("low", 1, {PORT: 1}), candidate("high", 2, {TALKS: 1})
    assert chosen_of(low, high) == ["high", "low"]
    assert chosen_of(high, low) == ["high", "low"]


def test_stories_of_like_points_are_in_the_order_of_their_names() -> None:
    assert chosen_of(candidate("b", 1, {PORT: 1}), candidate("a", 1, {TALKS: 1})) == ["a", "b"]


def test_a_story_that_repeats_a_chosen_one_gives_way_to_another() -> None:
    first = candidate("first", 3, {PORT: 1})
    side = candidate("side", 2, {PORT: 0.25, TALKS: 0.968})
    other = candidate("other", 1.5, {GRID: 1})
    assert chosen_of(first, side, other) == ["first", "other", "side"]


def test_the_likeness_of_any_two_stories_of_a_war_costs_nothing() -> None:
    first = candidate("first", 3, {PORT: 1})
    side = candidate("side", 2, {PORT: 0.06, TALKS: 0.998})
    grid = candidate("grid", 1.9, {GRID: 1})
    assert chosen_of(first, side, grid) == ["first", "side", "grid"]


def test_a_second_card_of_one_event_is_not_chosen_even_where_there_is_room() -> None:
    first = candidate("first", 3, {PORT: 1})
    again = candidate("again", 2, {PORT: 0.3, TALKS: 0.954})
    chosen, passed = choose_cards([first, again], LETTER)
    assert names(chosen) == ["first"]
    assert [(entry.candidate.story.id, entry.reason.code) for entry in passed] == [
        ("again", "same_happening")
    ]
    assert "News of first" in passed[0].reason.detail


def test_likeness_just_below_one_event_may_stand() -> None:
    first = candidate("first", 3, {PORT: 1})
    near = candidate("near", 2, {PORT: 0.269, TALKS: 0.963})
    assert chosen_of(first, near) == ["first", "near"]


def test_the_cost_of_repeating_is_that_of_the_likest_card() -> None:
    near, far = candidate("near", 1, {PORT: 1}), candidate("far", 1, {TALKS: 1})
    new = candidate("new", 1, {PORT: 0.6, TALKS: 0.8})
    assert repeated_share(new, [near, far]) == 0.8
    assert repeated_share(new, []) == 0


def test_no_more_cards_than_the_newsletter_has_room_for() -> None:
    many = [candidate(f"s{number}", 9 - number, {number: 1}) for number in range(5)]
    chosen, passed = choose_cards(many, LETTER)
    assert names(chosen) == ["s0", "s1", "s2"]
    assert {entry.reason.code for entry in passed} == {"full"}
    assert [entry.candidate.story.id for entry in passed] == ["s3", "s4"]


def test_a_story_of_headlines_alone_gets_no_card() -> None:
    bare = candidate("bare", 9, {PORT: 1}, articles=(article("bare", lead=""),))
    chosen, passed = choose_cards([bare, candidate("told", 1, {TALKS: 1})], LETTER)
    assert names(chosen) == ["told"]
    assert passed[0].reason.code == "no_text"


def test_a_full_section_leaves_room_to_another() -> None:
    letter = Newsletter(
        id="gulf",
        name="Gulf",
        tagline="",
        topics=(TopicWeight(topic_id="port"),),
        sections=(Section(id="sea", title="Sea", topics=("port",), max_stories=1),),
        max_stories=3,
    )
    one = candidate("one", 3, {PORT: 1}, section="sea")
    two = candidate("two", 2, {TALKS: 1}, section="sea")
    land = candidate("land", 1, {GRID: 1})
    assert chosen_of(one, two, land, letter=letter) == ["one", "land"]


def test_an_editors_pins_come_before_points_and_doubles() -> None:
    weighty = candidate("weighty", 9, {PORT: 1})
    side = candidate("side", 1, {PORT: 1}, pin="card")
    opener = candidate("opener", 0, {GRID: 1}, pin="lead")
    assert chosen_of(weighty, side, opener) == ["opener", "side"]


def test_another_publisher_leads_where_one_leads_two_cards_already() -> None:
    alone = [
        candidate(name, 3, {number: 1}, articles=(article(name, publisher="Gazette"),))
        for number, name in enumerate(("a", "b"))
    ]
    both = candidate(
        "c",
        1,
        {GRID: 1},
        articles=(article("c1", publisher="Gazette"), article("c2", publisher="Herald")),
    )
    led = [one.story.lead.publisher for one in spread_leads([*alone, both], LETTER)]
    assert led == ["Gazette", "Gazette", "Herald"]


def test_spreading_over_publishers_costs_no_event_and_no_text() -> None:
    stories = [
        candidate(name, 3, {1: 1}, articles=(article(name, publisher="Gazette"),)) for name in "abc"
    ]
    bare = candidate(
        "d",
        1,
        {GRID: 1},
        articles=(article("d1", publisher="Gazette"), article("d2", publisher="Herald", lead="")),
    )
    spread = spread_leads([*stories, bare], LETTER)
    assert [one.story.lead.id for one in spread] == ["a", "b", "c", "d1"]


def test_a_story_whose_text_may_not_tell_its_headline_waits_for_those_of_like_weight() -> None:
    vague = candidate("vague", 1.4, {PORT: 1})
    clear = article("clear", lead="News of clear reached the harbour on Monday.")
    plain = candidate("clear", 1, {TALKS: 1}, articles=(clear,))
    assert chosen_of(vague, plain) == ["clear", "vague"]
    # the writer can tell nine in ten of them, so a weighty one does not wait
    assert chosen_of(candidate("vague", 3, {PORT: 1}), plain) == ["vague", "clear"]


def test_headlines_alone_make_a_card_where_a_second_one_tells_more() -> None:
    law = article("law", lead="")
    first = replace(law, title="Veldt parliament passes law on harbours")
    again = replace(law, id="again", title="Veldt parliament passes harbours law")
    more = replace(law, id="more", title="Veldt parliament frees crews under law on harbours")
    assert chosen_of(candidate("law", 1, {PORT: 1}, articles=(first, again))) == []
    assert chosen_of(candidate("law", 1, {PORT: 1}, articles=(first, again, more))) == ["law"]


def test_a_quarrel_at_home_is_a_line_once_the_issue_has_enough_cards() -> None:
    rift = replace(article("rift"), title="Partisan rift over the port")
    first = candidate("first", 3, {PORT: 1})
    quarrel = candidate("quarrel", 2, {TALKS: 1}, articles=(rift,))
    letter = replace(LETTER, min_stories=1)

    chosen, passed = choose_cards([first, quarrel], letter)

    assert names(chosen) == ["first"]
    assert [entry.reason.code for entry in passed] == ["quarrel_only"]
    # a short issue would be held back without it
    assert chosen_of(first, quarrel, letter=replace(letter, min_stories=2)) == ["first", "quarrel"]
    pinned = replace(quarrel, pin="card")
    assert set(chosen_of(first, pinned, letter=letter)) == {"first", "quarrel"}


def act(name: str, title: str, score: float, centre: dict[int, float]) -> Candidate:
    one = candidate(name, score, centre, articles=(replace(article(name), title=title),))
    return replace(one, names=frozenset({"avel"}))


RIOT = act("riot", "Angry crowds in Avel call for change", 3, {PORT: 1})
MARCH = act("march", "Avel protests go on for a third day", 2.9, {PORT: 0.04, TALKS: 0.999})


def test_one_act_of_one_name_is_told_once_though_its_words_differ() -> None:
    chosen, passed = choose_cards([RIOT, MARCH], LETTER)
    assert names(chosen) == ["riot"]
    assert passed[0].reason.code == "joined"


def test_a_card_takes_in_the_reports_of_a_second_story_on_its_act() -> None:
    riot = replace(RIOT, story=replace(RIOT.story, facts=("actor:avel",)))
    march = replace(MARCH, story=replace(MARCH.story, facts=("toll:wounded:3",), publishers=2))
    card = choose_cards([riot, march], LETTER)[0][0].story
    assert [one.id for one in card.articles] == ["riot", "march"]
    assert card.facts == ("actor:avel", "toll:wounded:3")
    assert (card.id, card.publishers) == ("riot", 2)


def test_a_story_without_room_gives_its_reports_to_the_card_that_tells_its_act() -> None:
    letter = replace(LETTER, max_stories=1)
    chosen, passed = choose_cards([RIOT, MARCH], letter)
    assert [one.id for one in chosen[0].story.articles] == ["riot", "march"]
    assert [entry.reason.code for entry in passed] == ["joined"]


def test_a_toll_told_alone_joins_the_card_of_its_cause() -> None:
    blast = act("blast", "Blast in Avel kills nine", 3, {PORT: 1})
    hurt = act("hurt", "Three Tesselians wounded in Avel", 2, MARCH.centre)
    told = replace(article("hurt", lead="It was the explosion."), title=hurt.story.lead.title)
    hurt = replace(hurt, story=replace(hurt.story, articles=(told,)))
    chosen, passed = choose_cards([blast, hurt], LETTER)
    assert [one.id for one in chosen[0].story.articles] == ["blast", "hurt"]
    assert passed[0].reason.code == "joined"


def test_a_story_without_room_that_shares_a_theme_or_a_toll_alone_joins_no_card() -> None:
    letter = replace(LETTER, max_stories=1)
    blast = act("blast", "Blast in Avel kills nine", 3, {PORT: 1})
    toll = act("toll", "Queen mourns victims of Avel blast", 2, MARCH.centre)
    more = [act(f"m{n}", "Avel blast seen from afar", 1, {10 + n: 1}) for n in range(2)]
    chosen, passed = choose_cards([blast, toll, *more], letter)
    assert [one.id for one in chosen[0].story.articles] == ["blast"]
    assert {entry.reason.code for entry in passed} == {"full"}


def test_a_report_whose_title_tells_no_act_of_the_card_joins_it_not() -> None:
    side = replace(article("side"), title="Bakers of Avel sell out")
    march = replace(MARCH.story, articles=(*MARCH.story.articles, side))
    card = choose_cards([RIOT, replace(MARCH, story=march)], LETTER)[0][0].story
    assert [one.id for one in card.articles] == ["riot", "march"]


def test_a_quarrel_about_an_act_is_told_already_and_joins_no_card() -> None:
    quarrel = act("quarrel", "Senators split as Avel protests halt ferries", 2, MARCH.centre)
    chosen, passed = choose_cards([RIOT, quarrel], LETTER)
    assert [one.id for one in chosen[0].story.articles] == ["riot"]
    assert passed[0].reason.code == "same_happening"


@pytest.mark.parametrize(
    "other",
    [
        replace(MARCH, names=frozenset({"tessel"})),
        replace(MARCH, centre={TALKS: 1}),
        act("vote", "Avel counts the votes of a third day", 2.9, MARCH.centre),
    ],
)
def test_another_name_another_act_or_no_likeness_keeps_two_cards(other: Candidate) -> None:
    assert len(chosen_of(RIOT, other)) == 2


def test_a_theme_of_the_day_folds_no_cards() -> None:
    more = [act(f"m{n}", "Avel unrest seen from afar", 2.5, {10 + n: 1}) for n in range(2)]
    letter = replace(LETTER, max_stories=4)
    assert names(choose_cards([RIOT, MARCH, *more], letter)[0]) == ["riot", "march", "m0", "m1"]


def test_a_light_story_pads_no_place_that_a_told_event_left() -> None:
    letter = replace(LETTER, min_stories=1, max_stories=2)
    light, like = candidate("light", 1, {GRID: 1}), candidate("like", 2.5, {GRID: 1})
    chosen, passed = choose_cards([RIOT, MARCH, light], letter)
    assert names(chosen) == ["riot"]
    assert [entry.reason.code for entry in passed] == ["joined", "padding"]
    assert chosen_of(RIOT, MARCH, like, letter=letter) == ["riot", "like"]
    # an issue is not held back for it
    assert chosen_of(RIOT, MARCH, light, letter=replace(letter, min_stories=2)) == ["riot", "light"]


def test_a_story_that_weighs_more_than_a_card_is_no_padding() -> None:
    letter = replace(LETTER, min_stories=1)
    first = act("first", "Angry crowds in Avel call for change", 10, {PORT: 1})
    again = act("again", "Avel protests go on for a third day", 9, {PORT: 0.3, TALKS: 0.954})
    other = act("other", "Grid of Avel holds", 3.5, {GRID: 1})
    # it repeats the first card a little, so the lighter story had its turn before
    side = act("side", "Bakers of Avel sell out", 4, {PORT: 0.25, 4: 0.968})
    light = act("light", "Tailors of Avel sell out", 2, {5: 1})
    assert chosen_of(first, again, other, side, letter=letter) == ["first", "other", "side"]
    assert chosen_of(first, again, other, light, letter=letter) == ["first", "other"]


def with_text(one: Candidate, text: str) -> Candidate:
    lead = replace(one.story.lead, lead=text)
    return replace(one, story=replace(one.story, articles=(lead,)))


def test_a_story_that_outweighs_the_card_it_joins_opens_it() -> None:
    # the siege repeats the first card, so the lighter story on its act had its turn before
    first = with_text(
        act("first", "Harbor of Avel opens", 5, {GRID: 1}), "The harbor of Avel opens on Monday."
    )
    early = act("early", "Siege of Avel holds", 3, {PORT: 0.05, TALKS: 0.999})
    early = with_text(early, "The siege of Avel holds today.")
    siege = act("siege", "Avel under siege for a third day", 4, {GRID: 0.26, PORT: 0.966})
    for text, opens in (
        ("The siege of Avel went on.", "siege"),
        ("It rained there all week.", "early"),
    ):
        card = choose_cards([first, with_text(siege, text), early], LETTER)[0][1].story
        assert (card.id, card.lead.id) == ("early", opens)
        assert {one.id for one in card.articles} == {"early", "siege"}
    alike = with_text(replace(siege, story=replace(siege.story, score=3.1)), "The siege of Avel.")
    assert choose_cards([first, alike, early], LETTER)[0][1].story.lead.id == "early"


def test_news_of_elsewhere_opens_no_issue_that_has_a_story_of_its_own() -> None:
    abroad = replace(candidate("abroad", 9, {TALKS: 1}), elsewhere=True)
    own = candidate("own", 1, {PORT: 1})
    two = replace(LETTER, min_stories=2)
    assert chosen_of(abroad, own, letter=two) == ["own", "abroad"]
    assert chosen_of(replace(abroad, pin="lead"), own, letter=two) == ["abroad", "own"]


def test_news_of_elsewhere_is_a_line_once_the_issue_has_enough_cards() -> None:
    abroad = replace(candidate("abroad", 2, {TALKS: 1}), elsewhere=True)
    first = candidate("first", 3, {PORT: 1})
    letter = replace(LETTER, min_stories=1)
    chosen, passed = choose_cards([first, abroad], letter)
    assert names(chosen) == ["first"]
    assert passed[0].reason.code == "elsewhere"
    assert chosen_of(first, abroad, letter=replace(letter, min_stories=2)) == ["first", "abroad"]
