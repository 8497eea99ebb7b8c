"""The archive over both databases: index, search, feeds, sitemap, and how it is made."""

from __future__ import annotations

from dataclasses import replace

import pytest
from joining_room import KEY, Room, sent_issue
from lxml import etree
from small_issue import NOW
from starlette.testclient import TestClient

from digest.collect import parse_feed
from digest.config import WebSubSettings
from digest.kernel.search_terms import search_terms
from digest.models import IssueCorrection, Source
from digest.protocols import Store
from digest.render import wording
from digest.web import public_app
from digest.web.archive_pages import outlets, with_marks
from digest.web.site import ANY_ZONE

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def room(store: Store) -> Room:
    sent_issue(store, "daily@2026-11-19", subject="Ships <wait> & wait", preheader="At the harbour")
    page = "<html><head></head><body>News</body></html>"
    sent_issue(store, "daily@2026-11-20", subject="Harbour reopens", html=page)
    sent_issue(store, "oil@2026-11-20", subject="Oil harbour closes")
    return Room(store=store)


def test_the_index_lists_each_newsletter_with_its_latest_issue(room: Room) -> None:
    page = room.client().get("/archive")
    assert page.status_code == 200
    assert "Harbour reopens" in page.text
    assert "Ships" not in page.text
    assert '<link rel="canonical" href="https://news.example.org/archive">' in page.text
    assert 'href="/archive/oil"' in page.text
    assert "for members" in page.text


def unmarked(page: str) -> str:
    return page.replace("<mark>", "").replace("</mark>", "")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("harbour", ["Harbour reopens", "Oil harbour closes", "Ships &lt;wait&gt; &amp; wait"]),
        ('"WAIT" &', ["Ships &lt;wait&gt; &amp; wait"]),
        ('"harbour closes"', ["Oil harbour closes"]),
        ("100%", []),
        ("_", []),
        ("harbour nowhere", []),
        ("", []),
    ],
)
def test_a_search_finds_the_issues_that_hold_all_words(
    room: Room, query: str, found: list[str]
) -> None:
    page = room.client().get("/search", params={"q": query})
    assert page.status_code == 200
    for subject in ("Harbour reopens", "Oil harbour closes", "Ships &lt;wait&gt; &amp; wait"):
        assert (subject in unmarked(page.text)) == (subject in found)
    # an issue for members is named, and has no page
    assert "/i/oil" not in page.text


def test_hits_are_marked_and_all_other_text_is_escaped(room: Room) -> None:
    page = room.client().get("/search", params={"q": "wait"}).text
    assert "Ships &lt;<mark>wait</mark>&gt; &amp; <mark>wait</mark>" in page
    assert with_marks("<b> & ports", search_terms("b")) == "&lt;<mark>b</mark>&gt; &amp; ports"


def test_the_passage_that_holds_the_words_is_shown_of_public_issues_alone(room: Room) -> None:
    page = room.client().get("/search", params={"q": "harbour"}).text
    assert "At the <mark>harbour</mark>" in page
    sent_issue(room.store, "oil@2026-11-21", subject="Gas", preheader="Only for members")
    assert "Only for" not in room.client().get("/search", params={"q": "gas members"}).text


def test_a_corrected_issue_is_marked_in_every_list(room: Room) -> None:
    correction = IssueCorrection(
        id="c1",
        issue_id="daily@2026-11-20",
        newsletter_id="daily",
        text="It reopened on Friday.",
        made=NOW,
    )
    room.store.source_watch.correct(correction)
    for path in ("/archive", "/archive/daily", "/search?q=friday"):
        assert room.client().get(path).text.count(">Corrected<") == 1, path


def test_a_search_takes_any_text(room: Room) -> None:
    for query in ("'; DROP TABLE issues", "<script>", "a" * 5000, "\u0000", "مرفأ"):
        page = room.client().get("/search", params={"q": query})
        assert page.status_code == 200
        assert "<script>" not in page.text


def test_the_atom_feed_is_read_by_our_own_reader(room: Room) -> None:
    answer = room.client().get("/archive/daily/feed.xml")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    root = etree.fromstring(answer.content)
    assert root.findtext(f"{ATOM}title") == "The Daily"
    titles = [entry.findtext(f"{ATOM}title") for entry in root.iter(f"{ATOM}entry")]
    assert titles == ["Harbour reopens", "Ships <wait> & wait"]
    assert room.client().get("/archive/oil/feed.xml").status_code == 404
    assert room.client().get("/archive/nowhere/feed.xml").status_code == 404
    source = Source(id="own", name="Own", url="https://news.example.org/archive/daily/feed.xml")
    entries = parse_feed(answer.content, now=NOW, url=source.url).entries
    assert entries[0].title == "Harbour reopens"


