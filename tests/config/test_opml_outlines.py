"""Outlines of OPML: names, groups, addresses and the limits of depth and length."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.config.opml import LONGEST_ID, free_id, read_opml, slug
from digest.config.opml_outlines import LONGEST_NAME, MAX_DEPTH, Outline, read_outlines

FEED = 'xmlUrl="https://a.example/f"'


def outlines(body: str) -> list[Outline]:
    return read_outlines(f"<opml><body>{body}</body></opml>".encode())


def one(attributes: str) -> Outline:
    (outline,) = outlines(f"<outline {attributes}/>")
    return outline


@pytest.mark.parametrize(
    ("attributes", "name"),
    [
        (f'title="T" text="X" {FEED}', "T"),
        (f'text="X" {FEED}', "X"),
        (f'title="" text="X" {FEED}', "X"),
        (f'title="  two\n  words " {FEED}', "two words"),
        (FEED, "a.example"),
        (f'title="{"é" * LONGEST_NAME}!" {FEED}', "é" * LONGEST_NAME),
    ],
)
def test_the_name_is_the_title_else_the_text_else_the_host(attributes: str, name: str):
    assert one(attributes).name == name


@pytest.mark.parametrize(
    ("attributes", "url"),
    [
        ('XMLURL="https://a.example/f"', "https://a.example/f"),
        ('xmlUrl=" https://a.example/f "', "https://a.example/f"),
        ('xmlUrl="https://a.example/a b"', "https://a.example/a%20b"),
        ('xmlUrl="feed:https://a.example/f"', "https://a.example/f"),
        ('xmlUrl="feed://a.example/f"', "http://a.example/f"),
        ('xmlUrl="a.example/f"', "https://a.example/f"),
        ('xmlUrl="//www.a.example/f"', "https://www.a.example/f"),
        ('xmlUrl="FEED:a.example/f"', "http://a.example/f"),
        ('type="rss" url="https://a.example/f"', "https://a.example/f"),
        ('type="Atom" url="https://a.example/f"', "https://a.example/f"),
        ('type="feed" url="https://a.example/f"', "https://a.example/f"),
        ('type="rss" xmlUrl="https://a.example/f" url="https://b.example/"', "https://a.example/f"),
    ],
)
def test_the_address_of_a_feed_is_found(attributes: str, url: str):
    assert one(attributes).url == url


@pytest.mark.parametrize(
    "attributes",
    [
        'text="a group"',
        'type="link" url="https://a.example/"',
        'url="https://a.example/"',
        'xmlUrl=""',
        'xmlUrl="javascript:alert(1)"',
        'xmlUrl="feed:"',
        'xmlUrl="https://me:pw@a.example/"',
        'xmlUrl="file:///etc/passwd"',
    ],
)
def test_an_outline_without_an_address_of_the_web_is_passed_over(attributes: str):
    assert outlines(f"<outline {attributes}/>") == []


def test_the_section_is_the_nearest_group_with_a_name():
    body = f"""<outline text="World"><outline text=""><outline text="a" {FEED}/></outline>
      <outline text="Gulf"><outline text="b" {FEED}/></outline><outline text="c" {FEED}/></outline>
      <outline text="d" {FEED}/>"""
    assert [(one.name, one.section) for one in outlines(body)] == [
        ("a", "World"),
        ("b", "Gulf"),
        ("c", "World"),
        ("d", ""),
    ]


def test_a_feed_is_no_group_of_the_feeds_inside_it():
    body = f'<outline text="a" {FEED}><outline text="b" {FEED}/></outline>'
    assert [one.section for one in outlines(body)] == ["", ""]


@pytest.mark.parametrize(
    ("category", "section"),
    [
        ("/World/Gulf,/x", "Gulf"),
        ("World", "World"),
        ("/World/", "World"),
        ("", ""),
        ("/", ""),
        ("a" * (LONGEST_NAME + 1), "a" * LONGEST_NAME),
    ],
)
def test_without_a_group_the_first_category_names_the_section(category: str, section: str):
    assert one(f'text="a" category="{category}" {FEED}').section == section


def test_a_group_counts_more_than_a_category():
    body = f'<outline text="G"><outline text="a" category="C" {FEED}/></outline>'
    assert outlines(body)[0].section == "G"


def test_groups_beyond_the_greatest_depth_name_no_section():
    def nested(depth: int) -> str:
        opened = "".join(f'<outline text="g{number}">' for number in range(1, depth + 1))
        return f'{opened}<outline text="a" {FEED}/>{"</outline>" * depth}'

    assert outlines(nested(MAX_DEPTH))[0].section == f"g{MAX_DEPTH}"
    assert outlines(nested(MAX_DEPTH + 1))[0].section == f"g{MAX_DEPTH}"


def test_ampersands_that_were_not_escaped_are_kept_and_references_are_read():
    assert one('text="Q&A &amp; more &#233;" xmlUrl="https://a.example/?a=1&b=2"').name == (
        "Q&A & more é"
    )
    # &copy; is a reference of HTML, and none of XML's own
    assert one('text="a" xmlUrl="https://a.example/?a=1&copy=2"').url.endswith("?a=1&copy=2")


def test_characters_that_xml_forbids_become_spaces():
    assert one(f'text="a\x00\x0bb" {FEED}').name == "a b"


def test_an_open_title_does_not_swallow_the_feeds():
    content = f'<opml><head><title>Mine</head><body><outline text="a" {FEED}/></body>'
    assert [one.name for one in read_outlines(content.encode())] == ["a"]


# ---- sources made of outlines ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("attribute", "field", "value"),
    [
        ('language="EN_us"', "language", "en-us"),
        ('language="english"', "language", ""),
        ('digest:country="LB"', "country", "LB"),
        ('digest:country="Lebanon"', "country", ""),
        ('digest:weight="10"', "weight", 10.0),
        ('digest:weight="10.01"', "weight", 1.0),
        ('digest:weight="0.01"', "weight", 0.01),
        ('digest:weight="0"', "weight", 1.0),
        ('digest:weight="nan"', "weight", 1.0),
        ('digest:weight="heavy"', "weight", 1.0),
        ('digest:interval_s="60"', "interval_s", 60),
        ('digest:interval_s="59"', "interval_s", 900),
        ('digest:interval_s="604800"', "interval_s", 604800),
        ('digest:interval_s="604801"', "interval_s", 900),
        ('digest:state_run="True"', "state_run", True),
        ('digest:state_run="yes"', "state_run", False),
        ('digest:enabled="False"', "enabled", False),
        ('digest:enabled="0"', "enabled", True),
        ('digest:id="own-id"', "id", "own-id"),
        ('digest:id="Own Id"', "id", "a"),
    ],
)
def test_a_value_that_no_file_could_hold_is_left_out(attribute: str, field: str, value: object):
    content = f'<outline text="A" {attribute} {FEED}/>'
    (source,) = read_opml(content.encode())
    assert getattr(source, field) == value


def test_ids_that_are_taken_get_the_first_free_number():
    body = "".join(f'<outline text="A" xmlUrl="https://a.example/{n}"/>' for n in range(3))
    assert [one.id for one in read_opml(body.encode())] == ["a", "a-2", "a-3"]
    assert free_id("a", {"a", "a-3"}) == "a-2"


@given(st.text(max_size=120))
def test_a_slug_is_empty_or_an_id_of_bounded_length(text: str):
    made = slug(text)
    assert len(made) <= LONGEST_ID
    assert made == made.strip("-")
    assert all(letter in "abcdefghijklmnopqrstuvwxyz0123456789-" for letter in made)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("&lt;b&gt;Cedar&lt;/b&gt; &amp;amp; Co", "Cedar & Co"),
        ("R&amp;amp;eacute;publique", "République"),
        ("Cedar &lt;Live&gt;", "Cedar <Live>"),
        ("\u200bCedar\u200f", "Cedar"),
        ("&lt;img src=x&gt;", "a.example"),
    ],
)
def test_a_name_holds_no_html_and_no_invisible_signs(written: str, name: str):
    (outline,) = read_outlines(f'<outline text="{written}" {FEED}/>'.encode())
    assert outline.name == name
    (inside,) = read_outlines(
        f'<outline text="{written}"><outline text="B" {FEED}/></outline>'.encode()
    )
    assert inside.section == ("" if name == "a.example" else name)
