"""WRITE: stories → briefing. Pure."""

from digest.write.checks import check_briefing
from digest.write.compose import compose
from digest.write.document import briefing_from_yaml, briefing_to_yaml, passage_lines
from digest.write.extractive import ExtractiveWriter
from digest.write.follow_lead import attribute_subject, follow_lead
from digest.write.roles import sentence_roles
from digest.write.writers import WRITERS

__all__ = [
    "WRITERS",
    "ExtractiveWriter",
    "attribute_subject",
    "briefing_from_yaml",
    "briefing_to_yaml",
    "check_briefing",
    "compose",
    "follow_lead",
    "passage_lines",
    "sentence_roles",
]
