"""Preview: the studio over one newsroom, with the operator's files as they are at each look."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from starlette.applications import Starlette

from digest.config import Config, shipped_templates
from digest.errors import ConfigError, DigestError, StoreError
from digest.models import IssueState, IssueSummary
from digest.runtime.calendar import calendar_of
from digest.usecases.corrections import correct_notice, correction_text, dismiss_notice
from digest.usecases.look import look_at, rendering_of, warm_up
from digest.usecases.newsroom import Newsroom, briefing_of
from digest.usecases.opinions import issue_opinions
from digest.web.calendar_page import CalendarView
from digest.web.studio import ShownNotice, StudioView, studio_app

SHOWN_ISSUES = 50
"""Issues in the studio's list, newest first."""

SHOWN_NOTICES = 30
"""Changed sources on the front page, newest first."""


def preview_app(newsroom: Newsroom, read_config: Callable[[], Config]) -> Starlette:
    """Make the studio over one newsroom. `read_config` reads the operator's files again."""
    shown = _Shown(newsroom=newsroom, read_config=read_config)
    return studio_app(
        load=shown.load,
        list_issues=shown.issues,
        watch=_watched(newsroom.config),
        revision=shown.revision,
        rendered=shown.rendered,
        warm_up=cache(shown.warm_up),
        notices=StoredNotices(newsroom=newsroom, read_config=read_config),
        calendar=shown.calendar,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """The views that the studio shows of one newsroom, each made anew when it is asked for."""

    newsroom: Newsroom
    read_config: Callable[[], Config]

    def issues(self) -> tuple[IssueSummary, ...]:
        return self.newsroom.store.issues.list(limit=SHOWN_ISSUES)

    def load(self, issue_id: str | None) -> StudioView | None:
        wanted = issue_id or _newest(self.newsroom)
        if wanted is None or self.newsroom.store.issues.briefing(wanted) is None:
            return None
        try:
            return _view(self._current(), wanted)
        except DigestError as error:
            # an operator in the middle of an edit still sees the last good mail
            return _last_kept(self.newsroom, wanted, trouble=_in_words(error))

    def rendered(self, issue_id: str) -> StudioView | None:
        """Return the mail alone: the page around its frame shows the checks."""
        issues = self.newsroom.store.issues
        if issues.briefing(issue_id) is None:
            return None
        try:
            issue = rendering_of(self._current(), issue_id)
        except DigestError as error:
            return _last_kept(self.newsroom, issue_id, trouble=_in_words(error))
        return StudioView(id=issue_id, issue=issue, variants=issues.variants(issue_id))

    def warm_up(self) -> None:
        """Make ready for the first change of the newest draft."""
        for issue in self.issues():
            if issue.state is IssueState.DRAFT:
                with suppress(DigestError):  # the page itself says why
                    warm_up(self.newsroom, issue.id)
                return

    def revision(self) -> object:
        """Give another value after each edit, approval or new draft."""
        try:
            seen: list[object] = [(issue.id, issue.state, issue.created) for issue in self.issues()]
            for notice in self.newsroom.store.source_watch.notices(limit=SHOWN_NOTICES):
                seen.append((notice.id, notice.now))
            return seen
        except StoreError:
            # the database is away: the page stays as it is
            return None

    def calendar(self) -> CalendarView:
        try:
            current = self._current()
        except DigestError as error:
            # the slots that the newsroom keeps to are those that it read last
            return CalendarView(calendar=calendar_of(self.newsroom), trouble=_in_words(error))
        return CalendarView(calendar=calendar_of(current))

    def _current(self) -> Newsroom:
        # read at each look, so that a saved edit shows at once
        return replace(self.newsroom, config=self.read_config())


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredNotices:
    """The open notices of one newsroom, and the steps that settle one."""

    newsroom: Newsroom
    read_config: Callable[[], Config]

    def shown(self) -> tuple[ShownNotice, ...]:
        """List the open notices, newest first, each with its correction in the issue's language."""
        shown = []
        for notice in self.newsroom.store.source_watch.notices(limit=SHOWN_NOTICES):
            text = correction_text(self.newsroom, notice)
            shown.append(ShownNotice(notice=notice, correction=text))
        return tuple(shown)

    def correct(self, notice_id: str, text: str) -> None:
        """Correct the issue of a notice in those words."""
        current = replace(self.newsroom, config=self.read_config())
        correct_notice(current, notice_id, text)

    def dismiss(self, notice_id: str, reason: str) -> None:
        """Dismiss a notice for that reason."""
        dismiss_notice(self.newsroom, notice_id, reason)


def _newest(newsroom: Newsroom) -> str | None:
    for issue in newsroom.store.issues.list(limit=1):
        return issue.id
    return None


def _view(newsroom: Newsroom, issue_id: str) -> StudioView:
    look = look_at(newsroom, issue_id)
    return StudioView(
        id=issue_id,
        issue=look.issue,
        briefing=look.briefing or briefing_of(newsroom, issue_id),
        selection=newsroom.store.issues.selection(issue_id),
        findings=look.findings,
        opinions=issue_opinions(newsroom, issue_id),
        variants=newsroom.store.issues.variants(issue_id),
    )


def _last_kept(newsroom: Newsroom, issue_id: str, *, trouble: str) -> StudioView:
    """Show the issue as it was last stored, with the trouble that keeps it from rendering."""
    issues = newsroom.store.issues
    return StudioView(
        id=issue_id,
        issue=issues.issue(issue_id),
        briefing=issues.briefing(issue_id),
        selection=issues.selection(issue_id),
        trouble=trouble,
    )


def _watched(config: Config) -> tuple[Path, ...]:
    # shipped templates too: whoever works on them sees each change
    folders = [config.folder, shipped_templates()]
    if config.settings.templates_dir:
        folders.append(config.settings.templates_dir)
    return tuple(folders)


def _in_words(error: DigestError) -> str:
    if isinstance(error, ConfigError) and error.problems:
        return "\n".join(str(problem) for problem in error.problems)
    if error.hint:
        return f"{error} ({error.hint})"
    return str(error)
