"""An address of the news stands once in a mail: headline, number or line leads there."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import pytest
from samples import rendered

from digest.models import Briefing, Passage
from digest.render.specimen import AT, PUBLICATION, specimen

LINK = re.compile(r'<a [^>]*href="([^"]+)"[^>]*>(<img)?')
QUOTED = "“We have been at anchor since Tuesday and have water for a week,” one master said."


def news_links(briefing: Briefing) -> Counter[str]:
    """How often each outlet's page is linked; a picture and its headline are one link."""
    found: Counter[str] = Counter()
    for url, picture in LINK.findall(rendered(briefing).html):
        if url.endswith("/report") and not picture:
            found[url] += 1
    return found


@pytest.mark.parametrize("language", ["en", "ar"])
def test_each_page_of_an_outlet_is_linked_once(language: str) -> None:
    links = news_links(specimen(language, stories=12))
    assert len(links) > 12
    assert set(links.values()) == {1}


@pytest.mark.parametrize(("is_cited", "times"), [(True, 1), (False, 1)])
def test_the_quote_of_the_day_leads_to_its_article_where_no_card_does(
    is_cited: bool, times: int
) -> None:
    briefing = specimen()
    second = briefing.items[1]
    citation = replace(
        briefing.citations[0], article_id="ship", url="https://ship.example/1/report", published=AT
    )
    told: tuple[Passage, ...] = (Passage(text=QUOTED, article_id="ship"),)
    if is_cited:
        told = (Passage(text="Ships wait off the port.", article_id="ship"), *told)
    lead = replace(briefing.items[0], what_happened=())
    changed = replace(
        briefing,
        items=(lead, replace(second, what_happened=(*second.what_happened, told))),
        citations=(*briefing.citations, citation),
    )
    html = rendered(changed).html
    assert "quote of the day" in html.lower()
    assert news_links(changed)["https://ship.example/1/report"] == times


def test_a_know_more_sentence_is_the_link_and_names_its_outlet_quietly() -> None:
    html = rendered(specimen()).html
    more = html[html.index("Know more:") :]
    entry = more[: more.index("</p>")]
    assert re.search(r'href="https://harbour\.example/survey"[^>]*>A survey [^<]+</a>', entry)
    assert re.search(r'class="dim"[^>]*>Harbour Post, November.22</span>', entry)
    assert PUBLICATION.public_url not in entry
