"""Turkish is read as its readers read it: endings behind names, dotted capitals, late verbs."""

from __future__ import annotations

import pytest
from news_pages import page, roles_of

from digest.edit.genre import reads_as_comment, why_no_report
from digest.edit.profile import clean_title, is_round_up
from digest.models import Role
from digest.text import split_sentences, tolls
from digest.text.headlines import headline_span
from digest.write.cleaning import is_boilerplate
from digest.write.context_free import stands_alone
from digest.write.factual_terms import doubts, facts
from digest.write.similarity import content_words

LANGUAGE = "tr"


@pytest.mark.parametrize(
    "sentences",
    [
        ("Marenya salı günü limanı kapattı.", "Gemiler açıkta bekliyor."),
        ("Dr. Örnek öğlen geldi.", "Liman kapalıydı."),
        ("“Gidiyoruz.”", "Orlov kaldı."),
        ("Liman neden kapalı?", "Bakanlık susuyor."),
        ("Varil 92,5 dolara çıktı.", "Pazartesi 80 dolardı."),
        ("İşçiler greve gitti.", "Ürünler limanda kaldı."),
    ],
)
def test_sentences_end_where_a_reader_ends_them(sentences: tuple[str, ...]) -> None:
    assert split_sentences(" ".join(sentences), language=LANGUAGE) == sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Saldırıda 12 kişi öldü, 30 kişi yaralandı.", {("killed", 12), ("wounded", 30)}),
        ("En az 12 kişi hayatını kaybetti.", {("killed", 12)}),
        ("Polis 4 kişiyi gözaltına aldı.", {("arrested", 4)}),
        ("Mahkeme 5 şüpheliyi tutukladı.", set()),
        ("5 şüpheli tutuklandı.", {("arrested", 5)}),
        ("12.000 kişi yerinden oldu.", {("displaced", 12_000)}),
        ("Teknede 9 kişi kayıp.", {("missing", 9)}),
        ("12 kişi milletvekili oldu.", set()),
        ("2024 ölü bir yıldı.", set()),
        ("12 Mart’ta ölü sayısı arttı.", set()),
        ("12 Mart'ta ölü sayısı arttı.", set()),
        ("12 Mart günü ölü sayısı arttı.", set()),
        ("Ölü sayısı 15 oldu.", set()),
    ],
)
def test_tolls_are_read(text: str, expected: set[tuple[str, int]]) -> None:
    assert {(toll.kind, toll.number) for toll in tolls(text, LANGUAGE)} == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "O, limandan salı günü ayrıldı.",
        "Onlar Solmar limanında bekliyor.",
        "Ayrıca liman kapalı kaldı.",
        "Bunun üzerine gemiler Avel’e döndü.",
        "“Bunlar limanda kalacak” dedi.",
        "Söz konusu gemi Avel’e döndü.",
        "Üstelik liman da kapalı kaldı.",
    ],
)
def test_a_sentence_that_leans_on_the_one_before_is_seen(sentence: str) -> None:
    assert not stands_alone(sentence, LANGUAGE)


@pytest.mark.parametrize(
    "sentence",
    [
        "Marenya salı günü limanı kapattı.",
        "Bu hafta Marenya limanı kapattı.",
        "Bu sabah iki gemi Solmar’dan ayrıldı.",
        "Bu yıl Solmar limanı iki kez kapandı.",
        "Orlov limandan salı günü ayrıldı.",
        "Bursa’da iki fabrika kapandı.",
        "Amasya’da iki köprü kapandı.",
    ],
)
def test_a_sentence_that_stands_alone_is_left(sentence: str) -> None:
    assert stands_alone(sentence, LANGUAGE)


@pytest.mark.parametrize(
    "line",
    [
        "Ayrıca oku: Rakamlarla liman",
        "Haberin devamı için tıklayın",
        "Abone ol",
        "ABONE OL",
        "Fotoğraf: Sam Örnek",
        "Kaynak : AA",
    ],
)
def test_calls_and_credits_are_no_news(line: str) -> None:
    assert is_boilerplate(line, LANGUAGE)


