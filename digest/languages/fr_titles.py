"""French title words: signs of features, deeds, quarrels and markets in a headline."""

from __future__ import annotations

from digest.languages.fr_lands import LANDS, REGIONS, REMARKS
from digest.languages.sign import Sign
from digest.languages.title_words import TitleWords

TITLES = TitleWords(
    topic_before_colon=True,
    # news opens with an article as well: « La France … »
    soft_openings=(
        Sign(
            name="the writer's own",
            pattern=r"^(?:mon|ma|mes|notre|nos)",
            example="Ma vie sur un bac",
        ),
        Sign(
            name="scene",
            pattern=r"^(?:dans les?|dans la|sur les traces|à bord|au cœur|au coeur|chez|il était"
            r"|rencontre avec|une (?:vie|journée|nuit))",
            example="Dans les cales d’un bac d’Avel",
        ),
    ),
    pronouns=(
        Sign(
            name="opening pronoun",
            pattern=r"^[«\"“]?\s?(?-i:Elles?|Ils?)(?!\sy\sa)",
            example="Elle pilote le bac",
        ),
    ),
    # signs of a feature
    people=(
        Sign(
            name="family",
            pattern=r"familles?|mères?|pères?|maman|papa|fils|filles?|grand-mère|épouse|époux"
            r"|mari|sœurs?|frères?|mariée?s?|mariage|amours?|amies?|couple",
            example="Des familles quittent Avel",
        ),
        Sign(
            name="child",
            pattern=r"enfants?|enfance|garçons?|bébés?|adolescente?s?|nées?",
            example="Les enfants du port",
        ),
        Sign(name="woman or man", pattern=r"femmes?|hommes?", example="L’homme du phare"),
        Sign(
            name="art and pastime",
            pattern=r"pianistes?|musicien(?:ne)?s?|chanteu(?:r|se)s?|act(?:eur|rice)s?"
            r"|photographes?",
            example="Une pianiste joue sur le quai",
        ),
        Sign(
            name="person at the place",
            pattern=r"survivante?s?|rescapée?s?|témoins?|témoignages?|habitante?s?|riverains"
            r"|médecins?",
            example="Des habitants d’Avel attendent",
        ),
        Sign(
            name="writer and reader",
            pattern=r"je|j[’']\w+|nous|vous|on",
            example="Ces bacs que nous aimions",
        ),
    ),
    explains=(
        Sign(
            name="question word",
            pattern=r"comment|pourquoi|qui est|que sait-on|ce qu(?:e|[’']il)|quel(?:le)?s?",
            example="Comment les bacs naviguent",
        ),
        Sign(
            name="map and time line",
            pattern=r"cartes?|chronologie|histoire|récit|analyse|décryptage|infographie",
            example="Crise des bacs : la chronologie",
        ),
        Sign(
            name="outlook",
            pattern=r"avenir|craintes?|peurs?|risques?|défis?|pourrai(?:t|ent)|enjeux?|menaces?",
            example="Les bacs pourraient s’arrêter",
        ),
        Sign(
            name="lesson",
            pattern=r"leçons?|mystère|dilemme|stratégie|questions?|coulisses|dessous|ombre",
            example="Les leçons de la grève des bacs",
        ),
    ),
    # signs of plain news
    says=(
        Sign(
            name="speech",
            pattern=r"dit|disent|affirm\w+|déclar\w+|selon|indiqu\w+|annonc\w+|assur\w+",
            example="Les bacs attendent, selon le capitaine",
        ),
        Sign(
            name="warning",
            pattern=r"met(?:tent)?\sen\sgarde|avertit|prévient|exhort\w+|appell\w+\sà|exig\w+"
            r"|promet(?:tent)?",
            example="Le port met en garde contre des retards",
        ),
        Sign(
            name="charge",
            pattern=r"condamne(?:nt)?|dénonc\w+|accus\w+|critiqu\w+|fustig\w+",
            example="Le Karim dénonce la grève",
        ),
        Sign(
            name="call and talk",
            pattern=r"discut\w+|défend(?:ent)?|dément(?:ent)?|négoci\w+",
            example="Des émissaires discutent du port",
        ),
    ),
    offices=(
        Sign(
            name="force",
            pattern=r"militaires?|armées?|forces|police|pentagone|marine|troupes",
            example="L’armée dégage le quai",
        ),
        Sign(
            name="office",
            pattern=r"ministres?|ministère|présidente?|parlement|gouvernement|tribunal|justice|onu"
            r"|maison[\s-]blanche|émissaires?|envoyé|cabinet|autorités|premier\sministre",
            example="Le parlement débat des bacs",
        ),
        Sign(name="sources", pattern=r"sources?", example="Arrêt des bacs, selon des sources"),
    ),
    # nouns and verbs alike
    acts=(
        Sign(
            name="strike",
            pattern=r"tu(?:e|é|és|ée|ées|ent)|morts?|attaqu\w+|frapp\w+|bombard\w+|missiles?"
            r"|roquettes?|drones?|raids?|tirs?|affronte\w+|explosions?",
            example="Frappe sur Avel",
        ),
        Sign(
            name="capture",
            pattern=r"s[’']empar\w+|captur\w+|prise\sde|saisi\w*",
            example="Les rebelles s’emparent d’Avel",
        ),
        Sign(
            name="truce and accord",
            pattern=r"cessez-le-feu|trêve|accord|retrait|se\sretir\w+",
            example="La trêve commence",
        ),
        Sign(
            name="office gained or lost",
            pattern=r"démission\w*|nomm\w+|élue?s?|élection|limog\w+",
            example="Le capitaine du port démissionne",
        ),
        Sign(
            name="court",
            pattern=r"arrêtée?s?|arrestations?|inculp\w+|poursuivi\w*|mise?\sen\sexamen",
            example="Deux hommes arrêtés à Avel",
        ),
        Sign(
            name="decision",
            pattern=r"adopt\w+|approuv\w+|rejett?\w+|ordonn\w+|vot(?:e|ent|é)",
            example="L’assemblée approuve le budget",
        ),
        Sign(
            name="start and stop",
            pattern=r"déploi\w+|suspend\w*|lanc\w+|report\w+|interromp\w*",
            example="Le Karim suspend les bacs",
        ),
    ),
    # « INFO » stands before the name of the outlet
    exclusives=(
        Sign(
            name="own find",
            pattern=r"^(?:exclusif|info\s\w+)",
            example="EXCLUSIF. Le port va fermer",
        ),
    ),
    # quarrels at home
    quarrels=(
        Sign(
            name="campus",
            pattern=r"campus|universit\w*|écoles?|lycées?|étudiante?s?|sciences\spo",
            example="Tensions à l’université sur le Karim",
        ),
        Sign(
            name="faith at home",
            pattern=r"synagogues?|antisémit\w*",
            example="Les synagogues demandent des gardes",
        ),
        Sign(
            name="rally",
            pattern=r"rassemblements?(?!\snational)",
            example="Rassemblement pour le Karim",
        ),
        Sign(
            name="party",
            pattern=r"républicains|démocrates|sénat(?:eurs?|rices?)|congrès|lfi|rn"
            r"|rassemblement\snational|insoumis|macronist\w*",
            example="Les sénateurs divisés sur le Karim",
        ),
        Sign(
            name="vote",
            pattern=r"électeurs|sondages?|campagne\sélectorale",
            example="Les électeurs se détournent du Karim",
        ),
    ),
    blame=(
        Sign(
            name="blame",
            pattern=r"rejett?e(?:nt)?\sla\sfaute|sous\sle\sfeu|polémique|passe\sd[’']armes",
            example="Polémique sur les bacs",
        ),
    ),
    # deeds that were done
    # forms that are a verb in nearly all titles: "attaque" may be a noun
    deeds=(
        Sign(
            name="hit and shot",
            pattern=r"frapp(?:e|ent|ée?s?)|tu(?:e|ent|ée?s?)|bless(?:e|ent|ée?s?)"
            r"|abat(?:tent|tue?s?)?"
            r"|bombard(?:e|ent|ée?s?)|touch(?:e|ent|ée?s?)|vis(?:ée?s?)"
            r"|fai(?:t|sant)\s(?:\w+\s){1,3}"
            r"morts",
            example="Un drone frappe un dépôt",
        ),
        Sign(
            name="destroyed",
            pattern=r"coul(?:e|ent|ée?s?)|détrui(?:t|te|ts|tes|sent)|intercept(?:e|ent|ée?s?)",
            example="La marine coule neuf bateaux",
        ),
        Sign(
            name="taken by force",
            pattern=r"s[’']empar(?:e|ent)|captur(?:e|ent|ée?s?)|envahi(?:t|ssent)|assièg(?:e|ent)"
            r"|saisi(?:t|ssent)|pren(?:d|nent)\sle\scontrôle",
            example="Des soldats s’emparent d’un dépôt",
        ),
        Sign(
            name="harm to people",
            pattern=r"mort(?:e|es|s)?|disparus?|enlev(?:é|és|ée|ées)|assassin(?:e|ent|ée?s?)"
            r"|évacu(?:e|ent|ée?s?)|meur(?:t|ent)",
            example="Neuf dockers morts à Avel",
        ),
        Sign(
            name="office gained or lost",
            pattern=r"démissionn(?:e|ent)|limog(?:e|ent|ée?s?)|nomm(?:e|ent|ée?s?)|élue?s?"
            r"|renvers(?:é|ée|és)",
            example="Le chef du port démissionne",
        ),
        Sign(
            name="court",
            pattern=r"condamnée?s?\sà|arrêt(?:ée?s?|ent)|inculp(?:e|ée?s?)|exécut(?:e|ent|ée?s?)",
            example="Un docker arrêté à Avel",
        ),
        Sign(
            name="decision",
            pattern=r"adopt(?:e|ent|ée?s?)|approuv(?:e|ent|ée?s?)|rejett?(?:e|ent)"
            r"|sign(?:ent|ée?s?)|signe(?=\s(?:une?|le|la|l|des|les)\b)"
            r"|accept(?:e|ent)|interdi(?:t|sent)|impos(?:e|ent)|ordonn(?:e|ent)|lèv(?:e|ent)",
            example="Le parlement approuve la trêve",
        ),
        Sign(
            name="forces moved",
            pattern=r"retir(?:e|ent)|déploi(?:e|ent)|envoi(?:e|ent)",
            example="Le Karim retire ses bateaux",
        ),
        Sign(
            name="start and stop",
            pattern=r"suspend(?:ent)?|ferme(?:nt)?(?=\s(?:l|s))|rédui(?:t|sent)|commenc(?:e|ent)"
            r"|repren(?:d|nent)"
            r"|met(?:tent)?\sfin|prolong(?:e|ent)|interromp(?:t|ent)",
            example="Le Karim réduit sa production",
        ),
        Sign(
            name="freed",
            pattern=r"libèr(?:e|ent)|libér(?:ée?s?)|relâch(?:e|ent|ée?s?)",
            example="Les rebelles libèrent deux dockers",
        ),
    ),
    undone=(
        Sign(name="denial", pattern=r"pas", example="Le drone n’a pas frappé Avel"),
        Sign(
            name="denial for all times",
            pattern=r"jamais",
            example="Le drone n’a jamais frappé Avel",
        ),
        Sign(name="future of a victim", pattern=r"être", example="Avel pourrait être frappé"),
    ),
    later=(
        Sign(
            name="what came before",
            pattern=r"après|depuis|alors que|tandis que|pendant que|suite à|sur fond de|avant"
            r"|en pleine?",
            example="Les prix montent après un raid",
        ),
        Sign(
            name="condition",
            pattern=r"si|malgré|faute de|sauf si",
            example="La trêve tient malgré un raid",
        ),
    ),
    # news of elsewhere
    lands=LANDS,
    regions=REGIONS,
    remarks=REMARKS,
    markets=(
        Sign(
            name="energy price",
            pattern=r"prix du (?:pétrole|gaz|baril|brut)|pétrole|brut|brent|baril|carburants?"
            r"|essence|kérosène",
            example="Le prix du pétrole bondit",
        ),
        Sign(
            name="trade on markets",
            pattern=r"bourses?|marchés?|investisseurs?|inflation|économi(?:e|es|stes?)"
            r"|cryptos?\w*|cac\s40|obligations",
            example="Les bourses reculent",
        ),
        Sign(
            name="flight and travel",
            pattern=r"compagnies?\saériennes?|vols|pilotes?|touristes?|voyageurs?|air\sfrance",
            example="Des compagnies aériennes évitent le Karim",
        ),
    ),
)
