"""The checks on a briefing, for machine drafts and a person's edits alike: what it says must stand in the sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from digest.models import Article, Briefing, Field, Finding, Item, Passage, Severity
from digest.write.candidates import fold_space, text_of
from digest.write.factual_terms import Fact, attributed, doubts, facts, plain, quotations, words_of
from digest.write.shortening import uncut

_FIELDS = (Field.TITLE, Field.LEAD, Field.BODY, Field.CAPTION)


def check_briefing(briefing: Briefing, articles: Mapping[str, Article]) -> tuple[Finding, ...]:
    """Check every sentence against the articles it cites.

    Errors: a source that is not there, a sentence from another story, a repeated sentence, and in an edited sentence
    a name, number, date, quotation, negation or doubt the source does not have.
    Warnings: lengths, and an edit that no longer says who says so. Notes: what a person edited.
    """
    findings: list[Finding] = []
    for item in briefing.items:
        for where, passage in _passages(item):
            findings += check_passage(passage, where, articles, item.article_ids)
        for number, link in enumerate(item.know_more, start=1):
            if not (link.past and link.passage.article_id not in articles):
                findings += check_passage(
                    link.passage, f"{item.story_id} know_more {number}", articles
                )
    for line in briefing.also:
        findings += check_passage(line.passage, f"also {line.story_id}", articles)
    findings += _repeats(briefing)
    findings += _lengths(briefing)
    return tuple(findings)


def _passages(item: Item) -> Iterator[tuple[str, Passage]]:
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


def check_passage(
    passage: Passage, where: str, articles: Mapping[str, Article], story: Sequence[str] = ()
) -> Iterator[Finding]:
    """Check one sentence; `story` are the ids of the articles it may cite, any when empty."""
    article = articles.get(passage.article_id)
    if article is None:
        yield _error("source.missing", f"cites {passage.article_id}, which is not stored", where)
        return
    if story and passage.article_id not in story:
        yield _error(
            "source.other_story", f"cites {_named(article)}, which belongs to another story", where
        )
    if not matches_span(passage, article):
        yield _note(
            "passage.edited",
            f"differs from {_named(article)} and is checked as a person's wording",
            where,
        )
        yield from _check_edit(passage, where, article)


def matches_span(passage: Passage, article: Article) -> bool:
    """True when the text is its span with white space folded, but for cuts shown as "…"."""
    source = text_of(article, passage.field)
    if not 0 <= passage.start < passage.end <= len(source):
        return False
    span, text = fold_space(source[passage.start : passage.end]), fold_space(passage.text)
    if span == text:
        return True
    pieces = uncut(text)
    if "…" not in text or not pieces:
        return False
    if not text.startswith("…") and not span.startswith(pieces[0]):
        return False
    if not text.endswith("…") and not span.endswith(pieces[-1]):
        return False
    at = 0
    for piece in pieces:
        at = span.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    return True


def _check_edit(passage: Passage, where: str, article: Article) -> Iterator[Finding]:
    """Compare a person's wording with the sentence it stands on, and with the whole article."""
    whole = " \n ".join(text_of(article, field) for field in _FIELDS)
    span = (
        text_of(article, passage.field)[passage.start : passage.end]
        if passage.end > passage.start
        else ""
    )
    text, source = fold_space(passage.text), _named(article)
    yield from _check_facts(text, span, whole, where, source)
    for quote in quotations(text):
        if not _holds(whole, quote):
            yield _error("edit.quote", f"“{quote}” is not said so in {source}", where)
        elif longer := _cut_short(quote, span):
            yield _error(
                "edit.quote",
                f"“{quote}” leaves out words of “{longer}” in {source} and shows no “…”",
                where,
            )
    if span:
        yield from _check_doubts(text, span, where, source)
        yield from _check_order(text, span, where, source)
        if (said := attributed(span)) and not attributed(text):
            yield _warning(
                "edit.attribution",
                f"“{said}” of {source} is dropped: nobody says so any more",
                where,
            )


def _holds(whole: str, quote: str) -> bool:
    return all(plain(piece).strip(" ,.;:!?'\"") in plain(whole) for piece in uncut(quote))


def _cut_short(quote: str, span: str) -> str:
    """The source's quotation that `quote` is most of, but not all of."""
    ours = plain(quote)
    longer = (whole for whole in quotations(span) if ours in plain(whole) and ours != plain(whole))
    return next(
        (
            whole
            for whole in longer
            if "…" not in quote and len(quote.split()) * 2 > len(whole.split())
        ),
        "",
    )


def _check_facts(text: str, span: str, whole: str, where: str, source: str) -> Iterator[Finding]:
    """Names, numbers and dates the source sentence does not have, or has fewer times.

    One that stands elsewhere in the article is an error only where another of its kind was taken out: it was swapped.
    """
    ours, theirs = facts(text), facts(span)
    added, lost = _more(ours, theirs, span), _more(theirs, ours, text)
    in_article = {(_kind(fact), fact.key) for fact in facts(whole)}
    article_words = set(words_of(whole))
    for fact in added:
        kind = _kind(fact)
        was = next((other.text for other in lost if _kind(other) == kind), "")
        if (fact.key in article_words) if kind == "name" else ((kind, fact.key) in in_article):
            if was:
                yield _error(
                    f"edit.{kind}", f"“{fact.text}” stands where {source} has “{was}”", where
                )
        elif fact.kind != "opening" or _may_be_name(fact):
            yield _error(f"edit.{kind}", f"“{fact.text}” is not in {source}", where)


