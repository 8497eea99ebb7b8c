"""Candidates: the sentences of one article that may be quoted, with spans, roles and uses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from digest.languages import base_code, is_known, language_of
from digest.models import Article, Field, Passage, Role
from digest.text import sentence_spans
from digest.text.headlines import headline_span
from digest.text.quotes import quotes_closed
from digest.write.cleaning import after_dateline, in_own_voice, is_boilerplate
from digest.write.context_free import (
    always_leans,
    lone_surname,
    opening_surname,
    opens_with_bare_thing,
    opens_with_pronoun,
    stands_alone,
)
from digest.write.quotable import Quotable
from digest.write.roles import role_chances
from digest.write.signs import expectation
from digest.write.similarity import content_words, overlap
from digest.write.use_features import Judged
from digest.write.uses import sentence_uses

MAIN = (Role.MAIN, Role.MAIN_CONSEQUENCE)
WHY = (
    Role.CAUSE_GENERAL,
    Role.CAUSE_SPECIFIC,
    Role.DISTANT_EXPECTATIONS_CONSEQUENCES,
    Role.DISTANT_EVALUATION,
)

ALONE, ALONE_AGAINST_PATTERNS = 0.6, 0.8
"""Chance from which an English sentence is taken to stand alone: where the patterns of leaning
sentences find no fault in it, and where they do. Nine in ten of the sentences taken stand alone."""

SHORTEST, LONGEST = 4, 75
"""Words of a sentence that may be quoted."""

UNSTOPPED = 6
"""Words from which a line without a stop may be a sentence, in a feed's summary alone."""

DATELINES_IN = 4
"""A dateline may stand before each of so many first paragraphs: captions come before the text."""

TITLE_IN = 3
"""The headline may be repeated in one of so many first paragraphs."""

KEPT_ARTICLES = 512
"""So many of the last articles keep their candidates: each is asked for several times an issue."""

BODY_SHARE = 0.8
"""A body shorter than this share of the feed's summary is no full text."""

NO_EVENT, BACKGROUND, EXPECTATION, UNMARKED = 0.1, 0.8, 0.7, 0.3
"""Chances by words, in a language without a model: that a marked sentence tells the event, that one
of background, of expectation, or without a mark tells circumstances."""

FIRST_BY_PLACE, STEP_BY_PLACE, LEAST_BY_PLACE, MAIN_BY_PLACE = 0.9, 0.15, 0.2, 0.5
"""Chances by place: the first sentence tells the event, each later one less surely; up to the last
number a sentence counts as circumstances."""

_GLUED = re.compile(  # texts that run into each other
    r"[a-z]{2}(?:[a-z][.!?”\"]|[.!?]?[.!?][”\"]{1,2})[A-Z][a-z]|[a-z]{2}[A-Z]\w+ .*\bMORE\b"
    r"|\A[A-Z](?:The|This|That|In|On|At|It|He|She|We|An)\b"
)
_STOPPED = re.compile(r"[.!?؟۔][\"”“’'»«)\]]*\Z")
_BLANK = re.compile(r"\n\s*\n")
_STRAY_BLANK = re.compile(r"(?<=[^\s.,]) (?=[,.](?:\s|$))")


def fold_space(text: str) -> str:
    """Make every run of white space one blank, and none before a comma or stop.

    >>> fold_space("Ships  wait\\n, and wait .")
    'Ships wait, and wait.'
    """
    return _STRAY_BLANK.sub("", " ".join(text.split()))


def text_of(article: Article, field: Field) -> str:
    """Return the text that spans of `field` point into; "" where the article has none."""
    match field:
        case Field.TITLE:
            return article.title
        case Field.LEAD:
            return article.lead
        case Field.BODY:
            return article.body
        case Field.CAPTION:
            return article.picture.caption if article.picture else ""
        case _:
            return ""


def headline_passage(article: Article) -> Passage:
    """Cite the article's title, cleaned; the span still points into it."""
    start, end = headline_span(article.title, article.publisher)
    return Passage(
        text=fold_space(article.title[start:end]),
        article_id=article.id,
        field=Field.TITLE,
        start=start,
        end=end,
    )


