"""Rules of the HTML: each at its edge, where one more or one less changes the verdict."""

from __future__ import annotations

from dataclasses import replace

import pytest
from samples import breaches, mail_of, rendered

from digest.models import Direction
from digest.render.preflight.html_rules import CLIP_BYTES
from digest.render.preflight.mail import Mail
from digest.render.preflight.picture_rules import MAX_IMAGE_BYTES
from digest.render.shedding import ROOMY_BYTES

PAGE = (
    '<!DOCTYPE html><html lang="en" dir="ltr"><head><title>t</title></head><body>{}</body></html>'
)
WRAPPED = '<div lang="en" dir="ltr">{}</div>'


def on_page(rule_id: str, body: str) -> list[str]:
    return [mistake for mistake, _ in breaches(rule_id, mail_of(PAGE.format(body)))]


def of_size(size_bytes: int) -> Mail:
    frame = "Content-Type: text/html; charset=utf-8\r\n\r\n<p>"
    mail = Mail(raw=frame.encode() + b"x" * (size_bytes - len("<p>")))
    assert len(mail.html) == size_bytes
    return mail


def test_gmail_cuts_beyond_102_000_bytes() -> None:
    assert CLIP_BYTES == 102_000
    assert breaches("html.clip", of_size(102_000)) == []
    assert breaches("html.clip", of_size(102_001)) != []


def test_beyond_80_000_bytes_the_room_is_little_until_gmail_cuts() -> None:
    assert ROOMY_BYTES == 80_000
    assert breaches("html.size", of_size(80_000)) == []
    assert breaches("html.size", of_size(80_001)) != []
    assert breaches("html.size", of_size(102_000)) != []
    assert breaches("html.size", of_size(102_001)) == []


def test_the_three_heaviest_parts_are_named_the_heaviest_first() -> None:
    stories = "".join(f"<h3>S{n} <b>b</b></h3>{'x' * 25_000 * n}" for n in (1, 3, 2, 4))
    (mistake, place) = breaches("html.clip", mail_of(PAGE.format(stories)))[0]
    assert place == "HTML"
    names = [mistake.index(name) for name in ("“S4 b”", "“S3 b”", "“S2 b”")]
    assert names == sorted(names)
    assert "S1" not in mistake


@pytest.mark.parametrize(
    ("html", "count"),
    [
        ('<!DOCTYPE html><html lang="en"></html>', 0),
        (' \n<!doctype HTML><html lang="en"></html>', 0),
        ('<html lang="en"></html>', 1),
        ("<!DOCTYPE html><p>", 1),
    ],
)
def test_a_page_without_doctype_or_with_an_open_tag_is_not_valid(html: str, count: int) -> None:
    assert len(breaches("html.valid", mail_of(html))) == count


class TestLanguage:
    @pytest.mark.parametrize(
        ("html", "mistakes"),
        [
            (PAGE.format(WRAPPED.format("x")), []),
            (PAGE.format("<p>x</p>"), ["no language is given", "no direction is given"]),
            (
                '<html dir="ltr"><body><p lang="en" dir="rtl">x</p></body></html>',
                ["no language is given"],
            ),
            ('<html lang="" dir="ltr"></html>', ["no language is given"]),
            ('<html lang="und" dir="ltr"></html>', ["no language is given"]),
            ('<html lang="en" dir="auto"></html>', ["no direction is given"]),
        ],
    )
    def test_language_and_direction_stand_on_the_root_and_below_the_body(
        self, html: str, mistakes: list[str]
    ) -> None:
        assert [what for what, _ in breaches("html.language", mail_of(html))] == mistakes

    def test_the_page_runs_as_its_issue_does(self) -> None:
        html = PAGE.format(WRAPPED.format("x"))
        issue = replace(rendered(), direction=Direction.RTL)
        assert breaches("html.language", mail_of(html, issue=rendered())) == []
        assert breaches("html.language", mail_of(html, issue=issue)) == [
            ("the page runs ltr, the issue rtl", "html")
        ]


@pytest.mark.parametrize(("title", "count"), [("News", 0), ("", 1), (" \n", 1)])
def test_a_page_has_a_title(title: str, count: int) -> None:
    html = f"<html><head><title>{title}</title></head></html>"
    assert len(breaches("html.title", mail_of(html))) == count
    assert len(breaches("html.title", mail_of("<html></html>"))) == 1


