"""The email in real Chromium: every shipped newsletter, wide and narrow, by day and night, bare
and right to left.

axe-core comes from npm: `npm ci` in tests/browser. Screenshots land in var/screens: look at them.
"""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import Any

import pytest
from chromium import SCREENS, opened, turned_dark, violations, width_of
from PIL import Image

from digest.config import load_config, shipped_config
from digest.models import Newsletter, Publication, StoryState
from digest.render import load_theme, own_look, render_issue
from digest.render.specimen import AT, specimen, specimen_map
from digest.text import direction_of

pytestmark = pytest.mark.browser

PUBLICATION = Publication(
    name="The Sample Newsroom",
    public_url="https://news.example",
    from_address="briefing@news.example",
    postal_address="12 Example Street\n00000 Sampletown",
)
NEWSLETTERS = {
    newsletter.id: newsletter for newsletter in load_config(shipped_config(), env={}).newsletters
}
THEMES = sorted(path.stem for path in (shipped_config() / "themes").glob("*.yaml"))
INVERTING: dict[str, dict[str, bool]] = {
    "gmail-ios": {"whole": True},
    "gmail-android": {"whole": False},
    "outlook-com": {"whole": False, "marked": True},
}
"""Clients that recolour a mail by themselves, and how."""
LANGUAGES = ("en", "ar", "he", "fa", "tr", "fr")


@pytest.fixture(params=sorted(NEWSLETTERS))
def html(request: pytest.FixtureRequest) -> str:
    return issue_html(NEWSLETTERS[request.param])


def in_language(language: str) -> Newsletter:
    return replace(
        NEWSLETTERS["security-briefing"], language=language, direction=direction_of(language)
    )


def issue_html(newsletter: Newsletter) -> str:
    """A sample issue under a shipped newsletter's name, language, theme and blocks."""
    briefing = replace(
        specimen(newsletter.language),
        newsletter_id=newsletter.id,
        newsletter_name=newsletter.name,
        tagline=newsletter.tagline,
        direction=newsletter.direction,
        timezone=newsletter.timezone,
        blocks=newsletter.blocks,
    )
    theme = own_look(
        load_theme(newsletter.theme, (shipped_config() / "themes",)),
        newsletter.id,
        tuple(NEWSLETTERS.values()),
    )
    return render_issue(briefing, publication=PUBLICATION, created=AT, theme=theme).html


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_line_in_brief_has_the_whole_measure_under_its_section(
    browser: Any, language: str
) -> None:
    for width, measure in ((375, 335), (640, 576)):
        page = opened(browser, issue_html(in_language(language)), width=width)
        # the week ahead stands beside its days
        boxes = [cell.bounding_box() for cell in page.locator("td.brief:first-child").all()]
        tags = page.locator("p.tag").all()
        assert boxes
        assert tags
        assert {box["width"] for box in boxes} == {measure}
        assert {tag.bounding_box()["width"] for tag in tags} == {measure}
        page.context.close()


def test_on_a_phone_each_figure_has_a_line_with_its_words(browser: Any) -> None:
    page = opened(browser, issue_html(in_language("en")), width=375)
    cells = page.locator("td.figure").all()
    assert len(cells) == 3
    tops = []
    for cell in cells:
        box, number, words = (
            cell.bounding_box(),
            cell.locator(".large").bounding_box(),
            cell.locator(".small").bounding_box(),
        )
        assert box["width"] == 335
        assert words["y"] < number["y"] + number["height"]
        tops.append(box["y"])
    assert tops == sorted(set(tops))
    page.context.close()


def test_by_night_a_map_turns_dark(browser: Any) -> None:
    issue = render_issue(
        specimen("en"), publication=PUBLICATION, created=AT, locator=specimen_map()
    )
    html = issue.html.replace("cid:map@news.example", "https://news.example/map.png")
    drawn = {"https://news.example/map.png": issue.images[0].content}
    shades = {}
    for look in ("light", "dark"):
        page = opened(browser, html, look=look, drawn=drawn)
        taken = page.locator("img.map").screenshot()
        shades[look] = mean_shade(taken)
        page.context.close()
    assert shades["light"] > 180
    assert shades["dark"] < 90


