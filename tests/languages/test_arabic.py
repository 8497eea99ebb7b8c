"""Arabic is read as its readers read it: particles on words, two sets of months, own digits."""

from __future__ import annotations

import pytest
from news_pages import page, roles_of

from digest.edit.genre import reads_as_comment
from digest.edit.profile import is_round_up
from digest.models import Direction, Role
from digest.text import direction_of, split_sentences
from digest.text.names import with_clitics
from digest.write.factual_terms import facts
from digest.write.similarity import content_words, overlap

LANGUAGE = "ar"


def test_a_comma_and_a_semicolon_end_no_sentence() -> None:
    text = "أغلقت مارينيا الميناء، ثم فتحته؛ السفن تنتظر."
    assert split_sentences(text, language=LANGUAGE) == (text,)


def test_background_and_expectations_are_known_by_their_words() -> None:
    roles = roles_of(
        LANGUAGE,
        "أغلقت مارينيا الميناء يوم الثلاثاء.",
        "يذكر أن الميناء أغلق مرة في مارس.",
        "ومنذ عام يعمل الميناء ليلا فقط.",
        "ويتوقع التجار أن ترتفع الأسعار قريبا.",
        "قد يؤدي الإغلاق إلى رفع الأسعار.",
    )
    assert roles == (
        Role.MAIN,
        Role.CAUSE_GENERAL,
        Role.CAUSE_GENERAL,
        Role.DISTANT_EXPECTATIONS_CONSEQUENCES,
        Role.DISTANT_EXPECTATIONS_CONSEQUENCES,
    )


def test_an_article_and_a_particle_on_a_word_leave_it_the_same_word() -> None:
    spelled = set(with_clitics("ميناء"))
    assert {"ميناء", "الميناء", "والميناء", "بالميناء", "للميناء", "وميناء", "بميناء"} <= spelled


def test_a_word_of_two_letters_carries_no_particle() -> None:
    assert list(with_clitics("قم")) == ["قم"]


def test_signs_of_vowels_and_long_strokes_change_no_word() -> None:
    plain, dressed = (
        content_words("الميناء مغلق", LANGUAGE),
        content_words("المِيناء مُغـــلق", LANGUAGE),
    )
    assert overlap(plain, dressed) == 1.0


@pytest.mark.parametrize("month", ["يناير", "آذار", "حزيران", "ديسمبر"])
def test_months_of_the_east_and_of_egypt_are_dates(month: str) -> None:
    assert [fact.text for fact in facts(f"في {month}") if fact.kind == "date"] == [month]


@pytest.mark.parametrize(("own", "latin"), [("١٢", "12"), ("٤٥٦", "456"), ("٩", "9")])
def test_a_number_is_one_fact_in_both_kinds_of_digits(own: str, latin: str) -> None:
    assert facts(f"في {own} يوما")[0].key == facts(f"في {latin} يوما")[0].key


@pytest.mark.parametrize("tag", ["ar", "ar-EG", "AR_ae"])
def test_it_runs_from_the_right(tag: str) -> None:
    assert direction_of(tag) is Direction.RTL


def test_a_title_that_asks_reads_as_a_comment() -> None:
    assert reads_as_comment(page("هل يفتح الميناء؟", LANGUAGE))
    assert not reads_as_comment(page("الميناء يفتح", LANGUAGE))


def test_a_live_page_is_a_round_up() -> None:
    assert is_round_up(page("تغطية مباشرة: الميناء يحترق", LANGUAGE))
    assert not is_round_up(page("الميناء يحترق", LANGUAGE))
