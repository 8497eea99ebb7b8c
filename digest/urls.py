"""Addresses: one key for every address of one page, so that twins, trackers and mirrors are told to be the same."""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode
from functools import lru_cache
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit

MAX_ROUNDS = 12
"""Each round takes something away (a wrapper, a twin, an extension); real addresses settle in two."""


def canonical_url(url: str) -> str:
    """Return a key that is equal for two addresses of one page: https, no twin hosts, trackers, AMP forms or fragments.

    The key is for comparing, not for fetching: where a path ends in the publisher's own story number, host and number
    are the key. What is not an http address is returned without its outer white space. Never raises; idempotent.
    """
    key = _INVISIBLE.sub("", url).strip()
    for _ in range(MAX_ROUNDS):
        before, key = key, _one_round(key)
        if key == before:
            break
    return key


def untracked_url(url: str) -> str:
    """Return the same address, fit for fetching and for readers, without the parameters that only follow people."""
    address, mark, fragment = url.partition("#")
    path, question, query = address.partition("?")
    kept = [part for part in query.split("&") if not _follows(part.partition("=")[0].lower())]
    return path + (question + "&".join(kept) if any(kept) else "") + mark + fragment


def names_a_story(url: str) -> bool:
    """True when the last part of a path reads like one article (a slug of words, or a number), not like a section."""
    last = url.partition("#")[0].partition("?")[0].partition("://")[2].rstrip("/").partition("/")[2].rpartition("/")[2]
    return last.count("-") >= 3 or _LONG_NUMBER.search(last) is not None


