"""topics/*.yaml: a rule of leaves, with weights, tests and limits."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from digest.config.schema.shape import Shape
from digest.config.value_types import Country, Duration, Id, Language, Line, Number, Prose, Whole

FieldName = Literal["title", "lead", "body", "url", "author", "category", "source", "caption"]
Weight = Annotated[Number, Field(gt=0, le=100)]


class PhraseShape(Shape):
    phrase: Line
    """Words in order; `oil*` is a prefix; `@hezbollah` any name of that alias."""
    in_: Annotated[tuple[FieldName, ...] | None, Field(alias="in", min_length=1)] = None
    """Parts of the article to look at; default: title, lead, body."""
    weight: Weight | None = None
    """Default 1."""


class NearShape(Shape):
    near: Annotated[tuple[Line, ...], Field(min_length=2, max_length=8)]
    """All of these, close together."""
    words: Annotated[Whole, Field(ge=1, le=100)] | None = None
    """At most this many words apart."""
    sentence: Literal[True] | None = None
    """In one sentence; the default."""
    in_: Annotated[tuple[FieldName, ...] | None, Field(alias="in", min_length=1)] = None
    """Parts of the article to look at; default: title, lead, body."""
    weight: Weight | None = None
    """Default 1."""


class RuleShape(Shape):
    any: tuple[Node, ...] | None = None
    """At least one of these."""
    all: tuple[Node, ...] | None = None
    """Each of these."""
    none: tuple[Node, ...] | None = None
    """None of these."""


def _branch(value: Any) -> str:
    """Which kind of node an operator meant, so that only its own mistakes are reported."""
    if not isinstance(value, dict):
        return "?text"
    if not value:
        return "?rule"
    for branch, signs in (
        ("?phrase", {"phrase"}),
        ("?near", {"near"}),
        ("?rule", {"any", "all", "none"}),
    ):
        if signs & set(value):
            return branch
    return "?phrase"


Node = Annotated[
    Annotated[Line, Tag("?text")]
    | Annotated[PhraseShape, Tag("?phrase")]
    | Annotated[NearShape, Tag("?near")]
    | Annotated[RuleShape, Tag("?rule")],
    Discriminator(_branch),
]


class PreferShape(Shape):
    publisher: Line | None = None
    """A publisher's name, or that of its family."""
    source: Id | None = None
    """A source's id."""
    section: Line | None = None
    """A section of sources, or a category of the article."""
    language: Language | None = None
    """A language tag."""
    country: Country | None = None
    """The country of the source."""
    bonus: Annotated[Number, Field(ge=-100, le=100)] = 1.0
    """Added to the score; below 0 it takes away."""


class LimitsShape(Shape):
    max_age: Annotated[Duration, Field(ge=3600)] | None = None
    """Older articles are left out."""
    per_publisher: Annotated[Whole, Field(ge=1)] | None = None
    """Articles of one publisher."""
    max_articles: Annotated[Whole, Field(ge=1)] | None = None
    """Articles altogether; the best are kept."""


class TestsShape(Shape):
    should_match: tuple[Prose, ...] = ()
    """Headlines the topic must match."""
    should_not_match: tuple[Prose, ...] = ()
    """Headlines it must not."""


class TopicFile(RuleShape):
    """A topic: what an operator cares about, as one rule with tests."""

    id: Id | None = None
    """Default: the file's name."""
    name: Line
    """Shown to operators."""
    languages: tuple[Language, ...] = ()
    """Default: all."""
    min_score: Annotated[Number, Field(gt=0)] = 1.0
    """An article matches when the weights of its true leaves add up to this."""
    prefer: tuple[PreferShape, ...] = ()
    """Added to the score of matching articles."""
    limits: LimitsShape = LimitsShape()
    """Caps on what the topic lets through."""
    tests: TestsShape = TestsShape()
    """Run by `digest check`."""
