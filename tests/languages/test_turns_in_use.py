"""A title of each language tells an escalation, a first of its kind, or neither."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from digest.edit.turns import tells_escalation, tells_first
from digest.models import Article

NOON = datetime(2026, 8, 13, 12, tzinfo=UTC)

ESCALATIONS = {
    "de": [
        "Marenia marschiert in Karim: Einmarsch hat begonnen",
        "Truppen rücken auf Avel vor",
        "Bodentruppen in Avel",
        "Flugzeugträger läuft aus",
        "Marenia erklärt Karim den Krieg",
        "Putschversuch in Karim",
        "Militärputsch in Karim",
    ],
    "fr": [
        "L’armée assiège Avel",
        "La Marénie déclare la guerre au Karim",
        "Un porte-avions en route vers Avel",
        "Des troupes entrent à Avel",
        "Coup d’État au Karim",
        "La Marénie déploie des troupes",
    ],
    "tr": [
        "Marenya Karim'i işgal etti",
        "İşgal sürüyor",
        "Avel'e kara harekâtı başladı",
        "Uçak gemisi Avel'e gidiyor",
        "Karim'de darbe girişimi",
        "Karim savaş ilan etti",
    ],
    "ar": [
        "غزو بري لمدينة أفيل",
        "الحصار على أفيل يشتد",
        "حاملة طائرات تتجه إلى أفيل",
        "كريم تعلن الحرب",
        "انقلاب عسكري في كريم",
        "والاجتياح يبدأ",
    ],
    "he": [
        "הפלישה לאוול החלה",
        "המצור על אוול נמשך",
        "נושאת מטוסים בדרך לאוול",
        "ניסיון הפיכה בכרים",
        "תמרון קרקעי באוול",
    ],
    "fa": [
        "محاصره آول ادامه دارد",
        "ناو هواپیمابر به آول رسید",
        "ناوهای جنگی در راه آول",
        "کودتا در کریم",
        "عملیات زمینی در آول",
        "ناو\u200cهای جنگی در آول",
    ],
}
NO_ESCALATIONS = {
    "de": [
        "Theatertruppe tritt in Avel auf",
        "Minister beruft Sitzung ein",
        "Kaltfront über Avel",
    ],
    "fr": [
        "Le siège de la banque ferme",
        "Mobilisation contre la réforme à Avel",
        "Les soldes à Avel",
    ],
    "tr": [
        "Ekonomiye darbe",
        "Seçim tarihi belli oldu",
        "Birlik toplandı",
    ],
    "ar": [
        "انقلاب سيارة في أفيل",
        "وزراء كريم يجتمعون",
        "القوات تحتفل",
    ],
    "he": [
        "ישיבת הממשלה באוול",
        "גיוס כספים באוול",
    ],
    "fa": [
        "بسیج مردم را دعوت کرد",
        "نشست وزیران در آول",
    ],
}
FIRSTS = {
    "de": [
        "Erstmals Gespräche in Avel",
        "Erste Gespräche seit Jahren",
        "Seltener Besuch in Avel",
    ],
    "fr": [
        "Première rencontre à Avel",
        "Pour la première fois à Avel",
        "Une rare visite à Avel",
        "Accord historique à Avel",
    ],
    "tr": [
        "Avel'e ilk kez gemi geldi",
        "Nadir bir ziyaret",
    ],
    "ar": [
        "لأول مرة في أفيل",
        "للمرة الأولى منذ عام",
        "زيارة نادرة إلى أفيل",
        "اتفاق تاريخي في أفيل",
    ],
    "he": [
        "לראשונה באוול",
        "ביקור נדיר באוול",
        "הסכם היסטורי",
    ],
    "fa": [
        "برای نخستین بار در آول",
        "دیدار نادر در آول",
        "بی\u200cسابقه در آول",
    ],
}
NO_FIRSTS = {
    "de": [
        "Erste Hilfe in Avel",
        "Seltene Erden gefunden",
        "Gewinn im ersten Halbjahr",
    ],
    "fr": [
        "Le Premier ministre à Avel",
        "Des terres rares à Avel",
        "Le centre historique d’Avel",
        "Premiers secours à Avel",
    ],
    "tr": [
        "Nadir toprak elementleri",
        "İlkokul açıldı",
    ],
    "ar": [
        "معادن نادرة في أفيل",
        "المبنى التاريخي في أفيل",
    ],
    "he": [
        "ראש הממשלה באוול",
        "יום ראשון באוול",
    ],
    "fa": [
        "عناصر نادر در آول",
        "نشست وزیران",
    ],
}


def pages(titles: dict[str, list[str]]) -> list[Article]:
    found = []
    for language, own in titles.items():
        for title in own:
            found.append(Article(id=title, url="", title=title, language=language, published=NOON))
    return found


def name(article: Article) -> str:
    return f"{article.language}-{article.title}"


@pytest.mark.parametrize("article", pages(ESCALATIONS), ids=name)
def test_forces_that_move_a_siege_and_a_coup_are_an_escalation(article: Article) -> None:
    assert tells_escalation(article)


@pytest.mark.parametrize("article", pages(NO_ESCALATIONS), ids=name)
def test_words_with_a_second_meaning_are_no_escalation(article: Article) -> None:
    assert not tells_escalation(article)


@pytest.mark.parametrize("article", pages(FIRSTS), ids=name)
def test_a_first_and_a_rare_event_are_known_by_the_word(article: Article) -> None:
    assert tells_first(article)


@pytest.mark.parametrize("article", pages(NO_FIRSTS), ids=name)
def test_an_office_a_metal_and_an_old_house_are_no_first(article: Article) -> None:
    assert not tells_first(article)
