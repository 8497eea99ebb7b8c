"""A shown cut: the front of a sentence with "…" in place of a clause that can go without changing what is said."""

from __future__ import annotations

import re
from dataclasses import replace

from digest.models import Passage

_JOINT = re.compile(
    r"(?:,|\s+[—–-])\s+(?=(?:which|who|where|as|after|while|when|with|amid|including|following|"
    r"according|a|the|and|but)\b)|;\s+|\s+—\s+"
)
_MUST_STAY = re.compile(
    r"\b(?:said|says|according to|den(?:y|ies|ied)|alleg\w+|claim\w*|report\w*|accus\w+|not|no|"
    r"never|unless|if|"
    r"without|only|may|might|could|suspected|unconfirmed|but|however|although|despite|except)\b",
    re.IGNORECASE,
)
_QUOTE_MARKS = '"“”«»'
_DASH = re.compile(r"\s[—–-]\s")
_PIECE = re.compile(r"[^\s,.]+|[,.]")  # folding took away blanks around these alone
_ANOTHER_JOINT = re.compile(r",\s|;\s|\s[—–-]\s")  # behind it the main clause may go on


def shorten(
    passage: Passage, source: str, *, most_words: int, least_words: int = 10
) -> Passage | None:
    """Cut `passage` to `most_words` at a joint of its clauses, or return None where that would change its sense.

    `source` is the text its span points into. What is cut never holds an attribution, a negation, a doubt or a piece of
    a quotation. The span then covers what is kept.
    """
    if len(passage.text.split()) <= most_words:
        return passage
    for joint in reversed(list(_JOINT.finditer(passage.text))):
        kept, cut = passage.text[: joint.start()], passage.text[joint.start() :]
        if not least_words <= len(kept.split()) < most_words:
            continue
        if (
            _MUST_STAY.search(cut)
            or any(mark in cut for mark in _QUOTE_MARKS)
            or kept.count(",") % 2
        ):
            continue
        if _ANOTHER_JOINT.search(passage.text, joint.end()) or _DASH.search(kept):
            continue
        return replace(passage, text=kept + "…", end=_end_of(kept, source, passage.start))
    return None


def _end_of(kept: str, source: str, start: int) -> int:
    """Where `kept`, its white space folded, ends in `source`."""
    end = start
    for piece in _PIECE.findall(kept):
        end = source.index(piece, end) + len(piece)
    return end


def uncut(text: str) -> tuple[str, ...]:
    """The pieces of a text between its shown cuts, without white space around them."""
    return tuple(piece for part in text.split("…") if (piece := part.strip()))