def headline_words(article: Article) -> frozenset[str]:
    """Return the content words of an article's headline, without the name of its outlet."""
    return content_words(headline_passage(article).text, article.language or "en")


def standfirst(article: Article) -> tuple[Quotable, ...]:
    """Return the sentences of a summary that its own desk set beside the body."""
    summary = fold_space(article.lead)
    if not summary or not article.body or summary[:60] in fold_space(article.body):
        return ()
    return quotables(replace(article, body=""))


@lru_cache(maxsize=KEPT_ARTICLES)
def quotables(article: Article) -> tuple[Quotable, ...]:
    """Find the sentences of an article that may stand in a briefing, in order.

    The body is used when it is more than a feed's summary; the lead when there is no such body, or
    no sentence in it.
    """
    has_body = len(article.body) >= len(article.lead) * BODY_SHARE and article.body.strip()
    field = Field.BODY if has_body else Field.LEAD
    text = article.body if field is Field.BODY else article.lead
    # a body of calls and captions alone leaves the summary
    spans = list(_whole_sentences(text, article))
    if not spans and field is Field.BODY and article.lead:
        return quotables(replace(article, body=""))
    judged = _judged_by_role([fold_space(text[start:end]) for start, end, _ in spans], article)
    candidates = []
    for index, (span, (role, main, why)) in enumerate(zip(spans, judged, strict=True)):
        start, end, paragraph = span
        sentence = fold_space(text[start:end])
        candidates.append(
            Quotable(
                article=article,
                field=field,
                start=start,
                end=end,
                text=sentence,
                index=index,
                paragraph=paragraph,
                main=main,
                why=why,
                role=role,
                alone=stands_alone(sentence, article.language),
                surname=lone_surname(sentence) or opening_surname(text[start:end], text[:start]),
            )
        )
    return _with_uses(candidates, article)


def _with_uses(candidates: Sequence[Quotable], article: Article) -> tuple[Quotable, ...]:
    """Add the chances of each use: by the trained model in English, else by the words."""
    if not candidates or not _has_model(article):
        return tuple(replace(quote, background=quote.why, what=quote.main) for quote in candidates)
    title = content_words(article.title, "en")
    uses = sentence_uses(judged_sentences(candidates), title=title, year=article.published.year)
    judged = []
    for quote, use in zip(candidates, uses, strict=True):
        least = ALONE if quote.alone else ALONE_AGAINST_PATTERNS
        # a thing that must be known stands alone only where the story named it before
        alone = use.alone >= least and not opens_with_bare_thing(quote.text)
        # the model forgives "he" where the rest of a sentence says much
        alone = alone and not opens_with_pronoun(quote.text)
        alone = alone and not always_leans(quote.text, quote.language)
        judged.append(replace(quote, alone=alone, background=use.why, what=use.what))
    return tuple(judged)


def judged_sentences(candidates: Sequence[Quotable]) -> list[Judged]:
    """Return the candidates of one article as the model of uses reads them.

    `alone` is asked of the patterns anew, because the model may have decided otherwise.
    """
    return [
        Judged(
            text=quote.text,
            content=quote.content,
            alone=stands_alone(quote.text, quote.language),
            known_surname=bool(quote.surname),
            looks_back=quote.looks_back,
            dated=quote.dated,
            main=quote.main,
            why=quote.why,
        )
        for quote in candidates
    ]


def _has_model(article: Article) -> bool:
    code = base_code(article.language)
    return is_known(code) and language_of(code).role_words is not None


def _whole_sentences(text: str, article: Article) -> Iterator[tuple[int, int, int]]:
    """Yield (start, end, paragraph) of the sentences that are no boilerplate and no heading."""
    language = article.language or "en"
    # one line of a summary may lack its stop; after a line with one, it was cut off
    may_lack_stop = text is article.lead
    for number, (begin, stop) in enumerate(_paragraphs(text)):
        news_start = after_dateline(text, begin) if number < DATELINES_IN else begin
        for start, end in _joined_quotes(text, news_start, stop, language):
            sentence = fold_space(text[start:end])
            is_title = number < TITLE_IN and _is_title(sentence, article)
            if not is_title and _is_news(sentence, language, stopped=not may_lack_stop):
                yield start, end, number
            may_lack_stop = may_lack_stop and not _STOPPED.search(sentence)


