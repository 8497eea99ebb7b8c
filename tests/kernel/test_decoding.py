"""Bytes become the text that was meant, whatever a server, a document or a mail calls them."""

from __future__ import annotations

import codecs
import gzip
from encodings.aliases import aliases

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.kernel.decoding import (
    decode_declared,
    decode_markup,
    is_text_encoding,
    split_mark,
)

CAFE = "<rss>café “port”</rss>"


@pytest.mark.parametrize(
    "encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-32-be", "cp037"]
)
def test_a_byte_order_mark_or_the_first_bytes_tell_the_encoding(encoding: str) -> None:
    text = '<?xml version="1.0"?><rss>caf\xe9</rss>'
    assert decode_markup(text.encode(encoding), "text/xml; charset=windows-1251") == text


def test_valid_utf_8_is_never_read_as_another_encoding() -> None:
    assert decode_markup(CAFE.encode(), "text/xml; charset=iso-8859-1") == CAFE


def test_the_server_and_the_document_declare_the_encoding_of_other_bytes() -> None:
    russian = "<rss>Порт открыт снова</rss>"
    body = russian.encode("windows-1251")
    assert decode_markup(body, "text/xml; charset=windows-1251") == russian
    declared = b'<?xml version="1.0" encoding="windows-1251"?>' + body
    assert decode_markup(declared).endswith(russian)


@pytest.mark.parametrize(("blanks_before_the_end", "letter"), [(0, "Ё"), (1, "¡")])
def test_a_declaration_is_read_when_it_ends_within_the_first_400_bytes(
    blanks_before_the_end: int, letter: str
) -> None:
    declaration = b'<?xml version="1.0" encoding="iso-8859-5"'
    blanks = b" " * (400 - len(declaration) + blanks_before_the_end)
    assert decode_markup(blanks + declaration + b"?><a>port \xa1 port</a>").count(letter) == 1


def test_a_page_declares_its_encoding_in_a_meta_tag() -> None:
    arabic = "<p>أعيد فتح الميناء بعد الإصلاحات</p>"
    body = b'<html><head><meta charset="windows-1256"></head>' + arabic.encode("windows-1256")
    assert decode_markup(body).endswith(arabic)
    older = b'<meta http-equiv="Content-Type" content="text/html; charset=windows-1256">'
    assert decode_markup(older + arabic.encode("windows-1256")).endswith(arabic)


def test_a_narrow_name_stands_for_the_wider_table_that_browsers_use() -> None:
    assert decode_markup(b"<p>\x93port\x94</p>", "text/html; charset=iso-8859-1") == "<p>“port”</p>"


def test_a_gzip_file_is_unpacked_and_a_broken_one_does_no_harm() -> None:
    assert decode_markup(gzip.compress(CAFE.encode())) == CAFE
    assert isinstance(decode_markup(b"\x1f\x8bnot gzip at all"), str)


def test_a_few_bad_bytes_leave_a_text_in_utf_8() -> None:
    body = ("Türkiye’de " * 40).encode() + b"\xff\xfe"
    assert decode_markup(body).startswith("Türkiye’de ")


def test_sparse_accents_without_a_declaration_are_western() -> None:
    assert decode_markup(b"<p>" + b"a long plain text " * 20 + b"caf\xe9</p>").endswith("café</p>")


def test_another_script_without_a_declaration_is_guessed() -> None:
    russian = "Порт открыли снова после долгого ремонта, сообщило министерство. " * 8
    assert decode_markup(f"<p>{russian}</p>".encode("koi8-r")) == f"<p>{russian}</p>"


NAMES = sorted(
    {*aliases.values(), "hex", "zip", "rot13", "idna", "undefined", "no-such-codec", "utf\0"}
)


