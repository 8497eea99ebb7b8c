"""The dek: what is at stake or what comes next, in one sentence below the headline; else none."""

from __future__ import annotations

import re

from digest.models import Passage, Role
from digest.text.quotes import OPENING_MARKS
from digest.write.candidates import quotables, standfirst, text_of
from digest.write.draft_state import StoryDraft, untold
from digest.write.quotable import Quotable
from digest.write.shortening import shorten
from digest.write.similarity import content_words

LEAST_WORTH = 0.6
"""Worth below which no sentence is a dek."""

OF_HEADLINE = 2
"""Words of the headline that a dek must share, where the headline has so many: it is read below the
headline, and a sentence that shares less is on another side of the event."""

MISSING_WORDS = 6
"""A dek may be so many words shorter than its least length, at a cost."""

AHEAD, OF_SUMMARY, OF_LEAD = 0.3, 0.4, 0.1
"""Worth of a sentence that looks ahead, of the desk's own summary, and of the lead article."""

QUOTED, TOO_SHORT, PLACE_COST = 0.3, 0.3, 0.01
"""Cost of a quotation, of few words, and of each sentence before it in its article."""

_STAKES = re.compile(  # the words of stakes and next steps in English
    r"\b(?:could|may|might|would|will|risks?|threat\w*|fears?|warn\w*|expect\w*|likely|plans? to|"
    r"set to|due to|scheduled|at stake|pressure|crisis|unless|if)\b",
    re.IGNORECASE,
)

# things and people of which there are many: "the dam" is known where the headline names a dam
_ONE_OF_MANY = re.compile(
    r"\b(?:the|that|this) (?P<thing>city|town|village|dam|bridge|port|base|camp|hospital|school|"
    r"mosque|church|plant|building|site|ship|vessel|tanker|plane|aircraft|convoy|island|airport|"
    r"prison|compound|toll|suspect|gunman|attacker|driver|pilot|victim|boy|girl|man|woman|couple)\b"
    r"(?! (?:of|in|at|on|near|where|which|that|who|called|named)\b)(?! (?-i:[A-Z]))",
    re.IGNORECASE,
)


def dek_of(draft: StoryDraft, bounds: tuple[int, int]) -> Passage | None:
    """Take the best sentence of stakes or of the next step, of so many words; None without one.

    It never says the headline again, and it is clear to a reader of the headline alone.
    """
    summary = standfirst(draft.story.lead)
    # a reader meets the dek before any other sentence
    cold = StoryDraft(
        headline=draft.headline, story=draft.story, known=draft.headline.text, now=draft.now
    )
    candidates = list(summary)
    for article in untold(draft.story):
        candidates += quotables(article)
    best: tuple[float, Passage, Quotable] | None = None
    least, most = bounds
    # the best of all candidates, not the first that fits: the dek is read most
    for quote in candidates:
        if not _may_be_dek(draft, cold, quote):
            continue
        passage = shorten(quote.passage, text_of(quote.article, quote.field), most_words=most)
        if passage is None:
            continue
        missing = least - len(passage.text.split())
        worth = _worth(draft, quote, of_summary=quote in summary)
        if missing > 0:
            worth -= TOO_SHORT
        if missing <= MISSING_WORDS and (best is None or worth > best[0]):
            best = worth, passage, quote
    if best is None or best[0] < LEAST_WORTH:
        return None
    # taken last, so that it repeats no part and no part repeats it
    draft.take([best[2]])
    return best[1]


def _may_be_dek(draft: StoryDraft, cold: StoryDraft, quote: Quotable) -> bool:
    if quote in draft.taken or quote.tells_nothing or not looks_ahead(quote):
        return False
    if quote.looks_back or not cold.understands(quote) or draft.is_headline(quote):
        return False
    if draft.repeats(quote) or points_elsewhere(quote.text, draft.headline.text, quote.language):
        return False
    if draft.strays(quote):
        return False
    # where articles and prepositions join their word, one word has many forms
    shared = len(quote.content & draft.title)
    if quote.language == "en" and shared < min(OF_HEADLINE, len(draft.title)):
        return False
    # another report may be on a neighbouring event
    if quote.article.id != draft.story.lead.id:
        return draft.concerns(quote)
    return quote.role is Role.DISTANT_EXPECTATIONS_CONSEQUENCES or len(draft.shared(quote)) > 1


def points_elsewhere(sentence: str, headline: str, language: str = "en") -> bool:
    """Tell whether a sentence points at a thing that neither it nor the headline names before.

    >>> points_elsewhere("A failure of the dam would flood the coast.", "Rebels reach the coast")
    True
    >>> points_elsewhere("A failure of the dam would flood the coast.", "Rebels seize a dam")
    False
    """
    known = content_words(headline, language)
    for pointed in _ONE_OF_MANY.finditer(sentence):
        meaning = content_words(pointed["thing"], language)
        before = content_words(sentence[: pointed.start()], language)
        if not meaning <= known | before:
            return True
    return False


def looks_ahead(quote: Quotable) -> bool:
    """Tell whether a sentence tells stakes or a next step."""
    if quote.role is Role.DISTANT_EXPECTATIONS_CONSEQUENCES:
        return True
    return quote.language == "en" and bool(_STAKES.search(quote.text))


def _worth(draft: StoryDraft, quote: Quotable, *, of_summary: bool) -> float:
    worth = quote.background - PLACE_COST * quote.index
    # the dek tells what may come; the headline told what was
    if quote.role is Role.DISTANT_EXPECTATIONS_CONSEQUENCES:
        worth += AHEAD
    if of_summary:
        worth += OF_SUMMARY
    if quote.article.id == draft.story.lead.id:
        worth += OF_LEAD
    if quote.text.startswith(OPENING_MARKS):
        worth -= QUOTED
    return worth
