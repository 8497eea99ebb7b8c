"""From a window of articles to the stories of one issue."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from digest.edit import match_articles, select_stories
from digest.models import (
    Article,
    Newsletter,
    PastStory,
    Phrase,
    Pins,
    Rule,
    Section,
    Selection,
    StoryState,
    Topic,
    TopicWeight,
)

NOON = datetime(2026, 8, 13, 12, tzinfo=UTC)
TOPICS = (
    Topic(id="port", name="Ports", rule=Rule(any=(Phrase(text="port"), Phrase(text="harbour")))),
    Topic(id="talks", name="Talks", rule=Rule(any=(Phrase(text="talks"), Phrase(text="envoy")))),
    Topic(id="grid", name="Power", rule=Rule(any=(Phrase(text="blackout"), Phrase(text="grid")))),
)
LETTER = Newsletter(
    id="gulf",
    name="Gulf",
    tagline="",
    topics=(
        TopicWeight(topic_id="port"),
        TopicWeight(topic_id="talks"),
        TopicWeight(topic_id="grid"),
    ),
)
PORT = (
    (
        "Blast at Karim port kills 12 dock workers",
        "An explosion tore through a fuel depot at Karim port on Thursday.",
    ),
    (
        "Fuel depot explosion at Karim port leaves 12 dead",
        "Dock workers died when a fuel depot exploded in Karim.",
    ),
    (
        "Twelve killed as fuel depot explodes at Karim port",
        "The explosion at the depot killed dock workers in Karim.",
    ),
)
TALKS = (
    (
        "Envoy arrives in Lunaria for prisoner talks",
        "The envoy will press Lunaria to swap prisoners this week.",
    ),
    (
        "Prisoner swap talks open in Lunaria with envoy",
        "An envoy began talks on a prisoner swap in Lunaria.",
    ),
)
GRID = (
    (
        "Blackout hits northern grid after heat wave",
        "Millions lost power as the northern grid failed.",
    ),
)


def page(name: str, title: str, lead: str, hours_ago: float = 2, **more: object) -> Article:
    more.setdefault("publisher", name)
    return Article(
        id=name,
        url=f"https://{name}.example/{len(title)}",
        title=title,
        lead=lead,
        published=NOON - timedelta(hours=hours_ago),
        language="en",
        **more,  # type: ignore[arg-type]
    )


def pages() -> list[Article]:
    groups = (("port", PORT), ("talks", TALKS), ("grid", GRID))
    return [page(f"{name}{n}", *text) for name, group in groups for n, text in enumerate(group)]


def select(
    articles: Iterable[Article], newsletter: Newsletter = LETTER, **more: object
) -> Selection:
    articles = tuple(articles)
    matches = match_articles(articles, TOPICS)
    return select_stories(articles, matches, newsletter, now=NOON, **more)  # type: ignore[arg-type]


def ids(selection: Selection) -> list[set[str]]:
    return [{article.id for article in story.articles} for story in selection.stories]


def past_of(selection: Selection, *, published: datetime) -> tuple[PastStory, ...]:
    return tuple(
        PastStory(
            thread_id=story.thread_id,
            issue_id="gulf@2026-08-12",
            story_id=story.id,
            published=published,
            headline=story.lead.title,
            url="https://digest.example/gulf/2026-08-12",
            article_ids=tuple(article.id for article in story.articles),
            article_urls=tuple(article.url for article in story.articles),
            facts=story.facts,
            terms=story.terms,
        )
        for story in selection.stories
    )


def test_each_event_is_one_story_and_more_publishers_rank_higher() -> None:
    assert ids(select(pages())) == [{"port0", "port1", "port2"}, {"talks0", "talks1"}, {"grid0"}]


def test_input_order_changes_nothing() -> None:
    assert select(pages()[::-1]) == select(pages())


def test_unmatched_articles_support_a_story_but_make_none() -> None:
    support = page(
        "support",
        "Fuel depot explosion kills 12 in Karim",
        "Dock workers died when the depot exploded.",
    )
    alone = page("alone", "Cup final ends in a draw", "Neither side scored in the final.")
    selection = select([*pages(), support, alone])
    assert "support" in ids(selection)[0]
    assert all("alone" not in group for group in ids(selection))


def test_articles_outside_the_look_back_window_are_not_looked_at() -> None:
    old = page(
        "old", "Harbour strike enters a third week", "Crews refused to load ships.", hours_ago=30
    )
    future = page("future", "Harbour strike ends", "Crews load ships again.", hours_ago=-2)
    assert all(
        group.isdisjoint({"old", "future"}) for group in ids(select([*pages(), old, future]))
    )
    assert {"old"} in ids(select([*pages(), replace(old, published=NOON - timedelta(hours=20))]))


def test_an_unchanged_story_is_left_out_with_its_reason() -> None:
    first = select(pages())
    second = select(pages(), past=past_of(first, published=NOON - timedelta(days=1)))
    assert second.stories == ()
    assert {story.state for story in second.missed} == {StoryState.UNCHANGED}
    assert all(story.reasons[-1].code == "unchanged" for story in second.missed)
    assert second.held


def test_a_new_toll_makes_a_story_developed_and_keeps_its_thread() -> None:
    first = select(pages())
    later = page(
        "late",
        "Death toll in Karim port explosion rises to 19",
        "Fuel depot dock workers: 19 killed in Karim.",
    )
    second = select([later], past=past_of(first, published=NOON - timedelta(days=1)))
    (story,) = second.stories
    assert story.state is StoryState.DEVELOPED
    assert "19" in story.new_fact
    assert story.thread_id == first.stories[0].thread_id
    assert story.past is not None


def test_a_follow_up_leads_with_an_article_the_earlier_issue_did_not_have() -> None:
    first = select(pages())
    later = page(
        "late",
        "Death toll in Karim port explosion rises to 19",
        "Fuel depot dock workers: 19 killed in Karim.",
        weight=0.1,
    )
    second = select([*pages(), later], past=past_of(first, published=NOON - timedelta(days=1)))
    (story,) = second.stories
    assert story.lead.id == "late"
    assert len(story.articles) == 4


def test_a_story_only_other_languages_tell_is_no_story_of_this_newsletter() -> None:
    foreign = replace(
        page("autre", "Le port de Karim ferme apres des talks", "Le port est ferme."), language="fr"
    )
    assert ids(select([foreign])) == []
    unmarked = replace(foreign, language="")
    assert ids(select([unmarked])) == [{"autre"}]


def test_too_little_news_is_held() -> None:
    quiet = replace(LETTER, min_stories=4)
    assert "3 stories of at least 4" in select(pages(), quiet).held


def test_a_publisher_that_has_news_alone_may_lead_each_card() -> None:
    titles = (
        "Storm shuts Karim port",
        "Envoy flies home",
        "Grid workers strike",
        "Harbour tax doubles in Veldt",
    )
    alone = [
        page(title[:5], title, "Nobody else has it yet.", publisher="Gazette") for title in titles
    ]
    assert len(select(alone).stories) == len(titles)


def test_sections_are_not_overfilled_and_the_rest_become_one_liners() -> None:
    letter = replace(
        LETTER,
        sections=(Section(id="all", title="All", topics=("port", "talks", "grid"), max_stories=1),),
        max_also=1,
    )
    selection = select(pages(), letter)
    assert (len(selection.stories), len(selection.also), len(selection.missed)) == (1, 1, 1)
    assert selection.also[0].reasons[-1].detail == "section all has its 1 stories"


def test_papers_of_one_family_count_once() -> None:
    family = [
        replace(article, family="One House") if "port" in article.id else article
        for article in pages()
    ]
    story = next(
        story
        for story in select(family).stories
        if story.section == "" and "port0" in {a.id for a in story.articles}
    )
    assert story.publishers == 1


def test_an_editors_pins_come_first() -> None:
    apart = Pins(apart=(("port0", "port1"),))
    groups = ids(select(pages(), pins=apart))
    assert not any({"port0", "port1"} <= group for group in groups)
    together = Pins(together=(("grid0", "talks0"),))
    assert any({"grid0", "talks0"} <= group for group in ids(select(pages(), pins=together)))


def test_a_scoop_of_a_preferred_source_ranks_before_like_news() -> None:
    plain = page(
        "plain",
        "Ships avoid Veldt harbour",
        "Papers show why ships avoid Veldt harbour: a secret deal.",
        hours_ago=20,
    )
    scoop = replace(plain, weight=1.5)
    usual = [page("talks0", *TALKS[0]), page("grid0", *GRID[0]), page("port0", *PORT[0])]
    before = [story.lead.id for story in select([*usual, plain]).stories]
    after = select([*usual, scoop]).stories
    assert [story.lead.id for story in after].index("plain") < before.index("plain")
    told = next(story for story in after if story.lead.id == "plain")
    assert "scoop" in {reason.code for reason in told.reasons}


def test_an_opinion_beside_reports_counts_for_nothing() -> None:
    column = page("column", "OPINION: " + PORT[0][0], PORT[0][1], hours_ago=1, weight=1.4)
    story = select([*pages(), column]).stories[0]
    assert column.id not in {article.id for article in story.articles}
    assert story.publishers == len(PORT)


def test_an_opinion_alone_makes_no_story_and_the_reason_is_kept() -> None:
    column = page(
        "column", "OPINION: Reopen the harbour at Sample Bay", "The harbour should be open."
    )
    selection = select([*pages(), column])
    assert column.id not in {
        article.id for story in (*selection.stories, *selection.also) for article in story.articles
    }
    missed = next(story for story in selection.missed if story.lead.id == column.id)
    assert missed.reasons[-1].code == "no_report"


def test_a_video_supports_a_story_that_reports_tell_and_never_leads_it() -> None:
    url = "https://screen.example/videos/2026/depot"
    video = replace(page("screen", *PORT[0], weight=1.4), url=url)
    story = select([*pages(), video]).stories[0]
    assert story.lead.id != video.id
    assert video.id in {article.id for article in story.articles}
    assert story.publishers == len(PORT) + 1


def test_a_video_of_an_event_that_no_report_tells_is_the_news_itself() -> None:
    talks = [page(f"talks{n}", *text) for n, text in enumerate(TALKS)]
    url = "https://screen.example/videos/2026/depot"
    video = replace(page("screen", *PORT[0]), url=url)
    told = select([*talks, video])
    assert video.id in {story.lead.id for story in told.stories}
    assert told.missed == ()
    # One whose text does not tell its title has nothing to write a card from.
    mute = replace(video, lead="Watch the pictures.")
    untold = select([*talks, mute])
    assert [story.reasons[-1].code for story in untold.missed] == ["no_report"]


def test_a_page_whose_title_shows_pictures_is_no_news_itself() -> None:
    talks = [page(f"talks{n}", *text) for n, text in enumerate(TALKS)]
    shown = page("shown", f"Videos show the moment: {PORT[0][0]}", PORT[0][1])
    told = select([*talks, shown])
    assert shown.id not in {story.lead.id for story in (*told.stories, *told.also)}
    assert [story.reasons[-1].code for story in told.missed] == ["no_report"]


def test_an_analysis_stands_beside_a_report_and_never_alone() -> None:
    why = page("why", "Why the fuel depot at Karim port exploded", PORT[0][1], weight=1.4)
    first = select([*pages(), why]).stories[0]
    assert why.id not in {article.id for article in first.articles}
    assert [article.id for article in first.comments] == [why.id]
    asked = page("asked", "Who needs a port at Sample Bay?", "Sample Bay has a port.", hours_ago=1)
    missed = select([*pages(), asked]).missed
    assert [story.reasons[-1].code for story in missed if story.lead.id == asked.id] == [
        "no_report"
    ]