_LONG_NUMBER = re.compile(r"\d{5}")
_INVISIBLE = re.compile(r"[\x00-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def _one_round(url: str) -> str:
    try:
        parts = urlsplit(url if "://" in url[:12] or not url.startswith("//") else f"https:{url}")
        port = parts.port
    except ValueError:
        return url
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        return url
    if wrapped := _unwrapped(parts):
        return wrapped
    host, was_amp = _plain_host(parts.hostname)
    path, query = _plain_path(parts.path, host, was_amp=was_amp), _plain_query(parts.query)
    if host == "youtu.be" and path.count("/") == 1 and len(path) > 1:
        host, path, query = "youtube.com", "/watch", urlencode([("v", path[1:])])
    elif number := _story_number(path):
        path = f"/{number}"
    netloc = f"[{host}]" if ":" in host else host
    if port not in (None, 80, 443):
        netloc += f":{port}"
    bang = f"#{parts.fragment}" if parts.fragment.startswith("!") else ""
    return f"https://{netloc}{path}{'?' if query else ''}{query}{bang}"


# ---- wrappers: an address that only carries another one ------------------------------------------------------------

_CARRIERS = {
    "google": (("/url", "/news/url", "/amp/s/", "/amp/"), ("url", "q")),
    "bing": (("/news/apiclick.aspx", "/ck/a"), ("url",)),
    "facebook": (("/l.php",), ("u",)),
    "instagram": (("/",), ("u",)),
    "youtube": (("/redirect",), ("q",)),
    "reddit": (("/media",), ("url",)),
    "yahoo": (("/rss/",), ()),
    "linkedin": (("/redir/redirect",), ("url",)),
    "ampproject": (("/",), ()),
    "ampproxy": (("/",), ()),
}
_CARRIER_HOSTS = re.compile(
    r"(?:^|\.)(?:(google)\.(?:com?(?:\.[a-z]{2})?|[a-z]{2})|(bing|facebook|youtube|reddit|yahoo|linkedin)\.com"
    r"|l\.(instagram)\.com|cdn\.(ampproject)\.org|(bing)-amp\.com)$"
)
_AMP_CACHE_PATH = re.compile(r"^/(?:amp|[acvri])(/s)?/(?=[^/]+\.)(.+)$")
_GOOGLE_NEWS = re.compile(r"^/(?:rss/)?(?:__i/rss/rd/)?articles/(CBM[\w-]{20,2000})$")
_PACKED_URL = re.compile(rb"https?://[\x21-\x7e]{4,1500}")
_STARRED = re.compile(r"/\*(https?://?.+)$")


@lru_cache(maxsize=4096)
def _carrier(host: str) -> str:
    found = _CARRIER_HOSTS.search(host)
    return str(found[found.lastindex or 0]) if found else ""


def _unwrapped(parts: SplitResult) -> str:
    """The address inside a redirect or AMP-cache address, or nothing."""
    name = _carrier(parts.hostname or "")
    if not name:
        return ""
    if name in ("google", "ampproject", "bing") and (cached := _AMP_CACHE_PATH.match(parts.path)):
        return f"https://{cached[2]}" + (f"?{parts.query}" if parts.query else "")
    if name == "yahoo":
        starred = _STARRED.search(parts.path)
        return _absolute(unquote(starred[1])) if starred else ""
    if name == "google" and (packed := _GOOGLE_NEWS.match(parts.path)):
        return _unpacked(packed[1])
    paths, names = _CARRIERS[name]
    if not parts.path.startswith(paths):
        return ""
    values = dict(parse_qsl(parts.query))
    return next((values[key] for key in names if _absolute(values.get(key, ""))), "")


def _unpacked(name: str) -> str:
    """Google News names an article by a packed record, which until 2024 held the publisher's address in clear."""
    try:
        record = urlsafe_b64decode(name + "=" * (-len(name) % 4))
    except ValueError:
        return ""
    found = _PACKED_URL.search(record)
    return found[0].decode("ascii") if found else ""


def _absolute(url: str) -> str:
    return url if re.match(r"https?://[^/\s]+\.", url) else ""


# ---- host ----------------------------------------------------------------------------------------------------------

_TWIN_LABELS = frozenset({"www", "www1", "www2", "www3", "m", "mobile", "amp", "wap", "touch"})
_TWIN_HOSTS = {
    "edition.cnn.com": "cnn.com",
    "us.cnn.com": "cnn.com",
    "bbc.co.uk": "bbc.com",
    "news.bbc.co.uk": "bbc.com",
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
        return host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return host


# ---- path ----------------------------------------------------------------------------------------------------------

_AMP_MARK = re.compile(r"amp|lite$", re.IGNORECASE)
_AMP_TAIL = re.compile(r"[._-]amp(?=(?:\.[a-z]{3,5})?$)", re.IGNORECASE)
_AMP_KIND = re.compile(r"^amp[_-](?=[a-z])", re.IGNORECASE)
_INDEX_PAGE = re.compile(r"^(?:index|default)\.(?:s?html?|php|aspx?|jsp)$", re.IGNORECASE)
_STORY_LIKE = re.compile(r"\d|[-_].*[-_]|%[0-9A-F]{2}")
_PLAIN_PATH = re.compile(r"^[A-Za-z0-9/:@!$&'()*+,;=._~-]*$")
_ESCAPED = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


def _plain_path(path: str, host: str, *, was_amp: bool) -> str:
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


# ---- the publisher's own story number ------------------------------------------------------------------------------

_NUMBER = re.compile(
    r"(?:^|[-_.,~]|(?<=[a-z])(?=\d{8}))"
    r"(?P<id>\d\.\d{6,}|id[a-z]{2,6}\d[a-z0-9]{5,}|[a-z]{2,8}\d{6,}|\d{7,}|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{24,})"
    r"(?:\.(?:s?html?|php|aspx?|cms|ece|amp|story|article))?$",
    re.IGNORECASE,
)
_DATE_LIKE = re.compile(r"^(?:(?:19|20)\d{2}(?:0\d|1[0-2])[0-3]\d(?:\d{4}|\d{6})?|[0-3]\d[01]\d(?:19|20)\d{2})$")
_MOMENT = re.compile(r"^1{0,2}[3-9]\d{8}$")
"""Seconds since 1970, sometimes behind another 1: two stories may share one."""
_NUMBERED_PREFIX = re.compile(r"^[a-z]+(?=\d{8,}$)", re.IGNORECASE)


def _story_number(path: str) -> str:
    """The number or hexadecimal name a publisher gave the story, where the last segment ends in one."""
    last = path.rpartition("/")[2]
    found = _NUMBER.search(last)
    if not found:
        return ""
    number = _NUMBERED_PREFIX.sub("", found["id"])
    return "" if _DATE_LIKE.match(number) or _MOMENT.match(number) or number.endswith("00000") else number.lower()


# ---- query ---------------------------------------------------------------------------------------------------------

_TRACKING = re.compile(
    r"^(?:utm_?\w*|at_\w+|ns_\w+|mc_[ce]id|ml_\w+|mkt_tok|_hs\w+|hsa_\w+|wt[._]\w+|pk_\w+|mtm_\w+|matomo_\w+|piwik_\w+|"
    r"fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|igsh|li_fat_id|s_cid|s_kwcid|"
    r"ito|ftag|xtor|xtref|cmp|cmpid|cmp_id|icid|ncid|ocid|cid_source|smid|smtyp|emc|nl|partner|campaign_id|"
    r"instance_id|segment_id|regi_id|action_click|spm|srnd|sref|sr_share|shareid|sharetoken|"
    r"ref_src|ref_url|referer|referrer|refer|reflink|rssid|traffic_source|traffic_medium|"
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
    | {"si", "output", "print", "mobile", "oc"}
)
"""Names that carry a word when they track and a number when they page, so only words are dropped."""


def _plain_query(query: str) -> str:
    """The parameters that may say which page it is, sorted."""
    if not query:
        return ""
    kept = [
        (name, value)
        for name, value in parse_qsl(query, keep_blank_values=True)
        if not _tracks(name.lower(), value.lower())
    ]
    return urlencode(sorted(kept))


def _tracks(name: str, value: str) -> bool:
    if name in _LOOSE_WORDS:
        return not value.isdigit() or value in ("0", "1")
    return _follows(name) or (name, value) in _AMP_VIEWS


@lru_cache(maxsize=4096)
def _follows(name: str) -> bool:
    return _TRACKING.match(name) is not None


_AMP_VIEWS = frozenset({("view", "amp"), ("type", "amp"), ("mode", "amp"), ("format", "amp"), ("m", "1")})
