"""The front doors: each name is the function or class, also where a file has the same name."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from small_newsroom import write_newsroom

from digest.config import load_config, shipped_config

ROOMS = ("collect", "config", "deliver", "edit", "render", "usecases", "write")


@pytest.mark.parametrize("room", ROOMS)
def test_each_exported_name_can_be_imported_and_is_no_file(room: str) -> None:
    door = importlib.import_module(f"digest.{room}")
    for name in door.__all__:
        assert not isinstance(getattr(door, name), ModuleType), name


@pytest.mark.parametrize(
    ("room", "name"), [("write", "compose"), ("render", "preflight"), ("edit", "explain")]
)
def test_a_file_of_the_same_name_does_not_hide_a_function(room: str, name: str) -> None:
    words = (
        f"import importlib, digest.{room} as door; "
        f"file = importlib.import_module('digest.{room}.{name}'); "
        f"from digest.{room} import {name}; "
        f"assert {name} is file.{name} is door.{name}"
    )
    subprocess.run([sys.executable, "-c", words], check=True)


def test_a_name_that_is_not_exported_is_an_error() -> None:
    door = importlib.import_module("digest.write")
    with pytest.raises(AttributeError, match=r"'digest.write' has no attribute 'composer'"):
        door.composer  # noqa: B018


@pytest.mark.parametrize(
    ("work", "left_out"),
    [
        (
            "from digest.usecases import known_kinds; known_kinds()",
            {"premailer", "cssutils", "lxml", "httpx2", "PIL", "jinja2", "digest.render.issue"},
        ),
        (
            "from digest.usecases import known_kinds; known_kinds()",
            {"imaplib", "mailbox", "digest.render.mail_page", "digest.config.settings"},
        ),
        ("import digest.store", {"digest.store.issues", "digest.models.briefings", "pydantic"}),
        (
            "from pathlib import Path; from digest.config import load_config; "
            "load_config(Path('{newsroom}'), env={{}})",
            {"premailer", "lxml", "httpx2", "sqlalchemy", "digest.render"},
        ),
        ("import digest", {"importlib.resources", "importlib.abc", "dataclasses"}),
        ("import digest.models, digest.protocols", {"digest.models.briefings"}),
        ("from digest.models import Subscriber", {"digest.models.newsletters"}),
        ("import digest.store.schema", {"sqlalchemy.dialects.postgresql", "pydantic", "alembic"}),
        ("import digest.cli.subscribers", {"pydantic", "sqlalchemy", "ruamel.yaml"}),
        ("import digest.cli.complete", {"pydantic", "sqlalchemy", "ruamel.yaml"}),
    ],
)
def test_a_command_waits_for_no_library_that_it_does_not_need(
    work: str, left_out: set[str], tmp_path: Path
) -> None:
    write_newsroom(tmp_path, {})
    words = f"import sys; {work.format(newsroom=tmp_path)}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", words], check=True, capture_output=True, text=True)
    assert left_out & set(done.stdout.split()) == set()


def test_no_section_of_the_files_is_compiled_before_one_is_read() -> None:
    """pydantic compiles a section when the first value of it is made, also as a default."""
    words = (
        "from digest.config.settings import *; from digest.config.settings import CollectSettings; "
        "from digest.config.newsletter_file import NewsletterFile; "
        "print([one.__name__ for one in (Settings, Storage, CollectSettings, NewsletterFile) "
        "if one.__pydantic_complete__])"
    )
    done = subprocess.run([sys.executable, "-c", words], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


PARTS_ALONE = {
    "sources": {"settings", "topic_file", "newsletter_file", "rules", "crosscheck"},
    "aliases": {"settings", "topic_file", "newsletter_file", "rules", "crosscheck"},
    "topics": {"settings", "newsletter_file"},
}
"""Each part of the configuration, and the files of its room that it is read without."""


@pytest.mark.parametrize("part", PARTS_ALONE)
def test_one_part_of_the_configuration_is_read_without_the_others(
    part: str, cache_of_this_run: Path
) -> None:
    env = {"XDG_CACHE_HOME": str(cache_of_this_run)}
    load_config(shipped_config(), env=env)
    words = (
        "import sys; from digest.config import load_part, shipped_config; "
        f"assert load_part(shipped_config(), {part!r}, env={env!r}); print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", words], check=True, capture_output=True, text=True)
    left_out = {f"digest.config.{name}" for name in PARTS_ALONE[part]} | {"ruamel.yaml"}
    assert left_out & set(done.stdout.split()) == set()
