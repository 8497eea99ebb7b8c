"""Messages: what a reader's mail program gets, whatever stands in names, subjects and bodies."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from email.message import EmailMessage
from email.utils import parseaddr

import dkim
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from dkim_by_the_rfc import verify_all
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.deliver import (
    Algorithm,
    UnusableAddress,
    compile_message,
    dns_record,
    find_message_tokens,
    new_key,
    read_signer,
)
from digest.deliver.headers import header, phrase, unstructured
from digest.deliver.message_fields import sender_name
from digest.errors import DeliverError
from digest.models import (
    Direction,
    HeaderPolicy,
    InlineImage,
    Issue,
    Message,
    Newsletter,
    Publication,
    Slot,
    Subscriber,
)

NOW = datetime(2026, 11, 23, 5, 30, tzinfo=UTC)
PUBLICATION = Publication(
    name="Night Desk",
    public_url="https://news.example.org",
    from_address="desk@news.example.org",
    reply_to="editors@news.example.org",
    bounce_domain="bounces.news.example.org",
    help_url="https://news.example.org/help",
)
NEWSLETTER = Newsletter(
    id="gulf-briefing", name="Gulf Briefing", tagline="From the Gulf", topics=()
)
ISSUE = Issue(
    id="gulf-briefing@2026-11-23",
    newsletter_id="gulf-briefing",
    newsletter_name="Gulf Briefing",
    slot=date(2026, 11, 23),
    subject="Oman opens talks on the strait",
    preheader="and a port",
    html=(
        f'<p>Good morning</p><a href="{Slot.UNSUBSCRIBE}">leave</a>'
        f' <a href="{Slot.WEB_VIEW}">view</a>'
    ),
    text=f"Good morning\n\nLeave: {Slot.UNSUBSCRIBE}\nSent to {Slot.ADDRESS}\n",
    content_hash="c0ffee",
    language="en",
    direction=Direction.LTR,
    created=NOW,
)
READER = Subscriber(id="r7f3a", email="reader@mail.example", name="Noor Haddad")
SIGNERS = tuple(
    read_signer(new_key(kind), domain="news.example.org", selector=kind.value) for kind in Algorithm
)
RECORDS = dict(dns_record(signer) for signer in SIGNERS)


@dataclass(frozen=True)
class Links:
    unsubscribe: str = "https://news.example.org/u/abc?from=mail&lang=en"
    one_click: str = "https://news.example.org/u/abc"
    preferences: str = "https://news.example.org/p/abc"
    web_view: str = "https://news.example.org/v/abc"
    confirm: str = "https://news.example.org/c/abc"
    opinion: str = "https://news.example.org/o/abc"


def filled(
    issue: Issue = ISSUE, reader: Subscriber = READER, links: Links = Links(), **options: object
) -> Message:
    return compile_message(issue, PUBLICATION, NEWSLETTER, **options).fill(reader, links, date=NOW)


def parsed(message: Message) -> EmailMessage:
    return email.message_from_bytes(message.content, policy=email.policy.default)


def text_of(mail: EmailMessage, kind: str) -> str:
    return mail.get_body((kind,)).get_content().replace("\r\n", "\n")


def assert_sound(message: Message) -> EmailMessage:
    """No defect, no bare CR or LF, no long line, each field once."""
    mail = parsed(message)
    assert [part.defects for part in mail.walk()] == [[] for _ in mail.walk()]
    assert [name for name, value in mail.items() if value.defects] == []
    names = [name.lower() for name in mail.keys() if name != "DKIM-Signature"]  # noqa: SIM118 (repeats count)
    assert len(names) == len(set(names))
    assert not re.search(rb"\r(?!\n)|(?<!\r)\n", message.content)
    assert max(map(len, message.content.split(b"\r\n"))) <= 998
    return mail


def test_text_comes_first_and_both_parts_carry_the_readers_own_links() -> None:
    mail = assert_sound(filled())
    assert mail.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    assert text_of(mail, "html") == ISSUE.html.replace(
        Slot.UNSUBSCRIBE, Links.unsubscribe.replace("&", "&amp;")
    ).replace(Slot.WEB_VIEW, Links.web_view)
    assert f"Leave: {Links.unsubscribe}\nSent to reader@mail.example\n" in text_of(mail, "plain")


def test_the_headers_a_bulk_sender_owes_are_there_once() -> None:
    mail = assert_sound(filled())
    assert mail["To"] == "Noor Haddad <reader@mail.example>"
    assert parseaddr(str(mail["From"])) == ("Gulf Briefing · Night Desk", "desk@news.example.org")
    assert mail["Reply-To"] == "editors@news.example.org"
    assert mail["Date"].datetime == NOW
    assert mail["List-Unsubscribe"].startswith(f"<{Links.one_click}>, <mailto:unsubscribe+r7f3a.")
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["List-Id"] == "Gulf Briefing <gulf-briefing.news.example.org>"
    assert mail["List-Help"] == "<https://news.example.org/help>"
    assert mail["List-Post"] == "NO"
    assert mail["List-Archive"] == "<https://news.example.org/archive/gulf-briefing>"
    assert mail["Archived-At"] == f"<{Links.web_view}>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Feedback-ID"] == "gulf-briefing.2026-11-23:gulf-briefing:digest:news-example-or"
    assert mail["Message-ID"].endswith("@news.example.org>")


def test_optional_headers_follow_the_policy() -> None:
    policy = HeaderPolicy(
        list_unsubscribe=False,
        list_id=False,
        list_help=False,
        list_archive=False,
        archived_at=False,
        list_post_no=False,
        feedback_id=False,
        auto_submitted=False,
        precedence="bulk",
        cfbl_address="fbl@news.example.org",
    )
    mail = assert_sound(filled(policy=policy))
    assert not [name for name in mail if name.startswith("List-")]
    assert mail["Auto-Submitted"] is mail["Feedback-ID"] is None
    assert (mail["Precedence"], mail["CFBL-Address"]) == (
        "bulk",
        "fbl@news.example.org; report=arf",
    )


def test_message_id_and_bounce_address_depend_on_issue_and_reader_alone() -> None:
    first, again = filled(), filled(links=Links(web_view="https://news.example.org/v/other"))
    other = filled(issue=replace(ISSUE, id="gulf-briefing@2026-11-24"))
    assert (first.message_id, first.envelope_from) == (again.message_id, again.envelope_from)
    assert first.message_id != other.message_id
    assert first.envelope_from.endswith("@bounces.news.example.org")


def test_a_bounce_address_leads_back_to_reader_and_issue_and_a_forged_one_does_not() -> None:
    message = filled(token_key=b"secret")
    (found,) = find_message_tokens(message.envelope_from.upper().replace("R7F3A", "r7f3a"))
    assert found.subscriber_id == "r7f3a"
    issues = ["gulf-briefing@2026-11-22", ISSUE.id]
    assert found.issue_among(issues, key=b"secret") == ISSUE.id
    assert found.issue_among(issues, key=b"guess") is None
    assert find_message_tokens(message.message_id) == (found,)


def test_a_hebrew_subject_and_an_arabic_body_arrive_unchanged() -> None:
    subject = "שיחות חדשות על המצר, ואיש אינו מודה שהתקיימו — סיכום הבוקר של יום שני"
    issue = replace(
        ISSUE,
        subject=subject,
        html="<p dir=rtl>" + "صباح الخير " * 900 + "</p>",
        text="صباح الخير\n",
    )
    mail = assert_sound(filled(issue))
    assert mail["Subject"] == subject
    assert text_of(mail, "html") == issue.html
    assert max(map(len, filled(issue).content.partition(b"\r\n\r\n")[2].split(b"\r\n"))) <= 76


def test_pictures_are_embedded_in_a_related_part() -> None:
    image = InlineImage(
        cid="lead@news.example.org", content_type="image/png", content=bytes(range(256)) * 9
    )
    mail = assert_sound(filled(replace(ISSUE, images=(image,))))
    related = list(mail.iter_parts())[1]
    assert related.get_content_type() == "multipart/related"
    html, picture = related.iter_parts()
    assert (html.get_content_type(), picture["Content-ID"]) == (
        "text/html",
        "<lead@news.example.org>",
    )
    assert picture.get_content() == image.content


def test_an_international_domain_is_written_in_ascii_and_a_local_part_as_it_is() -> None:
    assert (
        filled(reader=replace(READER, email="a@bücher.example")).recipient
        == "a@xn--bcher-kva.example"
    )
    assert filled(reader=replace(READER, email="نور@mail.example")).recipient == "نور@mail.example"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "reader",
        "@x.example",
        "a b@x.example",
        "a@x.example\r\nBcc: b@x.example",
        "a@x..example",
        "a>@x.example",
    ],
)
def test_an_unusable_address_makes_no_message_and_is_not_repeated_in_the_error(
    address: str,
) -> None:
    with pytest.raises(UnusableAddress) as error:
        filled(reader=replace(READER, email=address))
    assert not address or address not in str(error.value)


def test_a_link_that_could_break_a_header_is_refused() -> None:
    with pytest.raises(DeliverError):
        filled(links=Links(one_click="https://x.example/\r\nBcc: b@x.example"))


@settings(deadline=None, max_examples=60)
@given(
    subject=st.text(max_size=200),
    name=st.text(max_size=120),
    newsletter=st.text(max_size=80),
    language=st.text(max_size=12),
)
def test_no_subject_or_name_can_add_a_header(
    subject: str, name: str, newsletter: str, language: str
) -> None:
    message = compile_message(
        replace(ISSUE, subject=subject, language=language),
        PUBLICATION,
        replace(NEWSLETTER, name=newsletter),
    ).fill(replace(READER, name=name), Links(), date=NOW)
    mail = parsed(message)
    assert set(map(str.lower, mail.keys())) <= set(map(str.lower, parsed(filled()).keys()))
    assert mail["To"].addresses[0].addr_spec == "reader@mail.example"
    assert len(mail["To"].addresses) == 1
    assert not re.search(rb"\r(?!\n)|(?<!\r)\n", message.content)
    assert max(map(len, message.content.partition(b"\r\n\r\n")[0].split(b"\r\n"))) <= 200


@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), max_size=300))
def test_subjects_survive_the_round_trip(subject: str) -> None:
    wanted = " ".join(subject.replace("\u2028", " ").replace("\u2029", " ").split())
    mail = email.message_from_bytes(
        header("Subject", unstructured(subject)) + b"\r\n", policy=email.policy.default
    )
    assert mail["Subject"] == wanted


@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=80))
def test_display_names_survive_the_round_trip(name: str) -> None:
    wanted = " ".join(name.split())
    field = header("To", f"{phrase(name)} <a@x.example>")
    mail = email.message_from_bytes(field + b"\r\n", policy=email.policy.default)
    assert mail["To"].addresses[0].addr_spec == "a@x.example"
    # blanks apart: the standard library parts adjacent encoded words with one in display names
    assert mail["To"].addresses[0].display_name.replace(" ", "") == wanted.replace(" ", "")


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.text(max_size=90) | st.sampled_from([*(slot.value for slot in Slot), "\n.\nFrom x\n"]),
        max_size=10,
    )
)
def test_any_body_survives_the_round_trip_around_its_slots(pieces: list[str]) -> None:
    text = "".join(
        piece.encode("utf-8", "replace").decode().replace("\r", "") for piece in map(str, pieces)
    )
    message = filled(replace(ISSUE, text=text, html=f"<p>{text}</p>"))
    wanted = text
    for slot, value in (
        (Slot.UNSUBSCRIBE, Links.unsubscribe),
        (Slot.PREFERENCES, Links.preferences),
        (Slot.WEB_VIEW, Links.web_view),
        (Slot.CONFIRM, Links.confirm),
        (Slot.OPINION, Links.opinion),
        (Slot.ADDRESS, READER.email),
    ):
        wanted = wanted.replace(slot, value)
    plain = (
        parsed(message).get_body(("plain",)).get_payload(decode=True).decode().replace("\r\n", "\n")
    )
    assert plain == wanted
    assert all(len(line) <= 998 for line in message.content.split(b"\r\n"))
    assert all(len(line) <= 76 for line in message.content.partition(b"\r\n\r\n")[2].split(b"\r\n"))
    assert message.dot_lines == any(
        line.startswith(b".") for line in message.content.split(b"\r\n")
    )
    assert message.content.endswith(b"\r\n")


def test_a_dot_that_a_readers_own_link_brings_to_the_start_of_a_line_is_told() -> None:
    assert not filled().dot_lines
    dotted = filled(links=Links(unsubscribe="https://news.example.org/u/" + "." * 100))
    assert b"\r\n." in dotted.content
    assert dotted.dot_lines


def test_both_signatures_hold_by_the_rfc_and_the_rsa_one_by_dkimpy() -> None:
    message = filled(signers=SIGNERS)
    assert verify_all(message.content, RECORDS) == [True, True]
    assert dkim.DKIM(message.content).verify(dnsfunc=dns_of(RECORDS))


@pytest.mark.parametrize(
    "tamper",
    [
        lambda raw: raw.replace(b"Good morning", b"Good evening"),
        lambda raw: raw.replace(b"List-Unsubscribe: <https", b"List-Unsubscribe: <http"),
        lambda raw: raw.replace(b"List-Unsubscribe-Post: List", b"List-Unsubscribe-Post: Lost"),
        lambda raw: raw.replace(b"\r\nFrom: ", b"\r\nFrom: evil@x.example\r\nFrom: "),
        lambda raw: raw.replace(b"Subject: Oman", b"Subject: Oman Oman"),
        lambda raw: raw.replace(b"\r\nSubject: ", b"\r\nSubject: Win\r\nSubject: "),
        lambda raw: b"To: other@x.example\r\n" + raw,
        lambda raw: b"Date: Mon, 23 Nov 2026 06:00:00 +0000\r\n" + raw,
        lambda raw: b"Message-ID: <other@x.example>\r\n" + raw,
        lambda raw: b"Reply-To: other@x.example\r\n" + raw,
        lambda raw: b"Content-Type: text/html\r\n" + raw,
        lambda raw: b"List-Unsubscribe: <https://x.example>\r\n" + raw,
        lambda raw: b"List-Id: other\r\n" + raw,
        lambda raw: b"Cc: other@x.example\r\n" + raw,
        lambda raw: b"Content-Transfer-Encoding: base64\r\n" + raw,
        lambda raw: b"List-Owner: <mailto:other@x.example>\r\n" + raw,
        lambda raw: b"List-Subscribe: <https://x.example>\r\n" + raw,
    ],
    ids=[
        "body",
        "list-unsubscribe",
        "one-click",
        "second from",
        "subject",
        "second subject",
        "second to",
        "second date",
        "second message-id",
        "second reply-to",
        "second content-type",
        "second list-unsubscribe",
        "second list-id",
        "added cc",
        "added encoding",
        "added list-owner",
        "added list-subscribe",
    ],
)
def test_a_signed_part_cannot_be_changed(tamper: Callable[[bytes], bytes]) -> None:
    changed = tamper(filled(signers=SIGNERS).content)
    assert verify_all(changed, RECORDS) == [False, False]
    assert not dkim.verify(changed, dnsfunc=dns_of(RECORDS))


def test_the_encoding_of_a_message_of_one_part_is_signed() -> None:
    message = compile_message(ISSUE, PUBLICATION, NEWSLETTER, signers=SIGNERS, text_only=True).fill(
        READER, Links(), date=NOW
    )
    assert verify_all(message.content, RECORDS) == [True, True]
    assert message.content.count(b"Content-Transfer-Encoding: quoted-printable") == 1
    changed = message.content.replace(b"Encoding: quoted-printable", b"Encoding: 8bit")
    assert verify_all(changed, RECORDS) == [False, False]


def test_a_reply_to_cannot_be_added_where_the_message_has_none() -> None:
    publication = replace(PUBLICATION, reply_to="")
    message = compile_message(ISSUE, publication, NEWSLETTER, signers=SIGNERS).fill(
        READER, Links(), date=NOW
    )
    assert b"\r\nReply-To:" not in message.content
    assert verify_all(message.content, RECORDS) == [True, True]
    added = b"Reply-To: other@x.example\r\n" + message.content
    assert verify_all(added, RECORDS) == [False, False]


@pytest.mark.parametrize(
    "change",
    [
        lambda raw: raw.replace(b"Subject: ", b"Subject:   ").replace(b"From: ", b"FROM:"),
        lambda raw: raw.replace(b"Good morning", b"Good \t  morning"),
        lambda raw: raw.replace(b"Good morning\r\n", b"Good morning  \r\n"),
        lambda raw: raw + b"\r\n\r\n",
    ],
    ids=["field names and blanks", "blanks in the body", "blanks at a line's end", "empty lines"],
)
def test_white_space_that_a_server_changes_on_the_way_breaks_no_signature(
    change: Callable[[bytes], bytes],
) -> None:
    raw = filled(signers=SIGNERS).content
    changed = change(raw)
    assert changed != raw
    assert verify_all(changed, RECORDS) == [True, True]
    assert dkim.verify(changed, dnsfunc=dns_of(RECORDS))


def test_a_body_with_many_blanks_is_signed_in_its_canonical_form() -> None:
    text = f"a    b\t\tc  \n\n   indented {Slot.UNSUBSCRIBE}   end\n"
    message = filled(replace(ISSUE, text=text), signers=SIGNERS)
    assert verify_all(message.content, RECORDS) == [True, True]
    assert dkim.verify(message.content, dnsfunc=dns_of(RECORDS))


def test_a_signature_names_its_time_key_and_domain() -> None:
    signer = SIGNERS[0]
    head = filled(signers=(signer,)).content.partition(b"\r\n\r\n")[0].replace(b"\r\n", b"")
    assert f" t={int(NOW.timestamp())};".encode() in head
    assert b"d=news.example.org; s=rsa;" in head
    assert b"a=rsa-sha256; c=relaxed/relaxed;" in head


def test_a_signature_may_run_out() -> None:
    signer = replace(SIGNERS[0], expires_s=14 * 86400.0)
    message = filled(signers=(signer,))
    head = message.content.partition(b"\r\n\r\n")[0].replace(b"\r\n", b"")
    began = int(NOW.timestamp())
    assert f" t={began}; x={began + 14 * 86400};".encode() in head
    assert verify_all(message.content, RECORDS) == [True]


def test_a_newsletter_has_a_name_of_its_own_before_the_address() -> None:
    house = Publication(
        name="The Cedar Desk", public_url="https://a.example", from_address="a@a.example"
    )
    titled = Newsletter(id="gulf", name="Gulf Briefing", tagline="", topics=())
    assert sender_name(house, titled) == "Gulf Briefing · The Cedar Desk"
    assert sender_name(house, replace(titled, name="The Cedar Desk daily")) == (
        "The Cedar Desk daily"
    )
    assert sender_name(house, replace(titled, from_name="Night")) == "Night"


def test_keys_that_cannot_sign_are_refused() -> None:
    with pytest.raises(DeliverError, match="cannot be read"):
        read_signer(b"not a key", domain="x.example", selector="s")


SHORT_RSA_KEY = b"""-----BEGIN RSA PRIVATE KEY-----
MIIBygIBAAJhANK3qyv/PEADaQ0lm6bIYdafaq8TY8atxwIvgOpbkfBtw+a2ip0k
nqK9yRowjOY5e8n0jOdJDGTL0lVrFFenXbtovChP4a6SV0b9rk0uAMBly3zfZfdD
9fs04vU1XmRSWwIDAQABAmBiCt1U+kvxSOTvHgl/H4sOTlxYG4B4J9EJvkqQQIz1
vkzBIzv5g9lfxUg1rFNSp3mORPfmYKTkJ/5qG9y/zomiTyNN8hLulFh7NCOR4W4x
48DfIht78srV9+3DW7dhVbECMQDruLoQiCUCBFA12gwpBCAI84GsKUDOzzDikXmD
GlCLKbVa/vzsPn5tyhihdE8pjHkCMQDk2Ec83sfc6GE4kvKCE6sIAjcTY+pnVBIA
8vqeIIykeUprbblx7fHqu9D5ULCN+HMCMCEMEOnobGfP+v7RxwqpDWSz3uYoEnHs
EkpxYrvCoLAh9M8BGKx2RntV7gYUrFSC4QIxANplse7cqh8gQxBr5TbQsGwPOSKv
O1hrelcfjKB2beLVwnkuGUoqjLK5leEp6aVEEwIwBefuI2TuV7GROvB7JCXjm0ik
SbWza/P22goW+BdQppi9pGkHyTUcfdoykBqb8R6Q
-----END RSA PRIVATE KEY-----
"""
"""768 bits, made for this test alone."""


def test_an_rsa_key_below_1024_bits_is_refused_and_one_of_1024_bits_signs() -> None:
    with pytest.raises(DeliverError, match="must be RSA"):
        read_signer(SHORT_RSA_KEY, domain="x.example", selector="s")
    key = generate_private_key(65537, 1024).private_bytes(  # noqa: S505 - the limit itself
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    assert read_signer(key, domain="X.Example", selector="s").domain == "x.example"


def test_a_new_rsa_key_has_2048_bits() -> None:
    assert SIGNERS[0].key.key_size == 2048


def dns_of(records: dict[str, str]) -> Callable[..., bytes]:
    return lambda name, **_: records[name.decode().rstrip(".")].encode()


@pytest.mark.parametrize(
    ("text", "html", "is_told"),
    [
        ("Good morning\n.a\n", "<p>x</p>", True),
        (f"{Slot.ADDRESS}\n.a\n", "<p>x</p>", True),
        ("Good morning\n", "<p>x</p>\n.b", True),
        ("Good. morning\n a.b\n", "<p>.x</p>", False),
        # a line of one dot is written in another form
        ("Good morning\n.\n", "<p>x</p>", False),
    ],
)
def test_a_dot_that_begins_a_line_of_either_part_is_told(
    text: str, html: str, is_told: bool
) -> None:
    message = filled(replace(ISSUE, text=text, html=html))
    assert message.dot_lines is is_told
    assert (b"\r\n." in message.content) is is_told


@pytest.mark.parametrize("text_only", [True, False])
def test_a_message_of_plain_text_alone_names_its_encoding_and_has_no_page(
    text_only: bool,
) -> None:
    mail = parsed(filled(text_only=text_only))
    assert mail.is_multipart() is not text_only
    assert (mail["Content-Transfer-Encoding"] is not None) is text_only
    assert (b"<p>" in filled(text_only=text_only).content) is not text_only
    assert "Good morning" in text_of(mail, "plain")


@pytest.mark.parametrize(
    ("domains", "id_domain", "bounce_domain"),
    [
        ({"bounce_domain": ""}, "news.example.org", "news.example.org"),
        (
            {"list_domain": "lists.example.org", "bounce_domain": ""},
            "lists.example.org",
            "lists.example.org",
        ),
        (
            {"list_domain": "lists.example.org", "bounce_domain": "bounces.example.org"},
            "lists.example.org",
            "bounces.example.org",
        ),
    ],
)
def test_ids_and_bounces_have_the_domains_of_the_house(
    domains: dict[str, str], id_domain: str, bounce_domain: str
) -> None:
    publication = replace(PUBLICATION, **domains)
    compiled = compile_message(ISSUE, publication, NEWSLETTER)
    message = compiled.fill(READER, Links(), date=NOW)
    assert message.message_id.rstrip(">").endswith(f"@{id_domain}")
    assert message.envelope_from.endswith(f"@{bounce_domain}")
