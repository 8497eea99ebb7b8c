"""Own templates: whether a newsroom replaces a template of the mail, or adds a part."""

from __future__ import annotations

from pathlib import Path

from digest.config import shipped_templates
from digest.render.mail_parts import MailParts
from digest.render.parts_registry import MAIL_PARTS

SHIPPED = shipped_templates() / "email"


def has_own_templates(templates_dir: Path | None, parts: MailParts = MAIL_PARTS) -> bool:
    """Tell whether a newsroom replaces a template or adds a part.

    Without either there is no mistake to look for: what we ship is rendered by our own tests.
    """
    if templates_dir not in (None, SHIPPED) and any(templates_dir.glob("*.j2")):
        return True
    return any(kind.make.folder for kind in parts) or parts.names != MAIL_PARTS.names
