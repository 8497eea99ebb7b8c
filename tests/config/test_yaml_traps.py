"""Traps of YAML: texts that look right and are read as something else are named at their place."""

from __future__ import annotations

import pytest

from digest.config.read_yaml import read_document
from digest.config.yaml_traps import odd_space

LETTER = "tagline: What moves\ntopics: [ports]\n"
CUT = "a # behind a space begins a comment — put the whole text in quotes"


def lines(text: str) -> list[str]:
    return [str(problem) for problem in read_document("x.yaml", text.encode()).problems]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("name: Desk #1\n", f'x.yaml:1:7: this text ends before "#1": {CUT}'),
        ("a:\n  title: Votes #Lebanon\n", f'x.yaml:2:10: this text ends before "#Lebanon": {CUT}'),
        (
            "name: “Gulf Briefing”\n",
            'x.yaml:1:7: curly quotation marks are part of the text — write straight ones: "…"',
        ),
        (
            "name: “Gulf: a briefing”\n",
            'x.yaml:1:12: curly quotation marks quote nothing in YAML — write straight ones: "…"',
        ),
        (
            "a:\n\u00a0 b: 1\n",
            "x.yaml:2:1: this space is U+00A0, which YAML takes for a letter — replace it by a "
            "plain space",
        ),
        (
            "max\u00a0stories: 1\n",
            "x.yaml:1:4: this space is U+00A0, which YAML takes for a letter — replace it by a "
            "plain space",
        ),
        (
            "stories\u00a0: 1\n",
            "x.yaml:1:8: this space is U+00A0, which YAML takes for a letter — replace it by a "
            "plain space",
        ),
        (
            "approval: auto\u00a0\nb: 1\n",
            "x.yaml:1:15: this space is U+00A0, which YAML takes for a letter — replace it by a "
            "plain space",
        ),
        (
            "name: &Co Briefing\n",
            'x.yaml:1:7: a text that starts with "&" has no quotes — put the whole text in quotes',
        ),
        (
            "name: !!python/name:a.b c\n",
            "x.yaml:1:7: the tag tag:yaml.org,2002:python/name:a.b means nothing here — delete it, "
            "or put the whole text in quotes",
        ),
        (
            "a: 1\nb:\u2003x\n",
            "x.yaml:2:3: this space is U+2003, which YAML takes for a letter — replace it by a "
            "plain space",
        ),
        (
            "a: 1\nb: \"x\nc: 'y'\n",
            "x.yaml:2:4: a quotation mark is never closed — close it at the end of the text",
        ),
    ],
)
def test_a_trap_is_named_at_its_place(text: str, line: str):
    assert lines(text) == [line]


@pytest.mark.parametrize(
    "text",
    [
        "name: Desk # the name of the desk\n",
        "name: C#\n",
        'name: "Desk #1"\n',
        "name: 'Desk #1'\n",
        "url: https://cedar.example/a #old\n",
        "name: Desk  #\n",
        "tests:\n  - “We will answer”\n",
        "name: The “Cedar” desk\n",
        "name: « Cèdre »\n",
        'name: "Titre\u00a0: suite"\n',
        "name: Titre\u00a0long\n",
    ],
)
def test_a_text_that_only_looks_like_a_trap_is_read(text: str):
    assert lines(text) == []


def test_an_odd_space_between_words_is_a_letter_like_others():
    assert odd_space("name: a\u00a0b\n") is None
    assert odd_space("- name:\u3000b\n") is not None


def test_a_key_that_lost_its_indentation_is_led_back_to_its_section(problems):
    found = problems(
        {"newsletters/harbour.yaml": f"name: N\n{LETTER}schedule:\n  days: [mon]\nat: 06:30\n"}
    )
    assert found[-1] == (
        'newsletters/harbour.yaml:6:1: unknown key "at" — it is a key of schedule: move it below '
        "schedule:, two spaces further in"
    )


def test_a_key_that_several_sections_have_is_not_led_to_one(problems):
    (line,) = problems({"digest.yaml": "+ca_file: x\n"})
    assert "move it below" not in line


@pytest.mark.parametrize(
    ("name", "line"),
    [
        (
            "newsletters/gulf.yaml.txt",
            "newsletters/gulf.yaml.txt:1:1: only files that end in .yaml are read — rename it to "
            "gulf.yaml",
        ),
        (
            "newsletters/gulf.YAML",
            "newsletters/gulf.YAML:1:1: only files that end in .yaml are read — rename it to "
            "gulf.yaml",
        ),
        (
            "newsletters/old/gulf.yaml",
            "newsletters/old:1:1: folders inside this folder are not read — move its files to "
            "newsletters/",
        ),
        (
            "newsleters/gulf.yaml",
            'newsleters:1:1: no folder of this name is read here — did you mean "newsletters"?',
        ),
        (
            "topics/Gulf Ports.yaml",
            'topics/Gulf Ports.yaml:1:1: the name of this file, "Gulf Ports", is not an id — '
            "rename it to gulf-ports.yaml, or give it id: gulf-ports",
        ),
    ],
)
def test_a_file_that_would_not_be_read_is_named(problems, name: str, line: str):
    assert problems({name: "name: Gulf\nany: [gulf]\n"}) == [line]


def test_a_badly_named_file_with_an_id_is_read(load):
    topics = load({"topics/Gulf Ports.yaml": "id: gulf\nname: Gulf\nany: [gulf]\n"}).topics
    assert [topic.id for topic in topics] == ["gulf", "ports"]


def test_other_files_and_folders_are_left_alone(load, tmp_path):
    load(
        {"newsletters/README.md": "# Ours\n", "var/x.yaml": "a: 1\n", "newsletters/.x.yaml.swp": ""}
    )


def test_a_missing_aliases_file_is_one_message(problems):
    topic = 'name: Ports\nany: ["@beirut", {near: [port, "@tyre"]}]\nall: [{none: ["@sidon"]}]\n'
    found = problems({"aliases.yaml": None, "topics/ports.yaml": topic})
    assert found == [
        "aliases.yaml:1:1: this file is missing — topics use @beirut and 2 more of its names"
    ]


def test_without_names_of_aliases_the_file_may_be_missing(load):
    assert load({"aliases.yaml": None, "topics/ports.yaml": "name: P\nany: [port]\n"}).aliases == ()


def test_a_copy_beside_its_original_is_to_be_moved_away(problems):
    (line,) = problems({"aliases.yaml.bak": "", "newsletters/harbour.yaml.bak": "name: Gulf\n"})
    assert line == (
        "newsletters/harbour.yaml.bak:1:1: only files that end in .yaml are read — harbour.yaml "
        "stands beside it: move this copy out of the folder"
    )


@pytest.mark.parametrize(
    "text", ["a: &one b\nc: *one\n", "note: Prix\u00a0 3 €\n", "a: !!str 3\n", "a: &m {b: 1}\n"]
)
def test_a_name_that_is_used_and_a_space_inside_a_text_are_no_traps(text: str) -> None:
    assert lines(text) == []
