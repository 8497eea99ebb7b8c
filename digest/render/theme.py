"""Themes: colours, fonts, spaces and logo of a newsletter from YAML, checked for contrast."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import MarkedYAMLError

from digest.config import shipped_config
from digest.errors import ConfigError, Problem
from digest.kernel.yaml_depth import nests_too_deep
from digest.render.part_order import order_mistakes
from digest.render.parts_registry import MAIL_PARTS

# WCAG 2.2 SC 1.4.3: the least contrast ratio of text against its ground.
AA_TEXT = 4.5
# The largest size that a theme may name, in CSS pixels; wider mails scroll sideways.
MAX_PIXELS = 1200

SERIF = "Charter, Cambria, Georgia, 'Times New Roman', serif"
SANS = "-apple-system, 'Segoe UI', Helvetica, Arial, sans-serif"

# The ornament that each newsletter has of its own: the first letter of its name.
INITIAL = "initial"
# The token of that ornament.
ORNAMENT = "ornament"
# Letters of a sign beside the name of a newsletter.
MAX_ORNAMENT = 2

TEXT_TOKENS = ("ink", "quiet", "accent")
GROUND_TOKENS = ("paper", "wash", "ground")
COLOUR_TOKENS = frozenset({*TEXT_TOKENS, *GROUND_TOKENS, "rule"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """The look of a newsletter.

    Colours are `#rrggbb`, and each light one has its dark twin. Sizes are CSS pixels.
    """

    name: str = "default"
    accent: str = "#8a1c1c"
    accent_dark: str = "#f2a097"
    ink: str = "#1d1c1a"
    ink_dark: str = "#ece9e3"
    quiet: str = "#5f5b54"
    quiet_dark: str = "#b3aea4"
    paper: str = "#ffffff"
    paper_dark: str = "#1c1a18"
    ground: str = "#f3f0ea"
    ground_dark: str = "#121110"
    rule: str = "#ddd8ce"
    rule_dark: str = "#403b35"
    wash: str = "#f7f4ee"
    wash_dark: str = "#282521"
    headline_font: str = SERIF
    body_font: str = SANS
    headline_size: int = 36
    dek_size: int = 20
    body_size: int = 17
    small_size: int = 14
    width: int = 640
    gutter: int = 32
    gap: int = 36
    logo_url: str = ""
    logo_alt: str = ""
    logo_width: int = 0
    logo_height: int = 0
    # "" for none, the word initial for the first letter of the newsletter's name, or a sign
    ornament: str = INITIAL
    # names of parts from top to bottom; a part that is not named keeps its place
    order: tuple[str, ...] = ()

    @property
    def picture_width(self) -> int:
        """The width of a picture inside the column, in CSS pixels."""
        return self.width - 2 * self.gutter

    @property
    def button_ink_dark(self) -> str:
        """The colour of letters on a button by night: the paper that reads better there."""
        by_night = contrast(self.paper_dark, self.accent_dark)
        if by_night >= contrast(self.paper, self.accent_dark):
            return self.paper_dark
        return self.paper


def contrast(colour: str, ground: str) -> float:
    """Return the WCAG contrast ratio of two `#rrggbb` colours, 1.0 to 21.0.

    >>> contrast("#000000", "#ffffff")
    21.0
    """
    # the ratio is that of the lighter to the darker, whichever is the text
    darker, lighter = sorted((_luminance(colour), _luminance(ground)))
    # WCAG adds .05 for the light that a screen reflects
    return (lighter + 0.05) / (darker + 0.05)


def load_theme(name: str, folders: Sequence[Path]) -> Theme:
    """Read the theme of that name from the first folder that has it.

    A file holds only what differs from the default look. Only the name of a file in one of the
    folders is a theme, never a path. Raises ConfigError with every problem at once; for an unknown
    name it lists the themes that exist.
    """
    files: dict[str, Path] = {}
    for folder in folders:
        for path in folder.glob("*.yaml"):
            # the first folder wins
            files.setdefault(path.stem, path)
    if name not in files:
        known = ", ".join(sorted(files)) or "none"
        raise ConfigError("no such theme", subject=name, hint=f"there are: {known}")
    theme, problems = read_theme(files[name])
    # a theme in use must be right; check_themes names those that no newsletter uses
    if problems:
        raise ConfigError("this theme cannot be used", problems=problems, subject=str(files[name]))
    return theme


def load_theme_for(name: str, templates_dir: Path | None) -> Theme:
    """Read a theme from the operator's templates or from the shipped ones."""
    folders = [shipped_config() / "themes"]
    if templates_dir:
        folders.insert(0, templates_dir / "themes")
    return load_theme(name, folders)


def check_themes(
    folders: Sequence[Path], parts: Sequence[str] = MAIL_PARTS.names
) -> tuple[Problem, ...]:
    """Return every problem of the themes in these folders, used by a newsletter or not.

    `parts` are the names of all parts of a mail, those of the newsroom as well.
    """
    problems: list[Problem] = []
    for folder in folders:
        for path in sorted(folder.glob("*.yaml")):
            problems += read_theme(path, parts)[1]
    return tuple(problems)


