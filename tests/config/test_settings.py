"""Settings in code: defaults, ranges, copies, and values that files write in another shape."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import ValidationError

from digest.config import (
    AlarmSettings,
    BounceSettings,
    CollectSettings,
    Config,
    DeliverSettings,
    ProviderLimit,
    Relay,
    Settings,
    Tls,
    shipped_config,
)
from digest.config.list_files import PLAIN_SOURCE
from digest.models import HeaderPolicy, Publication

PUBLICATION = Publication(name="N", public_url="https://n.example.org", from_address="a@n.example")


def test_the_defaults_are_those_of_the_docs():
    collect, deliver = CollectSettings(), DeliverSettings()
    assert (collect.timeout_s, collect.connect_timeout_s, collect.host_gap_s) == (20.0, 10.0, 0.5)
    assert (collect.workers, collect.per_host, collect.max_redirects) == (16, 2, 5)
    assert (collect.max_feed_bytes, collect.max_page_bytes) == (8_000_000, 4_000_000)
    assert (collect.max_entries, collect.max_pages, collect.max_crawl_delay_s) == (500, 200, 30.0)
    assert (deliver.max_attempts, deliver.first_retry_s, deliver.give_up_after_h) == (
        8,
        300.0,
        24.0,
    )
    assert (deliver.lease_s, deliver.batch, deliver.uncertain) == (120.0, 100, "hold")
    assert deliver.headers == HeaderPolicy()
    assert deliver.bounces == BounceSettings()
    assert (BounceSettings().every_s, BounceSettings().soft_limit) == (300.0, 5.0)
    assert BounceSettings().soft_half_life_s == 30 * 86400.0


def test_the_defaults_of_a_relay_are_those_of_the_docs():
    relay = Relay(name="main", host="smtp.example.org")
    assert (relay.kind, relay.port, relay.tls, relay.auth) == ("smtp", 587, Tls.STARTTLS, "plain")
    assert (relay.connections, relay.messages_per_connection, relay.weight) == (4, 200, 1)
    assert (relay.timeout_s, relay.per_minute, relay.password) == (30.0, None, "")


def test_an_smtp_relay_needs_a_host_and_another_kind_does_not():
    with pytest.raises(ValidationError):
        Relay(name="main")
    assert Relay(name="main", kind="maildir").host == ""


def test_the_wait_for_a_connection_is_no_longer_than_the_wait_for_the_answer():
    assert CollectSettings(timeout_s=3.0).connect_timeout_s == 3.0
    assert CollectSettings(timeout_s=60.0, connect_timeout_s=5.0).connect_timeout_s == 5.0


@pytest.mark.parametrize(
    ("made", "wrong"),
    [
        (CollectSettings, {"workers": 0}),
        (CollectSettings, {"workers": 257}),
        (CollectSettings, {"per_host": 17}),
        (DeliverSettings, {"max_attempts": 0}),
        (DeliverSettings, {"uncertain": "drop"}),
        (ProviderLimit, {"connections": 0}),
        (BounceSettings, {"soft_limit": 0}),
    ],
)
def test_ranges_hold_in_code_too(made, wrong):
    with pytest.raises(ValidationError):
        made(**wrong)


def test_a_copy_may_change_fields_and_keeps_the_others():
    settings = Settings(publication=PUBLICATION, timezone="Asia/Beirut")
    copy = replace(settings, deliver=DeliverSettings(batch=7))
    assert (copy.timezone, copy.deliver.batch, copy.publication) == ("Asia/Beirut", 7, PUBLICATION)
    assert settings.deliver.batch == 100


def test_settings_cannot_be_changed():
    with pytest.raises(AttributeError):
        CollectSettings().workers = 3  # type: ignore[misc]


def test_addresses_of_alarms_never_print():
    alarms = AlarmSettings(
        webhook_url="https://a.example/secret", heartbeat_url="https://b.example/key"
    )
    assert "secret" not in repr(alarms)
    assert "key" not in repr(alarms)


def test_a_source_has_the_defaults_of_the_noun():
    assert (PLAIN_SOURCE.weight, PLAIN_SOURCE.interval_s, PLAIN_SOURCE.kind) == (1.0, 900, "feed")


def test_themes_are_looked_for_in_the_newsroom_then_in_its_templates_then_in_the_shipped(
    tmp_path: Path,
):
    settings = Settings(publication=PUBLICATION)
    shipped = shipped_config() / "themes"
    assert Config(folder=tmp_path, settings=settings).theme_folders == (
        tmp_path / "themes",
        shipped,
    )
    own = replace(settings, templates_dir=tmp_path / "parts")
    assert Config(folder=tmp_path, settings=own).theme_folders == (
        tmp_path / "themes",
        tmp_path / "parts" / "themes",
        shipped,
    )


@pytest.mark.parametrize("theme", ["../secrets", "/etc/passwd", "a/b", "Default", "default.yaml"])
def test_the_name_of_a_theme_is_never_a_path(problems, theme: str):
    text = f"name: N\ntagline: T\ntopics: [ports]\ntheme: {theme}\n"
    (line,) = problems({"newsletters/harbour.yaml": text})
    assert line.startswith(f'newsletters/harbour.yaml:4:8: "{theme}" is not an id')
