"""A shown cut: the front of a sentence, with "…" in place of a clause that can go."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from digest.models import Passage

# commas and dashes before a clause that adds to the sentence, semicolons, and dashes
_JOINT = re.compile(
    r"(?:,|\s+[—–-])\s+(?=(?:which|who|where|as|after|while|when|with|amid|including|following|"
    r"according|a|the|and|but)\b)|;\s+|\s+—\s+"
)
# without one of these a reader would take a claim for a fact, or a denial for a claim
_MUST_STAY = re.compile(
    r"\b(?:said|says|according to|den(?:y|ies|ied)|alleg\w+|claim\w*|report\w*|accus\w+|not|no|"
    r"never|unless|if|without|only|may|might|could|suspected|unconfirmed|but|however|although|"
    r"despite|except)\b",
    re.IGNORECASE,
)
_QUOTE_MARK = re.compile(r"[\"“”„«»]")
_DASH = re.compile(r"\s[—–-]\s")
_PIECE = re.compile(r"[^\s,.]+|[,.]")  # folding took away blanks around these alone
_ANOTHER_JOINT = re.compile(r",\s|;\s|\s[—–-]\s")  # behind it the main clause may go on


def shorten(
    passage: Passage, source: str, *, most_words: int, least_words: int = 10
) -> Passage | None:
    """Cut `passage` to fewer than `most_words` words at a joint of its clauses.

    None where each cut would change its sense: no cut takes away an attribution, a negation, a
    doubt or a piece of a quotation. `source` is the text that its span points into; the new span
    covers the words that are kept.
    """
    if len(passage.text.split()) <= most_words:
        return passage
    # the longest front first
    for joint in reversed(list(_JOINT.finditer(passage.text))):
        kept, cut = passage.text[: joint.start()], passage.text[joint.start() :]
        if not least_words <= len(kept.split()) < most_words:
            continue
        goes_on = _ANOTHER_JOINT.search(passage.text, joint.end())
        if goes_on or not _can_go(cut) or not _is_closed(kept):
            continue
        return replace(passage, text=kept + "…", end=_end_of(kept, source, passage.start))
    return None


def _can_go(cut: str) -> bool:
    return not _MUST_STAY.search(cut) and not _QUOTE_MARK.search(cut)


def _is_closed(kept: str) -> bool:
    """Tell whether each insertion between commas or dashes ends in what is kept."""
    return kept.count(",") % 2 == 0 and not _DASH.search(kept)


def _end_of(kept: str, source: str, start: int) -> int:
    """Return the offset in `source` where `kept`, its white space folded, ends."""
    end = start
    for piece in _PIECE.findall(kept):
        end = source.index(piece, end) + len(piece)
    return end


def uncut(text: str) -> tuple[str, ...]:
    """Return the pieces of a text between its shown cuts, trimmed.

    >>> uncut("Ships wait… off the mole…")
    ('Ships wait', 'off the mole')
    """
    return tuple(filter(None, _trimmed(text)))


def _trimmed(text: str) -> Iterator[str]:
    for piece in text.split("…"):
        yield piece.strip()
