"""Whether a sentence stands alone: no dangling "he", "the ministry", "meanwhile"."""

from __future__ import annotations

import re

from digest.write.similarity import listed

_MARKS = "[\"“‘'(]*"


def _opens_with(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"{_MARKS}(?:{'|'.join(patterns)})", re.IGNORECASE)


_CONNECTIVE = _opens_with(
    r"(?:and|but|or|nor|so|yet|however|meanwhile|moreover|furthermore|instead|also|then|still|thus|therefore|hence)\b",
    r"(?:to|by|in|after|before)? ?(?:do|doing|achieve|achieving) (?:so|this|that)\b",
    r"(?:in|during|at|after|on|from|by) the (?:[\w-]+ )?(?:interview|statement|speech|letter|post|video|report|article|"
    r"address|briefing|hearing|meeting|call|audio|clip|footage|survey|study|poll|filing|lawsuit|complaint),",
    r"(?:any |no |the |an? |some )?[a-z]+ (?:to|of|on|in|at|for|against|from|with|about) its\b",
    r"(?:(?:an?|the|some|about|nearly) )?(?:[a-z]+ )?(?:minute|hour|day|week|month|year)s? (?:later|earlier|before),",
    r"the (?:next|following|previous) (?:day|night|morning|evening|week|month|year)\b",
    r"(?:nevertheless|nonetheless|otherwise|besides|similarly|likewise|conversely|consequently|accordingly|indeed)\b",
    r"(?:separately|elsewhere|additionally|finally|later|afterwards?|earlier|previously|even|again|plus|rather|too)\b",
    r"(?:after that|as a result|in (?:addition|contrast|other words|turn|response|return|that|this|fact))\b",
    r"by contrast\b|in (?:an)?other\b",
    r"(?:for (?:example|instance|(?:his|her|its|their) part)|at (?:the same time|that|this))\b",
    r"(?:of course|not only|as such)\b",
    r"(?:on the (?:other hand|contrary)|that said|to (?:that|this) end|(?:because of|despite|like) (?:this|that))\b",
    r"(?:(?:until|since|by) then|second(?:ly)?|third(?:ly)?|what is more|asked (?:about|whether|if|why|how))\b",
    r"(?:(?:an? )?[a-z]+ of|among) (?:it|them)\b|(?:among|some of|one of) those\b",
    r"all (?:of (?:this|that|these)|two|three|four|five)\b",
    r"(?:neither|none of|both|others?|another)\b",
    r"the (?:same|other|latter|former|two|pair)\b|the (?:first|second|third|last|next) (?:is|was|of these)\b",
    r"(?:yes|no|well|first|next|last(?:ly)?|now|overall|absent that|in short|to be sure),|(?:because|which|who)\b",
    r"an? (?:second|third|fourth|fifth) [a-z]|(?:[a-z]+ )?other (?!than\b)",
    r"(?:perhaps|maybe|whatever|no wonder|obviously|clearly|naturally)\b|in (?:each|either|both) case",
    r"(?:by|with|given|on|for|from|under|after|before) (?:this|that|these|those)\b|on the (?:one|other),",
    r"[^.,“”\"]{3,60}, (?:meanwhile|however|though|too|therefore|then|instead|nevertheless|in turn|in fact|of course|"
    r"for (?:example|instance|his part|her part|its part|their part)|by contrast|similarly|likewise),",
    r"[^,“”\"]{2,80}? (?:added(?:,|:| that\b)|then (?:added|said|told)\b)|(?-i:[A-Z][\w.’'-]+ ){1,3}then\b",
)
_POINTING = _opens_with(
    r"(?!there (?:is|are|was|were|has been|have been)\b)"
    r"(?!it (?:is|was|remains|remained) (?:not |still )?(?:yet |immediately )?(?:un)?(?:clear|known|certain|likely)\b)"
    r"(?:he|she|they|it|his|her|their|its|him|them|this|that|these|those|such|here|there|we|our|us|i|my|you|your)\b"
    r"(?! (?:is|are|was|were|has|have) (?:no|little|growing|widespread)\b)"
)
_SPANS = (  # "this week" points at the calendar and "those who" at what follows, not at what was said before
    "(?:past|coming|last|next) |week|month|year|morning|afternoon|evening|night|day|spring|summer|autumn|fall|winter|"
    "season|one|time|century|decade|route|region|country|nation|city|town|area|part|kind|sort|who|in|of|with|from|at|on|near|under|still|most|already|[a-z]+(?:ed|ing)\\b"
)
_POINTS_BACK = re.compile(
    rf"(?i:\b(?:this|these|those)) (?!{_SPANS})[a-z]|\b(?:these|those) [A-Z]|\bsuch (?!as\b)[a-z]"
    r"|\bthe two(?= (?:in|on|at|of|are|were|have|had|will|would)\b|[,.])"
    r"|(?<!but )(?<!and )(?<!who )(?<!which )(?<!that )(?<!while )\balso\b|\b(?:separately|as well[.,]|, too[.,])"
    r"|\b(?:has|have|had) since\b|\bat the time\b(?! (?:of|when)\b)|\bhowever\."
    r"|(?:^|,)\s*(?:he|she|they|it) (?:said|added)\b"
    r"|\b(?<!early )(?:on|with|by|at|from|about|into|over|of|to|in|for|during|under|against) that "
    r"(?!(?:he|she|it|they|we|you|the|an?|of|is|was|would|will|which|who|no|not|there|its|his|her|their|all|some|any)\b)[a-z]"
    r"|\b(?:of|to|for|like|with|by|on|about|in|before|after|given|despite) (?:this|that|these|those)[,.;]"
    r"|, the (?:reports?|statement|officials?|sources?|spokes\w+) (?:said|added)\b"
    r"|\bon the (?:matter|issue|subject)\b(?! of\b)|\bthat (?:gathering|meeting|move|decision|plan|deal|objective|goal|"
    r"approach|visit|attack|incident|report|proposal|speech|interview|line|point|vote)\b"
)
_INTRODUCED = re.compile(
    r"(?:On|By|In|At|Late|Early|Last|After|Since|Until|For)\b[^,“\"]{2,40}, (?=[a-z])"
)
_PRONOUN = re.compile(r"\b(?:he|she|his|her|him|hers|they|their|them)\b", re.IGNORECASE)
_PERSON_PRONOUN = re.compile(r"\b(?:he|she|his|her|him)\b", re.IGNORECASE)
_PERSON_NAME = re.compile(
    r"\b[A-Z][a-z’'-]+ (?:[A-Z][.\w’'-]* ){0,2}[A-Z][a-z’'-]+|\b(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep)\.? [A-Z]"
)
_SAYS = r"\b(?:said|says|told|tells|wrote|writes|tweeted|added|replied|asked|warned)\b"
_BARE_QUOTE = re.compile(  # nobody says it
    rf"“[^”]*”|\"[^\"]*\"|(?:(?!{_SAYS})[^“\"]){{0,60}}:\s*(?:“[^”]*”|\"[^\"]*\")"
)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»")
_NAME = re.compile(
    r"(?<![.!?“\"] )(?<!^)\b[A-Z][\w’'-]+|^(?:[A-Z][\w’'-]+\s+){1,3}(?=[A-Z])|\b[A-Z]{2,}\b"
)
_FIRST_NAME = re.compile(
    r"^[\"“‘'(]*(?!(?:In|On|At|As|For|If|When|While|After|Before|Since|With|The|A|An|By|From|To|Last|This|Next|Once|"
    r"Until|During|Despite|Among|Although|Though|What|Where|Whether|How|Why|Just|Only|Today|Yesterday|Later|Asked|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b)[A-Z][\w’'-]+"
)
_THINGS = (
    "ministry|ministers?|group|groups|officials?|statement|man|men|woman|women|company|companies|agency|attack|attacks|"
    "attackers?|report|reports|measure|plan|move|decision|announcement|deal|agreement|proposal|letter|incident|meeting|"
    "talks|visit|blast|explosion|strike|strikes|operation|law|bill|court|judge|president|prime minister|general|"
    "spokesman|spokeswoman|spokesperson|sources?|study|survey|video|footage|suspects?|victims?|soldiers?|militants?|"
    "rebels|fighters|protesters|army|military|organi[sz]ation|party|paper|newspaper|site|website|network|country|city|"
    "town|village|area|region|building|ship|vessel|plane|aircraft|figures?|number|case|charges|comments?|remarks|claim|"
    "claims|allegations?|couple|family|boy|girl|child|children|doctor|lawyer|authors?|senator|congressman|lawmakers?|"
    "troops|messages?|theme|planning|actions?|warning|violence|development|option|takeover|request|coverage|inspectors?|"
    "resolution|vote|project|program(?:me)?|team|firm|bank|crash|fire|storm|quake|earthquake|shooting|killings?|arrests?|"
    "investigation|ruling|order|sanctions|truce|cease-?fire|pause|offensive|raid|document"
)
_VERBS = (
    "is|are|was|were|has|have|had|will|would|could|may|might|can|should|said|says|say|told|includes?|included|comes?|"
    "came|follows?|followed|marks?|marked|began|begins?|took|takes?|left|led|drew|[a-z]+ed"
)
_BARE_THING = re.compile(  # "the ministry said", but not "the ministry of Health said", "the group Example"
    rf"{_MARKS}(?i:the|that|this|these|those)\s+(?:[a-z-]+\s+)??"
    rf"(?:(?P<thing>(?i:{_THINGS}))(?=[\s,.;:’'])|(?P<other>[a-z-]+)(?=(?:[’']s [a-z]+)? (?:{_VERBS})\b))"
    r"(?!\s+(?:of|for|on|in|at|against|to|between|with|from)\s+(?:the\s+)?[A-Z])(?!,?\s+[A-Z])"
)
_MANY = (
    listed(  # one of several even where the word was said: never taken for the one that was named
        """ministry minister ministers group groups official officials statement man men woman women company companies
    agency source sources general spokesman spokeswoman spokesperson suspect suspects couple family boy girl doctor
    lawyer author authors senator congressman lawmaker lawmakers comments remarks figures number case city town village
    area region two three first second latter former others"""
    )
)
_MISTER = re.compile(rf"{_MARKS}(?:Mr|Mrs|Ms|Dr)\.? (?P<name>[A-Z][\w’'-]+)(?! [A-Z])")
_SURNAME_SPEAKS = re.compile(
    r"(?:^|[,.!?]?[”\"]\s+)(?P<before>(?:said|says|added|told)\s+)?"
    r"(?P<name>(?:(?:[Aa]l|El|Bin|Abu|Ben|Van|De) |al-)?[A-Z][a-z’'-]+)"
    r"(?(before)[.,]|\s+(?:said|says|told|added|also|noted|wrote|argued)\b)"
)
_OPENING_NAME = re.compile(rf"{_MARKS}(?P<name>[A-Z][a-z-]{{3,}})(?:[’']s)? (?=[a-z])")
_DATES = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|"
    r"November|December)"
)
_NO_FIRST_NAME = (
    rf"(?:[A-Z]\w*(?:ian|ish|ese|eli|aqi|nni|iite|ly|ern)|{_DATES}|The|An?|In|On|At|But|And|For|If|When|While|After|"
    r"Before|As|Since|With|By|From|To|Until|That|This|These|Some|Many|Most|All|Other|New|Several|Both|Former|Senior|Top|"
    r"Young|Senate|House|White|State|Party|Team|Mr|Mrs|Ms|Dr|President|Minister|Secretary|Senator|Sen|Rep|Gov|Governor|"
    r"Mayor|Chief|Speaker|Leader|King|Prince|Judge|Justice|General|Gen|Attorney|Ambassador|Representative|Congressman)"
)

