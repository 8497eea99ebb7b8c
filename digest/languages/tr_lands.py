"""Turkish lands: names of lands of the world, and ways to say that one of these speaks."""

from __future__ import annotations

from digest.languages.sign import Sign

# the rims of the region are left out, as in English: their news is often news of the region
LANDS = (
    Sign(
        name="Australia and New Zealand",
        pattern=r"avustralya\w*|yeni\szelanda\w*",
        example="Avustralya gemilerini saydı",
    ),
    Sign(
        name="Britain and Ireland",
        pattern=r"[iİ]ngil(?:iz|tere)\w*|britanya\w*|[iİ]skoç\w*|[iİ]rlanda\w*|londra\w*",
        example="İngiltere gemilerini saydı",
    ),
    Sign(
        name="France and Germany",
        pattern=r"fransa\w*|fransız\w*|paris|alman(?:ya)?\w*|berlin",
        example="Alman gemileri",
    ),
    Sign(
        name="south of Europe",
        pattern=r"[iİ]spanya\w*|[iİ]spanyol\w*|portekiz\w*|[iİ]talya\w*|vatikan",
        example="İtalyan gemileri",
    ),
    Sign(
        name="middle of Europe",
        pattern=r"hollanda\w*|belçika\w*|[iİ]sviçre\w*|avusturya\w*",
        example="İsviçre bankaları",
    ),
    Sign(
        name="north of Europe",
        pattern=r"grönland|danimarka\w*|norveç\w*|[iİ]sveç(?!r)\w*|finlandiya\w*|[iİ]zlanda\w*",
        example="Danimarka gemileri",
    ),
    Sign(
        name="east of Europe and the Balkans",
        pattern=r"polonya\w*|macar\w*|çekya\w*|slovak\w*|sloven\w*|romanya\w*|rumen|bulgar\w*"
        r"|moldova\w*|estonya\w*|letonya\w*|litvanya\w*|belarus\w*|hırvat\w*|sırp|sırbistan\w*"
        r"|bosna\w*|kosova\w*|arnavut\w*|makedonya\w*",
        example="Macaristan sandık başında",
    ),
    Sign(
        name="Europe as a whole",
        pattern=r"avrupa\w*|ab",
        example="AB bakanları toplandı",
    ),
    Sign(
        name="Ukraine and Russia",
        pattern=r"ukrayna\w*|zelenski\w*|zelenskiy\w*|kiev|rusya\w*|rus|kremlin|moskova\w*",
        example="Rus gemileri",
    ),
    Sign(
        name="middle and south of Asia",
        pattern=r"kazak\w*|özbek\w*|kırgız\w*|tacik\w*|türkmenistan\w*|moğol\w*|hindistan\w*|hint"
        r"|pakistan\w*|afgan\w*|bangladeş\w*|sri\slanka\w*|nepal\w*",
        example="Hindistan gemilerini saydı",
    ),
    Sign(
        name="east of Asia",
        pattern=r"çin|çinli|pekin|tayvan\w*|hong\skong\w*|japon\w*|tokyo|(?:kuzey|güney)\skore\w*"
        r"|asya\w*",
        example="Japonya gemilerini saydı",
    ),
    Sign(
        name="south-east of Asia",
        pattern=r"tayland\w*|vietnam\w*|kamboçya\w*|myanmar\w*|filipin\w*|malezya\w*|endonezya\w*"
        r"|singapur\w*",
        example="Singapur gemilerini saydı",
    ),
    Sign(
        name="Africa",
        # the north of Africa belongs to the region
        pattern=r"(?<!kuzey\s)afrika\w*|nijerya\w*|nijer|benin|burkina\sfaso|gana|senegal\w*"
        r"|kamerun\w*|çad|kenya\w*|uganda\w*|ruanda\w*|kongo\w*|angola\w*|zambiya\w*|zimbabve\w*"
        r"|mozambik\w*|tanzanya\w*|etiyopya\w*",
        example="Kenya gemilerini saydı",
    ),
    Sign(
        name="America",
        pattern=r"kanada\w*|meksika\w*|küba\w*|haiti\w*|jamaika\w*|guatemala\w*|honduras\w*"
        r"|nikaragua\w*|panama\w*|latin\samerika\w*|brezilya\w*|arjantin\w*|şili|peru|kolombiya\w*"
        r"|venezuela\w*|bolivya\w*|ekvador\w*",
        example="Brezilya gemilerini saydı",
    ),
)
"""Names of lands, their people and capitals."""

REGIONS = (
    Sign(
        name="Middle East",
        pattern=r"orta\s?doğu\w*|körfez\w*|levant|mağrip|kuzey\safrika\w*",
        example="Orta Doğu'da savaş",
    ),
    Sign(
        name="its peoples",
        pattern=r"arap\w*|müslüman\w*|[iİ]slam\s(?:dünyası|ülkeleri)",
        example="Arap elçiler toplandı",
    ),
)
"""Names of the region as a whole, which are no place of the gazetteer."""

_SAYS = (
    r"(?:uyar\w+|çağrı\w*|kına\w+|suçla\w+|eleştir\w+|dedi|diyor|açıkla\w+|iste\w+|yalanla\w+"
    r"|sert tepki|tepki|vurgula\w+|söyle\w+|savun\w+)"
)

REMARKS = (
    # the verb of saying ends the sentence, with the matter before it
    Sign(
        name="a land speaks",
        pattern=rf"^LAND(?!\S*['’](?:y?[aeiıuü]|[dt][ae]n?|n[ıiuü]n)\b)(?: \S+){{0,7}} {_SAYS}",
        example="Almanya savaşa karşı uyardı",
    ),
    Sign(
        name="from a land",
        pattern=rf"LAND['’][dt][ae]n (?:\S+ ){{0,6}}?{_SAYS}",
        example="Almanya'dan savaş uyarısı",
    ),
    Sign(
        name="a land in front",
        pattern=r"^LAND:(?= )(?!.*(?:öl[üd]|yaralı|gözaltı|\d))",
        example="Almanya: Savaş sona ermeli",
    ),
)
"""Ways in which a title says that a land speaks."""
