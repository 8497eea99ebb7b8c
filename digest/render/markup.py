"""MJML: our own check of tags and attributes, since the compiler accepts anything; the compiler."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.parsers import expat

import mjml

from digest.errors import RenderError
from digest.render.slim import join_sections, slim_html

_BOX = {"padding", "padding-top", "padding-bottom", "padding-left", "padding-right", "css-class"}
_LETTERS = {
    "color",
    "font-family",
    "font-size",
    "font-style",
    "font-weight",
    "letter-spacing",
    "line-height",
}
_TEXT = {"align", "text-decoration", "text-transform", "height", "container-background-color"}
_GROUND = {
    "background-color",
    "border",
    "border-top",
    "border-bottom",
    "border-left",
    "border-right",
    "border-radius",
}
KNOWN_TAGS: dict[str, set[str]] = {
    "mjml": {"lang", "dir"},
    "mj-head": set(),
    "mj-title": set(),
    "mj-breakpoint": {"width"},
    "mj-attributes": set(),
    "mj-all": _LETTERS | _BOX,
    "mj-style": set(),
    "mj-raw": set(),
    "mj-body": {"width", "background-color", "css-class"},
    "mj-wrapper": _BOX | _GROUND | {"full-width", "text-align", "direction"},
    "mj-section": _BOX | _GROUND | {"full-width", "text-align", "direction"},
    "mj-group": {"width", "vertical-align", "background-color", "direction", "css-class"},
    "mj-column": _BOX
    | _GROUND
    | {"width", "vertical-align", "direction", "inner-background-color", "inner-border"},
    "mj-text": _BOX | _LETTERS | _TEXT,
    "mj-image": _BOX
    | {
        "src",
        "alt",
        "width",
        "height",
        "href",
        "title",
        "align",
        "border",
        "border-radius",
        "fluid-on-mobile",
    },
    "mj-button": _BOX
    | _LETTERS
    | _GROUND
    | _TEXT
    | {"href", "inner-padding", "width", "vertical-align", "title", "text-align"},
    "mj-divider": _BOX | {"border-color", "border-style", "border-width", "width", "align"},
    "mj-spacer": _BOX | {"height"},
    "mj-table": _BOX
    | _LETTERS
    | {"align", "cellpadding", "cellspacing", "width", "table-layout", "border"},
}
# names of colours differ between clients, so a colour is written as a number
_COLOURS = re.compile(r"^(#[0-9a-fA-F]{3}|#[0-9a-fA-F]{6}|transparent)$")
# inside these tags stands HTML, and the compiler takes it as it is
_ENDING_TAGS = {"mj-text", "mj-raw", "mj-table", "mj-button", "mj-title", "mj-style"}
# elements that clients drop, or that filters take for an attack
_NOT_IN_MAIL = frozenset(
    {"script", "iframe", "object", "embed", "form", "input", "video", "audio", "link", "base"}
)
# Opens a comment that names the place of the markup after it: `<!--@lead.mjml.j2:7-->`.
MARK = "@"
# Tags that may stand inside one another: twelve thousand crash the compiler, ours nest 15 deep.
MAX_DEPTH = 60

_TAG = re.compile(r"<[a-zA-Z][^>]*>")
# The link of the masthead to the copy on the site.
_TO_WEB_COPY = re.compile(r'<a class="[^"]*\bweb-copy\b[^"]*"[^>]*>.*?</a>', re.DOTALL)
# Characters that the compiler may write into an attribute as Rust prints them in a debugger.
_DEBUG_TEXT = re.compile(r"[^\x20-\x7e]|\\")


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkupProblem:
    """One mistake in rendered MJML.

    `line` counts from 1 in `template` where marks name it, else in the document.
    """

    line: int
    what: str
    advice: str
    template: str = ""

    def __str__(self) -> str:
        return f"{self.what} — {self.advice}"


def check_markup(source: str) -> tuple[MarkupProblem, ...]:
    """Return every mistake in an MJML document, also those that the compiler ignores."""
    return _Check().read(source)


def to_html(source: str) -> str:
    """Compile MJML; no font is fetched and no comment of the templates survives."""
    try:
        source = _with_references(join_sections(source))
        html = str(mjml.mjml2html(source, disable_comments=True, fonts={}))
    except ValueError as error:
        raise RenderError(f"the MJML does not compile: {error}", subject="issue.mjml.j2") from error
    # the compiler writes this style as an attribute too, which HTML does not know
    html = re.sub(r'(<td\b[^>]*?) vertical-align="[^"]*"', r"\1", html)
    return slim_html(html)


def as_web_page(html: str) -> str:
    """Return the HTML of a mail as a page by itself.

    Its article becomes the main landmark, and the link to the page, which would lead to itself,
    goes.

    >>> as_web_page('<div role="article" aria-roledescription="email" lang="en">')
    '<div role="main" lang="en">'
    """
    html = _TO_WEB_COPY.sub("", html)
    # inside a mail client the page around the mail has a main landmark of its own
    html = html.replace(' aria-roledescription="email"', "", 1)
    return html.replace(' role="article"', ' role="main"', 1)


def _with_references(source: str) -> str:
    """Write what is not plain ASCII in a tag as a numeric reference.

    The compiler prints joiners, accents and backslashes of an attribute as a debugger does
    (`\\u{200c}`), and leaves references alone.
    """
    return _TAG.sub(_tag_with_references, source)


def _tag_with_references(tag: re.Match[str]) -> str:
    return _DEBUG_TEXT.sub(lambda match: f"&#{ord(match.group())};", tag.group())


class _Check:
    """One pass over a document that knows at each tag which tags are open around it."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self.open
        self.parser.EndElementHandler = self.close
        # expat tells of a doctype before it reads its entities
        self.parser.StartDoctypeDeclHandler = self.refuse_doctype
        self.parser.CommentHandler = self.note_mark
        self.place: tuple[str, int] | None = None
        self.within: list[str] = []
        self.problems: list[MarkupProblem] = []

    def read(self, source: str) -> tuple[MarkupProblem, ...]:
        """Read a whole document and return its mistakes."""
        try:
            self.parser.Parse(source, True)
        except expat.ExpatError as error:
            what = f"not well-formed: {expat.errors.messages[error.code]}"
            self.note(what, "close and quote what is there", line=error.lineno)
        return tuple(self.problems)

    def open(self, tag: str, attributes: dict[str, str]) -> None:
        """Check a start tag by the place in which it stands."""
        if not self.within:
            self.check_root(tag, attributes)
        elif _ENDING_TAGS.intersection(self.within):
            self.check_html(tag, attributes)
        else:
            self.check_mjml(tag, attributes)
        self.within.append(tag)
        # equal, not greater: one message for the whole nest
        if len(self.within) == MAX_DEPTH:
            self.note(f"tags nest {MAX_DEPTH} deep", "flatten this part")

    def close(self, _tag: str) -> None:
        """Note that the innermost tag is closed."""
        self.within.pop()

    def refuse_doctype(self, *_: object) -> None:
        """Refuse a doctype: it could define entities that grow without end."""
        self.note("a doctype has no place in MJML", "take it out")

    def check_root(self, tag: str, attributes: dict[str, str]) -> None:
        """Check the first tag of the document."""
        if tag != "mjml":
            self.note(f"the document is <{tag}>", "it must be <mjml>")
        elif not (attributes.get("lang") and attributes.get("dir")):
            advice = "screen readers and right-to-left mail need both"
            self.note("<mjml> has no lang and dir", advice)

    def check_mjml(self, tag: str, attributes: dict[str, str]) -> None:
        """Check a tag of MJML and its attributes."""
        known = KNOWN_TAGS.get(tag)
        if known is None:
            self.note(f"unknown tag <{tag}>", f"parts may use: {', '.join(sorted(KNOWN_TAGS))}")
            return
        for name, value in attributes.items():
            if name not in known:
                advice = "see docs/email.md"
                if tag == "mj-style":
                    advice = "rules that go inline belong in inline.css.j2"
                self.note(f'unknown attribute {name}="{value}" on <{tag}>', advice)
            # every attribute of MJML that holds a colour ends in this word
            elif name.endswith("color") and not _COLOURS.match(value):
                self.note(f'{name}="{value}" on <{tag}> is not a colour', "write #rrggbb")
        # mj-attributes only sets defaults for pictures
        if tag == "mj-image" and "mj-attributes" not in self.within:
            self.check_picture(tag, attributes)

    def check_html(self, tag: str, attributes: dict[str, str]) -> None:
        """Check a tag of HTML inside a text of MJML."""
        if tag.startswith("mj-"):
            self.note(f"<{tag}> stands inside text", "move it out of the mj-text around it")
        if tag in _NOT_IN_MAIL:
            self.note(f"<{tag}> has no place in a mail", "clients drop it; take it out")
        if tag == "img":
            self.check_picture(tag, attributes)
        for name in attributes:
            # a handler: no client runs it, and spam filters count it
            if name.startswith("on"):
                self.note(f"{name} on <{tag}> is a script", "take it out")

    def check_picture(self, tag: str, attributes: dict[str, str]) -> None:
        """Check that a picture has an alternative text, empty or not."""
        if "alt" not in attributes:
            self.note(f"<{tag}> has no alt", 'say what is seen, or alt="" for decoration')

    def note_mark(self, comment: str) -> None:
        """Read a comment that names the place of the markup after it."""
        template, _, line = comment.rpartition(":")
        if comment.startswith(MARK) and line.isdigit():
            self.place = (template.removeprefix(MARK), int(line))

    def note(self, what: str, advice: str, *, line: int | None = None) -> None:
        """Note a mistake at the place that the last mark names."""
        template, marked_line = self.place or ("", line or self.parser.CurrentLineNumber)
        self.problems.append(
            MarkupProblem(line=marked_line, what=what, advice=advice, template=template)
        )
