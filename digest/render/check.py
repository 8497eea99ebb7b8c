"""Check an operator's templates on a sample issue: every mistake by file and line, as `digest check` prints it."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path

from digest.errors import DigestError, Problem, RenderError
from digest.render.issue import BASE, html_values, render_html, render_text
from digest.render.markup import check_markup
from digest.render.page import lay_out
from digest.render.pictures import declared_pictures
from digest.render.specimen import PUBLICATION, specimen
from digest.render.templates import SHIPPED, fill, path_of
from digest.render.theme import Theme


def check_templates(templates_dir: Path | None = None) -> tuple[Problem, ...]:
    """All that is wrong with the parts in use, tried on a sample issue in both directions."""
    problems = list(_strangers(templates_dir))
    for language in ("en", "ar"):
        problems += _tried(language, templates_dir)
    return tuple(dict.fromkeys(problems))


def _strangers(templates_dir: Path | None) -> Iterator[Problem]:
    """Files that replace nothing, for a name mistyped is an override that silently does not happen."""
    if templates_dir is None or templates_dir == SHIPPED:
        return
    ours = [path.name for path in SHIPPED.glob("*.j2")]
    for path in sorted(templates_dir.glob("*.j2")):
        if path.name not in ours and not _included(path.name, templates_dir):
            near = difflib.get_close_matches(path.name, ours, n=1)
            advice = f"did you mean {near[0]}?" if near else f"parts are: {', '.join(sorted(ours))}"
            yield Problem(
                file=str(path),
                line=1,
                column=1,
                what="replaces no part, nothing includes it",
                advice=advice,
            )


def _included(name: str, templates_dir: Path) -> bool:
    return any(f'"{name}"' in path.read_text("utf-8") for path in templates_dir.glob("*.j2"))


def _tried(language: str, templates_dir: Path | None) -> Iterator[Problem]:
    briefing, theme = specimen(language), Theme()
    page, words = lay_out(
        briefing,
        publication=PUBLICATION,
        pictures=declared_pictures(briefing),
        picture_width=theme.picture_width,
    )
    try:
        found = check_markup(
            fill(BASE, html_values(page, words, theme), templates_dir, marked=True)
        )
        for mistake in found:
            file = str(path_of(mistake.template or BASE, templates_dir))
            yield Problem(
                file=file, line=mistake.line, column=1, what=mistake.what, advice=mistake.advice
            )
        if not found:
            render_html(page, words, theme, templates_dir)
        render_text(page, words, templates_dir)
    except RenderError as error:
        yield _problem(error)


def _problem(error: DigestError) -> Problem:
    file, _, line = error.subject.rpartition(":")
    placed = bool(file) and line.isdigit()
    return Problem(
        file=file if placed else error.subject,
        line=int(line) if placed else 1,
        column=1,
        what=error.message,
        advice=error.hint,
    )
