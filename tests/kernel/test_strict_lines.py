"""Lines of a file in pieces: those of the whole file, whatever its marks, line ends and pieces."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.errors import UseError
from digest.kernel.strict_lines import LONGEST_LINE, strict_lines


def pieces_of(content: bytes, size: int) -> list[bytes]:
    return [content[start : start + size] for start in range(0, len(content), size)]


@given(st.text('aé\r\n\u2028,"', max_size=40), st.integers(1, 9), st.booleans())
def test_the_lines_are_those_of_the_whole_text(text: str, size: int, wide: bool) -> None:
    content = text.encode("utf-16" if wide else "utf-8")
    ends = text.replace("\r\n", "\n").replace("\r", "\n")
    # other signs that Python takes for line ends part no line of a CSV file
    assert list(strict_lines(pieces_of(content, size))) == ends.split("\n")


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_a_file_is_utf_8_with_or_without_a_mark(mark: bytes) -> None:
    assert list(strict_lines([mark + "é,ö".encode()])) == ["é,ö"]
    # the mark may come in pieces
    assert list(strict_lines(pieces_of(mark + "é,ö".encode(), 1))) == ["é,ö"]


def test_an_empty_file_has_one_empty_line() -> None:
    assert list(strict_lines([])) == [""]


def test_nul_is_left_out() -> None:
    assert list(strict_lines([b"a\x00b\n"])) == ["ab", ""]


@pytest.mark.parametrize("size", [1, 3, 100])
def test_the_line_that_is_in_another_encoding_is_named(size: int) -> None:
    with pytest.raises(UseError, match="line 3 is not UTF-8"):
        list(strict_lines(pieces_of(b"a\nb\nc\xe9\n", size)))
    with pytest.raises(UseError, match="line 1 is not UTF-16"):
        list(strict_lines(pieces_of(codecs.BOM_UTF16_LE + b"a", size)))


def test_the_lines_before_the_wrong_one_are_given() -> None:
    lines = strict_lines([b"a\n", b"b\n", b"\xe9\n"])
    assert [next(lines), next(lines)] == ["a", "b"]


def test_a_line_without_end_is_no_csv_and_fills_no_memory() -> None:
    endless = (b"x" * 65_536 for _ in range(10**9))
    with pytest.raises(UseError, match=f"line 1 is longer than {LONGEST_LINE:,} characters"):
        list(strict_lines(endless))


@pytest.mark.parametrize(("pieces", "is_taken"), [(500, True), (501, False)])
def test_a_line_of_five_million_characters_is_taken(pieces: int, is_taken: bool) -> None:
    chunks = [b"x" * 10_000] * pieces
    if is_taken:
        assert [len(line) for line in strict_lines([*chunks, b"\n"])] == [5_000_000, 0]
        return
    with pytest.raises(UseError, match="line 1 is longer than 5,000,000 characters"):
        list(strict_lines(chunks))


def test_the_line_without_end_is_named_by_its_number() -> None:
    with pytest.raises(UseError, match="line 3 is longer"):
        list(strict_lines([b"a\nb\n", *[b"x" * 1_000_000] * 6]))


def test_long_lines_that_end_are_many_lines() -> None:
    chunks = [b"x" * 1_000_000 + b"\n"] * 6
    assert [len(line) for line in strict_lines(chunks)] == [1_000_000] * 6 + [0]
