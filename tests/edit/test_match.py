"""Topics find what an operator means, and say where."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from digest.edit import diff_topics, explain, match_articles, run_topic_tests
from digest.models import (
    Alias,
    AliasKind,
    Article,
    Field,
    Near,
    Phrase,
    Prefer,
    Rule,
    RuleNode,
    Topic,
    TopicLimits,
    TopicTest,
)

NOON = datetime(2026, 8, 13, 12, tzinfo=UTC)
HEZBOLLAH = Alias(
    id="hezbollah",
    name="Hezbollah",
    kind=AliasKind.GROUP,
    names=("Hizbullah", "Hizballah", "حزب الله", "חיזבאללה"),
)


def article(title: str, **more: object) -> Article:
    return Article(
        id=str(more.pop("id", "a")),
        url="https://example.com/a",
        title=title,
        published=NOON,
        **more,
    )  # type: ignore[arg-type]


def topic(*nodes: RuleNode, none: Sequence[RuleNode] = (), **more: object) -> Topic:
    rule = Rule(any=nodes, none=tuple(none))
    return Topic(id="t", name="T", rule=rule, **more)  # type: ignore[arg-type]


def matched(title: str, *nodes: RuleNode, **more: object) -> bool:
    return bool(match_articles([article(title, **more)], [topic(*nodes)], aliases=[HEZBOLLAH]))


@pytest.mark.parametrize(
    ("text", "title", "found"),
    [
        ("Oman", "Oman hosts talks", True),
        ("Oman", "A woman hosts talks", False),
        ("Oman", "Romania's Romans", False),
        ("Oman", "Oman’s ruler speaks", True),
        ("Oman", "Frappes sur l’Oman", True),
        ("Oman", "Oman'da seçim", True),
        ("d'Oman", "Le sultan d’Oman", True),
        ("Sana'a", "Sana’a sous les bombes", True),
        ("oil*", "Oilfields shut", True),
        ("oil*", "Turmoil in the market", False),
        ("Strait of Hormuz", "Ships leave the Strait\nof Hormuz", True),
        ("Strait of Hormuz", "A strait near Hormuz", False),
        ("al-Assad", "Bashar al Assad flees", True),
        ("missile* attack*", "Missiles attacked the port", True),
        ("missile* attack*", "Missiles hit; attack on port", False),
        ("Erdogan", "ERDOĞAN wins", True),
        ("UN", "UN council votes", True),
        ("UN", "Un homme est mort", False),
        ("IS", "What is next", False),
        ("@hezbollah", "Hizballah fires rockets", True),
        ("@hezbollah", "إسرائيل تقصف مواقع لحزب اللّٰه", True),
        ("@hezbollah", "צה״ל תקף יעדים של החיזבאללה", True),
        ("العراق", "انفجار في شمال العراق", True),
        ("العراق", "قوات تصل للعراق", True),
        ("العراق", "وبالعراق أيضا", True),
        ("عراق", "عراقيل جديدة", False),
        ("ایران", "وزير خارجية إيران", True),
    ],
)
def test_a_phrase_matches_whole_words_in_every_script(text: str, title: str, found: bool) -> None:
    assert matched(title, Phrase(text=text)) is found


def test_near_wants_all_terms_within_so_many_words() -> None:
    near = Near(terms=("drone*", "tanker"), words=3)
    assert matched("Drones hit a tanker", near)
    assert matched("A tanker was hit by drones", near) is False
    assert matched("The tanker hit by drones", near)
    assert not matched("Drones fly as one more old grey tanker sails", near)


def test_near_without_a_number_wants_one_sentence() -> None:
    near = Near(terms=("Iran", "enrichment"))
    assert matched("News", near, body="Talks went on. Iran said that its enrichment would go on.")
    assert not matched("News", near, body="Iran spoke first. Then enrichment came up.")


def test_a_leaf_looks_only_into_its_fields() -> None:
    phrase = Phrase(text="Iran", fields=(Field.TITLE,))
    assert not matched("Talks open", phrase, body="Iran is there")
    assert matched(
        "Talks open", Phrase(text="world", fields=(Field.CATEGORY,)), categories=("World",)
    )
    assert matched("Talks open", Phrase(text="iran", fields=(Field.URL,))) is False


def test_a_phrase_under_none_vetoes_and_each_under_all_is_needed() -> None:
    rule = Rule(all=(Phrase(text="turkey"), Phrase(text="army")), none=(Phrase(text="recipe"),))
    strict = Topic(id="t", name="T", rule=rule)
    titles = ["Turkey moves army", "Turkey moves", "Turkey army recipe"]
    found = match_articles([article(title, id=title) for title in titles], [strict])
    assert [match.article_id for match in found] == ["Turkey moves army"]


def test_a_hit_points_into_the_original_text() -> None:
    body = "“Perhaps”, said Erdoğan’s aide."
    (match,) = match_articles([article("x", body=body)], [topic(Phrase(text="erdogan"))])
    (hit,) = match.hits
    assert body[hit.start : hit.end] == hit.text == "Erdoğan"


def test_the_title_counts_more_passing_mentions_less_and_repeats_saturate() -> None:
    def score(**more: str) -> float:
        rule = topic(Phrase(text="Iran"), min_score=0.0)
        (match,) = match_articles([article(more.pop("title", "x"), **more)], [rule])
        return match.score

    later = "word " * 60
    assert (
        score(title="Iran")
        > score(lead="Iran")
        == score(body="Iran")
        == 1.0
        > score(body=later + "Iran")
    )
    assert score(body=later + "Iran " * 50) == score(body=later + "Iran " * 90) <= 4


@pytest.mark.parametrize(("mentions", "hits"), [(11, 11), (12, 12), (13, 12)])
def test_of_many_mentions_of_one_leaf_twelve_are_shown(mentions: int, hits: int) -> None:
    body = "Iran spoke. " * mentions
    (match,) = match_articles([article("x", body=body)], [topic(Phrase(text="Iran"))])
    assert len(match.hits) == hits
    assert match.hits[0].start == 0


@pytest.mark.parametrize(
    ("field", "value", "is_preferred"),
    [
        ("publisher", "gazette", True),
        ("publisher", "coast press", True),
        ("publisher", "gaz", False),
        ("source", "gazette-world", True),
        ("source", "gazette", False),
        ("section", "world", True),
        ("section", "ports", True),
        ("language", "EN", True),
        ("language", "en-GB", True),
        ("country", "cy", True),
        ("country", "", False),
    ],
)
def test_a_bonus_goes_to_an_outlet_its_house_a_section_a_language_or_a_land(
    field: str, value: str, is_preferred: bool
) -> None:
    page = article(
        "Iran",
        publisher="Gazette",
        family="Coast Press",
        source_id="gazette-world",
        section="World",
        categories=("Ports",),
        language="en-GB",
        country="CY",
    )
    preferring = topic(Phrase(text="Iran"), prefer=(Prefer(field=field, value=value, bonus=0.5),))
    (plain,) = match_articles([page], [topic(Phrase(text="Iran"))])
    (match,) = match_articles([page], [preferring])
    assert match.score == plain.score + 0.5 * is_preferred


def test_one_passing_mention_makes_no_match_but_several_do() -> None:
    later = "word " * 60
    assert not matched("x", Phrase(text="Iran"), body=later + "Iran")
    assert matched("x", Phrase(text="Iran"), body=later + "Iran " * 4)
    assert matched("x", Phrase(text="Iran", fields=(Field.BODY,)), body=later + "Iran")


def test_min_score_prefer_languages_and_limits_decide_what_passes() -> None:
    pages = [
        article("Iran talks", id="one", publisher="Gazette", language="en"),
        article("Talks with Iran", id="two", publisher="Gazette", language="en"),
        article("Iran", id="old", publisher="Herald", language="en", updated=None),
        article("Iran", id="french", publisher="Monde", language="fr"),
    ]

    def ids(**more: object) -> list[str]:
        return [
            match.article_id
            for match in match_articles(pages, [topic(Phrase(text="Iran"), **more)], now=NOON)
        ]

    assert ids() == ["french", "old", "one", "two"]
    assert ids(languages=("en",)) == ["old", "one", "two"]
    assert ids(min_score=2.5, prefer=(Prefer(field="publisher", value="gazette"),)) == [
        "one",
        "two",
    ]
    assert ids(limits=TopicLimits(per_publisher=1)) == ["french", "old", "one"]
    assert ids(limits=TopicLimits(max_articles=2)) == ["french", "old"]
    late = match_articles(
        pages,
        [topic(Phrase(text="Iran"), limits=TopicLimits(max_age_h=1))],
        now=NOON + timedelta(hours=2),
    )
    assert late == ()


def test_explain_says_leaf_by_leaf_what_was_true() -> None:
    rule = topic(
        Phrase(text="Iran"), Phrase(text="Iraq"), none=[Phrase(text="football", mark="t.yaml:9:5")]
    )
    told = explain(article("Iran wins football cup"), rule)
    assert [(leaf.leaf, leaf.branch, leaf.true) for leaf in told.leaves] == [
        ("Iran", "any", True),
        ("Iraq", "any", False),
        ("football", "none", True),
    ]
    assert not told.matched
    assert told.leaves[0].hits[0].text == "Iran"


def test_a_failed_topic_test_names_its_line_and_the_leaf() -> None:
    rule = topic(
        Phrase(text="Oman", mark="gulf.yaml:4:7"),
        tests=(
            TopicTest(text="Oman hosts talks", should_match=True, mark="gulf.yaml:9:7"),
            TopicTest(text="Qatar hosts talks", should_match=True, mark="gulf.yaml:10:7"),
            TopicTest(text="Oman Air opens a route", should_match=False, mark="gulf.yaml:12:7"),
        ),
    )
    first, second = run_topic_tests([rule])
    assert (first.file, first.line, first.column) == ("gulf.yaml", 10, 7)
    assert "no leaf matched" in first.advice
    assert second.line == 12
    assert "'Oman'" in second.advice
    assert "gulf.yaml:4:7" in second.advice


def test_a_diff_of_rules_lists_what_enters_and_leaves() -> None:
    pages = [
        article("Iran", id="iran"),
        article("Iraq", id="iraq"),
        article("Both Iran and Iraq", id="both"),
    ]
    (change,) = diff_topics(pages, [topic(Phrase(text="Iran"))], [topic(Phrase(text="Iraq"))])
    assert [page.id for page in change.entered] == ["iraq"]
    assert [page.id for page in change.left] == ["iran"]
    assert diff_topics(pages, [topic(Phrase(text="Iran"))], [topic(Phrase(text="Iran"))]) == ()


def test_the_order_of_articles_changes_nothing() -> None:
    pages = [article(f"Iran {number}", id=str(number)) for number in range(9)]
    rule = [topic(Phrase(text="Iran"))]
    assert match_articles(pages, rule) == match_articles(pages[::-1], rule)


@pytest.mark.parametrize(("before", "points"), [(14, 1.0), (15, 0.6), (39, 0.6), (40, 0.3)])
def test_a_mention_counts_by_the_number_of_words_before_it(before: int, points: float) -> None:
    text = " ".join([*["word"] * before, "Oman"])
    of_oman = topic(Phrase(text="Oman"), min_score=0.1)
    (match,) = match_articles([article("Talks", body=text)], [of_oman])
    assert match.score == points
    # in a summary the place decides, too: a passing mention there makes no match
    found = match_articles([article("Talks", lead=text)], [of_oman])
    assert [match.score for match in found] == [points] * (points > 0.3)


def test_however_many_mentions_below_a_summary_make_no_match() -> None:
    of_oman = topic(Phrase(text="Oman"), min_score=0.1)
    text = "Oman said that Oman would not leave Oman. " * 3
    assert match_articles([article("Talks", lead="Ports wait.", body=text)], [of_oman]) == ()
    assert match_articles([article("Talks", body=text)], [of_oman])


def test_of_the_names_that_begin_at_one_word_the_longest_is_the_hit() -> None:
    sea = Alias(id="sea", name="Oman", kind=AliasKind.PLACE, names=("Oman Sea", "Oman Sea Coast"))
    pages = [article("Ships leave the Oman Sea Coast and Oman")]
    (match,) = match_articles(pages, [topic(Phrase(text="@sea"))], aliases=[sea])
    assert [hit.text for hit in match.hits] == ["Oman Sea Coast", "Oman"]
