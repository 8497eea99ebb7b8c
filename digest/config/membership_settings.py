"""The list `memberships` of digest.yaml: programs that say who is a member, by signed posts."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic.dataclasses import dataclass

from digest.config.secret_types import Secret
from digest.config.section import YAML_KEYS, YamlSection
from digest.config.value_types import Id, Whole
from digest.config.webhook_settings import check_secrets, secret_bytes


@dataclass(frozen=True, kw_only=True, config=YAML_KEYS)
class Membership(YamlSection):
    """One program that sets the tier of readers by signed posts (Standard Webhooks)."""

    name: Id
    """The last part of its address, /members/NAME, and its name in the log."""
    secrets: Annotated[Secret, AfterValidator(check_secrets), Field(alias="secret_env")] = Field(
        repr=False
    )
    """The environment variable that holds the secret, `whsec_` and base64; NAME_FILE may name a
    file instead. While a secret is replaced it holds both, with a blank between."""
    posts_a_minute: Annotated[Whole, Field(ge=1, le=100_000)] = 600
    """Posts a minute; more are answered 429, and their program posts them again."""

    @property
    def keys(self) -> tuple[bytes, ...]:
        """The keys of the secrets."""
        return tuple(secret_bytes(secret) or b"" for secret in self.secrets.split())
