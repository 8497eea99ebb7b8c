"""Which language a reader's page speaks: the newsletter's where one is known, else one the browser asks for."""

from __future__ import annotations

from collections.abc import Iterator

from digest.render import languages

DEFAULT = "en"
MAX_HEADER = 500


def asked_language(accept_language: str) -> str:
    """The wanted language that has labels, by the weights of RFC 9110 section 12.5.4; English when none has."""
    wanted = sorted(_wanted(accept_language[:MAX_HEADER]), key=lambda asked: -asked[1])
    known = (
        tag for tag, weight in wanted if weight > 0 and tag.split("-")[0].lower() in languages()
    )
    return next(known, DEFAULT)


def _wanted(header: str) -> Iterator[tuple[str, float]]:
    for asked in header.split(","):
        tag, _, weight = asked.replace(" ", "").partition(";q=")
        try:
            yield tag, float(weight or 1)
        except ValueError:
            continue
