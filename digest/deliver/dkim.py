"""DKIM signatures (RFC 6376, RFC 8463), relaxed/relaxed, RSA-2048 or Ed25519; and their keys."""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
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
        "content-transfer-encoding",
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
"""Fields that are signed where they are present."""

OVERSIGNED = (
    "from",
    "to",
    "subject",
    "date",
    "message-id",
    "reply-to",
    "cc",
    "content-type",
    "content-transfer-encoding",
    "list-unsubscribe",
    "list-unsubscribe-post",
    "list-id",
    "list-help",
    "list-archive",
    "list-post",
    "list-owner",
    "list-subscribe",
)
"""Fields that are signed once more than they occur: a field added later breaks the signature.

No mail of ours has Cc, List-Owner or List-Subscribe, so none may be added. The encoding decides
what a reader sees, as Content-Type does. Sender is free: a relay may add its own."""

RSA_BITS = 2048
"""The size of a new key; longer ones do not fit one DNS answer everywhere."""

FEWEST_RSA_BITS = 1024
"""RFC 8301 section 3.2: receivers do not accept a signature of a shorter key."""

# Characters of a line of the base64 signature.
_LINE = 72

# Characters of a line of header names.
_NAMES_LINE = 68

_SHA256 = hashes.SHA256()
_PKCS1 = PKCS1v15()
_WHITE_SPACE = re.compile(rb"[ \t]+")
_TRAILING_SPACE = re.compile(rb"[ \t]+(?=\r\n)")


class Algorithm(StrEnum):
    """The kind of a signing key."""

    RSA = "rsa"
    ED25519 = "ed25519"


@dataclass(frozen=True, slots=True, kw_only=True)
class DkimSigner:
    """Signs for `<selector>._domainkey.<domain>`. Several signers may sign one message."""

    domain: str
    selector: str
    key: RSAPrivateKey | Ed25519PrivateKey
    expires_s: float = 0.0
    """Seconds after which the signature counts no more; 0 for one that stays good."""

    @property
    def algorithm(self) -> Algorithm:
        """The kind of the key."""
        if isinstance(self.key, RSAPrivateKey):
            return Algorithm.RSA
        return Algorithm.ED25519

    def sign(
        self, fields: Sequence[tuple[str, bytes]], body_sha256: bytes, *, at: datetime
    ) -> bytes:
        """Return the DKIM-Signature field with its CRLF.

        `fields` are (lower-case name, `canonical_field`), each once; `body_sha256` is the digest of
        the `canonical_body`.
        """
        names: list[str] = []
        signed: list[bytes] = []
        for name, canonical in fields:
            if name in SIGNED:
                # the order of names is the order of signing (RFC 6376, section 5.4.2)
                names.append(name)
                signed.append(canonical)
        unsigned = (
            f"v=1; a={self.algorithm}-sha256; c=relaxed/relaxed;"
            f" d={self.domain}; s={self.selector};\r\n"
            f" t={int(at.timestamp())};{self._expiry(at)}"
            f" bh={base64.b64encode(body_sha256).decode()};\r\n"
            f" h={_folded(':'.join([*names, *OVERSIGNED]))};\r\n b="
        ).encode()
        # the signature signs its own field too, with an empty b= and without the last CRLF
        signed.append(canonical_field(b"DKIM-Signature: " + unsigned)[:-2])
        signature = self._signature(b"".join(signed))
        lines = [signature[start : start + _LINE] for start in range(0, len(signature), _LINE)]
        return b"DKIM-Signature: " + unsigned + b"\r\n ".join(lines) + b"\r\n"

    def _expiry(self, at: datetime) -> str:
        if not self.expires_s:
            return ""
        # RFC 6376 section 3.5: x= is later than t=
        return f" x={int(at.timestamp() + self.expires_s)};"

    def _signature(self, octets: bytes) -> bytes:
        if isinstance(self.key, RSAPrivateKey):
            return base64.b64encode(self.key.sign(octets, _PKCS1, _SHA256))
        digest = hashes.Hash(_SHA256)
        digest.update(octets)
        # RFC 8463: PureEdDSA over the SHA-256
        return base64.b64encode(self.key.sign(digest.finalize()))


