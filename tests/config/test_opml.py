"""OPML: faults of real exports are forgiven, hostile files are harmless, no key is lost."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.config import read_opml, write_opml
from digest.errors import UseError
from digest.models import Source
from digest.urls import canonical_url

GROUPED = b"""<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0"><head><title>Mine</title></head><body>
  <outline text="Ports">
    <outline type="rss" text="Quay &amp; Crane" xmlUrl="https://quay.example/feed?a=1&amp;b=2" \
language="en-us"/>
    <outline type="rss" text="Quay again" xmlUrl="http://www.quay.example/feed?b=2&amp;a=1"/>
  </outline>
  <outline text="Flat" title="Flat out" XMLURL="feed://flat.example/rss" category="/World/Middle \
East,/x"/>
  <outline text="A page" type="link" url="https://page.example/"/>
  <outline text="A feed by another name" type="atom" url="https://atom.example/feed"/>
  <outline text="A script" xmlUrl="exec:rm"/>
</body></opml>
"""


def test_feeds_are_read_once_each_with_their_group_as_section():
    sources = read_opml(GROUPED)
    assert [(one.id, one.name, one.url, one.section, one.language) for one in sources] == [
        ("quay-crane", "Quay & Crane", "https://quay.example/feed?a=1&b=2", "Ports", "en-us"),
        ("flat-out", "Flat out", "http://flat.example/rss", "Middle East", ""),
        ("a-feed-by-another-name", "A feed by another name", "https://atom.example/feed", "", ""),
    ]


def test_names_without_latin_letters_take_the_id_of_their_host_and_ids_stay_apart():
    content = """<opml><body><outline text="النهار" xmlUrl="https://nahar.example/a"/>
      <outline text="النهار" xmlUrl="https://nahar.example/b"/></body></opml>"""
    assert [one.id for one in read_opml(content.encode())] == ["nahar-example", "nahar-example-2"]


@pytest.mark.parametrize(
    "content",
    [
        b'<opml><body><outline text="A" xmlUrl="https://a.example/x?a=1&copy=2">',
        b"<outline text=A xmlUrl=https://a.example/x?a=1&amp;copy=2 />",
        b'\xef\xbb\xbf<opml><body></body><outline text="A" '
        b'xmlUrl="https://a.example/x?a=1&copy=2" title="A"/>',
        '<opml><outline text="A" xmlUrl="https://a.example/x?a=1&amp;copy=2"/>'.encode("utf-16"),
        b'<?xml version="1.0" encoding="nonsense"?><outline title="A" '
        b'xmlUrl="https://a.example/x?a=1&copy=2"',
        b"<outline text='A' ; isComment xmlUrl='https://a.example/x?a=1&copy=2' a< b></outline>",
        b'<opml><body></outline></outline><outline text="A" xmlUrl=" '
        b'https://a.example/x?a=1&#38;copy=2 "/></opml>',
    ],
)
def test_the_faults_of_exports_are_forgiven(content: bytes):
    if b"nonsense" in content:
        content += b"/>"
    assert [one.url for one in read_opml(content)] == ["https://a.example/x?a=1&copy=2"]


def test_old_encodings_are_read_as_declared():
    content = '<?xml version="1.0" encoding="ISO-8859-1"?><opml><outline text="Café" xmlUrl="https://a.example/"/></opml>'
    assert read_opml(content.encode("latin-1"))[0].name == "Café"


def test_entities_are_neither_expanded_nor_fetched(tmp_path: Path):
    secret = tmp_path / "secret"
    secret.write_text("hunter2")
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 30))
    content = f"""<?xml version="1.0"?><!DOCTYPE opml [<!ENTITY l0 "ha">{laughs}<!ENTITY x SYSTEM "file://{secret}">]>
      <opml><body><outline text="&x; &l29;" xmlUrl="https://a.example/&x;"/></body></opml>"""
    source = read_opml(content.encode())[0]
    assert source.name == "&x; &l29;"
    assert source.url == "https://a.example/&x;"


def test_depth_and_size_are_bounded():
    deep = b'<outline text="g">' * 100_000 + b'<outline text="A" xmlUrl="https://a.example/"/>'
    assert len(read_opml(deep)) == 1
    assert read_opml(b" " * 10_000_000) == ()
    with pytest.raises(UseError, match="too large"):
        read_opml(b" " * 10_000_001)


@pytest.mark.parametrize(
    "piece",
    ["<", "<!--", "<![CDATA[", "<outline ", '<outline a="', "<outline a", "a=' ", "</", "&"],
)
def test_time_grows_with_length_only(piece: str):
    start = process_time()
    read_opml(("<outline " + piece * 200_000)[:500_000].encode())
    assert process_time() - start < 5


def test_an_outline_that_is_commented_out_is_not_read():
    content = b"""<opml><!-- <outline text="A" xmlUrl="https://a.example/"/> --><![CDATA[<outline xmlUrl="https://b.example/"/>]]>
      <outline text="C" xmlUrl="https://c.example/"/></opml>"""
    assert [one.name for one in read_opml(content)] == ["C"]


@given(st.binary(max_size=300))
@settings(deadline=None)
def test_any_bytes_are_survived(content: bytes):
    read_opml(b"<opml><body><outline " + content)


NAMES = st.text(st.characters(codec="utf-8"), max_size=20)
SOURCES = st.lists(
    st.builds(
        Source,
        id=st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6})?", fullmatch=True),
        name=NAMES,
        url=st.from_regex(
            r"https://[a-z]{1,8}\.example/[a-z0-9]{0,8}(\?[a-z]=[0-9]&b=c)?", fullmatch=True
        ),
        publisher=NAMES,
        family=NAMES,
        section=NAMES,
        language=st.sampled_from(["", "en", "ar", "zh-Hans"]),
        country=st.sampled_from(["", "LB"]),
        state_run=st.booleans(),
        pictures=st.booleans(),
        weight=st.sampled_from([0.5, 1.0, 1.3]),
        interval_s=st.sampled_from([900, 3600]),
        enabled=st.booleans(),
    ),
    max_size=5,
    unique_by=(lambda one: one.id, lambda one: canonical_url(one.url)),
)


@given(SOURCES)
@settings(deadline=None)
def test_an_export_is_well_formed_and_reads_back(sources: list[Source]):
    content = write_opml(sources, title="<Mine> & \x00 yours")
    ET.fromstring(content)  # noqa: S314 (our own output; that it is well formed is the question)
    back = {one.id: one for one in read_opml(content)}
    assert set(back) == {one.id for one in sources}
    for one in sources:
        again = back[one.id]
        assert (again.url, again.language, again.country, again.weight, again.enabled, again.interval_s) == (  # noqa: E501
            one.url, one.language, one.country, one.weight, one.enabled, one.interval_s
        )  # fmt: skip
        for name in ("name", "publisher", "section"):
            if said := spaced(getattr(one, name)):
                assert spaced(getattr(again, name)) == said


def spaced(text: str) -> str:
    return " ".join(
        re.sub("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text).split()
    )


def test_recorded_files_give_every_feed_they_hold(shared_data: Path):
    files = sorted((shared_data / "opml").iterdir())
    assert len(files) >= 40
    for file in files:
        content = file.read_bytes()
        held = {
            canonical_url(found.decode().replace("&amp;", "&"))
            for found in re.findall(
                rb"""xmlUrl\s*=\s*["'](https?://[^"']+)""", content, re.IGNORECASE
            )
        }
        assert {canonical_url(one.url) for one in read_opml(content)} >= held, file.name


def test_feeds_that_differ_by_one_parameter_are_different_feeds() -> None:
    outlines = "".join(
        f'<outline text="{name}" xmlUrl="https://paper.example/rss?source={name}"/>'
        for name in ("port", "ferry")
    )
    sources = read_opml(f'<opml version="2.0"><body>{outlines}</body></opml>'.encode())
    assert [source.name for source in sources] == ["port", "ferry"]


def test_a_feed_that_is_listed_twice_keeps_the_section_of_either_place() -> None:
    feed = '<outline text="Mix" xmlUrl="https://paper.example/feed"/>'
    folder = f'<outline text="Gulf">{feed}</outline>'
    for body in (feed + folder, folder + feed):
        (source,) = read_opml(f'<opml version="2.0"><body>{body}</body></opml>'.encode())
        assert (source.name, source.section) == ("Mix", "Gulf")
