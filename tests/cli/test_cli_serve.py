"""`digest serve`, `next` and `preview`: ports, signals, and the slots in their own zone."""

from __future__ import annotations

import io
import json
import os
import signal
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import httpx2
import pytest
from click.testing import Result
from command_room import Room, RoomState
from mailbox_server import free_port
from rich.console import Console
from small_issue import a_briefing, an_issue
from sse_starlette.sse import AppStatus
from waiting import eventually

from digest.cli.serve import HIGHEST_PORT, MOST_SLOTS, _listening, _may_reload, _once_open
from digest.cli.state import State
from digest.errors import StoreError, UseError
from digest.models import Schedule, Selection

ISSUE = "security-briefing@2026-08-13"


def heard_state() -> tuple[State, io.StringIO]:
    """A state without a newsroom, and what it says of trouble."""
    lines = io.StringIO()
    return replace(State(folder=Path("x")), errors=Console(file=lines)), lines


@contextmanager
def own_signals() -> Iterator[threading.Event]:
    """Catch both signals, so that one that comes too early or too late ends no test run."""
    caught = threading.Event()
    before = {}
    for number in (signal.SIGINT, signal.SIGTERM):
        before[number] = signal.signal(number, lambda *_: caught.set())
    try:
        yield caught
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        # the signal ended this server; its mark would end the event streams of later ones, too
        AppStatus.should_exit = False


def pages_until_signal(
    room: Room, words: list[str], urls: list[str], number: int = signal.SIGTERM
) -> tuple[Result, list[httpx2.Response]]:
    """Run a command that serves, ask for some pages, and end it by a signal as a shell does."""

    def ask() -> list[httpx2.Response]:
        answers = []
        try:
            for url in urls:
                eventually(lambda url=url: answers_at(url), what=url)  # type: ignore[misc]
                answers.append(httpx2.get(url))
        finally:
            # also after a failure: the command would serve for ever
            os.kill(os.getpid(), number)
        return answers

    with own_signals(), ThreadPoolExecutor(1) as threads:
        asked: Future[list[httpx2.Response]] = threads.submit(ask)
        done = room.run(*words)
        return done, asked.result(timeout=60)


def answers_at(url: str) -> bool:
    try:
        httpx2.get(url)
    except httpx2.HTTPError:
        return False
    return True


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_pages_are_served_without_a_schedule_until_a_signal(room: Room, number: int) -> None:
    port = free_port()
    words = ["serve", "--no-schedule", "--port", str(port)]
    done, (page,) = pages_until_signal(room, words, [f"http://127.0.0.1:{port}/healthz"], number)
    assert page.status_code == 200
    assert (done.exit_code, done.exception) == (0, None)
    assert done.stderr == f"readers' pages on http://127.0.0.1:{port}/healthz; Ctrl-C ends\n"
    # the port is free again for the next start
    _listening("127.0.0.1", port).close()


def test_the_schedule_runs_beside_the_pages_and_ends_with_them(room: Room) -> None:
    quiet = tuple(replace(n, schedule=Schedule()) for n in room.config.newsletters)
    room = replace(room, config=replace(room.config, newsletters=quiet))
    port = free_port()
    words = ["serve", "--port", str(port)]
    done, (page,) = pages_until_signal(room, words, [f"http://127.0.0.1:{port}/healthz"])
    assert (page.status_code, done.exit_code) == (200, 0)


def test_figures_stand_at_a_port_of_their_own(room: Room) -> None:
    pages, figures = free_port(), free_port()
    words = ["serve", "--no-schedule", "--port", str(pages), "--metrics", str(figures)]
    urls = [f"http://127.0.0.1:{figures}/metrics", f"http://127.0.0.1:{pages}/metrics"]
    _, (told, hidden) = pages_until_signal(room, words, urls)
    assert "digest_database_up 1.0" in told.text
    # readers get no figures of the newsroom
    assert hidden.status_code == 404


