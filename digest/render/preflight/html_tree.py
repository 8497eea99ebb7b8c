"""The HTML of a mail as an lxml tree, the text that it shows, and the faults of its markup."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from html.parser import HTMLParser

import tinycss2
from lxml import etree
from lxml.html import HtmlElement, document_fromstring
from lxml.html import HTMLParser as LxmlParser

# Elements that have no end tag.
VOID = frozenset(
    [
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
    ]
)
# Elements with text that no client shows on the page.
UNSHOWN = frozenset({"style", "script", "title"})
# Elements after which a new word begins, whether white space follows or not.
SPACED = frozenset({"p", "br", "td", "div", "h1", "h2", "h3"})
# Tags that may stand inside one another; ours nest 31 deep, parsers cut from about 250 on.
MAX_DEPTH = 100

_BLOCKS = frozenset({"p", "div", "table", "h1", "h2", "h3", "ul", "ol", "td", "tr"})
_PHRASING = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6"})


def parse_html(html: str) -> HtmlElement:
    """Return the tree of a page; broken markup is mended as a lenient client would.

    >>> parse_html("<p>One <b>bold</b> word").tag
    'html'
    """
    # huge_tree lifts the limits of libxml2 on depth and on the length of a text
    parser = LxmlParser(encoding="utf-8", huge_tree=True)
    try:
        tree: HtmlElement = document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    # lxml takes no empty document
    except etree.ParserError:
        tree = document_fromstring("<html></html>")
    return tree


def shown_text(element: HtmlElement) -> str:
    """Return what a subscriber sees or hears of an element, with white space folded.

    That is its text and the alternative texts of its pictures.

    >>> shown_text(parse_html('<p>A <img alt="harbour">by<br>night</p>'))
    'A harbour by night'
    """
    pieces: list[str] = []
    walk = etree.iterwalk(element, events=("start", "end", "comment"))
    for event, node in walk:
        # a recursion over children would end at a thousand tags inside one another
        if event == "start":
            if node.tag in UNSHOWN:
                walk.skip_subtree()
                continue
            # a screen reader reads the alternative text where the picture stands
            if node.tag == "img":
                pieces.append(node.get("alt", "") + " ")
            pieces.append(node.text or "")
            continue
        if node.tag in SPACED:
            pieces.append(" ")
        # the tail of an element stands behind its end tag and belongs to the parent
        if node is not element:
            pieces.append(node.tail or "")
    return " ".join("".join(pieces).split())


def own_texts(element: HtmlElement) -> list[str]:
    """Return the pieces of text right below an element, in order."""
    texts = [element.text or ""]
    for child in element:
        texts.append(child.tail or "")
    return texts


@lru_cache(maxsize=4096)
def declarations(css: str) -> dict[str, str]:
    """Return `a: b; c: d` as a mapping; a later declaration wins, `!important` stays in the value.

    >>> declarations("color: red; margin:0 !important")
    {'color': 'red', 'margin': '0 !important'}
    """
    values: dict[str, str] = {}
    for node in tinycss2.parse_blocks_contents(css, skip_comments=True, skip_whitespace=True):
        if node.type == "declaration":
            values[node.lower_name] = declared_value(node)
    return values


def declared_value(node: tinycss2.ast.Declaration) -> str:
    """Return the value of a declaration as text."""
    value = tinycss2.serialize(node.value).strip()
    if node.important:
        return f"{value} !important"
    return str(value)


def markup_faults(html: str) -> tuple[tuple[int, str], ...]:
    """Return (line, mistake) of every tag that does not close, nest or repeat as it should.

    >>> markup_faults("<div><p>One</div>")
    ((1, '</div> closes what is not open; <p> is'),)
    """
    reader = _FaultReader()
    reader.feed(html)
    reader.close()
    reader.finish()
    return tuple(reader.faults)


class _FaultReader(HTMLParser):
    """Reads tags one by one and keeps the open ones, because lxml mends faults in silence."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, int]] = []
        self.faults: list[tuple[int, str]] = []
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what is wrong with a start tag, and that it is open."""
        self.check_attributes(tag, attrs)
        if tag in _BLOCKS and self.in_phrasing():
            self.say(f"<{tag}> stands inside a paragraph or heading")
        if tag in VOID:
            return
        self.open.append((tag, self.getpos()[0]))
        # said once, where the depth is passed
        if len(self.open) == MAX_DEPTH + 1:
            self.say(f"tags nest more than {MAX_DEPTH} deep")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag that pretends to close itself."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.say(f"<{tag}/> does not close itself in HTML")

    def handle_endtag(self, tag: str) -> None:
        """Close what is open down to this tag, and note what was left open above it."""
        if tag in VOID:
            return
        if self.open and self.open[-1][0] == tag:
            self.open.pop()
            return
        last = "the document"
        if self.open:
            last = f"<{self.open[-1][0]}>"
        self.say(f"</{tag}> closes what is not open; {last} is")
        names = [name for name, _ in self.open]
        # a client closes what is open in between; an unknown end tag closes nothing
        if tag in names:
            while self.open.pop()[0] != tag:
                pass

    def check_attributes(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an attribute that stands twice, and an id that another element has."""
        values = dict(attrs)
        # most tags repeat no attribute, and counting takes longer than a look at two lengths
        if len(values) < len(attrs):
            for name, count in Counter(name for name, _ in attrs).items():
                if count > 1:
                    self.say(f"{name} stands twice on <{tag}>")
        identifier = values.get("id")
        if identifier is None:
            return
        if identifier in self.ids:
            self.say(f'id "{identifier}" stands twice')
        self.ids.add(identifier)

    def in_phrasing(self) -> bool:
        """Tell whether a paragraph or heading is open."""
        for tag, _ in self.open:
            if tag in _PHRASING:
                return True
        return False

    def finish(self) -> None:
        """Note every tag that is still open at the end."""
        for tag, line in reversed(self.open):
            self.faults.append((line, f"<{tag}> is never closed"))

    def say(self, mistake: str) -> None:
        """Note a mistake at the current line."""
        self.faults.append((self.getpos()[0], mistake))
