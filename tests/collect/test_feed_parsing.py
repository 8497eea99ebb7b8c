"""A feed becomes entries in plain text, each once, whatever its bytes look like."""

from __future__ import annotations

import gzip
import json
import time
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.collect import ParsedFeed, parse_feed
from digest.collect.entry_identity import stable_guid

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
URL = "https://example.com/news/feed.xml"


def rss(
    *items: str, head: str = "<title>Paper</title><language>en-gb</language>", prologue: str = ""
) -> bytes:
    body = "".join(f"<item>{item}</item>" for item in items)
    return (
        f'{prologue}<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" '
        f'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>{head}{body}</channel></rss>'
    ).encode()


def item(
    title: str = "Talks open", link: str = "https://example.com/a-story", extra: str = ""
) -> str:
    return f"<title>{title}</title><link>{link}</link>{extra}"


def parse(
    body: bytes, *, content_type: str = "application/rss+xml", now: datetime = NOW
) -> ParsedFeed:
    return parse_feed(body, url=URL, content_type=content_type, now=now)


@pytest.mark.parametrize("kind", ["rss", "json"])
def test_a_site_whose_address_cannot_be_taken_apart_stands_at_that_of_its_feed(kind: str) -> None:
    entry = {"title": "Talks open", "url": "/a-story"}
    feed = {"rss": rss(item(link="/a-story"), head="<title>P</title><link>http://[x</link>")}
    feed["json"] = json.dumps(
        {"version": "1.1", "home_page_url": "http://[x", "items": [entry]}
    ).encode()
    assert [entry.url for entry in parse(feed[kind]).entries] == ["https://example.com/a-story"]


@pytest.mark.parametrize(
    ("title", "kept"), [("word " * 90, 295), ("x" * 9000, 300), ("Talks open", 10)]
)
def test_a_title_longer_than_any_is_cut(title: str, kept: int) -> None:
    (entry,) = parse(rss(item(title=title))).entries
    assert len(entry.title) == kept
    assert entry.title.endswith("…") == (len(title) > 300)
    assert title.startswith(entry.title.rstrip("…"))


# ---- text -------------------------------------------------------------------


def test_an_entry_is_plain_text() -> None:
    body = rss(
        item(
            title="Ministers &amp;amp; envoys <![CDATA[<b>meet</b>]]>",
            extra="<description>&lt;p&gt;First.&lt;/p&gt;&lt;p&gt;Second &amp;amp; last.&lt;/p&gt;"
            "&lt;script&gt;alert(1)&lt;/script&gt;</description><category>World</category>"
            "<author>By Ada Example and Bo Example</author><pubDate>Sun, 01 Mar 2026 10:00:00 "
            "+0200</pubDate>",
        )
    )
    feed = parse(body)
    assert (feed.title, feed.language, feed.problem) == ("Paper", "en", "")
    (entry,) = feed.entries
    assert entry.title == "Ministers & envoys meet"
    assert entry.lead == "First.\n\nSecond & last."
    assert entry.authors == ("Ada Example", "Bo Example")
    assert entry.categories == ("World",)
    assert entry.published == datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
    assert entry.language == "en"


def test_full_text_of_the_feed_becomes_the_body() -> None:
    text = "<p>One.</p><p>Two.</p>"
    (entry,) = parse(
        rss(item(extra=f"<content:encoded><![CDATA[{text}]]></content:encoded>"))
    ).entries
    assert (entry.lead, entry.body) == ("One.", "One.\n\nTwo.")


def test_direction_overrides_controls_and_zero_width_junk_are_dropped() -> None:
    (entry,) = parse(rss(item(title="A\u202eb\u200b&#x7;c\u00add\ufeff"))).entries
    assert entry.title == "Abcd"


def test_zero_width_joiners_stay_where_a_script_needs_them() -> None:
    (entry,) = parse(rss(item(title="می\u200cخواهم"))).entries
    assert entry.title == "می\u200cخواهم"


