"""The checks on a sentence that a person reworded: facts, quotations, doubts, order and claims."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from digest.models import Article, Field, Finding, Passage
from digest.write.candidates import fold_space, text_of
from digest.write.claim_tokens import tokens_of
from digest.write.claim_words import EQUIVALENT, SPEECH
from digest.write.claims import ClaimFault, ClaimFinding, check_claim
from digest.write.factual_terms import (
    FactualTerm,
    attributed,
    doubts,
    facts,
    plain,
    quotations,
    words_of,
)
from digest.write.findings import error, warning
from digest.write.shortening import uncut

CHECKED_FIELDS = (Field.TITLE, Field.LEAD, Field.BODY, Field.CAPTION)

MOSTLY = 0.5
"""A quotation that holds more than this part of a longer one has left words out."""

CLAIM_RULES = {
    ClaimFault.NEW_WORD: "edit.word",
    ClaimFault.CAUSE: "edit.cause",
    ClaimFault.DEGREE: "edit.degree",
    ClaimFault.CONDITION: "edit.condition",
    ClaimFault.HEDGE: "edit.modality",
    ClaimFault.SIDES: "edit.order",
}
"""The rule that names each fault of a reworded sentence."""

ENGLISH = ("en", "")
"""Languages whose words `check_claim` knows; an article without a language is taken for English."""


def check_edit(
    passage: Passage, where: str, article: Article, words: Mapping[str, str]
) -> Iterator[Finding]:
    """Compare a person's wording with the sentence it stands on, and with the whole article."""
    # a fact may come from the caption or the lead; the line end keeps fields apart
    whole = " \n ".join(text_of(article, field) for field in CHECKED_FIELDS)
    span = ""
    if passage.end > passage.start:
        span = text_of(article, passage.field)[passage.start : passage.end]
    text, source = fold_space(passage.text), named_source(article)
    findings = list(_check_facts(text, span, whole, where, source, words))
    findings += _check_quotations(text, span, whole, where, source)
    # without a span of the source there is no order and no speaker to compare
    if span:
        findings += _check_doubts(text, span, where, source)
        findings += _check_order(text, span, where, source)
        attribution = attributed(span)
        if attribution and not attributed(text):
            message = f"“{attribution}” of {source} is dropped: the sentence names no speaker"
            findings.append(warning("edit.attribution", message, where))
    yield from findings
    # the tables of claims are English; in other languages they would raise false alarms
    if article.language in ENGLISH:
        named = " ".join(finding.message for finding in findings)
        yield from _check_claims(text, span, whole, where, source, named, words)


def _check_claims(
    text: str,
    span: str,
    whole: str,
    where: str,
    source: str,
    named: str,
    words: Mapping[str, str],
) -> Iterator[Finding]:
    """Report what the words of an edit claim beyond its source, unless `named` reports it already.

    A word of another sentence of the article is a warning: it may have been put together by an
    editor who read both. In a headline it is an error, because readers remember the headline.
    """
    article_words = set(words_of(whole))
    for finding in check_claim(text, span or whole, aliases=words):
        if f"“{finding.word}”".casefold() in named.casefold() or _said_in_quotes(finding, text):
            continue
        message = finding.message
        # "dropped", "not in the source sentence": the source is that of an outlet
        message += f": see {source}" if finding.fault is ClaimFault.CAUSE else f" of {source}"
        rule = CLAIM_RULES[finding.fault]
        elsewhere = finding.fault is ClaimFault.NEW_WORD and plain(finding.word) in article_words
        # a headline is read alone, so a word from another sentence is an error there
        if elsewhere and not where.endswith("headline"):
            yield warning(rule, f"{message}; another sentence has it", where)
        else:
            yield error(rule, message, where)


def _said_in_quotes(finding: ClaimFinding, text: str) -> bool:
    """Return True for a word of a quotation: quotations are held to the letter elsewhere."""
    for quote in quotations(text):
        if finding.word in quote:
            return True
    return False


def _check_quotations(
    text: str, span: str, whole: str, where: str, source: str
) -> Iterator[Finding]:
    for quote in quotations(text):
        # words between marks must be the source's own, to the letter
        if not _holds(whole, quote):
            yield error("edit.quote", f"“{quote}” is not said so in {source}", where)
            continue
        longer = _cut_short(quote, span)
        if longer:
            message = f"“{quote}” leaves out words of “{longer}” in {source} and shows no “…”"
            yield error("edit.quote", message, where)


def _holds(whole: str, quote: str) -> bool:
    """Return True when the text holds each piece of a quotation."""
    plain_whole = plain(whole)
    for piece in uncut(quote):
        if plain(piece).strip(" ,.;:!?'\"") not in plain_whole:
            return False
    return True


def _cut_short(quote: str, span: str) -> str:
    """Return the source's quotation that `quote` is most of, but not all of; "" for none."""
    # a cut that is shown is honest
    if "…" in quote:
        return ""
    ours = plain(quote)
    for whole in quotations(span):
        longer = plain(whole)
        part = len(quote.split()) / max(len(whole.split()), 1)
        # a few words out of a long quotation are a fair part; most of one is a cut
        if ours in longer and ours != longer and part > MOSTLY:
            return whole
    return ""


