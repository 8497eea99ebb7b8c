"""RENDER: briefing → issue; letter → mail beside the issues."""

from typing import TYPE_CHECKING

from digest.lazy_imports import lazy_names

if TYPE_CHECKING:
    from digest.render.card_pictures import reading_order
    from digest.render.charts import Chart, bar_chart
    from digest.render.check_templates import check_templates
    from digest.render.clean_text import clean, web_address
    from digest.render.hues import own_look
    from digest.render.issue import render_issue
    from digest.render.letters import Letter, LetterBlock, letter_briefing, render_letter
    from digest.render.locator import Locator, locate, places_of
    from digest.render.mail_parts import BlockKeys, BlockLine, BlockLink, MailPart, MailParts
    from digest.render.markup import as_web_page
    from digest.render.opinion_lines import AskedOpinion, asked_opinion
    from digest.render.own_templates import has_own_templates
    from digest.render.parts_registry import MAIL_PARTS, mail_parts
    from digest.render.pictures import Gathered, PreparedPicture, gather_pictures, prepare_picture
    from digest.render.preflight import check_lowered, preflight
    from digest.render.share_picture import (
        SHARE_HEIGHT,
        SHARE_WIDTH,
        ShareCard,
        draw_share_card,
        sign_of,
    )
    from digest.render.template_code import TemplateCode
    from digest.render.templates import TemplateFile, list_templates, say_html
    from digest.render.theme import Theme, check_themes, load_theme
    from digest.render.wording import Wording, languages, wording

__getattr__ = lazy_names(
    __name__,
    {
        "card_pictures": ["reading_order"],
        "check_templates": ["check_templates"],
        "own_templates": ["has_own_templates"],
        "clean_text": ["clean", "web_address"],
        "hues": ["own_look"],
        "issue": ["render_issue"],
        "charts": ["Chart", "bar_chart"],
        "letters": ["Letter", "LetterBlock", "letter_briefing", "render_letter"],
        "locator": ["Locator", "locate", "places_of"],
        "mail_parts": ["BlockKeys", "BlockLine", "BlockLink", "MailPart", "MailParts"],
        "markup": ["as_web_page"],
        "opinion_lines": ["AskedOpinion", "asked_opinion"],
        "parts_registry": ["MAIL_PARTS", "mail_parts"],
        "pictures": ["Gathered", "PreparedPicture", "gather_pictures", "prepare_picture"],
        "preflight": ["check_lowered", "preflight"],
        "share_picture": [
            "SHARE_HEIGHT",
            "SHARE_WIDTH",
            "ShareCard",
            "draw_share_card",
            "sign_of",
        ],
        "template_code": ["TemplateCode"],
        "templates": ["TemplateFile", "list_templates", "say_html"],
        "theme": ["Theme", "check_themes", "load_theme"],
        "wording": ["Wording", "languages", "wording"],
    },
)

__all__ = [
    "MAIL_PARTS",
    "SHARE_HEIGHT",
    "SHARE_WIDTH",
    "AskedOpinion",
    "BlockKeys",
    "BlockLine",
    "BlockLink",
    "Chart",
    "Gathered",
    "Letter",
    "LetterBlock",
    "Locator",
    "MailPart",
    "MailParts",
    "PreparedPicture",
    "ShareCard",
    "TemplateCode",
    "TemplateFile",
    "Theme",
    "Wording",
    "as_web_page",
    "asked_opinion",
    "bar_chart",
    "check_lowered",
    "check_templates",
    "check_themes",
    "clean",
    "draw_share_card",
    "gather_pictures",
    "has_own_templates",
    "languages",
    "letter_briefing",
    "list_templates",
    "load_theme",
    "locate",
    "mail_parts",
    "own_look",
    "places_of",
    "preflight",
    "prepare_picture",
    "reading_order",
    "render_issue",
    "render_letter",
    "say_html",
    "sign_of",
    "web_address",
    "wording",
]
