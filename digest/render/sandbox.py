"""The sandbox that templates run in: an operator's template reads values and changes none."""

from __future__ import annotations

from typing import Any

from jinja2.sandbox import ImmutableSandboxedEnvironment

MOST_ANSWERS = 4096
"""Answers that are kept; the templates of the mail ask about some three hundred attributes."""


class MailSandbox(ImmutableSandboxedEnvironment):
    """A sandbox that judges an attribute once for all objects of a type.

    A mail of twelve stories reads 2,600 attributes, and judging one takes longer than reading it.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._answers: dict[tuple[type, str], bool] = {}

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Tell whether a template may read an attribute: a rule on the type, never on its value."""
        key = (type(obj), attr)
        answer = self._answers.get(key)
        if answer is None:
            # a template can make up names without end, which must not fill the memory
            if len(self._answers) >= MOST_ANSWERS:
                self._answers.clear()
            answer = super().is_safe_attribute(obj, attr, value)
            self._answers[key] = answer
        return answer
