"""Themes: contrast by the formula of WCAG, each mistake by line, and names of files only."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from digest.config import shipped_config
from digest.errors import ConfigError
from digest.render.theme import (
    AA_TEXT,
    Theme,
    check_themes,
    contrast,
    load_theme,
    load_theme_for,
    read_theme,
)


@pytest.mark.parametrize(
    ("colour", "ground", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#000000", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 4.0),
        ("#00ff00", "#ffffff", 1.37),
        ("#0000ff", "#ffffff", 8.59),
        ("#0a0a0a", "#000000", 1.06),
        ("#123456", "#123456", 1.0),
    ],
)
def test_contrast_is_that_of_wcag(colour: str, ground: str, ratio: float) -> None:
    assert contrast(colour, ground) == pytest.approx(ratio, abs=0.005)


def test_text_needs_a_contrast_of_four_and_a_half() -> None:
    assert AA_TEXT == 4.5


def theme_file(folder: Path, text: str, name: str = "own") -> Path:
    path = folder / f"{name}.yaml"
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "what", "line"),
    [
        ("acent: '#123456'\n", "unknown token acent", 1),
        ("gap: 10\nwidth: wide\n", "width is not a number of pixels", 2),
        ("width: true\n", "width is not a number of pixels", 1),
        ("width: -1\n", "width is not a number of pixels", 1),
        ("width: 1201\n", "width is not a number of pixels", 1),
        ("accent: 5\n", "accent is not text", 1),
        ("accent: '#12345'\n", "accent is not a colour", 1),
        ("rule_dark: red\n", "rule_dark is not a colour", 1),
        ("body_font: 'a; b'\n", "body_font is not a list of fonts", 1),
        ("logo_url: http://x.example/l.png\n", "logo_url is not an https address", 1),
        ("gap: 4\nornament: abc\n", "ornament has over 2 letters", 2),
        ("ornament: 5\n", "ornament is not text", 1),
        ("order: lead\n", "order is not a list of names", 1),
        ("order: [1]\n", "order is not a list of names", 1),
        ("- accent\n", "a theme is a list of token: value", 1),
        ("a: [\n", "expected the node content, but found '<stream end>'", 2),
        ("a: " + "[" * 5000 + "\n", "the YAML nests too deep", 1),
    ],
)
def test_each_mistake_is_named_by_line(tmp_path: Path, text: str, what: str, line: int) -> None:
    path = theme_file(tmp_path, text)
    theme, (problem, *_) = read_theme(path)
    assert theme == Theme()
    assert what in problem.what
    assert (problem.file, problem.line) == (str(path), line)


@pytest.mark.parametrize("text", ["", "width: 0\n", "width: 1200\n", "logo_url: ''\n"])
def test_an_empty_file_and_values_at_the_edge_are_right(tmp_path: Path, text: str) -> None:
    assert read_theme(theme_file(tmp_path, text))[1] == ()


def test_a_theme_is_called_like_its_file_and_says_only_what_differs(tmp_path: Path) -> None:
    theme, problems = read_theme(theme_file(tmp_path, "gap: 20\n"))
    assert problems == ()
    assert theme == replace(Theme(), name="own", gap=20)


@pytest.mark.parametrize(
    ("token", "colour", "pair", "advice"),
    [
        ("ink", "#999999", "ink on paper", "darker"),
        ("ink_dark", "#444444", "ink_dark on paper_dark", "lighter"),
        ("quiet", "#aaaaaa", "quiet on ground", "darker"),
        ("wash", "#555555", "accent on wash", "darker"),
    ],
)
def test_a_pair_of_colours_with_little_contrast_is_named_at_the_line_that_wrote_it(
    tmp_path: Path, token: str, colour: str, pair: str, advice: str
) -> None:
    path = theme_file(tmp_path, f"gap: 30\n{token}: '{colour}'\n")
    problems = read_theme(path)[1]
    (problem,) = [each for each in problems if each.what.startswith(pair)]
    assert problem.line == 2
    assert problem.advice.endswith(advice)


def test_the_first_folder_that_has_a_theme_wins(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "a", tmp_path / "b"
    for folder, gap in ((ours, 11), (theirs, 22)):
        folder.mkdir()
        theme_file(folder, f"gap: {gap}\n")
    assert load_theme("own", (ours, theirs)).gap == 11
    assert load_theme("own", (theirs, ours)).gap == 22


@pytest.mark.parametrize("name", ["../secret", "themes/own", "/etc/own", "", "own.yaml"])
def test_only_the_name_of_a_file_in_the_folder_is_a_theme(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "themes"
    folder.mkdir()
    theme_file(folder, "gap: 11\n")
    theme_file(tmp_path, "gap: 99\n", name="secret")
    with pytest.raises(ConfigError, match="no such theme") as raised:
        load_theme(name, (folder,))
    assert raised.value.hint == "there are: own"


def test_a_theme_is_refused_with_all_its_mistakes(tmp_path: Path) -> None:
    theme_file(tmp_path, "gap: wide\nacent: x\n")
    with pytest.raises(ConfigError) as raised:
        load_theme("own", (tmp_path,))
    assert len(raised.value.problems) == 2


def test_the_themes_of_the_templates_folder_come_before_the_shipped_ones(tmp_path: Path) -> None:
    (tmp_path / "themes").mkdir()
    theme_file(tmp_path / "themes", "gap: 11\n", name="default")
    assert load_theme_for("default", tmp_path).gap == 11
    assert load_theme_for("default", None).gap == 36
    assert load_theme_for("madder", tmp_path).name == "madder"


def test_an_order_is_read_and_each_wrong_name_is_told_at_its_line(tmp_path: Path) -> None:
    theme_file(tmp_path, "order:\n  - also\n  - poll\n  - also\n")
    # a theme in use keeps to the parts that there are
    assert load_theme("own", (tmp_path,)).order == ("also", "poll", "also")
    problems = check_themes([tmp_path])
    assert [(each.line, each.column, each.what) for each in problems] == [
        (3, 5, "no part is called poll"),
        (4, 5, "also stands twice in the order"),
    ]
    # a newsroom may have a part of that name
    assert len(check_themes([tmp_path], ("masthead", "also", "poll", "footer"))) == 1


def test_every_shipped_theme_is_right() -> None:
    assert check_themes([shipped_config() / "themes"]) == ()


def test_a_picture_is_as_wide_as_the_column_without_its_gutters() -> None:
    assert replace(Theme(), width=600, gutter=20).picture_width == 560


@pytest.mark.parametrize(("accent_dark", "ink"), [("#f2a097", "#1c1a18"), ("#101010", "#ffffff")])
def test_letters_on_a_button_by_night_take_the_paper_that_reads_better(
    accent_dark: str, ink: str
) -> None:
    assert replace(Theme(), accent_dark=accent_dark).button_ink_dark == ink
