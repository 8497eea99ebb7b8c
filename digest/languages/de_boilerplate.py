"""German boilerplate: the lines that stand around the news."""

from __future__ import annotations

from digest.languages.sign import Sign

# signs at the start of a line: adverts, credits, calls of the page
BOILERPLATE = (
    Sign(
        name="byline",
        pattern=r"von\s+(?-i:(?:[A-ZÄÖÜ][\w.’'-]+\s*(?:,|und|&)?\s*){1,6})$",
        example="Von Anna Beispiel und Bernd Muster",
    ),
    Sign(
        name="call to read on",
        pattern=(
            r"(?:lesen|sehen|hören) sie (?:auch|hier|dazu|mehr|weiter)|lesen sie auch|"
            r"mehr (?:zum thema|dazu|lesen)|weiterlesen|weitere (?:artikel|meldungen)|"
            r"das könnte sie|auch interessant|zum thema\s*:|siehe auch|hier (?:klicken|geht)"
        ),
        example="Lesen Sie auch: Wie es im Hafen weitergeht",
    ),
    Sign(
        name="call to subscribe or to follow",
        pattern=(
            r"abonnieren sie|jetzt (?:abonnieren|anmelden|testen|bestellen|registrieren|lesen)"
            r"(?! (?:viele|immer|auch|die|der|das|wieder|mehr|\d)\b)|"
            r"melden sie sich|folgen sie uns|klicken sie|laden sie|bestellen sie|"
            r"sichern sie sich|testen sie|registrieren sie"
        ),
        example="Abonnieren Sie unseren Newsletter.",
    ),
    Sign(
        name="advertisement",
        # "Anzeige gegen Orlov" and "Werbung für den Krieg" open a sentence of news
        pattern=(
            r"(?:anzeige|werbung)\b"
            r"(?! (?:gegen|wegen|für|um|mit|von|in|auf|bei|ist|war|wird|wurde)\b)"
            r"|sponsored\b|gewinnspiel\b|in eigener sache"
        ),
        example="Anzeige",
    ),
    Sign(
        name="credit or caption",
        pattern=(
            r"(?:foto|fotos|bild|bilder|video|grafik|quelle|archivbild|symbolbild|stand|"
            r"redaktion|copyright)\s*[:–—-]|(?:archiv|symbol)(?:bild|foto)\b|©"
        ),
        example="Foto: dpa",
    ),
    Sign(
        name="about the page",
        pattern=(
            r"dieser? (?:artikel|text|beitrag|bericht|meldung) (?:wurde|ist|erschien|stammt)|"
            r"(?:anmerkung|hinweis) der redaktion|alle rechte vorbehalten|aktualisiert "
            r"(?:am|um)|"
            r"veröffentlicht (?:am|um)|mit material (?:von|der)"
        ),
        example="Dieser Artikel wurde am Abend aktualisiert.",
    ),
)

# signs that may stand anywhere in a line
BOILERPLATE_WITHIN = (
    Sign(
        name="newsletter of the outlet",
        pattern=r"\b(?:unser(?:e[nm]?)?|kostenlose[nr]?|täglichen?) (?:\w+ )?newsletter\b",
        example="Alles Wichtige steht in unserem täglichen Newsletter.",
    ),
    Sign(
        name="offer",
        pattern=(
            r"\b(?:probe-?abo|gratis (?:lesen|testen)|kostenlos (?:testen|lesen|abonnieren)|"
            r"jetzt (?:im abo|online) |monatlich kündbar|digital-?abo|push-?nachrichten)\b"
        ),
        example="Vier Wochen kostenlos testen und alles lesen.",
    ),
)
