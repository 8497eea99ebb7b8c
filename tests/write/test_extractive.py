"""The extractive writer: which articles are read, what is cited, and the trail of its reasons."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sample_news import BARE, FEED_ONLY, HARBOR, LAKE, NEWSLETTER, NOW, PAPER, WIRE, article

from digest.errors import WriteError
from digest.models import Item, Newsletter, PastStory, Reason, Story, StoryState
from digest.write.extractive import ExtractiveWriter


def written(
    story: Story, *, lead: bool = True, newsletter: Newsletter = NEWSLETTER, **more: object
) -> Item:
    values: dict[str, object] = {"related": (), "now": NOW} | more
    return ExtractiveWriter().write(story, newsletter=newsletter, lead=lead, **values)  # type: ignore[arg-type]


def words(*paragraphs: tuple) -> int:
    return sum(len(one.text.split()) for paragraph in paragraphs for one in paragraph)


@pytest.mark.parametrize("title", ["", "  ", "\n"])
def test_a_story_without_a_headline_is_refused(title: str):
    with pytest.raises(WriteError) as caught:
        written(Story(id="s1", articles=(article("a", title, body="A ship sank."),)))
    assert str(caught.value) == "the story has no headline: s1"
    assert caught.value.hint == "leave it out, or give its lead article a title"


def test_a_story_without_articles_is_refused():
    with pytest.raises(WriteError):
        written(Story(id="s1", articles=()))


def test_only_a_lead_story_has_dek_picture_and_lead_paragraph():
    lead, second = written(HARBOR), written(HARBOR, lead=False)
    assert lead.lead
    assert (second.dek, second.picture, second.lead) == (None, None, ())
    assert second.what_happened


def test_parts_keep_to_their_words():
    lead, second = written(HARBOR), written(HARBOR, lead=False)
    assert words(lead.lead) <= 60
    assert words(*lead.what_happened) <= 115
    assert words(*lead.why_it_matters) <= 85
    assert words(*second.what_happened) <= 75
    assert words(*second.why_it_matters) <= 45


def test_every_sentence_cites_its_words_in_an_article_of_the_story():
    bodies = {WIRE.id: WIRE.body, PAPER.id: PAPER.body}
    item = written(HARBOR)
    for paragraph in (item.lead, *item.what_happened, *item.why_it_matters):
        for passage in paragraph:
            span = bodies[passage.article_id][passage.start : passage.end]
            assert span.split() == passage.text.split()


def test_the_facts_of_the_story_are_carried_over():
    past = PastStory(
        thread_id="harbor", issue_id="i", story_id="h", published=NOW, headline="", url=""
    )
    reason = Reason(code="points", detail="9 points")
    story = replace(
        HARBOR,
        state=StoryState.DEVELOPED,
        new_fact="19 dead",
        past=past,
        reasons=(reason,),
    )
    item = written(story)
    assert (item.story_id, item.section, item.publishers) == ("harbor", "coast", 2)
    assert (item.state, item.new_fact, item.developed_since) == (
        StoryState.DEVELOPED,
        "19 dead",
        NOW,
    )
    assert item.reasons[0] == reason
    assert written(HARBOR).developed_since is None


def test_a_fact_of_which_the_card_tells_no_word_is_left_out():
    story = replace(HARBOR, state=StoryState.DEVELOPED, new_fact="Nine hostages")
    item = written(story)
    assert (item.state, item.new_fact) == (StoryState.DEVELOPED, "")


def test_the_trail_names_the_outlets_that_are_quoted():
    (reason,) = written(HARBOR).reasons
    assert reason.code == "written"
    assert reason.detail.endswith(" sentences from Avel Gazette, Coast Wire")
    count = int(reason.detail.split()[0])
    item = written(HARBOR)
    parts = (item.lead, *item.what_happened, *item.why_it_matters)
    assert count >= sum(len(part) for part in parts)


def test_a_headline_alone_says_that_it_is_one():
    item = written(BARE)
    assert [reason.code for reason in item.reasons] == ["written", "headline_only"]
    assert item.reasons[0].detail == "0 sentences from the article"
    assert (item.lead, item.what_happened, item.why_it_matters) == ((), (), ())
    assert item.headline.text == "Court in Solmar rules on election dates"


def test_an_article_without_a_publisher_has_no_name_to_give():
    nameless = replace(FEED_ONLY, publisher="")
    item = written(replace(LAKE, articles=(nameless,)))
    assert item.reasons[0].detail.endswith("sentences from the article")


# ---- languages -------------------------------------------------------------------------------

FRENCH = article(
    "fr-1",
    "Marenia ferme son port",
    body="Marenia a fermé mardi son plus grand port après un incendie du dépôt.",
    language="fr",
    publisher="Le Quai",
)


def cited_by(item: Item) -> set[str]:
    parts = (item.lead, *item.what_happened, *item.why_it_matters)
    return {passage.article_id for part in parts for passage in part}


def test_an_article_in_the_newsletters_language_goes_before_the_lead():
    story = Story(id="s", articles=(FRENCH, WIRE), thread_id="s")
    item = written(story)
    assert item.headline.article_id == WIRE.id
    assert cited_by(item) == {WIRE.id}
    assert set(item.article_ids) == {FRENCH.id, WIRE.id}


def test_a_region_of_a_language_is_read_with_the_language():
    story = Story(id="s", articles=(replace(WIRE, language="en-GB"),), thread_id="s")
    assert cited_by(written(story)) == {WIRE.id}
    american = replace(NEWSLETTER, language="en-US")
    assert cited_by(written(story, newsletter=american)) == {WIRE.id}


def test_an_article_without_a_language_is_read():
    story = Story(id="s", articles=(replace(WIRE, language=""),), thread_id="s")
    assert cited_by(written(story)) == {WIRE.id}


def test_without_an_article_in_either_language_the_leads_language_is_read():
    story = Story(id="s", articles=(FRENCH,), thread_id="s")
    assert cited_by(written(story)) == {FRENCH.id}


# ---- earlier articles ------------------------------------------------------------------------

EARLIER = article(
    "old-1",
    "Marenia rations petrol after fire at Port Avel depot",
    body=(
        "Marenia rationed petrol for three weeks after a fire at the Port Avel fuel depot, "
        "because most carriers have no other deep harbor on its coast."
    ),
    hours=24 * 40,
    publisher="Avel Gazette",
)


def test_an_earlier_article_is_listed_behind_those_of_the_story_once_it_is_quoted():
    item = written(HARBOR, earlier=(EARLIER,))
    assert item.article_ids[:2] == (WIRE.id, PAPER.id)
    assert (EARLIER.id in item.article_ids) is (EARLIER.id in cited_by(item))


def test_an_earlier_article_in_another_language_is_never_quoted():
    foreign = replace(EARLIER, language="fr")
    assert EARLIER.id not in written(HARBOR, earlier=(foreign,)).article_ids


def test_writing_twice_gives_the_same():
    assert written(HARBOR) == written(HARBOR)
    assert written(HARBOR, lead=False) == written(HARBOR, lead=False)
