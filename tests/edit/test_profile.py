"""Profiles: terms of titles and texts, round-ups, cleaned titles and texts, and rarity."""

from __future__ import annotations

import math
from datetime import UTC, datetime

import pytest

from digest.edit.profile import (
    NAME_TIMES,
    SMALLEST_BATCH,
    TEXT_LETTERS,
    TEXT_PIECES,
    TITLE_TIMES,
    Profiles,
    clean_text,
    clean_title,
    is_round_up,
    profile_batch,
)
from digest.models import Alias, AliasKind, Article

NOON = datetime(2026, 8, 13, 12, tzinfo=UTC)


def page(title: str = "", body: str = "", lead: str = "", language: str = "en") -> Article:
    return Article(
        id="a", url="", title=title, body=body, lead=lead, published=NOON, language=language
    )


def alias(name: str, within: str = "", kind: AliasKind = AliasKind.PLACE) -> Alias:
    return Alias(id=name.lower(), name=name, kind=kind, names=(name,), within=within)


def term_texts(profiles: Profiles, item: int = 0) -> set[str]:
    return {profiles.terms[term] for term in profiles.vectors[item]}


def weight(profiles: Profiles, word: str) -> float:
    for term, value in profiles.vectors[0].items():
        if profiles.terms[term] == word:
            return value
    return 0.0


def test_limits_of_reading() -> None:
    assert (TEXT_PIECES, TEXT_LETTERS, SMALLEST_BATCH) == (120, 960, 40)
    assert (TITLE_TIMES, NAME_TIMES) == (2, 2)


def test_words_that_say_nothing_and_single_letters_are_no_terms() -> None:
    assert term_texts(profile_batch([page("The depot of Mr X said")])) == {"depot", "mr"}


def test_forms_of_a_word_are_one_term_spelled_as_first_met() -> None:
    profiles = profile_batch([page("Explosion"), page("Explosions")])
    assert profiles.vectors[0].keys() == profiles.vectors[1].keys()
    assert term_texts(profiles, 1) == {"explosion"}


def test_weekdays_are_days_and_no_terms() -> None:
    profiles = profile_batch([page("Depot burns", "It burned on Monday, not on Friday.")])
    assert len(profiles.days[0]) == 2
    assert "monday" not in term_texts(profiles)


def test_the_same_weekday_has_one_number() -> None:
    profiles = profile_batch([page("", "On Monday."), page("", "Monday"), page("", "Tuesday")])
    assert profiles.days[0] == profiles.days[1] != profiles.days[2]


def test_word_of_the_title_counts_like_two_words_of_the_text() -> None:
    in_title = profile_batch([page("Depot")])
    twice = profile_batch([page("", "Depot depot")])
    once = profile_batch([page("", "Depot")])
    assert weight(in_title, "depot") == weight(twice, "depot")
    assert weight(once, "depot") == pytest.approx(math.log(40))
    assert weight(twice, "depot") == pytest.approx((1 + math.log(2)) * math.log(40))


def test_small_batch_counts_as_forty_articles_and_a_large_one_as_it_is() -> None:
    small = profile_batch([page("Depot")])
    large = profile_batch([page("Depot"), *[page("Snow")] * 59])
    assert small.rarity[small.titles[0][0]] == pytest.approx(math.log(40))
    assert large.rarity[large.titles[0][0]] == pytest.approx(math.log(61))


def test_text_is_read_to_its_hundred_and_twentieth_piece() -> None:
    assert "depot" in term_texts(profile_batch([page("", "so " * 119 + "depot")]))
    assert "depot" not in term_texts(profile_batch([page("", "so " * 120 + "depot")]))


def test_text_is_read_to_its_nine_hundred_and_sixtieth_letter() -> None:
    assert clean_text(page(body="x" * 2000)) == "x" * 960


def test_article_without_words_has_length_one() -> None:
    profiles = profile_batch([page()])
    assert profiles.norms == [1.0]
    assert profiles.title_weights == [1.0]
    assert len(profiles) == 1


def test_no_article_makes_an_empty_batch() -> None:
    assert len(profile_batch([])) == 0


