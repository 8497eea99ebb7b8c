"""Rules of what must not be in a mail: active content, trackers, hidden text, traces of a tool."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree
from lxml.html import HtmlElement

from digest.kernel.links import tracking_parameters
from digest.kernel.mojibake import without_mojibake
from digest.models import Severity
from digest.render.preflight.cascade import style_rules
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
    # the forms of other mailing programs, whose templates an operator may bring along
    r"|\$\{\w+\}|%%\w+%%|\*\|\w+\|\*"
)
_PLACEHOLDER_IN_ADDRESS = re.compile(r"\{\{|\{%|(?:^|[/=])(?:undefined|NaN)(?:$|[/?&#])")
_TAGS_IN_TEXT = re.compile(
    r"</?(?:a|b|br|div|em|h[1-6]|i|img|li|p|span|strong|table|td|tr|ul)\b[^>]*>"
    r"|&(?:nbsp|amp|quot|lt|gt|#\d+);"
)
_FILE_NAME = re.compile(r"^\S+\.(?:jpe?g|png|gif|webp|avif)$|^(?:IMG|DSC)_?\d+$", re.IGNORECASE)
_BACKGROUND = re.compile(r"url\(\s*['\"]?([^'\")]+)")
# a single class, as an operator's own style sheet may hide it
_CLASS = re.compile(r"\.([\w-]+)$")
# elements that begin a line of their own, and end it
_LINES = frozenset({"br", "div", "h1", "h2", "h3", "li", "p", "table", "td", "th", "tr"})
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
        # a picture that cannot be seen is there for its request alone
        if _is_tiny(image, style):
            yield "a picture too small to see counts subscribers", src[:SHOWN_CHARACTERS]
        elif any(_hides(outer) for outer in (image, *image.iterancestors())):
            yield "a hidden picture counts subscribers", src[:SHOWN_CHARACTERS]
        else:
            yield from _tells_of_reader(mail, src)
    for element in mail.tree.iter("*"):
        style = declarations(element.get("style", ""))
        grounds = _BACKGROUND.findall(style.get("background-image", style.get("background", "")))
        for src in (element.get("background", ""), *grounds):
            yield from _tells_of_reader(mail, src)


def overflow(mail: Mail) -> Iterator[tuple[str, str]]:
    """An element that makes a phone scroll sideways."""
    for element in mail.tree.iter("*"):
        style = declarations(element.get("style", ""))
        width_px = max(_pixels(style.get("min-width", "")), _pixels(style.get("width", "")))
        # Outlook goes by the attribute, others by the style
        width_px = max(width_px, _pixels(element.get("width", "")))
        if width_px > COLUMN_PX:
            yield f"<{element.tag}> is {width_px} px wide", f"line {element.sourceline}"
        if element.tag == "tr" and _row_width(element) > COLUMN_PX:
            yield f"the cells of a row are {_row_width(element)} px wide", element.tag
        text = _longest_line(element, style)
        if len(text) > UNBROKEN_LETTERS:
            yield "a long text is kept on one line", text[:QUOTED_CHARACTERS]
    for word in _unbroken_words(mail):
        yield f"a word of {len(word)} letters breaks nowhere", word[:QUOTED_CHARACTERS]


def hidden_text(mail: Mail) -> Iterator[tuple[str, str]]:
    """Text that no one sees, beyond the preheader."""
    # the preheader is hidden on purpose, and clients show it in the list
    preheader = mail.preheader_element
    classes = _hidden_classes(mail.style_sheet)
    for element in mail.tree.iter("*"):
        if element is preheader:
            continue
        hidden = _text_hidden_by(element)
        if not classes.isdisjoint(element.classes):
            hidden = shown_text(element)
        letters = "".join(filter(str.isalnum, hidden))
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
    # other scripts have no telling pair of letters: the text is read as it was meant
    pieces = [*mail.text.splitlines(), *mail.tree.itertext(), *mail.tree.xpath("//@alt")]
    for piece in pieces:
        if not _MOJIBAKE.search(piece) and without_mojibake(piece) != piece:
            yield "letters of another script are garbled", piece.strip()[:QUOTED_CHARACTERS]


def placeholders(mail: Mail) -> Iterator[tuple[str, str]]:
    """A placeholder that was not filled, or the name of a missing value."""
    subject = mail.header("Subject")
    parts = (("subject", subject), ("HTML", mail.shown_text), ("plain text", mail.text))
    for part, content in parts:
        for match in _PLACEHOLDER.finditer(content):
            yield f"the {part} holds a placeholder", match.group()[:QUOTED_CHARACTERS]
    for address in mail.tree.xpath("//@href | //@src"):
        if _PLACEHOLDER_IN_ADDRESS.search(unquote(address)):
            yield "an address holds a placeholder", address[:SHOWN_CHARACTERS]


def tags_in_text(mail: Mail) -> Iterator[tuple[str, str]]:
    """HTML that a subscriber reads as text, in the plain text or escaped twice."""
    for part, content in (("plain text", mail.text), ("HTML", mail.shown_text)):
        for match in _TAGS_IN_TEXT.finditer(content):
            yield f"the {part} shows HTML", match.group()[:QUOTED_CHARACTERS]


def file_name_alts(mail: Mail) -> Iterator[tuple[str, str]]:
    """An alternative text that is the name of a file."""
    for image in mail.tree.iter("img"):
        alt = image.get("alt", "").strip()
        if _FILE_NAME.match(alt) or _is_stem(alt, image.get("src", "")):
            yield "the alt of a picture is the name of a file", alt[:QUOTED_CHARACTERS]


def insecure_links(mail: Mail) -> Iterator[tuple[str, str]]:
    """A link over plain http."""
    for _, href in mail.links():
        if href.startswith("http://"):
            yield "a link goes over http", href[:SHOWN_CHARACTERS]


def _tells_of_reader(mail: Mail, src: str) -> Iterator[tuple[str, str]]:
    """Yield what the address of a picture tells of the subscriber who opens the mail."""
    followed = tracking_parameters(src)
    if followed:
        yield f"a picture's address carries {', '.join(followed)}", src[:SHOWN_CHARACTERS]
    # the part before the name of a mailbox may stand in brackets
    reader = mail.header("To").rpartition("<")[2].strip("> ").casefold()
    if reader and reader in unquote(src).casefold():
        yield "a picture's address names the subscriber", src[:SHOWN_CHARACTERS]


def _hides(element: HtmlElement) -> bool:
    """Tell whether an element shows neither itself nor what stands inside it."""
    style = declarations(element.get("style", ""))
    if element.get("hidden") is not None or style.get("display") == "none":
        return True
    if style.get("visibility") == "hidden" or style.get("opacity") == "0":
        return True
    for name in ("max-height", "height"):
        if style.get(name) in ("0", "0px") and style.get("overflow") == "hidden":
            return True
    return False


def _hidden_classes(css: str) -> frozenset[str]:
    """Return the classes that a style sheet hides on every screen."""
    hidden = set()
    for rule in style_rules(css):
        name = _CLASS.search(rule.selector)
        # what a phone hides is shown on a desk
        if name and not rule.media and rule.rules.get("display", "").startswith("none"):
            hidden.add(name.group(1))
    return frozenset(hidden)


def _row_width(row: HtmlElement) -> int:
    """Return the width in CSS pixels that the cells of a row ask for together.

    A cell that is too wide by itself is named by itself, and counts nothing here.
    """
    total_px = 0
    for cell in row:
        style = declarations(cell.get("style", ""))
        width_px = max(_pixels(cell.get("width", "")), _pixels(style.get("width", "")))
        if width_px <= COLUMN_PX:
            total_px += width_px
    return total_px


def _longest_line(element: HtmlElement, style: dict[str, str]) -> str:
    """Return the longest line of an element that breaks no line; "" for one that does."""
    is_pre = element.tag == "pre"
    if not is_pre and style.get("white-space") != "nowrap" and element.get("nowrap") is None:
        return ""
    lines = [""]
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if node.tag in _LINES and node is not element:
            lines.append("")
        if event == "start":
            lines[-1] += node.text or ""
        elif node is not element:
            lines[-1] += node.tail or ""
    if is_pre:
        lines = "\n".join(lines).splitlines()
    return max((" ".join(line.split()) for line in lines), key=len, default="")


def _is_stem(alt: str, src: str) -> bool:
    """Tell whether an alternative text is the name of its own file, without the ending."""
    stem = unquote(src).rpartition("/")[2].partition("?")[0].rpartition(".")[0]
    # a single plain word may be both
    return bool(alt) and alt.casefold() == stem.casefold() and re.search(r"[-_\d]", alt) is not None


def _is_tiny(image: HtmlElement, style: dict[str, str]) -> bool:
    for name in ("width", "height"):
        for value in (image.get(name, ""), style.get(name, "")):
            if re.match(r"\d", value) and not value.endswith("%") and _pixels(value) <= TRACKER_PX:
                return True
    return False


def _text_hidden_by(element: HtmlElement) -> str:
    """Return the text that an element's own style hides; a size of 0 hides only its own text."""
    # hidden text is a trick of spam, whatever hides it
    if _hides(element):
        return shown_text(element)
    style = declarations(element.get("style", ""))
    if style.get("color") == "transparent":
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
