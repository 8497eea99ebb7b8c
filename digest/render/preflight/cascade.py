"""Cascade: which colours and sizes text ends up with, by day and by night, from inline styles and the style sheets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from digest.render.preflight.mail import Element, Mail, declarations
from digest.render.theme import contrast

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_COLOUR = re.compile(
    r"#(?:[0-9a-f]{6}|[0-9a-f]{3})\b|\brgba?\([^)]*\)|\b(?:white|black)\b", re.IGNORECASE
)
_NAMED = {"white": "#ffffff", "black": "#000000"}


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleRule:
    """One selector with its declarations. `media` is the query it stands in, or empty."""

    selector: str
    rules: dict[str, str]
    media: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownText:
    """A piece of text with the colours and the size it is shown in."""

    text: str
    element: Element
    colour: str
    ground: str
    size_px: float

    @property
    def contrast(self) -> float:
        return contrast(self.colour, self.ground)


def style_sheet(mail: Mail) -> str:
    """All style sheets outside conditional comments, comments dropped."""
    sheets = (
        "".join(c for c in style.children if isinstance(c, str)) for style in mail.tree.all("style")
    )
    return _COMMENT.sub("", "\n".join(sheets))


def style_rules(css: str, media: str = "") -> Iterator[StyleRule]:
    """The rules of a sheet, those inside media queries with their query."""
    place = 0
    while (brace := css.find("{", place)) >= 0:
        prelude = css[place:brace].strip()
        end = _closing(css, brace)
        inner = css[brace + 1 : end]
        if prelude.startswith("@media"):
            yield from style_rules(inner, prelude)
        elif not prelude.startswith("@"):
            for selector in prelude.split(","):
                yield StyleRule(
                    selector=" ".join(selector.split()), rules=declarations(inner), media=media
                )
        place = end + 1


def shown_texts(mail: Mail, *, dark: bool) -> Iterator[ShownText]:
    """Every piece of visible text of the body."""
    body = next(mail.tree.all("body"), None)
    if body is not None:
        yield from _Cascade(mail, dark=dark).texts(
            body, colour="#000000", ground="#ffffff", size=16.0
        )


class _Cascade:
    def __init__(self, mail: Mail, *, dark: bool) -> None:
        self.mail = mail
        self.dark = dark
        self.fitting: dict[tuple[object, ...], list[StyleRule]] = {}

    @cached_property
    def sheet(self) -> list[StyleRule]:
        wanted = [
            rule
            for rule in style_rules(style_sheet(self.mail))
            if not rule.media
            or (self.dark and "prefers-color-scheme" in rule.media and "dark" in rule.media)
        ]
        return sorted(wanted, key=lambda rule: _specificity(rule.selector))

    def texts(
        self, element: Element, *, colour: str, ground: str, size: float
    ) -> Iterator[ShownText]:
        style = self.style(element)
        if style.get("display") == "none":
            return
        colour = _colour(style.get("color", "")) or colour
        ground = (
            _colour(style.get("background-color", "") or style.get("background", ""))
            or _colour(element.attributes.get("bgcolor", ""))
            or ground
        )
        size = _size(style.get("font-size", ""), size)
        for child in element.children:
            if isinstance(child, Element):
                if child.tag not in ("style", "title", "script"):
                    yield from self.texts(child, colour=colour, ground=ground, size=size)
            elif child.strip(" \n\t\u00a0\u034f\u200c·"):
                yield ShownText(
                    text=" ".join(child.split()),
                    element=element,
                    colour=colour,
                    ground=ground,
                    size_px=size,
                )

    def candidates(self, element: Element) -> list[StyleRule]:
        """The rules whose last step fits an element: the same for all of its tag, classes and attributes."""
        key = (
            element.tag,
            element.classes,
            frozenset(element.attributes),
            element.attributes.get("id", ""),
        )
        if key not in self.fitting:
            self.fitting[key] = [rule for rule in self.sheet if _fits(rule.selector, element)]
        return self.fitting[key]

    def style(self, element: Element) -> dict[str, str]:
        sheet = [rule for rule in self.candidates(element) if matches(rule.selector, element)]
        plain: dict[str, str] = {}
        important: dict[str, str] = {}
        for source in (*(rule.rules for rule in sheet), element.style):
            for name, value in source.items():
                strong = value.endswith("!important")
                (important if strong else plain)[name] = value.removesuffix("!important").strip()
                if strong and name == "background-color":
                    important.pop("background", None)
        return {**plain, **important}


def matches(selector: str, element: Element) -> bool:
    """Whether an element is meant: type, class, attribute, child and descendant selectors, as mail style sheets use."""
    steps = _steps(selector)
    return bool(steps) and _matches(steps, element)


def _fits(selector: str, element: Element) -> bool:
    steps = _steps(selector)
    return bool(steps) and steps[-1] is not None and _is(steps[-1], element)


Simple = tuple[str, frozenset[str], frozenset[str], frozenset[str]]
"""One step of a selector: type, classes, ids, attributes."""


def _matches(steps: tuple[Simple | None, ...], element: Element) -> bool:
    *rest, last = steps
    if last is None or not _is(last, element):
        return False
    if not rest:
        return True
    if rest[-1] is None:
        return element.parent is not None and _matches(tuple(rest[:-1]), element.parent)
    return any(_matches(tuple(rest), above) for above in element.ancestors)


def _is(simple: Simple, element: Element) -> bool:
    tag, classes, ids, attributes = simple
    return (
        (not tag or tag == element.tag)
        and (not classes or classes <= element.classes)
        and (not ids or ids <= {element.attributes.get("id", "")})
        and (not attributes or attributes <= element.attributes.keys())
    )


@cache
def _steps(selector: str) -> tuple[Simple | None, ...]:
    """The steps of a selector, None for a child mark; empty for what is beyond mail (hover, siblings, …)."""
    if re.search(r"[~+]|:(?!root)", selector):
        return ()
    return tuple(
        None if step == ">" else _simple(step) for step in re.findall(r">|[^\s>]+", selector)
    )


def _simple(step: str) -> Simple:
    tag = re.match(r"[\w-]*", step)
    return (
        "html" if step.startswith(":root") else (tag.group() if tag else ""),
        frozenset(re.findall(r"\.([\w-]+)", step)),
        frozenset(re.findall(r"#([\w-]+)", step)),
        frozenset(re.findall(r"\[([\w-]+)", step)),
    )


def _specificity(selector: str) -> tuple[int, int, int]:
    tags = len(re.findall(r"(?:^|[\s>])[a-z]", selector))
    return selector.count("#"), len(re.findall(r"[.\[:]", selector)), tags


def _closing(css: str, brace: int) -> int:
    depth = 0
    for place in range(brace, len(css)):
        depth += {"{": 1, "}": -1}.get(css[place], 0)
        if depth == 0:
            return place
    return len(css)


def _colour(value: str) -> str:
    """The colour in a value as `#rrggbb`; empty for none, transparent or one with an alpha channel."""
    found = _COLOUR.search(value)
    if not found:
        return ""
    text = found.group().lower()
    if text.startswith("rgb"):
        numbers = re.findall(r"[\d.]+", text)
        return (
            ""
            if len(numbers) != 3
            else "#" + "".join(f"{min(255, int(float(n))):02x}" for n in numbers)
        )
    if len(text) == 4 and text[0] == "#":
        return "#" + "".join(digit * 2 for digit in text[1:])
    return _NAMED.get(text, text)


def _size(value: str, inherited: float) -> float:
    found = re.match(r"([\d.]+)(px|pt|em|rem|%)", value)
    if not found:
        return inherited
    number = float(found.group(1))
    return {
        "px": number,
        "pt": number * 4 / 3,
        "em": number * inherited,
        "rem": number * 16,
        "%": number * inherited / 100,
    }[found.group(2)]