def mean_shade(png: bytes) -> float:
    """The mean lightness of a picture, from 0 for black to 255 for white."""
    grey = Image.open(io.BytesIO(png)).convert("L")
    return sum(shade * count for shade, count in enumerate(grey.histogram())) / (
        grey.width * grey.height
    )


@pytest.mark.parametrize("width", [320, 375, 640])
@pytest.mark.parametrize("language", [*LANGUAGES, "de"])
def test_no_word_of_a_label_is_broken(browser: Any, language: str, width: int) -> None:
    page = opened(browser, issue_html(in_language(language)), width=width)
    broken = page.evaluate(
        """() => [...document.querySelectorAll('th, .house, .edition, .kicker, .when, .tag')]
            .flatMap(e => e.innerText.split(/\\s+/).filter(Boolean).map(word => [e, word]))
            .filter(([e, word]) => { const walk = document.createTreeWalker(e, 4); let node;
              while (node = walk.nextNode()) { const at = node.data.toLowerCase()
                  .indexOf(word.toLowerCase());
                if (at < 0) continue;
                const range = document.createRange(); range.setStart(node, at);
                range.setEnd(node, at + word.length);
                const tops = new Set([...range.getClientRects()].map(r => Math.round(r.top)));
                return tops.size > 1 && !word.includes('-'); }
              return false; }).map(([e, word]) => e.className + ': ' + word)"""
    )
    assert broken == []
    page.context.close()


@pytest.mark.parametrize("width", [375, 640])
def test_a_day_of_the_week_ahead_keeps_its_distance_from_the_event(
    browser: Any, width: int
) -> None:
    page = opened(browser, issue_html(in_language("en")), width=width)
    gaps = page.evaluate(
        """() => [...document.querySelectorAll('td.when')].map(day => {
            const range = document.createRange(); range.selectNodeContents(day);
            const event = document.createRange();
            event.selectNodeContents(day.nextElementSibling);
            return event.getBoundingClientRect().left - range.getBoundingClientRect().right; })"""
    )
    assert gaps
    assert min(gaps) >= 8
    page.context.close()


def test_the_picture_of_the_lead_reaches_from_edge_to_edge(browser: Any) -> None:
    html = issue_html(NEWSLETTERS["security-briefing"])
    for width in (375, 640):
        page = opened(browser, html, width=width)
        box = page.locator("img.picture").first.bounding_box()
        assert (box["x"], box["width"]) == (0, width)
        page.context.close()


def bare(html: str) -> str:
    """The page of a client that drops every style sheet."""
    return re.sub(r"<style\b.*?</style>", "", html, flags=re.DOTALL)


def as_yahoo(html: str) -> str:
    """The page as Yahoo and AOL change it: no fixed height, and no rule that breaks words."""
    html = re.sub(r"(?<![\w-])height(\s*:)", r"min-height\1", html)
    return re.sub(r"(?:word-break|overflow-wrap|word-wrap)\s*:[^;\"}]*;?", "", html)


def as_word(html: str) -> str:
    """The page as Outlook on Windows shows it: no padding on paragraphs, headings and links."""

    def strip(match: re.Match[str]) -> str:
        return re.sub(r"(?<![\w-])padding[\w-]*:[^;\"]*;?", "", match.group())

    return re.sub(r"<(?:p|h[1-6]|a|div|span)\b[^>]*>", strip, bare(html))


