"""Every seam of the newsroom: Clock, Fetcher, Writer, Transport, ReturnChannel and the Store.

Tests put their fakes at these protocols, and extensions are written against them.
"""

from digest.protocols.api_storage import ApiTokens
from digest.protocols.clock import Clock
from digest.protocols.fetching import Fetched, Fetcher, Prober
from digest.protocols.issue_storage import (
    Articles,
    AtApproval,
    Issues,
    SecureHosts,
)
from digest.protocols.mailing import (
    Handing,
    HoldBack,
    IncomingMail,
    MxLookup,
    ReturnChannel,
    Transport,
    TxtLookup,
)
from digest.protocols.opinion_storage import Opinions
from digest.protocols.reader_storage import Choices, Joining, Ledger, Returns, Subscribers
from digest.protocols.source_watch_storage import SourceWatch
from digest.protocols.storage import Alarms, Backups, Lead, Processes, Retention, Store
from digest.protocols.team_storage import Teams
from digest.protocols.variant_storage import Variants
from digest.protocols.wave_storage import WaveStorage
from digest.protocols.webhook_storage import Outbox
from digest.protocols.writing import Writer

__all__ = [
    "Alarms",
    "ApiTokens",
    "Articles",
    "AtApproval",
    "Backups",
    "Choices",
    "Clock",
    "Fetched",
    "Fetcher",
    "Handing",
    "HoldBack",
    "IncomingMail",
    "Issues",
    "Joining",
    "Lead",
    "Ledger",
    "MxLookup",
    "Opinions",
    "Outbox",
    "Prober",
    "Processes",
    "Retention",
    "ReturnChannel",
    "Returns",
    "SecureHosts",
    "SourceWatch",
    "Store",
    "Subscribers",
    "Teams",
    "Transport",
    "TxtLookup",
    "Variants",
    "WaveStorage",
    "Writer",
]
