"""Know the exports of other mailing programs by their headings, and read each line's standing.

A program that a newsroom moves from knows who left, bounced or complained. Each writes that into
columns of its own. A column that is not known here, and whose name or values speak of leaving,
must stop an import: to guess wrong is to mail people who left.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from digest.errors import UseError


class Standing(StrEnum):
    """The state that another program gives a subscriber. Only an ACTIVE one may get mail."""

    ACTIVE = "active"
    LEFT = "left"
    BOUNCED = "bounced"
    COMPLAINED = "complained"
    BLOCKED = "blocked"
    UNCONFIRMED = "unconfirmed"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True, kw_only=True)
class LineStanding:
    """The standing of one line, and the column that says so ("" where all columns are silent)."""

    standing: Standing
    column: str = ""


Judge = Callable[[str], Standing]
"""Reads the standing out of one cell; raises ValueError for a word that it does not know."""

# in the languages of the programs that were looked at
YES = frozenset({"1", "true", "yes", "y", "t", "on", "x", "ja", "oui", "si", "sí", "sim", "evet"})
NO = frozenset({"0", "false", "no", "n", "f", "off", "-", "nein", "non", "não", "hayır"})

EMPTY_TIMES = frozenset({"", "0000-00-00 00:00:00", "0000-00-00", "null", "none", "n/a", "-"})
"""Cells of a time that never was."""

_WORDS_OF = {
    Standing.ACTIVE: (
        "", "active", "subscribed", "confirmed", "enabled", "regular", "premium",
        "gifted", "trialed",
        "verified", "valid", "opted in", "opted-in", "single opt-in", "double opt-in",
        "free", "paid",
        "comped", "member", "reachable",
    ),
    Standing.LEFT: (
        "left", "unsubscribed", "unsubscribe", "removed", "cancelled", "canceled", "opted out",
        "opted-out", "opt-out", "optout", "opt out", "deleted", "disabled",
        "do not email", "inactive",
        "abgemeldet", "désabonné", "désinscrit", "baja",
    ),
    Standing.BOUNCED: (
        "bounced", "bounce", "hard bounced", "hard bounce", "hard_bounced",
        "soft bounced", "cleaned",
        "undeliverable", "unreachable", "invalid", "non-existent", "dead",
    ),
    Standing.COMPLAINED: (
        "complained", "complaint", "spam", "marked as spam", "spammy", "junk", "abuse",
        "spam complaint",
    ),
    Standing.BLOCKED: (
        "blocked", "blocklisted", "blacklisted", "suppressed", "banned", "forbidden", "gesperrt",
    ),
    Standing.UNCONFIRMED: (
        "unconfirmed", "pending", "unactivated", "unverified", "not confirmed", "non-subscribed",
        "nonsubscribed", "validating", "awaiting confirmation", "optin pending", "transactional",
    ),
    Standing.PAUSED: ("paused", "on hold", "temporary hold", "snoozed", "vacation"),
}  # fmt: skip

STANDING_OF_WORD: Mapping[str, Standing] = {
    word: standing for standing, words in _WORDS_OF.items() for word in words
}
"""The words of a state column, in lower case."""


def by_word(cell: str) -> Standing:
    """Read a state column.

    >>> by_word("Unsubscribed")
    <Standing.LEFT: 'left'>
    """
    word = " ".join(cell.casefold().split())
    if word not in STANDING_OF_WORD:
        raise ValueError("this state is not known")
    return STANDING_OF_WORD[word]


def when_yes(standing: Standing) -> Judge:
    """Judge a column that says yes of a subscriber who must get no mail, like `blacklisted`."""

    def judge(cell: str) -> Standing:
        if not cell or cell.casefold() in NO:
            return Standing.ACTIVE
        if cell.casefold() in YES:
            return standing
        # a cell that cannot be read stops the import: a guess could mail a reader who left
        raise ValueError("this is neither yes nor no")

    return judge


def when_no(standing: Standing) -> Judge:
    """Judge a column that says no of a subscriber who must get no mail, like `confirmed`."""

    def judge(cell: str) -> Standing:
        if cell.casefold() in YES:
            return Standing.ACTIVE
        if cell.casefold() in NO:
            return standing
        raise ValueError("this is neither yes nor no")

    return judge


def when_filled(standing: Standing) -> Judge:
    """Judge a column that holds a time or a reason of a subscriber who must get no mail."""

    def judge(cell: str) -> Standing:
        return Standing.ACTIVE if cell.casefold() in EMPTY_TIMES else standing

    return judge


def when_empty(standing: Standing) -> Judge:
    """Judge a column that is empty of a subscriber who must get no mail, like `confirmed_at`."""

    def judge(cell: str) -> Standing:
        return standing if cell.casefold() in EMPTY_TIMES else Standing.ACTIVE

    return judge


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """The export of one program: headings by which it is known, and the meaning of its columns.

    All headings are in lower case. `harmless` columns sound like leaving and do not mean it.
    """

    program: str
    known_by: frozenset[str]
    judges: Mapping[str, Judge]
    harmless: frozenset[str] = field(default_factory=frozenset)


_LEFT_IF_FILLED = when_filled(Standing.LEFT)
_BLOCKED_IF_YES = when_yes(Standing.BLOCKED)

EXPORTS = (
    Export(
        program="Ghost",
        known_by=frozenset({"email", "subscribed_to_emails"}),
        judges={"subscribed_to_emails": when_no(Standing.LEFT), "deleted_at": _LEFT_IF_FILLED},
        harmless=frozenset({"complimentary_plan", "labels", "tiers", "note"}),
    ),
    Export(
        program="Mailchimp",
        known_by=frozenset({"email address", "member_rating", "optin_time"}),
        judges={
            "unsub_time": _LEFT_IF_FILLED,
            "clean_time": when_filled(Standing.BOUNCED),
            "confirm_time": when_empty(Standing.UNCONFIRMED),
        },
        harmless=frozenset(
            {
                "unsub_campaign_title",
                "unsub_campaign_id",
                "unsub_reason",
                "unsub_reason_other",
                "clean_campaign_title",
                "clean_campaign_id",
                "optin_time",
                "optin_ip",
                "confirm_ip",
                "leid",
                "euid",
                "notes",
                "tags",
                "last_changed",
            }
        ),
    ),
    Export(
        program="Substack",
        known_by=frozenset({"email", "active_subscription", "email_disabled"}),
        judges={"email_disabled": when_yes(Standing.LEFT)},
        # it says who pays: a free reader is no active subscription
        harmless=frozenset({"active_subscription", "expiry", "plan"}),
    ),
    Export(
        program="phpList",
        known_by=frozenset({"email", "confirmed", "blacklisted"}),
        judges={
            "blacklisted": _BLOCKED_IF_YES,
            "disabled": when_yes(Standing.LEFT),
            "confirmed": when_no(Standing.UNCONFIRMED),
        },
        harmless=frozenset({"optedin", "bouncecount", "entered", "modified", "htmlemail"}),
    ),
    Export(
        program="Buttondown",
        known_by=frozenset({"email_address", "creation_date"}),
        judges={
            "type": by_word,
            "subscriber_type": by_word,
            "unsubscription_date": _LEFT_IF_FILLED,
            "undeliverability_date": when_filled(Standing.BOUNCED),
        },
        harmless=frozenset(
            {"unsubscription_reason", "undeliverability_reason", "churn_date", "source", "notes"}
        ),
    ),
    Export(
        program="listmonk",
        known_by=frozenset({"email", "status", "attributes"}),
        judges={"status": by_word, "subscription_status": by_word},
        harmless=frozenset({"attributes"}),
    ),
    Export(
        program="Keila",
        known_by=frozenset({"email", "external id", "status"}),
        judges={"status": by_word},
        harmless=frozenset({"data"}),
    ),
)
"""Exports that are told apart by more than their state columns. The first that fits is taken."""

_BLOCKED_COLUMNS = (
    "blacklisted", "blacklist", "emailblacklisted", "email blacklisted", "email_blacklisted",
    "blacklisted_email", "email_blacklist", "blocklisted", "email_blocklisted", "blocklisted_email",
    "email blocklisted", "suppressed", "blocked",
)  # fmt: skip
_STATE_COLUMNS = (
    "state", "status", "email status", "email_status", "subscription status", "subscription_status",
    "subscriber_type", "subscriber status", "subscriber_status", "member status", "contact status",
    "global_status", "list_status", "global status", "list status", "marketing status",
)  # fmt: skip
_LEFT_TIMES = (
    "unsub_time", "unsubscribed_at", "unsubscribe date", "unsubscribe_date", "unsubscription_date",
    "date unsubscribed", "unsubscribed date", "opt-out date", "email opt-out date", "opt_out_date",
    "opted_out_at", "opt-out time", "optout_time", "deleted_at", "left_at", "cancelled_at",
)  # fmt: skip
_LEFT_FLAGS = (
    "unsubscribed", "opted_out", "opted out", "opt_out", "opt-out", "optout", "email_disabled",
    "email_opt_out", "email opt out", "do not email", "do_not_email", "deleted",
)  # fmt: skip
_BOUNCED_COLUMNS = ("bounced", "hard_bounced", "hard bounced", "undeliverable", "cleaned")
_CONFIRMED_COLUMNS = ("confirmed", "is_confirmed", "verified", "double_opt-in", "double opt-in")
_SUBSCRIBED_COLUMNS = ("subscribed", "is_subscribed", "subscribed_to_emails", "accepts marketing")


def _common_judges() -> dict[str, Judge]:
    """Judges of columns that mean the same in every program that has them."""
    judges: dict[str, Judge] = {}
    judges |= dict.fromkeys(_STATE_COLUMNS, by_word)
    judges |= dict.fromkeys(_LEFT_TIMES, _LEFT_IF_FILLED)
    judges |= dict.fromkeys(_LEFT_FLAGS, when_yes(Standing.LEFT))
    judges |= dict.fromkeys(_BLOCKED_COLUMNS, _BLOCKED_IF_YES)
    judges |= dict.fromkeys(_BOUNCED_COLUMNS, when_yes(Standing.BOUNCED))
    judges |= dict.fromkeys(_CONFIRMED_COLUMNS, when_no(Standing.UNCONFIRMED))
    judges |= dict.fromkeys(_SUBSCRIBED_COLUMNS, when_no(Standing.LEFT))
    # columns of single tools, whose names no other tool uses for another thing
    for column in ("complained", "spam_complaint", "marked as spam"):
        judges[column] = when_yes(Standing.COMPLAINED)
    for column in ("clean_time", "bounced_at", "bounce_date", "undeliverability_date"):
        judges[column] = when_filled(Standing.BOUNCED)
    for column in ("complained_at", "complaint_date"):
        judges[column] = when_filled(Standing.COMPLAINED)
    return judges


COMMON_JUDGES: Mapping[str, Judge] = _common_judges()

# Parts of a heading that make an unknown column a question.
_SPEAKS_OF_LEAVING = re.compile(
    r"unsub|opt(?:ed)?[\s_-]*(?:out|in)|bounc|complain|spam|black|block|suppress|do[\s_-]*not"
    r"|delet|remov|cancel|exclu|reject|refus|inactiv|disabl|enabl|(?:\b|_)activ|confirm|verif"
    r"|\bleft\b|leav|subscribed|status|\bstate\b|paus|abgemeld|abbestell|gesperrt|désabonn"
    r"|désinscri|désactiv|baja|suscrit|cancellat|iscritt|iptal|отпис|отказ|ألغى|إلغاء|הוסר|ביטל|لغو",
    re.IGNORECASE,
)

_OWN_COLUMNS = frozenset(
    {
        "email", "name", "newsletters", "language", "consent_at", "consent_source",
        "consent_wording", "created",
    }
)  # fmt: skip

LEAVING_WORDS = frozenset(
    word
    for word, standing in STANDING_OF_WORD.items()
    if standing not in (Standing.ACTIVE, Standing.PAUSED)
    and word not in ("left", "dead", "free", "invalid", "pending", "deleted", "removed")
)
"""Values that make an unknown column a question. Words that also stand in ordinary columns, as in
`party: left`, are left out."""


@dataclass(frozen=True, slots=True)
class StandingReader:
    """Reads the standing of lines whose columns are known. `judges` are by heading."""

    program: str
    judges: Mapping[str, Judge]
    unknown: frozenset[str] = frozenset()
    """Headings whose values must not speak of leaving."""

    def read(self, cells: Mapping[str, str]) -> LineStanding:
        """Read the gravest standing that any column gives.

        Raises UseError for a cell that cannot be read, or an unknown column that speaks of leaving.
        """
        gravest = LineStanding(standing=Standing.ACTIVE)
        for column, judge in self.judges.items():
            standing = self._judged(judge, column, cells.get(column, "").strip())
            if _GRAVITY.index(standing) < _GRAVITY.index(gravest.standing):
                gravest = LineStanding(standing=standing, column=column)
        return gravest

    def column_in_question(self, cells: Mapping[str, str]) -> str:
        """Name the unknown column of a line whose value speaks of leaving; "" if there is none."""
        for column in self.unknown:
            if cells.get(column, "").strip().casefold() in LEAVING_WORDS:
                return column
        return ""

    def _judged(self, judge: Judge, column: str, cell: str) -> Standing:
        try:
            return judge(cell)
        except ValueError as error:
            hint = f"write active or unsubscribed, or add --ignore-column {quoted(column)}"
            raise UseError(f"{column}: {error}", subject=cell or "empty", hint=hint) from None


# Of two columns that disagree, the graver standing counts.
_GRAVITY = (
    Standing.COMPLAINED,
    Standing.BLOCKED,
    Standing.LEFT,
    Standing.BOUNCED,
    Standing.UNCONFIRMED,
    Standing.PAUSED,
    Standing.ACTIVE,
)


def standing_reader(headings: Sequence[str], *, ignored: Sequence[str] = ()) -> StandingReader:
    """Choose how to read the standing of a file's lines by its headings, given in lower case.

    Raises UseError for an unknown column whose name speaks of leaving, unless it is ignored.

    >>> standing_reader(["email", "subscribed_to_emails"]).program
    'Ghost'
    """
    names = frozenset(headings)
    skipped = frozenset(name.casefold() for name in ignored)
    export = _export_of(names)
    known = dict(COMMON_JUDGES)
    harmless = _OWN_COLUMNS | skipped
    program = ""
    # the program's own meaning outweighs the common one
    if export is not None:
        known |= export.judges
        harmless |= export.harmless
        program = export.program
    judges: dict[str, Judge] = {}
    unknown = set()
    for name in headings:
        # first: a column that is known to be harmless is never a question
        if name in harmless:
            continue
        if name in known:
            judges[name] = known[name]
        # a question now, and not a guess that mails people who left
        elif _SPEAKS_OF_LEAVING.search(name):
            raise question(name)
        else:
            unknown.add(name)
    return StandingReader(program, judges, frozenset(unknown))


def question(column: str) -> UseError:
    """Ask what an unknown column means."""
    return UseError(
        "this column may say who left, and its meaning is not known",
        subject=column,
        hint=f"rename it to state where it does; else add --ignore-column {quoted(column)}",
    )


def quoted(column: str) -> str:
    """Write a heading as a shell takes it.

    >>> quoted("Opt Out"), quoted("optout")
    ('"Opt Out"', 'optout')
    """
    return f'"{column}"' if " " in column else column


def _export_of(headings: frozenset[str]) -> Export | None:
    for export in EXPORTS:
        if export.known_by <= headings:
            return export
    return None
