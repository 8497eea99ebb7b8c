"""Expectations in the languages of the labels: a plain announcement has its day, a doubt none."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from digest.languages.coming_words import COMING_WORDS
from digest.render.expectations import expected_day
from digest.render.wording import languages

MONDAY = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
THURSDAY = date(2026, 11, 26)

PLAIN = {
    "de": [
        "Der Rat wird am Donnerstag über den Haushalt abstimmen.",
        "Am Donnerstag, dem 26. November, werden die Minister im Hafen beraten.",
        "Die Brücke wird am 26. November 2026 wieder geöffnet.",
    ],
    "fr": [
        "Le conseil votera le budget jeudi.",
        "Les ministres se réuniront le 26 novembre au port.",
        "La trêve va entrer en vigueur le jeudi 26 novembre 2026.",
    ],
    "tr": [
        "Konsey bütçeyi perşembe günü oylayacak.",
        "Bakanlar 26 Kasım'da limanda toplanacak.",
        "Köprü 26 Kasım 2026 Perşembe günü açılacak.",
    ],
    "ar": [
        "سيصوت المجلس على الميزانية يوم الخميس.",
        "سيجتمع الوزراء في الميناء في 26 نوفمبر.",
        "ستبدأ المحادثات يوم الخميس 26 تشرين الثاني 2026.",
    ],
    "he": [
        "המועצה תצביע על התקציב ביום חמישי.",
        "השרים ייפגשו בנמל ב-26 בנובמבר.",
        "הדיון יתקיים ביום חמישי, 26 בנובמבר 2026.",
    ],
    "fa": [
        "شورا روز پنجشنبه درباره بودجه رأی خواهد داد.",
        "وزیران روز پنج‌شنبه در بندر دیدار خواهند کرد.",
    ],
}
UNSURE = {
    "de": [
        "Der Rat stimmte am Donnerstag über den Haushalt ab.",
        "Der Rat wird am Donnerstag wohl über den Haushalt abstimmen.",
        "Der Rat wird am Donnerstag nicht abstimmen.",
        "Der Rat wird bis Donnerstag abstimmen.",
        "„Wir werden am Donnerstag abstimmen“, sagte der Sprecher.",
        "Der Sprecher sagte am Dienstag, der Rat werde am Donnerstag abstimmen.",
        "Der Hafen wird am Donnerstag, dem 25. November, wieder geöffnet.",
    ],
    "fr": [
        "Le conseil a voté le budget jeudi.",
        "Le conseil voterait le budget jeudi.",
        "Le conseil ne votera pas le budget jeudi.",
        "La trêve tiendra jusqu'au 26 novembre.",
        "« Nous voterons jeudi », dira le maire.",
        "Le ministre a dit mardi que le conseil votera jeudi.",
    ],
    "tr": [
        "Konsey bütçeyi perşembe günü oyladı.",
        "Konsey bütçeyi perşembe günü oylamayacak.",
        "Konseyin perşembe günü oylaması bekleniyor.",
        "Konsey perşembe gününe kadar oylayacak.",
    ],
    "ar": [
        "صوت المجلس على الميزانية يوم الخميس.",
        "قد يصوت المجلس على الميزانية يوم الخميس.",
        "لن يصوت المجلس يوم الخميس.",
        "تحدث الوزير عن السياسة والسيارات يوم الخميس.",
        "قال الوزير يوم الثلاثاء إن المجلس سيصوت يوم الخميس.",
    ],
    "he": [
        "המועצה הצביעה על התקציב ביום חמישי.",
        "המועצה לא תצביע על התקציב ביום חמישי.",
        "המועצה צפויה להצביע ביום חמישי.",
        "המועצה תצביע עד יום חמישי.",
    ],
    "fa": [
        "شورا روز پنجشنبه درباره بودجه رأی داد.",
        "شورا روز پنجشنبه رأی نخواهد داد.",
        "شاید شورا روز پنجشنبه رأی خواهد داد.",
    ],
}


def told(table: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(language, sentence) for language, rows in table.items() for sentence in rows]


@pytest.mark.parametrize(("language", "sentence"), told(PLAIN))
def test_a_plain_announcement_has_its_day(language: str, sentence: str) -> None:
    assert expected_day(sentence, MONDAY, language) == THURSDAY


@pytest.mark.parametrize(("language", "sentence"), told(UNSURE))
def test_a_doubt_a_denial_or_a_past_day_has_none(language: str, sentence: str) -> None:
    assert expected_day(sentence, MONDAY, language) is None


def test_each_language_of_the_labels_has_words_of_coming_days() -> None:
    assert set(languages()) <= set(COMING_WORDS)


def test_a_language_without_such_words_has_no_expectation() -> None:
    assert expected_day("The council will vote on Thursday.", MONDAY, "xx") is None


@pytest.mark.parametrize("language", sorted(COMING_WORDS))
def test_weekdays_run_from_monday_and_months_are_twelve_or_none(language: str) -> None:
    words = COMING_WORDS[language]
    assert (len(words.weekdays), len(words.months)) in {(7, 12), (7, 0)}