def test_a_proxy_on_another_machine_may_be_named(room: Room) -> None:
    port = free_port()
    words = ["serve", "--no-schedule", "--port", str(port), "--proxy", "10.0.0.3/24"]
    _, (page,) = pages_until_signal(room, words, [f"http://127.0.0.1:{port}/healthz"])
    assert page.status_code == 200


@pytest.mark.parametrize("text", ["proxy.example", "10.0.0.0/33", ""])
def test_a_proxy_that_is_no_network_is_told_before_the_pages_are_served(
    room: Room, text: str
) -> None:
    done = room.run("serve", "--no-schedule", "--proxy", text)
    assert isinstance(done.exception, UseError)
    assert "172.18.0.0/16" in done.exception.hint


@pytest.mark.parametrize("words", ["serve --cluster", "worker"])
def test_a_cluster_needs_postgresql_and_says_so_before_it_serves(room: Room, words: str) -> None:
    done = room.run(*words.split())
    assert isinstance(done.exception, UseError)
    assert str(done.exception) == "workers need PostgreSQL: storage.url is sqlite"
    assert "postgresql://" in done.exception.hint


@pytest.mark.parametrize("command", ["serve", "preview"])
@pytest.mark.parametrize("port", [0, HIGHEST_PORT + 1])
def test_a_port_that_is_none_is_a_wrong_use(room: Room, command: str, port: int) -> None:
    assert room.run(command, "--port", str(port)).exit_code == 2


def test_a_taken_port_is_named_and_another_is_asked_for() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(UseError) as refused:
            _listening("127.0.0.1", port)
    assert str(refused.value) == f"cannot listen (Address already in use): 127.0.0.1:{port}"
    assert refused.value.hint == "give --port a free one"


def test_an_address_of_another_machine_is_named() -> None:
    # 192.0.2.0/24 is for documentation (RFC 5737): no machine has it
    with pytest.raises(UseError) as refused:
        _listening("192.0.2.1", 8080)
    assert str(refused.value).startswith("cannot listen (")
    assert str(refused.value).endswith("): 192.0.2.1:8080")
    assert refused.value.hint == "give --port a free one, --host an address of this machine"


def test_pages_may_listen_on_ipv6() -> None:
    try:
        listener = _listening("::1", free_port())
    except UseError as error:
        pytest.skip(f"this machine has no IPv6 loopback: {error}")
    with listener:
        assert listener.family == socket.AF_INET6


def slots(room: Room, *words: str) -> list[dict[str, str]]:
    listed: list[dict[str, str]] = json.loads(room.run("next", *words, "--json").output)
    return listed


def test_newsletters_are_listed_in_the_order_that_is_asked_for(room: Room) -> None:
    asked = ("gulf-briefing", "security-briefing")
    listed = slots(room, *asked, "-n", "1", "--at", "2026-08-13T00:00Z")
    assert tuple(slot["newsletter"] for slot in listed) == asked


def test_an_unknown_newsletter_has_no_slots(room: Room) -> None:
    done = room.run("next", "gulf-brefing")
    assert str(done.exception) == "no such newsletter: gulf-brefing"


@pytest.mark.parametrize(("count", "code"), [(0, 2), (1, 0), (MOST_SLOTS, 0), (MOST_SLOTS + 1, 2)])
def test_the_number_of_slots_has_bounds(room: Room, count: int, code: int) -> None:
    done = room.run("next", "gulf-briefing", "-n", str(count), "--at", "2026-08-13T00:00Z")
    assert done.exit_code == code
    if code == 0:
        # a heading stands above the slots
        assert len(done.output.splitlines()) == count + 1


