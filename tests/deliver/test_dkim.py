"""DKIM signatures: they cover the fields they name and one more of each, and keys are judged."""

from __future__ import annotations

import base64
import re
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.config import DkimKey
from digest.deliver.dkim import (
    OVERSIGNED,
    SIGNED,
    Algorithm,
    canonical_body,
    canonical_field,
    dns_record,
    load_signers,
    new_key,
    read_signer,
)
from digest.errors import DeliverError
from digest.kernel.sender_dns import judge_dkim

AT = datetime(2026, 11, 23, 5, 30, 0, 900_000, tzinfo=UTC)
PEM = new_key(Algorithm.ED25519)
SIGNER = read_signer(PEM, domain="News.Example", selector="s1")
FIELDS = [
    ("from", canonical_field(b"From: desk@news.example\r\n")),
    ("x-own", canonical_field(b"X-Own: not signed\r\n")),
    ("subject", canonical_field(b"Subject: Good morning\r\n")),
]
BODY = sha256(b"Good morning\r\n").digest()


def tags(field: bytes) -> dict[str, str]:
    """Return the tags of a signature without their white space."""
    value = field.partition(b":")[2].decode()
    parts = [part.partition("=") for part in value.split(";")]
    return {name.strip(): "".join(text.split()) for name, _, text in parts}


# ---- the signature -------------------------------------------------------------------------------


def test_a_signature_names_the_fields_in_their_order_and_one_more_of_each() -> None:
    named = tags(SIGNER.sign(FIELDS, BODY, at=AT))["h"].split(":")
    assert named == ["from", "subject", *OVERSIGNED]
    # no mail of ours has these, and none may be added
    assert set(OVERSIGNED) - SIGNED == {"cc", "list-owner", "list-subscribe"}


def test_a_signature_says_key_time_and_body() -> None:
    signature = tags(SIGNER.sign(FIELDS, BODY, at=AT))
    assert (signature["v"], signature["a"]) == ("1", "ed25519-sha256")
    assert (signature["d"], signature["s"]) == ("news.example", "s1")
    assert (signature["c"], signature["t"]) == ("relaxed/relaxed", str(int(AT.timestamp())))
    assert base64.b64decode(signature["bh"]) == BODY
    assert "x" not in signature


def test_the_key_verifies_the_signed_fields_and_the_signature_field_itself() -> None:
    field = SIGNER.sign(FIELDS, BODY, at=AT)
    signature = base64.b64decode(tags(field)["b"])
    unsigned = re.sub(rb" b=[A-Za-z0-9+/=\s]+$", b" b=", field)
    content = FIELDS[0][1] + FIELDS[2][1] + canonical_field(unsigned)[:-2]
    public = SIGNER.key.public_key()
    assert isinstance(public, Ed25519PublicKey)
    # verify raises for another content
    public.verify(signature, sha256(content).digest())


@pytest.mark.parametrize("expires_s", [1.0, 86_400.0])
def test_a_signature_that_runs_out_says_when(expires_s: float) -> None:
    signature = tags(replace(SIGNER, expires_s=expires_s).sign(FIELDS, BODY, at=AT))
    assert int(signature["x"]) - int(signature["t"]) == expires_s


def test_no_line_of_a_signature_is_longer_than_mail_likes() -> None:
    every_field = [(name, f"{name}:x\r\n".encode()) for name in sorted(SIGNED)]
    lines = SIGNER.sign(every_field, BODY, at=AT).split(b"\r\n")
    assert lines[-1] == b""
    # the first line holds the domain, and a domain is never folded
    assert all(len(line) <= 78 for line in lines[1:])
    assert all(line.startswith(b" ") for line in lines[1:-1])


# ---- canonical forms -----------------------------------------------------------------------------

BLANKS = st.text(" \t", max_size=4)


@settings(max_examples=40)
@given(st.lists(st.text("aB:;=<", min_size=1, max_size=6), max_size=5), BLANKS, BLANKS)
def test_blanks_and_folds_of_a_field_change_no_signature(
    words: list[str], before: str, between: str
) -> None:
    plain = canonical_field(f"Subject: {' '.join(words)}\r\n".encode())
    folded = f"SUBJECT :{before}{(between + chr(13) + chr(10) + ' ').join(words)}{before}\r\n"
    assert canonical_field(folded.encode()) == plain
    assert canonical_field(plain) == plain


@given(st.text("ab \t.", max_size=30).map(lambda text: f"{text}end"), BLANKS)
def test_blanks_of_a_body_change_no_signature(line: str, blanks: str) -> None:
    once = canonical_body(f"{line}\r\n".encode())
    assert canonical_body(once) == once
    assert canonical_body(f"{line}{blanks}\r\n".encode()) == once
    assert b"  " not in once
    assert b" \r\n" not in once


def test_words_of_a_field_keep_their_case_and_order() -> None:
    assert canonical_field(b"From : Ann  <A@x.example>\r\n") == b"from:Ann <A@x.example>\r\n"
    assert canonical_field(b"X-A: a:b\r\n") == b"x-a:a:b\r\n"


# ---- keys ----------------------------------------------------------------------------------------


def encrypted() -> bytes:
    return SIGNER.key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(b"password"),
    )


@pytest.mark.parametrize(
    "pem",
    [b"", b"no key", PEM[:60], encrypted()],
    ids=["empty", "no key", "cut off", "with a password"],
)
def test_a_file_that_holds_no_open_key_says_how_to_make_one(pem: bytes) -> None:
    with pytest.raises(DeliverError, match="DKIM key cannot be read") as caught:
        read_signer(pem, domain="news.example", selector="s1")
    assert (caught.value.subject, caught.value.hint) == ("s1", "make one with: digest dkim new")


def test_a_key_of_another_kind_is_refused() -> None:
    pem = generate_private_key(SECP256R1()).private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    with pytest.raises(DeliverError, match="must be RSA"):
        read_signer(pem, domain="news.example", selector="s1")


def test_the_record_of_a_key_is_the_one_that_its_signatures_ask_for() -> None:
    name, record = dns_record(SIGNER)
    signature = tags(SIGNER.sign(FIELDS, BODY, at=AT))
    assert name == f"{signature['s']}._domainkey.{signature['d']}"
    assert record.startswith("v=DKIM1; k=ed25519; p=")
    assert judge_dkim(name, [record], expected=record).ok
    other = dns_record(read_signer(new_key(Algorithm.ED25519), domain="a.example", selector="s"))
    assert not judge_dkim(name, [other[1]], expected=record).ok


def test_the_keys_of_the_settings_are_loaded_in_order_and_a_missing_file_is_named(
    tmp_path: Path,
) -> None:
    keys = []
    for selector in ("s1", "s2"):
        file = tmp_path / f"{selector}.pem"
        file.write_bytes(new_key(Algorithm.ED25519))
        keys.append(DkimKey(domain="news.example", selector=selector, key_file=str(file)))
    assert [signer.selector for signer in load_signers(keys)] == ["s1", "s2"]
    (tmp_path / "s2.pem").unlink()
    with pytest.raises(DeliverError, match="DKIM key file cannot be read") as caught:
        load_signers(keys)
    assert caught.value.subject == str(tmp_path / "s2.pem")
    assert load_signers([]) == ()
