"""The folder of the demonstration: earlier results go, other files stay, and no mail can leave."""

from __future__ import annotations

from base64 import b64decode
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from small_issue import an_issue

from digest.config import Config, load_config
from digest.demo.mailserver import SampleRelay
from digest.demo.newsroom import SampleNewsroom
from digest.demo.run import NEWSLETTER, READERS, _clear, _readers, _with_pictures, _write_newsroom
from digest.models import InlineImage

NOW = datetime(2026, 12, 30, 9, 30, tzinfo=UTC)
BASE = "http://127.0.0.1:8000"
ISSUE_ID = f"{NEWSLETTER}@2026-12-30"
PIXEL = b"\x89PNG\r\n\x1a\n one dot"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def outlets() -> SampleNewsroom:
    """The sample outlets without a server."""
    return SampleNewsroom(NOW, BASE)


@pytest.fixture(scope="module")
def config(folder: Path, outlets: SampleNewsroom) -> Config:
    relay = SampleRelay(host="127.0.0.1", port=2525, maildir=folder / "mail")
    _write_newsroom(folder / "newsroom", outlets, relay, folder / "demo.db", NOW)
    return load_config(folder / "newsroom", env={})


# ---- results of an earlier run -------------------------------------------------------------------


def test_results_of_an_earlier_run_are_deleted_and_other_files_stay(tmp_path: Path) -> None:
    (tmp_path / "mail" / "new").mkdir(parents=True)
    (tmp_path / "mail" / "new" / "1").write_text("a message")
    (tmp_path / "newsroom").mkdir()
    results = ("issue.html", "issue.txt", "briefing.yaml", "demo.db", "demo.db-wal", "demo.db-shm")
    kept = ("notes.txt", "other.db", "demo.database", "demo.dbx", "issue.html.bak")
    for name in (*results, *kept):
        (tmp_path / name).write_text("text")
    _clear(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(kept)


def test_a_folder_that_is_missing_is_made_with_those_above_it(tmp_path: Path) -> None:
    results = _clear(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()
    assert results["database"] == tmp_path / "a" / "b" / "demo.db"
    assert {path.parent for path in results.values()} == {tmp_path / "a" / "b"}
    # a second run finds an empty folder and complains of no missing file
    assert _clear(tmp_path / "a" / "b") == results


# ---- the newsroom that it writes -----------------------------------------------------------------


def test_the_only_relay_is_the_sample_relay_on_this_machine(config: Config) -> None:
    (relay,) = config.settings.deliver.relays
    assert (relay.name, relay.host, relay.port) == ("sample", "127.0.0.1", 2525)


def test_loopback_is_the_only_network_that_the_collector_may_ask_besides_public_ones(
    config: Config,
) -> None:
    assert [str(network) for network in config.settings.collect.allow_networks] == ["127.0.0.0/8"]


def test_the_database_stands_beside_the_newsroom(config: Config, folder: Path) -> None:
    assert config.settings.storage_url == f"sqlite:///{folder / 'demo.db'}"


def test_the_sources_are_the_sample_outlets_in_their_order(
    config: Config, outlets: SampleNewsroom
) -> None:
    assert [source.id for source in config.sources] == list(outlets.outlets)
    for source in config.sources:
        outlet = outlets.outlets[source.id]
        assert source.url == f"{BASE}/{outlet.id}/feed"
        assert source.publisher == outlet.name
        assert (source.language, source.section) == (outlet.language, outlet.section)
        assert (source.state_run, source.full_text) == (outlet.state_run, outlet.full_text)


def test_an_outlet_without_a_family_is_a_family_of_its_own(config: Config) -> None:
    families = {source.id: source.family for source in config.sources}
    assert families["gazette"] == families["courier"] == "Sample Media Group (demo)"
    assert families["herald"] == "Specimen Herald (demo)"
    assert len(set(families.values())) == len(families) - 1


def test_the_newsletter_embeds_pictures_and_looks_two_days_ahead_across_a_new_year(
    config: Config,
) -> None:
    newsletter = next(title for title in config.newsletters if title.id == NEWSLETTER)
    assert newsletter.pictures == "embed"
    (event,) = newsletter.blocks.week_ahead
    assert event.day == date(2027, 1, 1)


def test_the_postal_address_is_no_placeholder_that_a_send_would_refuse(config: Config) -> None:
    assert config.settings.publication.postal_address == "1 Sample Street, Exampleton"


# ---- readers -------------------------------------------------------------------------------------


def test_sample_readers_have_addresses_that_no_mailbox_has_and_agreed_now() -> None:
    readers = _readers(NOW)
    assert len({reader.id for reader in readers}) == len(readers) == READERS
    assert len({reader.email for reader in readers}) == READERS
    for reader in readers:
        assert reader.email.endswith("@example.org")
        assert reader.newsletters == (NEWSLETTER,)
        assert reader.consent is not None
        assert (reader.consent.at, reader.consent.source) == (NOW, "demo")


# ---- the issue as a file -------------------------------------------------------------------------


def test_each_picture_stands_inside_the_file_at_each_of_its_places() -> None:
    image = InlineImage(cid="map@sample", content_type="image/png", content=PIXEL)
    html = '<img src="cid:map@sample"><img src="cid:map@sample">'
    shown = _with_pictures(an_issue(ISSUE_ID, html=html, images=(image,)))
    before, *places = shown.split('src="data:image/png;base64,')
    assert before == "<img "
    assert [b64decode(place.partition('"')[0]) for place in places] == [PIXEL, PIXEL]


def test_a_file_without_pictures_is_as_it_was() -> None:
    html = '<img src="https://outlet.example/a.jpg"><p>cid:map@sample</p>'
    assert _with_pictures(an_issue(ISSUE_ID, html=html)) == html
