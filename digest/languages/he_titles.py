"""Hebrew title words: signs of features, deeds, quarrels and markets in a headline."""

from __future__ import annotations

from digest.languages.he_lands import LANDS, REGIONS, REMARKS
from digest.languages.sign import Sign
from digest.languages.title_words import TitleWords

TITLES = TitleWords(
    attached=r"[ושבלמכ]?ה?",
    topic_before_colon=True,
    soft_openings=(
        Sign(
            name="scene",
            pattern=r"^(?:כך|יום\sאחד|בתוך|על\sסיפון|מסע)",
            example="כך חיים על המעבורת",
        ),
    ),
    # a verb has its person in itself: a pronoun in front is a portrait's
    pronouns=(
        Sign(
            name="opening pronoun",
            pattern=r"^(?:הוא|היא|הם|הן)",
            example="היא מנווטת מעבורת",
        ),
    ),
    # signs of a feature
    people=(
        Sign(
            name="family",
            pattern=r"משפח(?:ה|ת|ות|תה|תו)|אמא|אימא|אבא|הורים|בן\sזוג|בת\sזוג|אחות(?:ה|ו)?|סבתא"
            r"|כלה|חתונה|אהבה|זוג",
            example="משפחות עוזבות את אוול",
        ),
        Sign(
            name="child",
            pattern=r"ילד(?:ה|ים|ות|י)?|תינוק(?:ת)?|נער(?:ה|ים)?",
            example="ילדי הנמל",
        ),
        Sign(name="woman or man", pattern=r"[אה]ישה|נשים|[אה]יש", example="האיש מהמגדלור"),
        Sign(
            name="art and pastime",
            pattern=r"פסנתרן|פסנתרנית|מוזיקאי(?:ת)?|זמר(?:ת)?|שחקנ?(?:ית)?|צלם|צלמת",
            example="פסנתרנית על הרציף",
        ),
        Sign(
            name="person at the place",
            pattern=r"ניצול(?:ה|ים|ות)?|עד(?:ים|ות)?\sראייה|תושבים|תושבי|רופא(?:ה|ים)?"
            r"|סיפור(?:ו|ה|ם|ים)?",
            example="תושבי אוול מחכים",
        ),
        Sign(name="writer and reader", pattern=r"אני|אנחנו|שלי|שלנו", example="המעבורת שלנו"),
    ),
    explains=(
        Sign(
            name="question word",
            pattern=r"איך|כיצד|למה|מדוע|מי|מה",
            example="איך שטות מעבורות",
        ),
        Sign(
            name="map and time line",
            pattern=r"מפה|מפת|ציר\sזמן|היסטוריה|פרשנות|ניתוח|מאחורי\sהקלעים",
            example="משבר המעבורות: ציר זמן",
        ),
        Sign(
            name="outlook",
            pattern=r"עתיד|חשש(?:ות)?|סיכו(?:ן|נים)|אתגר(?:ים)?|עלול(?:ה|ים)?|עשוי(?:ה|ים)?"
            r"|תרחיש(?:ים)?",
            example="העתיד של המעבורות",
        ),
        Sign(
            name="lesson",
            pattern=r"לקח(?:ים)?|תעלומה|דילמה|אסטרטגיה|שאלות|משמעות",
            example="לקחי השביתה והלקחים לעתיד",
        ),
    ),
    # signs of plain news
    says=(
        Sign(
            name="speech",
            pattern=r"אמר(?:ה|ו)?|אומר(?:ת|ים)?|לדברי|הודיע(?:ה|ו)?|מסר(?:ה|ו)?|לפי",
            example="הקברניט אמר שהמעבורות מחכות",
        ),
        Sign(
            name="warning",
            pattern=r"מזהיר(?:ה|ים)?|הזהיר(?:ה|ו)?|קורא(?:ת|ים)?|דורש(?:ת|ים)?|איים|איימה|מאיים"
            r"|מאיימת",
            example="הנמל מזהיר מעיכובים",
        ),
        Sign(
            name="charge",
            pattern=r"גינ(?:ה|תה|ו)|מגנה|מאשי(?:ם|מה|מים)|האשי(?:ם|מה|מו)|תוק(?:ף|פת)\sאת",
            example="כרים גינתה את השביתה",
        ),
        Sign(
            name="call and talk",
            pattern=r"דנ(?:ו|ים)|מכחיש(?:ה|ים)?|הכחיש(?:ה|ו)?|שוחח(?:ה|ו)?",
            example="השליחים דנים בנמל",
        ),
    ),
    offices=(
        Sign(
            name="force",
            pattern=r"צבא|צה[״\"]ל|כוחות|משטרה|פנטגון|חיל\sהים|חיל\sהאוויר",
            example="הצבא פינה את הרציף",
        ),
        Sign(
            name="office",
            pattern=r"שר(?:ה|ת|ים|י)?|משרד|נשיא(?:ה)?|ראש\sהממשלה|ממשלה|ממשלת|כנסת|פרלמנט"
            r"|בית\sמשפט|או[״\"]ם"
            r"|בית\sהלבן|שליח(?:ים)?|קבינט|רשויות",
            example="הפרלמנט דן במעבורות",
        ),
        Sign(name="sources", pattern=r"גורמים|מקורות", example="גורמים: המעבורות ייעצרו"),
    ),
    acts=(
        Sign(
            name="strike",
            pattern=r"נהרג(?:ה|ו)?|הרוג(?:ה|ים)?|תקיפ(?:ה|ת|ות)|תקף|תקפה|תקפו|פגע(?:ה|ו)?|הפציץ"
            r"|הפציצו"
            r"|טיל(?:ים)?|רקט(?:ה|ות)|כטב[״\"]?ם|רחפ(?:ן|נים)|פיצוץ|פשיטה|פיגוע",
            example="תקיפה באוול",
        ),
        Sign(
            name="capture",
            pattern=r"השתלט(?:ה|ו)?|כבש(?:ה|ו)?|תפס(?:ה|ו)?",
            example="מורדים כבשו את אוול",
        ),
        Sign(
            name="truce and accord",
            pattern=r"הפסקת\s(?:ה)?אש|הסכם|נסיגה|נסוג(?:ה|ו)?",
            example="הפסקת האש החלה",
        ),
        Sign(
            name="office gained or lost",
            pattern=r"התפטר(?:ה|ו)?|מונ(?:ה|תה)|נבחר(?:ה|ו)?|פוטר(?:ה)?|הודח(?:ה)?",
            example="מנהל הנמל התפטר",
        ),
        Sign(
            name="court",
            pattern=r"נעצר(?:ה|ו)?|הואש(?:ם|מה)|תבע(?:ה|ו)?",
            example="שניים נעצרו",
        ),
        Sign(
            name="decision",
            pattern=r"אישר(?:ה|ו)?|דח(?:ה|תה|ו)|הורה|הורתה|חתמ(?:ה|ו)|חתם",
            example="הכנסת אישרה את התקציב",
        ),
        Sign(
            name="start and stop",
            pattern=r"עצר(?:ה|ו)?|השע(?:ה|תה)|פרס(?:ה|ו)?|השיק(?:ה|ו)?|דחיית",
            example="כרים עצרה את המעבורות",
        ),
    ),
    exclusives=(
        Sign(name="own find", pattern=r"^(?:בלעדי|פרסום\sראשון)", example="בלעדי: הנמל ייסגר"),
    ),
    # quarrels at home
    quarrels=(
        Sign(
            name="campus",
            pattern=r"קמפוס(?:ים)?|אוניברסיט(?:ה|ת|אות)|סטודנטים",
            example="ויכוח באוניברסיטה",
        ),
        Sign(
            name="faith at home",
            pattern=r"בתי\sכנסת|אנטישמי(?:ות|ת|ים)?",
            example="בתי כנסת ביקשו שמירה",
        ),
        Sign(
            name="party",
            pattern=r"רפובליקנים|דמוקרטים|סנאטור(?:ים)?|קונגרס|קואליציה|אופוזיציה",
            example="סנאטורים חלוקים על כרים",
        ),
        Sign(name="vote", pattern=r"בוחרים|סקר(?:ים)?|תעמולה", example="סקר על כרים"),
    ),
    blame=(
        Sign(
            name="blame",
            pattern=r"סערה\sפוליטית|ויכוח|עימות\sמילולי",
            example="ויכוח על המעבורות",
        ),
    ),
    # deeds that were done
    # the past of a verb, and the people that it harmed
    deeds=(
        Sign(
            name="hit and shot",
            pattern=r"נהרג(?:ה|ו)?|הרוג(?:ה|ים)?|נפצע(?:ה|ו)?|פצוע(?:ה|ים)?|פגע(?:ה|ו)?|תקף|תקפה"
            r"|תקפו"
            r"|הפציצ(?:ה|ו)|הפציץ|יר(?:ה|תה|ו)|חיסל(?:ה|ו)?|חוסל(?:ה|ו)?",
            example="כטב״ם פגע במחסן",
        ),
        Sign(
            name="destroyed",
            pattern=r"הטביע(?:ה|ו)?|טבע(?:ה|ו)?|הרס(?:ה|ו)?|השמיד(?:ה|ו)?|יירט(?:ה|ו)?"
            r"|יורט(?:ה|ו)?",
            example="חיל הים הטביע תשע סירות",
        ),
        Sign(
            name="taken by force",
            pattern=r"השתלט(?:ה|ו)?|כבש(?:ה|ו)?|פשט(?:ה|ו)?|פלש(?:ה|ו)?|הטיל(?:ה|ו)?\sמצור"
            r"|תפס(?:ה|ו)?",
            example="חיילים השתלטו על מחסן",
        ),
        Sign(
            name="harm to people",
            pattern=r"מת(?:ה|ו)?|נעדר(?:ים|ת)?|נחטפ(?:ה|ו)|נחטף|נרצח(?:ה|ו)?|פונו",
            example="תשעה עובדים נחטפו",
        ),
        Sign(
            name="office gained or lost",
            pattern=r"התפטר(?:ה|ו)?|מונ(?:ה|תה)|נבחר(?:ה|ו)?|פוטר(?:ה)?|הודח(?:ה)?",
            example="מנהל הנמל התפטר",
        ),
        Sign(
            name="court",
            pattern=r"נעצר(?:ה|ו)?|עצרה\sאת|נידו(?:ן|נה|נו)|הורשע(?:ה|ו)?|הוצא\sלהורג|הוצאו\sלהורג",
            example="עובד נמל נעצר",
        ),
        Sign(
            name="decision",
            pattern=r"אישר(?:ה|ו)?|דח(?:ה|תה|ו)|חתמ(?:ה|ו)|חתם|אסר(?:ה|ו)?|הכריז(?:ה|ו)?\sמלחמה"
            r"|הטיל(?:ה|ו)?",
            example="הכנסת אישרה הפסקת אש",
        ),
        Sign(
            name="forces moved",
            pattern=r"נסוג(?:ה|ו)?|הסיג(?:ה|ו)?|פרס(?:ה|ו)?|שלח(?:ה|ו)?",
            example="כרים הסיגה את סירותיה",
        ),
        Sign(
            name="start and stop",
            pattern=r"עצר(?:ה|ו)?|סגר(?:ה|ו)?|נסגר(?:ה|ו)?|החל(?:ה|ו)|הסתיים|הסתיימה|צמצמ(?:ה|ו)"
            r"|השע(?:ה|תה)",
            example="כרים עצרה את ההפקה",
        ),
        Sign(name="freed", pattern=r"שחרר(?:ה|ו)?|שוחרר(?:ה|ו)?", example="שני עובדים שוחררו"),
    ),
    undone=(
        Sign(name="denial", pattern=r"לא", example="הכטב״ם לא פגע במחסן"),
        Sign(name="denial for all times", pattern=r"מעולם", example="הכטב״ם מעולם פגע במחסן"),
    ),
    later=(
        Sign(
            name="what came before",
            pattern=r"אחרי|לאחר|מאז|בעקבות|על\sרקע|בזמן|לפני|כאשר",
            example="המחירים עלו אחרי שכטב״ם פגע במחסן",
        ),
        Sign(
            name="condition",
            pattern=r"אם\sלא|למרות|אלא\sאם",
            example="השיחות נמשכות למרות התקיפה",
        ),
    ),
    # news of elsewhere
    lands=LANDS,
    regions=REGIONS,
    remarks=REMARKS,
    markets=(
        Sign(
            name="energy price",
            pattern=r"מחיר(?:י|ים)?\s(?:ה)?(?:נפט|גז|דלק)|ברנט|בנזין",
            example="מחירי הנפט עלו",
        ),
        Sign(
            name="trade on markets",
            pattern=r"בורס(?:ה|ת|ות)|מניות|שווקים|אג[״\"]ח|משקיעים|אינפלציה|כלכלה|דולר|קריפטו",
            example="הבורסה ירדה",
        ),
        Sign(
            name="flight and travel",
            pattern=r"חברות\s(?:ה)?תעופה|טיסות|טייסים|תיירים|נוסעים",
            example="חברות התעופה נמנעות מכרים",
        ),
    ),
)
