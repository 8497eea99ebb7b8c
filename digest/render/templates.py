"""Where templates come from, and the sandbox they run in: an operator's file of the same name wins over ours."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from jinja2 import (
    ChoiceLoader,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
)
from jinja2.ext import Extension
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from digest.config import shipped_templates
from digest.errors import RenderError
from digest.models import Direction
from digest.render.markup import MARK
from digest.render.plain import banner, headline, wrap
from digest.render.wording import Wording
from digest.text import script_runs

SHIPPED = shipped_templates() / "email"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One template and where it is taken from."""

    name: str
    path: Path
    overridden: bool


def list_templates(templates_dir: Path | None = None) -> tuple[Part, ...]:
    """Every part of the email with the file it comes from."""
    places = [
        (path.name, path_of(path.name, templates_dir)) for path in sorted(SHIPPED.glob("*.j2"))
    ]
    return tuple(
        Part(name=name, path=path, overridden=path.parent != SHIPPED) for name, path in places
    )


def path_of(name: str, templates_dir: Path | None) -> Path:
    """The file a part is taken from."""
    own = templates_dir / name if templates_dir else None
    return own if own and own.is_file() else SHIPPED / name


def fill(
    name: str, values: Mapping[str, object], templates_dir: Path | None, *, marked: bool = False
) -> str:
    """Render one template; RenderError names the template's file and line.

    `marked` puts a comment with its file and line before each line of markup, for finding the place of a mistake.
    """
    environment = _environment(templates_dir, marked)
    try:
        return environment.get_template(name).render(values)
    except TemplateSyntaxError as error:
        place = f"{error.filename or error.name}:{error.lineno}"
        raise RenderError(
            error.message or "not a template", subject=place, hint="mend the template there"
        ) from error
    except (
        TemplateError,
        ArithmeticError,
        LookupError,
        RecursionError,
        TypeError,
        ValueError,
    ) as error:
        raise RenderError(
            f"{type(error).__name__}: {error}",
            subject=_place(error) or name,
            hint="docs/email.md lists the values",
        ) from error


@lru_cache(maxsize=8)
def _environment(templates_dir: Path | None, marked: bool) -> ImmutableSandboxedEnvironment:
    folders = [templates_dir, SHIPPED] if templates_dir else [SHIPPED]
    environment = ImmutableSandboxedEnvironment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
        autoescape=lambda name: bool(name) and not str(name).endswith((".txt.j2", ".css.j2")),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=[_Marks] if marked else [],
    )
    environment.filters |= {"bidi": bidi, "wrap": wrap, "headline": headline, "banner": banner}
    return environment


class _Marks(Extension):
    """Names the place of each line of markup in a comment before it."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        del filename
        rows = (
            re.sub(r"^(\s*)(?=<[a-z])", rf"\g<1><!--{MARK}{name}:{number}-->", row)
            for number, row in enumerate(source.splitlines(keepends=True), 1)
        )
        return "".join(rows)


def bidi(text: str, direction: Direction) -> Markup:
    """Escape a line and isolate what is in a script that runs the other way; a line wholly in it keeps its marks.

    Gmail, Outlook and Yahoo drop `<bdi>`; the `dir` inside it isolates there.
    """
    across = Direction.LTR if direction is Direction.RTL else Direction.RTL
    isolated = Markup('<bdi><span dir="{}">{}</span></bdi>')
    runs = list(script_runs(str(text), direction))
    if not any(
        character.isalpha() for piece, foreign in runs if not foreign for character in piece
    ):
        runs = [(str(text), len(runs) > 1 or any(foreign for _, foreign in runs))]
    return Markup("").join(
        isolated.format(across, piece) if foreign else escape(piece) for piece, foreign in runs
    )


def say_html(words: Wording, direction: Direction) -> Callable[..., Markup]:
    """`say` for HTML: a label with its values as one line, escaped, with what runs the other way isolated."""

    def say(key: str, *, count: int = 1, **values: str) -> Markup:
        return bidi(words.say(key, count=count, **values), direction)

    return say


def _place(error: BaseException) -> str:
    """`file:line` of the innermost template in a traceback."""
    place, trace = "", error.__traceback__
    while trace:
        file = trace.tb_frame.f_code.co_filename
        if file.endswith(".j2"):
            place = f"{file}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
