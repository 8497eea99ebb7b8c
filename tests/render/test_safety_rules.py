"""Rules of what must not be in a mail, each at its edge."""

from __future__ import annotations

import html

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
        ('<div style="display:none">{}</div>', 1),
        ("<div hidden><p>{}</p></div>", 1),
        ('<div style="max-height:0;overflow:hidden">{}</div>', 1),
        ('<p style="visibility:hidden">{}</p>', 1),
        ('<div style="max-height:0">{}</div>', 0),
        ('<div style="opacity:0.5">{}</div>', 0),
    ],
)
def test_a_picture_inside_a_hidden_part_is_a_tracker(body: str, count: int) -> None:
    picture = '<img src="https://x.example/a.png" width="50" height="50">'
    assert len(found("image.tracker", body.format(picture))) == count


@pytest.mark.parametrize(
    "body",
    [
        '<table background="https://x.example/o.gif?utm_id=1"><tr><td>x</td></tr></table>',
        '<div style="background-image:url(https://x.example/o.gif?utm_id=1)">x</div>',
        "<div style=\"background:url('https://x.example/o.gif?utm_id=1') #fff\">x</div>",
    ],
)
def test_a_ground_whose_address_follows_the_subscriber_is_a_tracker(body: str) -> None:
    assert found("image.tracker", body) == ["a picture's address carries utm_id"]


@pytest.mark.parametrize("address", ["ann@mail.example", "ANN%40mail.example"])
@pytest.mark.parametrize("to", ["ann@mail.example", "Ann Reader <ann@mail.example>"])
def test_a_picture_whose_address_names_the_subscriber_is_a_tracker(address: str, to: str) -> None:
    body = f'<html><body><img src="https://x.example/a.png?for={address}" width="50"></body></html>'
    named = breaches("image.tracker", mail_of(body, headers=f"To: {to}"))
    assert [mistake for mistake, _ in named] == ["a picture's address names the subscriber"]
    other = breaches("image.tracker", mail_of(body, headers="To: bob@mail.example"))
    assert other == []


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
        (f'<p style="white-space:nowrap"><b>{"a " * 21}</b></p>', 1),
        (f'<p style="white-space:nowrap">{"a " * 15}<br>{"a " * 15}</p>', 0),
        (f"<td nowrap>{'a ' * 21}</td>", 1),
        ('<td width="300">x</td><td width="400">x</td>', 0),
        ('<td width="300">x</td><td style="width:401px">x</td>', 1),
        # a cell of the full width counts in its row; a wider one is named by itself alone
        ('<td width="700">x</td><td width="1">x</td>', 1),
        ('<td width="701">x</td><td width="1">x</td>', 1),
        (f"<pre>{'a ' * 21}</pre>", 1),
        (f"<pre>{'a ' * 19}\n{'a ' * 19}</pre>", 0),
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
        ("max-height:0;overflow:hidden", True),
        ("max-height:0", False),
        ("color:transparent", True),
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


@pytest.mark.parametrize(
    ("sheet", "hides"),
    [
        (".x{display:none}", True),
        ("p.x{display:none !important}", True),
        ("@media (max-width:479px){.x{display:none}}", False),
        (".y{display:none}", False),
    ],
)
def test_a_style_sheet_may_hide_text_on_a_phone_alone(sheet: str, hides: bool) -> None:
    first = '<div style="display:none">The preheader</div>'
    body = f'<style>{sheet}</style>{first}<p class="x">{"x" * 201}</p>'
    assert (found("html.hidden", body) != []) is hides


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
        ("text.garbled", "Ø§Ù„Ø³Ù„Ø§Ù…", 1),
        ("text.garbled", "×©×\x9c×\x95×\x9d", 1),
        ("text.garbled", "ÐŸÑ€Ð¸Ð²ÐµÑ‚", 1),
        ("text.garbled", "السلام שלום Привет", 0),
        ("text.placeholder", "Dear {{ name }}", 1),
        ("text.placeholder", "{% if x %}", 1),
        ("text.placeholder", "undefined", 1),
        ("text.placeholder", "costs NaN", 1),
        ("text.placeholder", "[object Object]", 1),
        ("text.placeholder", "NaNjing is undefinedly null-and-void{", 1),
        ("text.placeholder", "a {brace}", 0),
        ("text.placeholder", "Dear ${name}", 1),
        ("text.placeholder", "Dear %%FIRSTNAME%%", 1),
        ("text.placeholder", "Dear *|FNAME|*", 1),
        ("text.placeholder", "$5 and 40%% of all *|", 0),
    ],
)
def test_traces_of_a_tool_are_seen_in_both_parts(rule_id: str, text: str, count: int) -> None:
    assert len(found(rule_id, f"<p>{text}</p>")) == count
    assert len(found(rule_id, "", f"{text}\n")) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("<p>x</p>", 2),
        ("a&nbsp;b &amp; c", 2),
        ("<https://x.example/>", 0),
        ("1 < 2 > 0", 0),
        ("<h2>x</h2> <img src=x> it&#39;s", 4),
        ("<host>", 0),
    ],
)
def test_html_that_is_read_as_text_is_seen_in_both_parts(text: str, count: int) -> None:
    assert len(found("text.tags", "", f"{text}\n")) == count
    assert len(found("text.tags", f"<p>{html.escape(text)}</p>")) == count


@pytest.mark.parametrize(
    ("address", "count"),
    [
        ("https://x.example/{{ path }}", 1),
        ("https://x.example/%7B%7B%20path%20%7D%7D", 1),
        ("https://x.example/undefined", 1),
        ("https://x.example/a?id=NaN", 1),
        ("https://x.example/undefined-behaviour", 0),
        ("https://x.example/a", 0),
    ],
)
def test_a_placeholder_in_an_address_is_seen(address: str, count: int) -> None:
    assert len(found("text.placeholder", f'<a href="{address}">a story</a>')) == count


def test_a_placeholder_in_the_subject_is_seen() -> None:
    mail = mail_of("<html><body>x</body></html>", headers="Subject: {{ subject }}")
    assert breaches("text.placeholder", mail) == [
        ("the subject holds a placeholder", "{{ subject }}")
    ]


@pytest.mark.parametrize(
    ("alt", "count"),
    [("boat.jpg", 1), ("IMG_2044", 1), ("A boat.jpg", 0), ("A boat", 0), ("", 0), ("DSC0001", 1)],
)
def test_the_name_of_a_file_is_no_alternative_text(alt: str, count: int) -> None:
    assert len(found("image.file-name", f'<img alt="{alt}" src="x">')) == count


@pytest.mark.parametrize(
    ("alt", "src", "count"),
    [
        ("patrol-boat-2", "https://x.example/p/patrol-boat-2.jpg?w=600", 1),
        ("Patrol_Boat", "https://x.example/patrol_boat.webp", 1),
        ("harbour", "https://x.example/harbour.jpg", 0),
        ("A patrol boat", "https://x.example/patrol-boat-2.jpg", 0),
    ],
)
def test_an_alternative_text_is_not_the_name_of_its_own_file(
    alt: str, src: str, count: int
) -> None:
    assert len(found("image.file-name", f'<img alt="{alt}" src="{src}">')) == count


@pytest.mark.parametrize(
    ("href", "count"), [("http://x.example/", 1), ("https://x.example/", 0), ("mailto:a@b.c", 0)]
)
def test_a_link_goes_over_https(href: str, count: int) -> None:
    assert len(found("links.http", f'<a href="{href}">x</a>')) == count
