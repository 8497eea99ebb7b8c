"""Mail: the final bytes of a sample message, read once for all rules."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from functools import cached_property
from html.parser import HTMLParser

from digest.models import Briefing, Issue, Publication
from digest.protocols import Prober, TxtLookup

VOID = frozenset(
    {
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
    }
)


class Element:
    """One element of the HTML: `children` are elements and strings, in order. `line` counts from 1 in the part."""

    __slots__ = ("attributes", "children", "classes", "line", "parent", "tag")

    def __init__(
        self, tag: str, attributes: dict[str, str], parent: Element | None, line: int
    ) -> None:
        self.tag = tag
        self.attributes = attributes
        self.parent = parent
        self.line = line
        self.classes = frozenset(attributes.get("class", "").split())
        self.children: list[Element | str] = []

    def walk(self) -> Iterator[Element]:
        """This element and all under it, in document order."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def all(self, *tags: str) -> Iterator[Element]:
        return (element for element in self.walk() if element.tag in tags)

    @property
    def text(self) -> str:
        """What a reader sees or hears of it: its text and the alt of its pictures, white space folded."""
        return " ".join("".join(self._texts()).split())

    @property
    def style(self) -> dict[str, str]:
        return declarations(self.attributes.get("style", ""))

    @property
    def ancestors(self) -> Iterator[Element]:
        above = self.parent
        while above is not None:
            yield above
            above = above.parent

    def _texts(self) -> Iterator[str]:
        if self.tag == "img":
            yield self.attributes.get("alt", "")
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif child.tag not in ("style", "script", "title"):
                yield from child._texts()
                if child.tag in ("p", "br", "td", "div", "h1", "h2", "h3"):
                    yield " "


def declarations(css: str) -> dict[str, str]:
    """`a: b; c: d` as a mapping; a later one wins."""
    pairs = (part.partition(":") for part in css.split(";"))
    return {name.strip().lower(): value.strip() for name, _, value in pairs if value.strip()}


@dataclass(frozen=True, kw_only=True)
class Mail:
    """What the rules look at. Issue, briefing and publication may be unknown; their rules then say nothing."""

    raw: bytes
    issue: Issue | None = None
    briefing: Briefing | None = None
    publication: Publication | None = None
    online: Prober | None = None
    txt_lookup: TxtLookup | None = None

    @cached_property
    def message(self) -> EmailMessage:
        return email.message_from_bytes(self.raw, policy=email.policy.default)

    @cached_property
    def header_block(self) -> bytes:
        return self.raw.partition(b"\r\n\r\n")[0]

    @cached_property
    def html(self) -> str:
        return self._part("text/html")

    @cached_property
    def text(self) -> str:
        return self._part("text/plain")

    @cached_property
    def tree(self) -> Element:
        return self._parsed[0]

    @property
    def markup_faults(self) -> tuple[tuple[int, str], ...]:
        """The mistakes `parse_html` saw."""
        return self._parsed[1]

    @cached_property
    def _parsed(self) -> tuple[Element, tuple[tuple[int, str], ...]]:
        return parse_html(self.html)

    def _part(self, content_type: str) -> str:
        for part in self.message.walk():
            if part.get_content_type() == content_type and not part.is_attachment():
                content = part.get_content()
                return content if isinstance(content, str) else ""
        return ""


def parse_html(html: str) -> tuple[Element, tuple[tuple[int, str], ...]]:
    """The tree of a page and (line, what) of every tag that does not close, nest or repeat as it should."""
    reader = _TreeReader()
    reader.feed(html)
    reader.close()
    return reader.root, tuple(reader.finish())


class _TreeReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("#document", {}, None, 1)
        self.at = self.root
        self.faults: list[tuple[int, str]] = []
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line = self.getpos()[0]
        names = [name for name, _ in attrs]
        self.faults += [
            (line, f"{name} stands twice on <{tag}>")
            for name in set(names)
            if names.count(name) > 1
        ]
        attributes = {name: value or "" for name, value in attrs}
        if (name := attributes.get("id")) is not None:
            if name in self.ids:
                self.faults.append((line, f'id "{name}" stands twice'))
            self.ids.add(name)
        if tag in _BLOCKS and any(
            above.tag in _PHRASING for above in (self.at, *self.at.ancestors)
        ):
            self.faults.append((line, f"<{tag}> stands inside a paragraph or heading"))
        element = Element(tag, attributes, self.at, line)
        self.at.children.append(element)
        if tag not in VOID:
            self.at = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.faults.append((self.getpos()[0], f"<{tag}/> does not close itself in HTML"))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if self.at.tag == tag and self.at.parent:
            self.at = self.at.parent
            return
        self.faults.append(
            (self.getpos()[0], f"</{tag}> closes what is not open; <{self.at.tag}> is")
        )
        open_here = next((above for above in self.at.ancestors if above.tag == tag), None)
        if open_here and open_here.parent:
            self.at = open_here.parent

    def handle_data(self, data: str) -> None:
        self.at.children.append(data)

    def finish(self) -> list[tuple[int, str]]:
        left = [self.at, *self.at.ancestors][:-1]
        return self.faults + [
            (element.line, f"<{element.tag}> is never closed") for element in left
        ]


_BLOCKS = frozenset({"p", "div", "table", "h1", "h2", "h3", "ul", "ol", "td", "tr"})
_PHRASING = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6"})
