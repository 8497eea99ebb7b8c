"""Hebrew lands: names of lands of the world, and ways to say that one of these speaks."""

from __future__ import annotations

from digest.languages.sign import Sign

_PEOPLE = r"(?:י|ים|ית|יות)?"
"""Endings that make a people of the name of a land."""

# the rims of the region are left out, as in English: their news is often news of the region
LANDS = (
    Sign(
        name="Europe in the west",
        pattern=r"בריטניה|בריטי(?:ם|ת)?|אנגליה|אירלנד|סקוטלנד|צרפת|צרפתי(?:ם|ת)?|גרמניה"
        r"|גרמני(?:ם|ת)?"
        r"|ספרד|פורטוגל|איטליה|איטלקי(?:ם|ת)?|הולנד|הולנדי(?:ם|ת)?|בלגיה|שווייץ|אוסטריה|לונדון|פריז"
        r"|ברלין|ותיקן|מקרון",
        example="גרמניה ספרה את ספינותיה",
    ),
    Sign(
        name="Europe in the north and east",
        pattern=r"גרינלנד|דנמרק|נורווגיה|שוודיה|פינלנד|איסלנד|פולין|פולני(?:ם|ת)?|הונגריה|צ['׳]כיה"
        r"|סלובקיה|סלובניה|רומניה|בולגריה|מולדובה|אסטוניה|לטביה|ליטא|בלארוס|קרואטיה|סרביה|בוסניה"
        r"|קוסובו|אלבניה|מקדוניה",
        example="נורווגיה ספרה את ספינותיה",
    ),
    Sign(
        name="Europe as a whole",
        pattern=rf"אירופה|אירופא{_PEOPLE}|איחוד\sהאירופי",
        example="שרי אירופה נפגשו",
    ),
    Sign(
        name="Ukraine and Russia",
        pattern=rf"אוקראינה|אוקראינ{_PEOPLE}|זלנסקי|קייב|רוסיה|רוסי(?:ם|ת)?|קרמלין|מוסקבה|פוטין",
        example="רוסיה ספרה את ספינותיה",
    ),
    Sign(
        name="Asia",
        pattern=r"קזחסטן|אוזבקיסטן|קירגיזסטן|טג['׳]יקיסטן|טורקמניסטן|מונגוליה|הודו|הודי(?:ם|ת)?"
        r"|פקיסטן"
        r"|אפגניסטן|בנגלדש|סרי\sלנקה|נפאל|סין|סיני(?:ם|ת)?|בייג['׳]ינג|טאיוואן|הונג\sקונג|יפן"
        r"|יפני(?:ם|ת)?|טוקיו|(?:צפון|דרום)\sקוריאה|קוריאה|אסיה|תאילנד|וייטנאם|קמבודיה|מיאנמר"
        r"|פיליפינים|מלזיה|אינדונזיה|סינגפור",
        example="יפן ספרה את ספינותיה",
    ),
    Sign(
        name="Africa",
        # the north of Africa belongs to the region
        pattern=r"(?<!צפון\s)אפריקה|אפריקני(?:ם|ת)?|ניגריה|ניז['׳]ר|מאלי|גאנה|סנגל|קמרון|צ['׳]אד"
        r"|קניה|אוגנדה|רואנדה|קונגו|אנגולה|זמביה|זימבבואה|מוזמביק|טנזניה|אתיופיה",
        example="קניה ספרה את ספינותיה",
    ),
    Sign(
        name="America and Australia",
        pattern=r"קנדה|קנדי(?:ם|ת)?|מקסיקו|קובה|האיטי|ג['׳]מייקה|גואטמלה|הונדורס|ניקרגואה|פנמה"
        r"|אמריקה\sהלטינית|ברזיל|ארגנטינה|צ['׳]ילה|פרו(?![-־])|קולומביה|ונצואלה|בוליביה|אקוודור"
        r"|אוסטרליה"
        r"|ניו\sזילנד",
        example="קנדה ספרה את ספינותיה",
    ),
)
"""Names of lands, their people and capitals."""

REGIONS = (
    Sign(
        name="Middle East",
        pattern=r"מזרח\sהתיכון|מפרץ|לבנט|מגרב|צפון\sאפריקה",
        example="מלחמה במזרח התיכון",
    ),
    Sign(
        name="its peoples",
        pattern=r"ערבי(?:ם|ות|ת)?|מוסלמי(?:ם|ת|ות)?|עולם\sהאסלאמי",
        example="שליחים ערבים נפגשו",
    ),
)
"""Names of the region as a whole, which are no place of the gazetteer."""

_SAYS = (
    r"(?:מזהיר(?:ה|ים)?|הזהיר(?:ה|ו)?|מגנה|מגנים|גינ(?:ה|תה|ו)|קור(?:א|את|אים)\sל|קרא(?:ה|ו)?\sל"
    r"|דור(?:ש|שת|שים)|דרש(?:ה|ו)?|מאשי(?:ם|מה|מים)|האשי(?:ם|מה|מו)|אמר(?:ה|ו)?|אומר(?:ת|ים)?"
    r"|מבקר(?:ת|ים)?\sאת|מכחיש(?:ה|ים)?|הכחיש(?:ה|ו)?|מברכ(?:ת|ים)|בירכה|מקווה|מתנגד(?:ת|ים)?)"
)

REMARKS = (
    Sign(
        name="a land speaks",
        # "calls for" is written onto the word behind it
        pattern=rf"LAND(?: \S+){{0,3}}? {_SAYS}\w*",
        example="גרמניה מזהירה מפני מלחמה",
    ),
    Sign(
        name="a land in front",
        pattern=r"^LAND:(?= )(?!.*(?:הרוג|פצוע|נעצר|\d))",
        example="צרפת: המלחמה חייבת להיגמר",
    ),
)
"""Ways in which a title says that a land speaks."""
