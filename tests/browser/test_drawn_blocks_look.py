"""Small pictures, the map, the tile and the week ahead in real Chromium, as each client shows them.

Screenshots land in var/screens: look at them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from chromium import SCREENS, turned_dark, violations, width_of
from chromium import opened as opened_mail
from test_email_looks import as_word, as_yahoo, bare

from digest.models import Publication
from digest.render import render_issue
from digest.render.specimen import AT, specimen, specimen_map

pytestmark = pytest.mark.browser

MAP = "https://maps.example/map.png"
PUBLICATION = Publication(
    name="The Sample Newsroom",
    public_url="https://news.example",
    from_address="briefing@news.example",
    postal_address="12 Example Street\n00000 Sampletown",
)
VIEWS: dict[str, Callable[[str], str]] = {
    "modern": str,
    "yahoo": as_yahoo,
    "word": as_word,
    "bare": bare,
}
WIDTHS = (320, 375, 640)
# A sentence of the second story that sets a day of the coming week.
COUNCIL = "The council of the harbour will vote on the new lane on Thursday."


def full_html(language: str = "en") -> str:
    """A sample issue with every block; a browser knows no `cid:` address."""
    briefing = specimen(language)
    second = briefing.items[1]
    said = replace(second.headline, text=COUNCIL)
    items = list(briefing.items)
    items[1] = replace(second, why_it_matters=((said,), *second.why_it_matters))
    locator = specimen_map()
    issue = render_issue(
        replace(briefing, items=tuple(items)),
        publication=PUBLICATION,
        created=AT,
        locator=locator,
    )
    return issue.html.replace(locator.picture.src, MAP)


def opened(browser: Any, html: str, **view: Any) -> Any:
    """Return a page that shows an issue with its map."""
    return opened_mail(browser, html, drawn={MAP: specimen_map().picture.content}, **view)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_view_keeps_the_shape_of_pictures_and_scrolls_nothing_sideways(
    browser: Any, language: str, view: str
) -> None:
    page = opened(browser, VIEWS[view](full_html(language)))
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert width_of(page) <= width
        small = page.locator(".thumb img").first.bounding_box()
        drawn = page.locator("img.map").bounding_box()
        tile = page.locator(".tile").bounding_box()
        assert abs(small["width"] / small["height"] - 1200 / 675) < 0.05
        assert small["width"] <= 140
        assert abs(drawn["width"] / drawn["height"] - 1152 / 648) < 0.02
        assert drawn["width"] <= width
        assert abs(tile["width"] - tile["height"]) < 4
    page.context.close()


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 640])
def test_blocked_pictures_leave_a_low_box_that_says_what_is_seen(
    browser: Any, width: int, look: str
) -> None:
    page = opened(browser, full_html(), width=width, look=look, pictures=False)
    for name in (".thumb img", "img.map"):
        box = page.locator(name).first.bounding_box()
        assert 15 < box["height"] < 150
        assert box["width"] > 90
    page.context.close()


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("look", ["light", "dark", "outlook-com"])
def test_axe_finds_nothing_in_any_look(browser: Any, axe: str, language: str, look: str) -> None:
    page = opened(browser, full_html(language), width=375)
    if look == "dark":
        page.emulate_media(color_scheme="dark")
    if look == "outlook-com":
        turned_dark(page, whole=False, marked=True)
    assert violations(page, axe, is_mail=True) == []
    page.context.close()


@pytest.mark.parametrize(("language", "is_left"), [("en", False), ("ar", True)])
def test_the_small_picture_stands_at_the_end_of_the_headline(
    browser: Any, language: str, is_left: bool
) -> None:
    page = opened(browser, full_html(language))
    small = page.locator(".thumb img").first.bounding_box()
    headline = page.locator(".words h2").first.bounding_box()
    tile, name = page.locator(".tile").bounding_box(), page.locator(".name").bounding_box()
    assert (small["x"] < headline["x"]) is is_left
    assert (tile["x"] > name["x"]) is is_left
    assert small["x"] + small["width"] <= headline["x"] or small["x"] >= headline["x"]
    page.context.close()


def test_photographs_are_dimmed_by_night_and_the_map_is_not(browser: Any) -> None:
    opacity = "(name) => getComputedStyle(document.querySelector(name)).opacity"
    for look, dimmed in (("light", "1"), ("dark", "0.88")):
        page = opened(browser, full_html(), look=look)
        assert page.evaluate(opacity, ".thumb img") == dimmed
        assert page.evaluate(opacity, "img.map") == "1"
        page.context.close()


def test_a_cited_expectation_leads_to_its_story_in_the_mail(browser: Any) -> None:
    page = opened(browser, full_html())
    line = page.locator("td.brief", has_text="will vote on the new lane")
    target = line.locator("a").get_attribute("href")
    assert page.locator(target).count() == 1
    page.context.close()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_screens_for_looking_at(browser: Any, language: str) -> None:
    SCREENS.mkdir(parents=True, exist_ok=True)
    for width in (375, 640):
        for look, pictures in (("light", True), ("dark", True), ("light", False)):
            page = opened(browser, full_html(language), width=width, look=look, pictures=pictures)
            seen = "" if pictures else "-pictures-off"
            page.screenshot(
                path=SCREENS / f"blocks-{language}-{width}-{look}{seen}.png", full_page=True
            )
            page.context.close()
