"""Language: all that the newsroom knows about one language, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from digest.languages.news_words import ClusterWords, GenreWords, RoleWords, TurnWords
from digest.languages.sign import Sign
from digest.languages.title_words import TitleWords
from digest.models import Direction

Label = str | Mapping[str, str]
"""One label of the mail, or its plural forms by CLDR category (zero one two few many other)."""


def listed(words: str) -> frozenset[str]:
    """Return the words of a list that is written in lines.

    >>> sorted(listed("and or"))
    ['and', 'or']
    """
    return frozenset(words.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Abbreviations:
    """Words with a stop that do not end a sentence, in lower case and without their last stop.

    `before_names` never end a sentence ("Dr."). `short` end one only where a word of `openers`
    follows ("Corp."); those of `short` that are not in `in_lower_case` must stand with a capital.
    `dates` are months and weekdays ("Nov."). `openers` are words that open a sentence far oftener
    than they follow an abbreviation. With `ordinal_stops` a number of up to three digits with a
    stop is an ordinal ("am 3. Oktober"), unless an opener follows.
    """

    before_names: frozenset[str]
    short: frozenset[str]
    in_lower_case: frozenset[str]
    dates: frozenset[str]
    openers: frozenset[str]
    ordinal_stops: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TollWords:
    """Words by which a language tells how many people were killed, hurt, taken or lost.

    `stems` maps a kind of harm to beginnings of words, parted by blanks; they stand right before
    the number or up to `reach` words after it. `acts` are beginnings of verbs that stand before
    the number only ("tötete 12"). `about` may stand between a number and the harm before it.
    `aside` is a pattern of what opens an aside on these people ("dont deux enfants"). `no_people`
    are beginnings of words: between a number and its harm they say that the number counts other
    things. With `keeps_accents` two words that differ only in an accent stay two. With
    `spaced_thousands` "15 000" is one number.
    """

    stems: Mapping[str, str]
    acts: Mapping[str, str] = field(default_factory=dict)
    about: str = ""
    aside: str = ""
    no_people: str = ""
    reach: int = 3
    keeps_accents: bool = False
    spaced_thousands: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Attributions:
    """How the newsletter names the outlet of a sentence, in its own words.

    Each holds `{outlet}`. `reported` and `according_to` are set behind a sentence, before its
    stop; `colon` is set before a sentence that has no such place.
    """

    reported: str
    according_to: str
    colon: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """One language: words, patterns, labels and direction. An empty field is a missing capability.

    `code` is the first subtag of BCP 47. `prefixes` are particles that are written onto a word,
    `articles` those that end in the article `article`. `day_words` is a pattern of days that are
    named from the day of writing ("yesterday"). `openings` are signs of a sentence that leans on
    the sentence before, `firm_openings` those that no model may overrule, and `pointing_back` such
    signs anywhere in a sentence. `background` are words that open a sentence of background,
    `weak_background` signs of one that seldom explains the news, `no_background` of one that never
    does, `passing_news` of one that told the state of its own day, `stakes` of one that tells what
    is at stake, and `expectations` a pattern of words that tell an expectation, a fear or a
    judgement. `boilerplate` are signs at the start of a
    line around the news, `boilerplate_within` signs anywhere in one. `headline_labels`,
    `own_voice`, `speech` and `said` are patterns without anchors. `numbers` are number words from
    two to twelve. `genre_words`, `cluster_words`, `turn_words` and `title_words` serve the choice
    of stories.
    `role_words` and `use_signs` are those of the trained models of sentences: a language that has
    them has models. `capital_nouns` tells that each noun has a capital.
    """

    code: str
    name: str
    direction: Direction = Direction.LTR
    # the mail itself
    labels: Mapping[str, Label] = field(default_factory=dict)
    digits: str = ""
    # words: meaning, dates, numbers, sentence ends, particles
    stop_words: frozenset[str] = frozenset()
    months: frozenset[str] = frozenset()
    weekdays: frozenset[str] = frozenset()
    day_words: str = ""
    numbers: Mapping[str, int] = field(default_factory=dict)
    abbreviations: Abbreviations | None = None
    prefixes: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    article: str = ""
    letters: tuple[str, str] = ("", "")
    tolls: TollWords | None = None
    # sentences: signs, words of background and of doubt
    openings: tuple[Sign, ...] = ()
    firm_openings: tuple[Sign, ...] = ()
    pointing_back: tuple[Sign, ...] = ()
    background: tuple[str, ...] = ()
    weak_background: tuple[Sign, ...] = ()
    no_background: tuple[Sign, ...] = ()
    passing_news: tuple[Sign, ...] = ()
    stakes: tuple[Sign, ...] = ()
    expectations: str = ""
    # the lines around the news
    boilerplate: tuple[Sign, ...] = ()
    boilerplate_within: tuple[Sign, ...] = ()
    agencies: tuple[str, ...] = ()
    headline_labels: tuple[str, ...] = ()
    own_voice: str = ""
    speech: str = ""
    negations: frozenset[str] = frozenset()
    doubts: frozenset[str] = frozenset()
    attributions: Attributions | None = None
    # the choice of stories, and the trained models of sentences
    genre_words: GenreWords | None = None
    cluster_words: ClusterWords | None = None
    turn_words: TurnWords | None = None
    title_words: TitleWords | None = None
    role_words: RoleWords | None = None
    use_signs: tuple[Sign, ...] = ()
    capital_nouns: bool = False
