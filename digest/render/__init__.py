"""RENDER: briefing → issue."""

from digest.render.check import check_templates
from digest.render.issue import render_issue
from digest.render.pictures import PreparedPicture
from digest.render.preflight import preflight
from digest.render.templates import Part, list_templates
from digest.render.theme import Theme, load_theme

__all__ = [
    "Part",
    "PreparedPicture",
    "Theme",
    "check_templates",
    "list_templates",
    "load_theme",
    "preflight",
    "render_issue",
]
