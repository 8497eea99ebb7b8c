"""Claims: compare a reworded sentence with its source. Pure, by words alone.

`check_claim` compares one sentence with the sentence of the source that it stands on. It names
each way in which the claim goes past its source: a new word, a cause, a degree, a condition that
was dropped, two sides that changed places. A cut, a synonym and a move are faithful.
`support` weighs a claim against a whole text of many sentences.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from digest.languages import listed
from digest.text import stemmer

# --- words that decide, each table with an example --------------------------------------------

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

SAME_MEANING = """
    say said says saying tell told tells state stated states add added adds note noted notes
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
    monday mon | tuesday tue tues | wednesday wed | thursday thu thurs | friday fri | saturday
    sat | sunday sun | january jan | february feb | march mar | april apr | june jun | july jul
    | august aug | september sept sep | october oct | november nov | december dec | government
    governmental administration | iran iranian iranians tehran | iraq iraqi iraqis baghdad |
    syria syrian syrians damascus | israel israeli israelis | lebanon lebanese beirut | egypt
    egyptian egyptians cairo | jordan jordanian jordanians amman | turkey turkish türkiye ankara
    | yemen yemeni yemenis | qatar qatari qataris doha | oman omani omanis muscat | libya libyan
    libyans tripoli | russia russian russians moscow kremlin | china chinese beijing | france
    french paris | germany german germans berlin | palestine palestinian palestinians
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

# --- limits -----------------------------------------------------------------------------------

SIDES_OF_A_DEED = 2
"""One who does it and one who suffers it."""

LEAST_STEM_LETTERS = 5
"""Two words with a common beginning of this many letters count as forms of one word."""

BEST_SENTENCES = 3
"""A claim rests on this many sentences of a long text at most."""

COVER_WEIGHT, PHRASE_WEIGHT, NAME_WEIGHT = 4.0, 1.0, 1.0
"""Worth of covered words (0–1), of covered pairs of words (0–1), and of each missing name."""

SUPPORT_NEEDED = 2.4
"""The weighted sum from which a text supports a claim; tuned on the open labelled claims."""

