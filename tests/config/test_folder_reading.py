"""One pass over a folder: ids are declared however wrong a file is, and problems come in order."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_newsroom import write_newsroom

from digest.config.folder_reading import FolderReading
from digest.errors import ConfigError, Problem

SOURCE = "  - {id: cedar, name: Cedar, url: 'https://cedar.example/%s'}\n"
SOURCE_TWICE = f"sources:\n{SOURCE % 'a'}{SOURCE % 'b'}"
WITH_MISSING_TOPIC = "name: H\ntagline: x\ntopics: [missing]\nschedule: {at: 06:30}\n"


def reading_of(folder: Path, **more: object) -> FolderReading:
    return FolderReading(folder=folder, env={}, **more)  # type: ignore[arg-type]


def problem(file: str, line: int, column: int, what: str = "x") -> Problem:
    return Problem(file=file, line=line, column=column, what=what)


def raised(reading: FolderReading) -> ConfigError:
    with pytest.raises(ConfigError) as error:
        reading.raise_problems("the configuration needs mending")
    return error.value


def told(reading: FolderReading) -> list[str]:
    """Return the problems so far, without the folder."""
    return [str(each).replace(f"{reading.folder}/", "") for each in reading.problems]


def test_a_reading_without_a_problem_raises_no_error(tmp_path: Path) -> None:
    reading_of(tmp_path).raise_problems("the configuration needs mending")


@pytest.mark.parametrize(("count", "words"), [(1, "1 problem"), (2, "2 problems")])
def test_the_error_counts_the_problems(tmp_path: Path, count: int, words: str) -> None:
    reading = reading_of(tmp_path, problems=[problem("a.yaml", n, 1) for n in range(count)])
    error = raised(reading)
    assert error.message == f"the configuration needs mending: {words}"
    assert error.hint == "docs/config.md has every key"


def test_problems_come_by_file_line_and_column_and_each_once(tmp_path: Path) -> None:
    in_order = (
        problem("a.yaml", 1, 9),
        problem("a.yaml", 2, 1, "a"),
        problem("a.yaml", 2, 1, "b"),
        problem("a.yaml", 2, 3),
        problem("a.yaml", 10, 1),
        problem("b.yaml", 1, 1),
    )
    for order in (in_order, in_order[::-1], in_order[3:] + in_order[:3]):
        assert raised(reading_of(tmp_path, problems=[*order, order[0]])).problems == in_order


def test_a_problem_with_a_file_points_at_its_start(tmp_path: Path) -> None:
    reading = reading_of(tmp_path)
    reading.complain(tmp_path / "sources.yaml", "this file is missing", "make it")
    assert told(reading) == ["sources.yaml:1:1: this file is missing — make it"]


@pytest.mark.parametrize(("required", "problems"), [(True, 1), (False, 0)])
def test_a_file_is_missed_where_it_is_required(
    tmp_path: Path, required: bool, problems: int
) -> None:
    reading = reading_of(tmp_path)
    document = reading.read_file("digest.yaml", required=required)
    assert document.missing
    assert len(reading.problems) == problems


def test_a_file_that_is_a_folder_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "sources.yaml").mkdir()
    document = reading_of(tmp_path).read_file("sources.yaml")
    (only,) = document.problems
    assert "cannot be read: " in only.what
    assert (only.line, only.column, only.advice) == (1, 1, "check its rights")
    assert not document.missing


def test_the_files_of_a_folder_come_by_name_and_other_files_are_passed_over(tmp_path: Path) -> None:
    folder = tmp_path / "topics"
    folder.mkdir()
    for name in ("ports.yaml", "air.yaml", "notes.txt", "b.yml", "readme.yaml.bak"):
        (folder / name).write_text("name: x\n", encoding="utf-8")
    documents = reading_of(tmp_path).read_folder("topics")
    assert [Path(document.name).name for document in documents] == ["air.yaml", "ports.yaml"]
    assert reading_of(tmp_path).read_folder("newsletters") == []


def test_a_source_is_declared_however_wrong_its_entry_is(tmp_path: Path) -> None:
    write_newsroom(
        tmp_path,
        {
            "sources.yaml": "sources:\n"
            "  - {id: cedar, name: Cedar Daily, url: nonsense}\n"
            "  - {id: quay, publisher: Quay Post, family: Quay, weight: many}\n"
            "  - just words\n"
            "  - {name: 7}\n"
        },
    )
    reading = reading_of(tmp_path)
    reading.sources()
    assert reading.source_ids == {"cedar", "quay"}
    assert reading.publishers == {"Cedar Daily", "Quay Post", "Quay", "7"}
    assert reading.problems


@pytest.mark.parametrize("text", ["", "- a\n", "sources: 5\n", "sources: {a: 1}\n", "words\n"])
def test_a_list_that_is_none_declares_no_source(tmp_path: Path, text: str) -> None:
    write_newsroom(tmp_path, {"sources.yaml": text})
    reading = reading_of(tmp_path)
    reading.sources()
    assert reading.source_ids == set()


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("aliases: [{id: sea, name: Sea, kind: place}]\n", {"sea"}),
        ("aliases: []\n", set()),
        ("", set()),
        # of a file that cannot be read no name is known, so no name is a mistake
        ("aliases: [\n", None),
        (None, None),
    ],
)
def test_names_of_aliases_are_checked_where_the_file_could_be_read(
    tmp_path: Path, text: str | None, ids: set[str] | None
) -> None:
    write_newsroom(tmp_path, {"aliases.yaml": text})
    reading = reading_of(tmp_path)
    reading.aliases()
    assert reading.alias_ids == ids
    assert reading.aliases_missing is (text is None)


@pytest.mark.parametrize(
    ("rule", "advice"),
    [
        ('any: ["@beirut"]', "topics use @beirut"),
        ('any: ["@beirut", "@avel"]', "topics use @avel and 1 more of its names"),
        ('any: ["@beirut", "@avel"]\nnone: ["@tarn"]', "topics use @avel and 2 more of its names"),
    ],
)
def test_a_missing_file_of_aliases_is_one_problem_however_many_names_need_it(
    tmp_path: Path, rule: str, advice: str
) -> None:
    write_newsroom(tmp_path, {"aliases.yaml": None, "topics/ports.yaml": f"name: P\n{rule}\n"})
    reading = reading_of(tmp_path)
    reading.aliases()
    reading.topics()
    assert told(reading) == [f"aliases.yaml:1:1: this file is missing — {advice}"]


def test_without_a_name_in_a_rule_no_file_of_aliases_is_missed(tmp_path: Path) -> None:
    write_newsroom(tmp_path, {"aliases.yaml": None, "topics/ports.yaml": "name: P\nany: [quay]\n"})
    reading = reading_of(tmp_path)
    reading.aliases()
    reading.topics()
    assert told(reading) == []


def test_a_topic_with_a_mistake_declares_its_id(tmp_path: Path) -> None:
    write_newsroom(tmp_path, {"topics/air.yaml": "name: Air\nany: 5\n"})
    reading = reading_of(tmp_path)
    reading.topics()
    assert reading.topic_ids == {"air", "ports"}
    assert told(reading)[0].startswith("topics/air.yaml:2:6: ")


def test_a_file_that_is_no_topic_stops_no_topic_behind_it(tmp_path: Path) -> None:
    write_newsroom(tmp_path, {"topics/air.yaml": "- a\n"})
    reading = reading_of(tmp_path)
    assert [topic.id for topic in reading.topics()] == ["ports"]


def test_settings_with_a_mistake_let_the_other_files_be_checked(tmp_path: Path) -> None:
    write_newsroom(
        tmp_path, {"digest.yaml": "publication: 5\n", "newsletters/harbour.yaml": "+wrong: 1\n"}
    )
    reading = reading_of(tmp_path)
    reading.topics()
    reading.newsletters(reading.settings())
    files = {Path(each.file).name for each in reading.problems}
    assert files == {"digest.yaml", "harbour.yaml"}


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("newsletters/harbour.yaml", WITH_MISSING_TOPIC),
        ("sources.yaml", SOURCE_TWICE),
        ("aliases.yaml", "aliases: [{id: a, name: A, kind: place, within: nowhere}]\n"),
        ("topics/ports.yaml", "name: P\nany: [quay]\nprefer: [{source: nowhere}]\n"),
    ],
)
def test_files_that_were_found_right_are_not_held_against_each_other(
    tmp_path: Path, file: str, text: str
) -> None:
    write_newsroom(tmp_path, {file: text})
    found = {}
    for found_right in (False, True):
        reading = reading_of(tmp_path, found_right=found_right)
        reading.sources()
        reading.aliases()
        reading.topics()
        reading.newsletters(reading.settings())
        found[found_right] = bool(reading.problems)
    assert found == {False: True, True: False}


def test_themes_are_those_of_the_newsroom_and_the_shipped_ones(tmp_path: Path) -> None:
    write_newsroom(tmp_path, {})
    (tmp_path / "themes").mkdir()
    (tmp_path / "themes" / "night.yaml").write_text("{}", encoding="utf-8")
    (tmp_path / "themes" / "notes.txt").write_text("", encoding="utf-8")
    reading = reading_of(tmp_path)
    names = reading.theme_names(reading.settings())
    assert {"night", "default"} <= names
    assert "notes" not in names


def test_own_words_of_a_language_reach_the_publication(tmp_path: Path) -> None:
    write_newsroom(tmp_path, {"labels/de.yaml": "photo: 'Bild: {credit}'\n"})
    publication = reading_of(tmp_path).settings().publication
    assert publication.labels["de"]["photo"] == "Bild: {credit}"
    assert len(publication.labels["de"]) > 1


def test_wrong_words_of_a_language_are_a_problem_of_their_file(tmp_path: Path) -> None:
    write_newsroom(tmp_path, {"labels/de.yaml": "a: x\nphotoo: 'Bild: {credit}'\n"})
    reading = reading_of(tmp_path)
    reading.settings()
    assert [line.split(": ")[0] for line in told(reading)] == [
        "labels/de.yaml:1:1",
        "labels/de.yaml:2:1",
    ]
