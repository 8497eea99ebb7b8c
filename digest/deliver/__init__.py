"""DELIVER: issue × subscribers → ledger outcomes."""

from digest.deliver.bounces import Bounce, BounceKind, read_bounces
from digest.deliver.dkim import (
    Algorithm,
    DkimSigner,
    dns_record,
    load_signers,
    new_key,
    read_signer,
)
from digest.deliver.doctor import CheckUp, check_dns, check_mailbox, check_relay
from digest.deliver.headers import UnusableAddress
from digest.deliver.mailboxes import Inbox, IncomingMail, open_inbox
from digest.deliver.maildir import MaildirTransport
from digest.deliver.message import CompiledMessage, Links, compile_message
from digest.deliver.message_tokens import Ticket, find_tickets, ticket
from digest.deliver.recovery import worker_name
from digest.deliver.replies import Stage, Verdict, blames_reader, classify
from digest.deliver.send_without_ledger import send_outright
from digest.deliver.sender import SendReport, send_issue
from digest.deliver.shaping import mx_hosts
from digest.deliver.shared_limits import Traffic
from digest.deliver.smtp import HoldBack, SmtpTransport

__all__ = [
    "Algorithm",
    "Bounce",
    "BounceKind",
    "CheckUp",
    "CompiledMessage",
    "DkimSigner",
    "HoldBack",
    "Inbox",
    "IncomingMail",
    "Links",
    "MaildirTransport",
    "SendReport",
    "SmtpTransport",
    "Stage",
    "Ticket",
    "Traffic",
    "UnusableAddress",
    "Verdict",
    "blames_reader",
    "check_dns",
    "check_mailbox",
    "check_relay",
    "classify",
    "compile_message",
    "dns_record",
    "find_tickets",
    "load_signers",
    "mx_hosts",
    "new_key",
    "open_inbox",
    "read_bounces",
    "read_signer",
    "send_issue",
    "send_outright",
    "ticket",
    "worker_name",
]
