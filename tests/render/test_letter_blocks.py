"""Blocks of the letter show when they have something to say; a newsletter may leave them out."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from samples import PUBLICATION, message_of, rendered

from digest.models import Briefing, ComingDay, Correction, Severity
from digest.render import preflight
from digest.render.specimen import specimen

LANGUAGES = ("en", "ar", "he", "fa")


def leaving_out(briefing: Briefing, *names: str) -> Briefing:
    return replace(briefing, blocks=replace(briefing.blocks, leave_out=names))


MARKS = {
    "contents": "#story-2",
    "figures": 'class="large"',
    "tolls": 'class="tolls"',
    "timeline": "The story so far",
    "quote": "Quote of the day",
    "week_ahead": "The week ahead",
}


@pytest.mark.parametrize("name", MARKS)
def test_a_block_is_left_out_where_the_newsletter_says_so(name: str) -> None:
    mark = MARKS[name]
    assert mark in rendered(specimen()).html
    assert mark not in rendered(leaving_out(specimen(), name)).html


def test_the_quote_stands_in_its_paragraph_where_it_is_not_set_large() -> None:
    sentence = "one master said by radio."
    for issue in (rendered(specimen()), rendered(leaving_out(specimen(), "quote"))):
        text = " ".join(issue.text.split())
        assert issue.html.count(sentence) == text.count(sentence) == 1


def test_the_day_in_one_sentence_is_left_out_but_never_an_editors_note() -> None:
    note = "what it leaves open is in the second story."
    assert note in rendered(leaving_out(specimen(), "intro")).html
    plain = replace(specimen(), intro=())
    told = "A shared map goes to both navies on Monday, and insurers wait for the first convoy."
    assert told in " ".join(rendered(plain).text.split())
    assert told not in " ".join(rendered(leaving_out(plain, "intro")).text.split())


def test_the_sentence_of_the_day_repeats_no_headline() -> None:
    briefing = replace(specimen(), intro=(), preheader="Water ministers fix a date for the first")
    assert 'class="hello"' not in rendered(briefing).html


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_mail_with_every_block_passes_the_gate(language: str) -> None:
    briefing = specimen(language)
    issue = rendered(briefing)
    findings = preflight(message_of(issue), issue=issue, briefing=briefing, publication=PUBLICATION)
    assert [finding for finding in findings if finding.severity is Severity.ERROR] == []


def test_disputed_tolls_stand_by_outlet_in_both_parts_and_in_no_large_figure() -> None:
    issue = rendered(specimen())
    table = re.search(r'<table class="tolls".*?</table>', issue.html, re.DOTALL)
    assert table
    cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", table.group())
    assert [re.sub("<[^>]+>", "", cell) for cell in cells] == [
        "Tolls differ by source",
        "wounded",
        "National Sample Agency state-run",
        "3",
        "Strait Courier",
        "7",
    ]
    assert "* National Sample Agency (state-run): 3 wounded" in issue.text
    large = re.findall(r'class="large"[^>]*>([^<]*)<', issue.html)
    assert large == ["340", "12", "4"]


def test_a_timeline_leads_to_each_earlier_issue_once() -> None:
    issue = rendered(specimen())
    for day in ("2026-11-18", "2026-11-20"):
        lead = issue.html.partition("<h1")[2].partition("<h2")[0]
        assert lead.count(f"https://news.example/i/sample-briefing@{day}") == 1
    one = specimen()
    item = replace(one.items[0], earlier=one.items[0].earlier[:1])
    assert "The story so far" not in rendered(replace(one, items=(item, *one.items[1:]))).html


def test_the_week_ahead_has_the_coming_days_in_order() -> None:
    days = [
        ComingDay(day=date(2026, 12, 1), text="Beyond the week"),
        ComingDay(day=date(2026, 11, 30), text="Last day"),
        ComingDay(day=date(2026, 11, 24), text="First day", url="https://a.example/d"),
        ComingDay(day=date(2026, 11, 22), text="Yesterday"),
    ]
    briefing = specimen()
    blocks = replace(briefing.blocks, week_ahead=tuple(days))
    text = rendered(replace(briefing, blocks=blocks)).text
    ahead = text.partition("THE WEEK AHEAD")[2].partition("---")[0]
    assert ahead.split("\n")[2:5] == [
        "Tue, Nov 24: First day",
        "  https://a.example/d",
        "Mon, Nov 30: Last day",
    ]
    assert "Beyond" not in text
    assert "Yesterday" not in text


def test_a_day_with_two_events_is_named_once_in_the_week_ahead() -> None:
    day = date(2026, 11, 25)
    days = (
        ComingDay(day=day, text="First event"),
        ComingDay(day=day, text="Second event"),
        ComingDay(day=date(2026, 11, 27), text="Third event"),
    )
    briefing = specimen()
    issue = rendered(replace(briefing, blocks=replace(briefing.blocks, week_ahead=days)))
    rows = issue.html.partition("The week ahead</h2>")[2].partition("</table>")[0].split("</tr>")
    shown = [re.sub(r"<[^>]+>", " ", row).split() for row in rows[:3]]
    assert shown == [
        ["Wed,", "Nov", "25", "First", "event"],
        ["Second", "event"],
        ["Fri,", "Nov", "27", "Third", "event"],
    ]
    # in plain text each line stands for itself
    assert issue.text.count("Wed, Nov 25: ") == 2


@pytest.mark.parametrize(("left_out", "style"), [((), "next"), (("trend_reports",), "calls")])
def test_a_call_stands_under_a_rule_where_no_tinted_part_ends_above(
    left_out: tuple[str, ...], style: str
) -> None:
    briefing = specimen()
    blocks = briefing.blocks
    if left_out:
        blocks = replace(blocks, trend_reports=())
    html = rendered(replace(briefing, blocks=blocks)).html
    title = html.index(f">{blocks.membership.title}</h2>") if blocks.membership else 0
    assert re.findall(r'<td class="(\w+)"', html[:title])[-1] == style


def test_a_grave_correction_stands_above_the_news_and_another_at_the_foot() -> None:
    html = rendered(specimen()).html
    assert html.index("the southern one") < html.index("<h1") < html.index("42 nautical miles")
    quiet = replace(specimen(), corrections=(Correction(text="A small slip."),))
    assert html.count("Corrections</h2>") == 2
    assert rendered(quiet).html.count("Corrections</h2>") == 1


def test_a_paid_text_is_marked_as_such() -> None:
    issue = rendered(specimen())
    assert re.search(r"Sponsor</h2>.{0,400}A sample notice of a sponsor", issue.html, re.DOTALL)
    assert 'rel="sponsored"' in issue.html
    assert "SPONSOR\n\nA sample notice of a sponsor" in issue.text
