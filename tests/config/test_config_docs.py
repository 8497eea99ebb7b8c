"""docs/config.md knows every key, its samples load, and the shipped schemas are current."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from digest.config import json_schemas, load_config
from digest.config.schema_files import FILE_SECTIONS, schema_text
from digest.config.section import sections_of, yaml_keys
from digest.config.section_help import section_help
from digest.render import check_lowered
from digest.usecases.extensions import known_kinds

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "docs"))

from make_config_keys import keys_of, page_with_keys  # noqa: E402

DOCS = ROOT / "docs" / "config.md"
SCHEMAS = ROOT / "config" / "schemas"
TITLES = {
    "digest.json": "digest.yaml",
    "sources.json": "sources.yaml",
    "aliases.json": "aliases.yaml",
    "topic.json": "topics/*.yaml",
    "newsletter.json": "newsletters/*.yaml",
    "pins.json": "pins.yaml",
}


def sample(name: str) -> str:
    """The YAML sample of one kind of file in docs/config.md."""
    part = DOCS.read_text(encoding="utf-8").split(f"\n## {TITLES[name]}\n")[1]
    return part.split("```yaml\n")[1].split("```")[0]


def keys(schema: dict[str, Any]) -> set[str]:
    shapes = [schema, *schema.get("$defs", {}).values()]
    return {key for shape in shapes for key in shape.get("properties", {})}


@pytest.mark.parametrize("name", FILE_SECTIONS)
def test_every_key_is_in_the_sample_of_its_file(name: str):
    missing = {
        key
        for key in keys(json_schemas()[name])
        if not re.search(rf"(^|[\s{{,-]){key}:", sample(name))
    }
    assert not missing


@pytest.mark.parametrize("name", FILE_SECTIONS)
def test_every_key_says_what_it_is(name: str):
    for section in sections_of(FILE_SECTIONS[name]):
        helps = section_help(section)
        for key in yaml_keys(section):
            assert helps.get(key), (section, key)


def test_the_samples_of_the_page_load_together(tmp_path: Path):
    """Each pair of keys that exclude each other is in the page; one of the two is taken out
    here."""
    for name, title in TITLES.items():
        text = sample(name)
        if name == "digest.json":
            text = re.sub(r"\n +(url|webhook_url|heartbeat_url): \S+ .*", "", text)
            text = re.sub(r"\n( +- name: .*\n +host:)", r"\n\1", text)
        if name == "topic.json":
            text = re.sub(r"\n    sentence: true.*", "", text)
        if name == "newsletter.json":
            text = re.sub(r"\n  cron: .*", "", text).replace("iran: 1", "gulf-shipping-2: 1")
        path = tmp_path / title.replace("*", {"topic.json": "gulf-shipping"}.get(name, "harbour"))
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    aliases = "".join(
        f"  - {{id: {one}, name: {one}, kind: place}}\n"
        for one in ("lebanon", "strait-of-hormuz", "houthis", "iran", "oman")
    )
    with (tmp_path / "aliases.yaml").open("a") as file:
        file.write(aliases)
    (tmp_path / "topics" / "second.yaml").write_text("id: gulf-shipping-2\nname: B\nany: [port]\n")
    (tmp_path / "templates").mkdir()
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "d2026.pem").write_text("key")
    (tmp_path / "relay-ca.pem").write_text("ca")
    (tmp_path / "postal.pem").write_text("key")
    env = {
        "SMTP_PASSWORD": "x",
        "BOUNCES_PASSWORD": "x",
        "MAILGUN_SIGNING_KEY": "x",
        "DATABASE_URL": "sqlite:///x.db",
        "DIGEST_TOKEN_KEY": "k" * 32,
        "CRM_WEBHOOK_SECRET": "whsec_" + "QUJD" * 8,
        "SHOP_WEBHOOK_SECRET": "whsec_" + "QUJD" * 8,
        "ALARM_WEBHOOK": "https://a.example/",
        "ALARM_HEARTBEAT": "https://a.example/",
    }
    config = load_config(tmp_path, env=env)
    assert config.newsletters[0].name == "Harbour Briefing"
    assert check_lowered(config.newsletters) == ()
    assert config.settings.deliver.providers[0].provider == "google"


@pytest.mark.parametrize("name", FILE_SECTIONS)
def test_the_shipped_schema_is_current(name: str):
    shipped = (SCHEMAS / name).read_text(encoding="utf-8")
    assert shipped == schema_text(json_schemas(known_kinds())[name]), "run: digest -c config schema"


def test_schemas_refuse_unknown_keys_everywhere():
    for schema in json_schemas().values():
        for shape in (schema, *schema.get("$defs", {}).values()):
            assert shape.get("additionalProperties") is False or "properties" not in shape


def test_every_shipped_file_names_its_schema():
    for path in sorted((ROOT / "config").rglob("*.yaml")):
        if path.parent.name == "themes":
            continue
        first = path.read_text(encoding="utf-8").split("\n", 1)[0]
        found = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
        assert found, path
        assert json.loads((path.parent / found[1]).read_text())["$schema"], path


def test_the_lists_of_keys_are_those_of_the_sections():
    page = DOCS.read_text(encoding="utf-8")
    assert page == page_with_keys(page), "run: python docs/make_config_keys.py"


def test_a_list_tells_range_default_and_need():
    keys = keys_of("digest.json")
    assert "- `publication.public_url`: " in keys
    assert "(1 to 65,535; default 587)" in " ".join(keys.split())
    assert "(1ms to 10m; default `20s`)" in " ".join(keys.split())
    assert "`deliver.providers.NAME.per_minute`" in keys
    assert keys_of("sources.json").splitlines()[1].endswith("(must be there)")
