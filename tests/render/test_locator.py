"""The places of the lead story: found where a sentence says that something is there."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from samples import message_of, shipped_aliases

from digest.models import Alias, AliasKind, Briefing, Severity
from digest.render import preflight, render_issue
from digest.render.locator import locate, places_of
from digest.render.specimen import AT, PUBLICATION, specimen, specimen_map


def leading_with(headline: str, language: str = "en") -> Briefing:
    briefing = specimen(language)
    lead = briefing.items[0]
    lead = replace(
        lead, headline=replace(lead.headline, text=headline), dek=None, lead=(), what_happened=()
    )
    return replace(briefing, items=(lead, *briefing.items[1:]))


def found(headline: str, *more: Alias) -> list[str]:
    places = places_of(leading_with(headline), (*shipped_aliases(), *more))
    return [place.label for place in places]


def test_a_place_that_an_operator_adds_is_marked_under_all_its_names() -> None:
    mine = Alias(
        id="my-port", name="Marsa Mithal", kind=AliasKind.PLACE, names=("Port Mithal",),
        lat=26.0, lon=36.5,
    )  # fmt: skip
    assert found("Ferry sinks off Marsa Mithal", mine) == ["Marsa Mithal"]
    assert found("Fire at Port Mithal", mine) == ["Marsa Mithal"]
    assert found("Fire at Port Mithal", replace(mine, lat=None, lon=None)) == []


def test_the_point_of_an_operator_wins_over_the_shipped_one() -> None:
    aden = Alias(id="aden", name="Aden", kind=AliasKind.PLACE, lat=12.5, lon=44.5)
    (place,) = places_of(leading_with("Fire at Aden"), (aden,))
    assert (place.north, place.east) == (12.5, 44.5)


@pytest.mark.parametrize(
    ("headline", "labels"),
    [
        ("Two ships collide off Hodeidah and near Ras Isa", ["Hodeidah", "Ras Isa"]),
        ("Ferry sinks in the port of Aden", ["Aden"]),
        ("Tanker burns in Red Sea", ["Red Sea"]),
        ("Shells fall on the outskirts of Gaza City", ["Gaza City"]),
        ("Fire at the market in Damascus", ["Damascus"]),
        # a capital stands for its government, and a country has no point
        ("Letter from Damascus reaches Beirut", []),
        ("Ministers of Iraq meet in Iraq", []),
        # a name without a word of place may be that of a club or a person
        ("Aden wins the cup", []),
        ("A Marib-based firm fails", []),
        ("Deal in a Hodeidah-style port", []),
    ],
)
def test_a_place_counts_where_a_word_of_place_stands_before_it(
    headline: str, labels: list[str]
) -> None:
    assert found(headline) == labels


@pytest.mark.parametrize(
    ("language", "headline", "labels"),
    [
        ("ar", "قتلى في غارة على مدينة رفح وقصف ببيروت", ["رفح", "بيروت"]),
        ("ar", "حريق بالقاهرة وآخر في الإسكندرية", ["القاهرة"]),
        ("ar", "سفينة تغرق في البحر الأحمر قبالة الحُديدة", ["البحر الأحمر", "الحديدة"]),
        ("ar", "رسالة من دمشق إلى طهران", []),
        ("ar", "بيروت ترحب بالاتفاق", []),
        ("he", "שריפה בביירות ופיצוץ בנמל חיפה", ["ביירות", "חיפה"]),
        # the article goes behind the letter that is written with the name
        ("he", "ספינה טבעה בים האדום", ["ים סוף"]),
        ("he", "ירי ליד חברון ושבעזה", ["חברון", "עזה"]),
        ("he", "דמשק מברכת", []),
        ("fa", "انفجار در بندرعباس و در شهر تبریز", ["بندرعباس", "تبریز"]),
        # letters of an Arabic keyboard, and no letter of the gazetteer's
        ("fa", "درگیری در بيروت", ["بیروت"]),
        ("fa", "تهران هشدار داد", []),
        ("de", "Brand in Damaskus", []),
    ],
)
def test_a_place_is_found_and_named_in_the_language_of_the_mail(
    language: str, headline: str, labels: list[str]
) -> None:
    briefing = replace(leading_with(headline), language=language)
    assert [place.label for place in places_of(briefing, shipped_aliases())] == labels


def test_a_place_whose_letters_no_font_has_is_named_in_latin_ones_or_not_at_all() -> None:
    gori = Alias(
        id="my-town", name="გორი", kind=AliasKind.PLACE, names=("Gori",), lat=42.0, lon=44.1
    )
    assert found("Fire in Gori", gori) == ["Gori"]
    assert found("Fire in გორი", replace(gori, names=())) == []


def test_a_place_with_letters_beyond_ascii_is_found_and_drawn() -> None:
    urfa = Alias(id="my-town", name="Şanlıurfa", kind=AliasKind.PLACE, lat=37.2, lon=38.8)
    assert found("Fire in Şanlıurfa", urfa) == ["Şanlıurfa"]
    # a quotation mark behind the word of place is no name
    assert found("Şanlıurfa waits: fire in “Mardin”", urfa) == []


def test_four_places_are_shown_in_the_order_of_reading() -> None:
    headline = "Strikes in Homs, in Hama, in Idlib, in Raqqa and in Aleppo"
    assert found(headline) == ["Homs", "Hama", "Idlib", "Raqqa"]


def test_a_longer_name_of_another_thing_is_no_place() -> None:
    aden = Alias(
        id="aden", name="Aden", kind=AliasKind.PLACE, names=(), not_in=("Aden Street in Leeds",)
    )
    briefing = leading_with("Fire at Aden Street in Leeds")
    assert places_of(briefing, (aden,)) == ()
    assert len(places_of(leading_with("Fire at Aden"), (aden,))) == 1


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_a_mail_in_another_language_has_no_map(language: str) -> None:
    briefing = replace(leading_with("Ferry sinks in Aden"), language=language)
    assert places_of(briefing, shipped_aliases()) == ()


def test_a_newsletter_may_leave_the_map_out() -> None:
    briefing = leading_with("Ferry sinks in Aden")
    without = replace(briefing, blocks=replace(briefing.blocks, leave_out=("map",)))
    assert places_of(without, shipped_aliases()) == ()
    assert locate(without, shipped_aliases(), public_url="https://news.example") is None


def test_an_empty_issue_has_no_map() -> None:
    assert places_of(replace(specimen(), items=()), shipped_aliases()) == ()


def test_the_map_travels_in_the_mail_with_the_finding_as_its_text() -> None:
    briefing = leading_with("Ferry sinks in the port of Aden")
    locator = locate(briefing, shipped_aliases(), public_url="https://news.example/x")
    assert locator
    issue = render_issue(briefing, publication=PUBLICATION, created=AT, locator=locator)
    (image,) = issue.images
    assert (image.content_type, image.content) == ("image/png", locator.picture.content)
    assert image.cid.endswith("@news.example")
    (shown,) = re.findall(r'<img class="picture map"[^>]*>', issue.html)
    assert 'alt="Map of Aden: Ferry sinks in the port of Aden"' in shown
    assert 'width="576"' in shown
    assert "height" not in shown.replace("line-height", "")
    assert issue.html.index("</h1>") < issue.html.index(shown) < issue.html.index('id="story-2"')


def test_a_mail_with_a_map_passes_preflight_and_says_that_lines_are_disputed() -> None:
    briefing = specimen()
    issue = render_issue(briefing, publication=PUBLICATION, created=AT, locator=specimen_map())
    assert "Dashed lines are disputed or not agreed." in issue.html
    found = preflight(
        message_of(issue), issue=issue, briefing=briefing, publication=PUBLICATION, lowered=()
    )
    assert [one for one in found if one.severity is Severity.ERROR] == []
    plain = replace(specimen_map(), has_disputed=False)
    issue = render_issue(briefing, publication=PUBLICATION, created=AT, locator=plain)
    assert "Dashed lines" not in issue.html


def test_a_full_issue_with_a_map_stays_below_the_clip() -> None:
    issue = render_issue(
        specimen(stories=12), publication=PUBLICATION, created=AT, locator=specimen_map()
    )
    # some thousand bytes stay free below the size at which blocks are left out
    assert len(issue.html.encode()) < 73_000


def test_a_map_turns_dark_by_night_and_is_not_dimmed_besides() -> None:
    html = render_issue(
        specimen(), publication=PUBLICATION, created=AT, locator=specimen_map()
    ).html
    assert html.index(".chart img{opacity:1;filter:") > html.index(".picture{opacity:0.88}")
