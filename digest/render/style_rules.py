"""The rules of a style sheet, written into the style attributes of the elements they choose.

premailer reads a sheet and merges its rules. It would search the whole document for each selector,
which takes most of the time of a mail; here a selector of one tag and one class is looked up.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import Any

# Texts of CSS that premailer keeps parsed. A mail has about two hundred, and with premailer's own
# 128 each would be parsed anew for each mail, which takes most of the time. Read at its import.
os.environ.setdefault("PREMAILER_CACHE_MAXSIZE", "4096")

from lxml.cssselect import CSSSelector
from premailer import Premailer
from premailer.merge_style import csstext_to_pairs, merge_styles

# Style sheets whose rules are kept: a look in one direction has one.
SHEETS_KEPT = 64

# `p`, `.name` or `p.name`: nearly all selectors of a mail
_TAG_AND_CLASS = re.compile(r"([a-zA-Z][a-zA-Z0-9]*)?(?:\.(-?[a-zA-Z_][\w-]*))?", re.ASCII)

Declarations = list[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One selector with its declarations; `tag` and `name` are "" where it has none."""

    selector: str
    declarations: Declarations
    is_simple: bool
    tag: str
    name: str

    def chooses(self, tag: str) -> bool:
        """Tell whether the rule chooses an element that has its class, by the tag."""
        return self.tag in ("", tag)


@lru_cache(maxsize=SHEETS_KEPT)
def rules_of(css: str) -> tuple[Rule, ...]:
    """Return the rules of a sheet, the weakest first; rules of media and states are left out."""
    reader = Premailer(
        "",
        strip_important=False,
        disable_validation=True,
        cssutils_logging_level=logging.CRITICAL,
    )
    read, _left_over = reader._parse_style_rules(css, 0)
    rules = []
    for _weight, selector, text in sorted(read, key=itemgetter(0)):
        simple = _TAG_AND_CLASS.fullmatch(selector)
        tag, name = simple.groups(default="") if simple else ("", "")
        rules.append(
            Rule(
                selector=selector,
                declarations=csstext_to_pairs(text, validate=False),
                is_simple=simple is not None,
                tag=tag,
                name=name,
            )
        )
    return tuple(rules)


def write_styles(page: Any, rules: Iterable[Rule]) -> None:
    """Write rules into the style attributes of a parsed document; its own attributes win."""
    index = _Index(page, rules)
    # elements of one tag, class and style get one answer, which is worked out once
    known: dict[tuple[str, str, str, tuple[int, ...]], str] = {}
    for element in page.iter("*"):
        names, own = element.get("class", ""), element.get("style", "")
        searched = index.searched.get(element, ())
        key = (element.tag, names, own, searched)
        style = known.get(key)
        if style is None:
            chosen = [rule.declarations for rule in index.rules_for(element.tag, names, searched)]
            # an element that no rule chooses keeps its style as it is written
            style = merge_styles(own, chosen, [""] * len(chosen)) if chosen else ""
            known[key] = style
        if style:
            element.set("style", style)


class _Index:
    """The rules of a document by tag, by class, and by the elements that a search finds."""

    def __init__(self, page: Any, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        self.by_tag: dict[str, list[int]] = {}
        self.by_class: dict[str, list[int]] = {}
        self.searched: dict[Any, tuple[int, ...]] = {}
        # a place in the order of the rules: the last rule that sets a property wins
        for place, rule in enumerate(self.rules):
            if not rule.is_simple:
                for element in CSSSelector(rule.selector)(page):
                    self.searched[element] = (*self.searched.get(element, ()), place)
            elif rule.name:
                self.by_class.setdefault(rule.name, []).append(place)
            else:
                self.by_tag.setdefault(rule.tag, []).append(place)

    def rules_for(self, tag: str, names: str, searched: tuple[int, ...]) -> list[Rule]:
        """Return the rules that choose an element, the weakest first."""
        places = {*searched, *self.by_tag.get(tag, ())}
        for name in names.split():
            for place in self.by_class.get(name, ()):
                if self.rules[place].chooses(tag):
                    places.add(place)
        return [self.rules[place] for place in sorted(places)]
