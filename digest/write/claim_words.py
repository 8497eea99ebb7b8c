"""Words by which a reworded sentence is compared with its source, each table with an example."""

from __future__ import annotations

import re

from digest.languages import listed
from digest.models.calendar_names import (
    MONTHS_IN_LOWER_CASE,
    SHORT_NAME_CHARS,
    WEEKDAYS_IN_LOWER_CASE,
)

CAUSE_AND_ORDER = {
    # added to "The port closed.": "The port closed because of the strike."
    "because": "cause",
    "due": "cause",
    "owing": "cause",
    "caused": "cause",
    "causing": "cause",
    "prompted": "cause",
    "prompting": "cause",
    "triggered": "cause",
    "triggering": "cause",
    "sparked": "cause",
    "sparking": "cause",
    "led": "cause",
    "leading": "cause",
    "therefore": "cause",
    "thus": "cause",
    "hence": "cause",
    "so": "cause",
    "thereby": "cause",
    "consequently": "cause",
    "since": "cause",
    "result": "cause",
    "response": "cause",
    "retaliation": "cause",
    "revenge": "cause",
    "after": "sequence",
    "before": "sequence",
    "following": "sequence",
    "then": "sequence",
    "later": "sequence",
    "afterwards": "sequence",
    "subsequently": "sequence",
    "amid": "sequence",
    "until": "sequence",
    "despite": "sequence",
    "although": "sequence",
    "though": "sequence",
    "while": "sequence",
    "when": "sequence",
    "once": "sequence",
}

DEGREES = listed(
    # added to "The strike hit the port.": "The strike completely destroyed the entire port."
    """
    all every each entire entirely whole wholly complete completely total totally full fully
    most mostly mainly largely always never ever only first last largest biggest worst best
    deadliest heaviest strongest highest lowest major massive huge vast enormous severe severely
    serious seriously heavy heavily deep deeply sharp sharply dramatic dramatically significant
    significantly widespread unprecedented catastrophic devastating overwhelming overwhelmingly
    extremely very highly strongly strictly immediately instantly permanently many numerous
    countless repeatedly constantly almost barely hardly slightly merely just even more less
    least both none no nobody nothing unanimous unanimously brutal brutally violent violently
    fierce fiercely secretly openly officially clearly definitely certainly undoubtedly finally
    suddenly quickly rapidly
    """
)

CONDITIONS = listed(
    # dropped from "Talks resume if the shelling stops.": "Talks resume."
    "if unless provided providing assuming otherwise whether except pending without"
)

HEDGES = listed(
    # dropped from "Iran may have supplied the drones.": "Iran supplied the drones."
    """
    may might could would should can cannot likely unlikely possible possibly potential
    potentially probably perhaps maybe apparent apparently appear appears appeared seem seems
    seemed reportedly alleged allegedly alleges allege suspected suspects purported purportedly
    supposedly presumed presumably unconfirmed claimed claims claim claiming denied denies deny
    believed believes believe expected expects expect plan plans planned planning intend intends
    intended hope hopes hoped consider considering considers considered propose proposed
    proposes threaten threatened threatens threatening vow vowed vows pledge pledged urge urged
    urges demand demanded demands want wants wanted seek seeks sought try tries tried trying
    attempt attempts attempted attempting fail failed fails refuse refused refuses accuse
    accused accuses warn warned warns fear feared fears doubt estimate estimated estimates
    suggest suggests suggested indicate indicates indicated about around approximately roughly
    nearly almost some partly partially mostly largely often sometimes usually temporarily
    initially preliminary not never no nor neither none hardly barely scarcely
    """
)

REPEATED_HEDGES = listed("not may might could would should never")
"""Each of these is counted: a sentence may hold two denials, of which one is dropped."""

BOUNDS = re.compile(
    # dropped from "at least 12 people died": "12 people died"
    r"\b(?:at least|at most|more than|less than|fewer than|up to|as many as|no more than"
    r"|an estimated|over|under|about|around|nearly|almost|some|roughly|approximately)"
    r"(?=\s+(?:an?\s+)?(?:[$€£₪]\s?)?"
    r"(?:\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|half"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)t[ye]|hundred|thousand|million)\b))",
    re.IGNORECASE,
)

