"""A reader in real Chromium searches the archive and reads again: at phone width, by keyboard and
without scripts; and the pages mirrored in Arabic and Hebrew. Screenshots land in var/screens.
"""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from chromium import SCREENS, press, tab_to, violations, width_of
from waiting import eventually

from digest.config import Config, Settings
from digest.models import (
    Article,
    Direction,
    IssueCorrection,
    Newsletter,
    Selection,
    Story,
    Subscriber,
)
from digest.protocols import Store
from digest.render import render_issue
from digest.render.specimen import AT, PUBLICATION, specimen
from digest.store import open_store
from digest.tokens import reader_links
from digest.web import public_app
from digest.web.server import pages_server

pytestmark = pytest.mark.browser

PHONE = {"width": 375, "height": 800}
KEY = "a key for tests"
AWAY_DAYS = 10
LANGUAGES = {"en": "navies lane", "ar": "بحريتان ممر", "he": "נתיב"}
"""The newsletters, each with words that its sample issue holds."""

THREAD = Story(
    id="told-again",
    articles=(Article(id="a1", url="https://paper.example/1", title="A lane", published=AT),),
)


@dataclass(frozen=True, slots=True)
class Site:
    store: Store
    address: str


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('archive')}/pages.db")
    newsletters = tuple(sent(store, language) for language in LANGUAGES)
    config = Config(
        folder=Path(), settings=Settings(publication=PUBLICATION), newsletters=newsletters
    )
    server = pages_server(public_app(store, config, key=KEY, clock=lambda: AT))
    door = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=server.run, args=([door],))
    thread.start()
    eventually(lambda: server.started, "the server")
    yield Site(store, f"http://127.0.0.1:{door.getsockname()[1]}")
    server.should_exit = True
    thread.join(20)
    door.close()
    store.close()


def sent(store: Store, language: str) -> Newsletter:
    """A newsletter whose sample issue went out on two days; the older one is corrected."""
    sample = specimen(language)
    newsletter = Newsletter(
        id=language,
        name=f"News {language}",
        tagline=sample.tagline,
        topics=(),
        language=language,
        direction=Direction(sample.direction),
    )
    for age in range(2):
        slot = sample.slot - timedelta(days=age)
        briefing = replace(
            sample,
            issue_id=f"{language}@{slot}",
            newsletter_id=language,
            newsletter_name=newsletter.name,
            slot=slot,
            items=(replace(sample.items[0], story_id=THREAD.id), *sample.items[1:]),
        )
        issue = render_issue(briefing, publication=PUBLICATION, created=AT)
        store.issues.save_draft(briefing, Selection(stories=(THREAD,)), issue)
        store.issues.approve(issue.id, subscriber_ids=[], now=AT)
    store.source_watch.correct(
        IssueCorrection(
            id=f"c-{language}",
            issue_id=f"{language}@{sample.slot - timedelta(days=1)}",
            newsletter_id=language,
            text="The lane has two buoys.",
            made=AT,
        )
    )
    return newsletter


def opened(browser: Any, *, language: str = "en", scripts: bool = False) -> Any:
    context = browser.new_context(
        viewport=PHONE, java_script_enabled=scripts, locale=language, color_scheme="light"
    )
    return context.new_page()


def test_a_reader_searches_and_reads_again_by_keyboard_without_scripts(
    browser: Any, site: Site
) -> None:
    page = opened(browser)
    page.goto(f"{site.address}/archive")
    tab_to(page, "#q")
    page.keyboard.type('navies "one patrol lane"')
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator("main li.issue").count() == 2
    assert page.locator("mark").count() >= 2
    assert page.get_by_text("Corrected", exact=True).count() == 1
    assert page.locator("#q").input_value() == 'navies "one patrol lane"'
    press(page, "main li.issue a")
    assert "This is the public copy of News en." in page.content()
    press(page, 'nav.ways a[href^="/archive/"]')
    press(page, 'ul.threads a[href*="/thread/"]')
    assert page.locator("main li.issue").count() == 2
    press(page, 'main a[href="/archive/en"]')
    press(page, 'main a[href$="/since"]')
    assert "The lane has two buoys." in page.content()
    press(page, "main form button")
    press(page, 'main a[href^="/join"]')
    page.context.close()


