"""Sentences end where a reader sees their end: abbreviations, numbers and quotations do not cut."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.text import sentence_spans, split_sentences


@pytest.mark.parametrize(
    "sentences",
    [
        ("The minister met U.S. Gen. Smith at 5 p.m. EST on Mon. Nov. 3.", "Then he left."),
        ("She was born in the U.S.", "The army agreed."),
        ("Sen. Ann Example, D-N.Y., spoke first.", "Rep. Bob Sample, R-N.Y., did not."),
        ("“Why now?” Smith asked.", "“Stop!” he said."),
        ("J. K. Example and Mr. T. Sample signed it.", "Prices rose 3.5 percent."),
        ("It is No. 5 on the list.", "The list is long…", "And old."),
        ("Inflation fell.[12]", "Wages rose."),
        ("قال الوزير إن المحادثات مستمرة.", "هل توقفت الحرب؟", "لا أحد يعرف."),
        ("השר אמר כי השיחות נמשכות.", "האם המלחמה נגמרה?", "איש אינו יודע."),
        ("وزیر گفت گفتگوها ادامه دارد.", "آیا جنگ تمام شد؟", "کسی نمی‌داند."),
        ("会谈仍在继续。", "没有人知道。"),
        ("Cols. Dale and Reed met Det. Ash.", "They said no.", "Others said yes."),
        ("The tablets hold vitamin C.", "It helped.", "The No. 2 seed lost."),
        ("One died.¹", "Two lived.²³"),
        (
            "It opened at 10 a.m. EDT and shut at 5:30 p.m. (2130 GMT).",
            "Rain came at 6 p.m.",
            "Nobody minded.",
        ),
        ("The port can reopen now that a 5 p.m. Friday deadline has passed.", "Ships wait."),
        ("''We saw it,'' he said.", "''It was bad.''", "They left."),
        (
            "The rate fell 0.5 percent, to 3.25 percent.",
            "See https://news.example/a.b?c=d.",
            "It says more.",
        ),
        (
            "Dale, 41, of Salem, Ore., runs Reed & Co. in Washington, D.C.",
            "The mayor, A. B. Ash, does not.",
        ),
        ("وصل د. سامي وأ.د. علي.", "بلغ السعر 3.5 دولار؛ ثم هبط.", "قال: «سنعود غدا.»", "ثم رحل."),
        ("دکتر ع. رضایی آمد.", "نرخ ۳.۵ درصد شد.", "وی گفت: «می‌آییم.»", "سپس رفت."),
        ('ד"ר כהן הגיע ב-12.5.2019.', '"נחזור מחר."', "האם?!", "כן."),
    ],
)
def test_sentences_are_found_where_a_reader_sees_them(sentences: tuple[str, ...]) -> None:
    joined = ("" if sentences[0][-1] == "。" else " ").join(sentences)
    assert split_sentences(joined) == sentences


def test_a_doctor_in_arabic_does_not_end_a_sentence() -> None:
    assert split_sentences("قال د. سامي إن العمل مستمر.", language="ar") == (
        "قال د. سامي إن العمل مستمر.",
    )


def test_a_blank_line_ends_a_sentence_without_a_stop() -> None:
    assert split_sentences("A heading\n\nthe text below it") == ("A heading", "the text below it")


def test_text_wrapped_at_a_column_is_one_sentence() -> None:
    text = "The committee said on Tuesday that it would\nAppeal the ruling in full."
    assert len(split_sentences(text)) == 1


ENDED = st.sampled_from(
    [
        "Prices rose 3.5 percent.",
        "“It is over,” said Dr. Ann Reed.",
        "Who paid for it?",
        "The U.S. envoy left at 5 p.m. EST on Nov. 3.",
        "“Nobody knew.”",
        "He wrote to ed@news.example and J. K. Dale.",
        "(The firm declined to comment.)",
        "توقف د. سامي عند 2.5 كيلومتر.",
        "چه شد؟",
        "האם נגמר?",
    ]
)


@given(st.lists(ENDED, max_size=8), st.sampled_from([" ", "  ", "\n\n"]))
def test_sentences_joined_in_any_order_are_split_as_they_were(
    sentences: list[str], gap: str
) -> None:
    assert list(split_sentences(gap.join(sentences))) == sentences


@given(st.text(alphabet=st.sampled_from("aA1. !?…؟。\n\"”“'א.ב.م "), max_size=200))
def test_spans_are_trimmed_ordered_and_lose_nothing(text: str) -> None:
    spans = sentence_spans(text)
    assert all(text[a:b] == text[a:b].strip() != "" for a, b in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())


def test_a_line_of_forty_characters_was_wrapped_and_a_shorter_one_was_not() -> None:
    wrapped = "a" * 40 + "\nThe next line goes on."
    short = "a" * 39 + "\nThe next line goes on."
    assert len(split_sentences(wrapped)) == 1
    assert len(split_sentences(short)) == 2


def test_a_short_line_ends_no_sentence_before_a_small_letter() -> None:
    assert split_sentences("A heading\nthat goes on.") == ("A heading\nthat goes on.",)


def test_the_length_of_a_line_is_counted_from_its_own_start() -> None:
    text = "First. " + "a" * 30 + "\nThe next line goes on."
    assert split_sentences(text)[-1] == "The next line goes on."


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("No. 5 left. He stayed.", 2),
        ("He said no. They left.", 2),
        ("It began at 5 p.m. EST on Monday.", 1),
        ("The 5 p.m. Friday deadline passed.", 1),
        ("It began at 5 p.m. They left.", 2),
        ("It began at 5 p.m. 30 left.", 1),
        ("She holds a Ph.D. He does not.", 2),
        ("The D-N.Y. senator left.", 1),
    ],
)
def test_an_abbreviation_ends_a_sentence_only_before_a_new_one(text: str, count: int) -> None:
    assert len(split_sentences(text)) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Am 3. Oktober begann es.", 1),
        ("Es war Tag 365. Niemand kam.", 1),
        ("Es begann 2014. Niemand kam.", 2),
    ],
)
def test_up_to_three_digits_are_an_ordinal_in_german(text: str, count: int) -> None:
    assert len(split_sentences(text, language="de")) == count


@pytest.mark.parametrize(("token", "count"), [("Abc.def", 1), ("Abcd.def", 2)])
def test_up_to_three_letters_between_dots_are_an_abbreviation(token: str, count: int) -> None:
    assert len(split_sentences(f"He met {token}. Zorn left.")) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        # a word of the table in capitals is an abbreviation, the same in small letters a word
        ("He met Prof. Zorn in Aden.", 1),
        ("She has a Ph.D. The man left.", 2),
        ("It was made by Orex Corp. The firm is old.", 2),
        ("It was made by Orex Corp. Zorn left.", 1),
    ],
)
def test_an_abbreviation_before_a_word_that_opens_sentences_ends_one(text: str, count: int) -> None:
    assert len(split_sentences(text)) == count
