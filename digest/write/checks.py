"""The checks on a briefing, for machine drafts and a person's edits alike. Pure.

A sentence that equals its span passes. A sentence that a person reworded is compared with its
source. A sentence that the desk wrote itself cites no article and is marked as the desk's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from digest.kernel.polls import poll_mistake
from digest.models import DESK, Alias, Article, Briefing, Finding, Item, Passage, Severity
from digest.write.candidates import fold_space, text_of
from digest.write.claim_tokens import alias_words
from digest.write.edit_checks import check_edit, named_source
from digest.write.factual_terms import attributed, plain
from digest.write.findings import error, note, warning
from digest.write.length_checks import check_lengths
from digest.write.shortening import uncut


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
    findings += _check_poll(briefing)
    findings += _check_sections(briefing)
    return tuple(findings)


def _check_sections(briefing: Briefing) -> Iterator[Finding]:
    """Check that each story stands in a section of the newsletter: its id would be the title."""
    known = [section.id for section in briefing.sections]
    for item in briefing.items:
        if known and item.section and item.section not in known:
            message = f"is in no section of this newsletter: “{item.section}”"
            advice = f"; write {' or '.join(known)}"
            yield warning("section.unknown", message + advice, f"{item.story_id} headline")


def _check_poll(briefing: Briefing) -> Iterator[Finding]:
    """Check the poll: an editor may have written another one into the draft."""
    poll = briefing.blocks.poll
    if poll is None:
        return
    mistake = poll_mistake(poll)
    if mistake:
        yield error("poll.answers", f"cannot be asked: {mistake}", "blocks poll")
    elif poll.story > len(briefing.items):
        message = f"asks on story {poll.story} of {len(briefing.items)}, so it is left out"
        yield warning("poll.story", message, "blocks poll")


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
        message = f"cites {named_source(article)}, which belongs to another story"
        yield error("source.other_story", message, where)
    # a sentence that is the outlet's own needs no further check
    if matches_span(passage, article):
        return
    message = f"differs from {named_source(article)} and is checked as a person's wording"
    yield note("passage.edited", message, where)
    for finding in check_edit(passage, where, article, words or {}):
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
