"""The sources of templates, and the sandbox they run in: an operator's file wins over ours."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import (
    ChoiceLoader,
    DictLoader,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
)
from jinja2.ext import Extension
from jinja2.loaders import BaseLoader
from markupsafe import Markup, escape

from digest.errors import RenderError
from digest.models import Direction
from digest.render.mail_parts import MailParts, html_template, text_template
from digest.render.markup import MARK
from digest.render.own_templates import SHIPPED
from digest.render.plain_text import banner, headline, wrap
from digest.render.sandbox import MailSandbox
from digest.render.template_code import TemplateCode
from digest.render.typography import hyphens_whole, whole, without_widow
from digest.render.wording import Wording
from digest.text import script_runs

# Letters of the longest word that stays whole; a longer one widens the mail on a phone.
LONG_WORD = 40
# A space without width, at which any client may break a word; feeds bring none, it is cleaned.
BREAK = "\u200b"
# Letters between two places where a long word may break: a headline's line on a phone.
CHUNK = 15
# The exceptions that a mistake in a template raises while it runs.
TEMPLATE_FAULTS = (
    TemplateError,
    ArithmeticError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)

_LONG_WORD = re.compile(rf"\S{{{LONG_WORD + 1}}}")


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateFile:
    """One template of the mail and the file it is taken from."""

    name: str
    path: Path
    overridden: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateSources:
    """The folders and texts that templates are taken from; the first that has a name wins.

    `inline` holds (name, source) of the templates that an extension brings along.
    """

    folders: tuple[Path, ...] = (SHIPPED,)
    inline: tuple[tuple[str, str], ...] = ()


def template_sources(templates_dir: Path | None, parts: MailParts) -> TemplateSources:
    """Return the sources in order: the operator's folder, ours, then those of added parts."""
    folders = [SHIPPED]
    # the operator wins over us, and both win over an extension
    if templates_dir:
        folders.insert(0, templates_dir)
    inline = []
    for kind in parts:
        part = kind.make
        if part.folder and part.folder not in folders:
            folders.append(part.folder)
        # a part that brings its HTML along brings its text along too
        if part.html:
            inline.append((html_template(kind), part.html))
            inline.append((text_template(kind), part.text))
    return TemplateSources(folders=tuple(folders), inline=tuple(inline))


def list_templates(
    templates_dir: Path | None = None, parts: MailParts | None = None
) -> tuple[TemplateFile, ...]:
    """Return every template of the mail with the file that is used for it.

    Those of the parts that a newsroom has in its own folder come last, each partial with its text
    twin.
    """
    files = []
    # an operator may replace what we ship; other files are none of the mail
    for shipped in sorted(SHIPPED.glob("*.j2")):
        path = path_of(shipped.name, templates_dir)
        files.append(TemplateFile(name=shipped.name, path=path, overridden=path.parent != SHIPPED))
    for kind in parts or ():
        if kind.make.folder:
            for name in (html_template(kind), text_template(kind)):
                path = path_of(name, templates_dir, kind.make.folder)
                files.append(TemplateFile(name=name, path=path, overridden=True))
    return tuple(files)


def path_of(name: str, templates_dir: Path | None, else_in: Path = SHIPPED) -> Path:
    """Return the file a template is taken from."""
    if templates_dir and (templates_dir / name).is_file():
        return templates_dir / name
    return else_in / name


def fill(
    name: str, values: Mapping[str, object], sources: TemplateSources, *, marked: bool = False
) -> str:
    """Render one template; raise RenderError that names the template's file and line.

    `marked` puts a comment with its file and line before each line of markup, so that a mistake in
    the result can be traced to its place.
    """
    # compiled templates are kept between issues: compiling takes longer than rendering
    environment = _environment(sources, marked)
    try:
        return environment.get_template(name).render(values)
    except TemplateSyntaxError as error:
        place = f"{error.filename or error.name}:{error.lineno}"
        raise RenderError(
            error.message or "not a template", subject=place, hint="mend the template there"
        ) from error
    except TEMPLATE_FAULTS as error:
        raise RenderError(
            f"{type(error).__name__}: {error}",
            subject=_place(error) or name,
            hint="docs/email.md lists the values",
        ) from error


# The compiled code of plain and of marked templates: marking changes the source that is compiled.
_PLAIN_CODE = TemplateCode()
_MARKED_CODE = TemplateCode()


