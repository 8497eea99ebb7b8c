"""Subject and preheader: candidates from the lead story, scored; the best with its reasons."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise

from digest.models import Item, Reason
from digest.write.context_free import stands_alone
from digest.write.fronts import Candidate, fronts, without_hanging
from digest.write.similarity import content_words, overlap

SUBJECT_CHARS = (40, 60)
"""Characters of a subject: most mail clients on phones show sixty at most."""

PREHEADER_CHARS = (50, 90)
"""Characters of a preheader: the line beside the subject in the list of mails."""

HEADLINE, OTHER_HEADLINE, SENTENCE = 1.0, 0.85, 0.6
"""Head start of the lead's headline, of another outlet's on the same news, of a sentence."""

NEXT_FACT, PAIR, DEK, NEXT_SENTENCE, NEXT_RANK = 1.0, 0.9, 0.9, 0.8, 0.1
"""Head start of the next story's headline, of two short headlines, of the dek, of the sentence that
opens the next story; and the cost of each further story."""

TOO_SHORT, TOO_LONG = 0.025, 0.1
"""Cost of each character below the least length and beyond the greatest."""

SHOUTS, NO_FACT = 0.4, 0.5
"""Cost of capitals and marks that shout, and of a question or a promise of thoughts."""

LONGEST_SUBJECT = 78
"""Characters of a headline that stands whole where no shorter candidate is right."""

WHOLE = 0.45
"""Worth of such a headline, below which a candidate is a scrap beside it, unless it is a front of
the headline that is long enough."""

SAME_NEWS = 0.3
"""Share of the headline's words in another outlet's headline, or in the front of a sentence, that
may stand for it."""

TOLD = 0.7
"""Share of the words of another outlet's headline that its card must tell, for it to be a subject:
a reader who opens the mail for it looks for these words."""

SAME = 0.7
"""Share of the shorter text's words from which a preheader repeats the subject; half of its own
words do so, too."""

MOST_SHOWN = 3
"""Candidates whose scores stand in the why-trail."""

_SHOUT = re.compile(r"[!?]{2,}|\b[A-Z]{6,}\b|\bYou won't\b|\bThis is\b")
_NO_FACT = re.compile(
    r"[?؟][\"”’]?\Z|\A(?:why|how|what|who|where|opinion|analysis|explainer|watch|live)\b",
    re.IGNORECASE,
)

Chosen = tuple[str, tuple[tuple[float, str], ...]]
"""A text with the scores of the best few candidates."""


def subject_and_preheader(
    items: Sequence[Item], language: str = "en", *, taken: Collection[str] = ()
) -> tuple[str, str, tuple[Reason, ...]]:
    """Choose the subject (40–60 characters, the lead story) and the preheader (a second fact).

    No subject is chosen that is `taken`: clients fold mails of one subject into one thread. Where
    the lead has no other, the next story gives it.

    Neither ends in "…": a text that is too long is shortened at a clause, or the next is taken.
    """
    if not items:
        return "", "", ()
    subject, why_subject = _subject(items[0], language)
    folded = {other.casefold() for other in taken}
    if subject.casefold() in folded:
        subject, why_subject = _free_subject(items, language, folded) or (subject, why_subject)
    preheader, why_preheader = _best(_preheaders(items, language), PREHEADER_CHARS, avoid=subject)
    reasons = (*_named("subject", why_subject), *_named("preheader", why_preheader))
    return subject, preheader, reasons


def _subject(item: Item, language: str) -> Chosen:
    # the headline comes first, so that of equal candidates it wins
    headline = _plain(item.headline.text)
    subject, why = _best(_subjects(item, language), SUBJECT_CHARS, avoid="")
    if not subject:
        return _last_resort(headline, language), why
    is_front = headline.startswith(subject) and len(subject) >= SUBJECT_CHARS[0]
    if why[0][0] < WHOLE and len(headline) <= LONGEST_SUBJECT and not is_front:
        return headline, why
    return subject, why


def _free_subject(items: Sequence[Item], language: str, folded: Collection[str]) -> Chosen | None:
    """Return the best subject that is not among `folded`, of the first story that has one."""
    for item in items:
        free = []
        for text, start in _subjects(item, language):
            if text.casefold() not in folded:
                free.append((text, start))
        subject, why = _best(free, SUBJECT_CHARS, avoid="")
        if subject:
            return subject, why
    return None


def _named(code: str, scored: Iterable[tuple[float, str]]) -> tuple[Reason, ...]:
    reasons = []
    for value, detail in scored:
        reasons.append(Reason(code=code, detail=detail, value=round(value, 2)))
    return tuple(reasons)


def _subjects(item: Item, language: str) -> Iterator[Candidate]:
    """Yield the headline, another outlet's on the same news, then the sentences that open it."""
    headline = item.headline.text
    title = content_words(headline, language)
    # the headline is tried first, then other outlets' headlines, then first sentences
    yield from fronts(headline, HEADLINE, SUBJECT_CHARS, language)
    for link in item.know_more:
        words = content_words(link.passage.text, language)
        same = overlap(words, title) >= SAME_NEWS and _is_told(words, item, language)
        # another headline must tell the same news, and be of this issue
        if same and not link.past and link.passage.article_id in item.article_ids:
            yield from fronts(link.passage.text, OTHER_HEADLINE, SUBJECT_CHARS, language)
    openings = [*item.lead[:1]]
    for paragraph in item.what_happened[:1]:
        openings += paragraph[:1]
    for passage in openings:
        for front, start in fronts(passage.text, SENTENCE, SUBJECT_CHARS, language):
            # the sentence of another side may open the text; its front would tell another story
            if overlap(content_words(front, language), title) >= SAME_NEWS:
                yield front, start


