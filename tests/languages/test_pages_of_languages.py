"""Each sign of a page that speaks to its visitor catches its example, and news stays."""

from __future__ import annotations

import re

import pytest

from digest.collect.page_calls import asks_for_consent, is_call
from digest.collect.page_offers import is_offer
from digest.languages.pages import PAGE_WORDS, OfferWords, PageWords
from digest.languages.sign import Sign

every_language = pytest.mark.parametrize("words", PAGE_WORDS, ids=lambda words: words.name)
OFFERS = [words.offer for words in PAGE_WORDS if words.offer]


def every_sign(table: str) -> pytest.MarkDecorator:
    signs = []
    for words in PAGE_WORDS:
        signs += [
            pytest.param(sign, id=f"{words.name} {sign.name}") for sign in getattr(words, table)
        ]
    return pytest.mark.parametrize("sign", signs)


@every_sign("consent")
def test_a_dialog_of_consent_is_known_by_its_words(sign: Sign) -> None:
    assert re.search(sign.pattern, sign.example, re.IGNORECASE)
    assert asks_for_consent(sign.example)
    assert is_call(sign.example)


@every_sign("calls")
def test_a_call_is_known_by_its_opening(sign: Sign) -> None:
    assert re.match(sign.pattern, sign.example, re.IGNORECASE)
    assert is_call(sign.example)


@every_sign("visitor")
def test_a_word_to_the_visitor_keeps_a_long_call_a_call(sign: Sign) -> None:
    assert re.search(sign.pattern, sign.example, re.IGNORECASE)


@every_sign("reported")
def test_a_report_of_the_same_words_is_no_call(sign: Sign) -> None:
    assert re.search(sign.pattern, sign.example, re.IGNORECASE)
    assert not is_call(sign.example)
    assert not asks_for_consent(sign.example)


@pytest.mark.parametrize("offer", OFFERS, ids=lambda offer: offer.example)
def test_an_offer_has_its_parts_in_one_language(offer: OfferWords) -> None:
    for pattern in (offer.account, offer.reading, offer.address):
        assert re.search(pattern, offer.example, re.IGNORECASE)
    assert re.match(offer.opening, offer.example, re.IGNORECASE)
    assert is_offer(offer.example)


@every_language
def test_the_signs_of_a_table_have_unlike_names_and_match_no_empty_text(words: PageWords) -> None:
    corrections = (*words.corrected, *words.withdrawn)
    for table in (words.consent, words.calls, words.visitor, words.reported, corrections):
        names = [sign.name for sign in table]
        assert len(names) == len(set(names))
        for sign in table:
            assert re.search(sign.pattern, "") is None


def test_each_language_has_one_entry() -> None:
    names = [words.name for words in PAGE_WORDS]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    "sentence",
    [
        "Already a member of the union, Marenia sent its envoy to Avel on Tuesday morning.",
        "Der Hafen von Avel öffnete am Dienstag nach zwei Jahren.",
        "Le port d’Avel a rouvert mardi après deux ans de travaux.",
        "El puerto de Avel reabrió el martes tras dos años de obras.",
        "Порт Авель вновь открылся во вторник после двух лет ремонта.",
        "أعيد فتح ميناء أفيل يوم الثلاثاء بعد عامين.",
    ],
)
def test_news_is_no_call(sentence: str) -> None:
    assert not is_call(sentence)
