"""Shape: what every mapping of every file has in common. Its docstrings become the hints of the JSON Schemas."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, ValidationInfo, model_validator


class Shape(BaseModel):
    """A mapping in a file. A key it does not know is reported with the keys it has, and the rest is still read."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, use_attribute_docstrings=True, hide_input_in_errors=True
    )

    @model_validator(mode="before")
    @classmethod
    def _report_unknown_keys(cls, data: object, info: ValidationInfo) -> object:
        if not isinstance(data, dict) or info.context is None:
            return data
        known = tuple(field.alias or name for name, field in cls.model_fields.items())
        unknown = [key for key in data if key not in known]
        for key in unknown:
            info.context.unknown_key(data, key, known=known)
        return {key: value for key, value in data.items() if key in known} if unknown else data
