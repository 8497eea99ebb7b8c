"""MJML: our own check of its tags and attributes (the compiler accepts anything), then the compiler."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.parsers import expat

import mjml

from digest.errors import RenderError

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
_COLOURS = re.compile(r"^(#[0-9a-fA-F]{3}|#[0-9a-fA-F]{6}|transparent)$")
_ENDING_TAGS = {"mj-text", "mj-raw", "mj-table", "mj-button", "mj-title", "mj-style"}
_NOT_IN_MAIL = frozenset(
    {"script", "iframe", "object", "embed", "form", "input", "video", "audio", "link", "base"}
)
MARK = "@"
"""Opens a comment that names the template and line of the markup after it: `<!--@lead.mjml.j2:7-->`."""
MAX_DEPTH = 60
"""Twelve thousand nested tags crash the compiler; no part of ours nests a quarter of this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkupProblem:
    """One mistake in rendered MJML. `line` counts from 1 in `template` where marks name it, else in the document."""

    line: int
    what: str
    advice: str
    template: str = ""

    def __str__(self) -> str:
        return f"{self.what} — {self.advice}"


def check_markup(source: str) -> tuple[MarkupProblem, ...]:
    """Every mistake in an MJML document: what the compiler would refuse, and what it would let pass in silence."""
    return _Check().read(source)


def to_html(source: str) -> str:
    """Compile MJML; no font is fetched and no comment of the templates survives.

    The compiler calls the mail an article; as the main landmark a screen reader can jump to it.
    """
    try:
        html = str(mjml.mjml2html(source, disable_comments=True, fonts={}))
    except ValueError as error:
        raise RenderError(f"the MJML does not compile: {error}", subject="issue.mjml.j2") from error
    return html.replace(' aria-roledescription="email"', "", 1).replace(
        ' role="article"', ' role="main"', 1
    )


class _Check:
    """One pass over a document, knowing at each tag what it stands in."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self.open
        self.parser.EndElementHandler = self.close
        self.parser.StartDoctypeDeclHandler = self.refuse_doctype
        self.parser.CommentHandler = self.note_mark
        self.place: tuple[str, int] | None = None
        self.within: list[str] = []
        self.found: list[MarkupProblem] = []

    def read(self, source: str) -> tuple[MarkupProblem, ...]:
        try:
            self.parser.Parse(source, True)
        except expat.ExpatError as error:
            what = f"not well-formed: {expat.errors.messages[error.code]}"
            self.say(what, "close and quote what is there", line=error.lineno)
        return tuple(self.found)

    def open(self, tag: str, attributes: dict[str, str]) -> None:
        if not self.within:
            self.root(tag, attributes)
        elif any(outer in _ENDING_TAGS for outer in self.within):
            self.html(tag, attributes)
        else:
            self.mjml(tag, attributes)
        self.within.append(tag)
        if len(self.within) == MAX_DEPTH:
            self.say(f"tags nest {MAX_DEPTH} deep", "flatten this part")

    def close(self, _tag: str) -> None:
        self.within.pop()

    def refuse_doctype(self, *_: object) -> None:
        self.say("a doctype has no place in MJML", "take it out")

    def root(self, tag: str, attributes: dict[str, str]) -> None:
        if tag != "mjml":
            self.say(f"the document is <{tag}>", "it must be <mjml>")
        elif not (attributes.get("lang") and attributes.get("dir")):
            self.say(
                "<mjml> has no lang and dir", "screen readers and right-to-left mail need both"
            )

    def mjml(self, tag: str, attributes: dict[str, str]) -> None:
        known = KNOWN_TAGS.get(tag)
        if known is None:
            self.say(f"unknown tag <{tag}>", f"parts may use: {', '.join(sorted(KNOWN_TAGS))}")
            return
        for name, value in attributes.items():
            if name not in known:
                advice = (
                    "rules that go inline belong in inline.css.j2"
                    if tag == "mj-style"
                    else "see docs/email.md"
                )
                self.say(f'unknown attribute {name}="{value}" on <{tag}>', advice)
            elif name.endswith("color") and not _COLOURS.match(value):
                self.say(f'{name}="{value}" on <{tag}> is not a colour', "write #rrggbb")
        if tag == "mj-image" and "mj-attributes" not in self.within:
            self.picture(tag, attributes)

    def html(self, tag: str, attributes: dict[str, str]) -> None:
        if tag.startswith("mj-"):
            self.say(f"<{tag}> stands inside text", "move it out of the mj-text around it")
        if tag in _NOT_IN_MAIL:
            self.say(f"<{tag}> has no place in a mail", "clients drop it; take it out")
        if tag == "img":
            self.picture(tag, attributes)
        for name in attributes:
            if name.startswith("on"):
                self.say(f"{name} on <{tag}> is a script", "take it out")

    def picture(self, tag: str, attributes: dict[str, str]) -> None:
        if "alt" not in attributes:
            self.say(f"<{tag}> has no alt", 'say what is seen, or alt="" for decoration')

    def note_mark(self, comment: str) -> None:
        template, _, line = comment.rpartition(":")
        if comment.startswith(MARK) and line.isdigit():
            self.place = (template.removeprefix(MARK), int(line))

    def say(self, what: str, advice: str, *, line: int | None = None) -> None:
        template, marked = self.place or ("", line or self.parser.CurrentLineNumber)
        self.found.append(MarkupProblem(line=marked, what=what, advice=advice, template=template))
