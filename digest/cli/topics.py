"""`digest topics`: what a topic matches, why an article matched, and what a changed rule does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.text import Text

from digest.cli.complete import complete_topic
from digest.cli.moments import read_span
from digest.cli.state import State
from digest.cli.tables import AsJson, Listing

if TYPE_CHECKING:
    from digest.edit import LeafVerdict
    from digest.models import Article, Hit, Match, Topic

topics_app = typer.Typer(
    help="Test, explain and compare topic rules on stored articles.", no_args_is_help=True
)

SHOWN_HITS = 4
"""So many places where a leaf matched are shown."""

SHOWN_WORDS = 5
"""So many words that matched outside the title are shown."""

Since = Annotated[str, typer.Option("--since", help="How far back, e.g. 12h, 7d or 2w.")]
TopicIds = Annotated[
    list[str] | None,
    typer.Argument(help="Only these topics.", autocompletion=complete_topic),
]


@topics_app.command("list")
def list_topics(ctx: typer.Context, since: Since = "7d", as_json: AsJson = False) -> None:
    """List topics with the number of stored articles that each matched.

    A topic that matched no article is marked.
    """
    from digest.edit import match_articles

    state: State = ctx.obj
    # read before the database is opened: a slip of the keyboard is told at once
    span = read_span(since)
    with state.open(needs_config=False) as newsroom:
        topics = newsroom.config.topics
        articles = newsroom.store.articles.since(newsroom.clock() - span)
        matches = match_articles(articles, topics, aliases=newsroom.config.aliases)
    counts = Counter(match.topic_id for match in matches)
    listing = Listing(("topic", "name", f"matched in {since}"), unbroken=1)
    for topic in topics:
        matched = Text(str(counts[topic.id]))
        if not counts[topic.id]:
            matched = Text("no article: is the rule right?", style="yellow")
        listing.add(topic.id, topic.name, matched)
    listing.print_to(state.console, as_json=as_json)


@topics_app.command("test")
def show_matches(
    ctx: typer.Context,
    topic: TopicIds = None,
    since: Since = "7d",
    limit: Annotated[
        int, typer.Option(min=1, help="How many articles of each topic, best first.")
    ] = 20,
) -> None:
    """Show the stored articles that each topic matched, the words highlighted, best score first."""
    from digest.edit import match_articles

    state: State = ctx.obj
    span = read_span(since)
    with state.open() as newsroom:
        topics = _asked(newsroom.config.topics, topic)
        articles = newsroom.store.articles.since(newsroom.clock() - span)
        matches = match_articles(articles, topics, aliases=newsroom.config.aliases)
    # matches hold ids alone
    by_id = {article.id: article for article in articles}
    by_topic: dict[str, list[Match]] = {}
    for match in sorted(matches, key=_best_first):
        by_topic.setdefault(match.topic_id, []).append(match)
    for rule in topics:
        matched = by_topic.get(rule.id, [])
        state.console.rule(f"{rule.id}: {len(matched)} of {len(articles)} articles")
        for match in matched[:limit]:
            line = f"{match.score:6.2f}  {_highlighted(by_id[match.article_id], match)}"
            state.console.print(line, highlight=False)


@topics_app.command("explain")
def explain_article(
    ctx: typer.Context,
    article: Annotated[str, typer.Argument(metavar="URL|ID", help="A stored article.")],
    topic: Annotated[
        list[str] | None,
        typer.Option("--topic", help="Only these topics.", autocompletion=complete_topic),
    ] = None,
) -> None:
    """Print leaf by leaf if a rule holds for one article, with the words that it matched."""
    from digest.edit import explain
    from digest.usecases import find_article

    state: State = ctx.obj
    with state.open() as newsroom:
        stored = find_article(newsroom, article)
        config = newsroom.config
    title = f"[bold]{escape(stored.title)}[/bold]\n{escape(stored.url)}"
    state.console.print(title, highlight=False)
    for rule in _asked(config.topics, topic):
        explanation = explain(stored, rule, aliases=config.aliases)
        verdict = "[dim]no match[/dim]"
        if explanation.matched:
            verdict = "[green]matches[/green]"
        score = f"score {explanation.score:.2f} of {rule.min_score:g} needed"
        state.console.print(f"{rule.id}: {verdict}, {score}")
        if explanation.note:
            state.console.print(f"  {escape(explanation.note)}", highlight=False)
        # every leaf, also those that failed: they explain a missing article
        for leaf in explanation.leaves:
            state.console.print(_verdict(leaf), highlight=False)


@topics_app.command("diff")
def diff(
    ctx: typer.Context,
    old: Annotated[Path, typer.Argument(help="A topic file, or a folder of topic files.")],
    new: Annotated[Path, typer.Argument(help="The changed file or folder.")],
    since: Since = "7d",
) -> None:
    """Compare two versions of topic rules: which stored articles would enter, which would leave."""
    from digest.config import load_topics
    from digest.edit import diff_topics

    state: State = ctx.obj
    span = read_span(since)
    with state.open() as newsroom:
        aliases = newsroom.config.aliases
        articles = newsroom.store.articles.since(newsroom.clock() - span)
    # read outside of the database's time: a mistake in a rule is the usual case
    before, after = load_topics(old, aliases=aliases), load_topics(new, aliases=aliases)
    for change in diff_topics(articles, before, after, aliases=aliases):
        counts = f"{len(change.entered)} enter, {len(change.left)} leave"
        state.console.rule(f"{change.topic_id}: {counts}")
        for sign, group in (("[green]+[/green]", change.entered), ("[red]-[/red]", change.left)):
            for article in group:
                publisher = f"[dim]{escape(article.publisher)}[/dim]"
                state.console.print(f"{sign} {escape(article.title)} {publisher}")


def _asked(topics: Sequence[Topic], ids: Sequence[str] | None) -> Sequence[Topic]:
    """Return the topics of these ids, in the order asked for; all topics when no id is given."""
    from digest.usecases import named

    if not ids:
        return topics
    known: Mapping[str, Topic] = {topic.id: topic for topic in topics}
    return [named("topic", topic_id, known) for topic_id in ids]


def _best_first(match: Match) -> tuple[float, str]:
    return -match.score, match.article_id


def _verdict(leaf: LeafVerdict) -> str:
    """Write one leaf: its sign and branch, the words that it matched, and its place in the file.

    The sign is red where the leaf shuts the article out.
    """
    colour = "dim"
    # below "none" a leaf that is true speaks against the article
    if leaf.true:
        colour = "red" if "none" in leaf.branch.split(".") else "green"
    sign = "✓" if leaf.true else "✗"
    places = []
    for hit in leaf.hits[:SHOWN_HITS]:
        places.append(f"“{hit.text}” in {hit.field} {hit.start}–{hit.end}")
    mark = f"[dim]{escape(leaf.mark)}[/dim]"
    words = f"{escape(leaf.leaf)}  {escape('; '.join(places))}  {mark}"
    return f"  [{colour}]{sign} {leaf.branch}[/{colour}]  {words}"


def _highlighted(article: Article, match: Match) -> str:
    """Write the title with matched words marked, the outlet, and words matched elsewhere."""
    # words of the title are marked there, all others are listed behind it
    elsewhere = set()
    in_title = []
    for hit in match.hits:
        if hit.field == "title":
            in_title.append(hit)
        else:
            elsewhere.add(f"{hit.text} ({hit.field})")
    words = ", ".join(sorted(elsewhere)[:SHOWN_WORDS])
    tail = f"  [dim]{escape(words)}[/dim]" if words else ""
    outlet = f"[cyan]{escape(article.publisher)}[/cyan]"
    return f"{_marked(article.title, in_title)}  {outlet}{tail}"


def _marked(title: str, hits: Sequence[Hit]) -> str:
    end, pieces = 0, list[str]()
    for hit in sorted(hits, key=attrgetter("start")):
        # the longer of two hits that begin together is not shown twice
        if hit.start < end:  # it overlaps the one before
            continue
        word = escape(title[hit.start : hit.end])
        pieces += [escape(title[end : hit.start]), f"[bold yellow]{word}[/bold yellow]"]
        end = hit.end
    return "".join(pieces) + escape(title[end:])
