"""An explanation says leaf by leaf why an article met a topic; tests of topics give advice."""

from __future__ import annotations

from datetime import UTC, datetime

from digest.edit.explain import MOST_LEAVES_SHOWN, diff_topics, explain, run_topic_tests
from digest.errors import Problem
from digest.models import Article, Field, Phrase, Rule, RuleNode, Topic, TopicTest

NOON = datetime(2026, 8, 13, 12, tzinfo=UTC)


def page(title: str, name: str = "a", language: str = "en") -> Article:
    return Article(id=name, url="", title=title, published=NOON, language=language)


def topic(*nodes: RuleNode, name: str = "fire", **more: object) -> Topic:
    return Topic(id=name, name=name, rule=Rule(any=nodes), **more)  # type: ignore[arg-type]


DEPOT = Phrase(text="depot", mark="topics.yaml:3:5")
SNOW = Phrase(text="snow")


def test_each_leaf_has_a_verdict_in_the_order_of_the_rule() -> None:
    verdicts = explain(page("Depot burns"), topic(SNOW, DEPOT)).leaves
    assert [(leaf.leaf, leaf.true, leaf.mark) for leaf in verdicts] == [
        ("snow", False, ""),
        ("depot", True, "topics.yaml:3:5"),
    ]
    assert verdicts[1].hits[0].text == "Depot"


def test_branch_is_the_path_to_a_leaf() -> None:
    rule = Rule(all=(Rule(any=(DEPOT,), none=(SNOW,)),), none=(Phrase(text="drill"),))
    verdicts = explain(page("Depot burns"), Topic(id="t", name="t", rule=rule)).leaves
    assert [leaf.branch for leaf in verdicts] == ["all.any", "all.none", "none"]


def test_match_has_a_score_and_no_note() -> None:
    explanation = explain(page("Depot burns"), topic(DEPOT))
    assert (explanation.matched, explanation.score, explanation.note) == (True, 2.0, "")


def test_false_rule_has_no_score() -> None:
    explanation = explain(page("Depot burns"), topic(SNOW))
    assert (explanation.matched, explanation.score) == (False, 0.0)
    assert explanation.note == "the rule is not true of this article"


def test_score_at_the_least_matches_and_below_it_does_not() -> None:
    assert explain(page("Depot burns"), topic(DEPOT, min_score=2.0)).matched
    explanation = explain(page("Depot burns"), topic(DEPOT, min_score=2.5))
    assert not explanation.matched
    assert explanation.note == "the rule is true, but its score 2 is below min_score 2.5"


def test_other_language_is_told_before_all_else() -> None:
    explanation = explain(page("Depot burns", language="de"), topic(SNOW, languages=("en", "fr")))
    assert not explanation.matched
    assert explanation.note == "the article is in de; the topic takes en, fr"


def test_passed_tests_are_no_problems() -> None:
    tests = (TopicTest(text="Depot burns", should_match=True),)
    assert run_topic_tests([topic(DEPOT, tests=tests)]) == ()


def test_missed_headline_is_told_with_advice() -> None:
    tests = (TopicTest(text="Snow falls", should_match=True, mark="topics.yaml:9:1"),)
    (problem,) = run_topic_tests([topic(DEPOT, tests=tests)])
    assert 'topic fire: "Snow falls" should match, and did not' in str(problem)
    assert "no leaf matched: add the words of this headline to the rule" in str(problem)


def test_unwanted_match_names_the_leaf_and_its_place() -> None:
    tests = (TopicTest(text="Depot burns", should_match=False),)
    (problem,) = run_topic_tests([topic(DEPOT, tests=tests)])
    assert 'topic fire: "Depot burns" should not match, and did' in str(problem)
    assert "any leaf 'depot' matched 'Depot' (topics.yaml:3:5)" in str(problem)


def test_advice_names_four_leaves_at_most() -> None:
    words = ("one", "two", "three", "four", "five")
    nodes = [Phrase(text=word) for word in words]
    tests = (TopicTest(text=" ".join(words), should_match=False),)
    (problem,) = run_topic_tests([topic(*nodes, tests=tests)])
    assert MOST_LEAVES_SHOWN == 4
    assert "'four'" in str(problem)
    assert "'five'" not in str(problem)


def test_lines_after_the_first_are_the_lead_of_a_test() -> None:
    tests = (TopicTest(text="Fire\nA depot burned.", should_match=True),)
    assert run_topic_tests([topic(DEPOT, tests=tests)]) == ()


def test_topics_are_tested_together_as_each_is_alone() -> None:
    titles_alone = Phrase(text="depot", fields=(Field.TITLE,))
    topics = [
        topic(SNOW, name="untested"),
        topic(SNOW, name="winter", tests=(TopicTest(text="Depot burns", should_match=True),)),
        topic(DEPOT, name="fire", tests=(TopicTest(text="Fire\nA depot.", should_match=True),)),
        topic(titles_alone, name="title", tests=(TopicTest(text="A\nDepot", should_match=True),)),
    ]
    together = run_topic_tests(topics)
    alone: list[Problem] = []
    for each in topics:
        alone += run_topic_tests([each])
    assert list(together) == alone
    winter, title = together
    assert "topic winter:" in str(winter)
    assert "topic title:" in str(title)


def test_comparison_tells_articles_that_entered_and_left() -> None:
    fire, snow = page("Depot burns", "fire"), page("Snow falls", "snow")
    (change,) = diff_topics([fire, snow], [topic(DEPOT)], [topic(SNOW)])
    assert (change.topic_id, change.entered, change.left) == ("fire", (snow,), (fire,))


def test_comparison_leaves_topics_without_a_change_out() -> None:
    assert diff_topics([page("Depot burns")], [topic(DEPOT)], [topic(DEPOT, SNOW)]) == ()


def test_new_and_removed_topics_are_compared_with_an_empty_one() -> None:
    fire = page("Depot burns")
    changes = diff_topics([fire], [topic(DEPOT, name="b")], [topic(DEPOT, name="a")])
    assert [(change.topic_id, change.entered, change.left) for change in changes] == [
        ("a", (fire,), ()),
        ("b", (), (fire,)),
    ]
