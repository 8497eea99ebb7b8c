"""The promises of every registered kind of writer, and of a toy kind that is one file and one line.

Each sentence cites a span of one of the story's own articles. The sentences of a verbatim writer
are these spans, white space folded, cuts shown as "…"; those of another pass the checks of edits.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from loopback_writer import LoopbackOptions, LoopbackWriter, toy_kind, wording_server

from digest.errors import UseError, WriteError
from digest.kernel.registry import Registry
from digest.models import Article, Item, Newsletter, Selection, Severity, Story, Writing
from digest.protocols import Writer
from digest.write import compose
from digest.write.checks import check_passage, matches_span
from digest.write.item_passages import passages
from digest.write.writers import WRITERS, MakeWriter, writer_of

KINDS: Registry[MakeWriter] = Registry("writer", [*WRITERS, toy_kind()])

NOW = datetime(2026, 3, 4, 5, 0, tzinfo=UTC)
NEWSLETTER = Newsletter(id="n", name="Example Briefing", tagline="", topics=())
BODY = """\
PORT AVEL (Reuters) - A ferry with 80 people aboard sank off Port Avel on Tuesday, the coast \
guard of Marenia said.

Rescuers found 61 survivors before nightfall, and divers are to search the wreck on Wednesday.

He said the search would go on.

Ferries have sunk three times on this route since 2019, and each time investigators blamed \
overloading.

Prosecutors are expected to question the owner of the ferry this week, and the route could stay \
closed for months.

Sign up for our newsletter to read more.
"""
STORY = Story(
    id="ferry",
    articles=(
        Article(
            id="a1",
            url="https://news.example/a1",
            title="Ferry sinks off Port Avel with 80 aboard | Coast Wire",
            published=NOW - timedelta(hours=9),
            body=BODY,
            publisher="Coast Wire",
            family="Coast Wire",
            language="en",
        ),
        Article(
            id="a2",
            url="https://news.example/a2",
            title="Marenia mourns victims of ferry",
            published=NOW - timedelta(hours=2),
            lead=(
                "Marenia declared a day of mourning for Thursday after a ferry went down off "
                "Port Avel."
            ),
            publisher="Avel Gazette",
            family="Avel Gazette",
            language="en",
        ),
    ),
    publishers=2,
    section="coast",
)


@pytest.fixture(params=KINDS.names)
def writer(request: pytest.FixtureRequest) -> Iterator[Writer]:
    if request.param != "loopback":
        yield KINDS[request.param].make(None)
        return
    with wording_server() as url:
        yield KINDS["loopback"].make(LoopbackOptions(url=url))


def write(writer: Writer, story: Story = STORY, *, lead: bool = True) -> Item:
    return writer.write(story, newsletter=NEWSLETTER, lead=lead, related=(), now=NOW)


def test_it_has_a_name(writer: Writer) -> None:
    assert writer.name


@pytest.mark.parametrize("lead", [True, False])
def test_every_sentence_is_its_span_or_passes_the_checks_of_edits(
    writer: Writer, lead: bool
) -> None:
    articles = {article.id: article for article in STORY.articles}
    item = write(writer, lead=lead)
    for passage in (item.headline, *passages(item)):
        if writer.verbatim:
            assert matches_span(passage, articles[passage.article_id])
        findings = check_passage(passage, "here", articles, item.article_ids)
        assert [one.message for one in findings if one.severity is Severity.ERROR] == []


def test_a_sentence_that_is_not_its_span_is_marked_as_edited(writer: Writer) -> None:
    articles = {article.id: article for article in STORY.articles}
    for passage in passages(write(writer)):
        assert passage.edited is not matches_span(passage, articles[passage.article_id])


def test_the_lead_story_is_written_in_full(writer: Writer) -> None:
    item = write(writer)
    assert item.lead
    assert item.what_happened
    assert item.why_it_matters


def test_only_the_lead_story_has_dek_picture_and_lead_paragraph(writer: Writer) -> None:
    item = write(writer, lead=False)
    assert (item.dek, item.picture, item.lead) == (None, None, ())
    assert item.what_happened


def test_no_sentence_stands_twice(writer: Writer) -> None:
    texts = [passage.text for passage in passages(write(writer))]
    assert len(texts) == len(set(texts))


def test_no_sentence_dangles_and_no_boilerplate_is_quoted(writer: Writer) -> None:
    texts = " ".join(passage.text for passage in passages(write(writer)))
    assert "Sign up" not in texts
    assert "(Reuters)" not in texts
    assert "He said the search" not in texts


def test_an_article_in_another_language_is_listed_and_never_quoted(writer: Writer) -> None:
    text = "أعلنت مارينيا الحداد يوم الخميس بعد غرق عبارة قبالة الميناء."
    foreign = replace(STORY.articles[1], id="a3", title="حداد في مارينيا", lead=text, language="ar")
    item = write(writer, replace(STORY, articles=(*STORY.articles, foreign)))
    quoted = {passage.article_id for passage in passages(item)} | {
        link.passage.article_id for link in item.know_more
    }
    assert "a3" in item.article_ids
    assert "a3" not in quoted


def test_the_item_names_its_story_articles_and_publishers(writer: Writer) -> None:
    item = write(writer)
    assert (item.story_id, item.section, item.publishers) == ("ferry", "coast", 2)
    assert set(item.article_ids) == {"a1", "a2"}


def test_a_headline_alone_makes_a_short_item_without_padding(writer: Writer) -> None:
    bare = replace(STORY, articles=(replace(STORY.articles[0], body="", lead=""),), publishers=1)
    item = write(writer, bare)
    assert item.headline.text == "Ferry sinks off Port Avel with 80 aboard"
    assert (item.dek, item.lead, item.what_happened, item.why_it_matters) == (None, (), (), ())


def test_the_same_story_is_written_the_same_way_twice(writer: Writer) -> None:
    assert write(writer) == write(writer)


def test_a_story_without_a_headline_is_refused(writer: Writer) -> None:
    with pytest.raises(WriteError):
        write(writer, replace(STORY, articles=(replace(STORY.articles[0], title=" "),)))


def test_a_newsletter_names_its_writer() -> None:
    with wording_server() as url:
        writing = Writing(kind="loopback", options=LoopbackOptions(url=url))
        named = writer_of(replace(NEWSLETTER, writing=writing), KINDS)
        assert named.name == "loopback"
        assert write(named).lead[0].text.startswith("The coast guard of Marenia said that a ferry")


def test_an_unknown_kind_of_writer_is_refused_with_the_kinds_there_are() -> None:
    with pytest.raises(UseError) as refused:
        writer_of(replace(NEWSLETTER, writing=Writing(kind="poet")))
    assert "extractive" in refused.value.hint


def test_a_story_that_a_writer_cannot_write_falls_to_the_extractive_writer() -> None:
    nobody_there = LoopbackWriter("http://127.0.0.1:9/")
    briefing = compose(
        Selection(stories=(STORY,)),
        NEWSLETTER,
        issue_id="n@2026-03-04",
        slot=NOW.date(),
        now=NOW,
        writer=nobody_there,
    )
    reasons = [reason.code for reason in briefing.items[0].reasons]
    assert "writer_failed" in reasons
    assert briefing.items[0].lead[0].text.startswith("A ferry with 80 people")
