"""YamlSection: the base of every mapping in the files, declared once: keys, defaults, ranges, help.

The sentence under a field is its help: editors show it, and docs/config.md lists it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, cast

from pydantic import ConfigDict, ValidationInfo, model_validator
from pydantic.dataclasses import dataclass
from pydantic_core import core_schema

if TYPE_CHECKING:
    from pydantic import BaseModel, GetCoreSchemaHandler
    from pydantic.fields import FieldInfo

    from digest.config.file_context import FileContext

YAML_KEYS = ConfigDict(
    extra="forbid",
    # help is read from the source when a schema is written (section_help.py), and a section is
    # compiled when it is first read: every command imports all sections and reads few
    defer_build=True,
    populate_by_name=True,
    hide_input_in_errors=True,
)
"""The pydantic configuration of every section."""

HIDDEN = "?"
"""Begins the alias of a field that is no key. Places of problems leave such steps out."""
OPTIONS = f"{HIDDEN}options"
"""Holds the keys of one kind during validation."""


@dataclass(frozen=True, kw_only=True, config=YAML_KEYS)
class YamlSection:
    """A mapping in a file. An unknown key is reported with the known keys, and the rest is read.

    In code a section is made with its field names; in a file its keys are the aliases of fields.
    """

    @classmethod
    def known_keys(cls) -> tuple[str, ...]:
        """Return the keys as operators write them."""
        return tuple(yaml_keys(cls))

    @model_validator(mode="before")
    @classmethod
    def _check_keys(cls, mapping: object, info: ValidationInfo) -> object:
        if info.context is None or not isinstance(mapping, dict):
            return mapping
        report_doubled_keys(mapping, cls.known_keys(), info.context)
        return cls.with_known_keys(mapping, info.context)

    @classmethod
    def with_known_keys(cls, mapping: dict[str, Any], context: FileContext) -> dict[str, Any]:
        """Report each unknown key to the context; return the mapping without them."""
        return known_part(mapping, cls.known_keys(), context)


def yaml_keys(section: type) -> Mapping[str, FieldInfo]:
    """Return the fields of a section by the keys that operators write."""
    return _yaml_keys(cast("Hashable", section))


@cache
def _yaml_keys(section: Any) -> Mapping[str, FieldInfo]:
    fields: dict[str, FieldInfo] = section.__pydantic_fields__
    # pydantic moves fields with a `Field` default to the front
    names: dict[str, None] = {}
    for parent in reversed(section.__mro__):
        names.update(dict.fromkeys(getattr(parent, "__annotations__", {})))
    keys = {}
    for name in names:
        if name not in fields:
            continue
        key = fields[name].alias or name
        if not key.startswith(HIDDEN):
            keys[key] = fields[name]
    return keys


def sections_of(section: type[YamlSection]) -> Iterator[type[YamlSection]]:
    """Yield a section and every section inside it, each once, from top to bottom."""
    seen: list[type[YamlSection]] = []
    waiting: list[Any] = [section]
    while waiting:
        part = waiting.pop(0)
        if isinstance(part, type) and issubclass(part, YamlSection):
            if part in seen:
                continue
            seen.append(part)
            yield part
            inner = []
            for field in yaml_keys(part).values():
                inner += [field.annotation, *field.metadata]
            waiting = [*inner, *waiting]
        else:
            # a union, a list, or a noun that is read by a section
            waiting = [*getattr(part, "__args__", ()), *_marks(part), *waiting]


def _marks(part: Any) -> list[Any]:
    shape = getattr(part, "shape", None)
    return [*getattr(part, "__metadata__", ()), *([shape] if shape is not None else [])]


def key_owners(section: type[YamlSection]) -> dict[str, str]:
    """Return the keys that exactly one section inside this one has, with that section's key."""
    own = yaml_keys(section)
    owners: dict[str, list[str]] = {}
    for name, field in own.items():
        for inner in _single_sections(field):
            for key in yaml_keys(inner):
                owners.setdefault(key, []).append(name)
    return {key: names[0] for key, names in owners.items() if len(names) == 1 and key not in own}


