"""The promises of every registered return channel, and of a toy one: one file and one line."""

from __future__ import annotations

import io
import mailbox
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from digest.deliver import RETURN_CHANNELS, open_return_channel
from digest.deliver.channel_access import ChannelAccess
from digest.deliver.return_channels import OpenChannel
from digest.errors import DeliverError
from digest.kernel.registry import Kind, Registry
from digest.protocols import IncomingMail, ReturnChannel

FIRST = b"Subject: first\n\nbody\n"
SECOND = b"Subject: second\n\nbody\n"


# ---- the toy: a folder of files, one mail each, and its line in the registry ---------------


@contextmanager
def open_spool(access: ChannelAccess) -> Iterator[ReturnChannel]:
    yield SpoolChannel(Path(access.path))


class SpoolChannel:
    """A settled mail is renamed to `.read`, or to `.odd` when it is not understood."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def unread(self) -> Iterator[IncomingMail]:
        for file in sorted(self._folder.glob("*.eml")):
            yield IncomingMail(key=file.name, raw=file.read_bytes())

    def settle(self, mail: IncomingMail, *, understood: bool) -> None:
        file = self._folder / mail.key
        file.rename(file.with_suffix(".read" if understood else ".odd"))


CHANNELS: Registry[OpenChannel] = Registry(
    "return channel", [*RETURN_CHANNELS, Kind(name="spool", make=open_spool)]
)


# ---- the contract --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A channel with two mails. `remembers` is False where a settled mail is gone anyway."""

    open: Callable[[], AbstractContextManager[ReturnChannel]]
    mails: int = 2


def make_case(kind: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Case:
    path = folder / "box"
    if kind == "maildir":
        maildir = mailbox.Maildir(path, create=True)
        maildir.add(FIRST)
        maildir.add(SECOND)
    elif kind == "mbox":
        mbox = mailbox.mbox(path, create=True)
        mbox.add(FIRST)
        mbox.add(SECOND)
        mbox.close()
    elif kind == "spool":
        path.mkdir()
        (path / "1.eml").write_bytes(FIRST)
        (path / "2.eml").write_bytes(SECOND)
    else:
        assert kind == "pipe", f"write a case for return channels of kind {kind}"
        stdin = io.TextIOWrapper(io.BytesIO(FIRST))
        monkeypatch.setattr(sys, "stdin", stdin)
        return Case(open=lambda: open_return_channel("-", channels=CHANNELS), mails=1)
    return Case(open=lambda: open_return_channel(f"{kind}:{path}", channels=CHANNELS))


# IMAP has the same test against a scripted server in tests/usecases/test_take_in_bounces_imap.py
@pytest.fixture(params=[name for name in CHANNELS.names if name != "imaps"])
def case(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Case:
    return make_case(request.param, tmp_path, monkeypatch)


def test_every_unread_mail_comes_once_with_its_bytes(case: Case) -> None:
    with case.open() as channel:
        mails = list(channel.unread())
    assert sorted(mail.raw for mail in mails) == [FIRST, SECOND][: case.mails]
    assert len({mail.key for mail in mails}) == case.mails


def test_a_settled_mail_does_not_come_again(case: Case) -> None:
    with case.open() as channel:
        for number, mail in enumerate(channel.unread()):
            channel.settle(mail, understood=number == 0)
    with case.open() as channel:
        assert list(channel.unread()) == []


def test_a_mail_that_is_not_settled_comes_again(tmp_path: Path) -> None:
    for kind in ("maildir", "mbox", "spool"):
        folder = tmp_path / kind
        folder.mkdir()
        case = make_case(kind, folder, pytest.MonkeyPatch())
        for _ in range(2):
            with case.open() as channel:
                assert len(list(channel.unread())) == 2


def test_an_unknown_kind_is_refused_with_the_kinds_that_exist() -> None:
    with pytest.raises(DeliverError, match="no such kind") as caught:
        open_return_channel("pop3://x")
    assert "maildir:" in caught.value.hint


@pytest.mark.parametrize("kind", ["maildir", "mbox"])
def test_a_mailbox_that_is_missing_is_an_error_that_names_it(kind: str, tmp_path: Path) -> None:
    channel = open_return_channel(f"{kind}:{tmp_path}/none")
    with pytest.raises(DeliverError, match="no such mailbox") as caught, channel:
        pass
    assert caught.value.subject == f"{tmp_path}/none"
