"""A name that the newsroom does not hold is refused with the nearest, and its secrets are kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from own_newsroom import own_newsroom
from pytest_httpserver import HTTPServer
from small_issue import NOW, a_briefing, an_issue

from digest.errors import UseError
from digest.models import Article, Citation, Selection
from digest.store import open_store
from digest.usecases.newsroom import (
    Newsroom,
    briefing_of,
    cited_articles,
    fetching,
    find_article,
    issue_of,
    named,
    token_key,
)

ISSUE = "security-briefing@2026-11-23"
ARTICLE = Article(
    id="a1",
    url="https://cedar.example/1?utm_source=rss",
    canonical_url="https://cedar.example/1",
    title="Harbour reopens",
    published=NOW,
)


@pytest.fixture
def newsroom(tmp_path: Path, migrated_file: Path) -> Iterator[Newsroom]:
    (tmp_path / "news.db").write_bytes(migrated_file.read_bytes())
    store = open_store(f"sqlite:///{tmp_path}/news.db")
    yield Newsroom(config=own_newsroom(), store=store, clock=lambda: NOW)
    store.close()


def test_a_known_name_is_looked_up() -> None:
    assert named("topic", "oil", {"oil": 1, "yemen": 2}) == 1


@pytest.mark.parametrize(
    ("wanted", "hint"),
    [("yemn", 'did you mean "yemen"?'), ("", ""), ("something-else", "")],
)
def test_an_unknown_name_is_refused_with_the_nearest_if_one_is_near(wanted: str, hint: str) -> None:
    with pytest.raises(UseError, match="no such topic") as refused:
        named("topic", wanted, {"oil": 1, "yemen": 2})
    assert refused.value.subject == wanted
    if hint:
        assert refused.value.hint == hint
    else:
        assert "did you mean" not in refused.value.hint


def test_no_name_is_near_where_there_is_none() -> None:
    with pytest.raises(UseError, match="no such newsletter: daily"):
        named("newsletter", "daily", {})


def test_a_newsletter_is_looked_up_by_its_id(newsroom: Newsroom) -> None:
    assert newsroom.newsletter("gulf-briefing").id == "gulf-briefing"
    with pytest.raises(UseError) as refused:
        newsroom.newsletter("gulf-brifing")
    assert refused.value.hint == 'did you mean "gulf-briefing"?'


def test_an_issue_and_its_briefing_are_those_that_are_stored(newsroom: Newsroom) -> None:
    briefing, issue = a_briefing(ISSUE), an_issue(ISSUE)
    newsroom.store.issues.save_draft(briefing, Selection(stories=()), issue)
    assert briefing_of(newsroom, ISSUE) == briefing
    assert issue_of(newsroom, ISSUE) == issue


def test_an_issue_that_is_not_there_says_how_to_find_one(newsroom: Newsroom) -> None:
    for look_up in (issue_of, briefing_of):
        with pytest.raises(UseError, match=f"no such issue: {ISSUE}") as refused:
            look_up(newsroom, ISSUE)
        assert refused.value.hint == "digest issues list shows them"


def test_a_held_issue_has_a_briefing_and_no_mail(newsroom: Newsroom) -> None:
    selection = Selection(stories=(), held="2 stories of 5")
    newsroom.store.issues.save_draft(a_briefing(ISSUE), selection, None)
    assert briefing_of(newsroom, ISSUE).issue_id == ISSUE
    with pytest.raises(UseError, match=f"this issue is held: {ISSUE}") as refused:
        issue_of(newsroom, ISSUE)
    assert refused.value.hint == "2 stories of 5"


@pytest.mark.parametrize("words", ["a1", ARTICLE.url, ARTICLE.canonical_url])
def test_an_article_is_found_by_its_id_and_by_each_of_its_addresses(
    newsroom: Newsroom, words: str
) -> None:
    newsroom.store.articles.save([ARTICLE])
    assert find_article(newsroom, words).id == "a1"


def test_an_article_that_is_not_stored_is_refused_with_the_next_step(newsroom: Newsroom) -> None:
    with pytest.raises(UseError, match="no such article is stored: a9") as refused:
        find_article(newsroom, "a9")
    assert refused.value.hint == "digest collect fetches what is new"


def test_cited_articles_are_read_by_id_and_missing_ones_are_left_out(newsroom: Newsroom) -> None:
    newsroom.store.articles.save([ARTICLE, replace(ARTICLE, id="a2", url="https://b.example/")])
    citations = []
    for article_id in ("a1", "gone"):
        citations.append(
            Citation(article_id=article_id, url="u", title="t", outlet="Cedar", published=NOW)
        )
    cited = cited_articles(newsroom, a_briefing(ISSUE, citations=tuple(citations)))
    assert list(cited) == ["a1"]


def test_an_outlet_finds_the_newsroom_by_its_address_in_the_user_agent(
    newsroom: Newsroom, httpserver: HTTPServer
) -> None:
    httpserver.expect_request("/robots.txt").respond_with_data("", status=404)
    httpserver.expect_request("/rss").respond_with_data("<rss/>")
    settings = newsroom.config.settings
    assert "{public_url}" in settings.collect.user_agent
    open_to_loopback = replace(settings.collect, allow_networks=("127.0.0.0/8", "::1/128"))
    config = replace(newsroom.config, settings=replace(settings, collect=open_to_loopback))
    with fetching(replace(newsroom, config=config)) as fetcher:
        fetcher.get(httpserver.url_for("/rss"))
    agents = {request.headers["User-Agent"] for request, _ in httpserver.log}
    (agent,) = agents
    assert settings.publication.public_url in agent
    assert "{" not in agent


def test_the_key_of_readers_links_is_made_once_and_kept(newsroom: Newsroom) -> None:
    key = token_key(newsroom)
    assert len(key) >= 32
    assert token_key(newsroom) == key
    assert newsroom.store.secret("suppression") != key


def test_the_operators_own_key_wins(newsroom: Newsroom) -> None:
    tokens = replace(newsroom.config.settings.tokens, key="k" * 40)
    settings = replace(newsroom.config.settings, tokens=tokens)
    own = replace(newsroom, config=replace(newsroom.config, settings=settings))
    assert token_key(own) == "k" * 40


def test_two_newsrooms_share_no_limits_unless_they_are_given(newsroom: Newsroom) -> None:
    other = Newsroom(config=newsroom.config, store=newsroom.store, clock=newsroom.clock)
    assert other.shared_limits is not newsroom.shared_limits
    # a copy with another clock sends through the same connections
    assert replace(newsroom, clock=lambda: NOW).shared_limits is newsroom.shared_limits
