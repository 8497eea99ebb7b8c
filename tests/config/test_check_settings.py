"""Contradictions in digest.yaml, and the places of things that it names by a path."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest.config import Storage
from digest.config.address_types import is_this_machine

LOCAL = "publication: {name: N, public_url: %s, from_address: a@news.example.org}\n"
RELAY = "deliver: {relays: [{name: main, host: %s, port: 25}]}\n"


@pytest.mark.parametrize(
    "address", ["http://localhost:8000", "http://127.0.0.1", "https://desk.localhost"]
)
def test_a_public_address_on_this_machine_is_refused_once_mails_leave_it(problems, address: str):
    found = problems({"digest.yaml": LOCAL % address + RELAY % "smtp.example.org"})
    assert len(found) == 1
    assert found[0].startswith("digest.yaml:1:36: ")
    assert found[0].endswith("— write the public address, or take out the relay main")


@pytest.mark.parametrize("relay", ["", RELAY % "127.0.0.1", RELAY % "localhost"])
def test_a_public_address_on_this_machine_serves_a_trial(load, relay: str):
    config = load({"digest.yaml": LOCAL % "http://127.0.0.1:8000" + relay})
    assert config.settings.publication.public_url == "http://127.0.0.1:8000"


@pytest.mark.parametrize("host", ["::1", "127.1.2.3", "0.0.0.0", "localhost", "a.localhost"])  # noqa: S104
def test_this_machine_has_several_names(host: str):
    assert is_this_machine(host)


@pytest.mark.parametrize("host", ["", "10.0.0.1", "news.example.org", "localhost.example.org"])
def test_other_hosts_are_other_machines(host: str):
    assert not is_this_machine(host)


def test_the_path_of_an_sqlite_database_is_relative_to_the_newsroom(load, tmp_path: Path):
    assert load().settings.storage_url == f"sqlite:///{tmp_path}/var/digest.db"
    config = load({"digest.yaml": "+storage: {url: 'sqlite:///news.db'}\n"})
    assert config.settings.storage_url == f"sqlite:///{tmp_path}/news.db"


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:////srv/news.db",
        "sqlite:///:memory:",
        "postgresql://db/news",
        "sqlite:///file:x?a=b",
    ],
)
def test_an_address_that_is_whole_stays_as_it_is(load, url: str):
    assert load({"digest.yaml": f"+storage: {{url: '{url}'}}\n"}).settings.storage_url == url


def test_a_database_address_from_the_environment_replaces_the_default(load):
    text = "+storage: {url_env: DATABASE_URL}\n"
    config = load({"digest.yaml": text}, env={"DATABASE_URL": "postgresql://me:pw@db/news"})
    assert config.settings.storage_url == "postgresql://me:pw@db/news"
    assert "pw" not in repr(config.settings)
    assert config.settings.keep_articles_days == Storage().keep_articles_days == 90


def test_an_address_written_and_named_at_once_is_a_contradiction(problems):
    text = "+storage: {url: 'sqlite:///a.db', url_env: DATABASE_URL}\n"
    found = problems({"digest.yaml": text}, env={"DATABASE_URL": "sqlite:///b.db"})
    assert found == ["digest.yaml:5:34: url and url_env stand together — keep one of them"]


@pytest.mark.parametrize(("file", "line"), [("digest.yaml", 5), ("newsletters/harbour.yaml", 5)])
def test_a_language_without_words_for_mails_is_refused(problems, file: str, line: int):
    found = problems({file: "+language: sw\n"})
    assert found == [
        f'{file}:{line}:11: there are no words for mails in the language "sw" — '
        "the languages are ar, de, en, fa, fr, he, tr; to add one, translate what "
        "`digest labels sw` prints and save it as labels/sw.yaml"
    ]


@pytest.mark.parametrize("tag", ["de", "de-AT", "ar", "he"])
def test_a_language_with_words_for_mails_is_accepted(load, tag: str):
    text = f"+language: {tag}\n"
    assert load({"newsletters/harbour.yaml": text}).newsletters[0].language == tag


@pytest.mark.parametrize(
    ("relay", "what"),
    [
        ("password_env: PW", "a password without a username"),
        ("username: u", "a username without a password"),
        (
            "username: u, password_env: PW, tls: none",
            "tls: none would send the password in the clear",
        ),
        ("port: 465", "port 465 speaks TLS from its first byte"),
    ],
)
def test_a_relay_that_contradicts_itself_is_refused(problems, relay: str, what: str):
    text = f"+deliver: {{relays: [{{name: m, host: smtp.example.org, {relay}}}]}}\n"
    (line,) = problems({"digest.yaml": text}, env={"PW": "secret"})
    assert f": {what} — " in line


@pytest.mark.parametrize(
    "relay",
    [
        "host: 127.0.0.1, username: u, password_env: PW, tls: none",
        "host: smtp.example.org, port: 465, tls: tls",
        "host: smtp.example.org, port: 25, tls: none",
    ],
)
def test_a_relay_that_only_looks_contradictory_is_accepted(load, relay: str):
    text = f"+deliver: {{relays: [{{name: m, {relay}}}]}}\n"
    assert load({"digest.yaml": text}, env={"PW": "secret"}).settings.deliver.relays[0].name == "m"
