"""Rules of the content: subject, preheader, sources, both parts alike, and what a footer owes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from digest.models import Briefing, Severity
from digest.render.clean_text import clean, web_address
from digest.render.passages import passages
from digest.render.plain_text import columns
from digest.render.preflight.html_tree import shown_text
from digest.render.preflight.mail import JOINERS, Mail
from digest.render.preflight.preflight_rule import PreflightRule

# Characters of a subject: phones show about forty, desks about sixty.
SUBJECT = range(40, 61)
# Characters of a preheader that fill the preview line of a client.
PREHEADER = range(50, 91)
# Columns of a line of plain text that no client wraps (RFC 5322, section 2.1.1).
MAX_COLUMNS = 78
# A preheader that has more than this share of its words from the subject repeats it.
SAME_WORDS = 0.7
# Characters from which inbox summaries and voice assistants make their summary.
OPENING_CHARACTERS = 300
# Fewer letters, as in "true" or "12", stand in any long text by chance.
LEAST_LETTERS = 6
# Letters of a headline that must stand there: enough to know the story by.
HEADLINE_LETTERS = 30
# Characters of a text that a finding quotes.
QUOTED_CHARACTERS = 60
# The words that hold the place of the postal address in a fresh `digest.yaml`.
UNWRITTEN = "EDIT ME"
# The host of every address in the newsroom that `digest init` writes.
EXAMPLE_HOST = "asphodel-desk.example.org"

_LEADING_NUMBER = re.compile(r"^\d+\s+")


def subject_present(mail: Mail) -> Iterator[tuple[str, str]]:
    """A mail without a subject."""
    if not mail.header("Subject").strip():
        yield "the subject is empty", "Subject"


def subject_length(mail: Mail) -> Iterator[tuple[str, str]]:
    """A subject that is too short to tell the news, or too long to show whole."""
    length = len(mail.header("Subject"))
    if length and length not in SUBJECT:
        wanted = f"{SUBJECT.start} to {SUBJECT.stop - 1} show whole"
        yield f"the subject has {length} characters; {wanted}", "Subject"


def subject_is_news(mail: Mail) -> Iterator[tuple[str, str]]:
    """A subject that names the newsletter instead of the news."""
    subject = mail.header("Subject").casefold()
    if mail.issue and mail.issue.newsletter_name.casefold() in subject:
        yield "the subject spends its room on the newsletter's name", "Subject"


def preheader(mail: Mail) -> Iterator[tuple[str, str]]:
    """A preheader that leaves room in the preview line, or does not fit into it."""
    length = len(mail.preheader)
    if length not in PREHEADER:
        wanted = f"{PREHEADER.start} to {PREHEADER.stop - 1} fill the line"
        yield f"the preheader has {length} characters; {wanted}", "preheader"


def preheader_repeats(mail: Mail) -> Iterator[tuple[str, str]]:
    """A preheader in the words of the subject."""
    if mail.preheader and _mostly_same_words(mail.preheader, mail.header("Subject")):
        yield "the preheader repeats the subject", "preheader"


def parity(mail: Mail) -> Iterator[tuple[str, str]]:
    """A story or sentence that one of the two parts lacks, or has in another order."""
    # comparing letters alone forgives wraps, labels and marks
    html_letters, text_letters = letters_of(mail.shown_text), letters_of(mail.text)
    place = 0
    for heading in mail.tree.iter("h1", "h2", "h3"):
        # a title of a part is no headline of a story
        if heading.tag == "h2" and not heading.get("id", "").startswith("story-"):
            continue
        headline = shown_text(heading)
        # a card without a section has its number in front of its headline
        bare = _LEADING_NUMBER.sub("", headline)
        start = text_letters.find(letters_of(bare), place)
        if start < 0:
            mistake = "the plain text lacks this story, or has it elsewhere"
            yield mistake, headline[:QUOTED_CHARACTERS]
        # a story that is missing must not hide the order of those after it
        place = max(place, start)
    if mail.briefing is None:
        return
    for passage in passages(mail.briefing):
        letters = letters_of(clean(passage.text))
        for part, content in (("HTML", html_letters), ("plain text", text_letters)):
            if letters not in content:
                yield f"the {part} lacks a sentence", passage.text[:QUOTED_CHARACTERS]
    for name, line in lines_without_twin(mail.briefing, mail.shown_text, mail.text):
        yield f"the plain text lacks a line of the part {name}", line[:QUOTED_CHARACTERS]


def lines_without_twin(briefing: Briefing, shown: str, text: str) -> Iterator[tuple[str, str]]:
    """Yield (part, line) of each line of an added part that the HTML shows and the text lacks."""
    html_letters, text_letters = letters_of(shown), letters_of(text)
    for block in briefing.blocks.added:
        for pair in block.values:
            letters = letters_of(clean(pair.text))
            # an address stands behind its words in the HTML, and a key may not be shown at all
            if len(letters) < LEAST_LETTERS:
                continue
            if letters in html_letters and letters not in text_letters:
                yield block.part, pair.text


def sources(mail: Mail) -> Iterator[tuple[str, str]]:
    """A sentence from which no link leads to the article that it cites."""
    if mail.briefing is None:
        return
    citations = {}
    for citation in mail.briefing.citations:
        citations[citation.article_id] = citation
    # the address is judged as it was when the mail was laid out
    hrefs = {href for _, href in mail.links()}
    for passage in passages(mail.briefing):
        if passage.by_desk:
            continue  # the desk's own sentence is marked as such and cites no article
        cited = citations.get(passage.article_id)
        place = passage.text[:QUOTED_CHARACTERS]
        if cited is None:
            yield "a sentence cites no article of this issue", place
        elif web_address(cited.url) not in hrefs:
            yield f"no link leads to {cited.outlet} for this sentence", place


def unsubscribe_link(mail: Mail) -> Iterator[tuple[str, str]]:
    """A part of the mail without a link to unsubscribe."""
    announced = re.search(r"<(https?://[^>]+)>", mail.header("List-Unsubscribe"))
    # without an announced way no link can lead there
    site = "?"
    if announced:
        site = _site_and_step(announced.group(1))
    hrefs = [href for _, href in mail.links()]
    if not _unsubscribes(hrefs, site):
        yield "no link in the HTML unsubscribes", "footer"
    if not _unsubscribes(re.findall(r"https?://\S+", mail.text), site):
        yield "the plain text does not say how to unsubscribe", "footer"


def postal_address(mail: Mail) -> Iterator[tuple[str, str]]:
    """A part of the mail without the sender's postal address."""
    if mail.publication is None:
        return
    lines = []
    for line in mail.publication.postal_address.splitlines():
        if line.strip():
            lines.append(clean(line))
    if not lines:
        yield "digest.yaml names no postal address", "footer"
    shown = (("HTML", mail.shown_text), ("plain text", " ".join(mail.text.split())))
    for part, content in shown:
        for line in lines:
            if line not in content:
                yield f"the {part} lacks the postal address", "footer"
                # one finding a part: all its lines come from one block
                break


