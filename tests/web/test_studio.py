"""The studio: it shows what would be sent and why, on loopback only, and changes nothing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
from studio_server import served

from digest.render import render_issue
from digest.render.specimen import AT, PUBLICATION, specimen
from digest.web.client_views import as_seen


@pytest.fixture(scope="module")
def studio() -> Iterator[str]:
    with served() as address:
        yield address


def test_the_front_page_shows_the_issue_its_findings_and_its_reasons_escaped(studio: str) -> None:
    page = httpx2.get(studio).text
    assert "Two navies agree" in page
    assert "&lt;says&gt; nothing" in page
    assert "A &lt;b&gt;headline&lt;/b&gt;" in page
    assert "published an hour ago" in page
    assert 'href="https://rules.example/links"' in page


def test_a_merge_is_told_by_the_numbers_of_the_articles(studio: str) -> None:
    page = httpx2.get(studio).text
    assert '(2) : <a href="https://ledger.example/1"' in page
    assert "(2) merged with (1) (2.50): both name the strait" in page
    assert page.count("merged with") == 1
    assert "c folded into (2) as a copy (same_text): word for word" in page


def test_a_part_that_does_not_render_says_where_and_is_not_called_good() -> None:
    with served(trouble="no label 'x': parts/<lead>.mjml.j2:3") as address:
        page = httpx2.get(address).text
    assert "parts/&lt;lead&gt;.mjml.j2:3" in page
    assert "Not judged" in page
    assert "good to go" not in page


def test_a_newsroom_without_issues_says_what_to_do() -> None:
    with served(empty=True) as address:
        assert "digest draft NEWSLETTER" in httpx2.get(address).text


def test_the_mail_stands_in_a_sandbox_without_scripts(studio: str) -> None:
    answer = httpx2.get(f"{studio}/mail/sample-briefing@2026-11-23")
    policy = answer.headers["content-security-policy"]
    assert "sandbox" in policy
    assert "script-src" not in policy
    assert "default-src 'none'" in policy
    assert "slot.invalid" not in answer.text


def test_a_readers_own_links_stand_for_themselves_in_both_parts(studio: str) -> None:
    for part in ("mail", "text"):
        assert (
            "https://example.org/unsubscribe"
            in httpx2.get(f"{studio}/{part}/sample-briefing@2026-11-23").text
        )
    assert "slot.invalid" not in httpx2.get(studio).text


def test_the_text_is_the_issues_own(studio: str) -> None:
    answer = httpx2.get(f"{studio}/text/sample-briefing@2026-11-23")
    assert answer.headers["content-type"].startswith("text/plain")
    assert "What happened:" in answer.text


@pytest.mark.parametrize(
    "path", ["/?issue=none", "/mail/none", "/text/none", "/image/none/x", "/../pyproject.toml"]
)
def test_a_page_that_is_not_there_says_so_plainly(studio: str, path: str) -> None:
    assert httpx2.get(studio + path).status_code == 404


def test_another_host_name_gets_nothing(studio: str) -> None:
    assert httpx2.get(studio, headers={"host": "evil.example"}).status_code == 400


@pytest.mark.parametrize(
    "path", ["/", "/mail/sample-briefing@2026-11-23", "/studio.js", "/?issue=none"]
)
def test_every_answer_carries_strict_headers(studio: str, path: str) -> None:
    headers = httpx2.get(studio + path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_no_method_can_change_the_studio(studio: str, method: str) -> None:
    assert httpx2.request(method, f"{studio}/mail/sample-briefing@2026-11-23").status_code == 405


def test_a_changed_file_reaches_open_pages(tmp_path: Path) -> None:
    file = tmp_path / "topic.yaml"
    file.write_text("a: 1\n")
    with (
        served([tmp_path]) as address,
        httpx2.stream("GET", f"{address}/events", timeout=10) as answer,
    ):
        lines = answer.iter_lines()
        assert next(line for line in lines if line.startswith("event:")) == "event: ready"
        file.write_text("a: 2\n")
        assert next(line for line in lines if line.startswith("event:")) == "event: changed"


def test_the_first_change_is_prepared_once_a_page_waits_for_it() -> None:
    warm = threading.Event()
    with (
        served(warm_up=warm.set) as address,
        httpx2.stream("GET", f"{address}/events", timeout=10) as answer,
    ):
        lines = answer.iter_lines()
        assert next(line for line in lines if line.startswith("event:")) == "event: ready"
        assert warm.wait(10)


def test_each_kind_of_client_can_be_looked_through() -> None:
    html = render_issue(specimen(), publication=PUBLICATION, created=AT).html
    assert "@media all" in as_seen(html, look="dark")
    assert "@media not all" in as_seen(html)
    assert "invert(1)" in as_seen(html, look="inverted")
    assert "<style" not in as_seen(html, styles=False).split("<body")[1]
    assert 'src="https://pictures' not in as_seen(html, pictures=False)


def test_it_shows_what_readers_said_and_each_variant(studio: str) -> None:
    page = httpx2.get(studio).text
    assert "Enough on &lt;ports&gt;?" in page
    assert "12 <bdi>Yes</bdi>, 3 <bdi>No</bdi>" in page
    assert "At &lt;sea&gt;" in page
    assert "no story, so its readers get no mail" in page
    mail = httpx2.get(f"{studio}/mail/sample-briefing@2026-11-23?variant=sea").text
    assert "Sea part" in mail
    whole = httpx2.get(f"{studio}/mail/sample-briefing@2026-11-23?variant=other").text
    assert "Sea part" not in whole
