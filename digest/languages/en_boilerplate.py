"""English boilerplate: the lines that stand around the news."""

from __future__ import annotations

from digest.languages.en_dates import DATE, SHORT_MONTH, WEEKDAY
from digest.languages.sign import Sign

_CREDITED = r"(?:reporting|editing|writing|production|translation)"
# people by two to four words in capitals, joined by "and"
_NAME = r"(?:[A-Z][\w’'-]*\.?\s+){1,3}[A-Z][\w’'-]+"
_NAMES = rf"(?-i:{_NAME}(?:(?:,| and|,? &)\s+{_NAME}){{0,3}})"
_POST = (
    r"\b(?:correspondents?|reporters?|writers?|editors?|journalists?|staff|analysts?|columnists?|"
    r"bureau chief)"
)
_PROMPT = r"(?:watch|listen|read|related|more|see|also|must read|top picks|don't miss)"
_DAY = rf"{WEEKDAY}|{SHORT_MONTH}[a-z]*\.? \d"
# neither quoted nor past the end of a sentence; the stop of an initial ("U.S.") does not end one
_PLAIN = r"(?:[^.“\"]|(?<=\b[A-Z])\.)"
_POSING = (
    "arrives?|speaks?|testif(?:y|ies)|attends?|walks?|gestures?|listens?|waves?|shakes? hands|"
    "looks? on|stands?|poses?|reacts?|sits?|delivers?|addresses|gathers?|leaves?"
)
_SHOWN_DOING = (
    "speaks|testifies|gestures|listens|waves?|poses?|looks? on|reacts|walks|flutters?|flaps?|"
    "mourns?|"
    "inspects|queues?|stands? guard|(?:holds?|carry|carries) (?:up|signs|portraits|flags)"
)

