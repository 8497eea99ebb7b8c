"""A DKIM verifier written from RFC 6376 and RFC 8463 alone, sharing no code with the signer."""

from __future__ import annotations

import base64
import hashlib
import re

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ed25519, padding


def verify_all(raw: bytes, records: dict[str, str]) -> list[bool]:
    """One verdict per DKIM-Signature, top to bottom. `records` maps names to TXT values."""
    head, _, body = raw.partition(b"\r\n\r\n")
    fields = re.findall(rb"[^\r\n]+(?:\r\n[ \t][^\r\n]*)*", head)
    signatures = [field for field in fields if field.lower().startswith(b"dkim-signature:")]
    return [_verify(signature, fields, body, records) for signature in signatures]


def _verify(signature: bytes, fields: list[bytes], body: bytes, records: dict[str, str]) -> bool:
    tags = _tags(signature.partition(b":")[2].decode())
    assert tags["c"] == "relaxed/relaxed"
    body = re.sub(rb"[ \t]+", b" ", body)
    body = re.sub(rb" (?=\r\n)", b"", body)
    body = re.sub(rb"(\r\n)*\Z", b"\r\n", body, count=1)
    if base64.b64decode(tags["bh"]) != hashlib.sha256(body).digest():
        return False
    pool = list(fields)
    hashed = b""
    for name in tags["h"].lower().split(":"):
        for at in range(len(pool) - 1, -1, -1):
            if pool[at].partition(b":")[0].strip().lower() == name.encode():
                hashed += _relaxed(pool.pop(at)) + b"\r\n"
                break
    hashed += _relaxed(re.sub(rb"(\bb=)[^;]*\Z", rb"\1", signature))
    key = _tags(records[f"{tags['s']}._domainkey.{tags['d']}"])
    public, value = base64.b64decode(key["p"]), base64.b64decode(tags["b"])
    try:
        if tags["a"] == "rsa-sha256":
            rsa = serialization.load_der_public_key(public)
            rsa.verify(value, hashed, padding.PKCS1v15(), hashes.SHA256())
        else:
            ed25519.Ed25519PublicKey.from_public_bytes(public).verify(
                value, hashlib.sha256(hashed).digest()
            )
    except InvalidSignature:
        return False
    return True


def _relaxed(field: bytes) -> bytes:
    name, _, value = field.partition(b":")
    value = re.sub(rb"[ \t]+", b" ", value.replace(b"\r\n", b""))
    return name.strip().lower() + b":" + value.strip()


def _tags(text: str) -> dict[str, str]:
    pairs = [part.split("=", 1) for part in text.split(";") if "=" in part]
    return {
        name.strip(): re.sub(r"\s+", "", value) if name.strip() != "v" else value.strip()
        for name, value in pairs
    }
