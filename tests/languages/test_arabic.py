"""Arabic is read as its readers read it: particles on words, two sets of months, own digits."""

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
from digest.write.factual_terms import doubts, facts
from digest.write.similarity import content_words, overlap

LANGUAGE = "ar"


@pytest.mark.parametrize(
    "sentences",
    [
        ("أغلقت مارينيا الميناء يوم الثلاثاء.", "تنتظر السفن في البحر."),
        ("لماذا أغلق الميناء؟", "الوزارة صامتة."),
        ("التقى الوزير د. سامي في الميناء.", "ثم غادر."),
        ("بلغ السعر 92.5 دولارا.", "كان 80 يوم الاثنين."),
        ("قال الوزير: «سنغادر.»", "بقي أورلوف."),
    ],
)
def test_sentences_end_where_a_reader_ends_them(sentences: tuple[str, ...]) -> None:
    assert split_sentences(" ".join(sentences), language=LANGUAGE) == sentences


def test_a_comma_and_a_semicolon_end_no_sentence() -> None:
    text = "أغلقت مارينيا الميناء، ثم فتحته؛ السفن تنتظر."
    assert split_sentences(text, language=LANGUAGE) == (text,)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قتل 12 شخصا وأصيب 30 آخرون.", {("killed", 12), ("wounded", 30)}),
        ("سقط ١٢ قتيلا في الميناء.", {("killed", 12)}),
        ("سقط 12 شهيدا و30 جريحا.", {("killed", 12)}),
        ("مقتل نحو 12 بحارا.", {("killed", 12)}),
        ("مقتل أكثر من 12 بحارا.", {("killed", 12)}),
        ("إصابة 30 عاملا في الحريق.", {("wounded", 30)}),
        ("اعتقال 4 رجال في الميناء.", {("arrested", 4)}),
        ("فقدان 9 بحارة في البحر.", {("missing", 9)}),
        ("نزوح 12000 شخص من المدينة.", {("displaced", 12_000)}),
        ("قتل في 12 مارس رجل.", set()),
        ("قتل في 12 آذار رجل.", set()),
        ("في عام 2024 قتل رجال هنا.", set()),
        ("يبلغ الطفل 12 عاما.", set()),
    ],
)
def test_tolls_are_read(text: str, expected: set[tuple[str, int]]) -> None:
    assert {(toll.kind, toll.number) for toll in tolls(text, LANGUAGE)} == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "لكن الميناء بقي مغلقا.",
        "ولكن الميناء بقي مغلقا.",
        "كما بقي الميناء مغلقا.",
        "هو يرفض فتح الميناء.",
        "وأضاف أن الميناء سيبقى مغلقا.",
        "وقالت إن الميناء سيبقى مغلقا.",
        "من جهتها رفضت الوزارة الاقتراح.",
        "في المقابل رفضت الوزارة الاقتراح.",
        "«هذا الميناء لنا» قال الوزير.",
        "هذه السفينة لن تغادر الميناء.",
    ],
)
def test_a_sentence_that_leans_on_the_one_before_is_seen(sentence: str) -> None:
    assert not stands_alone(sentence, LANGUAGE)


@pytest.mark.parametrize(
    "sentence",
    [
        "أغلقت مارينيا الميناء يوم الثلاثاء.",
        "هيئة الميناء أغلقت الرصيف يوم الثلاثاء.",
        "همدان مدينة في إيران.",
        "كمال نموذج يدير ميناء سولمار.",
        "وزارة الداخلية أغلقت الميناء.",
    ],
)
def test_a_sentence_that_stands_alone_is_left(sentence: str) -> None:
    assert stands_alone(sentence, LANGUAGE)


@pytest.mark.parametrize(
    "line",
    [
        "اقرأ أيضا: الميناء في أرقام",
        "اقرأ المزيد",
        "شاهد الفيديو",
        "تابعونا على الإنترنت",
        "يمكنكم الاشتراك في نشرتنا",
        "للمزيد من الأخبار",
        "اشترك الآن",
        "المصدر: رويترز",
        "المصدر : وكالات",
    ],
)
def test_calls_and_credits_are_no_news(line: str) -> None:
    assert is_boilerplate(line, LANGUAGE)


