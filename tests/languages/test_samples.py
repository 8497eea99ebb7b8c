"""Each language is read as its readers read it: sentences, tolls, calls, labels, doubts, genres."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
import samples_arabic
import samples_french
import samples_hebrew
import samples_persian
import samples_turkish
from news_pages import page

from digest.edit.genre import why_no_report
from digest.text import split_sentences, tolls
from digest.text.headlines import headline_span
from digest.write.cleaning import in_own_voice, is_boilerplate
from digest.write.context_free import stands_alone
from digest.write.factual_terms import doubts

LANGUAGES = (
    samples_arabic.SAMPLES,
    samples_french.SAMPLES,
    samples_hebrew.SAMPLES,
    samples_persian.SAMPLES,
    samples_turkish.SAMPLES,
)


def samples(question: str) -> Sequence[Any]:
    """Return each sample of a question behind the code of its language."""
    cases = []
    for language in LANGUAGES:
        for number, sample in enumerate(getattr(language, question)):
            case = f"{language.language}-{number}"
            cases.append(pytest.param(language.language, sample, id=case))
    return cases


@pytest.mark.parametrize(("language", "sample"), samples("sentences"))
def test_sentences_end_where_a_reader_ends_them(language: str, sample: tuple[str, ...]) -> None:
    assert split_sentences(" ".join(sample), language=language) == sample


@pytest.mark.parametrize(("language", "sample"), samples("tolls"))
def test_tolls_are_read(language: str, sample: tuple[str, set[tuple[str, int]]]) -> None:
    text, expected = sample
    assert {(toll.kind, toll.number) for toll in tolls(text, language)} == expected


@pytest.mark.parametrize(("language", "sample"), samples("leaning"))
def test_a_sentence_that_leans_on_the_one_before_is_seen(language: str, sample: str) -> None:
    assert not stands_alone(sample, language)


@pytest.mark.parametrize(("language", "sample"), samples("alone"))
def test_a_sentence_that_stands_alone_is_left(language: str, sample: str) -> None:
    assert stands_alone(sample, language)


@pytest.mark.parametrize(("language", "sample"), samples("calls"))
def test_calls_and_credits_are_no_news(language: str, sample: str) -> None:
    assert is_boilerplate(sample, language)


@pytest.mark.parametrize(("language", "sample"), samples("news"))
def test_news_is_no_call(language: str, sample: str) -> None:
    assert not is_boilerplate(sample, language)


@pytest.mark.parametrize(("language", "sample"), samples("labels"))
def test_labels_leave_the_headline(language: str, sample: tuple[str, str]) -> None:
    title, headline = sample
    start, end = headline_span(title)
    assert title[start:end] == headline


@pytest.mark.parametrize(("language", "sample"), samples("doubts"))
def test_a_denial_and_a_doubt_are_seen(language: str, sample: tuple[str, set[str]]) -> None:
    sentence, kinds = sample
    assert {kind for kind, _, _ in doubts(sentence)} == kinds


@pytest.mark.parametrize(("language", "sample"), samples("voices"))
def test_the_voice_of_the_writer_is_heard_outside_quotations(
    language: str, sample: tuple[str, bool]
) -> None:
    sentence, is_own = sample
    assert in_own_voice(sentence, language) is is_own


@pytest.mark.parametrize(("language", "sample"), samples("genres"))
def test_genres_are_told_by_the_title(language: str, sample: tuple[str, str]) -> None:
    title, kind = sample
    assert why_no_report(page(title, language)) == kind
