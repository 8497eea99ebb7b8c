"""Lead article: which report opens a card, and which others stand behind it on the card."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from digest.edit.agencies import credited_agency
from digest.edit.features import feature_share
from digest.edit.genre import why_no_report
from digest.edit.happenings import Happening
from digest.edit.likeness import Likeness, cosine
from digest.edit.word_tables import cluster_tables
from digest.models import Article
from digest.text import stemmer, word_texts

ONE_CARD = 0.22
"""Likeness to the lead article from which on another report stands on its card. Reports that are
less alike tell another side, and count for the happening alone."""

FEATURE_COST = 0.1
"""Likeness to the happening that a lead article may lack when the likelier one is a feature."""

LONGER_TEXT, LONG_WORDS = 0.005, 400
"""Likeness to the happening that each doubling of a text is worth, and the words from which on a
text is long enough: of two reports that are alike, the longer one tells more of the event."""

LEAST_TEXT_WORDS = 4
"""Words of a text from which on a card can be told from it; a headline again is none."""


TELLING_WORDS = 2
"""Telling words of its title that one sentence of an article must have, so that a card told from
it tells its headline."""

BROAD_WORDS = 3
"""Words of its title, be they in any news, by which a sentence tells the title as well: "strike",
"kills" and "Israeli" in one sentence are no chance."""

STANDFIRST_WORDS = 8
"""Words from which on a text of one sentence is a standfirst, which one name of the title ties to
it; a shorter one is a remark on the title."""

LONG_TEXT = 5
"""Sentences from which on a text tells its title somewhere, be it in other words."""

HEADLINE_WORDS = 2
"""Telling words that a further headline shares with the lead's, and words that it adds, so that it
can stand below it as a sentence."""

TEXT_LETTERS = 2400
"""Letters of a text that are read for this: a report tells its title in its first paragraphs."""

_ANY_NEWS = (
    "attack strike military kill war report talk deal plan minister official force group leader "
    "president government state region source security troop army"
)
# Stems that stand in any news of a war and tell no event.
_SAYS_LITTLE = frozenset(map(stemmer("en"), _ANY_NEWS.split()))

_SENTENCE_END = re.compile(r"\n+|(?<=[.!?])\s+")
_CUT_ENDS = ("…", "...")
"""Ends of a sentence that the feed cut: the writer quotes no such sentence."""
_FULL_STOPS = (".", "!", "?", "؟", "۔", "।", "。")
_CLOSING_MARKS = " \"'”’»)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Preference:
    """The facts by which a lead article is chosen, beside its own text."""

    language: str
    matched: Collection[str] = frozenset()
    carried: Collection[str] = frozenset()
    """Ids and addresses of articles that an earlier issue carried."""


def order_articles(
    articles: Sequence[Article], happening: Happening, likeness: Likeness, wanted: Preference
) -> tuple[Article, ...]:
    """Put the article first that leads the card, then the others by the same measure.

    The lead is in the newsletter's language; in a follow-up it is new to readers; it has a text
    that tells its title, matched a topic, is a report, and is run by no state where another outlet
    has the event. Among those the preferred source leads, then the report that is most like the
    whole happening; of like ones the longer.
    """
    ranked = [(_rank(article, happening, likeness, wanted), article) for article in articles]
    ranked.sort(key=lambda pair: pair[0])
    return tuple(article for _, article in ranked)


def _rank(
    article: Article, happening: Happening, likeness: Likeness, wanted: Preference
) -> tuple[object, ...]:
    agency = credited_agency(article)
    copied = bool(agency) and agency.lower() not in article.publisher.lower()
    central = cosine(likeness.vector(article), happening.centre)
    names = (article.id, article.url, article.canonical_url)
    # The order of this tuple is the order of importance; ids come last and settle ties.
    return (
        not is_readable(article, wanted.language),
        # Readers must not meet a card again, even where all that is new are bare headlines.
        not set(names).isdisjoint(wanted.carried),
        not has_text(article),
        not tells_title(article),
        article.id not in wanted.matched,
        bool(why_no_report(article)),
        article.state_run,
        -article.weight,
        round(FEATURE_COST * feature_share(article) - central - _worth_of_text(article), 6),
        copied,
        article.picture is None,
        article.published,
        article.id,
    )


def _worth_of_text(article: Article) -> float:
    words = len((article.body or article.lead).split())
    return LONGER_TEXT * math.log2(1 + min(words, LONG_WORDS))


def articles_of_card(
    ordered: Sequence[Article], likeness: Likeness, *, pinned: Collection[str] = frozenset()
) -> tuple[Article, ...]:
    """Keep the lead, the reports that are like it, and those that an editor pinned, in order."""
    # Likeness is measured to the lead alone: a chain of likenesses would reach other events.
    lead = ordered[0]
    kept = []
    for article in ordered:
        if article is lead or article.id in pinned or likeness.between(lead, article) >= ONE_CARD:
            kept.append(article)
    return tuple(kept)


def is_readable(article: Article, language: str) -> bool:
    """True for an article in the newsletter's language; an unknown language counts as readable."""
    own = article.language.partition("-")[0].lower()
    return not own or own == language.partition("-")[0].lower()