def _is_title(sentence: str, article: Article) -> bool:
    """Tell whether a sentence is the headline again, or a line without a stop that adds no word."""
    headline = headline_passage(article).text
    if sentence.rstrip(". ").casefold() == headline.rstrip(". ").casefold():
        return True
    # a title has no stop; a sentence with one may repeat its words and still tell more
    if _STOPPED.search(sentence):
        return False
    title = content_words(article.title, article.language or "en")
    share = overlap(content_words(sentence, article.language or "en"), title)
    return share == 1 and len(sentence.split()) <= len(title) * 2


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    begin = 0
    for blank in _BLANK.finditer(text):
        yield begin, blank.start()
        begin = blank.end()
    yield begin, len(text)


def _joined_quotes(text: str, begin: int, stop: int, language: str) -> Iterator[tuple[int, int]]:
    """Yield sentence spans of one paragraph; a quotation over several sentences is one span.

    A quotation that stays open runs on into the next paragraph: half of one is not yielded.
    """
    opened: int | None = None
    for start, end in sentence_spans(text[begin:stop], language=language):
        first = opened if opened is not None else begin + start
        # a quotation of several sentences is cited whole, or it would lose its marks
        if quotes_closed(text[first : begin + end]):
            yield first, begin + end
            opened = None
        else:
            opened = first


def _is_news(sentence: str, language: str, *, stopped: bool) -> bool:
    """Tell whether a line is a whole sentence of news; with `stopped` it must end in a stop."""
    words = len(sentence.split())
    if not SHORTEST <= words <= LONGEST:
        return False
    if is_boilerplate(sentence, language) or in_own_voice(sentence, language):
        return False
    # a teaser that is cut off, or a line that introduces the next one
    if sentence.endswith(("…", "...", "[...]", "[…]", ":", ",", ";")):
        return False
    # a heading in capitals, or two words of a table run together
    if sentence.isupper() or _GLUED.search(sentence):
        return False
    return is_stopped(sentence) or (not stopped and words >= UNSTOPPED)


def is_stopped(sentence: str) -> bool:
    """Tell whether a line ends like a sentence.

    >>> is_stopped("“The port is shut.”"), is_stopped("Port shut as dockers strike")
    (True, False)
    """
    return _STOPPED.search(sentence) is not None


def _judged_by_role(texts: list[str], article: Article) -> list[tuple[Role, float, float]]:
    """Say of each sentence its role, and the chances of main event and of circumstances."""
    if not _has_model(article):
        language = base_code(article.language)
        return [_by_place(text, index, language) for index, text in enumerate(texts)]
    judged = []
    for chances in role_chances(texts, title=article.title, published=article.published):
        # the likeliest role names the sentence; the shares below weigh it
        role = max(chances, key=chances.__getitem__)
        judged.append((role, _share(chances, MAIN), _share(chances, WHY)))
    return judged


def _share(chances: Mapping[Role, float], roles: tuple[Role, ...]) -> float:
    return sum(chances[role] for role in roles)


def _by_place(text: str, index: int, language: str) -> tuple[Role, float, float]:
    """Judge a sentence without a role model: by words of background, of expectation, by place."""
    # the first sentence tells the event, whatever word it begins with
    if index and is_known(language):
        if text.startswith(language_of(language).background):
            return Role.CAUSE_GENERAL, NO_EVENT, BACKGROUND
        if expectation(language).search(text):
            return Role.DISTANT_EXPECTATIONS_CONSEQUENCES, NO_EVENT, EXPECTATION
    # without a model the chance to tell the event falls with the place
    main = max(LEAST_BY_PLACE, FIRST_BY_PLACE - STEP_BY_PLACE * index)
    role = Role.MAIN
    if main <= MAIN_BY_PLACE:
        role = Role.CAUSE_GENERAL
    return role, main, UNMARKED
