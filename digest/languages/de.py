"""German."""

from __future__ import annotations

from digest.languages.de_boilerplate import BOILERPLATE, BOILERPLATE_WITHIN
from digest.languages.de_labels import LABELS
from digest.languages.de_news import CLUSTERS, GENRES, TURNS
from digest.languages.de_openings import OPENINGS
from digest.languages.de_privacy import PRIVACY
from digest.languages.de_titles import TITLES
from digest.languages.language import (
    Abbreviations,
    Attributions,
    Language,
    TollWords,
    listed,
)

GERMAN = Language(
    code="de",
    name="German",
    stop_words=listed(
        "der die das den dem des ein eine einer einem einen eines und oder aber in im an am "
        "auf aus bei "
        "beim mit nach von vom vor zu zum zur über unter um für gegen durch ohne bis seit "
        "während wegen "
        "als wie wenn weil dass ob er sie es ihn ihm ihr ihre ihrer ihren ihrem sein seine "
        "seiner seinen "
        "seinem wir uns ich man sich nicht auch noch nur schon so sehr mehr war waren ist sind "
        "hat haben "
        "hatte hatten wird werden wurde wurden worden sei seien sagte sagten teilte mit "
        "erklärte laut "
        "dieser diese dieses diesem diesen dort hier da nun dann zwischen montag dienstag mittwoch "
        "donnerstag freitag samstag sonntag heute gestern"
    ),
    months=listed(
        "januar jänner februar märz april mai juni juli august september oktober november dezember"
    ),
    weekdays=listed("montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag"),
    day_words=r"heute|gestern|vorgestern|über nacht",
    # number words from two to twelve; larger ones are written in digits
    numbers={
        "zwei": 2,
        "drei": 3,
        "vier": 4,
        "fünf": 5,
        "sechs": 6,
        "sieben": 7,
        "acht": 8,
        "neun": 9,
        "zehn": 10,
        "elf": 11,
        "zwölf": 12,
    },
    # single letters stand for "z. B.", "d. h.", "u. a." and "i. d. R." with a blank inside
    abbreviations=Abbreviations(
        before_names=listed(
            "dr prof hr fr mag ing dipl st nr abs ziff bd hrsg vgl ca bzw sog inkl exkl ggf evtl "
            "z.b d.h u.a z.t i.d.r v.a s.o s.u o.ä z d u v i o s n gen hptm lt maj vs geb gest "
            "verh v.chr n.chr bzgl einschl stv"
        ),
        short=listed(
            "usw etc mio mrd str jh jhd std sek min max jr sen co ag art kap e.v u.s.w a.d u.s u.k"
        ),
        in_lower_case=listed("usw etc u.s.w a.d e.v"),
        dates=listed(
            "jan jän feb febr mär apr jun jul aug sep sept okt nov dez mo di mi do fr sa so"
        ),
        openers=listed(
            "Der Die Das Den Dem Des Ein Eine Einer Einem Einen Er Sie Es Wir Ich Man In Im An "
            "Am Auf "
            "Aus Bei Beim Mit Nach Von Vom Vor Zu Zum Zur Über Unter Um Für Gegen Durch Ohne "
            "Bis Seit "
            "Während Wegen Als Wie Wenn Weil Dass Ob Und Oder Aber Doch Denn Auch Noch Nur So "
            "Dort Hier "
            "Da Nun Dann Danach Zuvor Zudem Außerdem Dabei Damit Deshalb Dieser Diese Dieses "
            "Diesem "
            "Ihre Ihr Sein Seine Zwei Drei Vier Fünf Viele Mehrere Alle Laut Was Wer Wo Kein Keine"
        ),
        ordinal_stops=True,
    ),
    tolls=TollWords(
        stems={
            "killed": "getötet tot tote toter toten todesopfer starb gestorben leben "
            "umgekommen ermordet",
            "wounded": "verletz verwundet",
            "missing": "vermisst",
            "arrested": "festgenommen festnahme verhaftet inhaftiert",
            "displaced": "vertrieben obdachlos evakuiert",
            "hostages": "geisel entführt verschleppt",
        },
        # a verb of killing takes its number behind it: "12 Raketen töteten drei"
        acts={
            "killed": "töte ermorde",
            "arrested": "verhafte",
            "hostages": "entführe verschleppte",
        },
        about=(
            "mindestens rund etwa circa ca ungefähr fast über mehr als bis zu knapp wenigstens "
            "auf von "
            "stieg steigt sind waren ist wurden sich erhöhte wieder"
        ),
        aside="darunter|unter ihnen|davon|einschließlich|die meisten von ihnen|viele von ihnen",
        # "12-Jähriger", "3 Tage", "zwei Angriffe" count no people
        no_people=(
            "jahr jährig tag stunde minute woche monat uhr prozent kilometer meter euro dollar "
            "rakete "
            "drohne angriff luftangriff anschlag bombe explosion schüsse mal million milliarde "
            "tonne"
        ),
        # the participle closes a German clause, far behind its number
        reach=10,
        # "tote" are the dead, "töte" is the verb
        keeps_accents=True,
    ),
    openings=OPENINGS,
    # a sentence that opens with these looks back
    background=(
        "Seit ",
        "Zuvor ",
        "Bereits ",
        "Im vergangenen ",
        "In der vergangenen ",
        "Im Jahr ",
        "Hintergrund ",
        "Vor einem ",
        "Vor zwei ",
        "Vor drei ",
        "Erst im ",
        "Schon im ",
        "Schon seit ",
    ),
    expectations=(
        r"dürften?\b|könnten?\b|erwarte[tn]|droht|drohen|Beobachter|Experten|Fachleute|Analysten|"
        r"befürchte|fürchte[tn]|rechne[tn] (?:mit|damit)|voraussichtlich|vorgesehen"
    ),
    boilerplate=BOILERPLATE,
    boilerplate_within=BOILERPLATE_WITHIN,
    # a dateline ends with one of these in brackets
    agencies=("epd", "KNA", "APA", "SID", "Keystone-SDA", "sda"),
    headline_labels=(
        "eilmeldung",
        "eil",
        "liveticker",
        "live-?blog",
        "ticker",
        "exklusiv",
        "update",
    ),
    own_voice=r"ich|mich|mir|mein(?:e[rnms]?)?|wir|uns|unser(?:e[rnms]?)?",
    # verbs that stand between a quotation and its speaker
    speech="(?:sagte|sagt|fragte|rief|erklärte|schrieb|betonte|meinte)",
    negations=listed(
        "nicht kein keine keinen keinem keiner keines nie niemals niemand nichts ohne weder kaum"
    ),
    # an edit that drops one of these is warned of
    doubts=listed(
        "angeblich mutmaßlich mutmaßliche mutmaßlicher mutmaßlichen offenbar möglicherweise "
        "vermutlich "
        "wohl wahrscheinlich könnte könnten dürfte dürften soll sollen bestritt bestreitet "
        "dementierte "
        "dementiert leugnete behauptet behauptete verdächtigt unbestätigt"
    ),
    # set behind the sentence, before its stop
    attributions=Attributions(
        reported="berichtete {outlet}", according_to="laut {outlet}", colon="{outlet}:"
    ),
    genre_words=GENRES,
    cluster_words=CLUSTERS,
    turn_words=TURNS,
    title_words=TITLES,
    # a capital does not mark a name
    capital_nouns=True,
    labels={**LABELS, **PRIVACY},
)
