"""Adding feeds to sources.yaml leaves every byte that stood there."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.config import add_sources, load_config, shipped_config
from digest.config.sources_file import HEADER
from digest.errors import ConfigError
from digest.models import Source

NEW = Source(
    id="quay", name="Quay: the paper", url="https://quay.example/feed", publisher="Quay: the paper"
)

BLOCK = """\
# Our feeds
sources:

  # the first
  - id: cedar   # kept
    name: 'Cedar Daily'
    url: "https://cedar.example/world.xml"
# the end
"""


def file_with(folder: Path, text: str) -> Path:
    path = folder / "sources.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_comments_quotes_and_order_stay_byte_for_byte(tmp_path: Path):
    path = file_with(tmp_path, BLOCK)
    added = add_sources(tmp_path, [NEW])
    assert added == (NEW,)
    assert (
        path.read_text()
        == BLOCK + "  - id: quay\n    name: 'Quay: the paper'\n    url: https://quay.example/feed\n"
    )


def test_a_feed_that_stands_there_is_not_added_and_an_id_that_is_taken_gets_a_number(
    tmp_path: Path,
):
    file_with(tmp_path, BLOCK)
    again = Source(id="x", name="X", url="http://www.cedar.example/world.xml")
    other = Source(id="cedar", name="Other", url="https://other.example/")
    assert [one.id for one in add_sources(tmp_path, [again, other])] == ["cedar-2"]
    assert add_sources(tmp_path, [again, other]) == ()


@pytest.mark.parametrize(
    "text", ["sources: []\n", "# Ours\nsources:\n", HEADER, "# c\nsources: [] # none\n"]
)
def test_an_empty_list_is_opened(tmp_path: Path, text: str):
    path = file_with(tmp_path, text)
    add_sources(tmp_path, [NEW])
    assert "sources:\n  - id: quay\n" in path.read_text()
    assert path.read_text().startswith(text[:2])


def test_a_list_in_brackets_becomes_lines(tmp_path: Path):
    path = file_with(tmp_path, "# c\nsources: [{id: a, name: A, url: https://a.example/}]\n")
    add_sources(tmp_path, [NEW])
    assert add_sources(tmp_path, [Source(id="a", name="A", url="https://a.example/")]) == ()
    assert path.read_text().startswith("# c\nsources:\n")


def test_a_missing_file_is_made(tmp_path: Path):
    add_sources(tmp_path, [NEW])
    assert (
        (tmp_path / "sources.yaml")
        .read_text()
        .startswith("# yaml-language-server: $schema=schemas/sources.json\n")
    )


def test_a_file_with_mistakes_is_left_alone(tmp_path: Path):
    path = file_with(tmp_path, BLOCK.replace("name:", "nmae:"))
    with pytest.raises(ConfigError) as caught:
        add_sources(tmp_path, [NEW])
    assert [problem.line for problem in caught.value.problems] == [6]
    assert path.read_text() == BLOCK.replace("name:", "nmae:")


TEXT = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "Z", "S")), min_size=1, max_size=30
).filter(lambda text: text.strip() == text and text.isprintable())


@given(
    name=TEXT,
    publisher=TEXT,
    section=TEXT,
    weight=st.sampled_from([0.5, 1.0]),
    interval_s=st.integers(60, 604800),
)
@settings(max_examples=60, deadline=None)
def test_a_source_that_was_added_loads_as_it_was(
    tmp_path_factory: pytest.TempPathFactory,
    name: str,
    publisher: str,
    section: str,
    weight: float,
    interval_s: int,
):
    folder = tmp_path_factory.mktemp("newsroom")
    (folder / "digest.yaml").write_text((shipped_config() / "digest.yaml").read_text())
    source = Source(
        id="new", name=name, url="https://new.example/feed", publisher=publisher, family=publisher, section=section,  # noqa: E501
        weight=weight, interval_s=interval_s, pictures=True, enabled=False, country="LB", language="ar",  # noqa: E501
    )  # fmt: skip
    file_with(folder, BLOCK)
    add_sources(folder, [source])
    assert load_config(folder, env={}).sources[1] == source
