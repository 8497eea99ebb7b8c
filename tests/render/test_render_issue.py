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
        'class="picture"',
        "<h1",
        'class="dek"',
        "Developed since",
        "What happened:",
        "Why it matters:",
        "Know more:",
        'id="story-2"',
        "In brief</h2>",
        "Trend Reports</h2>",
        "Become a member",
        "All briefings:",
        "42 nautical miles",
        "Forwarded this?",
        "You get this because",
        "Unsubscribe",
        "12 Example Street",
    ]
    places = [issue.html.index(mark) for mark in marks]
    assert places == sorted(places)


def test_every_slot_of_the_reader_survives_in_html_and_text(issue: Issue) -> None:
    # the address to confirm stands in a letter alone
    for slot in set(Slot) - {Slot.CONFIRM}:
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
        "In brief",
        "Trend Reports",
        "All briefings",
        "Corrections",
        'class="dek"',
    ):
        assert missing not in issue.html
    # without a paragraph before it, what happened needs no label
    assert "What happened:" not in issue.html


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


def test_each_address_stands_once_in_a_story(issue: Issue) -> None:
    lead = issue.html.partition("<h1")[2].partition("<h2")[0]
    links = re.findall(r'href="(https?://[^"#]+)"', lead)
    assert len(links) == len(set(links)) > 3
    # the headline leads to the first article, the number of each other article to that one
    names = re.findall(r'class="cite"[^>]*aria-label="([^"]*)"', lead)
    assert len(names) == 2
    assert names[0] == "2 Levant Ledger: Two navies agree on one patrol lane through the strait"
    assert len(re.findall(r'<sup class="num"[^>]*>1</sup>', lead)) >= 1


def test_sources_stand_in_one_quiet_line_by_outlet(issue: Issue) -> None:
    sources = re.search(r'<p class="sources".*?</p>', issue.html, re.DOTALL)
    assert sources
    line = re.sub(r"<[^>]+>", "", sources.group())
    assert line.startswith("3 sources\u00a0 1\u00a0Strait Courier 07:25 ·")
    assert line.endswith("3\u00a0National Sample Agency, state-run, 06:15")
    assert "<a " not in sources.group()


def test_the_zone_of_all_times_stands_once_as_people_say_it(issue: Issue) -> None:
    assert issue.html.count("Dubai time") == issue.text.count("Dubai time") == 1


def test_a_mail_has_digits_of_one_kind_those_of_its_texts() -> None:
    briefing = specimen("ar")
    own = re.compile("[\u0660-\u0669]")
    # the sample text counts its pages with 9
    assert not own.search(rendered(briefing).html)
    lead = briefing.items[0]
    wordy = replace(briefing, items=(replace(lead, what_happened=()), *briefing.items[1:]))
    assert own.search(rendered(wordy).html)


def test_a_line_in_brief_is_itself_the_link_under_the_name_of_its_section(issue: Issue) -> None:
    brief = issue.html.partition("In brief</h2>")[2].partition("</table>")[0]
    names = re.findall(r'<a class="told"[^>]*>([^<]*)</a>', brief)
    assert len(names) == len(set(names)) == 4
    assert names[0] == "The parliament moved its budget vote to Thursday."
