"""The database: articles, issues, subscribers and the ledger, on SQLite or PostgreSQL."""

from digest.store.sql_store import open_store

__all__ = ["open_store"]
