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
