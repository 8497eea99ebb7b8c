"""Quantities in the YAML files: lengths of time and sizes, each written as a number and a unit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import ValidationInfo
from pydantic_core import PydanticCustomError, core_schema

from digest.config.value_types import mistake, shown

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue

MINUTE_S, HOUR_S, DAY_S = 60.0, 3600.0, 86400.0

SECONDS: Mapping[str, float] = {
    "ms": 0.001,
    "s": 1.0,
    "m": MINUTE_S,
    "h": HOUR_S,
    "d": DAY_S,
    "w": 7 * DAY_S,
}
BYTES: Mapping[str, float] = {
    "B": 1,
    # as disks and mail programs count; who means 1024 writes KiB
    "KB": 1000,
    "MB": 1000**2,
    "GB": 1000**3,
    "KiB": 1024,
    "MiB": 1024**2,
    "GiB": 1024**3,
}

MOST_DIGITS = 12
"""Digits of a quantity; more digits are a slip of the keyboard."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Quantity:
    """A kind of quantity, the unit in which code keeps it, and the least and most it may be.

    `units` gives the size of each unit that operators may write; code keeps the value in units of
    the size `kept_in`. Both limits are written as operators write them; "" is no limit.
    """

    wants: str
    advice: str
    units: Mapping[str, float]
    kept_in: float = 1.0
    at_least: str = ""
    at_most: str = ""

    def read(self, text: str) -> float:
        """Return the value of a text in the unit that code keeps; raise the mistake in it.

        >>> duration().read("1.5h")
        5400.0
        """
        parts = re.fullmatch(r"([0-9]+(?:\.[0-9]+)?) ?([A-Za-z]+)", text)
        # the unit as it is written: "m" are minutes, and "M" could be months or millions
        if not parts or parts[2] not in self.units or len(parts[1]) > MOST_DIGITS:
            raise mistake(f"{shown(text)} is not {self.wants}", self.advice)
        return float(parts[1]) * self.units[parts[2]] / self.kept_in

    def written(self, value: float) -> str:
        """Return a value as an operator would write it, in the largest unit that fits.

        >>> duration().written(86400.0), size().written(8_000_000)
        ('1d', '8MB')
        """
        amount = value * self.kept_in
        # weeks are read, but days are clearer to read
        by_size = sorted(self.units.items(), key=lambda unit: -unit[1])
        for name, unit_size in by_size:
            if name != "w" and amount >= unit_size and amount % unit_size == 0:
                return f"{amount / unit_size:g}{name}"
        name, unit_size = next(unit for unit in self.units.items() if unit[1] == 1)
        return f"{amount:g}{name}"

    @property
    def pattern(self) -> str:
        """The regular expression that editors check."""
        # longer units first: "ms" must not be read as "m"
        names = "|".join(sorted(self.units, key=len, reverse=True))
        return rf"^[0-9]+(\.[0-9]+)? ?({names})$"

    def _validate(self, value: object, info: ValidationInfo) -> object:
        if info.context is None:
            return value
        if not isinstance(value, str) or not value.strip():
            raise mistake(f"{shown(value)} is not {self.wants}", self.advice)
        amount = self.read(value.strip())
        # bounds are written as operators write amounts, so that messages can show them
        if self.at_least and amount < self.read(self.at_least):
            raise _out_of_range(f"{self.at_least} or more")
        if self.at_most and amount > self.read(self.at_most):
            raise _out_of_range(f"{self.at_most} or less")
        return amount

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Read the text before the number is checked; a whole number is rounded."""
        validate = self._validate
        if source is int:

            def validate_whole(value: object, info: ValidationInfo) -> object:
                amount = validate(value, info)
                if info.context is None or not isinstance(amount, float):
                    return amount
                return round(amount)

            return core_schema.with_info_before_validator_function(validate_whole, handler(source))
        return core_schema.with_info_before_validator_function(validate, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Describe the text that operators write."""
        wants = f"{self.wants[0].upper()}{self.wants[1:]}"
        return {
            "type": "string",
            "description": f"{wants}: {self.advice}.",
            "pattern": self.pattern,
        }


def _out_of_range(bound: str) -> PydanticCustomError:
    return PydanticCustomError("out_of_range", "must be {bound}", {"bound": bound})


def duration(at_least: str = "", at_most: str = "", *, kept_in: float = 1.0) -> Quantity:
    """Describe a length of time; code keeps it in units of `kept_in` seconds."""
    return Quantity(
        wants="a length of time",
        advice="write a number and its unit: 90s, 15m, 24h, 7d or 2w",
        units=SECONDS,
        kept_in=kept_in,
        at_least=at_least,
        at_most=at_most,
    )


def size(at_least: str = "", at_most: str = "") -> Quantity:
    """Describe a size; code keeps it in bytes."""
    return Quantity(
        wants="a size",
        advice="write a number and its unit: 500KB or 8MB",
        units=BYTES,
        at_least=at_least,
        at_most=at_most,
    )
