"""Hebrew."""

from __future__ import annotations

from digest.languages.language import Attributions, Language, Sign, TollWords, listed
from digest.models import Direction

HEBREW = Language(
    code="he",
    name="Hebrew",
    direction=Direction.RTL,
    # the Unicode block by which a word is known to be Hebrew
    letters=("\u0590", "\u05ff"),
    # up to two particles are written onto the word
    prefixes=(
        *"והבלמשכ",
        "וה",
        "וב",
        "ול",
        "ומ",
        "וש",
        "שה",
        "שב",
        "של",
        "מה",
        "כש",
        "בה",
        "לה",
    ),
    stop_words=listed("של על את זה לא כי עם גם הוא היא אל או אם כל אשר אמר"),
    months=listed("ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר"),
    # days are named by their number, so these are ordinals as well
    weekdays=listed("ראשון שני שלישי רביעי חמישי שישי שבת"),
    tolls=TollWords(
        stems={
            "killed": "הרוג נהרג נרצח",
            "wounded": "פצוע נפצע",
            "missing": "נעדר",
            "arrested": "נעצר עצור",
            "displaced": "עקור",
        },
        about="לפחות כ יותר מ",
        aside="בהם|בהן|ביניהם|ביניהן|מתוכם|כולל",
    ),
    openings=(
        Sign(
            name="pronoun or link",
            pattern=(r"(?:הוא|היא|הם|הן|אבל|אולם|אך|זה|זאת|זו|אלה|לכן|גם|מנגד|בינתיים)\b"),
            example="אבל הנמל נשאר סגור.",
        ),
        Sign(
            name="in addition or in his words",
            pattern=r"(?:כמו כן|בנוסף|לדבריו|לדבריה|לדבריהם|עם זאת)\b",
            example="לדבריו הנמל ייפתח מחר.",
        ),
    ),
    # a sentence that opens with these looks back
    background=("יצוין", "כזכור", "ברקע", "מאז", "בעבר", "קודם לכן", "לפני", "מוקדם יותר"),
    expectations="צפוי|להערכת|מומחים|פרשנים|עלול|חשש",
    # calls of the page at the start of a line
    boilerplate=(
        Sign(
            name="call to read, credit",
            pattern=r"קראו (?:גם|עוד)|לקריאה נוספת|צילום\s*:|הירשמו",
            example="קראו גם: מה קרה בנמל",
        ),
    ),
    # set before a headline by the page, and cut off in the mail
    headline_labels=("חי", "צפו", "וידאו"),
    own_voice="אני|אנחנו|שלי|שלנו",
    # an edit that drops one of these is warned of
    negations=listed("לא אין אינו אינה אינם בלי ללא מעולם"),
    doubts=listed("הכחיש הכחישה לכאורה טען טענה חשוד"),
    attributions=Attributions(
        reported="כך דיווח {outlet}", according_to="לפי {outlet}", colon="{outlet}:"
    ),
    labels={
        "comma": ",",
        "colon": ":",
        "what_happened": "מה קרה:",
        "why_it_matters": "למה זה חשוב:",
        "know_more": "להרחבה:",
        "also_today": "בקצרה",
        "city_time": "שעון {city}",
        "story_sources": {"one": "מקור אחד", "two": "שני מקורות", "other": "{count} מקורות"},
        "forwarded": "הועבר אליך?",
        "subscribe": "הרשמה",
        "share_issue": "שיתוף הגיליון",
        "tell_editor": "כתבו לעורך",
        "all_briefings": "כל העלונים:",
        "in_figures": "במספרים",
        "figure_by": "לפי {outlet}",
        "tolls_differ": "מספר הנפגעים שונה ממקור למקור",
        "today_word": "היום",
        "in_story": "ידיעה {number}",
        "quote_of_day": "ציטוט היום",
        "week_ahead": "השבוע הקרוב",
        "sponsor": "חסות",
        "toll_killed": "הרוגים",
        "toll_wounded": "פצועים",
        "toll_arrested": "עצורים",
        "toll_missing": "נעדרים",
        "more_news": "חדשות נוספות",
        "trend_reports": "דוחות מגמה",
        "membership": "חברות",
        "sisters": "ניוזלטרים נוספים",
        "corrections": "תיקונים",
        "reading_time": {
            "one": "דקת קריאה אחת",
            "two": "שתי דקות קריאה",
            "many": "{count} דקות קריאה",
            "other": "{count} דקות קריאה",
        },
        "view_in_browser": "צפייה בדפדפן",
        "sources": "מקורות:",
        "one_source": "מקור יחיד",
        "from_desk": "מאת מערכת העלון",
        "by_desk": "{text} (מערכת העלון)",
        "state_run": "תקשורת ממלכתית",
        "developed": "התפתחויות מאז {date}",
        "from_earlier_issue": "מהגיליון של {date}",
        "photo": "צילום: {credit}",
        "picture_of": "תמונה לכתבה „{title}”",
        "file_photo": "תמונת ארכיון",
        "correction_of": "לגבי הגיליון של {date}",
        "source_reworded": "הכלי {outlet} שינה משפט שציטטנו: „{cited}” כעת כתוב שם: „{now}”",
        "source_gone": "הכלי {outlet} הסיר משפט שציטטנו: „{cited}”",
        "source_corrected": "הכלי {outlet} תיקן את הידיעה „{title}” שעליה הסתמכנו: „{now}”",
        "source_withdrawn": "הכלי {outlet} הסיר את הידיעה „{title}” שעליה הסתמכנו.",
        "how_written": "כל משפט מצוטט מכלי התקשורת ששמו מופיע אחריו.",
        "sources_used": {
            "one": "המקור של גיליון זה:",
            "two": "שני המקורות של גיליון זה:",
            "many": "{count} המקורות של גיליון זה:",
            "other": "{count} המקורות של גיליון זה:",
        },
        "why_you_get_this": "קיבלת הודעה זו כי הכתובת {address} נרשמה אל {newsletter}.",
        "preferences": "ההעדפות שלך",
        "unsubscribe": "הסרה מהרשימה",
        "archive": "גיליונות קודמים",
        "newer_issues": "גיליונות חדשים יותר",
        "older_issues": "גיליונות ישנים יותר",
        "no_issue_yet": "עדיין לא יצא גיליון.",
        "story_so_far": "הסיפור עד כה",
        "leave_question": "להסיר אותך מרשימת {newsletter}?",
        "leave_note": "לא יישלח אליך עוד גיליון שלו. דבר לא קורה עד ללחיצה על הכפתור.",
        "left": "הוסרת מהרשימה",
        "left_note": (
            "לא יישלח אליך עוד גיליון של {newsletter}. גיליון שנמצא ברגע זה בדרך עוד עשוי להגיע."
        ),
        "see_others": "אילו ניוזלטרים אחרים נשלחים אליך",
        "your_newsletters": "הניוזלטרים שלך",
        "change_saved": "השינוי נשמר.",
        "leave_one": "הסרה",
        "leave_named": "הסרה מרשימת {newsletter}",
        "leave_all": "הסרה מכולם",
        "gets_none": "אף ניוזלטר שלנו לא נשלח אליך.",
        "how_to_leave": "איך מסירים את המנוי",
        "how_to_leave_note": (
            "זהו עותק ציבורי. כדי להסיר את המנוי, או לראות אילו ניוזלטרים נשלחים "
            "אליך, יש להשתמש בקישור שבתחתית העותק שבתיבת הדואר שלך. הוא יודע איזה "
            "מנוי הוא שלך."
        ),
        "how_to_leave_write": "אם לא מצאת אותו, אפשר לכתוב אלינו:",
        "join_title": "קבלו את העלונים שלנו בדואר",
        "join_intro": "אפשר לבחור כמה שרוצים, ולבטל כל אחד בכל עת בלחיצה אחת.",
        "free_newsletters": "עלונים בחינם",
        "members_newsletters": "עלונים לחברים",
        "members_note": "אלה נשלחים לחברים בלבד. אפשר לבחור בהם אם נרשמת כחבר.",
        "become_member": "להצטרף כחבר",
        "latest_issue_of": "הגיליון האחרון של {newsletter}",
        "every_day": "בכל יום",
        "your_address": "כתובת הדואר שלך",
        "join_consent": (
            "אני רוצה לקבל בדואר את העלונים שבחרתי מאת {publication}. אפשר לבטל בכל עת."
        ),
        "join_button": "הרשמה",
        "join_named": "הרשמה אל {newsletter}",
        "join_choose": "יש לבחור לפחות עלון אחד.",
        "bad_address": "זו אינה כתובת דואר: נדרשים שם, הסימן @ ושם מתחם.",
        "look_again": "נא לעבור שוב על הבחירה וללחוץ על הכפתור.",
        "leave_empty": "יש להשאיר שדה זה ריק",
        "look_into_mailbox": "נא לבדוק את תיבת הדואר",
        "join_sent_note": (
            "אם אפשר לשלוח את העלונים שלנו אל {address}, הודעה כבר בדרך לשם. יש לפתוח את "
            "הקישור שבה וללחוץ על הכפתור; לפני כן לא יגיע שום עלון. אם לא הגיעה תוך כמה "
            "דקות, כדאי לבדוק בתיקיית הספאם."
        ),
        "already_reader": "כבר קוראים או חברים? אפשר לקבל קישור להעדפות",
        "access_title": "קישור להעדפות שלך",
        "access_note": "נא לכתוב את הכתובת שאליה מגיעים העלונים. הקישור יישלח לשם.",
        "access_button": "שליחת הקישור",
        "access_sent_note": "אם העלונים שלנו מגיעים אל {address}, הודעה עם הקישור כבר בדרך לשם.",
        "access_text": (
            "מישהו, קרוב לוודאי את או אתה, ביקש את הקישור לעלונים ולהעדפות. אם לא, אין צורך "
            "לעשות דבר."
        ),
        "confirm_subject": "נא לאשר את ההרשמה",
        "confirm_preheader": "שום עלון לא יגיע לפני הלחיצה על הכפתור.",
        "confirm_text": "מישהו, קרוב לוודאי את או אתה, הזין כתובת זו בדף שלנו וביקש:",
        "confirm_text_end": "אם לא, אין צורך לעשות דבר: שום עלון לא יגיע.",
        "confirm_button": "אישור",
        "asked_by_form": "הכתובת {address} הוזנה בדף של {newsletter}. הודעה זו היא התשובה היחידה.",
        "confirm_title": "לקבל את העלונים האלה?",
        "until_button": "שום דבר לא קורה לפני הלחיצה על הכפתור.",
        "confirmed": "ההרשמה הושלמה",
        "confirmed_note": "הגיליון הבא יגיע לתיבת הדואר שלך.",
        "confirm_gone": "קישור זה אינו פעיל עוד",
        "confirm_gone_note": "הוא ישן מדי, או שהבקשה בוטלה. אפשר לבקש שוב.",
        "see_preferences": "לעלונים ולהעדפות שלך",
        "trouble_429": "נא להמתין מעט",
        "trouble_429_note": "הגיעו טפסים רבים מדי מהרשת שלך. נא לנסות שוב בעוד שעה.",
        "other_newsletters": "עלונים נוספים",
        "pause_title": "הפסקה זמנית",
        "pause_until": "בלי עלונים עד",
        "pause_button": "להפסיק זמנית",
        "paused": "ההפסקה בתוקף: העלון הבא יגיע אחרי {date}.",
        "pause_end": "לסיים את ההפסקה",
        "bad_day": "יש לבחור יום ממחר ועד שנה קדימה.",
        "look_and_language": "תצוגה ושפה",
        "text_only": "לשלוח טקסט פשוט, בלי עיצוב ותמונות",
        "language_of_pages": "שפת הדפים וההודעות שלנו",
        "save": "שמירה",
        "own_data": "כתובת ונתונים",
        "fresh_link_note": (
            "הודעה עשויה להיות מועברת הלאה עם קישוריה. לשינוי הכתובת, לקבלת הנתונים או "
            "למחיקתם דרוש קישור חדש: נשלח אותו אל כתובתך, והוא פותח חלק זה ליום אחד."
        ),
        "link_sent": "הקישור בדרך אל כתובתך.",
        "new_address": "כתובת דואר חדשה",
        "change_address": "שינוי הכתובת",
        "change_address_note": "נשלח הודעה לכתובת החדשה. היא תקפה לאחר אישור משם.",
        "download_data": "לקבל את הנתונים שלי (JSON)",
        "erase_button": "למחוק אותי",
        "erase_question": "למחוק את כל מה שידוע לנו עליך?",
        "erase_note": (
            "הכתובת, הבחירות ותיעוד ההסכמה נמחקים מיד, ושום עלון לא יגיע עוד. נשארת רק טביעת "
            "אצבע של הכתובת, כדי ששום רשימה לא תחזיר אותה."
        ),
        "erased": "המחיקה בוצעה",
        "erased_note": "לא ידוע לנו עליך עוד דבר מלבד טביעת אצבע של הכתובת.",
        "undo": "ביטול: להירשם שוב",
        "undo_note": "אפשר לחזור בך תוך יום.",
        "undone": "ההרשמה חודשה",
        "undo_late": "עבר יותר מיום: נא להירשם מחדש.",
        "reason_question": "לספר לנו למה? לא חובה.",
        "reason_too_many": "יותר מדי הודעות",
        "reason_not_useful": "לא מועיל לי",
        "reason_not_asked": "לא ביקשתי אותו",
        "reason_other": "סיבה אחרת",
        "send_reason": "לשלוח את הסיבה",
        "reason_thanks": "תודה: זה עוזר לנו.",
        "how_made": "איך זה נעשה",
        "how_chosen": (
            "תוכנה קוראת את המקורות שלהלן ומקבצת דיווחים על אירוע אחד. היא מדרגת אירועים לפי "
            "מספר כלי התקשורת העצמאיים שדיווחו, ההתאמה לעלון והחידוש. העורכים יכולים לשנות "
            "כל גיליון לפני שליחתו."
        ),
        "how_quoted": (
            "כל משפט הוא של כלי התקשורת עצמו, ללא שינוי, ומקושר לכתבה. קיצור מסומן ב־„…”. "
            "הכותרות וסדר המשפטים הם של התוכנה."
        ),
        "our_sources": "המקורות שלנו",
        "source": "מקור",
        "owner": "בעלים",
        "country": "מדינה",
        "corrections_none": "אין תיקונים עד כה.",
        "privacy": "מה אנו שומרים עליך",
        "all_newsletters": "כל העלונים",
        "search": "חיפוש בגיליונות קודמים",
        "search_button": "חיפוש",
        "search_none": "אין גיליון שמכיל מילים אלה.",
        "for_members_only": "גיליון זה מיועד לחברים, והוא נמצא בתיבת הדואר שלהם.",
        "members": "לחברים",
        "neutral_reader": "שלך",
        "trouble_400": "זה לא הצליח",
        "trouble_400_note": "הכתובת אינה שלמה.",
        "trouble_404": "אין כאן דבר",
        "trouble_404_note": "ייתכן שהקישור נקטע. כדאי לנסות שוב מהעותק שבתיבת הדואר.",
        "trouble_405": "זה לא פועל כאן",
        "trouble_405_note": "אי אפשר להשתמש בדף הזה בדרך זו.",
        "trouble_413": "זה יותר מדי",
        "trouble_413_note": "הדף הזה מקבל רק טופס קצר.",
        "trouble_500": "משהו השתבש",
        "trouble_500_note": "הטעות שלנו. נא לנסות שוב מאוחר יותר.",
        "trouble_503": "מיד נשוב",
        "trouble_503_note": "כרגע אין לנו גישה לרשומות. נא לנסות שוב בעוד דקה.",
    },
)
