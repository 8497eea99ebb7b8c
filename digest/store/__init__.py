"""STORE: the database behind articles, issues, subscribers and the ledger."""
