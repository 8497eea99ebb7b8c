"""The kinds of writer: a newsletter names one, and an unknown kind is refused."""

from __future__ import annotations

import pytest

from digest.errors import UseError
from digest.kernel.registry import Kind, Registry
from digest.models import Newsletter, Writing
from digest.write.extractive import ExtractiveWriter
from digest.write.writers import WRITERS, writer_of


def newsletter(kind: str, options: object | None = None) -> Newsletter:
    writing = Writing(kind=kind, options=options)
    return Newsletter(id="n", name="N", tagline="", topics=(), writing=writing)


def test_the_writer_of_a_plain_newsletter_quotes_to_the_letter():
    made = writer_of(Newsletter(id="n", name="N", tagline="", topics=()))
    assert isinstance(made, ExtractiveWriter)
    assert (made.name, made.verbatim) == ("extractive", True)


def test_a_writer_is_made_with_the_options_of_its_newsletter():
    given: list[object | None] = []

    def make(options: object | None) -> ExtractiveWriter:
        given.append(options)
        return ExtractiveWriter()

    writers = Registry("writer", [*WRITERS, Kind(name="model", make=make)])
    writer_of(newsletter("model", "options"), writers)
    writer_of(newsletter("extractive"), writers)
    assert given == ["options"]


def test_an_unknown_kind_is_refused():
    with pytest.raises(UseError) as caught:
        writer_of(newsletter("modle"))
    assert "modle" in f"{caught.value} {caught.value.hint}"
