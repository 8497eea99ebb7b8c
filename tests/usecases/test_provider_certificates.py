"""Certificates come over HTTP within limits, once, and from the asked address alone."""

from __future__ import annotations

import pytest
from pytest_httpserver import HTTPServer

from digest.deliver import WrongProof
from digest.usecases.provider_certificates import MOST_KEPT, CertificateShelf

PEM = b"-----BEGIN CERTIFICATE-----\n"


def test_a_certificate_is_asked_for_once_and_kept(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/one.pem").respond_with_data(PEM)
    shelf = CertificateShelf()
    for _ in range(3):
        assert shelf.fetch(httpserver.url_for("/one.pem")) == PEM
    assert len(httpserver.log) == 1


@pytest.mark.parametrize("status", [404, 500, 301])
def test_an_answer_that_is_no_certificate_is_refused_and_not_kept(
    httpserver: HTTPServer, status: int
) -> None:
    elsewhere = {"location": httpserver.url_for("/elsewhere.pem")}
    httpserver.expect_request("/one.pem").respond_with_data(b"", status, elsewhere)
    httpserver.expect_request("/elsewhere.pem").respond_with_data(PEM)
    shelf = CertificateShelf()
    for _ in range(2):
        with pytest.raises(WrongProof, match="does not come"):
            shelf.fetch(httpserver.url_for("/one.pem"))
    # no redirect was followed
    assert [request.path for request, _ in httpserver.log] == ["/one.pem", "/one.pem"]


def test_an_endless_answer_is_cut_off(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/large.pem").respond_with_data(b"x" * 65_537)
    httpserver.expect_request("/most.pem").respond_with_data(b"x" * 65_536)
    shelf = CertificateShelf()
    with pytest.raises(WrongProof, match="too large"):
        shelf.fetch(httpserver.url_for("/large.pem"))
    assert len(shelf.fetch(httpserver.url_for("/most.pem"))) == 65_536


def test_a_host_that_does_not_answer_is_a_wrong_proof() -> None:
    with pytest.raises(WrongProof, match="does not come"):
        CertificateShelf().fetch("http://127.0.0.1:9/one.pem")


def test_invented_addresses_do_not_fill_the_memory(httpserver: HTTPServer) -> None:
    shelf = CertificateShelf()
    for number in range(MOST_KEPT + 5):
        httpserver.expect_request(f"/{number}.pem").respond_with_data(PEM)
        shelf.fetch(httpserver.url_for(f"/{number}.pem"))
    assert len(shelf._kept) <= MOST_KEPT
