"""Italian page words: lines that speak to the visitor of a page."""

from __future__ import annotations

from digest.languages.pages.page_words import OfferWords, PageWords
from digest.languages.sign import Sign

ITALIAN = PageWords(
    name="Italian",
    # dialogs that ask for a consent
    consent=(
        Sign(
            name="we use cookies",
            pattern=r"\butilizziamo i? ?cookie",
            example="Utilizziamo i cookie.",
        ),
        Sign(
            name="withdraw consent",
            pattern=r"\brevocare (?:il|il tuo|il suo) consenso",
            example="Puoi revocare il consenso.",
        ),
        Sign(
            name="partners store",
            pattern=r"\bi nostri (?:\d+ )?partner (?:archivi|utilizz)",
            example="I nostri 42 partner archiviano dati.",
        ),
    ),
    # openings of a line that asks to subscribe, to pay or to sign in
    calls=(
        Sign(
            name="to keep reading",
            pattern=r"per (?:continuare a )?leggere\b.{0,60}\babbon",
            example="Per continuare a leggere devi essere abbonato.",
        ),
        Sign(
            name="already a subscriber",
            pattern=r"sei gi[àa] abbonato",
            example="Sei già abbonato? Accedi.",
        ),
        Sign(
            name="subscribe",
            pattern=r"abbonati\b",
            example="Abbonati per leggere l'articolo completo e tutti gli altri.",
        ),
        Sign(
            name="limit reached",
            pattern=r"hai (?:raggiunto|superato|esaurito) (?:il|i) .{0,20}(?:limite|numero"
            r"|articoli)",
            example="Hai raggiunto il limite di articoli gratuiti.",
        ),
        Sign(
            name="already have an account",
            pattern=r"hai gi[àa] un (?:account|abbonamento)",
            example="Hai già un account? Accedi.",
        ),
        Sign(
            name="article for subscribers",
            pattern=r"(?:articolo|contenuto) riservato agli abbonati",
            example="Articolo riservato agli abbonati.",
        ),
        Sign(
            name="this is for subscribers",
            pattern=r"quest[oa] (?:contenuto|articolo) [èe]\b.{0,60}\babbonat",
            example="Questo contenuto è riservato agli abbonati.",
        ),
    ),
    # words to the visitor, or of the site itself
    visitor=(
        Sign(name="the visitor and the site", pattern=r"tuo\b|tua\b|nostr", example="il tuo"),
        Sign(
            name="reading and account",
            pattern=r"leggere|articolo|contenuto|accedi",
            example="leggere",
        ),
    ),
    offer=OfferWords(
        # subscriptions, accounts, prices
        account=r"abbon|acced[ie]\b|registra(?:ti|zione)|account\b|login|gratis|gratuit"
        r"|\d ?(?:euro|€)",
        # articles, and to read
        reading=r"\blegg(?:ere|i)\b|\bletto\b|\blettura\b|\barticol[oi]\b"
        r"|\bcontenut[oi]\b|effettua il login",
        # forms that speak to the visitor, or of this article
        address=r"\beffettua\b|\bquesto (?:articolo|contenuto)|\bl['’]articolo completo"
        r"|\btuo\b|\btutti gli art|\bper (?:continuare|leggere)|\bla lettura\b",
        # words with which a line asks or offers
        opening=r"abbonati|accedi|registrati|leggi|vuoi|hai|sottoscrivi|se sei"
        r"|sei gi[àa]|prosegui|per|articolo|contenuto|questo",
        # words that keep a text for some
        exclusive=r"\briservat|\besclusiv|\bsolo\b",
        example="Registrati gratis per leggere questo articolo.",
    ),
)
