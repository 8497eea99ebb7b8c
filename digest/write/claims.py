"""Claims: compare a reworded sentence with its source. Pure, by words alone.

`check_claim` compares one sentence with the sentence of the source that it stands on. It names
each way in which the claim goes past its source: a new word, a cause, a degree, a condition that
was dropped, two sides that changed places. A cut, a synonym and a move are faithful.
`claim_support` weighs a claim against a whole text of many sentences.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum

from digest.write.claim_tokens import WordToken, is_known, tokens_of
from digest.write.claim_words import (
    BOUNDS,
    CAUSE_AND_ORDER,
    CONDITIONS,
    DEGREES,
    HEDGES,
    REPEATED_HEDGES,
    SPEECH,
    TO_BE,
)

ARTICLES = frozenset({"a", "an", "the"})
"""Words that may stand between a verb and its object."""

SIDES_OF_A_DEED = 2
"""One who does it and one who suffers it."""


class ClaimFault(StrEnum):
    """A way in which a claim goes past its source."""

    NEW_WORD = "new_word"  # a verb, an actor or a thing that the source sentence does not have
    CAUSE = "cause"  # a cause or a sequence that the source sentence does not state
    DEGREE = "degree"  # "all", "largest", "completely"
    CONDITION = "condition"  # an "if" or "unless" of the source is dropped
    HEDGE = "hedge"  # a doubt, a denial or a bound of the source is dropped, or one is added
    SIDES = "sides"  # the side that acted and the side that suffered have changed places


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFinding:
    """One fault of a claim and the word at which a reader would see it."""

    fault: ClaimFault
    word: str
    message: str


def check_claim(
    claim: str, source: str, *, aliases: Mapping[str, str] | None = None, language: str = "en"
) -> tuple[ClaimFinding, ...]:
    """Compare a claim with the sentence or sentences of its source, and return each fault.

    `aliases` maps a word in lower case to the word that stands for the same actor or place, for
    example {"tehran": "iran"}. The result is empty when the claim is faithful. The tables
    are English; in another language only new words and changed sides are found.

    >>> check_claim("Iran closed the strait.", "Iran may close the strait.")[0].fault
    <ClaimFault.HEDGE: 'hedge'>
    >>> check_claim("Iran may close the strait.", "Iran may close the strait, officials said.")
    ()
    """
    claim_tokens = tokens_of(claim, aliases or {}, language)
    source_tokens = tokens_of(source, aliases or {}, language)
    findings = _new_words(claim_tokens, source_tokens)
    findings += _dropped_conditions(claim_tokens, source_tokens)
    findings += _changed_hedges(claim_tokens, source_tokens)
    findings += _dropped_bounds(claim, source)
    if not findings:
        # a new word changes the neighbours of all words, so sides are compared without one
        findings += _changed_sides(claim_tokens, source_tokens)
    return tuple(findings)


# --- the kinds of fault -----------------------------------------------------------------------


def _new_words(claim: Sequence[WordToken], source: Sequence[WordToken]) -> list[ClaimFinding]:
    findings = []
    for token in claim:
        link = CAUSE_AND_ORDER.get(token.lower)
        decides = link is not None or token.lower in DEGREES
        # words of grammar may change; a cause or a degree may not, though it is short
        if (not decides and not token.carries_fact) or is_known(token, source):
            continue
        if link is not None:
            fault, what = ClaimFault.CAUSE, f"states a {link} that the source does not state"
        elif token.lower in DEGREES:
            fault, what = ClaimFault.DEGREE, "adds a degree"
        elif token.lower in HEDGES:
            fault, what = ClaimFault.HEDGE, "adds a doubt or a denial"
        else:
            fault, what = ClaimFault.NEW_WORD, "is not in the source sentence"
        findings.append(_finding(fault, token, what))
    return findings


def _dropped_conditions(
    claim: Sequence[WordToken], source: Sequence[WordToken]
) -> list[ClaimFinding]:
    """Find a condition of the source that the claim lacks while it keeps the main clause."""
    kept = {token.lower for token in claim}
    findings = []
    for token in source:
        if token.lower in CONDITIONS and token.lower not in kept:
            findings.append(_finding(ClaimFault.CONDITION, token, "is dropped"))
    return findings


def _changed_hedges(claim: Sequence[WordToken], source: Sequence[WordToken]) -> list[ClaimFinding]:
    """Find a hedge of the source that is dropped although the word it bears on is kept."""
    kept = Counter(token.key for token in claim)
    hedges_left = Counter(token.lower for token in claim)
    next_facts = _next_facts(source)
    findings = []
    for at, token in enumerate(source):
        if token.lower not in HEDGES:
            continue
        # hedges are counted: one "not" of two may have been dropped
        if hedges_left[token.lower] > 0:
            hedges_left[token.lower] -= 1
            continue
        if token.lower not in REPEATED_HEDGES and token.key in kept:
            continue
        # a hedge that went with its whole clause distorts no other fact
        bears_on = next_facts[at]
        if bears_on is not None and bears_on.key in kept:
            findings.append(_finding(ClaimFault.HEDGE, token, "is dropped"))
    return findings


def _next_facts(tokens: Sequence[WordToken]) -> list[WordToken | None]:
    """Return for each place the first word behind it that carries a fact and is no hedge itself."""
    following: list[WordToken | None] = []
    next_fact: WordToken | None = None
    # from the end, so that a long text is read once
    for token in reversed(tokens):
        following.append(next_fact)
        if token.carries_fact and token.lower not in HEDGES:
            next_fact = token
    following.reverse()
    return following


def _dropped_bounds(claim: str, source: str) -> list[ClaimFinding]:
    """Find "at least" and the like before a number that the claim gives without it."""
    bounds = Counter(match.group().lower() for match in BOUNDS.finditer(claim))
    findings = []
    for match in BOUNDS.finditer(source):
        bound = match.group().lower()
        if bounds[bound] > 0:
            bounds[bound] -= 1
            continue
        words = source[match.end() :].split(maxsplit=2)
        number = words[0].strip(",.;")
        # "at least a dozen": the number stands behind the article
        if number in {"a", "an"} and len(words) > 1:
            number = words[1].strip(",.;")
        if re.search(rf"(?<!\w){re.escape(number)}(?!\w)", claim, re.IGNORECASE):
            message = f"“{bound}” is dropped before “{number}”"
            findings.append(
                ClaimFinding(fault=ClaimFault.HEDGE, word=match.group(), message=message)
            )
    return findings


def _changed_sides(claim: Sequence[WordToken], source: Sequence[WordToken]) -> list[ClaimFinding]:
    """Find two words that changed places around a word which both sentences have.

    In "Police attacked settlers" the neighbour before "attacked" is "Police". In "Settlers attacked
    police" it is "Settlers", and both words stand in both sentences, in the other order.
    """
    if _is_passive(claim) != _is_passive(source):
        # "were attacked by" turns the order around and tells the same
        return _sides_left_in_place(claim, source)
    ours, theirs = _facts(claim), _facts(source)
    # the words that both have: a cut beside an exchange hides it from no reader
    exchanged = _exchanged_pair(ours, _of_keys(theirs, {token.key for token in ours}))
    if exchanged is not None:
        now, was = exchanged
        if _joined_by_and(source, now, was):
            return []
        return [_finding(ClaimFault.SIDES, now, f"stands where the source has “{was.written}”")]
    our_place, their_place = _only_places(ours), _only_places(theirs)
    findings = []
    for key, at in our_place.items():
        if key not in their_place or at == 0 or their_place[key] == 0:
            continue
        # the sides of a word of saying change with its place: "the army said", "said the army"
        if key == SPEECH:
            continue
        now, was = ours[at - 1], theirs[their_place[key] - 1]
        if now.key == was.key or now.key not in their_place or was.key not in our_place:
            continue
        # a moved clause keeps its inner order; swapped sides reverse it
        moved_right = our_place[was.key] > at
        was_on_the_right = their_place[now.key] > their_place[key]
        if moved_right and was_on_the_right:
            findings.append(
                _finding(ClaimFault.SIDES, now, f"stands where the source has “{was.written}”")
            )
    return findings


def _sides_left_in_place(
    claim: Sequence[WordToken], source: Sequence[WordToken]
) -> list[ClaimFinding]:
    """Find a passive that left both sides in their places: its doer suffered in the other sentence.

    "Settlers were attacked by police" does not tell what "Settlers attacked police" tells.
    """
    passive, active = claim, source
    if _is_passive(source):
        passive, active = source, claim
    by = [token.lower for token in passive].index("by")
    before, behind = _facts(passive[:by]), _facts(passive[by + 1 :])
    # the verb stands right before "by", and the sufferer before the verb
    if len(before) < SIDES_OF_A_DEED or not behind or passive[by - 1] is not before[-1]:
        return []
    sufferer, verb, doer = before[-2], before[-1], behind[0]
    facts = _facts(active)
    for at in range(1, len(facts) - 1):
        if (facts[at - 1].key, facts[at].key) != (sufferer.key, verb.key):
            continue
        # "closed because of the strike" and "sank after the blast" have no second side
        if facts[at + 1].key == doer.key and _stand_together(active, facts[at], facts[at + 1]):
            return [_finding(ClaimFault.SIDES, doer, "has changed sides with its verb")]
    return []


def _stand_together(tokens: Sequence[WordToken], first: WordToken, second: WordToken) -> bool:
    """Return True where an article alone stands between two words of a sentence."""
    at = [token is first for token in tokens].index(True)
    for token in tokens[at + 1 :]:
        if token is second:
            return True
        if token.lower not in ARTICLES:
            return False
    return False


def _exchanged_pair(
    ours: Sequence[WordToken], theirs: Sequence[WordToken]
) -> tuple[WordToken, WordToken] | None:
    """Return the two words that changed places, where all other words kept theirs."""
    if len(ours) != len(theirs):
        return None
    moved = []
    for now, was in zip(ours, theirs, strict=True):
        if now.key != was.key:
            moved.append((now, was))
    if len(moved) != SIDES_OF_A_DEED:
        return None
    now, was = moved[0]
    if (now.key, was.key) != (moved[1][1].key, moved[1][0].key):
        return None
    if SPEECH in {now.key, was.key}:
        return None  # "said Smith" and "Smith said" tell the same
    return now, was


def _joined_by_and(source: Sequence[WordToken], first: WordToken, second: WordToken) -> bool:
    """Return True for "Egypt and Israel", in which the order says nothing."""
    keys = [token.key for token in source]
    left, right = sorted((keys.index(first.key), keys.index(second.key)))
    between = {token.lower for token in source[left + 1 : right]}
    return between <= {"and", "or", "the"} and bool(between)


def _of_keys(tokens: Sequence[WordToken], keys: Set[str]) -> list[WordToken]:
    kept = []
    for token in tokens:
        if token.key in keys:
            kept.append(token)
    return kept


def _facts(tokens: Sequence[WordToken]) -> list[WordToken]:
    facts = []
    for token in tokens:
        if token.carries_fact:
            facts.append(token)
    return facts


def _only_places(tokens: Sequence[WordToken]) -> dict[str, int]:
    """Return the place of each word that stands there once."""
    counts = Counter(token.key for token in tokens)
    places = {}
    for at, token in enumerate(tokens):
        if counts[token.key] == 1:
            places[token.key] = at
    return places


def _is_passive(tokens: Sequence[WordToken]) -> bool:
    """Return True for "was struck by": a form of "be" or "have" and then "by"."""
    lowers = [token.lower for token in tokens]
    if "by" not in lowers:
        return False
    before = lowers[: lowers.index("by")]
    return not TO_BE.isdisjoint(before)


def _finding(fault: ClaimFault, token: WordToken, what: str) -> ClaimFinding:
    return ClaimFinding(fault=fault, word=token.written, message=f"“{token.written}” {what}")
