"""Pairs: features, log-odds, evidence and the signs that two articles are of two events."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta

import pytest

from digest.edit.neighbours import similar_pairs
from digest.edit.pairs import (
    BEYOND_DOUBT,
    FEATURES,
    conflict,
    evidence,
    pair_features,
    score_pairs,
    weigh,
)
from digest.edit.profile import Profiles, profile_batch
from digest.models import Alias, AliasKind, Article

NOON = datetime(2026, 8, 13, 12, tzinfo=UTC)
PLACES = (
    Alias(id="lunaria", name="Lunaria", kind=AliasKind.PLACE, names=("Lunaria",)),
    Alias(id="karim", name="Karim", kind=AliasKind.PLACE, names=("Karim",), within="lunaria"),
    Alias(id="dalma", name="Dalma", kind=AliasKind.PLACE, names=("Dalma",), within="lunaria"),
)


def page(title: str, body: str = "") -> Article:
    return Article(
        id=title, url="", title=title, body=body, published=NOON, language="en", publisher="p"
    )


def profiles(*articles: Article, aliases: tuple[Alias, ...] = ()) -> Profiles:
    return profile_batch(articles, aliases)


def features(*articles: Article) -> dict[str, float]:
    batch = profiles(*articles)
    similar = similar_pairs(batch, [NOON + timedelta(0)] * len(articles))
    return dict(zip(FEATURES, pair_features(batch, similar)[0, 1], strict=True))


def between(
    left: Article, right: Article, score: float = 0.0, aliases: tuple[Alias, ...] = ()
) -> str:
    batch = profiles(left, right, aliases=aliases)
    return conflict(batch, (0, 1), score, batch.proper)


FIRE = "Warehouse blaze destroys chemical tanks near quay"


def test_weighing_adds_the_bias_to_the_weighted_features() -> None:
    assert weigh({(0, 1): (1.0, 2.0)}, (3.0, -0.5), 0.25) == {(0, 1): 2.25}


def test_title_that_the_other_article_tells_wholly_counts_one() -> None:
    assert features(page(FIRE), page(FIRE))["title_told_least"] == pytest.approx(1)


def test_lesser_of_both_titles_counts() -> None:
    half = page(f"{FIRE} while penguins parade downtown")
    both = features(page(FIRE), half)["title_told_least"]
    assert both == features(half, page(FIRE))["title_told_least"]
    assert 0 < both < 1


def test_weekdays_speak_against_a_pair_only_where_both_have_one() -> None:
    monday, friday = page(FIRE, "It burned on Monday."), page(FIRE, "It burned on Friday.")
    assert features(monday, friday)["other_day"] == 1
    assert features(monday, monday)["other_day"] == 0
    assert features(monday, page(FIRE))["other_day"] == 0


def test_reports_of_one_event_score_higher_than_reports_that_share_a_word() -> None:
    batch = profiles(page(FIRE), page(FIRE), page("Warehouse rents climb in spring"))
    scores = score_pairs(batch, similar_pairs(batch, [NOON] * 3))
    assert scores[0, 1] > 0 > scores[0, 2]


def test_evidence_names_words_and_day() -> None:
    article = page(FIRE, "It burned on Monday.")
    reasons = evidence(profiles(article, article), (0, 1), 1.23456)
    assert [reason.code for reason in reasons] == ["agree", "words", "day"]
    assert reasons[0].value == 1.235


def test_evidence_names_known_names_apart_from_words() -> None:
    article = page("Blaze in Karim")
    reasons = evidence(profiles(article, article, aliases=PLACES), (0, 1), 1.0)
    details = {reason.code: reason.detail for reason in reasons}
    assert details["names"] == "both name karim"
    assert "@" not in details["words"]


def test_one_shared_word_is_too_few() -> None:
    assert between(page("Warehouse burns"), page("Warehouse sold")) != ""


def test_same_article_has_no_conflict() -> None:
    assert between(page(FIRE), page(FIRE)) == ""


def test_two_towns_of_one_land_speak_against_a_pair() -> None:
    karim, dalma = page(f"{FIRE} Karim"), page(f"{FIRE} Dalma")
    assert between(karim, karim, aliases=PLACES) == ""
    assert "one is about" in between(karim, dalma, aliases=PLACES)


def test_town_and_its_land_do_not_speak_against_a_pair() -> None:
    karim, land = page(f"{FIRE} Karim"), page(f"{FIRE} Lunaria")
    assert "one is about" not in between(karim, land, aliases=PLACES)


def test_pair_beyond_doubt_may_name_two_towns() -> None:
    karim, dalma = page(f"{FIRE} Karim"), page(f"{FIRE} Dalma")
    assert BEYOND_DOUBT == 2.0
    assert "one is about" in between(karim, dalma, 1.999, PLACES)
    assert between(karim, dalma, 2.0, PLACES) == ""


def test_titles_that_differ_in_a_name_alone_are_of_two_events() -> None:
    ohio = page("Sample wins primary contest in Ohio", "Voters of Ohio chose Sample.")
    iowa = page("Sample wins primary contest in Iowa", "Voters of Iowa chose Sample.")
    assert between(ohio, iowa) == "titles differ in ohio and iowa"


def test_titles_that_differ_in_a_number_alone_are_of_two_events() -> None:
    first = page("Harbour trial of Sample opens on day 41", "It is day 41 of the trial.")
    later = page("Harbour trial of Sample opens on day 42", "It is day 42 of the trial.")
    assert between(first, later) == "titles differ in 41 and 42"


def test_name_that_the_other_text_mentions_is_no_sign_of_two_events() -> None:
    ohio = page("Sample wins primary contest in Ohio", "Voters of Ohio and of Iowa chose Sample.")
    iowa = page("Sample wins primary contest in Iowa", "Voters of Iowa chose Sample.")
    assert between(ohio, iowa) == ""


def test_titles_that_share_less_than_they_differ_are_no_template() -> None:
    ohio = page("Sample wins primary contest in Ohio", "Voters of Ohio chose Sample.")
    rally = page("Sample wins primary applause, songs, flowers, kites in Iowa", "Iowa, in rain.")
    assert "titles differ" not in between(ohio, rally)


@pytest.mark.parametrize("score", [0.0, BEYOND_DOUBT])
def test_conflict_is_the_same_from_both_sides(score: float) -> None:
    pages = (
        page("Sample wins primary contest in Ohio", "Voters of Ohio chose Sample."),
        page("Sample wins primary contest in Iowa", "Voters of Iowa chose Sample."),
        page(f"{FIRE} Karim"),
        page(f"{FIRE} Dalma"),
        page(FIRE),
    )
    batch = profiles(*pages, aliases=PLACES)
    for left, right in itertools.combinations(range(len(pages)), 2):
        one_side = conflict(batch, (left, right), score, batch.proper)
        other_side = conflict(batch, (right, left), score, batch.proper)
        assert bool(one_side) == bool(other_side)


SEAS = (
    Alias(id="karim-gulf", name="Gulf of Karim", kind=AliasKind.PLACE, names=("Gulf of Karim",)),
    Alias(id="karim", name="Karim", kind=AliasKind.PLACE, names=("Karim",)),
)


def test_one_sea_however_long_its_name_makes_no_event() -> None:
    hostages = page("Hostages freed near Gulf of Karim", "Engineers walked out at dawn.")
    boats = page("Shipyard wins order of boats for Gulf of Karim", "The navy pays in winter.")
    assert between(hostages, boats, aliases=SEAS) == "they share a sea and little else"
    # without a sea in the aliases, and beyond doubt, the words decide
    assert between(hostages, boats) == ""
    assert between(hostages, boats, score=BEYOND_DOUBT, aliases=SEAS) == ""


def test_a_sea_and_further_words_may_be_one_event() -> None:
    freed = page("Hostages freed near Gulf of Karim", "Engineers walked out at dawn.")
    home = page("Freed hostages of Gulf of Karim come home", "Engineers held for weeks are free.")
    assert between(freed, home, aliases=SEAS) == ""


def test_the_words_of_a_sea_count_where_only_one_article_names_it() -> None:
    sea = page("Hostages freed near Gulf of Karim")
    town = page("Hostages freed in Karim gulf trade row")
    assert between(sea, town, aliases=SEAS) == ""
