"""`digest subscribers`: add, list, count, import, export, leave and remove readers."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import Annotated

import typer

from digest.cli.complete import complete_newsletter
from digest.cli.state import State
from digest.cli.subscriber_arguments import (
    IN_WORDS,
    Address,
    Newsletters,
    OneNewsletter,
    OneSegment,
    Wording,
)
from digest.cli.subscriber_files import export, export_person, import_file
from digest.cli.subscriber_teams import team_app
from digest.cli.tables import AsJson, Listing
from digest.errors import UseError

subscribers_app = typer.Typer(
    help="Add, list, import, export and remove readers.", no_args_is_help=True
)


MOST_LISTED = 10_000
"""A longer list is an export."""


class ListedState(StrEnum):
    """The states that `--state` takes; the words are those of `digest.models.SubscriberState`."""

    PENDING = "pending"
    ACTIVE = "active"
    LEFT = "left"
    SUPPRESSED = "suppressed"


class ListedTier(StrEnum):
    """The tiers that `tier` takes; the words are those of `digest.models.Tier`."""

    FREE = "free"
    MEMBER = "member"


@subscribers_app.command()
def add(
    ctx: typer.Context,
    address: Address,
    newsletter: Newsletters = None,
    name: Annotated[str, typer.Option(help="The reader's name, for the To line.")] = "",
    consent: Wording = "",
    again: Annotated[
        bool,
        typer.Option(
            "--again", help="The reader asked anew: take back a reader who left or is suppressed."
        ),
    ] = False,
) -> None:
    """Add a reader to one or more newsletters, with a record of their consent."""
    from digest.models import Enrolment
    from digest.usecases import audience

    state: State = ctx.obj
    # a reader without a newsletter would get no mail, and no later command would tell
    if not newsletter:
        hint = "add --newsletter ID; digest check lists them"
        raise UseError("no newsletter is named", hint=hint)
    with state.open() as newsroom:
        outcome = audience.add_reader(
            newsroom, address, newsletters=newsletter, name=name, wording=consent, again=again
        )
    # an operator's word is not the reader's: it takes an option of its own
    if outcome in (Enrolment.LEFT_BEFORE, Enrolment.SUPPRESSED):
        hint = "--again when they asked anew"
        raise UseError(f"this reader is {IN_WORDS[outcome]}", subject=address, hint=hint)
    words = IN_WORDS[outcome]
    if again and outcome is not Enrolment.NEW:
        words = "taken back"
    state.print(f"{address}: {words}")


@subscribers_app.command("list")
def list_readers(
    ctx: typer.Context,
    words: Annotated[
        str,
        typer.Argument(metavar="[WORDS]", help="Only with this in the address or the name."),
    ] = "",
    newsletter: OneNewsletter = "",
    reader_state: Annotated[
        ListedState | None, typer.Option("--state", help="Only readers in this state.")
    ] = None,
    domain: Annotated[
        str, typer.Option(help="Only addresses of this mail domain, e.g. gmail.com.")
    ] = "",
    segment: OneSegment = "",
    limit: Annotated[
        int, typer.Option(min=1, max=MOST_LISTED, help="How many, in the order of addresses.")
    ] = 50,
    after: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Only addresses behind this one: the next page.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """List readers with what they get, their state and when they agreed, a page at a time."""
    from digest.models import SubscriberQuery, SubscriberState
    from digest.usecases import audience

    state: State = ctx.obj
    wanted = None
    if reader_state:
        wanted = SubscriberState(reader_state)
    query = SubscriberQuery(newsletter_id=newsletter, state=wanted, words=words, domain=domain)
    # without a segment the store alone answers: a list must not wait for two hundred YAML files
    with state.open(needs_config=bool(segment)) as newsroom:
        if segment:
            query = replace(query, segment=newsroom.segment(segment))
        page = audience.search_readers(newsroom, query, after=after, limit=limit)
        owners = newsroom.store.teams.owners([reader.id for reader in page.readers])
    listing = Listing(("address", "name", "newsletters", "state", "since", "tier", "team_of"))
    for reader in page.readers:
        since = ""
        if reader.consent:
            since = f"{reader.consent.at:%Y-%m-%d}"
        newsletters = ", ".join(reader.newsletters)
        team_of = ", ".join(owners.get(reader.id, ()))
        listing.add(
            reader.email, reader.name, newsletters, reader.state, since, reader.tier, team_of
        )
    listing.print_to(state.console, as_json=as_json)
    # on stderr: a pipe gets rows alone
    if page.next_after:
        state.say(f"more: --after {page.next_after}")


@subscribers_app.command()
def count(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Count readers by state, and the readers who still get each newsletter."""
    from digest.models import SubscriberState

    state: State = ctx.obj
    with state.open(needs_config=False) as newsroom:
        counts = newsroom.store.subscribers.counts()
    listing = Listing(("readers", "count"))
    # a state without a reader is a line of its own: 0 is an answer, too
    for name in SubscriberState:
        listing.add(name, str(counts.by_state.get(name, 0)))
    for newsletter_id, number in sorted(counts.by_newsletter.items()):
        listing.add(f"get {newsletter_id}", str(number))
    listing.print_to(state.console, as_json=as_json)


