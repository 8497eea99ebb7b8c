"""Stray files: a file that looks like configuration and is not read is named with advice."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest.config.stray_files import find_stray_files


def write(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("name: Ports\n")


def found(folder: Path) -> list[tuple[str, str, str]]:
    """The problems: the file in the folder, the mistake and the advice of each."""
    problems = []
    for problem in find_stray_files(folder):
        name = str(Path(problem.file).relative_to(folder))
        problems.append((name, problem.what, problem.advice))
    return problems


def test_the_files_of_a_newsroom_are_no_strays(tmp_path: Path) -> None:
    write(tmp_path, "digest.yaml", "sources.yaml", "aliases.yaml", "pins.yaml")
    write(tmp_path, "topics/ports.yaml", "newsletters/gulf.yaml", "themes/sea.yaml")
    assert found(tmp_path) == []


def test_a_mistyped_file_is_named_with_its_right_name(tmp_path: Path) -> None:
    write(tmp_path, "source.yaml")
    what, advice = "no file of this name is read here", 'did you mean "sources.yaml"?'
    assert found(tmp_path) == [("source.yaml", what, advice)]


def test_a_mistyped_folder_is_named_when_it_holds_yaml(tmp_path: Path) -> None:
    write(tmp_path, "topic/ports.yaml")
    ((name, what, advice),) = found(tmp_path)
    assert (name, what) == ("topic", "no folder of this name is read here")
    assert '"topics"' in advice


@pytest.mark.parametrize("name", ["notes/a.txt", "topic/a.txt", "pictures/a.yaml"])
def test_a_folder_of_the_operators_own_is_left_alone(tmp_path: Path, name: str) -> None:
    write(tmp_path, name)
    assert found(tmp_path) == []


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("topics/ports.yml", "ports.yaml"),
        ("topics/ports.YAML", "ports.yaml"),
        ("newsletters/gulf.yaml.txt", "gulf.yaml"),
    ],
)
def test_an_ending_that_is_not_read_is_named_with_a_name_that_is(
    tmp_path: Path, name: str, right: str
) -> None:
    write(tmp_path, name)
    what = "only files that end in .yaml are read"
    assert found(tmp_path) == [(name, what, f"rename it to {right}")]


@pytest.mark.parametrize("name", ["topics/.ports.yaml.swp", "topics/.#ports.yml", "topics/README"])
def test_files_of_editors_and_notes_are_left_alone(tmp_path: Path, name: str) -> None:
    write(tmp_path, name)
    assert found(tmp_path) == []


def test_a_folder_inside_a_folder_is_named(tmp_path: Path) -> None:
    write(tmp_path, "topics/sea/ports.yaml")
    what, advice = "folders inside this folder are not read", "move its files to topics/"
    assert found(tmp_path) == [("topics/sea", what, advice)]


def test_strays_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    write(tmp_path, "topic.yaml", "alias.yaml", "source.yaml")
    assert [name for name, _, _ in found(tmp_path)] == ["alias.yaml", "source.yaml", "topic.yaml"]
