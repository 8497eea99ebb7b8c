"""Polish page words: lines that speak to the visitor of a page."""

from __future__ import annotations

from digest.languages.pages.page_words import OfferWords, PageWords
from digest.languages.sign import Sign

POLISH = PageWords(
    name="Polish",
    # dialogs that ask for a consent
    consent=(
        Sign(
            name="we use cookies",
            pattern=r"\bu[żz]ywamy (?:plik[óo]w )?cookie",
            example="Używamy plików cookie.",
        ),
    ),
    # openings of a line that asks to subscribe, to pay or to sign in
    calls=(
        Sign(
            name="for subscribers",
            pattern=r"(?:artyku[łl]|tekst"
            r"|tre[śs][ćc]) dost[ęe]pn\w{1,3}\b.{0,30}\b(?:subskryb|prenumer"
            r"|zalogow)",
            example="Artykuł dostępny tylko dla subskrybentów.",
        ),
        Sign(
            name="to read on",
            pattern=r"aby (?:czyta[ćc]|przeczyta[ćc])\b.{0,60}\b(?:subskr|prenumer|zaloguj"
            r"|wykup)",
            example="Aby przeczytać cały tekst, zaloguj się.",
        ),
        Sign(
            name="sign in",
            pattern=r"(?:zaloguj|zarejestruj) si[ęe],? (?:aby|[żz]eby|by)\b"
            r"|masz ju[żz] (?:konto|prenumerat)",
            example="Zaloguj się, aby czytać dalej.",
        ),
    ),
    # words to the visitor, or of the site itself
    visitor=(
        Sign(
            name="reading and account",
            pattern=r"czyta|artyku|subskry|prenumer|zaloguj|dost[ęe]p",
            example="czytaj",
        ),
    ),
    offer=OfferWords(
        # subscriptions, accounts, prices
        account=r"subskry|prenumer|zaloguj|zarejestruj|konto\b|wykup|dost[ęe]p|\bkup\b",
        # articles, and to read
        reading=r"czyta|artyku|tre[śs][ćc]|tekst",
        # forms that speak to the visitor, or of this article
        address=r"\bczytaj\b|\baby\b|\bten (?:artyku|tekst)|\bdalsz[aą]|pozosta[łl]o"
        r"|\bdost[ęe]pn",
        # words with which a line asks or offers
        opening=r"kup|aby|masz|pozosta[łl]o|tre[śs][ćc]|artyku|dalsza|zaloguj|wykup"
        r"|tylko",
        # words that keep a text for some
        exclusive=r"\btylko\b|\bwy[łl][ąa]cznie",
        example="Zaloguj się, aby czytać ten artykuł.",
    ),
)