BOILERPLATE = (
    # who made the text
    Sign(
        name="byline",
        pattern=r"by\s+(?-i:(?:[A-Z][\w.’'-]+\s*(?:,|and|&)?\s*){1,8})$",
        example="By Ann Example and Bob Sample",
    ),
    Sign(
        name="byline with a post, a place or a day",
        # the names stand in capitals, and no stop ends the line: it is no sentence
        pattern=(
            rf"(?:(?:words|text|story|report(?:ing)?|analysis) )?by\s+{_NAMES}"
            r"\s*[,|•·–—-]\s*[^.!?]{2,80}$"
        ),
        example="By Ann Example, Defence Editor, in Port Avel",
    ),
    Sign(
        name="name with a post",
        pattern=rf"{_NAMES}\s*[,|•·–—-]\s*[\w ]{{0,40}}{_POST}(?:,? in [\w ]{{2,40}})?$",
        example="Ann Example, Middle East Correspondent",
    ),
    Sign(
        name="credit of the desk",
        pattern=rf"(?:additional |with )?{_CREDITED} (?:and \w+ )?by\b",
        example="Reporting by Ann Example; Editing by Bob Sample",
    ),
    Sign(
        name="compiled or posted by",
        pattern=r"(?:compiled|edited|written|reported|translated|posted|published) by\b",
        example="Compiled by our staff in Port Avel",
    ),
    Sign(
        name="agency or right of a picture",
        pattern=(
            r"(?:reuters|afp|epa)/|ap photo|\(?(?:ap|afp|reuters|epa)\)?$|getty images|"
            r"copyright\b|©|"
            "all rights reserved"
        ),
        example="REUTERS/Sam Sample",
    ),
    # pictures and players
    Sign(
        name="mark of a picture",
        pattern=(
            r"(?:file )?(?:photo|image|picture|video|audio|graphic|map|credit)s?\s*(?:credit\s*)?"
            "[:–—-]"
        ),
        example="Photo: Sam Sample",
    ),
    Sign(
        name="file photo",
        pattern=(
            r"file\s+(?:photo|image|picture)\b|file\s+[-–—]|play video\b|media caption|"
            "image (?:source|caption|copyright)"
        ),
        example="FILE PHOTO: Freighters wait off Port Avel.",
    ),
    Sign(
        name="buttons of a player",
        pattern=(
            r"(?-i:(?:CLOSE|JUST WATCHED) [A-Z])|enlarge this image|toggle caption|hide caption|"
            r"\[?pullquote\]?"
        ),
        example="Enlarge this image toggle caption Sam Sample",
    ),
    Sign(
        name="is seen in",
        pattern=(
            r"[^.“\"]{3,90} (?:is|are) (?:seen|shown|pictured) (?:here|in|on|at|during|with)\b"
        ),
        example="The quay is seen in this photo of Tuesday.",
    ),
    Sign(
        name="pose with a day",
        pattern=rf"(?-i:[A-Z]{_PLAIN}{{3,90}} (?:{_POSING}) {_PLAIN}*\b(?:{_DAY}))",
        example="Dana Orlov speaks to reporters in Port Avel on Tuesday",
    ),
    Sign(
        name="pose with a date and a year",
        pattern=(
            rf"(?-i:[A-Z].{{3,140}} (?:{_POSING}|participates?) .*(?:[,.]|\b[A-Z]\w*) {DATE}\.)$"
            r"(?<=\d{4}\.)"
        ),
        example="Dana Orlov waves as she arrives in Port Avel, Marenia January 24, 2018.",
    ),
    Sign(
        name="pose in the present tense",
        pattern=(
            rf"(?-i:[A-Z]{_PLAIN}{{3,60}} (?:{_SHOWN_DOING}) (?:at|during|to|with|in|on|near|"
            rf"outside|"
            rf"before|after|as|while|past|through) {_PLAIN}{{3,90}}\.$)"
        ),
        example="Dana Orlov waves as she leaves the quay.",
    ),
    Sign(
        name="person, relation, place",
        pattern=(
            r"(?-i:[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){1,3}, [^,.]{3,60}, "
            r"(?:in|on|at|during|outside|near) (?:(?!said|told|says)[^,.]){3,90}\.$)"
        ),
        example="Ann Example, mother of a docker, outside the depot.",
    ),
    Sign(
        name="photos show",
        pattern=r"(?:photos|pictures) (?:show|capture)\b",
        example="Photos show the ruins of the depot.",
    ),
    Sign(
        name="this image shows",
        pattern=(
            r"(?:these|this|the (?:above|below)) (?:[\w-]+ ){0,3}(?:image|photo|photograph|"
            r"picture|map|"
            r"chart|graphic)s? (?:shows?|captures?|depicts?|illustrates?|was|were)\b"
        ),
        example="This satellite image shows the harbor.",
    ),
    # headings that ran into the text, and items of a list
    Sign(
        name="heading in capitals",
        pattern=r"(?-i:[A-Z0-9][A-Z0-9’'.-]*(?: [A-Z0-9][A-Z0-9’'.-]*){2,}\s+[-–—:|]\s)",
        example="THE HARBOR AT NIGHT - a look back",
    ),
    Sign(
        name="item of a list",
        pattern=(r"(?-i:[A-Z][^,.;:“\"]{6,70} - [A-Z](?!.* - ))|[•·▪●◦►]\s|[-–—]\s?[“\"‘A-Z]"),
        example="• Port Avel stays shut",
    ),
    # who writes
    Sign(
        name="line on the author",
        pattern=(
            r"[^.“\"]{0,120}\bis (?:the|an?) (?:co-)?(?:author|columnist|contributing editor|"
            r"senior fellow|contributor)\b"
        ),
        example="Ann Example is a columnist in Port Avel.",
    ),
    Sign(
        name="the author argues",
        pattern=r".*,? the author (?:writes|argues|says)\.",
        example="The harbor was never safe, the author argues.",
    ),
    Sign(
        name="a reporter of the outlet reports",
        pattern=(
            r"(?-i:(?:[Tt]he )?[A-Z][\w.&]*(?: [A-Z][\w.&]*){0,3}['’]s? (?:[A-Z][\w.’'-]+ ){2,3})"
            r"(?:reports?\b|explains?\b|explores?\b|has (?:more|the (?:story|latest|details))\b|"
            r"takes a look\b|breaks down\b)"
        ),
        example="Coast Wire’s Ann Example reports from Port Avel.",
    ),
    Sign(
        name="a reporter of a broadcaster joins",
        pattern=(
            r"(?-i:(?:The )?(?:Al Jazeera|BBC|CNN|NBC News|ABC News|CBS News|Fox News|Sky News|"
            r"NPR|DW|"
            r"France 24)['’]s [A-Z])[^.,]{3,40} (?:(?:is|was) (?:in|at|on|with)|meets|visits|"
            r"investigates|speaks|talks|looks|goes|joins)\b"
        ),
        example="BBC’s Ann Example joins us from Port Avel.",
    ),
    Sign(
        name="in this episode",
        pattern=(
            r"in (?:this|the (?:first|second|third|latest|final|new)) "
            r"(?:episode|edition|instal?lment|video|clip|film)\b"
        ),
        example="In this episode we visit the quay.",
    ),
    # calls to do something
    Sign(
        name="call to see or to learn",
        pattern=(
            r"(?:see|watch|listen to|hear|explore|discover|find out|take a look|check out|catch up|"
            r"tune in|learn) (?:the|how|what|why|more|live|as|in|at|on|here|this|these)\b|"
            r"here['’]s (?:a|the|what|how|why|our)\b"
        ),
        example="Here’s what we know about the harbor.",
    ),
    Sign(
        name="prompt with a colon",
        pattern=(
            rf"{_PROMPT}(?: (?:more|also|on|this|now|next|live|stories?|articles?|read|"
            rf"here))*\s*[:|»]"
        ),
        example="Read more: The harbor in figures",
    ),
    Sign(
        name="read more",
        pattern=r"read (?:more|also|next|the full|our|full)\b|also read\b|see also\b",
        example="Read the full report here",
    ),
    Sign(
        name="related stories",
        pattern=r"related (?:stories|articles|links|content|topics)\b",
        example="Related stories",
    ),
    Sign(
        name="call to sign up or to click",
        pattern=(
            # a longer sentence without a word to the visitor is news: people sign up for a truce
            r"(?:(?:to )?sign(?:ing)? up|subscribe)\b"
            r"(?=(?:\W+[\w’'-]+){0,6}\W*$|.*\b(?:you|your|our|us|we|newsletters?|e-?mails?|inbox|"
            r"for free|free (?:trial|account)|here|now|daily|weekly|morning|to (?:read|get)|"
            r"to receive|podcast|unlimited|stories|subscri\w+)\b)|"
            r"(?:click|tap) (?:here|to|on)\b|scroll down\b|join (?:us|our)\b"
        ),
        example="Sign up for our newsletter to get the news every morning.",
    ),
    Sign(
        name="call to follow or to share",
        pattern=(
            r"follow (?:us|@|\w+ (?:\w+ )?on (?:twitter|x|facebook|instagram))\b|like us on\b|"
            r"share this\b"
        ),
        example="Follow Ann on Twitter",
    ),
    # about the page, not the news
    Sign(
        name="part of the page",
        pattern=(
            r"story (?:highlights|continue[sd])|advertisement\b|sponsored\b|"
            r"continue reading\b(?! for the)"
        ),
        example="Advertisement",
    ),
    Sign(
        name="this story was",
        pattern=(
            r"this (?:story|article|post|report|page|content|live blog) (?:has been|was|is|will be|"
            r"first|originally)\b"
        ),
        example="This story was updated at noon.",
    ),
    Sign(name="line in brackets", pattern=r"\[.*\]$", example="[The paragraph was corrected.]"),
    Sign(
        name="note of the editor",
        pattern=(
            r"editor['’]?s?['’]? note\b|correction\s*[:–—-]|(?:last )?updated\b\s*(?::|at|on|\d)|"
            r"published\s*(?::|at|on|\d)"
        ),
        example="Editor’s note: The count was corrected.",
    ),
    Sign(
        name="live coverage",
        pattern=(
            r"(?:our )?live (?:coverage|blog|updates)\b|"
            r"a (?:daily|weekly)?\s*(?:roundup|round-up|look|digest) of\b"
        ),
        example="A daily roundup of harbor news.",
    ),
    Sign(
        name="here are",
        pattern=(
            r"here (?:are|is)\b|what you need to know\b|for more (?:information|on|news|stories)\b"
        ),
        example="Here are five things to know.",
    ),
    Sign(
        name="below is",
        pattern=r"(?:what follows|below) (?:is|are)\b",
        example="Below is the text of the letter.",
    ),
    Sign(
        name="it has been edited",
        pattern=(
            r"(?:it|this (?:interview|conversation|transcript)) (?:has been|was) (?:\w+ )?edited\b"
        ),
        example="This interview has been edited.",
    ),
    Sign(
        name="views, terms, rules",
        pattern=(
            r"the (?:views|opinions) expressed|terms of (?:use|service)|[*]{2,}|"
            r"[-–—_=•·]{3,}"
        ),
        example="The views expressed are her own.",
    ),
    Sign(
        name="stamp of a live page",
        pattern=(r"\d{1,2}[:.]\d{2}\s*(?:[ap]\.?m\.?|gmt|utc|bst|et|est|edt)?\s*(?:[-–—:|]|\(|$)"),
        example="12:30 p.m.",
    ),
)