def canonical_field(field: bytes) -> bytes:
    """Return the relaxed form of a whole field (RFC 6376, section 3.4.2).

    The name is in lower case, the value unfolded and its white space folded. Fields of ours hold no
    white space but blanks, tabs and folds.

    >>> canonical_field(b"Subject:  Good\\r\\n morning \\r\\n")
    b'subject:Good morning\\r\\n'
    """
    name, _, value = field.partition(b":")
    return name.strip().lower() + b":" + b" ".join(value.split()) + b"\r\n"


def canonical_body(body: bytes) -> bytes:
    """Return the relaxed form of a body, or of a part that begins and ends with whole lines.

    RFC 6376, section 3.4.4; our bodies end with a line that is not empty.

    >>> canonical_body(b"Good   morning \\r\\n")
    b'Good morning\\r\\n'
    """
    return _TRAILING_SPACE.sub(b"", _WHITE_SPACE.sub(b" ", body))


def new_key(algorithm: Algorithm) -> bytes:
    """Return a fresh private key as PKCS #8 PEM."""
    key: RSAPrivateKey | Ed25519PrivateKey
    if algorithm is Algorithm.RSA:
        key = generate_private_key(65537, RSA_BITS)
    else:
        # few receivers verify Ed25519 yet, so it serves beside an RSA key
        key = Ed25519PrivateKey.generate()
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def read_signer(pem: bytes, *, domain: str, selector: str) -> DkimSigner:
    """Return a signer for a PEM private key.

    Raises DeliverError when it is neither an RSA key (1024 bits or more) nor an Ed25519 key.
    """
    try:
        key = serialization.load_pem_private_key(pem, password=None)
    except (ValueError, TypeError) as error:
        raise DeliverError(
            "DKIM key cannot be read", subject=selector, hint="make one with: digest dkim new"
        ) from error
    # receivers ignore shorter keys (RFC 8301)
    if isinstance(key, RSAPrivateKey) and key.key_size >= FEWEST_RSA_BITS:
        return DkimSigner(domain=domain.lower(), selector=selector, key=key)
    if isinstance(key, Ed25519PrivateKey):
        return DkimSigner(domain=domain.lower(), selector=selector, key=key)
    raise DeliverError("DKIM key must be RSA (1024 bits or more) or Ed25519", subject=selector)


def load_signers(keys: Sequence[DkimKey]) -> tuple[DkimSigner, ...]:
    """Return the signers of the settings, in order.

    Raises DeliverError, which names the file that cannot be used.
    """
    return tuple(_load_signer(key) for key in keys)


def _load_signer(key: DkimKey) -> DkimSigner:
    try:
        pem = Path(key.key_file).read_bytes()
    except OSError as error:
        raise DeliverError(
            "DKIM key file cannot be read", subject=key.key_file, hint=str(error.strerror)
        ) from error
    signer = read_signer(pem, domain=key.domain, selector=key.selector)
    return replace(signer, expires_s=key.expires_s)


def dns_record(signer: DkimSigner) -> tuple[str, str]:
    """Return the TXT record that publishes the public key: (name, value)."""
    public = signer.key.public_key()
    if isinstance(signer.key, RSAPrivateKey):
        octets = public.public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
        )
    else:
        # RFC 8463: the bare key, where RSA has a structure around it
        octets = public.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    value = f"v=DKIM1; k={signer.algorithm}; p={base64.b64encode(octets).decode()}"
    return f"{signer.selector}._domainkey.{signer.domain}", value


@lru_cache(maxsize=64)  # every message of an issue has the same fields
def _folded(names: str) -> str:
    lines: list[str] = []
    line = ""
    for name in names.split(":"):
        # folded between names: a name that is cut would be another field
        if len(line) + len(name) > _NAMES_LINE:
            lines.append(line)
            line = ""
        line += name + ":"
    lines.append(line.rstrip(":"))
    return "\r\n  ".join(lines)
