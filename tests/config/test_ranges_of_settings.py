"""digest.yaml: the least and the most of every key of the collector and of the storage."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from one_value import problems_in, section_of

from digest.config.file_context import FileContext
from digest.config.read_yaml import read_document
from digest.config.settings import AlarmSettings, CollectSettings, Settings, Storage
from digest.config.validate import Validated, validate

PUBLICATION = "publication: {name: N, public_url: 'https://n.example', from_address: a@n.example}\n"


@pytest.mark.parametrize(
    ("key", "right", "wrong"),
    [
        ("timeout", ["1ms", "10m"], ["0.5ms", "11m"]),
        ("connect_timeout", ["1ms", "10m"], ["0.5ms", "11m"]),
        ("workers", ["1", "256"], ["0", "257"]),
        ("per_host", ["1", "16"], ["0", "17"]),
        ("host_gap", ["0s", "1m"], ["61s"]),
        ("max_crawl_delay", ["0s", "2m"], ["121s"]),
        ("max_feed_size", ["1KB", "1GB"], ["999B", "1001MB"]),
        ("max_page_size", ["1KB", "1GB"], ["999B", "1001MB"]),
        ("max_entries", ["1", "100000"], ["0", "100001"]),
        ("max_redirects", ["0", "20"], ["-1", "21"]),
        ("max_pages", ["0", "100000"], ["-1", "100001"]),
    ],
)
def test_a_key_of_the_collector_has_a_least_and_a_most(key, right, wrong):
    for text in right:
        assert problems_in(CollectSettings, f"{key}: {text}\n") == []
    for text in wrong:
        (said,) = problems_in(CollectSettings, f"{key}: {text}\n")
        assert f"{key} must be " in said


@pytest.mark.parametrize(("timeout", "connect"), [("10s", 10.0), ("9s", 9.0), ("11s", 10.0)])
def test_a_connection_is_never_awaited_longer_than_the_whole_answer(timeout: str, connect: float):
    read = section_of(CollectSettings, f"timeout: {timeout}\nconnect_timeout: 10s\n")
    assert read.connect_timeout_s == connect


def with_env(section: type, text: str, env: Mapping[str, str]) -> Validated:
    document = read_document("x.yaml", text.encode())
    return validate(FileContext(document=document, env=env), section)


@pytest.mark.parametrize(
    ("url", "fits"),
    [
        ("sqlite:///var/a.db", True),
        ("postgresql://db/news", True),
        ("postgresql+psycopg://db/news", True),
        ("postgresql+asyncpg://db/news", False),
        ("sqlite:a.db", False),
        ("SQLITE:///a.db", False),
        ("a.db", False),
    ],
)
def test_a_database_is_one_of_two(url: str, fits: bool):
    assert (problems_in(Storage, f"url: '{url}'\n") == []) is fits
    # the variable is judged by the same rule
    checked = with_env(Storage, "url_env: DB\n", {"DB": url})
    assert (checked.problems == ()) is fits


def test_a_password_stands_in_the_environment_and_never_in_the_file():
    url = "postgresql://me:hunter2@db/news"
    (said,) = problems_in(Storage, f"url: '{url}'\n")
    assert "hunter2" not in said
    checked = with_env(Storage, "url_env: DB\n", {"DB": url})
    assert checked.section is not None
    assert checked.section.url == url
    assert "hunter2" not in repr(checked.section)


def test_articles_are_kept_for_whole_days():
    assert section_of(Storage, "keep_articles: 1d\n").keep_articles_days == 1
    assert section_of(Storage, "keep_articles: 60h\n").keep_articles_days == 2
    assert len(problems_in(Storage, "keep_articles: 23h\n")) == 1


@pytest.mark.parametrize("key", ["webhook_url", "heartbeat_url"])
def test_an_address_of_an_alarm_may_be_a_secret(key: str):
    env = {"A": "https://alarms.example/s3cret"}
    checked = with_env(AlarmSettings, f"{key}_env: A\n", env)
    assert checked.section is not None
    assert getattr(checked.section, key) == env["A"]
    assert "s3cret" not in repr(checked.section)


@pytest.mark.parametrize("key", ["webhook_url", "heartbeat_url"])
@pytest.mark.parametrize("value", ["s3cret", "ftp://s3cret.example/", "//s3cret.example/"])
def test_a_secret_that_is_no_address_is_refused_and_not_shown(key: str, value: str):
    # an alarm with a wrong address would fail on the morning on which it is needed
    checked = with_env(AlarmSettings, f"{key}_env: A\n", {"A": value})
    assert [str(one) for one in checked.problems] == [
        f"x.yaml:1:{len(key) + 7}: this variable holds no web address — set it to one that starts "
        "with https://"
    ]


def test_an_address_and_its_variable_contradict_each_other():
    text = "webhook_url: https://a.example/\nwebhook_url_env: A\n"
    checked = with_env(AlarmSettings, text, {"A": "https://b.example/"})
    assert [str(one) for one in checked.problems] == [
        "x.yaml:2:1: webhook_url and webhook_url_env stand together — keep one of them"
    ]


def test_a_key_that_a_publication_lacks_follows_from_its_other_keys():
    read = section_of(Settings, PUBLICATION).publication
    assert (read.from_name, read.bounce_domain, read.list_domain) == ("N", "n.example", "n.example")
    own = "bounce_domain: b.example, list_domain: l.example, from_name: F"
    text = PUBLICATION.replace("}", f", {own}}}")
    read = section_of(Settings, text).publication
    assert (read.from_name, read.bounce_domain, read.list_domain) == ("F", "b.example", "l.example")
