"""The studio in real Chromium: toggles by keyboard, kept over a reload, within its policy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from chromium import SCREENS, sample_picture, violations, width_of
from studio_server import served
from test_calendar_page import calendar, slot

from digest.models import ChangeKind, IssueState, SourceNotice
from digest.render.specimen import AT
from digest.render.theme import Theme
from digest.web.calendar_page import CalendarView
from digest.web.studio import ShownNotice

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("newsroom")


@pytest.fixture(scope="module")
def studio(watched: Path) -> Iterator[str]:
    with served([watched]) as address:
        yield address


@pytest.fixture
def page(browser: Any, studio: str) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1600, "height": 1000})
    picture = {"body": sample_picture(), "content_type": "image/jpeg"}
    context.route("https://pictures.example/**", lambda route: route.fulfill(**picture))
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda message: page.complaints.append(message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.goto(studio)
    yield page
    context.close()


def press(page: Any, name: str) -> None:
    button = page.get_by_role("button", name=name, exact=True)
    button.focus()
    page.keyboard.press("Enter")


@pytest.mark.parametrize("look", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(page: Any, axe: str, look: str) -> None:
    page.emulate_media(color_scheme=look)
    assert violations(page, axe) == []
    SCREENS.mkdir(parents=True, exist_ok=True)
    for width in (375, 1024, 1600):
        page.set_viewport_size({"width": width, "height": 1000})
        assert width_of(page) <= width
        page.screenshot(path=SCREENS / f"studio-{width}-{look}.png", full_page=True)


def test_each_toggle_works_by_keyboard(page: Any) -> None:
    expect = pytest.importorskip("playwright.sync_api").expect
    frame, text = page.locator("#frame"), page.locator("#text")
    mail = page.frame_locator("#frame")
    assert (frame.bounding_box()["width"], text.is_visible()) == (642, False)
    press(page, "Phone")
    assert frame.bounding_box()["width"] == 377
    press(page, "Dark")
    # asked again until the frame holds the dark mail: the light one stands while it loads
    paper = mail.locator(".paper").first
    red, green, blue = bytes.fromhex(Theme(name="default").paper_dark.removeprefix("#"))
    expect(paper).to_have_css("background-color", f"rgb({red}, {green}, {blue})")
    press(page, "No pictures")
    expect(frame).to_have_attribute("src", re.compile("pictures=off"))
    press(page, "No pictures")
    expect(frame).to_have_attribute("src", re.compile("pictures=on"))
    press(page, "Plain text")
    assert (frame.is_visible(), text.is_visible()) == (False, True)
    assert page.complaints == []


def test_a_changed_file_reloads_the_page_and_what_was_chosen_stays(
    page: Any, watched: Path
) -> None:
    page.get_by_text("reloads when a file changes").wait_for()
    press(page, "Phone")
    with page.expect_event("load"):
        (watched / "topic.yaml").write_text("a: 1\n")
    page.get_by_role("button", name="Phone", pressed=True).wait_for()
    assert page.locator("#frame").bounding_box()["width"] == 377
    assert page.complaints == []


class OpenNotice:
    """One open notice, which no step settles."""

    notice = SourceNotice(
        id="n-00000000aa",
        issue_id="sample-briefing@2026-11-23",
        article_id="a1",
        url="https://paper.example/strike",
        title="Strike hits port",
        outlet="The Paper",
        kind=ChangeKind.REWORDED,
        cited="Nine people died.",
        now="Eleven people died.",
        raised=AT,
    )

    def shown(self) -> tuple[ShownNotice, ...]:
        return (ShownNotice(notice=self.notice, correction="Eleven people died, not nine."),)

    def correct(self, notice_id: str, text: str) -> None: ...

    def dismiss(self, notice_id: str, reason: str) -> None: ...


def test_a_reload_waits_for_the_words_that_the_operator_writes(
    browser: Any, tmp_path: Path
) -> None:
    with served([tmp_path], notices=OpenNotice()) as address:
        page = browser.new_page()
        page.goto(address)
        page.get_by_text("reloads when a file changes").wait_for()
        page.evaluate("window.isFirst = true")
        reason = page.locator("#reason-n-00000000aa")
        reason.focus()
        page.keyboard.type("the toll ro")
        (tmp_path / "topic.yaml").write_text("a: 1\n")
        page.get_by_text("reloads when your words are posted").wait_for()
        page.keyboard.type("se")
        assert reason.input_value() == "the toll rose"
        assert page.evaluate("window.isFirst")
        # a reload of the operator's own finds the words again
        page.reload()
        assert reason.input_value() == "the toll rose"
        page.get_by_text("reloads when a file changes").wait_for()
        (tmp_path / "topic.yaml").write_text("a: 2\n")
        page.get_by_text("reloads when your words are posted").wait_for()
        reason.focus()
        with page.expect_event("load"):
            reason.fill("")
            reason.blur()
        page.get_by_text("reloads when a file changes").wait_for()
        page.close()


def test_posted_words_are_forgotten(browser: Any, tmp_path: Path) -> None:
    with served([tmp_path], notices=OpenNotice()) as address:
        page = browser.new_page()
        page.goto(address)
        page.locator("#reason-n-00000000aa").fill("the toll rose")
        with page.expect_navigation():
            page.get_by_role("button", name="Dismiss").click()
        page.get_by_text("The notice is dismissed").wait_for()
        assert page.locator("#reason-n-00000000aa").input_value() == ""
        page.close()


def test_the_calendar_is_read_on_a_phone_and_by_night(browser: Any, axe: str) -> None:
    view = CalendarView(calendar=calendar(slot(state=IssueState.SENT), slot(), slot(hours=2)))
    with served(calendar=lambda: view) as address:
        context = browser.new_context(viewport={"width": 375, "height": 800})
        page = context.new_page()
        page.goto(address)
        with page.expect_navigation():
            page.get_by_role("link", name="Calendar").press("Enter")
        page.get_by_role("heading", name="Today").wait_for()
        for look in ("light", "dark"):
            page.emulate_media(color_scheme=look)
            assert violations(page, axe) == []
            for width in (375, 1024, 1600):
                page.set_viewport_size({"width": width, "height": 800})
                assert width_of(page) <= width
                page.screenshot(path=SCREENS / f"calendar-{width}-{look}.png", full_page=True)
        context.close()
