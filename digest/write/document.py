"""The briefing as a YAML document that a person reads, edits and approves. Exact both ways."""

from __future__ import annotations

import json
import typing

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node

from digest.errors import WriteError
from digest.kernel.yaml_depth import nests_too_deep
from digest.kernel.yaml_errors import in_plain_words
from digest.models import Briefing
from digest.write.document_lines import child, entries_of, lines_of, story_id_of
from digest.write.document_reading import decode
from digest.write.document_writing import encode

KEPT_BY_STORE = (
    "newsletter_id", "slot", "at", "timezone", "language", "direction", "sections", "blocks",
    "citations", "coverage", "subject_reasons", "theme", "writer",
    "own_keys",
)  # fmt: skip
"""Keys of a briefing that an editor need not see; one that is written in a draft counts."""

KEPT_OF_STORY = ("article_ids", "publishers", "reasons", "state", "developed_since")
"""Keys of a story that an editor need not see: its evidence, which `--why` shows."""

_WIDTH = 110
_START_AGAIN = "draft the issue again"
_HEADER = """\
# One issue, in the order in which the reader sees it. Change any words you like, and keep `from`:
# it names the article, the field and the characters that a sentence stands on. A sentence that
# differs from its source is checked as your own wording; `overruled: <reason>` lets it stand. A
# sentence with `from: desk` is the desk's own and is marked as such in the mail. An editor's note
# above the stories goes below a key of its own, `intro: |`, with a blank line between its
# paragraphs.
"""


def briefing_to_yaml(briefing: Briefing) -> str:
    """Write the briefing as YAML in reading order, each sentence's text before its source."""
    sheet = _Sheet()
    _yaml().dump(encode(briefing), sheet)
    return _HEADER + "".join(sheet.pieces)


def briefing_to_json(briefing: Briefing) -> str:
    """Write what the YAML holds as one line of JSON, for a fingerprint: it takes less time."""
    return json.dumps(encode(briefing), ensure_ascii=False)


def draft_to_yaml(briefing: Briefing) -> str:
    """Write what an editor works on: the texts and their sources, without what the store keeps.

    `draft_from_yaml` puts the rest back.
    """
    sheet = _Sheet()
    written = encode(briefing)
    for name in KEPT_BY_STORE:
        written.pop(name, None)
    for item in written.get("items", ()):
        for name in KEPT_OF_STORY:
            item.pop(name, None)
    _yaml().dump(written, sheet)
    return _HEADER + "".join(sheet.pieces)


def draft_from_yaml(text: str, stored: Briefing) -> Briefing:
    """Read an edited draft; the keys that it leaves to the store are those of the stored briefing.

    Raise WriteError as `briefing_from_yaml` does. A key that the text has wins over the store.
    """
    node = _root(text)
    kept = _root(briefing_to_yaml(stored))
    _add_missing(node, kept, KEPT_BY_STORE)
    stories = {story_id_of(item): item for item in entries_of(child(kept, "items"))}
    for item in entries_of(child(node, "items")):
        story = stories.get(story_id_of(item))
        # a story of the desk's own has no evidence in the store
        if story is not None:
            _add_missing(item, story, KEPT_OF_STORY)
    return typing.cast(Briefing, decode(node, Briefing))


def _add_missing(node: Node, kept: Node, names: tuple[str, ...]) -> None:
    """Add the named keys of a stored mapping that an edited one does not have."""
    if not isinstance(node, MappingNode) or not isinstance(kept, MappingNode):
        return
    written = {str(key.value) for key, _ in node.value}
    for key, value in kept.value:
        if key.value in names and key.value not in written:
            node.value.append((key, value))


def briefing_from_yaml(text: str) -> Briefing:
    """Read a briefing back.

    Raise WriteError at the first mistake, with its `line:column`; an unknown key is named.
    """
    return typing.cast(Briefing, decode(_root(text), Briefing))


def _root(text: str) -> Node:
    try:
        node = _composed(text)
    except MarkedYAMLError as error:
        (line, column), what, advice = in_plain_words(error, text)
        raise WriteError(f"not YAML: {what}", subject=f"{line}:{column}", hint=advice) from error
    except YAMLError as error:
        raise WriteError(f"not YAML: {error}", subject="1:1") from error
    except RecursionError as error:
        raise WriteError("the YAML nests too deep", subject="1:1", hint=_START_AGAIN) from error
    if node is None:
        raise WriteError("the document is empty", subject="1:1", hint=_START_AGAIN)
    return node


def passage_lines(text: str) -> dict[str, int]:
    """Return the line of each sentence, counted from 1, by the place that checks name.

    A place is written as in the findings of `check_briefing`: "<story> what_happened 1.2". The
    result is empty when the text is not YAML; `briefing_from_yaml` says why.
    """
    try:
        root = _composed(text)
    except (YAMLError, RecursionError):
        return {}
    return lines_of(root)


def _composed(text: str) -> Node | None:
    # looked at first: the time to read brackets inside brackets grows with their square
    if nests_too_deep(text):
        raise RecursionError
    node: Node | None = _yaml().compose(text)
    return node


class _Sheet:
    """The text that ruamel.yaml writes, kept in memory."""

    def __init__(self) -> None:
        self.pieces: list[str] = []

    def write(self, piece: str) -> None:
        self.pieces.append(piece)


def _yaml() -> YAML:
    yaml = YAML()
    yaml.width = _WIDTH
    yaml.allow_unicode = True
    yaml.encoding = None  # type: ignore[assignment]  # text, not bytes
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml
