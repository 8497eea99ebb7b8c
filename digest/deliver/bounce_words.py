"""The words of bounce notices: is the address wrong, or did only this mail not arrive? Pure."""

from __future__ import annotations

import re
from enum import StrEnum


class Blame(StrEnum):
    ADDRESS = "address"
    CIRCUMSTANCE = "circumstance"
    NOTHING = "nothing"


def blame_of(text: str, *, enhanced: str = "", code: int = 0, after_data: bool = False) -> Blame:
    """Weigh words against codes: plain words about spam, quota or policy come first, then words and codes about the
    address, then other words about the mail; a bare "permanently failed" is held against the address last. A reply
    `after_data` came when the address had been taken already, so only a code still accuses the address."""
    line = " ".join(text.split())
    if _WAITING.search(line) or _ABOUT_THE_SENDER.search(line):
        return Blame.CIRCUMSTANCE
    if _ADDRESS_CODE.match(enhanced) or (enhanced == "5.2.1" and not _ASLEEP.search(line)):
        return Blame.ADDRESS
    if _UNKNOWN_USER.search(_ADDRESS.sub("", line)):
        return Blame.CIRCUMSTANCE if after_data else Blame.ADDRESS
    if enhanced.startswith("4."):
        return Blame.CIRCUMSTANCE
    if _UNKNOWN_HOST.search(line):
        return Blame.ADDRESS
    if _ABOUT_THE_MAIL.search(line):
        return Blame.CIRCUMSTANCE
    if 400 <= code < 500 or (enhanced and not enhanced.startswith(("5.0", "5.5"))):
        return Blame.CIRCUMSTANCE
    return Blame.ADDRESS if _BARE_REFUSAL.search(line) else Blame.NOTHING


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_ADDRESS = re.compile(r"[\w.+=-]+@[\w.-]+\w")
_ADDRESS_CODE = re.compile(r"5\.1\.(?:[0-6]|10)$|5\.4\.4$")
"""Codes about the recipient (RFC 3463, RFC 7505): wrong mailbox, wrong host, moved, null MX, unroutable."""

_WAITING = _any(
    r"warning message only",
    r"(?:has been|is) delayed",
    r"not yet been delivered",
    r"will (?:be retried|continue to)",
    r"do not need to (?:resend|take any action)",
    r"still being retried",
    r"attempts will continue",
    r"has been postponed",
    r"not found, try again",
)
_ABOUT_THE_SENDER = _any(
    r"quota|mailbox (?:is )?full|full mailbox|mail ?(?:box|folder)\b.{0,30}(?:full|exceed|size|space)|storage limit",
    r"exceed\w* .{0,20}(?:allowed|storage)|out of (?:storage )?space|insufficient (?:disk|storage|system)",
    r"not enough space|postfach .{0,10}voll|bo[iî]te .{0,30}pleine|buz[oó]n .{0,10}llen|casella .{0,10}piena",
    r"переполнен|邮箱已满|容量.{0,6}(?:超|不足)",
    r"\bspam(?!@)|unsolicited|\bjunk\b|\bvirus (?:found|detected)|malware|phish|bulk e?-?mail|bayes",
    r"\bblock(?:ed|ing|list)|(?<!may be )black ?-?list|\brbl\b|\bdnsbl\b|spamhaus|spamcop|barracuda"
    r"|reputation|\bbanned\b",
    r"polic(?:y|ies)|prohibited|security polic|recipient preferences|content (?:rejected|refused)|at a rate",
    r"\bspf\b|\bdkim\b|\bdmarc\b|authentication|reverse (?:dns|hostname|mapping)|\bptr\b|rdns",
    r"sender (?:address )?(?:\S+ )?(?:rejected|denied|verif|does not exist)|after mail from",
    r"invalid ip|frequency limited",
    r"temporar(?:y|ily) (?:locked|suspend|disabled|unavail)|googlegroups",
)
_UNKNOWN_USER = _any(
    r"(?:user|recipient|mailbox|account|address|addressee)(?: name)?s?\b[^.;:]{0,40}\b(?:is )?"
    r"(?:unknown|not (?:been )?(?:found|known|exist|recognized|listed|valid))",
    r"(?:unknown|invalid|no such|non-?existent|bad)[ _](?:local )?(?:e-?mail )?"
    r"(?:user|recipient|mailbox|account|address|addressee|person|final delivery)",
    r"(?:user|recipient|rcpt|mailbox|account|person|address)\b[^.;]{0,60}(?:n[o']t|not|didn't) exist",
    r"no (?:mail ?box|user|account|recipient)s?\b[^.;]{0,30}"
    r"(?:here|by that name|found|such|exists?|available|with (?:this|that))",
    r"not an? (?:valid|known|active|registered)(?: \w+)? (?:user|recipient|mailbox|address)",
    r"doesn'?t have an? \S+ account",
    r"there is no (?:user|mailbox|account)",
    r"not listed in|does not have a final email delivery point|no matches to nameserver",
    r"recipient name is not recognized",
    r"no longer (?:on server|valid|in use|exists|works|employed|with)|is wrong or no longer|not been collected",
    r"(?:has been|is|been) (?:discontinued|closed|deleted|terminated)|disabled or discontinued|mailbox has moved",
    r"recip(?:ient)?notfound|unrouteable address|address wasn.{0,3}t found|recipient not found|user not found",
    r"addressee unknown|unknown or illegal alias|no valid recipient|user not local|mailbox \S{0,40} ?is invalid",
    r"no longer accepts? mail|(?:address|recipient|mailbox)\b[^.]{0,30} (?:couldn't|could not|can't|cannot) be found",
    r"(?:account|mailbox) closed|has left the (?:company|organi[sz]ation)",
    r"recipient address rejected: access denied|recipient address rejected\.?$|not our customer|unknown user",
    r"user unknown",
    r"n'existe pas|no existe|nie istnieje|nicht (?:bekannt|gefunden)|unbekannt|existiert nicht|desconocido|inconnu",
    r"adresse .{0,30}invalide|sconosciut|inesistente|inexistente|n[aã]o existe|не существует|нет такого",
    r"不存在|宛先不明|見つかりません",
    r"invalid mailbox|does not accept mail|null ?mx|check if address is correct",
)
_UNKNOWN_HOST = _any(
    r"host (?:or domain name )?(?:unknown|not found)|unknown (?:host|domain)|no such (?:host|domain)",
    r"domain (?:name )?(?:not found|does not exist|may not exist|is not reachable)|account or domain may not",
    r"(?:couldn't|could not) find (?:any|a) (?:host|mail exchanger|mx)|illegal host/domain|nxdomain",
    r"dns lookup failure|name or service not known|name server reply|bad destination (?:system|host)",
    r"non-?existent hosts|no smtp service|unrouteable mail domain",
    r"host \S{1,60} not found|no mx or a records|no mail exchanger",
)
_ASLEEP = _any(r"suspend|frozen|locked|on ?hold|inactive|not active|temporar|заблокирован")
"""A mailbox that may wake up again, where a disabled one (5.2.1) is gone."""

_ABOUT_THE_MAIL = _any(
    rf"{_ASLEEP.pattern}|disabled|deactivat|отключ",
    r"not (?:allowed|permitted|authori[sz]ed)|unauthori[sz]ed|violat|restrict|permission|denied|preferences",
    r"sender|mail from|your (?:ip|host|server|domain)|not accepting|unwanted|filtered",
    r"too (?:large|big|many|much|fast|long|old)|(?:size|line|length|time|rate) (?:limit|exceed)|limit exceeded",
    r"exceed\w* (?:the )?(?:maximum|limit|size|fixed|max)|throttl|gr[ea]ylist|try again later",
    r"tim(?:e|ed)[ -]?out|time-expired|expired|queue too long|hours? in queue|aborted after|failed \d+ attempts",
    r"connection (?:refused|reset|lost|closed|dropped)",
    r"not (?:connect|accept our requests|responding|respond\b)|unable to connect",
    r"wasn't able to establish|no route|not delivered within|failing for a long time|unavailable or busy|gateway",
    r"\bloop|too many hops|hop count|relay(?:ing)?\b.{0,30}(?:denied|not|prohib|access)|rcpthosts|not a relay",
    r"refus(?:ed|es|al)|reject(?:ed)? (?:by|due|because|for|this|as)|\brejected\.?$",
    r"not a member|moderat|permission to post|group you tried|subscribers? only|malformed|incorrectly constructed",
    r"syntax error|bad (?:sequence|command)|8-?bit|conver(?:t|sion)|duplicate",
    r"system (?:error|problem|not accepting)|configuration|internal error",
    r"service (?:refuse|unavailable|currently)|local error|i/o error",
    r"unable-to-transfer",
)
_BARE_REFUSAL = _any(
    r"address rejected|failed permanently|permanent(?:ly)? (?:fatal )?(?:error|failure)|mailbox unavailable",
    r"undeliverable|unable to deliver|could not be delivered|not delivered|delivery failed|was not delivered",
    r"did not reach",
    r"check if address|could not be reached|returned mail|non remis|no pudo ser entregado",
)
