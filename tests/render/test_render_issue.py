"""An issue: every part in its place, the slots whole, and frozen by its hash."""

from __future__ import annotations

import colorsys
import re
from dataclasses import replace

import html5lib
import pytest

from digest.config import shipped_config
from digest.models import Briefing, Issue, Slot
from digest.render import render_issue
from digest.render.preflight.cascade import shown_texts
from digest.render.preflight.mail import Mail
from digest.render.specimen import AT, PUBLICATION, specimen
from digest.render.theme import AA_TEXT, contrast


def rendered(briefing: Briefing) -> Issue:
    return render_issue(briefing, publication=PUBLICATION, created=AT)


@pytest.fixture(scope="module")
def issue() -> Issue:
    return rendered(specimen())


def test_the_parts_stand_in_the_order_of_the_format(issue: Issue) -> None:
    marks = [
        "Sample Briefing</p>",
        "<h1",
        'class="dek"',
        'class="picture"',
        "Developed since",
        "What happened:",
        "Why it matters:",
        "Know more:",
        "Talks</h2>",
        "Also today</h2>",
        "Trend Reports</h2>",
        "Become a member",
        "More newsletters</h2>",
        "Corrections</h2>",
        "You get this because",
        "Unsubscribe",
        "12 Example Street",
    ]
    places = [issue.html.index(mark) for mark in marks]
    assert places == sorted(places)


def test_every_slot_of_the_reader_survives_in_html_and_text(issue: Issue) -> None:
    for slot in Slot:
        assert slot.value in issue.html
        assert slot.value in issue.text


def test_the_same_arguments_give_the_same_bytes_and_hash(issue: Issue) -> None:
    assert rendered(specimen()) == issue


def test_the_hash_changes_with_any_word_a_reader_sees(issue: Issue) -> None:
    briefing = specimen()
    changed = rendered(replace(briefing, preheader=briefing.preheader + " Today."))
    assert changed.content_hash != issue.content_hash


def test_a_full_issue_of_twelve_stories_stays_far_below_the_clip() -> None:
    issue = rendered(specimen(stories=12))
    assert len(issue.html.encode()) < 80_000


@pytest.mark.parametrize("language", ["en", "ar", "he", "fa", "tr", "fr"])
def test_the_html_is_valid_markup_in_every_language(language: str) -> None:
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(rendered(specimen(language)).html)
    assert parser.errors == []


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_language_and_direction_stand_on_the_root_and_below_the_body(
    language: str, direction: str
) -> None:
    html = rendered(specimen(language)).html
    assert f'<html lang="{language}" dir="{direction}"' in html
    assert re.search(rf'<body[^>]*>\s*<div[^>]*\blang="{language}" dir="{direction}"', html)
    assert f"direction:{'rtl' if direction == 'ltr' else 'ltr'}" not in html


def test_an_issue_without_optional_parts_leaves_no_hole() -> None:
    briefing = specimen(stories=1)
    item = replace(briefing.items[0], picture=None, dek=None, know_more=(), lead=())
    bare = replace(briefing, items=(item,), also=(), corrections=(), blocks=type(briefing.blocks)())
    issue = rendered(bare)
    for missing in (
        "<img",
        "Also today",
        "Trend Reports",
        "More newsletters",
        "Corrections",
        'class="dek"',
    ):
        assert missing not in issue.html
    assert "What happened:" in issue.html


THEMES = sorted(path.stem for path in (shipped_config() / "themes").glob("*.yaml"))


@pytest.mark.parametrize("theme", THEMES)
def test_every_shipped_theme_can_be_read_by_day_and_night(theme: str) -> None:
    mail = _mail(rendered(replace(specimen(), theme=theme)).html)
    for dark in (False, True):
        assert [shown for shown in shown_texts(mail, dark=dark) if shown.contrast < AA_TEXT] == []


@pytest.mark.parametrize("theme", THEMES)
def test_every_shipped_theme_can_be_read_where_outlook_marks_what_it_inverts(theme: str) -> None:
    html = rendered(replace(specimen(), theme=theme)).html
    marked = _mail(html.replace("<body ", "<body data-ogsc data-ogsb ", 1))
    assert {shown.ground for shown in shown_texts(marked, dark=False)} != {
        shown.ground for shown in shown_texts(_mail(html), dark=False)
    }
    assert [shown for shown in shown_texts(marked, dark=False) if shown.contrast < AA_TEXT] == []


