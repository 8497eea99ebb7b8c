"""The words of SMTP replies and bounce notices, by the fault that they name. Pure.

Every gap in a pattern is bounded, and texts are capped before they come here, so the time to search
a text grows with its length alone.
"""

from __future__ import annotations

import re

MAX_TEXT_CHARS = 4000
"""Longer texts are cut: a reply is a line or two, and a notice says its verdict early."""


class Words:
    """Words that are looked for in any case.

    The text is made small once: a pattern that heeds no case would try each of its alternatives at
    each letter, which takes two to four times as long.
    """

    def __init__(self, *patterns: str) -> None:
        self.pattern = "|".join(patterns)
        self._compiled = re.compile(self.pattern)

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first place in the text that holds one of the words; None when none does."""
        return self._compiled.search(text.lower())


STILL_TRYING = Words(
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
"""The server that wrote has not given up."""

LATER_IN_SPITE_OF_ITS_CODE = Words(
    # QQ: this reader got many mails in a short time, and may get more after a pause
    r"mailbox unavailable or access denied",
)
"""Limits that end after a while by the word of the provider, which sends a permanent code."""

TRACE_OF_QQ = re.compile(r"\[[\w+/=]{8,200} {1,4}IP: [\d.]{7,15}\]")
"""QQ ends each of its replies with a trace and our address in the network: it accuses no server."""

ACCUSES_SENDER = Words(
    # block lists, and the address or network of the sending server
    r"\bblock(?:ed|ing)? ?-?list|(?<!may be )\bblack ?-?list|\bdnsbl\b|\brbl\b|\buribl\b|\bsurbl\b",
    r"spamhaus|spamcop|barracuda|sorbs\b|spamrats|abusix|invaluement|senderscore|cloudmark",
    r"\bips?\b[^.;]{0,60}\b(?:block|bann|listed|reject|refus|denied|not allowed)",
    r"\bips?\b[^.;]{0,60}\b(?:history|suspicious)",
    r"\b(?:block|bann|reject|refus)\w{0,3} (?:(?:your|this|the|connecting|sending|client) )?ips?\b",
    r"invalid ip|(?:from|of) your (?:ip|network|(?:mail ?)?server|host)\b",
    r"your (?:ip|network|(?:mail ?)?server|host)\b[^.;]{0,40}\b(?:is|was|has|block|bann)",
    r"your (?:ip|network|(?:mail ?)?server|host)\b[^.;]{0,40}\b(?:list|reject)",
    r"reputation|\bbanned\b|(?:poor|bad|spam(?:ming)?) history|history of (?:spam|abus)",
    # a provider that names our address in the network, or its own code for one
    r"\bip ?[=:] ?\[?\d|suspected bounce attack|\bmi:(?:ipb|rbl|spf|sfq|dma)\b",
    r"\bdt:spm\b|help_spam_",
    r"listed (?:at|in|on|by) \S{0,30}(?:list|\.org|\.net|\.com)",
    # how the sending server names itself
    r"\b(?:he|eh)lo\b[^.;]{0,40}\b(?:reject|refus|invalid|bad|mismatch|denied)",
    r"\b(?:he|eh)lo\b[^.;]{0,40}\bnot (?:found|resolv)",
    r"\b(?:invalid|bad|forged|bogus|reject\w*|refus\w*) (?:he|eh)lo\b",
    r"reverse (?:dns|hostname|mapping|lookup)|\bptr\b|\brdns\b|find your (?:reverse )?hostname",
    r"client host (?:\S{1,80} )?(?:reject|block|refus|bann)|blocked using",
    r"host ?name (?:lookup|mismatch)|invalid dns|bad dns|dns (?:mx|ptr|a/aaaa)",
    # a link that explains the refusal of an IP address, which it names
    r"https?://\S{1,100}[?&](?:ip|v)=\d",
    # networks and countries, guessing of addresses, encryption
    r"from your (?:country|region)|directory harvest|too many (?:invalid|unknown|bad) ",
    r"\b(?:starttls|mta-sts|tls)\b[^.;]{0,20}\brequired|require\w{0,2} (?:starttls|tls)\b",
    r"(?:not|un)[^.;]{0,20}\b(?:allow|white|safe)[- ]?list|safe-?senders",
    # the sender's own address or domain, and the call back to it
    r"sender (?:address |domain |e?mail |id )?(?:\S{1,80} )?(?:is |was |has been )?"
    r"(?:reject|denied|refus|block|bann|invalid|unknown|verif|not (?:found|exist|resolv|accept))",
    r"sender (?:address |domain )?(?:\S{1,80} )?does(?:n't| not) (?:exist|resolve)",
    r"\bmail from \S{1,100} (?:is )?(?:not (?:accept|allow|welcome)|reject|refus|denied|block)",
    r"(?:unknown|invalid|bad|forged|illegal) (?:envelope )?(?:sender|originator|from\b)",
    r"(?:originator|from address|envelope[- ](?:from|sender))\b[^.;]{0,40}\b(?:unknown|invalid|not"
    r"|reject|refus|unresolv|does)|sender'?s (?:domain|address|server|ip|host)",
    r"your (?:sender |sending |mail |email )?domain\b|your (?:sender |from )(?:address|name)",
    r"(?:domain|address) of (?:the )?sender|(?:from|sender|sending|return(?:-path)?) domain\b",
    r"(?:verif\w{1,9}|resolve|validate)[^.;]{0,20}\b(?:sender|return[- ]path|envelope from)",
    r"call ?-?(?:out|back)s?\b|return address|after mail from|mail from (?:command )?reject",
    r"bounce address|null sender|mailbox for sender|domain mismatch",
    r"sender (?:address |domain )?(?:\S{1,80} )?has (?:an? )?null ?mx",
    # codes of AOL for a connection that it refuses
    r"\((?:con|rly|dyn|hvu):\w{1,3}\)",
    r"liste noire|lista ne[gr]ra|kara liste|ч[её]рн\w{2} спис|القائمة السوداء|黑名单",
    # authentication of mail
    r"\bspf\b|\bdkim\b|\bdmarc\b|authenticat|not authori[sz]ed to send",
    # the same in other languages: the sender, and its address in the network
    r"absender\S{0,10}[^.;]{0,30}(?:abgelehnt|abgewiesen|gesperrt|blockiert|ung[uü]ltig|unbekannt)",
    r"absender\S{0,10}[^.;]{0,30}(?:nicht|existiert)|(?:afzender|avs[äa]ndar|afsender"
    r"|avsender)\S{0,9}"
    r"[^.;]{0,30}(?:niet|geweigerd|geblokkeerd|inte|avvis|ikke|blokeret|blokkert|ukendt|ok[aä]nd)",
    r"(?:nadawc|odes[ií]latel|felad[oó]|expeditor)\S{0,6}[^.;]{0,30}"
    r"(?:odrzuc|zablok|nie |odm[ií]t|neexist|nezn|elutas|nem |respins|blocat|nu )",
    r"\bip-?adresse?\b[^.;]{0,30}(?:gesperrt|blockiert|abgelehnt|sperrliste|bloqu)",
    r"(?:adresse|direcci[oó]n|endere[cç]o|indirizzo) ip\b[^.;]{0,30}"
    r"(?:blo[cq]|refus|rechaz|liste|negr)",
    r"(?:exp[eé]diteur|remitente|mittente|remetente)[^.;]{0,30}(?:refus|rejet|rechaz|rifiut|bloc"
    r"|bloq|rejeit|inconnu|desconocid|sconosciut|inv[aá]lid|non valid|no existe|inexist)",
    r"отправител\S{0,5}[^.;]{0,30}(?:откл|отверг|заблок|не)|\bip-?адрес\S{0,3}[^.;]{0,30}"
    r"(?:заблок|в ч[её]рн|откл)|(?:g[oö]nderen|gönderici)[^.;]{0,30}(?:redded|engel|ge[cç]ersiz)",
    r"المرسل[^.;]{0,30}(?:مرفوض|محظور|غير)|发件人[^。;]{0,20}(?:拒|不|无)|送信者[^。;]{0,20}(?:拒|不)",
    r"(?:relay(?:ing)?|relay access) denied|not permitted to relay"
    r"|relaying (?:not (?:allowed|perm)|disallowed)|suspected spam(?:mer)? sender",
)
"""The sending server, its names or its standing are refused, whoever the message is for."""

THROTTLES = Words(
    r"too (?:many|much|fast)|rate.?limit|throttl",
    r"exceed\w*.{0,30}(?:rate|limit|connections)",
    r"slow down|unusual rate|at a rate|frequency limited",
)

OUR_LIMIT = Words(
    r"(?:daily|hourly|monthly|\b\d{1,2}[- ]hour)\b(?![^.;]{0,40}\b(?:receiv|incoming|inbound))"
    r"[^.;]{0,40}\b(?:quota|limit|allowance|threshold)",
    r"(?:sending|outgoing|outbound|submission|relay(?:ing)?)\b[^.;]{0,25}"
    r"\b(?:quota|limit|threshold|activity|paused|suspended|disabled)",
    r"\b(?:quota|limit)\b[^.;]{0,40}\b(?:sending|outgoing|outbound|messages per (?:day|hour))",
    r"(?:sent|sending)\b[^.;]{0,40}\bfrom (?:this|your) account",
    r"\byou(?:'ve| have) (?:exceeded|reached)\b|tenant has exceeded",
    r"(?:account|user)\b[^.;]{0,30}\b(?:suspended|disabled|blocked) (?:for|from) "
    r"(?:outbound|sending)",
    r"(?:email address|identity) is not verified",
)
"""The relay's limit for the messages that we send: the same reader may have the issue later."""

