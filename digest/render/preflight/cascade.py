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
# The properties that decide a look; all others are passed over.
_LOOK_PROPERTIES = frozenset({"color", "background", "background-color", "font-size", "display"})


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

    Cost: some 20 ms for a full issue, once for both looks.
    """
    by_day, by_night = mail.once("shown texts", lambda: _shown_texts(mail))
    return by_night if dark else by_day


def _shown_texts(mail: Mail) -> tuple[tuple[ShownText, ...], tuple[ShownText, ...]]:
    """Return the texts by day and by night. Each element is matched with the selectors once."""
    matcher = _matcher(mail.style_sheet)
    by_day: list[ShownText] = []
    by_night: list[ShownText] = []
    looks: dict[HtmlElement, tuple[_Look, _Look]] = {}
    root = cssselect2.ElementWrapper.from_html_root(mail.tree)
    # parents come before their children, so each look is ready when it is asked for
    for wrapper in root.iter_subtree():
        element = wrapper.etree_element
        above = looks.get(element.getparent(), (_Look(), _Look()))
        day, night = looks[element] = _looks_of(wrapper, matcher, above)
        # the preheader is hidden by design and needs no contrast
        if day.hidden and night.hidden:
            continue
        for text in own_texts(element):
            if not text.strip(UNREADABLE):
                continue
            shown = " ".join(text.split())
            if not day.hidden:
                by_day.append(_in_look(shown, day))
            if not night.hidden:
                by_night.append(_in_look(shown, night))
    return tuple(by_day), tuple(by_night)


def _in_look(text: str, look: _Look) -> ShownText:
    return ShownText(text=text, colour=look.colour, ground=look.ground, size_px=look.size_px)


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


@lru_cache(maxsize=16)
def _matcher(css: str) -> cssselect2.Matcher:
    """Return the rules that decide looks, ready to be matched with elements.

    With each selector go its declarations, and whether they hold by night alone.
    """
    matcher = cssselect2.Matcher()
    for rule in style_rules(css):
        # rules for phones are left out: they change sizes, and only upwards
        if rule.media and not _asks_for_dark(rule.media):
            continue
        layer = _look_declarations(rule.rules)
        if not layer:
            continue
        try:
            selectors = cssselect2.compile_selector_list(rule.selector)
        except cssselect2.SelectorError:
            # a selector that no parser reads holds for no element
            continue
        for selector in selectors:
            matcher.add_selector(selector, (layer, bool(rule.media)))
    return matcher


def _asks_for_dark(media: str) -> bool:
    return "prefers-color-scheme" in media and "dark" in media


def _look_declarations(rules: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in rules.items() if name in _LOOK_PROPERTIES}


@lru_cache(maxsize=4096)
def _inline_layer(style: str) -> dict[str, str]:
    """Return those declarations of a style attribute that decide a look."""
    return _look_declarations(declarations(style))


def _looks_of(
    wrapper: cssselect2.ElementWrapper, matcher: cssselect2.Matcher, above: tuple[_Look, _Look]
) -> tuple[_Look, _Look]:
    """Return the looks of an element by day and by night."""
    day_above, night_above = above
    if day_above.hidden and night_above.hidden:
        return above
    element = wrapper.etree_element
    day_layers: list[dict[str, str]] = []
    night_layers: list[dict[str, str]] = []
    # cssselect2 gives the matches in cascade order
    for _, _, pseudo_element, (layer, only_dark) in matcher.match(wrapper):
        # a pseudo-element is no text of the mail
        if pseudo_element is not None:
            continue
        night_layers.append(layer)
        if not only_dark:
            day_layers.append(layer)
    # the style attribute comes after all rules
    inline = _inline_layer(element.get("style", ""))
    day_style = _winners([*day_layers, inline])
    night_style = day_style
    if len(night_layers) > len(day_layers):
        night_style = _winners([*night_layers, inline])
    return _look_of(element, day_style, day_above), _look_of(element, night_style, night_above)


def _winners(layers: Sequence[dict[str, str]]) -> dict[str, str]:
    """Return the declarations that win: the last of each name, but an important one before all."""
    plain: dict[str, str] = {}
    important: dict[str, str] = {}
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


def _look_of(element: HtmlElement, style: dict[str, str], above: _Look) -> _Look:
    if above.hidden:
        return above
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
