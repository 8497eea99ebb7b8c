"""English boilerplate that may stand anywhere in a sentence: its words alone give it away."""

from __future__ import annotations

from digest.languages.en_dates import DATE, WEEKDAY
from digest.languages.sign import Sign

_NO_CAPTION = "".join(
    rf"(?<!\b{word} )"
    for word in (
        "on", "by", "of", "from", "to", "until", "till", "since", "before", "after", "through",
        "for", "past", "last", "this", "next", "effective", "dated", "said", "told", "began",
    )
) + "(?<!ed )"  # fmt: skip
"""No word stands before the day by which a sentence tells when it was: "signed Monday, …"."""

BOILERPLATE_WITHIN = (
    Sign(
        name="our newsletter",
        pattern=(
            r"sign up (?:for|to) (?:our|the|get|receive)|\bour (?:free |daily |weekly "
            r")*newsletters?"
        ),
        example="The harbor is in our daily newsletter.",
    ),
    Sign(
        name="live updates, stay tuned",
        pattern=r"[–—:-] live (?:updates?|blog|coverage)\b|\bstay tuned\b",
        example="Fire at the harbor – live updates",
    ),
    Sign(
        name="weekday, date and year of a caption",
        # behind a preposition or a verb of the past the date is of a sentence: "on Tuesday, …"
        pattern=(
            rf"(?:(?-i:{_NO_CAPTION}\b{WEEKDAY})|\b(?:published|updated|posted)(?: on)? {WEEKDAY})"
            rf", {DATE}\b(?<=, \d{{4}})"
        ),
        example="The quay of Port Avel, Tuesday, March 3, 2026.",
    ),
    Sign(
        name="licence of the text",
        pattern=(
            r"\b(?:eligible news publisher|licensing opportunities|available without charge)\b"
        ),
        example="This content is available without charge.",
    ),
    Sign(
        name="link to a new tab",
        pattern=r",\s?opens (?:in )?(?:a )?new (?:tab|window)\b",
        example="Coast Wire, opens new tab, told it first.",
    ),
    Sign(
        name="newsletter here",
        pattern=r"newsletter\s+(?:here|below|now)\b",
        example="Get the harbor newsletter here.",
    ),
    Sign(
        name="click here, rights, agency of a picture",
        pattern=(
            # one subscribes to a charter, too, and that is news
            r"subscribe (?:to (?:our|us|the (?:\S+ ){0,3}(?:newsletters?|briefings?|channel|"
            r"podcast|feed|magazine|paper|app|site|service|edition)\b)|now|here)|"
            r"click here|all rights reserved|getty images|"
            r"via (?:getty|reuters|ap)\b"
        ),
        example="To hear it, click here.",
    ),
    Sign(
        name="contributed to this report",
        pattern=(
            r"contributed (?:reporting\b|to (?:this|the) (?:report|story|article|post))|"
            r"download (?:our|the) .{0,20}app\b"
        ),
        example="Ann Example contributed to this report.",
    ),
    Sign(
        name="follow us, share this",
        pattern=(
            r"follow (?:us|him|her|them|me) on\b|share this article|"
            r"\(photos?(?: by|:)|toggle caption"
        ),
        example="For more, follow us on the radio.",
    ),
    Sign(
        name="address, handle, cookie",
        pattern=(
            r"https?://|www\.|pic\.twitter\.com|\(@\w+\)|[\w.+-]+@[\w-]+\.\w+|javascript|"
            r"cookies? (?:policy|settings)"
        ),
        example="The list is at https://news.example/list.",
    ),
    Sign(
        name="pointer to a picture",
        pattern=(
            r"\((?:pictured|(?:above|left|right|below|centre|center|inset)\b)[^)]*\)|"
            r"\b(?:\w+-part series|this episode)\b"
        ),
        example="Dana Orlov (pictured) left the quay.",
    ),
    Sign(
        name="see the photos",
        pattern=(
            r"[,:;–—-] (?:see|watch) the (?:[\w-]+ ){0,5}(?:photos?|pictures|images|video|"
            r"footage|map)\b"
        ),
        example="The harbor burned: see the photos",
    ),
    Sign(
        name="read more at the end",
        pattern=(
            r"\[?\b(?:read|see|continue|view) (?:more|on|reading|full (?:story|article))\]?"
            r"\W*$"
        ),
        example="The harbor burned Read more",
    ),
    Sign(
        name="minute read, inbox",
        pattern=(
            r"\bmin(?:ute)? read\b|your (?:inbox|browser|subscription|ad blocker)\b|file photo"
        ),
        example="The harbor in your inbox.",
    ),
    Sign(
        name="agency before the photographer",
        pattern=r"(?:reuters|afp|epa|ap photo|ap)/\s?[A-Z][a-z]+",
        example="The quay. REUTERS/Sample",
    ),
    Sign(
        name="after this story was published",
        pattern=(
            r"\b(?:after|since|when|before) (?:this (?:story|article|report)|"
            r"the (?:story|article)) "
            r"(?:was|had been) (?:first |originally )?(?:published|posted)\b"
        ),
        example="Orlov replied after this story was published.",
    ),
    Sign(
        name="guest or reporter of a show",
        pattern=(
            r"\bjoins? (?-i:[A-Z][\w’']*(?: [A-Z][\w’']*){0,3}) (?:with the latest|to "
            r"(?:discuss|explain|talk|break down))\b|\bis on the ground (?:with|in .{1,40} with)\b"
            r"|\b(?-i:[A-Z][\w ]{1,20}['’]s? [A-Z][a-z]+ [A-Z][a-z]+) (?:reports|has (?:more|the "
            r"(?:latest|story|details)))\b"
        ),
        example="Dana Orlov joins Coast Today to discuss the harbor.",
    ),
    Sign(
        name="one word twice, or a word lost",
        pattern=(
            r"\b(the|an?|of|to|in|and|at|for|by|was|is) \1\b(?!-)"
            r"|\b(?:after|when|before|since|while|because) the (?:issued|announced|launched|"
            r"released|ordered|accused) (?:an?|the|its|his|her)\b"
        ),
        example="Dockers left after the issued an order.",
    ),
    Sign(
        name="photographer before the agency",
        pattern=r"(?-i:[A-Z][a-z]+/(?:AP|AFP|Reuters|REUTERS|Getty|EPA)\b)",
        example="The quay. Sample/AP",
    ),
    Sign(
        name="broken word",
        # letters that stand alone in other languages are left out
        pattern=r"(?-i:(?<![\w’'.&-])[bcdfghjlmnpqrtx] [a-z]{3,})",
        example="Marenia began r epairs of the quay.",
    ),
)
