"""A member and an invited reader in real Chromium, at phone width, by keyboard and without scripts:
a seat is given, confirmed, left and taken away. Screenshots land in var/screens: look at them.
"""

from __future__ import annotations

from typing import Any

import pytest
from chromium import SCREENS, press, tab_to, violations, width_of
from reader_site import ADDRESS, PHONE, Site, opened, site

from digest.models import MailKind, Subscriber, Tier

__all__ = ["site"]  # the fixture

pytestmark = pytest.mark.browser

CARRIER = "security-briefing"
SEATED = "colleague.with.a.long.name@department.example"


def fresh_page(site: Site, reader_id: str) -> str:
    """The preferences behind a link that was mailed to the reader today."""
    day = site.clock().date().isoformat()
    links = site.links(f"{CARRIER}.access.ab12.1@{day}", reader_id, CARRIER)
    return site.path_of(links.preferences)


def with_member(site: Site, language: str = "en") -> None:
    member = Subscriber(
        id="r1", email=ADDRESS, newsletters=(CARRIER,), tier=Tier.MEMBER, language=language
    )
    site.store.subscribers.add([member])


def test_a_member_gives_a_seat_which_is_confirmed_left_and_taken_away(
    browser: Any, site: Site
) -> None:
    with_member(site)
    page = opened(browser)
    page.goto(fresh_page(site, "r1"))
    tab_to(page, "#invitee")
    page.keyboard.type(SEATED)
    press(page, 'form:has([name="invite"]) button')
    assert page.get_by_role("status").is_visible()
    assert "Seats taken: 1 of 3." in page.content()

    mail, reader_id, carrier = site.waiting(MailKind.CONFIRMATION)
    links = site.links(mail, reader_id, carrier)
    page.goto(site.path_of(links.confirm))
    assert ADDRESS in page.content()
    press(page, "main form button")
    assert "You read as a member now" in page.content()
    press(page, 'main a[href^="/p/"]')
    offers = page.locator('form:has([name="join"]) button').all()
    weeklies = [one for one in site.config.newsletters if one.tier is Tier.MEMBER]
    names = [str(offer.get_attribute("aria-label")) for offer in offers]
    for weekly in weeklies:
        assert f"Subscribe to {weekly.name}" in names
    press(page, f'button[aria-label="Subscribe to {weeklies[0].name}"]')
    assert [*site.store.subscribers.audience(weeklies[0].id)] == [reader_id]
    assert ADDRESS not in page.content()

    page.goto(fresh_page(site, reader_id))
    press(page, 'form:has([name="leave_team"]) button')
    assert site.store.teams.seats("r1") == ()
    site.store.teams.take({SEATED: (ADDRESS,)}, now=site.clock())
    page.goto(fresh_page(site, "r1"))
    press(page, 'form:has([name="remove_seat"]) button')
    assert "Seats taken: 0 of 3." in page.content()
    page.context.close()


@pytest.mark.parametrize("language", ["en", "fr", "de", "tr", "fa", "ar", "he"])
@pytest.mark.parametrize("look", ["light", "dark"])
def test_axe_finds_nothing_and_no_page_of_a_team_scrolls_sideways(
    browser: Any, axe: str, site: Site, language: str, look: str
) -> None:
    with_member(site, language)
    page = opened(browser, language=language, scripts=True)
    page.emulate_media(color_scheme=look)
    page.goto(fresh_page(site, "r1"))
    # a seat that waits, one that stands, and a second team
    page.locator("#invitee").fill(SEATED)
    press(page, 'form:has([name="invite"]) button')
    other = Subscriber(id="r2", email="bob@mail.example", newsletters=(CARRIER,), tier=Tier.MEMBER)
    site.store.subscribers.add([other])
    site.store.teams.take({other.email: (ADDRESS,), ADDRESS: (other.email,)}, now=site.clock())
    links = site.links(*site.waiting(MailKind.CONFIRMATION))
    addresses = {
        "fresh": fresh_page(site, "r1"),
        "usual": site.path_of(site.links(f"{CARRIER}@2026-11-23", "r1", CARRIER).preferences),
        "asked": site.path_of(links.confirm),
    }
    SCREENS.mkdir(parents=True, exist_ok=True)
    for name, address in addresses.items():
        page.goto(address)
        assert violations(page, axe) == [], name
        assert width_of(page) <= PHONE["width"], name
        page.screenshot(path=SCREENS / f"team-{name}-{language}-{look}.png", full_page=True)
    press(page, "main form button")
    assert violations(page, axe) == []
    page.context.close()


@pytest.mark.parametrize("language", ["ar", "he"])
def test_the_part_on_teams_is_mirrored_and_addresses_are_not(
    browser: Any, site: Site, language: str
) -> None:
    with_member(site, language)
    site.store.subscribers.add([Subscriber(id="r2", email=SEATED, newsletters=(CARRIER,))])
    site.store.teams.take({SEATED: (ADDRESS,)}, now=site.clock())
    page = opened(browser, language=language)
    page.goto(fresh_page(site, "r1"))
    assert page.locator("html").get_attribute("dir") == "rtl"
    heading = page.locator("h2#team").bounding_box()
    column = page.locator("main").bounding_box()
    assert heading["x"] + heading["width"] == pytest.approx(column["x"] + column["width"], abs=40)
    assert page.locator("#invitee").get_attribute("dir") == "ltr"
    row = page.locator('li:has([name="remove_seat"])')
    address = row.locator('bdi[dir="ltr"]').bounding_box()
    button = row.locator("button").bounding_box()
    # beside or above its button, at the right
    assert address["x"] + address["width"] >= button["x"] + button["width"]
    page.context.close()


def test_each_button_of_a_team_is_large_enough(browser: Any, site: Site) -> None:
    with_member(site)
    site.store.subscribers.add([Subscriber(id="r2", email=SEATED, newsletters=(CARRIER,))])
    site.store.teams.take({SEATED: (ADDRESS,)}, now=site.clock())
    page = opened(browser)
    page.goto(fresh_page(site, "r1"))
    for target in page.locator("main button, .field input").all():
        assert target.bounding_box()["height"] >= 44
    page.context.close()