@pytest.mark.parametrize("width", [320, 375, 640])
def test_yahoo_keeps_the_shape_of_pictures_and_scrolls_nothing_sideways(
    browser: Any, width: int
) -> None:
    briefing = specimen()
    word = "x" * 288
    item = replace(
        briefing.items[0], lead=(replace(briefing.items[0].headline, text=f"The {word} sails"),)
    )
    wide = replace(briefing, items=(item, *briefing.items[1:]))
    html = as_yahoo(render_issue(wide, publication=PUBLICATION, created=AT).html)
    for pictures in (True, False):
        page = opened(browser, html, width=width, pictures=pictures)
        assert width_of(page) <= width
        for box in [image.bounding_box() for image in page.locator("img.picture").all()]:
            if pictures:
                assert abs(box["width"] / box["height"] - 1200 / 675) < 0.02
        page.context.close()


def test_the_dot_between_links_is_gone_on_a_phone_in_every_client(browser: Any) -> None:
    html = issue_html(NEWSLETTERS["security-briefing"])
    for shown in (html, as_yahoo(html)):
        page = opened(browser, shown, width=375)
        assert page.locator(".dot").first.bounding_box() is None
        page.context.close()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_text_keeps_its_distance_from_rules_where_paragraphs_have_no_padding(
    browser: Any, language: str
) -> None:
    page = opened(browser, as_word(issue_html(in_language(language))))
    gaps = page.evaluate(
        """() => [...document.querySelectorAll('td, p, h1, h2, h3')].filter(e => {
            const style = getComputedStyle(e);
            return parseFloat(style.borderTopWidth) && e.innerText && e.innerText.trim(); })
          .map(e => { const range = document.createRange(); range.selectNodeContents(e);
            const tops = [...range.getClientRects()].filter(r => r.width && r.height);
            return [e.className, Math.min(...tops.map(r => r.top))
              - e.getBoundingClientRect().top]; })"""
    )
    assert gaps
    assert [gap for gap in gaps if gap[1] < 6 and gap[0]] == []
    page.context.close()