def test_the_json_feed_holds_the_same_issues(room: Room) -> None:
    answer = room.client().get("/archive/daily/feed.json")
    assert answer.headers["content-type"] == "application/feed+json"
    feed = answer.json()
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert [item["title"] for item in feed["items"]] == ["Harbour reopens", "Ships <wait> & wait"]
    assert feed["items"][0]["url"] == "https://news.example.org/i/daily@2026-11-20"
    assert room.client().get("/archive/oil/feed.json").status_code == 404


def test_feeds_name_their_hub_where_there_is_one(room: Room) -> None:
    assert "hub" not in room.client().get("/archive/daily/feed.xml").text
    assert "link" not in room.client().get("/archive/daily/feed.json").headers
    hub = "https://hub.example/?a=1&b"
    config = room.newsroom.config
    settings = replace(config.settings, websub=WebSubSettings(hub=hub))
    app = public_app(room.store, replace(config, settings=settings), key=KEY, clock=room.clock)
    atom = TestClient(app).get("/archive/daily/feed.xml")
    links = {}
    for link in etree.fromstring(atom.content).iterfind(f"{ATOM}link"):
        links[link.get("rel")] = link.get("href")
    own = "https://news.example.org/archive/daily/feed"
    assert (links["hub"], links["self"]) == (hub, f"{own}.xml")
    assert atom.headers["link"] == f'<{hub}>; rel="hub", <{own}.xml>; rel="self"'
    feed = TestClient(app).get("/archive/daily/feed.json")
    assert feed.json()["hubs"] == [{"type": "WebSub", "url": hub}]
    assert f'<{own}.json>; rel="self"' in feed.headers["link"]


def test_the_sitemap_names_public_pages_alone(room: Room) -> None:
    root = etree.fromstring(room.client().get("/sitemap.xml").content)
    addresses = [element.text or "" for element in root.iter() if element.tag.endswith("loc")]
    assert "https://news.example.org/i/daily@2026-11-20" in addresses
    assert "https://news.example.org/join" in addresses
    assert not [address for address in addresses if "/i/oil" in address]
    assert "Sitemap: https://news.example.org/sitemap.xml" in room.client().get("/robots.txt").text


def test_the_page_of_the_making_names_each_outlet_with_owner_country_and_state(
    room: Room,
) -> None:
    source = Source(
        id="a", name="A", url="https://a.example/f", publisher="Paper", family="House", country="JO"
    )
    sources = (
        source,
        replace(source, id="b"),
        replace(source, id="c", publisher="Agency", state_run=True),
        replace(source, id="d", publisher="Off", enabled=False),
    )
    config = replace(room.newsroom.config, sources=sources)
    page = TestClient(public_app(room.store, config, key=KEY, clock=room.clock)).get("/how").text
    assert page.index("Agency") < page.index("Paper")
    assert "Jordan" in page
    assert "House" in page
    assert "state-run" in page
    assert "Off<" not in page
    assert "No correction so far." in page
    assert [line.name for line in outlets(sources, wording("ar", ANY_ZONE))] == ["Agency", "Paper"]


def test_every_page_leads_to_joining(room: Room) -> None:
    client = room.client()
    for path in ("/", "/archive", "/archive/daily", "/search?q=x", "/how", "/privacy"):
        assert 'href="/join"' in client.get(path).text, path
    issue = client.get("/i/daily@2026-11-20").text
    assert '<link rel="canonical" href="https://news.example.org/i/daily@2026-11-20">' in issue
    assert '<meta name="description" content="Ships waited">' in issue
    assert 'href="/join?newsletter=daily"' in issue
    archive = client.get("/archive/daily").text
    assert 'href="/join?newsletter=daily"' in archive
    assert '<link rel="canonical" href="https://news.example.org/archive/daily">' in archive
    assert '<meta name="description" content="All the news">' in archive


def test_each_page_begins_with_the_house_and_leads_home(room: Room) -> None:
    client = room.client()
    home = '<header class="house"><a class="tap" href="/">'
    for path in ("/join", "/archive", "/how", "/search", "/privacy", "/nowhere"):
        assert home in client.get(path).text
    # the front page has the name as its title, and a way to join
    front = client.get("/").text
    assert home not in front
    assert 'class="button" href="/join"' in front


def test_the_index_leads_to_the_latest_issue_of_a_free_newsletter_alone(room: Room) -> None:
    sent_issue(room.store, "oil@2026-11-24")
    page = room.client().get("/archive").text
    assert 'href="/i/daily%40' in page
    assert "/i/oil%40" not in page
