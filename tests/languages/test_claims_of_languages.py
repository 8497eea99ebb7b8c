"""Each capability that a language claims shows in a text, and its neighbour shows nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pytest
from news_pages import page, roles_of

from digest.edit.deeds import tells_deed
from digest.edit.genre import why_no_report
from digest.edit.profile import is_round_up
from digest.languages import LANGUAGES, capabilities, language_of
from digest.models import Role
from digest.text import split_sentences, tolls
from digest.write.cleaning import is_boilerplate
from digest.write.context_free import stands_alone
from digest.write.factual_terms import doubts
from digest.write.similarity import content_words

LOOKING_BACK = (Role.CAUSE_GENERAL, Role.CAUSE_SPECIFIC, Role.DISTANT_HISTORICAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Two texts that look alike: the language has a word for the first, and none in the second."""

    shows: str
    hides: str


def names_the_sources(language: str, text: str) -> bool:
    return language_of(language).labels["sources"] == text


def counts_no_people(language: str, text: str) -> bool:
    return tolls(text, language) == ()


def is_empty_of_meaning(language: str, text: str) -> bool:
    return content_words(text, language) == frozenset()


def is_one_sentence(language: str, text: str) -> bool:
    return len(split_sentences(text, language=language)) == 1


def counts_people(language: str, text: str) -> bool:
    return tolls(text, language) != ()


def is_around_the_news(language: str, text: str) -> bool:
    return is_boilerplate(text, language)


def leans(language: str, text: str) -> bool:
    return not stands_alone(text, language)


def looks_back(language: str, text: str) -> bool:
    # the first sentence of an article tells the event by its place
    return roles_of(language, "Solmar 10 Avel 11 Tarn 12.", text)[-1] in LOOKING_BACK


def denies_or_doubts(_: str, text: str) -> bool:
    return any(True for _ in doubts(text))


def is_no_report(language: str, text: str) -> bool:
    return why_no_report(page(text, language)) != ""


def gathers_news(language: str, text: str) -> bool:
    return is_round_up(page(text, language))


def tells_a_deed(language: str, text: str) -> bool:
    return tells_deed(page(text, language))


def names_the_outlet(language: str, text: str) -> bool:
    words = language_of(language).attributions
    assert words is not None
    return words.according_to.format(outlet="Coast Wire") == text


SHOWN: Mapping[str, Callable[[str, str], bool]] = {
    "labels": names_the_sources,
    "dates": counts_no_people,
    "stop words": is_empty_of_meaning,
    "abbreviations": is_one_sentence,
    "tolls": counts_people,
    "boilerplate": is_around_the_news,
    "openings": leans,
    "background": looks_back,
    "doubts": denies_or_doubts,
    "genres": is_no_report,
    "clusters": gathers_news,
    "titles": tells_a_deed,
    "attributions": names_the_outlet,
}
"""How each capability shows. The trained model of English has a test room of its own."""