def read_theme(path: Path, parts: Sequence[str] | None = None) -> tuple[Theme, tuple[Problem, ...]]:
    """Read the theme of a file with all its problems; a file with any gives the default theme.

    The names in its `order` are judged where `parts`, the names of all parts, are given.
    """
    text = path.read_text("utf-8")
    # looked at first: the time to read brackets inside brackets grows with their square
    if nests_too_deep(text):
        problem = _problem(path, (1, 1), "the YAML nests too deep", "see docs/email.md")
        return Theme(), (problem,)
    try:
        tokens = YAML(typ="rt", pure=True).load(text)
    except MarkedYAMLError as error:
        place = (1, 1)
        if error.problem_mark:
            place = (error.problem_mark.line + 1, error.problem_mark.column + 1)
        problem = _problem(path, place, error.problem or "not YAML", "mend the YAML here")
        return Theme(), (problem,)
    # blocks inside blocks would end the program otherwise
    except RecursionError:
        problem = _problem(path, (1, 1), "the YAML nests too deep", "see docs/email.md")
        return Theme(), (problem,)
    if tokens is None:
        tokens = CommentedMap()
    if not isinstance(tokens, CommentedMap):
        problem = _problem(path, (1, 1), "a theme is a list of token: value", "see docs/email.md")
        return Theme(), (problem,)
    problems = tuple(_token_problems(path, tokens))
    if problems:
        return Theme(), problems
    theme = Theme(**{"name": path.stem, **tokens, "order": tuple(tokens.get("order", ()))})
    problems = tuple(_contrast_problems(path, theme, tokens))
    if parts is not None:
        problems += tuple(_order_problems(path, theme, tokens, parts))
    return theme, problems


def _token_problems(path: Path, tokens: CommentedMap) -> Iterator[Problem]:
    types = {field.name: str(field.type) for field in fields(Theme)}
    for token, value in tokens.items():
        place = _place(tokens, token)
        if token not in types:
            yield _problem(path, place, f"unknown token {token}", f"tokens are: {', '.join(types)}")
            continue
        # each token is a number of pixels, a list of parts, or a colour, a stack of fonts, a text
        if types[token] == "int":
            mistake = _size_mistake(value)
        elif types[token].startswith("tuple"):
            mistake = _list_mistake(value)
        else:
            mistake = _text_mistake(token, value)
        if mistake:
            what, advice = mistake
            yield _problem(path, place, f"{token} {what}", advice)


def _size_mistake(value: object) -> tuple[str, str] | None:
    """Return what is wrong with a size, and what to do about it."""
    # Python takes a bool for an int, and YAML reads true as a bool
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MAX_PIXELS:
        return None
    return "is not a number of pixels", f"write a whole number, 0 to {MAX_PIXELS}"


def _list_mistake(value: object) -> tuple[str, str] | None:
    """Return what is wrong with a list of names, and what to do about it."""
    if isinstance(value, list) and all(isinstance(name, str) for name in value):
        return None
    return "is not a list of names", "write it as [quote, lead]"


def _text_mistake(token: str, value: object) -> tuple[str, str] | None:
    """Return what is wrong with a colour, font or address, and what to do about it."""
    if not isinstance(value, str):
        return "is not text", "write it in quotes"
    if token.removesuffix("_dark") in COLOUR_TOKENS:
        if not re.fullmatch(r"#[0-9a-fA-F]{6}", value):
            return "is not a colour", 'write it as "#rrggbb"'
    elif token.endswith("_font"):
        if re.search(r"[;{}\"<>]", value):
            return "is not a list of fonts", "use single quotes and commas only"
    elif token == ORNAMENT and value != INITIAL and len(value) > MAX_ORNAMENT:
        return f"has over {MAX_ORNAMENT} letters", f"write {INITIAL}, a sign such as § or ''"
    elif token.endswith("_url") and value and not value.startswith("https://"):
        return "is not an https address", "host the logo over https"
    return None


def _contrast_problems(path: Path, theme: Theme, tokens: CommentedMap) -> Iterator[Problem]:
    for text in TEXT_TOKENS:
        for ground in GROUND_TOKENS:
            # by day text gets darker to be read, by night lighter
            for mode, direction in (("", "darker"), ("_dark", "lighter")):
                pair = (text + mode, ground + mode)
                ratio = contrast(getattr(theme, pair[0]), getattr(theme, pair[1]))
                if ratio >= AA_TEXT:
                    continue
                yield _problem(
                    path,
                    _place(tokens, _written(pair, tokens)),
                    f"{pair[0]} on {pair[1]} has a contrast of {ratio:.1f}",
                    f"text needs {AA_TEXT}: make {pair[0]} {direction}",
                )


def _order_problems(
    path: Path, theme: Theme, tokens: CommentedMap, parts: Sequence[str]
) -> Iterator[Problem]:
    for place, what, advice in order_mistakes(theme.order, parts):
        line, column = tokens["order"].lc.item(place)
        yield _problem(path, (line + 1, column + 1), what, advice)


def _written(pair: tuple[str, str], tokens: CommentedMap) -> str:
    """Return the first token of a pair that the file writes; the text's when it writes neither."""
    for token in pair:
        if token in tokens:
            return token
    return pair[0]


def _luminance(colour: str) -> float:
    """Return the relative luminance of a colour as WCAG 2.2 defines it, 0.0 to 1.0."""
    red = _linear(int(colour[1:3], 16))
    green = _linear(int(colour[3:5], 16))
    blue = _linear(int(colour[5:7], 16))
    # green counts most and blue least, as the eye sees them
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: int) -> float:
    """Undo the gamma of one sRGB channel, 0 to 255; the figures are those of WCAG 2.2."""
    share = channel / 255
    if share <= 0.04045:
        return share / 12.92
    return float(((share + 0.055) / 1.055) ** 2.4)


def _place(tokens: CommentedMap, token: str) -> tuple[int, int]:
    if token not in tokens:
        return 1, 1
    line, column = tokens.lc.key(token)
    return line + 1, column + 1


def _problem(path: Path, place: tuple[int, int], what: str, advice: str) -> Problem:
    return Problem(file=str(path), line=place[0], column=place[1], what=what, advice=advice)
