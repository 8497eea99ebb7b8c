"""WRITE: stories → briefing. Pure."""

from typing import TYPE_CHECKING

from digest.lazy_imports import lazy_names

if TYPE_CHECKING:
    from digest.write.checks import check_briefing
    from digest.write.compose import compose
    from digest.write.document import (
        briefing_from_yaml,
        briefing_to_json,
        briefing_to_yaml,
        draft_from_yaml,
        draft_to_yaml,
        passage_lines,
    )
    from digest.write.earlier_events import titles_on
    from digest.write.extractive import ExtractiveWriter
    from digest.write.follow_lead import attribute_subject, follow_lead
    from digest.write.roles import sentence_roles
    from digest.write.timeline import with_timelines
from digest.write.writers import WRITERS

__getattr__ = lazy_names(
    __name__,
    {
        "checks": ["check_briefing"],
        "compose": ["compose"],
        "document": [
            "briefing_from_yaml",
            "briefing_to_json",
            "briefing_to_yaml",
            "draft_from_yaml",
            "draft_to_yaml",
            "passage_lines",
        ],
        "earlier_events": ["titles_on"],
        "extractive": ["ExtractiveWriter"],
        "follow_lead": ["attribute_subject", "follow_lead"],
        "roles": ["sentence_roles"],
        "timeline": ["with_timelines"],
        "writers": ["WRITERS"],
    },
)

__all__ = [
    "WRITERS",
    "ExtractiveWriter",
    "attribute_subject",
    "briefing_from_yaml",
    "briefing_to_json",
    "briefing_to_yaml",
    "check_briefing",
    "compose",
    "draft_from_yaml",
    "draft_to_yaml",
    "follow_lead",
    "passage_lines",
    "sentence_roles",
    "titles_on",
    "with_timelines",
]
