"""The names of the files and folders of a newsroom."""

from __future__ import annotations

DIGEST, SOURCES, ALIASES, PINS = "digest.yaml", "sources.yaml", "aliases.yaml", "pins.yaml"

TOPICS, NEWSLETTERS, THEMES, LABELS = "topics", "newsletters", "themes", "labels"

# any other file of YAML beside these would be ignored, so the checks report it
FILES, FOLDERS = (DIGEST, SOURCES, ALIASES, PINS), (TOPICS, NEWSLETTERS, THEMES, LABELS)