def _check_facts(
    text: str, span: str, whole: str, where: str, source: str, words: Mapping[str, str]
) -> Iterator[Finding]:
    """Find names, numbers and dates that the source sentence lacks, or has fewer times.

    A fact that stands elsewhere in the article is an error only where another of its kind was
    taken out: it was swapped.
    """
    ours, theirs = facts(text), facts(span)
    added, lost = _surplus(ours, theirs, span), _surplus(theirs, ours, text)
    in_article = {(_kind(fact), fact.key) for fact in facts(whole)}
    article_words = set(words_of(whole))
    span_keys, text_keys = _keys(span, words), _keys(text, words)
    for fact in added:
        kind = _kind(fact)
        # "Tehran" for "Iran's": another name, of which the text has no more than the source
        if kind == "name" and all(
            text_keys[key] <= span_keys[key] for key in _keys(fact.text, words)
        ):
            continue
        if kind == "name":
            is_elsewhere = fact.key in article_words
        else:
            is_elsewhere = (kind, fact.key) in in_article
        if is_elsewhere:
            replaced = _first_of_kind(lost, kind)
            if replaced:
                message = f"“{fact.text}” stands where {source} has “{replaced}”"
                yield error(f"edit.{kind}", message, where)
        elif fact.kind != "opening" or _may_be_name(fact):
            yield error(f"edit.{kind}", f"“{fact.text}” is not in {source}", where)


def _keys(text: str, words: Mapping[str, str]) -> Counter[str]:
    """Count the words of a text by the key that all names of one actor share."""
    return Counter(token.key for token in tokens_of(text, words, ENGLISH[0]))


def _first_of_kind(lost: Sequence[FactualTerm], kind: str) -> str:
    for fact in lost:
        if _kind(fact) == kind:
            return fact.text
    return ""


def _kind(fact: FactualTerm) -> str:
    if fact.kind == "opening":
        return "name"
    return fact.kind


def _surplus(
    these: Sequence[FactualTerm], those: Sequence[FactualTerm], other_text: str
) -> list[FactualTerm]:
    """Return the facts that come oftener in `these` than in `those`.

    A name may stand in the other text without its capital.
    """
    left: Counter[tuple[str, str]] = Counter()
    for fact in those:
        # names are counted among all words of the text below
        if _kind(fact) != "name":
            left[fact.kind, fact.key] += 1
    left.update(("name", word) for word in words_of(other_text))
    surplus = []
    for fact in these:
        key = (_kind(fact), fact.key)
        if left[key] > 0:
            left[key] -= 1
        else:
            surplus.append(fact)
    return surplus


def _may_be_name(fact: FactualTerm) -> bool:
    """Take an unknown opening word for a name, unless it looks like a plural or an adverb."""
    return not fact.key.endswith(("ing", "ly", "ials", "ers", "ists", "ents", "ies"))


def _check_doubts(text: str, span: str, where: str, source: str) -> Iterator[Finding]:
    ours, theirs = list(doubts(text)), list(doubts(span))
    dropped, added = "“{}” of {} is dropped", "“{}” is added to what {} says"
    yield from _missing(theirs, ours, set(words_of(text)), dropped, where, source)
    yield from _missing(ours, theirs, set(words_of(span)), added, where, source)


def _missing(
    wanted: Sequence[tuple[str, str, str]],
    present: Sequence[tuple[str, str, str]],
    kept: set[str],
    message: str,
    where: str,
    source: str,
) -> Iterator[Finding]:
    """Find words of denial or doubt that one side lacks although it keeps what they bear on."""
    left = Counter(word for _, word, _ in present)
    for kind, word, following in wanted:
        if left[word] > 0:
            left[word] -= 1
        elif not following or not kept.isdisjoint(following.split()):
            yield error(f"edit.{kind}", message.format(word, source), where)


def _check_order(text: str, span: str, where: str, source: str) -> Iterator[Finding]:
    """Find the same words in another order: then the sides of the deed have changed."""
    ours, theirs = words_of(text), words_of(span)
    # the same words in another order may swap who did it and who suffered it
    if ours == theirs or sorted(ours) != sorted(theirs) or _moves_the_speaker(ours, theirs):
        return
    for our_word, their_word in zip(ours, theirs, strict=True):
        if our_word != their_word:
            message = f"“{our_word}” stands where {source} has “{their_word}”"
            yield error("edit.order", message, where)
            return


def _moves_the_speaker(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Return True for "Troops leave, the army says" where the source has "The army says troops …".

    All other words keep their order.
    """
    for at in range(1, len(theirs)):
        front, back = list(theirs[:at]), list(theirs[at:])
        if list(ours) == back + front:
            return _is_speech(front[-1]) or _is_speech(back[-1])
    return False


def _is_speech(word: str) -> bool:
    return EQUIVALENT.get(word) == SPEECH


def named_source(article: Article) -> str:
    """Return the words by which findings name a source: the outlet and the article's id."""
    return f"{article.publisher or 'the source'} ({article.id})"
