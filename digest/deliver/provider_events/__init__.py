"""Provider events: bounces and complaints that mail providers post, one file for each provider."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.lazy_imports import lazy_names

if TYPE_CHECKING:
    from digest.deliver.provider_events.post import EventKeys, Post, UnreadablePost, WrongProof
    from digest.deliver.provider_events.registry import PROVIDER_EVENTS, ReadPost

# The file in which each name of this front door stands.
__getattr__ = lazy_names(
    __name__,
    {
        "post": ["EventKeys", "Post", "UnreadablePost", "WrongProof"],
        "registry": ["PROVIDER_EVENTS", "ReadPost"],
    },
)

__all__ = ["PROVIDER_EVENTS", "EventKeys", "Post", "ReadPost", "UnreadablePost", "WrongProof"]
