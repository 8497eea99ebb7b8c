"""Persian is read as its readers read it: joiners in words, two calendars, its own digits."""

from __future__ import annotations

import pytest
from news_pages import page, roles_of

from digest.edit.genre import reads_as_comment, why_no_report
from digest.edit.profile import is_round_up
from digest.models import Direction, Role
from digest.text import direction_of, split_sentences, tolls
from digest.text.headlines import headline_span
from digest.write.cleaning import is_boilerplate
from digest.write.context_free import stands_alone
from digest.write.factual_terms import doubts, facts
from digest.write.similarity import content_words, overlap

LANGUAGE = "fa"


@pytest.mark.parametrize(
    "sentences",
    [
        ("مارنیا روز سه‌شنبه بندر را بست.", "کشتی‌ها در دریا منتظرند."),
        ("چرا بندر بسته است؟", "وزارت خاموش است."),
        ("بهای نفت به ۹۲.۵ دلار رسید.", "روز دوشنبه ۸۰ دلار بود."),
        ("وزیر گفت: «می‌رویم.»", "اورلوف ماند."),
    ],
)
def test_sentences_end_where_a_reader_ends_them(sentences: tuple[str, ...]) -> None:
    assert split_sentences(" ".join(sentences), language=LANGUAGE) == sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("۱۲ نفر کشته و ۳۰ نفر زخمی شدند.", {("killed", 12), ("wounded", 30)}),
        ("12 نفر کشته شدند.", {("killed", 12)}),
        ("کشته شدن بیش از ۱۲ نفر در بندر.", {("killed", 12)}),
        ("۱۲ نفر شهید شدند.", {("killed", 12)}),
        ("۳۰ نفر مجروح شدند.", {("wounded", 30)}),
        ("۴ نفر بازداشت شدند.", {("arrested", 4)}),
        ("۹ ملوان مفقود شدند.", {("missing", 9)}),
        ("۱۲۰۰۰ نفر آواره شدند.", {("displaced", 12_000)}),
        ("در ۱۲ مرداد کشته شد.", set()),
        ("در ۱۲ مارس کشته شد.", set()),
        ("در سال 2024 کشته شدند.", set()),
        ("کودک ۱۲ سال دارد.", set()),
    ],
)
def test_tolls_are_read(text: str, expected: set[tuple[str, int]]) -> None:
    assert {(toll.kind, toll.number) for toll in tolls(text, LANGUAGE)} == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "او روز سه‌شنبه بندر را ترک کرد.",
        "وی بندر را ترک کرد.",
        "آنها در بندر منتظرند.",
        "آن‌ها در بندر منتظرند.",
        "اما بندر بسته ماند.",
        "این تصمیم ماهیگیران را نگران کرد.",
        "با این حال بندر بسته ماند.",
        "به گفته وی بندر فردا باز می‌شود.",
        "«این بندر ماست» وزیر گفت.",
    ],
)
def test_a_sentence_that_leans_on_the_one_before_is_seen(sentence: str) -> None:
    assert not stands_alone(sentence, LANGUAGE)


@pytest.mark.parametrize(
    "sentence",
    [
        "مارنیا روز سه‌شنبه بندر را بست.",
        "اورلوف روز سه‌شنبه بندر را ترک کرد.",
        "ویلای وزیر در آتش سوخت.",
        "آنکارا بندر را بست.",
        "امارات بندر را بست.",
    ],
)
def test_a_sentence_that_stands_alone_is_left(sentence: str) -> None:
    assert stands_alone(sentence, LANGUAGE)


@pytest.mark.parametrize(
    "line",
    ["بیشتر بخوانید: بندر در آمار", "عکس: سام نمونه", "عکس : سام نمونه", "انتهای پیام"],
)
def test_calls_and_credits_are_no_news(line: str) -> None:
    assert is_boilerplate(line, LANGUAGE)


@pytest.mark.parametrize(
    "line", ["عکس‌های ماهواره‌ای دو کشتی را نشان می‌دهد.", "پیام وزیر روز سه‌شنبه رسید."]
)
def test_news_is_no_call(line: str) -> None:
    assert not is_boilerplate(line, LANGUAGE)


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("فیلم: مارنیا بندر را بست", "مارنیا بندر را بست"),
        ("فیلم | مارنیا بندر را بست", "مارنیا بندر را بست"),
        ("مارنیا بندر را بست | زنده", "مارنیا بندر را بست"),
        ("فیلم سولمر جایزه گرفت", "فیلم سولمر جایزه گرفت"),
    ],
)
def test_labels_leave_the_headline(title: str, headline: str) -> None:
    start, end = headline_span(title)
    assert title[start:end] == headline


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


@pytest.mark.parametrize(
    ("sentence", "kinds"),
    [
        ("بندر باز نیست.", {"negation"}),
        ("کشتی بدون بار رفت.", {"negation"}),
        ("وزیر غرق کشتی را تکذیب کرد.", {"modality"}),
        ("نیستان شهری در مارنیا است.", set()),
        ("کشتی از بندر رفت.", set()),
    ],
)
def test_a_denial_and_a_doubt_are_seen(sentence: str, kinds: set[str]) -> None:
    assert {kind for kind, _, _ in doubts(sentence)} == kinds


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


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("یادداشت: بندر باید باز شود", "an opinion"),
        ("فوتبال: سولمر آول را برد", "sport"),
        ("بندر روز سه‌شنبه باز می‌شود", ""),
    ],
)
def test_genres_are_told_by_the_title(title: str, kind: str) -> None:
    assert why_no_report(page(title, LANGUAGE)) == kind


def test_a_title_that_asks_reads_as_a_comment() -> None:
    assert reads_as_comment(page("آیا بندر باز می‌شود؟", LANGUAGE))
    assert not reads_as_comment(page("بندر باز می‌شود", LANGUAGE))


def test_the_news_of_a_day_is_a_round_up() -> None:
    assert is_round_up(page("مهم‌ترین اخبار امروز", LANGUAGE))
    assert not is_round_up(page("بندر آتش گرفت", LANGUAGE))
