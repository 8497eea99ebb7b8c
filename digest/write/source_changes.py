"""Source changes: compare what an issue cited with what the page of its source says now. Pure.

An outlet may rewrite or delete a sentence after a briefing quoted it. It may also withdraw an
article or mark it as corrected. `compare_with_page` finds the first, `correction_notes` the second.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from digest.text import sentence_spans, word_texts

SAME_SENTENCE = 0.5
"""A sentence of the page is a rewriting of a cited one when they share this part of their words."""

LONGEST_NOTE_CHARS = 400
"""An editor's note is shown up to this many characters."""

NOTE_MARKS = re.compile(
    # "Correction: an earlier version of this article misstated …"
    r"\b(?:correction|corrected|clarification|editor['’]s note|editors['’] note)\b\s*[:—–-]"
    r"|\b(?:an )?earlier version of (?:this|the) (?:article|story|report)\b"
    r"|\bthis (?:article|story|report) (?:has been|was) (?:corrected|amended|updated to correct)\b",
    re.IGNORECASE,
)
WITHDRAWAL_MARKS = re.compile(
    # "EDITORS: Please disregard the story headlined …"
    r"\b(?:this (?:article|story|report) (?:has been|was|is) (?:withdrawn|retracted|removed))\b"
    r"|\b(?:story|report|article) (?:is )?(?:withdrawn|retracted)\b"
    r"|\bwe (?:have )?(?:withdrawn|retracted) (?:this|the) (?:article|story|report)\b"
    r"|\bplease disregard (?:this|the) (?:article|story|report)\b",
    re.IGNORECASE,
)


class ChangeKind(StrEnum):
    """The ways in which a cited page can differ from what was cited."""

    REWORDED = "reworded"  # the sentence stands there in other words
    GONE = "gone"  # no sentence of the page resembles it
    CORRECTED = "corrected"  # the page carries a new note that it was corrected
    WITHDRAWN = "withdrawn"  # the outlet took the article back


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceChange:
    """One difference: the cited words and the words that stand there now ("" when gone)."""

    kind: ChangeKind
    cited: str
    now: str


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
    if not page.strip():
        return ()
    plain_page = _plain(page)
    sentences = [page[start:end].strip() for start, end in sentence_spans(page, language=language)]
    changes = []
    for sentence in cited:
        if _is_held(sentence, plain_page):
            continue
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
        if not note or _plain(note) in plain_before:
            continue
        if WITHDRAWAL_MARKS.search(note):
            kind = ChangeKind.WITHDRAWN
        elif NOTE_MARKS.search(note):
            kind = ChangeKind.CORRECTED
        else:
            continue
        changes.append(SourceChange(kind=kind, cited="", now=note[:LONGEST_NOTE_CHARS]))
    return tuple(changes)


def _is_held(sentence: str, plain_page: str) -> bool:
    """Return True when the page holds every piece of the sentence, in order."""
    at = 0
    for piece in sentence.split("…"):
        plain_piece = _plain(piece)
        if not plain_piece:
            continue
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
