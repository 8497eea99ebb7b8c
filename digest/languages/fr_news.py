"""French words of genres and of turns, and French words that any news has."""

from __future__ import annotations

from digest.languages.fr_acts import ACTS
from digest.languages.language import listed
from digest.languages.news_words import ClusterWords, GenreWords, TurnWords

GENRES = GenreWords(
    opinions=(
        r"opinions?|tribunes?|[ée]ditos?|éditoria(?:l|ux)|chroniques?|chroniqueurs?|"
        r"point de vue|points de vue|d[ée]bats?|id[ée]es|billets?|courrier des lecteurs"
    ),
    shows=(
        r"podcasts?|diaporamas?|portfolios?|galeries?|dessins?|caricatures?|quiz|mots croisés|"
        r"newsletters?|infographies?|grand format"
    ),
    sport=r"sports?|foot(?:ball)?|rugby|tennis|cyclisme|horoscopes?",
    videos=r"vid[ée]os?|en (?:images|photos|vidéo)|regardez",
    live_pages=r"/(?:direct|en-direct|live)/|-en-direct\b",
    analysis_pages=r"\b(?:analyses?|decryptages?)\b",
    opinion_outlets=r"\b(?:opinions?|tribunes?)\b",
    # a title that tells what is to be seen, not what happened
    shown=(
        r"^(?:regardez|voyez|vidéos?|photos?|images)\b|\ben (?:images|photos)$|^le moment où\b"
        r"|^les (?:images|photos) (?:de|du|des)\b|\bavant[ -]après\b"
    ),
    polls=r"^sondages?\s*[:|–—-]\s|\b(?:selon|d[’']après) un sondage\b",
    # a title that promises thoughts on the news: "Pourquoi …", "Analyse : …", "Ce que l’on sait …"
    weighs=(
        r"^(?:analyse|décryptage|entretien|interview|portrait|enquête|récit|reportage|chronologie|"
        r"éclairage|vrai ou faux)\s*[:|–—-]\s"
        r"|^(?-i:Pourquoi|Comment|Que|Qui|Quel(?:le)?s?)\b|\bexpliqué\b"
    ),
    round_ups=(
        r"\b(?:revue de presse|l[’']essentiel de (?:l[’']actualité|la semaine|"
        r"la journée)|le point sur|à la une (?:de la presse|des journaux)|"
        r"(?:les|cinq|5|dix|10) (?:infos|actus) (?:à retenir|du jour)|le récap|"
        r"ce qu[’'](?:il faut (?:savoir|retenir)|on sait)|ce que l[’']on sait|"
        r"journal (?:du matin|du soir|de la semaine)|en bref)\b"
        # a live page, and no attack that was shown live
        r"|^(?:en )?direct\s*[:|,.–—-]|\ben direct\s*[:|–—-]"
    ),
    credit=(
        r"\bn[’']engage(?:nt)? que (?:leurs?|son|sa) |\bles opinions exprimées\b"
        r"|\bne reflète(?:nt)? pas (?:nécessairement )?(?:l[’']opinion|la position|le point)\b"
    ),
    # the line on the author below a comment: "Anne Exemple est professeure de droit à …"
    author_line=(
        r"^[A-ZÀ-Ý][\w.’'-]+(?: [A-ZÀ-Ý][\w.’'-]+){1,3},? (?:[^.\n]{0,80}, )?est "
        r"(?:(?:un|une|le|la) )?(?:[\w’'-]+,? ){0,5}"
        r"(?:professeure?|auteure?|autrice|chercheu(?:r|se)|chroniqueu(?:r|se)|essayiste|"
        r"politologue|éditorialiste|écrivaine?)\b"
    ),
    first_person=r"\b(?:[Jj]e|[Jj][’'](?=\w)|[Mm]oi|[Mm]es|[Mm]on)\b",
    argues=(
        r"\b(?:faut|faudrait|doit|devons|devrait|peut-être|bien sûr|certes|évidemment|hélas|"
        r"finalement|d[’']ailleurs|autrement dit|nous|notre|nos|je|mon|ma|mes)\b|\?"
    ),
    reports=(
        r"\b(?:a (?:déclaré|annoncé|indiqué|affirmé|dit|précisé|ajouté|rapporté)|"
        r"ont (?:déclaré|annoncé|indiqué|affirmé|dit|rapporté)|selon|porte-parole|"
        r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b"
    ),
)

CLUSTERS = ClusterWords(
    acts=ACTS,
    dull=listed(
        "le la les l un une des du de d au aux en dans sur sous par pour avec sans entre vers chez "
        "contre depuis pendant après avant jusque lors selon et ou mais donc or ni car que qui "
        "quoi dont où quand comme si ce cet cette ces il elle ils elles on nous vous je tu se s "
        "sa son ses leur leurs lui y n ne pas plus moins très aussi encore déjà toujours est sont "
        "était étaient été être a ont avait avaient avoir fait faire dit déclaré annoncé indiqué "
        "affirmé ajouté précisé rapporté deux trois premier première nouveau nouvelle nouveaux "
        "nouvelles autre autres tout tous toute toutes même même quelques jour jours semaine "
        "semaines mois an ans année années heure heures hier demain matin soir nuit c j m qu "
        "aujourd hui article janvier février mars avril mai juin juillet août septembre octobre "
        "novembre décembre"
    ),
    weekdays=("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    labels=(
        "direct",
        "en direct",
        "vidéo",
        "en images",
        "tribune",
        "opinion",
        "analyse",
        "édito",
        "exclusif",
    ),
    around=(
        "lire aussi",
        "à lire aussi",
        "lisez aussi",
        "voir aussi",
        "abonnez-vous",
        "inscrivez-vous",
        "suivez-nous",
        "publicité",
        "tous droits réservés",
        "cet article",
    ),
    round_up_hints=(
        "direct",
        "revue",
        "essentiel",
        "le point",
        "à la une",
        "infos",
        "actus",
        "récap",
        "savoir",
        "retenir",
        "sait",
        "journal",
        "en bref",
    ),
)

TURNS = TurnWords(
    # a siège alone is a seat or a headquarters, and a mobilisation a march of protest
    escalation=(
        r"invasions?|envahi\w*|assi[éèe]g\w*|état\sde\ssiège|lev(?:er|ée)\sdu\ssiège"
        r"|mobilisation\sgénérale|réservistes?|navires?\sde\sguerre|porte-avions|troupes"
        r"|parachutistes|déploi\w+|offensives?\s(?:terrestres?|au\ssol)"
        r"|(?:nouveau|deuxième|second|autre)\sfront|déclar\w+\s(?:la\s|de\s)?guerre|loi\smartiale"
        r"|état\sd['’]urgence|coups?\sd['’]état|putschs?"
    ),
    # a premier ministre holds an office, and terres rares are a metal
    first=(
        r"premières?\sfois|sans\sprécédent|inédite?s?|(?<!\bterres\s)rares?(?!\sterres\b)"
        r"|(?<!centre\s)(?<!monument\s)(?<!quartier\s)(?<!bâtiment\s)historiques?"
        r"|premi(?:er|ère)s?(?!\s(?:ministres?|dames?|secours|semestre|trimestre|tour|degré"
        r"|instance"
        r"|plan|lieu|choix|mai|lecture|ligue|fois)\b)"
    ),
)
