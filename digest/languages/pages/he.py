"""Hebrew page words: lines that speak to the visitor of a page."""

from __future__ import annotations

from digest.languages.pages.page_words import OfferWords, PageWords, label
from digest.languages.sign import Sign

HEBREW = PageWords(
    name="Hebrew",
    is_latin=False,
    # dialogs that ask for a consent
    consent=(
        Sign(
            name="we use cookies",
            pattern=r"\b(?:אנו|אנחנו)\b.{0,40} בעוגיות",
            example="אנו והשותפים שלנו משתמשים בעוגיות כדי לאחסן מידע במכשיר שלך.",
        ),
    ),
    # openings of a line that asks to subscribe, to pay or to sign in
    calls=(
        Sign(
            name="this story is for subscribers",
            pattern=r"כתבה זו זמינה למנויים",
            example="כתבה זו זמינה למנויים.",
        ),
        Sign(name="to keep reading", pattern=r"להמשך קריאה", example="להמשך קריאה הירשמו"),
        Sign(
            name="already a subscriber",
            pattern=r"(?:יש לך )?כבר מנוי",
            example="יש לך כבר מנוי? התחבר כאן.",
        ),
        Sign(
            name="in order to keep reading",
            pattern=r"כדי להמשיך לקרוא",
            example="כדי להמשיך לקרוא, הירשמו או התחברו.",
        ),
        Sign(
            name="to read the story",
            pattern=r"לקריאת (?:ה?כתבה|המשך|ה?מאמר).{0,40}(?:הירשמו|התחברו|מנוי|הרשמה)",
            example="לקריאת הכתבה המלאה הירשמו.",
        ),
        Sign(
            name="story for subscribers",
            pattern=r"(?:ה?כתבה|ה?תוכן|ה?מאמר)\b.{0,30} למנויים",
            example="הכתבה למנויים בלבד.",
        ),
    ),
    # words to the visitor, or of the site itself
    visitor=(
        Sign(
            name="reading and account",
            pattern=r"הכתבה|לקרוא|קריאה|התחבר|הירשמ|הרשמה|מנוי(?:ים)?[.?!]|לאתר|חינם",
            example="לקרוא",
        ),
    ),
    offer=OfferWords(
        # subscriptions, accounts, prices
        account=r"מנוי|הירשמ|להירשם|התחבר|הצטרפ|חינ[םמ]|לחודש הראשון",
        # articles, and to read
        reading=r"כתב[הו]|לקרוא|לקריאה|קריאה|תוכן|מאמר",
        # forms that speak to the visitor, or of this article
        address=r"כדי|המלאה|זו\b|לקריאת|הגעתם|לאתר|ללא הגבלה",
        # words with which a line asks or offers
        opening=r"הצטרפו|הגעתם|התחברו|הירשמו|כבר|להמשך|לקריאת|תוכן|כתבה|הכתבה|כדי",
        # words that keep a text for some
        exclusive=r"בלבד|בלעדי",
        example="הירשמו בחינם כדי לקרוא את הכתבה המלאה.",
    ),
    # marks of a corrected article
    corrected=(
        Sign(
            name="label",
            pattern=label(r"תיקון|הבהרה|הערת המערכת"),
            example="תיקון: מספר ההרוגים הוא תשעה.",
        ),
    ),
    # marks of an article that is gone
    withdrawn=(
        Sign(
            name="withdrawn",
            pattern=r"(?:הכתבה|הידיעה) (?:הוסרה|נמשכה)",
            example="הכתבה הוסרה.",
        ),
    ),
)
