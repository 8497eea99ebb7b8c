"""Standing lines: the sender, calls, sister newsletters and links that each mail of a house has."""

from __future__ import annotations

from urllib.parse import quote

from digest.models import Briefing, Call, Publication, SisterNewsletter
from digest.render.clean_text import clean, web_address
from digest.render.mail_page import NamedLink

# Half of the names in Arabic begin with it: it would tell no two newsletters apart.
ARABIC_ARTICLE = "ال"


def sister_link(sister: SisterNewsletter) -> NamedLink:
    """Return another newsletter as a name, its tagline and the address where it is read."""
    return NamedLink(
        name=clean(sister.name), text=clean(sister.tagline), url=web_address(sister.url)
    )


def clean_call(call: Call | None) -> Call | None:
    """Return a call for membership, or a sponsor's text, as clean lines and a judged address."""
    if call is None:
        return None
    # cleaned like text from outside: an operator may paste it from a page
    return Call(
        title=clean(call.title),
        text=clean(call.text),
        button=clean(call.button),
        url=web_address(call.url),
    )


def initial_of(name: str) -> str:
    """Return the first letter of a newsletter's name, behind the article that Arabic joins to it.

    >>> initial_of("Gulf Briefing"), initial_of("الموجز")
    ('G', 'م')
    """
    return name.removeprefix(ARABIC_ARTICLE)[:1].upper()


def sender_lines(publication: Publication) -> tuple[str, ...]:
    """Return the sender's name and postal address, one line each; the name stands there once."""
    lines = []
    # a blank line of the YAML is no line of the address
    for line in publication.postal_address.splitlines():
        if line.strip():
            lines.append(clean(line))
    name = clean(publication.name)
    if not lines or lines[0] != name:
        lines.insert(0, name)
    return tuple(lines)


def editor_address(publication: Publication, briefing: Briefing) -> str:
    """Return the address to write to the editor, with the issue in the subject; or ""."""
    if not publication.reply_to:
        return ""
    return f"mailto:{publication.reply_to}?subject={quote(briefing.issue_id)}"


def site_page(publication: Publication, path: str) -> str:
    """Return the address of a page of the public site."""
    return web_address(f"{publication.base_url}/{path}")
