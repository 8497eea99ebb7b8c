"""Blocks that a mail sheds when its HTML would grow too large for Gmail. Pure.

Only blocks that tell again are shed: contents repeat headlines, a timeline repeats earlier issues.
No story, source, correction, toll or paid text ever goes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from digest.models import Briefing, Issue

# HTML of so many bytes leaves room for the bytes of a relay or a forward; preflight warns above.
ROOMY_BYTES = 80_000
# The first is shed first: from a repeated line of another page to a block that adds to the news.
SHED_ORDER = ("sisters", "contents", "timeline", "thumbnails", "expectations", "figures", "quote")
# The name under which the mail tells which blocks it shed, for preflight and for editors.
SHED_META = "digest-left-out"


def small_enough(briefing: Briefing, render: Callable[..., Issue]) -> Issue:
    """Render a briefing, and shed one block after another until its HTML is small enough.

    `render` makes the issue of a briefing; its second argument is the blocks that were shed. An
    issue that is too large without them is returned as it is, and preflight warns.
    """
    issue = render(briefing)
    left_out: tuple[str, ...] = ()
    for block in SHED_ORDER:
        # Gmail counts bytes, and an Arabic letter has two
        if len(issue.html.encode()) <= ROOMY_BYTES:
            break
        smaller = render(_without(briefing, block), (*left_out, block))
        # a block that shows nothing saves nothing
        if len(smaller.html) < len(issue.html):
            briefing, issue, left_out = _without(briefing, block), smaller, (*left_out, block)
    return issue


def _without(briefing: Briefing, block: str) -> Briefing:
    """Return a briefing that shows everything but one block."""
    blocks = briefing.blocks
    if block == "sisters":
        return replace(briefing, blocks=replace(blocks, sisters=()))
    return replace(briefing, blocks=replace(blocks, leave_out=(*blocks.leave_out, block)))