@pytest.mark.parametrize("theme", THEMES)
def test_every_shipped_theme_can_be_read_where_a_client_inverts_by_itself(theme: str) -> None:
    for shown in shown_texts(_mail(rendered(replace(specimen(), theme=theme)).html), dark=False):
        assert contrast(_inverted(shown.colour), _inverted(shown.ground)) >= AA_TEXT, shown


def test_a_picture_without_a_word_about_it_is_named_by_its_story() -> None:
    briefing = specimen()
    item = briefing.items[0]
    assert item.picture
    bare = replace(
        item, picture=replace(item.picture, alt="", caption="", credit="", file_photo=False)
    )
    html = rendered(replace(briefing, items=(bare,))).html
    assert (
        'alt="Picture of the report “Two navies agree on one patrol lane through the strait”"'
        in html
    )


def test_a_sentence_in_another_language_says_so() -> None:
    briefing = specimen()
    said = replace(briefing.items[0].headline, text="بحريتان تتفقان", article_id="foreign")
    citation = replace(briefing.citations[0], article_id="foreign", language="ar")
    item = replace(briefing.items[0], headline=said, article_ids=("foreign",))
    html = rendered(
        replace(briefing, items=(item,), citations=(*briefing.citations, citation))
    ).html
    assert re.search(r'<h1[^>]* lang="ar" dir="rtl"', html)


def _mail(html: str) -> Mail:
    return Mail(
        raw=b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        + html.encode()
    )


def _inverted(colour: str) -> str:
    """The colour with its lightness turned round, as clients do that invert a mail."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    hue, light, colourfulness = colorsys.rgb_to_hls(red, green, blue)
    return "#" + "".join(
        f"{round(part * 255):02x}" for part in colorsys.hls_to_rgb(hue, 1 - light, colourfulness)
    )


def test_a_foreign_name_is_isolated_where_clients_drop_bdi_and_an_address_keeps_its_order() -> None:
    arabic, english = rendered(specimen("ar")).html, rendered(specimen("en")).html
    assert '<bdi><span dir="ltr">Strait Courier</span></bdi>' in arabic
    assert '<bdi><span dir="ltr">12 Example Street</span></bdi>' in arabic
    assert "Strait Courier" in english
    assert '<span dir="ltr">Strait Courier' not in english


def test_letters_that_join_are_never_spaced() -> None:
    assert "letter-spacing" not in rendered(specimen("ar")).html.partition("<body")[2]
    assert "letter-spacing" in rendered(specimen("en")).html.partition("<body")[2]


def test_labels_that_fall_back_to_english_keep_their_colon_in_a_right_to_left_mail() -> None:
    html = rendered(specimen("ur")).html
    assert '<html lang="ur" dir="rtl"' in html
    assert '<strong><bdi><span dir="ltr">What happened:</span></bdi></strong>' in html


def test_a_source_number_leads_once_to_its_article_under_outlet_and_title(issue: Issue) -> None:
    lead = issue.html.partition("<h1")[2].partition("<h2")[0]
    courier = "https://courier.example/2026/report"
    links = re.findall(rf'<a class="cite" href="{courier}"[^>]*>', lead)
    assert len(links) == 1
    name = "1 Strait Courier: Two navies agree on one patrol lane through the strait"
    assert f'aria-label="{name}"' in links[0]
    assert len(re.findall(r'<sup class="num"[^>]*>1</sup>', lead)) >= 1


def test_sources_stand_in_one_quiet_line_with_their_numbers(issue: Issue) -> None:
    sources = re.search(r'<p class="sources".*?</p>', issue.html, re.DOTALL)
    assert sources
    line = re.sub(r"<[^>]+>", "", sources.group())
    assert line.startswith("Sources: 1\u00a0Strait Courier 07:25 ·")
    assert line.endswith("3\u00a0National Sample Agency (state-run) 06:15 UTC+4")
    assert "<a " not in sources.group()


def test_numbers_of_sources_are_in_the_digits_of_the_mail() -> None:
    arabic = rendered(specimen("ar")).html
    assert re.search(r'<a class="cite"[^>]*>١</a>', arabic)
    assert not re.search(r'<a class="cite"[^>]*>1</a>', arabic)


def test_links_of_also_today_have_names_of_their_own(issue: Issue) -> None:
    also = issue.html.partition("Also today</h2>")[2].partition("<h2")[0]
    names = re.findall(r'<a class="from"[^>]*aria-label="([^"]*)"', also)
    assert len(names) == 4
    for name in names:
        assert ": " in name