@pytest.mark.parametrize("name", NAMES)
def test_no_declared_name_raises(name: str) -> None:
    body = b"<rss>caf\xe9 and \xff</rss>"
    assert decode_markup(body, f"text/xml; charset={name}")
    assert decode_markup(b'<?xml version="1.0" encoding="' + name.encode() + b'"?>' + body)
    assert decode_declared(body, name)


@given(
    st.binary(max_size=80), st.sampled_from(["", "utf-7", "hz", "iso-2022-jp", "utf-16", "big5"])
)
def test_no_bytes_raise(body: bytes, charset: str) -> None:
    decode_markup(body, f"text/xml; charset={charset}")
    decode_declared(body, charset)


@pytest.mark.parametrize(
    "name", ["hex", "zip", "bz2", "rot13", "uu", "idna", "undefined", "", "x y"]
)
def test_names_that_are_no_text_encoding_are_told_apart(name: str) -> None:
    assert not is_text_encoding(name)


def test_names_of_text_encodings_are_known() -> None:
    assert all(
        is_text_encoding(name) for name in ("utf-8", "WINDOWS-1256", "iso-8859-9", "gb18030")
    )


@pytest.mark.parametrize(
    ("content", "parts"),
    [
        (b"a", ("utf-8", b"a")),
        (codecs.BOM_UTF8 + b"a", ("utf-8", b"a")),
        (codecs.BOM_UTF16_BE + b"a", ("utf-16-be", b"a")),
        (codecs.BOM_UTF32_LE + b"a", ("utf-32-le", b"a")),
        (b"", ("utf-8", b"")),
    ],
)
def test_a_byte_order_mark_names_the_encoding_and_is_cut_off(
    content: bytes, parts: tuple[str, bytes]
) -> None:
    assert split_mark(content) == parts


def test_a_mail_part_is_read_in_its_charset_or_as_latin_1() -> None:
    assert decode_declared("порт".encode("koi8-r"), "koi8-r") == "порт"
    assert decode_declared(b"caf\xe9", "x-unknown") == "café"
    assert decode_declared(b"caf\xe9", "utf-8") == "caf\ufffd"


TURKISH = "Dışişleri Bakanı görüşmelerin yeniden başlayacağını söyledi"


@pytest.mark.parametrize(
    ("text", "encoding", "language"),
    [
        (TURKISH, "windows-1254", "tr"),
        ("Порт открыт снова", "windows-1251", "ru"),
        ("أعيد فتح الميناء", "windows-1256", "ar"),
        ("הנמל נפתח מחדש", "windows-1255", "he"),
        ("Το λιμάνι άνοιξε ξανά", "windows-1253", "el"),
        ("Přístav byl znovu otevřen", "windows-1250", "cs"),
        ("ท่าเรือเปิดอีกครั้ง", "cp874", "th"),
    ],
)
@pytest.mark.parametrize("declaration", ["", "<?xml version='1.0' encoding='utf-8'?>"])
def test_the_language_of_the_source_settles_a_one_byte_encoding(
    text: str, encoding: str, language: str, declaration: str
) -> None:
    body = declaration.encode() + f"<rss>{text}</rss>".encode(encoding)
    assert decode_markup(body, language=language).endswith(f"<rss>{text}</rss>")


@pytest.mark.parametrize(
    "mark", ["<language>tr-TR</language>", "<a xml:lang='tr'>", '<html lang="tr">']
)
def test_the_language_that_a_document_names_settles_it_too(mark: str) -> None:
    body = f"<rss>{mark}{TURKISH}</rss>".encode("windows-1254")
    assert TURKISH in decode_markup(body)


def test_turkish_letters_are_known_without_any_word_on_the_language() -> None:
    assert TURKISH in decode_markup(f"<rss>{TURKISH}</rss>".encode("windows-1254"))


