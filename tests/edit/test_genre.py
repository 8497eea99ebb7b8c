"""Opinions, podcasts, galleries, sport and round-ups are told from reports."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from digest.edit.genre import reads_as_comment, why_no_report
from digest.models import Article

NOON = datetime(2026, 8, 13, 12, tzinfo=UTC)
COLUMN = (
    "I have watched this harbor for thirty years. My father worked here. "
    "Ministers say it is safe, and I doubt them."
)
LETTER = (
    "Good morning.\n• Harbor closes\n• Talks stall\n• Ministers dance\n"
    "HARBOR CLOSES. The harbor closed on Monday."
)
ON_THE_AUTHOR = "It must open.\n\nAnn Sample is a professor of law at Karim University."
SPEECH = (
    '"I came to the harbor because I was asked," the minister said. '
    '"My answer is no, and I will say so."'
)


def article(
    title: str = "Harbor closes after blast",
    path: str = "news/harbor",
    text: str = "",
    **more: object,
) -> Article:
    return Article(
        id="a", url=f"https://paper.example/{path}", title=title, body=text, published=NOON, **more
    )  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("other", "genre"),
    [
        (article(path="2026/08/opinion/harbor-must-reopen.html"), "an opinion"),
        (article(path="columnists/ann-example/harbor"), "an opinion"),
        (article(categories=("World", "Opinion")), "an opinion"),
        (article("OPINION: The harbor must reopen"), "an opinion"),
        (
            article(
                "The harbor must reopen", text="It must. The views expressed here are her own."
            ),
            "an opinion",
        ),
        (article("Morning Bid: Harbor shares sink"), "an opinion"),
        (article(path="features/harbor-night"), "a feature, podcast or gallery"),
        (article("PODCAST: Harbor, rain and football"), "a feature, podcast or gallery"),
        (article(path="photo-gallery/harbor-123"), "a feature, podcast or gallery"),
        (article("Marenia win the cup", path="sport/football/cup"), "sport"),
        (article("Harbor closes, and other coast developments"), "a round-up"),
        (article("Live updates: harbor closes"), "a round-up"),
        (article("The harbor and I", text=COLUMN), "a text in the first person"),
        (article("Harbor coast war live: two ships collide"), "a round-up"),
        (
            article("Two ships collide", path="world/live-news/harbor-08-13-26/index.html"),
            "a round-up",
        ),
        (article("Harbor closes", path="news/liveblog/2026/8/13/harbor"), "a round-up"),
        (article("First Thing: harbor closes and talks stall"), "a round-up"),
        (article("Harbor blast latest news: minister flies in"), "a round-up"),
        (article("Harbor siege: what happened on day four"), "a round-up"),
        (article("All we know about the harbor blast"), "a round-up"),
        (article("Ministers in disarray", text=LETTER), "a round-up"),
        (
            article("Harbor closes", path="videos/world/2026/08/13/harbor.clip"),
            "a video or pictures",
        ),
        (article("Harbor closes", path="video/newsfeed/harbor"), "a video or pictures"),
        (replace(article(), url="https://www.youtube.com/watch?v=abc"), "a video or pictures"),
        (article("Watch: the harbor after the blast"), "a video or pictures"),
        (article("See what the blast did to the harbor"), "a video or pictures"),
        (article("Harbor blast: before-and-after images"), "a video or pictures"),
        (article("Harbor before and after the blast"), "a video or pictures"),
        (article("The old harbor before and after"), "a video or pictures"),
        (article("Videos capture the moment the harbor burst"), "a video or pictures"),
        (article("Harbor blast: last photo emerges of the crane"), "a video or pictures"),
        (article("Heartwarming video of the harbor cat"), "a video or pictures"),
        (article("Satellite reveals harbor in ruins"), "a video or pictures"),
        (article("Drone video shows aftermath of the harbor blast"), "a video or pictures"),
        (article("Aerial footage reveals the huge scale of the flood"), "a video or pictures"),
        (article("Moment the crane falls on the mole"), "a video or pictures"),
        (article("Harbor blast: office shakes during live interview"), "a video or pictures"),
        (article("The harbor must reopen", text=ON_THE_AUTHOR), "an opinion"),
        (
            article("SAMPLE: The harbor must reopen", text="ANALYSIS/OPINION:\n\nIt must."),
            "an opinion",
        ),
    ],
)
def test_a_text_that_is_no_report_is_named_by_its_genre(other: Article, genre: str) -> None:
    assert why_no_report(other) == genre


@pytest.mark.parametrize(
    "report",
    [
        article(),
        article("Opinion polls favor Harbor Union", path="news/opinion-polls"),
        article("Guards search ships at harbor before and after vote"),
        article("Minister: I will not reopen the harbor", text=SPEECH),
        article(
            "World War I mine found in harbor",
            text="World War I left mines. World War I ships lie there too.",
        ),
        article("Ministers sport new badges", path="news/sport-badges"),
        article(categories=("Video", "Coast")),
        article("Satellite images show harbor rebuilt", path="news/harbor-images"),
        article("Video shows guards firing on a boat", path="news/guards-boat-video"),
        article("Harbor closes, union leader says live on air", path="news/alive-and-well"),
        article("Moments later a second blast shook the harbor"),
        article("Guards open fire in live drill off the harbor"),
    ],
)
def test_a_report_is_a_report(report: Article) -> None:
    assert why_no_report(report) == ""


ARGUED = (
    "It's clear that this can't go on. We should ask why nobody must answer for the harbor. "
    "Of course they won't. "
)
REPORTED = (
    "The ministry said on Monday that ships may return. "
    "“We should not wait,” a spokesman told reporters. "
)


@pytest.mark.parametrize(
    "comment",
    [
        article("Why the harbor closed"),
        article("Will the harbor ever reopen?"),
        article("Will the harbor ever reopen? | Harbor Hour"),
        article("Analysis: the harbor and its future"),
        article("Harbor blast: Exploring the damage"),
        article("Harbor blast: The mother who swam ashore"),
        article("Harbor blast: A young nurse in the rubble"),
        article("Port Avel: ‘How I swam from the burning mole’"),
        article(path="2026/08/13/harbor-analysis/index.html"),
        article("The harbor that failed", text=ARGUED * 6),
    ],
)
def test_an_analysis_is_told_by_its_title_address_or_voice(comment: Article) -> None:
    assert reads_as_comment(comment)


@pytest.mark.parametrize(
    "report",
    [
        article(),
        article("WHO: Harbor water is safe"),
        article(text=REPORTED * 6),
        article(text=ARGUED),
    ],
)
def test_a_report_and_a_text_too_short_to_tell_are_no_comment(report: Article) -> None:
    assert not reads_as_comment(report)