@pytest.mark.parametrize("ending", ["org", "news", "agency", "example", "international"])
def test_an_author_is_named_behind_an_address_of_any_domain(ending: str) -> None:
    author = f"<author>desk@paper.{ending} (Ada Example)</author>"
    (entry,) = parse(rss(item(extra=author))).entries
    assert entry.authors == ("Ada Example",)


def test_a_lead_that_only_repeats_the_title_is_no_lead() -> None:
    (entry,) = parse(
        rss(item(title="Talks open", extra="<description>Talks open.</description>"))
    ).entries
    assert entry.lead == ""


def test_an_entry_without_title_is_named_by_its_first_words() -> None:
    (entry,) = parse(
        rss("<link>https://example.com/a</link><description>Short note.</description>")
    ).entries
    assert entry.title == "Short note."


# ---- broken bytes -----------------------------------------------------------


def test_a_stray_ampersand_and_undefined_entities_cost_nothing() -> None:
    (entry,) = parse(rss(item(title="AT&T &nbsp;caf&eacute; &bogus; R&D"))).entries
    assert entry.title == "AT&T café &bogus; R&D"


def test_an_ampersand_inside_cdata_is_left_alone() -> None:
    (entry,) = parse(rss(item(title="<![CDATA[AT&T & <i>Co</i> &amp; x]]>"))).entries
    assert entry.title == "AT&T & Co & x"


@pytest.mark.parametrize(
    ("encoding", "declared", "sent"),
    [
        ("utf-8", "", "application/xml"),
        ("utf-8", "iso-8859-1", "text/xml"),
        ("windows-1252", "iso-8859-1", "text/xml"),
        ("windows-1252", "", "text/xml; charset=windows-1252"),
        ("utf-16", "utf-16", ""),
        ("utf-16-le", "utf-16", ""),
        ("utf-8-sig", "us-ascii", "text/plain"),
    ],
)
def test_text_survives_its_encoding(encoding: str, declared: str, sent: str) -> None:
    says = f' encoding="{declared}"' if declared else ""
    body = (
        rss(item(title="Café – “größer”"), prologue=f'<?xml version="1.0"{says}?>')
        .decode()
        .encode(encoding)
    )
    (entry,) = parse(body, content_type=sent).entries
    assert entry.title == "Café – “größer”"


@pytest.mark.parametrize("declared", ["", "utf-8", "iso-8859-1"])
def test_arabic_bytes_are_recognised_whatever_is_declared(declared: str) -> None:
    title = "افتتحت المحادثات اليوم في المدينة بحضور الوزراء والسفراء من دول كثيرة"
    prologue = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    feed = rss(
        *(item(title=title, link=f"https://example.com/{n}") for n in range(5)), prologue=prologue
    )
    assert parse(feed.decode().encode("windows-1256"), content_type="").entries[0].title == title


def test_a_few_accents_in_latin_1_are_read_though_utf_8_was_declared() -> None:
    feed = rss(item(title="Größe und Café"), prologue='<?xml version="1.0" encoding="utf-8"?>')
    assert parse(feed.decode().encode("windows-1252")).entries[0].title == "Größe und Café"


def test_one_broken_byte_does_not_change_the_encoding_of_the_rest() -> None:
    body = rss(item(title="Größe, Café, Straße, naïve X")).replace(b"X", b"\xe9")
    assert parse(body).entries[0].title == "Größe, Café, Straße, naïve \ufffd"


def test_a_feed_sent_as_a_gzip_file_is_unpacked_within_bounds() -> None:
    assert parse(gzip.compress(rss(item()))).entries[0].title == "Talks open"
    assert parse(gzip.compress(rss(item()))[:60]).problem
    assert parse(gzip.compress(b" " * 50_000_000)).problem == "sent an empty body"


def test_a_body_cut_in_the_middle_keeps_its_whole_entries() -> None:
    body = rss(
        item(link="https://example.com/1"), item(link="https://example.com/2", title="Cut he")
    )
    cut = body[: body.index(b"Cut he") + 4]
    feed = parse(cut)
    assert feed.cut
    assert [entry.url for entry in feed.entries] == ["https://example.com/1"]


