"""Pictures of cards: the lead has a large one, and every third card below it a small one. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from digest.models import Briefing, Item, Picture

# One card of so many below the lead has a picture: more would make a gallery of the mail.
EVERY = 3
# Width of a small picture, in CSS pixels: a quarter of the column leaves the headline its room.
SMALL_WIDTH = 140
# The alternative text of a small picture: more letters would make a tall box where it is blocked.
SMALL_ALT_CHARS = 80


def small_pictures(briefing: Briefing, may_show: Callable[[Picture], bool]) -> dict[str, Picture]:
    """Return the small pictures of a mail by story, in the order in which a reader meets them.

    `may_show` is asked only for cards whose turn it is: where the answer is no, the turn passes to
    the next card. No picture stands twice in a mail.
    """
    if "thumbnails" in briefing.blocks.leave_out:
        return {}
    seen = {picture.url for picture in large_pictures(briefing)}
    small: dict[str, Picture] = {}
    # the first card below the lead may have one
    since = EVERY - 1
    for item in reading_order(briefing.items)[1:]:
        since += 1
        picture = item.picture
        if since < EVERY or picture is None or picture.url in seen:
            continue
        seen.add(picture.url)
        if may_show(picture):
            small[item.story_id] = picture
            since = 0
    return small


def reading_order(items: Sequence[Item]) -> tuple[Item, ...]:
    """Return the stories as a reader meets them: the lead, then section by section.

    >>> from digest.models import Passage
    >>> news = Passage(text="News", article_id="a")
    >>> items = [Item(story_id=a + b, section=a, headline=news) for a, b in ("a1", "b1", "a2")]
    >>> [item.story_id for item in reading_order(items)]
    ['a1', 'b1', 'a2']
    """
    ordered = list(items[:1])
    for members in by_section(items[1:]).values():
        ordered += members
    return tuple(ordered)


def by_section(items: Iterable[Item]) -> dict[str, list[Item]]:
    """Group stories by section, in the order of each section's first story."""
    # a dict keeps the order in which its keys first came
    sections: dict[str, list[Item]] = {}
    for item in items:
        sections.setdefault(item.section, []).append(item)
    return sections


def fits_card(width: int, height: int) -> bool:
    """Tell whether a picture of this shape may stand beside a headline: a tall one stands below it.

    >>> fits_card(1200, 675), fits_card(600, 900)
    (True, False)
    """
    return width >= height


def short_alt(alt: str) -> str:
    """Return the alternative text of a small picture, cut at a word where it is long.

    >>> short_alt("A boat")
    'A boat'
    """
    if len(alt) <= SMALL_ALT_CHARS:
        return alt
    return alt[:SMALL_ALT_CHARS].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def large_pictures(briefing: Briefing) -> tuple[Picture, ...]:
    """Return the pictures that a mail shows in full width: of the lead and of trend reports."""
    large = []
    for item in briefing.items[:1]:
        if item.picture:
            large.append(item.picture)
    for report in briefing.blocks.trend_reports:
        if report.picture:
            large.append(report.picture)
    return tuple(large)
