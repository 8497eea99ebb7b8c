"""Hebrew is read as its readers read it: particles on words, marks in abbreviations, genders."""

from __future__ import annotations

import pytest
from news_pages import page, roles_of

from digest.edit.genre import reads_as_comment, why_no_report
from digest.edit.profile import is_round_up
from digest.models import Direction, Role
from digest.text import direction_of, split_sentences, tolls
from digest.text.headlines import headline_span
from digest.text.names import with_clitics
from digest.write.cleaning import in_own_voice, is_boilerplate
from digest.write.context_free import stands_alone
from digest.write.factual_terms import doubts, facts, quotations
from digest.write.similarity import content_words, overlap

LANGUAGE = "he"


@pytest.mark.parametrize(
    "sentences",
    [
        ("מרניה סגרה את הנמל ביום שלישי.", "האוניות ממתינות בים."),
        ("למה הנמל סגור?", "המשרד שותק."),
        ("ד״ר דוגמה הגיעה בצהריים.", "הנמל היה סגור."),
        ('ארה"ב סגרה את הנמל.', "האוניות ממתינות."),
        ("המחיר עלה ל-92.5 דולר.", "ביום שני הוא היה 80."),
    ],
)
def test_sentences_end_where_a_reader_ends_them(sentences: tuple[str, ...]) -> None:
    assert split_sentences(" ".join(sentences), language=LANGUAGE) == sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 בני אדם נהרגו ו-30 נפצעו.", {("killed", 12), ("wounded", 30)}),
        ("נהרגו לפחות 12 בני אדם.", {("killed", 12)}),
        ("נהרגו יותר מ 12 בני אדם.", {("killed", 12)}),
        ("12 הרוגים בפיצוץ בנמל.", {("killed", 12)}),
        ("4 גברים נעצרו בנמל.", {("arrested", 4)}),
        ("9 מלחים נעדרים בים.", {("missing", 9)}),
        ("12,000 עקורים חיים בעיר.", {("displaced", 12_000)}),
        ("ב-12 במרץ נהרג אדם.", set()),
        ("בשנת 2024 נהרגו כאן אנשים.", set()),
        ("הילד בן 12 משחק בנמל.", set()),
    ],
)
def test_tolls_are_read(text: str, expected: set[tuple[str, int]]) -> None:
    assert {(toll.kind, toll.number) for toll in tolls(text, LANGUAGE)} == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "הוא עזב את הנמל ביום שלישי.",
        "היא סירבה לפתוח את הנמל.",
        "אבל הנמל נשאר סגור.",
        "לכן הנמל נשאר סגור.",
        "בנוסף נסגר גם הנמל הצפוני.",
        "לדבריה הנמל ייפתח מחר.",
        "עם זאת הנמל נשאר סגור.",
        "„זה הנמל שלנו”, אמר השר.",
    ],
)
def test_a_sentence_that_leans_on_the_one_before_is_seen(sentence: str) -> None:
    assert not stands_alone(sentence, LANGUAGE)


@pytest.mark.parametrize(
    "sentence",
    [
        "מרניה סגרה את הנמל ביום שלישי.",
        "המשרד סגר את הנמל ביום שלישי.",
        "זהב נגנב מהנמל ביום שלישי.",
        "אבלים רבים באו לנמל ביום שלישי.",
        "הנמל של סולמר נפתח מחדש.",
    ],
)
def test_a_sentence_that_stands_alone_is_left(sentence: str) -> None:
    assert stands_alone(sentence, LANGUAGE)


@pytest.mark.parametrize(
    "line",
    [
        "קראו גם: הנמל במספרים",
        "קראו עוד",
        "לקריאה נוספת",
        "צילום: סם דוגמה",
        "צילום : סם דוגמה",
        "הירשמו לעדכונים",
    ],
)
def test_calls_and_credits_are_no_news(line: str) -> None:
    assert is_boilerplate(line, LANGUAGE)


