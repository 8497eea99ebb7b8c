"""YAML files → Config, with every problem named by file, line and column."""

from typing import TYPE_CHECKING

from digest.lazy_imports import lazy_names

if TYPE_CHECKING:
    from digest.config.address_types import LOCAL_HOSTS, is_this_machine
    from digest.config.api_settings import ApiSettings
    from digest.config.delivery_settings import (
        BounceSettings,
        DeliverSettings,
        DkimKey,
        EventSource,
        ProviderLimit,
        Relay,
        Tls,
    )
    from digest.config.kinds import Kinds
    from digest.config.labels_files import sample_labels
    from digest.config.load import load_config, load_part, load_topics
    from digest.config.membership_settings import Membership
    from digest.config.opml import read_opml, write_opml
    from digest.config.reader_settings import FirstMail, ReaderSettings, WelcomeKeys
    from digest.config.schema_files import json_schemas, write_schemas
    from digest.config.segment_settings import segments_of
    from digest.config.settings import (
        AlarmSettings,
        CollectSettings,
        Config,
        Settings,
        Storage,
        Tokens,
    )
    from digest.config.shipped import (
        init_newsroom,
        shipped_config,
        shipped_folder,
        shipped_templates,
    )
    from digest.config.sources_file import add_sources
    from digest.config.suggestions import did_you_mean
    from digest.config.webhook_settings import Webhook, secret_bytes
    from digest.config.websub_settings import HUB_NAME, WebSubSettings

__getattr__ = lazy_names(
    __name__,
    {
        "address_types": ["LOCAL_HOSTS", "is_this_machine"],
        "api_settings": ["ApiSettings"],
        "membership_settings": ["Membership"],
        "webhook_settings": ["Webhook", "secret_bytes"],
        "websub_settings": ["HUB_NAME", "WebSubSettings"],
        "delivery_settings": [
            "BounceSettings",
            "DeliverSettings",
            "DkimKey",
            "EventSource",
            "ProviderLimit",
            "Relay",
            "Tls",
        ],
        "kinds": ["Kinds"],
        "labels_files": ["sample_labels"],
        "load": ["load_config", "load_part", "load_topics"],
        "opml": ["read_opml", "write_opml"],
        "reader_settings": ["FirstMail", "ReaderSettings", "WelcomeKeys"],
        "segment_settings": ["segments_of"],
        "schema_files": ["json_schemas", "write_schemas"],
        "settings": ["AlarmSettings", "CollectSettings", "Config", "Settings", "Storage", "Tokens"],
        "shipped": ["init_newsroom", "shipped_config", "shipped_folder", "shipped_templates"],
        "sources_file": ["add_sources"],
        "suggestions": ["did_you_mean"],
    },
)

__all__ = [
    "HUB_NAME",
    "LOCAL_HOSTS",
    "AlarmSettings",
    "ApiSettings",
    "BounceSettings",
    "CollectSettings",
    "Config",
    "DeliverSettings",
    "DkimKey",
    "EventSource",
    "FirstMail",
    "Kinds",
    "Membership",
    "ProviderLimit",
    "ReaderSettings",
    "Relay",
    "Settings",
    "Storage",
    "Tls",
    "Tokens",
    "WebSubSettings",
    "Webhook",
    "WelcomeKeys",
    "add_sources",
    "did_you_mean",
    "init_newsroom",
    "is_this_machine",
    "json_schemas",
    "load_config",
    "load_part",
    "load_topics",
    "read_opml",
    "sample_labels",
    "secret_bytes",
    "segments_of",
    "shipped_config",
    "shipped_folder",
    "shipped_templates",
    "write_opml",
    "write_schemas",
]
