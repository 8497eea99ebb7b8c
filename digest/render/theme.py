"""Theme: colours, fonts, spacing and logo of a newsletter as tokens, read from YAML and checked for contrast."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import MarkedYAMLError

from digest.errors import ConfigError, Problem

AA_TEXT = 4.5
"""WCAG 2.2 SC 1.4.3: the least contrast of text against its ground."""

SERIF = "Charter, 'Bitstream Charter', Cambria, Georgia, 'Times New Roman', serif"
SANS = "-apple-system, 'Segoe UI', 'Helvetica Neue', Helvetica, Arial, sans-serif"


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """The look of a newsletter. Colours are `#rrggbb`; each light one has its dark twin; sizes are CSS pixels."""

    name: str = "default"
    accent: str = "#8a1c1c"
    accent_dark: str = "#f2a097"
    ink: str = "#1d1c1a"
    ink_dark: str = "#ece9e3"
    quiet: str = "#5f5b54"
    quiet_dark: str = "#b3aea4"
    paper: str = "#ffffff"
    paper_dark: str = "#1b1b1d"
    ground: str = "#f3f0ea"
    ground_dark: str = "#101011"
    rule: str = "#ddd8ce"
    rule_dark: str = "#3a3936"
    wash: str = "#f7f4ee"
    wash_dark: str = "#252527"
    headline_font: str = SERIF
    body_font: str = SANS
    headline_size: int = 31
    dek_size: int = 19
    body_size: int = 17
    small_size: int = 14
    width: int = 640
    gutter: int = 32
    gap: int = 36
    logo_url: str = ""
    logo_alt: str = ""
    logo_width: int = 0
    logo_height: int = 0

    @property
    def picture_width(self) -> int:
        """The width a picture has inside the column, in CSS pixels."""
        return self.width - 2 * self.gutter

    @property
    def button_ink_dark(self) -> str:
        """The colour of letters on a button in dark mode: whichever of the two papers reads better on the accent."""
        return max(
            (self.paper_dark, self.paper), key=lambda colour: contrast(colour, self.accent_dark)
        )


def contrast(one: str, other: str) -> float:
    """The WCAG contrast ratio of two `#rrggbb` colours, 1.0 to 21.0."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def load_theme(name: str, folders: Sequence[Path]) -> Theme:
    """Read `<name>.yaml` from the first folder that has it. A file says only what differs from the default look.

    Raises ConfigError with every problem at once; an unknown name lists those there are.
    """
    for folder in folders:
        if (path := folder / f"{name}.yaml").is_file():
            theme, problems = read_theme(path)
            if problems:
                raise ConfigError("this theme cannot be used", problems=problems, subject=str(path))
            return theme
    known = sorted({path.stem for folder in folders for path in folder.glob("*.yaml")})
    raise ConfigError(
        "no such theme", subject=name, hint=f"there are: {', '.join(known) or 'none'}"
    )


def check_themes(folders: Sequence[Path]) -> tuple[Problem, ...]:
    """All that is wrong with the themes in these folders, whether a newsletter uses them yet or not."""
    files = (path for folder in folders for path in sorted(folder.glob("*.yaml")))
    return tuple(problem for path in files for problem in read_theme(path)[1])


def read_theme(path: Path) -> tuple[Theme, tuple[Problem, ...]]:
    """The theme of a file and all its problems; what is wrong falls back to the default."""
    try:
        tokens = YAML(typ="rt", pure=True).load(path.read_text("utf-8"))
    except MarkedYAMLError as error:
        mark = error.problem_mark
        place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        return Theme(), (_problem(path, place, error.problem or "not YAML", "mend the YAML here"),)
    tokens = CommentedMap() if tokens is None else tokens
    if not isinstance(tokens, CommentedMap):
        return Theme(), (
            _problem(path, (1, 1), "a theme is a list of token: value", "see docs/email.md"),
        )
    problems = list(_token_problems(path, tokens))
    if problems:
        return Theme(), tuple(problems)
    theme = Theme(**{"name": path.stem, **tokens})
    return theme, tuple(_contrast_problems(path, theme, tokens))


def _token_problems(path: Path, tokens: CommentedMap) -> Iterator[Problem]:
    kinds = {field.name: field.type for field in fields(Theme)}
    for token, value in tokens.items():
        place = _place(tokens, token)
        if token not in kinds:
            yield _problem(path, place, f"unknown token {token}", f"tokens are: {', '.join(kinds)}")
        elif kinds[token] == "int":
            if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 1200:
                yield _problem(
                    path,
                    place,
                    f"{token} is not a number of pixels",
                    "write a whole number, 0 to 1200",
                )
        elif not isinstance(value, str):
            yield _problem(path, place, f"{token} is not text", "write it in quotes")
        elif _is_colour(token) and not re.fullmatch(r"#[0-9a-fA-F]{6}", value):
            yield _problem(path, place, f"{token} is not a colour", 'write it as "#rrggbb"')
        elif token.endswith("_font") and re.search(r"[;{}\"<>]", value):
            yield _problem(
                path, place, f"{token} is not a list of fonts", "use single quotes and commas only"
            )
        elif token == "logo_url" and value and not value.startswith("https://"):  # noqa: S105 (a design token)
            yield _problem(
                path, place, "logo_url is not an https address", "host the logo over https"
            )


def _contrast_problems(path: Path, theme: Theme, tokens: CommentedMap) -> Iterator[Problem]:
    for text in ("ink", "quiet", "accent"):
        for ground in ("paper", "wash", "ground"):
            for mode in ("", "_dark"):
                ratio = contrast(getattr(theme, text + mode), getattr(theme, ground + mode))
                if ratio < AA_TEXT:
                    guilty = next(
                        (t for t in (text + mode, ground + mode) if t in tokens), text + mode
                    )
                    yield _problem(
                        path,
                        _place(tokens, guilty),
                        f"{text}{mode} on {ground}{mode} has a contrast of {ratio:.1f}",
                        f"readers need {AA_TEXT}: make {text}{mode} {'lighter' if mode else 'darker'}",
                    )


def _is_colour(token: str) -> bool:
    stem = token.removesuffix("_dark")
    return stem in {"accent", "ink", "quiet", "paper", "ground", "rule", "wash"}


def _luminance(colour: str) -> float:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def _place(tokens: CommentedMap, token: str) -> tuple[int, int]:
    line, column = tokens.lc.key(token) if token in tokens else (0, 0)
    return line + 1, column + 1


def _problem(path: Path, place: tuple[int, int], what: str, advice: str) -> Problem:
    return Problem(file=str(path), line=place[0], column=place[1], what=what, advice=advice)
