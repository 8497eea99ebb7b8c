"""The lines of a draft on which its sentences stand, so that a finding can name the line."""

from __future__ import annotations

import typing

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from digest.write.document_reading import note_paragraphs


def lines_of(root: Node | None) -> dict[str, int]:
    """Return the line of each sentence of a composed draft, by the place that checks name."""
    lines: dict[str, int] = {}
    _note_intro_lines(child(root, "intro"), lines)
    for item in entries_of(child(root, "items")):
        _note_story_lines(item, lines)
    for also in entries_of(child(root, "also")):
        _note_line(lines, f"also {story_id_of(also)}", child(also, "passage"))
    return lines


def _note_intro_lines(intro: Node | None, lines: dict[str, int]) -> None:
    if isinstance(intro, ScalarNode):
        # a text block has one line for all its paragraphs: that of its key
        for row in range(1, len(note_paragraphs(intro)) + 1):
            _note_line(lines, f"intro {row}", intro)
    for row, paragraph in enumerate(entries_of(intro), start=1):
        _note_line(lines, f"intro {row}", paragraph)


def _note_story_lines(item: Node, lines: dict[str, int]) -> None:
    story_id = story_id_of(item)
    for part in ("headline", "dek"):
        _note_line(lines, f"{story_id} {part}", child(item, part))
    # the lead is one paragraph, the two parts below are lists of paragraphs
    for column, sentence in enumerate(entries_of(child(item, "lead")), start=1):
        _note_line(lines, f"{story_id} lead 1.{column}", sentence)
    for part in ("what_happened", "why_it_matters"):
        for row, paragraph in enumerate(entries_of(child(item, part)), start=1):
            for column, sentence in enumerate(entries_of(paragraph), start=1):
                _note_line(lines, f"{story_id} {part} {row}.{column}", sentence)
    for number, link in enumerate(entries_of(child(item, "know_more")), start=1):
        _note_line(lines, f"{story_id} know_more {number}", child(link, "passage"))


def _note_line(lines: dict[str, int], place: str, node: Node | None) -> None:
    if node is not None:
        lines[place] = node.start_mark.line + 1


def story_id_of(node: Node) -> str:
    """Return the id of a story or line; "" where it has none."""
    value = child(node, "story_id")
    if isinstance(value, ScalarNode):
        return str(value.value)
    return ""


def child(node: Node | None, name: str) -> Node | None:
    """Return the value of a key of a mapping; None where it has none."""
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if isinstance(key, ScalarNode) and key.value == name:
                return typing.cast(Node, value)
    return None


def entries_of(node: Node | None) -> list[Node]:
    """Return the entries of a list; none of anything else."""
    if isinstance(node, SequenceNode):
        return list(node.value)
    return []
