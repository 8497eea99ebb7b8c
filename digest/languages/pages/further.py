"""Greek, Urdu and Hindi page words: lines that speak to the visitor of a page."""

from __future__ import annotations

from digest.languages.pages.page_words import PageWords
from digest.languages.sign import Sign

FURTHER = PageWords(
    name="Greek, Urdu and Hindi",
    is_latin=False,
    # openings of a line that asks to subscribe, to pay or to sign in
    calls=(
        Sign(
            name="Greek, for subscribers",
            pattern=r"μόνο για (?:συνδρομητές|μέλη)|(?:συνδεθείτε|εγγραφείτε"
            r"|γίνετε) .{0,40}(?:ανάγνωση|συνδρομητ)|για να (?:συνεχίσετε"
            r"|διαβάσετε)\b.{0,60}(?:συνδρομητ|εγγραφ|συνδεθ)",
            example="Μόνο για συνδρομητές.",
        ),
        Sign(
            name="Urdu, to read on",
            pattern=r"مزید پڑھنے کے لیے .{0,40}(?:سبسکرائب|لاگ)",
            example="مزید پڑھنے کے لیے سبسکرائب کریں۔",
        ),
        Sign(
            name="Hindi, to read on",
            pattern=r"आगे पढ़ने के लिए .{0,40}(?:सब्सक्राइब|लॉग)",
            example="आगे पढ़ने के लिए लॉग इन करें।",
        ),
    ),
    # words to the visitor, or of the site itself
    visitor=(
        Sign(name="Urdu, a request", pattern=r"کیجیے|کریں", example="کریں"),
        Sign(
            name="Greek, reading and account",
            pattern=r"ανάγνωση|συνδρομητ|εγγραφ|συνδεθ|άρθρο",
            example="ανάγνωση",
        ),
        Sign(name="Hindi, reading and account", pattern=r"पढ़|लॉग|सब्सक्राइब", example="पढ़"),
    ),
)
