"""Offers to the visitor of a page: to read on as a subscriber, a member or for a price.

A call may begin in any way, so its parts decide: words for an account or a price, words for
reading, and a form that speaks to the visitor or of the page itself. News about subscribers has
one or two of the three.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

MAX_OFFER_WORDS = 24
"""A longer paragraph tells something; an offer is a line."""

SHORT_OFFER_WORDS = 8
"""So short a line needs no word for reading: "Exclusive to subscribers"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Offers:
    """The words of one language."""

    account: re.Pattern[str]
    """Subscriptions, accounts, prices."""
    reading: re.Pattern[str]
    """Articles, and to read."""
    address: re.Pattern[str]
    """Forms that speak to the visitor, or of this article."""
    opening: re.Pattern[str]
    """Words with which a line asks or offers."""
    exclusive: re.Pattern[str]
    """Words that keep a text for some."""


def _offers(*, account: str, reading: str, address: str, opening: str, exclusive: str) -> _Offers:
    return _Offers(
        account=re.compile(account, re.IGNORECASE),
        reading=re.compile(reading, re.IGNORECASE),
        address=re.compile(address, re.IGNORECASE),
        opening=re.compile(opening, re.IGNORECASE),
        exclusive=re.compile(exclusive, re.IGNORECASE),
    )


