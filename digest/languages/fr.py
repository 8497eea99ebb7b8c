"""French."""

from __future__ import annotations

from digest.languages.fr_labels import LABELS
from digest.languages.fr_news import CLUSTERS, GENRES, TURNS
from digest.languages.fr_privacy import PRIVACY
from digest.languages.fr_titles import TITLES
from digest.languages.language import Attributions, Language, TollWords, listed
from digest.languages.sign import Sign

FRENCH = Language(
    code="fr",
    name="French",
    # elided articles stand alone here: a word is cut at its apostrophe
    stop_words=listed(
        "le la les l un une des du de et en dans sur pour par avec que qui est ont été a au "
        "aux son sa "
        "ses il elle ce cette"
    ),
    months=listed(
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
    ),
    weekdays=listed("lundi mardi mercredi jeudi vendredi samedi dimanche"),
    day_words=r"aujourd[’\']hui|hier|demain|ce (?:matin|soir)|cet après-midi|cette nuit",
    tolls=TollWords(
        stems={
            "killed": "mort tue tuant deces",
            "wounded": "bless",
            "missing": "disparu",
            "arrested": "arret arrest interpell",
            "displaced": "deplace",
        },
        about="plus de au moins environ quelque",
        aside="dont|parmi (?:eux|elles|lesquels|lesquelles)|y compris",
        # the participle stands behind "ont été": "12 personnes ont été tuées"
        reach=4,
        # "15 000 morts" is one number
        spaced_thousands=True,
    ),
    openings=(
        Sign(
            name="pronoun or link",
            pattern=(
                r"(?:il|elle|ils|elles|on|cela|ceci|ça|mais|cependant|toutefois|pourtant|donc|or|"
                r"enfin|puis|ensuite|ainsi)\b"
            ),
            example="Elle a quitté le port mardi.",
        ),
        Sign(
            name="the latter, it is, his",
            pattern=(
                r"(?:celui|celle|ceux|celles)-|(?:ce|cette) derni|c['’]est\b|"
                r"(?:son|sa|ses|leurs?)\b|néanmoins\b|entre-temps\b"
            ),
            example="Ce dernier a refusé de répondre.",
        ),
        Sign(
            name="in addition, for his part",
            pattern=(
                r"(?:en outre|par ailleurs|de plus|en effet|à ce sujet|selon (?:lui|elle|eux)|"
                r"de son côté|pour sa part)\b"
            ),
            example="En outre, le port reste fermé.",
        ),
        Sign(
            name="this with its noun, but no time",
            pattern=(
                r"(?:ce|cet|cette|ces) (?!(?:semaine|mois|année|week-end|matin|soir|nuit|jour|"
                r"lundi|"
                r"mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b)"
            ),
            example="Cette mesure inquiète les pêcheurs.",
        ),
    ),
    # a sentence that opens with these looks back
    background=(
        "Depuis ",
        "Pour rappel",
        "Pour mémoire",
        "Auparavant",
        "L’an dernier",
        "L'an dernier",
        "Jusqu",
    ),
    expectations=(
        r"devrai(?:t|ent)|pourrai(?:t|ent)|crai(?:nt|gnent)|experts?\b|analystes?\b|risque de"
    ),
    # calls of the page at the start of a line
    boilerplate=(
        Sign(
            name="call to read or to subscribe, credit",
            pattern=(
                r"(?:à )?lire (?:aussi|également)|(?:à )?voir aussi|abonnez-vous|publié le|"
                r"mis à jour|crédits? photos?|suivez[ -]|plus d['’]informations"
            ),
            example="Lire aussi : ce que l’on sait du port",
        ),
        Sign(
            name="byline",
            pattern=(
                r"par\s+(?-i:(?:[A-ZÀ-Ý][\w’'-]+\s+){1,3}[A-ZÀ-Ý][\w’'-]+)"
                r"(?:\s*[,|•·–—-]\s*[^.!?]{2,60})?$"
            ),
            example="Par Anne Exemple, correspondante à Port-Avel",
        ),
        Sign(
            name="about the page",
            pattern=r"cet article (?:est|a été)",
            example="Cet article a été modifié mardi.",
        ),
    ),
    # set before a headline by the page, and cut off in the mail
    headline_labels=("en direct", "direct", "vidéo"),
    own_voice=r"je|nous|notre|vous|votre|j(?=['’])",
    # the particle “ne” is left out: one of these nearly always stands with it
    negations=listed("pas jamais aucun aucune sans"),
    # the conditional mood is how French news marks a claim
    doubts=listed("aurait auraient présumé présumée présumés"),
    attributions=Attributions(
        reported="a rapporté {outlet}", according_to="selon {outlet}", colon="{outlet} :"
    ),
    genre_words=GENRES,
    cluster_words=CLUSTERS,
    turn_words=TURNS,
    title_words=TITLES,
    labels={**LABELS, **PRIVACY},
)
