"""German lands: names of lands of the world, and ways to say that one of these speaks."""

from __future__ import annotations

from digest.languages.sign import Sign

# the rims of the region are left out, as in English: their news is often news of the region
LANDS = (
    Sign(
        name="Australia and New Zealand",
        pattern=r"australi\w+|neuseel\w+",
        example="Australische Gesandte",
    ),
    Sign(
        name="Britain and Ireland",
        pattern=r"großbritannien\w*|brit(?:e|en|isch\w*)|england\w*|englisch\w*|schott\w+|wales"
        r"|irland\w*|irisch\w*|london\w*",
        example="Britische Schiffe",
    ),
    Sign(
        name="France and Germany",
        pattern=r"frankreich\w*|französ\w+|franzosen?|paris\w*|deutsch\w*|bundesregierung"
        r"|berlin\w*",
        example="Deutschland zählt seine Schiffe",
    ),
    Sign(
        name="south of Europe",
        pattern=r"spani\w+|portug\w+|itali\w+|vatikan\w*",
        example="Italienische Schiffe",
    ),
    Sign(
        name="middle of Europe",
        pattern=r"niederl\w+|holländ\w+|belgi\w+|schweiz\w*|österreich\w*|luxemburg\w*",
        example="Schweizer Banken",
    ),
    Sign(
        name="north of Europe",
        pattern=r"grönl\w+|dänemark\w*|dän(?:e|en|isch\w*)|norweg\w+|schwed\w+|finn(?:en|land\w*"
        r"|isch\w*)|isländ\w+|island\w*",
        example="Dänische Schiffe",
    ),
    Sign(
        name="east of Europe",
        pattern=r"polen\w*|poln\w+|ungar\w+|tschech\w+|slowak\w+|slowen\w+|rumän\w+|bulgar\w+"
        r"|moldau\w*|estn\w+|estland\w*|lett(?:land\w*|isch\w*)|litau\w+|belarus\w*|baltikum",
        example="Ungarn wählt",
    ),
    Sign(
        name="Balkans",
        pattern=r"kroat\w+|serb\w+|bosni\w+|kosovo\w*|albani\w+|mazedoni\w+",
        example="Serbien wählt",
    ),
    Sign(
        name="Europe as a whole",
        pattern=r"europa\w*|europä\w+|eu",
        example="EU-Minister treffen sich",
    ),
    Sign(
        name="Ukraine and Russia",
        pattern=r"ukrain\w+|selenskyj\w*|kiew\w*|russ(?:land\w*|isch\w*|en)|kreml\w*|moskau\w*",
        example="Russische Schiffe",
    ),
    Sign(
        name="middle and south of Asia",
        pattern=r"kasach\w+|usbek\w+|kirgis\w+|tadschik\w+|turkmen\w+|mongol\w+|indi(?:en\w*|sch\w*"
        r"|er)|pakistan\w*|afghan\w+|bangladesch\w*|sri\slanka\w*|nepal\w*",
        example="Indien zählt seine Schiffe",
    ),
    Sign(
        name="east of Asia",
        pattern=r"china\w*|chines\w+|peking\w*|taiwan\w*|hongkong\w*|japan\w*|tokio\w*|nordkorea\w*"
        r"|südkorea\w*|korea\w*|asi(?:en\w*|atisch\w*)",
        example="Japanische Schiffe",
    ),
    Sign(
        name="south-east of Asia",
        pattern=r"thail\w+|vietnam\w*|kambodscha\w*|myanmar\w*|philippin\w+|malaysi\w+|indones\w+"
        r"|singapur\w*",
        example="Singapur zählt seine Schiffe",
    ),
    Sign(
        name="Africa",
        # the north of Africa belongs to the region
        pattern=r"(?:süd|west|ost|zentral)?afrika\w*|nigeri\w+|nigers?|benin|mali|burkina\sfaso"
        r"|ghana\w*|senegal\w*|kamerun\w*|tschad\w*|kenia\w*|uganda\w*|ruand\w+|kongo\w*|angola\w*"
        r"|sambia\w*|simbabwe\w*|mosambik\w*|tansania\w*|äthiopi\w+",
        example="Kenia zählt seine Schiffe",
    ),
    Sign(
        name="America",
        pattern=r"kanad\w+|mexik\w+|kuba\w*|haiti\w*|jamaika\w*|guatemala\w*|honduras|nicaragua\w*"
        r"|panama\w*|lateinamerika\w*|südamerika\w*|brasil\w+|argentin\w+|chile\w*|peru(?:s"
        r"|anisch\w*)?|kolumbi\w+|venezol\w+|venezuela\w*|bolivi\w+|ecuador\w*",
        example="Brasilianische Schiffe",
    ),
)
"""Names of lands, their people and capitals."""

REGIONS = (
    Sign(
        name="Middle East",
        pattern=r"nahe[nrm]?\sosten|nahost\w*|naher osten|golf\w*|levante|maghreb|nordafrika\w*",
        example="Krieg im Nahen Osten",
    ),
    Sign(
        name="its peoples",
        pattern=r"arab\w+|muslim\w*|islamische[nr]?\swelt",
        example="Arabische Gesandte",
    ),
)
"""Names of the region as a whole, which are no place of the gazetteer."""

_SAYS = (
    r"(?:warn(?:t|en)|forder(?:t|n)|verurteil(?:t|en)|kritisier(?:t|en)|mahn(?:t|en)|sag(?:t|te|en)"
    r"|nenn(?:t|en)|ruft|hoff(?:t|en)|beschuldig(?:t|en)|bestreite(?:t|n)|verspricht|begrüß(?:t"
    r"|en)|verlang(?:t|en)|appellier(?:t|en)|wirft)"
)

REMARKS = (
    Sign(
        name="a land speaks",
        pattern=rf"LAND(?: [\w.-]+){{0,3}}? {_SAYS}",
        example="Deutscher Außenminister warnt vor Krieg",
    ),
    Sign(
        name="so says a land",
        pattern=rf"{_SAYS} (?:der |die |das )?LAND|laut LAND",
        example="Angriffe brechen das Recht, sagt Frankreich",
    ),
)
"""Ways in which a title says that a land speaks."""
