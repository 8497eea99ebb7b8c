"""Two issues sent at one time by one process keep each limit together, and take turns."""

from __future__ import annotations

import threading
import time

from smtp_double import ScriptedServer
from test_sender import Sending, readers, relay_to
from waiting import eventually, max_within

from digest.config import ProviderLimit
from digest.deliver import SendReport, SharedLimits


class AtOnce:
    """Desks that send in threads of their own, sharing one SharedLimits."""

    def __init__(self, *desks: Sending) -> None:
        shared_limits = SharedLimits()
        self.reports: list[SendReport] = []
        self._threads = [
            threading.Thread(
                target=lambda desk=desk: self.reports.append(desk.send(shared_limits=shared_limits))
            )
            for desk in desks
        ]
        for thread in self._threads:
            thread.start()

    @property
    def running(self) -> int:
        return sum(thread.is_alive() for thread in self._threads)

    def join(self) -> None:
        for thread in self._threads:
            thread.join(60)
        assert all(report.finished for report in self.reports)
        assert len(self.reports) == len(self._threads)


def two_audiences(count: int) -> tuple[dict[str, str], dict[str, str]]:
    return readers(count, domain="gmail.com"), {f"b{n}": f"b{n}@gmail.com" for n in range(count)}


def test_two_sends_keep_one_pace_and_share_it() -> None:
    limit = ProviderLimit(provider="google", per_minute=1200)
    with ScriptedServer() as server:
        started = time.monotonic()
        AtOnce(
            *(Sending(emails, relay_to(server), providers=(limit,)) for emails in two_audiences(30))
        ).join()
        elapsed_s = time.monotonic() - started
    assert elapsed_s > 2.6  # 59 gaps of 50 ms, of which a quarter second may be caught up
    first_half = [to for _, to, _, _ in server.taken[:30]]
    assert 5 <= sum(to.startswith("b") for to in first_half) <= 25


def test_two_sends_share_a_provider_that_allows_one_connection() -> None:
    limit = ProviderLimit(provider="google", connections=1)
    with ScriptedServer(round_trip_s=0.002) as server:
        AtOnce(
            *(
                Sending(emails, relay_to(server), providers=(limit,))
                for emails in two_audiences(200)
            )
        ).join()
    first_half = [to for _, to, _, _ in server.taken[:200]]
    assert 40 <= sum(to.startswith("b") for to in first_half) <= 160


def test_two_sends_share_the_connections_of_a_relay() -> None:
    # no mail is taken meanwhile, so that both sends want all connections
    taken = threading.Event()

    def when_released(_: str) -> None:
        taken.wait(60)

    with ScriptedServer(on_dot=when_released) as server:
        relay = relay_to(server, connections=4, timeout_s=60.0)
        both = AtOnce(*(Sending(emails, relay) for emails in two_audiences(20)))
        eventually(lambda: server.open_connections == 4, "four connections", within_s=10)
        # a fifth connection would be opened at once, so the maximum of the next second tells
        most = max_within(lambda: server.open_connections, seconds=1.0)
        running = both.running
        taken.set()
        assert (most, running) == (4, 2)
        both.join()


def test_one_send_after_another_has_all_connections() -> None:
    with ScriptedServer(round_trip_s=0.01) as server:
        shared_limits = SharedLimits()
        for emails in two_audiences(60):
            connections = server.connections
            Sending(emails, relay_to(server, connections=4)).send(shared_limits=shared_limits)
            assert server.connections - connections == 4
