"""Ctrl-C while sources are asked: what answered is stored, the rest is left, and a line says so."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from loopback_site import Site, reply
from waiting import eventually

from digest.cli import main
from digest.config import init_newsroom, load_config
from digest.store import open_store

FEED = (
    b"<rss version='2.0'><channel><title>P</title><item><title>Talks open</title>"
    b"<link>https://paper.example/a</link></item></channel></rss>"
)
SOURCE = (
    "  - {{id: {name}, name: {name}, url: '{url}/{name}', publisher: Paper, language: "
    "en, country: US}}\n"
)


@contextmanager
def heeding_ctrl_c() -> Iterator[None]:
    """Heed SIGINT even where the tests run in the background, which ignores it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def answered(newsroom: Path) -> list[str]:
    """The sources whose answer is stored."""
    store = open_store(load_config(newsroom, env={}).settings.storage_url)
    states = store.articles.states()
    store.close()
    return [source_id for source_id, state in states.items() if state.last_success]


@pytest.fixture
def newsroom(site: Site, tmp_path: Path) -> Path:
    folder = tmp_path / "newsroom"
    init_newsroom(folder)
    settings = (folder / "digest.yaml").read_text("utf-8")
    allowed = settings.replace("\ncollect:\n", "\ncollect:\n  allow_networks: [127.0.0.1/32]\n", 1)
    (folder / "digest.yaml").write_text(allowed, "utf-8")
    names = ("quick", "hanging")
    lines = "".join(SOURCE.format(name=name, url=site.url) for name in names)
    (folder / "sources.yaml").write_text(f"sources:\n{lines}", "utf-8")
    return folder


def test_ctrl_c_ends_the_round_at_once_and_says_so(
    site: Site, newsroom: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def hang(_: BaseHTTPRequestHandler) -> None:
        eventually(lambda: "quick" in answered(newsroom), "the first source", within_s=30)
        os.kill(os.getpid(), signal.SIGINT)
        site.ended.wait(30)

    site.routes["/quick"] = lambda h: reply(h, 200, FEED)
    site.routes["/hanging"] = hang
    monkeypatch.chdir(newsroom)
    monkeypatch.setattr(sys, "argv", ["digest", "-c", str(newsroom), "collect"])
    started = time.monotonic()
    with heeding_ctrl_c(), pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 130
    assert time.monotonic() - started < 15
    assert answered(newsroom) == ["quick"]
    assert "interrupted: everything finished so far is stored" in capsys.readouterr().err
