"""Addresses: one key for every address of one page, so that twins, trackers and mirrors are told to be the same."""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode
from functools import lru_cache
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit

import idna

MAX_ROUNDS = 12
"""Each round takes something away (a wrapper, a twin, an extension); real addresses settle in two."""


MAX_ADDRESS = 2_000
"""Longer than any that a reader can be sent to."""


def canonical_url(url: str) -> str:
    """Return a key that is equal for two addresses of one page: https, no twin hosts, trackers, AMP forms or fragments.

    The key is for comparing, not for fetching: where a path ends in the publisher's own story number, host and number
    are the key. What is not an http address is returned without its outer white space. Never raises; idempotent.
    """
    key = _INVISIBLE.sub("", url).strip()
    for _ in range(MAX_ROUNDS):
        before, (key, settled) = key, _one_round(key)
        if settled or key == before:
            break
    return key


def untracked_url(url: str) -> str:
    """Return the same address, fit for fetching and for readers, without the parameters that only follow people."""
    address, mark, fragment = url.partition("#")
    path, question, query = address.partition("?")
    kept = [part for part in query.split("&") if not is_tracking_parameter(part.partition("=")[0])]
    return path + (question + "&".join(kept) if any(kept) else "") + mark + fragment


def names_a_story(url: str) -> bool:
    """True when the last part of a path reads like one article (a slug of words, or a number), not like a section."""
    last = (
        url.partition("#")[0]
        .partition("?")[0]
        .partition("://")[2]
        .rstrip("/")
        .partition("/")[2]
        .rpartition("/")[2]
    )
    return last.count("-") >= 3 or _LONG_NUMBER.search(last) is not None


_SETTLED = re.compile(r"^https://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/[a-zA-Z0-9_-]+)*/?$")
_UNSETTLED = re.compile(r"amp|lite|index|default", re.IGNORECASE)
"""A key of plain letters is found in one round, unless its path has something that can still be taken away."""

_LONG_NUMBER = re.compile(r"\d{5}")
_INVISIBLE = re.compile(r"[\x00-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def _one_round(url: str) -> tuple[str, bool]:
    """The key after one round, and whether another could change nothing."""
    try:
        parts = urlsplit(url if "://" in url[:12] or not url.startswith("//") else f"https:{url}")
        port = parts.port
    except ValueError:
        return url, True
    hostname = parts.hostname
    if parts.scheme not in ("http", "https") or not hostname:
        return url, True
    if (wrapped := _unwrapped(parts, hostname)) and wrapped != url:
        return wrapped, False
    host, was_amp = _plain_host(hostname)
    path, query = _plain_path(parts.path, host, was_amp=was_amp), _plain_query(parts.query)
    if host in _PLATFORMS:
        host, path, query = _on_platform(host, path, query)
    elif number := _story_number(path):
        path = f"/{number}"
    netloc = f"[{host}]" if ":" in host else host
    if port not in (None, 80, 443):
        netloc += f":{port}"
    bang = f"#{parts.fragment}" if parts.fragment.startswith("!") else ""
    key = f"https://{netloc}{path}{'?' if query else ''}{query}{bang}"
    return key, _SETTLED.match(key) is not None and not _UNSETTLED.search(path) and not _carrier(
        host
    )


# ---- wrappers: an address that only carries another one ---------------------

_CARRIERS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "google": (("/url", "/news/url", "/amp/s/", "/amp/"), ("url", "q")),
    "bing.com": (("/news/apiclick.aspx", "/ck/a"), ("url",)),
    "facebook.com": (("/l.php",), ("u",)),
    "l.instagram.com": (("/",), ("u",)),
    "youtube.com": (("/redirect",), ("q",)),
    "reddit.com": (("/media",), ("url",)),
    "out.reddit.com": (("/",), ("url",)),
    "t.umblr.com": (("/redirect",), ("z",)),
    "t.me": (("/iv",), ("url",)),
    "vk.com": (("/away.php",), ("to",)),
    "disq.us": (("/",), ("url",)),
    "getpocket.com": (("/redirect",), ("url",)),
    "slack-redir.net": (("/link",), ("url",)),
    "safelinks.protection.outlook.com": (("/",), ("url",)),
    "linkedin.com": (("/redir/redirect",), ("url",)),
    "yahoo.com": ((), ()),
    "web.archive.org": ((), ()),
    "cdn.ampproject.org": ((), ()),
    "bing-amp.com": ((), ()),
}
"""Hosts, the paths under which they carry another address, and the parameters that hold it."""

