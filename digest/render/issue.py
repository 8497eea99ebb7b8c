"""Render a briefing into the issue that subscribers get: HTML, text, subject, and a hash."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from digest.errors import RenderError
from digest.models import Briefing, Direction, InlineImage, Issue, IssueState, Publication, Slot
from digest.render.inline import inline_css
from digest.render.layout import lay_out
from digest.render.locator import MAP_KEY, Locator
from digest.render.mail_page import BlockValues, MailPage
from digest.render.mail_parts import MailParts, ShownPart, read_added_blocks, shown_parts
from digest.render.markup import check_markup, to_html
from digest.render.parts_registry import MAIL_PARTS
from digest.render.pictures import PreparedPicture, declared_pictures
from digest.render.shedding import small_enough
from digest.render.templates import TemplateSources, fill, path_of, say_html, template_sources
from digest.render.theme import Theme, load_theme_for
from digest.render.wording import Wording

BASE = "issue.mjml.j2"
TEXT_BASE = "issue.txt.j2"
# Invisible characters behind the preheader: without them a client fills the rest of its preview
# line with the text below. Forty groups are longer than any preview line.
PREHEADER_TAIL = "\u034f \u200c \u00a0" * 40

# Width of a column of days by the side at which a mail begins: Arabic and Hebrew need more.
DAY_WIDTH_PX = {"left": 112, "right": 144}


@dataclass(frozen=True, slots=True, kw_only=True)
class MailView:
    """All that the templates of one mail need."""

    page: MailPage
    words: Wording
    theme: Theme
    parts: tuple[ShownPart, ...]
    sources: TemplateSources
    templates_dir: Path | None = None
    # blocks that were shed because the mail would have been too large
    left_out: tuple[str, ...] = ()


def render_issue(
    briefing: Briefing,
    *,
    publication: Publication,
    created: datetime,
    templates_dir: Path | None = None,
    theme: Theme | None = None,
    pictures: Mapping[str, PreparedPicture] | None = None,
    parts: MailParts = MAIL_PARTS,
    locator: Locator | None = None,
) -> Issue:
    """Render one issue, once for all its subscribers; a `Slot` stands where they differ.

    `pictures` holds those that may be shown, by the address that the briefing has; with None the
    pictures are linked whose feed gave a believable size. `locator` is the map of the lead. Raises
    RenderError with template and line, and ConfigError for an unknown theme.

    >>> from digest.render.specimen import AT, PUBLICATION, specimen
    >>> issue = render_issue(specimen(), publication=PUBLICATION, created=AT)
    >>> issue.id, issue.language, len(issue.content_hash)
    ('sample-briefing@2026-11-23', 'en', 64)
    """
    if pictures is None:
        pictures = declared_pictures(briefing)
    shown = pictures
    if locator:
        shown = {**pictures, MAP_KEY: locator.picture}

    def frozen(briefing: Briefing, left_out: tuple[str, ...] = ()) -> Issue:
        view = view_of(
            briefing,
            publication=publication,
            pictures=pictures,
            theme=theme or load_theme_for(briefing.theme, templates_dir),
            templates_dir=templates_dir,
            parts=parts,
            locator=locator,
        )
        return freeze(
            replace(view, left_out=left_out),
            issue_id=briefing.issue_id,
            pictures=shown,
            created=created,
            slot=briefing.slot,
        )

    issue = small_enough(briefing, frozen)
    # set last: a letter is frozen by the same function and has no newsletter
    return replace(issue, newsletter_id=briefing.newsletter_id)


def freeze(
    view: MailView,
    *,
    issue_id: str,
    pictures: Mapping[str, PreparedPicture],
    created: datetime,
    slot: date,
) -> Issue:
    """Render both parts of a mail and freeze them under the hash of all that a subscriber gets."""
    page = view.page
    html = render_html(view)
    text = render_text(view)
    # after the HTML: only pictures that it shows are carried along
    images = _embedded(pictures, html)
    return Issue(
        id=issue_id,
        newsletter_id="",
        newsletter_name=page.newsletter,
        slot=slot,
        subject=page.subject,
        preheader=page.preheader,
        html=html,
        text=text,
        content_hash=content_hash(page.subject, page.preheader, html, text, images),
        language=page.language,
        direction=page.direction,
        created=created,
        images=images,
        state=IssueState.DRAFT,
    )


def view_of(
    briefing: Briefing,
    *,
    publication: Publication,
    theme: Theme,
    pictures: Mapping[str, PreparedPicture],
    templates_dir: Path | None = None,
    parts: MailParts = MAIL_PARTS,
    added: Mapping[str, BlockValues] | None = None,
    locator: Locator | None = None,
) -> MailView:
    """Lay a briefing out and pick the parts that have something to show.

    `added` is the content of added parts; with None it is read from the blocks of the briefing.
    """
    # the sample of the studio brings blocks of its own
    if added is None:
        added = read_added_blocks(briefing.blocks, parts)
    page, words = lay_out(
        briefing,
        publication=publication,
        pictures=pictures,
        picture_width=theme.picture_width,
        gutter=theme.gutter,
        added=added,
        locator=locator,
    )
    return MailView(
        page=page,
        words=words,
        theme=theme,
        parts=shown_parts(page, parts, theme.order),
        sources=template_sources(templates_dir, parts),
        templates_dir=templates_dir,
    )


def render_html(view: MailView) -> str:
    """Render the HTML part: templates, checked MJML, HTML, inlined styles, less white space."""
    values = html_values(view)
    # marks make the document larger, so they are put in only when a mistake is to be found
    mjml = fill(BASE, values, view.sources)
    if check_markup(mjml):
        # the document is filled again, with marks that lead to the file and line of the mistake
        first = check_markup(fill(BASE, values, view.sources, marked=True))[0]
        place = f"{path_of(first.template or BASE, view.templates_dir)}:{first.line}"
        raise RenderError(first.what, subject=place, hint=first.advice)
    css = fill("inline.css.j2", values, view.sources)
    return inline_css(to_html(mjml), css)


def html_values(view: MailView) -> dict[str, object]:
    """Return the values that the templates of the HTML may use; docs/email.md explains each."""
    # a right-to-left mail is mirrored by these two words alone
    start, end = "left", "right"
    if view.page.direction is Direction.RTL:
        start, end = "right", "left"
    return {
        "page": view.page,
        "parts": view.parts,
        "theme": view.theme,
        "slot": Slot,
        "start": start,
        "end": end,
        "day_width": DAY_WIDTH_PX[start],
        "say": say_html(view.words, view.page.direction),
        "digits": view.words.number,
        "preheader_tail": PREHEADER_TAIL,
        "left_out": view.left_out,
    }


def render_text(view: MailView) -> str:
    """Render the plain-text part, from templates of its own."""
    values = {"page": view.page, "parts": view.parts, "slot": Slot, "say": view.words.say}
    text = fill(TEXT_BASE, values, view.sources)
    rows = []
    for row in text.splitlines():
        # no-break spaces have kept names together while lines were wrapped; some terminals show
        # them as ?
        rows.append(re.sub("[\u00a0\u202f]", " ", row).rstrip())
    # a part that is left out leaves blank lines; one is enough
    return re.sub(r"\n{3,}", "\n\n", "\n".join(rows)).strip() + "\n"


def content_hash(
    subject: str, preheader: str, html: str, text: str, images: tuple[InlineImage, ...]
) -> str:
    """Return the SHA-256 of all that a subscriber gets, as 64 hexadecimal digits.

    Each piece goes in with its length, so that two different contents never share a hash.
    """
    # the order is part of the hash: changed, every stored hash would differ
    pieces = [subject.encode(), preheader.encode(), html.encode(), text.encode()]
    for image in images:
        pieces += [image.cid.encode(), image.content_type.encode(), image.content]
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(len(piece).to_bytes(8, "big"))
        digest.update(piece)
    return digest.hexdigest()


def _embedded(pictures: Mapping[str, PreparedPicture], html: str) -> tuple[InlineImage, ...]:
    """Return the pictures that travel inside the message, of those that the HTML shows."""
    images = []
    for picture in pictures.values():
        # a picture of a story that was edited away must not travel along
        if picture.cid and f'src="cid:{picture.cid}"' in html:
            images.append(
                InlineImage(
                    cid=picture.cid, content_type=picture.content_type, content=picture.content
                )
            )
    return tuple(images)
