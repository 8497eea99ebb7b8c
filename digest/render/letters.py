"""Letters: mails that are no issue, such as a confirmation, a welcome or a report.

A letter is rendered by the templates of the house into the same frozen noun as an issue, so that it
is compiled, signed, checked, ledgered and sent in the same way.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from digest.errors import RenderError
from digest.kernel.registry import Kind, Registry
from digest.models import Briefing, Issue, MailKind, Publication, Slot
from digest.render.charts import Chart
from digest.render.clean_text import clean, web_address
from digest.render.issue import freeze, view_of
from digest.render.mail_parts import MailPart, MailParts
from digest.render.pictures import PreparedPicture
from digest.render.theme import Theme, load_theme_for
from digest.text import direction_of

# The parts of a letter from top to bottom.
LETTER_PARTS: MailParts = Registry(
    "letter part",
    [
        Kind(name="letter", make=MailPart(summary="headline, texts and buttons of a letter")),
        Kind(
            name="letter_footer",
            make=MailPart(summary="why this came, the way out, who sends it"),
        ),
    ],
)


SLOTS = frozenset(slot.value for slot in Slot if slot is not Slot.ADDRESS)
"""Addresses that only delivery can fill in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterBlock:
    """A heading, a text whose paragraphs are parted by blank lines, a chart and a button.

    Each may lack.
    """

    heading: str = ""
    text: str = ""
    button: str = ""
    url: str = ""
    chart: Chart | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """The content of a mail that is no issue.

    `personal` is a word that only one subscriber's letter has, such as a hash of the subscriber id;
    it is empty for a letter that many subscribers get. `answers_form` is True where a person just
    asked for it on a page: its footer says so, and offers no way out of a list. A letter
    `for_operators` goes to the desk itself, and tells no reader why it came.
    """

    kind: MailKind
    newsletter_id: str
    newsletter_name: str
    day: date
    subject: str
    preheader: str
    blocks: tuple[LetterBlock, ...]
    language: str = "en"
    timezone: str = "UTC"
    theme: str = "default"
    personal: str = ""
    answers_form: bool = False
    for_operators: bool = False

    @property
    def id(self) -> str:
        """The id in the ledger, formed like that of an issue: `<what it is>@<day>`."""
        # dots part the words, as no newsletter id has one
        words = [self.newsletter_id, self.kind.value]
        if self.personal:
            words.append(self.personal)
        return f"{'.'.join(words)}@{self.day.isoformat()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownBlock:
    """A block of a letter as the templates see it, its text parted into paragraphs."""

    heading: str
    paragraphs: tuple[str, ...]
    button: str
    url: str
    picture: PreparedPicture | None = None
    alt: str = ""


def render_letter(
    letter: Letter,
    *,
    publication: Publication,
    created: datetime,
    templates_dir: Path | None = None,
    theme: Theme | None = None,
) -> Issue:
    """Render a letter into the noun that `compile_message` and the store take.

    Raises RenderError for a button without an address that a subscriber may open, and for a letter
    of the kind ISSUE.
    """
    if letter.kind is MailKind.ISSUE:
        raise RenderError("an issue is no letter", subject=letter.id, hint="use render_issue")
    blocks = _shown_blocks(letter)
    view = view_of(
        letter_briefing(letter, created),
        publication=publication,
        theme=theme or load_theme_for(letter.theme, templates_dir),
        pictures={},
        templates_dir=templates_dir,
        # a letter has none of the parts of an issue
        parts=LETTER_PARTS,
        added={
            "letter": {"blocks": blocks},
            "letter_footer": {
                "shown": True,
                "asked": letter.answers_form,
                "for_operators": letter.for_operators,
            },
        },
    )
    pictures = {block.picture.cid: block.picture for block in blocks if block.picture}
    issue = freeze(view, issue_id=letter.id, pictures=pictures, created=created, slot=letter.day)
    return replace(issue, newsletter_id=letter.newsletter_id, kind=letter.kind)


def letter_briefing(letter: Letter, created: datetime) -> Briefing:
    """Return a briefing without stories, which the store keeps beside each mail."""
    return Briefing(
        issue_id=letter.id,
        newsletter_id=letter.newsletter_id,
        newsletter_name=letter.newsletter_name,
        # a letter is no issue: it has a newsletter's looks, and no stories
        tagline="",
        slot=letter.day,
        at=created,
        timezone=letter.timezone,
        language=letter.language,
        direction=direction_of(letter.language),
        subject=letter.subject,
        preheader=letter.preheader,
        items=(),
        theme=letter.theme,
    )


def _shown_blocks(letter: Letter) -> tuple[ShownBlock, ...]:
    shown: list[ShownBlock] = []
    for block in letter.blocks:
        url = block.url
        # the address of a slot is filled in for each reader
        if url not in SLOTS:
            url = web_address(url)
        # a button that is silently left out would make a confirmation useless
        if block.button and not url:
            raise RenderError(
                "a button leads nowhere a subscriber may go",
                subject=letter.id,
                hint="give it an https address",
            )
        paragraphs = []
        for paragraph in block.text.split("\n\n"):
            if paragraph.strip():
                paragraphs.append(clean(paragraph))
        shown.append(
            ShownBlock(
                heading=clean(block.heading),
                paragraphs=tuple(paragraphs),
                button=clean(block.button),
                url=url,
                picture=_picture(block.chart, len(shown)),
                alt=block.chart.alt if block.chart else "",
            )
        )
    return tuple(shown)


def _picture(chart: Chart | None, number: int) -> PreparedPicture | None:
    """Return a chart as a picture that travels inside the mail: no server learns of a look."""
    if chart is None:
        return None
    cid = f"chart{number}"
    return PreparedPicture(
        src=f"cid:{cid}",
        width=chart.width,
        height=chart.height,
        content_type="image/png",
        content=chart.content,
        cid=cid,
    )
