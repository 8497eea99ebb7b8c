"""labels/LANGUAGE.yaml: own words for mails, each mistake named with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_newsroom import write_newsroom

from digest.config import load_config, sample_labels
from digest.config.labels_files import MOST_NAMED
from digest.errors import ConfigError, UseError
from digest.languages import LANGUAGES

SPANISH = sample_labels("es").replace('photo: "Photo: {credit}"', 'photo: "Foto: {credit}"')


def problems(folder: Path, **files: str) -> list[str]:
    """Return "file:line: what -> advice" of each problem of a newsroom with these label files."""
    write_newsroom(folder, {f"labels/{name}.yaml": text for name, text in files.items()})
    try:
        load_config(folder, env={})
    except ConfigError as error:
        return [f"{Path(p.file).name}:{p.line}: {p.what} -> {p.advice}" for p in error.problems]
    return []


def test_a_language_is_added_by_a_file_with_each_label(tmp_path: Path) -> None:
    text = "name: Puerto\ntagline: x\nlanguage: es-MX\ntopics: [ports]\n"
    write_newsroom(tmp_path, {"labels/es.yaml": SPANISH, "newsletters/harbour.yaml": text})
    publication = load_config(tmp_path, env={}).settings.publication
    assert publication.labels["es"]["photo"] == "Foto: {credit}"
    assert publication.labels["es"].keys() == LANGUAGES["en"].labels.keys()


def test_some_labels_of_a_known_language_are_changed(tmp_path: Path) -> None:
    write_newsroom(tmp_path, {"labels/de.yaml": "also_today: Kurz notiert\n"})
    labels = load_config(tmp_path, env={}).settings.publication.labels["de"]
    assert labels["also_today"] == "Kurz notiert"
    assert labels["photo"] == LANGUAGES["de"].labels["photo"]


def test_an_unknown_language_says_how_to_add_it(tmp_path: Path) -> None:
    text = "name: Puerto\ntagline: x\nlanguage: es\ntopics: [ports]\n"
    write_newsroom(tmp_path, {"newsletters/harbour.yaml": text})
    with pytest.raises(ConfigError) as caught:
        load_config(tmp_path, env={})
    (problem,) = caught.value.problems
    assert (problem.line, problem.column) == (3, 11)
    assert "digest labels es" in problem.advice
    assert "labels/es.yaml" in problem.advice


def test_missing_labels_of_a_new_language_are_named(tmp_path: Path) -> None:
    lines = [line for line in SPANISH.splitlines() if not line.startswith(("photo:", "archive:"))]
    (problem,) = problems(tmp_path, es="\n".join(lines))
    assert problem.startswith("es.yaml:")
    assert "2 labels are missing: photo, archive ->" in problem
    (problem,) = problems(tmp_path, es='photo: "Foto: {credit}"\n')
    assert f"and {len(LANGUAGES['en'].labels) - 1 - MOST_NAMED} more" in problem


NO_TEXT = 'also_today needs a text -> write it like "Foto: {credit}"'
OPEN_BRACE = "a brace is not closed -> write {{ for a brace itself"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("also_todya: x", 'there is no label "also_todya" -> did you mean "also_today"?'),
        ("photo: Foto", "{credit} is missing from photo -> it needs {credit}"),
        ('photo: "{credit} {place}"', "photo has no value {place} -> it may hold {credit}"),
        ('photo: "{credit"', OPEN_BRACE),
        ('photo: "{credit!r}"', OPEN_BRACE),
        ("also_today: ''", NO_TEXT),
        ("also_today: [a]", NO_TEXT),
        ("also_today: {one: a}", NO_TEXT),
        (
            'reading_time: {both: "{count} M", other: "{count} M"}',
            'reading_time has no plural form "both" -> '
            "the forms are zero, one, two, few, many, other",
        ),
        (
            'reading_time: {one: "eine Minute"}',
            'reading_time lacks the plural form "other" -> add other:',
        ),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, line: str, says: str) -> None:
    assert problems(tmp_path, de=f"archive: Archiv\n{line}\n") == [f"de.yaml:2: {says}"]


def test_a_word_may_stand_for_a_small_number(tmp_path: Path) -> None:
    one = 'reading_time: {one: "eine Minute", other: "{count} Minuten"}\n'
    assert problems(tmp_path, de=one) == []
    assert problems(tmp_path, de='reading_time: "{count} Min."\n') == []


@pytest.mark.parametrize("name", ["pt-BR", "spanish", "x"])
def test_a_file_is_named_by_the_code_of_its_language(tmp_path: Path, name: str) -> None:
    (problem,) = problems(tmp_path, **{name: "archive: x\n"})
    assert "no code of a language" in problem


def test_a_file_that_is_no_mapping_is_one_mistake(tmp_path: Path) -> None:
    assert problems(tmp_path, de="- a\n") == [
        "de.yaml:1: labels are expected here -> write lines like `photo: Foto`"
    ]


@pytest.mark.parametrize("code", ["es", *LANGUAGES])
def test_the_text_that_is_printed_to_translate_is_a_right_file(tmp_path: Path, code: str) -> None:
    assert problems(tmp_path, **{code: sample_labels(code)}) == []


def test_a_text_that_is_no_code_prints_nothing() -> None:
    with pytest.raises(UseError):
        sample_labels("../es")
