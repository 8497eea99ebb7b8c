"""Subject and preheader: several candidates from the lead story, scored, the best with its reasons."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from digest.models import Item, Reason
from digest.write.likeness import content_words, overlap

SUBJECT_CHARS = (40, 60)
PREHEADER_CHARS = (50, 90)
_CLAUSE = re.compile(r"\s*(?:[,;:]\s|\s[—–-]\s)")
_CUT_BEFORE = re.compile(
    r"\s(?=(?:as|after|amid|while|but|and|when|over|in|on|at|for|with|following|before|despite|to)\s)", re.IGNORECASE
)
_HANGING = re.compile(
    r"(?:\s(?:a|an|the|of|to|in|on|at|for|and|or|but|as|by|with|from|over|after|its|his|her|their|is|are|was|were))+\Z",
    re.IGNORECASE,
)
_SHOUT = re.compile(r"[!?]{2,}|\b[A-Z]{6,}\b|\bYou won't\b|\bThis is\b")


_SHORT = 0.6
"""Share of the room from which a cut at a clause is long enough; below it the text is cut at a word as well."""


def subject_and_preheader(items: Sequence[Item]) -> tuple[str, str, tuple[Reason, ...]]:
    """Choose the subject (40–60 characters, the lead story) and a preheader (50–90, a second fact)."""
    if not items:
        return "", "", ()
    subject, why_subject = _best(_subjects(items[0]), SUBJECT_CHARS, avoid="")
    preheader, why_preheader = _best(_preheaders(items), PREHEADER_CHARS, avoid=subject)
    return subject, preheader, (*_named("subject", why_subject), *_named("preheader", why_preheader))


def _named(code: str, reasons: Iterable[tuple[float, str]]) -> tuple[Reason, ...]:
    return tuple(Reason(code=code, detail=detail, value=round(value, 2)) for value, detail in reasons)


def _subjects(item: Item) -> Iterator[tuple[str, float]]:
    """Candidates with a head start: the headline, its fronts, then the front of the lead sentence."""
    yield from (
        (text, 1.0 - 0.1 * bool(rank)) for rank, text in enumerate(_fronts(item.headline.text, SUBJECT_CHARS[1]))
    )
    for passage in (*item.lead[:1], *(p for group in item.what_happened[:1] for p in group[:1])):
        yield from ((text, 0.5) for text in _fronts(passage.text, SUBJECT_CHARS[1]) if len(text) < len(passage.text))


def _preheaders(items: Sequence[Item]) -> Iterator[tuple[str, float]]:
    """Candidates: the second story's headline, the dek, another fact of the lead story."""
    for rank, item in enumerate(items[1:4]):
        yield from ((text, 1.0 - 0.1 * rank) for text in _fronts(item.headline.text, PREHEADER_CHARS[1]))
    lead = items[0]
    if lead.dek:
        yield from ((text, 0.9) for text in _fronts(lead.dek.text, PREHEADER_CHARS[1]))
    for paragraph in ((lead.lead,) if lead.lead else ()) + lead.what_happened + lead.why_it_matters:
        for passage in paragraph:
            yield from ((text, 0.6) for text in _fronts(passage.text, PREHEADER_CHARS[1]))


def _fronts(text: str, most: int) -> Iterator[str]:
    """The whole text if it fits, then its fronts cut at a clause, longest first, shown cut with "…"."""
    text = text.strip().rstrip(".").rstrip("…")
    if len(text) <= most:
        yield text
        return
    ends = sorted(
        {match.start() for pattern in (_CLAUSE, _CUT_BEFORE) for match in pattern.finditer(text)}, reverse=True
    )
    fitting = [end for end in ends if end < most and _quotes_closed(text[:end])]
    yield from (text[:end].rstrip(" ,;:—–-") + "…" for end in fitting[:3])
    if not fitting or fitting[0] < _SHORT * most:
        yield _HANGING.sub("", text[: text.rfind(" ", 0, most - 1)].rstrip(" ,;:—–-")) + "…"


def _quotes_closed(text: str) -> bool:
    single = len(re.findall(r"(?:^|\s)['‘]", text)) - len(re.findall(r"['’](?=[\s,.;:!?]|$)", text))
    return (
        text.count('"') % 2 == 0
        and text.count("“") == text.count("”")
        and text.count("«") == text.count("»")
        and single <= 0
    )


def _best(
    candidates: Iterable[tuple[str, float]], bounds: tuple[int, int], *, avoid: str
) -> tuple[str, tuple[tuple[float, str], ...]]:
    scored = sorted(
        ((_score(text, start, bounds, avoid), text) for text, start in dict(candidates).items()), reverse=True
    )
    scored = [
        (score, text) for score, text in scored if not avoid or overlap(content_words(text), content_words(avoid)) < 0.5
    ]
    if not scored:
        return "", ()
    return scored[0][1], tuple((score, f"“{text}” — {_verdict(text, bounds)}") for score, text in scored[:3])


def _score(text: str, start: float, bounds: tuple[int, int], avoid: str) -> float:
    least, most = bounds
    score = start - 0.02 * max(0, least - len(text)) - 0.1 * max(0, len(text) - most)
    score -= 0.25 * text.endswith("…") + 0.4 * bool(_SHOUT.search(text))
    return score - overlap(content_words(text), content_words(avoid))


def _verdict(text: str, bounds: tuple[int, int]) -> str:
    place = "short" if len(text) < bounds[0] else "long" if len(text) > bounds[1] else "fits"
    return f"{len(text)} characters, {place}" + (", cut" if text.endswith("…") else ", whole")
