"""The sentences of one article that may be quoted: with their spans, roles, and whether they can stand alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from digest.languages import base_code, is_known, language_of
from digest.models import Article, Field, Passage, Role
from digest.text import sentence_spans, tolls
from digest.text.quotes import quotes_closed
from digest.write.cleaning import after_dateline, in_own_voice, is_boilerplate
from digest.write.context_free import lone_surname, opening_surname, stands_alone
from digest.write.headlines import headline_span
from digest.write.roles import role_chances
from digest.write.signs import expectation
from digest.write.similarity import Tolls, content_words, overlap

MAIN = (Role.MAIN, Role.MAIN_CONSEQUENCE)
WHY = (
    Role.CAUSE_GENERAL,
    Role.CAUSE_SPECIFIC,
    Role.DISTANT_EXPECTATIONS_CONSEQUENCES,
    Role.DISTANT_EVALUATION,
)
_LONGEST_WORDS = 75
_UNSAID = r"(?:(?!\b(?:said|told)\b)[^“\"])*"
_NO_NEWS = re.compile(  # on the reporting, not on the event
    r"(?:declined|refused) to comment|\bno (?:immediate )?comment\b"
    r"|(?:not|n[’']t) (?:immediately |yet )?(?:be )?(?:comment|respond|repl(?:y|ied)|(?:available|reached) for)"
    r"|\breached out (?:to|for)\b.*\bcomment\b|\bdid(?: not|n[’']t) (?:immediately )?elaborate\b"
    rf"|\A{_UNSAID}\bspoke (?:on|under) (?:the )?condition of anonymity{_UNSAID}\Z"
    r"|\b(?:not|never) (?:been )?(?:previously|earlier) (?:been )?reported\b"
    r"|\AIt (?:was|is|remains|remained) (?:not (?:immediately |yet |entirely )?|un)clear\b",
    re.IGNORECASE,
)
_OUTLET = (
    r"(?:AP|AFP|Reuters|BBC|CNN|CBS|NBC|ABC|NPR|Bloomberg|Axios|Politico|Haaretz|Al Jazeera|Voice of America|"
    r"Associated Press|(?:ABC|CBS|NBC|Fox|Sky) News|"
    r"(?:[A-Z][a-z]+ (?:and )?){1,3}(?:Times|Post|Journal|Mail|Telegraph|Guardian|Tribune|"
    r"Caller|Herald|Chronicle|Examiner|Globe|Gazette|Observer|Independent|Dispatch|Inquirer|Statesman|Express|Mirror))"
)
_SECOND_HAND = (
    re.compile(  # one outlet on what another has: the reader is better served by the other
        rf"\b{_OUTLET}(?:[’']s? (?:[A-Z][\w’'-]+ ){{1,3}})? (?:also |first )?"
        r"(?:report(?:s|ed)|quot(?:es|ed)|notes|noted|writes|wrote|says|published|aired)\b"
        rf"|\b(?:reports|writes|notes|wrote|[Aa]ccording to) (?:[Tt]he )?{_OUTLET}\b"
    )
)
_GLUED = re.compile(
    r"[a-z]{3}[.!?”\"][A-Z][a-z]|[a-z]{2}[A-Z]\w+ .*\bMORE\b"
)  # texts run into each other
_THESE_DAYS = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday|overnight|tonight)\b", re.I
)
_LONG_AGO = re.compile(
    r"\b(?:last|previous|past) (?:month|year|decade)|\b(?:months|years|decades) ago\b"
)
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b(?! (?:people|troops|soldiers|tons|tonnes|km|miles))")
_STOPPED = re.compile(r"[.!?؟۔][\"”’'»)\]]*\Z")
_BLANK = re.compile(r"\n\s*\n")
_STRAY_BLANK = re.compile(r"(?<=[^\s.,]) (?=[,.](?:\s|$))")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotable:
    """A whole sentence (or a quotation that runs over several) of one article; `index` is its place among them."""

    article: Article
    field: Field
    start: int
    end: int
    text: str
    index: int
    paragraph: int
    main: float
    why: float
    role: Role
    alone: bool
    surname: str
    """Of one whom the article introduced before, and whom the sentence opens with or lets speak; or ""."""

    @property
    def words(self) -> int:
        return len(self.text.split())

    @property
    def tells_nothing(self) -> bool:
        """True for a bare question, a scrap, a word on the reporting ("declined to comment"), one outlet on another."""
        scrap = self.text.endswith(("?", "؟")) or self.words < 6
        return scrap or bool(_NO_NEWS.search(self.text) or _SECOND_HAND.search(self.text))

    @property
    def dated(self) -> bool:
        """True where the sentence names a day of these days: news, whatever the role model makes of it."""
        return bool(_THESE_DAYS.search(self.text))

    @property
    def looks_back(self) -> bool:
        """True where the sentence names an earlier time: background, whatever the role model makes of it."""
        earlier = any(int(year) < self.article.published.year for year in _YEAR.findall(self.text))
        return earlier or (self.index > 0 and bool(_LONG_AGO.search(self.text)))

    @property
    def content(self) -> frozenset[str]:
        return content_words(self.text, self.article.language or "en")

    @property
    def common(self) -> frozenset[str]:
        """The content words that are no names."""
        lower = (word for word in self.text.split() if not word[0].isupper())
        return content_words(" ".join(lower), self.article.language or "en")

    @property
    def tolls(self) -> Tolls:
        """The tolls it gives in numbers."""
        read = tolls(self.text, self.article.language or "en")
        return frozenset((toll.kind, toll.number) for toll in read if toll.number is not None)

    @property
    def passage(self) -> Passage:
        return Passage(
            text=self.text,
            article_id=self.article.id,
            field=self.field,
            start=self.start,
            end=self.end,
        )


def fold_space(text: str) -> str:
    """Make every run of white space one blank, and none before a comma or stop: links leave one there."""
    return _STRAY_BLANK.sub("", " ".join(text.split()))


def text_of(article: Article, field: Field) -> str:
    """The text of an article that spans of `field` point into; "" where there is none."""
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


def standfirst(article: Article) -> tuple[Quotable, ...]:
    """The sentences of a summary that an article has beside its body: what its own desk set below the title."""
    summary = fold_space(article.lead)
    if not summary or not article.body or summary[:60] in fold_space(article.body):
        return ()
    return quotables(replace(article, body=""))


@lru_cache(maxsize=512)
def quotables(article: Article) -> tuple[Quotable, ...]:
    """Find the sentences of an article that may stand in a briefing, in order.

    The body is used when it is more than a feed's summary; the lead when there is no such body, or nothing in it.
    """
    field = (
        Field.BODY
        if len(article.body) >= len(article.lead) * 0.8 and article.body.strip()
        else Field.LEAD
    )
    text = article.body if field is Field.BODY else article.lead
    spans = list(_whole_sentences(text, article))
    if not spans and field is Field.BODY and article.lead:
        return quotables(replace(article, body=""))
    judged = _judged([fold_space(text[start:end]) for start, end, _ in spans], article)
    return tuple(
        Quotable(
            article=article, field=field, start=start, end=end, text=fold_space(text[start:end]), index=index,
            paragraph=paragraph, main=main, why=why, role=role,
            alone=stands_alone(fold_space(text[start:end]), article.language),
            surname=lone_surname(fold_space(text[start:end])) or opening_surname(text[start:end], text[:start]),
        )
        for index, ((start, end, paragraph), (role, main, why)) in enumerate(zip(spans, judged, strict=True))
    )  # fmt: skip


def _whole_sentences(text: str, article: Article) -> Iterator[tuple[int, int, int]]:
    """Yield (start, end, paragraph) of the sentences worth having: no boilerplate, no heading, no half quotation."""
    summary = (
        text is article.lead
    )  # one line there may lack its stop; after a line with one, it was cut off
    for number, (begin, stop) in enumerate(_paragraphs(text)):
        begin = after_dateline(text, begin) if number < 4 else begin
        for start, end in _joined_quotes(text, begin, stop, article.language):
            sentence = fold_space(text[start:end])
            if _is_news(sentence, article.language or "en", stopped=not summary) and not (
                number < 3 and _is_title(sentence, article)
            ):
                yield start, end, number
            summary = summary and not _STOPPED.search(sentence)


def _is_title(sentence: str, article: Article) -> bool:
    """True for the headline again, as it stands or as a line without a stop that has no word beyond it."""
    if sentence.rstrip(". ").casefold() == headline_passage(article).text.rstrip(". ").casefold():
        return True
    title = content_words(article.title, article.language or "en")
    told = overlap(content_words(sentence, article.language or "en"), title)
    return told == 1 and len(sentence.split()) <= len(title) * 2 and not _STOPPED.search(sentence)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    begin = 0
    for blank in _BLANK.finditer(text):
        yield begin, blank.start()
        begin = blank.end()
    yield begin, len(text)


def _joined_quotes(text: str, begin: int, stop: int, language: str) -> Iterator[tuple[int, int]]:
    """Yield sentence spans of one paragraph, a quotation that runs over several joined into one."""
    opened: int | None = None
    for start, end in sentence_spans(text[begin:stop], language=language or "en"):
        first = opened if opened is not None else begin + start
        if quotes_closed(text[first : begin + end]):
            yield first, begin + end
            opened = None
        else:
            opened = first
    # a quotation left open runs on into the next paragraph: half of it is not whole, so none is taken


def _is_news(sentence: str, language: str, *, stopped: bool) -> bool:
    words = len(sentence.split())
    if (
        not (4 <= words <= _LONGEST_WORDS)
        or is_boilerplate(sentence, language)
        or in_own_voice(sentence, language)
    ):
        return False
    if (
        sentence.endswith(("…", "...", "[...]", "[…]", ":", ",", ";"))
        or sentence.isupper()
        or _GLUED.search(sentence)
    ):
        return False
    return bool(_STOPPED.search(sentence)) or (not stopped and words >= 6)


def _judged(texts: list[str], article: Article) -> list[tuple[Role, float, float]]:
    """Say of each sentence: its role, and the chances that it tells what happened and why it matters."""
    language = base_code(article.language)
    if not language_of(language).role_model or not is_known(language):
        return [_by_place(text, index, language) for index, text in enumerate(texts)]
    chances = role_chances(texts, title=article.title, published=article.published)
    return [(max(c, key=c.__getitem__), _share(c, MAIN), _share(c, WHY)) for c in chances]


def _share(chances: Mapping[Role, float], roles: tuple[Role, ...]) -> float:
    return sum(chances[role] for role in roles)


def _by_place(text: str, index: int, language: str) -> tuple[Role, float, float]:
    """Judge a sentence in a language without a role model: by its place, and by words of background or expectation."""
    if index and is_known(language) and text.startswith(language_of(language).background):
        return Role.CAUSE_GENERAL, 0.1, 0.8
    if index and is_known(language) and expectation(language).search(text):
        return Role.DISTANT_EXPECTATIONS_CONSEQUENCES, 0.1, 0.7
    main = max(0.2, 0.9 - 0.15 * index)
    return (Role.MAIN if main > 0.5 else Role.CAUSE_GENERAL), main, 0.3