def after_a_pause(site: Site, language: str) -> str:
    """The page of preferences of a reader whose pause ended a day ago."""
    reader = Subscriber(
        id=f"r-{language}",
        email=f"{language}@mail.example",
        newsletters=(language,),
        language=language,
    )
    site.store.subscribers.add([reader])
    day = timedelta(days=1)
    site.store.choices.pause(reader.id, until=AT - day, now=AT - AWAY_DAYS * day)
    links = reader_links(
        PUBLICATION,
        KEY,
        subscriber_id=reader.id,
        newsletter_id=language,
        issue_id=f"{language}@2026-11-23",
    )
    return site.address + urlsplit(links.preferences).path


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reader_who_was_away_reads_what_came_meanwhile_by_keyboard_without_scripts(
    browser: Any, axe: str, site: Site, language: str
) -> None:
    page = opened(browser, language=language)
    page.goto(after_a_pause(site, language))
    press(page, 'main a[href^="/s/"]')
    began = (AT - timedelta(days=AWAY_DAYS)).date().isoformat()
    assert page.locator("#day").input_value() == began
    assert "The lane has two buoys." in page.content()
    stories = page.locator("main ul.after li.issue")
    # two issues told the story, and it stands there once
    assert stories.count() == 1
    assert stories.locator(f'a[href$="/thread/{THREAD.id}"]').count() == 1
    direction = "ltr" if language == "en" else "rtl"
    assert page.locator("html").get_attribute("dir") == direction
    if direction == "rtl":
        column, title = page.locator("main").bounding_box(), page.locator("h1").bounding_box()
        assert title["x"] + title["width"] > column["x"] + column["width"] / 2
    page_of_link = page.url
    press(page, 'main ul.after a[href^="/i/"]')
    page.context.close()
    for look in ("light", "dark"):
        page = opened(browser, language=language, scripts=True)
        page.emulate_media(color_scheme=look)
        page.goto(page_of_link)
        assert violations(page, axe) == []
        assert width_of(page) <= PHONE["width"]
        SCREENS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SCREENS / f"away-{language}-{look}.png", full_page=True)
        page.context.close()


@pytest.mark.parametrize("question", ['"', "' OR 1=1 --", "<script>", "%_", "مرفأ"])
def test_a_search_that_finds_no_issue_says_so(browser: Any, site: Site, question: str) -> None:
    page = opened(browser)
    page.goto(f"{site.address}/search")
    page.locator("#q").fill(question)
    press(page, "main form button")
    assert page.locator("#q").input_value() == question
    assert page.get_by_role("status").is_visible()
    page.context.close()


@pytest.mark.parametrize("language", ["ar", "he"])
def test_results_are_mirrored(browser: Any, site: Site, language: str) -> None:
    page = opened(browser, language=language)
    page.goto(f"{site.address}/search?q={LANGUAGES[language]}")
    assert page.locator("html").get_attribute("dir") == "rtl"
    hit = page.locator("mark").first.bounding_box()
    column = page.locator("main").bounding_box()
    assert hit["x"] + hit["width"] > column["x"] + column["width"] / 2
    label = page.locator('label[for="q"]').bounding_box()
    assert label["x"] >= column["x"]
    page.goto(f"{site.address}/archive/{language}/since")
    assert page.locator("html").get_attribute("dir") == "rtl"
    page.context.close()


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_and_no_page_scrolls_sideways(
    browser: Any, axe: str, site: Site, language: str, look: str
) -> None:
    page = opened(browser, language=language, scripts=True)
    page.emulate_media(color_scheme=look)
    slot = specimen(language).slot
    paths = [
        f"/search?q={LANGUAGES[language]}",
        f"/archive/{language}",
        f"/archive/{language}/since",
        f"/archive/{language}/thread/{THREAD.id}",
        f"/i/{language}@{slot}",
    ]
    SCREENS.mkdir(parents=True, exist_ok=True)
    for path in paths:
        page.goto(site.address + path)
        assert violations(page, axe) == [], path
        assert width_of(page) <= PHONE["width"], path
        name = re.sub(r"[^a-z]+", "-", path).strip("-")
        page.screenshot(path=SCREENS / f"archive-{name}-{look}.png", full_page=True)
    page.context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_of_the_archive_is_wider_than_a_phone(
    browser: Any, site: Site, language: str
) -> None:
    page = opened(browser, language=language, scripts=True)
    for path in (f"/search?q={LANGUAGES[language]}", f"/archive/{language}/since"):
        page.goto(site.address + path)
        assert width_of(page) <= PHONE["width"], path
    page.context.close()
