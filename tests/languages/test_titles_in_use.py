"""A title of each language shows a feature, a deed, a remark of a land, a quarrel or a market."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from digest.edit.deeds import remarks_from_elsewhere, tells_deed
from digest.edit.features import feature_share, quarrels_only
from digest.edit.title_words import lands_in, names_market, title_pattern
from digest.models import Article

NOON = datetime(2026, 8, 13, 12, tzinfo=UTC)

FEATURES = {
    "de": [
        "Mein Leben auf der Fähre nach Karim",
        "„Wir warten seit Monaten“: Familien am Hafen von Karim",
        "Wie Kinder in Karim den Krieg erleben",
        "Eine Pianistin spielt für den Hafen",
        "Sie steuert die letzte Fähre: eine Frau und ihr Hafen",
    ],
    "fr": [
        "Dans les cales du dernier bac du Karim",
        "Une pianiste et les enfants du port : une histoire d’Avel",
        "« Nous attendons » : des familles du port racontent leur histoire",
        "Ma vie avec les dockers du Karim",
        "Comment les enfants du Karim vivent la guerre",
    ],
    "tr": [
        "Benim vapurum: Karim'de bir anne",
        "Karim'in çocukları savaşı nasıl yaşıyor?",
        "Limandaki ailelerin hikâyesi: Biz bekliyoruz",
        "Bir gün Karim vapurunda",
    ],
    "ar": [
        "كيف يعيش أطفال كريم الحرب؟",
        "على متن آخر عبارة في كريم",
        "حكاية عازف في ميناء كريم: دروس من الحرب",
        "عائلات الميناء: أسئلة بلا جواب؟",
    ],
    "fa": [
        "کودکان کریم جنگ را چگونه می‌بینند؟",
        "روایت مادران بندر از سال‌های انتظار: چرا ماندیم؟",
        "زندگی من بر کشتی کریم: داستان یک پیانیست",
    ],
    "he": [
        "כך חיים ילדים בכרים: הסיפור של משפחות הנמל",
        "אמא על המעבורת: למה נשארנו?",
        "היא מנווטת את המעבורת האחרונה של משפחתה",
    ],
}

NEWS = {
    "de": [
        "Armee meldet zwölf Tote bei Luftangriff auf Karim",
        "Parlament billigt Waffenruhe mit Karim",
        "Minister von Marenia tritt zurück",
        "Im Hafen von Karim brennt ein Depot",
    ],
    "fr": [
        "L’armée annonce la mort de douze soldats dans un raid sur Karim",
        "Le parlement approuve une trêve avec le Karim",
        "La ministre de Marénie démissionne",
        "Un dépôt brûle au port de Karim",
    ],
    "tr": [
        "Ordu: Karim'e hava saldırısında 12 ölü",
        "Meclis Karim ile ateşkesi onayladı",
        "Marenya bakanı istifa etti",
        "Karim limanında depo yandı",
    ],
    "ar": [
        "الجيش: مقتل 12 في غارة على كريم",
        "البرلمان يقر هدنة مع كريم",
        "استقالة وزير مارينيا",
        "حريق في مستودع بميناء كريم",
    ],
    "fa": [
        "ارتش: ۱۲ کشته در حمله به کریم",
        "مجلس آتش‌بس با کریم را تصویب کرد",
        "وزیر مارنیا استعفا داد",
    ],
    "he": [
        "הצבא: 12 הרוגים בתקיפה בכרים",
        "הפרלמנט אישר הפסקת אש עם כרים",
        "שר במרניה התפטר",
    ],
}

DEEDS = {
    "de": [
        "Krieg in Karim: Marenia greift Depots an",
        "Rebellen töten 20 Soldaten in Karim",
        "Kampfjets greifen Ziele in Karim an",
        "Drohne trifft Depot in Karim",
        "Soldaten nehmen Hafen von Avel ein",
        "Hafenchef von Avel tritt nach Streik zurück",
        "Marenia zieht seine Boote aus Karim ab",
        "Neun Tote bei Beschuss von Avel",
    ],
    "fr": [
        "Frappes au Karim : neuf morts",
        "La Marénie signe un accord avec le Karim",
        "Un drone frappe un dépôt au Karim",
        "Des soldats s’emparent du port d’Avel",
        "La Marénie retire ses bateaux du Karim",
        "Neuf morts à Avel",
        "Le chef du port démissionne",
    ],
    "tr": [
        "Karim'de saldırı: 9 ölü",
        "Drone Karim'de depoyu vurdu",
        "Askerler Avel limanını ele geçirdi",
        "Saldırının ardından liman başkanı istifa etti",
        "İsyancılar iki işçiyi serbest bıraktı",
    ],
    "ar": [
        "كريم: مقتل تسعة عمال",
        "مقتل تسعة عمال في أفيل",
        "مارينيا تسحب قواربها من كريم",
        "البرلمان يقر الهدنة",
        "الإفراج عن عاملين في أفيل",
        "واعتقال اثنين في الميناء",
    ],
    "fa": [
        "حمله به کریم: ۹ کشته",
        "پهپاد انباری در کریم را هدف قرار داد",
        "وزیر مارنیا استعفا داد",
        "۹ کشته در آول",
    ],
    "he": [
        "תקיפה בכרים: תשעה הרוגים",
        "כטב״ם פגע במחסן בכרים",
        "שר במרניה התפטר",
        "תשעה הרוגים באוול",
        "צה״ל תקף באוול",
    ],
}

NO_DEEDS = {
    "de": [
        "Rebellen wollen Soldaten töten",
        "Präsidenten treffen sich in Avel",
        "Marenia will Depots angreifen",
        "Drohne hat Depot nicht getroffen",
        "Depot soll angegriffen werden",
        "Preise steigen, nachdem Soldaten Depot stürmten",
        "Gesandter nennt das einen „Angriff, der tötet“",
    ],
    "fr": [
        "La Coupe du monde au Karim",
        "Un signe de détente au Karim",
        "La Marénie veut frapper des dépôts",
        "Avel pourrait être frappé",
        "Le drone n’a pas frappé Avel",
        "Les prix montent après la mort de neuf dockers",
        "L’émissaire parle d’un « drone qui tue »",
    ],
    "tr": [
        "Marenya depoları vurmak istiyor",
        "Drone depoyu vurmadı",
        "Marenya limanı vurabilir",
    ],
    "ar": [
        "مارينيا لم تقصف المستودع",
        "مارينيا قد تقصف المستودع",
        "الأسعار ترتفع بعد قصف المستودع",
        "مبعوثان يبحثان أزمة الميناء",
    ],
    "fa": ["مارنیا می‌خواهد انبار را هدف قرار دهد", "قیمت‌ها بالا رفت"],
    "he": [
        "הנמל פתוח החל מיום שני",
        "מרניה רוצה לתקוף מחסנים",
        "הנמל לא נפגע",
        "המחירים עלו אחרי שכטב״ם פגע במחסן",
    ],
}

REMARKS = {
    "de": [
        "Frankreich warnt vor Krieg in Karim",
        "Deutscher Außenminister fordert Ende der Kämpfe",
        "Angriffe brechen das Recht, sagt Großbritannien",
    ],
    "fr": [
        "L’Allemagne met en garde contre la guerre au Karim",
        "La ministre allemande appelle à une trêve",
        "Ces raids violent le droit, estime Londres",
    ],
    "tr": [
        "Almanya savaşa karşı uyardı",
        "Almanya'dan savaş uyarısı",
        "Fransa: Savaş sona ermeli",
        "Rusya Dışişleri Bakanı Karim'deki saldırıyı kınadı",
    ],
    "ar": [
        "ألمانيا تحذر من الحرب في كريم",
        "فرنسا: الحرب يجب أن تنتهي",
        "وزير الخارجية الألماني يدعو إلى هدنة",
        "وروسيا تدين الغارة",
    ],
    "fa": ["آلمان درباره جنگ در کریم هشدار داد", "روسیه حمله به کریم را محکوم کرد"],
    "he": ["גרמניה מזהירה מפני מלחמה בכרים", "רוסיה גינתה את התקיפה", "צרפת קוראת להפסקת אש"],
}

NO_REMARKS = {
    "de": [
        "Marenia warnt Karim",
        "Frankreich schickt Schiffe nach Karim",
        "Hafenchef warnt Karim",
    ],
    "fr": [
        "La Marénie met en garde le Karim",
        "La France envoie des navires au Karim",
        "Le chef du port met en garde les dockers",
    ],
    "tr": [
        "Marenya Karim'i uyardı",
        "Almanya Karim'e gemi gönderdi",
        "Almanya'da 9 ölü",
        "Marenya Almanya'yı uyardı",
    ],
    "ar": ["مارينيا تحذر كريم", "ألمانيا ترسل سفنا إلى كريم", "ألمانيا: مقتل تسعة عمال"],
    "fa": ["مارنیا به کریم هشدار داد", "آلمان کشتی به کریم فرستاد"],
    "he": ["מרניה מזהירה את כרים", "גרמניה שלחה ספינות לכרים"],
}

QUARRELS = {
    "de": ["Wähler und Republikaner uneins über Karim", "Streit an der Universität über Karim"],
    "fr": ["Les démocrates divisés sur le Karim", "Polémique à l’université sur le Karim"],
    "tr": ["Senatörler Karim konusunda bölündü", "Üniversitede Karim tartışması"],
    "ar": ["خلاف بين الجمهوريين على كريم", "جدل في جامعة أفيل حول كريم"],
    "fa": ["اختلاف سناتورها درباره کریم", "جنجال در دانشگاه آول درباره کریم"],
    "he": ["סנאטורים חלוקים על כרים", "ויכוח באוניברסיטה על כרים"],
}

ACTS_OF_PARLIAMENTS = {
    "de": "US-Kongress billigt Waffen für Karim",
    "fr": "Le Congrès approuve des armes pour le Karim",
    "tr": "Kongre Karim'e silahı onayladı",
    "ar": "الكونغرس يقر أسلحة لكريم",
    "fa": "کنگره تسلیحات برای کریم را تصویب کرد",
    "he": "הקונגרס אישר נשק לכרים",
}

MARKETS = {
    "de": ["Ölpreise steigen wegen Karim", "Fluggesellschaften meiden Karim"],
    "fr": ["Le prix du pétrole bondit", "Des compagnies aériennes évitent le Karim"],
    "tr": ["Petrol fiyatları yükseldi", "Borsa düştü"],
    "ar": ["أسعار النفط ترتفع", "شركات الطيران تتجنب كريم"],
    "fa": ["قیمت نفت بالا رفت", "بورس سقوط کرد"],
    "he": ["מחירי הנפט עלו", "חברות התעופה נמנעות מכרים"],
}


def page(title: str, language: str) -> Article:
    return Article(id="a", url="", title=title, language=language, published=NOON)


def each(table: dict[str, list[str]]) -> pytest.MarkDecorator:
    rows = []
    for code, titles in table.items():
        for title in titles:
            rows.append((code, title))
    return pytest.mark.parametrize(("code", "title"), rows)


@each(FEATURES)
def test_a_portrait_is_more_of_a_feature_than_a_report(code: str, title: str) -> None:
    assert feature_share(page(title, code)) > 0.5


@each(NEWS)
def test_plain_news_is_no_feature(code: str, title: str) -> None:
    assert feature_share(page(title, code)) < 0.2


@each(DEEDS)
def test_a_deed_that_was_done_is_known_by_its_verb_or_noun(code: str, title: str) -> None:
    assert tells_deed(page(title, code))


@each(NO_DEEDS)
def test_a_plan_a_denial_and_a_later_clause_tell_no_deed(code: str, title: str) -> None:
    assert not tells_deed(page(title, code))


@each(REMARKS)
def test_the_words_of_a_land_elsewhere_are_a_remark(code: str, title: str) -> None:
    assert lands_in(title, code)
    assert remarks_from_elsewhere(page(title, code), [])
    # a topic that looks for all of the title has its land, too
    assert not remarks_from_elsewhere(page(title, code), [(0, len(title))])


@pytest.mark.parametrize(
    ("code", "title"),
    [
        # words for money and for a friend that are written as the name of a land
        ("tr", "Karim'e mali destek"),
        ("ar", "دعم مالي لكريم"),
        ("fa", "کمک مالی به کریم"),
        ("he", "הפגנה פרו-כרימית באוול"),
        ("tr", "Karim'e çek verildi"),
        ("ar", "مدرسة بنين في كريم"),
        ("fr", "Avel, Solmar et Karim"),
    ],
)
def test_a_word_that_is_written_like_a_land_names_none(code: str, title: str) -> None:
    assert lands_in(title, code) == []


@each(NO_REMARKS)
def test_deeds_and_the_words_of_others_are_no_remark(code: str, title: str) -> None:
    assert not remarks_from_elsewhere(page(title, code), [])


@each(QUARRELS)
def test_a_quarrel_at_home_tells_no_act(code: str, title: str) -> None:
    assert quarrels_only([page(title, code)])
    assert not quarrels_only([page(title, code), page(ACTS_OF_PARLIAMENTS[code], code)])


@each(MARKETS)
def test_a_market_is_known_in_the_language_of_its_title(code: str, title: str) -> None:
    assert title_pattern(code, "markets").search(title)
    assert names_market(title)
    assert not title_pattern("en", "markets").search(title)