@lru_cache(maxsize=8)
def _environment(sources: TemplateSources, marked: bool) -> MailSandbox:
    loaders: list[BaseLoader] = []
    for folder in sources.folders:
        loaders.append(FileSystemLoader(folder))
    loaders.append(DictLoader(dict(sources.inline)))
    extensions: list[type[Extension]] = []
    code = _PLAIN_CODE
    if marked:
        extensions.append(_Marks)
        code = _MARKED_CODE
    environment = MailSandbox(
        loader=ChoiceLoader(loaders),
        autoescape=_is_markup,
        # a misspelt value must be an error and not an empty place in the mail
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=extensions,
        bytecode_cache=code,
    )
    environment.filters |= {"bidi": bidi, "title": title, "whole": whole}
    environment.filters |= {"wrap": wrap, "headline": headline, "banner": banner}
    return environment


def _is_markup(name: str | None) -> bool:
    """Tell whether values are escaped in a template: in markup, not in plain text or CSS."""
    return bool(name) and not str(name).endswith((".txt.j2", ".css.j2"))


class _Marks(Extension):
    """Name the place of each line of markup in a comment before it."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Put the comments into the source of one template before it is compiled."""
        del filename
        rows = []
        for number, row in enumerate(source.splitlines(keepends=True), 1):
            rows.append(re.sub(r"^(\s*)(?=<[a-z])", rf"\g<1><!--{MARK}{name}:{number}-->", row))
        return "".join(rows)


def bidi(text: str, direction: Direction) -> Markup:
    """Escape a line and isolate what is in a script that runs the other way.

    A line wholly in the other script keeps its marks. Gmail, Outlook and Yahoo drop `<bdi>`; the
    `dir` inside it isolates there.

    >>> print(bidi("Beirut & Tyre", Direction.LTR))
    Beirut &amp; Tyre
    """
    across = Direction.LTR if direction is Direction.RTL else Direction.RTL
    isolated = Markup('<bdi><span dir="{}">{}</span></bdi>')
    # script_runs parts a line where it changes the direction of its script
    runs = list(script_runs(str(text), direction))
    if not _has_own_letters(runs):
        runs = [(str(text), len(runs) > 1 or _has_foreign(runs))]
    pieces = []
    for piece, foreign in runs:
        if foreign:
            pieces.append(isolated.format(across, breakable(piece)))
        else:
            pieces.append(breakable(piece))
    return Markup("").join(pieces)


def title(text: str, direction: Direction) -> Markup:
    """Set a headline: as `bidi` does, with no short word alone and no break inside a name.

    >>> print(title("A Cease-Fire & more", Direction.LTR))
    A <span class="whole">Cease-Fire</span> &amp;\u00a0more
    """
    return hyphens_whole(bidi(without_widow(text), direction))


def breakable(text: str) -> Markup:
    """Escape a text and let its longest words break, for clients that drop `overflow-wrap`.

    >>> print(breakable("short words & all"))
    short words &amp; all
    """
    # nearly every text: the loop below runs for long words alone
    if not _LONG_WORD.search(text):
        return escape(text)
    pieces = []
    for word in re.split(r"(\s+)", text):
        if len(word) > LONG_WORD:
            chunks = [escape(word[at : at + CHUNK]) for at in range(0, len(word), CHUNK)]
            pieces.append(escape(BREAK).join(chunks))
        else:
            pieces.append(escape(word))
    return Markup("").join(pieces)


def say_html(words: Wording, direction: Direction) -> Callable[..., Markup]:
    """Return `say` for HTML: it gives a label, escaped, with what runs the other way isolated."""

    def say(key: str, *, count: int = 1, **values: str) -> Markup:
        return bidi(words.say(key, count=count, **values), direction)

    return say


def _has_own_letters(runs: list[tuple[str, bool]]) -> bool:
    """Tell whether a letter runs in the direction of the mail."""
    for piece, foreign in runs:
        if not foreign and any(map(str.isalpha, piece)):
            return True
    return False


def _has_foreign(runs: list[tuple[str, bool]]) -> bool:
    for _, foreign in runs:
        if foreign:
            return True
    return False


def _place(error: BaseException) -> str:
    """Return `file:line` of the innermost template in a traceback."""
    place, trace = "", error.__traceback__
    while trace:
        file: Any = trace.tb_frame.f_code.co_filename
        # the last template frame is the innermost one
        if file.endswith(".j2"):
            place = f"{file}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
