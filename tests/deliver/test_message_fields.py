"""The header fields of all copies of an issue: each can be left out, and none can be broken."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_issue import an_issue

from digest.deliver.headers import UnusableAddress
from digest.deliver.message_fields import (
    bracketed,
    make_field,
    rfc5322_date,
    sender_name,
    shared_fields,
)
from digest.errors import DeliverError
from digest.models import HeaderPolicy, Issue, Newsletter, Publication

ISSUE = an_issue("gulf@2026-11-23")
NEWSLETTER = Newsletter(id="gulf", name="Gulf Briefing", tagline="", topics=())
PUBLICATION = Publication(
    name="Cedar Desk",
    public_url="https://news.example/",
    from_address="desk@news.example",
    reply_to="editors@news.example",
)


def fields(
    *,
    issue: Issue = ISSUE,
    publication: Publication = PUBLICATION,
    newsletter: Newsletter = NEWSLETTER,
    own_domain: str = "news.example",
    **policy: object,
) -> dict[str, str]:
    policies = HeaderPolicy(**policy)  # type: ignore[arg-type]
    made = {}
    for field in shared_fields(issue, publication, newsletter, own_domain, policies):
        name, _, value = field.octets.decode().partition(": ")
        assert name.lower() == field.name
        made[name] = value.removesuffix("\r\n")
    return made


@pytest.mark.parametrize(
    ("switch", "name"),
    [
        ("list_unsubscribe", "List-Unsubscribe-Post"),
        ("list_id", "List-Id"),
        ("list_help", "List-Help"),
        ("list_archive", "List-Archive"),
        ("list_post_no", "List-Post"),
        ("feedback_id", "Feedback-ID"),
        ("auto_submitted", "Auto-Submitted"),
    ],
)
def test_each_field_is_there_unless_it_is_switched_off(switch: str, name: str) -> None:
    there = fields()
    assert name in there
    off = fields(**{switch: False})
    assert set(there) - set(off) == {name}


@pytest.mark.parametrize(
    ("name", "value", "switch"),
    [
        ("Precedence", "bulk", {"precedence": "bulk"}),
        ("CFBL-Address", "fbl@news.example; report=arf", {"cfbl_address": "fbl@news.example"}),
    ],
)
def test_a_field_without_a_standard_is_there_when_it_is_named(
    name: str, value: str, switch: dict[str, str]
) -> None:
    assert name not in fields()
    assert fields(**switch)[name] == value


def test_the_values_are_those_of_the_standards() -> None:
    made = fields()
    assert made["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert made["List-Id"] == "Gulf Briefing <gulf.news.example>"
    assert made["List-Help"] == "<https://news.example>"
    assert made["List-Archive"] == "<https://news.example/archive/gulf>"
    assert made["List-Post"] == "NO"
    assert made["Auto-Submitted"] == "auto-generated"
    assert made["Content-Language"] == "en"
    assert made["Reply-To"] == "editors@news.example"


def test_without_a_site_a_language_or_an_address_for_replies_their_fields_are_left_out() -> None:
    bare = replace(PUBLICATION, public_url="", reply_to="")
    made = fields(publication=bare, issue=replace(ISSUE, language=""))
    missing = {"List-Help", "List-Archive", "Reply-To", "Content-Language"}
    assert missing.isdisjoint(made)
    helpful = fields(publication=replace(bare, help_url="https://help.example/"))
    assert helpful["List-Help"] == "<https://help.example/>"
    both = fields(publication=replace(PUBLICATION, help_url="https://help.example/"))
    assert both["List-Help"] == "<https://help.example/>"


@pytest.mark.parametrize(
    ("newsletter_id", "label"),
    [("gulf", "gulf"), ("gulf_news", "gulf-news"), ("a.b", "a-b"), ("_", "list")],
)
def test_a_list_id_is_made_of_letters_digits_and_hyphens(newsletter_id: str, label: str) -> None:
    made = fields(newsletter=replace(NEWSLETTER, id=newsletter_id, name=""))
    assert made["List-Id"] == f"<{label}.news.example>"


@pytest.mark.parametrize(
    ("own_domain", "sender_id"),
    [
        ("news.example", "news-example"),
        ("a-very-long-domain.example", "a-very-long-dom"),
        ("fourteen-chars.example", "fourteen-chars"),
    ],
)
def test_feedback_id_ends_with_a_sender_of_fifteen_characters_at_most(
    own_domain: str, sender_id: str
) -> None:
    value = fields(own_domain=own_domain)["Feedback-ID"]
    assert value == f"gulf.2026-11-23:gulf:digest:{sender_id}"


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=20))
def test_no_text_of_an_issue_adds_a_line_to_a_header(
    subject: str, name: str, language: str
) -> None:
    issue = replace(ISSUE, subject=subject, language=language)
    newsletter = replace(NEWSLETTER, name=name, from_name=name)
    policy = HeaderPolicy()
    for field in shared_fields(issue, PUBLICATION, newsletter, "news.example", policy):
        assert field.octets.endswith(b"\r\n")
        # a line end is followed by a blank, which continues the field
        inner = field.octets.removesuffix(b"\r\n").replace(b"\r\n ", b"")
        assert b"\r" not in inner
        assert b"\n" not in inner


@pytest.mark.parametrize("address", ["", "desk", "a\r\nb@x.example", "desk@news"])
def test_a_house_without_a_usable_address_sends_no_mail(address: str) -> None:
    with pytest.raises(UnusableAddress):
        fields(publication=replace(PUBLICATION, from_address=address))


# ---- names ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("house", "house_from", "title", "title_from", "shown"),
    [
        ("Cedar Desk", "", "Gulf Briefing", "", "Gulf Briefing · Cedar Desk"),
        ("Cedar Desk", "Cedar", "Gulf Briefing", "", "Gulf Briefing · Cedar"),
        ("Cedar Desk", "", "Gulf Briefing", "The Gulf", "The Gulf"),
        ("Cedar", "", "The CEDAR Briefing", "", "The CEDAR Briefing"),
        ("", "", "Gulf Briefing", "", "Gulf Briefing"),
        ("Cedar Desk", "", "", "", "Cedar Desk"),
        ("", "", "", "", ""),
    ],
)
def test_a_sender_is_named_once(
    house: str, house_from: str, title: str, title_from: str, shown: str
) -> None:
    publication = replace(PUBLICATION, name=house, from_name=house_from)
    newsletter = replace(NEWSLETTER, name=title, from_name=title_from)
    assert sender_name(publication, newsletter) == shown


# ---- links and dates -----------------------------------------------------------------------------


@pytest.mark.parametrize("url", ["https://news.example/u/1?a=b&c=%20", "mailto:a@news.example"])
def test_an_address_stands_between_angle_brackets(url: str) -> None:
    assert bracketed(url) == f"<{url}>"


@pytest.mark.parametrize(
    "url",
    ["", "news.example", "https://news.example/a b", "https://news.example/é", "https://x/<",
     "https://x/>", 'https://x/"', "https://x/\r\nBcc: a@b.example", "1http://x"],
)  # fmt: skip
def test_an_address_that_could_break_a_header_is_refused(url: str) -> None:
    with pytest.raises(DeliverError, match="cannot stand in a header") as caught:
        bracketed(url)
    assert caught.value.hint == "percent-encode it"


@given(st.integers(100_000, 250_000_000_000), st.integers(-14, 14))
def test_a_date_is_read_back_whatever_its_zone(timestamp: int, hours: int) -> None:
    at = datetime.fromtimestamp(timestamp, timezone(timedelta(hours=hours)))
    written = rfc5322_date(at)
    assert parsedate_to_datetime(written) == at
    assert written.endswith(" +0000")


def test_a_date_has_english_names_and_two_digits() -> None:
    at = datetime(2026, 3, 5, 7, 8, 9, tzinfo=UTC)
    assert rfc5322_date(at) == "Thu, 05 Mar 2026 07:08:09 +0000"


def test_the_dates_of_issues_sent_long_ago_are_not_kept() -> None:
    many = 1000
    for number in range(many):
        rfc5322_date(datetime(2026, 3, 5, tzinfo=UTC) + timedelta(days=number))
    assert rfc5322_date.cache_info().currsize < many / 10


def test_a_field_has_its_octets_and_the_form_that_is_signed() -> None:
    field = make_field("List-Post", "NO")
    assert (field.name, field.octets) == ("list-post", b"List-Post: NO\r\n")
    assert field.canonical == b"list-post:NO\r\n"
