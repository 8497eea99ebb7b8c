"""Render a briefing into the issue readers get: HTML, text, subject, preheader, and the hash that freezes them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from digest.config import shipped_config
from digest.errors import RenderError
from digest.models import Briefing, Direction, InlineImage, Issue, IssueState, Publication, Slot
from digest.render.inline import inline_css
from digest.render.markup import check_markup, to_html
from digest.render.page import lay_out
from digest.render.parts import Page
from digest.render.pictures import PreparedPicture, declared_pictures
from digest.render.templates import fill, path_of, say_html
from digest.render.theme import Theme, load_theme
from digest.render.wording import Wording

BASE = "issue.mjml.j2"
PREHEADER_TAIL = "\u034f \u200c \u00a0" * 40
"""Keeps a client from filling its preview line with what stands below the preheader."""


def render_issue(
    briefing: Briefing,
    *,
    publication: Publication,
    created: datetime,
    templates_dir: Path | None = None,
    theme: Theme | None = None,
    pictures: Mapping[str, PreparedPicture] | None = None,
) -> Issue:
    """Render one issue, once for all its readers; what differs by reader stands in it as a `Slot`.

    `pictures` holds what may be shown, by the address the briefing has; None links those whose feed told a believable
    size. Raises RenderError with template and line, ConfigError for an unknown theme.
    """
    shown = declared_pictures(briefing) if pictures is None else pictures
    look = theme or load_theme(briefing.theme, _theme_folders(templates_dir))
    page, words = lay_out(
        briefing, publication=publication, pictures=shown, picture_width=look.picture_width
    )
    html = render_html(page, words, look, templates_dir)
    text = render_text(page, words, templates_dir)
    images = tuple(
        InlineImage(cid=picture.cid, content_type=picture.content_type, content=picture.content)
        for picture in shown.values()
        if picture.cid and f'src="cid:{picture.cid}"' in html
    )
    return Issue(
        id=briefing.issue_id,
        newsletter_id=briefing.newsletter_id,
        newsletter_name=page.newsletter,
        slot=briefing.slot,
        subject=page.subject,
        preheader=page.preheader,
        html=html,
        text=text,
        content_hash=content_hash(page.subject, page.preheader, html, text, images),
        language=page.language,
        direction=briefing.direction,
        created=created,
        images=images,
        state=IssueState.DRAFT,
    )


def render_html(page: Page, words: Wording, theme: Theme, templates_dir: Path | None = None) -> str:
    """The HTML part: templates → MJML, checked → HTML → styles inlined → made small."""
    values = html_values(page, words, theme)
    mjml = fill(BASE, values, templates_dir)
    if check_markup(mjml):
        first = check_markup(fill(BASE, values, templates_dir, marked=True))[0]
        place = f"{path_of(first.template or BASE, templates_dir)}:{first.line}"
        raise RenderError(first.what, subject=place, hint=first.advice)
    css = fill("inline.css.j2", values, templates_dir)
    return inline_css(to_html(mjml), css)


def html_values(page: Page, words: Wording, theme: Theme) -> dict[str, object]:
    """What the templates of the HTML may use, by name; docs/email.md explains each."""
    start, end = ("right", "left") if page.direction is Direction.RTL else ("left", "right")
    return {
        "page": page,
        "theme": theme,
        "slot": Slot,
        "start": start,
        "end": end,
        "say": say_html(words, page.direction),
        "preheader_tail": PREHEADER_TAIL,
    }


def render_text(page: Page, words: Wording, templates_dir: Path | None = None) -> str:
    """The plain-text part, from its own template."""
    text = fill("issue.txt.j2", {"page": page, "slot": Slot, "say": words.say}, templates_dir)
    rows = "\n".join(re.sub("[\u00a0\u202f]", " ", row).rstrip() for row in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", rows).strip() + "\n"


def content_hash(
    subject: str, preheader: str, html: str, text: str, images: tuple[InlineImage, ...]
) -> str:
    """SHA-256 over all that a reader gets, each piece with its length, so that no two contents share a hash."""
    digest = hashlib.sha256()
    pieces = [part.encode() for part in (subject, preheader, html, text)]
    for image in images:
        pieces += [image.cid.encode(), image.content_type.encode(), image.content]
    for piece in pieces:
        digest.update(len(piece).to_bytes(8, "big"))
        digest.update(piece)
    return digest.hexdigest()


def _theme_folders(templates_dir: Path | None) -> tuple[Path, ...]:
    shipped = shipped_config() / "themes"
    return (templates_dir / "themes", shipped) if templates_dir else (shipped,)
