"""A report that its house took back is folded under the notice, and neither is cited."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from digest.edit import find_copies
from digest.edit.reports import NOTICE, TAKEN_BACK, part_reports, quotable_reports
from digest.edit.withdrawals import is_notice, withdrawn_pairs
from digest.models import Article

NOON = datetime(2026, 8, 13, 12, tzinfo=UTC)
HEADLINE = "Strike kills nine near Orlova, army says"
LONG = " ".join(
    f"On {day} spokesperson number {number} described the strike near Orlova and the nine victims "
    "in a long statement to the assembled reporters."
    for number, day in enumerate(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"))
)
SHORT = "This story has been withdrawn. There will be no substitute story."


def page(name: str, title: str, body: str, *, hours: float = 0, outlet: str = "Courier") -> Article:
    return Article(
        id=name,
        title=title,
        body=body,
        published=NOON + timedelta(hours=hours),
        publisher=outlet,
        url=f"https://{outlet.lower().replace(' ', '-')}.example/{name}",
        language="en",
    )


REPORT = page("report", HEADLINE, LONG)


def folded(*articles: Article) -> dict[str, str]:
    return {copy.folded: copy.kept for copy in find_copies(articles)}


@pytest.mark.parametrize(
    ("title", "body"),
    [
        (f"WITHDRAWN: {HEADLINE}", SHORT),
        (f"WITHDRAWN-{HEADLINE}", ""),
        (f"Withdrawn: {HEADLINE}", ""),
        (f"RETRACTED - {HEADLINE}", ""),
        (f"{HEADLINE} (withdrawn)", ""),
        (f"MANDATORY KILL: {HEADLINE}", "EDITORS: Please kill the story."),
        ("Story withdrawn", f"The Courier has withdrawn its story headlined “{HEADLINE}”."),
        ("KILL ADVISORY", f"Kill the story headlined '{HEADLINE}'. It cannot be confirmed."),
        ("Strike near Orlova kills nine", "Please disregard this story, which was sent in error."),
    ],
)
def test_a_long_report_is_folded_under_the_notice_of_its_house(title: str, body: str) -> None:
    notice = page("notice", title, body, hours=3)
    assert folded(REPORT, notice) == {"report": "notice"}
    assert folded(notice, REPORT) == {"report": "notice"}
    parted = part_reports([REPORT, notice])
    assert parted.reports == ()
    assert parted.comments == ()
    assert parted.kinds == {"report": TAKEN_BACK, "notice": NOTICE}
    assert quotable_reports([REPORT, notice], now=NOON + timedelta(days=1)) == ()


def test_a_paper_that_prints_a_withdrawn_text_of_an_agency_is_not_cited_either() -> None:
    wire = page("wire", HEADLINE, f"ORLOVA (Reuters) - {LONG}", outlet="Reuters")
    paper = page("paper", "Dawn of grief in Orlova", wire.body, hours=1, outlet="Gazette")
    late = page("late", "Nine dead, army says", wire.body, hours=5, outlet="Herald")
    notice = page("notice", f"WITHDRAWN-{HEADLINE}", SHORT, hours=3, outlet="Reuters")
    assert folded(wire, paper, late, notice) == dict.fromkeys(("wire", "paper", "late"), "notice")
    assert part_reports([wire, paper, late, notice]).reports == ()
    # the agency's own page may not be among the sources
    assert part_reports([paper, notice]).reports == (paper,)
    named = replace(paper, title=HEADLINE)
    assert part_reports([named, notice]).reports == ()


def test_another_outlet_and_another_report_are_left_alone() -> None:
    other = page("other", HEADLINE, "Nine people died near Orlova, a doctor said.", outlet="Post")
    news = page("news", "Port of Orlova reopens after repairs", "Ships sailed on Friday.", hours=1)
    notice = page("notice", f"WITHDRAWN: {HEADLINE}", SHORT, hours=3)
    assert folded(REPORT, other, news, notice) == {"report": "notice"}
    assert set(part_reports([REPORT, other, news, notice]).reports) == {other, news}


def test_a_report_that_comes_after_the_notice_stands() -> None:
    notice = page("notice", f"WITHDRAWN: {HEADLINE}", SHORT, hours=3)
    anew = page("anew", HEADLINE, LONG.replace("nine", "seven"), hours=6)
    old = page("old", HEADLINE, LONG, hours=-24 * 8)
    assert list(withdrawn_pairs([notice, anew, old])) == []


def test_a_page_that_became_its_own_notice_is_no_report() -> None:
    gone = page("gone", f"WITHDRAWN: {HEADLINE}", SHORT)
    parted = part_reports([gone])
    assert (parted.reports, parted.withdrawn) == ((), (gone,))


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Withdrawn: the army left Orlova", "The army left the city of Orlova on Friday."),
        ("UN withdraws its report on Orlova", "The UN has withdrawn the report on the strike."),
        ("Journal retracts study of port workers", "The journal retracted the study on Friday."),
        ("Kill switch stops pump", "A kill switch stopped the pump on Friday."),
        ("İptal: konser yapılmayacak", "Konser yağmur nedeniyle yapılmayacak."),
        ("Troops withdrawn", "The army said that its troops were withdrawn."),
    ],
)
def test_news_about_withdrawals_is_news(title: str, body: str) -> None:
    article = page("news", title, body)
    assert not is_notice(article)
    assert part_reports([article, REPORT]).reports == (article, REPORT)


def test_an_editor_who_takes_a_report_for_one_has_the_last_word() -> None:
    notice = page("notice", f"WITHDRAWN: {HEADLINE}", SHORT, hours=3)
    assert part_reports([REPORT, notice], reports_by_pin={"report"}).reports == (REPORT,)