_BY_LANGUAGE = (
    # English
    _offers(
        account=r"subscri(?:be|ber|ption)|log(?:ging)? ?in\b|sign(?:ing)? (?:in|up)\b"
        r"|regist(?:er|ering|ration)\b|(?:free|an|your|my) account\b|(?:paying|free) members?\b"
        r"|members? only|only (?:paying )?members|membership|premium|upgrade|free trial"
        r"|for (?:just|only|as little as|free)\b|[$£€]\d|\bgift\b",
        reading=r"\bread(?:ing)?\b|\barticles?\b|\bstor(?:y|ies)\b|\bcontent\b|\bpost\b"
        r"|\bfull (?:text|analysis|version)|unlimited access|\bjournalism\b",
        address=r"\byou(?:r|['’]\w+)?\b|\bour\b"
        r"|\b(?:this|the full) (?:article|story|post|content|piece|report)\b",
        opening=r"please|subscribe|sign|log in|register|join|upgrade|continue|purchase|buy|unlock"
        r"|get|give|have an|access|read|try|start|create|become|enjoy|only|just|not an?|for the"
        r"|the full|exclusive",
        exclusive=r"\bonly\b|\bexclusive(?:ly)?\b|\breserved\b",
    ),
    # German
    _offers(
        account=r"abonn(?:ent|ier|ement)|\babos?\b|\w(?:abo|plus)\b|\bplus\b|anmelden|anmeldung"
        r"|einloggen|melden sie sich|registrier|konto\b|mitglied|kostenlos|gratis|freier? artikel",
        reading=r"weiter(?:zu)?lesen|\blesen\b|\bartikel|\btexte?\b|\binhalte?\b|\bbeitr[äa]g",
        address=r"\bsie\b|\bihr(?:e[nmrs]?)?\b|\bdiese[rns]? (?:artikel|text|inhalt|beitrag)"
        r"|\bganzen? text",
        opening=r"jetzt|nur|noch kein|bereits|zum weiterlesen|weiterlesen|lesen|testen|melden"
        r"|schlie[ßs]{1,2}en|um|mit|sie|diese[nr]|f[üu]r|exklusiv",
        exclusive=r"\bexklusiv|\bnur\b|\bvorbehalten|^f[üu]r abonn",
    ),
    # French
    _offers(
        account=r"abonn|connect(?:ez|er)|identifiez|inscri(?:vez|re|ption)|compte\b|gratuit"
        r"|illimit|\boffert|\boffres?\b|\d ?€|sans engagement|membres?\b",
        reading=r"\blire\b|\blu\b|\blecture|\barticles?\b|\bcontenus?\b|\bsuite\b|engagement",
        address=r"\bvous\b|\bv(?:os|otre)\b|\bn(?:os|otre)\b|\bcet article\b|\bce contenu\b"
        r"|\bla suite\b|\br[ée]siliable",
        opening=r"abonn|d[ée]j[àa]|pas encore|pour|profitez|cr[ée]ez|lire|contenu|acc[ée]dez|sans"
        r"|poursuivez|connectez|testez|d[ée]couvrez|essayez|article|vous|cet article|ce contenu",
        exclusive=r"\bexclusi|\br[ée]serv|\bseulement\b",
    ),
    # Spanish
    _offers(
        account=r"suscr[ií]|inici(?:a|e|ar) sesi[óo]n|reg[íi]str|cuenta\b|\bsoci[oa]s?\b|gratis"
        r"|gratuit"
        r"|\d ?(?:euros?|€)|ilimitad|sin l[íi]mites",
        reading=r"\blee(?:r)?\b|\bleyendo\b|\bart[íi]culos?\b|\bcontenidos?\b|\bnota\b|\bnoticia\b"
        r"|\bacceso\b|\bcontinuar\b|convi[ée]rtete en",
        address=r"\best[ea] (?:art[íi]culo|contenido|noticia|nota)\b|\bt[úu]s?\b|\bsu\b|\btodo el"
        r"|\bla nota completa|\bpara (?:seguir|continuar|leer)",
        opening=r"suscr|reg[íi]str|lee|inici|hazte|accede|si quieres|convi[ée]rtete|para|esta|este"
        r"|¿?ya|disfruta|h(?:as|a) (?:alcanzado|superado|llegado)|contenido|art[íi]culo|s[óo]lo",
        exclusive=r"\bexclusiv|\bs[óo]lo\b|\breservad",
    ),
    # Italian
    _offers(
        account=r"abbon|acced[ie]\b|registra(?:ti|zione)|account\b|login|gratis|gratuit"
        r"|\d ?(?:euro|€)",
        reading=r"\blegg(?:ere|i)\b|\bletto\b|\blettura\b|\barticol[oi]\b|\bcontenut[oi]\b"
        r"|effettua il login",
        address=r"\beffettua\b|\bquesto (?:articolo|contenuto)|\bl['’]articolo completo|\btuo\b"
        r"|\btutti gli art"
        r"|\bper (?:continuare|leggere)|\bla lettura\b",
        opening=r"abbonati|accedi|registrati|leggi|vuoi|hai|sottoscrivi|se sei|sei gi[àa]|prosegui"
        r"|per|articolo|contenuto|questo",
        exclusive=r"\briservat|\besclusiv|\bsolo\b",
    ),
    # Portuguese
    _offers(
        account=r"assin(?:e|ante|atura)|cadastr|\blogin\b|inici(?:e|ar) sess|conta\b|gr[áa]tis"
        r"|gratuit",
        reading=r"\bler\b|\blendo\b|\bleitura\b|\bartigos?\b|\bconte[úu]do|\bmat[ée]rias?\b|\bsess",
        address=r"\best[ea] (?:artigo|conte[úu]do|mat[ée]ria)|\bvoc[êe]\b|\btorne-se|\bseu?\b"
        r"|\bj[áa] [ée]",
        opening=r"assine|cadastre|j[áa]|para|se j[áa]|voc[êe]|conte[úu]do|artigo|este|esta|torne",
        exclusive=r"\bexclusiv|\bs[óo]\b|\brestrit|\breservad",
    ),
    # Dutch
    _offers(
        account=r"abonne|inlog|log in\b|account\b|\blid\b|gratis|registre",
        reading=r"\blees\b|\blezen\b|\bartikel|\bverhaal\b",
        address=r"\bdit artikel|\bje\b|\bu\b|\bjouw\b|\bverder\b",
        opening=r"lees|log|al|word|om|voor|exclusief|neem|maak|heb|meld",
        exclusive=r"\balleen\b|\bexclusief|\bvoorbehouden",
    ),
    # Turkish
    _offers(
        account=r"\babone|[üu]ye(?:lik|lere| ol| giri)|giri[şs] yap|[üu]cretsiz|\bTL\b"
        r"|s[ıi]n[ıi]rs[ıi]z",
        reading=r"okuma|okuyu|i[çc]eri[ğg]|haber|yaz[ıi](?:n[ıi]n)?\b|eri[şs]im|abone ol"
        r"|giri[şs]i? yap",
        address=r"\b(?:bu|t[üu]m) (?:haber|i[çc]erik|yaz[ıi])|mal[ıi]s[ıi]n[ıi]z|\bolun\b|misiniz"
        r"|\bi[çc]in\b|\byap[ıi]n\b",
        opening=r"devam|bu|okuma|zaten|haberin|abone|hemen|[üu]ye|t[üu]m|ilk ay|[üu]cretsiz",
        exclusive=r"\bsadece\b|\byaln[ıi]zca\b|[öo]zel",
    ),
    # Polish
    _offers(
        account=r"subskry|prenumer|zaloguj|zarejestruj|konto\b|wykup|dost[ęe]p|\bkup\b",
        reading=r"czyta|artyku|tre[śs][ćc]|tekst",
        address=r"\bczytaj\b|\baby\b|\bten (?:artyku|tekst)|\bdalsz[aą]|pozosta[łl]o|\bdost[ęe]pn",
        opening=r"kup|aby|masz|pozosta[łl]o|tre[śs][ćc]|artyku|dalsza|zaloguj|wykup|tylko",
        exclusive=r"\btylko\b|\bwy[łl][ąa]cznie",
    ),
    # Russian and Ukrainian
    _offers(
        account=r"подпи[сш]|войд|аккаунт|зарегистрир|бесплатн|передплат|увійд|зареєструй"
        r"|безкоштовн",
        reading=r"чита|чтени|стать|материал|текст|прочит|статт|матеріал",
        address=r"\bвы\b|\bваш|полный текст|полностью|целиком|\bчтобы\b|продолжени|доступ|\bщоб\b",
        opening=r"чтобы|для|полный|подпи|эксклюзив|статья|материал|вы|уже|только|войдите|щоб|лише",
        exclusive=r"\bтолько\b|эксклюзив|\bлише\b|ексклюзив",
    ),
    # Arabic
    _offers(
        account=r"اشترك|اشتراك|مشترك|تسجيل الدخول|سجّ?ل الدخول|حساب|مجان|غير محدود",
        reading=r"المقال|القراءة|لقراءة|المحتوى|محتوى|الخبر|النص|المزيد|وصول",
        address=r"يرجى|هذ[اه] (?:المقال|المحتوى|الخبر)|لمتابعة|لقراءة|احصل|كامل|وصلت إلى|حسابك",
        opening=r"للمشتركين|محتوى|يرجى|[أا]نشئ|لقد|احصل|اشترك|سجّ?ل|هل|لمتابعة|لقراءة|هذ[اه]",
        exclusive=r"فقط|حصري|مخصص",
    ),
    # Hebrew
    _offers(
        account=r"מנוי|הירשמ|להירשם|התחבר|הצטרפ|חינ[םמ]|לחודש הראשון",
        reading=r"כתב[הו]|לקרוא|לקריאה|קריאה|תוכן|מאמר",
        address=r"כדי|המלאה|זו\b|לקריאת|הגעתם|לאתר|ללא הגבלה",
        opening=r"הצטרפו|הגעתם|התחברו|הירשמו|כבר|להמשך|לקריאת|תוכן|כתבה|הכתבה|כדי",
        exclusive=r"בלבד|בלעדי",
    ),
    # Persian
    _offers(
        account=r"مشترک|اشتراک|عضو (?:شوید|سایت)|وارد (?:شوید|سایت|حساب)|ثبت ?نام|اعضا",
        reading=r"مطلب|متن|مطالعه|خواندن|مقاله|مشاهده|وارد شوید",
        address=r"شوید|کنید|این (?:مطلب|مقاله|محتوا)|ادامه مطلب|متن کامل",
        opening=r"برای|این|ادامه|قبلا|لطفا",
        exclusive=r"ویژه|فقط|در دسترس",
    ),
)

