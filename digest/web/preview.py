"""What the studio shows: drafts rendered afresh with today's YAML and templates, approved issues as frozen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from starlette.applications import Starlette

from digest.config import Config, shipped_templates
from digest.errors import ConfigError, DigestError
from digest.models import Issue
from digest.usecases.look import look_at
from digest.usecases.newsroom import Newsroom, briefing_of
from digest.web.studio import StudioView, studio_app

SHOWN_ISSUES = 50


def preview_app(newsroom: Newsroom, read_config: Callable[[], Config]) -> Starlette:
    """The studio over one newsroom. `read_config` reads the operator's files again at each look."""

    def list_issues() -> tuple[Issue, ...]:
        return newsroom.store.issues.list(limit=SHOWN_ISSUES)

    def load(issue_id: str | None) -> StudioView | None:
        wanted = issue_id or next((issue.id for issue in list_issues()), None)
        if wanted is None or newsroom.store.issues.briefing(wanted) is None:
            return None
        try:
            return _view(replace(newsroom, config=read_config()), wanted)
        except DigestError as error:
            return StudioView(
                id=wanted,
                issue=newsroom.store.issues.issue(wanted),
                briefing=newsroom.store.issues.briefing(wanted),
                selection=newsroom.store.issues.selection(wanted),
                trouble=_in_words(error),
            )

    return studio_app(load=load, list_issues=list_issues, watch=_watched(newsroom.config))


def _view(newsroom: Newsroom, issue_id: str) -> StudioView:
    look = look_at(newsroom, issue_id)
    return StudioView(
        id=issue_id,
        issue=look.issue,
        briefing=briefing_of(newsroom, issue_id),
        selection=newsroom.store.issues.selection(issue_id),
        findings=look.findings,
    )


def _watched(config: Config) -> tuple[Path, ...]:
    own = (config.settings.templates_dir,) if config.settings.templates_dir else ()
    return (config.folder, shipped_templates(), *own)


def _in_words(error: DigestError) -> str:
    if isinstance(error, ConfigError) and error.problems:
        return "\n".join(str(problem) for problem in error.problems)
    return f"{error} ({error.hint})" if error.hint else str(error)
