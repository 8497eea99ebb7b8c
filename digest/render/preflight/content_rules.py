"""Rules of the content: subject, preheader, sources, both parts saying the same, and what a footer owes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from digest.models import Severity
from digest.render.clean_text import clean, web_address
from digest.render.passages import passages
from digest.render.plain_text import columns
from digest.render.preflight.mail import Mail
from digest.render.preflight.rule import Rule

SUBJECT = range(40, 61)
PREHEADER = range(50, 91)
UNWRITTEN = "EDIT ME"
"""What stands in a fresh `digest.yaml` for the address nobody has written yet."""


def subject_present(mail: Mail) -> Iterator[tuple[str, str]]:
    if not str(mail.message.get("Subject", "")).strip():
        yield "the subject is empty", "Subject"


def subject_length(mail: Mail) -> Iterator[tuple[str, str]]:
    length = len(str(mail.message.get("Subject", "")))
    if length and length not in SUBJECT:
        yield (
            f"the subject has {length} characters; {SUBJECT.start} to {SUBJECT.stop - 1} show whole",
            "Subject",
        )


def subject_is_news(mail: Mail) -> Iterator[tuple[str, str]]:
    subject = str(mail.message.get("Subject", "")).casefold()
    if mail.issue and mail.issue.newsletter_name.casefold() in subject:
        yield "the subject spends its room on the newsletter's name", "Subject"


def preheader(mail: Mail) -> Iterator[tuple[str, str]]:
    if mail.issue is None:
        return
    length = len(mail.issue.preheader)
    if length not in PREHEADER:
        yield (
            f"the preheader has {length} characters; {PREHEADER.start} to {PREHEADER.stop - 1} fill the line",
            "preheader",
        )


def preheader_repeats(mail: Mail) -> Iterator[tuple[str, str]]:
    if mail.issue and mail.issue.preheader and _same(mail.issue.preheader, mail.issue.subject):
        yield "the preheader repeats the subject", "preheader"


def parity(mail: Mail) -> Iterator[tuple[str, str]]:
    """The same stories in the same order, story by story."""
    html_words, text_words = _letters(mail.tree.text), _letters(mail.text)
    headlines = [heading.text for heading in mail.tree.all("h1", "h3")]
    place = 0
    for headline in headlines:
        found = text_words.find(_letters(headline), place)
        if found < 0:
            yield "the plain text lacks this story, or has it elsewhere", headline[:60]
        place = max(place, found)
    if mail.briefing:
        for passage in passages(mail.briefing):
            words = _letters(clean(passage.text))
            for part, content in (("HTML", html_words), ("plain text", text_words)):
                if words not in content:
                    yield f"the {part} lacks a sentence", passage.text[:60]


def sources(mail: Mail) -> Iterator[tuple[str, str]]:
    if mail.briefing is None:
        return
    cited = {citation.article_id: citation for citation in mail.briefing.citations}
    links = {link.attributes.get("href", "") for link in mail.tree.all("a")}
    for passage in passages(mail.briefing):
        citation = cited.get(passage.article_id)
        if citation is None:
            yield "a sentence cites no article of this issue", passage.text[:60]
        elif web_address(citation.url) not in links:
            yield f"no link leads to {citation.outlet} for this sentence", passage.text[:60]


def unsubscribe_link(mail: Mail) -> Iterator[tuple[str, str]]:
    announced = re.search(r"<(https?://[^>]+)>", str(mail.message.get("List-Unsubscribe", "")))
    house = _house(announced.group(1)) if announced else "?"
    if not any(_leaves(link.attributes.get("href", ""), house) for link in mail.tree.all("a")):
        yield "no link in the HTML unsubscribes", "footer"
    if not any(_leaves(address, house) for address in re.findall(r"https?://\S+", mail.text)):
        yield "the plain text does not say how to unsubscribe", "footer"


def postal_address(mail: Mail) -> Iterator[tuple[str, str]]:
    lines = [
        clean(line)
        for line in (mail.publication.postal_address if mail.publication else "").splitlines()
        if line.strip()
    ]
    if mail.publication and not lines:
        yield "digest.yaml names no postal address", "footer"
    for part, content in (("HTML", mail.tree.text), ("plain text", " ".join(mail.text.split()))):
        if any(line not in content for line in lines):
            yield f"the {part} lacks the postal address", "footer"


def example_address(mail: Mail) -> Iterator[tuple[str, str]]:
    if mail.publication and UNWRITTEN in mail.publication.postal_address:
        yield (
            "the postal address is still the example's: write yours in digest.yaml, and draft again",
            "footer",
        )


def text_width(mail: Mail) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(mail.text.splitlines(), 1):
        if columns(line) > 78 and " " in line.strip():
            yield f"a line of {columns(line)} columns", f"plain text, line {number}"


def _house(url: str) -> str:
    """The site and first step of an address, where all links to leave stand; "" of what only looks like an address."""
    try:
        parts = urlsplit(url)
    except ValueError:  # “http://x]” in a headline
        return ""
    return f"{parts.netloc}/{parts.path.strip('/').split('/')[0]}"


def _leaves(url: str, house: str) -> bool:
    here = _house(url)
    return here == house or ("unsubscribe" in url and here.split("/")[0] == house.split("/")[0])


def _letters(text: str) -> str:
    """Letters and digits only: how a text is wrapped, labelled and marked does not matter."""
    return "".join(character for character in text.casefold() if character.isalnum())


def _same(one: str, other: str) -> bool:
    mine, theirs = set(one.casefold().split()), set(other.casefold().split())
    return len(mine & theirs) > 0.7 * min(len(mine), len(theirs))


FORMAT = "https://datatracker.ietf.org/doc/html/rfc5322#section-3.6.5"
RULES = (
    Rule(
        id="subject.present",
        severity=Severity.ERROR,
        reason="A mail without a subject is taken for spam.",
        source=FORMAT,
        check=subject_present,
    ),
    Rule(
        id="subject.length",
        severity=Severity.WARNING,
        reason="Phones show about forty characters, desks about sixty.",
        source=FORMAT,
        check=subject_length,
    ),
    Rule(
        id="subject.news",
        severity=Severity.WARNING,
        reason="The From name says which newsletter it is; the subject carries the lead story.",
        source=FORMAT,
        check=subject_is_news,
    ),
    Rule(
        id="preheader.length",
        severity=Severity.WARNING,
        reason="A short one lets the client fill its preview with whatever follows.",
        source="https://www.caniemail.com/features/css-display-none/",
        check=preheader,
    ),
    Rule(
        id="preheader.second-fact",
        severity=Severity.WARNING,
        reason="It is the second thing a reader sees; it should be a second fact.",
        source="https://www.caniemail.com/features/css-display-none/",
        check=preheader_repeats,
    ),
    Rule(
        id="parts.parity",
        severity=Severity.ERROR,
        reason="Readers of plain text get the same newsletter; filters compare the two parts.",
        source="https://www.rfc-editor.org/rfc/rfc2046#section-5.1.4",
        check=parity,
    ),
    Rule(
        id="text.width",
        severity=Severity.WARNING,
        reason="Plain text beyond 78 columns is wrapped in odd places.",
        source="https://www.rfc-editor.org/rfc/rfc5322#section-2.1.1",
        check=text_width,
    ),
    Rule(
        id="sources.every-sentence",
        severity=Severity.ERROR,
        reason="Each sentence is its source's own and must lead there.",
        source="https://www.w3.org/TR/prov-overview/",
        check=sources,
    ),
    Rule(
        id="footer.unsubscribe",
        severity=Severity.ERROR,
        reason="The way out must be plain to see, in both parts.",
        source="https://www.rfc-editor.org/rfc/rfc8058#section-3.1",
        check=unsubscribe_link,
    ),
    Rule(
        id="footer.postal-address",
        severity=Severity.ERROR,
        reason="Mail law asks for the sender's postal address.",
        source="https://www.ftc.gov/business-guidance/resources/can-spam-act-compliance-guide-business",
        check=postal_address,
    ),
    Rule(
        id="footer.example-address",
        severity=Severity.ERROR,
        reason="An address that nobody wrote yet says who sends to nobody.",
        source="https://www.ftc.gov/business-guidance/resources/can-spam-act-compliance-guide-business",
        check=example_address,
    ),
)
