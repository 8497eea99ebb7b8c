"""*Know more* links the same thread, actors or place, with one fact, its outlet and its date."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sample_news import NEWSLETTER, NOW, SLOT, article

from digest.models import Article, Picture, Reason, Selection, Story
from digest.write import compose
from digest.write.related_links import (
    also_passage,
    fact_line,
    headline_line,
    is_akin,
    know_more,
    led_by,
    story_picture,
)
from digest.write.similarity import content_words


def story(story_id: str, title: str, *more: Article, thread: str = "") -> Story:
    return Story(id=story_id, articles=(article(story_id, title), *more), thread_id=thread)


CLOSED = story("closed", "Marenia closes Port Avel after blast at depot")


@pytest.mark.parametrize(
    ("title", "akin"),
    [
        ("Marenia mourns dockers of Port Avel", True),
        ("Marenia elects parliament", False),
        ("Storm closes depot after blast of wind", False),
        ("Solmar elects a parliament in May", False),
    ],
)
def test_stories_are_akin_by_two_telling_words_of_which_one_is_a_name(
    title: str, akin: bool
) -> None:
    assert is_akin(CLOSED, story("other", title)) is akin


def test_the_name_of_an_outlet_behind_two_headlines_ties_no_two_stories() -> None:
    ours = story("ours", "Marenia must return to interim deal, source says - Coast Wire")
    theirs = story("theirs", "Solmar and 26 ports condemn Marenia - Coast Wire")
    assert not is_akin(ours, theirs)


def test_words_of_any_news_tie_no_two_stories() -> None:
    ours = story("ours", "Military attack kills officials in Marenia")
    assert not is_akin(ours, story("other", "Military attack kills officials in Solmar"))


def test_words_of_the_whole_issue_tie_no_two_stories() -> None:
    ours = story("ours", "Marenia and Solmar quarrel over the fees of Port Avel")
    other = story("other", "Oil is dear while Marenia and Solmar quarrel")
    assert is_akin(ours, other)
    assert not is_akin(ours, other, theme=content_words("Marenia Solmar"))
    thread = replace(other, thread_id="port")
    assert is_akin(replace(ours, thread_id="port"), thread, theme=content_words("Marenia Solmar"))


def test_a_card_links_no_story_that_shares_the_theme_of_the_issue_alone() -> None:
    titles = (
        "Marenia and Solmar quarrel over port fees",
        "Marenia and Solmar hold talks on grain",
        "Marenia and Solmar close their border",
        "Marenia and Solmar count their ships",
        "Marenia and Solmar plant trees in Tessel",
    )
    stories = []
    for title in titles:
        body = f"{title}, ministers said on Tuesday in the town hall."
        stories.append(Story(id=title, articles=(article(title, title, body=body),)))
    *told, missed = stories
    left_out = replace(missed, reasons=(Reason(code="no_room", detail=""),))
    selection = Selection(stories=tuple(told), missed=(left_out,))
    briefing = compose(selection, NEWSLETTER, issue_id="n@2026-03-04", slot=SLOT, now=NOW)
    assert briefing.items
    assert [link for item in briefing.items for link in item.know_more] == []


def test_stories_of_one_thread_are_akin_whatever_their_headlines() -> None:
    ours = replace(CLOSED, thread_id="port")
    assert is_akin(ours, story("other", "Orlov resigns", thread="port"))
    assert not is_akin(ours, story("other", "Orlov resigns", thread="orlov"))


def test_a_story_is_not_akin_to_itself() -> None:
    assert not is_akin(CLOSED, CLOSED)


def test_a_link_gives_a_fact_with_its_outlet_and_date() -> None:
    fact = "Marenia buried twelve dockers of Port Avel on Tuesday in the rain."
    mourning = article("m", "Marenia mourns dockers of Port Avel", body=fact, publisher="Gazette")
    (link,) = know_more(CLOSED, [Story(id="m", articles=(mourning,))], cited=set(), most=3)
    assert (link.passage.text, link.outlet) == (fact, "Gazette")
    assert link.published == NOW - timedelta(hours=10)


@pytest.mark.parametrize(
    ("fact", "told"),
    [
        ("Dockers of Port Avel would get some of the silver.", False),
        ("Marenia lets silver pass through the mole of Solmar again.", True),
    ],
)
def test_a_fact_shares_two_words_with_the_title_of_its_article(fact: str, told: bool) -> None:
    report = article("m", "Marenia weighs fees on silver", body=fact)
    line = fact_line(report)
    assert line is not None
    assert (line.text == fact) is told


def test_a_fact_that_is_too_long_for_a_line_leaves_the_headline() -> None:
    endless = "Marenia said " + "and said " * 30 + "it."
    assert fact_line(article("a", "Marenia speaks", body=endless)) == headline_line(
        article("a", "Marenia speaks", body=endless)
    )


@pytest.mark.parametrize(("words", "fits"), [(25, True), (26, False)])
def test_a_line_has_twenty_five_words_at_most(words: int, fits: bool) -> None:
    line = headline_line(article("a", " ".join(["Avel"] * words)))
    assert (line is not None) is fits


def test_an_article_that_the_card_quotes_is_not_linked() -> None:
    other = article("b", "Dockers strike in Tessel over wages", publisher="Gazette")
    both = replace(CLOSED, articles=(*CLOSED.articles, other))
    assert [link.url for link in know_more(both, [], cited=set(), most=3)] == [other.url]
    assert know_more(both, [], cited={"b"}, most=3) == ()


def test_two_reports_with_one_headline_are_linked_once() -> None:
    titles = ("Dockers strike in Tessel over wages", "Dockers in Tessel strike over wages")
    reports = [article(title, title) for title in titles]
    both = replace(CLOSED, articles=(*CLOSED.articles, *reports))
    assert len(know_more(both, [], cited=set(), most=3)) == 1


def test_no_more_links_than_asked_for() -> None:
    reports = [article(name, f"{name} closes its gates") for name in ("Tessel", "Solmar", "Tarn")]
    both = replace(CLOSED, articles=(*CLOSED.articles, *reports))
    assert len(know_more(both, [], cited=set(), most=2)) == 2


@pytest.mark.parametrize(
    ("code", "is_linked"), [("no_room", True), ("full", True), ("same_happening", False)]
)
def test_a_link_leads_to_what_found_no_room_and_never_to_a_card_or_line(
    code: str, is_linked: bool
) -> None:
    first = "Marenia closed Port Avel on Tuesday after a blast at the fuel depot killed 12 dockers."
    second = (
        "Marenia buried twelve dockers of Port Avel on Wednesday while the rain fell on the quay."
    )
    stories = (
        Story(id="a", articles=(article("a", "Marenia closes Port Avel after blast", body=first),)),
        Story(id="b", articles=(article("b", "Marenia mourns dockers of Port Avel", body=second),)),
    )
    card, akin = stories

    def links(selection: Selection) -> list[str]:
        briefing = compose(selection, NEWSLETTER, issue_id="n@2026-03-04", slot=SLOT, now=NOW)
        cited = {citation.article_id for citation in briefing.citations}
        linked = [link for item in briefing.items for link in item.know_more]
        assert {link.passage.article_id for link in linked} <= cited
        return [link.passage.article_id for link in linked]

    assert links(Selection(stories=stories)) == []
    assert links(Selection(stories=(card,), also=(akin,))) == []
    left_out = replace(akin, reasons=(Reason(code=code, detail=""),))
    assert links(Selection(stories=(card,), missed=(left_out,))) == ["b"] * is_linked


def test_the_picture_is_the_leads_or_the_next_that_can_be_used() -> None:
    good = Picture(url="https://news.example/a.jpg", width=1200, height=800)
    logo = Picture(url="https://news.example/logo.png", width=900, height=600)
    pictured = Story(
        id="s", articles=(article("a", "T", picture=logo), article("b", "U", picture=good))
    )
    assert story_picture(pictured) == good
    assert story_picture(CLOSED) is None


def test_a_line_of_also_today_is_in_the_language_of_the_lead() -> None:
    long = " ".join(["Avel"] * 30)
    lines = Story(
        id="s",
        articles=(
            article("a", long),
            article("b", "الميناء مغلق", language="ar"),
            article("c", "Port shut"),
        ),
    )
    assert also_passage(lines).text == "Port shut"
    assert also_passage(replace(lines, articles=lines.articles[:2])).text == long


def test_a_story_can_be_led_by_another_of_its_articles() -> None:
    other = article("b", "Port shut")
    both = replace(CLOSED, articles=(*CLOSED.articles, other))
    assert [one.id for one in led_by(both, other).articles] == ["b", "closed"]


def test_another_outlets_line_that_says_the_card_again_is_no_link() -> None:
    lead = article("lead", "Marenia opens Port Avel to grain ships after a week of storms")
    again = article(
        "again",
        "Grain ships enter",
        lead="Grain ships may enter Port Avel in Marenia after a week of storms.",
        publisher="Quay Post",
    )
    more = article(
        "more",
        "Bakers cheer",
        lead="Bakers of Tessel cheered the first lorries and lowered their prices at noon.",
        publisher="Tessel Times",
    )
    story = Story(id="port", articles=(lead, again, more))
    said = content_words(lead.title)
    links = know_more(story, (), cited=frozenset(), most=3, card_words=said)
    assert [link.passage.article_id for link in links] == ["more"]


@pytest.mark.parametrize(
    ("toll", "hours", "linked"),
    [("three", 30, False), ("three", 12, True), ("nine", 30, True)],
)
def test_a_lower_toll_from_well_before_is_no_link(toll: str, hours: float, linked: bool) -> None:
    lead = article("lead", "Six killed in raid on a ship off Port Avel, Marenia says")
    old = article(
        "old",
        f"Raid on a grain carrier kills {toll} sailors, harbor guards of Tessel say",
        publisher="Quay Post",
        hours=hours,
    )
    story = Story(id="port", articles=(lead, old))
    links = know_more(story, (), cited=frozenset(), most=3, card_words=content_words(lead.title))
    assert [link.passage.article_id for link in links] == [one for one in ["old"] if linked]


@pytest.mark.parametrize(
    ("title", "linked"),
    [
        # five words of meaning are new: of eleven, and of twelve
        ("Storms of Tessel calm for a week: port grain bakers cheer, pilots sleep, gulls", True),
        ("Storms of Tessel calm a week: Avel port grain bakers cheer, pilots sleep, gulls", False),
    ],
)
def test_of_another_outlets_line_nearly_half_of_the_words_are_new(title: str, linked: bool) -> None:
    lead = article("lead", "Marenia opens Port Avel to grain ships")
    other = article("other", title, publisher="Quay Post")
    story = Story(id="port", articles=(lead, other))
    said = content_words(f"{lead.title} after a week of storms, now Tessel is calm")
    assert bool(know_more(story, (), cited=frozenset(), most=3, card_words=said)) is linked


def test_the_fact_of_a_link_is_on_the_news_of_its_article_and_is_not_cut() -> None:
    title = "Bakers of Tessel lower their prices as grain ships arrive"
    other = "Fishermen waited for calmer water on Sunday and mended eleven nets."
    own = "Bakers of Tessel lowered their prices by a tenth on Sunday."
    endless = f"{own.rstrip('.')}, {'and then by another tenth, ' * 6}a week later."
    for body, shown in ((f"{other}\n\n{own}", own), (other, title), (endless, title)):
        line = fact_line(article("a", title, body=body))
        assert line is not None
        assert line.text == shown


@pytest.mark.parametrize(
    ("title", "linked"),
    [
        ("Dockers of Port Avel mourn their dead", True),
        ("Solmar elects a mayor of its own", False),
        ("Marenia elects a mayor of its own", False),
        ("President of Marenia says that the nation is well", False),
        ("Solmar bans a paper from its fair amid the closure of Port Avel", False),
        ("Solmar bans a paper from its fair despite the closure of Port Avel", False),
    ],
)
def test_a_report_of_the_story_names_two_actors_or_places_of_the_event(
    title: str, linked: bool
) -> None:
    lead = article("lead", "Marenia closes Port Avel after blast at depot")
    told = Story(id="port", articles=(lead, article("other", title, publisher="Quay Post")))
    event = content_words(f"{lead.title} as president speaks")
    links = know_more(told, (), cited=frozenset(), most=3, event_words=event)
    assert bool(links) is linked


@pytest.mark.parametrize(
    ("line", "hours", "linked"),
    [
        ("Divers were still searching the depot of Port Avel for two dockers.", 30, False),
        ("Divers were still searching the depot of Port Avel for two dockers.", 20, True),
        ("Divers found the last two dockers in the depot of Port Avel on Monday.", 30, True),
    ],
)
def test_a_line_on_the_state_of_a_day_that_is_over_is_no_link(
    line: str, hours: float, linked: bool
) -> None:
    lead = article("lead", "Marenia closes Port Avel after blast at depot", hours=3)
    old = article("old", "Port Avel divers", lead=line, publisher="Quay Post", hours=hours)
    told = Story(id="port", articles=(lead, old))
    links = know_more(told, (), cited=frozenset(), most=3, now=NOW)
    assert [link.passage.text for link in links] == [text for text in [line] if linked]
