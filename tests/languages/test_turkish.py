"""Turkish is read as its readers read it: endings behind names, dotted capitals, late verbs."""

from __future__ import annotations

import pytest
from news_pages import page, roles_of

from digest.edit.genre import reads_as_comment
from digest.edit.profile import clean_title, is_round_up
from digest.models import Role
from digest.write.factual_terms import facts
from digest.write.similarity import content_words

LANGUAGE = "tr"


def test_background_and_expectations_are_known_by_their_words() -> None:
    roles = roles_of(
        LANGUAGE,
        "Marenya salı günü limanı kapattı.",
        "Daha önce liman mart ayında da kapanmıştı.",
        "Limanın bir hafta kapalı kalması bekleniyor.",
        "Kapanma fiyatların artmasına yol açabilir.",
    )
    assert roles == (
        Role.MAIN,
        Role.CAUSE_GENERAL,
        Role.DISTANT_EXPECTATIONS_CONSEQUENCES,
        Role.DISTANT_EXPECTATIONS_CONSEQUENCES,
    )


def test_a_dotted_capital_is_the_letter_of_the_word_in_lower_case() -> None:
    assert content_words("İSTANBUL", LANGUAGE) == content_words("İstanbul", LANGUAGE)


def test_a_month_is_a_date_behind_its_day() -> None:
    dates = [fact.text for fact in facts("Liman 3 Ağustos 2026 günü kapandı")]
    assert "Ağustos" in dates


@pytest.mark.parametrize(
    ("title", "comment"),
    [
        ("Analiz: Limanın yarını", True),
        ("Nasıl oldu da liman yandı", True),
        ("Sam Örnek kimdir", True),
        ("Liman salı günü yandı", False),
    ],
)
def test_a_title_that_promises_thoughts_reads_as_a_comment(title: str, comment: bool) -> None:
    assert reads_as_comment(page(title, LANGUAGE)) is comment


def test_a_live_page_is_a_round_up() -> None:
    assert is_round_up(page("Canlı anlatım: Liman yanıyor", LANGUAGE))
    assert not is_round_up(page("Liman yanıyor", LANGUAGE))


def test_a_label_before_a_title_is_cut() -> None:
    assert clean_title("Son dakika: Liman yanıyor") == "Liman yanıyor"
