"""The files of the sample news: dated around the moment of the demonstration, and consistent."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from digest.demo.sample import SampleArticle, load_articles, load_outlets

MONDAY = datetime(2026, 11, 23, 6, 0, 0, 123_456, tzinfo=UTC)


@pytest.fixture(scope="module")
def articles() -> tuple[SampleArticle, ...]:
    return load_articles(MONDAY)


def by_slug(articles: tuple[SampleArticle, ...]) -> dict[str, SampleArticle]:
    return {article.slug: article for article in articles}


def test_the_news_is_of_three_days_and_all_in_the_past(articles) -> None:
    days = {(MONDAY - article.published).days for article in articles}
    assert days >= {0, 1, 2}
    assert all(article.published <= MONDAY for article in articles)


def test_articles_run_by_time_and_have_no_parts_of_a_second(articles) -> None:
    keys = [(article.published, article.slug) for article in articles]
    assert keys == sorted(keys)
    assert {article.published.microsecond for article in articles} == {0}


def test_the_news_moves_with_the_moment(articles) -> None:
    later = load_articles(MONDAY + timedelta(days=3, hours=2))
    first, moved = by_slug(articles), by_slug(later)
    assert first.keys() == moved.keys()
    for slug, article in first.items():
        assert moved[slug].published - article.published == timedelta(days=3, hours=2)


def test_each_article_has_a_known_outlet_and_an_address_of_its_own(articles) -> None:
    outlets = [outlet.id for outlet in load_outlets()]
    assert len(set(outlets)) == len(outlets)
    assert {article.outlet for article in articles} <= set(outlets)
    assert max(Counter((article.outlet, article.slug) for article in articles).values()) == 1


def test_a_wire_copy_has_the_text_of_its_original_under_its_own_address(articles) -> None:
    texts = Counter(article.paragraphs for article in articles)
    copied = [article for article in articles if texts[article.paragraphs] > 1]
    assert len(copied) == 4
    assert len({article.slug for article in copied}) == 4
    originals = by_slug(articles)
    assert texts[originals["tanker-drone-first"].paragraphs] == 2
    assert texts[originals["tanker-toll-rises"].paragraphs] == 2


@pytest.mark.parametrize(
    ("days_on", "weekday"), [(0, "Wednesday"), (1, "Thursday"), (5, "Monday"), (6, "Tuesday")]
)
def test_an_announced_vote_is_on_the_weekday_two_days_ahead(days_on: int, weekday: str) -> None:
    articles = by_slug(load_articles(MONDAY + timedelta(days=days_on)))
    assert f"will vote on {weekday} on convoys" in articles["tanker-toll-rises"].lead
    assert not any("{in" in text for text in articles["tanker-toll-rises"].paragraphs)


def test_paragraphs_are_single_lines_with_single_blanks(articles) -> None:
    for article in articles:
        assert article.paragraphs
        for paragraph in article.paragraphs:
            assert paragraph == " ".join(paragraph.split())
            assert paragraph


def test_one_article_comes_without_a_date_and_some_without_an_author(articles) -> None:
    assert [article.dated for article in articles].count(False) == 1
    assert any(not article.author for article in articles)
    assert any(article.author for article in articles)


def test_each_picture_has_its_words(articles) -> None:
    pictures = [article.picture for article in articles if article.picture]
    assert pictures
    for picture in pictures:
        assert all((picture.name, picture.alt, picture.caption, picture.credit))
        # the alternative text says what is seen, and the caption what is meant
        assert picture.alt != picture.caption


def test_every_outlet_says_by_its_name_that_it_is_a_sample() -> None:
    for outlet in load_outlets():
        assert any(mark in outlet.name for mark in ("(demo)", "(تجريبية)", "(הדגמה)")), outlet.id


def test_the_outlets_show_each_format_and_each_manner() -> None:
    outlets = load_outlets()
    assert {outlet.format for outlet in outlets} == {"rss", "atom", "rdf", "json"}
    assert Counter(outlet.manner for outlet in outlets) == {"good": 9, "slow": 1, "broken": 1}
    assert [outlet.id for outlet in outlets if outlet.state_run] == ["state"]
    assert [outlet.id for outlet in outlets if not outlet.full_text] == ["harbour"]