_GOOGLE = re.compile(r"(?:^|\.)google\.(?:com?(?:\.[a-z]{2})?|[a-z]{2})$")
_AMP_CACHE_PATH = re.compile(r"^/(?:amp|[acvri])(/s)?/(?=[^/]+\.)(.+)$")
_ARCHIVED = re.compile(r"^/web/\d{1,14}(?:[a-z]{2}_)?/(https?:/.+)$")
_STARRED = re.compile(r"/\*(https?://?.+)$")
_GOOGLE_NEWS = re.compile(r"^/(?:rss/)?(?:__i/rss/rd/)?(?:articles|read)/(CBM[\w-]{20,2000})$")
_PACKED_URL = re.compile(rb"https?://[\x21-\x7e]{4,1500}")


@lru_cache(maxsize=4096)
def _carrier(host: str) -> str:
    if _GOOGLE.search(host):
        return "google"
    labels = host.split(".")
    return next(
        (name for at in range(len(labels)) if (name := ".".join(labels[at:])) in _CARRIERS), ""
    )


def _unwrapped(parts: SplitResult, hostname: str) -> str:
    """The address inside a redirect, an archive's copy or an AMP cache, or nothing."""
    name, query = _carrier(hostname), f"?{parts.query}" if parts.query else ""
    if not name:
        return ""
    if name in _AMP_CACHES and (cached := _AMP_CACHE_PATH.match(parts.path)):
        return f"https://{cached[2]}{query}"
    if name == "web.archive.org":
        archived = _ARCHIVED.match(parts.path)
        return archived[1] + query if archived else ""
    if name == "yahoo.com":
        starred = _STARRED.search(parts.path)
        return _absolute(unquote(starred[1])) if starred else ""
    if name == "google" and (packed := _GOOGLE_NEWS.match(parts.path)):
        return _unpacked(packed[1]) or f"https://news.google.com/articles/{packed[1]}"
    paths, names = _CARRIERS[name]
    if not parts.path.startswith(paths or ("//",)):
        return ""
    values = dict(parse_qsl(parts.query))
    return next((values[key] for key in names if _absolute(values.get(key, ""))), "")


_AMP_CACHES = frozenset({"google", "bing.com", "bing-amp.com", "cdn.ampproject.org"})


def _unpacked(name: str) -> str:
    """Google News names an article by a packed record, which until 2024 held the publisher's address in clear.

    Newer records hold a key that only Google's servers can turn into an address: those stay what they are.
    """
    try:
        record = urlsafe_b64decode(name + "=" * (-len(name) % 4))
    except ValueError:
        return ""
    found = _PACKED_URL.search(record)
    return found[0].decode("ascii") if found else ""


def _absolute(url: str) -> str:
    return url if re.match(r"https?://[^/\s]+\.", url) else ""


# ---- platforms, whose addresses have a form of their own --------------------

_PLATFORMS = frozenset(
    {"youtube.com", "youtu.be", "youtube-nocookie.com", "twitter.com", "feedproxy.google.com"}
)
_VIDEO = re.compile(r"^/(?:embed/|shorts/|live/|v/)([\w-]{11})$")
_SHORT_VIDEO = re.compile(r"^/([\w-]{4,})$")
_POST = re.compile(r"^/[^/]+/(status/\d+)")
_FEEDBURNER = re.compile(r"^/(~r/[^/]+/~\d+/[^/]+)")


def _on_platform(host: str, path: str, query: str) -> tuple[str, str, str]:
    """Host, path and query of the one video, post or feed entry, whichever of its forms the address has."""
    if host == "twitter.com":
        post = _POST.match(path)
        return host, f"/i/{post[1]}" if post else path, "" if post else query
    if host == "feedproxy.google.com":
        entry = _FEEDBURNER.match(path)
        return host, f"/{entry[1]}" if entry else path, query
    video = (_SHORT_VIDEO if host == "youtu.be" else _VIDEO).match(path)
    name = video[1] if video else dict(parse_qsl(query)).get("v", "") if path == "/watch" else ""
    return ("youtube.com", "/watch", urlencode([("v", name)])) if name else (host, path, query)


# ---- host -------------------------------------------------------------------

_TWIN_LABELS = frozenset({"www", "www1", "www2", "www3", "m", "mobile", "amp", "wap", "touch"})
_TWIN_HOSTS = {
    "edition.cnn.com": "cnn.com",
    "us.cnn.com": "cnn.com",
    "bbc.co.uk": "bbc.com",
    "news.bbc.co.uk": "bbc.com",
    "x.com": "twitter.com",
    "feeds.feedburner.com": "feedproxy.google.com",
}
_SHARED_SUFFIXES = frozenset({"co", "com", "org", "net", "gov", "edu", "ac", "or", "ne", "go"})
_IP_ADDRESS = re.compile(r"^[\d.]+$|:")


