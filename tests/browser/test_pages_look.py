"""The readers' pages in real Chromium, by day and night: no sideways scroll, no axe finding.

Screenshots land in var/screens: look at them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from chromium import SCREENS, violations, width_of
from starlette.testclient import TestClient

from digest.config import Config, Settings
from digest.models import Article, Direction, Newsletter, Selection, Story, Subscriber
from digest.protocols import Store
from digest.render import render_issue
from digest.render.specimen import AT, PUBLICATION, specimen
from digest.store import open_store
from digest.tokens import reader_links
from digest.web import public_app

pytestmark = pytest.mark.browser

KEY = "a key for tests"
READER = "r1"
LANGUAGES = {"en": "The Sample Briefing", "ar": "الموجز النموذجي"}
LOOKS = ("light", "dark")
PHONE, WIDE = 375, 1000
ISSUES = 34
"""More than one page of the archive."""
THREAD = Story(
    id="told-again",
    articles=(
        Article(id="a1", url="https://paper.example/1", title="A patrol lane", published=AT),
    ),
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The readers' pages over a store with one reader and many issues of two newsletters."""
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('pages')}/pages.db")
    store.subscribers.add(
        [Subscriber(id=READER, email="reader@mail.example", newsletters=tuple(LANGUAGES))]
    )
    newsletters = tuple(sent(store, language) for language in LANGUAGES)
    config = Config(
        folder=Path(), settings=Settings(publication=PUBLICATION), newsletters=newsletters
    )
    with TestClient(public_app(store, config, key=KEY, clock=lambda: AT)) as client:
        yield client
    store.close()


def sent(store: Store, language: str) -> Newsletter:
    """A newsletter of that language, with its sample issue sent on many days."""
    sample = specimen(language)
    newsletter = Newsletter(
        id=language,
        name=LANGUAGES[language],
        tagline=sample.tagline,
        topics=(),
        language=language,
        direction=Direction(sample.direction),
    )
    first = replace(sample, newsletter_id=language, newsletter_name=newsletter.name)
    issue = render_issue(first, publication=PUBLICATION, created=AT)
    for age in range(ISSUES):
        slot = first.slot - timedelta(days=age)
        item = replace(first.items[0], story_id=THREAD.id)
        briefing = replace(
            first, issue_id=f"{language}@{slot}", slot=slot, items=(item, *first.items[1:])
        )
        kept = replace(issue, id=briefing.issue_id, slot=slot)
        store.issues.save_draft(briefing, Selection(stories=(THREAD,)), kept)
        store.issues.approve(kept.id, subscriber_ids=[READER], now=AT)
    return newsletter


def pages() -> Mapping[str, str]:
    """Every page of a reader, by the name its screenshots get."""
    issue_id = f"en@{specimen('en').slot}"
    links = reader_links(
        PUBLICATION, KEY, subscriber_id=READER, newsletter_id="en", issue_id=issue_id
    )
    arabic = reader_links(
        PUBLICATION,
        KEY,
        subscriber_id=READER,
        newsletter_id="ar",
        issue_id=f"ar@{specimen('ar').slot}",
    )
    return {
        "home": "/",
        "help": "/help/unsubscribe",
        "leave": urlsplit(links.unsubscribe).path,
        "preferences": urlsplit(links.preferences).path,
        "leave-ar": urlsplit(arabic.unsubscribe).path,
        "preferences-ar": urlsplit(arabic.preferences).path,
        "archive": "/archive/en",
        "archive-last": "/archive/en?page=2",
        "archive-ar": "/archive/ar",
        "thread": "/archive/en/thread/told-again",
        "thread-ar": "/archive/ar/thread/told-again",
        "view": urlsplit(links.web_view).path,
        "view-ar": urlsplit(arabic.web_view).path,
        "trouble": "/nothing",
    }


def opened(browser: Any, site: TestClient, path: str, *, width: int, look: str) -> Any:
    """The page as the app answers it, with its own headers; nothing else can be reached."""
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=look, bypass_csp=True
    )
    answer = site.get(path)

    def fulfil(route: Any) -> None:
        if route.request.is_navigation_request():
            route.fulfill(status=answer.status_code, headers=dict(answer.headers), body=answer.text)
        else:
            route.abort()

    context.route("**/*", fulfil)
    page = context.new_page()
    page.goto(f"https://news.example{path}")
    return page


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", pages())
def test_a_page_fits_a_phone_and_axe_finds_nothing(
    browser: Any, axe: str, site: TestClient, name: str, look: str
) -> None:
    page = opened(browser, site, pages()[name], width=PHONE, look=look)
    assert violations(page, axe) == []
    for width in (320, PHONE, WIDE):
        page.set_viewport_size({"width": width, "height": 800})
        assert width_of(page) <= width
    page.context.close()


@pytest.mark.parametrize("name", ["leave", "preferences", "archive", "thread", "home"])
def test_each_button_is_large_enough_for_a_thumb(browser: Any, site: TestClient, name: str) -> None:
    page = opened(browser, site, pages()[name], width=PHONE, look="light")
    targets = page.locator("main a, main button").all()
    assert targets
    assert {
        t.inner_text(): t.bounding_box()["height"]
        for t in targets
        if t.bounding_box()["height"] < 44
    } == {}
    page.context.close()


@pytest.mark.parametrize("width", [PHONE, 640, WIDE])
def test_the_name_of_the_house_stands_above_the_page(
    browser: Any, site: TestClient, width: int
) -> None:
    page = opened(browser, site, "/archive/en", width=width, look="light")
    house = page.locator(".house a").bounding_box()["x"]
    heading = page.locator("main h1").bounding_box()["x"]
    assert house == heading
    page.context.close()


def test_the_archive_of_an_arabic_newsletter_mirrors(browser: Any, site: TestClient) -> None:
    page = opened(browser, site, "/archive/ar", width=PHONE, look="light")
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).direction") == "rtl"
    gap = "(e => innerWidth - e.getBoundingClientRect().right)(document.querySelector('.issue a'))"
    assert page.evaluate(gap) < 60
    page.context.close()


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", pages())
def test_screens_of_pages_for_looking_at(
    browser: Any, site: TestClient, name: str, look: str
) -> None:
    SCREENS.mkdir(parents=True, exist_ok=True)
    for form, width in (("phone", PHONE), ("wide", WIDE)):
        page = opened(browser, site, pages()[name], width=width, look=look)
        page.screenshot(path=SCREENS / f"page-{name}-{form}-{look}.png", full_page=True)
        page.context.close()
