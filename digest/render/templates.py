"""Where templates come from, and the sandbox they run in: an operator's file of the same name wins over ours."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from digest.errors import RenderError
from digest.models import Direction
from digest.text import script_runs

SHIPPED = Path(__file__).parents[2] / "templates" / "email"
TEXT_WIDTH = 74
"""Within the 72 to 76 columns that mail readers show without wrapping."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One template and where it is taken from."""

    name: str
    path: Path
    overridden: bool


def list_templates(templates_dir: Path | None = None) -> tuple[Part, ...]:
    """Every part of the email with the file it comes from, operator's files first in right."""
    parts = []
    for path in sorted(SHIPPED.glob("*.j2")):
        own = templates_dir / path.name if templates_dir else None
        mine = own is not None and own.is_file()
        parts.append(Part(name=path.name, path=own if own and mine else path, overridden=mine))
    return tuple(parts)


def fill(name: str, templates_dir: Path | None, **values: object) -> str:
    """Render one template; RenderError names the template's file and line."""
    environment = _environment(templates_dir)
    try:
        return environment.get_template(name).render(values)
    except TemplateSyntaxError as error:
        place = f"{error.filename or error.name}:{error.lineno}"
        raise RenderError(error.message or "not a template", subject=place, hint="mend the template there") from error
    except (TemplateError, TypeError, ValueError, ZeroDivisionError) as error:
        raise RenderError(
            f"{type(error).__name__}: {error}", subject=_place(error) or name, hint="docs/email.md lists the values"
        ) from error


@lru_cache(maxsize=8)
def _environment(templates_dir: Path | None) -> ImmutableSandboxedEnvironment:
    folders = [templates_dir, SHIPPED] if templates_dir else [SHIPPED]
    environment = ImmutableSandboxedEnvironment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
        autoescape=lambda name: bool(name) and not str(name).endswith((".txt.j2", ".css.j2")),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"bidi": bidi, "wrap": wrap, "headline": headline, "banner": banner}
    return environment


def bidi(text: str, direction: Direction) -> Markup:
    """Escape a line and isolate what is in a script that runs the other way."""
    return Markup("").join(
        Markup("<bdi>{}</bdi>").format(piece) if foreign else escape(piece)
        for piece, foreign in script_runs(str(text), direction)
    )


def wrap(text: str, indent: str = "") -> str:
    """Break a line of plain text at words; an address is never broken."""
    return textwrap.fill(
        text, width=TEXT_WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )


def headline(text: str, line: str) -> str:
    """A headline of the plain text, underlined as wide as its widest row."""
    rows = wrap(text)
    return f"{rows}\n{line * max(len(row) for row in rows.splitlines() or [''])}"


def banner(text: str) -> str:
    """The title of a section of the plain text."""
    return f"{'-' * TEXT_WIDTH}\n{wrap(text.upper())}"


def _place(error: BaseException) -> str:
    """`file:line` of the innermost template in a traceback."""
    place, trace = "", error.__traceback__
    while trace:
        file = trace.tb_frame.f_code.co_filename
        if file.endswith(".j2"):
            place = f"{file}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
