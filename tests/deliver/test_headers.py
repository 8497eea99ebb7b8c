"""Header fields: encoded words, folding and display names keep the limits of the RFCs."""

from __future__ import annotations

import base64
import itertools
import re
from email.header import decode_header, make_header

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.deliver.headers import (
    FOLD_AT,
    UnusableAddress,
    header,
    mailbox,
    one_line,
    phrase,
    unstructured,
    usable_address,
)


@pytest.mark.parametrize("text", ["ä" * 300, "水" * 200, "🌊" * 100, "aä" * 150])
def test_an_encoded_word_has_at_most_75_characters_and_whole_letters(text: str) -> None:
    words = unstructured(text).split(" ")
    letters: list[str] = []
    for word in words:
        assert len(word) <= 75
        match = re.fullmatch(r"=\?utf-8\?b\?([A-Za-z0-9+/=]+)\?=", word)
        assert match is not None
        letters.append(base64.b64decode(match[1]).decode())
    assert "".join(letters) == text


def test_an_encoded_word_holds_42_octets_and_no_more() -> None:
    assert len(unstructured("ä" * 21).split(" ")) == 1
    assert len(unstructured("ä" * 22).split(" ")) == 2


def test_a_short_field_stays_on_one_line() -> None:
    value = "x" * (FOLD_AT - len("Subject: "))
    assert header("Subject", value) == f"Subject: {value}\r\n".encode()


def test_a_long_field_is_folded_before_a_word_that_does_not_fit() -> None:
    field = header("Subject", " ".join(["word"] * 40))
    lines = field.decode().split("\r\n")
    assert max(map(len, lines)) <= FOLD_AT
    assert all(line.startswith(" ") for line in lines[1:-1])
    assert "".join(lines) == "Subject: " + " ".join(["word"] * 40)
    # a line is filled up to its last character
    assert all(len(line) + len(" word") > FOLD_AT for line in lines[:-2])


def test_a_word_that_fits_no_line_does_not_leave_the_name_of_the_field_alone() -> None:
    assert header("Subject", "x" * 200).startswith(b"Subject: x")


@pytest.mark.parametrize(
    ("text", "is_encoded"),
    [
        ("Good morning", False),
        ("x" * (FOLD_AT - 1), False),
        ("x" * FOLD_AT, True),
        ("a =?utf-8?q?b?= c", True),
        ("Ölpreis", True),
    ],
)
def test_a_subject_is_encoded_where_it_could_be_misread(text: str, is_encoded: bool) -> None:
    assert unstructured(text).startswith("=?utf-8?b?") is is_encoded


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Noor Haddad", "Noor Haddad"),
        ("Haddad, Noor", '"Haddad, Noor"'),
        ('Noor "N"', '"Noor \\"N\\""'),
        ("back\\slash", '"back\\\\slash"'),
        ("", ""),
        ("x" * 65, "x" * 65),
    ],
)
def test_a_display_name_is_quoted_where_it_holds_more_than_atoms(name: str, written: str) -> None:
    assert phrase(name) == written


def test_a_display_name_with_a_word_too_long_to_fold_is_encoded() -> None:
    assert phrase("x" * 66).startswith("=?utf-8?b?")


def test_a_mailbox_without_a_name_is_the_bare_address() -> None:
    assert mailbox("a@x.example") == "a@x.example"
    assert mailbox("a@x.example", "\r\n") == "a@x.example"
    assert mailbox("a@x.example", "Noor") == "Noor <a@x.example>"


@pytest.mark.parametrize("separator", ["\r\n", "\n", "\r", "\x0b", "\x00", "\u2028", "\u2029"])
def test_text_of_a_header_is_one_line(separator: str) -> None:
    assert one_line(f" one{separator}two ") == "one two"
    assert one_line("\ud800") == ""


def test_an_unusable_address_is_named_nowhere_in_the_error() -> None:
    with pytest.raises(UnusableAddress) as caught:
        usable_address("secret person@x.example")
    assert "secret" not in f"{caught.value} {caught.value.hint} {caught.value.__cause__}"


WORDS = st.lists(st.text("ab", min_size=1, max_size=30), min_size=1, max_size=40)


@given(WORDS)
def test_a_field_is_folded_as_late_as_can_be_and_reads_as_before(words: list[str]) -> None:
    lines = header("Subject", " ".join(words)).decode().removesuffix("\r\n").split("\r\n")
    assert "".join(lines) == "Subject: " + " ".join(words)
    assert all(len(line) <= FOLD_AT for line in lines)
    for line, following in itertools.pairwise(lines):
        # the first word of the next line did not fit
        assert len(line) + 1 + len(following.split()[0]) > FOLD_AT


@pytest.mark.parametrize(("last", "lines"), [("x" * 5, 1), ("x" * 6, 2)])
def test_a_line_has_seventy_six_characters(last: str, lines: int) -> None:
    # "Subject: " and two words of 30 letters with a blank behind each make 71 characters
    value = f"{'a' * 30} {'b' * 30} {last}"
    assert header("Subject", value).count(b"\r\n") == lines


@given(st.text(max_size=60))
def test_any_text_becomes_one_line_that_stays(text: str) -> None:
    line = one_line(text)
    assert one_line(line) == line
    assert line.splitlines() in ([], [line])
    assert unstructured(text).isascii()
    assert phrase(text).isascii()


@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_a_subject_is_decoded_to_its_line(text: str) -> None:
    decoded = str(make_header(decode_header(unstructured(text))))
    assert decoded == one_line(text)