_FURTHER_SHORT_NAMES = {"tuesday": "tues", "thursday": "thurs", "september": "sept"}


def _calendar_groups() -> str:
    """Return a group for each weekday and each month: its name and its abbreviations."""
    groups = ""
    for name in (*WEEKDAYS_IN_LOWER_CASE, *MONTHS_IN_LOWER_CASE):
        # May has no shorter form, and a word stands once
        if len(name) > SHORT_NAME_CHARS:
            groups += f"| {name} {name[:SHORT_NAME_CHARS]} {_FURTHER_SHORT_NAMES.get(name, '')} "
    return groups


SAME_MEANING = f"""
    say said says saying tell told tells state stated add added adds note noted notes
    announce announced announces declare declared declares report reported reports according
    comment commented | kill killed kills killing killings dead death deaths die died dies dying
    deadly fatal slain | wound wounded wounds injure injured injures injuries injury hurt |
    begin began begun begins beginning start started starts starting | stop stopped stops end
    ended ends halt halted halts cease ceased | hold held holds holding take took taken takes
    taking | meet met meets meeting | go went gone goes going | come came comes coming | lead
    led leads leader leaders leadership | send sent sends sending | give gave given gives giving
    | make made makes making | rise rose risen rises rising | fall fell fallen falls falling |
    hit hits hitting strike struck strikes striking | fight fought fights fighting fighters |
    buy bought buys buying | sell sold sells selling sale sales | build built builds building |
    leave left leaves leaving | flee fled flees fleeing | grow grew grown grows growing growth |
    win won wins winning | lose lost loses losing loss losses | find found finds finding | speak
    spoke spoken speaks speaking | write wrote written writes writing | see saw seen sees |
    break broke broken breaks breaking | bring brought brings bringing | pay paid pays paying |
    keep kept keeps keeping | think thought thinks thinking | know knew known knows | run ran
    runs | attack attacks attacked attacking assault assaults assaulted | arrest arrested
    arrests detain detained detains detention | vessel vessels ship ships | near nearby | hand
    official officials authority authorities | also too additionally | but however yet | us u.s
    united states america american americans | uk u.k britain british | percent per cent % |
    government governmental administration | iran iranian iranians tehran | iraq iraqi iraqis
    baghdad | syria syrian syrians damascus | israel israeli israelis | lebanon lebanese beirut
    | egypt
    egyptian egyptians cairo | jordan jordanian jordanians amman | turkey turkish türkiye ankara
    | yemen yemeni yemenis | qatar qatari qataris doha | oman omani omanis muscat | libya libyan
    libyans tripoli | russia russian russians moscow kremlin | china chinese beijing | france
    french paris | germany german germans berlin | palestine palestinian palestinians
    {_calendar_groups()}
"""
"""Groups of words, divided by `|`. A word may stand for another of its group: "died" for "killed".

A capital stands for its government, as in news: "Tehran" for "Iran".
"""

FUNCTION_WORDS = listed(
    """
    a an the and or of in on at to from by with for as that this these those it its he she they
    them his her their him we our us you your i my me who whom whose which what where there here
    is are was were be been being am has have had having do does did done will shall not than
    into onto over under through during within across between among against toward towards up
    down out off about again own other another such same one ones mr mrs ms dr s t re ve ll d m
    also too still now even just both either or nor per via upon amongst around along including
    include includes included like well back
    """
)
"""Words that carry no fact of their own: a claim may add, drop or change them."""

CONTRACTIONS = {
    "won't": "will not",
    "can't": "can not",
    "cannot": "can not",
    "shan't": "shall not",
}
"""Contractions of which no part is a word; others are cut at their apostrophe."""

EQUIVALENT = {word: group.split()[0] for group in SAME_MEANING.split("|") for word in group.split()}
"""The word that stands for its group of `SAME_MEANING`."""

SPEECH = EQUIVALENT["said"]
"""Stands for every word of saying."""

TO_BE = listed("is are was were be been being get gets got has have had")
"""Words one of which stands before the participle of a passive."""
