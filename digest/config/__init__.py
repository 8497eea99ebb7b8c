"""YAML files → Config, with every problem named by file, line and column."""

from digest.config.address_types import LOCAL_HOSTS
from digest.config.json_schemas import json_schemas, write_schemas
from digest.config.kinds import Kinds
from digest.config.load import load_config, load_topics
from digest.config.opml import read_opml, write_opml
from digest.config.settings import (
    Alarms,
    BounceSettings,
    CollectSettings,
    Config,
    DeliverSettings,
    DkimKey,
    ProviderLimit,
    Relay,
    Settings,
    Storage,
    Tls,
    Tokens,
)
from digest.config.shipped import init_newsroom, shipped_config, shipped_folder, shipped_templates
from digest.config.sources_file import add_sources
from digest.config.suggestions import did_you_mean

__all__ = [
    "LOCAL_HOSTS",
    "Alarms",
    "BounceSettings",
    "CollectSettings",
    "Config",
    "DeliverSettings",
    "DkimKey",
    "Kinds",
    "ProviderLimit",
    "Relay",
    "Settings",
    "Storage",
    "Tls",
    "Tokens",
    "add_sources",
    "did_you_mean",
    "init_newsroom",
    "json_schemas",
    "load_config",
    "load_topics",
    "read_opml",
    "shipped_config",
    "shipped_folder",
    "shipped_templates",
    "write_opml",
    "write_schemas",
]
