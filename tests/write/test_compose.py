"""A selection becomes a briefing: each sentence cited, nothing twice, a failing writer replaced."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sample_news import (
    FEED_ONLY,
    HARBOR,
    LAKE,
    NEWSLETTER,
    NOW,
    PAPER,
    SELECTION,
    SLOT,
    WIRE,
    article,
)

from digest.errors import WriteError
from digest.models import Article, Briefing, Item, Newsletter, PastStory, Selection, Severity, Story
from digest.write import check_briefing, compose
from digest.write.item_passages import passages


def draft(selection: Selection = SELECTION, **more: object) -> Briefing:
    return compose(
        selection, NEWSLETTER, issue_id="harbor-briefing@2026-03-04", slot=SLOT, now=NOW, **more
    )  # type: ignore[arg-type]


def stored(selection: Selection = SELECTION) -> dict[str, Article]:
    return {a.id: a for story in (*selection.stories, *selection.also) for a in story.articles}


def test_every_sentence_stands_in_the_article_it_cites() -> None:
    assert [
        f for f in check_briefing(draft(), stored()) if f.severity is not Severity.WARNING
    ] == []


def test_the_subject_carries_the_lead_story_and_the_preheader_another_fact() -> None:
    briefing = draft()
    assert "Marenia closes largest harbor" in briefing.subject
    assert len(briefing.subject) <= 60
    assert len(briefing.preheader) <= 90
    assert not set(briefing.preheader.lower().split()) >= set(briefing.subject.lower().split())
    assert {reason.code for reason in briefing.subject_reasons} == {"subject", "preheader"}


def test_each_article_that_is_cited_or_listed_is_in_the_citations() -> None:
    briefing = draft()
    assert {c.article_id for c in briefing.citations} == {WIRE.id, PAPER.id, FEED_ONLY.id, "bare-1"}


def test_a_line_in_another_outlets_words_is_cited_too() -> None:
    endless = article(
        "endless",
        "Solmar, " + "its allies and their friends, " * 8 + "meet",
        publisher="Coast Wire",
    )
    short = article("short", "Solmar and its allies meet in Tessel", publisher="Quay Post")
    briefing = draft(
        Selection(stories=(HARBOR,), also=(Story(id="meet", articles=(endless, short)),))
    )
    (line,) = briefing.also
    assert line.passage.article_id == "short"
    assert "short" in {citation.article_id for citation in briefing.citations}


def test_no_sentence_stands_twice_in_an_issue() -> None:
    twin = replace(HARBOR, id="twin")
    briefing = draft(Selection(stories=(HARBOR, twin)))
    texts = [passage.text for item in briefing.items for passage in passages(item)]
    assert len(texts) == len(set(texts))


def test_no_sentence_crosses_from_one_story_into_another() -> None:
    for item in draft().items:
        assert {passage.article_id for passage in passages(item)} <= set(item.article_ids)


class _FailsOn:
    """A writer that cannot write one story."""

    name = "fragile"
    verbatim = True

    def __init__(self, story_id: str) -> None:
        self.story_id = story_id

    def write(
        self,
        story: Story,
        *,
        newsletter: Newsletter,
        lead: bool,
        related: Sequence[Story],
        now: datetime,
        earlier: Sequence[Article] = (),
    ) -> Item:
        del newsletter, lead, related, now, earlier
        if story.id == self.story_id:
            raise WriteError("no answer", subject=story.id)
        return replace(draft().items[1], story_id=story.id, article_ids=(FEED_ONLY.id,))


def test_a_story_the_writer_cannot_write_falls_to_the_extractive_one() -> None:
    briefing = draft(writer=_FailsOn(HARBOR.id))
    assert briefing.writer == "fragile"
    assert briefing.items[0].lead
    assert briefing.items[0].reasons[-1].code == "writer_failed"
    assert all(reason.code != "writer_failed" for reason in briefing.items[1].reasons)


def test_a_follow_up_links_the_earlier_issue() -> None:
    past = PastStory(
        thread_id="lake",
        issue_id="harbor-briefing@2026-03-01",
        story_id="lake",
        published=NOW,
        headline="Lake talks break off",
        url="https://digest.example/i/harbor-briefing@2026-03-01",
    )
    link = draft(Selection(stories=(replace(LAKE, past=past),))).items[0].know_more[0]
    assert (link.past, link.url) == (True, past.url)


def test_an_empty_selection_makes_an_empty_briefing() -> None:
    briefing = draft(Selection(stories=(), held="too little news"))
    assert (briefing.items, briefing.subject) == ((), "")


def test_a_disagreeing_toll_stands_beside_the_first_with_who_gave_it() -> None:
    told = [
        passage
        for passage in passages(draft().items[0])
        if "12" in passage.text or "19" in passage.text
    ]
    assert {passage.article_id for passage in told} == {WIRE.id, PAPER.id}


def test_labels_bylines_and_calls_are_never_quoted() -> None:
    item = draft().items[0]
    told = " ".join(passage.text for passage in (item.headline, *passages(item)))
    for scrap in ("UPDATE 2", "| Coast Wire", "(Reuters)", "FILE PHOTO", "Sign up", "Reporting by"):
        assert scrap not in told


def test_a_feed_summary_makes_an_honest_short_item() -> None:
    item = draft().items[1]
    assert len(list(passages(item))) == 1
    assert item.why_it_matters == ()


def test_headlines_of_outlets_without_texts_stand_below_the_first_as_its_sentences() -> None:
    first = article("first", "Marenia parliament passes law on harbors")
    more = article("more", "Marenia parliament frees crews under law on harbors", publisher="Two")
    told = Story(id="law", articles=(first, more), publishers=2)
    item = draft(Selection(stories=(told,))).items[0]
    assert [passage.shown for passage in item.lead] == [
        "Two reported: Marenia parliament frees crews under law on harbors"
    ]


def test_a_standfirst_that_names_a_name_of_its_headline_makes_a_card() -> None:
    title = "Marenia says 6,000 crates left in a week"
    text = "Trucks roll for a sixth day as fears of a long closure in Marenia mount."
    only = article("only", title, lead=text)
    briefing = draft(Selection(stories=(Story(id="only", articles=(only,), publishers=1),)))
    assert [item.headline.text for item in briefing.items] == [title]
    assert briefing.items[0].lead != ()
