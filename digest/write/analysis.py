"""Analysis: one comment on a story, shown under its own label below the links of a card."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from urllib.parse import urlsplit

from digest.languages import base_code, is_known, language_of
from digest.models import Article, KnowMore, Passage
from digest.write.candidates import headline_passage
from digest.write.draft_state import StoryDraft
from digest.write.related_links import LINE_WORDS
from digest.write.shortening import shorten
from digest.write.similarity import ANY_NEWS, content_words

SHARED_WORDS = 2
"""Telling words of the headline or the text of a card that the title of a comment shares."""

NEW_SHARE = 0.4
"""Share of the title's words that the card has not said: a comment must add a thought."""

LEAST_WORDS = 5
"""Words below which a title tells no thought."""

_LABEL = re.compile(r"\s*([^:|]{3,30}?)\s*[:|]\s")
"""The words before the colon of a title: "Analysis: …"."""


def analysis_of(draft: StoryDraft) -> KnowMore | None:
    """Return the comment that is nearest to the story and adds something, or None.

    A state's own outlet comments on no event here, and a question alone is no thought.
    """
    best, best_key = None, (0, "")
    card_words = draft.title.union(*draft.sentence_words)
    for comment in draft.story.comments:
        shared = _worth(comment, draft, card_words)
        # of equal comments the one with the later id, so that their order decides nothing
        if shared and (shared, comment.id) > best_key:
            best, best_key = comment, (shared, comment.id)
    if best is None:
        return None
    line = shorten(_without_label(best), best.title, most_words=LINE_WORDS)
    if line is None:
        return None
    return KnowMore(
        passage=line,
        url=best.url,
        outlet=best.publisher,
        published=best.published,
        analysis=True,
    )


def _without_label(comment: Article) -> Passage:
    """Cite the title without "Analysis:" before it, since the line has a label of its own."""
    passage = headline_passage(comment)
    label = _LABEL.match(passage.text)
    if label is None:
        return passage
    for opinions, weighs, _ in _signs(base_code(comment.language or "en")):
        if opinions.fullmatch(label[1]) or weighs.match(f"{label[1]}: "):
            start = passage.start + comment.title[passage.start :].index(label[0]) + label.end()
            return replace(passage, text=passage.text[label.end() :], start=start)
    return passage


def _worth(comment: Article, draft: StoryDraft, card_words: frozenset[str]) -> int:
    """Return how many telling words of the card a comment's title shares; 0 where it is no use."""
    language = draft.story.lead.language
    if comment.state_run or comment.language != language or not says_it_comments(comment):
        return 0
    title = headline_passage(comment).text
    if len(title.split()) < LEAST_WORDS or title.rstrip().endswith(("?", "؟", "…")):
        return 0
    words = content_words(title, language or "en")
    shared = words & card_words - ANY_NEWS
    if len(shared) < SHARED_WORDS or len(words - card_words) < NEW_SHARE * len(words):
        return 0
    return len(shared)


def says_it_comments(article: Article) -> bool:
    """Tell whether the title or the address of an article says that it weighs the news.

    A voice alone is no sign: a moving report has one, too.

    >>> from datetime import UTC, datetime
    >>> day = datetime(2026, 3, 4, tzinfo=UTC)
    >>> path = "https://news.example/analysis/port"
    >>> says_it_comments(Article(id="a", url=path, title="The port waits", published=day))
    True
    """
    path = urlsplit(article.url).path
    folders = path.split("/")[:-1]
    label = _LABEL.match(article.title)
    for opinions, weighs, pages in _signs(base_code(article.language or "en")):
        if weighs.search(article.title) or pages.search(path):
            return True
        if label and opinions.fullmatch(label[1]):
            return True
        if any(map(opinions.fullmatch, folders)):
            return True
    return False


Signs = tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]
"""Words of opinion, a title that weighs, and an address of analysis."""


@cache
def _signs(code: str) -> tuple[Signs, ...]:
    """Return the signs of a language and of English, in which many addresses are written."""
    signs = []
    for known in dict.fromkeys((code, "en")):
        words = language_of(known).genre_words if is_known(known) else None
        # a language without words of genres has no sign of its own
        if words is None:
            continue
        # "(?!)" matches in no text: a table may lack one of the three
        texts = (words.opinions, words.weighs, words.analysis_pages)
        opinions, weighs, pages = (re.compile(text or "(?!)", re.IGNORECASE) for text in texts)
        signs.append((opinions, weighs, pages))
    return tuple(signs)