def test_ill_formed_markup_still_gives_entries() -> None:
    body = rss(
        item(extra="<description>a < b <p>c</description>"), item(link="https://example.com/2")
    )
    assert [entry.url for entry in parse(body).entries] == [
        "https://example.com/a-story",
        "https://example.com/2",
    ]


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "empty body"),
        (b"  \n", "empty body"),
        (
            b"<!DOCTYPE html><html><head><title>Access &amp; denied</title>",
            'web page titled "Access & denied"',
        ),
        (b"<html><body>no", "web page"),
        (b"<kml><Document/></kml>", "<kml>"),
        (b"just words", "not a feed"),
        (b'{"items": 3}', "not a JSON Feed"),
        (b'{"items": [', "cannot be read"),
    ],
)
def test_a_body_that_is_no_feed_says_so(body: bytes, says: str) -> None:
    assert says in parse(body).problem


def test_an_empty_feed_is_a_feed() -> None:
    assert parse(rss()) == ParsedFeed(title="Paper", language="en")


# ---- dates ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "published", "dated"),
    [
        ("", NOW, False),
        ("yesterday", NOW, False),
        ("1772359200", datetime(2026, 3, 1, 10, 0, tzinfo=UTC), True),
        ("1772359200000", datetime(2026, 3, 1, 10, 0, tzinfo=UTC), True),
        ("Thu, 01 Jan 1970 00:00:00 GMT", NOW, False),
        ("Sun, 01 Mar 2026 15:00:00 GMT", NOW, True),
        ("Sun, 01 Mar 2037 15:00:00 GMT", NOW, False),
        ("2026-02-28T23:30:00-02:30", datetime(2026, 3, 1, 2, 0, tzinfo=UTC), True),
        ("0000-00-00 00:00:00", NOW, False),
    ],
)
def test_missing_future_and_bogus_dates_are_the_time_of_reading(
    written: str, published: datetime, dated: bool
) -> None:
    (entry,) = parse(rss(item(extra=f"<pubDate>{written}</pubDate>"))).entries
    assert (entry.published, entry.dated) == (published, dated)


# ---- identity ---------------------------------------------------------------


def test_a_guid_that_counts_edits_is_one_guid() -> None:
    assert stable_guid("https://example.com/a#0") == stable_guid("http://www.example.com/a#12")
    assert stable_guid("https://example.com/live#block-abc") != stable_guid(
        "https://example.com/live#block-abd"
    )


def test_an_address_in_a_guid_that_is_no_permalink_is_better_than_no_page() -> None:
    guid = '<guid isPermaLink="false">https://example.com/?p=7</guid>'
    (entry,) = parse(rss(f"<title>Port open</title>{guid}")).entries
    assert entry.url == "https://example.com/?p=7"
    assert entry.citable


def test_one_guid_on_every_entry_names_none() -> None:
    entries = parse(
        rss(
            *(
                item(title=f"T{n}", link=f"https://example.com/{n}", extra="<guid>same</guid>")
                for n in range(3)
            )
        )
    ).entries
    assert [(entry.guid, entry.stable_guid) for entry in entries] == [("same", "")] * 3
    assert len({entry.canonical_url for entry in entries}) == 3


def test_one_address_on_every_entry_names_none() -> None:
    entries = parse(
        rss(
            *(
                item(title=f"T{n}", link="https://example.com/live", extra=f"<guid>g{n}</guid>")
                for n in range(3)
            )
        )
    ).entries
    assert [entry.canonical_url for entry in entries] == ["", "", ""]
    assert len({entry.stable_guid for entry in entries}) == 3


def test_the_same_entry_twice_is_one() -> None:
    assert (
        len(
            parse(
                rss(item(), item(), item(link="http://www.example.com/a-story?utm_source=x"))
            ).entries
        )
        == 1
    )


