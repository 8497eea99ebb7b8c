"""The state of a draft knows what was said, what is new, and which toll was overtaken."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sample_news import NOW, article

from digest.models import Passage, PastStory, Story
from digest.write.candidates import quotables
from digest.write.draft_state import StoryDraft, untold
from digest.write.quotable import Quotable

TITLE = "Marenia closes Port Avel after blast at fuel depot"


def quote(
    text: str, *, publisher: str = "Coast Wire", hours: float = 10, index: int = 0
) -> Quotable:
    found = quotables(article(publisher, TITLE, lead=text, publisher=publisher, hours=hours))[0]
    return replace(found, index=index)


def draft(*said: Quotable) -> StoryDraft:
    state = StoryDraft(
        story=Story(id="s", articles=(article("a", TITLE),)),
        headline=Passage(text=TITLE, article_id="a"),
        known=TITLE,
    )
    state.take(said)
    return state


SAID = quote("Marenia closed Port Avel after a blast killed 12 dockers near depot tanks.")


@pytest.mark.parametrize(
    ("text", "repeated"),
    [
        # of ten content words five are new: half is enough
        ("Marenia closed Port Avel near freighters, tugs, barges, ferries and lighthouse.", False),
        # of nine content words four are new: less than half
        ("Marenia closed Port Avel near freighters, tugs, barges, blast and lighthouse.", True),
    ],
)
def test_half_of_the_words_of_a_sentence_must_be_new(text: str, repeated: bool) -> None:
    other = quote(text, publisher="Gazette")
    fresh = len(other.content - SAID.content)
    assert draft(SAID).repeats(other) is repeated, (fresh, len(other.content))


def test_a_sentence_that_was_taken_is_had() -> None:
    assert draft(SAID).has(SAID)


def test_a_toll_that_disagrees_is_new_although_the_words_are_not() -> None:
    rival = quote(SAID.text.replace("12", "19"), publisher="Gazette")
    assert draft(SAID).disagrees(rival)
    assert not draft(SAID).has(rival)
    assert draft(SAID, rival).has(replace(rival, index=1))


def test_one_outlet_does_not_dispute_itself() -> None:
    rival = quote(SAID.text.replace("12", "19"))
    assert not draft(SAID).in_dispute(rival)


@pytest.mark.parametrize(("hours", "overtaken"), [(16, False), (17, True)])
def test_a_lower_toll_is_overtaken_after_more_than_six_hours(hours: float, overtaken: bool) -> None:
    early = quote(SAID.text.replace("12", "4"), publisher="Gazette", hours=hours)
    assert draft(SAID).overtaken(early) is overtaken


def test_a_higher_toll_is_never_overtaken() -> None:
    early = quote(SAID.text.replace("12", "40"), publisher="Gazette", hours=30)
    assert not draft(SAID).overtaken(early)


def test_another_outlets_opening_retells_and_its_later_sentence_does_not() -> None:
    retold = "A blast killed dockers near tanks of the depot, and officials shut the quay."
    assert draft(SAID).retells(quote(retold, publisher="Gazette", index=2))
    assert not draft(SAID).retells(quote(retold, publisher="Gazette", index=3))
    assert not draft(SAID).retells(quote(retold, index=0))


@pytest.mark.parametrize(
    ("opening", "retells"),
    [
        # four words that are no names, and little new
        (
            "A huge blast rocked dockers and tugs of the old quarter, killing bakers, judges and "
            "monks.",
            True,
        ),
        # as many, and most of the sentence is new
        (
            "A blast killed dockers and sank tugs while bakers, choirs, judges, nurses, teachers, "
            "monks and clerks marched along hills, lakes, farms, towers, gardens and mills.",
            False,
        ),
    ],
)
def test_an_opening_of_another_outlet_with_four_words_in_common_retells_unless_most_is_new(
    opening: str, retells: bool
) -> None:
    said = quote(
        "Marenia closed Port Avel after a blast killed 12 dockers near depot tanks while trains, "
        "buses, ferries and tugs waited for guards, pilots and medics."
    )
    assert draft(said).retells(quote(opening, publisher="Gazette")) is retells


@pytest.mark.parametrize(
    ("title", "text", "is_event"),
    [
        # the title shares one name, the sentence names alone
        ("Marenia and Solmar speak of fees", "Orlov of Marenia thanked Avel and the Port.", False),
        # the title is on the event
        ("Dockers leave the closed port", "Orlov of Marenia thanked Avel and the Port.", True),
        # the title is not, the sentence is
        (
            "Marenia and Solmar speak of fees",
            "Orlov closes port depot of Marenia near Avel after a blast at tanks with fuel.",
            True,
        ),
    ],
)
def test_a_report_whose_title_shares_one_name_is_on_the_event_by_more_than_names(
    title: str, text: str, is_event: bool
) -> None:
    other = article("b", title, lead=text, publisher="Gazette")
    state = draft(quote("Marenia closed its largest port after a blast at a depot for fuel."))
    assert state.concerns(quotables(other)[0])
    assert state.is_event_of(quotables(other)[0]) is is_event


@pytest.mark.parametrize(
    ("told", "again", "is_told"),
    [
        ("The gates of the harbor shut at 8 a.m.", "Gates shut to buses at 8:00 am.", True),
        ("Crude sold for $98.40 a barrel on Tuesday.", "A barrel of crude fetched $98.40.", True),
        ("About 30,000 people of Tarn fled.", "In Tarn 30,000 people left their homes.", True),
        ("About 30,000 people of Tarn fled.", "In Tarn 20,000 people left their homes.", False),
        ("The gates of the harbor shut at 8 a.m.", "Gates shut to buses at 9 a.m.", False),
        ("The gates of the harbor shut at 8 a.m.", "A choir sang on the mole at 8 a.m.", False),
    ],
)
def test_another_outlet_with_one_clock_time_price_or_large_number_tells_one_fact(
    told: str, again: str, is_told: bool
) -> None:
    said = quote(told)
    assert draft(said).times_again(quote(again, publisher="Gazette")) is is_told
    # an outlet may come back to its own hour
    assert not draft(said).times_again(replace(quote(again), article=said.article))


def test_a_sentence_with_a_lone_surname_is_understood_once_it_was_named() -> None:
    lone = replace(SAID, surname="Orlov", alone=True)
    assert not draft().understands(lone)
    named = quote("Minister Dana Orlov closed the port of Avel on Tuesday night.")
    assert draft(named).understands(lone)


def test_a_bare_thing_is_understood_where_the_headline_names_it() -> None:
    bare = replace(quote("The blast shook the town of Avel for an hour."), alone=False)
    assert draft().understands(bare)
    strange = replace(quote("The inquiry shook the town of Avel for an hour."), alone=False)
    assert not draft().understands(strange)


@pytest.mark.parametrize(
    ("text", "concerns"),
    [
        ("Marenia told Avel to wait for the port.", True),
        ("Marenia sold its depot to a bank in Tessel.", True),
        ("Marenia and Avel play football in Tessel.", False),
    ],
)
def test_a_fact_of_another_outlet_shares_three_words_or_two_with_a_common_one(
    text: str, concerns: bool
) -> None:
    assert draft().concerns(quote(text, publisher="Gazette")) is concerns


@pytest.mark.parametrize(
    ("text", "index", "strays"),
    [
        # one name in common, and no other word
        ("Insurers of Marenia spoke with a bank on Tuesday about fees for barges.", 5, True),
        ("Insurers of Marenia spoke with a bank on Tuesday about fees for the depot.", 5, False),
        ("Insurers of Marenia spoke with Avel bank on Tuesday about fees for barges.", 5, False),
        # what stands near the top goes on from the opening; the first was passed over by it
        ("Insurers of Marenia spoke with a bank on Tuesday about fees for barges.", 4, False),
        ("Insurers of Marenia spoke with a bank on Tuesday about fees for barges.", 0, True),
        ("Rescuers of Marenia counted three people killed among the crew of barges.", 5, False),
    ],
)
def test_a_sentence_far_down_that_shares_one_name_with_the_headline_strays(
    text: str, index: int, strays: bool
) -> None:
    opening = quote("On Tuesday Marenia closed Port Avel after a blast at the fuel depot.")
    assert draft(opening).strays(quote(text, index=index)) is strays


def test_the_lead_id_is_that_of_the_article_that_opens() -> None:
    assert draft().lead_id == ""
    assert draft(SAID).lead_id == "Coast Wire"


def test_articles_of_an_earlier_issue_are_told_but_for_the_lead() -> None:
    past = PastStory(
        thread_id="t",
        issue_id="i",
        story_id="s",
        published=SAID.article.published,
        headline="H",
        url="",
        article_ids=("a", "b"),
    )
    articles = tuple(article(name, TITLE) for name in ("a", "b", "c"))
    story = Story(id="s", articles=articles, past=past)
    assert [one.id for one in untold(story)] == ["a", "c"]


@pytest.mark.parametrize(("hours", "wrong"), [(12, False), (13, True)])
def test_today_in_an_old_article_is_another_day(hours: float, wrong: bool) -> None:
    state = draft(SAID)
    today = quote("Solmar opens its own quay to ships of Tessel today.", hours=hours)
    assert not state.dates_wrongly(today)
    state.now = NOW
    assert state.dates_wrongly(today) is wrong
    assert state.has(today) is wrong
    assert state.understands(today) is not wrong


def test_a_word_is_shared_with_the_headline_and_the_first_two_sentences_alone() -> None:
    second = quote("Tugs waited beside barges off Tessel all night.", index=1)
    third = quote("Divers looked for lanterns near the mole at dawn.", index=2)
    other = quote("Divers with lanterns stood on barges beside the depot.", publisher="Gazette")
    told = SAID.content | second.content
    assert third.content & other.content - told
    assert draft(SAID, second, third).shared(other) == told & other.content
    assert draft(SAID, third, second).shared(other) >= third.content & other.content
