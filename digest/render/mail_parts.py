"""A part of the mail: its partial, its text twin, its YAML block, and a sample of that block."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

from digest.errors import RenderError
from digest.kernel.registry import Kind, Registry
from digest.models import AddedBlock, Blocks, BlockValue
from digest.render.part_order import parts_in_order

if TYPE_CHECKING:
    from digest.render.mail_page import BlockValues, MailPage


@dataclass(frozen=True, slots=True, kw_only=True)
class MailPart:
    """One part of the mail.

    `content` picks what the partial shows; the part is left out where that is empty. Without it
    the content is the part's own YAML block. `html` and `text` are the template sources of a part
    that brings them along; without them the files `NAME.mjml.j2` and `NAME.txt.j2` are used, from
    `folder` or from the shipped templates. `after` names the part above an added one.
    """

    summary: str
    content: Callable[[MailPage], object] | None = None
    html: str = ""
    text: str = ""
    folder: Path | None = None
    after: str = ""
    sample: Mapping[str, str] = field(default_factory=dict)


MailParts = Registry[MailPart]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPart:
    """A part as the base templates include it: its two templates and what they show."""

    name: str
    html: str
    text: str
    content: object


def _link(url: str) -> str:
    from digest.render.clean_text import web_address

    judged = web_address(url)
    if url and not judged:
        raise ValueError("this is no web address that a subscriber may open")
    return judged


def _line(text: str) -> str:
    # imported here, as below: every command that reads the files asks for the names of the parts
    from digest.render.clean_text import clean

    return clean(text)


# A key of a block that holds one line of text.
BlockLine = Annotated[str, AfterValidator(_line)]
# A key of a block that holds a web address, or nothing.
BlockLink = Annotated[str, AfterValidator(_link)]


class BlockKeys(BaseModel):
    """Base of the keys of a part's YAML block: flat values, and no key that the part lacks."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def html_template(kind: Kind[MailPart]) -> str:
    """Return the name of a part's MJML partial."""
    return f"{kind.name}.mjml.j2"


def text_template(kind: Kind[MailPart]) -> str:
    """Return the name of a part's plain-text twin."""
    return f"{kind.name}.txt.j2"


def in_mail_order(parts: MailParts) -> tuple[Kind[MailPart], ...]:
    """Return the parts from top to bottom: an added part stands right below the one it names."""
    ordered: list[Kind[MailPart]] = []
    for kind in parts:
        place = len(ordered)
        if kind.make.after:
            # a name that does not exist raises ValueError here: descriptions are checked before
            names = [above.name for above in ordered]
            place = names.index(kind.make.after) + 1
        ordered.insert(place, kind)
    return tuple(ordered)


def shown_parts(
    page: MailPage, parts: MailParts, order: Sequence[str] = ()
) -> tuple[ShownPart, ...]:
    """Return the parts that have something to show, from top to bottom, in a theme's order."""
    shown = []
    usual = [kind.name for kind in in_mail_order(parts)]
    for name in parts_in_order(usual, order):
        kind = parts[name]
        pick = kind.make.content
        content: object
        if pick is None:
            content = page.added.get(kind.name)
        else:
            content = pick(page)
        # an empty tuple, an empty text and None all mean that there is nothing to show
        if content:
            shown.append(
                ShownPart(
                    name=name,
                    html=html_template(kind),
                    text=text_template(kind),
                    content=content,
                )
            )
    return tuple(shown)


def read_added_blocks(blocks: Blocks, parts: MailParts) -> dict[str, BlockValues]:
    """Read the blocks of added parts with the models of those parts.

    Raise RenderError for a part that does not exist and for a key that its model refuses.
    """
    values: dict[str, BlockValues] = {}
    for block in blocks.added:
        # a shipped part reads no block of this kind
        if block.part not in parts or parts[block.part].options is None:
            raise RenderError(
                "no mail part has such a block",
                subject=block.part,
                hint=f"parts are: {', '.join(parts.names)}",
            )
        values[block.part] = _read(block, parts[block.part])
    return values


def parts_table(parts: MailParts) -> str:
    """Return the parts as a Markdown table, from top to bottom; docs/email.md holds it."""
    rows = ["| part | partial | text twin | shows |", "|---|---|---|---|"]
    for kind in in_mail_order(parts):
        files = f"`{html_template(kind)}` | `{text_template(kind)}`"
        rows.append(f"| {kind.name} | {files} | {kind.make.summary} |")
    return "\n".join(rows)


def sample_block(kind: Kind[MailPart]) -> AddedBlock:
    """Return the sample block of an added part, as a newsletter's YAML would hold it."""
    values = []
    for key, text in kind.make.sample.items():
        values.append(BlockValue(key=key, text=text))
    return AddedBlock(part=kind.name, values=tuple(values))


def _read(block: AddedBlock, kind: Kind[MailPart]) -> BlockValues:
    written = {}
    for pair in block.values:
        written[pair.key] = pair.text
    model = kind.options
    assert model is not None  # noqa: S101 (the caller has looked)
    try:
        keys = model.model_validate(written)
    except ValidationError as error:
        # one mistake at a time is enough for a person who edits a draft
        first = error.errors()[0]
        key = ".".join(map(str, first["loc"]))
        raise RenderError(
            f"{key}: {first['msg']}",
            subject=f"the block {block.part}",
            hint=f"its keys are: {', '.join(model.model_fields)}",
        ) from error
    shown: dict[str, object] = {}
    for key in model.model_fields:
        value = getattr(keys, key)
        # a template must never print None
        if value is None:
            value = ""
        if isinstance(value, str):
            # a model may have plain str fields, so every text is cleaned once more
            value = _line(value)
        shown[key] = value
    return shown
