"""News agencies and outlets by the names that English texts give them."""

from __future__ import annotations

AGENCIES = {
    "reuters": "Reuters",
    "ap": "AP",
    "associated press": "AP",
    "afp": "AFP",
    "agence france-presse": "AFP",
    "dpa": "dpa",
    "efe": "EFE",
    "xinhua": "Xinhua",
    "tass": "TASS",
    "anadolu": "Anadolu",
    "anadolu agency": "Anadolu",
    "bloomberg": "Bloomberg",
    "upi": "UPI",
    "wam": "WAM",
    "spa": "SPA",
    "irna": "IRNA",
    "sana": "SANA",
    "jta": "JTA",
}
"""Agencies by each name that datelines and bylines give them, in lower case."""

CITED_OUTLETS = (
    "AP|AFP|Reuters|BBC|CNN|CBS|NBC|ABC|NPR|Bloomberg|Axios|Politico|Haaretz|Al Jazeera|"
    "Associated Press"
)
"""Outlets that others cite by name, to stand in a pattern that reads capitals."""

PICTURE_AGENCIES = (*dict.fromkeys(AGENCIES.values()), "EPA", "Getty")
"""Agencies as they sign pictures, in their own spelling."""

_OUTLETS = """
    ap news;the associated press;bbc;bbc news;cnn;cnn politics;npr;fox news;nbc news;abc news;
    cbs news;msnbc;the guardian;guardian;al jazeera;aljazeera;al jazeera english;al-monitor;
    the new york times;new york times;nyt;the washington post;washington post;wsj;
    the wall street journal;politico;axios;the hill;haaretz;the jerusalem post;jpost;
    the times of israel;times of israel;ynet;ynetnews;middle east eye;arab news;the national;
    al arabiya;al arabiya english;france 24;france24;dw;deutsche welle;euronews;sky news;
    the independent;the telegraph;financial times;ft;the economist;the atlantic;time;newsweek;
    usa today;los angeles times;the hindu;rt;mehr news agency;tehran times;press tv;presstv;
    daily sabah;hurriyet daily news;iran international;rudaw;kurdistan24;shafaq news;the new arab;
    l'orient today;naharnet;voa;voa news;voice of america;rfe/rl;youtube;yahoo news;msn
"""
_SECTIONS = "middle east;world;world news;opinion;politics;news"


def _parted(names: str) -> frozenset[str]:
    """Read names that semicolons part."""
    return frozenset(name.strip() for name in names.split(";"))


OUTLETS_AT_HEADLINES = frozenset(AGENCIES) | _parted(_OUTLETS) | _parted(_SECTIONS)
"""Agencies, outlets and sections that pages put beside a headline, in lower case."""
