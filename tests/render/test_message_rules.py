"""Rules of the message: header fields, MIME structure and lines, each at its edge."""

from __future__ import annotations

from dataclasses import replace

import pytest
from samples import breaches, mail_of, message_of, rendered

from digest.render.preflight.mail import Mail


def raw(headers: str, body: bytes = b"") -> Mail:
    return Mail(raw=headers.replace("\n", "\r\n").encode() + b"\r\n\r\n" + body)


def mistakes(rule_id: str, mail: Mail) -> list[str]:
    return [mistake for mistake, _ in breaches(rule_id, mail)]


ONE_EACH = "From: a@x.example\nTo: b@x.example\nSubject: s\nDate: d\nMessage-ID: <i@x.example>"


def test_each_header_that_gmail_asks_for_stands_once() -> None:
    assert mistakes("headers.single", raw(ONE_EACH)) == []
    for line in ONE_EACH.splitlines():
        name = line.partition(":")[0]
        twice = raw(f"{ONE_EACH}\n{line}")
        assert mistakes("headers.single", twice) == [f"2 {name} headers instead of one"]
        missing = raw(ONE_EACH.replace(line, "X: y"))
        assert mistakes("headers.single", missing) == [f"0 {name} headers instead of one"]


@pytest.mark.parametrize(
    ("headers", "count"),
    [
        ("To: b@x.example", 1),
        ("To: b@x.example, c@x.example", 2),
        ("To: b@x.example\nCc: c@x.example", 2),
        ("To: b@x.example\nBcc: c@x.example", 2),
        ("Subject: s", 0),
    ],
)
def test_one_subscriber_is_named(headers: str, count: int) -> None:
    found = mistakes("headers.one-reader", raw(headers))
    assert found == ([] if count == 1 else [f"{count} subscribers are named"])


POST = "List-Unsubscribe-Post: List-Unsubscribe=One-Click"


@pytest.mark.parametrize(
    ("headers", "count"),
    [
        (f"List-Unsubscribe: <mailto:x@x.example>, <https://x.example/u>\n{POST}", 0),
        (f"List-Unsubscribe: <http://x.example/u>\n{POST}", 1),
        ("List-Unsubscribe: <https://x.example/u>", 1),
        ("Subject: s", 2),
    ],
)
def test_unsubscribing_takes_one_click_over_https(headers: str, count: int) -> None:
    assert len(mistakes("headers.one-click", raw(headers))) == count


@pytest.mark.parametrize(
    ("value", "right"),
    [
        ("Gulf Briefing <gulf.x.example>", True),
        ("<gulf.x.example> ", True),
        ("<gulf>", False),
        ("gulf.x.example", False),
        ("<gulf.x.example> and more", False),
    ],
)
def test_a_list_has_an_id(value: str, right: bool) -> None:
    assert (mistakes("headers.list-id", raw(f"List-Id: {value}")) == []) is right


@pytest.mark.parametrize(
    ("message_id", "sender", "right"),
    [
        ("<1@x.example>", "a@x.example", True),
        ("<1@X.EXAMPLE>", "a@x.example", True),
        ("<1@mail.x.example>", "a@x.example", True),
        ("<1@x.example>", "a@mail.x.example", True),
        ("<1@badx.example>", "a@x.example", False),
        ("<1@x.example>", "a@badx.example", False),
        ("<1@y.example>", "a@x.example", False),
        ("", "a@x.example", False),
        ("<1@x.example>", "", False),
    ],
)
def test_the_message_id_is_of_the_senders_domain(message_id: str, sender: str, right: bool) -> None:
    mail = raw(f"Message-ID: {message_id}\nFrom: {sender}")
    assert (mistakes("headers.message-id", mail) == []) is right


@pytest.mark.parametrize(("value", "count"), [("auto-generated", 0), ("no", 1), ("", 1)])
def test_a_mail_says_that_a_program_made_it(value: str, count: int) -> None:
    assert len(mistakes("headers.auto-submitted", raw(f"Auto-Submitted: {value}"))) == count


