"""topics/*.yaml: a rule of leaves, with weights, tests and limits."""

from __future__ import annotations

from typing import Annotated, Any, Literal, cast

from pydantic import Discriminator, Field, Tag
from pydantic.dataclasses import dataclass, rebuild_dataclass

from digest.config.quantities import HOUR_S, duration
from digest.config.section import YAML_KEYS, ReadBy, YamlSection, noun_fields
from digest.config.value_types import Country, Id, Language, Line, Number, Prose, Whole
from digest.models import Field as ArticleField
from digest.models import Prefer, Rule, Topic, TopicLimits

PLAIN_TOPIC = Topic(id="", name="", rule=Rule())
"""A topic with the defaults that the noun declares."""
PLAIN_BONUS = Prefer(field="", value="").bonus

Weight = Annotated[Number, Field(gt=0, le=100)]


@dataclass(frozen=True, kw_only=True, config=YAML_KEYS)
class PhraseKeys(YamlSection):
    """A leaf that is true where its words stand."""

    phrase: Line
    """Words in order; `oil*` is a prefix; `@hezbollah` is any name of that alias."""
    in_: Annotated[tuple[ArticleField, ...] | None, Field(alias="in", min_length=1)] = None
    """Parts of the article to look at; default: title, lead, body."""
    weight: Weight | None = None
    """The score of the leaf; default 1."""


@dataclass(frozen=True, kw_only=True, config=YAML_KEYS)
class NearKeys(YamlSection):
    """A leaf that is true where all its terms stand close together."""

    # one term alone is a phrase; with more than a few terms no sentence holds them all
    near: Annotated[tuple[Line, ...], Field(min_length=2, max_length=8)]
    """The terms, each written like a phrase."""
    words: Annotated[Whole, Field(ge=1, le=100)] | None = None
    """The most words between the first and the last term."""
    sentence: Literal[True] | None = None
    """true: all terms stand in one sentence, which is the default."""
    in_: Annotated[tuple[ArticleField, ...] | None, Field(alias="in", min_length=1)] = None
    """Parts of the article to look at; default: title, lead, body."""
    weight: Weight | None = None
    """The score of the leaf; default 1."""


@dataclass(frozen=True, kw_only=True, config=YAML_KEYS)
class RuleKeys(YamlSection):
    """A rule of leaves and further rules."""

    # a subclass inherits descriptions only when they are written as fields
    any: Annotated[tuple[Node, ...] | None, Field(description="At least one of these is true.")] = (
        None
    )
    all: Annotated[tuple[Node, ...] | None, Field(description="Each of these is true.")] = None
    none: Annotated[tuple[Node, ...] | None, Field(description="None of these is true.")] = None


def _branch(value: Any) -> str:
    """Say which kind of node an operator meant, so that only its own mistakes are reported."""
    if not isinstance(value, dict):
        return "?text"
    if "phrase" in value:
        return "?phrase"
    if "near" in value:
        return "?near"
    if not value or "any" in value or "all" in value or "none" in value:
        return "?rule"
    return "?phrase"


Node = Annotated[
    Annotated[Line, Tag("?text")]
    | Annotated[PhraseKeys, Tag("?phrase")]
    | Annotated[NearKeys, Tag("?near")]
    | Annotated[RuleKeys, Tag("?rule")],
    Discriminator(_branch),
]

rebuild_dataclass(cast(Any, RuleKeys), force=True)


@dataclass(frozen=True, kw_only=True, config=YAML_KEYS)
class PreferKeys(YamlSection):
    """One thing to prefer, with its bonus."""

    publisher: Line | None = None
    """The name of a publisher, or that of its family."""
    source: Id | None = None
    """The id of a source."""
    section: Line | None = None
    """A section of sources, or a category of the article."""
    language: Language | None = None
    """A language tag."""
    country: Country | None = None
    """The country of the source."""
    bonus: Annotated[Number, Field(ge=-100, le=100)] = PLAIN_BONUS
    """Added to the score of a matching article; below 0 it takes away."""

    @property
    def given(self) -> list[tuple[str, str]]:
        """The things that this entry names, each with its key."""
        named = []
        for key in PREFERRED:
            value = getattr(self, key)
            if value is not None:
                named.append((key, value))
        return named


# a slip of the key is told from this list, in this order
PREFERRED = ("publisher", "source", "section", "language", "country")
"""The keys that name a thing to prefer; an entry has one such key."""


@dataclass(frozen=True, kw_only=True, config=YAML_KEYS)
class LimitKeys(YamlSection):
    """Caps on the articles that a topic lets through."""

    max_age_h: Annotated[
        Annotated[float, duration("1h", kept_in=HOUR_S)] | None, Field(alias="max_age")
    ] = PLAIN_TOPIC.limits.max_age_h
    """Older articles are left out; default: no limit."""
    per_publisher: Annotated[Whole, Field(ge=1)] | None = PLAIN_TOPIC.limits.per_publisher
    """The most articles of one publisher; default: no limit."""
    max_articles: Annotated[Whole, Field(ge=1)] | None = PLAIN_TOPIC.limits.max_articles
    """The most articles altogether; the best are kept; default: no limit."""


def _limits(keys: LimitKeys) -> TopicLimits:
    return TopicLimits(**noun_fields(keys, TopicLimits))


@dataclass(frozen=True, kw_only=True, config=YAML_KEYS)
class TestKeys(YamlSection):
    """Headlines that show whether the topic works."""

    should_match: tuple[Prose, ...] = ()
    """Headlines that the topic must match; further lines are the lead."""
    should_not_match: tuple[Prose, ...] = ()
    """Headlines that it must not match."""


@dataclass(frozen=True, kw_only=True, config=YAML_KEYS)
class TopicFile(RuleKeys):
    """A topic: what an operator cares about, as one rule with tests."""

    id: Id = ""
    """The id of the topic; default: the file's name."""
    name: Line
    """The name that operators see."""
    languages: tuple[Language, ...] = PLAIN_TOPIC.languages
    """Languages of the articles; default: all."""
    min_score: Annotated[Number, Field(gt=0)] = PLAIN_TOPIC.min_score
    """An article matches when the scores of its true leaves add up to this."""
    prefer: tuple[PreferKeys, ...] = ()
    """Bonuses for matching articles."""
    limits: Annotated[TopicLimits, ReadBy(LimitKeys, _limits, TopicLimits)] = PLAIN_TOPIC.limits
    """Caps on the articles that the topic lets through."""
    tests: TestKeys = Field(default_factory=TestKeys)
    """Headlines that `digest check` tries."""
