"""The providers whose events are understood. To add one, write it in a file and add one line here.

Each is a function that proves a post and returns the bounces in it.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, cast

from digest.kernel.registry import Kind, Registry

if TYPE_CHECKING:
    from digest.deliver.bounces import Bounce
    from digest.deliver.provider_events.post import EventKeys, Post

ReadPost = Callable[["Post", "EventKeys"], tuple["Bounce", ...]]
"""Proves a post and reads it; events of other kinds are left out.

Raises WrongProof when the post may be of a stranger, and UnreadablePost for another form.
"""


def _reader_in(file: str) -> ReadPost:
    """Return the function `read_FILE` of a file, which is imported at the first post."""

    # every command asks for the names of the providers, and few read a post: their cryptography
    # and mail parsers would take a tenth of a short command's time
    def read(post: Post, keys: EventKeys) -> tuple[Bounce, ...]:
        module = import_module(f"{__package__}.{file}")
        reader = cast("ReadPost", getattr(module, f"read_{file}"))
        return reader(post, keys)

    return read


PROVIDER_EVENTS: Registry[ReadPost] = Registry(
    "provider of events",
    [
        Kind(name="ses", make=_reader_in("ses")),
        Kind(name="postmark", make=_reader_in("postmark")),
        Kind(name="mailgun", make=_reader_in("mailgun")),
        Kind(name="sparkpost", make=_reader_in("sparkpost")),
        Kind(name="postal", make=_reader_in("postal")),
        Kind(name="kumomta", make=_reader_in("kumomta")),
    ],
)
