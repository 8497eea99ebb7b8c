"""The layout of a briefing: sources numbered, sentences joined, links judged, labels chosen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from digest.models import (
    AlsoItem,
    Briefing,
    Call,
    Citation,
    Correction,
    Direction,
    Item,
    KnowMore,
    Passage,
    Picture,
    SisterNewsletter,
    StoryState,
    TrendReport,
)
from digest.render import render_issue
from digest.render.layout import lay_out, reading_minutes
from digest.render.mail_page import MailPage
from digest.render.pictures import PreparedPicture
from digest.render.specimen import AT, PUBLICATION, specimen

COLUMN = 576
PICTURE = "https://pictures.example/boat.jpg"


def said(text: str, article_id: str) -> Passage:
    return Passage(text=text, article_id=article_id)


def cited(article_id: str, outlet: str = "", *, language: str = "en", **known: object) -> Citation:
    return Citation(
        article_id=article_id,
        url=f"https://{article_id}.example/1",
        title=f"Title of {article_id}",
        outlet=outlet or f"The {article_id}",
        published=AT - timedelta(hours=1),
        language=language,
        **known,  # type: ignore[arg-type]
    )


STORY = Item(
    story_id="s1",
    section="sea",
    headline=said("Two navies agree", "a"),
    what_happened=((said("They met.", "a"), said("They signed.", "a"), said("It rained.", "b")),),
    article_ids=("a", "b"),
    publishers=2,
)


def briefing(*items: Item, citations: tuple[Citation, ...] = (), **changes: object) -> Briefing:
    bare = replace(specimen(), intro=(), items=items, also=(), corrections=(), citations=citations)
    return replace(bare, **changes)  # type: ignore[arg-type]


def page_of(
    written: Briefing, pictures: dict[str, PreparedPicture] | None = None, width: int = COLUMN
) -> MailPage:
    page, _ = lay_out(
        written, publication=PUBLICATION, pictures=pictures or {}, picture_width=width
    )
    return page


def story_of(item: Item, *citations: Citation, pictures: dict[str, PreparedPicture] | None = None):
    page = page_of(briefing(item, citations=citations), pictures)
    assert page.lead
    return page.lead


class TestSentences:
    def test_neighbouring_sentences_of_one_article_share_one_link(self) -> None:
        (paragraph,) = story_of(STORY, cited("a"), cited("b")).what_happened
        assert [quote.text for quote in paragraph] == ["They met. They signed.", "It rained."]
        assert [quote.source.number for quote in paragraph] == [1, 2]

    def test_sentences_of_one_article_with_another_between_stay_apart(self) -> None:
        mixed = (said("One.", "a"), said("Two.", "b"), said("Three.", "a"))
        (paragraph,) = story_of(replace(STORY, what_happened=(mixed,))).what_happened
        assert [quote.text for quote in paragraph] == ["One.", "Two.", "Three."]

    def test_an_empty_paragraph_is_left_out(self) -> None:
        item = replace(STORY, what_happened=((), (said("One.", "a"),)), why_it_matters=((),))
        story = story_of(item)
        assert len(story.what_happened) == 1
        assert story.why_it_matters == ()

    def test_a_sentence_that_cites_no_known_article_has_no_link(self) -> None:
        (paragraph,) = story_of(STORY, cited("b")).what_happened
        assert paragraph[0].source.url == ""
        assert paragraph[0].source.number == 0

    @pytest.mark.parametrize(
        ("of_mail", "of_article", "language", "direction"),
        [
            ("en", "en", "", None),
            ("en", "EN-gb", "", None),
            ("en", "", "", None),
            ("en", "fr", "fr", None),
            ("en", "ar", "ar", Direction.RTL),
            ("ar", "en-US", "en-US", Direction.LTR),
            ("ar", "fa", "fa", None),
            ("en", "x y", "", None),
        ],
    )
    def test_language_and_direction_are_given_where_they_differ(
        self, of_mail: str, of_article: str, language: str, direction: Direction | None
    ) -> None:
        written = briefing(STORY, citations=(cited("a", language=of_article),))
        shown = Direction.RTL if of_mail == "ar" else Direction.LTR
        lead = page_of(replace(written, language=of_mail, direction=shown)).lead
        assert lead
        assert (lead.language, lead.direction) == (language, direction)


class TestSources:
    def test_own_articles_are_numbered_before_those_of_know_more(self) -> None:
        more = KnowMore(
            passage=said("Earlier.", "z"), url="https://z.example/1", outlet="Z", published=AT
        )
        story = story_of(replace(STORY, know_more=(more,)), cited("z"), cited("b"), cited("a"))
        assert [(link.number, link.outlet) for link in story.sources] == [
            (1, "The a"),
            (2, "The b"),
        ]
        assert story.know_more[0].run.source.number == 3

    def test_an_article_without_a_citation_takes_no_number(self) -> None:
        story = story_of(STORY, cited("b"))
        assert [(link.number, link.outlet) for link in story.sources] == [(1, "The b")]

    def test_articles_of_one_outlet_share_one_entry(self) -> None:
        story = story_of(STORY, cited("a", "Same"), cited("b", "Same"))
        assert [(entry.numbers, entry.outlet) for entry in story.outlets] == [((1, 2), "Same")]
        # both were published in one minute
        assert story.outlets[0].when == "07:00"

    @pytest.mark.parametrize(("publishers", "one"), [(1, True), (2, False)])
    def test_a_story_of_one_publisher_is_marked(self, publishers: int, one: bool) -> None:
        assert story_of(replace(STORY, publishers=publishers)).one_source is one

    def test_outlets_are_listed_once_in_the_order_of_their_first_citation(self) -> None:
        also = AlsoItem(story_id="x", passage=said("Also.", "c"))
        written = briefing(
            STORY,
            citations=(cited("c", "Third"), cited("b", "Same"), cited("a", "Same")),
            also=(also,),
        )
        assert [outlet.name for outlet in page_of(written).outlets] == ["Same", "Third"]

    def test_lines_of_also_today_are_numbered_through(self) -> None:
        lines = tuple(AlsoItem(story_id=i, passage=said(i, i)) for i in ("x", "y"))
        written = briefing(STORY, citations=(cited("x"), cited("y")), also=lines)
        assert [line.run.source.number for line in page_of(written).also] == [1, 2]


class TestFirstCitations:
    def test_only_the_first_sentence_that_cites_an_article_leads_to_it(self) -> None:
        item = replace(
            STORY,
            dek=said("Dek.", "a"),
            lead=(said("Lead.", "a"), said("More.", "b")),
            why_it_matters=((said("Why.", "b"),),),
        )
        story = story_of(item, cited("a"), cited("b"))
        assert story.dek
        assert not story.dek.first
        assert [quote.first for quote in story.lead] == [False, True]
        assert [quote.first for quote in story.what_happened[0]] == [False, False]
        assert [quote.first for quote in story.why_it_matters[0]] == [False]

    def test_know_more_comes_last(self) -> None:
        more = KnowMore(
            passage=said("M.", "b"), url="https://b.example/2", outlet="B", published=AT
        )
        story = story_of(replace(STORY, know_more=(more,)), cited("a"), cited("b"))
        # the headline leads to the article of the first sentence
        assert [quote.first for quote in story.what_happened[0]] == [False, True]
        assert not story.know_more[0].run.first

    def test_each_story_and_each_line_of_also_today_begins_anew(self) -> None:
        lines = tuple(AlsoItem(story_id=i, passage=said("x", "a")) for i in ("x", "y"))
        page = page_of(briefing(STORY, STORY, citations=(cited("a"),), also=lines))
        assert page.lead
        assert not page.lead.what_happened[0][0].first
        assert not page.sections[0].stories[0].what_happened[0][0].first
        assert [line.run.first for line in page.also] == [True, True]


class TestSections:
    def test_stories_stand_under_their_section_in_the_order_of_the_first_of_each(self) -> None:
        items = [replace(STORY, section=name) for name in ("sea", "talks", "sea", "talks", "sea")]
        sections = page_of(briefing(*items)).sections
        assert [(section.title, len(section.stories)) for section in sections] == [
            ("Talks", 2),
            ("At sea", 2),
        ]

    def test_the_contents_name_sections_where_there_are_several(self) -> None:
        several = [replace(STORY, section=name) for name in ("sea", "talks", "sea")]
        sections = [entry.section for entry in page_of(briefing(*several)).contents]
        assert len(set(sections)) == 2
        one = [replace(STORY, section="sea")] * 3
        assert [entry.section for entry in page_of(briefing(*one)).contents] == ["", "", ""]

    def test_a_section_without_a_title_is_called_by_its_id_or_more_news(self) -> None:
        items = [STORY, replace(STORY, section="ports"), replace(STORY, section="")]
        titles = [section.title for section in page_of(briefing(*items)).sections]
        assert titles == ["ports", "More news"]

    def test_a_briefing_without_stories_has_no_lead(self) -> None:
        page = page_of(briefing())
        assert page.lead is None
        assert page.sections == ()


class TestDeveloped:
    def test_a_developed_story_names_the_day_and_what_is_new(self) -> None:
        item = replace(
            STORY,
            state=StoryState.DEVELOPED,
            developed_since=AT - timedelta(days=3),
            new_fact="a signed plan",
        )
        story = story_of(item)
        assert story.developed == "Developed since November 20"
        assert story.new_fact == "a signed plan"

    def test_a_new_story_names_neither(self) -> None:
        item = replace(STORY, developed_since=AT, new_fact="a signed plan")
        story = story_of(item)
        assert (story.developed, story.new_fact) == ("", "")

    def test_a_developed_story_of_an_unknown_day_names_no_day(self) -> None:
        assert story_of(replace(STORY, state=StoryState.DEVELOPED)).developed == ""


class TestKnowMore:
    @pytest.mark.parametrize(
        ("outlet", "past", "link"),
        [
            ("Harbour Post", False, "Harbour Post, November 23"),
            ("", False, "November 23"),
            ("Our Briefing", True, "Our Briefing, from the issue of November 23"),
        ],
    )
    def test_the_link_names_outlet_and_day(self, outlet: str, past: bool, link: str) -> None:
        more = KnowMore(
            passage=said("More.", "a"),
            url="https://a.example/2",
            outlet=outlet,
            published=AT,
            past=past,
        )
        (shown,) = story_of(replace(STORY, know_more=(more,)), cited("a")).know_more
        assert (shown.link, shown.url, shown.past) == (link, "https://a.example/2", past)


class TestPictures:
    prepared = PreparedPicture(src="https://x.example/p.jpg", width=1200, height=675)

    def shown(self, picture: Picture, prepared: PreparedPicture | None = None):
        pictures = {PICTURE: prepared or self.prepared}
        return story_of(replace(STORY, picture=picture), pictures=pictures).picture

    @pytest.mark.parametrize(
        ("width", "height", "shown_width", "shown_height"),
        [(1200, 675, 576, 324), (576, 300, 576, 300), (400, 300, 400, 300), (1200, 1, 576, 1)],
    )
    def test_a_picture_fits_the_column_and_is_never_enlarged(
        self, width: int, height: int, shown_width: int, shown_height: int
    ) -> None:
        prepared = PreparedPicture(src="s", width=width, height=height)
        shown = self.shown(Picture(url=PICTURE, alt="x"), prepared)
        assert shown
        assert (shown.width, shown.height) == (shown_width, shown_height)

    @pytest.mark.parametrize(
        ("width", "shown_width", "bleeds"),
        [(1200, 640, True), (640, 640, True), (639, 576, False), (400, 400, False)],
    )
    def test_a_wide_picture_of_the_lead_fills_the_mail_from_edge_to_edge(
        self, width: int, shown_width: int, bleeds: bool
    ) -> None:
        prepared = PreparedPicture(src="s", width=width, height=360)
        item = replace(STORY, picture=Picture(url=PICTURE, alt="x"))
        page, _ = lay_out(
            briefing(item, item),
            publication=PUBLICATION,
            pictures={PICTURE: prepared},
            picture_width=COLUMN,
            gutter=32,
        )
        assert page.lead
        assert page.lead.picture
        assert (page.lead.picture.width, page.lead.picture.bleeds) == (shown_width, bleeds)

    def test_a_picture_that_may_not_be_shown_is_left_out(self) -> None:
        item = replace(STORY, picture=Picture(url="https://other.example/x.jpg", alt="x"))
        assert story_of(item, pictures={PICTURE: self.prepared}).picture is None

    @pytest.mark.parametrize(
        ("alt", "caption", "shown_alt"),
        [
            ("A boat", "", "A boat"),
            ("A boat", "The boat", "A boat"),
            ("", "The boat", "Picture of the report “Two navies agree”"),
            ("", "", "Picture of the report “Two navies agree”"),
        ],
    )
    def test_a_picture_without_alt_is_named_by_its_story(
        self, alt: str, caption: str, shown_alt: str
    ) -> None:
        shown = self.shown(Picture(url=PICTURE, alt=alt, caption=caption))
        assert shown
        assert shown.alt == shown_alt

    @pytest.mark.parametrize(
        ("caption", "shown_caption"),
        [("The boat", "The boat."), ("The boat!", "The boat!"), ("In 2026", "In 2026."), ("", "")],
    )
    def test_a_caption_ends_as_a_sentence(self, caption: str, shown_caption: str) -> None:
        shown = self.shown(Picture(url=PICTURE, alt="x", caption=caption))
        assert shown
        assert shown.caption == shown_caption

    @pytest.mark.parametrize(("credit", "line"), [("The Desk", "Photo: The Desk"), ("", "")])
    def test_a_credit_has_its_label(self, credit: str, line: str) -> None:
        shown = self.shown(Picture(url=PICTURE, alt="x", credit=credit, file_photo=True))
        assert shown
        assert shown.credit == line
        assert shown.file_photo


class TestBlocks:
    def test_addresses_of_standing_blocks_are_judged(self) -> None:
        bad = "javascript:alert(1)"
        blocks = replace(
            specimen().blocks,
            trend_reports=(TrendReport(title="T", url=bad),),
            membership=Call(title="C", text="x", button="B", url=bad),
            sisters=(SisterNewsletter(name="S", tagline="x", url=bad),),
        )
        page = page_of(briefing(STORY, blocks=blocks))
        assert page.membership
        assert {page.reports[0].url, page.membership.url, page.sisters[0].url} == {""}

    @pytest.mark.parametrize(
        ("issue_id", "name"),
        [("x@2026-11-20", "About the issue of November 20"), ("x@soon", ""), ("", "")],
    )
    def test_a_correction_is_named_by_the_day_of_its_issue(self, issue_id: str, name: str) -> None:
        written = briefing(STORY, corrections=(Correction(text="It was 42.", issue_id=issue_id),))
        assert page_of(written).corrections[0].name == name

    @pytest.mark.parametrize(
        ("address", "lines"),
        [
            (
                "The Sample Newsroom\n12 Example Street",
                ("The Sample Newsroom", "12 Example Street"),
            ),
            ("12 Example Street\n \n", ("The Sample Newsroom", "12 Example Street")),
            ("", ("The Sample Newsroom",)),
        ],
    )
    def test_the_sender_is_named_once(self, address: str, lines: tuple[str, ...]) -> None:
        publication = replace(PUBLICATION, postal_address=address)
        page, _ = lay_out(
            briefing(STORY), publication=publication, pictures={}, picture_width=COLUMN
        )
        assert page.postal_address == lines

    def test_the_archive_is_that_of_the_newsletter(self) -> None:
        page = page_of(briefing(STORY))
        assert page.archive_url == "https://news.example/archive/sample-briefing"

    def test_the_day_is_told_in_full(self) -> None:
        page = page_of(briefing(STORY, slot=date(2026, 11, 23)))
        assert page.day == "Monday, November 23, 2026"


@pytest.mark.parametrize(("words", "minutes"), [(1, 1), (344, 1), (346, 2), (574, 2), (576, 3)])
def test_reading_takes_a_minute_for_230_words_and_at_least_one(words: int, minutes: int) -> None:
    item = Item(story_id="s", headline=said("word " * words, "a"))
    assert reading_minutes(briefing(item)) == minutes


def test_a_language_tag_that_is_none_becomes_the_language_of_the_labels() -> None:
    assert page_of(briefing(STORY, language="!!")).language == "en"


def test_a_story_that_cites_one_of_its_outlets_names_a_source_and_not_sources() -> None:
    briefing = specimen(stories=1)
    (item,) = briefing.items
    lead = replace(item, lead=(item.headline,), dek=None, what_happened=(), why_it_matters=())
    issue = render_issue(replace(briefing, items=(lead,)), publication=PUBLICATION, created=AT)
    assert "\nSource:\n[1] " in issue.text
    assert "<strong>Source:</strong>" in issue.html
