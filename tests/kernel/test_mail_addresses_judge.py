"""An address has one written form, and every part of the house reaches the same domain with it."""

from __future__ import annotations

import pytest
from email_validator import EmailNotValidError, validate_email
from hypothesis import given
from hypothesis import strategies as st

from digest.config.address_types import read_email
from digest.deliver.headers import UnusableAddress, usable_address
from digest.errors import UseError
from digest.kernel.mail_addresses import normal_address
from digest.store.mail_addresses import address_hash

SHARP_S = "lina@straße.de"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("ann@mail.example", "ann@mail.example"),
        ("  ann@mail.example\n", "ann@mail.example"),
        ("Ann.Lee@Mail.Example", "Ann.Lee@mail.example"),
        ("ann+news@mail.example", "ann+news@mail.example"),
        ("o'neil@mail.example", "o'neil@mail.example"),
        ("zoe\u0308@mail.example", "zo\u00eb@mail.example"),
        (SHARP_S, "lina@xn--strae-oqa.de"),
        ("lina@fa\u00df.de", "lina@xn--fa-hia.de"),
        ("lina@xn--strae-oqa.de", "lina@xn--strae-oqa.de"),
        ("lina@b\u00fccher.example", "lina@xn--bcher-kva.example"),
        ("desk@localhost", "desk@localhost"),
        ("desk@Paper.Local", "desk@paper.local"),
    ],
)
def test_an_address_is_written_in_one_form(text: str, written: str) -> None:
    assert normal_address(text) == written


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
        "ann@x-.example",
        "ann@[1.2.3.4]",
        "ann@under_score.example",
        "a..b@mail.example",
        ".ann@mail.example",
        "ann.@mail.example",
        "ann@mail.example.",
        "ann@mail..example",
        '"a b"@mail.example',
        "ann@x.invalid",
        "\u200bann@mail.example",
        "ann@mail\u200b.example",
        "\ufeffann@mail.example",
        "\u202eann@mail.example",
        "ann\x00@mail.example",
        "ann@mail.example\r\nBcc: all@mail.example",
        "a" * 65 + "@mail.example",
        "ann@" + "a" * 64 + ".example",
        "ann@" + ".".join(["a" * 60] * 5) + ".example",
    ],
)
def test_other_text_is_refused(text: str) -> None:
    with pytest.raises(UseError, match="mail address"):
        normal_address(text)


def test_the_longest_parts_are_taken() -> None:
    longest_local = "a" * 64 + "@mail.example"
    longest_label = "ann@" + "a" * 63 + ".example"
    assert normal_address(longest_local) == longest_local
    assert normal_address(longest_label) == longest_label
    base = "a" * 60 + "@" + ".".join(["b" * 59] * 3) + ".example"
    whole = "a" * (60 - (len(base) - 254)) + base[60:] if len(base) > 254 else base
    assert len(normal_address(whole)) <= 254


@given(st.from_regex(r"[A-Za-z0-9_+.-]{1,9}@[a-z0-9.-]{1,12}\.[a-z0-9-]{1,8}", fullmatch=True))
def test_the_short_way_and_the_full_check_agree(text: str) -> None:
    try:
        checked = validate_email(
            text, strict=True, check_deliverability=False, test_environment=True
        )
        expected = f"{checked.local_part}@{checked.ascii_domain}"
    except EmailNotValidError:
        expected = text if text.endswith(".local") else ""
    try:
        written = normal_address(text)
    except UseError:
        written = ""
    if not text.endswith(".local"):
        assert written == expected


@given(st.text(max_size=12), st.text(max_size=12), st.sampled_from(["", ".example", ".EXAMPLE"]))
def test_the_written_form_is_final(local: str, name: str, ending: str) -> None:
    try:
        once = normal_address(f"{local}@{name}{ending}")
    except UseError:
        return
    assert normal_address(once) == once
    assert once.rpartition("@")[2].isascii()


def test_a_stored_address_a_test_mail_and_the_configuration_reach_one_domain() -> None:
    reached = {normal_address(SHARP_S), usable_address(SHARP_S), read_email(SHARP_S)}
    assert reached == {"lina@xn--strae-oqa.de"}


@pytest.mark.parametrize("text", ["a..b@mail.example", "ann@under_score.example", "ann@mail"])
def test_an_address_that_cannot_be_mailed_is_not_stored_either(text: str) -> None:
    with pytest.raises(UnusableAddress):
        usable_address(text)
    with pytest.raises(UseError):
        normal_address(text)


def test_the_hash_of_an_address_is_that_of_its_written_form() -> None:
    assert address_hash(SHARP_S, key=b"k") == address_hash("LINA@xn--strae-oqa.de", key=b"k")


# ---- lengths -------------------------------------------------------------------------------------


def address_of(characters: int) -> str:
    """Return a usual address of so many characters, whose labels and name are short enough."""
    domain = ".".join(["b" * 60] * 3) + ".example"
    return "a" * (characters - len(domain) - 1) + "@" + domain


@pytest.mark.parametrize("characters", [253, 254])
def test_an_address_of_two_hundred_and_fifty_four_characters_is_taken(characters: int) -> None:
    assert len(normal_address(address_of(characters))) == characters


def test_a_longer_address_is_refused() -> None:
    with pytest.raises(UseError, match="mail address"):
        normal_address(address_of(255))


def test_a_domain_that_is_too_long_in_ascii_is_refused_by_its_ascii_length() -> None:
    # each label is six characters longer in ASCII
    domain = ".".join(["ü" + "b" * 50] * 4) + ".example"
    text = "a" * (254 - len(domain) - 1) + "@" + domain
    with pytest.raises(UseError, match="mail address"):
        normal_address(text[:40] + text[-len(domain) - 1 :])


@pytest.mark.parametrize("ending", [".arpa", ".invalid", ".onion"])
def test_a_domain_that_no_mail_reaches_is_refused(ending: str) -> None:
    with pytest.raises(UseError, match="not a mail address"):
        normal_address(f"ann@mail{ending}")


def test_the_message_names_the_address_as_it_was_written() -> None:
    with pytest.raises(UseError) as caught:
        normal_address(" a..b@localhost ")
    assert caught.value.subject == "a..b@localhost"
    with pytest.raises(UseError) as caught:
        normal_address("ann")
    assert caught.value.hint == "it needs a name, an @ and a domain"


@given(st.text(max_size=30))
def test_an_address_never_breaks_a_header(text: str) -> None:
    try:
        written = normal_address(text)
    except UseError:
        return
    assert not any(mark in written for mark in "\r\n\0 <>,;")
    assert written.count("@") == 1
