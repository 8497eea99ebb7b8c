"""Numbered states: the numbers by which mailing programs write the state of a subscriber.

Each program counts in its own way, so a number is read only where the program is known: by the
headings of its export, or by a heading that names it, such as `magento status`.
"""

from __future__ import annotations

from collections.abc import Mapping

from digest.kernel.standing_words import Standing
from digest.kernel.standings import Judge, bare, by_word

NUMBERED_STATES: Mapping[str, Mapping[str, Standing]] = {
    "ActiveCampaign": {
        "0": Standing.UNCONFIRMED,
        "1": Standing.ACTIVE,
        "2": Standing.LEFT,
        "3": Standing.BOUNCED,
        # taken off the list by a program, which says nothing of the reader's own will
        "91": Standing.UNCONFIRMED,
    },
    "FreshMail": {
        "1": Standing.ACTIVE,
        "2": Standing.UNCONFIRMED,
        "3": Standing.UNCONFIRMED,
        "4": Standing.LEFT,
        "5": Standing.BOUNCED,
        "8": Standing.BOUNCED,
    },
    "Magento": {
        "1": Standing.ACTIVE,
        # asked for, and not yet activated
        "2": Standing.UNCONFIRMED,
        "3": Standing.LEFT,
        "4": Standing.UNCONFIRMED,
    },
    "Mailtrain": {
        "1": Standing.ACTIVE,
        "2": Standing.LEFT,
        "3": Standing.BOUNCED,
        "4": Standing.COMPLAINED,
    },
    "Simplenews": {
        "0": Standing.LEFT,
        "1": Standing.ACTIVE,
        "2": Standing.UNCONFIRMED,
    },
}
"""By program, the meaning of each number. Another number is never guessed."""


def by_number(program: str) -> Judge:
    """Judge a state column of one program, which writes numbers or words.

    >>> by_number("Magento")("3")
    <Standing.LEFT: 'left'>
    """
    meanings = NUMBERED_STATES[program]

    def judge(cell: str) -> Standing:
        standing = meanings.get(cell)
        if standing is None:
            return by_word(cell)
        return standing

    return judge


def named_columns() -> Mapping[str, Judge]:
    """Return the judges of headings that name their program, such as `magento status`.

    >>> sorted(named_columns())[0]
    'activecampaignstatus'
    """
    judges = {}
    for program in NUMBERED_STATES:
        judges[bare(f"{program} status")] = by_number(program)
    return judges


def is_number_of_a_state(cell: str) -> bool:
    """Tell whether a cell holds a number by which some program writes a state.

    >>> is_number_of_a_state("3"), is_number_of_a_state("2026")
    (True, False)
    """
    return any(cell in meanings for meanings in NUMBERED_STATES.values())


def programs_with_numbers() -> str:
    """Return the headings that name a program, for a message.

    >>> programs_with_numbers().partition(",")[0]
    'activecampaign status'
    """
    *names, last = [f"{program.lower()} status" for program in NUMBERED_STATES]
    return f"{', '.join(names)} or {last}"