# the same in other scripts: "he added", "it", "for his part", "but", "meanwhile" …
_DANGLING = {
    "ar": _opens_with(
        r"(?:لكن|ولكن|كما|هو|هي|هم|وهو|وهي|وهذا|هذا|هذه|ذلك|وذلك|وبحسبه|فيما|بينما|بدوره|بدورها)\b",
        r"(?:وأضاف|وتابع|وأوضح|وأشار|وأكد|وقال|وأردف|ولفت|وشدد|واعتبر|وذكر)ت?\b",
        r"(?:من جانبه|من جهته|من جهتها|في المقابل|إلى ذلك)\b",
    ),
    "he": _opens_with(
        r"(?:הוא|היא|הם|הן|אבל|אולם|אך|זה|זאת|זו|אלה|לכן|גם|מנגד|בינתיים)\b",
        r"(?:כמו כן|בנוסף|לדבריו|לדבריה|לדבריהם|עם זאת)\b",
    ),
    "fa": _opens_with(
        r"(?:او|وی|آنها|آن‌ها|این|آن|اما|همچنین|ولی|همین)\b",
        r"(?:با این حال|در همین حال|به گفته وی|وی افزود)\b",
    ),
    "fr": _opens_with(
        r"(?:il|elle|ils|elles|on|cela|ceci|ça|mais|cependant|toutefois|pourtant|donc|or|enfin|puis|ensuite|ainsi)\b",
        r"(?:celui|celle|ceux|celles)-|(?:ce|cette) derni|c['’]est\b|(?:son|sa|ses|leurs?)\b|néanmoins\b|entre-temps\b",
        r"(?:en outre|par ailleurs|de plus|en effet|à ce sujet|selon (?:lui|elle|eux)|de son côté|pour sa part)\b",
        r"(?:ce|cet|cette|ces) (?!(?:semaine|mois|année|week-end|matin|soir|nuit|jour|lundi|mardi|mercredi|jeudi|"
        r"vendredi|samedi|dimanche)\b)",
    ),
    "tr": _opens_with(
        r"(?:o|onlar|onun|bu|bunun|bunlar|şu|ancak|fakat|ama|ayrıca|böylece|ardından|kendisi|yine|üstelik)\b"
        r"(?! (?:hafta|ay|yıl|sabah|akşam|gece|gün)\b)",
        r"(?:öte yandan|bununla birlikte|buna göre|daha sonra|söz konusu|bunun üzerine|öte taraftan)\b",
    ),
}


