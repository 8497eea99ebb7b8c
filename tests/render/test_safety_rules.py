"""Rules of what must not be in a mail, each at its edge."""

from __future__ import annotations

import pytest
from samples import breaches, mail_of


def found(rule_id: str, body: str, text: str = "") -> list[str]:
    mail = mail_of(f"<html><body>{body}</body></html>", text)
    return [mistake for mistake, _ in breaches(rule_id, mail)]


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("<script>x</script>", 1),
        ('<iframe src="x"></iframe>', 1),
        ("<form><input></form>", 2),
        ('<p onmouseover="x">x</p>', 1),
        ('<p one="x">x</p>', 1),
        ("<p>on fire</p>", 0),
        ('<meta http-equiv="Refresh" content="0">', 1),
        ('<meta http-equiv="Content-Type" content="x">', 0),
    ],
)
def test_content_that_runs_or_loads_by_itself_is_seen(body: str, count: int) -> None:
    assert len(found("html.active", body)) == count


@pytest.mark.parametrize(
    ("attributes", "count"),
    [
        ('width="1" height="1"', 1),
        ('width="3" height="40"', 1),
        ('width="4" height="4"', 0),
        ('width="0"', 1),
        ('style="width:1px"', 1),
        ('style="display:none"', 1),
        ('width="100%"', 0),
        ('width="576" style="width:100%"', 0),
        ("", 0),
    ],
)
def test_a_picture_too_small_to_see_is_a_tracker(attributes: str, count: int) -> None:
    assert len(found("image.tracker", f'<img src="https://x.example/a" {attributes}>')) == count


def test_a_picture_whose_address_follows_the_subscriber_is_a_tracker() -> None:
    body = '<img src="https://x.example/a.png?utm_source=mail" width="50" height="50">'
    assert found("image.tracker", body) == ["a picture's address carries utm_source"]


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ('<td width="700">x</td>', 0),
        ('<td width="701">x</td>', 1),
        ('<div style="min-width:701px">x</div>', 1),
        ('<div style="width:900px">x</div>', 1),
        ('<div style="max-width:900px">x</div>', 0),
        ('<td width="100%">x</td>', 0),
        (f'<p style="white-space:nowrap">{"a " * 21}</p>', 1),
        (f'<p style="white-space:nowrap">{"a " * 19}</p>', 0),
        (f"<p>{'a' * 40}</p>", 0),
        (f"<p>{'a' * 41}</p>", 1),
        (f"<p>{'a' * 30}\u200b{'a' * 30}</p>", 0),
    ],
)
def test_a_part_that_makes_a_phone_scroll_sideways_is_seen(body: str, count: int) -> None:
    assert len(found("html.overflow", f"<table><tr>{body}</tr></table>")) == count


@pytest.mark.parametrize(
    ("style", "hides"),
    [
        ("display:none", True),
        ("visibility:hidden", True),
        ("opacity:0", True),
        ("font-size:0px", True),
        ("font-size:1px", True),
        ("font-size:14px", False),
        ("opacity:1", False),
    ],
)
def test_more_than_200_hidden_letters_deceive(style: str, hides: bool) -> None:
    first = '<div style="display:none">The preheader</div>'
    long, short = "x" * 201, "x" * 200
    assert (found("html.hidden", f'{first}<p style="{style}">{long}</p>') != []) is hides
    assert found("html.hidden", f'{first}<p style="{style}">{short}</p>') == []


def test_a_preheader_may_be_hidden() -> None:
    assert found("html.hidden", f'<div style="display:none">{"x" * 300}</div><p>x</p>') == []


@pytest.mark.parametrize(
    ("alt", "count"),
    [("\\u{200c}boat", 1), ("\\u{64f}", 1), ("\\u200c", 0), ("u{200c}", 0), ("boat", 0)],
)
def test_debug_text_in_an_attribute_is_seen(alt: str, count: int) -> None:
    assert len(found("html.debug-text", f'<img alt="{alt}" src="x">')) == count


@pytest.mark.parametrize(
    ("rule_id", "text", "count"),
    [
        ("text.garbled", "cafÃ©", 1),
        ("text.garbled", "donâ€™t", 1),
        ("text.garbled", "lost \ufffd", 1),
        ("text.garbled", "Â«quotedÂ»", 2),
        ("text.garbled", "café, don’t, ÂGE, SÃO PAULO", 0),
        ("text.placeholder", "Dear {{ name }}", 1),
        ("text.placeholder", "{% if x %}", 1),
        ("text.placeholder", "undefined", 1),
        ("text.placeholder", "costs NaN", 1),
        ("text.placeholder", "[object Object]", 1),
        ("text.placeholder", "NaNjing is undefinedly null-and-void{", 1),
        ("text.placeholder", "a {brace}", 0),
    ],
)
def test_traces_of_a_tool_are_seen_in_both_parts(rule_id: str, text: str, count: int) -> None:
    assert len(found(rule_id, f"<p>{text}</p>")) == count
    assert len(found(rule_id, "", f"{text}\n")) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [("<p>x</p>", 2), ("a&nbsp;b &amp; c", 2), ("<https://x.example/>", 0), ("1 < 2 > 0", 0)],
)
def test_html_in_the_plain_text_is_seen(text: str, count: int) -> None:
    assert len(found("text.tags", "", f"{text}\n")) == count


@pytest.mark.parametrize(
    ("alt", "count"),
    [("boat.jpg", 1), ("IMG_2044", 1), ("A boat.jpg", 0), ("A boat", 0), ("", 0), ("DSC0001", 1)],
)
def test_the_name_of_a_file_is_no_alternative_text(alt: str, count: int) -> None:
    assert len(found("image.file-name", f'<img alt="{alt}" src="x">')) == count


@pytest.mark.parametrize(
    ("href", "count"), [("http://x.example/", 1), ("https://x.example/", 0), ("mailto:a@b.c", 0)]
)
def test_a_link_goes_over_https(href: str, count: int) -> None:
    assert len(found("links.http", f'<a href="{href}">x</a>')) == count
