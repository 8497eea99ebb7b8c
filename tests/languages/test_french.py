"""French is read as its readers read it: elisions, thousands, quotations, the conditional."""

from __future__ import annotations

import pytest
from news_pages import page, roles_of

from digest.edit.genre import reads_as_comment
from digest.edit.profile import clean_title, is_round_up
from digest.models import Role
from digest.write.factual_terms import facts
from digest.write.similarity import content_words, overlap

LANGUAGE = "fr"


def test_background_and_expectations_are_known_by_their_words() -> None:
    roles = roles_of(
        LANGUAGE,
        "La Marénie a fermé son port mardi.",
        "Pour rappel, le port avait déjà fermé en mars.",
        "La fermeture pourrait durer une semaine à Solmar.",
        "Les analystes voient le prix du blé monter.",
    )
    assert roles == (
        Role.MAIN,
        Role.CAUSE_GENERAL,
        Role.DISTANT_EXPECTATIONS_CONSEQUENCES,
        Role.DISTANT_EXPECTATIONS_CONSEQUENCES,
    )


def test_elided_articles_do_not_part_two_sentences_on_one_thing() -> None:
    first = content_words("L’accord d’Avel est signé", LANGUAGE)
    second = content_words("Un accord est signé à Avel", LANGUAGE)
    assert overlap(first, second) == 1.0


def test_a_month_with_an_accent_is_a_date() -> None:
    dates = [fact.text for fact in facts("Le 3 février et le 4 août") if fact.kind == "date"]
    assert dates == ["février", "août"]


@pytest.mark.parametrize(
    ("title", "comment"),
    [
        ("Comment le port a brûlé", True),
        ("Entretien : « Le port doit rouvrir »", True),
        ("Le port a brûlé mardi", False),
        # a relative clause asks for no reason
        ("Le port que la Marénie a fermé brûle", False),
    ],
)
def test_a_title_that_promises_thoughts_reads_as_a_comment(title: str, comment: bool) -> None:
    assert reads_as_comment(page(title, LANGUAGE)) is comment


def test_a_live_page_is_a_round_up_and_its_label_is_cut() -> None:
    assert is_round_up(page("EN DIRECT : le port brûle", LANGUAGE))
    assert not is_round_up(page("Le port brûle", LANGUAGE))
    assert clean_title("Exclusif : le port brûle") == "le port brûle"