def _kind(fact: Fact) -> str:
    return "name" if fact.kind == "opening" else fact.kind


def _more(these: Sequence[Fact], those: Sequence[Fact], other_text: str) -> list[Fact]:
    """The facts of `these` that come oftener here than among `those`; a name may stand there uncapitalised."""
    left = Counter((fact.kind, fact.key) for fact in those if _kind(fact) != "name")
    left.update(("name", word) for word in words_of(other_text))
    found = []
    for fact in these:
        key = (_kind(fact), fact.key)
        if left[key] > 0:
            left[key] -= 1
        else:
            found.append(fact)
    return found


def _may_be_name(fact: Fact) -> bool:
    """An unknown word that opens a sentence is taken for a name unless it looks like a plural or an adverb."""
    return not fact.key.endswith(("ing", "ly", "ials", "ers", "ists", "ents", "ies"))


def _check_doubts(text: str, span: str, where: str, source: str) -> Iterator[Finding]:
    ours, theirs = list(doubts(text)), list(doubts(span))
    yield from _missing(theirs, ours, set(words_of(text)), "“{}” of {} is dropped", where, source)
    yield from _missing(
        ours, theirs, set(words_of(span)), "“{}” is added to what {} says", where, source
    )


def _missing(
    wanted: Sequence[tuple[str, str, str]],
    present: Sequence[tuple[str, str, str]],
    kept: set[str],
    say: str,
    where: str,
    source: str,
) -> Iterator[Finding]:
    """Words of denial or doubt that one side has and the other has not, though it keeps what they bear on."""
    left = Counter(word for _, word, _ in present)
    for kind, word, following in wanted:
        if left[word] > 0:
            left[word] -= 1
        elif not following or any(part in kept for part in following.split()):
            yield _error(f"edit.{kind}", say.format(word, source), where)


def _check_order(text: str, span: str, where: str, source: str) -> Iterator[Finding]:
    """Same words, names or numbers in another order: who did what to whom has changed."""
    ours, theirs = words_of(text), words_of(span)
    if ours != theirs and sorted(ours) == sorted(theirs):
        at = next(
            place
            for place, (left, right) in enumerate(zip(ours, theirs, strict=True))
            if left != right
        )
        yield _error("edit.order", f"“{ours[at]}” stands where {source} has “{theirs[at]}”", where)


def _repeats(briefing: Briefing) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for item in briefing.items:
        for where, passage in _passages(item):
            key = plain(passage.text)
            if key in seen and not where.endswith("headline"):
                yield _error("sentence.repeated", f"says again what stands in {seen[key]}", where)
            seen.setdefault(key, where)


def _lengths(briefing: Briefing) -> Iterator[Finding]:
    for number, item in enumerate(briefing.items):
        yield from _item_lengths(item, lead=number == 0)
    for line in briefing.also:
        yield from _at_most(line.passage.text, 25, f"also {line.story_id}")


def _item_lengths(item: Item, *, lead: bool) -> Iterator[Finding]:
    if len(item.headline.text) > 120:
        yield _warning(
            "length.headline",
            f"{len(item.headline.text)} characters; at most 80 read well",
            f"{item.story_id} headline",
        )
    if item.dek:
        yield from _at_most(item.dek.text, 30, f"{item.story_id} dek")
    happened = _words(passage for group in item.what_happened for passage in group)
    why = _words(passage for group in item.why_it_matters for passage in group)
    in_full = (
        ("lead", _words(item.lead), 75),
        ("what_happened", happened, 120),
        ("why_it_matters", why, 90),
    )
    limits = in_full if lead else (("in all", happened + why, 130),)
    for part, count, most in limits:
        if count > most:
            yield _warning(
                "length.part", f"{count} words; at most {most}", f"{item.story_id} {part}"
            )


def _at_most(text: str, most: int, where: str) -> Iterator[Finding]:
    if (count := len(text.split())) > most:
        yield _warning("length.part", f"{count} words; at most {most}", where)


def _words(passages: Iterable[Passage]) -> int:
    return sum(len(passage.text.split()) for passage in passages)


def _named(article: Article) -> str:
    return f"{article.publisher or 'the source'} ({article.id})"


def _error(rule: str, message: str, where: str) -> Finding:
    return Finding(rule_id=rule, severity=Severity.ERROR, message=message, where=where)


def _warning(rule: str, message: str, where: str) -> Finding:
    return Finding(rule_id=rule, severity=Severity.WARNING, message=message, where=where)


def _note(rule: str, message: str, where: str) -> Finding:
    return Finding(rule_id=rule, severity=Severity.NOTE, message=message, where=where)