def has_text(article: Article) -> bool:
    """True where lead or body say more than the title does."""
    for text in (article.lead, article.body):
        words = text.split()
        if len(words) >= LEAST_TEXT_WORDS and words != article.title.split():
            return True
    return False


def tells_title(article: Article) -> bool:
    """True where one sentence of the text has the telling words of the title.

    A standfirst that comments on its title ("It was his most personal speech.") tells no news.
    """
    title = _stems(article.title, article.language)
    # A title of words that any news has is judged by all its words.
    telling = (title - _SAYS_LITTLE) or title
    least = min(TELLING_WORDS, len(telling))
    # Cards are written from the longer text.
    text = article.lead
    if len(article.body) > len(article.lead):
        text = article.body
    sentences = _whole_sentences(text[:TEXT_LETTERS])
    for sentence in sentences:
        words = _stems(sentence, article.language)
        if len(telling & words) >= least or len(title & words) >= BROAD_WORDS:
            return True
    return len(sentences) == 1 and _is_standfirst(sentences[0], telling, article.language)


def makes_card(article: Article) -> bool:
    """True where a card can be told from the article: its text is long, or tells its title."""
    text = max(article.lead, article.body, key=len)
    return len(_whole_sentences(text[:TEXT_LETTERS])) >= LONG_TEXT or tells_title(article)


def _whole_sentences(text: str) -> list[str]:
    sentences = []
    for sentence in _SENTENCE_END.split(text.strip()):
        if sentence and not sentence.endswith(_CUT_ENDS):
            sentences.append(sentence)
    return sentences


def _is_standfirst(sentence: str, telling: frozenset[str], language: str) -> bool:
    """True for a sentence of some length that names a name of the title."""
    words = sentence.split()
    if len(words) < STANDFIRST_WORDS:
        return False
    # Words without a full stop are a heading ("The errors that led to the flood") and tell no act.
    if not sentence.rstrip(_CLOSING_MARKS).endswith(_FULL_STOPS):
        return False
    # The first word has its capital from its place.
    names = [word for word in words[1:] if word[:1].isupper()]
    return not telling.isdisjoint(_stems(" ".join(names), language))


def further_headlines(articles: Sequence[Article]) -> tuple[Article, ...]:
    """Return the articles whose titles tell more of the event than the titles before them.

    Where feeds give titles only, a card can be told from these, each with its outlet.
    """
    lead = articles[0]
    first = _stems(lead.title, lead.language)
    telling = (first - _SAYS_LITTLE) or first
    told_words = set(first)
    further = []
    for article in articles[1:]:
        own = _stems(article.title, article.language)
        on_the_event = len(own & telling) >= min(HEADLINE_WORDS, len(telling))
        if on_the_event and len(own - told_words) >= HEADLINE_WORDS:
            further.append(article)
            told_words |= own
    return tuple(further)


def telling_stems(article: Article) -> frozenset[str]:
    """Return the stems of a title that tell its event: no dull word, and none of any war's news."""
    return _stems(article.title, article.language) - _SAYS_LITTLE


def _stems(text: str, language: str) -> frozenset[str]:
    stem, dull = stemmer(language or "en"), cluster_tables(language).dull
    stems = set()
    for word in word_texts(text):
        if len(word) > 1 and word not in dull:
            stems.add(stem(word))
    return frozenset(stems)
