"""The list of contents: the stories of a mail, with their sections."""

from __future__ import annotations

from collections.abc import Sequence

from digest.render.mail_page import (
    ContentsEntry,
    ShownSection,
    ShownStory,
)

LEAST_CONTENTS = 3
"""So many stories need a list of contents: two are seen at a glance."""


def contents_list(
    lead: ShownStory | None, sections: Sequence[ShownSection]
) -> tuple[ContentsEntry, ...]:
    """List the stories of a mail; one or two stories need no list."""
    if lead is None:
        return ()
    # the order of the mail: the lead, then the sections from top to bottom
    titled = [(lead.kicker, lead)]
    for section in sections:
        for story in section.stories:
            titled.append((section.title, story))
    # a table of one or two lines would only repeat the headlines below it
    if len(titled) < LEAST_CONTENTS:
        return ()
    # one section for all stories would be named once a line, and tell no two lines apart
    names_section = len({title for title, _ in titled}) > 1
    entries = []
    for section_title, story in titled:
        entries.append(
            ContentsEntry(
                number=story.number,
                headline=story.headline,
                section=section_title if names_section else "",
                language=story.language,
                direction=story.direction,
            )
        )
    return tuple(entries)
