"""Comment, videos and round-ups are set apart before anything is clustered."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from digest.edit.reports import part_reports, quotable_reports
from digest.models import Article

NOON = datetime(2026, 8, 13, 12, tzinfo=UTC)


def page(title: str, *, url: str = "https://paper.example/a", publisher: str = "Paper") -> Article:
    return Article(id=title, url=url, title=title, publisher=publisher, published=NOON)


def part_of(article: Article) -> str:
    parted = part_reports([article])
    for name in ("reports", "supporting", "comments"):
        if getattr(parted, name):
            return name
    return ""


@pytest.mark.parametrize(
    ("title", "part"),
    [
        ("Soldiers seize depot in Karim", "reports"),
        ("Live updates: soldiers seize depot", "supporting"),
        ("Opinion: Karim needs a port", "comments"),
        ("Why Karim needs a port", "comments"),
        ("More than half want a port in Karim, polls show", "comments"),
        ("Poll: Karim wants a port", "comments"),
        ("Polls open in Karim", "reports"),
    ],
)
def test_titles_say_what_an_article_is(title: str, part: str) -> None:
    assert part_of(page(title)) == part


def test_an_outlet_whose_name_or_address_says_opinion_is_opinion() -> None:
    plain = "Soldiers seize depot in Karim"
    assert part_of(page(plain, publisher="Paper Opinions")) == "comments"
    assert part_of(page(plain, url="https://opinion.paper.example/a")) == "comments"


def test_each_article_set_apart_has_its_reason() -> None:
    video = page("Soldiers seize depot", url="https://paper.example/videos/a")
    why = page("Why Karim needs a port")
    parted = part_reports([video, why])
    assert parted.kinds == {
        video.id: "a video or pictures",
        why.id: "comment or analysis",
    }


def test_an_editors_pin_makes_a_report_of_anything() -> None:
    why = page("Why Karim needs a port")
    assert part_reports([why], reports_by_pin={why.id}).reports == (why,)


def test_a_card_may_quote_reports_and_videos_that_were_seen_by_now() -> None:
    report, video = page("Soldiers seize depot in Karim"), page("Video: soldiers in Karim")
    live, column = page("Live updates: soldiers seize depot"), page("Opinion: Karim needs a port")
    late = replace(page("Karim falls"), collected=NOON + timedelta(minutes=1))
    assert quotable_reports([column, live, video, report, late], now=NOON) == (report, video)
