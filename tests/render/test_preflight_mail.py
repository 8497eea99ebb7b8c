"""The gate reads a message as a client does: parts, headers, links and the preview line."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP

import pytest
from samples import mail_of

from digest.render.preflight.mail import Mail


def raw(text: str) -> Mail:
    return Mail(raw=text.replace("\n", "\r\n").encode("utf-8", "surrogateescape"))


def test_both_parts_are_decoded() -> None:
    mail = mail_of("<p>Näme خبر</p>", "Näme خبر")
    assert "Näme خبر" in mail.html
    assert mail.text.strip() == "Näme خبر"


@pytest.mark.parametrize("kind", ["html", "plain"])
def test_a_message_of_one_part_has_no_other(kind: str) -> None:
    mail = raw(f"Content-Type: text/{kind}; charset=utf-8\n\nHello\n")
    parts = {"html": mail.html.strip(), "plain": mail.text.strip()}
    assert parts.pop(kind) == "Hello"
    assert list(parts.values()) == [""]


def test_an_attached_page_is_not_the_page_of_the_mail() -> None:
    message = EmailMessage()
    message.set_content("text")
    message.add_attachment(b"<p>attached</p>", "text", "html", filename="a.html")
    assert Mail(raw=message.as_bytes(policy=SMTP)).html == ""


def test_the_header_block_ends_at_the_first_empty_line() -> None:
    mail = raw("Subject: a\nTo: b\n\nX: in the body\n\nmore")
    assert mail.header_block == b"Subject: a\r\nTo: b"


def test_each_header_of_a_name_is_given_and_a_missing_one_is_empty() -> None:
    mail = raw("To: a@x.example\nTo: b@x.example\n\n")
    assert mail.headers("to") == ["a@x.example", "b@x.example"]
    assert mail.header("To") == "a@x.example"
    assert (mail.headers("Cc"), mail.header("Cc")) == ([], "")


def test_an_encoded_header_is_read_as_a_client_shows_it() -> None:
    assert raw("Subject: =?utf-8?q?N=C3=A4me?=\n\n").header("Subject") == "Näme"


def test_style_sheets_are_joined_and_those_in_comments_are_left_out() -> None:
    html = (
        "<html><head><style>p { a: b }</style><!--[if mso]><style>td { c: d }</style><![endif]-->"
        "</head><body><style>i { e: f }</style></body></html>"
    )
    sheet = mail_of(html).style_sheet
    assert sheet == "p { a: b }\ni { e: f }"


def test_links_are_given_in_order_with_their_addresses() -> None:
    html = '<a href="https://a.example/">A</a><a>no address</a><a href="#x">X</a>'
    assert [href for _, href in mail_of(html).links()] == ["https://a.example/", "", "#x"]


@pytest.mark.parametrize(
    ("body", "preheader"),
    [
        ('<div class="preheader">Ships waited</div><p>News</p>', "Ships waited"),
        ('<div style="display:none">Ships waited</div><p>News</p>', "Ships waited"),
        ('<div><span style="color:red;display:none">Ships</span></div><p>N</p>', "Ships"),
        ("<div>Ships waited</div>", ""),
        # what is shown first is the preview, so a later hidden text is none
        ('<div>News</div><div class="preheader">Ships</div>', ""),
        ('<div></div><div class="preheader">Ships</div>', "Ships"),
        ("<p>News</p>", ""),
        ("", ""),
    ],
)
def test_the_preheader_is_the_hidden_text_in_front(body: str, preheader: str) -> None:
    assert mail_of(f"<html><body>{body}</body></html>").preheader == preheader


def test_the_filling_behind_a_preheader_is_not_read() -> None:
    filling = "\u034f\u200c\u00a0" * 30
    html = f'<div class="preheader">Ships waited{filling}</div>'
    assert mail_of(html).preheader == "Ships waited"


def test_a_result_is_made_once_for_all_rules() -> None:
    mail, made = mail_of("<p>x</p>"), list[int]()

    def make() -> str:
        made.append(1)
        return "result"

    assert [mail.once("name", make) for _ in range(3)] == ["result"] * 3
    assert made == [1]
    assert mail.once("other", make) == "result"
    assert made == [1, 1]


def test_two_mails_share_no_results() -> None:
    first, second = mail_of("<p>one</p>"), mail_of("<p>two</p>")
    assert first.once("text", lambda: first.shown_text) == "one"
    assert second.once("text", lambda: second.shown_text) == "two"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "no header at all",
        "Content-Type: multipart/alternative\n\nno boundary",
        "Content-Type: text/html; charset=unheard-of\n\n<p>x</p>",
        "Content-Transfer-Encoding: base64\nContent-Type: text/html\n\n!!!",
        "Subject: \udcff\n\nx",
    ],
)
def test_a_message_of_any_bytes_is_read_without_an_error(text: str) -> None:
    mail = raw(text)
    assert isinstance(mail.html, str)
    assert isinstance(mail.shown_text, str)
    assert isinstance(mail.header("Subject"), str)
    assert isinstance(mail.preheader, str)
    assert mail.markup_faults == () or mail.html
