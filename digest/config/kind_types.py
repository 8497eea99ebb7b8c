"""Kinds and their options as values in the YAML files."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    Field,
    PlainValidator,
    ValidationInfo,
    create_model,
)
from pydantic.json_schema import SkipJsonSchema

from digest.config.section import OPTIONS
from digest.config.suggestions import did_you_mean
from digest.config.value_types import Line, mistake
from digest.models import AddedBlock, BlockValue


def _known_kind(point: str, noun: str) -> AfterValidator:
    """Check that the extension point has a kind of this name."""

    def check(name: str, info: ValidationInfo) -> str:
        # code may use a kind that no file names
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
            # in code the options are a model already
            return keys if isinstance(keys, BaseModel) else None
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


_OPTIONS = Field(alias=OPTIONS, exclude=True)

SourceKind = Annotated[Line, _known_kind("sources", "source")]
SourceOptions = SkipJsonSchema[Annotated[BaseModel | None, _options_of("sources"), _OPTIONS]]
WriterKind = Annotated[Line, _known_kind("writers", "writer")]
WriterOptions = SkipJsonSchema[Annotated[BaseModel | None, _options_of("writers"), _OPTIONS]]
RelayKind = Annotated[Line, _known_kind("relays", "relay")]
RelayOptions = SkipJsonSchema[Annotated[BaseModel | None, _options_of("relays"), _OPTIONS]]
EventsKind = Annotated[Line, _known_kind("provider_events", "provider of events")]
ReturnOptions = SkipJsonSchema[
    Annotated[BaseModel | None, _options_of("return_channels", named_by="mailbox"), _OPTIONS]
]
AddedBlocks = SkipJsonSchema[
    Annotated[tuple[AddedBlock, ...], PlainValidator(_read_added_blocks), _OPTIONS]
]
