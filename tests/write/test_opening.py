"""A story opens with a sentence that stands alone and tells what its headline says."""

from __future__ import annotations

from sample_news import NEWSLETTER, NOW, article

from digest.models import Article, Item, Story
from digest.write.extractive import ExtractiveWriter
from digest.write.subject import subject_and_preheader

TITLE = "Marenia names new harbor master after blast"
NAMED = (
    "Marenia named a new harbor master on Monday, three weeks after a blast closed the quay of "
    "Port Avel."
)


def written(body: str, *related: Article, hours: float = 10) -> Item:
    others = tuple(Story(id=other.id, articles=(other,)) for other in related)
    story = Story(id="story", articles=(article("lead", TITLE, body=body, hours=hours),))
    return ExtractiveWriter().write(
        story, newsletter=NEWSLETTER, lead=True, related=others, now=NOW
    )


def test_a_dangling_first_sentence_does_not_open_a_story() -> None:
    item = written(f"The messages demand that the harbor master go.\n\n{NAMED}\n")
    assert item.lead[0].text == NAMED


def test_a_story_opens_with_what_its_headline_tells() -> None:
    elsewhere = (
        "Fishermen of Solmar sold their boats on Monday as prices fell for the fourth time this "
        "spring."
    )
    assert written(f"{elsewhere}\n\n{NAMED}\n").lead[0].text == NAMED


def test_the_first_sentence_opens_where_it_stands_and_tells_the_headline() -> None:
    other = (
        "Marenia named a master of the harbor whose last post was a harbor master's after a "
        "blast in Solmar."
    )
    assert written(f"{NAMED}\n\n{other}\n").lead[0].text == NAMED


def test_the_first_sentence_opens_where_no_early_one_tells_more() -> None:
    first = (
        "Even as the union called a strike, Marenia named a new harbor master after the blast "
        "at Port Avel."
    )
    other = (
        "Fishermen of Solmar sold their boats on Monday as prices fell for the fourth time this "
        "spring."
    )
    assert written(f"{first}\n\n{other}\n").lead[0].text == first


def test_an_article_stored_from_its_middle_leaves_the_opening_to_another() -> None:
    middle = (
        "Fishermen of Solmar sold their boats in spring.\n\nOther towns of the coast had known "
        "such years.\n"
    )
    told = article("other", "Port Avel has new harbor master", lead=NAMED, publisher="Quay Post")
    story = Story(id="story", articles=(article("lead", TITLE, body=middle), told))
    item = ExtractiveWriter().write(story, newsletter=NEWSLETTER, lead=True, related=(), now=NOW)
    assert (item.headline.text, item.lead[0].text) == (TITLE, NAMED)


def test_a_top_that_leans_on_a_missing_sentence_leaves_the_opening_to_another() -> None:
    still = "Still, some voices in both parties called the choice of Marenia late, a guard said."
    lead = article("lead", TITLE, body=still)
    other = article("other", TITLE, body=NAMED, publisher="Gazette")
    for reports, told in (((lead, other), NAMED), ((lead,), "")):
        item = ExtractiveWriter().write(
            Story(id="story", articles=reports),
            newsletter=NEWSLETTER,
            lead=True,
            related=(),
            now=NOW,
        )
        assert "".join(passage.text for passage in item.lead) == told


def test_a_headline_without_a_text_is_opened_by_another_only_where_that_is_on_it() -> None:
    def opening(lead: str) -> list[str]:
        articles = (
            article("lead", TITLE),
            article("other", "News of the coast", lead=lead, publisher="Quay Post"),
        )
        story = Story(id="story", articles=articles)
        item = ExtractiveWriter().write(
            story, newsletter=NEWSLETTER, lead=True, related=(), now=NOW
        )
        return [passage.text for passage in item.lead]

    assert opening(NAMED) == [NAMED]
    assert (
        opening(
            "The defence minister of Marenia says that no soldier will leave the hills of Solmar."
        )
        == []
    )


def test_headlines_that_share_only_the_words_of_any_news_are_not_linked() -> None:
    far = article("far", "Solmar military names new attack plan after talks")
    near = article("near", "Marenia harbor master quits after inquiry")
    assert [link.passage.text for link in written(NAMED, far, near).know_more] == [near.title]


def test_a_subject_is_not_cut_to_a_scrap() -> None:
    headline = article(
        "a", "With apparent 'opening,' U.N. and Marenia extend harbor talks by another day"
    )
    item = ExtractiveWriter().write(
        Story(id="a", articles=(headline,)), newsletter=NEWSLETTER, lead=True, related=(), now=NOW
    )
    subject, _, _ = subject_and_preheader([item])
    assert subject == headline.title


def test_a_standfirst_without_a_stop_leaves_the_opening_to_the_sentence_behind_it() -> None:
    standfirst = "Harbor master says aim is to keep Port Avel open and calm after fire"
    item = written(f"{standfirst}\n\n{NAMED}\n")
    assert item.lead[0].text == NAMED


def test_a_sentence_of_an_old_today_does_not_go_on() -> None:
    today = "Marenia buried the 12 dockers whom the blast killed at the depot today."
    fresh = written(f"{NAMED} {today}\n")
    assert [passage.text for passage in fresh.lead] == [NAMED, today]
    old = written(f"{NAMED} {today}\n", hours=30)
    assert [passage.text for passage in old.lead] == [NAMED]