def test_headers_are_ascii_and_so_is_the_body() -> None:
    assert mistakes("headers.ascii", raw("Subject: é")) == ["a header holds raw bytes beyond ASCII"]
    body = raw("Subject: e", "é".encode())
    assert mistakes("headers.ascii", body) == []
    assert len(mistakes("mime.seven-bits", body)) == 1
    assert mistakes("mime.seven-bits", raw("Subject: e", b"e")) == []


@pytest.mark.parametrize(("length", "found"), [(998, []), (999, ["a line of 999 octets"])])
def test_a_line_has_at_most_998_octets(length: int, found: list[str]) -> None:
    assert mistakes("mime.lines", raw("Subject: s", b"x" * length)) == found


@pytest.mark.parametrize("end", [b"\n", b"\r"])
def test_a_line_ends_in_cr_and_lf(end: bytes) -> None:
    mail = raw("Subject: s", b"a" + end + b"b\r\nc" + end + b"d")
    assert mistakes("mime.lines", mail) == ["a bare CR or LF"]


class TestParts:
    def test_plain_text_comes_first_and_html_second_inside_an_alternative(self) -> None:
        mail = mail_of("<p>x</p>", "x\n")
        assert mistakes("mime.order", mail) == []
        assert mistakes("mime.charset", mail) == []
        turned = mail.raw.replace(b"text/plain", b"text/HOLD").replace(b"text/html", b"text/plain")
        found = mistakes("mime.order", Mail(raw=turned.replace(b"text/HOLD", b"text/html")))
        assert found == ["the text parts are text/html, text/plain; text comes first, then HTML"]

    def test_one_part_alone_is_no_alternative(self) -> None:
        found = mistakes("mime.order", raw("Content-Type: text/html; charset=utf-8", b"x"))
        assert found == [
            "the text parts are text/html; text comes first, then HTML",
            "no multipart/alternative holds the two",
        ]

    @pytest.mark.parametrize(
        ("charset", "found"),
        [
            ("; charset=utf-8", []),
            ('; charset="UTF-8"', []),
            ("; charset=iso-8859-6", ["charset is iso-8859-6"]),
            ("", ["charset is not named"]),
        ],
    )
    def test_text_names_utf_8(self, charset: str, found: list[str]) -> None:
        assert mistakes("mime.charset", raw(f"Content-Type: text/plain{charset}", b"x")) == found


@pytest.mark.parametrize("place", ["HTML", "text", "headers"])
def test_a_slot_that_was_not_filled_is_seen_in_every_place(place: str) -> None:
    slot = "https://slot.invalid/view"
    html = f'<a href="{slot}">x</a>' if place == "HTML" else ""
    text = f"{slot}\n" if place == "text" else ""
    headers = f"Archived-At: <{slot}>" if place == "headers" else ""
    found = breaches("mime.slots", mail_of(html, text, headers))
    assert [where for _, where in found] == [place]


def test_a_message_of_ours_breaks_no_rule_of_the_message() -> None:
    mail = Mail(raw=message_of(rendered()))
    for rule_id in ("headers.single", "headers.defects", "mime.lines", "mime.slots"):
        assert breaches(rule_id, mail) == []


def test_a_header_that_a_strict_parser_cannot_read_is_named() -> None:
    found = breaches("headers.defects", raw("From: a@@x.example"))
    assert found
    assert found[0][1] == "From"


@pytest.mark.parametrize(
    ("headers", "signed", "count"),
    [
        ("Subject: s", False, 1),
        ("Subject: s", True, 0),
        ("Subject: s", None, 0),
        ("DKIM-Signature: v=1", False, 0),
    ],
)
def test_bulk_mail_without_a_signature_is_told_unless_the_relay_signs(
    headers: str, signed: bool | None, count: int
) -> None:
    assert len(mistakes("headers.signed", replace(raw(headers), signed=signed))) == count
