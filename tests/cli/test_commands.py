"""The table of commands gives the help, and a command is imported when it runs."""

from __future__ import annotations

import pytest
from typer.core import TyperGroup
from typer.testing import CliRunner

from digest.cli import app
from digest.cli.commands import COMMANDS, CommandTable

PANELS = ["Set up", "Every day", "Look closer", "Keep it safe"]


def test_the_help_lists_every_command_in_the_order_of_its_panels() -> None:
    shown = CliRunner().invoke(app, ["--help"]).output
    places = [shown.index(panel) for panel in PANELS]
    assert places == sorted(places)
    for name in COMMANDS:
        assert f" {name} " in shown
    assert list(dict.fromkeys(command.panel for command in COMMANDS.values())) == PANELS


def test_a_command_line_without_a_word_prints_the_help() -> None:
    assert "Usage" in CliRunner().invoke(app, []).output


def test_the_table_knows_no_other_command() -> None:
    table = CommandTable(name="digest")
    assert table.list_commands(None) == list(COMMANDS)
    assert table.get_command(None, "sned") is None
    assert len(table.commands) == len(COMMANDS)


def test_the_help_of_a_stand_in_is_a_sentence_in_its_panel() -> None:
    stand_in = CommandTable(name="digest").get_command(None, "send")
    assert stand_in.help == "Hand an approved issue to its readers."
    assert stand_in.rich_help_panel == "Every day"


@pytest.mark.parametrize("name", ["subscribers", "issues", "topics", "sources", "dkim"])
def test_a_noun_with_several_commands_is_a_group_of_its_own_name(name: str) -> None:
    group = CommandTable(name="digest").commands[name]
    assert isinstance(group, TyperGroup)
    assert group.name == name


@pytest.mark.parametrize("name", ["check", "send", "worker", "preflight"])
def test_a_single_command_is_no_group(name: str) -> None:
    assert not isinstance(CommandTable(name="digest").commands[name], TyperGroup)


def test_commands_that_are_given_are_ignored() -> None:
    table = CommandTable(name="digest")
    table.commands = {}
    assert list(table.commands) == list(COMMANDS)


@pytest.mark.parametrize("name", ["worker", "serve"])
def test_a_number_beyond_its_bounds_is_a_wrong_use(name: str) -> None:
    for metrics in ("-1", "65536"):
        assert CliRunner().invoke(app, [name, "--metrics", metrics]).exit_code == 2