MAILBOX_FULL = Words(
    r"quota|mailbox (?:is )?full|full mailbox",
    r"mail ?(?:box|folder)\b.{0,30}(?:full|exceed|size|space)|storage limit",
    r"exceed\w* .{0,20}(?:allowed|storage)|out of (?:storage )?space",
    r"insufficient (?:disk|storage|system)|not enough space",
    r"postfach .{0,10}voll|bo[iî]te .{0,30}pleine|buz[oó]n .{0,10}llen|casella .{0,10}piena",
    r"переполнен|邮箱已满|容量.{0,6}(?:超|不足)",
)

REFUSES_CONTENT = Words(
    r"\bspam(?!@)|unsolicited|\bjunk\b|\bvirus (?:found|detected)|malware|phish",
    r"bulk e?-?mail|bayes|\bblock(?:ed|ing)",
    r"not accept delivery of this message|mail data refused",
    r"polic(?:y|ies)|prohibited|recipient preferences|content (?:rejected|refused)",
    r"temporar(?:y|ily) (?:locked|suspend|disabled|unavail)|googlegroups",
)
"""This mail was refused by a policy or a filter; the address may be fine."""

UNKNOWN_USER = Words(
    r"(?:user|recipient|mailbox|account|address|addressee)(?: name)?(?:e?s)?\b[^.;:]{0,40}"
    r"\b(?:is )?(?:unknown|not (?:been )?(?:found|known|exist|recognized|listed|valid))",
    r"(?:unknown|invalid|no such|non-?existent|bad)[ _](?:local )?(?:e-?mail )?"
    r"(?:user|recipient|mailbox|account|address|addressee|person|final delivery)",
    r"(?:user|recipient|rcpt|mailbox|account|person|address)\b[^.;]{0,60}n[o']t exist",
    r"no (?:mail ?box|user|account|recipient)s?\b[^.;]{0,30}"
    r"(?:here|by that name|found|such|exists?|available|with (?:this|that))",
    r"not an? (?:valid|known|active|registered)(?: \w{1,20})? (?:user|recipient|mailbox|address)",
    r"doesn'?t have an? \S{1,40} account",
    r"there is no (?:user|mailbox|account)|\bno mailbox\b",
    r"not listed in|does not have a final email delivery point|no matches to nameserver",
    r"recipient name is not recognized",
    r"no longer (?:on server|valid|in use|exists|works|employed|with)",
    r"is wrong or no longer|not been collected",
    r"(?:has been|is|been) (?:discontinued|closed|deleted|terminated)",
    r"disabled or (?:discontinued|deleted)",
    r"mailbox has moved|recip(?:ient)?notfound|unrouteable address|address wasn.{0,3}t found",
    r"recipient not found|user not found",
    r"addressee unknown|unknown or illegal alias|no valid recipient|user not local",
    r"mailbox \S{0,40} ?is invalid|no longer accepts? mail",
    r"(?:address|recipient|mailbox)\b[^.]{0,30} (?:couldn't|could not|can't|cannot) be found",
    r"(?:account|mailbox) closed|has left the (?:company|organi[sz]ation)",
    r"recipient address rejected\.?$|unknown local[ -]part|this mailbox is disabled|s2017062302",
    r"not our customer|unknown user|user unknown",
    r"n'existe pas|no existe|nie istnieje|nicht (?:bekannt|gefunden)|unbekannt|existiert nicht",
    r"desconocido|inconnu|adresse .{0,30}invalide|sconosciut|inesistente|inexistente",
    r"inexistant|no encontrad|non trovat|n[aã]o (?:existe|encontrad)|nu exist[aă]|inexistent",
    r"onbekend|bestaat niet|ok[aä]nd (?:mott|anv)|ukendt|ukjent|finnes ikke|ei l[oö]ydy|tuntematon",
    r"neexistuj|nenalezen|nezn[aá]m[yý]|nieznan|nie znaleziono|nem l[eé]tezik|ismeretlen",
    r"bulunamad|kullan[iı]c[iı] (?:yok|bilinm)|ge[cç]ersiz al[iı]c[iı]",
    r"не существует|нет такого|не найден|не існує|не знайден|άγνωστος|δεν υπάρχει",
    r"غير موجود|لا يوجد|לא קיים|לא נמצא|وجود ندارد",
    r"不存在|无此用户|宛先不明|見つかりません|存在しません|존재하지 않|찾을 수 없",
    r"invalid mailbox|does not accept mail|null ?mx|check if address is correct",
)

