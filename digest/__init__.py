"""A newsroom in a box: it collects the news, writes a sourced briefing and mails it to subscribers.

Each subscriber gets each issue once.
"""

from digest.former_names import accept_former_names

__version__ = "0.1.0"

accept_former_names()