class TestPictures:
    @pytest.mark.parametrize(
        ("html", "mistakes"),
        [
            ('<img src="s" alt="boat">', []),
            ('<img src="s">', ["a picture has no alt"]),
            ('<img src="s" alt="">', []),
            (
                '<img class="picture" src="s" alt=" ">',
                ["a picture of the news does not say what is seen"],
            ),
            ('<div><img class="picture" alt=""><p class="caption">c</p></div>', []),
        ],
    )
    def test_a_picture_of_the_news_says_what_is_seen(self, html: str, mistakes: list[str]) -> None:
        assert on_page("image.alt", html) == mistakes

    @pytest.mark.parametrize(
        ("attributes", "mistakes"),
        [
            ('width="5" height="6"', []),
            ('width="5"', ["a picture has no height in pixels"]),
            ('width="100%" height="6"', ["a picture has no width in pixels"]),
            ('width="5" style="width:100%"', []),
            ('width="5" style="width:50%"', ["a picture has no height in pixels"]),
            (
                'width="5" height="6" style="width:100%"',
                ["a picture that shrinks on a phone has a fixed height"],
            ),
        ],
    )
    def test_a_picture_has_its_box(self, attributes: str, mistakes: list[str]) -> None:
        assert on_page("image.box", f"<img {attributes}>") == mistakes

    @pytest.mark.parametrize(
        ("src", "mistakes"),
        [
            ("https://x.example/a.png", []),
            ("http://x.example/a.png", ["a picture does not come over https"]),
            ("data:image/png;base64,x", ["a picture does not come over https"]),
            ("cid:lost@x", ["an embedded picture is not in the message"]),
            ("cid:here@x", []),
        ],
    )
    def test_a_picture_comes_over_https_or_is_in_the_message(
        self, src: str, mistakes: list[str]
    ) -> None:
        mail = with_picture(f'<img src="{src}">', b"x", "here@x")
        assert [what for what, _ in breaches("image.source", mail)] == mistakes

    def test_an_embedded_picture_has_at_most_200_000_bytes(self) -> None:
        assert MAX_IMAGE_BYTES == 200_000
        assert breaches("image.weight", with_picture("", b"x" * 200_000, "a@x")) == []
        heavy = with_picture("", b"x" * 200_001, "a@x")
        assert breaches("image.weight", heavy) == [
            ("an embedded picture of 200,001 bytes", "<a@x>")
        ]


def with_picture(html: str, content: bytes, cid: str) -> Mail:
    mail = mail_of(f"<html><body>{html}</body></html>")
    page = mail.message.get_body(("html",))
    assert page
    page.add_related(content, "image", "png", cid=f"<{cid}>")
    return Mail(raw=mail.message.as_bytes())


class TestHeadings:
    @pytest.mark.parametrize(
        ("body", "mistakes"),
        [
            ("<h1>a</h1><h2>b</h2><h3>c</h3><h2>d</h2>", []),
            ("<h2>a</h2>", ["0 first-level headings instead of one"]),
            ("<h1>a</h1><h1>b</h1>", ["2 first-level headings instead of one"]),
            ("<h1>a</h1><h3>b</h3>", ["h3 follows h1"]),
            ("<h1>a</h1><h2>b</h2><h4>c</h4>", ["h4 follows h2"]),
        ],
    )
    def test_levels_are_not_skipped(self, body: str, mistakes: list[str]) -> None:
        assert on_page("headings.order", body) == mistakes

    @pytest.mark.parametrize(
        ("body", "places"),
        [
            ("<h1>a</h1><p>x</p><h2>b</h2><p>y</p>", []),
            ("<h1>a</h1><h2>b</h2><p>y</p>", []),
            ("<h2>a</h2><h2>b</h2><p>y</p>", ["a"]),
            ("<h3>a</h3><h2>b</h2><p>y</p>", ["a"]),
            ("<h2>a</h2><p>x</p><h2>b</h2>", []),
            ("<p>a b</p><h2>a</h2><h2>b</h2>", ["a"]),
            # a list of contents names the headlines one after another
            ("<p>a b</p><h2>a</h2><p>x</p><h2>b</h2><p>y</p>", []),
            ("<h2>a</h2><!-- x --><h2>b</h2><p>y</p>", ["a"]),
            ('<h2>a</h2><img alt="boat" src="s"><h2>b</h2><p>y</p>', []),
        ],
    )
    def test_something_stands_under_each_heading(self, body: str, places: list[str]) -> None:
        found = breaches("headings.empty", mail_of(PAGE.format(body)))
        assert [place for _, place in found] == places

    def test_a_heading_has_words(self) -> None:
        assert on_page("headings.empty", "<h2> </h2><p>x</p>") == ["a heading is empty"]