# in this order: the help lists commands as they are registered
subscribers_app.command("import")(import_file)
subscribers_app.command()(export)


@subscribers_app.command()
def leave(
    ctx: typer.Context,
    address: Address,
    newsletter: Annotated[
        str,
        typer.Option(
            "--newsletter",
            "-n",
            help="Only this one; otherwise all.",
            autocompletion=complete_newsletter,
        ),
    ] = "",
) -> None:
    """Take a reader off one newsletter, or off all, who asked by other ways than the link."""
    from digest.usecases import audience

    state: State = ctx.obj
    with state.open() as newsroom:
        changed = audience.leave(newsroom, address, newsletter_id=newsletter or None)
    # to leave twice is no error: a person may click and write
    result = "had left before"
    if changed:
        result = "left"
    state.print(f"{address}: {result}")


@subscribers_app.command()
def erase(ctx: typer.Context, address: Address) -> None:
    """Erase a person. A keyed hash of the address stays suppressed: no import brings them back."""
    from digest.usecases import audience

    state: State = ctx.obj
    with state.open() as newsroom:
        audience.remove_reader(newsroom, address)
    state.print(f"{address}: erased; the address stays suppressed")


# the former name of `erase`: scripts of operators call it
subscribers_app.command("remove", hidden=True)(erase)


subscribers_app.command("export-person")(export_person)
subscribers_app.add_typer(team_app, name="team")


@subscribers_app.command()
def tier(
    ctx: typer.Context,
    address: Address,
    rank: Annotated[ListedTier, typer.Argument(metavar="TIER", help="free or member.")],
) -> None:
    """Make a reader a member, or a free reader: newsletters for members go to members alone."""
    from digest.models import Tier
    from digest.usecases import audience

    state: State = ctx.obj
    with state.open(needs_config=False) as newsroom:
        reader = audience.reader_of(newsroom, address)
        newsroom.store.choices.set_tier(reader.id, Tier(rank))
    state.print(f"{address}: {rank.value}")


@subscribers_app.command("set")
def set_values(
    ctx: typer.Context,
    address: Address,
    pairs: Annotated[
        list[str],
        typer.Argument(metavar="NAME=VALUE...", help="An attribute; NAME= takes its value away."),
    ],
) -> None:
    """Set attributes of a reader that digest.yaml declares (readers: attributes:)."""
    from digest.usecases.reader_attributes import set_attributes

    state: State = ctx.obj
    with state.open() as newsroom:
        values = set_attributes(newsroom, address, pairs)
    words = ", ".join(f"{name}={value}" for name, value in values.items())
    state.print(f"{address}: {words or 'no attribute'}")


@subscribers_app.command()
def segments(ctx: typer.Context, as_json: AsJson = False) -> None:
    """List the segments of digest.yaml with the number of their readers."""
    from digest.usecases.reader_attributes import segment_counts

    state: State = ctx.obj
    listing = Listing(("segment", "readers"))
    with state.open() as newsroom:
        for count in segment_counts(newsroom):
            listing.add(count.id, str(count.readers))
    listing.print_to(state.console, as_json=as_json)


@subscribers_app.command()
def why(ctx: typer.Context, address: Address, as_json: AsJson = False) -> None:
    """Explain an address: consent, newsletters joined and left, replies, and suppression."""
    from digest.usecases import audience

    state: State = ctx.obj
    listing = Listing(("when (UTC)", "what", "evidence"))
    with state.open(needs_config=False) as newsroom:
        for line in audience.why(newsroom, address):
            listing.add(f"{line.at:%Y-%m-%d %H:%M}", line.what, line.evidence)
    listing.print_to(state.console, as_json=as_json)
