"""DELIVER: issue × subscribers → ledger outcomes."""
