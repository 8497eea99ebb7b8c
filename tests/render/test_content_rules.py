"""Rules of the content: each at its edge."""

from __future__ import annotations

from dataclasses import replace

import pytest
from samples import breaches, mail_of, rendered

from digest.models import AddedBlock, Blocks, BlockValue, Call, Citation, Item, Passage
from digest.render.specimen import AT, PUBLICATION, specimen


@pytest.mark.parametrize(("subject", "count"), [("News", 0), ("", 1), ("  ", 1)])
def test_a_mail_has_a_subject(subject: str, count: int) -> None:
    assert len(breaches("subject.present", mail_of(headers=f"Subject: {subject}"))) == count


@pytest.mark.parametrize(
    ("length", "right"), [(0, True), (39, False), (40, True), (60, True), (61, False)]
)
def test_a_subject_has_forty_to_sixty_characters(length: int, right: bool) -> None:
    mail = mail_of(headers=f"Subject: {'x' * length}")
    assert (breaches("subject.length", mail) == []) is right


@pytest.mark.parametrize(
    ("subject", "count"), [("Two navies agree", 0), ("SAMPLE BRIEFING: two navies agree", 1)]
)
def test_a_subject_carries_the_news_not_the_name(subject: str, count: int) -> None:
    mail = mail_of(headers=f"Subject: {subject}", issue=rendered())
    assert len(breaches("subject.news", mail)) == count
    assert breaches("subject.news", mail_of(headers=f"Subject: {subject}")) == []


@pytest.mark.parametrize(("length", "right"), [(49, False), (50, True), (90, True), (91, False)])
def test_a_preheader_has_fifty_to_ninety_characters(length: int, right: bool) -> None:
    html = f'<body><div style="display:none">{"x" * length}͏ ‌  </div>News</body>'
    assert (breaches("preheader.length", mail_of(html)) == []) is right


@pytest.mark.parametrize(
    ("preheader", "repeats"),
    [
        ("", False),
        ("a b c d e f g x y z", False),
        ("a b c d e f g h y z", True),
        ("A B C", True),
        ("x y z", False),
        ("a b x", False),
        ("a b c x", True),
    ],
)
def test_a_preheader_with_over_seven_tenths_of_its_words_from_the_subject_repeats_it(
    preheader: str, repeats: bool
) -> None:
    html = f'<body><div class="preheader">{preheader}</div><p>News</p></body>'
    found = breaches("preheader.second-fact", mail_of(html, headers="Subject: a b c d e f g h i j"))
    assert (found != []) is repeats


class TestParity:
    def test_both_parts_tell_the_same_stories_in_the_same_order(self) -> None:
        html = "<h1>One fact</h1><h3>Two facts</h3><h2>Only in HTML</h2>"
        assert breaches("parts.parity", mail_of(html, "ONE FACT\n\n- two... facts\n")) == []
        found = breaches("parts.parity", mail_of(html, "Two facts\n\nOne fact\n"))
        assert [place for _, place in found] == ["Two facts"]

    def test_two_stories_of_one_headline_stand_once_each(self) -> None:
        html = "<h3>A</h3><p>x</p><h3>B</h3>"
        assert breaches("parts.parity", mail_of(html, "a x b\n")) == []

    def test_each_sentence_stands_in_both_parts(self) -> None:
        item = Item(
            story_id="s",
            headline=Passage(text="A fact", article_id="a"),
            what_happened=((Passage(text="It “rained”, twice.", article_id="a"),),),
        )
        briefing = replace(specimen(), intro=(), items=(item,), also=())
        html = "<h1>A fact</h1><p>It rained twice</p>"
        both = mail_of(html, "A fact\nIt rained twice\n", briefing=briefing)
        assert breaches("parts.parity", both) == []
        less = mail_of(html, "A fact\n", briefing=briefing)
        assert breaches("parts.parity", less) == [
            ("the plain text lacks a sentence", "It “rained”, twice.")
        ]
        least = mail_of("<h1>A fact</h1>", "A fact\n", briefing=briefing)
        assert len(breaches("parts.parity", least)) == 2

    def test_a_line_of_an_added_part_stands_in_both_parts(self) -> None:
        pairs = (
            BlockValue(key="text", text="Harbour pilots wanted"),
            BlockValue(key="loud", text="true"),
        )
        blocks = Blocks(added=(AddedBlock(part="sponsor", values=pairs),))
        briefing = replace(specimen(), intro=(), items=(), also=(), blocks=blocks)
        html = "<h1>A</h1><p>Harbour pilots wanted: true</p>"
        both = mail_of(html, "A\nHarbour pilots\nwanted", briefing=briefing)
        assert breaches("parts.parity", both) == []
        assert breaches("parts.parity", mail_of(html, "A\n", briefing=briefing)) == [
            ("the plain text lacks a line of the part sponsor", "Harbour pilots wanted")
        ]
        # a key that the partial does not show need not stand in the text
        assert breaches("parts.parity", mail_of("<h1>A</h1>", "A\n", briefing=briefing)) == []


