"""Persian is read as its readers read it: joiners in words, two calendars, its own digits."""

from __future__ import annotations

import pytest
from news_pages import page, roles_of

from digest.edit.genre import reads_as_comment
from digest.edit.profile import is_round_up
from digest.models import Direction, Role
from digest.text import direction_of
from digest.write.factual_terms import facts
from digest.write.similarity import content_words, overlap

LANGUAGE = "fa"


def test_background_and_expectations_are_known_by_their_words() -> None:
    roles = roles_of(
        LANGUAGE,
        "مارنیا روز سه‌شنبه بندر را بست.",
        "گفتنی است بندر در مارس هم بسته شد.",
        "پیش از این بندر شمالی بسته شد.",
        "انتظار می‌رود بندر فردا باز شود.",
        "کارشناسان از بالا رفتن بها می‌گویند.",
    )
    assert roles == (
        Role.MAIN,
        Role.CAUSE_GENERAL,
        Role.CAUSE_GENERAL,
        Role.DISTANT_EXPECTATIONS_CONSEQUENCES,
        Role.DISTANT_EXPECTATIONS_CONSEQUENCES,
    )


def test_letters_of_arabic_keyboards_change_no_word() -> None:
    persian, arabic = "کشتی یکی بود", "كشتي يكي بود"
    assert overlap(content_words(persian, LANGUAGE), content_words(arabic, LANGUAGE)) == 1.0


@pytest.mark.parametrize("month", ["فروردین", "شهریور", "ژانویه", "اوت"])
def test_months_of_both_calendars_are_dates(month: str) -> None:
    assert [fact.text for fact in facts(f"۳ {month}") if fact.kind == "date"] == [month]


@pytest.mark.parametrize(("own", "latin"), [("۴۵۶", "456"), ("۹", "9"), ("٤٥٦", "456")])
def test_a_number_is_one_fact_in_each_kind_of_digits(own: str, latin: str) -> None:
    assert facts(f"در {own} روز")[0].key == facts(f"در {latin} روز")[0].key


@pytest.mark.parametrize("tag", ["fa", "fa-IR", "FA_af"])
def test_it_runs_from_the_right(tag: str) -> None:
    assert direction_of(tag) is Direction.RTL


def test_a_title_that_asks_reads_as_a_comment() -> None:
    assert reads_as_comment(page("آیا بندر باز می‌شود؟", LANGUAGE))
    assert not reads_as_comment(page("بندر باز می‌شود", LANGUAGE))


def test_the_news_of_a_day_is_a_round_up() -> None:
    assert is_round_up(page("مهم‌ترین اخبار امروز", LANGUAGE))
    assert not is_round_up(page("بندر آتش گرفت", LANGUAGE))