def _single_sections(field: FieldInfo) -> list[type[YamlSection]]:
    """Return the section that a field holds, directly or as the shape of a noun; not lists."""
    parts = [field.annotation]
    parts += [getattr(mark, "shape", None) for mark in field.metadata]
    return [part for part in parts if isinstance(part, type) and issubclass(part, YamlSection)]


def known_part(
    mapping: dict[str, Any], known: tuple[str, ...], context: FileContext
) -> dict[str, Any]:
    """Report each key that is not known; return the mapping without them."""
    unknown = [key for key in mapping if key not in known]
    if not unknown:
        return mapping
    for key in unknown:
        context.unknown_key(mapping, key, known=known)
    return {key: value for key, value in mapping.items() if key in known}


def report_doubled_keys(
    mapping: dict[str, Any], known: tuple[str, ...], context: FileContext
) -> None:
    """Report a value that stands in the file and comes from the environment as well."""
    for key in known:
        variable = f"{key}_env"
        if variable in known and key in mapping and variable in mapping:
            context.complain_of_key(
                mapping, variable, f"{key} and {variable} stand together", "keep one of them"
            )


@dataclass(frozen=True, kw_only=True, config=YAML_KEYS)
class YamlSectionWithKind(YamlSection):
    """A mapping whose kind decides which further keys it has.

    `extension_point` names the field of Kinds that lists the kinds of this mapping.
    """

    extension_point: ClassVar[str]

    @classmethod
    def kind_of(cls, mapping: dict[str, Any]) -> object:
        """Return the name of the kind that the mapping asks for."""
        return mapping.get("kind", yaml_keys(cls)["kind"].default)

    @classmethod
    def common_keys(cls, kind: str) -> tuple[str, ...]:  # noqa: ARG003 (some sections look at it)
        """Return the keys that a mapping of this kind shares with the other kinds."""
        return cls.known_keys()

    @classmethod
    def with_known_keys(cls, mapping: dict[str, Any], context: FileContext) -> dict[str, Any]:
        """Report each unknown key; move the keys of the kind into `options`."""
        kinds = getattr(context.kinds, cls.extension_point)
        kind = cls.kind_of(mapping)
        if not isinstance(kind, str) or kind not in kinds:
            # the keys of an unknown kind cannot be judged; the kind itself is reported by its type
            return {key: value for key, value in mapping.items() if key in cls.known_keys()}
        common = cls.common_keys(kind)
        own = option_keys(kinds[kind])
        kept, options = dict[str, Any](), dict[str, Any]()
        for key, value in mapping.items():
            if key in own:
                options[key] = value
            elif key in common:
                kept[key] = value
            else:
                context.unknown_key(mapping, key, known=(*common, *own))
        return {**kept, OPTIONS: options}


def option_keys(model: type[BaseModel] | None) -> tuple[str, ...]:
    """Return the keys that only one kind has, as operators write them."""
    if model is None:
        return ()
    return tuple(field.alias or name for name, field in model.model_fields.items())


class ReadBy:
    """Marks a value that files write in another shape; `build` makes the value of that shape.

    A value of the type `noun`, which code gives, is taken as it is.
    """

    def __init__(self, shape: Any, build: Callable[[Any], object], noun: type) -> None:
        self.shape = shape
        self.build = build
        self.noun = noun

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Read the shape, then build the value."""
        return core_schema.no_info_wrap_validator_function(
            self._read, handler.generate_schema(self.shape)
        )

    def _read(self, value: object, read: core_schema.ValidatorFunctionWrapHandler) -> object:
        if isinstance(value, self.noun):
            return value
        return self.build(read(value))


def noun_fields(section: object, noun: type) -> dict[str, Any]:
    """Return the fields of a section that a noun has under the same name."""
    values = {}
    for name in noun.__dataclass_fields__:  # type: ignore[attr-defined]
        if hasattr(section, name):
            values[name] = getattr(section, name)
    return values