class TestSources:
    briefing = replace(
        specimen(),
        items=(Item(story_id="s", headline=Passage(text="A fact", article_id="a")),),
        also=(),
        citations=(
            Citation(
                article_id="a",
                url="https://a.example/x y",
                title="t",
                outlet="The A",
                published=AT,
            ),
        ),
    )

    def test_a_link_leads_to_the_article_of_each_sentence(self) -> None:
        html = '<a href="https://a.example/x%20y">The A</a>'
        assert breaches("sources.every-sentence", mail_of(html, briefing=self.briefing)) == []

    def test_a_sentence_without_its_link_is_named(self) -> None:
        html = '<a href="https://a.example/z">The A</a>'
        assert breaches("sources.every-sentence", mail_of(html, briefing=self.briefing)) == [
            ("no link leads to The A for this sentence", "A fact")
        ]

    def test_a_sentence_that_cites_an_unknown_article_is_named(self) -> None:
        briefing = replace(self.briefing, citations=())
        assert breaches("sources.every-sentence", mail_of(briefing=briefing)) == [
            ("a sentence cites no article of this issue", "A fact")
        ]

    def test_a_mail_without_a_briefing_is_not_asked(self) -> None:
        assert breaches("sources.every-sentence", mail_of()) == []


class TestUnsubscribe:
    announced = "List-Unsubscribe: <https://news.example/u/token?one=1>, <mailto:x@news.example>"

    @pytest.mark.parametrize(
        ("href", "text", "count"),
        [
            ("https://news.example/u/other", "https://news.example/u/other", 0),
            ("https://news.example/unsubscribe/1", "https://news.example/unsubscribe/1", 0),
            ("https://news.example/u/other", "by post", 1),
            ("https://evil.example/unsubscribe", "https://news.example/u/1", 1),
            ("https://news.example/a/1", "https://news.example/a/1", 2),
            ("https://[x", "http://[x", 2),
        ],
    )
    def test_both_parts_lead_to_a_page_to_unsubscribe_on_the_announced_site(
        self, href: str, text: str, count: int
    ) -> None:
        mail = mail_of(f'<a href="{href}">x</a>', f"{text}\n", self.announced)
        assert len(breaches("footer.unsubscribe", mail)) == count

    def test_a_mail_that_announces_no_way_has_none(self) -> None:
        mail = mail_of('<a href="https://news.example/u/1">x</a>', "https://news.example/u/1\n")
        assert len(breaches("footer.unsubscribe", mail)) == 2


