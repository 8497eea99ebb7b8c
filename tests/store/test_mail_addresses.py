"""Addresses have one written form, and are known again in every spelling."""

from __future__ import annotations

from digest.store.mail_addresses import address_hash


def test_the_hash_is_one_for_all_spellings_and_needs_the_key() -> None:
    spellings = (
        "Zo\u00eb@b\u00fccher.example",
        "zoe\u0308@XN--bcher-kva.example",
        " ZO\u00cb@B\u00dcCHER.example ",
    )
    assert len({address_hash(text, key=b"k") for text in spellings}) == 1
    assert address_hash("ann@mail.example", key=b"k") != address_hash(
        "ann@mail.example", key=b"other"
    )
