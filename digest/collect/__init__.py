"""COLLECT: sources → articles."""
