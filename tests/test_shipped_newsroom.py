"""The default newsroom: it loads, it is complete, and its topics pass their own tests."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from own_newsroom import shipped_newsroom

from digest.config import Config, shipped_config
from digest.edit import match_articles, run_topic_tests
from digest.models import Article, Direction, Tier
from digest.text import word_texts

TEN = {
    "the-takeaway",
    "middle-east-minute",
    "daily-briefing",
    "business-tech-briefing",
    "security-briefing",
    "gulf-briefing",
    "israel-briefing",
    "palestine-briefing",
    "turkey-briefing",
    "iraq-briefing",
}
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def config() -> Config:
    return shipped_newsroom()


def test_it_has_enough_sources_that_tell_who_speaks(config: Config) -> None:
    assert len(config.sources) >= 60
    for source in config.sources:
        assert source.publisher, source.id
        assert source.family, source.id
        assert re.fullmatch("[A-Z]{2}", source.country), source.id
        assert source.language, source.id
        assert source.section, source.id
        assert urlsplit(source.url).scheme in {"http", "https"}


def test_outlets_of_one_publisher_agree_on_family_and_on_who_runs_them(config: Config) -> None:
    facts = defaultdict(set)
    for source in config.sources:
        facts[source.publisher].add((source.family, source.state_run))
    assert {publisher: seen for publisher, seen in facts.items() if len(seen) > 1} == {}


def test_pictures_are_shown_only_where_the_text_may_be_read_too(config: Config) -> None:
    assert [
        source.id for source in config.sources if source.pictures and not source.full_text
    ] == []
    assert sum(source.full_text for source in config.sources) < 12, (
        "full text is for publishers that allow it"
    )


def test_the_gazetteer_is_large_and_every_holder_exists(config: Config) -> None:
    ids = {alias.id for alias in config.aliases}
    assert len(ids) == len(config.aliases) >= 250
    assert {alias.within for alias in config.aliases if alias.within} <= ids
    kinds = {alias.kind.value for alias in config.aliases}
    assert kinds == {"person", "group", "place", "ship", "weapon", "body"}


def test_no_name_belongs_to_two_aliases_and_none_stands_twice(config: Config) -> None:
    owners = defaultdict(list)
    for alias in config.aliases:
        for name in (alias.name, *alias.names):
            assert word_texts(name), (alias.id, name)
            owners[" ".join(word_texts(name))].append(alias.id)
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


def test_no_name_mixes_scripts(config: Config) -> None:
    scripts = ("[A-Za-z]", "[\u0590-\u05ff]", "[\u0600-\u06ff]")
    mixed = [
        (alias.id, name)
        for alias in config.aliases
        for name in alias.names
        if sum(bool(re.search(script, name)) for script in scripts) > 1
    ]
    assert mixed == []


@pytest.mark.parametrize(
    "headline",
    [
        "Hizbullah buries a commander",
        "حزب الله ينعى قائدا",
        "חיזבאללה תקף בצפון",
        "حزب‌الله بیانیه داد",
    ],
)
def test_one_alias_covers_every_script(config: Config, headline: str) -> None:
    lebanon = [topic for topic in config.topics if topic.id == "lebanon"]
    article = Article(id="a", url="https://example.org/a", title=headline, published=NOW)
    assert match_articles([article], lebanon, aliases=config.aliases)


def test_every_topic_has_tests_of_both_kinds_and_they_pass(config: Config) -> None:
    for topic in config.topics:
        assert {test.should_match for test in topic.tests} == {True, False}, topic.id
    assert run_topic_tests(config.topics, config.aliases) == ()


@pytest.mark.parametrize(
    "headline",
    [
        "Woman found after two days on the moor",
        "Turkey Twizzlers are back on the menu",
        "Emirates Team NZ win again",
        "Jordan Spieth leads by two shots",
        "Chad Smith to play drums in Leeds",
        "Georgia votes to legalise sports betting",
        "The best turkey recipes for Christmas",
        "Man of the match: how Salah won it",
    ],
)
def test_a_headline_that_only_looks_like_the_region_matches_no_topic(
    config: Config, headline: str
) -> None:
    article = Article(id="a", url="https://example.org/a", title=headline, published=NOW)
    assert [
        m.topic_id for m in match_articles([article], config.topics, aliases=config.aliases)
    ] == []


def test_the_ten_newsletters_are_there_and_each_lists_its_sisters(config: Config) -> None:
    newsletters = {newsletter.id: newsletter for newsletter in config.newsletters}
    assert set(newsletters) >= TEN
    for name in TEN:
        newsletter = newsletters[name]
        assert newsletter.schedule.cron or newsletter.schedule.at, name
        assert {(sister.name, sister.url) for sister in newsletter.blocks.sisters} == {
            (newsletters[n].name, f"{config.settings.publication.public_url}/archive/{n}")
            for n in TEN - {name}
        }
        assert newsletter.look_back_h <= timedelta(days=7) / timedelta(hours=1)


def test_an_arabic_newsletter_is_shipped_as_the_right_to_left_example(config: Config) -> None:
    arabic = next(newsletter for newsletter in config.newsletters if newsletter.language == "ar")
    assert arabic.direction is Direction.RTL
    assert all(re.search("[\u0600-\u06ff]", section.title) for section in arabic.sections)


def test_no_text_passes_for_a_real_publisher_and_every_address_is_an_example(
    config: Config,
) -> None:
    publication = config.settings.publication
    for address in (publication.public_url, publication.from_address, publication.reply_to):
        assert "example.org" in address
    calls = [newsletter.blocks.membership for newsletter in config.newsletters]
    assert all(
        call and urlsplit(call.url).hostname == urlsplit(publication.public_url).hostname
        for call in calls
    )
    assert publication.name not in {source.publisher for source in config.sources}


def test_every_file_names_its_schema() -> None:
    for file in shipped_config().rglob("*.yaml"):
        if file.parent.name in {"config", "topics", "newsletters"}:
            assert file.read_text(encoding="utf-8").startswith(
                "# yaml-language-server: $schema="
            ), file.name


def test_the_docs_count_the_shipped_newsroom(config: Config) -> None:
    root = Path(__file__).parents[1]
    readme = (root / "README.md").read_text(encoding="utf-8")
    readers = (root / "docs" / "readers.md").read_text(encoding="utf-8")
    sources, members = len(config.sources), 0
    for newsletter in config.newsletters:
        members += newsletter.tier is Tier.MEMBER
    assert f"{sources} sources, twenty newsletters" in readme
    assert f"**Collect**: {sources} feeds" in readme
    assert "Nine weeklies for members are shipped" in readers
    assert (len(config.newsletters), members) == (20, 9)
