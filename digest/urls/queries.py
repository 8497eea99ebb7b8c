"""Queries: the parameters that say which page it is, without those that only follow the reader."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode

NAMES_REMEMBERED = 4096
"""Feeds repeat a few hundred names; each is judged once."""

TRACKING_NAMES = r"""
    utm_?\w* at_\w+ ns_\w+ mc_[ce]id ml_\w+ mkt_tok _hs\w+ hsa_\w+ hss_channel wt[._]\w+ pk_\w+
    mtm_\w+ matomo_\w+ piwik_\w+ fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid twclid
    ttclid igshid igsh li_fat_id s_cid s_kwcid gad_\w+ srsltid vero_\w+ oly_\w+ wickedid elq\w*
    sfmc_\w+ sp(?:mailing|user|job|report)id _branch_\w+ irclickid cjevent epik __cf_\w+ __tn__
    _x_tr_\w+ unlocked_article_code giftcopy sharetype itid tpcc et_[cr]id ito ftag xtor xtref
    cmpid cmp_id icid ncid ocid cid_source smid smtyp emc campaign_id instance_id segment_id
    regi_id action_click spm srnd sref sr_share shareid sharetoken ref_src ref_url referer referrer
    refer reflink traffic_source traffic_medium taid guccounter guce_\w+ __twitter_impression
    __source _ga _gl ga_\w+ client_source mbid curator linkid soc_\w+ dicbo outbrain\w* ob_\w+
    tblci int_\w+ intcid intcmp itm_\w+ trk trkid tracking trackid fb_\w+ f_link_type cndid esrc
    maca bxid hashed_user
"""
"""Patterns of the names that campaigns, mailings and social networks add to a link."""

SESSION_NAMES = r"phpsessid jsessionid aspsessionid\w* session_?id"
"""Patterns of the names under which servers number a visit."""

FORM_NAMES = r"amp _amp amp_\w+ ampshare usqp outputtype"
"""Patterns of the names that ask for another form of the same page."""

_TRACKING = re.compile(
    rf"^(?:{'|'.join(f'{TRACKING_NAMES} {SESSION_NAMES} {FORM_NAMES}'.split())})$", re.IGNORECASE
)

LOOSE_NAMES = frozenset(
    """
    ref from source src mod share campaign social origin via rss sh cid feature si output print
    mobile oc nl partner cmp rssid
    """.split()  # noqa: SIM905 - a table of words
)
"""Names that carry a word when they track and a number when they page: only words are dropped."""

SWITCHES = ("0", "1")
"""Values that switch something on or off and number no page."""

SAME_VIEWS = frozenset(
    {
        # the same page for a phone
        ("view", "amp"),
        ("type", "amp"),
        ("mode", "amp"),
        ("format", "amp"),
        ("m", "1"),
        ("nb", "1"),
        # the same page from its beginning, or on one screen
        ("page", "1"),
        ("pagewanted", "all"),
        ("singlepage", "true"),
    }
)
"""Pairs of name and value that change the look of a page and not its story."""

# "sid" is a session when its value is long, and a story when it is short
_LONG_HEX = re.compile(r"^[0-9a-z]{16,}$")


def plain_query(query: str) -> str:
    """Return the parameters that may say which page it is, sorted.

    >>> plain_query("utm_source=mail&id=3&from=rss&a=1")
    'a=1&id=3'
    """
    if not query:
        return ""
    if "amp;" in query:
        query = query.replace("&amp;", "&")  # some feeds escape an ampersand twice
    kept = []
    for name, value in parse_qsl(query, keep_blank_values=True):
        if not _is_dropped(name.lower(), value.lower()):
            kept.append((name, value))
    return urlencode(sorted(kept))


@lru_cache(maxsize=NAMES_REMEMBERED)
def is_tracking_parameter(name: str) -> bool:
    """Tell whether a query parameter of this name only follows the reader.

    >>> is_tracking_parameter("utm_source"), is_tracking_parameter("page")
    (True, False)
    """
    return _TRACKING.match(name) is not None


def _is_dropped(name: str, value: str) -> bool:
    if name in LOOSE_NAMES:
        return not value.isdigit() or value in SWITCHES
    if name == "sid":
        return _LONG_HEX.match(value) is not None
    return is_tracking_parameter(name) or (name, value) in SAME_VIEWS
