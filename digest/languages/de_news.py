"""German words of genres and of turns, and German words that any news has."""

from __future__ import annotations

from digest.languages.de_acts import ACTS
from digest.languages.language import listed
from digest.languages.news_words import ClusterWords, GenreWords, TurnWords

GENRES = GenreWords(
    opinions=(
        r"meinung(?:en)?|kommentare?|leitartikel|kolumnen?|gastbeitr(?:ag|äge)|gastkommentare?|"
        r"glossen?|leserbriefe?|presseschau"
    ),
    shows=(
        r"podcasts?|bildergalerien?|fotostrecken?|karikaturen?|(?:kreuzwort)?rätsel|quiz|newsletter"
    ),
    sport=r"sport|fu(?:ß|ss)ball|handball|eishockey|formel-?1|horoskope?",
    videos=r"videos?|in (?:bildern|fotos)",
    live_pages=r"/(?:live-?ticker|live-?blog|newsticker)/|-(?:liveticker|liveblog)\b",
    analysis_pages=r"\banalysen?\b",
    shown=(
        r"^(?:videos?|bilder|fotos?|aufnahmen|luftaufnahmen) zeig(?:t|en)\b|\bin bildern$"
        r"|\bvorher[ -](?:und[ -])?nachher[ -]?(?:bilder|fotos)\b"
    ),
    polls=r"^umfrage\s*[:|–—-]\s|\b(?:laut|in einer) umfrage\b|\bumfragen? (?:zeigt|zeigen)\b",
    # a title that promises thoughts on the news: "Warum …", "Analyse: …"
    weighs=(
        r"^(?:analyse|hintergrund|faktencheck|interview|porträt|essay)\s*[:|–—-]\s"
        r"|^(?-i:Warum|Weshalb|Wieso|Wie|Was|Wer)\b"
    ),
    round_ups=(
        r"\b(?:live-?(?:ticker|blog)|newsticker|nachrichtenüberblick|tagesrückblick|"
        r"wochenrückblick|nachrichten am (?:morgen|mittag|abend)|die lage am (?:morgen|abend)|"
        r"das wichtigste (?:am|vom|des|in kürze)|was (?:heute|morgen) wichtig (?:ist|wird))\b"
    ),
    credit=(
        r"\bgibt (?:nicht (?:unbedingt|notwendigerweise) )?die (?:meinung|ansicht) "
        r"(?:des autors|der autorin|der redaktion)\b"
    ),
    # the line on the author below a comment: "Anna Muster ist Professorin für Recht in …"
    author_line=(
        r"^[A-ZÄÖÜ][\w.’'-]+(?: [A-ZÄÖÜ][\w.’'-]+){1,3},? (?:[^.\n]{0,80}, )?ist "
        r"(?:(?:ein|eine|der|die) )?(?:[\w’'-]+,? ){0,5}"
        r"(?:Professor|Autor|Kolumnist|Publizist|Redakteur|Schriftsteller)(?:in)?\b"
    ),
    first_person=r"\b(?:[Ii]ch|[Mm]ein(?:e[rnms]?)?)\b",
    argues=(
        r"\b(?:sollten?|müssten?|natürlich|vielleicht|sicherlich|schließlich|freilich|übrigens|"
        r"doch|eben|leider|absurd|ich|mein(?:e[rnms]?)?|wir|unser(?:e[rnms]?)?|uns)\b"
    ),
    reports=(
        r"\b(?:sagten?|erklärten?|teilten?|berichteten?|laut|nach Angaben|Sprecher(?:in)?|"
        r"(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|Mittwoch)\b"
    ),
)

CLUSTERS = ClusterWords(
    dull=listed(
        "der die das den dem des ein eine einer einem einen eines und oder aber in im an am auf "
        "aus bei beim mit nach von vom vor zu zum zur über unter um für gegen durch ohne bis seit "
        "während wegen als wie wenn weil dass ob er sie es ihn ihm ihr ihre ihrer ihren ihrem sein "
        "seine seiner seinen seinem wir uns ich man sich nicht kein keine auch noch nur schon so "
        "sehr mehr war waren ist sind hat haben hatte hatten wird werden wurde wurden worden sei "
        "seien sagte sagten erklärte laut dieser diese dieses diesem diesen dort hier da nun dann "
        "zwischen alle andere anderen erste ersten zwei drei neue neuen jahr jahre jahren tag tage "
        "tagen woche wochen monat monate zeit menschen bericht berichte berichtete heute gestern "
        "morgen januar februar märz april mai juni juli august september oktober november dezember"
    ),
    acts=ACTS,
    weekdays=("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"),
    labels=(
        "eilmeldung",
        "live-?ticker",
        "live-?blog",
        "kommentar",
        "meinung",
        "analyse",
        "exklusiv",
        "bilder",
    ),
    around=(
        "mehr zum thema",
        "lesen sie auch",
        "lesen sie mehr",
        "jetzt abonnieren",
        "anzeige",
        "alle rechte vorbehalten",
        "dieser artikel",
    ),
    round_up_hints=(
        "ticker",
        "blog",
        "überblick",
        "rückblick",
        "nachrichten am",
        "die lage am",
        "das wichtigste",
        "wichtig",
    ),
)

TURNS = TurnWords(
    escalation=(
        r"invasion\w*|einmarsch\w*|einmarschier\w*|belager\w*|mobilmachung\w*|reservist\w*"
        r"|kriegsschiff\w*|flugzeugträger\w*|(?:boden|elite)?truppen\w*|fallschirmjäger\w*"
        r"|bodenoffensive\w*|(?:neuen?|zweiten?|weiteren?)\sfront|kriegserklärung\w*"
        r"|erklär\w+\s(?:\w+\s){0,3}den\skrieg|kriegsrecht\w*|ausnahmezustand\w*"
        r"|\w*putsch\w*|staatsstreich\w*"
    ),
    # "Erste Hilfe" is care, and seltene Erden are a metal.
    first=(
        r"erstmals|zum\sersten\smal|historische[mnrs]?|beispiellos\w*|seltene[mnrs]?(?!\serden\b)"
        r"|erste[mnrs]?(?!\s(?:hilfe|minister\w*|halbjahr\w*|quartal\w*|lesung|halbzeit|instanz"
        r"|(?:bundes)?liga|klasse|mai|weltkrieg\w*|linie)\b)"
    ),
)
