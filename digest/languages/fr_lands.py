"""French lands: names of lands of the world, and ways to say that one of these speaks."""

from __future__ import annotations

from digest.languages.sign import Sign

# the rims of the region are left out, as in English: their news is often news of the region
LANDS = (
    Sign(
        name="Australia and New Zealand",
        pattern=r"australi\w+|nouvelle-zélande|néo-zélandais\w*",
        example="Des navires australiens",
    ),
    Sign(
        name="Britain and Ireland",
        pattern=r"royaume-uni|britanniques?|grande-bretagne|angleterre|anglais\w*|écoss\w+"
        r"|irland\w+|londres",
        example="Des navires britanniques",
    ),
    Sign(
        name="France and Germany",
        pattern=r"france|français\w*|paris|allemagne|allemande?s?|berlin|l[’']élysée",
        example="La France compte ses navires",
    ),
    Sign(
        name="south of Europe",
        pattern=r"espagne|espagnole?s?|portug\w+|italie|italien\w*|vatican",
        example="Des navires italiens",
    ),
    Sign(
        name="middle of Europe",
        pattern=r"pays-bas|néerlandais\w*|belg\w+|suisses?|autrich\w+|luxembourg\w*",
        example="Des banques suisses",
    ),
    Sign(
        name="north of Europe",
        pattern=r"groenland|danemark|danoise?s?|norvège|norvégien\w*|suède|suédoise?s?|finland\w+"
        r"|island\w+",
        example="Des navires danois",
    ),
    Sign(
        name="east of Europe and the Balkans",
        pattern=r"pologne|polonais\w*|hongrie|hongrois\w*|tchèque?s?|tchéquie|slovaqu\w+|slovéni\w+"
        r"|slovène?s?|roumain\w*|roumanie|bulgar\w+|moldav\w+|estoni\w+|letton\w*|lituani\w+"
        r"|biéloruss\w+|croat\w+|serb\w+|bosni\w+|kosovo|albanai\w+|albanie|macédoi\w+",
        example="La Hongrie vote",
    ),
    Sign(
        name="Europe as a whole",
        pattern=r"europe|européen\w*|ue|bruxelles",
        example="Les ministres de l’UE se réunissent",
    ),
    Sign(
        name="Ukraine and Russia",
        pattern=r"ukrain\w+|zelensky|kiev|kyiv|russi\w+|russes?|kremlin|moscou",
        example="Des navires russes",
    ),
    Sign(
        name="middle and south of Asia",
        pattern=r"kazakh\w*|ouzb\w+|kirghiz\w*|tadjik\w*|turkménistan|mongol\w+|inde|indien\w*"
        r"|pakistan\w*|afghan\w*|bangladesh\w*|sri\slanka\w*|népal\w*",
        example="L’Inde compte ses navires",
    ),
    Sign(
        name="east of Asia",
        pattern=r"chine|chinois\w*|pékin|taïwan\w*|taiwan\w*|hong[\s-]kong|japon\w*|tokyo|corée"
        r"|coréen\w*|sud-coréen\w*|nord-coréen\w*|asi(?:e|atiques?)",
        example="Des navires japonais",
    ),
    Sign(
        name="south-east of Asia",
        pattern=r"thaïland\w*|vietnam\w*|cambodg\w+|birman\w*|birmanie|myanmar|philippin\w*"
        r"|malaisi\w*|indonési\w+|singapour",
        example="Singapour compte ses navires",
    ),
    Sign(
        name="Africa",
        # the north of Africa belongs to the region
        pattern=r"(?<!du\snord\s)afri(?:que(?!\sdu\snord)|cain\w*)|nigéri\w+|nigeria\w*|niger"
        r"|nigérien\w*|bénin\w*|mali|malien\w*|burkina\w*|ghan\w+|sénégal\w*|camerou\w+|tchad\w*"
        r"|kenya\w*|ougand\w+|rwand\w+|congo\w*|angola\w*|zambi\w+|zimbabw\w+|mozambi\w+"
        r"|tanzani\w+|éthiopi\w+",
        example="Le Kenya compte ses navires",
    ),
    Sign(
        name="America",
        pattern=r"canad\w+|mexi\w+|cuba\w*|haïti\w*|jamaï\w+|guatemal\w+|honduras|nicaragua\w*"
        r"|panam\w+|amérique\slatine|brésil\w*|argentin\w+|chili|chilien\w*|pérou|péruvien\w*"
        r"|colombi\w+|vénézu\w+|bolivi\w+|équateur|équatorien\w*",
        example="Des navires brésiliens",
    ),
)
"""Names of lands, their people and capitals."""

REGIONS = (
    Sign(
        name="Middle East",
        pattern=r"(?:proche|moyen)[\s-]orient|golfe|levant|maghreb|afrique\sdu\snord",
        example="Guerre au Proche-Orient",
    ),
    Sign(
        name="its peoples",
        pattern=r"arabes?|musulman\w*|monde\sislamique",
        example="Des émissaires arabes se réunissent",
    ),
)
"""Names of the region as a whole, which are no place of the gazetteer."""

_SAYS = (
    r"(?:met(?:tent)? en garde|appell(?:e|ent) à|condamn(?:e|ent)|dénonc(?:e|ent)|exig(?:e|ent)"
    r"|accus(?:e|ent)|critiqu(?:e|ent)|exhort(?:e|ent)|dit|disent|affirm(?:e|ent)|estim(?:e|ent)"
    r"|prévien(?:t|nent)|espèr(?:e|ent)|demand(?:e|ent)|salu(?:e|ent)|démen(?:t|tent)|prome(?:t"
    r"|ttent))"
)

REMARKS = (
    Sign(
        name="a land speaks",
        pattern=rf"LAND(?: [\w.’'-]+){{0,3}}? {_SAYS}",
        example="La France met en garde contre la guerre",
    ),
    Sign(
        name="so says a land",
        pattern=rf"(?:selon|{_SAYS}) (?:la |le |les |l[’'])?(?:\w+ )?LAND",
        example="Ces frappes violent le droit, estime Berlin",
    ),
    Sign(
        name="called by a land",
        pattern=r"pour (?:la |le |l[’'])?LAND,",
        example="Pour la France, la guerre doit cesser",
    ),
)
"""Ways in which a title says that a land speaks."""
