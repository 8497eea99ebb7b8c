"""Compiled templates, kept in memory by their source: compiling takes longer than rendering."""

from __future__ import annotations

from types import CodeType

from jinja2.bccache import Bucket, BytecodeCache

MOST_TEMPLATES = 500
"""Templates that are kept; the project has about a hundred, an operator's own come on top."""


class TemplateCode(BytecodeCache):
    """The code of the templates of one kind of environment, for all environments of that kind.

    Code depends on the options of its environment: a sandboxed one must not share with another.
    """

    def __init__(self) -> None:
        self._kept: dict[str, tuple[str, CodeType]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the code of a template whose source is as it was."""
        checksum, code = self._kept.get(bucket.key, ("", None))
        # an edited template has another checksum, and is compiled anew
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template that was just compiled."""
        # all at once: so many come from an operator who edits names, and the old names are gone
        if len(self._kept) >= MOST_TEMPLATES:
            self._kept.clear()
        if bucket.code is not None:
            self._kept[bucket.key] = (bucket.checksum, bucket.code)