def example_address(mail: Mail) -> Iterator[tuple[str, str]]:
    """The postal address of the example newsroom, which no one has replaced yet."""
    if mail.publication and UNWRITTEN in mail.publication.postal_address:
        advice = "write yours in digest.yaml, and draft again"
        yield f"the postal address is still the example's: {advice}", "footer"


def example_membership(mail: Mail) -> Iterator[tuple[str, str]]:
    """A call for membership that leads to the example newsroom."""
    if mail.briefing is None or mail.briefing.blocks.membership is None:
        return
    host = urlsplit(mail.briefing.blocks.membership.url).hostname
    if host != EXAMPLE_HOST:
        return
    # as long as the whole newsroom is the example, its other links lead there too
    if mail.publication and urlsplit(mail.publication.public_url).hostname == EXAMPLE_HOST:
        return
    advice = "name a page of yours in the newsletter, or take membership: away"
    yield f"the membership link is still the example's: {advice}", "membership"


def text_width(mail: Mail) -> Iterator[tuple[str, str]]:
    """A line of plain text that clients wrap again; one long word or address is none."""
    for number, line in enumerate(mail.text.splitlines(), 1):
        if columns(line) > MAX_COLUMNS and " " in line.strip():
            yield f"a line of {columns(line)} columns", f"plain text, line {number}"


def opening(mail: Mail) -> Iterator[tuple[str, str]]:
    """A part that does not tell the lead story in its first characters."""
    # the invisible characters behind the preheader take no room in a summary
    page = " ".join(mail.shown_text.translate(JOINERS).split())
    for heading in mail.tree.iter("h1"):
        # the lead of a mail without sections has its number in front of its headline
        bare = _LEADING_NUMBER.sub("", shown_text(heading))
        headline = letters_of(bare)[:HEADLINE_LETTERS]
        for part, content in (("HTML", page), ("plain text", mail.text)):
            if headline not in letters_of(content[:OPENING_CHARACTERS]):
                mistake = f"the first {OPENING_CHARACTERS} characters of the {part} lack the lead"
                yield mistake, shown_text(heading)[:QUOTED_CHARACTERS]


