"""A kind of relay that is one file and one line in the registry sends a whole issue."""

from __future__ import annotations

from http_transport import http_server, toy_kind
from test_sender import ISSUE, Sending, readers

from digest.config import Relay
from digest.deliver import TRANSPORTS
from digest.kernel.registry import Registry
from digest.models import DeliveryState


def test_an_issue_goes_over_a_toy_http_relay_to_every_reader_once() -> None:
    transports = Registry("relay", [*TRANSPORTS, toy_kind()])
    with http_server() as server:
        relay = Relay(name="api", kind="http", host="127.0.0.1", port=server.port, connections=3)
        desk = Sending(readers(40), relay)
        report = desk.send(open_transport=lambda relay: transports[relay.kind].make(relay))
        again = desk.send(open_transport=lambda relay: transports[relay.kind].make(relay))
    assert (report.accepted, report.finished) == (40, True)
    assert again.counts == {}
    assert len(server.bodies) == 40


def test_an_http_relay_that_is_down_is_an_error_of_the_relay_and_its_rows_wait() -> None:
    transports = Registry("relay", [*TRANSPORTS, toy_kind()])
    relay = Relay(name="api", kind="http", host="127.0.0.1", port=1, connections=1)
    desk = Sending(readers(2), relay)
    report = desk.send(open_transport=lambda relay: transports[relay.kind].make(relay))
    assert [error.message for error in report.relay_errors] == ["cannot connect"]
    assert (report.accepted, report.finished) == (0, False)
    states = desk.ledger.audit(ISSUE).by_state
    assert states[DeliveryState.QUEUED] == 2
