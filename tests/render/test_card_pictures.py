"""Small pictures: every third card below the lead has one, each address once, none too tall."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from picture_shelf import Shelf, photo

from digest.models import Briefing, Picture, PicturePolicy
from digest.render import render_issue
from digest.render.card_pictures import SMALL_ALT_CHARS, short_alt, small_pictures
from digest.render.pictures import gather_pictures
from digest.render.specimen import AT, PUBLICATION, specimen

SMALL = re.compile(r'<img[^>]*gates-(\d+)\.jpg"[^>]*>')


def asked_and_shown(briefing: Briefing, *refused: str) -> tuple[list[str], list[str]]:
    """The stories whose picture was asked for, and those that show it."""
    asked: list[str] = []

    def may_show(picture: Picture) -> bool:
        asked.append(picture.url)
        return picture.url not in refused

    shown = small_pictures(briefing, may_show)
    return asked, [picture.url for picture in shown.values()]


def gates(*numbers: int) -> list[str]:
    return [f"https://pictures.example/gates-{number}.jpg" for number in numbers]


def html_of(briefing: Briefing) -> str:
    return render_issue(briefing, publication=PUBLICATION, created=AT).html


def test_every_third_card_in_reading_order_has_a_picture() -> None:
    # stories 1, 3, 5 and 7 are of one section and stand before 2, 4, 6 and 8
    asked, shown = asked_and_shown(specimen(stories=9))
    assert shown == gates(1, 7, 6)
    assert asked == shown


def test_the_turn_of_a_refused_picture_passes_to_the_next_card() -> None:
    asked, shown = asked_and_shown(specimen(stories=9), *gates(1))
    assert asked == gates(1, 3, 2, 8)
    assert shown == gates(3, 2, 8)


def test_no_picture_stands_twice_in_a_mail() -> None:
    briefing = specimen(stories=3)
    lead = briefing.items[0].picture
    repeated = replace(briefing.items[1], picture=lead)
    changed = replace(briefing, items=(briefing.items[0], repeated, briefing.items[2]))
    assert asked_and_shown(changed) == (gates(2), gates(2))


def test_a_newsletter_may_leave_them_out() -> None:
    briefing = specimen()
    without = replace(briefing, blocks=replace(briefing.blocks, leave_out=("thumbnails",)))
    assert small_pictures(without, lambda _: True) == {}
    assert not SMALL.search(html_of(without))


def test_an_empty_issue_has_no_small_picture() -> None:
    assert small_pictures(replace(specimen(), items=()), lambda _: True) == {}


def test_a_small_picture_is_linked_bounded_and_has_no_height_that_a_client_could_stretch() -> None:
    html = html_of(specimen())
    (shown,) = SMALL.finditer(html)
    assert 'width="140"' in shown.group()
    assert "height" not in re.sub("line-height", "", shown.group())
    assert 'alt="The gates of a dam by night, one of them half open"' in shown.group()
    before = html[: shown.start()]
    assert before.endswith(">")
    assert before.rindex("<a ") > before.rindex("<td ") > before.rindex("story-2")


def test_the_credit_stands_behind_the_caption_or_the_sources() -> None:
    html = html_of(specimen())
    assert html.count("Photo: Sample Picture Desk") == 2
    assert "Monday. File photo. Photo: Sample Picture Desk</p>" in html
    line = re.search(
        r'class="sources"[^>]*>((?:(?!</p>).)* · Photo: Sample Picture Desk)</p>', html
    )
    assert line


def test_a_small_picture_without_a_credit_leaves_no_dot_behind_the_sources() -> None:
    briefing = specimen(stories=2)
    card = briefing.items[1]
    assert card.picture
    bare = replace(card, picture=replace(card.picture, credit=""))
    html = html_of(replace(briefing, items=(briefing.items[0], bare)))
    sources = re.findall(r'<p class="sources".*?</p>', html, re.DOTALL)
    assert "Photo" not in sources[1]
    assert not sources[1].removesuffix("</p>").rstrip().endswith("·")


def test_photographs_are_dimmed_by_night_alone() -> None:
    html = html_of(specimen())
    night = html.index("@media (prefers-color-scheme:dark)")
    assert html.index(".picture{opacity:", night) < html.index("[data-ogsc]")
    assert not re.search(r'class="picture"[^>]*opacity', html)


@pytest.mark.parametrize(("size", "is_shown"), [((900, 600), True), ((600, 900), False)])
def test_a_tall_picture_stands_beside_no_headline(size: tuple[int, int], is_shown: bool) -> None:
    briefing = specimen(stories=2)
    shelf = Shelf({gates(1)[0]: photo(*size)})
    gathered = gather_pictures(
        briefing, policy=PicturePolicy.HOST, fetcher=shelf, public_url="https://news.example"
    )
    shown = gathered.shown.get(gates(1)[0])
    assert (shown is not None) is is_shown
    # twice the shown width, for fine screens
    if shown:
        assert (shown.width, shown.height) == (280, 187)
    else:
        assert (
            "it is taller than wide, and no picture for a small card"
            in dict(gathered.refused).values()
        )
    declared = replace(
        briefing.items[1], picture=Picture(url=gates(1)[0], width=size[0], height=size[1])
    )
    html = html_of(replace(briefing, items=(briefing.items[0], declared)))
    assert bool(SMALL.search(html)) is is_shown


def test_a_long_alternative_text_is_cut_at_a_word() -> None:
    cut = short_alt("A grey patrol boat, " * 9)
    assert len(cut) <= SMALL_ALT_CHARS + 1
    assert cut.endswith("patrol boat…")