@lru_cache(maxsize=4096)
def _plain_host(host: str) -> tuple[str, bool]:
    """The host without labels of mobile and AMP twins, and whether it was an AMP twin."""
    host = _ascii_host(host.lower().strip("."))
    if _IP_ADDRESS.search(host):
        return host, False
    labels = host.split(".")
    core = len(labels) - 2
    kept = [label for at, label in enumerate(labels) if at >= core or label not in _TWIN_LABELS]
    if len(kept) == 2 and kept[0] in _SHARED_SUFFIXES and len(kept[1]) == 2:
        kept = labels[core - 1 :]
    plain = ".".join(kept)
    return _TWIN_HOSTS.get(plain, plain), "amp" in labels[:core]


def _ascii_host(host: str) -> str:
    if host.isascii():
        return host
    try:
        return idna.encode(host, uts46=True).decode("ascii").lower()
    except UnicodeError:  # of which the errors of idna are
        return host


# ---- path -------------------------------------------------------------------

_AMP_MARK = re.compile(r"amp|lite$", re.IGNORECASE)
_AMP_TAIL = re.compile(r"[._-]amp(?=(?:\.[a-z]{3,5})?$)", re.IGNORECASE)
_AMP_KIND = re.compile(r"^amp[_-](?=[a-z])", re.IGNORECASE)
_INDEX_PAGE = re.compile(r"^(?:index|default)\.(?:s?html?|php|aspx?|jsp)$", re.IGNORECASE)
_STORY_LIKE = re.compile(r"\d|[-_].*[-_]|%[0-9A-F]{2}")
_PLAIN_PATH = re.compile(r"^[A-Za-z0-9/:@!$&'()*+,;=._~-]*$")
_ESCAPED = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/]*", re.IGNORECASE)


def _plain_path(path: str, host: str, *, was_amp: bool) -> str:
    if ";" in path:
        path = _SESSION.sub("", path)
    segments = _without_amp(_segments(_escaped_path(path)))
    if was_amp and len(segments) > 1 and segments[0].lower() == host.split(".")[0]:
        del segments[0]
    if segments and _INDEX_PAGE.match(segments[-1]):
        del segments[-1]
    return "/" + "/".join(segments)


def _segments(path: str) -> list[str]:
    kept: list[str] = []
    for segment in path.split("/"):
        if segment == "..":
            del kept[-1:]
        elif segment not in ("", "."):
            kept.append(segment)
    return kept


def _without_amp(segments: list[str]) -> list[str]:
    """Drop AMP marks, but only from the address of a story: `/products/amp` is a page of its own."""
    if not _AMP_MARK.search("/".join(segments)):
        return segments
    if len(segments) > 2 and segments[-2].lower() == "amp" and segments[-1] in ("0", "1"):
        segments = segments[:-1]
    if len(segments) > 2 and segments[-1].lower() == "lite":
        segments = segments[:-1]
    if [s.lower() for s in segments[:2]] == ["platform", "amp"]:
        segments = segments[1:]
    kept = [s for s in segments if s.lower() not in ("amp", "amphtml")]
    if not kept or not any(_STORY_LIKE.search(s) for s in kept):
        return segments
    kept[-1] = _AMP_TAIL.sub("", kept[-1]) or kept[-1]
    return [_AMP_KIND.sub("", s) for s in kept[:-1]] + kept[-1:]


def _escaped_path(path: str) -> str:
    if _PLAIN_PATH.match(path):
        return path
    return _ESCAPED.sub(_normal_escape, quote(path, safe="/%:@!$&'()*+,;=-._~"))


def _normal_escape(found: re.Match[str]) -> str:
    character = chr(int(found[1], 16))
    return character if character in _UNRESERVED else found[0].upper()


# ---- the publisher's own story number ---------------------------------------

_NUMBER = re.compile(
    r"(?:^|[-_.,~]|(?<=[a-z])(?=\d{8}))"
    r"(?P<id>\d\.\d{6,}|id[a-z]{2,6}\d[a-z0-9]{5,}|[a-z]{2,8}\d{6,}|\d{7,}|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{24,})"
    r"(?:\.(?:s?html?|php|aspx?|cms|ece|amp|story|article))?$",
    re.IGNORECASE,
)
_DATE_LIKE = re.compile(
    r"^(?:(?:19|20)\d{2}(?:0\d|1[0-2])[0-3]\d(?:\d{4}|\d{6})?|[0-3]\d[01]\d(?:19|20)\d{2})$"
)
_MOMENT = re.compile(r"^1{0,2}[3-9]\d{8}$")
"""Seconds since 1970, sometimes behind another 1: two stories may share one."""
_NUMBERED_PREFIX = re.compile(r"^[a-z]+(?=\d{8,}$)", re.IGNORECASE)


