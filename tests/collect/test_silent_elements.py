"""The content of silent elements is no text, and an open one takes no text with it."""

from __future__ import annotations

import pytest

from digest.collect.plaintext import MAX_MARKUP_CHARS, plain_text
from digest.collect.silent_elements import SILENT_TAGS, without_embeds, without_open_ends


@pytest.mark.parametrize("tag", sorted(SILENT_TAGS))
def test_the_content_of_a_silent_element_is_no_text(tag: str) -> None:
    markup = f"<p>The port <{tag} class='a'>Not to be read</{tag}> reopens.</p><p>Ships sail.</p>"
    assert plain_text(markup) == "The port reopens.\n\nShips sail."


@pytest.mark.parametrize("tag", sorted(SILENT_TAGS))
@pytest.mark.parametrize("end", ['src="a"/>', "src='a' />", "/>"])
def test_an_element_that_closes_itself_takes_no_text_with_it(tag: str, end: str) -> None:
    markup = f"<p>The port reopens.</p><{tag} {end}<p>Ships sail.</p>"
    assert plain_text(markup) == "The port reopens.\n\nShips sail."


@pytest.mark.parametrize("tag", sorted(SILENT_TAGS - {"script", "style"}))
def test_an_element_that_never_ends_takes_no_text_with_it(tag: str) -> None:
    markup = f"<{tag}>a</{tag}><p>The port reopens.</p><{tag} src='b'><p>Ships sail.</p>"
    assert plain_text(markup) == "The port reopens.\n\nShips sail."


@pytest.mark.parametrize("tag", ["script", "style"])
def test_code_that_never_ends_is_no_text(tag: str) -> None:
    assert plain_text(f"<p>The port reopens.</p><{tag}>alert(1)") == "The port reopens."


def test_an_address_that_ends_with_a_slash_closes_no_element() -> None:
    markup = "<iframe src=https://video.example/>Old browsers</iframe>Text"
    assert without_open_ends(markup) == markup


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>Letters go to <address>12 Harbour Road</address> until Friday.</p>", "one line"),
        ("<p>Letters (<address>12 Harbour Road</address>), until Friday.</p>", "one line"),
        ("<p>Letters are welcome.</p><address>12 Harbour Road</address>Until Friday.", "apart"),
        ("Letters are welcome.<address>12 Harbour Road</address>Until Friday.", "apart"),
    ],
)
def test_an_address_is_a_part_of_a_sentence_where_it_stands_in_one(markup: str, text: str) -> None:
    assert ("\n" not in plain_text(markup)) is (text == "one line")
    assert "to12" not in plain_text(markup)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<table><tr><td>Oil</td><td>80</td></tr></table>", "Oil 80"),
        ("<table><tr><th>Oil</th><th>Gas</th></tr></table>", "Oil Gas"),
        ("One.<aside>Two.</aside>Three.", "One.\n\nTwo.\n\nThree."),
        ("One.<form>Two.</form>Three.", "One.\n\nTwo.\n\nThree."),
        ("<fieldset><legend>One</legend>Two.</fieldset>Three.", "One\n\nTwo.\n\nThree."),
        ("<details><summary>One</summary>Two.</details>Three.", "One Two. Three."),
        ("One<center>two</center>three", "One two three"),
        ("<p>The plan <select><option>A<option>B</select> passed.</p>", "The plan passed."),
    ],
)
def test_boxes_and_cells_part_the_words_in_them(markup: str, text: str) -> None:
    assert plain_text(markup) == text


POST = "<p>Port opens!</p>— A Sample (@sample) <a href='https://x.example/1'>November 27</a>"


@pytest.mark.parametrize(
    "name", ["twitter-tweet", "wide twitter-tweet dark", "instagram-media", "tiktok-embed"]
)
def test_a_post_inside_a_story_is_no_text_of_the_outlet(name: str) -> None:
    quote = f"<blockquote data-lang='en' class='{name}' dir=ltr>{POST}</blockquote>"
    markup = f"<p>The port reopens.</p>{quote}<p>Ships sail.</p>"
    assert plain_text(markup) == "The port reopens.\n\nShips sail."


def test_a_quotation_of_the_story_is_text() -> None:
    for quote in ("<blockquote>“We sail.”</blockquote>", "<blockquote class='pull'>“We sail.”"):
        assert plain_text(f"<p>The port reopens.</p>{quote}").endswith("“We sail.”")


def test_a_post_that_never_ends_takes_no_text_with_it() -> None:
    markup = "<blockquote class='twitter-tweet'><p>Port opens!</p><p>Ships sail.</p>"
    assert plain_text(markup) == "Port opens!\n\nShips sail."
    assert without_embeds(markup) == markup


@pytest.mark.parametrize(
    "piece",
    [
        "<iframe ",
        "<video>",
        "<select/>",
        "<address>",
        "</address >",
        "<blockquote class='twitter-tweet'>",
    ],
)
def test_a_field_full_of_tags_is_read(piece: str) -> None:
    text = piece * (MAX_MARKUP_CHARS // len(piece))
    assert plain_text(text).strip("< iframe") == ""
