"""The company that runs a mailbox: by its domain, by its mail hosts, and without DNS."""

from __future__ import annotations

import pytest

from digest.deliver.providers import (
    DOMAINS_OF_PROVIDER,
    MX_OF_PROVIDER,
    ProviderDirectory,
    provider_of_mx,
)


def test_each_domain_belongs_to_one_provider_in_any_case() -> None:
    seen: dict[str, str] = {}
    directory = ProviderDirectory()
    for provider, domains in DOMAINS_OF_PROVIDER.items():
        for domain in domains.split():
            assert seen.setdefault(domain, provider) == provider
            assert directory.provider_of(domain) == provider
            assert directory.provider_of(f"{domain.upper()}.") == provider
    assert set(seen.values()) <= set(MX_OF_PROVIDER)


def test_each_mail_host_below_a_suffix_is_of_its_provider_and_a_lookalike_is_not() -> None:
    for provider, suffixes in MX_OF_PROVIDER.items():
        for suffix in suffixes:
            assert provider_of_mx([f"mx1.{suffix}."]) == provider
            assert provider_of_mx([suffix.upper()]) == provider
            assert provider_of_mx([f"not{suffix}"]) == ""
            assert provider_of_mx([f"{suffix}.evil.example"]) == ""


def test_the_first_host_that_is_known_counts() -> None:
    hosts = ["mx.own.example", "aspmx.l.google.com", "mx.zoho.eu"]
    assert provider_of_mx(hosts) == "google"
    assert provider_of_mx([]) == ""


def test_without_a_lookup_a_domain_is_its_own_provider() -> None:
    directory = ProviderDirectory()
    directory.look_up(["own.example"])
    assert directory.provider_of("Own.Example.") == "own.example"


def test_a_known_domain_is_never_asked_for() -> None:
    def fail(domain: str) -> tuple[str, ...]:
        raise AssertionError(domain)

    directory = ProviderDirectory(fail)
    directory.look_up(["gmail.com", "GMAIL.com."])
    directory.look_up([])
    assert directory.provider_of("gmail.com") == "google"


@pytest.mark.parametrize("silences", [0, 1, 2, 3, 4])
def test_a_name_server_that_kept_silent_three_times_is_asked_no_more(silences: int) -> None:
    asked: list[str] = []

    def lookup(domain: str) -> tuple[str, ...]:
        asked.append(domain)
        if domain.startswith("silent"):
            raise OSError("no answer")
        return ("aspmx.l.google.com",)

    directory = ProviderDirectory(lookup)
    # one after the other: each silence is known before the next question
    for number in range(silences):
        directory.look_up([f"silent{number}.example"])
    directory.look_up(["rented.example"])
    assert len(asked) == min(silences, 3) + (silences < 3)
    provider = "google" if silences < 3 else "rented.example"
    assert directory.provider_of("rented.example") == provider


def test_a_domain_that_was_looked_up_is_asked_for_once() -> None:
    asked: list[str] = []

    def lookup(domain: str) -> tuple[str, ...]:
        asked.append(domain)
        return ()

    directory = ProviderDirectory(lookup)
    for _ in range(3):
        directory.look_up(["own.example", "OWN.example"])
    assert asked == ["own.example"]