@pytest.mark.parametrize(
    "line",
    [
        "Kaynaklar limanın salı günü açılacağını söyledi.",
        "Fotoğrafçı iki gün Solmar limanında kaldı.",
        "Haberin doğru olmadığı salı günü anlaşıldı.",
    ],
)
def test_news_is_no_call(line: str) -> None:
    assert not is_boilerplate(line, LANGUAGE)


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("SON DAKİKA: Marenya limanı kapattı", "Marenya limanı kapattı"),
        ("Son dakika | Marenya limanı kapattı", "Marenya limanı kapattı"),
        ("CANLI: Marenya limanı kapattı", "Marenya limanı kapattı"),
        ("Canlı | Marenya limanı kapattı", "Marenya limanı kapattı"),
        ("Canlı hayvan taşıyan gemi battı", "Canlı hayvan taşıyan gemi battı"),
    ],
)
def test_labels_leave_the_headline(title: str, headline: str) -> None:
    start, end = headline_span(title)
    assert title[start:end] == headline


def test_background_and_expectations_are_known_by_their_words() -> None:
    roles = roles_of(
        LANGUAGE,
        "Marenya salı günü limanı kapattı.",
        "Daha önce liman mart ayında da kapanmıştı.",
        "Limanın bir hafta kapalı kalması bekleniyor.",
        "Kapanma fiyatların artmasına yol açabilir.",
    )
    assert roles == (
        Role.MAIN,
        Role.CAUSE_GENERAL,
        Role.DISTANT_EXPECTATIONS_CONSEQUENCES,
        Role.DISTANT_EXPECTATIONS_CONSEQUENCES,
    )


@pytest.mark.parametrize(
    ("sentence", "kinds"),
    [
        ("Liman açık değil.", {"negation"}),
        ("Limanda ekmek yok.", {"negation"}),
        ("İddiaya göre gemi battı.", {"modality"}),
        ("Bakan haberi yalanladı.", {"modality"}),
        ("Olası bir grev limanı kapatır.", {"modality"}),
        ("Yokuş salı günü kapandı.", set()),
    ],
)
def test_a_denial_and_a_doubt_are_seen(sentence: str, kinds: set[str]) -> None:
    assert {kind for kind, _, _ in doubts(sentence)} == kinds


def test_a_dotted_capital_is_the_letter_of_the_word_in_lower_case() -> None:
    assert content_words("İSTANBUL", LANGUAGE) == content_words("İstanbul", LANGUAGE)


def test_a_month_is_a_date_behind_its_day() -> None:
    dates = [fact.text for fact in facts("Liman 3 Ağustos 2026 günü kapandı")]
    assert "Ağustos" in dates


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Yorum: Liman açılmalı", "an opinion"),
        ("Köşe yazısı: Liman açılmalı", "an opinion"),
        ("Karikatür: Solmar limanı", "a feature, podcast or gallery"),
        ("Futbol: Solmar Avel’i yendi", "sport"),
        ("Geminin battığı an kamerada", "a video or pictures"),
        ("Günün özeti: Limanda neler oldu", "a round-up"),
        ("Liman salı günü açılıyor", ""),
    ],
)
def test_genres_are_told_by_the_title(title: str, kind: str) -> None:
    assert why_no_report(page(title, LANGUAGE)) == kind


@pytest.mark.parametrize(
    ("title", "comment"),
    [
        ("Analiz: Limanın yarını", True),
        ("Nasıl oldu da liman yandı", True),
        ("Sam Örnek kimdir", True),
        ("Liman salı günü yandı", False),
    ],
)
def test_a_title_that_promises_thoughts_reads_as_a_comment(title: str, comment: bool) -> None:
    assert reads_as_comment(page(title, LANGUAGE)) is comment


def test_a_live_page_is_a_round_up() -> None:
    assert is_round_up(page("Canlı anlatım: Liman yanıyor", LANGUAGE))
    assert not is_round_up(page("Liman yanıyor", LANGUAGE))


def test_a_label_before_a_title_is_cut() -> None:
    assert clean_title("Son dakika: Liman yanıyor") == "Liman yanıyor"