def stands_alone(sentence: str, language: str = "en") -> bool:
    """True when a reader who sees only this sentence knows whom and what it speaks of."""
    if pattern := _DANGLING.get(language[:2]):
        return not pattern.match(sentence)
    if language[:2] not in {"", "en"}:
        return True
    return not _BARE_THING.match(_beyond_intro(sentence)) and _points_nowhere(sentence)


def _beyond_intro(sentence: str) -> str:
    """The sentence without an opening like "On Tuesday, ", after which it may dangle like any other."""
    opening = _INTRODUCED.match(sentence)
    return sentence[opening.end() :] if opening else sentence


def _points_nowhere(sentence: str) -> bool:
    if sentence.startswith(("(", "[")) or any(
        opening.match(text)
        for opening in (_CONNECTIVE, _POINTING)
        for text in (sentence, _beyond_intro(sentence))
    ):
        return False
    if _BARE_QUOTE.fullmatch(sentence) or _POINTS_BACK.search(_QUOTED.sub(" ", sentence)):
        return False
    return not _pronoun_before_name(sentence)


def leans_on(sentence: str) -> str:
    """The thing an English sentence opens with as known, and leans on alone: "truce" in "The truce holds."; or ""."""
    bare = _BARE_THING.match(_beyond_intro(sentence))
    if bare is None or not _points_nowhere(sentence):
        return ""
    thing = (bare["thing"] or bare["other"]).lower()
    return "" if thing in _MANY else thing


