"""Search terms: the words and phrases that a reader looks for, and their places in a text. Pure.

Texts and questions are cut by the same function, so that both databases and the page agree on what
a word is, in every script.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from digest.text import Word, with_clitics, words

MOST_CHARACTERS = 200
"""A longer question is cut: it holds more words than any headline."""

MOST_TERMS = 8
"""More terms find the same issues, and each costs a look into the index."""

SHORTEST_BEGINNING = 2
"""A word of fewer letters is looked for as it is; longer ones also find words that go on."""

EXCERPT_CHARACTERS = 240
"""About three lines on a phone."""

BEFORE_HIT_CHARACTERS = 80
"""So much of a long passage stands before its first hit."""

# Scripts that write no space between words: each sign is a word, and a word of several a phrase.
_NO_SPACES = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"

_PIECE = re.compile(rf"[{_NO_SPACES}]|[^\W_{_NO_SPACES}]+")

# Curly, angled, German and Hebrew marks of quotation open a phrase as a straight one does.
_QUOTES = str.maketrans(dict.fromkeys("“”„«»″＂", '"'))


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchTerm:
    """Words that stand in a row in a text.

    `firsts` are the spellings of the first word, with particles written onto it. The last word may
    go on in the text, unless the reader quoted the term or gave one letter.
    """

    words: tuple[str, ...]
    firsts: tuple[str, ...]
    exact: bool = False


def search_terms(question: str) -> tuple[SearchTerm, ...]:
    """Read the terms of a question: each word, and each phrase in quotation marks, once.

    >>> [term.words for term in search_terms('ports "Red Sea"')]
    [('ports',), ('red', 'sea')]
    """
    terms: dict[SearchTerm, None] = {}
    parts = question[:MOST_CHARACTERS].translate(_QUOTES).split('"')
    for number, part in enumerate(parts):
        # text behind an odd number of marks is quoted; the last mark may be missing
        quoted = number % 2 == 1
        pieces = [part] if quoted else part.split()
        for piece in pieces:
            words_of_piece = tuple(word.text for word in search_words(piece))
            if words_of_piece:
                terms[_term(words_of_piece, quoted)] = None
    return tuple(terms)[:MOST_TERMS]


def search_words(text: str) -> Iterator[Word]:
    """Cut a text into the folded words of the index: letters and digits alone.

    >>> [word.text for word in search_words("U.S.-made jets")]
    ['u', 's', 'made', 'jets']
    """
    for word in words(text):
        # folding may change lengths: the place of a part is then that of the whole word
        aligned = len(word.text) == word.end - word.start
        for piece in _PIECE.finditer(word.text):
            if aligned:
                yield Word(piece[0], word.start + piece.start(), word.start + piece.end())
            else:
                yield Word(piece[0], word.start, word.end)


def indexed(text: str) -> str:
    """Write a text as its folded words with spaces; each line stays a line."""
    lines = []
    for line in text.split("\n"):
        lines.append(" ".join(word.text for word in search_words(line)))
    return "\n".join(lines)


def hits(text: str, terms: Sequence[SearchTerm]) -> tuple[tuple[int, int], ...]:
    """Return the places in a text that hold a term, in order, without overlaps."""
    text_words = [*search_words(text)]
    places: list[tuple[int, int]] = []
    for at in range(len(text_words)):
        for term in terms:
            length = len(term.words)
            if not _stands_at(text_words, at, term):
                continue
            start, end = text_words[at].start, text_words[at + length - 1].end
            # a term inside of another term's place is marked already
            if not places or start >= places[-1][1]:
                places.append((start, end))
            elif end > places[-1][1]:
                places[-1] = (places[-1][0], end)
    return tuple(places)


def best_line(lines: Sequence[str], terms: Sequence[SearchTerm]) -> int | None:
    """Return the number of the `indexed` line that holds most terms, the first of equals."""
    # plain substrings: this looks through whole issues, and patterns take five times as long
    runs_by_term = [_runs(term) for term in terms]
    best, most = None, 0
    for number, line in enumerate(lines):
        padded = f" {line} "
        held = 0
        for runs in runs_by_term:
            if any(run in padded for run in runs):
                held += 1
        if held > most:
            best, most = number, held
        # no line holds more
        if most == len(terms):
            break
    return best


def shortened(text: str, terms: Sequence[SearchTerm]) -> str:
    """Cut a long passage to the surroundings of its first hit; a cut is shown as "…"."""
    if len(text) <= EXCERPT_CHARACTERS:
        return text
    places = hits(text, terms)
    start = 0
    if places and places[0][1] > EXCERPT_CHARACTERS:
        start = max(0, places[0][0] - BEFORE_HIT_CHARACTERS)
        # at a space, so that no word is cut; some scripts have none before the hit
        start = max(start, text.find(" ", start, places[0][0]) + 1)
    end = len(text)
    if end - start > EXCERPT_CHARACTERS:
        # behind the hit: a phrase may have spaces of its own
        behind_hit = places[0][1] if places else start
        end = text.rfind(" ", behind_hit, start + EXCERPT_CHARACTERS)
    if end <= start:
        end = start + EXCERPT_CHARACTERS
    before = "… " if start else ""
    after = " …" if end < len(text) else ""
    return f"{before}{text[start:end]}{after}"


def _term(words: tuple[str, ...], quoted: bool) -> SearchTerm:
    firsts: tuple[str, ...] = (words[0],)
    # nearly every text holds words that begin with a letter
    exact = quoted or len(words[-1]) < SHORTEST_BEGINNING
    if not quoted:
        firsts = tuple(dict.fromkeys(with_clitics(words[0])))
    return SearchTerm(words=words, firsts=firsts, exact=exact)


def _stands_at(text_words: Sequence[Word], at: int, term: SearchTerm) -> bool:
    # nearly every word ends here
    if not text_words[at].text.startswith(term.firsts) or at + len(term.words) > len(text_words):
        return False
    for first in term.firsts:
        if _run_matches(text_words, at, (first, *term.words[1:]), term.exact):
            return True
    return False


def _run_matches(text_words: Sequence[Word], at: int, run: tuple[str, ...], exact: bool) -> bool:
    for offset, word in enumerate(run):
        text = text_words[at + offset].text
        if text == word:
            continue
        is_last = offset == len(run) - 1
        if exact or not is_last or not text.startswith(word):
            return False
    return True


def _runs(term: SearchTerm) -> tuple[str, ...]:
    """Write the spellings of a term as they stand in an `indexed` line between spaces."""
    following = "".join(f" {word}" for word in term.words[1:])
    end = " " if term.exact else ""
    return tuple(f" {first}{following}{end}" for first in term.firsts)
