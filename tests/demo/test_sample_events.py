"""The events of the sample news: days, hours, copies and announcements become dated articles."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.demo.sample import SampleArticle, SampleOutlet, _articles, _dated, _paragraphs

MONDAY = datetime(2026, 11, 23, 6, 0, 0, 123_456, tzinfo=UTC)


def written(**values: object) -> dict[str, object]:
    """Return an article as an event's file writes it."""
    article = {"outlet": "quay", "slug": "opens", "hours": 1, "title": "Port opens", "lead": ""}
    return article | {"body": "It opened."} | values


def read(*articles: dict[str, object], day: int = 2) -> list[SampleArticle]:
    return list(_articles({"day": day, "articles": articles}, MONDAY))


@pytest.mark.parametrize(("day", "days_ago"), [(2, 0), (1, 1), (0, 2)])
def test_the_days_of_events_run_up_to_today(day: int, days_ago: int) -> None:
    (article,) = read(written(hours=3), day=day)
    expected = MONDAY.replace(microsecond=0) - timedelta(days=days_ago, hours=3)
    assert article.published == expected


def test_part_of_an_hour_is_taken_and_part_of_a_second_is_not() -> None:
    (article,) = read(written(hours=0.5))
    assert article.published == datetime(2026, 11, 23, 5, 30, tzinfo=UTC)


def test_an_article_without_optional_keys_is_dated_world_news_without_picture() -> None:
    (article,) = read(written())
    assert (article.author, article.category, article.picture) == ("", "World", None)
    assert article.dated


def test_optional_keys_are_kept() -> None:
    picture = {"name": "port", "alt": "Cranes", "caption": "The port", "credit": "Quay (demo)"}
    values = {"author": "Sample Writer", "category": "Trade", "dated": False, "picture": picture}
    (article,) = read(written(**values))
    assert (article.author, article.category, article.dated) == ("Sample Writer", "Trade", False)
    assert article.picture is not None
    assert (article.picture.name, article.picture.credit) == ("port", "Quay (demo)")


@pytest.mark.parametrize("copy_stands_first", [True, False])
def test_a_copy_takes_the_text_and_keeps_its_own_title(copy_stands_first: bool) -> None:
    original = written(body="First.\n\nSecond.")
    copy = written(slug="copied", title="Port is open", outlet="bay", copy_of="opens")
    del copy["body"]
    articles = [copy, original] if copy_stands_first else [original, copy]
    by_slug = {article.slug: article for article in read(*articles)}
    assert by_slug["copied"].paragraphs == by_slug["opens"].paragraphs == ("First.", "Second.")
    assert (by_slug["copied"].title, by_slug["copied"].outlet) == ("Port is open", "bay")


def test_a_copy_of_an_unknown_article_is_a_mistake_that_stops() -> None:
    copy = written(copy_of="no-such-article")
    del copy["body"]
    with pytest.raises(KeyError, match="no-such-article"):
        read(copy)


# ---- announcements -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("They vote on {in 2 days}.", "They vote on Wednesday."),
        ("{in 0 days}", "Monday"),
        ("{in 7 days}, {in 9 days}", "Monday, Wednesday"),
        # other braces are text
        ("{in two days} {in 10 days} {2}", "{in two days} {in 10 days} {2}"),
    ],
)
def test_a_weekday_stands_for_a_count_of_days(text: str, shown: str) -> None:
    assert _dated(text, MONDAY) == shown


def test_an_announcement_counts_from_the_day_of_its_event() -> None:
    lead = "They vote on {in 2 days}."
    (today,) = read(written(lead=lead, body=lead))
    (yesterday,) = read(written(lead=lead, body=lead), day=1)
    assert today.lead == "They vote on Wednesday."
    assert today.paragraphs == ("They vote on Wednesday.",)
    assert yesterday.lead == "They vote on Tuesday."


# ---- paragraphs ----------------------------------------------------------------------------------


def test_a_blank_line_parts_paragraphs_and_a_line_end_does_not() -> None:
    assert _paragraphs("\n One\n  two.\n\nThree  four. \n") == ("One two.", "Three four.")


@settings(max_examples=25)
@given(st.lists(st.sampled_from(["One.", "Two words.", "a b c d"]), min_size=1, max_size=5))
def test_paragraphs_that_were_joined_are_cut_again(paragraphs: list[str]) -> None:
    assert _paragraphs("\n\n".join(paragraphs)) == tuple(paragraphs)


def test_an_outlet_is_by_default_a_good_english_one_with_full_text() -> None:
    outlet = SampleOutlet(id="quay", name="Quay Post (demo)", format="rss")
    assert (outlet.language, outlet.manner, outlet.family) == ("en", "good", "")
    assert (outlet.full_text, outlet.state_run) == (True, False)
