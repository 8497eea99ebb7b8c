"""The look of a newsletter: its theme, in the hue that tells it from others of the house."""

from __future__ import annotations

from digest.config import Config
from digest.render import Theme, load_theme, own_look


def look_of(config: Config, newsletter_id: str, theme: str) -> Theme:
    """Return a theme in the hue of a newsletter.

    Raise ConfigError where the theme cannot be read.
    """
    return own_look(load_theme(theme, config.theme_folders), newsletter_id, config.newsletters)
