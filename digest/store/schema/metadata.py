"""The metadata that all tables of the database share."""

from __future__ import annotations

from sqlalchemy import MetaData

Words = tuple[str, ...]
"""The type of a column that holds a list of words."""

metadata = MetaData()
