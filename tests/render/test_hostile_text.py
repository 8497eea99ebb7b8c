"""Whatever stands in a feed changes nothing but text."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import html5lib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from samples import rendered

from digest.models import Briefing, Direction, Item
from digest.render.page import clean, web_address
from digest.render.preflight.mail import parse_html
from digest.render.specimen import specimen
from digest.text import script_runs

HOSTILE = (
    "]]>",
    "<![CDATA[",
    "{{ 7 * 7 }}",
    "{% raw %}",
    "{# x",
    "</mj-text></mj-column>",
    "<mj-raw><script>alert(1)</script></mj-raw>",
    "<!--[if mso]>",
    "-->",
    '" onclick="alert(1)',
    "' onmouseover='x",
    "&lt;b&gt; &amp;amp; &nbsp; &#0; &bogus;",
    "\x00\x01\x08\x0b\x1b\x7f\x85",
    "\u202eevil\u202c \u2066x\u2069",
    "zero\u200bwidth\ufeff",
    "раураӏ.com",
    "<style>*{display:none}</style>",
    '<meta name="kept" content="0">',
    "<!--@lead.mjml.j2:1-->",
    "\ud800",
    "\u2028 \u2029",
    "slot",
    "%s {0} {name}",
)
PLAIN = rendered(replace(specimen(stories=2)))


def spoilt(text: str, url: str = "https://courier.example/1") -> Briefing:
    briefing = specimen(stories=2)

    def item(given: Item) -> Item:
        said = replace(given.headline, text=text)
        picture = given.picture and replace(given.picture, alt=text, caption=text, credit=text)
        return replace(
            given,
            headline=said,
            dek=given.dek and said,
            lead=(said,),
            what_happened=((said,),),
            new_fact=text,
            picture=picture,
        )

    return replace(
        briefing,
        subject=text,
        preheader=text,
        newsletter_name=text,
        tagline=text,
        items=tuple(item(each) for each in briefing.items),
        citations=tuple(replace(citation, outlet=text, title=text, url=url) for citation in briefing.citations),
    )


def skeleton(html: str) -> Counter[str]:
    """The elements of a page and their attributes' names; text isolation may add bdi."""
    return Counter(
        f"{element.tag} {sorted(name for name in element.attributes if name != 'style')}"
        for element in parse_html(html)[0].walk()
        if element.tag not in ("bdi", "span")
    )


BASE = skeleton(rendered(spoilt("Plain words")).html)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_leaves_the_page_as_it_was(text: str) -> None:
    issue = rendered(spoilt(f"before {text} after"))
    assert skeleton(issue.html) == BASE
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\u200b\ufeff]", issue.html + issue.text)
    parser = html5lib.HTMLParser()
    parser.parse(issue.html)
    assert parser.errors == []


@given(text=st.text(min_size=1, max_size=60).map(lambda text: f"x{text}x"))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_leaves_the_page_as_it_was(text: str) -> None:
    issue = rendered(spoilt(text))
    assert skeleton(issue.html) == BASE
    assert "\n" not in issue.subject


def test_twelve_thousand_nested_tags_are_only_text() -> None:
    issue = rendered(spoilt("<div>" * 12_000))
    assert skeleton(issue.html) == BASE


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "https://user:word@x.example/",
        "//x.example",
        "https://",
        "https://[::1",
        "https://x.example/\u202egpj.exe",
        "https://x.example:99999999/",
        "ftp://x.example/",
        "https://x.example/" + "a" * 3000,
    ],
)
def test_an_address_no_reader_should_be_sent_to_is_no_link(url: str) -> None:
    assert web_address(url) == ""
    assert f'href="{url}"' not in rendered(spoilt("Plain words", url)).html


def test_quotes_and_angles_in_an_address_are_encoded() -> None:
    assert web_address('https://x.example/a"b<c>d e') == "https://x.example/a%22b%3Cc%3Ed%20e"


@given(st.text(max_size=80))
def test_clean_text_is_one_line_and_stays_clean(text: str) -> None:
    once = clean(text)
    assert once == clean(once)
    assert len(once.splitlines()) <= 1
    once.encode()


def test_joiners_that_a_script_needs_stay() -> None:
    assert clean("می\u200cخواهم") == "می\u200cخواهم"


@given(st.text(alphabet="ab ابגד12(),.%", max_size=40), st.sampled_from(Direction))
def test_the_pieces_of_a_line_join_to_the_line(text: str, direction: Direction) -> None:
    assert "".join(piece for piece, _ in script_runs(text, direction)) == text