def _is_told(words: frozenset[str], item: Item, language: str) -> bool:
    """Tell whether a card says most of some words."""
    card_words = set(content_words(item.headline.text, language))
    for paragraph in (item.lead, *item.what_happened, *item.why_it_matters):
        for passage in paragraph:
            card_words |= content_words(passage.text, language)
    return len(words & card_words) >= TOLD * len(words)


def _preheaders(items: Sequence[Item], language: str) -> Iterator[Candidate]:
    """Yield the facts of the next stories, then other facts of the lead story."""
    bounds = PREHEADER_CHARS
    headlines = [item.headline.text for item in items[1:4]]
    # a preheader beyond the third story would promise what few readers reach
    for rank, item in enumerate(items[1:4]):
        start = NEXT_FACT - NEXT_RANK * rank
        yield from fronts(item.headline.text, start, bounds, language)
        for paragraph in item.what_happened[:1]:
            for passage in paragraph[:1]:
                start = NEXT_SENTENCE - NEXT_RANK * rank
                yield from fronts(passage.text, start, bounds, language)
    for pair in map("; ".join, pairwise(headlines)):
        if len(pair) <= bounds[1]:
            yield pair, PAIR
    lead = items[0]
    if lead.dek:
        yield from fronts(lead.dek.text, DEK, bounds, language)
    for paragraph in (lead.lead, *lead.what_happened, *lead.why_it_matters):
        for passage in paragraph:
            if stands_alone(passage.text, language):
                yield from fronts(passage.text, SENTENCE, bounds, language)


def _last_resort(headline: str, language: str) -> str:
    """Return a headline that no candidate shortens: whole where it is short enough, else cut."""
    headline = _plain(headline)
    if len(headline) <= LONGEST_SUBJECT:
        return headline
    # a few letters more are better than a cut in the middle of a clause
    for front, _ in fronts(headline, HEADLINE, (SUBJECT_CHARS[0], LONGEST_SUBJECT), language):
        if len(front) <= LONGEST_SUBJECT:
            return front
    return without_hanging(headline[: headline.rfind(" ", 0, SUBJECT_CHARS[1])])


def _plain(headline: str) -> str:
    """Return a headline without the stop or the mark of a cut at its end."""
    return headline.strip().rstrip("…").rstrip(". ")


def _best(candidates: Iterable[Candidate], bounds: tuple[int, int], *, avoid: str) -> Chosen:
    """Return the best candidate that fits, and the best few with their scores."""
    scored = []
    for text, start in dict(candidates).items():
        if text and len(text) <= bounds[1] and not _repeats(text, avoid):
            scored.append((_score(text, start, bounds), text))
    # ties are broken by the text, so that a draft is the same each time
    scored.sort(reverse=True)
    if not scored:
        return "", ()
    shown = []
    for score, text in scored[:MOST_SHOWN]:
        shown.append((score, f"“{text}” — {_verdict(text, bounds)}"))
    return scored[0][1], tuple(shown)


def _repeats(text: str, avoid: str) -> bool:
    ours, theirs = content_words(text), content_words(avoid)
    return overlap(ours, theirs) >= SAME or 2 * len(ours & theirs) >= max(1, len(ours))


def _score(text: str, start: float, bounds: tuple[int, int]) -> float:
    least, most = bounds
    score = start - TOO_SHORT * max(0, least - len(text)) - TOO_LONG * max(0, len(text) - most)
    if _SHOUT.search(text):
        score -= SHOUTS
    if _NO_FACT.search(text):
        score -= NO_FACT
    return score


def _verdict(text: str, bounds: tuple[int, int]) -> str:
    place = "fits"
    if len(text) < bounds[0]:
        place = "short"
    return f"{len(text)} characters, {place}"
