"""What is not news in a news text: datelines, bylines, credits, calls to subscribe, live stamps, headline labels."""

from __future__ import annotations

import re

from digest.kernel.pictures import picture_fault
from digest.models import Picture


def _any_of(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def _listed(names: str) -> frozenset[str]:
    return frozenset(name.strip() for name in names.split(";"))


_AGENCIES = (
    "Thomson Reuters Foundation|Reuters|The Associated Press|AP|AFP|UPI|dpa|DPA|EFE|ANSA|Xinhua|Kyodo|ANI|PTI|IANS|"
    "TASS|Interfax|CNN|BBC|CBS|NBC|ABC|NPR|MNA|IRNA|ISNA|Tasnim|Fars|KUNA|WAM|SPA|QNA|NNA|SANA|MENA|Petra|Anadolu|AA|"
    "Bloomberg|JTA|JNS|RNS|Al Jazeera|Rudaw|WAFA|Ma'an|"
    "رويترز|أ ف ب|ا ف ب|د ب أ|أ ب|وكالات|واس|الأناضول|رویترز|ایرنا|ایسنا"
)
_DATE = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s\d{1,2}(?:,\s\d{4})?"
_PLACE = r"[A-Z][A-Z’'.-]+(?:[ /][A-Z’'.-]+)*(?:,\s[A-Z][\w.’' ]{1,30}?)?"
_DATELINES = (
    re.compile(rf"[^\n()]{{0,60}}?\((?:{_AGENCIES})[^()\n]{{0,20}}\)\s*(?:[-–—]+|:)?\s*"),
    re.compile(
        r"(?:CLOSE|JUST WATCHED|PLAY VIDEO|Play Video)\s+(?=[A-Z])"
    ),  # buttons of a player before the text
    re.compile(rf"{_PLACE}(?:,\s{_DATE})?\s*[-–—]+\s+"),
    re.compile(rf"{_DATE}\s*[-–—]+\s+(?=[A-Z])"),
    re.compile(
        r"(?i:exclusive|breaking(?: news)?|developing|analysis|explainer|updated?|live|video|watch)\s*[:|–—]\s+(?=\S)"
    ),
)

_CREDITED = r"(?:reporting|editing|writing|production|translation)"
_PROMPT = r"(?:watch|listen|read|related|more|see|also|must read|top picks|don't miss)"
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Feb|Mar|Apr|June?|July?|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d"
_PLAIN = r"(?:[^.“\"]|(?<=\b[A-Z])\.)"  # neither quoted nor past the end of a sentence; "U.S." does not end one
_POSING = (
    "arrives?|speaks?|testif(?:y|ies)|attends?|walks?|gestures?|listens?|waves?|shakes? hands|looks? on|stands?|"
    "poses?|reacts?|sits?|delivers?|addresses|gathers?|leaves?"
)
_OPENING = _any_of(
    # who made it
    r"by\s+(?-i:(?:[A-Z][\w.’'-]+\s*(?:,|and|&)?\s*){1,8})$",
    rf"(?:additional |with )?{_CREDITED} (?:and \w+ )?by\b",
    r"(?:compiled|edited|written|reported|translated|posted|published) by\b",
    r"(?:reuters|afp|epa)/|ap photo|\(?(?:ap|afp|reuters|epa)\)?$|getty images|copyright\b|©|all rights reserved",
    # pictures and players
    r"(?:file )?(?:photo|image|picture|video|audio|graphic|map|credit)s?\s*(?:credit\s*)?[:–—-]",
    r"file\s+(?:photo|image|picture)\b|file\s+[-–—]|play video\b|media caption|image (?:source|caption|copyright)",
    r"(?-i:(?:CLOSE|JUST WATCHED) [A-Z])|enlarge this image|toggle caption|hide caption|\[?pullquote\]?",
    r"[^.“\"]{3,90} (?:is|are) (?:seen|shown|pictured) (?:here|in|on|at|during|with)\b",
    rf"(?-i:[A-Z]{_PLAIN}{{3,90}} (?:{_POSING}) {_PLAIN}*\b(?:{_DAY}))",
    rf"(?-i:[A-Z].{{3,140}} (?:{_POSING}|participates?) .*(?:[,.]|\b[A-Z]\w*) {_DATE}\.)$(?<=\d{{4}}\.)",
    rf"(?-i:[A-Z]{_PLAIN}{{3,60}} (?:speaks|testifies|gestures|listens|waves?|poses?|looks? on|reacts|walks|"
    r"flutters?|flaps?|mourns?|inspects|queues?|stands? guard|(?:holds?|carry|carries) (?:up|signs|portraits|flags)) "
    rf"(?:at|during|to|with|in|on|near|outside|before|after|as|while|past|through) {_PLAIN}{{3,90}}\.$)",
    r"(?-i:[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){1,3}, [^,.]{3,60}, (?:in|on|at|during|outside|near) "
    r"(?:(?!said|told|says)[^,.]){3,90}\.$)",
    r"(?:photos|pictures) (?:show|capture)\b",
    r"(?:these|this|the (?:above|below)) (?:[\w-]+ ){0,3}(?:image|photo|photograph|picture|map|chart|graphic)s? "
    r"(?:shows?|captures?|depicts?|illustrates?|was|were)\b",
    # headings run into the text, and items of a list
    r"(?-i:[A-Z0-9][A-Z0-9’'.-]*(?: [A-Z0-9][A-Z0-9’'.-]*){2,}\s+[-–—:|]\s)",
    r"(?-i:[A-Z][^,.;:“\"]{6,70} - [A-Z](?!.* - ))|[•·▪●◦►]\s|[-–—]\s?[“\"‘A-Z]",
    # who writes
    r"[^.“\"]{0,120}\bis (?:the|an?) (?:co-)?(?:author|columnist|contributing editor|senior fellow|contributor)\b",
    r".*,? the author (?:writes|argues|says)\.",
    # who reports, and what a programme is about
    r"(?-i:(?:[Tt]he )?[A-Z][\w.&]*(?: [A-Z][\w.&]*){0,3}['’]s? (?:[A-Z][\w.’'-]+ ){2,3})"
    r"(?:reports?\b|explains?\b|explores?\b|has (?:more|the (?:story|latest|details))\b|takes a look\b|breaks down\b)",
    r"(?-i:(?:The )?(?:Al Jazeera|BBC|CNN|NBC News|ABC News|CBS News|Fox News|Sky News|NPR|DW|France 24)['’]s [A-Z])"
    r"[^.,]{3,40} (?:(?:is|was) (?:in|at|on|with)|meets|visits|investigates|speaks|talks|looks|goes|joins)\b",
    r"in (?:this|the (?:first|second|third|latest|final|new)) (?:episode|edition|instal?lment|video|clip|film)\b",
    # calls to do something
    r"(?:see|watch|listen to|hear|explore|discover|find out|take a look|check out|catch up|tune in|learn) (?:the|how|"
    r"what|why|more|live|as|in|at|on|here|this|these)\b|here['’]s (?:a|the|what|how|why|our)\b",
    rf"{_PROMPT}(?: (?:more|also|on|this|now|next|live|stories?|articles?|read|here))*\s*[:|»]",
    r"read (?:more|also|next|the full|our|full)\b|also read\b|see also\b",
    r"related (?:stories|articles|links|content|topics)\b",
    r"(?:to )?sign(?:ing)? up\b|subscribe\b|(?:click|tap) (?:here|to|on)\b|scroll down\b|swipe\b|join (?:us|our)\b",
    r"follow (?:us|@|\w+ (?:\w+ )?on (?:twitter|x|facebook|instagram))\b|like us on\b|share this\b",
    r"story (?:highlights|continue[sd])|advertisement\b|sponsored\b|continue reading\b|the post .* appeared first",
    # about the page, not the news
    r"this (?:story|article|post|report|page|content|live blog) (?:has been|was|is|will be|first|originally)\b",
    r"\[.*\]$",
    r"editor['’]?s?['’]? note\b|correction\s*[:–—-]|(?:last )?updated\b\s*(?::|at|on|\d)|published\s*(?::|at|on|\d)",
    r"(?:our )?live (?:coverage|blog|updates)\b|a (?:daily|weekly)?\s*(?:roundup|round-up|look|digest) of\b",
    r"here (?:are|is)\b|what you need to know\b|for more (?:information|on|news|stories)\b",
    r"(?:what follows|below) (?:is|are)\b",
    r"(?:it|this (?:interview|conversation|transcript)) (?:has been|was) (?:\w+ )?edited\b",
    r"the (?:views|opinions) expressed|terms of (?:use|service)|min read|[*]{2,}|[-–—_=•·]{3,}",
    # stamps of live pages
    r"\d{1,2}[:.]\d{2}\s*(?:[ap]\.?m\.?|gmt|utc|bst|et|est|edt)?\s*(?:[-–—:|]|\(|$)",
    r"\d+\s+(?:min(?:ute)?s?|hours?|hrs?|h|m) ago\b",
    r"اقرأ أيضا|اقرأ المزيد|شاهد\b|تابعوا|تابعونا|يمكنكم (?:متابعة|الاشتراك)|للمزيد\b|اشترك|المصدر\s*:",
    r"קראו (?:גם|עוד)|לקריאה נוספת|צילום\s*:|הירשמו",
    r"بیشتر بخوانید|عکس\s*:|انتهای پیام",
    r"(?:à )?lire (?:aussi|également)|(?:à )?voir aussi|abonnez-vous|publié le|mis à jour|crédits? photos?|suivez[ -]",
    r"plus d['’]informations|cet article (?:est|a été)|ayrıca oku|haberin devamı|abone ol|fotoğraf\s*:|kaynak\s*:",
)
_ANYWHERE = _any_of(
    r"sign up (?:for|to) (?:our|the|get|receive)|\bour (?:free |daily |weekly )*newsletters?",
    r"[–—:-] live (?:updates?|blog|coverage)\b|\bstay tuned\b",
    rf"(?-i:\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, {_DATE}\b)(?<=, \d{{4}})",  # so captions are dated, not news
    r"\b(?:eligible news publisher|licensing opportunities|available without charge)\b",
    r",\s?opens (?:in )?(?:a )?new (?:tab|window)\b",
    r"newsletter\s+(?:here|below|now)\b",
    r"subscribe (?:to (?:our|the|us)|now|here)|click here|all rights reserved|getty images|via (?:getty|reuters|ap)\b",
    r"contributed (?:reporting\b|to (?:this|the) (?:report|story|article|post))|download (?:our|the) .{0,20}app\b",
    r"follow (?:us|him|her|them|me) on\b|appeared first on|share this article|\(photos?(?: by|:)|toggle caption",
    r"https?://|www\.|pic\.twitter\.com|\(@\w+\)|[\w.+-]+@[\w-]+\.\w+|javascript|cookies? (?:policy|settings)",
    r"\((?:pictured|(?:above|left|right|below|centre|center|inset)\b)[^)]*\)|\b(?:\w+-part series|this episode)\b",
    r"[,:;–—-] (?:see|watch) the (?:[\w-]+ ){0,5}(?:photos?|pictures|images|video|footage|map)\b",
    r"\[?\b(?:read|see|continue|view) (?:more|on|reading|full (?:story|article))\]?\W*$",
    r"\[[^\]]{0,3}(?:more|cont[^\]]*)\]\W*$",
    r"\bmin(?:ute)? read\b|your (?:inbox|browser|subscription|ad blocker)\b|file photo|screengrab",
    r"(?:reuters|afp|epa|ap photo|ap)/\s?[A-Z][a-z]+",
    r"(?-i:[A-Z][a-z]+/(?:AP|AFP|Reuters|REUTERS|Getty|EPA)\b)",
    r"\b(?:donate|support)\w* (?:to )?(?:us|our (?:work|journalism))\b",
)

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»|(?<!\w)[‘'].*[’'](?!\w)")
_OWN_VOICE = re.compile(
    r"(?<!War )\b(?:I(?:[’'](?:m|ve|d|ll))?|[Mm]y|[Mm]e|myself|[Ww]e(?:[’'](?:re|ve|d|ll))?|[Oo]ur|us|"
    r"[Yy]ou(?:r|[’'](?:re|ll))?)\b(?!\.\w|[’']s)"
    r"|\b(?:[Jj]e|[Nn]ous|[Nn]otre|[Vv]ous|[Vv]otre|אני|אנחנו|שלי|שלנו|أنا|نحن)\b|\b[Jj][’']"
)

_LABEL_WORDS = (
    "live(?: (?:blog|updates?|news|coverage|now))?|watch(?: live)?|video|breaking(?: news)?|just in|exclusive|photos?|"
    "in pictures|gallery|listen|podcast|updated?|urgent|alert|flash|wrapup|wrap|developing|"
    "#?عاجل|فيديو|مباشر|بالفيديو|חי|צפו|וידאו|فیلم|en direct|direct|vidéo|son dakika|canlı"
)
_HEADLINE_LABEL = re.compile(
    rf"\s*(?:(?:{_LABEL_WORDS})(?:\s+\d+)?\s*(?::|\||–|—|\s-\s|-(?=[A-Z])|\.\.\.)\s*"
    r"|(?:update|wrapup|refile|rpt|factbox|timeline|newsmaker|corrected)\s*\d*\s*-\s*"
    r"|\[[^\]]{2,14}\]\s+)+",
    re.IGNORECASE,
)
_ASIDES = "video|photos?|watch|gallery|live|updated?|audio|report"
_HEADLINE_TAIL = re.compile(rf"\s*(?:\((?:{_ASIDES})\)|\[(?:{_ASIDES})\])\s*\Z", re.IGNORECASE)
_OUTLETS = _listed(
    "reuters;ap;ap news;associated press;the associated press;afp;bbc;bbc news;cnn;cnn politics;cnn.com;npr;fox news;"
    "nbc news;abc news;cbs news;msnbc;the guardian;guardian;al jazeera;aljazeera;al jazeera english;al-monitor;"
    "the new york times;new york times;nyt;the washington post;washington post;wsj;the wall street journal;bloomberg;"
    "politico;axios;the hill;haaretz;haaretz.com;the jerusalem post;jpost;jpost.com;the times of israel;"
    "times of israel;ynet;"
    "ynetnews;middle east eye;arab news;the national;al arabiya;al arabiya english;france 24;france24;dw;"
    "deutsche welle;euronews;sky news;the independent;the telegraph;financial times;ft;the economist;the atlantic;time;"
    "newsweek;usa today;los angeles times;the hindu;xinhua;tass;rt;mehr news agency;tehran times;press tv;presstv;"
    "anadolu agency;daily sabah;hurriyet daily news;iran international;rudaw;kurdistan24;shafaq news;the new arab;"
    "l'orient today;naharnet;voa;voa news;voice of america;rfe/rl;youtube;yahoo news;msn;middle east;world;world news;"
    "opinion;politics;news"
)
_TAIL_PART = re.compile(r"\s+(?P<mark>\||[-–—]|»|::?)\s+(?P<tail>[^|»]{2,45})\Z")


def after_dateline(text: str, start: int = 0) -> int:
    """Return where the news begins in `text[start:]`, past "CITY (Agency) — " if it opens so."""
    for pattern in _DATELINES:
        if match := pattern.match(text, start):
            return match.end()
    return start


def is_boilerplate(sentence: str) -> bool:
    """True for a byline, credit, caption mark, call to subscribe, live stamp or any other line around the news."""
    return bool(_OPENING.match(sentence) or _ANYWHERE.search(sentence))


def in_own_voice(sentence: str) -> bool:
    """True where the writer says "I", "we" or "you" outside a quotation: a view or a call, not news."""
    return bool(_OWN_VOICE.search(_QUOTED.sub(" ", sentence)))


def headline_span(title: str, outlet: str = "") -> tuple[int, int]:
    """Find the headline proper inside a title: without "LIVE:", "| Outlet", "- BBC News", "(VIDEO)"."""
    label = _HEADLINE_LABEL.match(title)
    start, end = (label.end() if label else len(title) - len(title.lstrip())), len(title.rstrip())
    while end > start and (shorter := _without_tail(title, start, end, outlet)) < end:
        end = shorter
    return (start, end) if len(title[start:end].split()) >= 2 else (0, len(title.rstrip()))


def _without_tail(title: str, start: int, end: int, outlet: str) -> int:
    if mark := _HEADLINE_TAIL.search(title, start, end):
        return mark.start()
    match = _TAIL_PART.search(title, start, end)
    if match and _is_outlet(match["tail"], outlet, piped=match["mark"] in "|»"):
        return match.start()
    return end


def _is_outlet(tail: str, outlet: str, *, piped: bool) -> bool:
    name = tail.strip().casefold()
    if name in _OUTLETS or (outlet and name in {outlet.casefold(), f"the {outlet.casefold()}"}):
        return True
    return piped and len(name.split()) <= 4


def usable_picture(picture: Picture | None) -> Picture | None:
    """Return the picture when its address and its size allow that it shows the news."""
    if picture is None or picture_fault(picture):
        return None
    return picture
