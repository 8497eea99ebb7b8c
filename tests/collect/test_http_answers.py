"""Bodies are unpacked within their limit, and statuses are told in plain words."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx2
import pytest

from digest.collect.http_answers import (
    LONGEST_RETRY_S,
    read_answer,
    refuse_bad_status,
    retry_after_s,
)
from digest.errors import FetchError

FEED = b"<rss><channel><item><title>Port reopens</title></item></channel></rss>"
URL = "https://paper.example/feed"


def packed_gzip(content: bytes) -> bytes:
    """Pack without the time of packing, so that every run has the same cases."""
    return gzip.compress(content, mtime=0)


BARE = zlib.compressobj(wbits=-15)
DEFLATED_BARE = BARE.compress(FEED) + BARE.flush()


class Broken(httpx2.SyncByteStream):
    """A body that breaks off after its pieces."""

    def __init__(self, *pieces: bytes) -> None:
        self.pieces = pieces

    def __iter__(self) -> Iterator[bytes]:
        yield from self.pieces
        raise httpx2.RemoteProtocolError("peer closed connection")


def response(*pieces: bytes, encoding: str = "", broken: bool = False) -> httpx2.Response:
    headers = {"content-encoding": encoding} if encoding else {}
    stream = Broken(*pieces) if broken else iter(pieces)
    request = httpx2.Request("GET", URL)
    return httpx2.Response(200, headers=headers, stream=_stream(stream), request=request)


def _stream(pieces: object) -> httpx2.SyncByteStream:
    if isinstance(pieces, httpx2.SyncByteStream):
        return pieces

    class Whole(httpx2.SyncByteStream):
        def __iter__(self) -> Iterator[bytes]:
            yield from pieces  # type: ignore[misc]

    return Whole()


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (FEED, ""),
        (FEED, "identity"),
        (FEED, "UTF-8"),
        (FEED, "aws-chunked"),
        (FEED, "gzip"),
        (FEED, "deflate"),
        (FEED, "br"),
        (b"\xef\xbb\xbf" + FEED, "gzip"),
        (packed_gzip(FEED), "gzip"),
        (packed_gzip(FEED), "x-gzip"),
        (packed_gzip(FEED[:9]) + packed_gzip(FEED[9:]), "gzip"),
        (packed_gzip(FEED) + b"\0\0junk", "gzip"),
        (packed_gzip(FEED), "GZIP"),
        (packed_gzip(FEED), "deflate"),
        (zlib.compress(FEED), "deflate"),
        (zlib.compress(FEED, 9), "deflate"),
        (DEFLATED_BARE, "deflate"),
        (packed_gzip(zlib.compress(FEED)), "deflate, gzip"),
        (packed_gzip(packed_gzip(FEED)), "gzip, gzip"),
    ],
)
@pytest.mark.parametrize("size", [1, 7, 1_000])
def test_a_body_is_unpacked_as_it_really_is_packed(body: bytes, encoding: str, size: int) -> None:
    pieces = [body[start : start + size] for start in range(0, len(body), size)]
    content, cut = read_answer(URL, response(*pieces, encoding=encoding), 10_000)
    assert content.removeprefix(b"\xef\xbb\xbf") == FEED
    assert cut is False


def test_an_empty_body_is_empty_whatever_it_is_called() -> None:
    assert read_answer(URL, response(encoding="gzip"), 10) == (b"", False)
    assert read_answer(URL, response(b"", encoding="deflate"), 10) == (b"", False)
    assert read_answer(URL, response(b"a", encoding="gzip"), 10) == (b"a", False)


def test_a_broken_compression_is_an_error_of_decoding() -> None:
    with pytest.raises(httpx2.DecodingError):
        read_answer(URL, response(b"\x1f\x8bnot gzip at all", encoding="gzip"), 100)


@pytest.mark.parametrize(("limit", "fits"), [(len(FEED), True), (len(FEED) - 1, False)])
@pytest.mark.parametrize("encoding", ["", "gzip"])
def test_a_body_is_counted_after_unpacking(limit: int, fits: bool, encoding: str) -> None:
    body = packed_gzip(FEED) if encoding else FEED
    if fits:
        assert read_answer(URL, response(body, encoding=encoding), limit)[0] == FEED
        return
    with pytest.raises(FetchError, match="more than") as caught:
        read_answer(URL, response(body, encoding=encoding), limit)
    assert caught.value.status == 200


def test_a_body_that_broke_off_is_kept_and_marked() -> None:
    assert read_answer(URL, response(FEED, broken=True), 10_000) == (FEED, True)
    packed = packed_gzip(FEED * 100)
    content, cut = read_answer(
        URL, response(packed[: len(packed) // 2], encoding="gzip", broken=True), 100_000
    )
    assert FEED.startswith(content[: len(FEED)])
    assert cut is True


def test_a_packed_body_without_its_end_is_marked() -> None:
    assert read_answer(URL, response(packed_gzip(FEED)[:-9], encoding="gzip"), 10_000)[1] is True


def test_a_connection_that_breaks_before_the_first_byte_is_an_error() -> None:
    with pytest.raises(httpx2.RemoteProtocolError):
        read_answer(URL, response(broken=True), 10_000)
    with pytest.raises(httpx2.RemoteProtocolError):
        read_answer(URL, response(b"", broken=True), 10_000)


@pytest.mark.parametrize("status", [200, 204, 299, 304])
def test_an_answer_with_a_body_or_not_modified_is_taken(status: int) -> None:
    refuse_bad_status(URL, httpx2.Response(status))


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (199, "a redirect that leads nowhere"),
        (300, "a redirect that leads nowhere"),
        (399, "a redirect that leads nowhere"),
        (403, "refuses automated readers"),
        (404, "no such page"),
        (410, "for good"),
        (418, "the server refuses the request"),
        (429, "too many requests"),
        (499, "the server refuses the request"),
        (500, "the server is in trouble"),
        (503, "the server is in trouble"),
    ],
)
def test_another_status_is_a_failure_in_words(status: int, words: str) -> None:
    with pytest.raises(FetchError, match=words) as caught:
        refuse_bad_status(URL, httpx2.Response(status))
    assert caught.value.status == status


def test_a_reason_of_the_server_holds_no_escapes_and_is_short() -> None:
    answer = httpx2.Response(500, extensions={"reason_phrase": b"\x1b[31mred" + b"x" * 500})
    with pytest.raises(FetchError) as caught:
        refuse_bad_status(URL, answer)
    assert "\x1b" not in caught.value.message
    assert len(caught.value.message) < 200


NOW = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("after", "seconds"),
    [
        ("", None),
        ("soon", None),
        ("-5", None),
        ("²", None),
        ("0", 0.0),
        ("120", 120.0),
        ("604800", LONGEST_RETRY_S),
        ("604801", LONGEST_RETRY_S),
        ("9" * 400, LONGEST_RETRY_S),
        (format_datetime(NOW + timedelta(seconds=90), usegmt=True), 90.0),
        (format_datetime(NOW - timedelta(seconds=90), usegmt=True), 0.0),
        (format_datetime(NOW + timedelta(days=30), usegmt=True), LONGEST_RETRY_S),
    ],
)
def test_the_wait_that_a_server_asks_for_is_read_by_its_own_clock(
    after: str, seconds: float | None
) -> None:
    headers = {"retry-after": after, "date": format_datetime(NOW, usegmt=True)}
    answer = httpx2.Response(
        429, headers=[(name, value.encode()) for name, value in headers.items()]
    )
    assert retry_after_s(answer) == seconds
