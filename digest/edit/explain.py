"""Explain a match leaf by leaf, run the tests of topics, compare two rule sets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from digest.edit.match import Page, match_articles, speaks
from digest.edit.rules import Branch, Leaf, Rulebook, compile_topics
from digest.errors import Problem
from digest.models import Alias, Article, Hit, Match, Topic, TopicTest

MOST_LEAVES_SHOWN = 4
"""True leaves that the advice on a failed test names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeafVerdict:
    """The verdict on one leaf and one article: true or not, and its hits.

    `branch` is the path to the leaf: `any`, `none`, `any.all` …
    """

    leaf: str
    true: bool
    hits: tuple[Hit, ...]
    branch: str
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why an article met a topic or did not. `note` is set when something other than the leaves
    decided.
    """

    topic_id: str
    matched: bool
    score: float
    leaves: tuple[LeafVerdict, ...]
    note: str = ""


def explain(article: Article, topic: Topic, aliases: Iterable[Alias] = ()) -> Explanation:
    """Say leaf by leaf what was true of the article, with spans. Limits, which compare articles,
    are not applied.
    """
    book = compile_topics((topic,), tuple(aliases))
    return _explain(Page(article, book), topic, book.trees[0])


def _explain(page: Page, topic: Topic, tree: Branch) -> Explanation:
    article = page.article
    verdicts = []
    for branch, leaf in _leaves(tree):
        hits = page.hits_of(leaf)
        verdict = LeafVerdict(
            leaf=leaf.label, true=bool(hits), hits=hits, branch=branch, mark=leaf.node.mark
        )
        verdicts.append(verdict)
    evaluation = page.evaluate(tree)
    # a rule that is not true has no score, however many leaves hit
    score = 0.0
    if evaluation is not None:
        score = page.score(evaluation, topic)
    spoken = speaks(article, topic)
    return Explanation(
        topic_id=topic.id,
        matched=evaluation is not None and spoken and score >= topic.min_score,
        score=score,
        leaves=tuple(verdicts),
        note=_note(article, topic, true=evaluation is not None, spoken=spoken, score=score),
    )


def run_topic_tests(topics: Iterable[Topic], aliases: Iterable[Alias] = ()) -> tuple[Problem, ...]:
    """Run `tests:` of every topic. The first line of a test is taken as the title, the rest as the
    lead.
    """
    tested = tuple([topic for topic in topics if topic.tests])
    # all rules at once: each rule for itself would compile the names of its aliases again
    book = compile_topics(tested, tuple(aliases))
    problems: list[Problem] = []
    for topic, tree in zip(tested, book.trees, strict=True):
        problems += _failed_tests(topic, tree, book)
    return tuple(problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicChange:
    """The articles that a changed rule lets in and out."""

    topic_id: str
    entered: tuple[Article, ...]
    left: tuple[Article, ...]


def diff_topics(
    articles: Iterable[Article],
    old: Iterable[Topic],
    new: Iterable[Topic],
    *,
    aliases: Iterable[Alias] = (),
    now: datetime | None = None,
) -> tuple[TopicChange, ...]:
    """Compare two rule sets on the same articles, topic by topic; topics without a change are left
    out.
    """
    articles, aliases = tuple(articles), tuple(aliases)
    before = _ids_by_topic(match_articles(articles, old, aliases=aliases, now=now))
    after = _ids_by_topic(match_articles(articles, new, aliases=aliases, now=now))
    changes = []
    # A topic that is in one of the two rule sets alone counts as one without articles in the other.
    for topic in sorted(before.keys() | after.keys()):
        old_ids, new_ids = before.get(topic, set()), after.get(topic, set())
        if old_ids != new_ids:
            entered = _picked(articles, new_ids - old_ids)
            left = _picked(articles, old_ids - new_ids)
            changes.append(TopicChange(topic_id=topic, entered=entered, left=left))
    return tuple(changes)


def _picked(articles: Sequence[Article], ids: set[str]) -> tuple[Article, ...]:
    # In the order of the articles, not of the matches.
    picked = []
    for article in articles:
        if article.id in ids:
            picked.append(article)
    return tuple(picked)


def _ids_by_topic(matches: Iterable[Match]) -> dict[str, set[str]]:
    ids: dict[str, set[str]] = {}
    for match in matches:
        ids.setdefault(match.topic_id, set()).add(match.article_id)
    return ids


def _leaves(branch: Branch, path: str = "") -> Iterator[tuple[str, Leaf]]:
    for name, nodes in (("all", branch.all), ("any", branch.any), ("none", branch.none)):
        here = f"{path}.{name}".lstrip(".")
        for node in nodes:
            if isinstance(node, Leaf):
                yield here, node
            else:
                yield from _leaves(node, here)


def _note(article: Article, topic: Topic, *, true: bool, spoken: bool, score: float) -> str:
    if not spoken:
        return f"the article is in {article.language}; the topic takes {', '.join(topic.languages)}"
    if not true:
        return "the rule is not true of this article"
    if score < topic.min_score:
        return f"the rule is true, but its score {score:g} is below min_score {topic.min_score:g}"
    return ""


def _failed_tests(topic: Topic, tree: Branch, book: Rulebook) -> Iterator[Problem]:
    for test in topic.tests:
        explanation = _explain(Page(_sample(test), book), topic, tree)
        if explanation.matched != test.should_match:
            yield Problem.at(test.mark or topic.mark, _what(topic, test), _advice(explanation))


def _sample(test: TopicTest) -> Article:
    # Limits are not applied to a test, so any date serves.
    title, _, rest = test.text.partition("\n")
    return Article(
        id="test",
        url="",
        title=title,
        lead=rest.strip(),
        published=datetime(2000, 1, 1, tzinfo=UTC),
    )


def _what(topic: Topic, test: TopicTest) -> str:
    headline = test.text.partition("\n")[0]
    if test.should_match:
        return f'topic {topic.id}: "{headline}" should match, and did not'
    return f'topic {topic.id}: "{headline}" should not match, and did'


def _advice(explanation: Explanation) -> str:
    parts = []
    for leaf in explanation.leaves:
        if leaf.true:
            part = f"{leaf.branch} leaf {leaf.leaf!r} matched {leaf.hits[0].text!r}"
            if leaf.mark:
                part += f" ({leaf.mark})"
            parts.append(part)
    if not parts:
        return "no leaf matched: add the words of this headline to the rule"
    # A few leaves show the cause; a rule may have hundreds.
    parts = parts[:MOST_LEAVES_SHOWN]
    if explanation.note:
        parts.append(explanation.note)
    return "; ".join(parts)
