"""Rules of the HTML as a page: size, validity, language, pictures, headings, links."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from digest.kernel.links import link_fault, tracking_parameters
from digest.models import Severity
from digest.render.preflight.mail import Element, Mail
from digest.render.preflight.rule import Rule

CLIP_BYTES = 102_000
ROOMY_BYTES = 80_000
MAX_IMAGE_BYTES = 200_000
WCAG = "https://www.w3.org/TR/WCAG22/#"
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
    size = len(mail.html.encode())
    if size > CLIP_BYTES:
        yield (
            f"{size:,} bytes of HTML; Gmail cuts at about {CLIP_BYTES:,}. Heaviest: {_heaviest(mail)}",
            "HTML",
        )


def heavy(mail: Mail) -> Iterator[tuple[str, str]]:
    size = len(mail.html.encode())
    if ROOMY_BYTES < size <= CLIP_BYTES:
        yield (
            f"{size:,} bytes of HTML, more than {ROOMY_BYTES:,}. Heaviest: {_heaviest(mail)}",
            "HTML",
        )


def valid(mail: Mail) -> Iterator[tuple[str, str]]:
    if not re.match(r"<!doctype html>", mail.html.lstrip(), re.IGNORECASE):
        yield "no HTML5 doctype: clients fall into quirks mode", "line 1"
    for line, what in mail.markup_faults:
        yield what, f"line {line}"


def language(mail: Mail) -> Iterator[tuple[str, str]]:
    root = next(mail.tree.all("html"), None)
    body = next(mail.tree.all("body"), None)
    inner = [child for child in body.children if isinstance(child, Element)] if body else []
    for place, element in (
        ("html", root),
        *(("first element of body", child) for child in inner[:1]),
    ):
        if (
            element is None
            or not element.attributes.get("lang")
            or element.attributes.get("lang") == "und"
        ):
            yield "no language is said", place
        if element is None or element.attributes.get("dir") not in ("ltr", "rtl"):
            yield "no direction is said", place
    if mail.issue and root and root.attributes.get("dir") != mail.issue.direction.value:
        yield (
            f"the page runs {root.attributes.get('dir')}, the issue {mail.issue.direction.value}",
            "html",
        )


def titled(mail: Mail) -> Iterator[tuple[str, str]]:
    title = next(mail.tree.all("title"), None)
    if (
        title is None
        or not "".join(child for child in title.children if isinstance(child, str)).strip()
    ):
        yield "the page has no title", "head"


def alts(mail: Mail) -> Iterator[tuple[str, str]]:
    for image in mail.tree.all("img"):
        alt = image.attributes.get("alt")
        if alt is None:
            yield "a picture has no alt", _src(image)
        elif not alt.strip() and "picture" in image.classes and not _has_caption(image):
            yield "a picture of the news does not say what is seen", _src(image)


def image_boxes(mail: Mail) -> Iterator[tuple[str, str]]:
    for image in mail.tree.all("img"):
        missing = [
            name for name in ("width", "height") if not image.attributes.get(name, "").isdigit()
        ]
        if missing:
            yield f"a picture has no {' and '.join(missing)} in pixels", _src(image)


def image_weights(mail: Mail) -> Iterator[tuple[str, str]]:
    for part in mail.message.walk():
        if part.get_content_maintype() == "image":
            size = len(part.get_payload(decode=True) or b"")
            if size > MAX_IMAGE_BYTES:
                yield f"an embedded picture of {size:,} bytes", str(part.get("Content-ID", "image"))


def image_sources(mail: Mail) -> Iterator[tuple[str, str]]:
    embedded = {str(part.get("Content-ID", "")).strip("<> ") for part in mail.message.walk()}
    for image in mail.tree.all("img"):
        src = image.attributes.get("src", "")
        if src.startswith("cid:"):
            if src[4:] not in embedded:
                yield "an embedded picture is not in the message", src
        elif not src.startswith("https://"):
            yield "a picture does not come over https", src[:80]


def heading_order(mail: Mail) -> Iterator[tuple[str, str]]:
    levels = [
        (int(heading.tag[1]), heading.text)
        for heading in mail.tree.all("h1", "h2", "h3", "h4", "h5", "h6")
    ]
    if [level for level, _ in levels].count(1) != 1:
        yield f"{[level for level, _ in levels].count(1)} first-level headings instead of one", "h1"
    for (above, _), (below, text) in itertools.pairwise(levels):
        if below > above + 1:
            yield f"h{below} follows h{above}", text[:60]


def empty_sections(mail: Mail) -> Iterator[tuple[str, str]]:
    headings = [e for e in mail.tree.walk() if re.fullmatch(r"h[1-6]", e.tag)]
    shown = mail.tree.text
    place = 0
    for heading, following in itertools.zip_longest(headings, headings[1:]):
        text = heading.text
        if not text:
            yield "a heading is empty", f"line {heading.line}"
            continue
        place = shown.find(text, place) + len(text)
        if following is not None and following.tag <= heading.tag and following.text:
            between = shown[place : shown.find(following.text, place)]
            if not between.strip():
                yield "nothing stands under this heading", text[:60]


def link_texts(mail: Mail) -> Iterator[tuple[str, str]]:
    for link in mail.tree.all("a"):
        text = link.text
        if not text:
            yield "a link has no text", link.attributes.get("href", "")[:80]
        elif text.strip(" .:›»→").casefold() in VAGUE or re.match(r"(https?://|www\.)", text):
            yield (
                f"the link text “{text[:40]}” says nothing by itself",
                link.attributes.get("href", "")[:80],
            )


def link_targets(mail: Mail) -> Iterator[tuple[str, str]]:
    for link in mail.tree.all("a"):
        href = link.attributes.get("href", "")
        if href.startswith("mailto:") and "@" in href:
            continue
        fault = link_fault(href)
        if fault is not None:
            yield f"a reader cannot open a link: it {fault}", href[:80]


def tracked_links(mail: Mail) -> Iterator[tuple[str, str]]:
    for link in mail.tree.all("a"):
        href = link.attributes.get("href", "")
        names = tracking_parameters(href)
        if names:
            yield f"a link carries {', '.join(names)}", href[:80]


def layout_tables(mail: Mail) -> Iterator[tuple[str, str]]:
    for table in mail.tree.all("table"):
        if table.attributes.get("role") not in ("presentation", "none") and not any(
            table.all("th")
        ):
            yield "a layout table is not marked as presentation", f"line {table.line}"


def _heaviest(mail: Mail) -> str:
    """The three heaviest stories or parts, by the HTML between their headings."""
    marks = [
        (match.start(), match.group(1))
        for match in re.finditer(r"<h[123]\b[^>]*>(.*?)</h[123]>", mail.html, re.S)
    ]
    ends = [start for start, _ in marks[1:]] + [len(mail.html)]
    parts = [
        (len(mail.html[start:end].encode()), re.sub(r"<[^>]+>", "", title)[:40])
        for (start, title), end in zip(marks, ends, strict=True)
    ]
    return "; ".join(f"“{title}” {size:,}" for size, title in sorted(parts, reverse=True)[:3])


def _has_caption(image: Element) -> bool:
    return image.parent is not None and any(
        "caption" in element.classes for element in image.parent.walk()
    )


def _src(image: Element) -> str:
    return image.attributes.get("src", "")[:80]


RULES = (
    Rule(
        id="html.clip",
        severity=Severity.ERROR,
        reason="Gmail cuts the mail, and with it the unsubscribe link.",
        source="https://www.caniemail.com/",
        check=clipped,
    ),
    Rule(
        id="html.size",
        severity=Severity.WARNING,
        reason="Relays and forwards add to the HTML; there should be room below the clip.",
        source="https://www.caniemail.com/",
        check=heavy,
    ),
    Rule(
        id="html.valid",
        severity=Severity.ERROR,
        reason="Each client mends broken markup in its own way.",
        source="https://html.spec.whatwg.org/multipage/syntax.html",
        check=valid,
    ),
    Rule(
        id="html.language",
        severity=Severity.ERROR,
        reason="A screen reader chooses its voice by it; clients drop <html>, so it stands below body too.",
        source=f"{WCAG}language-of-page",
        check=language,
    ),
    Rule(
        id="html.title",
        severity=Severity.ERROR,
        reason="It names the page in a browser and to a screen reader.",
        source=f"{WCAG}page-titled",
        check=titled,
    ),
    Rule(
        id="image.alt",
        severity=Severity.ERROR,
        reason="Half the readers see no pictures, some never do.",
        source=f"{WCAG}non-text-content",
        check=alts,
    ),
    Rule(
        id="image.box",
        severity=Severity.ERROR,
        reason="Without its size a blocked picture collapses and Outlook shows it at full width.",
        source="https://www.caniemail.com/features/html-width/",
        check=image_boxes,
    ),
    Rule(
        id="image.weight",
        severity=Severity.ERROR,
        reason="A reader on a phone pays for every byte.",
        source="https://web.dev/articles/choose-the-right-image-format",
        check=image_weights,
    ),
    Rule(
        id="image.source",
        severity=Severity.ERROR,
        reason="Clients proxy pictures over https only, and an absent one shows as broken.",
        source="https://www.caniemail.com/features/html-img/",
        check=image_sources,
    ),
    Rule(
        id="headings.order",
        severity=Severity.ERROR,
        reason="Headings are how a blind reader skims.",
        source=f"{WCAG}headings-and-labels",
        check=heading_order,
    ),
    Rule(
        id="headings.empty",
        severity=Severity.ERROR,
        reason="A title over nothing looks like a mistake, and is one.",
        source=f"{WCAG}headings-and-labels",
        check=empty_sections,
    ),
    Rule(
        id="links.text",
        severity=Severity.ERROR,
        reason="Links are read aloud as a list; each must make sense alone.",
        source=f"{WCAG}link-purpose-link-only",
        check=link_texts,
    ),
    Rule(
        id="links.target",
        severity=Severity.ERROR,
        reason="A dead or foreign scheme is stripped or warned of.",
        source="https://url.spec.whatwg.org/",
        check=link_targets,
    ),
    Rule(
        id="links.tracking",
        severity=Severity.ERROR,
        reason="Readers were promised no tracking; such parameters also break canonical addresses.",
        source="https://datatracker.ietf.org/doc/html/rfc6973#section-7",
        check=tracked_links,
    ),
    Rule(
        id="html.layout-tables",
        severity=Severity.ERROR,
        reason="A screen reader would count rows and columns aloud.",
        source="https://www.w3.org/TR/wai-aria-1.2/#presentation",
        check=layout_tables,
    ),
)
