"""With any text in the files, load_config returns, or raises problems that have a place."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from small_newsroom import FILES, write_newsroom

from digest.config import load_config
from digest.config.read_yaml import read_document
from digest.errors import ConfigError, Problem

WORDS = """
publication name url from_address timezone storage collect workers deliver relays providers dkim
sources id weight aliases kind names within any all none phrase near words sentence in min_score
prefer limits max_age tests should_match topics sections schedule at days cron blocks
trend_reports picture lowered together apart
"""
KEYS = st.sampled_from(WORDS.split()) | st.text(max_size=5)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=12)
    | st.sampled_from(
        [
            "@beirut",
            "ports",
            "24h",
            "06:30",
            "https://a.example/x",
            "mon",
            "30 6 * * mon",
            "port*",
            "en",
        ]
    )
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)
FILE_NAMES = st.sampled_from([*FILES, "pins.yaml"])
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def outcome(name: str, text: str | bytes) -> None:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        write_newsroom(folder, {})
        (folder / name).write_bytes(
            text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
        )
        problems = problems_of(folder)
    assert all(one.line >= 1 and one.column >= 1 and one.what for one in problems)


def problems_of(folder: Path) -> tuple[Problem, ...]:
    try:
        load_config(folder, env={})
    except ConfigError as error:
        return error.problems
    return ()


@given(name=FILE_NAMES, text=st.text(alphabet=" \n-:[]{}'\"#&*!|>%@`?,\tabc01é", max_size=60))
@QUICK
def test_random_text_never_crashes(name: str, text: str):
    outcome(name, text)


@given(name=FILE_NAMES, content=st.binary(max_size=60))
@QUICK
def test_random_bytes_never_crash(name: str, content: bytes):
    outcome(name, content)


@given(name=FILE_NAMES, value=st.dictionaries(KEYS, VALUES, max_size=6))
@QUICK
def test_random_values_never_crash(name: str, value: dict[str, object]):
    outcome(name, dumped(value))


@given(data=st.data())
@QUICK
def test_a_newsroom_with_one_value_replaced_never_crashes(data: st.DataObject):
    name = data.draw(st.sampled_from(list(FILES)))
    root = YAML(typ="safe").load(FILES[name])
    node = root
    while True:
        step = data.draw(
            st.sampled_from(list(node) if isinstance(node, dict) else list(range(len(node))))
        )
        inner = node[step]
        if not isinstance(inner, dict | list) or not inner or data.draw(st.booleans()):
            node[step] = data.draw(VALUES)
            break
        node = inner
    outcome(name, dumped(root))


FINITE = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
)
KEYS = st.text(max_size=200)
"""YAML takes no longer key than 1,024 characters on one line."""


@given(
    value=st.recursive(
        FINITE, lambda one: st.lists(one) | st.dictionaries(KEYS, one), max_leaves=12
    )
)
@QUICK
def test_json_reads_as_it_was_written(value: object):
    assert read_document("x", json.dumps(value).encode()).root == value


def dumped(value: object) -> str:
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="surrogatepass") as file:
        YAML(typ="safe", pure=True).dump(value, file)
        file.seek(0)
        return file.read()
