"""The cascade: the colours and sizes that text ends up with, by day and by night.

Inline styles and style sheets are read with tinycss2; cssselect2 matches selectors to elements.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import cssselect2
import tinycss2
from lxml.html import HtmlElement

from digest.render.preflight.html_tree import UNSHOWN, declarations, own_texts
from digest.render.preflight.mail import Mail
from digest.render.theme import contrast

# The text size that every client starts from, in CSS pixels.
ROOT_PX = 16.0
# CSS pixels of one point.
POINT_PX = 4 / 3
# Characters that are no text by themselves: spaces, joiners, and the dot between two links.
UNREADABLE = " \n\t\u00a0\u034f\u200a\u200c·"

_COLOUR = re.compile(
    r"#(?:[0-9a-f]{6}|[0-9a-f]{3})\b|\brgba?\([^)]*\)|\b(?:white|black)\b", re.IGNORECASE
)
_NAMED = {"white": "#ffffff", "black": "#000000"}
_IMPORTANT = " !important"


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleRule:
    """One selector with its declarations. `media` is the query around it, or empty."""

    selector: str
    rules: dict[str, str]
    media: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownText:
    """A piece of text with the colours and the size in which it is shown."""

    text: str
    colour: str
    ground: str
    size_px: float

    @property
    def contrast(self) -> float:
        """The WCAG contrast ratio of the text against its ground."""
        return contrast(self.colour, self.ground)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """The look that an element hands down to those inside it."""

    colour: str = "#000000"
    ground: str = "#ffffff"
    size_px: float = ROOT_PX
    hidden: bool = False


@lru_cache(maxsize=16)
def style_rules(css: str) -> tuple[StyleRule, ...]:
    """Return the rules of a style sheet in order, one a selector.

    >>> [rule] = style_rules("@media print { p { color: black } }")
    >>> rule.selector, rule.media
    ('p', '@media print')
    """
    nodes = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    return tuple(_rules_of(nodes, ""))


def shown_texts(mail: Mail, *, dark: bool) -> tuple[ShownText, ...]:
    """Return every piece of visible text of the body, by day or by night.

    Cost: some 20 ms for a full issue, once for each look.
    """
    return mail.once(f"shown texts, dark={dark}", lambda: tuple(_shown_texts(mail, dark=dark)))


def _shown_texts(mail: Mail, *, dark: bool) -> Iterator[ShownText]:
    # parents come before their children, so each look is ready when it is asked for
    matcher = _matcher(mail.style_sheet, dark)
    looks: dict[HtmlElement, _Look] = {}
    root = cssselect2.ElementWrapper.from_html_root(mail.tree)
    for wrapper in root.iter_subtree():
        element = wrapper.etree_element
        # elements come from the root down, so that the look above is known
        above = looks.get(element.getparent(), _Look())
        look = _look_of(wrapper, matcher, above)
        looks[element] = look
        # the preheader is hidden by design and needs no contrast
        if look.hidden:
            continue
        for text in own_texts(element):
            if text.strip(UNREADABLE):
                yield ShownText(
                    text=" ".join(text.split()),
                    colour=look.colour,
                    ground=look.ground,
                    size_px=look.size_px,
                )


def _rules_of(nodes: Sequence[tinycss2.ast.Node], media: str) -> Iterator[StyleRule]:
    for node in nodes:
        if node.type == "qualified-rule":
            rules = declarations(tinycss2.serialize(node.content))
            for selector in _selectors(node.prelude):
                yield StyleRule(selector=selector, rules=rules, media=media)
        # other at-rules, such as fonts, change no colour and no size
        elif node.type == "at-rule" and node.lower_at_keyword == "media" and node.content:
            query = f"@media {tinycss2.serialize(node.prelude).strip()}"
            inner = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
            yield from _rules_of(inner, query)


def _selectors(prelude: Sequence[tinycss2.ast.Node]) -> Iterator[str]:
    """Part the selectors of a rule at their commas; a comma inside brackets parts none."""
    tokens: list[tinycss2.ast.Node] = []
    for token in prelude:
        # a comma inside brackets stands in a token of its own, and parts no selector
        if token.type == "literal" and token.value == ",":
            yield _selector_text(tokens)
            tokens = []
        else:
            tokens.append(token)
    yield _selector_text(tokens)


def _selector_text(tokens: Sequence[tinycss2.ast.Node]) -> str:
    return " ".join(tinycss2.serialize(tokens).split())


@lru_cache(maxsize=32)
def _matcher(css: str, dark: bool) -> cssselect2.Matcher:
    """Return the rules that hold by day or by night, ready to be matched with elements."""
    matcher = cssselect2.Matcher()
    for rule in style_rules(css):
        # rules for phones are left out: they change sizes, and only upwards
        if rule.media and not (dark and _asks_for_dark(rule.media)):
            continue
        try:
            selectors = cssselect2.compile_selector_list(rule.selector)
        except cssselect2.SelectorError:
            # a selector that no parser reads holds for no element
            continue
        for selector in selectors:
            matcher.add_selector(selector, rule.rules)
    return matcher


def _asks_for_dark(media: str) -> bool:
    return "prefers-color-scheme" in media and "dark" in media


def _look_of(
    wrapper: cssselect2.ElementWrapper, matcher: cssselect2.Matcher, above: _Look
) -> _Look:
    if above.hidden:
        return above
    element = wrapper.etree_element
    style = _style(wrapper, matcher)
    ground = _colour(style.get("background-color", ""))
    # an attribute counts less than any rule
    if not ground:
        ground = _colour(element.get("bgcolor", ""))
    return _Look(
        colour=_colour(style.get("color", "")) or above.colour,
        ground=ground or above.ground,
        size_px=_size_px(style.get("font-size", ""), above.size_px),
        hidden=style.get("display") == "none" or element.tag in UNSHOWN,
    )


def _style(wrapper: cssselect2.ElementWrapper, matcher: cssselect2.Matcher) -> dict[str, str]:
    """Return the declarations that win for an element.

    cssselect2 gives the matches in cascade order; the style attribute comes after them, and what
    is important wins over all that is not.
    """
    plain: dict[str, str] = {}
    important: dict[str, str] = {}
    # a pseudo-element is no text of the mail
    layers: list[dict[str, str]] = []
    for _, _, pseudo_element, rules in matcher.match(wrapper):
        if pseudo_element is None:
            layers.append(rules)
    layers.append(declarations(wrapper.etree_element.get("style", "")))
    for layer in layers:
        for name, value in layer.items():
            if name == "background":
                # the shorthand sets the colour too, or takes it away
                name = "background-color"
            if value.endswith(_IMPORTANT):
                important[name] = value.removesuffix(_IMPORTANT)
            else:
                plain[name] = value
    return {**plain, **important}


@lru_cache(maxsize=256)
def _colour(value: str) -> str:
    """Return the colour in a value as `#rrggbb`.

    It is empty where there is no colour, and for a transparent one or one with an alpha channel.
    """
    match = _COLOUR.search(value)
    if not match:
        return ""
    text = match.group().lower()
    if text.startswith("rgb"):
        return _of_channels(re.findall(r"[\d.]+", text))
    # three digits are six with each one doubled
    if len(text) == len("#rgb"):
        return "#" + "".join(digit * 2 for digit in text[1:])
    return _NAMED.get(text, text)


def _of_channels(numbers: list[str]) -> str:
    if len(numbers) != len("rgb"):
        return ""
    colour = "#"
    for number in numbers:
        colour += f"{min(255, int(float(number))):02x}"
    return colour


def _size_px(value: str, inherited_px: float) -> float:
    """Return a text size in CSS pixels; a value that is no size leaves the inherited one."""
    match = re.match(r"([\d.]+)(px|pt|em|rem|%)", value)
    # a word such as "inherit", or a unit that mail clients do not know
    if not match:
        return inherited_px
    number, unit = float(match.group(1)), match.group(2)
    pixels = {
        "px": 1.0,
        "pt": POINT_PX,
        "em": inherited_px,
        "rem": ROOT_PX,
        "%": inherited_px / 100,
    }
    return number * pixels[unit]
