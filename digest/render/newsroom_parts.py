"""Parts of the mail from a newsroom's own folder: a YAML description, a partial and a text twin."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, create_model
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from digest.errors import ConfigError, Problem
from digest.kernel.registry import Kind
from digest.kernel.yaml_depth import nests_too_deep
from digest.render.mail_parts import BlockKeys, BlockLine, BlockLink, MailPart
from digest.render.own_templates import SHIPPED

# The kinds of values that a described key may hold.
KEY_TYPES: dict[str, Any] = {"line": BlockLine, "link": BlockLink, "number": int, "yes_no": bool}
# The value of a key that may be left out.
EMPTY: dict[str, Any] = {"line": "", "link": "", "number": 0, "yes_no": False}
PART_ENDINGS = (".mjml.j2", ".txt.j2")
"""The ends of the names of a part's partial and of its text twin."""

_NAME = re.compile("[a-z][a-z0-9_]{1,40}")


class KeyDescription(BaseModel):
    """One key of a block: what it holds, a sample, and whether a newsletter must write it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Literal["line", "link", "number", "yes_no"] = "line"
    sample: str | int | bool
    required: bool = True


class PartDescription(BaseModel):
    """The file `NAME.yaml` of a part in the newsroom folder."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    summary: str = Field(min_length=1)
    after: str = "membership"
    keys: dict[str, KeyDescription] = Field(min_length=1)


def read_parts_folder(folder: Path, *, known: Sequence[str]) -> tuple[Kind[MailPart], ...]:
    """Read every part that a folder describes; `known` are the names of the shipped parts.

    Raise ConfigError with every mistake of every file.
    """
    kinds = []
    problems = list(_unread_files(folder))
    # the order of names decides the order of parts that stand after the same part
    for path in sorted(folder.glob("*.yaml")):
        try:
            kinds.append(read_part(path, known=known))
        except ConfigError as error:
            problems += error.problems
    if problems:
        raise ConfigError("a mail part cannot be used", problems=problems, subject=str(folder))
    return tuple(kinds)


def _unread_files(folder: Path) -> Iterator[Problem]:
    """Yield the files that look like a part and would be ignored in silence.

    `templates:` may name this same folder, so a file with the name of a shipped template is read.
    """
    texts = [path.read_text("utf-8", "replace") for path in folder.glob("*.j2")]
    for path in sorted(folder.iterdir()):
        name = path.name
        # editors keep their own files under a leading dot
        if name.startswith("."):
            continue
        if re.search(r"\.ya?ml\b", name, re.IGNORECASE) and path.suffix != ".yaml":
            stem = name.partition(".")[0]
            yield _problem(path, "only files that end in .yaml are read", f"call it {stem}.yaml")
        for ending in PART_ENDINGS:
            described = path.with_name(f"{name.removesuffix(ending)}.yaml")
            if not name.endswith(ending) or described.is_file() or (SHIPPED / name).is_file():
                continue
            # a piece that the templates of parts share needs no description
            if not any(f'"{name}"' in text for text in texts):
                advice = f"describe the part in {described.name} (docs/extending.md)"
                yield _problem(path, "no part has this template", advice)


def read_part(path: Path, *, known: Sequence[str]) -> Kind[MailPart]:
    """Read one part's description; its partial and its text twin stand beside it."""
    description = _description(path, known)
    # the model of the block is made here, because the newsroom has no Python
    fields: dict[str, Any] = {}
    sample = {}
    for key, described in description.keys.items():
        default = ... if described.required else EMPTY[described.kind]
        fields[key] = (KEY_TYPES[described.kind], default)
        sample[key] = str(described.sample)
    options = create_model(f"{path.stem.title()}Keys", __base__=BlockKeys, **fields)
    part = MailPart(
        summary=description.summary, folder=path.parent, after=description.after, sample=sample
    )
    return Kind(name=path.stem, make=part, options=options)


def _description(path: Path, known: Sequence[str]) -> PartDescription:
    problems = list(_file_problems(path, known))
    text = path.read_text("utf-8")
    try:
        # looked at first: the time to read brackets inside brackets grows with their square
        if nests_too_deep(text):
            raise RecursionError
        written = YAML(typ="safe", pure=True).load(text)
        description = PartDescription.model_validate(written)
    except YAMLError as error:
        problems.append(_problem(path, f"not YAML: {error}", "mend the YAML"))
    except RecursionError:
        problems.append(_problem(path, "the YAML nests too deep", "see docs/extending.md"))
    except ValidationError as error:
        for mistake in error.errors():
            key = ".".join(map(str, mistake["loc"])) or "the file"
            problems.append(_problem(path, f"{key}: {mistake['msg']}", "see docs/extending.md"))
    else:
        # the last shipped part is the footer, and nothing stands below it
        if description.after not in known[:-1]:
            advice = f"write one of: {', '.join(known[:-1])}"
            problems.append(_problem(path, f"no part is called {description.after}", advice))
    if problems:
        raise ConfigError("this mail part cannot be used", problems=problems, subject=str(path))
    return description


def _file_problems(path: Path, known: Sequence[str]) -> Iterator[Problem]:
    if path.stem in known:
        yield _problem(path, f"a shipped part is called {path.stem}", "choose another name")
    if not _NAME.fullmatch(path.stem):
        yield _problem(path, f"{path.stem} is no name for a part", "use a-z, 0-9 and _ only")
    # a part without its text twin would be missing from the plain text in silence
    for ending in PART_ENDINGS:
        beside = path.with_name(path.stem + ending)
        if not beside.is_file():
            yield _problem(path, f"the part has no {beside.name}", "write it beside this file")


def _problem(path: Path, what: str, advice: str) -> Problem:
    return Problem(file=str(path), line=1, column=1, what=what, advice=advice)