def test_icelandic_and_western_texts_are_not_taken_for_turkish() -> None:
    icelandic = "Höfnin er opin á ný eftir viðgerð, sögðu þeir í dag á Íslandi, og það er gott"
    assert set("ışğİŞĞ").isdisjoint(decode_markup(f"<p>{icelandic}</p>".encode("windows-1252")))
    french = "Le port a rouvert après des réparations, a déclaré le ministère à Paris"
    assert french in decode_markup(f"<p>{french}</p>".encode("windows-1252"), language="fr")


def test_a_language_that_the_bytes_do_not_bear_out_settles_nothing() -> None:
    body = "<p>“caf\xe9” – “port”</p>".encode("windows-1252")
    assert decode_markup(body, language="ar") != ""


def accented(accents: int, letters: int) -> bytes:
    return b"<p>" + (b"a" * (letters // accents) + b"\xe9") * accents + b"</p>"


def test_few_accents_are_western_and_many_are_guessed() -> None:
    few = accented(10, 500)
    assert decode_markup(few) == few.decode("windows-1252")
    assert set(decode_markup(b"\xcf\xee\xf0\xf2 \xee\xf2\xea\xf0\xfb\xf2 " * 30)) != set(
        "Ïîðò îòêðûò "
    )


@pytest.mark.parametrize(("bad", "kept"), [(1, True), (4, True), (5, False)])
def test_only_few_bad_bytes_are_forgiven_in_a_short_text(bad: int, kept: bool) -> None:
    body = ("é" * 100).encode() + b"\xff" * bad
    assert decode_markup(body).startswith("é" * 100) is kept


@pytest.mark.parametrize(("good", "kept"), [(3, True), (2, False)])
def test_bad_bytes_are_forgiven_only_beside_more_good_ones(good: int, kept: bool) -> None:
    # one bad byte among letters beyond ASCII: it is counted with them
    body = b"abc " * 50 + ("é" * good).encode() + b" \xff \xff"
    assert ("é" * good in decode_markup(body)) is kept


def test_a_declaration_far_behind_is_not_looked_for() -> None:
    # too few letters for any guess
    russian = "Порт".encode("windows-1251")
    near = "text/xml;" + " " * 300 + "charset=windows-1251"
    far = "text/xml;" + " " * 500 + "charset=windows-1251"
    assert decode_markup(russian, near) == "Порт"
    assert decode_markup(russian, far) != "Порт"


def test_an_own_language_is_not_asked_of_the_document() -> None:
    body = b"<language>ru</language>" + "Dışişleri ve İğdır".encode("windows-1254")
    assert decode_markup(body, language="tr").endswith("Dışişleri ve İğdır")


@pytest.mark.parametrize(
    ("language", "encoding"),
    [
        ("ru", "windows-1251"),
        ("ru", "koi8-r"),
        ("ru", "iso-8859-5"),
        ("ru", "cp866"),
        ("ar", "windows-1256"),
        ("ar", "iso-8859-6"),
        ("el", "windows-1253"),
        ("el", "iso-8859-7"),
        ("pl", "windows-1250"),
        ("pl", "iso-8859-2"),
    ],
)
def test_of_the_tables_of_a_language_the_one_that_gives_its_letters_is_taken(
    language: str, encoding: str
) -> None:
    text = {
        "ru": "Порт открыт снова, сообщил министр в четверг",
        "ar": "قال الوزير إن المرفأ سيفتح من جديد يوم الخميس",
        "el": "Το λιμάνι άνοιξε ξανά, είπε ο υπουργός την Πέμπτη",
        "pl": "Port został ponownie otwarty, ogłosił minister w środę; żołnierze są już w Łodzi",
    }[language]
    assert decode_markup(f"<rss>{text}</rss>".encode(encoding), language=language).count(text) == 1


def test_latin_1_with_letters_that_only_turkish_has_is_turkish() -> None:
    declared = b'<?xml version="1.0" encoding="iso-8859-1"?>'
    turkish = "Dışişleri Bakanı görüştü, İğdır".encode("iso-8859-9")
    assert decode_markup(declared + turkish).endswith("Dışişleri Bakanı görüştü, İğdır")
    icelandic = "Ísland: það er góður dagur í þinginu, sagði hún".encode("iso-8859-1")
    assert decode_markup(declared + icelandic).endswith("sagði hún")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("שר החוץ נפגש עם הנשיא", "windows-1255"),
        ("Le président « à l’étranger » — déjà été", "windows-1252"),
        ("Größe ändert für Söhne «Öl»", "windows-1252"),
    ],
)
def test_the_letters_of_one_alphabet_alone_settle_an_encoding(text: str, encoding: str) -> None:
    assert decode_markup(f"<p>{text}</p>".encode(encoding)) == f"<p>{text}</p>"


