"""A reader in real Chromium, at phone width, by keyboard and without scripts, says what the reader
wants more of, answers a poll, and chooses a part of a newsletter. Screenshots land in var/screens:
look at them.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from chromium import SCREENS, press, tab_to, violations, width_of
from waiting import eventually

from digest.config import Config, Settings
from digest.models import Direction, Newsletter, Selection, Subscriber, Variant
from digest.protocols import Store
from digest.render import render_issue
from digest.render.specimen import AT, PUBLICATION, specimen
from digest.store import open_store
from digest.tokens import ReaderLinks, reader_links
from digest.web import public_app
from digest.web.server import pages_server

pytestmark = pytest.mark.browser

KEY = "a key for tests"
PHONE = {"width": 375, "height": 800}
LANGUAGES = ("en", "ar", "he")
THUMB = 44
"""The least height of what is pressed, in CSS pixels."""


@dataclass(slots=True)
class Site:
    store: Store
    address: str = ""

    def page_of(self, language: str, name: str) -> str:
        return f"{self.address}{urlsplit(self.links(language).opinion).path}/{name}"

    def preferences(self, language: str) -> str:
        return self.address + urlsplit(self.links(language).preferences).path

    def links(self, language: str) -> ReaderLinks:
        return reader_links(
            PUBLICATION,
            KEY,
            subscriber_id="r1",
            newsletter_id=language,
            issue_id=issue_id(language),
            asks=True,
        )

    def totals(self) -> list[tuple[str, int]]:
        return [(one.answer, one.readers) for one in self.store.opinions.totals(issue_id("en"))]


def issue_id(language: str) -> str:
    return f"{language}@{specimen(language).slot}"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    store = open_store(f"sqlite:///{tmp_path}/pages.db")
    store.subscribers.add([Subscriber(id="r1", email="r1@mail.example", newsletters=LANGUAGES)])
    newsletters = tuple(sent(store, language) for language in LANGUAGES)
    config = Config(
        folder=Path(), settings=Settings(publication=PUBLICATION), newsletters=newsletters
    )
    server = pages_server(public_app(store, config, key=KEY, clock=lambda: AT))
    door = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=server.run, args=([door],))
    thread.start()
    eventually(lambda: server.started, "the server")
    yield Site(store=store, address=f"http://127.0.0.1:{door.getsockname()[1]}")
    server.should_exit = True
    thread.join(20)
    door.close()
    store.close()


def sent(store: Store, language: str) -> Newsletter:
    """A newsletter of that language, with its sample issue."""
    sample = replace(specimen(language), newsletter_id=language, issue_id=issue_id(language))
    issue = render_issue(sample, publication=PUBLICATION, created=AT)
    store.issues.save_draft(sample, Selection(stories=()), issue)
    store.issues.approve(issue.id, subscriber_ids=["r1"], now=AT)
    return Newsletter(
        id=language,
        name=sample.newsletter_name,
        tagline=sample.tagline,
        topics=(),
        language=language,
        direction=Direction(sample.direction),
        variants=(Variant(id="sea", name=sample.sections[0].title, sections=("sea",)),),
    )


def opened(browser: Any, *, scripts: bool = False, look: str = "light") -> Any:
    context = browser.new_context(
        viewport=PHONE, java_script_enabled=scripts, color_scheme=look, bypass_csp=True
    )
    return context.new_page()


def test_a_reader_wants_more_answers_a_poll_and_changes_the_answer(
    browser: Any, site: Site
) -> None:
    page = opened(browser)
    page.goto(site.page_of("en", "story-0"))
    assert site.totals() == []
    for button in page.locator("main button").all():
        assert button.bounding_box()["height"] >= THUMB
    press(page, 'button[value="more"]')
    assert "your answer counts" in page.locator('[role="status"]').inner_text()
    assert site.totals() == [("more", 1)]
    press(page, 'button[value="less"]')
    assert site.totals() == [("less", 1)]
    page.goto(site.page_of("en", "poll"))
    press(page, 'button[value="2"]')
    assert sorted(site.totals()) == [("2", 1), ("less", 1)]
    page.context.close()


def test_a_reader_chooses_a_part_of_a_newsletter_by_keyboard(browser: Any, site: Site) -> None:
    page = opened(browser)
    page.goto(site.preferences("en"))
    # the Tab key enters the group at its chosen box, and an arrow moves the choice
    tab_to(page, "#v-en")
    page.keyboard.press("ArrowDown")
    press(page, "form:has(#v-en-sea) button")
    assert page.locator("#v-en-sea").is_checked()
    assert site.store.variants.chosen(["r1"]) == {"r1": {"en": "sea"}}
    page.context.close()


@pytest.mark.parametrize("language", ["ar", "he"])
def test_the_choice_of_parts_is_mirrored(browser: Any, site: Site, language: str) -> None:
    site.store.choices.set_look("r1", language=language, text_only=False)
    page = opened(browser)
    page.goto(site.preferences(language))
    box = page.locator(f"#v-{language}-sea").bounding_box()
    label = page.locator(f'label[for="v-{language}-sea"]').bounding_box()
    assert box["x"] > label["x"] + label["width"] / 2
    page.context.close()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("look", ["light", "dark"])
def test_axe_finds_nothing_and_no_page_scrolls_sideways(
    browser: Any, axe: str, site: Site, language: str, look: str
) -> None:
    page = opened(browser, scripts=True, look=look)
    SCREENS.mkdir(parents=True, exist_ok=True)
    pages = {name: site.page_of(language, name) for name in ("story-0", "poll", "99")}
    for name, address in {**pages, "parts": site.preferences(language)}.items():
        page.goto(address)
        assert violations(page, axe) == [], name
        assert width_of(page) <= PHONE["width"], name
        picture = SCREENS / f"opinion-{name}-{language}-{look}.png"
        page.screenshot(path=picture, full_page=True)
    page.context.close()


@pytest.mark.parametrize("language", ["ar", "he"])
def test_a_page_of_a_right_to_left_newsletter_mirrors(
    browser: Any, site: Site, language: str
) -> None:
    page = opened(browser)
    page.goto(site.page_of(language, "story-0"))
    assert page.locator("html").get_attribute("dir") == "rtl"
    heading = page.locator("h1")
    assert heading.evaluate("e => getComputedStyle(e).direction") == "rtl"
    page.context.close()
