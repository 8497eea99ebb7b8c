"""Adding sources to sources.yaml: what stands there stays byte for byte, comments and order included."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import fields, replace
from io import StringIO
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from digest.config.documents import Document, MarkedList, MarkedMap
from digest.config.file_context import FileContext
from digest.config.kinds import Kinds
from digest.config.list_files import SourcesFile
from digest.config.opml import free_id
from digest.config.read_yaml import read_document
from digest.config.validate import validate
from digest.errors import ConfigError
from digest.kernel.links import feed_key
from digest.models import Source

HEADER = "# yaml-language-server: $schema=schemas/sources.json\nsources:\n"
UNITS = (("w", 604800), ("d", 86400), ("h", 3600), ("m", 60), ("s", 1))


def add_sources(
    folder: Path, sources: Iterable[Source], *, kinds: Kinds | None = None
) -> tuple[Source, ...]:
    """Append to `folder`/sources.yaml those whose feed it does not have; return them, with the ids they were given.

    Raises ConfigError, and changes nothing, when the file has mistakes.
    """
    path = folder / "sources.yaml"
    text = path.read_bytes().decode("utf-8-sig") if path.exists() else HEADER
    document = read_document(str(path), text.encode())
    known = _known(document, kinds or Kinds())
    new = tuple(_unknown(sources, known))
    if new:
        _write(path, _extended(text, document, new))
    return new


def _known(document: Document, kinds: Kinds) -> tuple[set[str], set[str]]:
    """The feeds and ids that stand in the file."""
    if (
        isinstance(document.root, MarkedMap)
        and document.root.get("sources") is None
        and not document.problems
    ):
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


def _unknown(sources: Iterable[Source], known: tuple[set[str], set[str]]) -> Iterable[Source]:
    feeds, ids = known
    for source in sources:
        feed = feed_key(source.url)
        if feed in feeds:
            continue
        named = replace(source, id=free_id(source.id, ids))
        feeds.add(feed)
        ids.add(named.id)
        yield named


def _extended(text: str, document: Document, new: tuple[Source, ...]) -> str:
    listed = document.root.get("sources")
    if isinstance(listed, MarkedList) and listed and not _is_flow(text, listed):
        indent = " " * (listed.mark[1] - 1)
    else:
        text, indent = _as_open_list(text, listed), "  "
    entries = "".join(f"{indent}{line}".rstrip() + "\n" for line in _dumped(new).splitlines())
    return text.rstrip("\n") + "\n" + entries


def _is_flow(text: str, listed: MarkedList) -> bool:
    line, column = listed.mark
    return text.splitlines()[line - 1][column - 1 : column] == "["


def _as_open_list(text: str, listed: list[Any] | None) -> str:
    """The same file with its list in block style, ready for entries at its end."""
    yaml = _yaml()
    root = yaml.load(text)
    if not listed:
        del root["sources"]
        kept = (
            _dump(yaml, root)
            if root
            else "".join(line for line in text.splitlines(True) if line.startswith("#"))
        )
        return f"{kept}sources:\n"
    root["sources"].fa.set_block_style()
    return _dump(yaml, root)


def _dumped(sources: tuple[Source, ...]) -> str:
    yaml = _yaml()
    yaml.indent(mapping=2, sequence=2, offset=0)
    return _dump(yaml, [_entry(source) for source in sources])


def _entry(source: Source) -> dict[str, Any]:
    """The keys of a source that say more than the defaults."""
    blank = Source(
        id="", name="", url="", publisher=source.name, family=source.publisher or source.name
    )
    said = {one.name: getattr(source, one.name) for one in fields(Source)}
    entry = {key: value for key, value in said.items() if value not in ("", getattr(blank, key))}
    if "interval_s" in entry:
        entry["interval"] = _duration(entry.pop("interval_s"))
    return entry


def _duration(seconds: int) -> str:
    unit, size = next((unit, size) for unit, size in UNITS if seconds % size == 0)
    return f"{seconds // size}{unit}"


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
    """Replace the file in one step, so that a crash leaves the old one or the new one."""
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(text, encoding="utf-8")
    os.replace(beside, path)
