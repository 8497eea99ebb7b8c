"""The shipped newsroom as it is, and made somebody's own: with the postal address without which
nothing is sent."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from digest.config import Config, load_config, shipped_config


@cache  # its nouns are frozen, and reading the files takes a second
def shipped_newsroom() -> Config:
    return load_config(shipped_config(), env={})


@cache
def own_newsroom() -> Config:
    shipped = shipped_newsroom()
    publication = replace(shipped.settings.publication, postal_address="1 Test Street, Nicosia")
    return replace(shipped, settings=replace(shipped.settings, publication=publication))
