"""Fronts: a headline or a sentence shortened at a clause, with its verb and its object."""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest.languages import base_code
from digest.text.quotes import quotes_closed

CUT, SAYS_LESS, SAYS_OF_WHAT = 0.25, 0.3, 0.3
"""Cost of a cut at a clause, and its further costs where a speaker or a doubt falls, and where the
words behind "of" fall, or those behind "a law for"."""

SHORTEST_FRONT = 0.6
"""Share of the least length that a front must have: a scrap tells no news."""

LEAST_WORDS = 4
"""Words of a front: somebody, a verb, and something."""

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
    r"accused|charged|suspected|convicted|blamed|aimed|used|planned|known|seen|described|regarded|"
    r"arrive[sd]?|land(?:s|ed)|looks?|searche?s?|vows?|hopes?|pleads?|plans?|agrees?|refuses?"
    r"|fails?|tries|seeks?)\Z",
    re.IGNORECASE,
)
# "a plan to hand | over the keys" waits for the rest of its verb
_HALF_A_VERB = re.compile(
    r"\b(?:turn|hand|take|give|call|carry|set|pull|push|move|keep|hold|put|bring|send|step|crack|"
    r"break|cut|shut|phase|roll|wind|scale)(?:s|ed|ing)?\Z",
    re.IGNORECASE,
)
_PARTICLE = re.compile(r" (?:over|in|on|through|into|against)\b", re.IGNORECASE)
# "as supplies | and power run out" has its verb behind the cut
_LATE_SUBJECT = re.compile(r"\s(?:as|while|after|before|when|since|until)(?: \S+){1,2}\Z", re.I)
# "less than 600 meters | from the port" and "one more part | of the town"
_MEASURE = re.compile(
    r"\b\d[\d,.]* (?:met(?:er|re)s?|km|kilomet(?:er|re)s?|miles?|feet|yards)\Z", re.I
)
_PART = re.compile(
    r"\b(?:part|threat|risk|use|lack|loss|hundreds|thousands|dozens)"
    r"(?: \w+day)?\Z",
    re.IGNORECASE,
)
# "a law | for the dockers" names a thing and not its purpose
_ONE_THING = re.compile(r"\ban? (?:\S+ ){0,2}\S+\Z", re.IGNORECASE)
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
        front = _front_of(text, end)
        if _NEW_CLAUSE.match(text[len(front) :]) is None:
            front = without_hanging(front)
        if not SHORTEST_FRONT * least <= len(front) <= most or not _is_whole(front, language):
            continue
        # a clause may close behind such a word, a preposition may not
        behind = text[len(front) :]
        waits = _WAITS.search(front) or _SCRAP_OF_A_CLAUSE.search(front)
        if (waits or _waits_for(front, behind)) and behind.startswith(" "):
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
        yield front, start - _cost_of_cut(front, text[end:])


def _front_of(text: str, end: int) -> str:
    front = _without_words(text[:end])
    # the dash of an outlet's headline, lost on the way: a small letter goes on behind it
    if front.endswith(" ?") and text[end:].lstrip()[:1].islower():
        front = _without_words(front.removesuffix("?"))
    return front


def _waits_for(front: str, behind: str) -> bool:
    """Tell whether the end of a front and the word behind the cut belong together.

    >>> _waits_for("Orlov agrees to hand", " over the keys")
    True
    """
    if _HALF_A_VERB.search(front) and _PARTICLE.match(behind):
        return True
    if behind.startswith(" and ") and _LATE_SUBJECT.search(front):
        return True
    if behind.startswith(" from ") and _MEASURE.search(front):
        return True
    return behind.startswith(" of ") and _PART.search(front) is not None


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


def _cost_of_cut(front: str, behind: str) -> float:
    """Return the cost of a front by the words that fall behind it."""
    cost = CUT
    if _MUST_STAY.search(behind):
        cost += SAYS_LESS
    one_thing = behind.startswith(" for ") and _ONE_THING.search(front)
    if behind.startswith(" of ") or one_thing:
        cost += SAYS_OF_WHAT
    return cost


def without_hanging(text: str) -> str:
    """Return a front without the words and the number at its end that wait for more.

    >>> without_hanging("Toll rises to 12 of the")
    'Toll rises'
    """
    return _without_words(_HANGING_NUMBER.sub("", _without_words(text)))


def _without_words(text: str) -> str:
    return _HANGING.sub("", text.rstrip(" ,;:—–-"))


def _is_whole(front: str, language: str) -> bool:
    """Tell whether a front is a sentence of its own: closed, and in English with a verb inside."""
    if not quotes_closed(front) or not _single_quotes_closed(front):
        return False
    # "… in Iraq. Now" opens a second sentence, which must be whole as well
    if len(_SENTENCE_END.split(front)[-1].split()) < LEAST_WORDS:
        return False
    # "Scholars: Sustained strikes" names who speaks, and little of the speech
    speaker, _, speech = front.rpartition(": ")
    if speaker and len(speech.split()) < LEAST_WORDS:
        return False
    if base_code(language) != "en":
        return True
    # "said that a new round" waits for the verb of its second clause
    clause = front.rpartition(" that ")[2]
    if clause != front and _VERB.search(f" {clause} ") is None:
        return False
    # "says the blockade" waits for its verb, too
    says = _SAYS_THAT.search(front)
    if says and _VERB.search(f" {says['clause']} ") is None:
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
