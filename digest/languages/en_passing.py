"""English signs of a sentence that told the state of its own day: a later day has overtaken it."""

from __future__ import annotations

from digest.languages.sign import Sign

PASSING_NEWS = (
    Sign(
        name="goes on",
        pattern=(
            r"\b(?:continu(?:e|es|ed|ing)|still|so far|remain(?:s|ed)?|ongoing|under ?way|"
            r"as of)\b"
        ),
        example="Divers continued to search the basin of Port Avel.",
    ),
    Sign(
        name="in the act",
        pattern=r"\b(?:is|are|was|were|been) (?:\w+ly |now |also )?\w{2,}ing\b",
        example="Marenia is weighing a closure of Port Avel.",
    ),
    Sign(
        name="day counted from the event",
        pattern=(
            r"\b(?:a|one|two|three|four|five|six|\d+) days? after\b|\bhours after\b|"
            r"\b(?:on|for|in|into|entered|enters) (?:the|a|its|their) \w+"
            r"(?: straight| consecutive)? day\b|\bday \w+ of\b"
        ),
        example="On the third day of the strike the gates of Port Avel were shut.",
    ),
    Sign(
        name="toll of the hour",
        pattern=r"\btoll\b",
        example="The death toll of the fire passed 100.",
    ),
    Sign(
        name="speech",
        pattern=(
            r"\b(?:sa(?:id|ys?)|warns|urges|vows|fears|hopes)\b|"
            r"\b(?:has|have) (?:warned|urged|vowed|threatened|called)\b"
        ),
        example="Two dockers say that they are lucky to be alive.",
    ),
    Sign(
        name="about to act",
        pattern=(
            r"\b(?:scrambl|brac|prepar|rac|gear|sift|search|rush)(?:e|es|ed|s|ing)?\b|"
            r"\b(?:will|set to|due to|about to|poised to|expected to|plans? to)\b"
        ),
        example="Crews scrambled to clear the quay of Port Avel.",
    ),
)
"""The first sentence of an old report, with such a sign, is no earlier event that explains."""