_KIND = re.compile(
    r"(?<=/)(photo|picture|gallery|galerie|video|audio|podcast)s?(?=/)", re.IGNORECASE
)
"""What may be numbered apart from the stories of the same publisher."""


def _story_number(path: str) -> str:
    """The number or hexadecimal name a publisher gave the story, where the last segment ends in one."""
    last = path.rpartition("/")[2]
    found = _NUMBER.search(last)
    if not found:
        return ""
    number = _NUMBERED_PREFIX.sub("", found["id"])
    if _DATE_LIKE.match(number) or _MOMENT.match(number) or number.endswith("00000"):
        return ""
    kind = _KIND.search(path)
    return f"{kind[1]}/{number}".lower() if kind else number.lower()


# ---- query ------------------------------------------------------------------

_TRACKING = re.compile(
    r"^(?:utm_?\w*|phpsessid|jsessionid|aspsessionid\w*|session_?id|at_\w+|ns_\w+|mc_[ce]id|ml_\w+|mkt_tok|_hs\w+|hsa_\w+|wt[._]\w+|pk_\w+|mtm_\w+|matomo_\w+|piwik_\w+|"
    r"fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|igsh|li_fat_id|s_cid|s_kwcid|"
    r"gad_\w+|srsltid|vero_\w+|oly_\w+|wickedid|elq\w*|sfmc_\w+|sp(?:mailing|user|job|report)id|hss_channel|_branch_\w+|"
    r"irclickid|cjevent|epik|__cf_\w+|__tn__|_x_tr_\w+|unlocked_article_code|giftcopy|sharetype|itid|tpcc|et_[cr]id|"
    r"ito|ftag|xtor|xtref|cmpid|cmp_id|icid|ncid|ocid|cid_source|smid|smtyp|emc|campaign_id|"
    r"instance_id|segment_id|regi_id|action_click|spm|srnd|sref|sr_share|shareid|sharetoken|"
    r"ref_src|ref_url|referer|referrer|refer|reflink|traffic_source|traffic_medium|"
    r"taid|guccounter|guce_\w+|__twitter_impression|__source|_ga|_gl|ga_\w+|amp|_amp|amp_\w+|ampshare|usqp|"
    r"outputtype|client_source|mbid|curator|linkid|soc_\w+|dicbo|outbrain\w*|ob_\w+|tblci|"
    r"int_\w+|intcid|intcmp|itm_\w+|trk|trkid|tracking|trackid|fb_\w+|f_link_type|cndid|esrc|maca|bxid|hashed_user)$",
    re.IGNORECASE,
)
_LOOSE_WORDS = frozenset(
    {
        "ref",
        "from",
        "source",
        "src",
        "mod",
        "share",
        "campaign",
        "social",
        "origin",
        "via",
        "rss",
        "sh",
        "cid",
        "feature",
    }
    | {"si", "output", "print", "mobile", "oc", "nl", "partner", "cmp", "rssid"}
)
"""Names that carry a word when they track and a number when they page, so only words are dropped."""


def _plain_query(query: str) -> str:
    """The parameters that may say which page it is, sorted."""
    if not query:
        return ""
    if "amp;" in query:
        query = query.replace("&amp;", "&")  # escaped once too often
    kept = [
        (name, value)
        for name, value in parse_qsl(query, keep_blank_values=True)
        if not _tracks(name.lower(), value.lower())
    ]
    return urlencode(sorted(kept))


def _tracks(name: str, value: str) -> bool:
    if name in _LOOSE_WORDS:
        return not value.isdigit() or value in ("0", "1")
    if name == "sid":
        return _LONG_HEX.match(value) is not None
    return is_tracking_parameter(name) or (name, value) in _SAME_VIEWS


@lru_cache(maxsize=4096)
def is_tracking_parameter(name: str) -> bool:
    """Tell whether a query parameter of this name only follows the reader.

    >>> is_tracking_parameter("utm_source"), is_tracking_parameter("page")
    (True, False)
    """
    return _TRACKING.match(name) is not None


_LONG_HEX = re.compile(r"^[0-9a-z]{16,}$")
_SAME_VIEWS = frozenset(
    {("view", "amp"), ("type", "amp"), ("mode", "amp"), ("format", "amp"), ("m", "1"), ("nb", "1")}
    | {("page", "1"), ("pagewanted", "all"), ("singlepage", "true")}
)
"""The same page for a phone, for one screen, from its beginning."""