def test_an_entry_without_page_or_words_is_told_but_cannot_be_cited() -> None:
    entries = parse(
        rss("<title>Only words</title>", "<link>https://example.com/a</link>", item())
    ).entries
    assert [(entry.title, entry.url, entry.citable) for entry in entries] == [
        ("Only words", "", False),
        ("", "https://example.com/a", False),
        ("Talks open", "https://example.com/a-story", True),
    ]


def test_the_page_behind_a_feedburner_address_is_taken() -> None:
    feedburner = '<feedburner:origLink xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0">{}</feedburner:origLink>'
    proxied = "http://feedproxy.google.com/~r/paper/~3/abc/"
    told, junk = parse(
        rss(
            item(link=proxied + "1", extra=feedburner.format("https://example.com/a-story")),
            item(link=proxied + "2", extra=feedburner.format("not an address")),
        )
    ).entries
    assert (told.url, junk.url) == ("https://example.com/a-story", proxied + "2")


def test_an_address_of_megabytes_is_none() -> None:
    (entry,) = parse(rss(item(link="https://example.com/" + "a" * 100_000))).entries
    assert entry.url == ""


def test_relative_links_are_resolved() -> None:
    (entry,) = parse(rss(item(link="../2026/a-story"))).entries
    assert entry.url == "https://example.com/2026/a-story"


def test_xml_base_is_obeyed() -> None:
    body = (
        b'<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://example.org/base/"><title>T</title>'
        b'<entry><title>A</title><link href="story-one"/><id>urn:1</id></entry></feed>'
    )
    assert parse(body).entries[0].url == "https://example.org/base/story-one"


# ---- pictures ---------------------------------------------------------------


def test_the_widest_picture_comes_with_caption_and_credit() -> None:
    media = (
        '<media:content medium="image" url="https://example.com/small.jpg" width="150" '
        'height="100"/>'
        '<media:content medium="image" url="https://example.com/large.jpg" width="1800" '
        'height="1200"/>'
        "<media:credit>Ada Example</media:credit><media:description>A harbour.</media:description>"
        "<description>The lead.</description>"
    )
    (entry,) = parse(rss(item(extra=media))).entries
    assert entry.lead == "The lead."
    assert entry.picture is not None
    assert entry.picture.url.endswith("large.jpg")
    assert (entry.picture.width, entry.picture.caption, entry.picture.credit) == (
        1800,
        "A harbour.",
        "Ada Example",
    )


@pytest.mark.parametrize(
    ("image", "picture"),
    [
        (
            "<image><url>https://example.com/p.jpg</url><title>A photo</title>"
            "<link>https://example.com/photo</link><description>At dawn.</description></image>",
            "https://example.com/p.jpg",
        ),
        ("<image> https://example.com/q.jpg\n</image>", "https://example.com/q.jpg"),
        ("<image><description>Seen at dawn.</description></image>", None),
        ("<image><caption><![CDATA[Seen at <b>dawn</b>.]]></caption></image>", None),
        ('<image url="https://example.com/r.jpg"/>', None),
    ],
)
@pytest.mark.parametrize("image_comes_first", [True, False])
def test_the_texts_of_an_image_are_not_those_of_its_entry(
    image: str, picture: str | None, image_comes_first: bool
) -> None:
    texts = item(extra="<description>The lead.</description>")
    content = image + texts if image_comes_first else texts + image
    (entry,) = parse(rss(content)).entries
    assert (entry.title, entry.lead) == ("Talks open", "The lead.")
    assert entry.url == "https://example.com/a-story"
    assert (entry.picture.url if entry.picture else None) == picture


def test_an_entry_without_a_link_leads_to_its_recording() -> None:
    recording = '<media:content url="https://m.example.com/1.mp4" {}/>'
    leads_to = []
    for kind in ('type="video/mp4"', 'medium="audio"', 'type="image/jpeg"'):
        (entry,) = parse(rss("<title>Talks open</title>" + recording.format(kind))).entries
        leads_to.append(entry.url)
    assert leads_to == ["https://m.example.com/1.mp4", "https://m.example.com/1.mp4", ""]


