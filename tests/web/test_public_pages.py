"""The readers' pages over a real store: GETs that show, POSTs that change, strict headers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from small_issue import NOW, a_briefing, an_issue
from starlette.testclient import TestClient

from digest.config import Config, Settings
from digest.errors import StoreError
from digest.models import (
    Article,
    Direction,
    HostedPicture,
    InlineImage,
    IssueState,
    Item,
    Newsletter,
    Passage,
    Publication,
    Selection,
    Slot,
    Story,
    Subscriber,
)
from digest.protocols import Store
from digest.render import wording
from digest.store import open_store
from digest.tokens import Purpose, ReaderLinks, Token, make_token, reader_links
from digest.web import public_app
from digest.web.issue_pages import ISSUES_A_PAGE

KEY = "a key for tests"
ISSUE = "daily@2026-11-23"
PUBLICATION = Publication(
    name="The <Test> Desk",
    public_url="https://news.example.org",
    from_address="desk@news.example.org",
    postal_address="1 Test Street",
)
HTML = (
    '<!DOCTYPE html><html lang="en"><head><title>x</title></head>'
    '<body><div role="article" aria-roledescription="email">'
    '<p>News</p><img src="cid:lead" alt="A crane">'
    f'<a href="{Slot.UNSUBSCRIBE}">u</a><a href="{Slot.PREFERENCES}">p</a>'
    f'<a href="{Slot.WEB_VIEW}">v</a>{Slot.ADDRESS}</div></body></html>'
)


@pytest.fixture
def store(sqlite_url: str) -> Iterator[Store]:
    opened = open_store(sqlite_url)
    newsletters = ("daily", "gulf")
    opened.subscribers.add(
        [Subscriber(id="r1", email="reader@mail.example", newsletters=newsletters)]
    )
    images = (InlineImage(cid="lead", content_type="image/png", content=b"\x89PNG"),)
    issue = an_issue(ISSUE, subject="s", html=HTML, images=images)
    opened.issues.save_draft(a_briefing(ISSUE), Selection(stories=()), issue)
    yield opened
    opened.close()


NEWSLETTERS = tuple(
    Newsletter(id=id_, name=name, tagline="", topics=())
    for id_, name in (("daily", "The Daily"), ("gulf", "Gulf"))
)


def client_of(
    store: Store,
    *,
    key: str | tuple[str, ...] = KEY,
    base_url: str = "http://testserver",
    newsletters: tuple[Newsletter, ...] = NEWSLETTERS,
) -> TestClient:
    config = Config(
        folder=Path(), settings=Settings(publication=PUBLICATION), newsletters=newsletters
    )
    app = public_app(store, config, key=key, clock=lambda: NOW)
    return TestClient(app, base_url=base_url, raise_server_exceptions=False)


@pytest.fixture
def client(store: Store) -> TestClient:
    return client_of(store)


@pytest.fixture
def links() -> ReaderLinks:
    links = reader_links(
        PUBLICATION, KEY, subscriber_id="r1", newsletter_id="daily", issue_id=ISSUE
    )
    paths = {
        name: getattr(links, name).removeprefix("https://news.example.org")
        for name in ReaderLinks.__slots__
    }
    return replace(links, **paths)


def newsletters_of(store: Store) -> tuple[str, ...]:
    reader = store.subscribers.get("r1")
    assert reader is not None
    return reader.newsletters


def approve(store: Store) -> None:
    store.issues.approve(ISSUE, subscriber_ids=["r1"], now=NOW)


class TestLeaving:
    def test_a_get_shows_one_button_and_changes_nothing(
        self, client: TestClient, store: Store, links: ReaderLinks
    ) -> None:
        page = client.get(links.unsubscribe)
        assert page.status_code == 200
        assert page.text.count("<button") == 1
        assert "The Daily" in page.text
        assert newsletters_of(store) == ("daily", "gulf")

    def test_a_scanner_that_follows_every_link_changes_nothing(
        self, client: TestClient, store: Store, links: ReaderLinks
    ) -> None:
        approve(store)
        seen: set[str] = set()
        waiting = [links.unsubscribe, links.preferences, links.web_view, f"/i/{ISSUE}", "/"]
        while waiting:
            path = waiting.pop()
            if path in seen:
                continue
            seen.add(path)
            for method in ("HEAD", "GET", "OPTIONS"):
                answer = client.request(method, path)
            answer = client.get(path)
            found = re.findall(r'(?:href|src|action)="([^"]+)"', answer.text)
            waiting += [
                link.removeprefix(PUBLICATION.public_url)
                for link in found
                if link.startswith(("/", "https://news"))
            ]
        assert len(seen) > 5
        assert newsletters_of(store) == ("daily", "gulf")

    def test_one_click_leaves_with_no_cookie_or_redirect(
        self, client: TestClient, store: Store, links: ReaderLinks
    ) -> None:
        answer = client.post(
            links.one_click, data={"List-Unsubscribe": "One-Click"}, follow_redirects=False
        )
        assert answer.status_code == 200
        assert "set-cookie" not in answer.headers
        assert newsletters_of(store) == ("gulf",)

    @pytest.mark.parametrize(
        ("body", "content_type"),
        [
            (b"List-Unsubscribe=One-Click", "application/x-www-form-urlencoded"),
            (
                b'--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\n'
                b"One-Click\r\n--x--\r\n",
                "multipart/form-data; boundary=x",
            ),
            (b"", ""),
            (b"\xff\xfe%", "text/plain"),
            (b"by=hand", "application/x-www-form-urlencoded"),
        ],
    )
    def test_whatever_form_a_mail_program_posts_is_honoured_at_once(
        self, client: TestClient, store: Store, links: ReaderLinks, body: bytes, content_type: str
    ) -> None:
        answer = client.post(links.one_click, content=body, headers={"content-type": content_type})
        assert answer.status_code == 200
        assert newsletters_of(store) == ("gulf",)

    def test_leaving_again_or_after_erasure_is_answered_the_same(
        self, client: TestClient, store: Store, links: ReaderLinks
    ) -> None:
        first = client.post(links.one_click)
        again = client.post(links.one_click)
        store.subscribers.remove("r1")
        erased = client.post(links.one_click)
        assert first.status_code == again.status_code == erased.status_code == 200
        assert first.text == again.text == erased.text

    @pytest.mark.parametrize("token", ["x", "x" * 3000, "%00", "é", "A" * 40])
    def test_a_link_that_was_not_ours_does_nothing(
        self, client: TestClient, store: Store, token: str
    ) -> None:
        for path in (f"/u/{token}", f"/p/{token}", f"/v/{token}"):
            assert client.get(path).status_code == 404
            assert client.post(path).status_code in (404, 405)
        assert newsletters_of(store) == ("daily", "gulf")

    def test_a_link_of_one_purpose_does_not_serve_another(
        self, client: TestClient, links: ReaderLinks
    ) -> None:
        view_token = links.web_view.rpartition("/")[2]
        assert client.post(f"/u/{view_token}").status_code == 404

    def test_links_of_an_old_key_still_work(self, store: Store) -> None:
        token = make_token(
            "old", Token(subscriber_id="r1", newsletter_id="daily"), Purpose.UNSUBSCRIBE
        )
        assert client_of(store, key=("new", "old")).post(f"/u/{token}").status_code == 200
        assert newsletters_of(store) == ("gulf",)


class TestPreferences:
    def test_each_newsletter_can_be_left_and_all_at_once(
        self, client: TestClient, store: Store, links: ReaderLinks
    ) -> None:
        page = client.get(links.preferences)
        assert "The Daily" in page.text
        assert "Gulf" in page.text
        page = client.post(links.preferences, data={"leave": "gulf"})
        assert "saved" in page.text
        assert newsletters_of(store) == ("daily",)
        client.post(links.preferences, data={"leave": "*"})
        assert newsletters_of(store) == ()
        assert "none of our newsletters" in client.get(links.preferences).text

    def test_a_post_that_names_nothing_changes_nothing(
        self, client: TestClient, store: Store, links: ReaderLinks
    ) -> None:
        assert client.post(links.preferences).status_code == 400
        assert newsletters_of(store) == ("daily", "gulf")


class TestIssues:
    def test_a_draft_is_shown_to_no_reader(self, client: TestClient, links: ReaderLinks) -> None:
        assert client.get(f"/i/{ISSUE}").status_code == 404
        assert client.get(links.web_view).status_code == 404
        assert client.get("/i/none@2026-01-01").status_code == 404

    def test_the_public_copy_is_the_mailed_html_without_the_links_of_a_reader(
        self, client: TestClient, store: Store
    ) -> None:
        approve(store)
        page = client.get(f"/i/{ISSUE}")
        assert page.status_code == 200
        assert "slot.invalid" not in page.text
        assert "reader@mail.example" not in page.text
        assert 'href="https://news.example.org/help/unsubscribe"' in page.text
        assert "/u/" not in page.text
        assert page.headers["cache-control"] == "public, max-age=300"
        again = client.get(f"/i/{ISSUE}", headers={"if-none-match": page.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")

    def test_a_picture_of_the_mail_is_served_beside_it(
        self, client: TestClient, store: Store
    ) -> None:
        approve(store)
        source = re.search(r'src="([^"]+)"', client.get(f"/i/{ISSUE}").text)
        assert source is not None
        picture = client.get(source[1])
        assert (picture.content, picture.headers["content-type"]) == (b"\x89PNG", "image/png")
        assert client.get(f"/i/{ISSUE}/other").status_code == 404

    def test_a_forwarded_address_shows_the_public_copy_with_a_note(
        self, client: TestClient, store: Store, links: ReaderLinks
    ) -> None:
        approve(store)
        page = client.get(links.web_view)
        assert "/u/" not in page.text
        assert links.preferences not in page.text
        assert "You are reading a public copy" in page.text
        assert page.text.index('role="main"') < page.text.index('role="note"')
        assert "public copy" not in client.get(f"/i/{ISSUE}").text
        assert "reader@mail.example" not in page.text
        assert "slot.invalid" not in page.text
        assert page.headers["cache-control"] == "no-store"


class TestHostedPictures:
    @pytest.fixture(autouse=True)
    def kept(self, store: Store) -> None:
        briefing, issue = store.issues.briefing(ISSUE), store.issues.issue(ISSUE)
        assert briefing
        pictures = [
            HostedPicture(name=f"{'0' * 32}.jpg", content_type="image/jpeg", content=b"\xff\xd8")
        ]
        store.issues.save_draft(briefing, Selection(stories=()), issue, hosted=pictures)

    def test_it_is_served_for_good_and_to_webmail_anywhere(self, client: TestClient) -> None:
        picture = client.get(f"/p/{'0' * 32}.jpg")
        assert (picture.status_code, picture.content) == (200, b"\xff\xd8")
        assert picture.headers["content-type"] == "image/jpeg"
        assert picture.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert picture.headers["cross-origin-resource-policy"] == "cross-origin"
        assert picture.headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in picture.headers["content-security-policy"]

    @pytest.mark.parametrize("name", ["1" * 32, "..", "%2e%2e%2fx", "é", "'; --"])
    def test_a_name_that_is_not_kept_is_not_found(self, client: TestClient, name: str) -> None:
        assert client.get(f"/p/{name}.jpg").status_code == 404


class TestArchive:
    def test_it_lists_what_went_out_and_leads_to_it(self, client: TestClient, store: Store) -> None:
        assert "No issue has gone out yet" in client.get("/archive/daily").text
        approve(store)
        page = client.get("/archive/daily")
        assert f'href="/i/{ISSUE}"' in page.text.replace("%40", "@")
        assert "Monday, November 23, 2026" in page.text
        assert page.headers["cache-control"] == "public, max-age=300"
        assert client.get(f"/i/{ISSUE}").status_code == 200
        assert ISSUE not in client.get("/archive/gulf").text

    def test_a_cancelled_issue_is_not_listed(self, client: TestClient, store: Store) -> None:
        approve(store)
        store.issues.set_state(ISSUE, IssueState.CANCELLED, expect=(IssueState.APPROVED,))
        assert "/i/" not in client.get("/archive/daily").text

    def test_a_long_one_is_read_page_by_page(self, client: TestClient, store: Store) -> None:
        briefing, issue = store.issues.briefing(ISSUE), store.issues.issue(ISSUE)
        assert briefing
        assert issue
        for number in range(ISSUES_A_PAGE + 1):
            slot = date(2026, 10, 1) + timedelta(days=number)
            id_ = f"daily@{slot}"
            store.issues.save_draft(
                replace(briefing, issue_id=id_, slot=slot),
                Selection(stories=()),
                replace(issue, id=id_, slot=slot),
            )
            store.issues.approve(id_, subscriber_ids=[], now=NOW)
        first, last = client.get("/archive/daily"), client.get("/archive/daily?page=2")
        assert (first.text.count("<li "), last.text.count("<li ")) == (ISSUES_A_PAGE, 1)
        assert 'href="?page=2"' in first.text
        assert 'href="?page=1"' in last.text
        assert "Older issues" not in last.text

    @pytest.mark.parametrize(
        "path", ["none", "daily?page=0", "daily?page=2", "daily?page=x", "daily?page=99999999999"]
    )
    def test_a_page_that_does_not_exist_is_not_found(self, client: TestClient, path: str) -> None:
        assert client.get(f"/archive/{path}").status_code == 404

    def test_a_story_told_again_has_a_page_of_its_own(
        self, client: TestClient, store: Store
    ) -> None:
        issue, briefing = store.issues.issue(ISSUE), store.issues.briefing(ISSUE)
        assert issue
        assert briefing
        article = Article(
            id="a1", url="https://paper.example/1", title="A <strike> at the port", published=NOW
        )
        story = Story(id="s1", articles=(article,), thread_id="the thread")
        headline = Passage(text=article.title, article_id="a1")
        item = Item(story_id="s1", headline=headline, article_ids=("a1",))
        items = (item, replace(item, story_id="s2"))
        stories = (story, replace(story, id="s2", thread_id="another thread"))
        for day in (22, 23):
            id_, slot = f"daily@2026-11-{day}", date(2026, 11, day)
            told = replace(briefing, issue_id=id_, slot=slot, items=items)
            store.issues.save_draft(
                told, Selection(stories=stories), replace(issue, id=id_, slot=slot)
            )
            store.issues.approve(id_, subscriber_ids=[], now=NOW)
        archive = client.get("/archive/daily").text
        address, another = sorted(
            set(re.findall(r'href="(/archive/daily/thread/[^"]+)"', archive)), reverse=True
        )
        assert another != address
        assert archive.count("The story so far") == 2
        page = client.get(address)
        assert page.text.count('<li class="issue">') == 2
        assert "A &lt;strike&gt; at the port" in page.text
        assert client.get(address.replace("daily", "gulf")).status_code == 404
        assert client.get("/archive/daily/thread/none").status_code == 404

    def test_it_speaks_the_newsletters_language_and_runs_its_way(self, store: Store) -> None:
        arabic = Newsletter(
            id="daily",
            name="الموجز",
            tagline="",
            topics=(),
            language="ar",
            direction=Direction.RTL,
            timezone="UTC",
        )
        page = client_of(store, newsletters=(arabic,)).get("/archive/daily").text
        assert '<html lang="ar" dir="rtl">' in page
        assert "الأعداد السابقة" in page


LANGUAGES = {"en": "ltr", "ar": "rtl", "he": "rtl", "fa": "rtl", "tr": "ltr", "fr": "ltr"}


class TestLanguages:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_a_link_out_of_a_mail_leads_to_pages_in_its_language(
        self, store: Store, language: str
    ) -> None:
        own = replace(NEWSLETTERS[0], language=language, direction=Direction(LANGUAGES[language]))
        reader = client_of(store, newsletters=(own, NEWSLETTERS[1]))
        links = reader_links(
            PUBLICATION, KEY, subscriber_id="r1", newsletter_id="daily", issue_id=ISSUE
        )
        say = wording(language, "UTC").say
        leave, preferences = (
            urlsplit(link).path for link in (links.unsubscribe, links.preferences)
        )
        asked, left, chosen = reader.get(leave), reader.post(leave), reader.get(preferences)
        assert say("leave_note") in unescape(asked.text)
        assert say("left") in unescape(left.text)
        assert say("your_newsletters") in unescape(chosen.text)
        for page in (asked, left, chosen):
            assert f'<html lang="{language}" dir="{LANGUAGES[language]}">' in page.text
            assert page.headers["content-language"] == language

    @pytest.mark.parametrize(
        ("accepted", "spoken"),
        [
            ("ar", "ar"),
            ("pt, fr-CA;q=0.8, en;q=0.9", "en"),
            ("pt, fr-CA;q=0.8, en;q=0.1", "fr-CA"),
            ("he;q=0, tr;q=0.2", "tr"),
            ("", "en"),
            ("*;q=x, ;;, \u00e9", "en"),
            ("x" * 5000, "en"),
        ],
    )
    def test_other_pages_speak_the_language_the_browser_asks_for(
        self, client: TestClient, accepted: str, spoken: str
    ) -> None:
        for path in ("/", "/help/unsubscribe", "/nothing"):
            page = client.get(path, headers={"accept-language": accepted.encode()})
            assert f'<html lang="{spoken}"' in page.text
            assert page.headers["vary"] == "accept-language"

    def test_a_public_copy_speaks_to_its_reader_in_its_own_language(self, store: Store) -> None:
        issue, briefing = store.issues.issue(ISSUE), store.issues.briefing(ISSUE)
        assert issue
        assert briefing
        store.issues.save_draft(briefing, Selection(stories=()), replace(issue, language="ar"))
        approve(store)
        assert (
            wording("ar", "UTC").say("neutral_reader") in client_of(store).get(f"/i/{ISSUE}").text
        )


class TestEveryAnswer:
    @pytest.mark.parametrize(
        "path",
        ["/", "/healthz", "/help/unsubscribe", "/nothing", "/robots.txt", "/u/x", "/archive/daily"],
    )
    def test_it_has_strict_headers(self, client: TestClient, path: str) -> None:
        headers = client.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "cache-control" in headers
        assert "strict-transport-security" not in headers

    def test_it_asks_for_https_for_good_only_over_https(self, store: Store) -> None:
        headers = client_of(store, base_url="https://testserver").get("/").headers
        assert "max-age" in headers["strict-transport-security"]

    def test_names_are_escaped(self, client: TestClient) -> None:
        assert "The &lt;Test&gt; Desk" in client.get("/").text

    def test_errors_are_pages_too(self, client: TestClient, links: ReaderLinks) -> None:
        assert "nothing here" in client.get("/nothing").text
        wrong_method = client.put(links.unsubscribe)
        assert (wrong_method.status_code, "allow" in wrong_method.headers) == (405, True)
        assert "does not work here" in wrong_method.text

    def test_a_body_too_large_is_refused_and_does_nothing(
        self, client: TestClient, store: Store, links: ReaderLinks
    ) -> None:
        assert client.post(links.one_click, content=b"x" * 9000).status_code == 413

        def dripping() -> Iterator[bytes]:
            for _ in range(100):
                yield b"x" * 1000

        assert client.post(links.one_click, content=dripping()).status_code == 413
        assert newsletters_of(store) == ("daily", "gulf")

    def test_a_head_is_answered_like_a_get(self, client: TestClient, links: ReaderLinks) -> None:
        for path in ("/", "/healthz", links.unsubscribe):
            assert client.head(path).status_code == 200


class _GoneStore:
    """A store whose database went away."""

    def __getattr__(self, name: str) -> object:
        raise StoreError("the database went away")


class TestTroubles:
    def test_health_says_when_the_database_is_gone(self, client: TestClient) -> None:
        assert client.get("/healthz").json() == {"status": "ok"}
        gone = client_of(_GoneStore())  # type: ignore[arg-type]
        answer = gone.get("/healthz")
        assert (answer.status_code, answer.json()["status"]) == (503, "down")

    def test_a_reader_is_asked_to_come_back_when_the_database_is_gone(
        self, links: ReaderLinks
    ) -> None:
        gone = client_of(_GoneStore())  # type: ignore[arg-type]
        answer = gone.post(links.one_click)
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "30")

    def test_our_own_mistake_is_a_plain_page_with_the_same_headers(
        self, links: ReaderLinks
    ) -> None:
        broken = client_of(object())  # type: ignore[arg-type]
        answer = broken.post(links.one_click)
        assert answer.status_code == 500
        assert "our mistake" in answer.text
        assert "Traceback" not in answer.text
        assert answer.headers["x-content-type-options"] == "nosniff"
