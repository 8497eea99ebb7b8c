"""German page words: lines that speak to the visitor of a page."""

from __future__ import annotations

from digest.languages.pages.page_words import OfferWords, PageWords, label
from digest.languages.sign import Sign

GERMAN = PageWords(
    name="German",
    # dialogs that ask for a consent
    consent=(
        Sign(
            name="we use cookies",
            pattern=r"\bwir (?:und unsere (?:\d+ )?partner )?(?:verwenden|nutzen"
            r"|setzen) cookies",
            example="Wir verwenden Cookies, um Inhalte zu personalisieren.",
        ),
        Sign(
            name="settings of cookies",
            pattern=r"\bcookie-einstellungen",
            example="Cookie-Einstellungen ändern",
        ),
        Sign(
            name="withdraw consent",
            pattern=r"\b(?:ihre|die) einwilligung\b.{0,40}\bwiderrufen",
            example="Sie können Ihre Einwilligung jederzeit widerrufen.",
        ),
        Sign(
            name="pay instead of ads",
            pattern=r"\bpur-abo\b",
            example="Mit dem Pur-Abo ohne Werbung.",
        ),
        Sign(
            name="agree to processing",
            pattern=r"\bstimmen sie der (?:verarbeitung|nutzung|verwendung)",
            example="Damit stimmen Sie der Verarbeitung zu.",
        ),
        Sign(name="partners", pattern=r"\bunsere \d+ partner", example="Wir und unsere 42 Partner"),
    ),
    # openings of a line that asks to subscribe, to pay or to sign in
    calls=(
        Sign(
            name="to read on",
            pattern=r"(?:um|jetzt) weiter(?:zu)?lesen\b",
            example="Um weiterzulesen, melden Sie sich bitte an.",
        ),
        Sign(name="read on with", pattern=r"weiterlesen mit\b", example="Weiterlesen mit dem Abo."),
        Sign(
            name="this article is for members",
            pattern=r"(?:dieser|der vollst[äa]ndige) (?:artikel|text"
            r"|inhalt) ist\b.{0,60}\b(?:abonnent|mitglied|registriert|exklusiv"
            r"|digitalabo)",
            example="Dieser Artikel ist exklusiv für Abonnenten.",
        ),
        Sign(
            name="already a subscriber",
            pattern=r"(?:sie sind )?bereits (?:abonnent|mitglied|registriert)\b(?! sind\b)",
            example="Bereits Abonnent? Hier anmelden.",
        ),
        Sign(
            name="subscribe now",
            pattern=r"jetzt (?:abonnieren\b(?! auch\b)|abo\b)",
            example="Jetzt abonnieren und weiterlesen.",
        ),
        Sign(
            name="want to read on",
            pattern=r"(?:sie )?(?:m[öo]chten|wollen) (?:sie )?weiterlesen\b"
            r"|lesen sie diesen artikel\b",
            example="Sie möchten weiterlesen? Jetzt Abo abschließen.",
        ),
        Sign(
            name="for members only, with a subscription",
            pattern=r"dieser (?:beitrag|artikel) ist nur f[üu]r (?:mitglied|abonnent)"
            r"|mit (?:einem|dem) \w{0,12}abo\b",
            example="Mit einem Digitalabo lesen Sie alle Artikel.",
        ),
        Sign(
            name="already have a subscription",
            pattern=r"(?:haben sie|sie haben) (?:bereits|schon) (?:ein|einen) (?:\w{0,20}abo"
            r"|konto|zugang)",
            example="Sie haben bereits ein Abo? Hier anmelden.",
        ),
        Sign(
            name="to read this article",
            pattern=r"um (?:diesen|den ganzen) (?:artikel|text|beitrag"
            r"|inhalt)\b.{0,60}\b(?:abo|anmeld|registr)",
            example="Um diesen Artikel zu lesen, benötigen Sie ein Abo.",
        ),
        Sign(
            name="sign in",
            pattern=r"(?:melden|registrieren) sie sich\b.{0,60}\b(?:lesen|kostenlos|artikel)",
            example="Melden Sie sich an, um diesen Artikel zu lesen.",
        ),
    ),
    # words to the visitor, or of the site itself
    visitor=(
        Sign(
            name="the visitor",
            pattern=r"sie sich|ihr(?:e[nmrs]?)?\b|dein|hier\b",
            example="melden Sie sich",
        ),
        Sign(name="reading", pattern=r"artikel|weiterlesen|lesen\b", example="den Artikel"),
        Sign(
            name="account",
            pattern=r"konto\b|kostenlos|anmelden|login|registrier|digital|gratis|einloggen",
            example="kostenlos testen",
        ),
    ),
    offer=OfferWords(
        # subscriptions, accounts, prices
        account=r"abonn(?:ent|ier|ement)|\babos?\b|\w(?:abo|plus)\b|\bplus\b|anmelden"
        r"|anmeldung|einloggen|melden sie sich|registrier|konto\b|mitglied"
        r"|kostenlos|gratis|freier? artikel",
        # articles, and to read
        reading=r"weiter(?:zu)?lesen|\blesen\b|\bartikel|\btexte?\b|\binhalte?\b"
        r"|\bbeitr[äa]g",
        # forms that speak to the visitor, or of this article
        address=r"\bsie\b|\bihr(?:e[nmrs]?)?\b|\bdiese[rns]? (?:artikel|text|inhalt"
        r"|beitrag)|\bganzen? text",
        # words with which a line asks or offers
        opening=r"jetzt|nur|noch kein|bereits|zum weiterlesen|weiterlesen|lesen|testen"
        r"|melden|schlie[ßs]{1,2}en|um|mit|sie|diese[nr]|f[üu]r|exklusiv",
        # words that keep a text for some
        exclusive=r"\bexklusiv|\bnur\b|\bvorbehalten|^f[üu]r abonn",
        example="Jetzt abonnieren und alle Artikel weiterlesen, die Sie mögen.",
    ),
    # marks of a corrected article
    corrected=(
        Sign(
            name="label",
            pattern=label(r"korrektur|berichtigung|anmerkung der redaktion|richtigstellung"),
            example="Anmerkung der Redaktion: Die Zahl war falsch.",
        ),
        Sign(
            name="earlier version",
            pattern=r"\bin einer (?:früheren|ersten|vorherigen) (?:version"
            r"|fassung) (?:dieses|des) (?:artikels|textes|beitrags|berichts)\b",
            example="In einer früheren Version dieses Artikels stand eine andere Zahl.",
        ),
    ),
    # marks of an article that is gone
    withdrawn=(
        Sign(
            name="withdrawn",
            pattern=r"\b(?:dieser|der) (?:artikel|beitrag|bericht) wurde (?:zurückgezogen"
            r"|gelöscht|entfernt)\b",
            example="Dieser Artikel wurde zurückgezogen.",
        ),
    ),
)
