"""The kinds of writer. To add one, write a Writer in a file of its own and add one line here."""

from __future__ import annotations

from collections.abc import Callable

from digest.kernel.registry import Kind, Registry
from digest.models import Newsletter
from digest.protocols import Writer

MakeWriter = Callable[[object | None], Writer]
"""Builds a Writer from the options of its kind: a pydantic model, or None without options."""


def _extractive(_options: object | None) -> Writer:
    # imported here: every command that reads the configuration asks for the names of the kinds
    from digest.write.extractive import ExtractiveWriter

    return ExtractiveWriter()


# a network writer may stand here too: it is made only when a newsletter names it
WRITERS: Registry[MakeWriter] = Registry("writer", [Kind(name="extractive", make=_extractive)])


def writer_of(newsletter: Newsletter, writers: Registry[MakeWriter] = WRITERS) -> Writer:
    """Return the writer that a newsletter names. Raise UseError when its kind is unknown.

    >>> writer_of(Newsletter(id="n", name="N", tagline="", topics=())).name
    'extractive'
    """
    writing = newsletter.writing
    return writers[writing.kind].make(writing.options)
