"""Help of sections: the sentence under each field, read from the source when a schema is written.

Commands that only read a newsroom's files never pay for it.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from functools import cache
from itertools import pairwise
from typing import Any

from digest.config.section import YamlSection, yaml_keys


def section_help(section: type[YamlSection]) -> dict[str, str]:
    """Return the help of each key of a section, as operators write the keys.

    >>> from digest.config.settings import Storage
    >>> section_help(Storage)["keep_articles"][:14]
    'Older articles'
    """
    sentences: dict[str, str] = {}
    # a section inherits the help of its parents and may say it anew
    for parent in reversed(section.__mro__):
        if issubclass(parent, YamlSection):
            # the checker of types takes a class of sections for one without a hash
            own: Any = parent
            sentences |= _sentences_in(own)
    helps = {}
    for key, field in yaml_keys(section).items():
        name = _name_of(section, key)
        # a text in the field itself comes first: parents share a field with other words
        sentence = field.description or sentences.get(name)
        if sentence:
            helps[key] = sentence
    return helps


def _name_of(section: type[YamlSection], key: str) -> str:
    """Return the name that a key has in code: a key that is a word of Python has another there."""
    for name, field in section.__pydantic_fields__.items():  # type: ignore[attr-defined]
        if (field.alias or name) == key:
            return str(name)
    return key


@cache  # six files share sections, and the source of a class takes 5 ms to find
def _sentences_in(section: Any) -> dict[str, str]:
    """Return the text below each field in the source of one class."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(section)))
    body = tree.body[0].body  # type: ignore[attr-defined]
    sentences = {}
    for field, below in pairwise(body):
        if not isinstance(field, ast.AnnAssign) or not isinstance(field.target, ast.Name):
            continue
        # a string that stands alone right below a field is its help
        if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant):
            sentences[field.target.id] = inspect.cleandoc(str(below.value.value))
    return sentences
