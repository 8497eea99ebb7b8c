"""English lands: names of lands of the world, and ways to say that one of these speaks.

The rims of the region (Cyprus, Greece, the Caucasus, the Horn) are left out: their news is often
news of the region.
"""

from __future__ import annotations

from digest.languages.sign import Sign

LANDS = (
    Sign(
        name="Australia and New Zealand",
        pattern=r"australia\w*|aussie\w*|new\szealand\w*|nz",
        example="Australian envoys",
    ),
    Sign(
        name="Britain and Ireland",
        pattern=r"uk|u\.k\.|british|britain\w*|england|wales|welsh|scotland|scottish|ireland|irish"
        r"|london",
        example="The U.K. counts its ships",
    ),
    Sign(
        name="France and Germany",
        pattern=r"french|france|paris|german\w*|berlin",
        example="Germany counts its ships",
    ),
    Sign(
        name="south of Europe",
        pattern=r"spain|spanish|portug\w*|italy|italian\w*|vatican",
        example="Italian ships",
    ),
    Sign(
        name="middle of Europe",
        pattern=r"dutch|netherlands|belgi\w*|swiss|switzerland|austria\w*",
        example="Swiss banks",
    ),
    Sign(
        name="north of Europe",
        pattern=r"greenland|denmark|danish|norway|norwegian\w*|sweden|swedish|finland|finnish"
        r"|iceland\w*",
        example="Danish ships",
    ),
    Sign(
        name="east of Europe",
        pattern=r"poland|hungar\w*|czech\w*|slovak\w*|sloven\w*|romania\w*|bulgaria\w*|moldova\w*"
        r"|estonia\w*|latvia\w*|lithuania\w*|belarus\w*",
        example="Hungarians vote",
    ),
    Sign(
        name="Balkans",
        pattern=r"croat\w*|serb\w*|bosnia\w*|kosov\w*|albania\w*|macedonia\w*",
        example="Serbs vote",
    ),
    Sign(name="Europe as a whole", pattern=r"europe\w*|eu", example="EU ministers meet"),
    Sign(
        name="Ukraine and Russia",
        pattern=r"ukrain\w*|zelensk\w*|kyiv|russia\w*|kremlin|moscow",
        example="Russian ships",
    ),
    Sign(
        name="middle of Asia",
        pattern=r"kazakh\w*|uzbek\w*|kyrgyz\w*|tajik\w*|turkmenistan|mongolia\w*",
        example="Kazakh wheat",
    ),
    Sign(
        name="south of Asia",
        pattern=r"india|indian|indians|pakistan\w*|afghan\w*|bangladesh\w*|sri\slanka\w*|nepal\w*",
        example="Sri Lankan navy",
    ),
    Sign(
        name="China and Taiwan",
        pattern=r"china|chinese|beijing|taiwan\w*|hong\skong",
        example="Chinese ships",
    ),
    Sign(name="Japan and Korea", pattern=r"japan\w*|tokyo|korea\w*", example="Japanese ships"),
    Sign(
        name="south-east of Asia",
        pattern=r"thai\w*|vietnam\w*|cambodia\w*|myanmar|philippin\w*|filipino\w*|malaysia\w*"
        r"|indonesia\w*|singapore\w*",
        example="Singapore counts its ships",
    ),
    Sign(
        name="Asia and Africa as a whole",
        # the north of Africa belongs to the region
        pattern=r"asia\w*|(?<!north\s)africa\w*",
        example="African envoys",
    ),
    Sign(
        name="west of Africa",
        pattern=r"nigeria\w*|niger|benin|mali|burkina\sfaso|ghana\w*|senegal\w*|cameroon\w*"
        r"|boko\sharam",
        example="Ghanaian ships",
    ),
    Sign(
        name="middle and south of Africa",
        pattern=r"chad|kenya\w*|uganda\w*|rwanda\w*|congo\w*|angola\w*|zambia\w*|zimbabwe\w*"
        r"|mozambi\w*|tanzania\w*|ethiopia\w*",
        example="Kenyan ships",
    ),
    Sign(
        name="north of America",
        pattern=r"canad\w*|mexic\w*",
        example="Canadian ships",
    ),
    Sign(
        name="Caribbean and middle of America",
        pattern=r"cuba\w*|haiti\w*|jamaica\w*|grenada|guatemala\w*|honduras|nicaragua\w*|panama",
        example="Cuban ships",
    ),
    Sign(
        name="south of America",
        pattern=r"latin\samerica\w*|brazil\w*|argentin\w*|chile\w*|peru|colombia\w*|venezuela\w*"
        r"|bolivia\w*|ecuador\w*",
        example="Brazilian ships",
    ),
)
"""Names of lands, their people and capitals."""

# a ship under a flag of convenience is no news of that land
FLAGS = (
    Sign(name="flag", pattern=r"[-\s]flagged", example="Panama-flagged ship burns"),
)  # fmt: skip
"""Words behind the name of a land that only lends its flag."""

REGIONS = (
    Sign(
        name="Middle East",
        pattern=r"middle east\w*|mideast\w*|gulf|levant|maghreb",
        example="War in the Middle East",
    ),
    Sign(
        name="its peoples",
        pattern=r"arab\w*|muslim\w*",
        example="Arab envoys meet",
    ),
)
"""Names of the region as a whole, which are no place of the gazetteer."""

_SAYS = (
    r"(?:say|says|said|warns?|urges?|calls?|condemns?|accuses?|tells?|hopes?|pledges|promises|"
    r"denies|insists|critici[sz]es?)"
)
_FEW_WORDS = r"(?: [\w.'’-]+){0,3}?"
"""Words between a land and its verb: "Germany's defense minister warns"."""

REMARKS = (
    Sign(
        name="a land speaks",
        pattern=rf"LAND(?:['’]s)?{_FEW_WORDS} {_SAYS}",
        example="Germany's defense minister warns of war",
    ),
    Sign(
        name="so says a land",
        pattern=r"says? (?:the )?LAND",
        example="Strikes break the law, says Italian minister",
    ),
    Sign(name="a land is told", pattern=r"LAND told\Z", example="War is near, Australia told"),
)
"""Ways in which a title says that a land speaks, or is spoken to."""
