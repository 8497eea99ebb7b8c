"""Subject and preheader: several candidates from the lead story, scored, the best with its reasons."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from digest.models import Item, Reason
from digest.write.context_free import stands_alone
from digest.write.similarity import content_words, overlap

SUBJECT_CHARS = (40, 60)
PREHEADER_CHARS = (50, 90)
_CLAUSE = re.compile(r"\s*(?:[,;:،؛]\s|\s[—–-]\s)")
_CUT_BEFORE = re.compile(
    r"\s(?=(?:as|after|amid|while|but|and|when|over|in|on|at|for|with|following|before|despite|by|from|of)\s)",
    re.IGNORECASE,
)
_HANGING = re.compile(
    r"(?:\s(?:a|an|the|of|to|in|on|at|for|and|or|but|as|by|with|from|over|after|its|his|her|their|is|are|was|were|has|"
    r"have|will|not|that|than|which|who|already|\S+['’]s?|\d[\d,.]*))+\Z",
    re.IGNORECASE,
)
_HALF_A_SENTENCE = re.compile(  # "Before the army could go on…" waits for its main clause
    r"(?:even |just |hours |days |weeks |months )?(?:as|after|before|while|when|if|although|though|with|amid|despite|"
    r"under|since|until|because|in|on|at|by|for)\b[^,]*…\Z",
    re.IGNORECASE,
)
_SHOUT = re.compile(r"[!?]{2,}|\b[A-Z]{6,}\b|\bYou won't\b|\bThis is\b")
_CUT, _BROKEN = 0.25, 0.4
"""What a cut costs: at a joint of the text, and at any word."""

_SHORT = 0.6
"""Share of the room from which a cut at a joint is long enough; below it the text is cut at a word as well."""

_SAME_NEWS = 0.3
"""Share of the headline's words in another outlet's headline that may stand for it."""

_SAME = 0.7
"""Share of the shorter text's words from which a preheader repeats the subject; half of its own do, too."""

_Candidate = tuple[str, float]
"""A text and its head start, 0 to 1."""


def subject_and_preheader(items: Sequence[Item]) -> tuple[str, str, tuple[Reason, ...]]:
    """Choose the subject (40–60 characters, the lead story) and a preheader (50–90, a second fact)."""
    if not items:
        return "", "", ()
    subject, why_subject = _best(_subjects(items[0]), SUBJECT_CHARS, avoid="")
    preheader, why_preheader = _best(_preheaders(items), PREHEADER_CHARS, avoid=subject)
    return (
        subject,
        preheader,
        (*_named("subject", why_subject), *_named("preheader", why_preheader)),
    )


def _named(code: str, reasons: Iterable[tuple[float, str]]) -> tuple[Reason, ...]:
    return tuple(
        Reason(code=code, detail=detail, value=round(value, 2)) for value, detail in reasons
    )


def _subjects(item: Item) -> Iterator[_Candidate]:
    """Candidates: the headline, another outlet's on the same news, then the sentences that open the story."""
    most, title = SUBJECT_CHARS[1], content_words(item.headline.text)
    yield from _fronts(item.headline.text, 1.0, most)
    for link in item.know_more:
        same = overlap(content_words(link.passage.text), title) >= _SAME_NEWS
        if same and not link.past and link.passage.article_id in item.article_ids:
            yield from _fronts(link.passage.text, 0.85, most)
    for passage in (
        *item.lead[:1],
        *(passage for group in item.what_happened[:1] for passage in group[:1]),
    ):
        yield from _fronts(passage.text, 0.6, most)


def _preheaders(items: Sequence[Item]) -> Iterator[_Candidate]:
    """Candidates: the next stories' headlines, two short ones together, the dek, another fact of the lead story."""
    most, lead = PREHEADER_CHARS[1], items[0]
    headlines = [item.headline.text for item in items[1:4]]
    for rank, headline in enumerate(headlines):
        yield from _fronts(headline, 1.0 - 0.1 * rank, most)
    yield from ((pair, 0.9) for pair in map("; ".join, pairwise(headlines)) if len(pair) <= most)
    if lead.dek:
        yield from _fronts(lead.dek.text, 0.9, most)
    for paragraph in (lead.lead, *lead.what_happened, *lead.why_it_matters):
        for passage in paragraph:
            if stands_alone(passage.text):
                yield from _fronts(passage.text, 0.6, most)


def _fronts(text: str, start: float, most: int) -> Iterator[_Candidate]:
    """The whole text if it fits, else its fronts cut at a joint, longest first, shown cut with "…"."""
    text = text.strip().rstrip(".").rstrip("…")
    if len(text) <= most:
        yield text, start
        return
    joints = {
        match.start() for pattern in (_CLAUSE, _CUT_BEFORE) for match in pattern.finditer(text)
    }
    fitting = [
        end for end in sorted(joints, reverse=True) if end < most and _quotes_closed(text[:end])
    ]
    yield from ((_front(text, end), start - _CUT) for end in fitting[:3])
    if not fitting or fitting[0] < _SHORT * most:
        yield _front(text, text.rfind(" ", 0, most - 1)), start - _BROKEN


def _front(text: str, end: int) -> str:
    return _HANGING.sub("", text[:end].rstrip(" ,;:—–-")) + "…"


def _quotes_closed(text: str) -> bool:
    single = len(re.findall(r"(?:^|\s)['‘]", text)) - len(re.findall(r"['’](?=[\s,.;:!?]|$)", text))
    return (
        text.count('"') % 2 == 0
        and text.count("“") == text.count("”")
        and text.count("«") == text.count("»")
        and single <= 0
    )


def _best(
    candidates: Iterable[_Candidate], bounds: tuple[int, int], *, avoid: str
) -> tuple[str, tuple[tuple[float, str], ...]]:
    scored = sorted(
        ((_score(text, start, bounds), text) for text, start in dict(candidates).items()),
        reverse=True,
    )
    scored = [(score, text) for score, text in scored if not _repeats(text, avoid)]
    if not scored:
        return "", ()
    return scored[0][1], tuple(
        (score, f"“{text}” — {_verdict(text, bounds)}") for score, text in scored[:3]
    )


def _repeats(text: str, avoid: str) -> bool:
    ours, theirs = content_words(text), content_words(avoid)
    return overlap(ours, theirs) >= _SAME or 2 * len(ours & theirs) >= max(1, len(ours))


def _score(text: str, start: float, bounds: tuple[int, int]) -> float:
    least, most = bounds
    score = start - 0.025 * max(0, least - len(text)) - 0.1 * max(0, len(text) - most)
    return score - 0.4 * bool(_SHOUT.search(text)) - 0.5 * bool(_HALF_A_SENTENCE.match(text))


def _verdict(text: str, bounds: tuple[int, int]) -> str:
    place = "short" if len(text) < bounds[0] else "long" if len(text) > bounds[1] else "fits"
    return f"{len(text)} characters, {place}" + (", cut" if text.endswith("…") else ", whole")
