"""Rules of what must not be in a mail: active content, trackers, hidden text, traces of a tool."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from digest.kernel.links import tracking_parameters
from digest.models import Severity
from digest.render.preflight.html_tree import declarations, own_texts, shown_text
from digest.render.preflight.mail import Mail
from digest.render.preflight.preflight_rule import PreflightRule

# Elements that every client drops, and that filters take for an attack.
ACTIVE_TAGS = ("script", "iframe", "object", "embed", "form", "input", "video", "audio", "base")
# A picture of at most this width or height, in CSS pixels, shows nothing: it counts subscribers.
TRACKER_PX = 3
# The widest element, in CSS pixels, that a desktop client shows without scrolling sideways.
COLUMN_PX = 700
# Letters in a row that may stay on one line; at 17 px they are as wide as a small phone.
UNBROKEN_LETTERS = 40
# Letters of hidden text, the preheader apart: a filter takes more for text that deceives it.
HIDDEN_LETTERS = 200
# Characters of an address that a finding quotes.
SHOWN_CHARACTERS = 80
# Characters of a text that a finding quotes.
QUOTED_CHARACTERS = 60
# Letters on both sides of garbled ones, which tell the word that is meant.
AROUND_CHARACTERS = 20

_DEBUG_TEXT = re.compile(r"\\u\{[0-9a-f]+\}")
_MOJIBAKE = re.compile("\ufffd|Ã[\u0080-\u00bf]|â€[\u0080-\u2122]|Â[\u00a0-\u00bf]|ðŸ")
_PLACEHOLDER = re.compile(
    r"\{\{[^}]*\}\}|\{%[^%]*%\}|\[object Object\]|(?<![\w.])(?:undefined|NaN|null)(?![\w.])"
)
_TAGS_IN_TEXT = re.compile(r"</?(?:a|b|br|div|em|i|p|span|strong|td)\b[^>]*>|&(?:nbsp|amp|quot);")
_FILE_NAME = re.compile(r"^\S+\.(?:jpe?g|png|gif|webp|avif)$|^(?:IMG|DSC)_?\d+$", re.IGNORECASE)
_LONG_WORD = re.compile(rf"[^\s\u200b]{{{UNBROKEN_LETTERS + 1},}}")


def active_content(mail: Mail) -> Iterator[tuple[str, str]]:
    """A script, a frame, a form, an event handler, or a page that reloads itself."""
    for element in mail.tree.iter(*ACTIVE_TAGS):
        yield f"<{element.tag}> has no place in a mail", f"line {element.sourceline}"
    for element in mail.tree.iter("*"):
        for name in element.attrib:
            # no attribute of HTML but an event handler begins so
            if name.startswith("on"):
                yield f"{name} on <{element.tag}> is a script", f"line {element.sourceline}"
    for meta in mail.tree.iter("meta"):
        if meta.get("http-equiv", "").lower() == "refresh":
            yield "the page reloads itself", f"line {meta.sourceline}"


def tracking_pictures(mail: Mail) -> Iterator[tuple[str, str]]:
    """A picture that shows nothing and only tells who opened the mail."""
    for image in mail.tree.iter("img"):
        src = image.get("src", "")
        style = declarations(image.get("style", ""))
        place = src[:SHOWN_CHARACTERS]
        # a picture that cannot be seen is there for its request alone
        if style.get("display") == "none" or _is_tiny(image, style):
            yield "a picture too small to see counts subscribers", place
        elif tracking_parameters(src):
            yield f"a picture's address carries {', '.join(tracking_parameters(src))}", place


def overflow(mail: Mail) -> Iterator[tuple[str, str]]:
    """An element that makes a phone scroll sideways."""
    for element in mail.tree.iter("*"):
        style = declarations(element.get("style", ""))
        width_px = max(_pixels(style.get("min-width", "")), _pixels(style.get("width", "")))
        # Outlook goes by the attribute, others by the style
        width_px = max(width_px, _pixels(element.get("width", "")))
        if width_px > COLUMN_PX:
            yield f"<{element.tag}> is {width_px} px wide", f"line {element.sourceline}"
        text = (element.text or "").strip()
        if style.get("white-space") == "nowrap" and len(text) > UNBROKEN_LETTERS:
            yield "a long text is kept on one line", text[:QUOTED_CHARACTERS]
    for word in _unbroken_words(mail):
        yield f"a word of {len(word)} letters breaks nowhere", word[:QUOTED_CHARACTERS]


def hidden_text(mail: Mail) -> Iterator[tuple[str, str]]:
    """Text that no one sees, beyond the preheader."""
    # the preheader is hidden on purpose, and clients show it in the list
    preheader = mail.preheader_element
    for element in mail.tree.iter("*"):
        if element is preheader:
            continue
        letters = "".join(filter(str.isalnum, _text_hidden_by(element)))
        if len(letters) > HIDDEN_LETTERS:
            yield f"{len(letters)} letters are hidden", f"line {element.sourceline}"


def debug_text(mail: Mail) -> Iterator[tuple[str, str]]:
    """A value that a tool printed for its developer."""
    for element in mail.tree.iter("*"):
        for name, value in element.items():
            if _DEBUG_TEXT.search(value):
                yield f"{name} holds debug text", value[:QUOTED_CHARACTERS]


def mojibake(mail: Mail) -> Iterator[tuple[str, str]]:
    """Text that was decoded with the wrong charset."""
    for part, content in (("HTML", mail.shown_text), ("plain text", mail.text)):
        for match in _MOJIBAKE.finditer(content):
            start = max(0, match.start() - AROUND_CHARACTERS)
            yield (
                f"the {part} has garbled letters",
                content[start : match.end() + AROUND_CHARACTERS].strip(),
            )


def placeholders(mail: Mail) -> Iterator[tuple[str, str]]:
    """A placeholder that was not filled, or the name of a missing value."""
    for part, content in (("HTML", mail.shown_text), ("plain text", mail.text)):
        for match in _PLACEHOLDER.finditer(content):
            yield f"the {part} holds a placeholder", match.group()[:QUOTED_CHARACTERS]


def tags_in_text(mail: Mail) -> Iterator[tuple[str, str]]:
    """HTML in the plain text."""
    for match in _TAGS_IN_TEXT.finditer(mail.text):
        yield "the plain text holds HTML", match.group()[:QUOTED_CHARACTERS]


def file_name_alts(mail: Mail) -> Iterator[tuple[str, str]]:
    """An alternative text that is the name of a file."""
    for image in mail.tree.iter("img"):
        alt = image.get("alt", "").strip()
        if _FILE_NAME.match(alt):
            yield "the alt of a picture is the name of a file", alt[:QUOTED_CHARACTERS]


def insecure_links(mail: Mail) -> Iterator[tuple[str, str]]:
    """A link over plain http."""
    for _, href in mail.links():
        if href.startswith("http://"):
            yield "a link goes over http", href[:SHOWN_CHARACTERS]


def _is_tiny(image: HtmlElement, style: dict[str, str]) -> bool:
    for name in ("width", "height"):
        for value in (image.get(name, ""), style.get(name, "")):
            if re.match(r"\d", value) and not value.endswith("%") and _pixels(value) <= TRACKER_PX:
                return True
    return False


def _text_hidden_by(element: HtmlElement) -> str:
    """Return the text that an element's own style hides; a size of 0 hides only its own text."""
    style = declarations(element.get("style", ""))
    if style.get("display") == "none" or style.get("visibility") == "hidden":
        return shown_text(element)
    # hidden text is a trick of spam, whatever hides it
    if style.get("opacity") == "0":
        return shown_text(element)
    if style.get("font-size") in ("0", "0px", "1px"):
        return " ".join(own_texts(element))
    return ""


