"""Swedish, Danish, Norwegian and Finnish page words: lines that speak to the visitor of a page."""

from __future__ import annotations

from digest.languages.pages.page_words import PageWords
from digest.languages.sign import Sign

NORTHERN = PageWords(
    name="Swedish, Danish, Norwegian and Finnish",
    # dialogs that ask for a consent
    consent=(
        Sign(
            name="we use cookies",
            pattern=r"\bvi (?:(?:och våra|og våre"
            r"|og vores) (?:\d+ )?(?:samarbets)?partnere? )?(?:använder|bruger"
            r"|bruker|lagrar|lagrer) (?:cookies|kakor|informasjon|information)"
            r"|\bkäytämme (?:kumppaneidemme kanssa )?evästeitä",
            example="Vi och våra partner använder cookies på den här sidan.",
        ),
    ),
    # openings of a line that asks to subscribe, to pay or to sign in
    calls=(
        Sign(
            name="this article is for subscribers",
            pattern=r"(?:den h[äa]r|denne|denna) arti(?:k"
            r"|kk)el\w{0,3}\b.{0,30}\b(?:prenumerant|abonnent)",
            example="Den här artikeln är för prenumeranter.",
        ),
        Sign(
            name="sign in to read",
            pattern=r"(?:logga in|log ind|logg inn)\b.{0,40}\bl[äæ]s",
            example="Logga in för att läsa.",
        ),
        Sign(
            name="Finnish story for subscribers",
            pattern=r"t[äa]m[äa] (?:artikkeli|juttu) on (?:vain )?tilaaj|tilaa ja lue\b",
            example="Tämä artikkeli on tilaajille.",
        ),
    ),
    # words to the visitor, or of the site itself
    visitor=(
        Sign(
            name="reading and account",
            pattern=r"l[äæ]s[ae]?\b|arti(?:k|kk)el|konto\b|prenumerant|abonnenter?\b(?! i\b)"
            r"|tilaa|lue\b",
            example="läsa",
        ),
    ),
)
