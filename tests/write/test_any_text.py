"""Any text of a feed makes an item: each sentence its span, none twice, the same each time."""

from __future__ import annotations

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st
from sample_news import NEWSLETTER, NOW, PAPER_BODY, WIRE_BODY, article

from digest.models import Article, Story
from digest.write.checks import matches_span
from digest.write.extractive import ExtractiveWriter
from digest.write.item_passages import passages

_NEWS = [line for line in (WIRE_BODY + PAPER_BODY).splitlines() if line]
_SCRAPS = [
    "“Half a quotation",
    "He said so.",
    "Read more",
    "12 people died.",
    "9 were killed in 2019.",
    "…",
    "?",
    "A… B.",
    "عاجل: توقف.",
]
_PIECES = st.one_of(st.sampled_from(_NEWS + _SCRAPS), st.text(max_size=60))
_TEXTS = st.lists(_PIECES, max_size=8).map("\n\n".join)
_SERIAL = itertools.count()


@st.composite
def _articles(draw: st.DrawFn) -> Article:
    return article(
        f"a{next(_SERIAL)}",
        draw(st.sampled_from(["Marenia closes harbor", "LIVE: Harbor shut | Coast Wire", "؟"])),
        body=draw(_TEXTS),
        lead=draw(_TEXTS),
        publisher=draw(st.sampled_from(["Coast Wire", "Avel Gazette", "Quay Post"])),
        hours=draw(st.integers(1, 30)),
        language=draw(st.sampled_from(["en", "ar", "fr", ""])),
    )


@given(st.lists(_articles(), min_size=1, max_size=4), st.booleans())
@settings(max_examples=80, deadline=None)
def test_any_articles_make_an_item_of_their_own_sentences(
    articles: list[Article], lead: bool
) -> None:
    story = Story(id="s", articles=tuple(articles))
    item = ExtractiveWriter().write(story, newsletter=NEWSLETTER, lead=lead, related=(), now=NOW)
    known = {one.id: one for one in articles}
    said = list(passages(item))
    for passage in (item.headline, *said, *(link.passage for link in item.know_more)):
        assert matches_span(passage, known[passage.article_id])
    assert len({(p.article_id, p.field, p.start) for p in said}) == len(said)
    assert (
        ExtractiveWriter().write(story, newsletter=NEWSLETTER, lead=lead, related=(), now=NOW)
        == item
    )