@pytest.mark.parametrize(
    ("language", "encoding", "text"),
    [
        ("zh", "gb18030", "总统今天会见了外交部长"),
        ("zh", "big5", "總統今天會見了外交部長"),
        ("ja", "euc_jp", "大統領は今日外相と会談した"),
        ("ja", "shift_jis", "大統領は今日外相と会談した"),
        ("ko", "euc_kr", "대통령이 오늘 외무장관을 만났다"),
    ],
)
def test_the_scripts_of_east_asia_are_settled_by_the_language(
    language: str, encoding: str, text: str
) -> None:
    assert decode_markup(f"<p>{text}</p>".encode(encoding), language=language) == f"<p>{text}</p>"


# A sentence of each language in the table that its software wrote before UTF-8.
SENTENCES = [
    ("windows-1250", "Rada miasta ogłosiła w środę, że most będzie znów otwarty; kierowcy są źli"),
    ("iso-8859-2", "Rada miasta ogłosiła w środę, że most będzie znów otwarty; kierowcy są źli"),
    (
        "windows-1250",
        "Městská rada ve středu oznámila, že most bude znovu otevřen; řidiči už čekají",
    ),
    ("iso-8859-2", "Městská rada ve středu oznámila, že most bude znovu otevřen; řidiči už čekají"),
    (
        "windows-1250",
        "A városi tanács szerdán közölte, hogy a hidat újra megnyitják; a sofőrök várnak",
    ),
    (
        "windows-1250",
        "Consiliul a anunţat miercuri că podul va fi redeschis; şoferii aşteaptă la ţărm",
    ),
    (
        "windows-1250",
        "Vijeće je u srijedu objavilo da će most biti otvoren; vozači već čekaju više",
    ),
    ("windows-1252", "Le conseil a annoncé mercredi que le pont a été rouvert à la circulation"),
    ("windows-1252", "Rådet meddelade på onsdagen att bron är öppen igen, och förarna väntar"),
    (
        "windows-1252",
        "O conselho anunciou que a ponte já está aberta; são muitos os que esperam à saída",
    ),
    (
        "windows-1257",
        "Taryba trečiadienį pranešė, kad tiltas vėl atidarytas; vairuotojai jau laukia",
    ),
    (
        "windows-1257",
        "Padome trešdien paziņoja, ka tilts atkal atvērts; autovadītāji gaida pie krasta",
    ),
    ("iso2022_jp", "市議会は水曜日、橋を再び開くと発表した"),
]


@pytest.mark.parametrize("declaration", ["", '<?xml version="1.0" encoding="utf-8"?>'])
@pytest.mark.parametrize(("encoding", "sentence"), SENTENCES)
def test_a_text_that_declares_nothing_true_is_read_by_the_letters_of_its_language(
    encoding: str, sentence: str, declaration: str
) -> None:
    body = f"{declaration}<p>{sentence}</p>".encode(encoding)
    assert sentence in decode_markup(body)


@pytest.mark.parametrize(("encoding", "sentence"), SENTENCES)
def test_a_declaration_of_latin_1_gives_way_to_letters_that_it_lacks(
    encoding: str, sentence: str
) -> None:
    body = f'<?xml version="1.0" encoding="iso-8859-1"?><p>{sentence}</p>'.encode(encoding)
    assert sentence in decode_markup(body)