UNAVAILABLE_AND_NO_MORE = re.compile(
    r"(?:<[^<>]{1,255}>:? |(?:550[ -])?5\.\d\.\d )*requested action not taken: mailbox unavailable"
    r"\.?(?: \[[\w.:-]{1,255}\])?",
    re.IGNORECASE,
)
"""The whole reply of GMX, WEB.DE, mail.com and Outlook.com to an address that does not exist: they
name any other cause behind these words."""

NO_ACCESS = Words(r"recipient address rejected: access denied")
"""The words for an unknown address at Microsoft 365, and for a rule of access elsewhere."""

UNKNOWN_HOST = Words(
    r"host (?:or domain name )?(?:unknown|not found)|unknown (?:host|domain)",
    r"domain \S{1,100} (?:does(?:n't| not) exist|not found)",
    r"no such (?:host|domain)|domain (?:name )?(?:not found|does not exist|may not exist)",
    r"domain (?:name )?is not reachable|account or domain may not",
    r"(?:couldn't|could not) find (?:any|a) (?:host|mail exchanger|mx)",
    r"illegal host/domain|nxdomain",
    r"dns lookup failure|name or service not known|name server reply",
    r"bad destination (?:system|host)|non-?existent hosts|no smtp service|unrouteable mail domain",
    r"host \S{1,60} not found|no mx or a records|no mail exchanger",
)

