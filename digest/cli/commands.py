"""The table of commands. Each is imported when it runs, so help and completion start at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any, Literal, NamedTuple, cast

import typer
from typer.core import TyperCommand, TyperGroup

HELP_MARKUP: Literal["markdown"] = "markdown"
"""Joins the lines of a docstring to the width of the terminal; Typer's other markups do not."""


class Command(NamedTuple):
    """One command: its panel of the help, its file and name there, and how its help begins."""

    panel: str
    place: str
    help: str


# panels in the order in which an operator meets them
SET_UP = "Set up"
EVERY_DAY = "Every day"
LOOK_CLOSER = "Look closer"
KEEP = "Keep it safe"

COMMANDS: dict[str, Command] = {
    "init": Command(SET_UP, "config:init", "Copy the default newsroom into a folder of your own"),
    "check": Command(SET_UP, "config:check", "Check every file without network"),
    "schema": Command(SET_UP, "config:schema", "Write a JSON Schema for each kind of file"),
    "doctor": Command(SET_UP, "doctor:doctor", "Try all that a morning needs"),
    "demo": Command(SET_UP, "demo:demo", "Run the sample newsroom"),
    "dkim": Command(SET_UP, "dkim:dkim_app", "Keys that sign outgoing mail (DKIM)"),
    "collect": Command(
        EVERY_DAY, "daily:collect", "Ask every due source for news and keep what is new"
    ),
    "draft": Command(
        EVERY_DAY, "daily:draft", "Choose the stories, write the briefing and render it"
    ),
    "send": Command(EVERY_DAY, "daily:send", "Hand an approved issue to its readers"),
    "run": Command(
        EVERY_DAY, "daily:run", "Collect, draft, approve by the newsletter's policy and send"
    ),
    "serve": Command(
        EVERY_DAY,
        "serve:serve",
        "Run every newsletter's schedule and answer the readers' pages",
    ),
    "worker": Command(
        EVERY_DAY, "worker:worker", "Do the newsroom's jobs, on as many machines as wanted"
    ),
    "next": Command(EVERY_DAY, "serve:next_slots", "Print the coming slots of each newsletter"),
    "bounces": Command(
        EVERY_DAY, "bounces:bounces", "Read bounces, complaints and unsubscribe mails"
    ),
    "subscribers": Command(
        EVERY_DAY,
        "subscribers:subscribers_app",
        "Add, list, import, export and remove readers",
    ),
    "tokens": Command(EVERY_DAY, "tokens:tokens_app", "Tokens of programs that use the API"),
    "webhooks": Command(
        EVERY_DAY, "webhooks:webhooks_app", "Facts that wait to be told to other programs"
    ),
    "mcp": Command(
        EVERY_DAY,
        "mcp:mcp",
        "Answer a program over stdin and stdout (Model Context Protocol); no tool writes",
    ),
    "issues": Command(
        LOOK_CLOSER, "issues:issues_app", "List, show, edit, approve and audit issues"
    ),
    "report": Command(
        LOOK_CLOSER, "report:report", "Print what became of each issue, and who joined and left"
    ),
    "preflight": Command(
        LOOK_CLOSER,
        "issues:preflight",
        "Check the final bytes of a sample message against every rule",
    ),
    "preview": Command(LOOK_CLOSER, "serve:preview", "Open the studio"),
    "sources": Command(LOOK_CLOSER, "sources:sources_app", "See how every source is doing"),
    "topics": Command(
        LOOK_CLOSER,
        "topics:topics_app",
        "Test, explain and compare topic rules on stored articles",
    ),
    "labels": Command(
        LOOK_CLOSER,
        "config:labels",
        "Print the words of mails and pages in a language, to translate or change",
    ),
    "templates": Command(
        LOOK_CLOSER,
        "config:templates",
        "List the parts of the email and the file of each",
    ),
    "backup": Command(KEEP, "upkeep:backup", "Write the whole database into one file"),
    "restore": Command(KEEP, "upkeep:restore", "Make the database from a backup"),
    "prune": Command(KEEP, "upkeep:prune", "Delete what is kept longer than digest.yaml says"),
}


class CommandTable(TyperGroup):
    """The group of all commands: its help comes from the table, and a command is loaded to run."""

    def list_commands(self, _ctx: Any) -> list[str]:
        """Name all commands in the order of the table."""
        return list(COMMANDS)

    def get_command(self, _ctx: Any, cmd_name: str) -> Any:
        """Make a stand-in for a command, as much as the help needs."""
        # click asks for unknown names as well, to suggest a near one
        if cmd_name not in COMMANDS:
            return None
        command = COMMANDS[cmd_name]
        return TyperCommand(cmd_name, help=f"{command.help}.", rich_help_panel=command.panel)

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """Load the command that the arguments name."""
        # the command proper is imported here and nowhere else: help never gets this far
        name, stand_in, rest = super().resolve_command(ctx, args)
        if name and stand_in:
            return name, self.commands[name], rest
        return name, stand_in, rest

    @property
    def commands(self) -> Any:
        """Every command, each imported when it is looked at."""
        return _Loaded()

    @commands.setter
    def commands(self, _given: object) -> None:
        """Ignore the commands that Typer gives: the table holds all."""


class _Loaded(Mapping[str, TyperCommand | TyperGroup]):
    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)

    def __getitem__(self, name: str) -> TyperCommand | TyperGroup:
        module, _, attribute = COMMANDS[name].place.partition(":")
        command = getattr(import_module(f"digest.cli.{module}"), attribute)
        # a group of commands
        if isinstance(command, typer.Typer):
            command.rich_markup_mode = HELP_MARKUP
            group = typer.main.get_group(command)
            group.name = name
            return group
        # a single command: Typer wants an app around it
        alone = typer.Typer(
            rich_markup_mode=HELP_MARKUP, pretty_exceptions_enable=False, add_completion=False
        )
        alone.command(name)(command)
        return cast(TyperCommand, typer.main.get_command(alone))
