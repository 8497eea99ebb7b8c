"""The checks on a briefing, for machine drafts and a person's edits alike. Pure.

A sentence that equals its span passes. A sentence that a person reworded is compared with its
source. A sentence that the desk wrote itself cites no article and is marked as the desk's own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from digest.models import DESK, Alias, Article, Briefing, Field, Finding, Item, Passage, Severity
from digest.write.candidates import fold_space, text_of
from digest.write.claim_tokens import alias_words, tokens_of
from digest.write.claims import ClaimFault, ClaimFinding, check_claim
from digest.write.factual_terms import Fact, attributed, doubts, facts, plain, quotations, words_of
from digest.write.findings import error, note, warning
from digest.write.length_checks import check_lengths
from digest.write.shortening import uncut

CHECKED_FIELDS = (Field.TITLE, Field.LEAD, Field.BODY, Field.CAPTION)

MOSTLY = 0.5
"""A quotation that holds more than this part of a longer one has left words out of it."""

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


def check_briefing(
    briefing: Briefing, articles: Mapping[str, Article], *, aliases: Iterable[Alias] = ()
) -> tuple[Finding, ...]:
    """Check every sentence against the articles it cites.

    Errors: a missing source, a sentence from another story, a repeated sentence, a sentence of the
    desk that is put into the mouth of an outlet, and in an edited sentence a name, number, date,
    quotation, negation, doubt, verb, cause, degree or condition that differs from the source.
    Warnings: lengths, and an edit that drops its attribution. Notes: edits and sentences of the
    desk. A person overrules an error of an edit with a reason (`Passage.overruled`); it then
    becomes a note that keeps the reason. A name of one word may stand for another name of its
    alias.
    """
    words = alias_words(tuple(aliases))
    findings: list[Finding] = list(_check_intro(briefing))
    for item in briefing.items:
        for where, passage in _passages(item):
            findings += check_passage(passage, where, articles, item.article_ids, words)
        for number, link in enumerate(item.know_more, start=1):
            # a past issue is cited by its headline, and its article may be forgotten by now
            if link.past and link.passage.article_id not in articles:
                continue
            where = f"{item.story_id} know_more {number}"
            findings += check_passage(link.passage, where, articles, words=words)
    for line in briefing.also:
        findings += check_passage(line.passage, f"also {line.story_id}", articles, words=words)
    # checks over the whole briefing come behind those of single sentences
    findings += _repeats(briefing)
    findings += check_lengths(briefing)
    findings += _credited_by_desk(briefing)
    return tuple(findings)


def check_passage(
    passage: Passage,
    where: str,
    articles: Mapping[str, Article],
    story: Sequence[str] = (),
    words: Mapping[str, str] | None = None,
) -> Iterator[Finding]:
    """Check one sentence.

    `story` holds the ids of the articles it may cite; any when empty. `words` maps names of one
    word to their alias, as `alias_words` gives them.
    """
    if passage.article_id == DESK:
        yield note("passage.desk", "is the desk's own and is marked as such", where)
        return
    article = articles.get(passage.article_id)
    if article is None:
        yield error("source.missing", f"cites {passage.article_id}, which is not stored", where)
        return
    if story and passage.article_id not in story:
        message = f"cites {_named(article)}, which belongs to another story"
        yield error("source.other_story", message, where)
    # a sentence that is the outlet's own needs no further check
    if matches_span(passage, article):
        return
    message = f"differs from {_named(article)} and is checked as a person's wording"
    yield note("passage.edited", message, where)
    for finding in _check_edit(passage, where, article, words or {}):
        yield _overruled(finding, passage.overruled)


def matches_span(passage: Passage, article: Article) -> bool:
    """Return True when the text is its span with white space folded, but for cuts shown as "…"."""
    source = text_of(article, passage.field)
    if not 0 <= passage.start < passage.end <= len(source):
        return False
    span, text = fold_space(source[passage.start : passage.end]), fold_space(passage.text)
    # the quick way first: most sentences are quoted whole
    if span == text:
        return True
    pieces = uncut(text)
    if "…" not in text or not pieces:
        return False
    # a cut that is not shown would change the beginning or the end in silence
    if not text.startswith("…") and not span.startswith(pieces[0]):
        return False
    if not text.endswith("…") and not span.endswith(pieces[-1]):
        return False
    # the pieces must stand in the span in their order
    at = 0
    for piece in pieces:
        at = span.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    return True


def _overruled(finding: Finding, reason: str) -> Finding:
    """Turn an error of an edit into a note when a person gave a reason to let it stand."""
    if not reason or finding.severity is not Severity.ERROR:
        return finding
    message = f"{finding.message}; overruled: {reason}"
    return replace(finding, severity=Severity.NOTE, message=message)


# --- a person's wording ---------------------------------------------------------------------------


def _check_edit(
    passage: Passage, where: str, article: Article, words: Mapping[str, str]
) -> Iterator[Finding]:
    """Compare a person's wording with the sentence it stands on, and with the whole article."""
    # a fact may come from the caption or the lead; the line end keeps fields apart
    whole = " \n ".join(text_of(article, field) for field in CHECKED_FIELDS)
    span = ""
    if passage.end > passage.start:
        span = text_of(article, passage.field)[passage.start : passage.end]
    text, source = fold_space(passage.text), _named(article)
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
        message = f"{finding.message} of {source}"
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


