"""The parts of the mail from top to bottom, one line each (docs/extending.md adds one)."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from digest.kernel.registry import Kind, Registry
from digest.render.mail_parts import MailPart, MailParts

if TYPE_CHECKING:  # the names of the parts are asked for by every command that reads the files
    from digest.render.mail_page import MailPage

# The folder of a newsroom that holds parts of its own.
PARTS_FOLDER = "parts"


def _whole_page(page: MailPage) -> MailPage:
    return page


def _opening(page: MailPage) -> object:
    return page.intro or page.summary


def _part(name: str, summary: str, content: Callable[[MailPage], object]) -> Kind[MailPart]:
    return Kind(name=name, make=MailPart(summary=summary, content=content))


MAIL_PARTS: MailParts = Registry(
    "mail part",
    [
        _part("masthead", "house, number, name, tagline, day, reading time", _whole_page),
        _part("grave", "corrections of grave mistakes, above the news", attrgetter("grave")),
        _part("intro", "the editor's note, else the day in one sentence", _opening),
        _part(
            "contents", "the numbered stories of a mail of three or more", attrgetter("contents")
        ),
        _part("lead", "the lead story", attrgetter("lead")),
        _part("quote", "*Quote of the day*, a cited sentence", attrgetter("quote")),
        _part("sponsored", "a paid text, marked as such", attrgetter("sponsored")),
        _part("stories", "the other stories under their section titles", attrgetter("sections")),
        _part("opinions", "*More or less like this?* and a poll", attrgetter("opinions")),
        _part("also", "*In brief*", attrgetter("also")),
        _part(
            "week_ahead",
            "*The week ahead*, from YAML and cited sentences",
            attrgetter("week_ahead"),
        ),
        _part("trend_reports", "*Trend Reports*", attrgetter("reports")),
        _part("membership", "the membership call", attrgetter("membership")),
        _part("sisters", "the other newsletters of the house", attrgetter("sisters")),
        _part("footer", "corrections, sources, why this came, the way out", _whole_page),
    ],
)


def mail_parts(folder: Path | None = None) -> MailParts:
    """Return the parts of the mail, with those that a newsroom has in its folder `parts/`.

    Raise ConfigError with every mistake in a part's description.

    >>> mail_parts().names[:2]
    ('masthead', 'grave')
    """
    if folder is None or not (folder / PARTS_FOLDER).is_dir():
        return MAIL_PARTS
    # imported here: most newsrooms have no parts of their own
    from digest.render.newsroom_parts import read_parts_folder

    own = read_parts_folder(folder / PARTS_FOLDER, known=MAIL_PARTS.names)
    return Registry(MAIL_PARTS.noun, [*MAIL_PARTS, *own])