class TestLinks:
    @pytest.mark.parametrize(
        ("text", "right"),
        [
            ("The Strait Courier", True),
            ("", False),
            ("Read more", False),
            ("read more ›", False),
            ("HERE.", False),
            ("https://x.example/", False),
            ("www.x.example", False),
            ("More newsletters", True),
            ('<img alt="boat" src="s">', True),
        ],
    )
    def test_a_link_says_where_it_leads(self, text: str, right: bool) -> None:
        mistakes = on_page("links.text", f'<a href="https://x.example/">{text}</a>')
        assert (mistakes == []) is right

    @pytest.mark.parametrize(
        ("href", "right"),
        [
            ("https://x.example/a", True),
            ("http://x.example", True),
            ("mailto:desk@x.example", True),
            ("mailto:desk", False),
            ("https://localhost/", False),
            ("https:///a", False),
            ("javascript:alert(1)", False),
            ("ftp://x.example/", False),
            ("#top", False),
            ("", False),
            ("https://[x", False),
        ],
    )
    def test_a_link_leads_where_a_subscriber_can_go(self, href: str, right: bool) -> None:
        mistakes = on_page("links.target", f'<a href="{href}">x</a>')
        assert (mistakes == []) is right

    def test_an_anchor_leads_to_a_place_in_the_mail(self) -> None:
        assert on_page("links.target", '<a href="#a">x</a><p id="a">y</p>') == []
        assert len(on_page("links.target", '<a href="#b">x</a><p id="a">y</p>')) == 1

    @pytest.mark.parametrize(
        ("query", "mistakes"),
        [
            ("id=3", []),
            ("utm_source=a&id=3&fbclid=b", ["a link carries utm_source, fbclid"]),
        ],
    )
    def test_a_link_follows_no_subscriber(self, query: str, mistakes: list[str]) -> None:
        href = f"https://x.example/?{query}".replace("&", "&amp;")
        assert on_page("links.tracking", f'<a href="{href}">x</a>') == mistakes


@pytest.mark.parametrize(
    ("table", "count"),
    [
        ('<table role="presentation"><tr><td>x</td></tr></table>', 0),
        ('<table role="none"><tr><td>x</td></tr></table>', 0),
        ("<table><tr><td>x</td></tr></table>", 1),
        ("<table><tr><th>x</th></tr></table>", 0),
    ],
)
def test_a_table_for_layout_is_marked(table: str, count: int) -> None:
    assert len(on_page("html.layout-tables", table)) == count


def test_the_quotation_in_a_finding_is_cut() -> None:
    long = "https://x.example/" + "a" * 200
    ((_, place),) = breaches("links.text", mail_of(PAGE.format(f'<a href="{long}">here</a>')))
    assert len(place) == 80


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ('<p style="border-top:1px solid #000000">x</p>', 1),
        ('<h2 style="border-bottom:1px solid #000000">x</h2>', 1),
        ('<p style="border-top:1px solid #000000"></p>', 0),
        ('<p style="padding:1px">x</p>', 0),
        ('<p style="border-radius:3px">x</p>', 0),
        ('<p style="border-collapse:collapse;border-spacing:2px">x</p>', 0),
        ('<p style="border-inline-start:1px solid #000000">x</p>', 1),
        ('<td style="border-top:1px solid #000000">x</td>', 0),
    ],
)
def test_a_rule_stands_on_a_cell_and_not_on_text(body: str, count: int) -> None:
    assert len(on_page("html.ruled-text", f"<table><tr>{body}</tr></table>")) == count
