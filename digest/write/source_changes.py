"""Source changes: compare what an issue cited with what the page of its source says now. Pure.

An outlet may rewrite or delete a sentence after a briefing quoted it. It may also withdraw an
article or mark it as corrected. `judge_page` finds all four, and says which sentences still stand.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from digest.models import ChangeKind, CitedSentence
from digest.text import sentence_spans, word_texts
from digest.write.correction_marks import CORRECTED_MARKS, WITHDRAWN_MARKS

__all__ = [
    "ChangeKind",
    "PageMemory",
    "PageNow",
    "PageVerdict",
    "SourceChange",
    "compare_with_page",
    "correction_notes",
    "judge_page",
]

SAME_SENTENCE = 0.5
"""A sentence of the page is a rewriting of a cited one when they share this part of their words."""

LONGEST_NOTE_CHARS = 400
"""An editor's note is shown up to this many characters."""

LONGEST_PAGE_CHARS = 200_000
"""Letters of a page's text that are compared; the longest articles have a third as many."""

LEAST_IN_COMMON = 1 / 3
"""A page is that of the article when it holds this part of the sentences that were collected."""

LEAST_OF_LENGTH = 0.5
"""A text that is shorter than half of the longest one seen may be a teaser before a paywall."""

LEAST_COMPARED = 3
"""A collected text of fewer sentences says too little about the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceChange:
    """One difference: the cited words and the words that stand there now ("" when gone)."""

    kind: ChangeKind
    cited: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageNow:
    """The page as it answers now. `text` is "" where no article could be read.

    `notes` are lines from anywhere on the page that may be an outlet's notes on the article.
    `is_missing` says that the page is there no more.
    """

    title: str = ""
    text: str = ""
    notes: tuple[str, ...] = ()
    is_missing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMemory:
    """The facts of earlier readings: see `WatchedPage`. `collected` is the article's stored text.

    `title` is the article's title as it was cited.
    """

    title: str = ""
    collected: str = ""
    seen: Collection[str] = ()
    notes: Collection[str] = ()
    longest_chars: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PageVerdict:
    """The changes of a page, and the cited sentences that it holds.

    `is_judged` is False when the page could not be read, so that its silence proves little.
    """

    changes: tuple[SourceChange, ...] = ()
    held: tuple[str, ...] = ()
    is_judged: bool = False


def judge_page(
    cited: Sequence[CitedSentence], page: PageNow, memory: PageMemory, *, language: str = "en"
) -> PageVerdict:
    """Compare the cited sentences of one article with its page.

    A sentence that is absent counts only when the page held it before, or when it came from the
    article's body and the page is plainly that article. So a summary that stood in the feed alone,
    a page behind a paywall and a question of consent raise no change.

    >>> page = PageNow(title="Ferry sinks", is_missing=True)
    >>> judge_page((), page, PageMemory()).changes[0].kind.value
    'withdrawn'
    """
    if page.is_missing:
        gone = SourceChange(kind=ChangeKind.WITHDRAWN, cited="", now="")
        return PageVerdict(changes=(gone,), is_judged=True)
    text = page.text[:LONGEST_PAGE_CHARS]
    notes = _new_notes(page, text, memory)
    withdrawn = [note for note in notes if note.kind is ChangeKind.WITHDRAWN]
    if withdrawn:
        # sentences of a withdrawn article are not compared: all are gone with it
        return PageVerdict(changes=(withdrawn[0],), is_judged=True)
    plain_page = _plain(text)
    held = tuple(citation.text for citation in cited if _is_held(citation.text, plain_page))
    absent = _absent(cited, held, plain_page, memory, language)
    changes = [*notes]
    for change in compare_with_page(absent, text, language=language):
        # a teaser shows only the beginning: a missing end proves nothing
        if change.kind is ChangeKind.GONE and _is_cut(text, memory):
            continue
        changes.append(change)
    return PageVerdict(changes=tuple(changes), held=held, is_judged=bool(text.strip()))


def compare_with_page(
    cited: Sequence[str], page: str, *, language: str = "en"
) -> tuple[SourceChange, ...]:
    """Return each cited sentence that the page no longer holds, in the order of `cited`.

    White space, quotation marks and dashes are no difference. A sentence that was cut with "…" is
    held to each of its pieces. An empty page gives no change: an empty text says that the page
    could not be read, and never that its sentences are gone.

    >>> (change,) = compare_with_page(["Nine people died."], "Eleven people died. Rain fell.")
    >>> change.kind.value, change.now
    ('reworded', 'Eleven people died.')
    """
    # an empty page is a failure of fetching, and says nothing about a sentence
    if not page.strip():
        return ()
    plain_page = _plain(page)
    # split only when a sentence is absent: most readings find no change
    sentences: list[str] = []
    changes = []
    for sentence in cited:
        if _is_held(sentence, plain_page):
            continue
        sentences = sentences or _sentences(page, language)
        now = _nearest(sentence, sentences)
        kind = ChangeKind.REWORDED if now else ChangeKind.GONE
        changes.append(SourceChange(kind=kind, cited=sentence, now=now))
    return tuple(changes)


def correction_notes(page: str, before: str = "") -> tuple[SourceChange, ...]:
    """Return the notes of a page that say it was corrected or withdrawn, and are new.

    `before` is the text as it was collected: a note that already stood there is not reported.

    >>> [change.kind.value for change in correction_notes("Correction: the toll was nine.")]
    ['corrected']
    """
    plain_before = _plain(before)
    changes = []
    for paragraph in page.split("\n"):
        note = " ".join(paragraph.split())
        # a note that stood there when the article was read is no change
        if not note or _plain(note) in plain_before:
            continue
        # a withdrawal is looked for first: its note often speaks of a correction, too
        if WITHDRAWN_MARKS.search(note):
            kind = ChangeKind.WITHDRAWN
        elif CORRECTED_MARKS.search(note):
            kind = ChangeKind.CORRECTED
        else:
            continue
        changes.append(SourceChange(kind=kind, cited="", now=note[:LONGEST_NOTE_CHARS]))
    return tuple(changes)


def _new_notes(page: PageNow, text: str, memory: PageMemory) -> list[SourceChange]:
    """Return the outlet's new notes on the article, each once."""
    lines = "\n".join([page.title, *page.notes, text])
    before = "\n".join([memory.title, *memory.notes])
    notes: dict[str, SourceChange] = {}
    for change in correction_notes(lines, before):
        # one note may stand in the text and in the data of the page
        notes.setdefault(_plain(change.now).casefold(), change)
    return list(notes.values())


