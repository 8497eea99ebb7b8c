"""What is not news in a news text: datelines, bylines, credits, calls to subscribe, live stamps, labels on headlines."""

from __future__ import annotations

import re

from digest.models import Picture

_AGENCIES = (
    "Thomson Reuters Foundation|Reuters|The Associated Press|AP|AFP|UPI|dpa|DPA|EFE|ANSA|Xinhua|Kyodo|ANI|PTI|IANS|TASS|"
    "Interfax|CNN|BBC|CBS|NBC|ABC|NPR|MNA|IRNA|ISNA|Tasnim|Fars|KUNA|WAM|SPA|QNA|NNA|SANA|MENA|Petra|Anadolu|AA|"
    "Bloomberg|JTA|JNS|RNS|Al Jazeera|Rudaw|WAFA|Ma'an|رويترز|أ ف ب|ا ف ب|د ب أ|أ ب|وكالات|واس|الأناضول|رویترز|ایرنا|ایسنا"
)
_DATE = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s\d{1,2}(?:,\s\d{4})?"
_DATELINES = (
    re.compile(rf"[^\n()]{{0,60}}?\((?:{_AGENCIES})[^()\n]{{0,20}}\)\s*(?:[-–—]+|:)?\s*"),
    re.compile(rf"(?:[A-Z][A-Z’'.-]+(?:[ /][A-Z’'.-]+)*(?:,\s[A-Z][\w.’' ]{{1,30}}?)?(?:,\s{_DATE})?)\s*[-–—]+\s+"),
)

_OPENING = re.compile(
    r"""(?: by\s+(?:[A-Z][\w.’'-]+\s*(?:,|and|&)?\s*){1,8}$
      | (?:additional\ |with\ )?(?:reporting|editing|writing|production|translation)\ (?:and\ \w+\ )?by\b
      | (?:compiled|edited|written|reported|translated|posted|published)\ by\b
      | (?:file\ )?(?:photo|image|picture|video|audio|graphic|map|credit)s?\s*(?:credit\s*)?[:–—-]
      | file\s+(?:photo|image|picture)\b | file\s+[-–—]
      | (?:watch|listen|read|related|more|see|also|must\ read|top\ picks|don't\ miss)(?:\ (?:more|also|on|this|now|next|live|stories?|articles?|read|here|here))*\s*[:|»]
      | read\ (?:more|also|next|the\ full|our|full)\b | also\ read\b | see\ also\b | related\ (?:stories|articles|links|content|topics)\b
      | (?:to\ )?(?:sign|signing)\ up\b | subscribe\b | click\ (?:here|to|on)\b | tap\ (?:here|to)\b | scroll\ down\b | swipe\b
      | follow\ (?:us|@|\w+\ (?:\w+\ )?on\ (?:twitter|x|facebook|instagram))\b | like\ us\ on\b | join\ (?:us|our)\b
      | share\ this\b | story\ (?:highlights|continue[sd]|continued\ below) | advertisement\b | sponsored\b | continue\ reading\b
      | enlarge\ this\ image | toggle\ caption | hide\ caption | \[?pullquote\]? | getty\ images | copyright\b | ©
      | this\ (?:story|article|post|report|page|content|live\ blog)\ (?:has\ been|was|is|will\ be|first|originally)\b
      | editor['’]?s?['’]?\ note\b | correction\s*[:–—-] | (?:last\ )?updated\b\s*(?::|at|on|\d) | published\s*(?::|at|on|\d)
      | play\ video\b | media\ caption | image\ (?:source|caption|copyright) | (?:our\ )?live\ (?:coverage|blog|updates)\b
      | a\ (?:daily|weekly)?\s*(?:roundup|round-up|look|digest)\ of\b | here\ (?:are|is)\ (?:the|what|our|some)\b.*:$ | what\ you\ need\ to\ know\b
      | the\ post\ .*\ appeared\ first | reuters/ | afp/ | ap\ photo | epa/ | \(?(?:ap|afp|reuters|epa)\)?$ | min\ read
      | \d{1,2}[:.]\d{2}\s*(?:[ap]\.?m\.?|gmt|utc|bst|et|est|edt)?\s*(?:[-–—:|]|\(|$) | \d+\s+(?:min(?:ute)?s?|hours?|hrs?|h|m)\ ago\b
      | the\ (?:views|opinions)\ expressed | all\ rights\ reserved | terms\ of\ (?:use|service) | for\ more\ (?:information|on|news|stories)\b
      | \*{2,} | [-–—_=•·]{3,}
      | اقرأ\ أيضا | اقرأ\ المزيد | شاهد\b | تابعوا | اشترك | المصدر\s*: | קראו\ (?:גם|עוד) | לקריאה\ נוספת | צילום\s*: | הירשמו
      | بیشتر\ بخوانید | عکس\s*: | انتهای\ پیام )""",
    re.IGNORECASE | re.VERBOSE,
)
_ANYWHERE = re.compile(
    r"""sign\ up\ (?:for|to)\ (?:our|the|get|receive) | \bour\ (?:free\ |daily\ |weekly\ )*newsletters? | newsletter\s+(?:here|below|now)\b
      | subscribe\ (?:to\ (?:our|the|us)|now|here) | click\ here | all\ rights\ reserved | getty\ images | via\ (?:getty|reuters|ap)\b
      | contributed\ (?:reporting\b|to\ (?:this|the)\ (?:report|story|article|post)) | download\ (?:our|the)\ .{0,20}app\b
      | follow\ (?:us|him|her|them|me)\ on\b | appeared\ first\ on | share\ this\ article | \(photos?(?:\ by|:) | toggle\ caption
      | https?:// | www\. | pic\.twitter\.com | \(@\w+\) | \bmin(?:ute)?\ read\b | your\ (?:inbox|browser|subscription|ad\ blocker)\b
      | (?:reuters|afp|epa|ap\ photo|ap)/\s?[A-Z][a-z]+ | file\ photo | screengrab | javascript | cookies?\ (?:policy|settings)
      | [\w.+-]+@[\w-]+\.\w+ | (?:please\ )?(?:consider\ )?(?:donat|support)\w*\ (?:to\ )?(?:us|our\ (?:work|journalism))\b""",
    re.IGNORECASE | re.VERBOSE,
)