def test_a_tracking_pixel_is_no_picture_and_the_next_image_is() -> None:
    html = (
        '<img src="https://example.com/t.gif" width="1" height="1"><img src="/p.jpg" '
        'alt="A &amp;quot;tank&amp;quot;">'
    )
    (entry,) = parse(
        rss(item(extra=f"<description><![CDATA[{html}<p>Text.</p>]]></description>"))
    ).entries
    assert entry.picture is not None
    assert entry.picture.url == "https://example.com/p.jpg"


# ---- other formats ----------------------------------------------------------


def test_json_feed() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Paper",
        "language": "ar",
        "items": [
            {
                "id": 7,
                "url": "/a-story",
                "title": "Talks <b>open</b>",
                "content_html": "<p>One.</p><p>Two.</p>",
                "date_published": "2026-03-01T09:00:00+01:00",
                "image": "https://example.com/p.jpg",
                "authors": [{"name": "Ada Example"}],
                "tags": ["World"],
            },
            "junk",
            {"id": "https://example.com/b", "content_text": "Only text."},
        ],
    }
    parsed = parse(json.dumps(feed).encode(), content_type="application/feed+json")
    first, second = parsed.entries
    assert (first.title, first.lead, first.body) == ("Talks open", "One.", "One.\n\nTwo.")
    assert first.url == "https://example.com/a-story"
    assert first.published == datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
    assert first.guid == "7"
    assert first.picture is not None
    assert (first.language, first.authors, first.categories) == ("ar", ("Ada Example",), ("World",))
    assert (second.url, second.title, second.dated) == (
        "https://example.com/b",
        "Only text.",
        False,
    )


def test_a_number_is_no_address() -> None:
    (entry,) = parse(json.dumps({"items": [{"id": 7, "url": 1.2, "title": 1000}]}).encode()).entries
    assert (entry.url, entry.guid, entry.title) == ("", "7", "1000")


