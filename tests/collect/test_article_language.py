"""The language of an article: declared, detected or usual; and tags that their text denies."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from digest.collect.article_language import detect_language, without_false_tags
from digest.collect.feed_entries import FeedEntry

NOW = datetime(2026, 3, 4, tzinfo=UTC)
ENGLISH = "The port of Avel reopened on Tuesday after two years of repairs, the minister said."
FRENCH = "Le port d’Avel a rouvert mardi après deux ans de travaux, a annoncé le ministre."
ARABIC = "أعيد فتح مرفأ أفيل يوم الثلاثاء بعد عامين من أعمال الترميم كما قال الوزير"
RUSSIAN = "Порт Авель вновь открылся во вторник после двух лет ремонта, сообщил министр"


def entry(text: str, language: str, body: str = "") -> FeedEntry:
    return FeedEntry(
        url="u", title=text, published=NOW, lead="" if body else text, body=body, language=language
    )


def tags(*entries: FeedEntry) -> list[str]:
    return [one.language for one in without_false_tags(entries)]


@pytest.mark.parametrize(
    ("text", "declared", "usual", "language"),
    [
        (FRENCH, "xx", "en", "xx"),
        (FRENCH, "", "en", "fr"),
        (ENGLISH, "", "fr", "en"),
        (ARABIC, "", "en", "ar"),
        ("Port", "", "tr", "tr"),
        ("", "", "", ""),
        ("12 34 56 78 90 12 34 56 78 90", "", "tr", "tr"),
    ],
)
def test_the_declared_language_goes_first_and_the_usual_one_last(text, declared, usual, language):
    assert detect_language(text, declared=declared, usual=usual) == language


def test_a_text_of_twenty_four_characters_is_long_enough_to_show_its_language():
    text = "Le ministre est au port."
    assert len(text) == 24
    assert detect_language(text, usual="tr") == "fr"
    assert detect_language(text[1:], usual="tr") == "tr"
    # white space is no text
    assert detect_language(f"{text[1:]}     \n ", usual="tr") == "tr"


def test_the_script_is_judged_for_each_entry():
    assert tags(*[entry(ENGLISH, "en")] * 5, entry(ARABIC, "en")) == [*["en"] * 5, ""]
    assert tags(entry(ENGLISH, "ar")) == [""]
    assert tags(entry(RUSSIAN, "el")) == [""]


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("أفيل", "en"),
        ("12 34 56", "ar"),
        ("NATO and the EU and the UN", "fr"),
        ("مرفأ أفيل مفتوح للسفن", "xx"),
    ],
)
def test_a_text_that_shows_no_script_keeps_its_tag(text: str, tag: str):
    assert tags(entry(text, tag)) == [tag]


def test_twelve_letters_show_a_script():
    eleven, twelve = "абвгдежзийк", "абвгдежзийкл"
    # the title stands there twice: as title and as lead
    one = FeedEntry(url="u", title=eleven, published=NOW, language="en")
    other = FeedEntry(url="u", title=twelve, published=NOW, language="en")
    assert tags(one) == ["en"]
    assert tags(other) == [""]


def test_half_of_the_letters_are_enough_for_a_tag():
    mixed = FeedEntry(url="u", title="абвгде portav", published=NOW, language="en")
    assert tags(mixed) == ["en"]
    more = FeedEntry(url="u", title="абвгдеж portav", published=NOW, language="en")
    assert tags(more) == [""]


def test_words_deny_a_tag_of_the_whole_feed():
    assert tags(*[entry(FRENCH, "en")] * 3) == ["", "", ""]
    assert tags(*[entry(FRENCH, "fr")] * 3) == ["fr"] * 3
    # only the entries of that tag
    assert tags(*[entry(FRENCH, "en")] * 3, entry(FRENCH, "fr")) == ["", "", "", "fr"]


def test_little_text_denies_no_tag():
    short = "Le port rouvre mardi."
    assert tags(entry(short, "en")) == ["en"]


@pytest.mark.parametrize(("length", "is_denied"), [(119, False), (120, True)])
def test_a_hundred_and_twenty_characters_deny_a_tag(length: int, is_denied: bool):
    # the title, a full stop, a blank and the lead are looked at together
    title = "Le port rouvre ses portes aux navires de commerce"
    lead = f"{FRENCH} {FRENCH}"[: length - len(title) - 2].rstrip()
    lead += "s" * (length - len(title) - 2 - len(lead))
    one = FeedEntry(url="u", title=title, published=NOW, lead=lead, language="en")
    assert len(f"{title}. {lead}") == length
    assert (tags(one) == [""]) is is_denied


def test_five_entries_of_a_tag_are_looked_at():
    short = "Le port rouvre mardi."
    blank = FeedEntry(url="u", title=".", published=NOW, language="en")
    # four blanks and one text: the fifth entry is the last that is looked at
    assert tags(*[blank] * 4, entry(FRENCH, "en"))[-1] == ""
    assert tags(*[blank] * 5, entry(FRENCH, "en"))[-1] == "en"
    assert tags(entry(short, "en")) == ["en"]


def test_kin_languages_are_not_told_apart():
    danish = "Havnen i Avel åbnede igen tirsdag efter to års reparationer, siger ministeren her."
    assert tags(*[entry(danish, "no")] * 3) == ["no"] * 3


def test_without_a_lead_the_beginning_of_the_body_is_judged():
    one = FeedEntry(url="u", title="Port", published=NOW, body=ARABIC, language="en")
    assert tags(one) == [""]


def test_no_entries_have_no_tags():
    assert tags() == []
