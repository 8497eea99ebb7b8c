"""Forms: fields of any body, a stamp that tells how old a form is, and the network of a request."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.requests import Request

from digest.tokens import Purpose, Token, make_token
from digest.web.forms import (
    FORM,
    MOST_FIELDS,
    OLDEST,
    QUICKEST,
    last_value,
    network_of,
    read_form,
    stamp,
    was_filled_in,
)

KEY = "k" * 32
SHOWN = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)


def request(body: bytes = b"", host: str | None = "192.0.2.7") -> Request:
    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": body, "more_body": False}

    client = (host, 4711) if host is not None else None
    scope = {"type": "http", "method": "POST", "path": "/join", "headers": [], "client": client}
    return Request(scope, receive)


def fields(body: bytes) -> Mapping[str, Sequence[str]]:
    return asyncio.run(read_form(request(body)))


class TestFields:
    def test_each_value_of_a_field_is_kept_in_order(self) -> None:
        form = fields(b"newsletter=daily&email=ann%40mail.example&newsletter=gulf")
        assert form["newsletter"] == ["daily", "gulf"]
        assert last_value(form, "email") == "ann@mail.example"
        assert last_value(form, "newsletter") == "gulf"

    def test_a_field_that_is_absent_is_empty(self) -> None:
        assert last_value(fields(b"email="), "email") == ""
        assert last_value({}, "email") == ""

    @pytest.mark.parametrize(
        "body",
        [
            b"email=a%00nn@mail.example",
            b"email=a\0nn@mail.example",
            b"email=a%00%00nn%40mail.example",
        ],
    )
    def test_a_zero_byte_is_left_out_since_no_database_stores_it(self, body: bytes) -> None:
        assert last_value(fields(body), "email") == "ann@mail.example"

    def test_a_value_of_several_lines_becomes_one_line(self) -> None:
        value = last_value(fields(b"email=ann%0D%0ABcc%3A%20all%40mail.example"), "email")
        assert "\r" not in value
        assert "\n" not in value

    @pytest.mark.parametrize(
        "body", [b"", b"\xff\xfe\x00", b"&&&", b"x" * 4_000, b"%%%=%", b"--boundary\r\n\r\n"]
    )
    def test_an_unreadable_body_raises_no_error(self, body: bytes) -> None:
        assert last_value(fields(body), "email") == ""

    def test_a_body_of_more_fields_than_a_form_has_is_no_form(self) -> None:
        most = b"&".join(b"newsletter=n" for _ in range(MOST_FIELDS))
        assert len(fields(most)["newsletter"]) == MOST_FIELDS
        assert fields(most + b"&newsletter=n") == {}


class TestStamp:
    @pytest.mark.parametrize(
        ("age", "is_right"),
        [
            (timedelta(0), False),
            (QUICKEST - timedelta(seconds=1), False),
            (QUICKEST, True),
            (timedelta(minutes=3), True),
            (OLDEST, True),
            (OLDEST + timedelta(seconds=1), False),
            (timedelta(minutes=-3), False),
        ],
    )
    def test_a_person_needs_two_seconds_and_a_form_lasts_twelve_hours(
        self, age: timedelta, is_right: bool
    ) -> None:
        assert was_filled_in(KEY, stamp(KEY, SHOWN), SHOWN + age) is is_right

    @pytest.mark.parametrize("text", ["", "stamp", "a.b.c", "0" * 500])
    def test_a_text_that_is_no_stamp_is_refused(self, text: str) -> None:
        assert not was_filled_in(KEY, text, SHOWN)

    def test_a_stamp_under_another_key_is_refused(self) -> None:
        assert not was_filled_in("x" * 32, stamp(KEY, SHOWN), SHOWN + QUICKEST)

    def test_a_former_key_opens_old_stamps(self) -> None:
        assert was_filled_in(("x" * 32, KEY), stamp(KEY, SHOWN), SHOWN + QUICKEST)

    def test_a_link_of_a_reader_is_no_stamp(self) -> None:
        link = make_token(
            KEY,
            Token(subscriber_id=str(int(SHOWN.timestamp())), newsletter_id=FORM),
            Purpose.PREFERENCES,
        )
        assert not was_filled_in(KEY, link, SHOWN + QUICKEST)


class TestNetwork:
    @pytest.mark.parametrize(
        ("host", "network"),
        [
            ("192.0.2.7", "192.0.2.7"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
            ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
            ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
            ("testclient", "testclient"),
            ("", ""),
            (None, ""),
        ],
    )
    def test_a_household_counts_once(self, host: str | None, network: str) -> None:
        assert network_of(request(host=host)) == network


# ---- limits --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seconds", "is_right"),
    [(1, False), (2, True), (12 * 3600, True), (12 * 3600 + 1, False)],
)
def test_a_form_takes_two_seconds_and_lies_open_for_twelve_hours(
    seconds: int, is_right: bool
) -> None:
    text = stamp(KEY, SHOWN)
    assert was_filled_in(KEY, text, SHOWN + timedelta(seconds=seconds)) is is_right


@pytest.mark.parametrize(("count", "is_form"), [(200, True), (201, False)])
def test_a_form_has_two_hundred_fields(count: int, is_form: bool) -> None:
    body = b"&".join(b"newsletter=n" for _ in range(count))
    assert bool(fields(body)) is is_form


@pytest.mark.parametrize(
    ("one", "other", "is_one_network"),
    [
        ("2001:db8:0:1::1", "2001:db8:0:1:ffff::2", True),
        ("2001:db8:0:1::1", "2001:db8:0:2::1", False),
        ("192.0.2.7", "192.0.2.8", False),
        ("192.0.2.7", "192.0.2.7", True),
    ],
)
def test_a_household_is_one_network(one: str, other: str, is_one_network: bool) -> None:
    same = network_of(request(host=one)) == network_of(request(host=other))
    assert same is is_one_network


@settings(max_examples=25)
@given(st.binary(max_size=80))
def test_any_body_is_a_form_or_none(body: bytes) -> None:
    form = fields(body)
    for name in form:
        assert last_value(form, name) == " ".join(form[name][-1].split())
