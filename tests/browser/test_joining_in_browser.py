"""A reader in real Chromium, at phone width, by keyboard and without scripts: joins, confirms,
chooses, pauses, leaves and takes it back. Screenshots land in var/screens: look at them.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from chromium import SCREENS, press, tab_to, violations, width_of
from reader_site import ADDRESS, PHONE, Site, opened, site

from digest.models import MailKind, Subscriber

__all__ = ["site"]  # the fixture

pytestmark = pytest.mark.browser

CHOICES = ("security-briefing", "gulf-briefing", "iraq-briefing")
FORM_S = timedelta(seconds=30)
"""How long the reader takes for the form, by the clock of the server."""


def test_a_reader_joins_three_newsletters_confirms_changes_pauses_leaves_and_undoes(
    browser: Any, site: Site
) -> None:
    page = opened(browser)
    page.goto(f"{site.address}/join")
    assert width_of_page(page) <= PHONE["width"]
    for choice in CHOICES:
        tab_to(page, f"#n-{choice}")
        page.keyboard.press("Space")
    tab_to(page, "#email")
    page.keyboard.type(ADDRESS)
    site.ahead += FORM_S
    press(page, "main form button")
    assert "Look into your mailbox" in page.content()
    assert site.newsletters() == ()

    links = site.links(*site.waiting(MailKind.CONFIRMATION))
    page.goto(site.path_of(links.confirm))
    assert site.newsletters() == ()
    press(page, "main form button")
    assert "You are subscribed" in page.content()
    assert set(site.newsletters()) == set(CHOICES)

    page.goto(site.path_of(links.preferences))
    press(page, 'button[aria-label="Subscribe to Turkey Briefing"]')
    assert "turkey-briefing" in site.newsletters()
    until = (site.clock() + timedelta(days=30)).date()
    # a date field takes its parts one after the other, in the order of the language
    page.locator("#until").fill(until.isoformat())
    press(page, "form:has(#until) button")
    assert "You take a pause" in page.content()
    assert [*site.store.subscribers.audience("iraq-briefing")] == []
    press(page, 'form:has([name="resume"]) button')
    assert len([*site.store.subscribers.audience("iraq-briefing")]) == 1

    page.goto(site.path_of(links.unsubscribe))
    left = len(site.newsletters())
    press(page, "main form button")
    assert len(site.newsletters()) == left - 1
    page.locator("#r-too_many").check()
    press(page, 'form[action$="/reason"] button')
    assert "Thank you" in page.content()
    press(page, 'form[action$="/undo"] button')
    assert "subscribed again" in page.content()
    assert len(site.newsletters()) == left

    press(page, 'a[href^="/p/"]')
    press(page, 'form:has([name="fresh"]) button')
    fresh = site.links(*site.waiting(MailKind.ACCESS))
    page.goto(site.path_of(fresh.preferences))
    press(page, 'form:has([name="ask_erase"]) button')
    press(page, 'form:has([name="erase"]) button')
    assert "You are erased" in page.content()
    assert site.store.subscribers.by_email(ADDRESS) is None
    page.context.close()


def width_of_page(page: Any) -> int:
    """The width of a page without scripts: that of its widest element."""
    box = page.locator("html").bounding_box()
    return int(box["width"])


@pytest.mark.parametrize("language", ["en", "fr", "de", "tr", "fa", "ar", "he"])
@pytest.mark.parametrize("look", ["light", "dark"])
def test_axe_finds_nothing_and_no_page_scrolls_sideways(
    browser: Any, axe: str, site: Site, language: str, look: str
) -> None:
    site.store.subscribers.add(
        [Subscriber(id="r1", email=ADDRESS, newsletters=CHOICES, language=language)]
    )
    day = site.clock().date().isoformat()
    fresh = site.links(f"daily-briefing.access.ab12.1@{day}", "r1", "daily-briefing")
    usual = site.links(f"daily-briefing@{day}", "r1", "daily-briefing")
    page = opened(browser, language=language, scripts=True)
    page.emulate_media(color_scheme=look)
    paths = ["/join", "/me", "/archive", "/search?q=x", "/how", "/privacy", "/"]
    own = [fresh.preferences, usual.preferences, usual.unsubscribe]
    addresses = [site.address + path for path in paths] + [site.path_of(link) for link in own]
    for number, address in enumerate(addresses):
        page.goto(address)
        assert violations(page, axe) == [], address
        assert width_of(page) <= PHONE["width"], address
        name = re.sub(r"\W+", "-", urlsplit(address).path[:12]).strip("-") or "home"
        SCREENS.mkdir(parents=True, exist_ok=True)
        picture = SCREENS / f"readers-{number}-{name}-{language}-{look}.png"
        page.screenshot(path=picture, full_page=True)
    page.context.close()


def test_arabic_runs_from_right_to_left_with_its_boxes_on_the_right(
    browser: Any, site: Site
) -> None:
    page = opened(browser, language="ar")
    page.goto(f"{site.address}/join")
    assert page.locator("html").get_attribute("dir") == "rtl"
    box = page.locator("#n-arabic-briefing").bounding_box()
    label = page.locator('label[for="n-arabic-briefing"]').bounding_box()
    assert box["x"] > label["x"] + label["width"] / 2
    email = page.locator("#email")
    assert email.get_attribute("dir") == "ltr"
    page.context.close()


def test_each_field_and_button_is_large_enough(browser: Any, site: Site) -> None:
    page = opened(browser)
    page.goto(f"{site.address}/join")
    for target in page.locator("main button, .field input").all():
        assert target.bounding_box()["height"] >= 44
    # the label is part of what a box answers to
    for label in page.locator(".offer label").all():
        assert label.bounding_box()["height"] >= 44
    page.context.close()


NARROW = 320
"""Pixels of the narrowest phones."""

ONE_LINE = 46
"""Pixels of a button with one line of words, and less than one with two."""


@pytest.mark.parametrize("language", ["en", "fr", "de", "tr", "fa", "ar", "he"])
def test_on_a_narrow_phone_each_button_is_one_line_and_each_name_begins_where_the_page_does(
    browser: Any, site: Site, language: str
) -> None:
    site.store.subscribers.add(
        [Subscriber(id="r1", email=ADDRESS, newsletters=CHOICES, language=language)]
    )
    day = site.clock().date().isoformat()
    page = opened(browser)
    page.set_viewport_size({"width": NARROW, "height": 800})
    page.goto(site.path_of(site.links(f"daily-briefing@{day}", "r1", "daily-briefing").preferences))
    assert width_of_page(page) <= NARROW
    for button in page.locator("main li button").all():
        assert button.bounding_box()["height"] <= ONE_LINE, button.inner_text()
    edge = "right" if page.locator("html").get_attribute("dir") == "rtl" else "left"
    for name in page.locator("main li > :first-child").all():
        side = name.evaluate("e => [getComputedStyle(e).textAlign, getComputedStyle(e).direction]")
        at = {"start": {"ltr": "left", "rtl": "right"}[side[1]]}.get(side[0], side[0])
        assert at == edge, name.inner_text()
    page.context.close()
