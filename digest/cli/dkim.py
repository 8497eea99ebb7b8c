"""`digest dkim`: make a signing key and print the DNS record that publishes it."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from digest.cli.state import State
from digest.deliver import Algorithm, dns_record, load_signers, new_key, read_signer
from digest.errors import UseError

dkim_app = typer.Typer(
    name="dkim", help="Keys that sign outgoing mail (DKIM).", no_args_is_help=True
)


@dkim_app.command("new")
def new(
    ctx: typer.Context,
    domain: Annotated[
        str, typer.Option("--domain", help="The domain that signs; default: that of From.")
    ] = "",
    selector: Annotated[
        str, typer.Option("--selector", help="A name for the key; default: s<year><month>.")
    ] = "",
    algorithm: Annotated[
        Algorithm, typer.Option("--algorithm", help="rsa is understood everywhere.")
    ] = Algorithm.RSA,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Where the private key is written.")
    ] = None,
) -> None:
    """Make a private key (readable by you alone) and print the TXT record to publish. Never overwrites a key."""
    state: State = ctx.obj
    domain = domain or state.config().settings.publication.from_address.rpartition("@")[2]
    selector = selector or f"s{datetime.now(UTC):%Y%m}" + (
        "e" if algorithm is Algorithm.ED25519 else ""
    )
    path = out or state.folder / f"dkim-{selector}.pem"
    pem = new_key(algorithm)
    _write_secret(path, pem)
    name, value = dns_record(read_signer(pem, domain=domain, selector=selector))
    state.console.print(f"private key: {path}", markup=False, soft_wrap=True)
    state.console.print("publish this TXT record, then run: digest doctor", markup=False)
    _print_record(name, value)


@dkim_app.command("show")
def show(ctx: typer.Context) -> None:
    """Print the TXT record of each configured key."""
    state: State = ctx.obj
    for signer in load_signers(state.config().settings.deliver.dkim_keys):
        _print_record(*dns_record(signer))


def _write_secret(path: Path, content: bytes) -> None:
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise UseError(
            "there is a key already", subject=str(path), hint="choose another --selector or --out"
        ) from error
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)


def _print_record(name: str, value: str) -> None:
    """As a zone file takes it: strings of at most 255 octets."""
    strings = " ".join(f'"{value[at : at + 250]}"' for at in range(0, len(value), 250))
    typer.echo(f"{name}. IN TXT ( {strings} )")
