"""RENDER: briefing → issue."""

from digest.render.check import check_templates
from digest.render.issue import render_issue
from digest.render.pictures import Gathered, PreparedPicture, gather_pictures, prepare_picture
from digest.render.preflight import check_lowered, preflight
from digest.render.templates import Part, list_templates, say_html
from digest.render.theme import Theme, check_themes, load_theme
from digest.render.vetting import web_address
from digest.render.wording import Wording, languages, wording

__all__ = [
    "Gathered",
    "Part",
    "PreparedPicture",
    "Theme",
    "Wording",
    "check_lowered",
    "check_templates",
    "check_themes",
    "gather_pictures",
    "languages",
    "list_templates",
    "load_theme",
    "preflight",
    "prepare_picture",
    "render_issue",
    "say_html",
    "web_address",
    "wording",
]
