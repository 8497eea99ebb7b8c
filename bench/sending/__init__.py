"""Shared by bench/send.py and bench/crash.py: an issue, its readers, mail servers, references."""
