"""Subject and preheader: candidates from the lead story, scored; the best with its reasons."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise

from digest.languages import base_code
from digest.models import Item, Reason
from digest.text.quotes import quotes_closed
from digest.write.context_free import stands_alone
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

CUT, SAYS_LESS, SAYS_OF_WHAT = 0.25, 0.3, 0.3
"""Cost of a cut at a clause, and its further costs where a speaker or a doubt falls, and where the
words behind "of" fall: "seized control | of the town" says less than it seems to."""

TOO_SHORT, TOO_LONG = 0.025, 0.1
"""Cost of each character below the least length and beyond the greatest."""

SHOUTS, NO_FACT = 0.4, 0.5
"""Cost of capitals and marks that shout, and of a question or a promise of thoughts."""

SHORTEST_FRONT = 0.6
"""Share of the least length that a front must have: a scrap tells no news."""

LEAST_WORDS = 4
"""Words of a front: somebody, a verb, and something."""

LONGEST_SUBJECT = 78
"""Characters of a headline that stands whole where no shorter candidate is right."""

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

_CLAUSE = re.compile(r"\s*(?:[,;:،؛]\s|\s[—–-]\s)")
# between two sentences; the point of an initial stands behind one letter alone
_SENTENCE_END = re.compile(r"(?<=[a-z]{2})[.!]\s+(?=[A-Z“\"])")
_CUT_BEFORE = re.compile(
    r"\s(?=(?:even |just |only )?(?:as|after|amid|while|but|and|when|over|in|on|at|for|with|"
    r"following|before|despite|by|from|of|through|into|near|under|against|since|until)\s)",
    re.IGNORECASE,
)
_HANGING = re.compile(
    r"(?:\s(?:a|an|the|of|to|in|on|at|for|and|or|but|as|by|with|from|over|after|its|his|her|"
    r"their|is|"
    r"are|was|were|has|have|will|not|that|than|which|who|already|\S+['’]s?))+\Z",
    re.IGNORECASE,
)
# "kills 12 | of the crew" waits, "rises to 12 | as" does not
_HANGING_NUMBER = re.compile(r"(?:\s(?:a|an|the|of|to|in|on|at|for|by|from|over))*\s\d[\d,.]*\Z")
_NEW_CLAUSE = re.compile(r"\s(?!of\s)\w", re.IGNORECASE)
# a word at the end of a front that waits for the words behind the cut: "crowds call | for change"
_WAITS = re.compile(
    r"\s(?:even|only|just|still|also|more|most|less|least|how|why|due|set|ready|likely|able|"
    r"north|south|east|west|calls?|called|appeals?|asks?|push(?:es|ed)?|aims?|braces?|prepares?|"
    r"accused|charged|suspected|convicted|blamed|"
    r"arrive[sd]?|land(?:s|ed)|looks?|searche?s?|vows?|hopes?|pleads?|plans?|agrees?|refuses?|fails?|tries|seeks?)\Z",
    re.IGNORECASE,
)
# "Before the army could go on" waits for its main clause
_HALF_A_SENTENCE = re.compile(
    r"(?:even |just |hours |days |weeks |months )?(?:as|after|before|while|when|if|although|though|"
    r"with|amid|despite|under|since|until|because|in|on|at(?! (?:least|most)\b)|by|for)\b[^,]*\Z",
    re.IGNORECASE,
)
# "between the city | and the port" names one side alone
_ONE_SIDE = re.compile(r"\b(?:between|both)\b(?:(?!\band\b).)*\Z", re.IGNORECASE)
# "Dana Orlov, master of the port" is a name with a title, and no sentence
_INSERTS = re.compile(r",\s|\s[—–-]\s")
_OPENS_WITH_PLACE_OR_TIME = re.compile(
    r"(?:in|on|at|after|before|by|for|from|with|without|under|during|since|until|while|as|when|"
    r"if|despite|amid|over|against|about|more|less|earlier|later|late|early)\b",
    re.IGNORECASE,
)
# "his criticism, which appeared" says where or when only behind the cut
_SCRAP_OF_A_CLAUSE = re.compile(r", (?:which|who|whose|where)(?: \S+){1,2}\Z", re.IGNORECASE)
# "calls the siege | of the town a 'massacre'" waits for the name that is given
_NAMES_A_THING = re.compile(
    r"\b(?:calls?|called|labels?|labell?ed|brands?|branded|deems?|deemed|dubs?|dubbed)\b",
    re.IGNORECASE,
)
_GIVEN_NAME = re.compile(r"[\"“”‘’']\w")
# "orders issued by the army raise concerns": the verb of the sentence stands behind the cut
_DONE_BY = re.compile(r"\b[a-z]+(?:ed|en) by\b")
_HELPS = re.compile(r"\b(?:is|are|was|were|be|been|being|has|have|had|gets?|got)\b", re.IGNORECASE)
_SAYS_THAT = re.compile(
    r"(?<!,)\s(?:says?|said|claims?|claimed|believes?|warns? that)\s(?!\w+ing\b)(?P<clause>.+)\Z",
    re.IGNORECASE,
)
_SOON_THAT = re.compile(r" (?:\S+ ){0,3}that ")
_OPENS_LATE = re.compile(
    r"(?:as|after|before|while|when|if|although|though|despite|since|until|because)\b.*, ",
    re.IGNORECASE,
)
_SHOUT = re.compile(r"[!?]{2,}|\b[A-Z]{6,}\b|\bYou won't\b|\bThis is\b")
_NO_FACT = re.compile(
    r"[?؟][\"”’]?\Z|\A(?:why|how|what|who|where|opinion|analysis|explainer|watch|live)\b",
    re.IGNORECASE,
)
# a part that holds one of these may not fall without a mark of the cut
_MUST_STAY = re.compile(
    r"\b(?:says?|said|according|officials?|sources?|reports?|den(?:y|ies|ied)|alleg\w+|claim\w*|"
    r"accus\w+|not|no|never|unless|if|without|only|may|might|could|suspected|unconfirmed|but|"
    r"however|although|despite|except)\b",
    re.IGNORECASE,
)
_VERB = re.compile(  # one of a headline: an auxiliary, or a word in -s or -ed behind the first
    r"(?<=\s)(?:is|are|was|were|be|has|have|had|will|would|could|may|to|"
    r"[A-Za-z]{2,}(?:[^s’'\W]s|ed))"
    r"(?=\s)",
    re.IGNORECASE,
)

Candidate = tuple[str, float]
"""A text and its head start, 0 to 1."""

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
    subject, why = _best(_subjects(item, language), SUBJECT_CHARS, avoid="")
    return subject or _last_resort(item.headline.text, language), why


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
    said = set(content_words(item.headline.text, language))
    for paragraph in (item.lead, *item.what_happened, *item.why_it_matters):
        for passage in paragraph:
            said |= content_words(passage.text, language)
    return len(words & said) >= TOLD * len(words)


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


def fronts(
    text: str, start: float, bounds: tuple[int, int], language: str = "en"
) -> Iterator[Candidate]:
    """Yield the whole text if it fits, else its fronts that are shortened at a clause.

    A front keeps a verb and its object, ends in no hanging word, and closes its quotations.

    >>> long = "Marenia closes its largest harbor after a blast killed twelve workers on the quay"
    >>> [front for front, _ in fronts(long, 1.0, (40, 60))]
    ['Marenia closes its largest harbor after a blast killed twelve workers on the quay', \
'Marenia closes its largest harbor']
    """
    is_sentence = text.rstrip().endswith(".")
    text = text.strip().rstrip("…").rstrip(". ")
    least, most = bounds
    yield text, start
    if len(text) <= most:
        return
    joints = set()
    for pattern in (_CLAUSE, _SENTENCE_END, _CUT_BEFORE):
        for match in pattern.finditer(text):
            joints.add(match.start())
    # the longest front first: of equal scores the fuller one wins
    for end in sorted(joints, reverse=True):
        front = _without_hanging(text[:end])
        if _NEW_CLAUSE.match(text[len(front) :]) is None:
            front = _without_hanging(_HANGING_NUMBER.sub("", front))
        if not SHORTEST_FRONT * least <= len(front) <= most or not _is_whole(front, language):
            continue
        # a clause may close behind such a word, a preposition may not
        behind = text[len(front) :]
        waits = _WAITS.search(front) or _SCRAP_OF_A_CLAUSE.search(front)
        if waits and behind.startswith(" "):
            continue
        # "has promised the crowds | that aid will come" says nothing without its end
        if _SOON_THAT.match(behind) or _HALF_A_SENTENCE.match(front):
            continue
        if _ONE_SIDE.search(front) or (is_sentence and _is_name_with_title(front)):
            continue
        if _NAMES_A_THING.search(front) and _GIVEN_NAME.search(behind):
            continue
        # a headline leaves its helping verbs out, a sentence does not
        done_by = _DONE_BY.search(text[: len(front) + len(" by")])
        if is_sentence and done_by and _HELPS.search(front) is None:
            continue
        yield front, start - _cost_of_cut(text[end:])


def _is_name_with_title(front: str) -> bool:
    """Tell whether a sentence was cut before its verb: a name, and what stands between commas.

    >>> _is_name_with_title("Dana Orlov, the master of the largest port of Marenia")
    True
    """
    name, comma, title = _INSERTS.sub("\n", front).partition("\n")
    # behind a second comma the verb may stand
    if not comma or "\n" in title or _OPENS_WITH_PLACE_OR_TIME.match(front):
        return False
    return _VERB.search(f"{name} ") is None


def _cost_of_cut(behind: str) -> float:
    """Return the cost of a front by the words that fall behind it."""
    cost = CUT
    if _MUST_STAY.search(behind):
        cost += SAYS_LESS
    if behind.startswith(" of "):
        cost += SAYS_OF_WHAT
    return cost


def _without_hanging(text: str) -> str:
    return _HANGING.sub("", text.rstrip(" ,;:—–-"))


def _is_whole(front: str, language: str) -> bool:
    """Tell whether a front is a sentence of its own: closed, and in English with a verb inside."""
    if not quotes_closed(front) or not _single_quotes_closed(front):
        return False
    # "… in Iraq. Now" opens a second sentence, which must be whole as well
    if len(_SENTENCE_END.split(front)[-1].split()) < LEAST_WORDS:
        return False
    if base_code(language) != "en":
        return True
    # "said that a new round" waits for the verb of its second clause
    clause = front.rpartition(" that ")[2]
    if clause != front and _VERB.search(f" {clause} ") is None:
        return False
    # "says the blockade" waits for its verb, too
    said = _SAYS_THAT.search(front)
    if said and _VERB.search(f" {said['clause']} ") is None:
        return False
    # "As the army waits, the president" has no verb where it counts
    main = front
    if _OPENS_LATE.match(front):
        main = front.rpartition(", ")[2]
    return _VERB.search(f" {main} ") is not None


def _single_quotes_closed(text: str) -> bool:
    opened = len(re.findall(r"(?:^|\s)['‘]", text))
    closed = len(re.findall(r"['’](?=[\s,.;:!?]|$)", text))
    return opened <= closed


def _last_resort(headline: str, language: str) -> str:
    """Return a headline that no candidate shortens: whole where it is short enough, else cut."""
    headline = headline.strip().rstrip("…").rstrip(". ")
    if len(headline) <= LONGEST_SUBJECT:
        return headline
    # a few letters more are better than a cut in the middle of a clause
    for front, _ in fronts(headline, HEADLINE, (SUBJECT_CHARS[0], LONGEST_SUBJECT), language):
        if len(front) <= LONGEST_SUBJECT:
            return front
    front = _without_hanging(headline[: headline.rfind(" ", 0, SUBJECT_CHARS[1])])
    return _without_hanging(_HANGING_NUMBER.sub("", front))


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