def test_known_names_are_found_under_their_id() -> None:
    profiles = profile_batch([page("Fire in Karim")], [alias("Karim")])
    assert profiles.names == [frozenset({"karim"})]
    assert "@karim" in term_texts(profiles)


def test_place_is_held_by_places_within_its_land_and_not_by_the_land() -> None:
    places = [alias("Quay", "karim"), alias("Karim", "lunaria"), alias("Lunaria")]
    profiles = profile_batch([page("Quay"), page("Karim"), page("Lunaria")], places)
    assert profiles.places[0] == {"quay", "karim"}
    assert profiles.places[1] == {"karim"}
    assert profiles.places[2] == frozenset()


def test_circle_of_places_ends() -> None:
    places = [alias("Quay", "karim"), alias("Karim", "quay")]
    assert profile_batch([page("Quay")], places).places == [frozenset({"quay", "karim"})]


def test_group_is_no_place() -> None:
    group = alias("Karim", "lunaria", AliasKind.GROUP)
    assert profile_batch([page("Karim")], [group]).places == [frozenset()]


@pytest.mark.parametrize(
    ("title", "clean"),
    [
        ("LIVE: Depot burns", "Depot burns"),
        ("Update 3: Depot burns", "Depot burns"),
        ("Opinion: Depot burns", "Depot burns"),
        ("Depot burns | Karim Herald", "Depot burns"),
        ("Depot burns - Herald", "Depot burns"),
        ("Depot burns - and the port", "Depot burns - and the port"),
        ("Depot-fire spreads", "Depot-fire spreads"),
    ],
)
def test_title_is_cleaned_at_both_ends(title: str, clean: str) -> None:
    assert clean_title(title, "Herald") == clean


def test_lead_that_opens_the_body_is_read_once() -> None:
    assert clean_text(page(lead="Depot burns.", body="Depot burns. Tanks too.")) == (
        "Depot burns. Tanks too."
    )
    assert clean_text(page(lead="Depot burns.", body="Tanks too.")) == "Depot burns.\nTanks too."
    assert clean_text(page(lead="Depot burns.")) == "Depot burns."
    assert clean_text(page(body="Tanks too.")) == "Tanks too."


def test_sixty_letters_tell_that_the_lead_opens_the_body() -> None:
    opening = "x" * 60
    assert clean_text(page(lead=opening + "a", body=opening + "b")) == opening + "b"
    other = "x" * 59
    assert "\n" in clean_text(page(lead=other + "a", body=other + "b"))


def test_invitation_is_cut_to_the_end_of_its_sentence() -> None:
    text = "Depot burns. Sign up for our letter today. Tanks too."
    assert clean_text(page(body=text)).split() == ["Depot", "burns.", "Tanks", "too."]


@pytest.mark.parametrize(
    "title", ["Live updates: depot burns", "Morning briefing", "Top stories", "LIVE: depot burns"]
)
def test_title_tells_a_round_up(title: str) -> None:
    assert is_round_up(page(title))


@pytest.mark.parametrize("title", ["Depot burns in Karim", "Delivery firm briefed", "More rain"])
def test_title_of_a_report_tells_no_round_up(title: str) -> None:
    assert not is_round_up(page(title))


def test_three_bullets_at_the_top_make_a_table_of_contents() -> None:
    assert is_round_up(page("Depot burns", "Today\n• a\n• b\n• c"))
    assert not is_round_up(page("Depot burns", "Today\n• a\n• b"))
    assert not is_round_up(page("Depot burns", "x" * 400 + "\n• a\n• b\n• c"))


def test_round_ups_of_a_batch_are_named_by_position() -> None:
    profiles = profile_batch([page("Depot burns"), page("Morning briefing")])
    assert profiles.round_ups == {1}


def test_proper_terms_are_capitals_inside_sentences_and_numbers() -> None:
    profiles = profile_batch([page("", "Tanks of Karim burned for 12 hours.")])
    proper = {profiles.terms[term] for term in profiles.proper(0)}
    assert proper == {"karim", "12"}


def test_language_is_two_letters_and_english_where_unknown() -> None:
    articles = [page("a", language=""), page("b", language="DE-at"), page("c", language="fr")]
    assert profile_batch(articles).languages == ["en", "de", "fr"]