_HEADLINE_LABEL = re.compile(
    r"""\s*(?: (?:live(?:\ (?:blog|updates?|news|coverage|now))?|watch(?:\ live)?|video|breaking(?:\ news)?|just\ in|exclusive|photos?
      |in\ pictures|gallery|listen|podcast|updated?|urgent|alert|flash|wrapup|wrap|developing|عاجل|فيديو|مباشر|بالفيديو|חי|צפו|וידאו|فیلم)
      (?:\s+\d+)?\s*(?::|\||–|—|\s-\s|-(?=[A-Z])|\.\.\.)\s*
      | (?:update|wrapup|refile|rpt|factbox|timeline|newsmaker|corrected)\s*\d*\s*-\s* | \[[^\]]{2,14}\]\s+ )+""",
    re.IGNORECASE | re.VERBOSE,
)
_HEADLINE_TAIL = re.compile(
    r"\s*(?:\((?:video|photos?|watch|gallery|live|updated?|audio|report)\)|\[(?:video|photos?|watch|updated?)\])\s*\Z",
    re.IGNORECASE,
)
_OUTLETS = frozenset(
    "reuters;ap;ap news;associated press;the associated press;afp;bbc;bbc news;cnn;cnn politics;cnn.com;npr;fox news;nbc news;abc news;"
    "cbs news;msnbc;the guardian;guardian;al jazeera;aljazeera;al jazeera english;al-monitor;the new york times;new york times;nyt;"
    "the washington post;washington post;wsj;the wall street journal;bloomberg;politico;axios;the hill;haaretz;haaretz.com;"
    "the jerusalem post;jpost;jpost.com;the times of israel;times of israel;ynet;ynetnews;middle east eye;arab news;the national;"
    "al arabiya;al arabiya english;france 24;france24;dw;deutsche welle;euronews;sky news;the independent;the telegraph;"
    "financial times;ft;the economist;the atlantic;time;newsweek;usa today;los angeles times;the hindu;xinhua;tass;rt;"
    "mehr news agency;tehran times;press tv;presstv;anadolu agency;daily sabah;hurriyet daily news;iran international;rudaw;"
    "kurdistan24;shafaq news;the new arab;l'orient today;naharnet;voa;voa news;voice of america;rfe/rl;youtube;yahoo news;msn;"
    "middle east;world;world news;opinion;politics;news".split(";")
)
_TAIL_PART = re.compile(r"\s+(?P<mark>\||[-–—]|»|::?)\s+(?P<tail>[^|»]{2,45})\Z")

_NOT_A_PICTURE = re.compile(
    r"(?:1x1|pixel|spacer|blank\.|tracker|/track|beacon|feedburner|doubleclick|scorecard|logo|favicon|placeholder|avatar|sprite|"
    r"default[-_.]|\.svg|/icons?/|share[-_]|stat\.|pinterest|gravatar)",
    re.IGNORECASE,
)


def after_dateline(text: str, start: int = 0) -> int:
    """Return where the news begins in `text[start:]`, past "CITY (Agency) — " if it opens so."""
    for pattern in _DATELINES:
        if match := pattern.match(text, start):
            return match.end()
    return start


def is_boilerplate(sentence: str) -> bool:
    """True for a byline, credit, caption mark, call to subscribe, live stamp or any other line around the news."""
    return bool(_OPENING.match(sentence) or _ANYWHERE.search(sentence))


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
    """Return the picture unless it is a logo, a tracker, tiny or banner-shaped by its address or stated size."""
    if picture is None or not picture.url.startswith(("http://", "https://")) or _NOT_A_PICTURE.search(picture.url):
        return None
    width, height = picture.width, picture.height
    if (width is not None and width < 200) or (height is not None and height < 120):
        return None
    if width and height and not 0.4 <= width / height <= 3.0:
        return None
    return picture
