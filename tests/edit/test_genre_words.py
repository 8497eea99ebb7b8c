"""The tables of genres and clusters, in each language and in languages without tables."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from digest.edit.genre import reads_as_comment, why_no_report
from digest.edit.profile import clean_text, clean_title, is_round_up, profile_batch
from digest.edit.word_tables import cluster_tables, genre_patterns, title_label, weekday_names
from digest.models import Article

NOON = datetime(2026, 8, 13, 12, tzinfo=UTC)


def page(title: str, body: str = "", language: str = "de", path: str = "hafen") -> Article:
    return Article(
        id="a",
        url=f"https://blatt.example/{path}/1",
        title=title,
        body=body,
        published=NOON,
        language=language,
    )


@pytest.mark.parametrize(
    ("article", "kind"),
    [
        (page("Kommentar: Der Hafen muss öffnen"), "an opinion"),
        (page("Der Hafen", path="meinung"), "an opinion"),
        (page("Podcast: Der Hafen"), "a feature, podcast or gallery"),
        (page("Der Hafen in Bildern"), "a video or pictures"),
        (page("Umfrage: Mehrheit für den Hafen"), "a poll"),
        (page("Liveticker: Der Hafen brennt"), "a round-up"),
        (page("Was heute wichtig wird"), "a round-up"),
        (page("Der Hafen", "Anna Muster ist Professorin für Recht in Avel."), "an opinion"),
        (page("Der Hafen", "Ich war dort. Meine Stadt brennt. Ich bleibe."), "a text in the first "
         "person"),
        # English stands on pages of every language
        (page("Opinion: Der Hafen muss öffnen"), "an opinion"),
        (page("Der Hafen öffnet wieder"), ""),
    ],
)  # fmt: skip
def test_german_genres_are_told_from_reports(article: Article, kind: str) -> None:
    assert why_no_report(article) == kind


def test_german_words_tell_no_genre_in_other_languages() -> None:
    assert why_no_report(page("Kommentar: Der Hafen muss öffnen", language="fr")) == ""


@pytest.mark.parametrize(
    ("title", "weighs"),
    [
        ("Warum der Hafen brennt", True),
        ("Analyse: Der Hafen", True),
        ("Brennt der Hafen?", True),
        ("Der Hafen brennt", False),
    ],
)
def test_german_titles_that_promise_thoughts_read_as_comments(title: str, weighs: bool) -> None:
    assert reads_as_comment(page(title)) is weighs


def test_a_german_text_that_argues_more_than_it_reports_reads_as_a_comment() -> None:
    argument = "Wir sollten den Hafen natürlich öffnen, doch leider zögern wir. " * 15
    report = "Der Sprecher sagte am Montag laut Bericht, der Hafen bleibe geschlossen. " * 15
    assert reads_as_comment(page("Der Hafen", argument))
    assert not reads_as_comment(page("Der Hafen", report))


def test_a_german_live_page_is_a_round_up() -> None:
    assert is_round_up(page("Liveblog zum Brand im Hafen"))
    assert not is_round_up(page("Brand im Hafen"))


def test_a_label_before_a_title_is_cut_in_each_language_with_a_table() -> None:
    assert clean_title("Eilmeldung: Hafen brennt") == "Hafen brennt"
    assert clean_title("LIVE: Port burns") == "Port burns"
    assert title_label().match("Hafen: brennt") is None


def test_lines_around_a_german_text_are_left_out() -> None:
    text = clean_text(page("Hafen", "Der Hafen brennt. Lesen Sie auch: Das Amt ruht. Er ist zu."))
    assert "Amt" not in text
    assert "Der Hafen brennt." in text


def test_german_stop_words_are_no_terms_and_english_ones_never_are() -> None:
    profiles = profile_batch([page("Der Hafen und the port für alle")])
    assert set(profiles.terms) & {"der", "und", "the", "fur", "für"} == set()


def test_a_weekday_is_one_term_in_each_language_with_a_table() -> None:
    german, english = page("x", "Am Montag brannte es."), page("x", "On Monday.", language="en")
    profiles = profile_batch([german, english])
    assert profiles.days == [frozenset({1}), frozenset({1})]
    assert weekday_names()[0] == "monday"


@pytest.mark.parametrize("language", ["xx", "", "es"])
def test_a_language_without_tables_reads_the_english_ones(language: str) -> None:
    assert cluster_tables(language).dull == cluster_tables("en").dull
    assert genre_patterns(language).polls == genre_patterns("en").polls


OPINION, GALLERY, SPORT = "an opinion", "a feature, podcast or gallery", "sport"
PICTURES, POLL, ROUND_UP = "a video or pictures", "a poll", "a round-up"


@pytest.mark.parametrize(
    ("language", "title", "kind"),
    [
        ("ar", "رأي: على الميناء أن يفتح", OPINION),
        ("ar", "كاريكاتير: الميناء", GALLERY),
        ("ar", "شاهد حريق الميناء من الجو", PICTURES),
        ("ar", "استطلاع: الأغلبية مع الميناء", POLL),
        ("ar", "تغطية مباشرة: حريق الميناء", ROUND_UP),
        ("ar", "أبرز عناوين الصحف عن الميناء", ROUND_UP),
        ("fa", "یادداشت: بندر باید باز شود", OPINION),
        ("fa", "ببینید: آتش در بندر", PICTURES),
        ("fa", "نظرسنجی: اکثریت با بندر است", POLL),
        ("fa", "مهم‌ترین اخبار امروز بندر", ROUND_UP),
        ("fa", "مهم ترین اخبار امروز بندر", ROUND_UP),
        ("he", "דעה: הנמל חייב להיפתח", OPINION),
        ("he", "צפו בשריפה בנמל", PICTURES),
        ("he", "סקר: הרוב בעד הנמל", POLL),
        ("he", "עדכונים שוטפים על השריפה בנמל", ROUND_UP),
        ("tr", "Görüş: Liman açılmalı", OPINION),
        ("tr", "İzleyin: Limanda yangın", PICTURES),
        ("tr", "Anket: Çoğunluk limandan yana", POLL),
        ("tr", "Dakika dakika liman yangını", ROUND_UP),
        ("fr", "Tribune : le port doit rouvrir", OPINION),
        ("fr", "L’incendie du port en images", PICTURES),
        ("fr", "Sondage : une majorité pour le port", POLL),
        ("fr", "EN DIRECT, le port brûle", ROUND_UP),
        ("fr", "Incendie du port : ce que l’on sait", ROUND_UP),
    ],
)
def test_a_label_tells_the_genre_in_each_language(language: str, title: str, kind: str) -> None:
    assert why_no_report(page(title, language=language)) == kind


@pytest.mark.parametrize(
    ("language", "title"),
    [
        # the city of Tyre is spelled like "pictures", and "witness" like "watch"
        ("ar", "صور تتعرض لقصف جديد"),
        ("ar", "شاهد عيان يروي ما جرى في الميناء"),
        # what a satellite shows is news
        ("fa", "تصاویر ماهواره‌ای آسیب به بندر را نشان داد"),
        ("he", "הנמל נפתח מחדש"),
        # a name, and no question
        ("tr", "Kim Jong-un limanı ziyaret etti"),
        # an attack that was shown live is no live page
        ("fr", "Une attaque diffusée en direct fait deux morts"),
    ],
)
def test_a_report_that_looks_like_another_genre_stays_a_report(language: str, title: str) -> None:
    report = page(title, language=language)
    assert why_no_report(report) == ""
    assert not reads_as_comment(report)


@pytest.mark.parametrize(
    ("language", "path", "kind"),
    [
        ("ar", "%D8%B1%D8%A3%D9%8A", OPINION),
        ("he", "%D7%A1%D7%A4%D7%95%D7%A8%D7%98", SPORT),
        ("tr", "spor", SPORT),
        ("fr", "debats", OPINION),
    ],
)
def test_a_section_is_read_in_its_own_script(language: str, path: str, kind: str) -> None:
    assert why_no_report(page("x", language=language, path=path)) == kind


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("ar", "لماذا يحترق الميناء"),
        ("ar", "تحليل: الميناء بعد الحريق"),
        ("fa", "چرا بندر می‌سوزد"),
        ("fa", "بندر چیست"),
        ("he", "למה הנמל בוער"),
        ("tr", "Neden liman yanıyor"),
        ("tr", "Beş soruda liman yangını"),
        ("fr", "Pourquoi le port brûle"),
    ],
)
def test_a_title_that_promises_thoughts_reads_as_a_comment_in_each_language(
    language: str, title: str
) -> None:
    assert reads_as_comment(page(title, language=language))


@pytest.mark.parametrize(
    ("language", "argument", "report"),
    [
        ("ar", "يجب علينا أن نفتح الميناء بالطبع. ", "وقال المتحدث يوم الاثنين إن الميناء مغلق. "),
        ("fa", "شاید ما باید بندر را باز کنیم. ", "سخنگوی بندر روز دوشنبه گفت بندر بسته است. "),
        ("he", "אנחנו צריכים אולי לפתוח את הנמל. ", "הדובר מסר ביום שני כי הנמל סגור. "),
        (
            "tr",
            "Biz limanı elbette açmalıyız. ",
            "Sözcü pazartesi günü limanın kapandığını söyledi. ",
        ),
        (
            "fr",
            "Nous devons bien sûr rouvrir le port. ",
            "Le porte-parole a déclaré lundi la fin. ",
        ),
    ],
)
def test_a_text_that_argues_more_than_it_reports_reads_as_a_comment_in_each_language(
    language: str, argument: str, report: str
) -> None:
    assert reads_as_comment(page("x", argument * 30, language=language))
    assert not reads_as_comment(page("x", report * 30, language=language))


@pytest.mark.parametrize(
    ("labelled", "title"),
    [
        ("عاجل: الميناء يحترق", "الميناء يحترق"),
        ("فوری: بندر می‌سوزد", "بندر می‌سوزد"),
        ("מבזק: הנמל בוער", "הנמל בוער"),
        ("Son dakika: Liman yanıyor", "Liman yanıyor"),
        ("En direct : le port brûle", "le port brûle"),
    ],
)
def test_a_label_before_a_title_is_cut_in_more_languages(labelled: str, title: str) -> None:
    assert clean_title(labelled) == title


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("ar", "احترق الميناء يوم الثلاثاء.", 2),
        ("fa", "بندر سه‌شنبه آتش گرفت.", 2),
        ("tr", "Liman salı günü yandı.", 2),
        ("fr", "Le port a brûlé mardi.", 2),
    ],
)
def test_the_weekday_of_a_text_is_read_in_more_languages(
    language: str, text: str, day: int
) -> None:
    assert profile_batch([page("x", text, language=language)]).days == [frozenset({day})]


@pytest.mark.parametrize(
    ("language", "text", "around"),
    [
        ("ar", "احترق الميناء. اقرأ أيضا: المكتب مغلق. وهو مغلق.", "المكتب"),
        ("fa", "بندر سوخت. بیشتر بخوانید: دفتر بسته است. تمام.", "دفتر"),
        ("he", "הנמל בוער. קראו גם: המשרד סגור. סוף.", "המשרד"),
        ("tr", "Liman yandı. Haberin devamı: Ofis kapalı. Bitti.", "Ofis"),
        ("fr", "Le port brûle. Lire aussi : Le bureau ferme. Fin.", "bureau"),
    ],
)
def test_lines_around_a_text_are_left_out_in_more_languages(
    language: str, text: str, around: str
) -> None:
    assert around not in clean_text(page("x", text, language=language))
