"""A headline in Cyrillic or Greek is read in the table that puts capitals first in words."""

from __future__ import annotations

import pytest

from digest.kernel.cased_scripts import LEAST_LETTERS, cased_script
from digest.kernel.decoding import decode_markup

RUSSIAN = "Порт снова открыт после ремонта"
UKRAINIAN = "Порт знову відкрито після ремонту"
GREEK = "Το λιμάνι άνοιξε ξανά μετά τις επισκευές"
JAPANESE = "港は修理の後に再開した"


@pytest.mark.parametrize(
    ("text", "table"),
    [
        (RUSSIAN, "windows-1251"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "iso-8859-5"),
        (RUSSIAN, "cp866"),
        (UKRAINIAN, "koi8-u"),
        (UKRAINIAN, "windows-1251"),
        (GREEK, "windows-1253"),
        (GREEK, "iso-8859-7"),
        ("ООН: «Судно» вошло в порт Триполи", "windows-1251"),
    ],
)
@pytest.mark.parametrize("declared", ["utf-8", "", "iso-8859-1"])
def test_a_headline_with_a_wrong_declaration_keeps_its_letters(
    text: str, table: str, declared: str
) -> None:
    head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    assert text in decode_markup(f"{head}<rss><title>{text}</title></rss>".encode(table))


@pytest.mark.parametrize(
    "body",
    [
        b"Port reopens",
        "Порт".encode("koi8-r"),
        "ПОРТ СНОВА ОТКРЫТ".encode("koi8-r"),
        "Le port a été rouvert après les réparations".encode("latin-1"),
        "ميناء طرابلس يعود إلى العمل".encode("windows-1256"),
        "הנמל נפתח מחדש אחרי תיקונים".encode("windows-1255"),
        "港口在维修后重新开放".encode("gb18030"),
        "",
    ],
)
def test_other_texts_are_left_to_other_judges(body: bytes) -> None:
    assert cased_script(body or b"") == ""


def test_eight_letters_are_enough() -> None:
    assert cased_script(("Порто" + "т" * (LEAST_LETTERS - 5)).encode("koi8-r"))
    assert not cased_script(("Порто" + "т" * (LEAST_LETTERS - 6)).encode("koi8-r"))


def test_kana_are_not_read_as_single_letters_of_korean() -> None:
    for declared in ("utf-8", "iso-8859-1"):
        head = f'<?xml version="1.0" encoding="{declared}"?>'
        assert JAPANESE in decode_markup(f"{head}<rss>{JAPANESE}</rss>".encode("euc-jp"))
