"""German openings: the signs of a sentence that leans on an earlier one."""

from __future__ import annotations

from digest.languages.sign import Sign

OPENINGS = (
    Sign(
        name="pronoun",
        pattern=(
            r"(?:er|sie|ihm|ihn|ihnen|ihre?[rmns]?|seine?[rmns]?|dessen|deren|"
            r"diese[rsmn]?|dies|jene[rsmn]?|beide[rn]?|letztere[rs]?)\b"
            r"(?! (?:woche|monat|jahr|tage|nacht|sommer|winter|frühjahr|herbst)\b)"
        ),
        example="Diese Entscheidung stieß auf Kritik.",
    ),
    Sign(
        name="it, but no weather and no impersonal verb",
        pattern=(
            r"es\b(?! (?:gibt|gab|gebe|wird erwartet|wurde niemand|handelt|sei unklar|"
            r"ist (?:noch )?(?:un)?klar|war (?:zunächst |noch )?(?:un)?klar|kam zu)\b)"
        ),
        example="Es liegt am Hafen.",
    ),
    Sign(
        name="that as the subject",
        pattern=(
            r"das (?:ist|war|sei|wäre|hat|habe|hatte|bedeutet|heißt|zeigt|gilt|soll|sollte|"
            r"wird|"
            r"würde|könnte|dürfte|sagte|teilte)\b"
        ),
        example="Das teilte die Polizei am Abend mit.",
    ),
    Sign(
        name="link to the sentence before",
        pattern=(
            r"(?:aber|doch|jedoch|allerdings|zudem|außerdem|ferner|daher|deshalb|deswegen|"
            r"darum|"
            r"dennoch|trotzdem|denn|und|oder|sondern|auch|ebenso|so|dann|danach|daraufhin|"
            r"anschließend|schließlich|zuletzt|inzwischen|unterdessen|derweil|gleichzeitig|"
            r"hingegen|dagegen|demnach|demzufolge|somit|folglich|stattdessen|weiter|"
            r"später|kurz darauf|tags darauf|im gegenzug|zum beispiel|unter anderem)\b"
        ),
        example="Zudem bleibt der Hafen geschlossen.",
    ),
    Sign(
        name="there, with it, for it",
        pattern=(
            r"(?:dort|dabei|damit|dadurch|dafür|davon|davor|dazu|daran|darauf|darin|darüber|"
            r"hier|hierbei|hierzu|hinzu|so)\b"
        ),
        example="Dabei kamen drei Menschen ums Leben.",
    ),
    Sign(
        name="the one and the other",
        pattern=r"(?:der|die|das) (?:andere|erste|zweite|dritte|letzte|gleiche|selbe)[rn]?\b",
        example="Die andere Seite lehnte ab.",
    ),
    Sign(
        name="speech whose speaker came before",
        pattern=r"(?:nach (?:seinen|ihren) (?:worten|angaben)|laut (?:ihm|ihr))\b",
        example="Nach ihren Angaben bleibt der Hafen zu.",
    ),
)