class TestPostalAddress:
    def found(self, address: str, html: str, text: str) -> list[str]:
        publication = replace(PUBLICATION, postal_address=address)
        mail = mail_of(html, text, publication=publication)
        return [mistake for mistake, _ in breaches("footer.postal-address", mail)]

    def test_every_line_stands_in_both_parts(self) -> None:
        assert self.found("1 Street\n\nTown", "<p>1 Street<br>Town</p>", "1 Street\nTown\n") == []

    def test_a_part_that_lacks_a_line_is_named_once(self) -> None:
        assert self.found("1 Street\nTown", "<p>1 Street</p>", "none\n") == [
            "the HTML lacks the postal address",
            "the plain text lacks the postal address",
        ]

    def test_a_newsroom_without_an_address_is_told(self) -> None:
        assert self.found(" \n", "", "") == ["digest.yaml names no postal address"]

    def test_a_message_alone_is_not_asked(self) -> None:
        assert breaches("footer.postal-address", mail_of()) == []

    @pytest.mark.parametrize(("address", "count"), [("EDIT ME, please", 1), ("1 Street", 0)])
    def test_the_address_of_the_example_is_seen(self, address: str, count: int) -> None:
        publication = replace(PUBLICATION, postal_address=address)
        found = breaches("footer.example-address", mail_of(publication=publication))
        assert len(found) == count


@pytest.mark.parametrize(
    ("link", "public_url", "count"),
    [
        ("https://asphodel-desk.example.org/membership", "https://news.example", 1),
        ("https://news.example/membership", "https://news.example", 0),
        # the whole newsroom is the example still
        ("https://asphodel-desk.example.org/m", "https://asphodel-desk.example.org", 0),
        ("", "https://news.example", 0),
    ],
)
def test_the_examples_membership_link_stops_an_issue_of_ones_own(
    link: str, public_url: str, count: int
) -> None:
    call = Call(title="Join", text="Members read more.", button="Join", url=link)
    briefing = replace(specimen(), blocks=Blocks(membership=call))
    publication = replace(PUBLICATION, public_url=public_url)
    mail = mail_of(briefing=briefing, publication=publication)
    assert len(breaches("membership.example-link", mail)) == count


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("a " + "x" * 76, 0),
        ("a " + "x" * 77, 1),
        ("x" * 200, 0),
        ("  " + "x" * 200 + " ", 0),
        ("新 " + "聞" * 37, 0),
        ("新 " + "聞" * 38, 1),
    ],
)
def test_a_line_has_at_most_78_columns_unless_it_is_one_word(line: str, count: int) -> None:
    assert len(breaches("text.width", mail_of(text=f"{line}\n"))) == count


@pytest.mark.parametrize(
    ("before", "count"), [("", 0), ("x " * 140, 0), ("x " * 146, 1), ("x " * 400, 1)]
)
def test_both_parts_tell_the_lead_in_their_first_300_characters(before: str, count: int) -> None:
    html = f"<p>{before}</p><h1>Two navies agree</h1>"
    both = breaches("parts.opening", mail_of(html, f"{before}\nTWO NAVIES AGREE\n"))
    assert len(both) == 2 * count
    assert breaches("parts.opening", mail_of("<h1>Two</h1>", "Two\n")) == []


def test_a_headline_is_the_same_behind_its_number() -> None:
    html = "<h1><span>1</span>&nbsp; Two navies agree</h1><h2 id='story-2'>۲ A truce</h2>"
    text = "Two navies agree\n\nA truce\n"
    for rule_id in ("parts.opening", "parts.parity"):
        assert breaches(rule_id, mail_of(html, text)) == []
    assert len(breaches("parts.parity", mail_of(html, "1 2\n"))) == 2


@pytest.mark.parametrize(
    ("html", "preheader"),
    [
        ('<div style="display:none">One fact͏ ‌  </div><p>x</p>', "One fact"),
        ('<div class="preheader">One fact</div>', "One fact"),
        ("<div>Shown text</div><div style='display:none'>late</div>", ""),
        ("<p>x</p>", ""),
    ],
)
def test_the_preheader_is_read_from_the_bytes(html: str, preheader: str) -> None:
    assert mail_of(f"<body>{html}</body>").preheader == preheader
