"""The fetcher is polite, bounded in time and size, and never asks an address it must not."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from dataclasses import replace
from http.server import BaseHTTPRequestHandler

import pytest
from loopback_site import Site, reply

from digest.collect import HttpFetcher
from digest.collect.network_addresses import parse_networks, refusal
from digest.config import CollectSettings
from digest.errors import BlockedAddress, ConfigError, FetchError


def test_headers_go_out_and_the_answer_comes_back(site: Site, manners: CollectSettings) -> None:
    site.routes["/f"] = lambda h: reply(h, 200, b"<rss/>", ETag='"1"', Content_Type="text/xml")
    with HttpFetcher(manners) as fetcher:
        answer = fetcher.get(f"{site.url}/f", headers={"if-none-match": '"0"'})
    assert (answer.status, answer.body, answer.headers["etag"]) == (200, b"<rss/>", '"1"')
    sent = site.seen[0][1]
    assert sent["if-none-match"] == '"0"'
    assert sent["user-agent"].startswith("digest-test/1")


def test_not_modified_is_an_answer(site: Site, manners: CollectSettings) -> None:
    def not_modified(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(304)
        handler.end_headers()

    site.routes["/f"] = not_modified
    with HttpFetcher(manners) as fetcher:
        assert fetcher.get(f"{site.url}/f").status == 304


@pytest.mark.parametrize(
    ("status", "says"),
    [(403, "refuses automated readers"), (429, "too many"), (410, "for good"), (503, "in trouble")],
)
def test_a_refusal_is_said_in_plain_words(
    site: Site, manners: CollectSettings, status: int, says: str
) -> None:
    site.routes["/f"] = lambda h: reply(h, status, Retry_After="120")
    with HttpFetcher(manners) as fetcher, pytest.raises(FetchError, match=says) as caught:
        fetcher.get(f"{site.url}/f")
    assert (caught.value.status, caught.value.retry_after_s) == (status, 120.0)


def test_retry_after_may_be_a_date(site: Site, manners: CollectSettings) -> None:
    def later(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response_only(429)
        handler.send_header("Date", "Sun, 01 Mar 2026 10:00:00 GMT")
        handler.send_header("Retry-After", "Sun, 01 Mar 2026 10:05:00 GMT")
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    site.routes["/f"] = later
    with HttpFetcher(manners) as fetcher, pytest.raises(FetchError) as caught:
        fetcher.get(f"{site.url}/f")
    assert caught.value.retry_after_s == 300.0


def test_a_form_is_sent_and_only_its_status_comes_back(
    site: Site, manners: CollectSettings
) -> None:
    received: list[bytes] = []

    def form(handler: BaseHTTPRequestHandler) -> None:
        received.append(handler.rfile.read(int(handler.headers["Content-Length"])))
        reply(handler, 302, b"x" * 1000, Location="/elsewhere")

    site.routes["/u"] = form
    with HttpFetcher(manners) as fetcher:
        assert fetcher.post(f"{site.url}/u", {"List-Unsubscribe": "One-Click"}) == 302
        with pytest.raises(FetchError, match="cannot be reached"):
            fetcher.post("http://127.0.0.1:1/u", {})
    assert received == [b"List-Unsubscribe=One-Click"]


def test_a_form_is_never_sent_to_an_address_inside(site: Site, manners: CollectSettings) -> None:
    with HttpFetcher(replace(manners, allow_networks=())) as fetcher, pytest.raises(BlockedAddress):
        fetcher.post(f"{site.url}/u", {})
    assert site.seen == []


# ---- redirects --------------------------------------------------------------


def test_permanent_redirects_are_remembered_and_others_are_not(
    site: Site, manners: CollectSettings
) -> None:
    site.routes["/old"] = lambda h: reply(h, 301, Location="/new")
    site.routes["/today"] = lambda h: reply(h, 302, Location="/new")
    site.routes["/mixed"] = lambda h: reply(h, 308, Location="/today")
    site.routes["/later"] = lambda h: reply(h, 302, Location="/old")
    site.routes["/new"] = lambda h: reply(h, 200, b"x")
    with HttpFetcher(manners) as fetcher:
        assert fetcher.get(f"{site.url}/old").moved_to == f"{site.url}/new"
        assert fetcher.get(f"{site.url}/today").moved_to == ""
        assert fetcher.get(f"{site.url}/mixed").moved_to == ""
        # a temporary step before a permanent one makes the way temporary as well
        assert fetcher.get(f"{site.url}/later").moved_to == ""
        assert fetcher.get(f"{site.url}/mixed").url == f"{site.url}/new"
        # a page that answers at its own address did not move
        assert fetcher.get(f"{site.url}/new").moved_to == ""


def test_a_circle_of_redirects_ends(site: Site, manners: CollectSettings) -> None:
    site.routes["/a"] = lambda h: reply(h, 302, Location="/a")
    with (
        HttpFetcher(manners) as fetcher,
        pytest.raises(FetchError, match="redirects more than 5 times"),
    ):
        fetcher.get(f"{site.url}/a")
    assert len(site.seen) == 6


def test_a_redirect_to_a_private_address_is_refused_before_connecting(
    site: Site, manners: CollectSettings
) -> None:
    site.routes["/f"] = lambda h: reply(h, 302, Location=f"http://127.0.0.2:{site.port}/secret")
    with HttpFetcher(manners) as fetcher, pytest.raises(BlockedAddress, match="loopback"):
        fetcher.get(f"{site.url}/f")
    assert site.paths() == ["/f"]


def test_a_redirect_to_a_file_is_refused(site: Site, manners: CollectSettings) -> None:
    site.routes["/f"] = lambda h: reply(h, 302, Location="file:///etc/passwd")
    with HttpFetcher(manners) as fetcher, pytest.raises(FetchError, match="not http"):
        fetcher.get(f"{site.url}/f")


def test_a_redirect_to_https_is_followed_to_its_connection(
    site: Site, manners: CollectSettings
) -> None:
    # the site speaks no TLS: the handshake that breaks shows that https was tried
    site.routes["/f"] = lambda h: reply(h, 301, Location=f"https://127.0.0.1:{site.port}/f")
    with HttpFetcher(manners) as fetcher, pytest.raises(FetchError, match="cannot be reached"):
        fetcher.get(f"{site.url}/f")
    assert site.paths() == ["/f"]


def test_a_place_on_a_page_is_no_part_of_the_address_that_it_moved_to(
    site: Site, manners: CollectSettings
) -> None:
    site.routes["/old"] = lambda h: reply(h, 301, Location="/new#latest")
    site.routes["/new"] = lambda h: reply(h, 200, b"x")
    with HttpFetcher(manners) as fetcher:
        answer = fetcher.get(f"{site.url}/old")
    assert (answer.url, answer.moved_to) == (f"{site.url}/new", f"{site.url}/new")


# ---- addresses --------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.0.0.1", "172.16.3.4", "192.168.1.1", "169.254.169.254", "0.0.0.1", "100.64.0.1", "224.0.0.1",  # noqa: E501
     "255.255.255.255", "192.0.0.8", "198.18.0.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fec0::1",  # noqa: E501
     "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1",  # noqa: E501
     "2001::1", "2001:db8::1", "ff02::1", "not an address"],
)  # fmt: skip
def test_an_address_that_may_lead_inside_is_refused(address: str) -> None:
    assert refusal(address)


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "2606:2800:21f:cb07::1", "::ffff:93.184.215.14"]
)
def test_a_public_address_is_asked(address: str) -> None:
    assert refusal(address) == ""


def test_the_operator_may_allow_a_network() -> None:
    allowed = parse_networks(["10.1.0.0/16"])
    assert refusal("10.1.2.3", allowed) == ""
    assert refusal("::ffff:10.1.2.3", allowed) == ""
    assert refusal("10.2.2.3", allowed)


def test_a_wrong_network_is_a_configuration_error(manners: CollectSettings) -> None:
    with pytest.raises(ConfigError, match="allow_networks"):
        HttpFetcher(replace(manners, allow_networks=("10.0.0.0/99",)))


@pytest.mark.parametrize(
    "host", ["localhost", "127.1", "2130706433", "0x7f000001", "[::ffff:127.0.0.2]", "[::1]"]
)
def test_no_spelling_of_loopback_gets_through(manners: CollectSettings, host: str) -> None:
    with HttpFetcher(replace(manners, allow_networks=())) as fetcher, pytest.raises(FetchError):
        fetcher.get(f"http://{host}:9/x")


# ---- bounds -----------------------------------------------------------------


def test_a_compressed_bomb_is_counted_as_it_grows(site: Site, manners: CollectSettings) -> None:
    bomb = gzip.compress(gzip.compress(b"\0" * 50_000_000))
    site.routes["/f"] = lambda h: reply(h, 200, bomb, Content_Encoding="gzip, gzip")
    with HttpFetcher(manners) as fetcher, pytest.raises(FetchError, match=r"more than 0\.2 MB"):
        fetcher.get(f"{site.url}/f")


def test_a_broken_compression_is_a_failure_in_words(site: Site, manners: CollectSettings) -> None:
    site.routes["/f"] = lambda h: reply(h, 200, b"\x1f\x8bnot gzip", Content_Encoding="gzip")
    with HttpFetcher(manners) as fetcher, pytest.raises(FetchError, match="compression"):
        fetcher.get(f"{site.url}/f")


def test_headers_without_end_are_a_failure(site: Site, manners: CollectSettings) -> None:
    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for n in range(20_000):
            handler.wfile.write(b"X-%d: %s\r\n" % (n, b"y" * 100))

    site.routes["/f"] = endless
    with HttpFetcher(manners) as fetcher, pytest.raises(FetchError):
        fetcher.get(f"{site.url}/f")


@pytest.mark.parametrize("part", ["headers", "body", "nothing"])
def test_a_slow_drip_ends_with_the_time_out(
    site: Site, manners: CollectSettings, part: str
) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        if part == "nothing":
            site.ended.wait(10)
            return
        handler.wfile.write(
            b"HTTP/1.1 200 OK\r\nX-A: " if part == "headers" else b"HTTP/1.1 200 OK\r\n\r\n"
        )
        while not site.ended.wait(0.05):
            handler.wfile.write(b"z")

    site.routes["/f"] = drip
    started = time.monotonic()
    with (
        HttpFetcher(manners) as fetcher,
        pytest.raises(FetchError, match="did not answer within 1 s"),
    ):
        fetcher.get(f"{site.url}/f")
    assert time.monotonic() - started < 30.0


def test_a_server_that_accepts_and_says_nothing_is_bounded(manners: CollectSettings) -> None:
    silent = socket.create_server(("127.0.0.1", 0))
    with silent, HttpFetcher(manners) as fetcher, pytest.raises(FetchError, match="did not answer"):
        fetcher.get(f"http://127.0.0.1:{silent.getsockname()[1]}/")


@pytest.mark.parametrize(
    "url", ["ftp://example.com/f", "nonsense", "http://", "http://exa mple/", "http://[::1/"]
)
def test_an_address_that_cannot_be_asked_is_a_failure_not_a_crash(
    manners: CollectSettings, url: str
) -> None:
    with HttpFetcher(manners) as fetcher, pytest.raises(FetchError):
        fetcher.get(url)


# ---- manners ----------------------------------------------------------------


def test_no_more_requests_than_allowed_run_at_one_host(
    site: Site, manners: CollectSettings
) -> None:
    at_once, most, lock = 0, 0, threading.Lock()

    def slow(handler: BaseHTTPRequestHandler) -> None:
        nonlocal at_once, most
        with lock:
            at_once += 1
            most = max(most, at_once)
        time.sleep(0.15)
        with lock:
            at_once -= 1
        reply(handler, 200, b"x")

    site.routes["/f"] = slow
    with HttpFetcher(replace(manners, per_host=2, host_gap_s=0.05)) as fetcher:
        threads = [threading.Thread(target=fetcher.get, args=(f"{site.url}/f",)) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    # the distance of their starts is tested with a clock in test_manners_in_time.py
    assert most <= 2
