"""Check an operator's templates on a sample issue and name each mistake by file and line."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from digest.errors import DigestError, Problem, RenderError
from digest.models import Briefing
from digest.render.issue import BASE, html_values, render_html, render_text, view_of
from digest.render.mail_parts import MailParts, sample_block, text_template
from digest.render.markup import check_markup
from digest.render.own_templates import SHIPPED
from digest.render.parts_registry import MAIL_PARTS
from digest.render.pictures import declared_pictures
from digest.render.preflight.content_rules import lines_without_twin
from digest.render.preflight.html_tree import parse_html, shown_text
from digest.render.specimen import PUBLICATION, specimen, specimen_map
from digest.render.templates import TemplateSources, fill, path_of
from digest.render.theme import Theme

# A language of each direction: a mistake may show in one direction only.
DIRECTIONS = ("en", "ar")


def check_templates(
    templates_dir: Path | None = None, parts: MailParts = MAIL_PARTS
) -> tuple[Problem, ...]:
    """Return every mistake in the templates in use, tried on a sample issue in both directions."""
    problems = list(_useless_files(templates_dir))
    for language in DIRECTIONS:
        briefing = specimen_with_added(language, parts)
        problems += _render_problems(briefing, templates_dir, parts)
    # a mistake that shows in both directions is named once
    return tuple(dict.fromkeys(problems))


def specimen_with_added(language: str, parts: MailParts) -> Briefing:
    """Return the sample briefing, with the sample block of each added part."""
    briefing = specimen(language)
    added = []
    for kind in parts:
        # a part without keys shows what the sample briefing has
        if kind.options is not None:
            added.append(sample_block(kind))
    return replace(briefing, blocks=replace(briefing.blocks, added=tuple(added)))


def _useless_files(templates_dir: Path | None) -> Iterator[Problem]:
    """Yield the files that replace no template: a mistyped name would silently change nothing."""
    if templates_dir is None or templates_dir == SHIPPED:
        return
    shipped = [path.name for path in SHIPPED.glob("*.j2")]
    for path in sorted(templates_dir.glob("*.j2")):
        # a partial of one's own counts once a template that is used includes it
        if path.name in shipped or _is_included(path.name, templates_dir):
            continue
        advice = f"templates are: {', '.join(sorted(shipped))}"
        near = difflib.get_close_matches(path.name, shipped, n=1)
        if near:
            advice = f"did you mean {near[0]}?"
        yield _problem(path, 1, "replaces no part, nothing includes it", advice)


def _is_included(name: str, templates_dir: Path) -> bool:
    for path in templates_dir.glob("*.j2"):
        if f'"{name}"' in path.read_text("utf-8"):
            return True
    return False


def _render_problems(
    briefing: Briefing, templates_dir: Path | None, parts: MailParts
) -> Iterator[Problem]:
    view = view_of(
        briefing,
        publication=PUBLICATION,
        theme=Theme(),
        pictures=declared_pictures(briefing),
        templates_dir=templates_dir,
        parts=parts,
        locator=specimen_map(),
    )
    try:
        mistakes = check_markup(fill(BASE, html_values(view), view.sources, marked=True))
        for mistake in mistakes:
            path = _file_of(mistake.template or BASE, view.sources)
            yield _problem(path, mistake.line, mistake.what, mistake.advice)
        # a document with mistakes does not compile, or compiles to something else
        html = ""
        if not mistakes:
            html = render_html(view)
        text = render_text(view)
        if html:
            yield from _twin_problems(briefing, html, text, templates_dir, parts)
    except RenderError as error:
        yield _problem_of(error)


def _file_of(template: str, sources: TemplateSources) -> Path:
    """Return the file that a template was taken from: the operator's, ours or that of a part."""
    for folder in sources.folders:
        if (folder / template).is_file():
            return folder / template
    return SHIPPED / template


def _twin_problems(
    briefing: Briefing, html: str, text: str, templates_dir: Path | None, parts: MailParts
) -> Iterator[Problem]:
    """Name each line of a part's sample that its partial shows and its text twin lacks."""
    for name, line in lines_without_twin(briefing, shown_text(parse_html(html)), text):
        kind = parts[name]
        path = path_of(text_template(kind), templates_dir, kind.make.folder or SHIPPED)
        keys = [pair.key for block in briefing.blocks.added for pair in block.values]
        texts = [pair.text for block in briefing.blocks.added for pair in block.values]
        key = keys[texts.index(line)]
        what = f"the text twin does not show part.{key}, as the partial does"
        yield _problem(path, 1, what, f"add {{{{ part.{key} | wrap }}}}")


def _problem_of(error: DigestError) -> Problem:
    """Return an error as a problem, placed where its subject is `file:line`."""
    file, _, line = error.subject.rpartition(":")
    if file and line.isdigit():
        return _problem(Path(file), int(line), error.message, error.hint)
    return Problem(file=error.subject, line=1, column=1, what=error.message, advice=error.hint)


def _problem(path: Path, line: int, what: str, advice: str) -> Problem:
    return Problem(file=str(path), line=line, column=1, what=what, advice=advice)