def test_axe_finds_nothing_of_any_impact_wide_by_day_or_narrow_by_night(
    browser: Any, axe: str, html: str
) -> None:
    page = opened(browser, html)
    assert violations(page, axe, is_mail=True) == []
    page.set_viewport_size({"width": 375, "height": 900})
    page.emulate_media(color_scheme="dark")
    assert violations(page, axe, is_mail=True) == []
    page.context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_where_every_part_is_shown(browser: Any, axe: str, language: str) -> None:
    page = opened(
        browser,
        render_issue(specimen(language), publication=PUBLICATION, created=AT).html,
        width=375,
    )
    assert violations(page, axe, is_mail=True) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page, axe, is_mail=True) == []
    page.context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_mail_scrolls_sideways(browser: Any, language: str) -> None:
    html = issue_html(
        replace(
            NEWSLETTERS["security-briefing"],
            language=language,
            direction=specimen(language).direction,
        )
    )
    for shown in (html, bare(html)):
        page = opened(browser, shown)
        for width in (320, 375, 640, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            assert width_of(page) <= width
        page.context.close()


def test_buttons_and_the_way_out_can_be_touched(browser: Any, html: str) -> None:
    page = opened(browser, html, width=375)
    heights = {
        link.inner_text(): link.bounding_box()["height"]
        for link in page.locator(".button a, a.tap").all()
    }
    assert heights
    assert {name: height for name, height in heights.items() if height < 44} == {}
    page.context.close()


@pytest.mark.parametrize("language", ["ar", "he", "fa"])
def test_a_right_to_left_newsletter_mirrors_wholly(browser: Any, language: str) -> None:
    html = issue_html(
        replace(
            NEWSLETTERS["security-briefing"],
            language=language,
            direction=specimen(language).direction,
        )
    )
    page = opened(browser, html)
    astray = page.evaluate(
        """() => [...document.querySelectorAll('td, p, h1, h2, h3')]
            .filter(e => getComputedStyle(e).direction !== 'rtl' && !e.closest('[dir=ltr]'))
            .map(e => e.outerHTML.slice(0, 80))"""
    )
    assert astray == []
    left, right = page.evaluate(
        "() => { const b = document.querySelector('h1').getBoundingClientRect(); return "
        "[b.left, 640 - b.right] }"
    )
    assert abs(left - right) < 2
    page.context.close()


@pytest.mark.parametrize("look", ["light", "dark"])
def test_blocked_pictures_keep_their_box_and_say_what_is_seen(browser: Any, look: str) -> None:
    page = opened(browser, issue_html(NEWSLETTERS["security-briefing"]), look=look, pictures=False)
    box = page.locator("img.picture").first.bounding_box()
    assert box["width"] > 500
    page.context.close()


def test_text_keeps_its_distance_from_a_picture_without_a_caption(browser: Any) -> None:
    briefing = specimen()
    lead = briefing.items[0]
    assert lead.picture
    bare_picture = replace(lead.picture, caption="", credit="", file_photo=False)
    shown = replace(
        briefing,
        items=(replace(lead, picture=bare_picture, state=StoryState.NEW), *briefing.items[1:]),
    )
    page = opened(browser, render_issue(shown, publication=PUBLICATION, created=AT).html)
    gaps = page.evaluate(
        """() => [...document.querySelectorAll('img.picture:not(.thumb img)')].map(img => {
            const bottom = img.getBoundingClientRect().bottom;
            const tops = [...document.querySelectorAll('p, h3')].map(e => \
e.getBoundingClientRect().top);
            return Math.min(...tops.filter(top => top >= bottom)) - bottom; })"""
    )
    assert len(gaps) == 2
    assert min(gaps) >= 12
    page.context.close()


def test_long_names_and_words_do_not_widen_the_page(browser: Any) -> None:
    briefing = specimen()
    word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
    item = replace(
        briefing.items[0], headline=replace(briefing.items[0].headline, text=f"The {word} sails")
    )
    outlet = (
        "The Sample National Council of Harbours News Agency and Public Broadcasting "
        "Service of the Strait"
    )
    citations = tuple(replace(citation, outlet=outlet) for citation in briefing.citations)
    wide = replace(briefing, items=(item, *briefing.items[1:]), citations=citations)
    page = opened(browser, render_issue(wide, publication=PUBLICATION, created=AT).html, width=320)
    assert width_of(page) <= 320
    page.context.close()


@pytest.mark.parametrize("client", INVERTING)
@pytest.mark.parametrize("theme", THEMES)
def test_a_client_that_inverts_by_itself_leaves_a_mail_that_can_be_read(
    browser: Any, axe: str, theme: str, client: str
) -> None:
    page = opened(browser, issue_html(replace(NEWSLETTERS["security-briefing"], theme=theme)))
    turned_dark(page, **INVERTING[client])
    assert [
        found for found in violations(page, axe, is_mail=True) if "color-contrast" in found
    ] == []
    grounds = page.evaluate(
        "[...document.querySelectorAll('.paper')].map(e => getComputedStyle(e).backgroundColor)"
    )
    assert all(sum(map(int, re.findall(r"\d+", ground))) < 3 * 64 for ground in grounds)
    SCREENS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENS / f"inverted-{theme}-{client}.png", full_page=True)
    page.context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_screens_for_looking_at(browser: Any, language: str) -> None:
    SCREENS.mkdir(parents=True, exist_ok=True)
    html = issue_html(
        replace(
            NEWSLETTERS["security-briefing"],
            language=language,
            direction=specimen(language).direction,
        )
    )
    looks = {
        "wide-light": {"width": 760},
        "wide-dark": {"width": 760, "look": "dark"},
        "phone-light": {"width": 375},
        "phone-dark": {"width": 375, "look": "dark"},
        "pictures-off": {"width": 640, "pictures": False},
    }
    for name, look in looks.items():
        page = opened(browser, html, **look)
        page.screenshot(path=SCREENS / f"{language}-{name}.png", full_page=True)
        page.context.close()
    page = opened(browser, bare(html))
    page.screenshot(path=SCREENS / f"{language}-bare.png", full_page=True)
    page.context.close()
