"""The list `webhooks` of digest.yaml: programs that are told facts by signed posts."""

from __future__ import annotations

import base64
import binascii
from typing import Annotated

from pydantic import AfterValidator, Field, ValidationInfo
from pydantic.dataclasses import dataclass

from digest.config.address_types import Network, Url
from digest.config.quantities import DAY_S, duration
from digest.config.secret_types import Secret
from digest.config.section import YAML_KEYS, YamlSection
from digest.config.value_types import Flag, Id, mistake
from digest.models import FactKind

SECRET_PREFIX = "whsec_"  # noqa: S105 - the mark of such secrets in the open standard
SHORTEST_SECRET = 24
LONGEST_SECRET = 64
"""Bytes of a secret, as the Standard Webhooks ask for."""


def secret_bytes(secret: str) -> bytes | None:
    """Return the bytes of one secret as it is written; None when it is none.

    >>> secret_bytes("whsec_" + "QUJD" * 8)[:6]
    b'ABCABC'
    """
    if not secret.startswith(SECRET_PREFIX):
        return None
    try:
        content = base64.b64decode(secret.removeprefix(SECRET_PREFIX), validate=True)
    except binascii.Error:
        return None
    if SHORTEST_SECRET <= len(content) <= LONGEST_SECRET:
        return content
    return None


def check_secrets(text: str, info: ValidationInfo) -> str:
    """Refuse a text that holds anything but secrets of webhooks."""
    # without a context the text is the variable's name, and no secret
    if info.context is None:
        return text
    for secret in text.split() or [""]:
        if secret_bytes(secret) is None:
            raise mistake(
                "the variable holds no secret of a webhook",
                'make one: echo "whsec_$(openssl rand -base64 32)"',
            )
    return text


@dataclass(frozen=True, kw_only=True, config=YAML_KEYS)
class Webhook(YamlSection):
    """One program that is told facts by signed posts (Standard Webhooks)."""

    name: Id
    """The name in the log, in `digest doctor` and in `digest webhooks`."""
    url: Url = Field(repr=False)
    """The address that gets the posts; https, unless allow_networks names its network."""
    events: Annotated[tuple[FactKind, ...], Field(min_length=1)]
    """The facts to tell."""
    secrets: Annotated[Secret, AfterValidator(check_secrets), Field(alias="secret_env")] = Field(
        repr=False
    )
    """The environment variable that holds the secret, `whsec_` and base64; NAME_FILE may name a
    file instead. While a secret is replaced it holds both, with a blank between."""
    with_address: Flag = False
    """true: what is told of a reader holds the mail address; else the reader's id alone."""
    allow_networks: tuple[Network, ...] = ()
    """Private networks to which the address may lead."""
    give_up_after_s: Annotated[float, Field(alias="give_up_after"), duration("1m", "30d")] = (
        3 * DAY_S
    )
    """After this time a message that was not taken is given up."""
