"""Mailboxes in files: unread mail comes once, and its flags tell what became of it."""

from __future__ import annotations

import mailbox
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

import pytest

from digest.deliver.channel_access import ChannelAccess
from digest.deliver.folder_channels import open_maildir, open_mbox
from digest.deliver.pipe_channel import PipeChannel
from digest.deliver.return_channels import open_return_channel
from digest.errors import DeliverError


def a_mail(subject: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = "mailer-daemon@mx.example"
    mail["Subject"] = subject
    mail.set_content("It failed.\n")
    return mail


@pytest.fixture
def maildir(tmp_path: Path) -> mailbox.Maildir:
    return mailbox.Maildir(tmp_path / "returned", create=True)


@pytest.fixture
def mbox(tmp_path: Path) -> Path:
    path = tmp_path / "returned.mbox"
    box = mailbox.mbox(path, create=True)
    for subject in ("one", "two"):
        box.add(a_mail(subject))
    box.close()
    return path


def access_to(kind: str, path: Path) -> ChannelAccess:
    return ChannelAccess(address=f"{kind}:{path}")


def flags_of(path: Path) -> list[str]:
    box = mailbox.mbox(path, create=False)
    try:
        return [message.get_flags() for message in box]
    finally:
        box.close()


# ---- Maildir -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("flags", "is_unread"), [("", True), ("S", False), ("R", False), ("F", False), ("P", True)]
)
def test_a_mail_that_was_seen_answered_or_flagged_was_read_before(
    maildir: mailbox.Maildir, tmp_path: Path, flags: str, is_unread: bool
) -> None:
    message = mailbox.MaildirMessage(a_mail("one"))
    message.set_flags(flags)
    maildir.add(message)
    with open_maildir(access_to("maildir", tmp_path / "returned")) as channel:
        assert bool(list(channel.unread())) is is_unread


@pytest.mark.parametrize(("understood", "flags"), [(True, "S"), (False, "FS")])
def test_a_settled_mail_is_seen_and_flagged_where_it_was_not_understood(
    maildir: mailbox.Maildir, tmp_path: Path, understood: bool, flags: str
) -> None:
    maildir.add(a_mail("one"))
    with open_maildir(access_to("maildir", tmp_path / "returned")) as channel:
        (mail,) = channel.unread()
        channel.settle(mail, understood=understood)
        assert list(channel.unread()) == []
    (message,) = mailbox.Maildir(tmp_path / "returned", create=False)
    assert (message.get_flags(), message.get_subdir()) == (flags, "cur")
    # no mail is ever deleted or changed
    assert message["Subject"] == "one"


def test_a_mail_comes_with_its_own_bytes(maildir: mailbox.Maildir, tmp_path: Path) -> None:
    raw = b"Subject: odd \xff bytes\n\n\x00 body\n"
    maildir.add(raw)
    with open_maildir(access_to("maildir", tmp_path / "returned")) as channel:
        assert [mail.raw for mail in channel.unread()] == [raw]


# ---- mbox ----------------------------------------------------------------------------------------


def test_a_settled_mail_of_an_mbox_is_answered_and_the_others_stay(mbox: Path) -> None:
    with open_mbox(access_to("mbox", mbox)) as channel:
        first, second = channel.unread()
        channel.settle(first, understood=True)
        channel.settle(second, understood=False)
    assert [sorted(flags) for flags in flags_of(mbox)] == [["R"], ["F", "R"]]
    with open_mbox(access_to("mbox", mbox)) as channel:
        assert list(channel.unread()) == []


def test_an_mbox_is_locked_against_other_programs_until_the_block_ends(mbox: Path) -> None:
    lock = mbox.with_name(f"{mbox.name}.lock")
    for _ in range(2):
        with open_mbox(access_to("mbox", mbox)) as channel:
            assert len(list(channel.unread())) == 2
            assert lock.exists()
        assert not lock.exists()


# ---- pipes and addresses -------------------------------------------------------------------------


@pytest.mark.parametrize(("raw", "count"), [(b"Subject: x\n\nbody", 1), (b"", 0)])
def test_a_pipe_holds_one_mail_or_none(raw: bytes, count: int) -> None:
    channel = PipeChannel(BytesIO(raw))
    mails = list(channel.unread())
    assert [mail.raw for mail in mails] == [raw] * count
    # it keeps no mail, so it comes no second time
    for mail in mails:
        channel.settle(mail, understood=False)
    assert list(channel.unread()) == []


@pytest.mark.parametrize("kind", ["maildir", "mbox"])
def test_a_mailbox_that_is_not_there_is_named_and_not_made(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "missing"
    with pytest.raises(DeliverError, match="no such mailbox") as caught:
        open_return_channel(f"{kind}:{path}").__enter__()
    assert caught.value.subject == str(path)
    assert not path.exists()


@pytest.mark.parametrize("address", ["", "pop3://x", "/var/mail/desk", "Maildir:x", "--"])
def test_an_address_of_no_kind_is_refused_with_the_kinds(address: str) -> None:
    with pytest.raises(DeliverError, match="no such kind of mailbox") as caught:
        open_return_channel(address)
    assert caught.value.hint == "use maildir:, mbox:, imaps:// or -"


def test_a_path_may_hold_a_colon_and_a_password_is_never_shown() -> None:
    access = ChannelAccess(address="mbox:/var/a:b", password="s3cret")
    assert access.path == "/var/a:b"
    assert "s3cret" not in repr(access)
