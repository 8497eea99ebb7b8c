"""Spanish page words: lines that speak to the visitor of a page."""

from __future__ import annotations

from digest.languages.pages.page_words import OfferWords, PageWords
from digest.languages.sign import Sign

SPANISH = PageWords(
    name="Spanish",
    # dialogs that ask for a consent
    consent=(
        Sign(
            name="we use cookies",
            pattern=r"\b(?:utilizamos|usamos) cookies",
            example="Utilizamos cookies propias y de terceros.",
        ),
        Sign(
            name="partners store",
            pattern=r"\bnuestros (?:\d+ )?socios (?:almacen|utiliz|us)",
            example="Nuestros 42 socios almacenan datos.",
        ),
        Sign(
            name="settings of cookies",
            pattern=r"\bconfiguraci[óo]n de cookies",
            example="Configuración de cookies",
        ),
        Sign(
            name="withdraw consent",
            pattern=r"\bretirar (?:su|tu|el|seu|o) consentim",
            example="Puede retirar su consentimiento.",
        ),
    ),
    # openings of a line that asks to subscribe, to pay or to sign in
    calls=(
        Sign(
            name="to keep reading",
            pattern=r"(?:para|si quieres) (?:seguir|continuar) leyendo\b",
            example="Para seguir leyendo, suscríbete.",
        ),
        Sign(
            name="for subscribers alone",
            pattern=r"(?:este art[íi]culo|este contenido"
            r"|contenido) (?:es )?exclusivo para suscriptores",
            example="Contenido exclusivo para suscriptores.",
        ),
        Sign(
            name="already a subscriber",
            pattern=r"¿?ya (?:eres|es|soy) suscriptor",
            example="¿Ya eres suscriptor? Inicia sesión.",
        ),
        Sign(name="subscribe", pattern=r"suscr[íi]bete\b", example="Suscríbete para leer."),
        Sign(
            name="limit reached",
            pattern=r"has (?:alcanzado|superado|llegado al?) (?:el |tu )?l[íi]mite",
            example="Has alcanzado el límite de artículos gratuitos.",
        ),
        Sign(
            name="already have an account",
            pattern=r"¿?ya (?:tienes|tiene) (?:una )?(?:cuenta|suscripci)",
            example="¿Ya tienes una cuenta? Inicia sesión.",
        ),
        Sign(
            name="only for subscribers",
            pattern=r"s[óo]lo para (?:suscriptores|socios)",
            example="Sólo para suscriptores.",
        ),
        Sign(
            name="article for subscribers",
            pattern=r"(?:art[íi]culo|contenido) (?:solo|s[óo]lo"
            r"|exclusivo) para (?:suscriptores|socios)",
            example="Artículo solo para suscriptores.",
        ),
        Sign(
            name="sign in",
            pattern=r"(?:reg[íi]strate|inicia sesi[óo]n)\b.{0,60}\b(?:leer|leyendo|gratis"
            r"|continuar)",
            example="Regístrate para seguir leyendo.",
        ),
    ),
    # words to the visitor, or of the site itself
    visitor=(
        Sign(
            name="the visitor and the site", pattern=r"t[úu]\b|tus?\b|nuestr", example="tu cuenta"
        ),
        Sign(
            name="reading and account",
            pattern=r"leer|leyendo|art[íi]culo|contenido|cuenta\b|inicia|bolet[íi]n|acced",
            example="el contenido",
        ),
    ),
    offer=OfferWords(
        # subscriptions, accounts, prices
        account=r"suscr[ií]|inici(?:a|e|ar) sesi[óo]n|reg[íi]str|cuenta\b|\bsoci[oa]s?\b"
        r"|gratis|gratuit|\d ?(?:euros?|€)|ilimitad|sin l[íi]mites",
        # articles, and to read
        reading=r"\blee(?:r)?\b|\bleyendo\b|\bart[íi]culos?\b|\bcontenidos?\b|\bnota\b"
        r"|\bnoticia\b|\bacceso\b|\bcontinuar\b|convi[ée]rtete en",
        # forms that speak to the visitor, or of this article
        address=r"\best[ea] (?:art[íi]culo|contenido|noticia|nota)\b|\bt[úu]s?\b|\bsu\b"
        r"|\btodo el|\bla nota completa|\bpara (?:seguir|continuar|leer)",
        # words with which a line asks or offers
        opening=r"suscr|reg[íi]str|lee|inici|hazte|accede|si quieres|convi[ée]rtete|para"
        r"|esta|este|¿?ya|disfruta|h(?:as|a) (?:alcanzado|superado|llegado)"
        r"|contenido|art[íi]culo|s[óo]lo",
        # words that keep a text for some
        exclusive=r"\bexclusiv|\bs[óo]lo\b|\breservad",
        example="Regístrate gratis para leer este artículo.",
    ),
)
