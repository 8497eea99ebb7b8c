"""Genre: what is no report of news, told by its address, title, categories and voice; and what
reads like a comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from urllib.parse import unquote, urlsplit

from digest.edit.profile import is_round_up
from digest.edit.word_tables import GenrePatterns, genre_patterns
from digest.models import Article

ROUND_UP = "a round-up"
VIDEO = "a video or pictures"
SUPPORTING = frozenset({ROUND_UP, VIDEO})
"""Genres that tell the event and count as a publisher, and never lead."""

_VIDEO_PAGE = re.compile(r"//(?:\w+\.)?(?:youtube|youtu|vimeo|dailymotion)\.", re.IGNORECASE)
# a quotation that is left open runs to the end of its paragraph
_QUOTED = re.compile(r"“[^”\n]*|\"[^\"\n]*\"?|«[^»\n]*")
# Letters of a text that are read for its arguments, and words below which it has none.
_READ, _TOO_SHORT = 3000, 120

# Letters of a text in which the writer's "I" is counted.
_VOICE_LETTERS = 4000

# Letters at each end of a text in which a note says that it is a view, and letters at its end in
# which the author is introduced.
_NOTE_LETTERS, _AUTHOR_LETTERS = 600, 400

# Words of argument for each word of report from which on a text argues. News of a speech has
# nearly as many of the one as of the other.
_ARGUES_MORE = 1.5

# How often the writer says "I" or "my" outside quotations before a text is taken for the writer's
# own view.
_OWN_VOICE = 3


def _is_filed_under(words: re.Pattern[str], places: Iterable[str]) -> bool:
    """True where one part of the address, or one tag, is wholly such a word."""
    for place in places:
        if words.fullmatch(place.strip()):
            return True
    return False


def why_no_report(article: Article) -> str:
    """Say what an article is when it does not report news; "" for a report."""
    words, address = genre_patterns(article.language), _read_address(article)
    path, tags = urlsplit(address).path.split("/")[:-1], (*article.categories, article.section)
    for kind, pattern in (
        ("an opinion", words.opinions),
        ("a feature, podcast or gallery", words.shows),
        ("sport", words.sport),
        (VIDEO, words.videos),
    ):
        label = pattern.match(article.title)
        places = [*path, *tags]
        # A report with a video in it is tagged so, too: for videos the address alone speaks.
        if kind == VIDEO:
            places = path
        if (label and label["label"]) or _is_filed_under(pattern, places):
            return kind
    if is_round_up(article) or words.live_pages.search(address):
        return ROUND_UP
    if _VIDEO_PAGE.search(address) or words.shown.search(article.title):
        return VIDEO
    # The order is from the surest sign to the weakest; the first that holds names the kind.
    if words.polls.search(article.title):
        return "a poll"
    if words.opinion_outlets.search(f"{article.publisher} {urlsplit(address).netloc}"):
        return "an opinion"
    text = article.body or article.lead
    if _is_signed_as_opinion(text, words):
        return "an opinion"
    # Quotations are cut first: a report quotes people who say "I".
    own = _QUOTED.sub(" ", text[:_VOICE_LETTERS])
    pronouns = list(islice(words.first_person.finditer(own), _OWN_VOICE))
    if len(pronouns) == _OWN_VOICE:
        return "a text in the first person"
    return ""


def shows_pictures(article: Article) -> bool:
    """True where a title tells what is to be seen, and not what happened."""
    return genre_patterns(article.language).shown.search(article.title) is not None


def _read_address(article: Article) -> str:
    """Return the address as a person reads it: sections in other scripts are percent-encoded."""
    return unquote(article.url)


def _is_signed_as_opinion(text: str, words: GenrePatterns) -> bool:
    """True where a note at either end says so, or a last line introduces the author."""
    ends = (text[:_NOTE_LETTERS], text[-_NOTE_LETTERS:])
    if any(map(words.credit.search, ends)):
        return True
    return words.author_line.search(text[-_AUTHOR_LETTERS:]) is not None


def reads_as_comment(article: Article) -> bool:
    """True for analysis and comment without the signs of an opinion: it may stand, and never before
    a report.

    Its title asks or explains, or its text has more words of argument than of who said what on
    which day. Of comments in the development data the text alone tells four in five; of reports it
    takes one in fifteen for a comment.
    """
    words = genre_patterns(article.language)
    path = urlsplit(_read_address(article)).path
    if words.weighs.search(article.title) or words.analysis_pages.search(path):
        return True
    # The words of others argue in reports, too, so quotations do not count.
    text = _QUOTED.sub(" ", article.body[:_READ])
    # A few words would let one "should" decide.
    if len(text.split()) < _TOO_SHORT:
        return False
    return len(words.argues.findall(text)) > _ARGUES_MORE * len(words.reports.findall(text))
