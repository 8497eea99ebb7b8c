"""`digest dkim`: make a signing key and print the DNS record that publishes it."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from digest.cli.state import State
from digest.errors import UseError

TXT_STRING_CHARACTERS = 250
"""A string of a TXT record holds at most 255 octets (RFC 1035, section 3.3)."""

OWNER_ONLY = 0o600
OWNER_ONLY_FOLDER = 0o700

dkim_app = typer.Typer(
    name="dkim", help="Keys that sign outgoing mail (DKIM).", no_args_is_help=True
)


class Algorithm(StrEnum):
    """The kinds of key that can be made; the words are those of `digest.deliver.Algorithm`."""

    RSA = "rsa"
    ED25519 = "ed25519"


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
    """Make a private key, readable by you alone, and print the TXT record to publish.

    A key is never overwritten.
    """
    from digest import deliver

    state: State = ctx.obj
    planned = _planned_key(state.folder)
    domain = domain or planned.get("domain", "")
    if not domain:
        # last, because the files may not be valid before the key exists
        domain = state.config().settings.publication.from_address.rpartition("@")[2]
    # a month in the name tells when a key was made and should be replaced
    if not selector:
        selector = planned.get("selector", "")
    if not selector:
        ending = ""
        # two kinds of key made in one month need two names
        if algorithm is Algorithm.ED25519:
            ending = "e"
        selector = f"s{datetime.now(UTC):%Y%m}{ending}"
    path = out or state.folder / planned.get("key_file", f"dkim-{selector}.pem")
    pem = deliver.new_key(deliver.Algorithm(algorithm))
    _write_secret(path, pem)
    record = deliver.dns_record(deliver.read_signer(pem, domain=domain, selector=selector))
    state.print(f"private key: {path}")
    state.print("publish this TXT record, then run: digest doctor")
    _print_record(*record)


@dkim_app.command("show")
def show(ctx: typer.Context) -> None:
    """Print the TXT record of each configured key."""
    from digest.deliver import dns_record, load_signers

    state: State = ctx.obj
    keys = state.config().settings.deliver.dkim_keys
    if not keys:
        state.say("digest.yaml names no key under deliver: dkim: — digest dkim new makes one")
    for signer in load_signers(keys):
        _print_record(*dns_record(signer))


def _planned_key(folder: Path) -> dict[str, str]:
    """Return the first key that digest.yaml names and whose file is missing; {} when all exist.

    The file is read as it is written: the configuration is not valid before the key exists.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        text = (folder / "digest.yaml").read_text(encoding="utf-8")
        keys = YAML(typ="safe").load(text)["deliver"]["dkim"]
        for key in keys:
            if not (folder / key["key_file"]).exists():
                return {name: str(value) for name, value in key.items()}
    except (OSError, YAMLError, KeyError, TypeError, RecursionError):
        return {}  # other commands report mistakes in the file
    return {}


def _write_secret(path: Path, content: bytes) -> None:
    # a file that stands in the place of the folder is named by the opening below
    with suppress(FileExistsError):
        # digest.yaml may name a folder that is made for its keys alone
        path.parent.mkdir(mode=OWNER_ONLY_FOLDER, parents=True, exist_ok=True)
    try:
        # O_EXCL: a key that signs already is never overwritten
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    except FileExistsError as error:
        hint = "choose another --selector or --out"
        raise UseError("there is a key already", subject=str(path), hint=hint) from error
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)


def _print_record(name: str, value: str) -> None:
    """Print the record as a zone file takes it: in strings that are short enough."""
    # a server puts the strings together again without a space
    strings = []
    for start in range(0, len(value), TXT_STRING_CHARACTERS):
        strings.append(f'"{value[start : start + TXT_STRING_CHARACTERS]}"')
    typer.echo(f"{name}. IN TXT ( {' '.join(strings)} )")
