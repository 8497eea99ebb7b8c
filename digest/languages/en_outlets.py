"""Names of outlets that English texts cite, as a pattern. They are read with their capitals."""

from __future__ import annotations

CITED_OUTLETS = (
    "AP|AFP|Reuters|BBC|CNN|CBS|NBC|ABC|NPR|Bloomberg|Axios|Politico|Haaretz|Al Jazeera|"
    "Associated Press"
)
"""Outlets that others cite by name, to stand among other words."""
