"""Czech, Slovak, Hungarian and Romanian page words: lines that speak to the visitor of a page."""

from __future__ import annotations

from digest.languages.pages.page_words import PageWords
from digest.languages.sign import Sign

CENTRAL = PageWords(
    name="Czech, Slovak, Hungarian and Romanian",
    # openings of a line that asks to subscribe, to pay or to sign in
    calls=(
        Sign(
            name="Czech and Slovak article for subscribers",
            pattern=r"(?:tento )?(?:[čc]l[áa]nek|text) je (?:jen|pouze|len|iba) (?:pro"
            r"|pre) p[řr]edpl",
            example="Článek je jen pro předplatitele.",
        ),
        Sign(
            name="Hungarian article for subscribers",
            pattern=r"(?:ez a |a )?(?:cikk|tartalom) .{0,30}el[őo]fizet[őo]|fizess el[őo]\b",
            example="Ez a cikk csak előfizetőknek érhető el.",
        ),
        Sign(
            name="Romanian article for subscribers",
            pattern=r"(?:acest|articolul) .{0,40}abona[țt]i|aboneaz[ăa]-te (?:pentru|ca)",
            example="Acest articol este pentru abonați.",
        ),
    ),
    # words to the visitor, or of the site itself
    visitor=(
        Sign(
            name="Hungarian reading and account",
            pattern=r"cikk|tartal|el[őo]fizet|olvas",
            example="a cikk",
        ),
    ),
)