def lone_surname(sentence: str) -> str:
    """Return the surname of one the sentence does not introduce, or "" ("…," Sample said; Mr. Sample left)."""
    if mister := _MISTER.match(sentence):
        return mister["name"]
    match = _SURNAME_SPEAKS.search(sentence)
    if match is None:
        return ""
    name = match["name"]
    before = sentence[: match.start("name")].split()
    if before and before[-1][:1].isupper() and before[-1].isalpha():
        return ""
    return "" if sentence.count(name) > 1 else name


def opening_surname(sentence: str, before: str) -> str:
    """Return the surname a sentence opens with ("Orlov left"), of one to whom `before` gave a first name, or ""."""
    opening = _OPENING_NAME.match(sentence)
    if opening is None:
        return ""
    name = opening["name"]
    introduced = rf"\b(?!{_NO_FIRST_NAME}\b)[A-Z][a-z’'-]+(?: [A-Z]\.)? {name}\b"
    return name if name in before and re.search(introduced, before) else ""


def introduces(before: str, sentence: str, surname: str) -> bool:
    """True when `before` names whom a dangling `sentence` speaks of: its lone `surname`, or who "he" or "she" is."""
    if surname:
        return surname in before
    return not _PERSON_PRONOUN.search(_QUOTED.sub(" ", sentence)) or bool(
        _PERSON_NAME.search(before)
    )


def _pronoun_before_name(sentence: str) -> bool:
    """True for "In his speech, …" and "“…,” he said." when no name came before the pronoun."""
    outside = _QUOTED.sub(" ", sentence)
    pronoun = _PRONOUN.search(outside)
    if pronoun is None:
        return False
    before = outside[: pronoun.start()]
    return not (_NAME.search(before) or _FIRST_NAME.match(before) or _people(before))


def _people(text: str) -> bool:
    """A plural or indefinite noun can be what "they" means: "Many families lost their homes"."""
    return bool(
        re.search(
            r"\b(?:a|an|some|many|most|several|few|all|no|\d[\d,]*|two|three|dozens|hundreds|thousands|people|residents)\b",
            text,
            re.I,
        )
    )
