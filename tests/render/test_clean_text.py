"""Clean text: one line without what no one sees, and addresses that a subscriber may open."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.render.clean_text import clean, language_tag, web_address


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("  two\twords\n", "two words"),
        ("a\u2028b\u2029c", "a b c"),
        ("a\x00b\x1bc", "a b c"),
        ("a\u200bb\ufeffc\u2060d", "abcd"),
        ("soft\u00adhyphen", "softhyphen"),
        ("a\u202eb\u202cc", "abc"),
        ("private\ue000use", "privateuse"),
        ("lone\ud800surrogate", "lonesurrogate"),
        ("می\u200cخواهد", "می\u200cخواهد"),
        ("a\u200c\u200d\u200cb", "ab"),
        ("👩\u200d👩", "👩\u200d👩"),
        ("no\u00a0break", "no break"),
        ("at slot.invalid", "at slot invalid"),
        ("at slot\u200b.invalid", "at slot invalid"),
        ("", ""),
    ],
)
def test_a_text_becomes_one_visible_line(text: str, line: str) -> None:
    assert clean(text) == line


@given(st.text(max_size=80))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert "\n" not in once
    assert "slot.invalid" not in once


@pytest.mark.parametrize(
    ("written", "address"),
    [
        (" https://a.example/1 ", "https://a.example/1"),
        ("http://a.example/", "http://a.example/"),
        ("https://a.example/x y", "https://a.example/x%20y"),
        ("https://a.example/'\"<>", "https://a.example/%27%22%3C%3E"),
        ("https://slot.invalid/view", ""),
        ("https://a.example/?u=slot.invalid", ""),
        ("https://me:pw@a.example/", ""),
        ("ftp://a.example/", ""),
        ("", ""),
    ],
)
def test_an_address_is_one_that_a_subscriber_may_open(written: str, address: str) -> None:
    assert web_address(written) == address


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("en", "en"),
        (" pt_BR ", "pt-BR"),
        ("zh-Hant-TW", "zh-Hant-TW"),
        ("a", ""),
        ("abcd", ""),
        ("en-", ""),
        ("en-abcdefghi", ""),
        ("en-abcdefgh", "en-abcdefgh"),
        ("en-a-b-c-d", "en-a-b-c-d"),
        ("en-a-b-c-d-e", ""),
        ("", ""),
    ],
)
def test_a_language_tag_has_the_form_of_bcp_47_or_is_empty(written: str, tag: str) -> None:
    assert language_tag(written) == tag
