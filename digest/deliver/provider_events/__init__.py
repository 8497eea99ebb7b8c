"""Provider events: bounces and complaints that mail providers post, one file for each provider."""

from digest.deliver.provider_events.post import EventKeys, Post, UnreadablePost, WrongProof
from digest.deliver.provider_events.registry import PROVIDER_EVENTS, ReadPost

__all__ = ["PROVIDER_EVENTS", "EventKeys", "Post", "ReadPost", "UnreadablePost", "WrongProof"]
