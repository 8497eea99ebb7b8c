"""An answer names its version, and an asker that has it is known by the ETag it sends back."""

from __future__ import annotations

import pytest
from starlette.requests import Request

from digest.web.versions import etag_of, is_known

ETAG = etag_of(b"page")


def asked(*headers: str) -> Request:
    pairs = [(b"if-none-match", header.encode()) for header in headers]
    return Request({"type": "http", "method": "GET", "path": "/", "headers": pairs})


def test_another_body_has_another_etag() -> None:
    assert etag_of(b"page") == ETAG
    assert etag_of(b"page, mended") != ETAG
    assert ETAG[0] == ETAG[-1] == '"'


@pytest.mark.parametrize("header", [ETAG, f"W/{ETAG}", f'"old", {ETAG}', f'"old" , W/{ETAG}'])
def test_an_asker_is_known_by_a_plain_a_weak_or_one_of_several_etags(header: str) -> None:
    assert is_known(asked(header), ETAG)


@pytest.mark.parametrize("headers", [(), ("",), ('"old"',), (ETAG.strip('"'),)])
def test_an_asker_without_this_version_is_not_known(headers: tuple[str, ...]) -> None:
    assert not is_known(asked(*headers), ETAG)
