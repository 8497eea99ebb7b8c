"""Mail: the final bytes of a sample message, read once for all rules."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from functools import cached_property
from typing import Any, TypeVar

from lxml.html import HtmlElement

from digest.models import Briefing, Issue, Publication
from digest.protocols import Prober, TxtLookup
from digest.render.preflight.html_tree import markup_faults, parse_html, shown_text

T = TypeVar("T")

# Invisible characters that fill the preview line behind a preheader.
JOINERS = {ord(mark): " " for mark in "\u034f\u200c\u00a0"}


@dataclass(frozen=True, kw_only=True)
class Mail:
    """The mail that the rules look at; a rule may need its issue, briefing or publication too."""

    raw: bytes
    issue: Issue | None = None
    briefing: Briefing | None = None
    publication: Publication | None = None
    online: Prober | None = None
    txt_lookup: TxtLookup | None = None
    # True when the message goes out signed; None when that is not known
    signed: bool | None = None
    # results that several rules ask for, by name
    results: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def once(self, name: str, make: Callable[[], T]) -> T:
        """Return the result of that name; `make` is called only the first time."""
        if name not in self.results:
            self.results[name] = make()
        result: T = self.results[name]
        return result

    @cached_property
    def message(self) -> EmailMessage:
        """The message as Python's email package reads it."""
        # the default policy decodes headers as a modern client does
        return email.message_from_bytes(self.raw, policy=email.policy.default)

    @cached_property
    def fields(self) -> tuple[tuple[str, str], ...]:
        """The name and the value of each header field; Python decodes a value at each look."""
        return tuple(self.message.items())

    @cached_property
    def header_block(self) -> bytes:
        """The bytes of all header fields."""
        return self.raw.partition(b"\r\n\r\n")[0]

    @cached_property
    def html(self) -> str:
        """The decoded HTML part; empty when there is none."""
        return self._part("text/html")

    @cached_property
    def text(self) -> str:
        """The decoded plain-text part; empty when there is none."""
        return self._part("text/plain")

    @cached_property
    def tree(self) -> HtmlElement:
        """The HTML part as a tree."""
        return parse_html(self.html)

    @cached_property
    def shown_text(self) -> str:
        """All that the HTML part shows, white space folded."""
        return shown_text(self.tree)

    @cached_property
    def markup_faults(self) -> tuple[tuple[int, str], ...]:
        """The (line, mistake) pairs of the HTML part."""
        return markup_faults(self.html)

    @cached_property
    def style_sheet(self) -> str:
        """All style sheets outside conditional comments, one after another."""
        sheets = []
        for style in self.tree.iter("style"):
            sheets.append(style.text or "")
        return "\n".join(sheets)

    @cached_property
    def preheader_element(self) -> HtmlElement | None:
        """The element that holds the preheader: the first in the body, where it is hidden."""
        for element in self.tree.iter("div", "span"):
            if "preheader" in element.classes or "display:none" in element.get("style", ""):
                return element
            if shown_text(element) and element.find(".//*") is None:
                return None
        return None

    @property
    def preheader(self) -> str:
        """The preheader as a client shows it after the subject; empty when there is none."""
        if self.preheader_element is None:
            return ""
        return " ".join(shown_text(self.preheader_element).translate(JOINERS).split())

    def headers(self, name: str) -> list[str]:
        """Return the values of every header field of that name."""
        return [str(value) for field, value in self.fields if field.lower() == name.lower()]

    def header(self, name: str) -> str:
        """Return the value of a header field; empty when it is missing."""
        values = self.headers(name)
        if not values:
            return ""
        return values[0]

    def links(self) -> Iterator[tuple[HtmlElement, str]]:
        """Yield every link with its address."""
        for link in self.tree.iter("a"):
            yield link, link.get("href", "")

    def _part(self, content_type: str) -> str:
        for part in self.message.walk():
            # a mail may carry a document in HTML beside its own page
            if part.get_content_type() == content_type and not part.is_attachment():
                return _text_of(part)
        return ""


def _text_of(part: EmailMessage) -> str:
    """Return the text of a part; bytes of an unknown character set are read as UTF-8."""
    try:
        content = part.get_content()
    # a rule of its own names the wrong character set: the other rules must still be asked
    except LookupError:
        content = part.get_payload(decode=True)
    if isinstance(content, bytes):
        return content.decode("utf-8", "replace")
    return str(content)
