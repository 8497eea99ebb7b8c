"""The cache of parsed files: equal documents, never stale, and no harm when it cannot be used."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from small_newsroom import write_newsroom

from digest.config import load_config
from digest.config.document_cache import (
    MOST_FILES,
    SMALLEST_BYTES,
    cache_folder,
    cached_document,
    store_document,
)
from digest.config.documents import Document
from digest.config.read_yaml import document_of, read_document

CONTENT = (
    b"""\
name: Desk
sources:
  - {id: a, tags: [x, 'y', 1.5, true, null]}
  - {id: b, empty: [], inner: {c: 3}}
"""
    + b"# filler\n" * 60
)


def places(document: Document) -> list[object]:
    paths = [(), ("name",), ("sources", 1, "inner", "c"), ("sources", 0, "tags", 2)]
    return [
        (document.at(path), document.mark(path), document.mark(path, key=True)) for path in paths
    ]


def test_a_document_comes_back_equal_with_all_its_places(tmp_path: Path):
    parsed = read_document("x.yaml", CONTENT)
    store_document(tmp_path, parsed, CONTENT)
    again = cached_document(tmp_path, CONTENT)
    assert again is not None
    assert again.named("x.yaml") == parsed
    assert places(again) == places(parsed)


def test_another_content_is_not_found(tmp_path: Path):
    store_document(tmp_path, read_document("x.yaml", CONTENT), CONTENT)
    assert cached_document(tmp_path, CONTENT + b"b: 1\n") is None


def test_a_document_with_problems_or_of_a_few_bytes_is_not_kept(tmp_path: Path):
    for content in (b"a: 1\na: 2\n" + b"# filler\n" * 60, b"a" * (SMALLEST_BYTES - 1)):
        store_document(tmp_path, read_document("x.yaml", content), content)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("damage", [b"", b"{", b"[1]", b'{"map": 3, "mark": [1, 1]}', b'{"a": 1}'])
def test_a_damaged_file_is_parsed_anew(tmp_path: Path, damage: bytes):
    content = CONTENT + damage.hex().encode().join([b"# ", b"\n"])
    store_document(tmp_path, read_document("x.yaml", content), content)
    (path,) = tmp_path.iterdir()
    path.write_bytes(damage)
    again = read_document("y.yaml", content, cache=tmp_path)
    assert again.root["name"] == "Desk"


def test_a_folder_that_cannot_be_made_does_no_harm(tmp_path: Path):
    (tmp_path / "file").write_text("")
    store_document(tmp_path / "file" / "cache", read_document("x.yaml", CONTENT), CONTENT)
    assert (
        read_document("z.yaml", CONTENT, cache=tmp_path / "file" / "cache").root["name"] == "Desk"
    )


def test_other_users_of_the_machine_cannot_read_the_cache(tmp_path: Path):
    folder = tmp_path / "home" / "cache"
    store_document(folder, read_document("x.yaml", CONTENT), CONTENT)
    assert folder.stat().st_mode & 0o077 == 0


def test_the_oldest_files_are_forgotten(tmp_path: Path):
    for number in range(MOST_FILES + 5):
        path = tmp_path / f"{number}.json"
        path.write_text("{}")
        os.utime(path, (number, number))
    store_document(tmp_path, read_document("x.yaml", CONTENT), CONTENT)
    left = {path.name for path in tmp_path.iterdir()}
    assert len(left) == MOST_FILES
    assert "5.json" not in left
    assert "6.json" in left


def test_the_folder_is_named_by_the_environment_alone():
    assert cache_folder({"HOME": "/home/desk"}) == Path("/home/desk/.cache/digest-newsroom")
    assert cache_folder({"XDG_CACHE_HOME": "cache", "HOME": "/home/desk"}) == cache_folder(
        {"HOME": "/home/desk"}
    )
    assert cache_folder({"HOME": "here"}) is None


def test_a_newsroom_loads_the_same_with_and_without_a_cache(tmp_path: Path):
    folder, cache = tmp_path / "newsroom", tmp_path / "cache"
    aliases = "".join(f"  - {{id: place-{n}, name: Place {n}, kind: place}}\n" for n in range(20))
    write_newsroom(folder, {"aliases.yaml": f"+{aliases}"})
    env = {"XDG_CACHE_HOME": str(cache)}
    plain = load_config(folder, env={})
    assert load_config(folder, env=env) == plain
    document_of.cache_clear()
    assert load_config(folder, env=env) == plain
    files = [path for path in cache.rglob("*.json") if path.stat().st_size]
    # an empty file remembers that the whole newsroom was right
    assert len(files) == 1
    assert len(list(cache.rglob("*.json"))) == 2


def test_a_change_of_a_file_is_seen_at_once(tmp_path: Path):
    folder = tmp_path / "newsroom"
    filler = "# filler\n" * 60
    write_newsroom(folder, {"digest.yaml": f"+{filler}"})
    env = {"XDG_CACHE_HOME": str(tmp_path)}
    load_config(folder, env=env)
    write_newsroom(folder, {"digest.yaml": f"+timezone: Asia/Beirut\n{filler}"})
    assert load_config(folder, env=env).settings.timezone == "Asia/Beirut"
