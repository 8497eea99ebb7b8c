"""Turkish that is declared as Latin-1 keeps its letters, and Icelandic is not taken for Turkish."""

from __future__ import annotations

import pytest

from digest.kernel.decoding import decode_markup
from digest.kernel.turkish_letters import Reading, doubtful_letters

TURKISH = (
    "Ağrı Dağı'nda kar yağışı",
    "İran ve İsrail anlaştı",
    "Altın fiyatları yükseldi",
    "Kadın cinayeti davası",
    "Sınır kapısı açıldı",
    "Yangın kontrol altına alındı",
    "Başkent'te sis uyarısı",
    "İşçiler grevde",
    "Gazze'ye yardım gemisi",
    "Barışa doğru",
    "Irak'tan petrol akışı",
    "Sağanak yağış uyarısı",
    "Kışlık lastik şartı",
    "İZMİR'DE YANGIN",
    "Polis, 5 kişiyi gözaltına aldı",
)
ICELANDIC = (
    "Veðrið í dag",
    "Sigurður Ingi og Davíð Oddsson",
    "Guðmundur vinnur",
    "Ný stjórn",
    "Bjarni Ben og Þorgerður",
    "Iðnaður og orka",
    "Íþróttir",
    "Þetta er nýtt",
    "Býður sig fram",
    "Skýrsla um bankana",
    "Landið og miðin",
    "Kýr og ær",
    "Forseti Alþingis",
)


def rss(text: str, encoding: str, *, declared: str = "iso-8859-1", language: str = "") -> bytes:
    mark = f"<language>{language}</language>" if language else ""
    head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    return f"{head}<rss>{mark}<title>{text}</title></rss>".encode(encoding)


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1252", "us-ascii", ""])
@pytest.mark.parametrize("text", TURKISH)
def test_a_turkish_headline_keeps_its_letters(text: str, declared: str) -> None:
    assert text in decode_markup(rss(text, "windows-1254", declared=declared))
    page = f"<html><head><meta charset='{declared or 'latin1'}'></head><p>{text}</p></html>"
    assert text in decode_markup(page.encode("windows-1254"))


@pytest.mark.parametrize("text", TURKISH)
def test_a_feed_that_calls_itself_english_keeps_turkish_letters(text: str) -> None:
    assert text in decode_markup(rss(text, "windows-1254", language="en"))


@pytest.mark.parametrize("text", ICELANDIC)
def test_an_icelandic_headline_is_not_taken_for_turkish(text: str) -> None:
    assert doubtful_letters(text) is not Reading.TURKISH
    assert text in decode_markup(rss(text, "windows-1252", language="is"))
    assert set("ışğİŞĞ").isdisjoint(decode_markup(rss(text, "windows-1252")))


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("", Reading.UNKNOWN),
        ("Port reopens", Reading.UNKNOWN),
        ("Doðu", Reading.UNKNOWN),
        ("Ýran", Reading.TURKISH),
        ("Ýmir", Reading.UNKNOWN),
        ("baþkaný", Reading.TURKISH),
        ("orð", Reading.ICELANDIC),
        ("ný", Reading.ICELANDIC),
    ],
)
def test_letters_that_fit_both_languages_are_left_open(text: str, reading: Reading) -> None:
    assert doubtful_letters(text) is reading


def test_the_language_of_a_source_outweighs_the_letters() -> None:
    assert "Doğu" in decode_markup(rss("Doğu", "windows-1254"), language="tr")
    assert "Barðasýki" in decode_markup(rss("Barðasýki", "windows-1252"), language="is")


def test_a_long_word_is_read_in_time() -> None:
    assert doubtful_letters("aðýþ" * 50_000) is Reading.TURKISH
