"""Broken XML is repaired: ampersands, entities, prologues, and the limits of tags."""

from __future__ import annotations

from xml.parsers import expat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.collect.repair_xml import MAX_ATTRIBUTES, cap_marks, cap_tags, mend_xml, prologue_end


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("<a>Fish & chips</a>", "<a>Fish &amp; chips</a>"),
        ("<a>AT&T</a>", "<a>AT&amp;T</a>"),
        ("<a>&amp; &lt; &gt; &quot; &apos;</a>", "<a>&amp; &lt; &gt; &quot; &apos;</a>"),
        ("<a>&eacute;&nbsp;&hellip;</a>", "<a>é\xa0…</a>"),
        ("<a>&unknown;</a>", "<a>&amp;unknown;</a>"),
        # names of HTML that stand for XML's own marks
        ("<a>&LT;&AMP;</a>", "<a>&amp;LT;&amp;AMP;</a>"),
        ("<a>&#233; &#xE9;</a>", "<a>&#233; &#xE9;</a>"),
        ("<a>&#146;</a>", "<a>’</a>"),
        ("<a>&#0;&#8;&#xFFFF;&#xD800;</a>", "<a></a>"),
        ("<a>&#99999999;</a>", "<a>&amp;#99999999;</a>"),
        ("<a href='?a=1&b=2'/>", "<a href='?a=1&amp;b=2'/>"),
        ("<a>\x00b\x0b</a>", "<a>b</a>"),
        ("<a><![CDATA[Fish & chips]]> & b</a>", "<a><![CDATA[Fish & chips]]> &amp; b</a>"),
        ("<a><![CDATA[open & </a>", "<a><![CDATA[open &amp; </a>"),
        ("junk before <a>b</a>", "<a>b</a>"),
        ("no tag at all", ""),
        ("", ""),
    ],
)
def test_a_document_is_mended_from_its_first_tag_on(text: str, mended: str):
    assert mend_xml(text) == mended


@pytest.mark.parametrize(
    ("prologue", "value"),
    [
        ('<!DOCTYPE a [<!ENTITY port "Avel">]>', "Avel"),
        ("<!DOCTYPE a [<!ENTITY port 'Avel'>]>", "Avel"),
        ('<?xml version="1.0"?><!-- x --><!DOCTYPE a [<!ENTITY port "Avel">]>', "Avel"),
        # an entity that stands for markup, another entity or a file is not opened
        ('<!DOCTYPE a [<!ENTITY port "<b/>">]>', "&amp;port;"),
        ('<!DOCTYPE a [<!ENTITY port "&x;">]>', "&amp;port;"),
        ('<!DOCTYPE a [<!ENTITY port SYSTEM "file:///etc/passwd">]>', "&amp;port;"),
        (f'<!DOCTYPE a [<!ENTITY port "{"x" * 201}">]>', "&amp;port;"),
        (f'<!DOCTYPE a [<!ENTITY port "{"x" * 200}">]>', "x" * 200),
    ],
)
def test_an_entity_of_the_document_stands_for_plain_text_alone(prologue: str, value: str):
    assert mend_xml(f"{prologue}<a>&port;</a>") == f"<a>{value}</a>"


@pytest.mark.parametrize(
    "prologue",
    [
        "",
        " \n",
        '<?xml version="1.0"?>',
        "<!-- > <a> -->",
        "<!DOCTYPE rss>",
        "<!doctype rss>",
        '<!DOCTYPE rss [<!ENTITY a ">">]>',
        '<?xml version="1.0"?>\n<?xml-stylesheet href="a"?><!-- b --> <!DOCTYPE a>',
    ],
)
def test_a_prologue_ends_where_the_document_begins(prologue: str):
    assert prologue_end(f"{prologue}<rss>") == len(prologue)


@pytest.mark.parametrize("text", ["<!-- open", "<?xml open", "<!DOCTYPE open", "<!DOCTYPE a [open"])
def test_a_prologue_without_an_end_ends_where_it_stands(text: str):
    assert prologue_end(text) == 0


# ---- limits ----------------------------------------------------------------------------------


def test_a_document_with_as_many_marks_as_allowed_is_whole():
    assert cap_marks("a,b,c", ",", 2) == "a,b,c"
    assert cap_marks("a,b,c", ",", 1) == "a"


def test_a_document_of_too_many_tags_ends_before_its_last_allowed_tag():
    assert cap_tags("<a><b><c>", 3) == "<a><b><c>"
    assert cap_tags("<a><b><c>", 2) == "<a>"


@pytest.mark.parametrize(
    ("count", "is_bare"), [(MAX_ATTRIBUTES, False), (MAX_ATTRIBUTES + 1, True)]
)
def test_a_tag_of_far_too_many_attributes_loses_them(count: int, is_bare: bool):
    tag = "<item " + " ".join(["a='1'"] * count) + ">"
    assert (cap_tags(f"{tag}text", 9) == "<item>text") is is_bare


@given(st.text("ab&;#x1<>/[]!CDAT ", max_size=60))
def test_a_mended_text_has_no_ampersand_that_a_strict_parser_refuses(text: str):
    # markup is taken away: ampersands and entities are the subject here
    words = text.replace("<", "").replace(">", "").replace("]]", "")
    parser = expat.ParserCreate()
    parser.Parse(mend_xml(f"<a>{words}</a>"), True)
