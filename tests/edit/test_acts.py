"""Acts of titles: one act of one name is one event, a theme of the day is none."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from digest.edit.acts import TOLL, acts_of, acts_of_report, share_act, themes_of
from digest.languages import language_of
from digest.models import Article


@pytest.mark.parametrize(
    ("title", "acts"),
    [
        ("Blast tears through depot in Port Avel", {"blast"}),
        ("Port Avel explosion kills nine dockers", {"blast", "toll"}),
        ("Cease-fire holds in Marenia", {"truce"}),
        ("Ceasefire holds in Marenia", {"truce"}),
        ("Air strike on Tessel", {"air strike"}),
        ("Air-strikes and airstrikes", {"air strike"}),
        ("Angry crowds march on the harbor office", {"protest"}),
        ("Thousands march in Avel", {"protest"}),
        ("Envoy is mobbed at the quay to chants of “Open it”", {"protest"}),
        ("Dockers' March Fills the Quay", {"protest"}),
        ("Harbor to open on March 9", set()),
        ("Ferry line to close on 9 March", set()),
        ("Ferry line closed since March", set()),
        ("Harbor office opens in March 2027", set()),
        ("Harbor chief leaves in mid-March", set()),
        ("Harbor chief steps down", {"resignation"}),
        ("Ferry sinks off Avel", {"crash"}),
        ("Couple wins a boat", set()),
        ("Docker survives a fall", {"rescue"}),
        ("Envoy meets survivors of the fire", set()),
        ("Docker found alive under the quay", {"rescue"}),
        ("Opinion: Marenia needs a harbor", set()),
    ],
)
def test_an_act_is_read_under_all_its_words(title: str, acts: set[str]) -> None:
    assert acts_of(title) == acts


@pytest.mark.parametrize(
    ("title", "language", "acts"),
    [
        ("Explosion im Hafen: neun Tote", "de", {"blast", "toll"}),
        ("Hafenchef tritt nach Protesten ab", "de-AT", {"protest"}),
        # English words in a German title are names or loans
        ("Deal or No Deal", "de", set()),
        ("Explosion au port", "fr", {"blast"}),
        ("Neuf morts dans des frappes sur Avel", "fr", {"air strike", "toll"}),
        ("Les otages libérés après un accord", "fr", {"hostages", "release", "deal"}),
        ("Avel'de patlama: 9 ölü", "tr", {"blast", "toll"}),
        ("Bakan istifa etti", "tr", {"resignation"}),
        ("الهدنة في أفيل ومقتل تسعة", "ar", {"truce", "toll"}),
        ("اعتقال عاملين بعد احتجاجات", "ar", {"arrest", "protest"}),
        ("Explosión en el puerto", "es", set()),
        ("Talks on the port", "", {"talks"}),
    ],
)
def test_acts_are_read_by_the_words_of_the_titles_language(
    title: str, language: str, acts: set[str]
) -> None:
    assert acts_of(title, language=language) == acts


@pytest.mark.parametrize("code", ["ar", "de", "en", "fr", "tr"])
def test_each_language_names_its_acts_alike(code: str) -> None:
    english, table = language_of("en").cluster_words, language_of(code).cluster_words
    assert english is not None
    assert table is not None
    assert set(table.acts) == set(english.acts)
    assert TOLL in table.acts


def acts(*names: str) -> frozenset[str]:
    return frozenset(names)


def test_an_act_of_three_stories_is_none_of_the_day_and_of_four_it_is() -> None:
    blast = acts("blast")
    assert themes_of([blast] * 3) == frozenset()
    assert themes_of([blast] * 4) == blast


def test_in_a_large_window_an_act_may_stand_in_more_stories() -> None:
    window = [acts("blast")] * 6 + [acts("vote")] * 7 + [acts()] * 27
    assert themes_of(window) == acts("vote")


def test_one_act_of_their_own_ties_two_titles() -> None:
    assert share_act(acts("siege", "toll"), acts("siege"), acts("blast"))
    assert not share_act(acts("siege"), acts("truce"), acts())


def test_a_theme_or_a_toll_alone_ties_none_and_both_together_do() -> None:
    assert not share_act(acts("blast"), acts("blast"), acts("blast"))
    assert not share_act(acts("toll"), acts("toll"), acts())
    assert share_act(acts("blast", "toll"), acts("blast", "toll"), acts("blast"))


def report(title: str, lead: str) -> frozenset[str]:
    noon = datetime(2026, 8, 13, 12, tzinfo=UTC)
    return acts_of_report(Article(id="a", url="", title=title, lead=lead, published=noon))


def test_a_toll_told_alone_is_of_the_cause_that_the_text_names() -> None:
    lead = "Three men of Tessel were hurt in the explosion on the quay."
    assert report("Three Tesselians wounded in Avel", lead) == acts("blast", "toll")
    # a longer text names other news further down
    assert report("Three Tesselians wounded in Avel", "x " * 150 + lead) == acts("toll")


def test_a_title_that_tells_an_act_or_no_toll_takes_none_from_the_text() -> None:
    lead = "The vote came a week after the explosion on the quay."
    assert report("Avel votes as dead are counted", lead) == acts("vote", "toll")
    assert report("Avel opens its quay", lead) == acts()


def test_an_act_that_has_no_toll_is_no_cause() -> None:
    lead = "The siege of Avel went on for a third day."
    assert report("Nine dead in Avel", lead) == acts("toll")
