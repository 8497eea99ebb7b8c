"""German title words: signs of features, deeds, quarrels and markets in a headline."""

from __future__ import annotations

from digest.languages.de_lands import LANDS, REGIONS, REMARKS
from digest.languages.sign import Sign
from digest.languages.title_words import TitleWords

TITLES = TitleWords(
    topic_before_colon=True,
    # the definite article opens news, too; these open portraits alone
    soft_openings=(
        Sign(name="indefinite article", pattern=r"^eine?", example="Eine Fähre für Avel"),
        Sign(
            name="the writer's own",
            pattern=r"^(?:mein|unser)e?[mnrs]?",
            example="Mein Jahr auf der Fähre",
        ),
        Sign(
            name="scene",
            pattern=r"^(?:zwischen|unterwegs|zu besuch|allein|leben|wo|als)",
            example="Zu Besuch auf der Fähre",
        ),
    ),
    pronouns=(
        Sign(
            name="opening pronoun", pattern=r"^[\"'„]?(?-i:Sie|Er)", example="Er steuert die Fähre"
        ),
    ),
    # signs of a feature
    people=(
        Sign(
            name="family",
            pattern=r"familien?|mütter|mutter|vater|väter|söhne|sohn|töchter|tochter|großmutter"
            r"|ehefrau|ehemann|schwester|bruder|braut|hochzeit|(?-i:Liebe|Paar)",
            example="Familien verlassen Avel",
        ),
        Sign(
            name="child",
            pattern=r"kind(?:er|ern|es)?|mädchen|(?-i:Junge)|baby|jugendliche[nr]?",
            example="Kinder am Hafen",
        ),
        Sign(name="woman or man", pattern=r"frau|mann", example="Der Mann am Leuchtturm"),
        Sign(
            name="art and pastime",
            pattern=r"pianist(?:in)?|musiker(?:in)?|sänger(?:in)?|schauspieler(?:in)?|haustiere?",
            example="Pianistin spielt am Kai",
        ),
        Sign(
            name="person at the place",
            pattern=r"überlebende[nr]?|augenzeugen?|bewohner(?:innen)?|anwohner|ärzt(?:e|in)|arzt",
            example="Bewohner von Avel warten",
        ),
        Sign(
            name="writer and reader", pattern=r"ich|mein|wir", example="Fähren, die wir vermissen"
        ),
    ),
    explains=(
        Sign(
            name="question word",
            pattern=r"wie|warum|weshalb|wieso|was|wer|worum|darum",
            example="Wie Fähren fahren",
        ),
        Sign(
            name="map and time line",
            pattern=r"karten?|chronologie|chronik|geschichte|überblick|analyse|faktencheck"
            r"|grafiken?",
            example="Die Fährkrise: eine Chronologie",
        ),
        Sign(
            name="outlook",
            pattern=r"zukunft|angst|ängste|risiken|könnten?|dürften?|droht|folgen",
            example="Fähren könnten stehen bleiben",
        ),
        Sign(
            name="lesson",
            pattern=r"lehren|bedeutet|rätsel|dilemma|strategie|fragen|hintergründe",
            example="Lehren aus dem Fährstreik",
        ),
    ),
    # signs of plain news
    says=(
        Sign(
            name="speech",
            pattern=r"sagt|sagte|sagen|laut|erklärt|meldet|melden|berichtet"
            r"|teilt\s(?:\w+\s){0,3}mit",
            example="Fähren warten, sagt der Hafenmeister",
        ),
        Sign(
            name="warning",
            pattern=r"warn(?:t|te|en)|mahnt|droht|fordert|fordern|verlangt",
            example="Der Hafen warnt vor Wartezeit",
        ),
        Sign(
            name="charge",
            pattern=r"verurteilt|kritisiert|kritisieren|beschuldigt|wirft\s(?:\w+\s){1,4}vor",
            example="Karim kritisiert den Streik",
        ),
        Sign(
            name="call and talk",
            pattern=r"ruft\s(?:\w+\s){0,4}auf|berät|beraten|verteidigt|bestreitet|dementiert",
            example="Gesandte beraten über den Hafen",
        ),
    ),
    offices=(
        Sign(
            name="force",
            pattern=r"militär|armee|streitkräfte|truppen|polizei|pentagon|marine",
            example="Armee räumt den Kai",
        ),
        Sign(
            name="office",
            pattern=r"\w*minister(?:in|ium)?|präsident(?:in)?|parlament|regierung|gericht|un|uno"
            r"|weiße[sn]? haus|gesandte[nr]?|kabinett|behörden|regierungschef(?:in)?",
            example="Parlament berät über Fähren",
        ),
        Sign(
            name="sources", pattern=r"insider\w*|kreisen?", example="Fähren stehen still: Insider"
        ),
    ),
    # nouns join to one word: Luftangriff, Raketenangriff
    acts=(
        Sign(
            name="strike",
            pattern=r"tot|tote[nr]?|töt\w+|getötet|\w*angriff\w*|angegriffen|\w*bomb\w*|raketen?"
            r"|\w*drohnen?|razzi(?:a|en)|\w*gefechte?n?|beschuss|beschoss\w*|luftschlag"
            r"|luftschläge",
            example="Luftangriff auf Avel",
        ),
        Sign(
            name="capture",
            pattern=r"erober\w+|ein(?:nahme|genommen)|beschlagnahm\w+",
            example="Rebellen erobern Avel",
        ),
        Sign(
            name="truce and accord",
            pattern=r"waffenruhe|waffenstillstand|feuerpause|abkommen|einig\w+|\w*abzug"
            r"|zieh\w+\sab",
            example="Waffenruhe beginnt",
        ),
        Sign(
            name="office gained or lost",
            pattern=r"rücktritt|zurückgetreten|tritt\s(?:\w+\s){0,4}zurück|gewählt|ernannt|ernennt"
            r"|entlassen|entlässt",
            example="Hafenmeister tritt zurück",
        ),
        Sign(
            name="court",
            pattern=r"festgenommen|verhafte\w+|festnahmen?|angeklagt|klagt|verklagt",
            example="Zwei in Avel festgenommen",
        ),
        Sign(
            name="decision",
            pattern=r"beschließ\w+|billigt|verabschiedet|genehmigt|lehnt\s(?:\w+\s){0,4}ab"
            r"|verhängt|ordnet\s(?:\w+\s){0,4}an",
            example="Parlament billigt den Haushalt",
        ),
        Sign(
            name="start and stop",
            pattern=r"stopp(?:t|en)|setzt\s(?:\w+\s){0,4}aus|entsend\w+|startet|beginnt|verschiebt",
            example="Karim stoppt Fähren",
        ),
    ),
    exclusives=(
        Sign(
            name="own find",
            pattern=r"^exklusiv",
            example="Exklusiv: Hafen vor der Schließung",
        ),
    ),
    # quarrels at home
    # parties of the United States, and those of Germany
    quarrels=(
        Sign(
            name="campus",
            pattern=r"campus|universität\w*|hochschul\w*|schulen?|student\w*|studierende[nr]?",
            example="Streit an der Universität über Karim",
        ),
        Sign(
            name="faith at home",
            pattern=r"synagogen?|antisemit\w*",
            example="Synagogen bitten um Wachen",
        ),
        Sign(name="rally", pattern=r"kundgebung(?:en)?", example="Kundgebung für Karim"),
        Sign(
            name="party",
            pattern=r"republikaner\w*|demokraten|senator(?:en|in)?|us-kongress|afd|cdu|spd|grünen?",
            example="Senatoren uneins über Karim",
        ),
        Sign(
            name="vote",
            pattern=r"wähler\w*|umfragen?|wahlkampf",
            example="Wähler wenden sich ab",
        ),
        Sign(
            name="rift",
            pattern=r"koalitionsstreit|parteienstreit|zerwürfnis",
            example="Koalitionsstreit über Karim",
        ),
    ),
    blame=(
        Sign(
            name="blame",
            pattern=r"gibt\s(?:\w+\s){1,4}die\sschuld|in der kritik|unter druck",
            example="Bürgermeister wegen Fähren in der Kritik",
        ),
    ),
    # deeds that were done
    # forms of a verb that was done: a participle before "werden" is a plan
    deeds=(
        Sign(
            name="hit and shot",
            pattern=r"tötet|(?-i:töten|treffen|beschießen|bombardieren)(?=\s(?!sich)\w)"
            r"|greifen\s(?:\w+\s){1,5}an|schießen\s(?:\w+\s){1,5}ab|getötet(?!\swerden)|trifft"
            r"|getroffen|beschießt|beschossen|bombardiert"
            r"(?!\swerden)|erschießt|erschossen|verletzt|verwundet|greift\s(?:\w+\s){1,5}an"
            r"|angegriffen(?!\swerden)|feuert",
            example="Drohne trifft Depot",
        ),
        Sign(
            name="destroyed",
            pattern=r"versenkt|zerstört(?!\swerden)|abgeschossen|schießt\s(?:\w+\s){1,5}ab|gesunken"
            r"|fängt\s(?:\w+\s){1,5}ab",
            example="Marine versenkt neun Boote",
        ),
        Sign(
            name="taken by force",
            pattern=r"stürm(?:t|en)|erober(?:t|n)(?!\swerden)|besetzt|überf(?:ällt|allen)"
            r"|nimmt\s(?:\w+\s){1,5}ein|nehmen\s(?:\w+\s){1,5}ein|marschiert\s(?:\w+\s){1,5}ein"
            r"|beschlagnahmt|belagert",
            example="Soldaten stürmen Depot",
        ),
        Sign(
            name="harm to people",
            pattern=r"tote|vermisst|entführt|ermordet|evakuiert|umgekommen|gestorben|stirbt",
            example="Neun Tote in Avel",
        ),
        Sign(
            name="office gained or lost",
            pattern=r"tritt\s(?:\w+\s){0,4}zurück|zurückgetreten|entlässt|entlassen(?!\swerden)"
            r"|ernennt|ernannt|gewählt(?!\swerden)|abgesetzt|gestürzt",
            example="Hafenchef tritt zurück",
        ),
        Sign(
            name="court",
            pattern=r"festgenommen(?!\swerden)|verhaftet|angeklagt|hingerichtet|verklagt"
            r"|nimmt\s(?:\w+\s){1,5}fest|zu\s(?:\w+\s){1,4}verurteilt",
            example="Polizei nimmt Hafenarbeiter fest",
        ),
        Sign(
            name="decision",
            pattern=r"billigt|verabschiedet|beschließt|unterzeichnet|unterzeichnen|verbietet"
            r"|verhängt|stimmt\s(?:\w+\s){0,4}zu|lehnt\s(?:\w+\s){1,5}ab"
            r"|erklärt\s(?:\w+\s){1,4}krieg",
            example="Parlament billigt Waffenruhe",
        ),
        Sign(
            name="forces moved",
            pattern=r"zieh(?:t|en)\s(?:\w+\s){1,5}ab|entsendet|schickt|verlegt",
            example="Karim zieht seine Boote ab",
        ),
        Sign(
            name="start and stop",
            pattern=r"stoppt|schließt|beginnt|endet|kürzt|drosselt|sperrt|setzt\s(?:\w+\s){1,5}aus",
            example="Karim stoppt die Förderung",
        ),
        Sign(
            name="freed",
            pattern=r"lässt\s(?:\w+\s){1,5}frei|freigelassen|befreit",
            example="Karim lässt zwei Matrosen frei",
        ),
    ),
    undone=(
        Sign(name="denial", pattern=r"nicht", example="Drohne hat Depot nicht getroffen"),
        Sign(
            name="denial for all times",
            pattern=r"nie",
            example="Drohne hat Depot nie getroffen",
        ),
    ),
    later=(
        Sign(
            name="what came before",
            # "nach" may stand inside a verb in two parts: "tritt nach Streik zurück"
            pattern=r"nachdem|seit|wegen|während|angesichts|bevor|weil",
            example="Preise steigen, nachdem Soldaten Depot stürmten",
        ),
        Sign(
            name="condition",
            pattern=r"falls|wenn|sollte|trotz|obwohl",
            example="Gespräche laufen trotz Razzia",
        ),
    ),
    # news of elsewhere
    lands=LANDS,
    regions=REGIONS,
    remarks=REMARKS,
    markets=(
        Sign(
            name="energy price",
            pattern=r"öl-?preise?|ölpreis\w*|rohöl|brent|gaspreise?|benzin\w*|spritpreise?|kerosin",
            example="Ölpreise steigen",
        ),
        Sign(
            name="trade on markets",
            pattern=r"aktien\w*|börsen?|märkte|anleihen|anleger|inflation\w*|wirtschaft|krypto\w*"
            r"|dax|konjunktur",
            example="Aktien fallen",
        ),
        Sign(
            name="flight and travel",
            pattern=r"fluggesellschaft(?:en)?|airlines?|lufthansa|flüge|piloten?|tourist\w*"
            r"|urlauber|reisende[nr]?",
            example="Fluggesellschaften meiden Karim",
        ),
    ),
)