def test_a_slot_keeps_its_local_time_when_the_clocks_change(room: Room) -> None:
    daily = Schedule(cron="30 8 * * *")
    newsletter = replace(room.config.newsletters[0], timezone="Europe/Berlin", schedule=daily)
    room = replace(room, config=replace(room.config, newsletters=(newsletter,)))
    # on 25 October 2026 the clocks of Berlin go back by an hour
    listed = slots(room, "-n", "3", "--at", "2026-10-24T00:00Z")
    assert [slot["local"] for slot in listed] == [
        "Sat 2026-10-24 08:30 +0200",
        "Sun 2026-10-25 08:30 +0100",
        "Mon 2026-10-26 08:30 +0100",
    ]
    assert [slot["UTC"] for slot in listed] == [
        "2026-10-24 06:30",
        "2026-10-25 07:30",
        "2026-10-26 07:30",
    ]
    assert {slot["zone"] for slot in listed} == {"Europe/Berlin"}


def test_a_newsletter_without_a_schedule_has_no_slots(room: Room) -> None:
    idle = replace(room.config.newsletters[0], schedule=Schedule())
    room = replace(room, config=replace(room.config, newsletters=(idle,)))
    assert slots(room) == []
    assert room.run("next").output.split() == ["newsletter", "local", "zone", "UTC"]


def save_issue(room: Room) -> None:
    with room.open() as newsroom:
        newsroom.store.issues.save_draft(a_briefing(ISSUE), Selection(stories=()), an_issue(ISSUE))


def test_the_studio_opens_at_the_issue_that_is_named(room: Room) -> None:
    save_issue(room)
    port = free_port()
    words = ["preview", ISSUE, "--port", str(port)]
    url = f"http://127.0.0.1:{port}/?issue={ISSUE}"
    done, (page,) = pages_until_signal(room, words, [url])
    assert done.stdout == f"{url}  (Ctrl-C ends)\n"
    assert page.status_code == 200
    assert "Harbour reopens" in page.text


def test_the_studio_opens_without_a_word_at_the_newest_issue(room: Room) -> None:
    save_issue(room)
    port = free_port()
    url = f"http://127.0.0.1:{port}/"
    done, (page,) = pages_until_signal(room, ["preview", "--port", str(port)], [url])
    assert done.stdout == f"{url}  (Ctrl-C ends)\n"
    assert "Harbour reopens" in page.text


def test_an_unknown_issue_opens_no_studio(room: Room) -> None:
    done = room.run("preview", "security-briefing@2026-01-01", "--port", str(free_port()))
    assert str(done.exception) == "no such issue: security-briefing@2026-01-01"
    assert done.stdout == ""


def test_a_round_waits_for_a_database_that_is_away_and_says_so() -> None:
    state, lines = heard_state()
    rounds: list[str] = []

    def serve_round() -> None:
        rounds.append("tried")
        if len(rounds) < 2:
            raise StoreError("the database cannot be reached")

    _once_open(state, serve_round, threading.Event())
    assert rounds == ["tried", "tried"]
    assert lines.getvalue() == ("not serving, tried again in 1 s: the database cannot be reached\n")


def test_the_end_of_serve_ends_the_wait_for_the_database() -> None:
    state, lines = heard_state()
    stop = threading.Event()

    def serve_round() -> None:
        stop.set()
        raise StoreError("the database cannot be reached")

    _once_open(state, serve_round, stop)
    assert "the database cannot be reached" in lines.getvalue()


def test_a_hangup_names_each_mistake_of_the_files_and_changes_nothing(tmp_path: Path) -> None:
    state, lines = heard_state()
    (tmp_path / "digest.yaml").write_text("publication: [\n", "utf-8")
    (tmp_path / "topics").mkdir()
    (tmp_path / "topics" / "sea.yaml").write_text("nome: Sea\n", "utf-8")
    assert not _may_reload(replace(state, folder=tmp_path))
    said = lines.getvalue()
    assert "digest.yaml:" in said
    assert "sea.yaml:1:" in said
    assert said.splitlines()[-1].startswith("the configuration stays as it was: ")


def test_a_hangup_is_obeyed_when_files_and_database_are_in_order(room: Room) -> None:
    assert _may_reload(RoomState(folder=room.folder, known_config=room.config))
