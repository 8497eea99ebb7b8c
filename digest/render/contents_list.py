"""The list of contents, and section names above headlines: each said once in a row. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

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


def sections_named_once(
    lead: ShownStory | None, sections: Sequence[ShownSection]
) -> tuple[ShownStory | None, tuple[ShownSection, ...]]:
    """Keep the name of a section above the first of its stories in a row alone.

    A mail with a single section names it nowhere: the name would tell no two stories apart.
    """
    if lead is None:
        return None, tuple(sections)
    names = {lead.kicker}
    for section in sections:
        names.update(story.kicker for story in section.stories)
    is_single = len(names) == 1
    shown, above = [], lead.kicker
    for section in sections:
        stories = []
        for story in section.stories:
            is_repeated = is_single or story.kicker == above
            above = story.kicker
            stories.append(replace(story, kicker="") if is_repeated else story)
        shown.append(replace(section, stories=tuple(stories)))
    if is_single:
        lead = replace(lead, kicker="")
    return lead, tuple(shown)
