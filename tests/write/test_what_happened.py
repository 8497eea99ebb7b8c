"""Facts stand in the order of an editor: disputes, the lead's outlet, the newest; event to next."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sample_news import article

from digest.models import Passage, Role, Story
from digest.write.candidates import quotables
from digest.write.draft_state import StoryDraft
from digest.write.groups import count_words, paragraphs_of, take_up
from digest.write.quotable import Quotable
from digest.write.what_happened import in_telling_order, newest_first

TITLE = "Marenia closes Port Avel after blast at fuel depot"


def quote(text: str, outlet: str, *, hours: float = 10, index: int = 0) -> Quotable:
    found = quotables(article(outlet, TITLE, lead=text, publisher=outlet, hours=hours))[0]
    return replace(found, index=index, role=Role.MAIN)


OPENS = quote("Marenia closed Port Avel after a blast killed 12 dockers.", "Coast Wire")
MORE = quote("Two freighters drifted against the mole of the harbor.", "Coast Wire", index=3)
FRESH = quote("Divers found a wreck in the basin of Avel.", "Gazette", hours=1)
OLDER = quote("Bakers sold out in the hill towns of Marenia.", "Quay Post", hours=5)
RIVAL = quote("The blast killed 19 dockers at Port Avel.", "Union News", hours=9)
PRAISE = quote("The mayor praised the crews of the fireboats.", "Gazette", hours=1, index=1)
AHEAD = quote("The court will hear the owners of the depot.", "Gazette", hours=1, index=2)


def drafted() -> StoryDraft:
    draft = StoryDraft(
        story=Story(id="s", articles=(OPENS.article,)),
        headline=Passage(text=TITLE, article_id="a"),
        known=TITLE,
    )
    draft.take([OPENS])
    return draft


def ordered(*quotes: Quotable) -> list[Quotable]:
    return [group[0] for group in in_telling_order(drafted(), [[one] for one in quotes])]


def test_disputed_tolls_come_first_then_the_leads_outlet_then_the_newest() -> None:
    assert ordered(OLDER, FRESH, MORE, RIVAL) == [RIVAL, MORE, FRESH, OLDER]


def test_the_sentences_of_one_outlet_stay_together_from_event_to_next_step() -> None:
    assert ordered(AHEAD, OLDER, PRAISE, FRESH) == [FRESH, PRAISE, AHEAD, OLDER]


def test_the_outlet_that_opens_goes_on_in_another_of_its_articles() -> None:
    second = replace(MORE, article=replace(MORE.article, id="second"))
    assert ordered(FRESH, second) == [second, FRESH]


def test_an_outlet_that_only_reacts_stands_behind_those_that_tell_the_event() -> None:
    assert ordered(PRAISE, OLDER, MORE) == [MORE, OLDER, PRAISE]
    assert ordered(AHEAD, OLDER) == [OLDER, AHEAD]


def test_the_order_does_not_depend_on_the_order_of_finding() -> None:
    quotes = (OLDER, FRESH, MORE, RIVAL, PRAISE, AHEAD)
    assert ordered(*quotes) == ordered(*reversed(quotes))


def test_articles_stand_newest_first_behind_the_one_that_opens() -> None:
    articles = [one.article for one in (OLDER, FRESH, OPENS)]
    names = [one.id for one in newest_first(articles, OPENS.article.id)]
    assert names == ["Coast Wire", "Gazette", "Quay Post"]


@pytest.mark.parametrize(("room", "count"), [(8, 0), (9, 1), (17, 1), (18, 2)])
def test_groups_are_taken_while_they_fit(room: int, count: int) -> None:
    assert (FRESH.words, MORE.words) == (9, 9)
    assert len(take_up(drafted(), [[FRESH], [MORE]], room, most=4)) == count


def test_no_more_groups_than_asked_for_and_none_once_enough_is_said() -> None:
    assert len(take_up(drafted(), [[FRESH], [MORE]], 50, most=1)) == 1
    assert len(take_up(drafted(), [[FRESH], [MORE]], 50, most=4, enough=9)) == 1
    assert len(take_up(drafted(), [[FRESH], [MORE]], 50, most=4, enough=10)) == 2


def test_a_sentence_that_was_said_is_not_taken_again() -> None:
    assert take_up(drafted(), [[OPENS]], 50, most=4) == []


def test_neighbours_of_one_article_join_up_to_fifty_words() -> None:
    long = replace(MORE, text="word " * 41)
    assert [len(one) for one in paragraphs_of([[MORE], [MORE], [FRESH]])] == [2, 1]
    assert [len(one) for one in paragraphs_of([[MORE], [long]])] == [2]
    assert [len(one) for one in paragraphs_of([[MORE], [replace(long, text="word " * 42)]])] == [
        1,
        1,
    ]
    assert paragraphs_of([[], []]) == ()


def test_words_of_all_sentences_are_counted() -> None:
    assert count_words([FRESH, MORE]) == 18
