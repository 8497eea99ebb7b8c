"""Dutch page words: lines that speak to the visitor of a page."""

from __future__ import annotations

from digest.languages.pages.page_words import OfferWords, PageWords
from digest.languages.sign import Sign

DUTCH = PageWords(
    name="Dutch",
    # dialogs that ask for a consent
    consent=(
        Sign(
            name="we use cookies",
            pattern=r"\b(?:wij|we) (?:en onze (?:\d+ )?partners )?gebruiken cookies",
            example="Wij gebruiken cookies.",
        ),
        Sign(
            name="give consent",
            pattern=r"\btoestemming (?:intrekken|geven)",
            example="U kunt uw toestemming intrekken.",
        ),
        Sign(
            name="partners store",
            pattern=r"\bonze (?:\d+ )?partners (?:slaan|gebruik|verwerk)",
            example="Wij en onze 842 partners slaan informatie op, zoals unieke ID's in cookies.",
        ),
    ),
    # openings of a line that asks to subscribe, to pay or to sign in
    calls=(
        Sign(
            name="this article is for subscribers",
            pattern=r"(?:dit|deze) (?:artikel|inhoud|verhaal)\b.{0,30}\babonnees",
            example="Dit artikel is alleen voor abonnees.",
        ),
        Sign(
            name="read on with",
            pattern=r"lees verder met\b|om (?:verder|door) te lezen\b"
            r"|(?:bent u )?al abonnee\b",
            example="Lees verder met een account.",
        ),
        Sign(
            name="become a subscriber",
            pattern=r"word (?:nu )?(?:abonnee|lid) en lees\b",
            example="Word abonnee en lees verder.",
        ),
        Sign(
            name="take a subscription",
            pattern=r"neem (?:nu )?een abonnement\b|(?:heb je|hebt u"
            r"|heeft u) al een (?:account|abonnement)",
            example="Neem een abonnement om verder te lezen.",
        ),
    ),
    # words to the visitor, or of the site itself
    visitor=(
        Sign(name="the visitor", pattern=r"u\b|uw\b|jouw|je\b", example="uw account"),
        Sign(name="reading and account", pattern=r"artikel|lees\b|inlog", example="het artikel"),
    ),
    offer=OfferWords(
        # subscriptions, accounts, prices
        account=r"abonne|inlog|log in\b|account\b|\blid\b|gratis|registre",
        # articles, and to read
        reading=r"\blees\b|\blezen\b|\bartikel|\bverhaal\b",
        # forms that speak to the visitor, or of this article
        address=r"\bdit artikel|\bje\b|\bu\b|\bjouw\b|\bverder\b",
        # words with which a line asks or offers
        opening=r"lees|log|al|word|om|voor|exclusief|neem|maak|heb|meld",
        # words that keep a text for some
        exclusive=r"\balleen\b|\bexclusief|\bvoorbehouden",
        example="Maak een gratis account om dit artikel te lezen.",
    ),
)
