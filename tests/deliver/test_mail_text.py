"""Mail that follows no rule is still read as text, within its bounds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.deliver.mail_text import (
    MAX_HEADER_CHARS,
    MAX_LINE_BYTES,
    MAX_LINES,
    MAX_MAIL_BYTES,
    MAX_NOTICE_CHARS,
    find_address,
    header_text,
    notice_text,
    parse_mail,
    parts_below,
    payload_text,
    returned_from_address,
    returned_message_id,
    subject_text,
    without_invisible,
)

COPY = """\
Content-Type: multipart/mixed; boundary="b"

--b
Content-Type: text/plain

It failed.

--b
Content-Type: {kind}

From: The Desk <desk@news.example>
Message-ID: <one@news.example>
Subject: News

Text
--b--
"""


def mail(text: str):  # type: ignore[no-untyped-def]
    return parse_mail(text.encode())


def test_a_mail_is_read_up_to_its_bounds() -> None:
    lines = "x\n" * (MAX_LINES + 10)
    assert len(payload_text(mail(f"Subject: s\n\n{lines}")).splitlines()) < MAX_LINES
    huge = payload_text(mail("Subject: s\n\n" + "y" * (2 * MAX_MAIL_BYTES)))
    assert len(huge) <= MAX_LINE_BYTES + 2
    assert parse_mail(b"").keys() == []


def test_a_header_of_raw_utf_8_or_latin_1_is_text() -> None:
    assert header_text(parse_mail("Subject: Größe\n\n".encode()), "subject") == "Größe"
    assert header_text(parse_mail(b"Subject: Gr\xf6\xdfe\n\n"), "Subject") == "Größe"
    # bytes that would be blanks in Latin-1: a capital alpha with an accent, an Arabic letter
    for subject in ("Αυτόματη απάντηση", "خارج المكتب", "Ο Ά τόμος"):
        assert header_text(parse_mail(f"Subject: {subject}\n\n".encode()), "Subject") == subject
    assert header_text(mail("Subject: a\n b\n\n"), "Subject") == "a b"
    assert header_text(mail("To: a\n\n"), "Subject") == ""


def test_a_long_header_is_cut() -> None:
    text = header_text(mail(f"Subject: {'x' * (MAX_HEADER_CHARS - 100)}\n\n"), "Subject")
    assert len(text) == MAX_HEADER_CHARS - 100
    folded = "\n ".join(["x" * 900] * 5)
    assert len(header_text(mail(f"Subject: {folded}\n\n"), "Subject")) <= MAX_HEADER_CHARS


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("=?utf-8?q?Gr=C3=B6=C3=9Fe?=", "Größe"),
        ("=?utf-8?b?R3LDtsOfZQ==?= and more", "Größe and more"),
        ("=?unheard-of?q?x?=", "=?unheard-of?q?x?="),
        ("plain", "plain"),
    ],
)
def test_words_of_a_subject_are_decoded_where_they_can_be(subject: str, text: str) -> None:
    assert subject_text(mail(f"Subject: {subject}\n\n")) == text


def test_the_notice_is_the_text_without_tags_and_without_the_copy_below() -> None:
    text = "Content-Type: text/html\n\n<p>It <b>failed</b>.</p> <ann@mail.example> is unknown\n"
    notice = notice_text(mail(text))
    assert "<b>" not in notice
    # what looks like a tag and holds an address is an address
    assert "<ann@mail.example>" in notice
    for line in (
        "--- Original message follows ---",
        "------ This is a copy of the message.",
        "Received: from mx.example by us",
    ):
        below = f"Content-Type: text/plain\n\nIt failed.\n{line}\nuser unknown\n"
        assert notice_text(mail(below)).strip() == "It failed."


def test_a_notice_that_is_all_copy_stays() -> None:
    text = "Content-Type: text/plain\n\n---- original message\nuser unknown\n"
    assert "user unknown" in notice_text(mail(text))


@pytest.mark.parametrize("kind", ["message/rfc822", "text/rfc822-headers"])
def test_the_returned_message_is_no_part_of_the_notice(kind: str) -> None:
    assert notice_text(mail(COPY.format(kind=kind))).strip() == "It failed."


def test_a_long_notice_is_cut() -> None:
    lines = "x" * 900 + "\n"
    assert len(notice_text(mail("Subject: s\n\n" + lines * 20))) == MAX_NOTICE_CHARS


@pytest.mark.parametrize(
    "kind", ["message/rfc822", "text/rfc822-headers", "message/rfc822-headers"]
)
def test_the_returned_message_names_its_id_and_its_sender(kind: str) -> None:
    returned = mail(COPY.format(kind=kind))
    assert returned_message_id(returned) == "<one@news.example>"
    assert returned_from_address(returned) == "desk@news.example"


def test_the_id_in_the_text_of_a_plain_notice_is_found_and_that_of_the_notice_is_not() -> None:
    text = "Message-ID: <notice@mx.example>\n\nIt failed.\n> Message-ID: <one@news.example>\n"
    assert returned_message_id(mail(text)) == "<one@news.example>"
    assert returned_message_id(mail("Message-ID: <notice@mx.example>\n\nIt failed.\n")) == ""
    assert returned_from_address(mail("From: a@b.example\n\nIt failed.\n")) == ""


def test_the_parts_below_a_mail_leave_the_mail_out() -> None:
    whole = mail(COPY.format(kind="message/rfc822"))
    below = list(parts_below(whole))
    assert whole not in below
    assert [part.get_content_type() for part in below[:2]] == ["text/plain", "message/rfc822"]


@pytest.mark.parametrize(
    ("field", "address"),
    [
        ("ann@mail.example", "ann@mail.example"),
        ("Ann <ann@mail.example>, Bob <bob@mail.example>", "ann@mail.example"),
        ("rfc822;ann+news@mail.example", "ann+news@mail.example"),
        ("an\u200bn@mail.example", "ann@mail.example"),
        ("no address", ""),
        ("@mail.example", ""),
        ("x" * 65 + "@mail.example", ""),
        ("", ""),
    ],
)
def test_the_first_address_of_a_field_is_found(field: str, address: str) -> None:
    assert find_address(field) == address


@given(st.text(max_size=60))
def test_only_invisible_letters_are_taken_out(text: str) -> None:
    assert without_invisible(text) == without_invisible(without_invisible(text))
    assert [c for c in text if c.isalnum()] == [c for c in without_invisible(text) if c.isalnum()]


@given(st.binary(max_size=400))
@settings(max_examples=150)
def test_no_bytes_stop_the_reader(raw: bytes) -> None:
    read = parse_mail(raw)
    assert isinstance(notice_text(read), str)
    assert isinstance(subject_text(read), str)
    assert isinstance(returned_message_id(read), str)
    assert isinstance(returned_from_address(read), str)
    assert find_address(header_text(read, "To")).count("@") in (0, 1)


# ---- bounds in numbers ---------------------------------------------------------------------------


def test_a_mail_is_read_up_to_a_hundred_and_twenty_eight_kilobytes() -> None:
    head = b"Subject: x\r\n\r\n"
    lines = b"y" * 998 + b"\r\n"
    mail = parse_mail(head + lines * 200)
    read_bytes = len(head) + len(str(mail.get_payload()))
    assert read_bytes == 131_072


@pytest.mark.parametrize(("octets", "kept"), [(1_998, 1_998), (2_000, 2_000), (2_001, 2_000)])
def test_a_line_is_read_up_to_two_thousand_octets(octets: int, kept: int) -> None:
    body = b"x" * octets
    mail = parse_mail(b"Subject: x\r\n\r\n" + body + b"\r\nend\r\n")
    first, second, *_ = str(mail.get_payload()).splitlines()
    # the end of the line counts with it, and is written again behind a cut
    assert len(first) == min(kept, 2_000)
    assert second == "end"


def test_four_thousand_lines_are_read() -> None:
    mail = parse_mail(b"Subject: x\r\n\r\n" + b"y\r\n" * 5_000)
    assert str(mail.get_payload()).count("y") == 3_998


def test_a_notice_has_four_thousand_characters_and_a_header_two_thousand() -> None:
    mail = parse_mail(b"X-Long: " + b"h" * 1_900 + b"\r\n " + b"i" * 900 + b"\r\n\r\n" + b"y" * 100)
    # the three characters of a fold are read as one blank
    assert len(header_text(mail, "X-Long")) == 2_000 - 2
    lines = b"Subject: x\r\n\r\n" + (b"z" * 99 + b"\r\n") * 60
    assert len(notice_text(parse_mail(lines))) == 4_000