def _absent(
    cited: Sequence[CitedSentence],
    held: Collection[str],
    plain_page: str,
    memory: PageMemory,
    language: str,
) -> list[str]:
    """Return the absent sentences that the page is known to have held."""
    absent = [citation for citation in cited if citation.text not in held]
    if not absent:
        return []
    is_same = _is_same_article(memory.collected, plain_page, language)
    known = []
    for citation in absent:
        if citation.text in memory.seen or (citation.in_body and is_same):
            known.append(citation.text)
    # an issue may cite one sentence twice
    return list(dict.fromkeys(known))


def _is_same_article(collected: str, plain_page: str, language: str) -> bool:
    """Tell whether the page holds enough of the text that was collected."""
    sentences = _sentences(collected[:LONGEST_PAGE_CHARS], language)
    if len(sentences) < LEAST_COMPARED:
        return False
    held = [sentence for sentence in sentences if _is_held(sentence, plain_page)]
    return len(held) >= LEAST_IN_COMMON * len(sentences)


def _is_cut(text: str, memory: PageMemory) -> bool:
    longest = max(memory.longest_chars, len(memory.collected))
    return len(text) < LEAST_OF_LENGTH * min(longest, LONGEST_PAGE_CHARS)


def _sentences(text: str, language: str) -> list[str]:
    return [text[start:end].strip() for start, end in sentence_spans(text, language=language)]


def _is_held(sentence: str, plain_page: str) -> bool:
    """Return True when the page holds every piece of the sentence, in order."""
    at = 0
    for piece in sentence.split("…"):
        plain_piece = _plain(piece)
        if not plain_piece:
            continue
        # pieces of a shortened sentence must stand on the page in their order
        at = plain_page.find(plain_piece, at)
        if at < 0:
            return False
        at += len(plain_piece)
    return True


def _nearest(sentence: str, candidates: Sequence[str]) -> str:
    """Return the candidate that shares most words with the sentence; "" when all share too few."""
    words = set(word_texts(sentence))
    best, best_share = "", SAME_SENTENCE
    for candidate in candidates:
        candidate_words = set(word_texts(candidate))
        union = words | candidate_words
        if not union:
            continue
        share = len(words & candidate_words) / len(union)
        # the first of two equal candidates wins: it stands nearer to the top of the page
        if share > best_share or (share == best_share and not best):
            best, best_share = candidate, share
    return best


def _plain(text: str) -> str:
    """Fold white space, quotation marks and dashes, and end marks at the borders."""
    text = re.sub(r"[“”«»„]", '"', re.sub(r"[’‘`´ʼ]", "'", re.sub(r"[–—−‐‑]", "-", text)))
    return " ".join(text.split()).strip(" .,;")