CLAIMS: Mapping[str, Mapping[str, Claim]] = {
    "en": {
        "labels": Claim(shows="Sources:", hides="Quellen:"),
        "dates": Claim(
            shows="Men were killed on 12 March.", hides="Police said 12 men were killed."
        ),
        "stop words": Claim(shows="and of the", hides="and of the harbor"),
        "abbreviations": Claim(
            shows="Dr. Sample came at noon.", hides="The port closed. Ships came at noon."
        ),
        "tolls": Claim(shows="A blast killed 12 people.", hides="A blast lit 12 lamps."),
        "boilerplate": Claim(
            shows="Sign up for our newsletter", hides="Signs of a storm closed the port on Monday."
        ),
        "openings": Claim(
            shows="He left the port on Monday.", hides="Orlov left the port on Monday."
        ),
        "background": Claim(
            shows="In 2019 a smaller fire had closed the same port for three weeks.",
            hides="Orlov said the port will open on Monday.",
        ),
        "doubts": Claim(shows="The port is not open.", hides="The port is open."),
        "genres": Claim(shows="Opinion: The port must open", hides="The port opens on Tuesday"),
        "clusters": Claim(shows="Live updates: Port burns in Solmar", hides="Port burns in Solmar"),
        "titles": Claim(
            shows="Drone hits the port of Solmar", hides="Drone could hit the port of Solmar"
        ),
        "attributions": Claim(shows="according to Coast Wire", hides="selon Coast Wire"),
    },
    "de": {
        "labels": Claim(shows="Quellen:", hides="Sources:"),
        "dates": Claim(shows="Am 12. März getötet.", hides="12 Menschen wurden im März getötet."),
        "stop words": Claim(shows="der ist nicht in der", hides="der Hafen ist nicht in der"),
        "abbreviations": Claim(
            shows="Dr. Muster kam am 3. Oktober.", hides="Marenia schwieg. Muster kam um drei."
        ),
        "tolls": Claim(shows="Es gab 15 Tote im Hafen.", hides="Es gab 15 Lampen im Hafen."),
        "boilerplate": Claim(
            shows="Abonnieren Sie unseren Newsletter.",
            hides="Die Werbung um Stimmen begann in Marenia am Montag.",
        ),
        "openings": Claim(
            shows="Zudem bleibt der Hafen geschlossen.", hides="In Marenia bleibt der Hafen zu."
        ),
        "background": Claim(
            shows="Bereits im Jahr 2019 hatte ein Brand den Hafen gelähmt.",
            hides="Marenia hat den Hafen am Montag geschlossen.",
        ),
        "doubts": Claim(shows="Der Hafen ist nicht offen.", hides="Der Hafen ist offen."),
        "genres": Claim(
            shows="Kommentar: Der Hafen muss öffnen", hides="Der Hafen öffnet am Dienstag"
        ),
        "clusters": Claim(
            shows="Liveticker: Hafen in Solmar brennt", hides="Hafen in Solmar brennt"
        ),
        "titles": Claim(
            shows="Drohne trifft Hafen von Solmar", hides="Drohne soll Hafen von Solmar treffen"
        ),
        "attributions": Claim(shows="laut Coast Wire", hides="selon Coast Wire"),
    },
    "fr": {
        "labels": Claim(shows="Sources\u00a0:", hides="Quellen:"),
        "dates": Claim(shows="Le 12 mars, mort.", hides="Au port, 12 morts."),
        "stop words": Claim(shows="le et de la", hides="le port et de la"),
        "abbreviations": Claim(
            shows="M. Exemple est arrivé à midi.", hides="Le port ferme. Orlov est arrivé."
        ),
        "tolls": Claim(shows="La police a arrêté 4 hommes.", hides="La police a peint 4 navires."),
        "boilerplate": Claim(
            shows="À lire aussi : le port en chiffres",
            hides="La publication du rapport a été reportée à mardi.",
        ),
        "openings": Claim(
            shows="Mais le port reste fermé.", hides="La Marénie a fermé son port mardi."
        ),
        "background": Claim(
            shows="Pour rappel, le port avait déjà fermé en mars.",
            hides="La Marénie a fermé son port mardi.",
        ),
        "doubts": Claim(
            shows="Le port n’est pas ouvert.", hides="Le port est ouvert depuis mardi."
        ),
        "genres": Claim(shows="Éditorial : le port doit rouvrir", hides="Le port rouvre mardi"),
        "clusters": Claim(shows="EN DIRECT : le port brûle", hides="Le port brûle"),
        "titles": Claim(
            shows="Un drone frappe le port de Solmar",
            hides="Un drone veut frapper le port de Solmar",
        ),
        "attributions": Claim(shows="selon Coast Wire", hides="laut Coast Wire"),
    },
    "tr": {
        "labels": Claim(shows="Kaynaklar:", hides="Sources:"),
        "dates": Claim(shows="12 Mart’ta ölü sayısı arttı.", hides="12 ölü sayısı arttı."),
        "stop words": Claim(shows="ve bir bu", hides="ve bir liman"),
        "abbreviations": Claim(
            shows="Dr. Örnek öğlen geldi.", hides="Liman kapalıydı. Örnek öğlen geldi."
        ),
        "tolls": Claim(shows="Polis 4 kişiyi gözaltına aldı.", hides="Polis 4 gemiyi boyadı."),
        "boilerplate": Claim(
            shows="Haberin devamı için tıklayın",
            hides="Haberin doğru olmadığı salı günü anlaşıldı.",
        ),
        "openings": Claim(
            shows="Ayrıca liman kapalı kaldı.", hides="Marenya salı günü limanı kapattı."
        ),
        "background": Claim(
            shows="Daha önce liman üç hafta kapalı kalmıştı.",
            hides="Marenya salı günü limanı kapattı.",
        ),
        "doubts": Claim(shows="Liman açık değil.", hides="Yokuş salı günü kapandı."),
        "genres": Claim(shows="Yorum: Liman açılmalı", hides="Liman salı günü açılıyor"),
        "clusters": Claim(shows="Canlı anlatım: Liman yanıyor", hides="Liman yanıyor"),
        "titles": Claim(
            shows="Drone Solmar limanını vurdu", hides="Drone Solmar limanını vurabilir"
        ),
        "attributions": Claim(shows="Coast Wire haberine göre", hides="laut Coast Wire"),
    },
    "ar": {
        "labels": Claim(shows="المصادر:", hides="Sources:"),
        "dates": Claim(shows="قتل في 12 آذار رجل.", hides="قتل 12 رجلا في آذار."),
        "stop words": Claim(shows="في من على", hides="في الميناء من على"),
        "abbreviations": Claim(
            shows="التقى الوزير د. سامي في الميناء.",
            hides="أغلقت مارينيا الميناء يوم الثلاثاء. تنتظر السفن في البحر.",
        ),
        "tolls": Claim(shows="اعتقال 4 رجال في الميناء.", hides="وصول 4 رجال إلى الميناء."),
        "boilerplate": Claim(
            shows="اقرأ أيضا: الميناء في أرقام", hides="شاهدت الشرطة سفينتين في الميناء."
        ),
        "openings": Claim(
            shows="لكن الميناء بقي مغلقا.", hides="أغلقت مارينيا الميناء يوم الثلاثاء."
        ),
        "background": Claim(
            shows="يذكر أن الميناء أغلق ثلاثة أسابيع.", hides="أغلقت مارينيا الميناء يوم الثلاثاء."
        ),
        "doubts": Claim(shows="لم تغادر السفينة الميناء.", hides="غادرت السفينة الميناء."),
        "genres": Claim(shows="مقال: على الميناء أن يفتح", hides="مقال عن الميناء يغضب الوزير"),
        "clusters": Claim(shows="تغطية مباشرة: الميناء يحترق", hides="الميناء يحترق"),
        "titles": Claim(shows="مارينيا تغلق ميناء سولمار", hides="مارينيا قد تغلق ميناء سولمار"),
        "attributions": Claim(shows="وفقا لما نقلته Coast Wire", hides="laut Coast Wire"),
    },
    "he": {
        "labels": Claim(shows="מקורות:", hides="Sources:"),
        "dates": Claim(shows="ב-12 במרץ נהרג אדם.", hides="12 בני אדם נהרגו במרץ."),
        "stop words": Claim(shows="של את על", hides="של את הנמל"),
        "abbreviations": Claim(
            shows="ד״ר דוגמה הגיעה בצהריים.", hides="מרניה סגרה את הנמל. האוניות ממתינות בים."
        ),
        "tolls": Claim(shows="4 גברים נעצרו בנמל.", hides="4 גברים שרו בנמל."),
        "boilerplate": Claim(
            shows="קראו גם: הנמל במספרים", hides="קראו לשר להתפטר, אמרו המפגינים."
        ),
        "openings": Claim(shows="אבל הנמל נשאר סגור.", hides="אבלים רבים באו לנמל ביום שלישי."),
        "background": Claim(
            shows="כזכור הנמל נסגר לשלושה שבועות.", hides="מרניה סגרה את הנמל ביום שלישי."
        ),
        "doubts": Claim(shows="הנמל לא נפתח.", hides="לאון דוגמה הגיע לנמל."),
        "genres": Claim(shows="דעה: הנמל חייב להיפתח", hides="הנמל נפתח ביום שלישי"),
        "clusters": Claim(shows="עדכונים שוטפים: הנמל בוער", hides="הנמל בוער"),
        "titles": Claim(shows="כטב״ם פגע בנמל סולמר", hides="כטב״ם לא פגע בנמל סולמר"),
        "attributions": Claim(shows="לפי Coast Wire", hides="laut Coast Wire"),
    },
    "fa": {
        "labels": Claim(shows="منابع:", hides="Sources:"),
        "dates": Claim(shows="در ۱۲ مرداد کشته شد.", hides="در مرداد ۱۲ نفر کشته شد."),
        "stop words": Claim(shows="و در از به", hides="و در بندر از به"),
        "abbreviations": Claim(
            shows="بهای نفت به ۹۲.۵ دلار رسید.", hides="مارنیا بندر را بست. کشتی‌ها در دریا منتظرند."
        ),
        "tolls": Claim(shows="۴ نفر بازداشت شدند.", hides="۴ نفر آواز خواندند."),
        "boilerplate": Claim(
            shows="بیشتر بخوانید: بندر در آمار", hides="پیام وزیر روز سه‌شنبه رسید."
        ),
        "openings": Claim(shows="اما بندر بسته ماند.", hides="امارات بندر را بست."),
        "background": Claim(
            shows="پیش از این بندر سه هفته بسته بود.", hides="مارنیا روز سه‌شنبه بندر را بست."
        ),
        "doubts": Claim(shows="بندر باز نیست.", hides="نیستان شهری در مارنیا است."),
        "genres": Claim(shows="یادداشت: بندر باید باز شود", hides="بندر روز سه‌شنبه باز می‌شود"),
        "clusters": Claim(shows="مهم‌ترین اخبار امروز", hides="بندر آتش گرفت"),
        "titles": Claim(
            shows="پهپاد بندر سولمار را هدف قرار داد",
            hides="پهپاد می‌تواند بندر سولمار را هدف قرار دهد",
        ),
        "attributions": Claim(shows="به نقل از Coast Wire", hides="laut Coast Wire"),
    },
}

PAIRS = [
    pytest.param(language, capability, id=f"{language}-{capability}")
    for language, claims in CLAIMS.items()
    for capability in claims
]


@pytest.mark.parametrize(("language", "capability"), PAIRS)
def test_a_text_shows_what_the_language_can_do(language: str, capability: str) -> None:
    assert SHOWN[capability](language, CLAIMS[language][capability].shows)


@pytest.mark.parametrize(("language", "capability"), PAIRS)
def test_a_text_that_looks_alike_shows_nothing(language: str, capability: str) -> None:
    assert not SHOWN[capability](language, CLAIMS[language][capability].hides)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_capability_that_a_language_claims_has_its_texts(language: str) -> None:
    claimed = {capability.name for capability in capabilities(language) if capability.able}
    assert claimed - {"roles"} == CLAIMS[language].keys()
