"""Adding sources to sources.yaml: every byte that stands there stays, comments included."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from io import StringIO
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from digest.config.documents import Document, MarkedList, MarkedMap
from digest.config.file_context import FileContext
from digest.config.kinds import Kinds
from digest.config.list_files import PLAIN_SOURCE, SourcesFile
from digest.config.opml import free_id
from digest.config.quantities import duration
from digest.config.read_yaml import read_document
from digest.config.validate import validate
from digest.errors import ConfigError
from digest.kernel.links import feed_key
from digest.models import Source

HEADER = "# yaml-language-server: $schema=schemas/sources.json\nsources:\n"
"""The beginning of a new file."""


def add_sources(
    folder: Path, sources: Iterable[Source], *, kinds: Kinds | None = None
) -> tuple[Source, ...]:
    """Append to `folder`/sources.yaml the sources whose feeds it does not have.

    Returns the added sources with the ids they were given. Raises ConfigError, and changes nothing,
    when the file has mistakes.
    """
    path = folder / "sources.yaml"
    text = HEADER
    if path.exists():
        text = path.read_bytes().decode("utf-8-sig")
    document = read_document(str(path), text.encode())
    feeds, ids = _known(document, kinds or Kinds())
    new = tuple(_unknown(sources, feeds, ids))
    # a file that gains no feed keeps its bytes and its time
    if new:
        _write(path, _extended(text, document, new))
    return new


def _known(document: Document, kinds: Kinds) -> tuple[set[str], set[str]]:
    """Return the feeds and the ids that stand in the file."""
    root = document.root
    if isinstance(root, MarkedMap) and root.get("sources") is None and not document.problems:
        # a file that has no source yet
        return set(), set()
    checked = validate(FileContext(document=document, kinds=kinds), SourcesFile)
    if checked.section is None or checked.problems:
        raise ConfigError(
            "sources.yaml needs mending first",
            problems=checked.problems,
            hint="nothing was changed",
        )
    sources = checked.section.sources
    return {feed_key(source.url) for source in sources}, {source.id for source in sources}


def _unknown(sources: Iterable[Source], feeds: set[str], ids: set[str]) -> Iterator[Source]:
    """Yield each source with a new feed, under an id that is free."""
    for source in sources:
        feed = feed_key(source.url)
        if feed in feeds:
            continue
        named = replace(source, id=free_id(source.id, ids))
        feeds.add(feed)
        ids.add(named.id)
        yield named


def _extended(text: str, document: Document, new: tuple[Source, ...]) -> str:
    """Return the text with entries at the end of its list."""
    listed = document.root.get("sources")
    if isinstance(listed, MarkedList) and listed and not _is_flow(text, listed):
        indent = " " * (listed.mark[1] - 1)
    else:
        text, indent = _as_open_list(text, listed), "  "
    lines = [text.rstrip("\n")]
    for line in _dumped(new).splitlines():
        lines.append(f"{indent}{line}".rstrip())
    return "\n".join(lines) + "\n"


def _is_flow(text: str, listed: MarkedList) -> bool:
    """Say whether the list stands in brackets."""
    line, column = listed.mark
    return text.splitlines()[line - 1][column - 1 : column] == "["


def _as_open_list(text: str, listed: list[Any] | None) -> str:
    """Return the text with its list in lines, ready for entries at its end."""
    yaml = _yaml()
    root = yaml.load(text)
    if listed:
        root["sources"].fa.set_block_style()
        return _dump(yaml, root)
    del root["sources"]
    if root:
        return f"{_dump(yaml, root)}sources:\n"
    # ruamel writes an empty mapping as {}: the comments are kept by hand
    comments = [line for line in text.splitlines(keepends=True) if line.startswith("#")]
    return f"{''.join(comments)}sources:\n"


def _dumped(sources: tuple[Source, ...]) -> str:
    yaml = _yaml()
    yaml.indent(mapping=2, sequence=2, offset=0)
    return _dump(yaml, [_entry(source) for source in sources])


def _entry(source: Source) -> dict[str, Any]:
    """Return the keys of a source that say more than the defaults."""
    publisher = source.publisher or source.name
    usual = replace(PLAIN_SOURCE, publisher=source.name, family=publisher)
    entry: dict[str, Any] = {}
    for field in fields(Source):
        value = getattr(source, field.name)
        if value not in ("", getattr(usual, field.name)):
            entry[field.name] = value
    if "interval_s" in entry:
        entry["interval"] = duration().written(entry.pop("interval_s"))
    if source.options is not None:
        # the keys of the source's kind stand beside the common keys
        entry.update(entry.pop("options").model_dump(exclude_unset=True, by_alias=True))
    return entry


def _yaml() -> YAML:
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.allow_unicode = True
    yaml.width = 4096
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _dump(yaml: YAML, value: Any) -> str:
    stream = StringIO()
    yaml.dump(value, stream)
    return stream.getvalue()


def _write(path: Path, text: str) -> None:
    """Replace the file in one step: a crash leaves the old file or the new one."""
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(text, encoding="utf-8")
    os.replace(beside, path)
