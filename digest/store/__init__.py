"""The database: articles, issues, subscribers and the ledger, on SQLite or PostgreSQL."""

from digest.kernel.mail_addresses import normal_address
from digest.store.sql_store import open_store

__all__ = ["normal_address", "open_store"]
