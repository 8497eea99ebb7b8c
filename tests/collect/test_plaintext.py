"""Markup becomes plain text: paragraphs, brackets that are words, names, and junk characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.collect.plaintext import (
    MAX_MARKUP_CHARS,
    plain_line,
    plain_text,
    plain_title,
    split_names,
    strip_controls,
)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
        ("One.<br>Two.<br/>Three.", "One.\nTwo.\nThree."),
        ("<div>One.</div>\n<div>Two.</div>", "One.\n\nTwo."),
        ("<ul><li>One</li><li>Two</li></ul>", "One\n\nTwo"),
        ("<p>One\nline.</p>", "One line."),
        ("One\n\n\n\nTwo", "One\n\nTwo"),
        ("One\nTwo", "One\nTwo"),
        ("A <b>bold</b> <a href='x'>link</a>.", "A bold link."),
        ("Fish &amp; chips", "Fish & chips"),
        ("Fish &amp;amp; chips", "Fish & chips"),
        ("&lt;p&gt;One.&lt;/p&gt;", "One."),
        ("5 &lt; 7", "5 < 7"),
        ("&#8217;tis &#x2019;tis", "’tis ’tis"),
        ("a<script>alert(1)</script>b", "ab"),
        ("a<style>p {}</style>b", "ab"),
        ("a<!-- no text -->b", "ab"),
        ("a<svg><text>x</text></svg>b", "ab"),
        ('<a title="1 > 0">one</a>', "one"),
        ("<img src='a.jpg' alt='A ship'>", ""),
        ("", ""),
        (" \n\t ", ""),
    ],
)
def test_markup_becomes_text(markup: str, text: str):
    assert plain_text(markup) == text


def test_a_field_has_a_greatest_length():
    assert len(plain_text("x" * (MAX_MARKUP_CHARS + 5))) == MAX_MARKUP_CHARS


@given(st.text("<>/&;!pbr ascript='\"\n-", max_size=60))
def test_any_markup_ends_in_folded_paragraphs(markup: str):
    text = plain_text(markup)
    assert "\n\n\n" not in text
    assert text == text.strip()
    assert all(line == " ".join(line.split()) for line in text.split("\n"))
    assert "<script" not in text


@given(st.text(st.characters(categories=("L", "N", "P", "Zs")), max_size=60))
def test_text_without_markup_is_kept_word_by_word(text: str):
    if "<" not in text and "&" not in text:
        assert plain_line(text).split() == strip_controls(text).split()


# ---- titles ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("markup", "title"),
    [
        ("Port &amp; quay", "Port & quay"),
        ("The <b>port</b>", "The port"),
        ("The <redacted> memo", "The <redacted> memo"),
        ("The &lt;redacted&gt; memo", "The <redacted> memo"),
        ("5 < 7 and 9 > 3", "5 < 7 and 9 > 3"),
        ("<3 for ships", "<3 for ships"),
        ("a </unknown> b", "a </unknown> b"),
        ("The <EM>port</EM>", "The port"),
        ("Two\nlines", "Two lines"),
        ("x<script>y</script>", "x"),
        ("The <script> tag explained", "The <script> tag explained"),
        ("How <table> works", "How <table> works"),
        ("The <b>port reopens", "The port reopens"),
        ("A port <img src='a.jpg'> reopens", "A port reopens"),
    ],
)
def test_words_in_brackets_stay_in_a_title(markup: str, title: str):
    assert plain_title(markup) == title


@pytest.mark.parametrize(
    ("markup", "title"),
    [
        ("How <table> works", "How <table> works"),
        ("The <i>port</i>", "The port"),
        ("Use of <b> in law", "Use of <b> in law"),
        ("</b> closes <b>", "closes"),
        ("The port<br>reopens", "The port reopens"),
        ("Use <title> well", "Use <title> well"),
    ],
)
def test_in_a_title_of_text_only_tags_of_style_are_markup(markup: str, title: str):
    assert plain_title(markup, is_text=True) == title


# ---- names -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("bylines", "names"),
    [
        (["By Ada Example"], ("Ada Example",)),
        (["BY Ada Example, Bo Example and Cy Example"],
         ("Ada Example", "Bo Example", "Cy Example")),
        (["Ada; Bo"], ("Ada", "Bo")),
        (["Ada, and Bo"], ("Ada", "Bo")),
        (["Ada", "Ada", "Bo"], ("Ada", "Bo")),
        (["Byron Example"], ("Byron Example",)),
        (["desk@cedar.example"], ()),
        (["https://cedar.example/ada", "www.cedar.example"], ()),
        (["", "  "], ()),
        (["Sandra Example"], ("Sandra Example",)),
        (["<b>Ada</b> Example"], ("Ada Example",)),
    ],
)  # fmt: skip
def test_people_are_named_once_each(bylines: list[str], names: tuple[str, ...]):
    assert split_names(bylines) == names


def test_names_are_bounded_in_length_and_number():
    assert split_names(["x" * 121]) == ("x" * 120,)
    assert len(split_names([f"Name {number}" for number in range(21)])) == 20
    assert split_names(["a" * 1_990 + ", Bo Example"]) == ("a" * 120, "Bo Examp")


# ---- characters that no reader sees ----------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("a\x00b", "ab"),
        ("a\u200bb", "ab"),
        ("a\u00adb", "ab"),
        ("a\ufeffb", "ab"),
        ("a\u202eb", "ab"),
        ("a\u2066b", "ab"),
        ("a\ud800b", "ab"),
        ("a\U000e0041b", "ab"),
        ("a\u200db", "ab"),
        # joiners of scripts and of emoji stay
        ("می\u200cرود", "می\u200cرود"),
        ("👩\u200d🚀", "👩\u200d🚀"),
        ("क\u094d\u200dष", "क\u094d\u200dष"),
        ("a\tb\nc", "a\tb\nc"),
        ("a\x85b", "a\x85b"),
        ("مرفأ", "مرفأ"),
    ],
)
def test_junk_is_dropped_and_joiners_stay_in_their_scripts(text: str, clean: str):
    assert strip_controls(text) == clean


@given(st.text(max_size=40))
def test_cleaning_twice_changes_no_more(text: str):
    once = strip_controls(text)
    assert strip_controls(once) == once
    assert once.encode("utf-8", "surrogatepass").decode("utf-8", "strict") == once