def _unbroken_words(mail: Mail) -> Iterator[str]:
    """Yield long words of the text; `<wbr>` parts a word, and so does any other element."""
    preheader = mail.preheader_element
    for element in mail.tree.iter("*"):
        # text of these is not laid out; the preheader is padded on purpose
        if element.tag in ("style", "title", "script") or element is preheader:
            continue
        pieces = [element.text or ""]
        for child in element:
            pieces.append(child.tail or "")
        for piece in pieces:
            yield from _LONG_WORD.findall(piece)


def _pixels(value: str) -> int:
    """Return a length in whole CSS pixels; 0 for a percentage or none at all."""
    match = re.match(r"(\d+)(?:\.\d+)?(px)?$", value.removesuffix(" !important"))
    if not match:
        return 0
    return int(match.group(1))


RULES = (
    PreflightRule(
        id="html.active",
        severity=Severity.ERROR,
        reason="Clients drop what runs or loads by itself, and filters take it for an attack.",
        source="https://www.caniemail.com/features/html-form/",
        check=active_content,
    ),
    PreflightRule(
        id="html.debug-text",
        severity=Severity.ERROR,
        reason="A screen reader reads the debug text of a tool aloud, letter by letter.",
        source="https://www.w3.org/TR/WCAG22/#non-text-content",
        check=debug_text,
    ),
    PreflightRule(
        id="html.hidden",
        severity=Severity.ERROR,
        reason="Filters take hidden text for an attempt to deceive them.",
        source="https://support.google.com/mail/answer/81126",
        check=hidden_text,
    ),
    PreflightRule(
        id="html.overflow",
        severity=Severity.WARNING,
        reason="A phone shrinks the whole mail, or scrolls it sideways.",
        source="https://www.w3.org/TR/WCAG22/#reflow",
        check=overflow,
    ),
    PreflightRule(
        id="image.tracker",
        severity=Severity.ERROR,
        reason="Subscribers were promised no tracking.",
        source="https://datatracker.ietf.org/doc/html/rfc6973#section-7",
        check=tracking_pictures,
    ),
    PreflightRule(
        id="image.file-name",
        severity=Severity.WARNING,
        reason="The name of a file does not say what is seen.",
        source="https://www.w3.org/TR/WCAG22/#non-text-content",
        check=file_name_alts,
    ),
    PreflightRule(
        id="links.http",
        severity=Severity.WARNING,
        reason="Browsers warn of pages that are not served over https.",
        source="https://www.rfc-editor.org/rfc/rfc9110#section-4.2.2",
        check=insecure_links,
    ),
    PreflightRule(
        id="text.garbled",
        severity=Severity.WARNING,
        reason="Letters that were decoded with the wrong charset cannot be read.",
        source="https://www.rfc-editor.org/rfc/rfc2046#section-4.1.2",
        check=mojibake,
    ),
    PreflightRule(
        id="text.placeholder",
        severity=Severity.WARNING,
        reason="A placeholder that was not filled tells that no one has looked.",
        source="https://jinja.palletsprojects.com/en/stable/templates/#variables",
        check=placeholders,
    ),
    PreflightRule(
        id="text.tags",
        severity=Severity.WARNING,
        reason="Plain text shows HTML as it is written.",
        source="https://www.rfc-editor.org/rfc/rfc2046#section-4.1.3",
        check=tags_in_text,
    ),
)
