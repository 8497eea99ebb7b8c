"""JSON Schemas: what an editor learns of keys, ranges, defaults and the kinds of a newsroom."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import pytest
from pydantic import BaseModel, Field

from digest.config.kinds import Kinds
from digest.config.quantities import Quantity, duration
from digest.config.schema_files import FILE_SECTIONS, json_schemas, quantity_of, write_schemas
from digest.config.section import yaml_keys


class MapKeys(BaseModel):
    """The keys of a sample kind."""

    depth: Annotated[int, Field(ge=1, description="How deep.")] = 2
    where: Annotated[str, Field(alias="match")] = ""


def properties(name: str, part: str, kinds: Kinds | None = None) -> dict:
    return json_schemas(kinds)[name]["$defs"][part]["properties"]


def test_keys_stand_in_the_order_of_the_section_with_their_help():
    schema = json_schemas()["digest.json"]
    section = FILE_SECTIONS["digest.json"]
    assert list(schema["properties"]) == list(yaml_keys(section))
    assert schema["properties"]["storage"]["description"] == (
        "The place of articles, issues and readers."
    )
    assert schema["required"] == ["publication"]


def test_a_quantity_has_its_default_as_an_operator_writes_it():
    collect = properties("digest.json", "CollectSettings")
    assert collect["timeout"]["default"] == "20s"
    assert collect["max_feed_size"]["default"] == "8MB"
    assert collect["timeout"]["type"] == "string"
    assert collect["workers"]["default"] == 16


def test_defaults_that_say_nothing_are_left_out():
    relay = properties("digest.json", "Relay")
    for key in ("username", "ca_file", "password_env"):
        assert "default" not in relay[key]
    assert "default" not in json_schemas()["digest.json"]["properties"]["collect"]
    assert relay["port"]["default"] == 587


def test_hidden_fields_are_no_keys():
    for schema in json_schemas().values():
        assert '"?' not in json.dumps(schema)


def test_titles_made_of_names_are_left_out_and_keys_called_title_stay():
    schema = json_schemas()["newsletter.json"]
    assert "title" not in schema
    assert "title" in schema["$defs"]["SectionKeys"]["properties"]
    assert "title" not in schema["$defs"]["SectionKeys"]["properties"]["title"]


def test_an_editor_offers_the_kinds_and_the_keys_of_every_kind():
    kinds = Kinds(sources={"feed": None, "map": MapKeys})
    source = properties("sources.json", "SourceKeys", kinds)
    assert source["kind"]["enum"] == ["feed", "map"]
    assert source["depth"]["minimum"] == 1
    assert source["match"]["type"] == "string"
    assert "where" not in source
    assert "depth" not in properties("sources.json", "SourceKeys")


def test_a_key_of_a_kind_never_hides_a_key_that_all_kinds_have():
    class Shadow(BaseModel):
        name: int = 1

    kinds = Kinds(sources={"feed": None, "map": Shadow})
    assert properties("sources.json", "SourceKeys", kinds)["name"]["type"] == "string"


def test_a_quantity_is_found_among_other_marks():
    quantity = duration()
    assert quantity_of(["x", quantity, duration()]) is quantity
    assert quantity_of(["x", 5]) is None
    assert isinstance(quantity, Quantity)


def test_files_are_written_into_a_new_folder_and_read_back(tmp_path: Path):
    folder = tmp_path / "new" / "schemas"
    paths = write_schemas(folder)
    assert [path.name for path in paths] == list(FILE_SECTIONS)
    for path in paths:
        text = path.read_text(encoding="utf-8")
        assert json.loads(text) == json_schemas()[path.name]
        assert text.endswith("}\n")


@pytest.mark.parametrize("name", FILE_SECTIONS)
def test_every_reference_inside_a_schema_leads_to_a_part_of_that_schema(name: str):
    schema = json_schemas()[name]
    waiting: list[object] = [schema]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            reference = node.get("$ref", "#/$defs/")
            assert reference == "#/$defs/" or reference.rsplit("/", 1)[1] in schema["$defs"]
            waiting += node.values()
        elif isinstance(node, list):
            waiting += node
