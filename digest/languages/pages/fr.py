"""French page words: lines that speak to the visitor of a page."""

from __future__ import annotations

from digest.languages.pages.page_words import OfferWords, PageWords, label
from digest.languages.sign import Sign

FRENCH = PageWords(
    name="French",
    # dialogs that ask for a consent
    consent=(
        Sign(
            name="go on without",
            pattern=r"\bcontinuer sans accepter",
            example="Continuer sans accepter",
        ),
        Sign(
            name="withdraw consent",
            pattern=r"\bretirer votre consentement",
            example="Vous pouvez retirer votre consentement.",
        ),
        Sign(
            name="we use cookies",
            pattern=r"\bnous utilisons des cookies",
            example="Nous utilisons des cookies pour améliorer votre expérience.",
        ),
        Sign(
            name="partners store",
            pattern=r"\bnos (?:\d+ )?partenaires (?:stock|utilis|d[ée]pos)",
            example="Nos 42 partenaires stockent des données.",
        ),
        Sign(
            name="settings of cookies",
            pattern=r"\bparam[èe]tres des cookies",
            example="Paramètres des cookies",
        ),
    ),
    # openings of a line that asks to subscribe, to pay or to sign in
    calls=(
        Sign(
            name="to read, subscribe",
            pattern=r"pour (?:lire|continuer|acc[ée]der)\b.{0,60}\b(?:abonnez|abonnement"
            r"|connectez)",
            example="Pour accéder à cet article, abonnez-vous.",
        ),
        Sign(
            name="reserved for subscribers",
            pattern=r"(?:cet article|la suite de cet article"
            r"|ce contenu) est r[ée]serv[ée]e? (?:[àa] (?:nos|vos)|aux) (?:abonn"
            r"|membres|lecteurs)",
            example="Cet article est réservé aux abonnés.",
        ),
        Sign(
            name="already a subscriber",
            pattern=r"d[ée]j[àa] abonn[ée]",
            example="Déjà abonné ? Connectez-vous.",
        ),
        Sign(
            name="subscribe", pattern=r"abonnez-vous\b", example="Abonnez-vous pour lire la suite."
        ),
        Sign(
            name="read the rest",
            pattern=r"lisez la suite\b",
            example="Lisez la suite avec un abonnement.",
        ),
        Sign(
            name="the rest is reserved",
            pattern=r"(?:la |cet |cette |ce )?(?:article|contenu"
            r"|suite)\b.{0,12}r[ée]serv[ée]e? (?:aux|à nos) abonn",
            example="La suite est réservée aux abonnés.",
        ),
        Sign(
            name="sign in",
            pattern=r"(?:connectez|inscrivez)-vous\b",
            example="Connectez-vous pour lire cet article.",
        ),
        Sign(
            name="part that is left",
            pattern=r"il vous reste \d+ ?%|il vous reste \d+ (?:articles?|lectures?)\b",
            example="Il vous reste 75% de cet article à découvrir.",
        ),
        Sign(
            name="limit reached",
            pattern=r"vous avez (?:atteint|d[ée]pass[ée]) (?:votre|la|le) (?:limite|nombre"
            r"|quota)",
            example="Vous avez atteint votre limite d'articles.",
        ),
        Sign(
            name="already have an account",
            pattern=r"vous avez d[ée]j[àa] un (?:compte|abonnement)",
            example="Vous avez déjà un compte ? Connectez-vous.",
        ),
    ),
    # words to the visitor, or of the site itself
    visitor=(
        Sign(
            name="the visitor and the site",
            pattern=r"vous\b|votre\b|vos\b|nos\b|notre\b",
            example="votre compte",
        ),
        Sign(
            name="reading and account",
            pattern=r"lire\b|lecture|article\b(?! \d)|compte\b|gratuit",
            example="la lecture",
        ),
    ),
    offer=OfferWords(
        # subscriptions, accounts, prices
        account=r"abonn|connect(?:ez|er)|identifiez|inscri(?:vez|re|ption)|compte\b"
        r"|gratuit|illimit|\boffert|\boffres?\b|\d ?€|sans engagement|membres?\b",
        # articles, and to read
        reading=r"\blire\b|\blu\b|\blecture|\barticles?\b|\bcontenus?\b|\bsuite\b"
        r"|engagement",
        # forms that speak to the visitor, or of this article
        address=r"\bvous\b|\bv(?:os|otre)\b|\bn(?:os|otre)\b|\bcet article\b"
        r"|\bce contenu\b|\bla suite\b|\br[ée]siliable",
        # words with which a line asks or offers
        opening=r"abonn|d[ée]j[àa]|pas encore|pour|profitez|cr[ée]ez|lire|contenu"
        r"|acc[ée]dez|sans|poursuivez|connectez|testez|d[ée]couvrez|essayez"
        r"|article|vous|cet article|ce contenu",
        # words that keep a text for some
        exclusive=r"\bexclusi|\br[ée]serv|\bseulement\b",
        example="Créez un compte gratuit pour lire cet article.",
    ),
    # marks of a corrected article
    corrected=(
        Sign(
            name="label",
            pattern=label(r"rectificatif|erratum|correction|note de la rédaction|mise au point"),
            example="Rectificatif : le bilan est de neuf morts.",
        ),
        Sign(
            name="earlier version",
            pattern=r"\bune (?:précédente version|version précédente"
            r"|première version) de (?:cet article|ce texte)\b",
            example="Une version précédente de cet article donnait un autre bilan.",
        ),
    ),
    # marks of an article that is gone
    withdrawn=(
        Sign(
            name="withdrawn",
            pattern=r"\bcet (?:article) a été (?:retiré|dépublié|supprimé)",
            example="Cet article a été retiré.",
        ),
    ),
)
