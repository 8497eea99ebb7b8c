"""Made from: fingerprints of everything that a rendering reads, and the names of changes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from digest import __version__
from digest.config import shipped_templates
from digest.models import Briefing, Newsletter
from digest.render import places_of
from digest.usecases.newsroom import Newsroom
from digest.write import briefing_to_json

OWN_FOLDERS = ("parts", "labels")
"""Folders of a newsroom whose files a mail is made from, beside its themes and templates."""

FINGERPRINT_CHARACTERS = 16
"""64 bits of SHA-256: two versions of one file never share them by accident."""


def made_from(newsroom: Newsroom, briefing: Briefing) -> str:
    """Return the fingerprints of everything that the rendering reads, as one line of JSON.

    Cost: some fifty small files are read, about two milliseconds.
    """
    config = newsroom.config
    # shipped files count as well: an update of the program may change a mail
    folders = [shipped_templates() / "email", *config.theme_folders]
    if config.settings.templates_dir:
        folders.append(config.settings.templates_dir)
    for name in OWN_FOLDERS:
        folders.append(config.folder / name)
    newsletter = newsroom.newsletter(briefing.newsletter_id)
    prints = {
        "the text": _fingerprint([briefing_to_json(briefing).encode()]),
        # a frozen noun of plain values: its repr names every one, in a fixed order
        "the publication": _fingerprint([repr(config.settings.publication).encode()]),
        "the picture policy": newsletter.pictures.value,
        "the map": _fingerprint([repr(places_of(briefing, config.aliases)).encode()]),
        "the hues": _fingerprint(_hues(config.newsletters)),
        "the templates": _fingerprint(_contents(folders)),
        "the program": __version__,
    }
    # only where there are some: a draft of an older version stays as it was made
    if newsletter.variants:
        prints["the variants"] = _fingerprint([repr(newsletter.variants).encode()])
    return json.dumps(prints, sort_keys=True)


def changes(before: str, now: str) -> tuple[str, ...]:
    """Name what differs between two results of `made_from`, for a sentence.

    An issue that was stored without fingerprints differs in everything.

    >>> changes('{"the text": "a", "the program": "1"}', '{"the text": "b", "the program": "1"}')
    ('the text',)
    """
    # the usual case costs one comparison of two short texts
    if before == now:
        return ()
    old = json.loads(before or "{}")
    new = json.loads(now)
    return tuple(name for name in new if new[name] != old.get(name))


def _hues(newsletters: Iterable[Newsletter]) -> Iterable[bytes]:
    """Yield all that decides the hue of each newsletter: a new one may take the hue of another."""
    for newsletter in newsletters:
        yield f"{newsletter.id} {newsletter.theme} {newsletter.hue}".encode()


def _contents(folders: Iterable[Path]) -> Iterable[bytes]:
    """Yield the name and the content of each file, in an order that no file system changes."""
    for folder in folders:
        # a folder that does not exist yields no file, and raises no error
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                yield file.relative_to(folder).as_posix().encode()
                yield file.read_bytes()


def _fingerprint(pieces: Iterable[bytes]) -> str:
    digest = sha256()
    for piece in pieces:
        # the length keeps two pieces apart from one piece of both
        digest.update(f"{len(piece)}:".encode())
        digest.update(piece)
    return digest.hexdigest()[:FINGERPRINT_CHARACTERS]