@pytest.mark.parametrize(
    "line",
    ["צילומי לוויין מראים שתי אוניות בנמל.", "קראו לשר להתפטר, אמרו המפגינים."],
)
def test_news_is_no_call(line: str) -> None:
    assert not is_boilerplate(line, LANGUAGE)


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("צפו: מרניה סוגרת את הנמל", "מרניה סוגרת את הנמל"),
        ("וידאו | מרניה סוגרת את הנמל", "מרניה סוגרת את הנמל"),
        ("חי: מרניה סוגרת את הנמל", "מרניה סוגרת את הנמל"),
        ("מרניה סוגרת את הנמל | שידור חי", "מרניה סוגרת את הנמל"),
        ("שר חי בנמל סולמר", "שר חי בנמל סולמר"),
    ],
)
def test_labels_leave_the_headline(title: str, headline: str) -> None:
    start, end = headline_span(title)
    assert title[start:end] == headline


def test_background_and_expectations_are_known_by_their_words() -> None:
    roles = roles_of(
        LANGUAGE,
        "מרניה סגרה את הנמל ביום שלישי.",
        "כזכור, הנמל נסגר גם במרץ.",
        "קודם לכן נסגר הנמל הצפוני.",
        "הנמל צפוי להיפתח בשבוע הבא.",
        "להערכת המשרד, המחירים יעלו בקרוב.",
    )
    assert roles == (
        Role.MAIN,
        Role.CAUSE_GENERAL,
        Role.CAUSE_GENERAL,
        Role.DISTANT_EXPECTATIONS_CONSEQUENCES,
        Role.DISTANT_EXPECTATIONS_CONSEQUENCES,
    )


@pytest.mark.parametrize(
    ("sentence", "kinds"),
    [
        ("הנמל לא נפתח.", {"negation"}),
        ("אין לחם בנמל.", {"negation"}),
        ("האונייה יצאה ללא מטען.", {"negation"}),
        ("השר הכחיש את הטביעה.", {"modality"}),
        ("האונייה טבעה לכאורה.", {"modality"}),
        ("לאון דוגמה הגיע לנמל.", set()),
        ("האונייה יצאה מהנמל.", set()),
    ],
)
def test_a_denial_and_a_doubt_are_seen(sentence: str, kinds: set[str]) -> None:
    assert {kind for kind, _, _ in doubts(sentence)} == kinds


@pytest.mark.parametrize(
    ("sentence", "own"),
    [
        ("אנחנו חושבים שהנמל ייפתח.", True),
        ("“אנחנו עוזבים”, אמר השר.", False),
        ("הנמל נפתח ביום שלישי.", False),
    ],
)
def test_the_voice_of_the_writer_is_heard_outside_quotations(sentence: str, own: bool) -> None:
    assert in_own_voice(sentence, LANGUAGE) is own


def test_particles_are_written_onto_a_word() -> None:
    assert {"נמל", "הנמל", "בנמל", "והנמל", "שבנמל"} <= set(with_clitics("נמל"))


def test_points_change_no_word() -> None:
    assert (
        overlap(content_words("הנמל סגור", LANGUAGE), content_words("הַנָּמֵל סָגוּר", LANGUAGE)) == 1.0
    )


def test_an_abbreviation_with_a_mark_inside_is_no_quotation() -> None:
    assert quotations("ארה״ב סגרה את הנמל.") == ()


@pytest.mark.parametrize("month", ["ינואר", "מרץ", "אוגוסט", "דצמבר"])
def test_a_month_is_a_date(month: str) -> None:
    assert [fact.text for fact in facts(f"ה-3 {month}") if fact.kind == "date"] == [month]


@pytest.mark.parametrize("tag", ["he", "he-IL", "iw", "iw_IL"])
def test_it_runs_from_the_right_under_its_old_code_too(tag: str) -> None:
    assert direction_of(tag) is Direction.RTL


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("דעה: הנמל חייב להיפתח", "an opinion"),
        ("כדורגל: סולמר ניצחה את אוול", "sport"),
        ("הנמל נפתח ביום שלישי", ""),
    ],
)
def test_genres_are_told_by_the_title(title: str, kind: str) -> None:
    assert why_no_report(page(title, LANGUAGE)) == kind


def test_a_title_that_asks_reads_as_a_comment() -> None:
    assert reads_as_comment(page("האם הנמל ייפתח?", LANGUAGE))
    assert not reads_as_comment(page("הנמל נפתח", LANGUAGE))


def test_a_page_of_updates_is_a_round_up() -> None:
    assert is_round_up(page("עדכונים שוטפים: הנמל בוער", LANGUAGE))
    assert not is_round_up(page("הנמל בוער", LANGUAGE))
