"""Topic: the rule of an operator's interest, and Match: the places where an article met it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Field(StrEnum):
    """A part of an article that a rule or a citation can point at."""

    # the words are those of `in:` in YAML, and stored with every citation
    TITLE = "title"
    LEAD = "lead"
    BODY = "body"
    URL = "url"
    AUTHOR = "author"
    CATEGORY = "category"
    SOURCE = "source"
    CAPTION = "caption"


# an address or a category must be asked for: it says little of the event
TEXT_FIELDS = (Field.TITLE, Field.LEAD, Field.BODY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A leaf: words in order at word boundaries.

    `oil*` matches a prefix; `@hezbollah` any name of that alias. `mark` is `file:line:column` of
    the leaf in its YAML file.
    """

    text: str
    fields: tuple[Field, ...] = TEXT_FIELDS
    weight: float = 1.0
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """A leaf: all `terms` (written as Phrase texts) near each other.

    They stand within `words` words, or with None in one sentence.
    """

    terms: tuple[str, ...]
    words: int | None = None
    fields: tuple[Field, ...] = TEXT_FIELDS
    weight: float = 1.0
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """True when some of `any`, each of `all` and none of `none` is true. Nodes nest.

    An empty `any` is left out.
    """

    # the three are joined by "and"; `none` wins over the other two
    any: tuple[RuleNode, ...] = ()
    all: tuple[RuleNode, ...] = ()
    none: tuple[RuleNode, ...] = ()
    mark: str = ""


RuleNode = Phrase | Near | Rule


class AliasKind(StrEnum):
    """The kind of thing that an alias names."""

    # continuity takes a place as a fact of its own, and every other kind as an actor
    PERSON = "person"
    GROUP = "group"
    PLACE = "place"
    SHIP = "ship"
    WEAPON = "weapon"
    BODY = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """One thing under all its names, in every script.

    `within` is the alias id of the place or body that holds it. `not_in` are longer names of other
    things that one of its names is a part of: "South Sudan" for Sudan. `lat` and `lon` are the
    point of a place on the map, in degrees north and east.
    """

    id: str
    name: str
    kind: AliasKind
    names: tuple[str, ...] = ()
    within: str = ""
    not_in: tuple[str, ...] = ()
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Prefer:
    """A bonus added to the score of articles from a publisher, source, section or language."""

    field: str
    value: str
    bonus: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicTest:
    """One line of `tests:`: a headline that the topic must, or must not, match."""

    text: str
    # the sense of the test: an example, or a counter-example
    should_match: bool
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicLimits:
    """Caps on what a topic lets through; None means no cap."""

    max_age_h: float | None = None
    per_publisher: int | None = None
    max_articles: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """An operator's interest: a rule, weights, tests, limits.

    An article matches at `min_score` or more.
    """

    id: str
    name: str
    rule: Rule
    # one leaf of ordinary weight is enough
    min_score: float = 1.0
    prefer: tuple[Prefer, ...] = ()
    limits: TopicLimits = TopicLimits()
    tests: tuple[TopicTest, ...] = ()
    languages: tuple[str, ...] = ()
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """The place at which one leaf was true.

    `start` and `end` are character offsets into the article's `field`.
    """

    leaf: str
    field: Field
    start: int
    end: int
    text: str
    weight: float
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """article × topic, with the score and every leaf that gave it."""

    article_id: str
    topic_id: str
    score: float
    hits: tuple[Hit, ...]
