"""Shape: the base of every mapping in the files. Its docstrings become hints of the JSON Schemas."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    PlainValidator,
    ValidationInfo,
    create_model,
    model_validator,
)
from pydantic.json_schema import SkipJsonSchema

from digest.config.kinds import OptionModels
from digest.config.suggestions import did_you_mean
from digest.config.value_types import Line, mistake
from digest.models import AddedBlock, BlockValue

OPTIONS = "?options"
"""Holds the keys of one kind during validation. Places of problems leave the step out."""


class Shape(BaseModel):
    """A mapping in a file. An unknown key is reported with the known keys, and the rest is read."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, use_attribute_docstrings=True, hide_input_in_errors=True
    )

    @classmethod
    def known_keys(cls) -> tuple[str, ...]:
        """Return the keys as operators write them."""
        keys = []
        for name, field in cls.model_fields.items():
            key = field.alias or name
            if key != OPTIONS:
                keys.append(key)
        return tuple(keys)

    @model_validator(mode="before")
    @classmethod
    def _check_keys(cls, mapping: object, info: ValidationInfo) -> object:
        if not isinstance(mapping, dict) or info.context is None:
            return mapping
        return cls.with_known_keys(mapping, info.context)

    @classmethod
    def with_known_keys(cls, mapping: dict[str, Any], context: Any) -> dict[str, Any]:
        """Report each unknown key to the context; return the mapping without them."""
        return known_part(mapping, cls.known_keys(), context)


def known_part(mapping: dict[str, Any], known: tuple[str, ...], context: Any) -> dict[str, Any]:
    """Report each key that is not known; return the mapping without them."""
    unknown = [key for key in mapping if key not in known]
    if not unknown:
        return mapping
    for key in unknown:
        context.unknown_key(mapping, key, known=known)
    return {key: value for key, value in mapping.items() if key in known}


class ShapeWithKind(Shape):
    """A mapping whose kind decides which further keys it has.

    `extension_point` names the field of Kinds that lists the kinds of this mapping.
    """

    extension_point: ClassVar[str]

    @classmethod
    def kind_of(cls, mapping: dict[str, Any]) -> object:
        """Return the name of the kind that the mapping asks for."""
        return mapping.get("kind", cls.model_fields["kind"].default)

    @classmethod
    def common_keys(cls, kind: str) -> tuple[str, ...]:  # noqa: ARG003 (subclasses look at it)
        """Return the keys that a mapping of this kind shares with the other kinds."""
        return cls.known_keys()

    @classmethod
    def with_known_keys(cls, mapping: dict[str, Any], context: Any) -> dict[str, Any]:
        """Report each unknown key; move the keys of the kind into `options`."""
        kinds: OptionModels = getattr(context.kinds, cls.extension_point)
        kind = cls.kind_of(mapping)
        if not isinstance(kind, str) or kind not in kinds:
            # the keys of an unknown kind cannot be judged; the kind itself is reported below
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


def _known_kind(point: str, noun: str) -> AfterValidator:
    def check(name: str, info: ValidationInfo) -> str:
        if info.context is None:
            return name
        kinds = getattr(info.context.kinds, point)
        if name not in kinds:
            raise mistake(f'there is no {noun} kind "{name}"', did_you_mean(name, kinds))
        return name

    return AfterValidator(check)


def _options_of(point: str, *, named_by: str = "kind") -> PlainValidator:
    """Read the keys of one kind; the value of `named_by` is the kind, up to its first colon."""

    def read(keys: object, info: ValidationInfo) -> BaseModel | None:
        if info.context is None:
            return None
        kind = (info.data.get(named_by) or "").partition(":")[0]
        model = getattr(info.context.kinds, point).get(kind)
        if model is None:
            return None
        options: BaseModel = model.model_validate(keys, context=info.context)
        return options

    return PlainValidator(read)


def _read_added_blocks(blocks: object, info: ValidationInfo) -> tuple[AddedBlock, ...]:
    """Read the blocks of added mail parts, each by the model of its part."""
    if info.context is None or not isinstance(blocks, dict) or not blocks:
        return ()
    fields: dict[str, Any] = {}
    for name in blocks:
        fields[name] = (info.context.kinds.parts[name], ...)
    # one model of all blocks, so that the place of a problem starts with the name of its part
    read = create_model("AddedBlocks", **fields).model_validate(blocks, context=info.context)
    added = []
    for name in blocks:
        values = []
        for key, value in getattr(read, name).model_dump(exclude_unset=True, by_alias=True).items():
            values.append(BlockValue(key=key, text=str(value)))
        added.append(AddedBlock(part=name, values=tuple(values)))
    return tuple(added)


SourceKind = Annotated[Line, _known_kind("sources", "source")]
WriterKind = Annotated[Line, _known_kind("writers", "writer")]
RelayKind = Annotated[Line, _known_kind("relays", "relay")]

_OPTIONS = Field(alias=OPTIONS, exclude=True)
SourceOptions = SkipJsonSchema[Annotated[BaseModel | None, _options_of("sources"), _OPTIONS]]
WriterOptions = SkipJsonSchema[Annotated[BaseModel | None, _options_of("writers"), _OPTIONS]]
RelayOptions = SkipJsonSchema[Annotated[BaseModel | None, _options_of("relays"), _OPTIONS]]
ReturnOptions = SkipJsonSchema[
    Annotated[BaseModel | None, _options_of("return_channels", named_by="mailbox"), _OPTIONS]
]
AddedBlocks = SkipJsonSchema[
    Annotated[tuple[AddedBlock, ...], PlainValidator(_read_added_blocks), _OPTIONS]
]
