"""The names of the files and folders of a newsroom."""

from __future__ import annotations

from digest.config.labels_files import LABELS

DIGEST, SOURCES, ALIASES, PINS = "digest.yaml", "sources.yaml", "aliases.yaml", "pins.yaml"

TOPICS, NEWSLETTERS, THEMES = "topics", "newsletters", "themes"

# any other file of YAML beside these would be ignored, so the checks report it
FILES, FOLDERS = (DIGEST, SOURCES, ALIASES, PINS), (TOPICS, NEWSLETTERS, THEMES, LABELS)
