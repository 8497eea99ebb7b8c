"""DELIVER: hand an issue to its subscribers, and read the mail that comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.lazy_imports import lazy_names

if TYPE_CHECKING:
    from digest.deliver.bounces import Bounce, read_bounces
    from digest.deliver.dkim import (
        Algorithm,
        DkimSigner,
        dns_record,
        load_signers,
        new_key,
        read_signer,
    )
    from digest.deliver.dns_records import mx_hosts, txt_records
    from digest.deliver.doctor import check_dns, check_mailbox, check_relay
    from digest.deliver.headers import UnusableAddress
    from digest.deliver.maildir import MaildirTransport
    from digest.deliver.message import CompiledMessage, Links, compile_message
    from digest.deliver.message_tokens import MessageToken, find_message_tokens, make_message_token
    from digest.deliver.provider_events import (
        PROVIDER_EVENTS,
        EventKeys,
        Post,
        UnreadablePost,
        WrongProof,
    )
    from digest.deliver.providers import ProviderDirectory
    from digest.deliver.recovery import worker_name
    from digest.deliver.replies import Stage, Verdict, blames_reader, classify
    from digest.deliver.return_channels import RETURN_CHANNELS, open_return_channel
    from digest.deliver.sender import SendReport, send_issue
    from digest.deliver.shared_limits import SharedLimits
    from digest.deliver.smtp import SmtpTransport
    from digest.deliver.transports import TRANSPORTS, open_transport
    from digest.deliver.without_ledger import send_without_ledger

# The file in which each name of this front door stands.
_NAMES_OF = {
    "bounces": (
        "Bounce",
        "read_bounces",
    ),
    "dkim": (
        "Algorithm",
        "DkimSigner",
        "dns_record",
        "load_signers",
        "new_key",
        "read_signer",
    ),
    "dns_records": (
        "mx_hosts",
        "txt_records",
    ),
    "doctor": (
        "check_dns",
        "check_mailbox",
        "check_relay",
    ),
    "headers": ("UnusableAddress",),
    "maildir": ("MaildirTransport",),
    "message": (
        "CompiledMessage",
        "Links",
        "compile_message",
    ),
    "message_tokens": (
        "MessageToken",
        "find_message_tokens",
        "make_message_token",
    ),
    "provider_events": (
        "PROVIDER_EVENTS",
        "EventKeys",
        "Post",
        "UnreadablePost",
        "WrongProof",
    ),
    "providers": ("ProviderDirectory",),
    "recovery": ("worker_name",),
    "replies": (
        "Stage",
        "Verdict",
        "blames_reader",
        "classify",
    ),
    "return_channels": (
        "RETURN_CHANNELS",
        "open_return_channel",
    ),
    "without_ledger": ("send_without_ledger",),
    "sender": (
        "SendReport",
        "send_issue",
    ),
    "shared_limits": ("SharedLimits",),
    "smtp": ("SmtpTransport",),
    "transports": (
        "TRANSPORTS",
        "open_transport",
    ),
}

__all__ = [
    "PROVIDER_EVENTS",
    "RETURN_CHANNELS",
    "TRANSPORTS",
    "Algorithm",
    "Bounce",
    "CompiledMessage",
    "DkimSigner",
    "EventKeys",
    "Links",
    "MaildirTransport",
    "MessageToken",
    "Post",
    "ProviderDirectory",
    "SendReport",
    "SharedLimits",
    "SmtpTransport",
    "Stage",
    "UnreadablePost",
    "UnusableAddress",
    "Verdict",
    "WrongProof",
    "blames_reader",
    "check_dns",
    "check_mailbox",
    "check_relay",
    "classify",
    "compile_message",
    "dns_record",
    "find_message_tokens",
    "load_signers",
    "make_message_token",
    "mx_hosts",
    "new_key",
    "open_return_channel",
    "open_transport",
    "read_bounces",
    "read_signer",
    "send_issue",
    "send_without_ledger",
    "txt_records",
    "worker_name",
]

__getattr__ = lazy_names(__name__, _NAMES_OF)
