"""A feed's language tag is believed where its text bears it out, and only there."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from digest.collect.article_language import detect_language, without_false_tags
from digest.collect.feed_entries import Entry

ENGLISH = (
    "The harbour council met on Sunday to talk about the budget of the old town and its "
    "three bridges."
)
FRENCH = (
    "Le conseil du port s'est réuni dimanche pour parler du budget de la vieille ville "
    "et de ses trois ponts."
)
ARABIC = "اجتمع مجلس الميناء يوم الأحد لمناقشة ميزانية المدينة القديمة وجسورها الثلاثة"
PERSIAN = "شورای بندر روز یکشنبه برای گفتگو درباره بودجه شهر قدیمی و سه پل آن تشکیل جلسه داد"
HEBREW = "מועצת הנמל התכנסה ביום ראשון כדי לדון בתקציב העיר העתיקה ובשלושת הגשרים שלה"


def entry(text: str, tag: str) -> Entry:
    return Entry(
        url="https://example.com/a",
        title=text,
        published=datetime(2026, 3, 1, tzinfo=UTC),
        language=tag,
    )


def languages(*entries: Entry) -> list[str]:
    return [
        detect_language(one.title, declared=one.language) for one in without_false_tags(entries)
    ]


@pytest.mark.parametrize(("text", "is_in"), [(ARABIC, "ar"), (PERSIAN, "fa"), (HEBREW, "he")])
def test_a_text_in_another_script_than_its_tag_is_read_for_what_it_is(
    text: str, is_in: str
) -> None:
    assert languages(entry(text, "en"), entry(ENGLISH, "en")) == [is_in, "en"]


def test_english_under_an_arabic_tag_is_english() -> None:
    assert languages(entry(ARABIC, "ar"), entry(ENGLISH, "ar")) == ["ar", "en"]


def test_a_tag_that_the_whole_feed_contradicts_is_not_believed() -> None:
    assert languages(*[entry(FRENCH, "en")] * 3) == ["fr"] * 3


def test_a_foreign_quotation_in_a_feed_does_not_change_its_tag() -> None:
    assert languages(*[entry(ENGLISH, "en")] * 4, entry(f"“{FRENCH[:60]}”", "en")) == ["en"] * 5


def test_names_in_another_script_and_short_texts_keep_the_tag() -> None:
    assert (
        languages(
            entry("What “المجلس” means to the harbour", "en"),
            entry("Café Olé", "en"),
            entry("غزة", "en"),
        )
        == ["en"] * 3
    )


@pytest.mark.parametrize("tag", ["nb", "xx", "tlh", ""])
def test_a_tag_that_cannot_be_judged_does_no_harm(tag: str) -> None:
    norwegian = (
        "Havnerådet møttes søndag for å snakke om budsjettet for gamlebyen og de tre broene i byen."
    )
    assert languages(*[entry(norwegian, tag)] * 3)[0] in {tag, "nb", "no", "da"}
