"""YAML files → Config, with every problem named by file, line and column."""

from digest.config.json_schemas import json_schemas, write_schemas
from digest.config.load import load_config, load_topics
from digest.config.settings import (
    Alarms,
    CollectSettings,
    Config,
    DeliverSettings,
    DkimKey,
    ProviderLimit,
    Relay,
    Settings,
    Tls,
)
from digest.config.shipped import init_newsroom, shipped_config, shipped_folder, shipped_templates

__all__ = [
    "Alarms",
    "CollectSettings",
    "Config",
    "DeliverSettings",
    "DkimKey",
    "ProviderLimit",
    "Relay",
    "Settings",
    "Tls",
    "init_newsroom",
    "json_schemas",
    "load_config",
    "load_topics",
    "shipped_config",
    "shipped_folder",
    "shipped_templates",
    "write_schemas",
]