def _first_of_kind(lost: Sequence[Fact], kind: str) -> str:
    for fact in lost:
        if _kind(fact) == kind:
            return fact.text
    return ""


def _kind(fact: Fact) -> str:
    if fact.kind == "opening":
        return "name"
    return fact.kind


def _surplus(these: Sequence[Fact], those: Sequence[Fact], other_text: str) -> list[Fact]:
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


def _may_be_name(fact: Fact) -> bool:
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
    if ours == theirs or sorted(ours) != sorted(theirs):
        return
    for our_word, their_word in zip(ours, theirs, strict=True):
        if our_word != their_word:
            message = f"“{our_word}” stands where {source} has “{their_word}”"
            yield error("edit.order", message, where)
            return


# --- the desk's own words -------------------------------------------------------------------------


def _check_intro(briefing: Briefing) -> Iterator[Finding]:
    """Check the editor's note: it is the desk's own, so it cites no article."""
    for where, passage in _intro_places(briefing):
        if passage.by_desk:
            yield note("passage.desk", "is the desk's own and is marked as such", where)
        else:
            message = "cites an article; the editor's note is the desk's own, write from: desk"
            yield error("intro.source", message, where)


def _credited_by_desk(briefing: Briefing) -> Iterator[Finding]:
    """Yield each sentence of the desk that puts its words into the mouth of an outlet."""
    outlets = sorted({citation.outlet for citation in briefing.citations if citation.outlet})
    places = list(_intro_places(briefing))
    for item in briefing.items:
        places += _passages(item)
    for line in briefing.also:
        places.append((f"also {line.story_id}", line.passage))
    for where, passage in places:
        if not passage.by_desk:
            continue
        for outlet in _credited(passage, outlets):
            message = f"says that {outlet} reports it, though it cites no article of {outlet}"
            yield _overruled(error("passage.credit", message, where), passage.overruled)


def _credited(passage: Passage, outlets: Iterable[str]) -> Iterator[str]:
    """Yield the outlets of the issue that a sentence of the desk gives as its speaker."""
    for outlet in outlets:
        name = re.compile(rf"\b{re.escape(outlet)}\b", re.IGNORECASE)
        speaks = attributed(passage.text) and name.search(passage.text)
        if speaks or name.search(passage.attribution):
            yield outlet


def _intro_places(briefing: Briefing) -> Iterator[tuple[str, Passage]]:
    for row, passage in enumerate(briefing.intro, start=1):
        yield f"intro {row}", passage


# --- the whole briefing ---------------------------------------------------------------------------


def _passages(item: Item) -> Iterator[tuple[str, Passage]]:
    """Yield each sentence of a story with its place: story, part, paragraph and sentence."""
    yield f"{item.story_id} headline", item.headline
    if item.dek:
        yield f"{item.story_id} dek", item.dek
    parts = (
        ("lead", (item.lead,)),
        ("what_happened", item.what_happened),
        ("why_it_matters", item.why_it_matters),
    )
    for name, paragraphs in parts:
        for row, paragraph in enumerate(paragraphs, start=1):
            for column, passage in enumerate(paragraph, start=1):
                yield f"{item.story_id} {name} {row}.{column}", passage


def _repeats(briefing: Briefing) -> Iterator[Finding]:
    first_place: dict[str, str] = {}
    for item in briefing.items:
        for where, passage in _passages(item):
            key = plain(passage.text)
            # a first sentence may repeat its own headline: some outlets publish no more than that
            if key in first_place and not where.endswith("headline"):
                message = f"says again the sentence of {first_place[key]}"
                yield error("sentence.repeated", message, where)
            first_place.setdefault(key, where)


def _named(article: Article) -> str:
    return f"{article.publisher or 'the source'} ({article.id})"