_INTRODUCTORY = re.compile(
    r"(?:(?:just|only|nur|ab|seulement|s[óo]lo|solo|join|profitez|lee\b|leggi|testen|ilk ay|הצטרפו)"
    r"\b.{0,60})?(?:\d ?(?:€|euros?|TL|dollars?)|[€$£]\d|בשקל)(?!\w).{0,40}",
    re.IGNORECASE,
)
_FIRST_MONTH = re.compile(
    r"first (?:\w+ )?(?:month|week|year)s?|ersten monat|premier mois|primer mes|primo mese|ilk ay"
    r"|eerste maand|al mese|החודש הראשון|לחודש הראשון",
    re.IGNORECASE,
)


def is_offer(paragraph: str) -> bool:
    """Tell whether a line offers the visitor to read on, as a subscriber or for a price.

    >>> is_offer("Create a free account to read this story."), is_offer("Subscribers voted on it.")
    (True, False)
    """
    words = len(paragraph.split())
    if words > MAX_OFFER_WORDS:
        return False
    if words <= SHORT_OFFER_WORDS + 2 and _is_first_price(paragraph):
        return True
    return any(_speaks(of_language, paragraph, words) for of_language in _BY_LANGUAGE)


def _speaks(of_language: _Offers, paragraph: str, words: int) -> bool:
    if not of_language.account.search(paragraph):
        return False
    opens = of_language.opening.match(paragraph) is not None
    keeps = of_language.exclusive.search(paragraph) is not None
    reads = of_language.reading.search(paragraph) is not None
    if reads and (opens or keeps) and of_language.address.search(paragraph):
        return True
    # a comma begins a second thought: "Register now, officials told voters"
    is_short = words <= SHORT_OFFER_WORDS and "," not in paragraph and "،" not in paragraph
    asks = "?" in paragraph or "؟" in paragraph
    return is_short and opens and (keeps or reads or asks)


def _is_first_price(paragraph: str) -> bool:
    """Tell whether a short line names a price for the first month."""
    return bool(_INTRODUCTORY.match(paragraph) and _FIRST_MONTH.search(paragraph))
