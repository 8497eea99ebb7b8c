"""`digest init`, `check`, `schema` and `templates`: make a newsroom's folder, and keep its files right."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from digest.cli.language_warnings import language_warnings
from digest.cli.state import State
from digest.cli.tables import table
from digest.config import Config, init_newsroom, write_schemas
from digest.edit import run_topic_tests
from digest.errors import ConfigError
from digest.models import Blocks
from digest.render import check_lowered, check_templates, check_themes, list_templates


def init(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new folder, or an empty one.")],
) -> None:
    """Copy the default newsroom into a folder of your own. Nothing is ever overwritten."""
    state: State = ctx.obj
    files = init_newsroom(folder)
    state.console.print(f"{len(files)} files in {folder}", markup=False, highlight=False)
    for step in (
        f"{folder / 'digest.yaml'} and {folder / 'newsletters'}: make every line marked EDIT yours",
        f"digest -c {folder} check",
        f"digest -c {folder} doctor",
    ):
        state.console.print(f"  next: {step}", markup=False, highlight=False, soft_wrap=True)


def check(ctx: typer.Context) -> None:
    """Check every file without network: keys, rules, topic tests, themes, templates. All problems at once."""
    state: State = ctx.obj
    config = state.config()
    problems = [
        *run_topic_tests(config.topics, config.aliases),
        *check_templates(config.settings.templates_dir),
        *check_themes(config.theme_folders),
        *check_lowered(config.newsletters),
    ]
    if problems:
        count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
        raise ConfigError(
            f"the configuration in {state.folder} needs mending: {count}", problems=problems
        )
    _print_summary(state, config)


def schema(
    ctx: typer.Context,
    out: Annotated[
        Path | None, typer.Option(help="Where to; default: schemas/ in the newsroom's folder.")
    ] = None,
) -> None:
    """Write a JSON Schema for each kind of file, so that an editor completes and checks as you type."""
    state: State = ctx.obj
    for path in write_schemas(out or state.folder / "schemas"):
        state.console.print(str(path), markup=False, highlight=False, soft_wrap=True)


def templates(ctx: typer.Context) -> None:
    """List the parts of the email and the file each comes from; your own files win over the shipped ones."""
    state: State = ctx.obj
    parts = table("part", "from", "file", unbroken=1)
    for part in list_templates(state.config().settings.templates_dir):
        whose = "[green]yours[/green]" if part.overridden else "shipped"
        parts.add_row(part.name, whose, escape(str(part.path)))
    state.console.print(parts)


def _print_summary(state: State, config: Config) -> None:
    settings, tests = config.settings, sum(len(topic.tests) for topic in config.topics)
    enabled = sum(source.enabled for source in config.sources)
    relays = ", ".join(
        f"{relay.name} ({relay.host}:{relay.port})" for relay in settings.deliver.relays
    )
    rows = (
        ("publication", f"{settings.publication.name} <{settings.publication.from_address}>"),
        ("sources", f"{len(config.sources)}, {enabled} of them enabled"),
        (
            "aliases",
            f"{len(config.aliases)} with {sum(1 + len(alias.names) for alias in config.aliases)} names",
        ),
        ("topics", f"{len(config.topics)}, and all of their {tests} tests pass"),
        (
            "newsletters",
            ", ".join(newsletter.id for newsletter in config.newsletters) or "none yet",
        ),
        ("relays", relays or "none yet: nothing can be sent"),
    )
    summary = table("", "", show_header=False, box=None, pad_edge=False)
    for name, words in rows:
        summary.add_row(f"[bold]{name}[/bold]", escape(words))
    state.console.print(summary)
    followed = {
        weight.topic_id for newsletter in config.newsletters for weight in newsletter.topics
    }
    if idle := ", ".join(topic.id for topic in config.topics if topic.id not in followed):
        state.console.print(
            f"[yellow]no newsletter follows[/yellow] {escape(idle)}", highlight=False
        )
    state.console.print(
        f"[green]{escape(str(state.folder))} is in order[/green]", highlight=False, soft_wrap=True
    )
    for warning in language_warnings(state.folder):
        state.console.print(f"[yellow]warning:[/yellow] {escape(warning)}", highlight=False)
    if unfinished := list(_unfinished(config)):
        state.console.print("[yellow]before the first real send[/yellow], make yours:")
        for place in unfinished:
            state.console.print(f"  {escape(place)}", highlight=False)


EXAMPLES = (".example", ".example.org", ".example.com", ".example.net", ".invalid", "EDIT ME")
"""What stands in files that nobody has made their own yet (RFC 2606 keeps the names free)."""


def _unfinished(config: Config) -> Iterator[str]:
    """What still holds a sample: keys of the publication, and where the blocks of newsletters lead."""
    publication = config.settings.publication
    keys = ("public_url", "from_address", "reply_to", "postal_address")
    if samples := [key for key in keys if _is_sample(getattr(publication, key))]:
        yield f"digest.yaml: {', '.join(samples)}"
    if leading := [
        one.id
        for one in config.newsletters
        if any(_is_sample(url) for url in _block_urls(one.blocks))
    ]:
        yield f"newsletters, where their blocks lead: {', '.join(leading)}"


def _is_sample(words: str) -> bool:
    return any(sample in words for sample in EXAMPLES)


def _block_urls(blocks: Blocks) -> list[str]:
    """Those an operator writes; sisters of the house stand under the public address."""
    calls = [blocks.membership.url] if blocks.membership else []
    return [*calls, *(report.url for report in blocks.trend_reports)]
