"""DKIM signatures (RFC 6376, RFC 8463): relaxed headers, simple body, RSA-2048 or Ed25519; and the keys themselves."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key

from digest.config import DkimKey
from digest.errors import DeliverError

SIGNED = frozenset(
    {
        "from",
        "to",
        "subject",
        "date",
        "message-id",
        "reply-to",
        "mime-version",
        "content-type",
        "content-language",
        "list-unsubscribe",
        "list-unsubscribe-post",
        "list-id",
        "list-help",
        "list-archive",
        "list-post",
        "archived-at",
        "feedback-id",
        "auto-submitted",
        "cfbl-address",
    }
)
"""Fields that are signed where present. From is signed once more than it occurs, so that none can be added."""

_SHA256 = hashes.SHA256()
_PKCS1 = PKCS1v15()


class Algorithm(StrEnum):
    RSA = "rsa"
    ED25519 = "ed25519"


@dataclass(frozen=True, slots=True, kw_only=True)
class DkimSigner:
    """Signs for `<selector>._domainkey.<domain>`. Several signers may sign one message."""

    domain: str
    selector: str
    key: RSAPrivateKey | Ed25519PrivateKey

    @property
    def algorithm(self) -> Algorithm:
        return Algorithm.RSA if isinstance(self.key, RSAPrivateKey) else Algorithm.ED25519

    def sign(
        self, fields: Sequence[tuple[str, bytes]], body_sha256: bytes, *, at: datetime
    ) -> bytes:
        """The DKIM-Signature field with its CRLF. `fields` are (lower-case name, `canonical_field`), each once."""
        chosen = [(name, canonical) for name, canonical in fields if name in SIGNED]
        names = ":".join([*(name for name, _ in chosen), "from"])
        unsigned = (
            f"v=1; a={self.algorithm}-sha256; c=relaxed/simple; d={self.domain}; s={self.selector};\r\n"
            f" t={int(at.timestamp())}; bh={base64.b64encode(body_sha256).decode()};\r\n"
            f" h={_folded(names)};\r\n b="
        ).encode()
        own = canonical_field(b"DKIM-Signature: " + unsigned)[:-2]
        signature = self._signature(b"".join(canonical for _, canonical in chosen) + own)
        lines = b"\r\n ".join(signature[at : at + 72] for at in range(0, len(signature), 72))
        return b"DKIM-Signature: " + unsigned + lines + b"\r\n"

    def _signature(self, signed: bytes) -> bytes:
        if isinstance(self.key, RSAPrivateKey):
            return base64.b64encode(self.key.sign(signed, _PKCS1, _SHA256))
        digest = hashes.Hash(_SHA256)
        digest.update(signed)
        return base64.b64encode(
            self.key.sign(digest.finalize())
        )  # RFC 8463: PureEdDSA over the SHA-256


def canonical_field(field: bytes) -> bytes:
    """Relaxed form of a whole field (RFC 6376, 3.4.2): lower-case name, unfolded, white space folded, one CRLF. No
    white space but blanks, tabs and folds stands in a field of ours."""
    name, _, value = field.partition(b":")
    return name.strip().lower() + b":" + b" ".join(value.split()) + b"\r\n"


def new_key(algorithm: Algorithm) -> bytes:
    """A fresh private key as PKCS #8 PEM."""
    key = (
        generate_private_key(65537, 2048)
        if algorithm is Algorithm.RSA
        else Ed25519PrivateKey.generate()
    )
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def read_signer(pem: bytes, *, domain: str, selector: str) -> DkimSigner:
    """A signer from a PEM private key; raises DeliverError when it is no RSA (≥ 1024 bits) or Ed25519 key."""
    try:
        key = serialization.load_pem_private_key(pem, password=None)
    except (ValueError, TypeError) as error:
        raise DeliverError(
            "DKIM key cannot be read", subject=selector, hint="make one with: digest dkim new"
        ) from error
    if (isinstance(key, RSAPrivateKey) and key.key_size >= 1024) or isinstance(
        key, Ed25519PrivateKey
    ):
        return DkimSigner(domain=domain.lower(), selector=selector, key=key)
    raise DeliverError("DKIM key must be RSA (1024 bits or more) or Ed25519", subject=selector)


def load_signers(keys: Sequence[DkimKey]) -> tuple[DkimSigner, ...]:
    """Signers of the settings, in order; raises DeliverError naming the file that cannot be used."""
    return tuple(_load_signer(key) for key in keys)


def _load_signer(key: DkimKey) -> DkimSigner:
    try:
        pem = Path(key.key_file).read_bytes()
    except OSError as error:
        raise DeliverError(
            "DKIM key file cannot be read", subject=key.key_file, hint=str(error.strerror)
        ) from error
    return read_signer(pem, domain=key.domain, selector=key.selector)


def dns_record(signer: DkimSigner) -> tuple[str, str]:
    """The TXT record that publishes the public key: (name, value)."""
    public = signer.key.public_key()
    if isinstance(signer.key, RSAPrivateKey):
        raw = public.public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
        )
    else:
        raw = public.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    value = f"v=DKIM1; k={signer.algorithm}; p={base64.b64encode(raw).decode()}"
    return f"{signer.selector}._domainkey.{signer.domain}", value


@lru_cache(maxsize=64)  # the same fields stand in every message of an issue
def _folded(names: str) -> str:
    lines, line = [], ""
    for name in names.split(":"):
        if len(line) + len(name) > 68:
            lines.append(line)
            line = ""
        line += name + ":"
    lines.append(line.rstrip(":"))
    return "\r\n  ".join(lines)
