"""Support: weigh a claim against a whole text of many sentences. Pure, by words alone."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from digest.write.claim_tokens import WordToken, tokens_of

BEST_SENTENCES = 3
"""A claim rests on this many sentences of a long text at most."""

COVER_WEIGHT, PHRASE_WEIGHT, NAME_WEIGHT = 4.0, 1.0, 1.0
"""Worth of covered words (0–1), of covered pairs of words (0–1), and of each missing name."""

SUPPORT_NEEDED = 2.4
"""The weighted sum from which a text supports a claim; tuned on the open labelled claims."""


def support(claim: str, sentences: Sequence[str], *, language: str = "en") -> float:
    """Weigh a claim against a text of many sentences. The text supports it at 0 or more.

    The weight sums three shares: of the claim's rare words in its best three sentences, of its
    pairs of neighbouring words in the text, and of its names that the text lacks. Costs one pass
    over the text for each of the three best sentences.
    """
    words = tokens_of(claim, {}, language)
    texts = [tokens_of(sentence, {}, language) for sentence in sentences]
    weights = _rarity(words, texts)
    covered = PHRASE_WEIGHT * _phrase_share(words, texts)
    covered += COVER_WEIGHT * _cover_of_best(weights, texts)
    missing = _missing_names(words, texts)
    return covered - NAME_WEIGHT * missing - SUPPORT_NEEDED


def supports(claim: str, sentences: Sequence[str], *, language: str = "en") -> bool:
    """Return True when the sentences together say what the claim says.

    >>> supports("The port of Aden closed.", ["Aden is a city.", "Its port of Aden has closed."])
    True
    >>> supports("The port of Aden was sold to Qatar.", ["The port of Aden has closed."])
    False
    """
    return support(claim, sentences, language=language) >= 0


def _rarity(words: Sequence[WordToken], texts: Sequence[Sequence[WordToken]]) -> dict[str, float]:
    """Weigh each word of the claim by how few sentences of the text have it."""
    frequency: Counter[str] = Counter()
    for text in texts:
        frequency.update({token.key for token in text})
    weights = {}
    for token in words:
        if token.carries_fact:
            # the 2 and the 1 keep the weight of a word in every sentence above zero
            weights[token.key] = math.log((len(texts) + 2) / (frequency[token.key] + 1))
    return weights


def _cover_of_best(weights: Mapping[str, float], texts: Sequence[Sequence[WordToken]]) -> float:
    """Return the share of weight that the best sentences cover, chosen one after the other."""
    total = sum(weights.values())
    if not total or not texts:
        return 0.0
    keys = [{token.key for token in text} for text in texts]
    covered: set[str] = set()
    # each round takes the sentence that adds most to what the others cover
    for _ in range(BEST_SENTENCES):
        best = max(keys, key=lambda key: _gain(key, covered, weights))
        covered |= best & weights.keys()
    return sum(weights[key] for key in covered) / total


def _gain(keys: set[str], covered: set[str], weights: Mapping[str, float]) -> float:
    return sum(weights[key] for key in sorted(keys & weights.keys()) if key not in covered)


def _phrase_share(words: Sequence[WordToken], texts: Sequence[Sequence[WordToken]]) -> float:
    """Return the share of neighbouring pairs with a fact that the text has as well."""
    known = set()
    for text in texts:
        known |= _pairs(text)
    wanted = _pairs(words)
    if not wanted:
        return 0.0
    return len(wanted & known) / len(wanted)


def _pairs(tokens: Sequence[WordToken]) -> set[tuple[str, str]]:
    pairs = set()
    for left, right in pairwise(tokens):
        if left.carries_fact or right.carries_fact:
            pairs.add((left.key, right.key))
    return pairs


def _missing_names(words: Sequence[WordToken], texts: Sequence[Sequence[WordToken]]) -> int:
    """Count the capitalised words behind the first that no sentence of the text has."""
    known = set()
    for text in texts:
        known |= {token.key for token in text}
    missing = 0
    # the first word has a capital in every sentence
    for token in words[1:]:
        if token.carries_fact and token.written[0].isupper() and token.key not in known:
            missing += 1
    return missing
