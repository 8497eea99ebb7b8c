"""The providers whose events are understood. To add one, write it in a file and add one line here.

Each is a function that proves a post and returns the bounces in it.
"""

from __future__ import annotations

from collections.abc import Callable

from digest.deliver.bounces import Bounce
from digest.deliver.provider_events.kumomta import read_kumomta
from digest.deliver.provider_events.mailgun import read_mailgun
from digest.deliver.provider_events.post import EventKeys, Post
from digest.deliver.provider_events.postal import read_postal
from digest.deliver.provider_events.postmark import read_postmark
from digest.deliver.provider_events.ses import read_ses
from digest.deliver.provider_events.sparkpost import read_sparkpost
from digest.kernel.registry import Kind, Registry

ReadPost = Callable[[Post, EventKeys], tuple[Bounce, ...]]
"""Proves a post and reads it; events of other kinds are left out.

Raises WrongProof when the post may be of a stranger, and UnreadablePost for another form.
"""

PROVIDER_EVENTS: Registry[ReadPost] = Registry(
    "provider of events",
    [
        Kind(name="ses", make=read_ses),
        Kind(name="postmark", make=read_postmark),
        Kind(name="mailgun", make=read_mailgun),
        Kind(name="sparkpost", make=read_sparkpost),
        Kind(name="postal", make=read_postal),
        Kind(name="kumomta", make=read_kumomta),
    ],
)
