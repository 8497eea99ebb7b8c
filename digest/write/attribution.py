"""Attribution: each outlet is named in the text itself, at its first fact, in the mail's words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import replace

from babel import localedata
from babel.dates import format_date

from digest.languages import Attributions, base_code, is_known, language_of
from digest.languages.en_outlets import CITED_OUTLETS
from digest.models import Article, Item, Paragraph, Passage

_COMMA = {"ar": "، ", "fa": "، "}
_SPEAKS = re.compile(
    r"\b(?:said|says|told|added|according to|announced|reported)\b|\b(?:sagte|teilte|laut|"
    r"erklärte)\b"
    r"|\b(?:dit|déclaré|affirmé|selon)\b|(?:قال|قالت|أعلن|بحسب)|(?:אמר|לפי)|(?:گفت|به گزارش)"
    r"|\b(?:dedi|açıkladı|göre)\b",
    re.IGNORECASE,
)
# A sentence that ends in a word and one stop has a place for an attribution before the stop.
_BY_ANOTHER = re.compile(r", according to\b.{1,200}\.\Z", re.IGNORECASE)
"""A sentence whose last words name another speaker already."""

_PLAIN_END = re.compile(r"[^\s.!?؟…\"”“’»«)\]]\.\Z")

_OUTLETS = re.compile(
    rf"\b(?:{CITED_OUTLETS}|(?:Fox|Sky) News|The New York Times|The Washington Post)\b"
)


NEUTRAL = Attributions(reported="{outlet}:", according_to="{outlet}:", colon="{outlet}:")
"""Names an outlet in a language whose words the program lacks: "Reuters: …"."""


def with_outlets(
    item: Item, articles: Mapping[str, Article], language: str, *, dated: Set[str] = frozenset()
) -> Item:
    """Name each outlet at its first sentence of an item, in reading order.

    Each sentence of an article in `dated`, which is from before the story, also has its date.

    A sentence that names its outlet, or another outlet, gets no second name; the next sentence of
    that outlet then has it. An outlet that a state runs is named in each paragraph. The dek stands
    above the text and names none.
    """
    words: Attributions | None = NEUTRAL
    if is_known(language):
        words = language_of(language).attributions
    if words is None:
        return item
    named: set[str] = set()

    state_run = {article.publisher for article in articles.values() if article.state_run}

    def attributed(paragraph: Paragraph) -> Paragraph:
        shown = []
        # the words of a government are never left to stand as ours
        named.difference_update(state_run)
        for passage in paragraph:
            article = articles.get(passage.article_id)
            outlet = article.publisher if article else ""
            # an earlier article tells old news: without its date it would mislead
            if article is not None and article.id in dated:
                shown.append(_of_earlier(passage, article, words, language))
                continue
            # "…, Orlov told Reuters" names the outlet as well as the newsletter could
            if outlet in passage.text:
                named.add(outlet)
            # with two outlets in one sentence a reader could not tell who speaks
            if outlet and outlet not in named and not _OUTLETS.search(passage.text):
                named.add(outlet)
                passage = _attributed(passage, outlet, words, language)
            shown.append(passage)
        return tuple(shown)

    return replace(
        item,
        lead=attributed(item.lead),
        what_happened=_each(attributed, item.what_happened),
        why_it_matters=_each(attributed, item.why_it_matters),
    )


def _each(
    change: Callable[[Paragraph], Paragraph], paragraphs: Iterable[Paragraph]
) -> tuple[Paragraph, ...]:
    return tuple(map(change, paragraphs))


def _of_earlier(passage: Passage, article: Article, words: Attributions, language: str) -> Passage:
    """Return a sentence of an earlier article with its outlet and its date before it."""
    day = format_date(article.published, format="long", locale=_locale(language))
    outlet = f"{article.publisher} ({day})" if article.publisher else day
    return replace(passage, attribution=words.colon.format(outlet=outlet))


def _locale(language: str) -> str:
    """Return the language by whose customs a date is written; English where none are known."""
    code = base_code(language)
    if is_known(language) or localedata.exists(code):
        return code
    return language_of(language).code


def _attributed(passage: Passage, outlet: str, words: Attributions, language: str) -> Passage:
    """Return the passage with the words that name its outlet."""
    # behind a closing quotation mark the words would read as part of the quotation
    if words is NEUTRAL or not _PLAIN_END.search(passage.text):
        return replace(passage, attribution=words.colon.format(outlet=outlet))
    # "…, according to the minister, according to Reuters" says it twice
    if _BY_ANOTHER.search(passage.text):
        return replace(passage, attribution=words.colon.format(outlet=outlet))
    # "officials said, Reuters reported" reads as if two spoke
    template = words.reported
    if _SPEAKS.search(passage.text):
        template = words.according_to
    comma = _COMMA.get(language_of(language).code, ", ")
    return replace(passage, attribution=comma + template.format(outlet=outlet))
