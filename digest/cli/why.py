"""Print how each story of an issue was decided: matches, merges, copies and reasons."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from rich.markup import escape

from digest.errors import UseError

if TYPE_CHECKING:
    from digest.cli.state import State
    from digest.models import Story
    from digest.usecases import Newsroom


def print_reasons(state: State, newsroom: Newsroom, issue_id: str) -> None:
    """Print the reasons for each story, chosen or left out; raise UseError for no such issue."""
    selection = newsroom.store.issues.selection(issue_id)
    if selection is None:
        hint = "digest issues list shows them"
        raise UseError("no such issue", subject=issue_id, hint=hint)
    groups = (
        ("chosen", selection.stories),
        ("also today", selection.also),
        ("left out", selection.missed),
    )
    # in the order in which a reader would meet them
    for title, stories in groups:
        if stories:
            state.console.rule(title)
        for story in stories:
            _print_story(state, story)
    if selection.held:
        state.print(f"held: {selection.held}")


def _print_story(state: State, story: Story) -> None:
    title = escape(story.lead.title)
    state.console.print(f"[bold]{title}[/bold]  score {story.score:.2f}", highlight=False)
    # short numbers stand for long ids
    numbers = {}
    for number, article in enumerate(story.articles, start=1):
        numbers[article.id] = f"({number})"
        source = article.publisher or article.source_id
        state.print(f"  ({number}) {source}: {article.url}")
    lines = [
        *_match_lines(story, numbers),
        *_merge_lines(story, numbers),
        *_copy_lines(story),
        *_reason_lines(story),
    ]
    for line in lines:
        state.print(f"  {line}")


def _match_lines(story: Story, numbers: Mapping[str, str]) -> list[str]:
    lines = []
    for match in story.matches:
        # each hit once: a word may stand in an article ten times
        hits = dict.fromkeys(f"{hit.leaf} → “{hit.text}” in {hit.field}" for hit in match.hits)
        article = numbers.get(match.article_id, match.article_id)
        score = f"({match.score:.2f})"
        lines.append(f"{article} matched {match.topic_id} {score}: {'; '.join(hits)}")
    return lines


def _merge_lines(story: Story, numbers: Mapping[str, str]) -> list[str]:
    # a copy is a merge, too
    folded = {copy.folded for copy in story.copies}
    lines = []
    for merge in story.merges:
        # a folded copy is told below, and once is enough
        if merge.right in folded:
            continue
        left, right = numbers.get(merge.left, merge.left), numbers.get(merge.right, merge.right)
        because = "; ".join(reason.detail for reason in merge.reasons)
        lines.append(f"{right} merged with {left} ({merge.score:.2f}): {because}")
    return lines


def _copy_lines(story: Story) -> list[str]:
    lines = []
    for copy in story.copies:
        lines.append(f"{copy.folded} folded as a copy ({copy.kind}): {copy.detail}")
    return lines


def _reason_lines(story: Story) -> list[str]:
    lines = []
    for reason in story.reasons:
        number = "" if reason.value is None else f" ({reason.value:+.2f})"
        lines.append(f"{reason.code}: {reason.detail}{number}")
    return lines