@pytest.mark.parametrize(
    "line",
    [
        "شاهدت الشرطة سفينتين في الميناء.",
        "المصدر الأمني نفى غرق السفينة.",
        "يمكنكم العودة إلى المدينة، قال الوزير.",
    ],
)
def test_news_is_no_call(line: str) -> None:
    assert not is_boilerplate(line, LANGUAGE)


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("عاجل: مارينيا تغلق الميناء", "مارينيا تغلق الميناء"),
        ("#عاجل: مارينيا تغلق الميناء", "مارينيا تغلق الميناء"),
        ("عاجل | مارينيا تغلق الميناء", "مارينيا تغلق الميناء"),
        ("بالفيديو: مارينيا تغلق الميناء", "مارينيا تغلق الميناء"),
        ("اجتماع عاجل في مارينيا", "اجتماع عاجل في مارينيا"),
    ],
)
def test_labels_leave_the_headline(title: str, headline: str) -> None:
    start, end = headline_span(title)
    assert title[start:end] == headline


def test_background_and_expectations_are_known_by_their_words() -> None:
    roles = roles_of(
        LANGUAGE,
        "أغلقت مارينيا الميناء يوم الثلاثاء.",
        "يذكر أن الميناء أغلق مرة في مارس.",
        "ومنذ عام يعمل الميناء ليلا فقط.",
        "ويتوقع التجار أن ترتفع الأسعار قريبا.",
        "قد يؤدي الإغلاق إلى رفع الأسعار.",
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
        ("لم تغادر السفينة الميناء.", {"negation"}),
        ("لن تغادر السفينة الميناء.", {"negation"}),
        ("غادرت السفينة دون حمولة.", {"negation"}),
        ("نفى الوزير غرق السفينة.", {"modality"}),
        ("زعمت الصحيفة أن السفينة غرقت.", {"modality"}),
        # within a longer word they deny nothing
        ("لمعت الأضواء في الميناء.", set()),
        ("غادرت السفينة الميناء.", set()),
    ],
)
def test_a_denial_and_a_doubt_are_seen(sentence: str, kinds: set[str]) -> None:
    assert {kind for kind, _, _ in doubts(sentence)} == kinds


@pytest.mark.parametrize(
    ("sentence", "own"),
    [("نحن نرى أن الميناء سيفتح.", True), ("«نحن نغادر» قال الوزير.", False)],
)
def test_the_voice_of_the_writer_is_heard_outside_quotations(sentence: str, own: bool) -> None:
    assert in_own_voice(sentence, LANGUAGE) is own


def test_an_article_and_a_particle_on_a_word_leave_it_the_same_word() -> None:
    spelled = set(with_clitics("ميناء"))
    assert {"ميناء", "الميناء", "والميناء", "بالميناء", "للميناء", "وميناء", "بميناء"} <= spelled


def test_a_word_of_two_letters_carries_no_particle() -> None:
    assert list(with_clitics("قم")) == ["قم"]


def test_signs_of_vowels_and_long_strokes_change_no_word() -> None:
    plain, dressed = (
        content_words("الميناء مغلق", LANGUAGE),
        content_words("المِيناء مُغـــلق", LANGUAGE),
    )
    assert overlap(plain, dressed) == 1.0


@pytest.mark.parametrize("month", ["يناير", "آذار", "حزيران", "ديسمبر"])
def test_months_of_the_east_and_of_egypt_are_dates(month: str) -> None:
    assert [fact.text for fact in facts(f"في {month}") if fact.kind == "date"] == [month]


@pytest.mark.parametrize(("own", "latin"), [("١٢", "12"), ("٤٥٦", "456"), ("٩", "9")])
def test_a_number_is_one_fact_in_both_kinds_of_digits(own: str, latin: str) -> None:
    assert facts(f"في {own} يوما")[0].key == facts(f"في {latin} يوما")[0].key


@pytest.mark.parametrize("tag", ["ar", "ar-EG", "AR_ae"])
def test_it_runs_from_the_right(tag: str) -> None:
    assert direction_of(tag) is Direction.RTL


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("مقال: على الميناء أن يفتح", "an opinion"),
        ("مقالات رأي: على الميناء أن يفتح", "an opinion"),
        ("مقال عن الميناء يغضب الوزير", ""),
        ("الميناء يفتح يوم الثلاثاء", ""),
    ],
)
def test_genres_are_told_by_the_title(title: str, kind: str) -> None:
    assert why_no_report(page(title, LANGUAGE)) == kind


def test_a_title_that_asks_reads_as_a_comment() -> None:
    assert reads_as_comment(page("هل يفتح الميناء؟", LANGUAGE))
    assert not reads_as_comment(page("الميناء يفتح", LANGUAGE))


def test_a_live_page_is_a_round_up() -> None:
    assert is_round_up(page("تغطية مباشرة: الميناء يحترق", LANGUAGE))
    assert not is_round_up(page("الميناء يحترق", LANGUAGE))
