"""English."""

from __future__ import annotations

from digest.languages.en_background import NO_BACKGROUND, STAKES, WEAK_BACKGROUND
from digest.languages.en_boilerplate import BOILERPLATE
from digest.languages.en_boilerplate_within import BOILERPLATE_WITHIN
from digest.languages.en_clusters import CLUSTERS
from digest.languages.en_genres import GENRES
from digest.languages.en_labels import LABELS
from digest.languages.en_openings import (
    FIRM_OPENINGS,
    OPENINGS,
    POINTING_BACK,
)
from digest.languages.en_outlets import AGENCIES
from digest.languages.en_passing import PASSING_NEWS
from digest.languages.en_privacy import PRIVACY
from digest.languages.en_roles import ROLES
from digest.languages.en_titles import TITLES
from digest.languages.en_turns import TURNS
from digest.languages.en_uses import USE_SIGNS
from digest.languages.language import Abbreviations, Attributions, Language, listed
from digest.models.calendar_names import MONTHS_IN_LOWER_CASE, WEEKDAYS_IN_LOWER_CASE

_DATES = listed(
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun"
)

ENGLISH = Language(
    code="en",
    name="English",
    stop_words=listed(
        """a about above after again against all also am an and any are as at be because been before
        being below between both but by can could did do does doing down during each few for from
        further had has have having he her here hers herself him himself his how i if in into is
        it its
        itself just me more most my no nor not now of off on once only or other our out over own s
        said
        same say says she should so some such t than that the their them then there these they this
        those through to told too under until up very was we were what when where which while who
        whom
        why will with would you your mr mrs ms monday tuesday wednesday thursday friday saturday
        sunday
        today yesterday according added
        upon take takes took taken make makes made set put get got go going effect local time a.m
        p.m
        am pm et gmt part come came new many much one two"""
    ),
    # in lower case: a text is folded before it is compared
    months=frozenset(MONTHS_IN_LOWER_CASE),
    weekdays=frozenset(WEEKDAYS_IN_LOWER_CASE),
    day_words=(
        r"today|yesterday|tomorrow|tonight|overnight|last night|"
        r"this (?:morning|afternoon|evening)"
    ),
    # states and ranks of American news among them: they stand before names
    abbreviations=Abbreviations(
        before_names=listed(
            "mr mrs ms dr prof gen lt col sgt capt maj adm cmdr cpl pvt brig sen rep reps sens gov "
            "lt.gov st rev hon pres supt messrs mme mlle fr sr.a vs v nos vol fig figs pp eq "
            "ref refs "
            "al cf c ca approx viz e.g i.e col.gen maj.gen brig.gen ret dept ft mt gens cols "
            "lts sgts "
            "govs drs profs det insp amb atty asst"
        ),
        short=_DATES
        | listed(
            "u.s u.s.a u.k u.n e.u u.a.e d.c l.a n.y n.j a.m p.m etc inc corp co ltd llc plc "
            "bros jr sr "
            "ph.d m.d b.a m.a esq calif mass conn fla ill wash ore ariz colo mich minn wis "
            "tenn ala "
            "miss mo ark okla tex pa va md del ga ky la nev ind kan neb mont wyo vt me r.i n.h "
            "w.va s.c "
            "n.c n.d s.d n.m d-n.y r-n.y ave blvd rd est dist univ assn min max hr hrs sec lb "
            "lbs oz"
        ),
        in_lower_case=listed("etc est dist min max hr hrs sec lb lbs oz ave blvd rd"),
        dates=_DATES,
        openers=listed(
            "The A An In On At As For From By With But And Or So Yet If When While After "
            "Before Since "
            "Until Although Though Because However Meanwhile Moreover He She It They We I You "
            "His Her "
            "Its Their Our My Your This That These Those There Here What Who Why How Where "
            "Which Some "
            "Many Most All Both Each Several Two Three Four Five Even Now Then Earlier Later "
            "Also Still "
            "According Despite During Under Over Such Not No One Among Asked Officials To"
        ),
    ),
    genre_words=GENRES,
    cluster_words=CLUSTERS,
    turn_words=TURNS,
    title_words=TITLES,
    openings=OPENINGS,
    firm_openings=FIRM_OPENINGS,
    weak_background=WEAK_BACKGROUND,
    no_background=NO_BACKGROUND,
    passing_news=PASSING_NEWS,
    stakes=STAKES,
    pointing_back=POINTING_BACK,
    boilerplate=BOILERPLATE,
    boilerplate_within=BOILERPLATE_WITHIN,
    # a dateline ends with one of these in brackets: agencies, and outlets with reporters there
    agencies=(
        "Thomson Reuters Foundation",
        "The Associated Press",
        "Al Jazeera",
        *dict.fromkeys(AGENCIES.values()),
        *listed(
            """DPA ANSA Kyodo ANI PTI IANS Interfax CNN BBC CBS NBC ABC NPR MNA ISNA Tasnim Fars
            KUNA QNA NNA MENA Petra AA JNS RNS Rudaw WAFA Ma'an"""
        ),
    ),
    # set before a headline by the page, and cut off in the mail
    headline_labels=(
        "live(?: (?:blog|updates?|news|coverage|now))?",
        "watch(?: live)?",
        "video",
        "breaking(?: news)?",
        "just in",
        "exclusive",
        "photos?",
        "in pictures",
        "gallery",
        "listen",
        "podcast",
        "updated?",
        "urgent",
        "alert",
        "flash",
        "wrapup",
        "wrap",
        "developing",
    ),
    # "US" and "i" of a list are no pronouns, so these keep their case
    own_voice=(
        r"(?-i:I)(?:[’'](?:m|ve|d|ll))?|my|me|myself|we(?:[’'](?:re|ve|d|ll))?|our|(?-i:us)|"
        r"you(?:r|[’'](?:re|ll))?"
    ),
    # verbs that stand between a quotation and its speaker
    speech=(
        r"(?:[\w’'.-]+\s+){0,3}?(?:said|says|asked|asks|told|added|wrote|replied|shouted|cried|"
        r"exclaimed|tweeted|read|reads)\b"
    ),
    # an edit that drops one of these is warned of
    negations=listed(
        "not no never nor neither none nobody nothing nowhere without cannot hardly barely"
    ),
    # the same for a claim that is not held for certain
    doubts=listed(
        """denied denies deny denying rejected refused failed alleged allegedly alleges alleging
        reportedly purported purportedly supposedly suspected apparently apparent unconfirmed
        claimed
        claims claim claiming accused possibly perhaps probably likely unlikely may might could
        would
        should suspects appears appeared seems seemed"""
    ),
    attributions=Attributions(
        reported="{outlet} reported",
        according_to="according to {outlet}",
        colon="{outlet} reported:",
    ),
    # the models of sentences were trained on English news alone
    role_words=ROLES,
    use_signs=USE_SIGNS,
    labels={**LABELS, **PRIVACY},
)
