"""`digest topics`: what a topic matches, why an article matched, and what a changed rule lets in and out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from digest.cli.state import State
from digest.cli.tables import table
from digest.config import load_topics
from digest.edit import LeafVerdict, diff_topics, explain, match_articles
from digest.errors import UseError
from digest.models import Article, Match, Topic
from digest.usecases.newsroom import find_article, named

topics_app = typer.Typer(
    help="Test, explain and compare topic rules on stored articles.", no_args_is_help=True
)

Since = Annotated[str, typer.Option("--since", help="How far back, e.g. 12h, 7d or 2w.")]
UNITS_H = {"h": 1, "d": 24, "w": 168}


@topics_app.command("list")
def list_topics(ctx: typer.Context, since: Since = "7d") -> None:
    """List topics with the number of stored articles each matched; one that matched nothing is marked."""
    state: State = ctx.obj
    with state.open() as newsroom:
        topics, span = newsroom.config.topics, _span(since)
        articles = newsroom.store.articles.since(newsroom.clock() - span)
        counts: dict[str, int] = {}
        for match in match_articles(articles, topics, aliases=newsroom.config.aliases):
            counts[match.topic_id] = counts.get(match.topic_id, 0) + 1
    shown = table("topic", "name", f"matched in {since}", unbroken=1)
    for topic in topics:
        count = counts.get(topic.id, 0)
        shown.add_row(
            topic.id,
            topic.name,
            str(count) if count else "[yellow]nothing: is the rule right?[/yellow]",
        )
    state.console.print(shown)


@topics_app.command("test")
def show_matches(
    ctx: typer.Context,
    topic: Annotated[list[str] | None, typer.Argument(help="Only these topics.")] = None,
    since: Since = "7d",
    limit: Annotated[
        int, typer.Option(min=1, help="How many articles of each topic, best first.")
    ] = 20,
) -> None:
    """Show what each topic matched among stored articles, the words highlighted, best score first."""
    state: State = ctx.obj
    with state.open() as newsroom:
        config = newsroom.config
        topics = _wanted(config.topics, topic)
        articles = newsroom.store.articles.since(newsroom.clock() - _span(since))
        matches = match_articles(articles, topics, aliases=config.aliases)
    by_id = {article.id: article for article in articles}
    for one in topics:
        found = sorted(
            (m for m in matches if m.topic_id == one.id), key=lambda m: (-m.score, m.article_id)
        )
        state.console.rule(f"{one.id}: {len(found)} of {len(articles)} articles")
        for match in found[:limit]:
            state.console.print(
                f"{match.score:6.2f}  {_highlighted(by_id[match.article_id], match)}",
                highlight=False,
            )


@topics_app.command("explain")
def explain_article(
    ctx: typer.Context,
    article: Annotated[str, typer.Argument(metavar="URL|ID", help="A stored article.")],
    topic: Annotated[list[str] | None, typer.Option("--topic", help="Only these topics.")] = None,
) -> None:
    """Say leaf by leaf what was true or false of one article, with the words it matched."""
    state: State = ctx.obj
    with state.open() as newsroom:
        found = find_article(newsroom, article)
        state.console.print(
            f"[bold]{escape(found.title)}[/bold]\n{escape(found.url)}", highlight=False
        )
        for one in _wanted(newsroom.config.topics, topic):
            explanation = explain(found, one, aliases=newsroom.config.aliases)
            verdict = "[green]matches[/green]" if explanation.matched else "[dim]no match[/dim]"
            state.console.print(
                f"{one.id}: {verdict}, score {explanation.score:.2f} of {one.min_score:g} needed"
            )
            if explanation.note:
                state.console.print(f"  {escape(explanation.note)}", highlight=False)
            for leaf in explanation.leaves:
                state.console.print(_verdict(leaf), highlight=False)


def _verdict(leaf: LeafVerdict) -> str:
    """One leaf: its sign, red where it shuts the article out; its branch of the rule; what it found; its place."""
    colour = "dim" if not leaf.true else "red" if "none" in leaf.branch.split(".") else "green"
    spans = "; ".join(f"“{hit.text}” in {hit.field} {hit.start}–{hit.end}" for hit in leaf.hits[:4])
    sign = f"[{colour}]{'✓' if leaf.true else '✗'} {leaf.branch}[/{colour}]"
    return f"  {sign}  {escape(leaf.leaf)}  {escape(spans)}  [dim]{escape(leaf.mark)}[/dim]"


@topics_app.command("diff")
def diff(
    ctx: typer.Context,
    old: Annotated[Path, typer.Argument(help="A topic file, or a folder of them.")],
    new: Annotated[Path, typer.Argument(help="The changed file or folder.")],
    since: Since = "7d",
) -> None:
    """Compare two versions of topic rules on stored articles: which would enter, which would leave."""
    state: State = ctx.obj
    with state.open() as newsroom:
        aliases = newsroom.config.aliases
        articles = newsroom.store.articles.since(newsroom.clock() - _span(since))
        changes = diff_topics(
            articles,
            load_topics(old, aliases=aliases),
            load_topics(new, aliases=aliases),
            aliases=aliases,
        )
    for change in changes:
        state.console.rule(
            f"{change.topic_id}: {len(change.entered)} enter, {len(change.left)} leave"
        )
        for sign, group in (("[green]+[/green]", change.entered), ("[red]-[/red]", change.left)):
            for article in group:
                state.console.print(
                    f"{sign} {escape(article.title)} [dim]{escape(article.publisher)}[/dim]"
                )


def _wanted(topics: Sequence[Topic], ids: Sequence[str] | None) -> Sequence[Topic]:
    """Those of these ids, in the order asked for; all of them when none is named."""
    known = {topic.id: topic for topic in topics}
    return [named("topic", one, known) for one in ids] if ids else topics


def _span(text: str) -> timedelta:
    found = re.fullmatch(r"(\d{1,4})([hdw])", text.strip())
    if not found:
        raise UseError("not a span of time", subject=text, hint="write it like 12h, 7d or 2w")
    return timedelta(hours=int(found[1]) * UNITS_H[found[2]])


def _highlighted(article: Article, match: Match) -> str:
    """The title with the matched words marked, the outlet, and the matched words elsewhere."""
    title, at, pieces = article.title, 0, list[str]()
    for hit in sorted((h for h in match.hits if h.field == "title"), key=lambda h: h.start):
        if hit.start < at:
            continue
        pieces += [
            escape(title[at : hit.start]),
            f"[bold yellow]{escape(title[hit.start : hit.end])}[/bold yellow]",
        ]
        at = hit.end
    elsewhere = sorted({f"{hit.text} ({hit.field})" for hit in match.hits if hit.field != "title"})
    tail = f"  [dim]{escape(', '.join(elsewhere[:5]))}[/dim]" if elsewhere else ""
    return (
        "".join(pieces) + escape(title[at:]) + f"  [cyan]{escape(article.publisher)}[/cyan]" + tail
    )
