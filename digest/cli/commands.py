"""The table of commands: each is imported when it is run, so that help, completion and small commands start at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any, Literal, cast

import typer
from typer.core import TyperCommand, TyperGroup

HELP_MARKUP: Literal["markdown"] = "markdown"
"""Of docstrings: their lines are joined to the width of the terminal, which Typer's other markup leaves as they are."""

COMMANDS: dict[str, tuple[str, str, str]] = {
    "init": ("Set up", "config:init", "Copy the default newsroom into a folder of your own"),
    "check": ("Set up", "config:check", "Check every file without network"),
    "schema": ("Set up", "config:schema", "Write a JSON Schema for each kind of file"),
    "doctor": ("Set up", "doctor:doctor", "Try all that a morning needs"),
    "demo": ("Set up", "demo:demo", "Run the sample newsroom"),
    "dkim": ("Set up", "dkim:dkim_app", "Keys that sign outgoing mail (DKIM)"),
    "collect": ("Every day", "desk:collect", "Ask every due source for news and keep what is new"),
    "draft": ("Every day", "desk:draft", "Choose the stories, write the briefing and render it"),
    "send": ("Every day", "desk:send", "Hand an approved issue to its readers"),
    "run": ("Every day", "desk:run", "Collect, draft, approve by the newsletter's policy and send"),
    "serve": (
        "Every day",
        "serve:serve",
        "Run every newsletter's schedule and answer the readers' pages",
    ),
    "worker": (
        "Every day",
        "worker:worker",
        "Do the newsroom's jobs, on as many machines as wanted",
    ),
    "next": ("Every day", "serve:next_slots", "Print the coming slots of each newsletter"),
    "bounces": ("Every day", "bounces:bounces", "Read bounces, complaints and unsubscribe mails"),
    "subscribers": (
        "Every day",
        "subscribers:subscribers_app",
        "Add, list, import, export and remove readers",
    ),
    "issues": ("Look closer", "issues:issues_app", "List, show, edit, approve and audit issues"),
    "preflight": (
        "Look closer",
        "issues:preflight",
        "Check the final bytes of a sample message against every rule",
    ),
    "preview": ("Look closer", "serve:preview", "Open the studio"),
    "sources": ("Look closer", "sources:sources_app", "See how every source is doing"),
    "topics": (
        "Look closer",
        "topics:topics_app",
        "Test, explain and compare topic rules on stored articles",
    ),
    "templates": (
        "Look closer",
        "config:templates",
        "List the parts of the email and the file each comes from",
    ),
}
"""Each command's panel of the help, the file and the function or Typer it is, and how its own help begins."""


class CommandTable(TyperGroup):
    """The group of all commands: help is told from the table, a command is loaded when it runs or is asked for."""

    def list_commands(self, _ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, _ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            return None
        panel, _, said = COMMANDS[cmd_name]
        return TyperCommand(cmd_name, help=f"{said}.", rich_help_panel=panel)

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        name, told, rest = super().resolve_command(ctx, args)
        return name, self.commands[name] if name and told else told, rest

    @property
    def commands(self) -> Any:
        return _Loaded()

    @commands.setter
    def commands(self, _given: object) -> None:
        """The table is all there is."""


class _Loaded(Mapping[str, TyperCommand | TyperGroup]):
    """Every command by its name, imported as it is looked at."""

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)

    def __getitem__(self, name: str) -> TyperCommand | TyperGroup:
        _, place, _ = COMMANDS[name]
        module, _, attribute = place.partition(":")
        found = getattr(import_module(f"digest.cli.{module}"), attribute)
        if isinstance(found, typer.Typer):
            found.rich_markup_mode = HELP_MARKUP
            group = typer.main.get_group(found)
            group.name = name
            return group
        alone = typer.Typer(
            rich_markup_mode=HELP_MARKUP, pretty_exceptions_enable=False, add_completion=False
        )
        alone.command(name)(found)
        return cast(TyperCommand, typer.main.get_command(alone))
