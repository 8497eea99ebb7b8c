"""A newsletter in another language is written from articles in that language."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sample_news import NEWSLETTER, NOW, article

from digest.models import Item, Role, Story
from digest.text.headlines import headline_span
from digest.write.candidates import quotables
from digest.write.cleaning import is_boilerplate
from digest.write.context_free import stands_alone
from digest.write.extractive import ExtractiveWriter
from digest.write.similarity import content_words, overlap

ARABIC = """\
أغلقت مارينيا أكبر موانئها يوم الثلاثاء بعد انفجار في مستودع للوقود أدى إلى مقتل 12 شخصا، بحسب \
وزارة الداخلية.

وأضافت الوزارة أن الميناء سيبقى مغلقا حتى إشعار آخر.

أخمد رجال الإطفاء الحريق الذي اندلع في سفينتين كبيرتين عند مدخل الميناء قبل حلول المساء.

وكانت الحكومة قد أغلقت الميناء نفسه قبل أعوام بعد حريق أصغر في المستودع ذاته.

من المتوقع أن ترفع شركات الشحن أسعارها في المنطقة كلها خلال الأسابيع المقبلة بسبب الإغلاق.

للمزيد تابعوا صفحتنا على الإنترنت كل صباح.
"""


def written(body: str, language: str, title: str) -> Item:
    newsletter = replace(NEWSLETTER, language=language)
    story = Story(id="s", articles=(article("a", title, body=body, language=language),))
    return ExtractiveWriter().write(story, newsletter=newsletter, lead=True, related=(), now=NOW)


def test_an_arabic_story_opens_goes_on_and_says_why() -> None:
    item = written(ARABIC, "ar", "عاجل: انفجار يغلق أكبر موانئ مارينيا")
    assert item.headline.text == "انفجار يغلق أكبر موانئ مارينيا"
    assert item.lead[0].text.startswith("أغلقت مارينيا")
    why = " ".join(passage.text for paragraph in item.why_it_matters for passage in paragraph)
    everything = why + " ".join(p.text for group in (item.lead, *item.what_happened) for p in group)
    assert "من المتوقع" in why or (item.dek and "من المتوقع" in item.dek.text)
    assert "للمزيد" not in everything


@pytest.mark.parametrize(
    ("language", "dangling", "whole"),
    [
        ("fr", "Elle a quitté le port mardi.", "La Marénie a fermé son port mardi."),
        (
            "fr",
            "Cette mesure inquiète les pêcheurs.",
            "Cette semaine, la Marénie a fermé son port.",
        ),
        ("tr", "Ancak liman kapalı kaldı.", "Marenya salı günü limanı kapattı."),
        ("tr", "Bu karar balıkçıları üzdü.", "Bu hafta Marenya limanı kapattı."),
    ],
)
def test_dangling_openings_are_seen(language: str, dangling: str, whole: str) -> None:
    assert not stands_alone(dangling, language)
    assert stands_alone(whole, language)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("ar", "من المتوقع أن ترفع شركات الشحن أسعارها خلال الأسابيع المقبلة."),
        ("he", "המחירים צפויים לעלות בכל האזור בשבועות הקרובים."),
        ("fa", "کارشناسان می‌گویند قیمت‌ها در هفته‌های آینده بالا می‌رود."),
        ("fr", "La fermeture devrait faire monter les prix dans toute la région."),
        ("tr", "Kapanmanın bölgede fiyatları artırması bekleniyor."),
    ],
)
def test_an_expectation_is_known_by_its_words(language: str, sentence: str) -> None:
    first = {
        "ar": "أغلقت مارينيا الميناء يوم الثلاثاء.",
        "he": "מרניה סגרה את הנמל ביום שלישי.",
    }.get(language, "Marenia a b c d e.")
    found = quotables(article("a", "T", body=f"{first}\n\n{sentence}", language=language))
    assert found[-1].text == sentence
    assert found[-1].role is Role.DISTANT_EXPECTATIONS_CONSEQUENCES


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("ar", "اقرأ أيضا: ما نعرفه عن الميناء"),
        ("fr", "Lire aussi : ce que l'on sait du port"),
        ("fr", "Abonnez-vous à notre lettre"),
        ("tr", "Kaynak: AA"),
        ("tr", "Sign up for our newsletter."),
    ],
)
def test_calls_and_credits_are_no_news(language: str, line: str) -> None:
    assert is_boilerplate(line, language)


@pytest.mark.parametrize(
    "title", ["#عاجل | الميناء مغلق بعد الانفجار", "EN DIRECT : الميناء مغلق بعد الانفجار"]
)
def test_labels_leave_a_headline(title: str) -> None:
    start, end = headline_span(title)
    assert title[start:end] == "الميناء مغلق بعد الانفجار"


def test_a_toll_that_disagrees_is_told_in_arabic() -> None:
    told = (
        "أعلنت وزارة الداخلية أن الانفجار في مستودع الوقود في الميناء أدى إلى إصابة 40 عاملا "
        "يوم الثلاثاء."
    )
    rival = (
        "قال اتحاد عمال الميناء إن الانفجار في مستودع الوقود في الميناء أدى إلى إصابة 70 عاملا "
        "يوم الثلاثاء."
    )
    same = rival.replace("70", "40")
    assert rival in all_told(told, rival)
    assert same not in all_told(told, same)


def all_told(first: str, second: str) -> str:
    title = "انفجار في مستودع الوقود في الميناء"
    lead = article("a", title, lead=first, language="ar")
    other = article("b", title, lead=second, language="ar", publisher="Quay Post", hours=8)
    story = Story(id="s", articles=(lead, other))
    item = ExtractiveWriter().write(
        story, newsletter=replace(NEWSLETTER, language="ar"), lead=True, related=(), now=NOW
    )
    return " ".join(
        passage.text for paragraph in (item.lead, *item.what_happened) for passage in paragraph
    )


def test_one_arabic_word_is_one_word_in_every_spelling() -> None:
    assert (
        overlap(content_words("مستشفى الميناء", "ar"), content_words("مستشفي المينـاء", "ar"))
        == 1.0
    )