_WORD = re.compile(r"\d+(?:[.,]\d+)*|%|(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’\-][^\W_]+)*")
_SMALL_NUMBERS = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty
"""
_NUMBERS = {word: str(number) for number, word in enumerate(_SMALL_NUMBERS.split())}
_CONTRACTIONS = {
    "won't": "will not",
    "can't": "can not",
    "cannot": "can not",
    "shan't": "shall not",
}
_EQUIVALENT = {
    word: group.split()[0] for group in SAME_MEANING.split("|") for word in group.split()
}
SPEECH = _EQUIVALENT["said"]
_TO_BE = listed("is are was were be been being get gets got has have had")


class ClaimFault(StrEnum):
    """A way in which a claim goes past its source."""

    NEW_WORD = "new_word"  # a verb, an actor or a thing that the source sentence does not have
    CAUSE = "cause"  # a cause or a sequence that the source sentence does not state
    DEGREE = "degree"  # "all", "largest", "completely"
    CONDITION = "condition"  # an "if" or "unless" of the source is dropped
    HEDGE = "hedge"  # a doubt, a denial or a bound of the source is dropped, or one is added
    SIDES = "sides"  # who did it and who suffered it have changed places


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFinding:
    """One fault of a claim and the word at which a reader would see it."""

    fault: ClaimFault
    word: str
    message: str


@dataclass(frozen=True, slots=True)
class _Token:
    """One word of a sentence: as written, in lower case, and the key by which it is compared."""

    written: str
    lower: str
    key: str

    @property
    def carries_fact(self) -> bool:
        return self.lower not in FUNCTION_WORDS and self.key not in FUNCTION_WORDS


def check_claim(
    claim: str, source: str, *, aliases: Mapping[str, str] | None = None, language: str = "en"
) -> tuple[ClaimFinding, ...]:
    """Compare a claim with the sentence or sentences of its source, and return each fault.

    `aliases` maps a word in lower case to the word that stands for the same actor or place, for
    example {"tehran": "iran"}. The result is empty when the claim is faithful. The tables above
    are English; in another language only new words and changed sides are found.

    >>> check_claim("Iran closed the strait.", "Iran may close the strait.")[0].fault
    <ClaimFault.HEDGE: 'hedge'>
    >>> check_claim("Iran may close the strait.", "Iran may close the strait, officials said.")
    ()
    """
    claim_tokens = _tokens(claim, aliases or {}, language)
    source_tokens = _tokens(source, aliases or {}, language)
    findings = _new_words(claim_tokens, source_tokens)
    findings += _dropped_conditions(claim_tokens, source_tokens)
    findings += _changed_hedges(claim_tokens, source_tokens)
    findings += _dropped_bounds(claim, source)
    if not findings:
        # a new word changes the neighbours of all words, so sides are compared without one
        findings += _changed_sides(claim_tokens, source_tokens)
    return tuple(findings)


def support(claim: str, sentences: Sequence[str], *, language: str = "en") -> float:
    """Weigh a claim against a text of many sentences. The text supports it at 0 or more.

    The weight sums three shares: of the claim's rare words in its best three sentences, of its
    pairs of neighbouring words in the text, and of its names that the text lacks. Costs one pass
    over the text for each of the three best sentences.
    """
    words = _tokens(claim, {}, language)
    texts = [_tokens(sentence, {}, language) for sentence in sentences]
    weights = _rarity(words, texts)
    covered = PHRASE_WEIGHT * _phrase_share(words, texts)
    covered += COVER_WEIGHT * _cover_of_best(weights, texts)
    missing = _missing_names(words, texts)
    return covered - NAME_WEIGHT * missing - SUPPORT_NEEDED


def supports(claim: str, sentences: Sequence[str], *, language: str = "en") -> bool:
    """Return True when the sentences together say what the claim says.

    >>> supports("The port of Aden closed.", ["Aden is a city.", "Its port of Aden has closed."])
    True
    >>> supports("The port of Aden was sold to Qatar.", ["The port of Aden has closed."])
    False
    """
    return support(claim, sentences, language=language) >= 0


# --- words of a sentence ----------------------------------------------------------------------


def _tokens(text: str, aliases: Mapping[str, str], language: str) -> list[_Token]:
    stem = stemmer(language)
    tokens: list[_Token] = []
    for match in _WORD.finditer(text.replace("’", "'")):
        for written in _expanded(match.group()):
            lower = written.lower()
            if lower.endswith("."):
                lower = lower.rstrip(".")
            name = aliases.get(lower, lower)
            number = _NUMBERS.get(name, name)
            key = _EQUIVALENT.get(number) or stem(number.replace(",", ""))
            tokens.append(_Token(written, lower, key))
    return tokens


def _expanded(word: str) -> list[str]:
    """Take a contraction, a possessive or a compound apart: "didn't" is "did" and "not"."""
    lower = word.lower()
    if lower in _CONTRACTIONS:
        return _CONTRACTIONS[lower].split()
    if lower.endswith("n't"):
        return [word[:-3], "not"]
    bare = re.sub(r"'[a-z]{0,2}$", "", word)
    # a word that ends in a hyphen leaves an empty part behind
    return list(filter(None, re.split(r"[-']", bare)))


def _is_known(token: _Token, source: Sequence[_Token]) -> bool:
    """Return True when the source has the word, another of its forms, or a synonym."""
    for other in source:
        if token.key == other.key or token.lower == other.lower:
            return True
        if _share_beginning(token.lower, other.lower):
            return True
    return False


def _share_beginning(left: str, right: str) -> bool:
    """Return True for forms of one word: "Israeli" and "Israel", "protesters" and "protested"."""
    length = min(len(left), len(right))
    if length < LEAST_STEM_LETTERS or length + LEAST_STEM_LETTERS <= max(len(left), len(right)):
        return False
    same = 0
    for one_letter, other_letter in zip(left, right, strict=False):
        if one_letter != other_letter:
            break
        same += 1
    return same >= LEAST_STEM_LETTERS and same >= length - 1


# --- the kinds of fault -----------------------------------------------------------------------


def _new_words(claim: Sequence[_Token], source: Sequence[_Token]) -> list[ClaimFinding]:
    findings = []
    for token in claim:
        link = CAUSE_AND_ORDER.get(token.lower)
        decides = link is not None or token.lower in DEGREES
        if (not decides and not token.carries_fact) or _is_known(token, source):
            continue
        if link is not None:
            fault, what = ClaimFault.CAUSE, f"states a {link} that the source does not state"
        elif token.lower in DEGREES:
            fault, what = ClaimFault.DEGREE, "adds a degree"
        elif token.lower in HEDGES:
            fault, what = ClaimFault.HEDGE, "adds a doubt or a denial"
        else:
            fault, what = ClaimFault.NEW_WORD, "is not in the source sentence"
        findings.append(_finding(fault, token, what))
    return findings


def _dropped_conditions(claim: Sequence[_Token], source: Sequence[_Token]) -> list[ClaimFinding]:
    """Find a condition of the source that the claim lacks while it keeps the main clause."""
    kept = {token.lower for token in claim}
    findings = []
    for token in source:
        if token.lower in CONDITIONS and token.lower not in kept:
            findings.append(_finding(ClaimFault.CONDITION, token, "is dropped"))
    return findings


def _changed_hedges(claim: Sequence[_Token], source: Sequence[_Token]) -> list[ClaimFinding]:
    """Find a hedge of the source that is dropped although the word it bears on is kept."""
    kept = Counter(token.key for token in claim)
    hedges_left = Counter(token.lower for token in claim)
    findings = []
    for at, token in enumerate(source):
        if token.lower not in HEDGES:
            continue
        if hedges_left[token.lower] > 0:
            hedges_left[token.lower] -= 1
            continue
        if token.lower not in REPEATED_HEDGES and token.key in kept:
            continue
        bears_on = _next_fact(source, at)
        if bears_on is not None and bears_on.key in kept:
            findings.append(_finding(ClaimFault.HEDGE, token, "is dropped"))
    return findings


def _next_fact(tokens: Sequence[_Token], at: int) -> _Token | None:
    """Return the first word behind a place that carries a fact and is no hedge itself."""
    for token in tokens[at + 1 :]:
        if token.carries_fact and token.lower not in HEDGES:
            return token
    return None


def _dropped_bounds(claim: str, source: str) -> list[ClaimFinding]:
    """Find "at least" and the like before a number that the claim gives without it."""
    bounds = Counter(match.group().lower() for match in BOUNDS.finditer(claim))
    findings = []
    for match in BOUNDS.finditer(source):
        bound = match.group().lower()
        if bounds[bound] > 0:
            bounds[bound] -= 1
            continue
        words = source[match.end() :].split(maxsplit=2)
        number = words[0].strip(",.;")
        if number in {"a", "an"} and len(words) > 1:
            number = words[1].strip(",.;")
        if re.search(rf"(?<!\w){re.escape(number)}(?!\w)", claim, re.IGNORECASE):
            message = f"“{bound}” is dropped before “{number}”"
            findings.append(
                ClaimFinding(fault=ClaimFault.HEDGE, word=match.group(), message=message)
            )
    return findings


def _changed_sides(claim: Sequence[_Token], source: Sequence[_Token]) -> list[ClaimFinding]:
    """Find two words that changed places around a word which both sentences have.

    In "Police attacked settlers" the neighbour before "attacked" is "Police". In "Settlers attacked
    police" it is "Settlers", and both words stand in both sentences, in the other order.
    """
    if _is_passive(claim) != _is_passive(source):
        return []  # "were attacked by" turns the order around and tells the same
    ours, theirs = _facts(claim), _facts(source)
    exchanged = _exchanged_pair(ours, theirs)
    if exchanged is not None:
        now, was = exchanged
        if _joined_by_and(source, now, was):
            return []
        return [_finding(ClaimFault.SIDES, now, f"stands where the source has “{was.written}”")]
    our_place, their_place = _only_places(ours), _only_places(theirs)
    findings = []
    for key, at in our_place.items():
        if key not in their_place or at == 0 or their_place[key] == 0:
            continue
        now, was = ours[at - 1], theirs[their_place[key] - 1]
        if now.key == was.key or now.key not in their_place or was.key not in our_place:
            continue
        # a moved clause keeps its inner order; swapped sides reverse it
        moved_right = our_place[was.key] > at
        was_on_the_right = their_place[now.key] > their_place[key]
        if moved_right and was_on_the_right:
            findings.append(
                _finding(ClaimFault.SIDES, now, f"stands where the source has “{was.written}”")
            )
    return findings


def _exchanged_pair(
    ours: Sequence[_Token], theirs: Sequence[_Token]
) -> tuple[_Token, _Token] | None:
    """Return the two words that changed places, where all other words kept theirs."""
    if len(ours) != len(theirs):
        return None
    moved = []
    for now, was in zip(ours, theirs, strict=True):
        if now.key != was.key:
            moved.append((now, was))
    if len(moved) != SIDES_OF_A_DEED:
        return None
    now, was = moved[0]
    if (now.key, was.key) != (moved[1][1].key, moved[1][0].key):
        return None
    if SPEECH in {now.key, was.key}:
        return None  # "said Smith" and "Smith said" tell the same
    return now, was


def _joined_by_and(source: Sequence[_Token], one: _Token, other: _Token) -> bool:
    """Return True for "Egypt and Israel", in which the order says nothing."""
    keys = [token.key for token in source]
    left, right = sorted((keys.index(one.key), keys.index(other.key)))
    between = {token.lower for token in source[left + 1 : right]}
    return between <= {"and", "or", "the"} and bool(between)


def _facts(tokens: Sequence[_Token]) -> list[_Token]:
    facts = []
    for token in tokens:
        if token.carries_fact:
            facts.append(token)
    return facts


def _only_places(tokens: Sequence[_Token]) -> dict[str, int]:
    """Return the place of each word that stands there once."""
    counts = Counter(token.key for token in tokens)
    places = {}
    for at, token in enumerate(tokens):
        if counts[token.key] == 1:
            places[token.key] = at
    return places


def _is_passive(tokens: Sequence[_Token]) -> bool:
    """Return True for "was struck by": a form of "be" or "have" and then "by"."""
    lowers = [token.lower for token in tokens]
    if "by" not in lowers:
        return False
    before = lowers[: lowers.index("by")]
    return not _TO_BE.isdisjoint(before)


def _finding(fault: ClaimFault, token: _Token, what: str) -> ClaimFinding:
    return ClaimFinding(fault=fault, word=token.written, message=f"“{token.written}” {what}")


# --- a claim against a whole text -------------------------------------------------------------


def _rarity(words: Sequence[_Token], texts: Sequence[Sequence[_Token]]) -> dict[str, float]:
    """Weigh each word of the claim by how few sentences of the text have it."""
    frequency: Counter[str] = Counter()
    for text in texts:
        frequency.update({token.key for token in text})
    weights = {}
    for token in words:
        if token.carries_fact:
            # the 2 and the 1 keep the weight of a word in every sentence above zero
            weights[token.key] = math.log((len(texts) + 2) / (frequency[token.key] + 1))
    return weights


def _cover_of_best(weights: Mapping[str, float], texts: Sequence[Sequence[_Token]]) -> float:
    """Return the share of weight that the best sentences cover, chosen one after the other."""
    total = sum(weights.values())
    if not total or not texts:
        return 0.0
    keys = [{token.key for token in text} for text in texts]
    covered: set[str] = set()
    for _ in range(BEST_SENTENCES):
        best = max(keys, key=lambda key: _gain(key, covered, weights))
        covered |= best & weights.keys()
    return sum(weights[key] for key in covered) / total


def _gain(keys: set[str], covered: set[str], weights: Mapping[str, float]) -> float:
    return sum(weights[key] for key in sorted(keys & weights.keys()) if key not in covered)


def _phrase_share(words: Sequence[_Token], texts: Sequence[Sequence[_Token]]) -> float:
    """Return the share of neighbouring pairs with a fact that the text has as well."""
    known = set()
    for text in texts:
        known |= _pairs(text)
    wanted = _pairs(words)
    if not wanted:
        return 0.0
    return len(wanted & known) / len(wanted)


def _pairs(tokens: Sequence[_Token]) -> set[tuple[str, str]]:
    pairs = set()
    for left, right in pairwise(tokens):
        if left.carries_fact or right.carries_fact:
            pairs.add((left.key, right.key))
    return pairs


def _missing_names(words: Sequence[_Token], texts: Sequence[Sequence[_Token]]) -> int:
    """Count the capitalised words behind the first that no sentence of the text has."""
    known = set()
    for text in texts:
        known |= {token.key for token in text}
    missing = 0
    for token in words[1:]:
        if token.carries_fact and token.written[0].isupper() and token.key not in known:
            missing += 1
    return missing
