"""A newsroom in a box: collects the news, writes a sourced briefing and mails it, once, to every reader."""

__version__ = "0.1.0"