ASLEEP = Words(r"suspend|frozen|locked|on ?hold|inactive|not active|temporar|заблокирован")
"""A mailbox that may wake up again, where a disabled one (5.2.1) is gone."""

ABOUT_THE_MAIL = Words(
    rf"{ASLEEP.pattern}|disabled|deactivat|отключ",
    r"not (?:allowed|permitted|authori[sz]ed)|unauthori[sz]ed|violat|restrict|permission|denied",
    r"preferences|sender|mail from|your (?:ip|host|server|domain)|not accepting|unwanted|filtered",
    r"too (?:large|big|many|much|fast|long|old)|(?:size|line|length|time|rate) (?:limit|exceed)",
    r"limit exceeded|exceed\w* (?:the )?(?:maximum|limit|size|fixed|max)|throttl|gr[ea]ylist",
    r"try again later|tim(?:e|ed)[ -]?out|time-expired|expired|queue too long|hours? in queue",
    r"aborted after|failed \d{1,4} attempts|connection (?:refused|reset|lost|closed|dropped)",
    r"not (?:connect|accept our requests|responding|respond\b)|unable to connect",
    r"wasn't able to establish|no route|not delivered within|failing for a long time",
    r"unavailable or busy|gateway|\bloop|too many hops|hop count",
    r"relay(?:ing)?\b.{0,30}(?:denied|not|prohib|access)|rcpthosts|not a relay",
    r"refus(?:ed|es|al)|reject(?:ed)? (?:by|due|because|for|this|as)|\brejected\.?$",
    r"not a member|moderat|permission to post|group you tried|subscribers? only|malformed",
    r"incorrectly constructed|syntax error|bad (?:sequence|command)|8-?bit|conver(?:t|sion)",
    r"duplicate|system (?:error|problem|not accepting)|configuration|internal error",
    r"service (?:refuse|unavailable|currently)|local error|i/o error|unable-to-transfer",
)

BARE_REFUSAL = Words(
    r"address rejected|failed permanently|permanent(?:ly)? (?:fatal )?(?:error|failure)",
    r"mailbox unavailable|undeliverable|unable to deliver|could not be delivered|not delivered",
    r"delivery failed|was not delivered|did not reach",
    r"check if address|could not be reached|returned mail|non remis|no pudo ser entregado",
)
"""A notice that says no more than this is held against the address: its server gave up."""

OUR_ADDRESS = re.compile(r"(?<![\w.+=-])(?:bounce|unsubscribe)\+[\w.=-]{1,64}@", re.IGNORECASE)
"""An address that only a message of ours bears: the envelope sender or the unsubscribe address."""

OUR_WHOLE_ADDRESS = re.compile(rf"<?{OUR_ADDRESS.pattern}[\w.-]{{0,255}}+>?", re.IGNORECASE)
"""The same with its domain, and the brackets around it."""

ADDRESS = re.compile(r"(?<![\w.+=-])[\w.+=-]{1,64}+@[\w.-]{1,255}+")
"""A mail address. The lookbehind and the bounds keep the search linear."""
