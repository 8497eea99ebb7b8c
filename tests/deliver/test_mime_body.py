"""The body of a message in pieces: joined and decoded, it is the issue with the reader's values."""

from __future__ import annotations

import email
import email.policy
import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_issue import an_issue

from digest.deliver.mime_body import Piece, SlotPiece, has_dot_line, mime_body, text_body
from digest.errors import DeliverError
from digest.models import InlineImage, Issue, Slot

ISSUE_ID = "daily@2026-11-23"
VALUES = {Slot.UNSUBSCRIBE: "https://news.example/u/abc?a=1&b=<2>", Slot.ADDRESS: "ann@m.example"}


def joined(pieces: tuple[Piece, ...]) -> bytes:
    octets = b""
    for piece in pieces:
        octets += piece if isinstance(piece, bytes) else piece.filled(VALUES[piece.slot])
    return octets


def parsed(issue: Issue) -> email.message.EmailMessage:
    content_type, pieces = mime_body(issue)
    head = f"MIME-Version: 1.0\r\nContent-Type: {content_type}\r\n\r\n".encode()
    mail = email.message_from_bytes(head + joined(pieces), policy=email.policy.default)
    assert isinstance(mail, email.message.EmailMessage)
    return mail


def content(issue: Issue, kind: str) -> str:
    part = parsed(issue).get_body((kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


@settings(max_examples=30)
@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\x00"), max_size=120))
def test_a_text_is_read_as_it_was_written(text: str) -> None:
    assert content(an_issue(ISSUE_ID, text=text), "plain").rstrip("\n") == text.rstrip("\n")


@settings(max_examples=30)
@given(st.lists(st.sampled_from([*VALUES, "é" * 30, " ", "\n", ".", "word " * 20]), max_size=12))
def test_values_of_a_reader_stand_in_their_slots_and_no_line_is_too_long(
    pieces: list[str],
) -> None:
    text = "".join(map(str, pieces))
    issue = an_issue(ISSUE_ID, text=text, html=f"<p>{text}</p>")
    filled = text
    escaped = f"<p>{text}</p>"
    for slot, value in VALUES.items():
        filled = filled.replace(slot, value)
        escaped = escaped.replace(slot, html.escape(value))
    assert content(issue, "plain").rstrip("\n") == filled.rstrip("\n")
    assert content(issue, "html").rstrip("\n") == escaped.rstrip("\n")
    _, body = mime_body(issue)
    assert all(len(line) <= 76 for line in joined(body).split(b"\r\n"))


def test_the_same_issue_has_the_same_boundary_and_another_has_another() -> None:
    first = an_issue(ISSUE_ID, content_hash="a" * 64)
    assert mime_body(first) == mime_body(first)
    other_content = an_issue(ISSUE_ID, content_hash="b" * 64)
    other_issue = an_issue("daily@2026-11-24", content_hash="a" * 64)
    types = {mime_body(issue)[0] for issue in (first, other_content, other_issue)}
    assert len(types) == 3


def test_a_boundary_in_the_text_of_an_issue_ends_no_part() -> None:
    (boundary,) = re.findall(r'boundary="(.+)"', mime_body(an_issue(ISSUE_ID))[0])
    text = f"before\n--{boundary}\nbehind\n--{boundary}--\nend"
    assert content(an_issue(ISSUE_ID, text=text), "plain").rstrip("\n") == text


# ---- pictures ------------------------------------------------------------------------------------


@settings(max_examples=30)
@given(st.lists(st.binary(max_size=200), min_size=1, max_size=3))
def test_pictures_are_read_byte_for_byte_beside_the_page(contents: list[bytes]) -> None:
    images = []
    for number, octets in enumerate(contents):
        cid = f"p{number}@digest"
        images.append(InlineImage(cid=cid, content_type="image/png", content=octets))
    mail = parsed(an_issue(ISSUE_ID, images=tuple(images)))
    _, related = mail.iter_parts()
    page, *pictures = related.iter_parts()
    assert page.get_content_type() == "text/html"
    assert [part.get_content() for part in pictures] == contents
    assert [part["Content-ID"] for part in pictures] == [f"<{image.cid}>" for image in images]


@pytest.mark.parametrize(
    ("cid", "content_type"),
    [
        ("a b@x", "image/png"),
        ("a>\r\nBcc: all@m.example", "image/png"),
        ("", "image/png"),
        ("a@x", "image"),
        ("a@x", "image/png\r\nBcc: all@m.example"),
        ("a@x", "image/png; name=a"),
    ],
)
def test_a_picture_whose_words_could_add_a_header_is_refused(cid: str, content_type: str) -> None:
    image = InlineImage(cid=cid, content_type=content_type, content=b"a")
    with pytest.raises(DeliverError, match="picture cannot be embedded") as caught:
        mime_body(an_issue(ISSUE_ID, images=(image,)))
    assert caught.value.subject == ascii(cid)


# ---- single parts --------------------------------------------------------------------------------


def test_a_message_of_plain_text_has_no_boundary_and_no_page() -> None:
    content_type, pieces = text_body(an_issue(ISSUE_ID, text="Good morning\n", html="<p>no</p>"))
    assert (content_type, pieces) == ("text/plain; charset=utf-8", (b"Good morning\r\n",))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_each_kind_of_line_end_becomes_that_of_mail(end: str) -> None:
    _, (piece,) = text_body(an_issue(ISSUE_ID, text=f"one{end}two{end}"))
    assert piece == b"one\r\ntwo\r\n"


@pytest.mark.parametrize(
    ("piece", "has_one"),
    [
        (b".a", True),
        (b"a\r\n.b", True),
        (b"a.b\r\n", False),
        (b"", False),
        (SlotPiece(Slot.UNSUBSCRIBE, in_html=True), False),
    ],
)
def test_a_line_that_begins_with_a_dot_is_told(piece: Piece, has_one: bool) -> None:
    assert has_dot_line(piece) is has_one


def test_a_value_is_escaped_in_the_page_and_not_in_the_text() -> None:
    value = "https://news.example/u?a=1&b=2"
    assert SlotPiece(Slot.WEB_VIEW, in_html=True).filled(value).count(b"&amp;") == 1
    assert b"&amp;" not in SlotPiece(Slot.WEB_VIEW, in_html=False).filled(value)
    # the next piece starts a line of its own
    assert SlotPiece(Slot.WEB_VIEW, in_html=False).filled(value).endswith(b"=\r\n")


@pytest.mark.parametrize("letter", ["a", "é", "=", "\t"])
def test_a_line_before_a_slot_has_room_for_its_soft_break(letter: str) -> None:
    for count in range(20, 80):
        _, (before, *_) = text_body(an_issue(ISSUE_ID, text=letter * count + Slot.ADDRESS))
        assert isinstance(before, bytes)
        assert before.endswith(b"=\r\n")
        assert all(len(line) <= 76 for line in before.split(b"\r\n"))


@pytest.mark.parametrize("end", ["", "\n", "\n\n\n", " \n"])
def test_a_text_ends_with_one_line_end_however_it_was_written(end: str) -> None:
    # a signature counts no empty lines at the end, and a relay may take them away
    assert text_body(an_issue(ISSUE_ID, text=f"Good morning{end}"))[1] == (b"Good morning\r\n",)
    _, pieces = text_body(an_issue(ISSUE_ID, text=f"Leave: {Slot.UNSUBSCRIBE}{end}"))
    assert pieces == (b"Leave: =\r\n", SlotPiece(Slot.UNSUBSCRIBE, in_html=False))


def test_a_slot_of_a_plain_message_is_filled_without_escapes() -> None:
    _, pieces = text_body(an_issue(ISSUE_ID, text=f"Leave: {Slot.UNSUBSCRIBE}\nEnd\n"))
    _, slot, _ = pieces
    assert slot == SlotPiece(Slot.UNSUBSCRIBE, in_html=False)
