"""The judge of polls: a question can be asked when it has two to five different answers. Pure."""

from __future__ import annotations

from digest.models import Poll

FEWEST_ANSWERS, MOST_ANSWERS = 2, 5
"""One answer is no choice, and more than five fill the screen of a phone."""

MOST_CHARS = 200
"""A longer question or answer is no quiet line."""


def poll_mistake(poll: Poll) -> str:
    """Say why a poll cannot be asked; "" for one that can.

    >>> poll_mistake(Poll(question="Enough on ports?", answers=("Yes", "No")))
    ''
    >>> poll_mistake(Poll(question="Enough on ports?", answers=("Yes", "yes ")))
    'two answers are the same'
    """
    texts = [" ".join(text.split()) for text in (poll.question, *poll.answers)]
    if not all(texts):
        return "the question or an answer is empty"
    if not FEWEST_ANSWERS <= len(poll.answers) <= MOST_ANSWERS:
        return f"it has {len(poll.answers)} answers, not {FEWEST_ANSWERS} to {MOST_ANSWERS}"
    if max(map(len, texts)) > MOST_CHARS:
        return f"the question or an answer is longer than {MOST_CHARS} characters"
    if len({text.casefold() for text in texts[1:]}) < len(poll.answers):
        return "two answers are the same"
    return ""
