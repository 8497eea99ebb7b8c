"""Specimen: a sample briefing that fills every part of the mail.

The sample news is of our own writing, and no outlet is real.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

from digest.models import (
    DESK,
    AlsoItem,
    Blocks,
    Briefing,
    Call,
    Citation,
    ComingDay,
    Correction,
    Earlier,
    Item,
    KnowMore,
    Paragraph,
    Passage,
    Picture,
    Poll,
    Publication,
    Section,
    SisterNewsletter,
    StoryState,
    TrendReport,
)
from digest.render.locator import Locator
from digest.render.map_drawing import draw_map, map_points
from digest.render.pictures import PreparedPicture
from digest.text import direction_of

TEXTS = Path(__file__).parent
# a fixed moment: a specimen looks the same on every day, and in every picture
AT = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
PUBLICATION = Publication(
    name="The Sample Newsroom",
    public_url="https://news.example",
    from_address="briefing@news.example",
    from_name="The Sample Newsroom",
    reply_to="desk@news.example",
    postal_address="The Sample Newsroom\n12 Example Street\n00000 Sampletown",
    help_url="https://news.example/help",
)
OUTLETS = (
    ("courier", "Strait Courier", False),
    ("ledger", "Levant Ledger", False),
    # one outlet of a state, so that the specimen shows its mark
    ("state", "National Sample Agency", True),
    ("harbour", "Harbour Post", False),
)
ALSO_OF_TALKS = 2
HARBOUR_REPORT = "https://harbour.example/survey"


def specimen(language: str = "en", *, stories: int = 4) -> Briefing:
    """Return a sample issue of `stories` stories with every part filled.

    A language without a sample text has the English one.

    >>> len(specimen("ar", stories=2).items)
    2
    """
    base = language.split("-")[0]
    # labels exist in more languages than samples
    if not (TEXTS / f"{base}.yaml").is_file():
        base = "en"
    text = _text(base)
    items = [_lead(text)]
    # two texts take turns for all stories below the lead
    for number in range(1, stories):
        items.append(_second(text, number))
    return Briefing(
        issue_id="sample-briefing@2026-11-23",
        newsletter_id="sample-briefing",
        newsletter_name=text["name"],
        tagline=text["tagline"],
        slot=date(2026, 11, 23),
        number=128,
        at=AT,
        timezone="Asia/Dubai",
        language=language,
        direction=direction_of(language),
        subject=text["headline"],
        preheader=text["preheader"],
        intro=_note(text),
        items=tuple(items),
        also=_also(text),
        sections=(
            Section(id="sea", title=text["sea"], topics=("sea",)),
            Section(id="talks", title=text["talks"], topics=("talks",)),
        ),
        blocks=_blocks(text),
        citations=tuple(_citations(items, text)),
        corrections=(
            Correction(
                text=text["correction"],
                issue_id="sample-briefing@2026-11-20",
                url="https://news.example/i/sample-briefing@2026-11-20",
            ),
            Correction(
                text=text["grave"],
                issue_id="sample-briefing@2026-11-20",
                url="https://news.example/i/sample-briefing@2026-11-20",
                grave=True,
            ),
        ),
    )


def specimen_map() -> Locator:
    """Return a map for the sample issue, whose own places lie on no map."""
    points = map_points()
    drawn = draw_map((points["strait-of-hormuz"].place, points["jerusalem"].place))
    picture = PreparedPicture(
        src="cid:map@news.example",
        width=drawn.width,
        height=drawn.height,
        content_type="image/png",
        content=drawn.png,
        cid="map@news.example",
    )
    return Locator(
        picture=picture,
        names=("Strait of Hormuz", "Jerusalem"),
        has_disputed=drawn.has_disputed,
    )


def _note(text: dict[str, str]) -> tuple[Passage, ...]:
    paragraphs = []
    for line in text["intro"].splitlines():
        paragraphs.append(Passage(text=line, article_id=DESK))
    return tuple(paragraphs)


def _also(text: dict[str, str]) -> tuple[AlsoItem, ...]:
    lines = []
    for number, line in enumerate(text["also"].splitlines(), 1):
        passage = _passage(line, _also_article(number))
        # the first two lines are of one section
        section = "talks" if number <= ALSO_OF_TALKS else "sea"
        lines.append(AlsoItem(story_id=f"also-{number}", passage=passage, section=section))
    return tuple(lines)


def _lead(text: dict[str, str]) -> Item:
    return Item(
        story_id="story-0",
        section="sea",
        headline=_passage(text["headline"], "0-courier"),
        dek=_passage(text["dek"], "0-courier"),
        picture=_patrol(text),
        lead=(_passage(text["lead_1"], "0-courier"), _passage(text["lead_2"], "0-ledger")),
        what_happened=_paragraphs(text["happened"], ("0-courier", "0-ledger", "0-state")),
        why_it_matters=_paragraphs(text["matters"], ("0-ledger",)),
        know_more=(
            KnowMore(
                passage=_passage(text["more"], "0-harbour"),
                url=HARBOUR_REPORT,
                outlet="Harbour Post",
                published=AT - timedelta(hours=9),
            ),
            KnowMore(
                passage=_passage(text["earlier"], "0-courier"),
                url="https://news.example/i/sample-briefing@2026-11-20",
                outlet=text["name"],
                published=AT - timedelta(days=3),
                past=True,
            ),
        ),
        article_ids=("0-courier", "0-ledger", "0-state"),
        publishers=3,
        state=StoryState.DEVELOPED,
        new_fact=text["fact"],
        developed_since=AT - timedelta(days=3),
        earlier=tuple(_earlier(text)),
    )


def _earlier(text: dict[str, str]) -> Iterator[Earlier]:
    for days, key in ((5, "earlier_0"), (3, "earlier_1")):
        published = AT - timedelta(days=days)
        url = f"https://news.example/i/sample-briefing@{published:%Y-%m-%d}"
        yield Earlier(headline=text[key], url=url, published=published)


def _patrol(text: dict[str, str]) -> Picture:
    return Picture(
        url="https://pictures.example/patrol.jpg",
        alt=text["picture_alt"],
        caption=text["picture_caption"],
        credit=text["picture_credit"],
        width=1200,
        height=675,
        file_photo=True,
    )


def _gates(text: dict[str, str], number: int) -> Picture:
    return Picture(
        url=f"https://pictures.example/gates-{number}.jpg",
        alt=text["gates_alt"],
        credit=text["picture_credit"],
        width=1200,
        height=800,
    )


def _second(text: dict[str, str], number: int) -> Item:
    article = f"{number}-{_outlet(number)}"
    return Item(
        story_id=f"story-{number}",
        section="talks" if number % 2 else "sea",
        headline=_passage(text[f"second_{number % 2}"], article),
        picture=_gates(text, number),
        what_happened=_paragraphs(text["second_happened"], (article,)),
        why_it_matters=_paragraphs(text["second_matters"], (article,)),
        article_ids=(article,),
        publishers=1,
    )


def _paragraphs(text: str, articles: Sequence[str]) -> tuple[Paragraph, ...]:
    """Return one paragraph a line; bars part sentences, and each line cites the next article."""
    paragraphs = []
    for row, line in enumerate(text.splitlines()):
        article_id = articles[row % len(articles)]
        sentences = []
        for sentence in line.split("|"):
            sentences.append(_passage(sentence.strip(), article_id))
        paragraphs.append(tuple(sentences))
    return tuple(paragraphs)


def _passage(text: str, article_id: str) -> Passage:
    return Passage(text=text, article_id=article_id, start=0, end=len(text))


def _outlet(number: int) -> str:
    return OUTLETS[number % len(OUTLETS)][0]


def _also_article(number: int) -> str:
    return f"also-{number}-{_outlet(number)}"


def _citations(items: Sequence[Item], text: dict[str, str]) -> Iterator[Citation]:
    article_ids: dict[str, None] = {}
    for item in items:
        article_ids |= dict.fromkeys(item.article_ids)
    article_ids["0-harbour"] = None
    for number in range(1, len(text["also"].splitlines()) + 1):
        article_ids[_also_article(number)] = None
    names = {key: (name, state_run) for key, name, state_run in OUTLETS}
    # each article is 35 minutes older than the one before, so that times differ
    for place, article_id in enumerate(article_ids):
        outlet = article_id.rpartition("-")[2]
        url = f"https://{outlet}.example/{2026 + place}/report"
        if article_id == "0-harbour":
            url = HARBOUR_REPORT
        name, state_run = names[outlet]
        yield Citation(
            article_id=article_id,
            url=url,
            title=text["headline"],
            outlet=name,
            published=AT - timedelta(minutes=35 * (place + 1)),
            language=text["language"],
            state_run=state_run,
        )


def _blocks(text: dict[str, str]) -> Blocks:
    report = Picture(
        url="https://pictures.example/quay.jpg", alt=text["quay_alt"], width=1200, height=675
    )
    return Blocks(
        trend_reports=(
            TrendReport(
                title=text["report"],
                url="https://news.example/reports/ports",
                caption=text["report_caption"],
                picture=report,
            ),
            TrendReport(
                title=text["report_2"],
                url="https://news.example/reports/cables",
                caption=text["report_caption_2"],
            ),
        ),
        membership=Call(
            title=text["call"],
            text=text["call_text"],
            button=text["button"],
            url="https://news.example/join",
        ),
        sisters=(
            SisterNewsletter(
                name=text["sister"], tagline=text["sister_tagline"], url="https://news.example/gulf"
            ),
            SisterNewsletter(
                name=text["sister_2"],
                tagline=text["sister_tagline_2"],
                url="https://news.example/trade",
            ),
        ),
        sponsored=Call(
            title=text["sponsor_title"],
            text=text["sponsor_text"],
            button=text["sponsor_button"],
            url="https://charts.example/straits",
        ),
        week_ahead=(
            ComingDay(day=date(2026, 11, 23), text=text["ahead_0"]),
            ComingDay(day=date(2026, 11, 26), text=text["ahead_1"]),
        ),
        more_or_less=True,
        poll=Poll(question=text["poll"], answers=(text["poll_1"], text["poll_2"])),
    )


@cache
def _text(language: str) -> dict[str, str]:
    text: dict[str, str] = YAML(typ="safe", pure=True).load(
        (TEXTS / f"{language}.yaml").read_text("utf-8")
    )
    return text
