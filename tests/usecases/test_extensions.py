"""The kinds of every extension point reach the configuration, and an unknown kind is an error."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest import usecases
from digest.config import load_config
from digest.errors import ConfigError
from digest.usecases import known_kinds

SETTINGS = """\
publication:
  name: The Cedar Desk
  public_url: https://news.example.org
  from_address: briefing@news.example.org
deliver:
  relays:
    - RELAY
"""


def newsroom_with_relay(folder: Path, relay: str) -> Path:
    """The smallest newsroom: it has one relay, and neither topics nor newsletters."""
    folder.mkdir()
    (folder / "digest.yaml").write_text(SETTINGS.replace("RELAY", relay), encoding="utf-8")
    (folder / "sources.yaml").write_text("sources: []\n", encoding="utf-8")
    return folder


def test_every_registered_relay_is_known() -> None:
    assert {"smtp", "maildir"} <= set(known_kinds().relays)
    assert known_kinds().relays["smtp"] is None
    assert known_kinds().relays["maildir"] is not None


def test_a_mail_part_of_the_newsroom_folder_is_known(tmp_path: Path) -> None:
    parts = tmp_path / "parts"
    parts.mkdir()
    (parts / "notice.yaml").write_text(
        "summary: a notice\nkeys:\n  title: {sample: From the desk}\n", encoding="utf-8"
    )
    (parts / "notice.mjml.j2").write_text(
        "<mj-section><mj-column><mj-text>{{ part.title }}</mj-text></mj-column></mj-section>\n",
        encoding="utf-8",
    )
    (parts / "notice.txt.j2").write_text("{{ part.title }}\n", encoding="utf-8")
    assert "notice" in known_kinds(tmp_path).parts
    assert "notice" not in known_kinds().parts


def test_a_relay_names_its_kind_and_an_unknown_kind_is_an_error(tmp_path: Path) -> None:
    good = newsroom_with_relay(
        tmp_path / "good", "{name: files, kind: maildir, folder: /srv/outgoing}"
    )
    config = load_config(good, env={}, kinds=known_kinds(good))
    assert config.settings.deliver.relays[0].kind == "maildir"
    bad = newsroom_with_relay(tmp_path / "bad", "{name: files, kind: pigeon}")
    with pytest.raises(ConfigError) as caught:
        load_config(bad, env={}, kinds=known_kinds(bad))
    assert any("pigeon" in problem.what for problem in caught.value.problems)


def test_the_front_door_gives_each_name_it_lists() -> None:
    for name in usecases.__all__:
        assert getattr(usecases, name).__name__ == name


def test_the_front_door_has_no_other_names() -> None:
    with pytest.raises(AttributeError, match="send_twice"):
        usecases.send_twice  # noqa: B018 - asking for the name is the test
