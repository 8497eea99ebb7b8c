"""The lead of a card is readable, has text, is news, and is most like what it opens."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from digest.edit.happenings import Happening
from digest.edit.lead_article import (
    Preference,
    articles_of_card,
    has_text,
    is_readable,
    order_articles,
    tells_title,
)
from digest.edit.likeness import Likeness
from digest.models import Article, Picture

NOON = datetime(2026, 8, 13, 12, tzinfo=UTC)
TITLE = "Soldiers seize depot in Karim"
TEXT = "Soldiers seized a fuel depot in Karim on Monday."


def page(name: str, title: str = TITLE, lead: str = TEXT, **more: object) -> Article:
    more.setdefault("language", "en")
    return Article(
        id=name,
        url=f"https://paper.example/{name}",
        title=title,
        lead=lead,
        published=NOON,
        **more,  # type: ignore[arg-type]
    )


def order(*articles: Article, told: Sequence[str] = (), matched: Sequence[str] = ()) -> list[str]:
    likeness = Likeness(articles)
    happening = Happening(reports=articles, merges=(), centre=likeness.centre(articles))
    names = matched or [article.id for article in articles]
    wanted = Preference(language="en", matched=frozenset(names), carried=frozenset(told))
    return [article.id for article in order_articles(articles, happening, likeness, wanted)]


def test_an_article_in_another_language_never_leads_one_in_the_newsletters_own() -> None:
    assert order(page("a", language="fr", weight=9), page("b"))[0] == "b"


def test_an_article_with_text_leads_one_with_a_headline_only() -> None:
    assert order(page("a", lead="", weight=9), page("b"))[0] == "b"


def test_a_text_that_tells_its_title_leads_one_that_comments_on_it() -> None:
    comment = page("a", lead="It was the boldest move of the whole year.", weight=9)
    assert order(comment, page("b"))[0] == "b"


def test_a_follow_up_leads_with_an_article_that_readers_have_not_seen() -> None:
    assert order(page("a"), page("b"), told=["a"])[0] == "b"
    assert order(page("a"), page("b"), told=["https://paper.example/a"])[0] == "b"


def test_a_follow_up_opens_with_an_unseen_headline_rather_than_a_text_that_readers_had() -> None:
    assert order(page("a"), page("b", lead=""), told=["a"])[0] == "b"


def test_a_follow_up_in_the_newsletters_language_leads_an_unseen_article_in_another() -> None:
    assert order(page("a"), page("b", language="fr"), told=["a"])[0] == "a"


def test_a_matched_article_leads_one_that_met_no_topic() -> None:
    assert order(page("a"), page("b"), matched=["b"])[0] == "b"


def test_a_report_leads_a_video_and_an_independent_outlet_one_run_by_a_state() -> None:
    video = Article(
        id="a",
        url="https://paper.example/videos/a",
        title=TITLE,
        lead=TEXT,
        published=NOON,
        language="en",
    )
    assert order(video, page("b"))[0] == "b"
    assert order(page("a", state_run=True), page("b"))[0] == "b"


def test_the_preferred_source_leads_and_pictures_break_a_tie() -> None:
    assert order(page("a"), page("b", weight=2))[0] == "b"
    assert order(page("a"), page("b", picture=Picture(url="https://paper.example/p.jpg")))[0] == "b"


def test_the_report_that_is_most_like_the_whole_leads() -> None:
    aside = page("a", "Soldiers seize goats in Karim", "Soldiers seized goats in Karim at dawn.")
    alike = [page("b"), page("c"), page("d")]
    assert order(aside, *alike)[0] == "b"


def test_a_portrait_gives_way_to_plain_news_that_is_hardly_less_central() -> None:
    portrait = page("a", "The bride and her family in Karim depot", TEXT)
    assert order(portrait, page("b"))[0] == "b"


def test_reports_unlike_the_lead_stand_on_no_card_unless_an_editor_put_them_there() -> None:
    lead, near = page("a"), page("b")
    far = page("c", "Bakers raise the price of bread", "Flour is dear since the long drought.")
    likeness = Likeness([lead, near, far])
    ids = [article.id for article in articles_of_card([lead, far, near], likeness)]
    assert ids == ["a", "b"]
    pinned = articles_of_card([lead, far, near], likeness, pinned={"c"})
    assert [article.id for article in pinned] == ["a", "c", "b"]


def test_a_text_of_four_words_can_be_told_and_a_headline_again_cannot() -> None:
    assert has_text(page("a", lead="Ships stay in harbour."))
    assert not has_text(page("a", lead="Ships stay home."))
    assert not has_text(page("a", lead=TITLE))
    assert has_text(page("a", lead="", body=TEXT))


def test_languages_are_compared_without_their_region() -> None:
    assert is_readable(page("a", language="en-GB"), "en")
    assert is_readable(page("a", language=""), "en")
    assert not is_readable(page("a", language="fr"), "en-US")


def test_one_sentence_needs_two_telling_words_of_the_title() -> None:
    assert tells_title(page("a", lead="", body=TEXT))
    assert not tells_title(page("a", lead="Soldiers slept. The depot is old."))
    assert tells_title(page("a", "Karim", "Nobody slept in Karim."))


def test_a_standfirst_is_a_sentence_with_its_full_stop() -> None:
    title, heading = "Karim and Orlov at war", "The many errors that led the port of Karim to ruin"
    assert not tells_title(page("a", title, heading))
    assert tells_title(page("a", title, f"{heading}."))
    assert tells_title(page("a", title, f"“{heading}.”"))


def test_a_standfirst_has_eight_words_and_a_shorter_sentence_is_a_remark() -> None:
    title = "Karim and Orlov at war"
    assert tells_title(page("a", title, "Nine errors led the port of Karim there."))
    assert not tells_title(page("a", title, "Nine errors led the port Karim there."))


def test_the_first_word_of_a_standfirst_is_no_name_by_its_capital() -> None:
    title = "Ruins and Orlov at war"
    assert not tells_title(page("a", title, "Ruins are all that nine errors have left there."))
    assert tells_title(page("a", title, "Nine errors of Orlov are all that was left there."))


def test_of_articles_that_are_alike_the_longer_leads() -> None:
    short, long = page("a", body=TEXT), page("b", body=" ".join([TEXT] * 9))
    assert order(short, long) == ["b", "a"]
    # the pages of a live report are no better for their length
    longer = page("c", body=" ".join([TEXT] * 90))
    longest = page("d", body=" ".join([TEXT] * 180))
    assert order(longest, longer) == ["c", "d"]
