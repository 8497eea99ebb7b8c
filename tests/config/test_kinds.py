"""Kinds: a file may name a registered kind and its own keys; a mistake in them has its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import BaseModel, ConfigDict, Field
from small_newsroom import write_newsroom

from digest.config import Config, Kinds, add_sources, load_config
from digest.errors import ConfigError
from digest.models import AddedBlock, BlockValue, Source, Writing


class Options(BaseModel):
    model_config = ConfigDict(frozen=True)


class SitemapOptions(Options):
    depth: int = Field(ge=1)
    match: str = ""


class FolderOptions(Options):
    path: str


KINDS = Kinds(
    sources={"feed": None, "sitemap": SitemapOptions},
    writers={"extractive": None, "model": FolderOptions},
    relays={"smtp": None, "folder": FolderOptions},
    parts={"sponsor": FolderOptions},
    return_channels={"maildir": None, "hook": FolderOptions},
)
SITEMAP = "+  - id: map\n    name: Map\n    url: https://map.example/\n    kind: sitemap\n"
RELAYS = "+deliver:\n  relays:\n    - {name: a, "


def load(folder: Path, changes: dict[str, str]) -> Config:
    write_newsroom(folder, changes)
    return load_config(folder, env={}, kinds=KINDS)


def problems(folder: Path, changes: dict[str, str]) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        load(folder, changes)
    return [str(problem).replace(f"{folder}/", "") for problem in caught.value.problems]


def test_without_a_kind_every_entry_has_the_built_in_one(tmp_path: Path):
    write_newsroom(tmp_path, {"digest.yaml": RELAYS + "host: smtp.example.org}\n"})
    config = load_config(tmp_path, env={})
    assert (config.sources[0].kind, config.sources[0].options) == ("feed", None)
    relay = config.settings.deliver.relays[0]
    assert (relay.kind, relay.options) == ("smtp", None)
    assert config.newsletters[0].writing == Writing(kind="extractive", options=None)
    assert config.newsletters[0].blocks.added == ()


def test_a_source_of_another_kind_carries_the_keys_of_its_kind(tmp_path: Path):
    config = load(tmp_path, {"sources.yaml": SITEMAP + "    depth: 3\n"})
    assert config.sources[1].kind == "sitemap"
    assert config.sources[1].options == SitemapOptions(depth=3)


def test_a_relay_of_another_kind_needs_no_host(tmp_path: Path):
    config = load(tmp_path, {"digest.yaml": RELAYS + "kind: folder, path: out, weight: 2}\n"})
    relay = config.settings.deliver.relays[0]
    assert (relay.kind, relay.options, relay.host) == ("folder", FolderOptions(path="out"), "")
    assert relay.weight == 2


def test_a_newsletter_names_its_writer_and_its_own_parts(tmp_path: Path):
    text = "+writing: {kind: model, path: m}\nblocks: {sponsor: {path: s}}\n"
    newsletter = load(tmp_path, {"newsletters/harbour.yaml": text}).newsletters[0]
    assert newsletter.writing == Writing(kind="model", options=FolderOptions(path="m"))
    values = (BlockValue(key="path", text="s"),)
    assert newsletter.blocks.added == (AddedBlock(part="sponsor", values=values),)


def test_the_scheme_of_the_mailbox_names_the_return_channel(tmp_path: Path):
    text = '+deliver: {bounces: {mailbox: "hook:https://x.example/", path: s}}\n'
    bounces = load(tmp_path, {"digest.yaml": text}).settings.deliver.bounces
    assert (bounces.mailbox, bounces.options) == (
        "hook:https://x.example/",
        FolderOptions(path="s"),
    )


CASES = [
    (
        "newsletters/harbour.yaml",
        "+blocks: {sponsor: {pth: m}}\n",
        '5:20: unknown key "pth" — did you mean "path"?',
    ),
    (
        "sources.yaml",
        SITEMAP.replace("sitemap", "sitmap") + "    depth: 3\n",
        '8:11: there is no source kind "sitmap" — did you mean "sitemap"?',
    ),
    ("sources.yaml", SITEMAP + "    depth: 0\n", "9:12: depth must be 1 or more, not 0"),
    ("sources.yaml", SITEMAP, '5:5: "depth" is missing — add depth: to entry 2 of sources'),
    ("sources.yaml", SITEMAP + "    dpth: 1\n", '9:5: unknown key "dpth" — did you mean "depth"?'),
    (
        "digest.yaml",
        RELAYS + "kind: smtpp, host: smtp.example.org}\n",
        '7:23: there is no relay kind "smtpp" — did you mean "smtp"?',
    ),
    (
        "digest.yaml",
        RELAYS + "port: 25}\n",
        '7:7: "host" is missing — add host: to entry 1 of relays',
    ),
    (
        "digest.yaml",
        RELAYS + "kind: folder, path: x, host: smtp.example.org}\n",
        '7:40: unknown key "host" — the keys here are name, kind, connections, '
        "messages_per_connection, per_minute, weight, timeout, path",
    ),
    (
        "newsletters/harbour.yaml",
        "+writing: {kind: modl, path: m}\n",
        '5:17: there is no writer kind "modl" — did you mean "model"?',
    ),
    (
        "newsletters/harbour.yaml",
        "+blocks: {sponser: {path: m}}\n",
        '5:10: unknown key "sponser" — did you mean "sponsor"?',
    ),
]


@pytest.mark.parametrize(("name", "change", "line"), CASES, ids=[line for _, _, line in CASES])
def test_a_mistake_about_a_kind_is_said_at_its_place(
    tmp_path: Path, name: str, change: str, line: str
):
    assert problems(tmp_path, {name: change}) == [f"{name}:{line}"]


def test_a_kind_that_is_not_registered_is_refused_by_default(tmp_path: Path):
    write_newsroom(tmp_path, {"sources.yaml": SITEMAP})
    with pytest.raises(ConfigError) as caught:
        load_config(tmp_path, env={})
    assert caught.value.problems[0].what == 'there is no source kind "sitemap"'


def test_feeds_are_added_beside_sources_of_other_kinds(tmp_path: Path):
    write_newsroom(tmp_path, {"sources.yaml": SITEMAP + "    depth: 3\n"})
    new = Source(id="quay", name="Quay", url="https://quay.example/feed")
    assert add_sources(tmp_path, [new], kinds=KINDS) == (new,)