def test_a_word_for_english_in_a_feed_does_not_turn_another_language_western() -> None:
    sentence = SENTENCES[0][1]
    body = f"<rss><language>en</language><title>{sentence}</title></rss>".encode("windows-1250")
    assert sentence in decode_markup(body)


def test_letters_where_a_declared_table_has_none_are_of_its_sister_of_windows() -> None:
    sentence = "„Žena a šéf“ řekl starosta"
    body = f'<?xml version="1.0" encoding="iso-8859-2"?><p>{sentence}</p>'.encode("windows-1250")
    assert sentence in decode_markup(body)


def test_german_with_a_foreign_name_stays_german() -> None:
    body = "<p>Die Bürger hören über das Café von Señor Núñez für größere Räume</p>"
    assert decode_markup(body.encode("windows-1252")) == body


# ---- limits --------------------------------------------------------------------------------------


def test_a_small_file_that_unpacks_to_a_huge_one_is_cut_at_ten_million_bytes() -> None:
    bomb = gzip.compress(b"a" * 12_000_000)
    assert len(bomb) < 20_000
    assert len(decode_markup(bomb)) == 10_000_000


@pytest.mark.parametrize(("filling", "is_read"), [(4_000, True), (4_200, False)])
def test_a_meta_tag_is_read_in_the_first_four_thousand_bytes(filling: int, is_read: bool) -> None:
    russian = "Порт открыт"
    body = b"<p>" + b" " * filling + b'<meta charset="windows-1251">' + russian.encode("cp1251")
    assert (russian in decode_markup(body, language="he")) is is_read


def test_valid_utf_8_comes_before_a_declared_encoding_that_would_take_any_bytes() -> None:
    body = '<meta charset="cp866"><p>Порт</p>'.encode()
    assert decode_markup(body).endswith("<p>Порт</p>")


@pytest.mark.parametrize("name", ["iso-2022-jp", "hz", "ISO_2022_JP"])
def test_seven_bits_that_are_valid_utf_8_too_are_read_as_declared(name: str) -> None:
    encoding = name.lower().replace("_", "-")
    text = {"hz": "港口重新开放"}.get(encoding, "港が開く")
    body = text.encode(encoding)
    assert decode_markup(body, f"text/xml; charset={name}") == text


@given(st.text(max_size=60), st.sampled_from(["utf-8", "utf-16", "utf-32", "utf-8-sig"]))
def test_a_text_in_any_form_of_unicode_is_read_back(text: str, encoding: str) -> None:
    body = f"<rss>{text}</rss>".encode(encoding)
    assert decode_markup(body) == f"<rss>{text}</rss>"


@pytest.mark.parametrize(
    ("encoding", "headline"),
    [
        # Danish and Norwegian
        ("windows-1252", "To døde ved strejke"),
        ("windows-1252", "To døde etter angrep"),
        ("windows-1252", "Havnen åbner igen"),
        ("windows-1252", "Ny færge i havnen"),
        # Swedish, German, French, Portuguese
        ("windows-1252", "Hamnen öppnad"),
        ("windows-1252", "Häuser brennen"),
        ("windows-1252", "Œuvre saisie"),
        ("windows-1252", "Três mortos"),
        # Czech, Polish, Croatian, Turkish
        ("windows-1250", "Ministr řekl ne"),
        ("windows-1250", "Vláda schválila rozpočet"),
        ("windows-1250", "Rząd upadł"),
        ("windows-1250", "Vojska ušla u grad"),
        ("windows-1254", "Bakan açıkladı"),
    ],
)
def test_a_headline_of_one_accent_is_read_by_the_sounds_of_its_word(
    encoding: str, headline: str
) -> None:
    assert decode_markup(f"<p>{headline}</p>".encode(encoding)) == f"<p>{headline}</p>"