def _site_and_step(url: str) -> str:
    """Return the host and the first step of a path, which all links to unsubscribe share.

    The result is empty for what only looks like an address, such as “http://x]” in a headline.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return f"{parts.netloc}/{parts.path.strip('/').split('/')[0]}"


def _unsubscribes(urls: list[str], announced: str) -> bool:
    """Tell whether one of the addresses is a page to unsubscribe on the announced site."""
    host = announced.split("/")[0]
    for url in urls:
        here = _site_and_step(url)
        if here == announced or ("unsubscribe" in url and here.split("/")[0] == host):
            return True
    return False


def letters_of(text: str) -> str:
    """Return letters and digits only: wraps, labels and marks do not matter to a comparison."""
    return "".join(filter(str.isalnum, text.casefold()))


def _mostly_same_words(text: str, other_text: str) -> bool:
    words = set(text.casefold().split())
    other_words = set(other_text.casefold().split())
    return len(words & other_words) > SAME_WORDS * min(len(words), len(other_words))


FORMAT = "https://datatracker.ietf.org/doc/html/rfc5322#section-3.6.5"
RULES = (
    PreflightRule(
        id="subject.present",
        severity=Severity.ERROR,
        reason="A mail without a subject is taken for spam.",
        source=FORMAT,
        check=subject_present,
    ),
    PreflightRule(
        id="subject.length",
        severity=Severity.WARNING,
        reason="Phones show about forty characters, desks about sixty.",
        source=FORMAT,
        check=subject_length,
    ),
    PreflightRule(
        id="subject.news",
        severity=Severity.WARNING,
        reason="The From name says which newsletter it is; the subject carries the lead story.",
        source=FORMAT,
        check=subject_is_news,
    ),
    PreflightRule(
        id="preheader.length",
        severity=Severity.WARNING,
        reason="A short one lets the client fill its preview with whatever follows.",
        source="https://www.caniemail.com/features/css-display-none/",
        check=preheader,
    ),
    PreflightRule(
        id="preheader.second-fact",
        severity=Severity.WARNING,
        reason="It is the second line a subscriber sees; it should be a second fact.",
        source="https://www.caniemail.com/features/css-display-none/",
        check=preheader_repeats,
    ),
    PreflightRule(
        id="parts.opening",
        severity=Severity.WARNING,
        reason="Inbox summaries are made from the first lines; they should hold the lead story.",
        source="https://www.caniemail.com/features/css-display-none/",
        check=opening,
    ),
    PreflightRule(
        id="parts.parity",
        severity=Severity.ERROR,
        reason="Plain text is the same newsletter; filters compare the two parts.",
        source="https://www.rfc-editor.org/rfc/rfc2046#section-5.1.4",
        check=parity,
    ),
    PreflightRule(
        id="text.width",
        severity=Severity.WARNING,
        reason="Plain text beyond 78 columns is wrapped in odd places.",
        source="https://www.rfc-editor.org/rfc/rfc5322#section-2.1.1",
        check=text_width,
    ),
    PreflightRule(
        id="sources.every-sentence",
        severity=Severity.ERROR,
        reason="Each sentence is its source's own and must lead there.",
        source="https://www.w3.org/TR/prov-overview/",
        check=sources,
    ),
    PreflightRule(
        id="footer.unsubscribe",
        severity=Severity.ERROR,
        reason="The way out must be plain to see, in both parts.",
        source="https://www.rfc-editor.org/rfc/rfc8058#section-3.1",
        check=unsubscribe_link,
    ),
    PreflightRule(
        id="footer.postal-address",
        severity=Severity.ERROR,
        reason="Mail law asks for the sender's postal address.",
        source="https://www.ftc.gov/business-guidance/resources/can-spam-act-compliance-guide-business",
        check=postal_address,
    ),
    PreflightRule(
        id="footer.example-address",
        severity=Severity.ERROR,
        reason="The address of the example newsroom is not the sender's.",
        source="https://www.ftc.gov/business-guidance/resources/can-spam-act-compliance-guide-business",
        check=example_address,
    ),
    PreflightRule(
        id="membership.example-link",
        severity=Severity.ERROR,
        reason="A button that leads to the example newsroom leads a reader nowhere.",
        source="https://www.rfc-editor.org/rfc/rfc2606#section-3",
        check=example_membership,
    ),
)
