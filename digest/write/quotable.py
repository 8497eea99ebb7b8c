"""Quotable: one sentence of an article that may stand in a briefing, with all that judges found."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from digest.languages import base_code, language_of
from digest.languages.en_dates import SHORT_MONTH
from digest.languages.en_outlets import CITED_OUTLETS
from digest.models import Article, Field, Passage, Role
from digest.models.calendar_names import SHORT_MONTH_NAMES
from digest.text import tolls
from digest.text.quotes import without_quotations
from digest.write.similarity import Tolls, content_words

LEAST_WORDS = 6
"""A sentence of fewer words is a scrap that tells nothing."""

NEWS_DAYS = 7
"""Days that a date at the start of a sentence may lie before its article, for it to be news."""

MOST_DAYS_AGO = 250
"""Days from which on the month is rather one to come: older news is told with its year."""

_UNSAID = r"(?:(?!\b(?:said|told)\b)[^“\"])*"
_NO_NEWS = re.compile(  # on the reporting, not on the event
    r"(?:declined|refused) to (?:comment|say|elaborate|discuss)\b|\bno (?:immediate )?comment\b"
    r"|(?:not|n[’']t) (?:immediately |yet )?(?:be )?(?:comment|respond|repl(?:y|ied)|"
    r"(?:available|reached) for)"
    r"|\breached out (?:to|for)\b.*\bcomment\b|\bdid(?: not|n[’']t) (?:immediately )?elaborate\b"
    rf"|\A{_UNSAID}\bspoke (?:on|under) (?:the )?condition of anonymity{_UNSAID}\Z"
    r"|\b(?:not|never) (?:been )?(?:previously|earlier) (?:been )?reported\b"
    r"|\AIt (?:was|is|remains|remained) (?:not (?:immediately |yet |entirely )?|un)clear\b",
    re.IGNORECASE,
)
_OUTLET = (
    rf"(?:{CITED_OUTLETS}|Voice of America|(?:ABC|CBS|NBC|Fox|Sky) News|"
    r"(?:[A-Z][a-z]+ (?:and )?){1,3}"
    r"(?:Times|Post|Journal|Mail|Telegraph|Guardian|Tribune|Caller|Herald|Chronicle|Examiner|Globe|"
    r"Gazette|Observer|Independent|Dispatch|Inquirer|Statesman|Express|Mirror))"
)
# one outlet on a report of another: the reader is better served by the other
_SECOND_HAND = re.compile(
    rf"\b{_OUTLET}(?:[’']s? (?:[A-Z][\w’'-]+ ){{1,3}})? (?:also |first )?"
    r"(?:report(?:s|ed)|quot(?:es|ed)|notes|noted|writes|wrote|says|published|aired)\b"
    rf"|\b(?:reports|writes|notes|wrote|[Aa]ccording to) (?:[Tt]he )?{_OUTLET}\b"
)
_LONG_AGO = re.compile(
    r"\b(?:last|previous|past) (?:month|year|decade)|\b(?:months|years|decades) ago\b"
)
_OPENS_WITH_DATE = re.compile(
    rf"[“\"‘']?(?:(?:On|By|Since|Late|Early|Before|After) )*(?P<month>{SHORT_MONTH})[a-z]*\.? "
    r"(?P<day>\d{1,2})\b(?!,? \d{4})"
)
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b(?! (?:people|troops|soldiers|tons|tonnes|km|miles))")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotable:
    """A whole sentence of one article, or a quotation that runs over several.

    `index` is its place among the candidates of its article. `main` and `why` are the chances, by
    its role, that it tells the event or its circumstances; `background` is the chance that an
    editor prints it under *Why it matters*, `what` that he prints it under *What happened*.
    `surname` names a person that the article introduced before, and that opens the sentence or
    speaks in it; it is "" in other sentences.
    """

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
    background: float = 0.0
    what: float = 0.0

    @property
    def language(self) -> str:
        """The code of the article's language; English where the article names none."""
        return base_code(self.article.language)

    @property
    def words(self) -> int:
        """The number of its words."""
        return len(self.text.split())

    @property
    def tells_nothing(self) -> bool:
        """True for a question, a scrap, a word on the reporting, and one outlet on another."""
        if self.text.endswith(("?", "؟")) or self.words < LEAST_WORDS:
            return True
        return bool(_NO_NEWS.search(self.text) or _SECOND_HAND.search(self.text))

    @property
    def dated(self) -> bool:
        """True where it names a day of these days: news, whatever its role seems to be."""
        return bool(_these_days(self.language).search(self.text))

    @property
    def names_its_own_day(self) -> bool:
        """True where it says "today" or "yesterday" and names no weekday beside it.

        A reader of a later day takes it amiss.
        """
        outside = without_quotations(self.text)
        if _own_days(self.language).search(outside) is None:
            return False
        return _weekdays(self.language).search(self.text) is None

    @property
    def looks_back(self) -> bool:
        """True where it names an earlier time: background, whatever its role seems to be."""
        for year in _YEAR.findall(self.text):
            # a later year is a plan, this year is now
            if int(year) < self.article.published.year:
                return True
        return self.index > 0 and bool(_LONG_AGO.search(self.text))

    @property
    def tells_an_old_day(self) -> bool:
        """True where it opens with a date of more than a week before its article: background."""
        opening = _OPENS_WITH_DATE.match(self.text)
        if opening is None or self.language != "en":
            return False
        published = self.article.published.date()
        month = SHORT_MONTH_NAMES.index(opening["month"]) + 1
        # a month that is still to come is that of the year before
        year = published.year - (month > published.month)
        try:
            told_day = date(year, month, int(opening["day"]))
        except ValueError:
            return False
        return NEWS_DAYS < (published - told_day).days < MOST_DAYS_AGO

    @property
    def content(self) -> frozenset[str]:
        """Its content words."""
        return content_words(self.text, self.language)

    @property
    def common(self) -> frozenset[str]:
        """Its content words that are no names; in German, where each noun has a capital, all."""
        if language_of(self.language).capital_nouns:
            return self.content
        # a name in common ties no two events
        lower = [word for word in self.text.split() if not word[0].isupper()]
        return content_words(" ".join(lower), self.language)

    @property
    def tolls(self) -> Tolls:
        """The tolls that it gives in numbers."""
        numbers = set()
        for toll in tolls(self.text, self.language):
            if toll.number is not None:
                numbers.add((toll.kind, toll.number))
        return frozenset(numbers)

    @property
    def passage(self) -> Passage:
        """The sentence as a passage that cites its span."""
        return Passage(
            text=self.text,
            article_id=self.article.id,
            field=self.field,
            start=self.start,
            end=self.end,
        )


@cache
def _own_days(code: str) -> re.Pattern[str]:
    """Return the pattern of days that are named from the day of writing."""
    words = language_of(code).day_words
    return re.compile(rf"(?<!\w)(?:{words or '(?!)'})(?!\w)", re.IGNORECASE)


@cache
def _weekdays(code: str) -> re.Pattern[str]:
    """Return the pattern of the weekdays of a language."""
    days = "|".join(sorted(language_of(code).weekdays))
    return re.compile(rf"\b(?:{days or '(?!)'})", re.IGNORECASE)


@cache
def _these_days(code: str) -> re.Pattern[str]:
    """Return the pattern of weekdays and of words for today and yesterday."""
    days = language_of(code).weekdays | language_of("en").weekdays
    listed = "|".join(sorted(days))
    return re.compile(rf"\b(?:{listed}|today|yesterday|overnight|tonight)\b", re.IGNORECASE)
