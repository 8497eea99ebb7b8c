"""`digest init`, `check`, `schema`, `labels` and `templates`: a newsroom's folder and files."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from digest.cli.state import State
from digest.cli.tables import AsJson, Listing
from digest.errors import ConfigError

if TYPE_CHECKING:
    from digest.config import Config
    from digest.errors import Problem
    from digest.models import Blocks
    from digest.render import MailParts

EXAMPLES = (".example", ".example.org", ".example.com", ".example.net", ".invalid", "EDIT ME")
"""Words of a value that no operator has changed yet (RFC 2606 keeps the names free)."""

OPERATORS_KEYS = ("public_url", "from_address", "reply_to", "postal_address")
"""Keys of the publication that each operator must change."""


def init(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new folder, or an empty one.")],
) -> None:
    """Copy the default newsroom into a folder of your own. No file is ever overwritten."""
    from digest.config import init_newsroom

    state: State = ctx.obj
    files = init_newsroom(folder)
    state.print(f"{len(files)} files in {folder}")
    edit = f"{folder / 'digest.yaml'} and {folder / 'newsletters'}"
    state.print(f"  next: {edit}: make every line marked EDIT yours")
    state.print(f"  next: digest -c {folder} check")
    state.print(f"  next: digest -c {folder} doctor")


def check(ctx: typer.Context) -> None:
    """Check every file without network: keys, rules, topic tests, themes, templates.

    All problems are named at once.
    """
    from digest.edit import run_topic_tests
    from digest.render import check_themes, mail_parts

    state: State = ctx.obj
    # the files first: templates and topics are checked on what they say
    config = state.config()
    # all at once: an operator mends a file in one go
    parts = mail_parts(config.folder)
    problems = [
        *run_topic_tests(config.topics, config.aliases),
        *_template_problems(config, parts),
        *check_themes(config.theme_folders, parts.names),
        *_lowered_problems(config),
    ]
    if problems:
        count = f"{len(problems)} problems"
        if len(problems) == 1:
            count = "1 problem"
        message = f"the configuration in {state.folder} needs mending: {count}"
        raise ConfigError(message, problems=problems)
    _print_summary(state, config)


def _lowered_problems(config: Config) -> tuple[Problem, ...]:
    lowering = [newsletter for newsletter in config.newsletters if newsletter.lowered]
    # the rules of preflight bring what reads a whole mail, and few newsletters lower one
    if not lowering:
        return ()
    from digest.render import check_lowered

    return check_lowered(lowering)


def _template_problems(config: Config, parts: MailParts) -> tuple[Problem, ...]:
    from digest.render import has_own_templates

    # to render two mails takes as long as all other checks together
    if not has_own_templates(config.settings.templates_dir, parts):
        return ()
    from digest.render import check_templates

    return check_templates(config.settings.templates_dir, parts)


def schema(
    ctx: typer.Context,
    out: Annotated[
        Path | None, typer.Option(help="Where to; default: schemas/ in the newsroom's folder.")
    ] = None,
) -> None:
    """Write a JSON Schema for each kind of file, by which an editor completes and checks."""
    from digest.config import write_schemas
    from digest.usecases.extensions import known_kinds

    state: State = ctx.obj
    for path in write_schemas(out or state.folder / "schemas", known_kinds(state.folder)):
        state.print(str(path))


def labels(
    ctx: typer.Context,
    language: Annotated[
        str, typer.Argument(metavar="LANGUAGE", help="The code of a language, like es or de.")
    ],
) -> None:
    """Print the words of mails and pages in a language, to translate or change.

    Save what it prints as labels/LANGUAGE.yaml in the newsroom's folder: it adds the language, or
    changes the program's own words. A language without words is printed in English.
    """
    from digest.config import sample_labels

    state: State = ctx.obj
    sys.stdout.write(sample_labels(language))
    known = state.folder / "labels" / f"{language}.yaml"
    if known.is_file():
        state.say(f"hint: {known} has words of your own already")


def templates(ctx: typer.Context, as_json: AsJson = False) -> None:
    """List the parts of the email and the file of each; your own files win over shipped ones.

    Parts of your own in the newsroom's folder parts/ are listed with their text twins.
    """
    from digest.render import list_templates, mail_parts

    state: State = ctx.obj
    listing = Listing(("part", "from", "file"), unbroken=1)
    config = state.config()
    for part in list_templates(config.settings.templates_dir, mail_parts(config.folder)):
        origin = Text("shipped")
        # a file of the same name in the newsroom's own folder wins
        if part.overridden:
            origin = Text("yours", style="green")
        listing.add(part.name, origin, str(part.path))
    listing.print_to(state.console, as_json=as_json)


def _print_summary(state: State, config: Config) -> None:
    from digest.cli.language_warnings import language_warnings

    rows = _summary(config)
    width = max(len(name) for name, _ in rows)
    for name, words in rows:
        line = Text.assemble((name.ljust(width), "bold"), f"  {words}")
        state.console.print(line, highlight=False, soft_wrap=True)
    # allowed, because a topic may be written before its newsletter
    idle = _topics_without_newsletter(config)
    if idle:
        line = Text.assemble(("no newsletter follows", "yellow"), f" {', '.join(idle)}")
        state.console.print(line, highlight=False, soft_wrap=True)
    done = Text(f"{state.folder} is in order", style="green")
    state.console.print(done, highlight=False, soft_wrap=True)
    for warning in language_warnings(state.folder):
        line = Text.assemble(("warning:", "yellow"), f" {warning}")
        state.console.print(line, highlight=False, soft_wrap=True)
    # last, because it is no mistake: a trial works with samples
    places = list(_unfinished(config))
    if places:
        line = Text.assemble(("before the first real send", "yellow"), ", make yours:")
        state.console.print(line, highlight=False)
    for place in places:
        state.print(f"  {place}")


def _summary(config: Config) -> list[tuple[str, str]]:
    settings = config.settings
    publication = settings.publication
    # counts that an operator can check against the files
    enabled, names, tests = 0, 0, 0
    for source in config.sources:
        enabled += source.enabled
    for alias in config.aliases:
        names += 1 + len(alias.names)
    for topic in config.topics:
        tests += len(topic.tests)
    relays = []
    for relay in settings.deliver.relays:
        relays.append(f"{relay.name} ({relay.host}:{relay.port})")
    newsletters = []
    for newsletter in config.newsletters:
        newsletters.append(newsletter.id)
    return [
        ("publication", f"{publication.name} <{publication.from_address}>"),
        ("sources", f"{len(config.sources)}, {enabled} enabled"),
        ("aliases", f"{len(config.aliases)} with {names} names"),
        ("topics", f"{len(config.topics)}, and all of their {tests} tests pass"),
        ("newsletters", ", ".join(newsletters) or "none yet"),
        ("relays", ", ".join(relays) or "none yet: no mail can be sent"),
    ]


def _topics_without_newsletter(config: Config) -> list[str]:
    # a topic that no newsletter follows is matched for no reader
    followed: set[str] = set()
    for newsletter in config.newsletters:
        followed.update(weight.topic_id for weight in newsletter.topics)
    return [topic.id for topic in config.topics if topic.id not in followed]


def _unfinished(config: Config) -> Iterator[str]:
    """Name the places that still hold a sample value, and bulk mail without a signature."""
    publication = config.settings.publication
    keys = []
    for key in OPERATORS_KEYS:
        if _is_sample(getattr(publication, key)):
            keys.append(key)
    if keys:
        yield f"digest.yaml: {', '.join(keys)}"
    if not config.settings.deliver.goes_signed:
        yield "digest.yaml: deliver: no DKIM key; make one, or write `signs: true` at the relay"
    newsletters = []
    for newsletter in config.newsletters:
        # the sample links lead nowhere for readers
        if any(map(_is_sample, _block_urls(newsletter.blocks))):
            newsletters.append(newsletter.id)
    if newsletters:
        yield f"newsletters, where their blocks lead: {', '.join(newsletters)}"


def _is_sample(words: str) -> bool:
    return any(sample in words for sample in EXAMPLES)


def _block_urls(blocks: Blocks) -> list[str]:
    """The links that an operator writes; sister newsletters stand under the public address."""
    # sister newsletters are left out: they stand under the public address
    urls = [report.url for report in blocks.trend_reports]
    if blocks.membership:
        urls.append(blocks.membership.url)
    return urls