def test_rdf() -> None:
    body = (
        b'<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        b'xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>P</title>'
        b'</channel><item rdf:about="https://example.com/a"><title>T</title><link>https://example.com/a</link>'
        b"<dc:date>2026-03-01T08:00:00Z</dc:date><dc:creator>Ada</dc:creator></item></rdf:RDF>"
    )
    (entry,) = parse(body).entries
    assert (entry.url, entry.authors) == ("https://example.com/a", ("Ada",))
    assert entry.published == datetime(2026, 3, 1, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize("prefix", ["", "old:"])
def test_rss_1_1(prefix: str) -> None:
    name = f":{prefix[:-1]}" if prefix else ""
    body = (
        f'<{prefix}Channel xmlns{name}="http://purl.org/net/rss1.1#" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax'
        f'-ns#" rdf:about="https://example.com/f"><{prefix}title>P</{prefix}title><{prefix}items>'
        f'<{prefix}item rdf:about="https://example.com/a"><{prefix}title>T</{prefix}title>'
        f"<{prefix}link>https://example.com/a</{prefix}link></{prefix}item></{prefix}items></{prefix}Channel>"
    )
    feed = parse(body.encode())
    assert (feed.title, feed.problem) == ("P", "")
    assert [(entry.title, entry.url) for entry in feed.entries] == [("T", "https://example.com/a")]


# ---- bounds -----------------------------------------------------------------


def test_entries_beyond_the_cap_are_not_read() -> None:
    body = rss(*(item(link=f"https://example.com/{n}") for n in range(300)))
    feed = parse_feed(body, url=URL, now=NOW, max_entries=20)
    assert len(feed.entries) == 20
    assert not feed.cut


HOSTILE = {
    "entities that grow": b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(
        b'<!ENTITY a%d "%s">' % (n, b"&a%s;" % (b"" if n == 1 else b"%d" % (n - 1)) * 10)
        for n in range(1, 9)
    )
    + b"]><rss><channel><item><title>&a8;</title><link>https://example.com/a</link></item></channel></rss>",
    "an outside entity": b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&x;</title>'
    b"<link>https://example.com/a</link></item></channel></rss>",
    "newlines": b"<?xml version='1.0'?>" + b"\n" * 2_000_000 + b"<rss/>",
    "open tags": b"<rss><channel><item>" + b"<a " * 1_000_000,
    "open comments": b"<rss><!--" * 300_000,
    "open CDATA": b"<rss><channel><item><title>&<![CDATA[" * 100_000,
    "many tags": b"<rss><channel><item>" + b"<b></b>" * 1_000_000 + b"</item></channel></rss>",
    "many items": b"<rss><channel>" + b"<item><title>x" * 400_000,
    "deep nesting": b"<rss><channel><item><title>" + b"<b>" * 300_000,
    "deep markup": rss(
        item(extra="<description><![CDATA[" + "<div>" * 100_000 + "]]></description>")
    ),
    "ampersands": b"<rss><channel><item><title>" + b"&" * 2_000_000,
    "doctypes": b"<!DOCTYPE " * 300_000 + b"<rss/>",
    "page comments": b"<!-- x -->" * 200_000 + b"<html>",
    "numbers": rss(item(title="&#1114112;&#xD800;&#0;&#99999999;x")),
    "attributes": b"<rss><channel><item "
    + b'a="b" ' * 500_000
    + b"><title>x</title></item></channel></rss>",
    "attributes of many names": b"<rss><channel><item "
    + b" ".join(b'a%d="b"' % n for n in range(200_000))
    + b"><title>x</title></item></channel></rss>",
    "namespaces": b"<rss "
    + b" ".join(b'xmlns:a%d="b%d"' % (n, n) for n in range(100_000))
    + b"><channel/></rss>",
    "images": rss(item(extra="<description><![CDATA[" + "<img " * 300_000 + "]]></description>")),
    "nested JSON": b'{"items":' + b"[" * 200_000,
}


HEAVY = {"open tags", "many tags", "many items", "deep nesting", "ampersands", "attributes"}


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=pytest.mark.slow if name in HEAVY else ()) for name in HOSTILE],
)
def test_a_hostile_body_ends_soon(name: str) -> None:
    started = time.process_time()
    feed = parse(HOSTILE[name])
    assert time.process_time() - started < 10.0
    assert all(len(entry.title) < 5_000 and "root:" not in entry.title for entry in feed.entries)


@settings(max_examples=60, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=400),
        st.lists(
            st.sampled_from(
                [
                    "<rss>",
                    "<channel>",
                    "<item>",
                    "</item>",
                    "<title>",
                    "</title>",
                    "<link>",
                    "https://e.example/",
                    "&",
                    "<",
                    "]]>",
                    "<![CDATA[",
                    "</rss>",
                    "<entry>",
                    "<feed>",
                    "{",
                    "}",
                    '"items"',
                    ":",
                    "[",
                    "]",
                    "&#",
                    ";",
                    "\x00",
                    "<?xml encoding='x'?>",
                    "\ufeff",
                    "é",
                    "<!DOCTYPE",
                    "<guid>",
                    "a:b",
                    "media:content ",
                    "<html>",
                ]
            ),
            max_size=40,
        ).map(lambda pieces: "".join(pieces).encode("utf-8")),
    )
)
def test_no_body_raises(body: bytes) -> None:
    feed = parse(body)
    assert all(
        entry.says_something and entry.published <= NOW + timedelta(days=1)
        for entry in feed.entries
    )


@pytest.mark.parametrize(("before", "url"), [(49, "https://example.com/a.mp3"), (50, "")])
def test_the_sound_of_an_entry_is_looked_for_among_its_first_fifty_links(
    before: int, url: str
) -> None:
    empty = "<enclosure url='' type='audio/mpeg'/>" * before
    sound = "<enclosure url='https://example.com/a.mp3' type='audio/mpeg'/>"
    (entry,) = parse(rss(f"<title>Talks open</title>{empty}{sound}")).entries
    assert entry.url == url
