"""Extensions: the kinds of every extension point, from the registries, for `load_config`."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from digest.collect import SOURCE_KINDS
from digest.config import Kinds
from digest.deliver import PROVIDER_EVENTS, RETURN_CHANNELS, TRANSPORTS
from digest.kernel.registry import Registry
from digest.render import mail_parts
from digest.write import WRITERS

Make = TypeVar("Make")


def known_kinds(folder: Path | None = None) -> Kinds:
    """Return the kinds that the YAML files of a newsroom may name.

    `folder` is the newsroom's: parts of the mail may stand there. Raises ConfigError when one of
    them is wrong.

    >>> sorted(known_kinds().relays)
    ['maildir', 'smtp']
    """
    # the configuration stands below these rooms and cannot import their registries itself
    return Kinds(
        sources=_options(SOURCE_KINDS),
        writers=_options(WRITERS),
        relays=_options(TRANSPORTS),
        return_channels=_options(RETURN_CHANNELS),
        provider_events=_options(PROVIDER_EVENTS),
        parts=_options(mail_parts(folder)),
    )


def _options(registry: Registry[Make]) -> dict[str, type[BaseModel] | None]:
    return {kind.name: kind.options for kind in registry}
