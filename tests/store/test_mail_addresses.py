"""Addresses have one written form, and are known again in every spelling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.errors import UseError
from digest.store.mail_addresses import address_hash, normal_address


@given(
    st.text(max_size=12),
    st.text(max_size=12),
    st.sampled_from(["", ".example", ".EXAMPLE.", ".\u0645\u062b\u0627\u0644"]),
)
def test_the_written_form_is_final(local: str, name: str, ending: str) -> None:
    try:
        once = normal_address(f"{local}@{name}{ending}")
    except UseError:
        return
    assert normal_address(once) == once
    assert once.rpartition("@")[2].isascii()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ann",
        "@mail.example",
        "ann@",
        "ann@mail",
        "a b@mail.example",
        "ann@-x.example",
        "a@b@\u0130",
        "ann@[1.2.3.4]",
    ],
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(UseError, match="not a mail address"):
        normal_address(text)


def test_the_hash_is_one_for_all_spellings_and_needs_the_key() -> None:
    spellings = (
        "Zo\u00eb@b\u00fccher.example",
        "zoe\u0308@XN--bcher-kva.example.",
        " ZO\u00cb@B\u00dcCHER.example ",
    )
    assert len({address_hash(text, key=b"k") for text in spellings}) == 1
    assert address_hash("ann@mail.example", key=b"k") != address_hash(
        "ann@mail.example", key=b"other"
    )
