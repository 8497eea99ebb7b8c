"""Rules of the HTML as a page: size, validity, language, headings, links."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml import etree
from lxml.html import HtmlElement

from digest.kernel.links import WEB_SCHEMES, tracking_parameters
from digest.models import Severity
from digest.render.preflight.html_tree import UNSHOWN, declarations, shown_text
from digest.render.preflight.mail import Mail
from digest.render.preflight.preflight_rule import PreflightRule
from digest.render.shedding import ROOMY_BYTES, SHED_META

# Gmail shows about this much HTML of a mail, in bytes, and hides the rest behind a link.
CLIP_BYTES = 102_000
# Characters of an address that a finding quotes.
SHOWN_CHARACTERS = 80
# Characters of a text that a finding quotes.
QUOTED_CHARACTERS = 60
# Letters of a title or a link text that stand in a sentence.
TITLE_CHARACTERS = 40
# The heaviest parts that a finding names: enough to know what to shorten.
NAMED_PARTS = 3
WCAG = "https://www.w3.org/TR/WCAG22/#"
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# Link texts that say nothing when a screen reader lists the links of a mail.
VAGUE = frozenset(
    {
        "here",
        "click here",
        "click",
        "read more",
        "more",
        "link",
        "this",
        "learn more",
        "continue",
        "go",
    }
)


def clipped(mail: Mail) -> Iterator[tuple[str, str]]:
    """HTML that Gmail would cut."""
    # Gmail counts bytes, and an Arabic letter has two
    size_bytes = len(mail.html.encode())
    if size_bytes > CLIP_BYTES:
        limit = f"Gmail cuts at about {CLIP_BYTES:,}"
        yield f"{size_bytes:,} bytes of HTML; {limit}. Heaviest: {_heaviest(mail)}", "HTML"


def heavy(mail: Mail) -> Iterator[tuple[str, str]]:
    """HTML that leaves little room below the cut."""
    size_bytes = len(mail.html.encode())
    if ROOMY_BYTES < size_bytes <= CLIP_BYTES:
        limit = f"more than {ROOMY_BYTES:,}"
        yield f"{size_bytes:,} bytes of HTML, {limit}. Heaviest: {_heaviest(mail)}", "HTML"


def shed(mail: Mail) -> Iterator[tuple[str, str]]:
    """Blocks that the mail left out because its HTML would have been too large."""
    for meta in mail.tree.iter("meta"):
        if meta.get("name") == SHED_META:
            names = ", ".join(meta.get("content", "").split())
            yield f"left out, to stay below {ROOMY_BYTES:,} bytes: {names}", "head"


def valid(mail: Mail) -> Iterator[tuple[str, str]]:
    """A missing doctype, and tags that do not close, nest or repeat as they should."""
    if not re.match(r"<!doctype html>", mail.html.lstrip(), re.IGNORECASE):
        yield "no HTML5 doctype: clients fall into quirks mode", "line 1"
    for line, mistake in mail.markup_faults:
        yield mistake, f"line {line}"


def language(mail: Mail) -> Iterator[tuple[str, str]]:
    """A page without language or direction, on the root and on the first element of the body."""
    # Gmail and Outlook.com drop <html>, so the first element of the body says it again
    root = mail.tree
    places = [("html", root)]
    body = root.find("body")
    if body is not None:
        for first in itertools.islice(body.iterchildren("*"), 1):
            places.append(("first element of body", first))
    for place, element in places:
        if element.get("lang", "und") in ("", "und"):
            yield "no language is given", place
        if element.get("dir") not in ("ltr", "rtl"):
            yield "no direction is given", place
    if mail.issue and root.get("dir") != mail.issue.direction.value:
        yield f"the page runs {root.get('dir')}, the issue {mail.issue.direction.value}", "html"


def titled(mail: Mail) -> Iterator[tuple[str, str]]:
    """A page without a title."""
    for title in mail.tree.iter("title"):
        if (title.text or "").strip():
            return
    yield "the page has no title", "head"


# Ends of names that begin as those of rules do, and draw none.
_NO_RULE = ("-radius", "-collapse", "-spacing")


def ruled_text(mail: Mail) -> Iterator[tuple[str, str]]:
    """A paragraph or heading with a rule of its own: Outlook on Windows drops its space."""
    for element in mail.tree.iter("p", *HEADINGS):
        style = declarations(element.get("style", ""))
        has_rule = False
        for name in style:
            if name.startswith("border") and not name.endswith(_NO_RULE):
                has_rule = True
        if has_rule and shown_text(element):
            yield "a rule stands on text, not on a cell", shown_text(element)[:QUOTED_CHARACTERS]


def heading_order(mail: Mail) -> Iterator[tuple[str, str]]:
    """More or fewer first-level headings than one, and a level that is skipped."""
    levels = []
    for heading in mail.tree.iter(*HEADINGS):
        levels.append((int(heading.tag[1]), heading))
    firsts = [level for level, _ in levels].count(1)
    if firsts != 1:
        yield f"{firsts} first-level headings instead of one", "h1"
    for (above, _), (below, heading) in itertools.pairwise(levels):
        # back up by several levels is fine, down by several is not
        if below > above + 1:
            yield f"h{below} follows h{above}", shown_text(heading)[:QUOTED_CHARACTERS]


def empty_sections(mail: Mail) -> Iterator[tuple[str, str]]:
    """A heading without text, and one with nothing between it and the next of its level."""
    headings = list(mail.tree.iter(*HEADINGS))
    filled = _headings_over_text(mail.tree)
    for number, heading in enumerate(headings):
        text = shown_text(heading)
        if not text:
            yield "a heading is empty", f"line {heading.sourceline}"
            continue
        if number + 1 == len(headings):
            return
        following = headings[number + 1]
        # a heading may stand right over one of a lower level
        if following.tag > heading.tag or not shown_text(following):
            continue
        if heading not in filled:
            yield "nothing stands under this heading", text[:QUOTED_CHARACTERS]


def _headings_over_text(tree: HtmlElement) -> set[HtmlElement]:
    """Return the headings that have text or a picture between them and the next heading."""
    filled: set[HtmlElement] = set()
    current = None
    walk = etree.iterwalk(tree, events=("start", "end", "comment"))
    for event, node in walk:
        text = node.tail if event != "start" else node.text
        if event == "start" and node.tag in (*HEADINGS, *UNSHOWN):
            # the words of a heading stand in it, and not under it
            walk.skip_subtree()
            current = node if node.tag in HEADINGS else current
            continue
        if event == "start" and node.tag == "img":
            text = node.get("alt", "")
        if current is not None and (text or "").strip():
            filled.add(current)
    return filled


def link_texts(mail: Mail) -> Iterator[tuple[str, str]]:
    """A link without text, with a text that names nothing, or with its address as text."""
    for link, href in mail.links():
        text = shown_text(link)
        if not text:
            yield "a link has no text", href[:SHOWN_CHARACTERS]
        elif text.strip(" .:›»→").casefold() in VAGUE or re.match(r"(https?://|www\.)", text):
            yield (
                f"the link text “{text[:TITLE_CHARACTERS]}” says nothing by itself",
                href[:SHOWN_CHARACTERS],
            )


def link_targets(mail: Mail) -> Iterator[tuple[str, str]]:
    """A link that no subscriber can open."""
    ids = set()
    for element in mail.tree.iter("*"):
        ids.add(element.get("id"))
    for _, href in mail.links():
        # an anchor leads to its place where a client follows it, and does no harm elsewhere
        if href.startswith("#") and href[1:] in ids:
            continue
        if not _can_be_opened(href):
            yield "a link leads nowhere a subscriber can go", href[:SHOWN_CHARACTERS]


def tracked_links(mail: Mail) -> Iterator[tuple[str, str]]:
    """A link with parameters that only follow the subscriber."""
    for _, href in mail.links():
        names = tracking_parameters(href)
        if names:
            yield f"a link carries {', '.join(names)}", href[:SHOWN_CHARACTERS]


def layout_tables(mail: Mail) -> Iterator[tuple[str, str]]:
    """A table that a screen reader would read as data."""
    for table in mail.tree.iter("table"):
        if table.get("role") in ("presentation", "none"):
            continue
        if table.find(".//th") is None:
            yield "a layout table is not marked as presentation", f"line {table.sourceline}"


def _can_be_opened(href: str) -> bool:
    try:
        parts = urlsplit(href)
    except ValueError:
        return False
    # the footer may name an address to write to
    if parts.scheme == "mailto":
        return "@" in parts.path
    return parts.scheme in WEB_SCHEMES and "." in (parts.hostname or "")


def _heaviest(mail: Mail) -> str:
    """Name the three heaviest stories or parts, by the HTML between their headings."""
    headings = list(re.finditer(r"<h[123]\b[^>]*>(.*?)</h[123]>", mail.html, re.DOTALL))
    sizes = []
    for number, heading in enumerate(headings):
        end = len(mail.html)
        if number + 1 < len(headings):
            end = headings[number + 1].start()
        title = re.sub(r"<[^>]+>", "", heading.group(1))
        sizes.append((len(mail.html[heading.start() : end].encode()), title[:TITLE_CHARACTERS]))
    sizes.sort(reverse=True)
    named = []
    for size_bytes, title in sizes[:NAMED_PARTS]:
        named.append(f"“{title}” {size_bytes:,}")
    return "; ".join(named)


RULES = (
    PreflightRule(
        id="html.clip",
        severity=Severity.ERROR,
        reason="Gmail cuts the mail, and with it the unsubscribe link.",
        source="https://www.caniemail.com/",
        check=clipped,
    ),
    PreflightRule(
        id="html.size",
        severity=Severity.WARNING,
        reason="Relays and forwards add to the HTML; there should be room below the clip.",
        source="https://www.caniemail.com/",
        check=heavy,
    ),
    PreflightRule(
        id="html.left-out",
        severity=Severity.NOTE,
        reason="An editor should know which blocks a long mail had no room for.",
        source="https://www.caniemail.com/",
        check=shed,
    ),
    PreflightRule(
        id="html.valid",
        severity=Severity.ERROR,
        reason="Each client mends broken markup in its own way.",
        source="https://html.spec.whatwg.org/multipage/syntax.html",
        check=valid,
    ),
    PreflightRule(
        id="html.language",
        severity=Severity.ERROR,
        reason="A screen reader chooses its voice by it; clients drop <html>, so it stands twice.",
        source=f"{WCAG}language-of-page",
        check=language,
    ),
    PreflightRule(
        id="html.title",
        severity=Severity.ERROR,
        reason="It names the page in a browser and to a screen reader.",
        source=f"{WCAG}page-titled",
        check=titled,
    ),
    PreflightRule(
        id="html.ruled-text",
        severity=Severity.WARNING,
        reason="Outlook on Windows keeps no padding on paragraphs: the rule sticks to the words.",
        source="https://www.caniemail.com/features/css-padding/",
        check=ruled_text,
    ),
    PreflightRule(
        id="headings.order",
        severity=Severity.ERROR,
        reason="Blind subscribers skim by headings.",
        source=f"{WCAG}headings-and-labels",
        check=heading_order,
    ),
    PreflightRule(
        id="headings.empty",
        severity=Severity.ERROR,
        reason="A title over nothing looks like a mistake, and is one.",
        source=f"{WCAG}headings-and-labels",
        check=empty_sections,
    ),
    PreflightRule(
        id="links.text",
        severity=Severity.ERROR,
        reason="Links are read aloud as a list; each must make sense alone.",
        source=f"{WCAG}link-purpose-link-only",
        check=link_texts,
    ),
    PreflightRule(
        id="links.target",
        severity=Severity.ERROR,
        reason="A dead or foreign scheme is stripped or warned of.",
        source="https://url.spec.whatwg.org/",
        check=link_targets,
    ),
    PreflightRule(
        id="links.tracking",
        severity=Severity.ERROR,
        reason="Subscribers were promised no tracking; such parameters also spoil addresses.",
        source="https://datatracker.ietf.org/doc/html/rfc6973#section-7",
        check=tracked_links,
    ),
    PreflightRule(
        id="html.layout-tables",
        severity=Severity.ERROR,
        reason="A screen reader would count rows and columns aloud.",
        source="https://www.w3.org/TR/wai-aria-1.2/#presentation",
        check=layout_tables,
    ),
)
