"""Groups of sentences: who needs the sentence before, what fits the room, and short paragraphs."""

from __future__ import annotations

import pytest
from quotes import made_quote
from sample_news import article

from digest.models import Passage, Story
from digest.write.candidates import quotables
from digest.write.draft_state import StoryDraft
from digest.write.groups import (
    count_words,
    paragraph_of,
    paragraphs_of,
    take_up,
    understood,
)
from digest.write.quotable import Quotable

TITLE = "Marenia closes its harbor after a blast"


def draft(title: str = TITLE) -> StoryDraft:
    story = Story(id="s", articles=(article("a", title),))
    return StoryDraft(story=story, headline=Passage(text=title, article_id="a"), known=title)


def words(count: int, name: str) -> Quotable:
    """A sentence of so many words, each of its own."""
    text = " ".join(f"{name}{number}" for number in range(count))
    return made_quote(text, source=article(name, TITLE, body=text))


# ---- room ------------------------------------------------------------------------------------


def taken(*groups: list[Quotable], room: int = 100, **more: int) -> list[str]:
    chosen = take_up(draft(), groups, room, **({"most": 9} | more))
    return ["+".join(quote.article.id for quote in group) for group in chosen]


def test_groups_are_taken_in_their_order_while_they_fit():
    groups = ([words(10, "a")], [words(10, "b")], [words(10, "c")])
    assert taken(*groups, room=30) == ["a", "b", "c"]
    assert taken(*groups, room=29) == ["a", "b"]


def test_a_later_group_that_is_shorter_may_still_fit():
    assert taken([words(10, "a")], [words(20, "b")], [words(5, "c")], room=15) == ["a", "c"]


def test_no_more_groups_are_taken_than_asked_for():
    groups = ([words(5, "a")], [words(5, "b")], [words(5, "c")])
    assert taken(*groups, most=2) == ["a", "b"]
    assert taken(*groups, most=0) == []


@pytest.mark.parametrize(("enough", "count"), [(5, 1), (6, 2), (10, 2), (11, 3)])
def test_no_further_group_is_taken_once_enough_is_said(enough: int, count: int):
    groups = ([words(5, "a")], [words(5, "b")], [words(5, "c")])
    assert len(taken(*groups, enough=enough)) == count


def test_a_group_of_which_one_sentence_is_told_already_is_passed_over():
    first, second = words(5, "a"), words(5, "b")
    assert taken([first], [second, first], [second]) == ["a", "b"]


def test_sentences_that_are_taken_stand_in_the_draft():
    state = draft()
    first = words(5, "a")
    take_up(state, [[first]], 10, most=1)
    assert state.taken == [first]
    assert "a4" in state.known


# ---- sentences that lean on the one before ---------------------------------------------------

BODY = (
    "Interior Minister Dana Orlov closed the harbor of Port Avel on Tuesday.\n\n"
    "He promised that the gates of the old depot would stay shut.\n\n"
    "Divers searched the basin of the harbor all night.\n\n"
    "He thanked them for their work in the cold water."
)


def lines() -> tuple[Quotable, ...]:
    return quotables(article("a", "Fire at sea", body=BODY))


def test_a_sentence_that_stands_alone_is_a_group_of_its_own():
    first = lines()[0]
    assert understood(first, draft()) == [first]


def test_a_pronoun_takes_the_sentence_that_names_its_person_along():
    first, second, *_ = lines()
    assert not second.alone
    assert understood(second, draft()) == [first, second]


def test_a_sentence_that_names_no_person_introduces_none():
    assert lines()[3].text.startswith("He thanked")
    assert understood(lines()[3], draft()) == []


def test_the_sentence_before_is_not_told_again():
    state = draft()
    state.take([lines()[0]])
    assert understood(lines()[1], state) == []


def test_the_first_sentence_has_no_sentence_before():
    lone = made_quote("He closed the harbor of Port Avel on Tuesday.", alone=False)
    assert understood(lone, draft()) == []


# ---- paragraphs ------------------------------------------------------------------------------


def same_article(*counts: int) -> list[list[Quotable]]:
    source = article("a", TITLE, body="x")
    groups = []
    for number, count in enumerate(counts):
        text = " ".join(["word"] * count)
        groups.append([made_quote(text, source=source, index=number)])
    return groups


@pytest.mark.parametrize(
    ("counts", "lengths"),
    [
        ((25, 25), [50]),
        ((25, 26), [25, 26]),
        ((20, 20, 10), [50]),
        ((20, 20, 11), [40, 11]),
        ((60, 5), [60, 5]),
        ((), []),
    ],
)
def test_sentences_of_one_article_make_paragraphs_of_fifty_words(counts, lengths: list[int]):
    paragraphs = paragraphs_of(same_article(*counts))
    assert [sum(len(one.text.split()) for one in part) for part in paragraphs] == lengths


def test_another_article_begins_a_paragraph():
    paragraphs = paragraphs_of([[words(5, "a")], [words(5, "b")], [words(5, "b")]])
    assert [[one.article_id for one in part] for part in paragraphs] == [["a"], ["b", "b"]]


def test_empty_groups_make_no_paragraph():
    assert paragraphs_of([[], [words(5, "a")], []]) == (paragraph_of([words(5, "a")]),)


def test_groups_are_not_changed_by_joining_them():
    groups = same_article(5, 5)
    paragraphs_of(groups)
    assert [len(group) for group in groups] == [1, 1]


def test_words_of_several_sentences_are_added():
    assert count_words([words(3, "a"), words(4, "b")]) == 7
    assert count_words([]) == 0
