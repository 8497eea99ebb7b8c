"""Calls to the visitor of a page: to consent, to pay, to sign in. They are no part of a story."""

from __future__ import annotations

import re

MAX_OPENING_CHARS = 900
"""The part of a paragraph that is looked at."""

MAX_CALL_CHARS = 240
"""Words of payment also stand in stories about payment; a call is short."""

# Wording of consent dialogs, in the languages of the sources.
_CONSENT_WORDING = (
    # English
    r"\bstore and(?:/or)? access (?:personal data|information)",
    r"\baccess personal data, such as",
    r"\b(?:these|strictly necessary|necessary|our|functional|performance|targeting) cookies"
    r" (?:are|collect|help|allow|enable|may)",
    r"\b(?:we|partners?) (?:and our (?:\d+ )?partners )?uses? cookies",
    r"\buse of cookies",
    r"\bcookies? (?:policy|settings|preferences|notice)",
    r"\bprivacy preference cent(?:er|re)",
    r"\bmanage (?:your )?(?:consent|cookie)",
    r"\bconsent (?:preferences|choices)",
    r"\bwithdraw (?:your )?consent",
    r"\b(?:accept|reject) all(?: cookies)?$",
    r"\bselecting i accept",
    r"\bif trackers are disabled",
    r"\bpersonali[sz]ed? (?:content and ads|ads|the experience with targeted ads)",
    r"\bvendors? (?:list|can use)",
    r"\btracking technologies",
    # French
    r"\bnous utilisons des cookies",
    r"\bnos (?:\d+ )?partenaires (?:stock|utilis|d[ée]pos)",
    r"\bparam[èe]tres des cookies",
    # German
    r"\bwir (?:und unsere (?:\d+ )?partner )?(?:verwenden|nutzen|setzen) cookies",
    r"\bcookie-einstellungen",
    r"\bunsere \d+ partner",
    # Spanish
    r"\b(?:utilizamos|usamos) cookies",
    r"\bnuestros (?:\d+ )?socios (?:almacen|utiliz|us)",
    r"\bconfiguraci[óo]n de cookies",
    # Italian
    r"\butilizziamo i? ?cookie",
    r"\bi nostri (?:\d+ )?partner (?:archivi|utilizz)",
    # Turkish
    r"\b[çc]erez (?:politika|ayarlar|kullan)",
    # Arabic
    r"ملفات تعريف الارتباط",
    r"سياسة الخصوصية",
)

# How calls to subscribe, to pay or to sign in begin.
_CALL_OPENINGS = (
    # English
    r"to (?:continue|keep) reading\b",
    r"continue reading (?:this|with|for)\b",
    r"already (?:a|an) (?:subscriber|member)\b",
    r"already registered\b",
    r"(?:please )?(?:subscribe|sign in|log in|register)\b.{0,60}\b(?:to|for|now|here|today)\b",
    r"(?:this|the rest of (?:this|the)|the full) (?:article|story|content|report) is (?:only )?"
    r"(?:available|reserved|for|exclusive|behind|limited)\b.{0,80}"
    r"\b(?:subscriber|member|paying|premium|registered)",
    r"you(?:'|’)?(?:ve| have) (?:reached|read|used) (?:your|all)\b",
    r"(?:unlock|get) (?:unlimited|full) (?:access|digital)",
    r"not (?:yet )?a (?:subscriber|member)\b",
    r"become a (?:subscriber|member)\b",
    r"start your (?:free )?(?:trial|subscription)",
    r"(?:a |your )?subscription is required",
    r"support (?:our|independent) journalism\b",
    # French
    r"pour (?:lire|continuer)\b.{0,60}\b(?:abonn|connect)",
    r"(?:cet article|la suite de cet article|ce contenu) est r[ée]serv[ée]",
    r"d[ée]j[àa] abonn[ée]",
    r"abonnez-vous\b",
    r"il vous reste \d+",
    # German
    r"(?:um|jetzt) weiter(?:zu)?lesen\b",
    r"weiterlesen mit\b",
    r"(?:dieser|der vollst[äa]ndige) (?:artikel|text|inhalt) ist\b.{0,60}"
    r"\b(?:abonnent|mitglied|registriert|exklusiv|digitalabo)",
    r"(?:sie sind )?bereits (?:abonnent|mitglied|registriert)",
    r"jetzt abonnieren\b",
    # Spanish
    r"(?:para|si quieres) (?:seguir|continuar) leyendo\b",
    r"(?:este art[íi]culo|este contenido|contenido) (?:es )?exclusivo para suscriptores",
    r"¿?ya (?:eres|es|soy) suscriptor",
    r"suscr[íi]bete\b",
    # Italian
    r"per (?:continuare a )?leggere\b.{0,60}\babbon",
    r"sei gi[àa] abbonato",
    r"abbonati\b",
    r"quest[oa] (?:contenuto|articolo) [èe]\b.{0,60}\babbonat",
    # Portuguese
    r"(?:assine|cadastre-se|fa[çc]a login)\b.{0,60}\b(?:ler|lendo|leitura|acess)",
    r"(?:este |esta )?(?:conte[úu]do|mat[ée]ria) (?:[ée] )?(?:exclusiv|restrit)\w{1,3} (?:para|a) "
    r"assinantes",
    r"j[áa] [ée] assinante",
    # Turkish
    r"(?:haberin|yaz[ıi]n[ıi]n) devam[ıi]\b.{0,80}\b(?:abone|[üu]ye)",
    r"abone (?:olun|misiniz)\b",
    r"zaten abone",
    r"devam[ıi]n[ıi] okumak i[çc]in\b.{0,60}\b(?:abone|[üu]ye|giri[şs])",
    r"bu (?:i[çc]erik|haber|yaz[ıi])\b.{0,60}\babonele",
    # Arabic
    r"لمتابعة القراءة",
    r"اشترك (?:الآن|في|لمتابعة|لقراءة)",
    r"هذ[اه] (?:المحتوى|المقال|المادة|الخبر) (?:متاح |متاحة |مخصص |مخصصة |حصري )?للمشتركين",
    r"هل أنت مشترك",
    # Hebrew
    r"כתבה זו זמינה למנויים",
    r"להמשך קריאה",
    r"כבר מנוי",
    r"(?:ה?כתבה|ה?תוכן|ה?מאמר)\b.{0,30} למנויים",
    # Persian
    r"برای (?:ادامه|خواندن (?:ادامه|متن|این))\b.{0,60}\b(?:مشترک|عضو|وارد)",
    r"این (?:مطلب|مقاله|محتوا)\b.{0,40}\bمشترک",
    # Russian
    r"(?:эта статья|этот материал|полный текст)\b.{0,60}\bподписчик",
    r"чтобы (?:читать дальше|прочитать|продолжить)\b.{0,60}\b(?:подпи|войд|зарегистр)",
    r"оформите подписку\b",
)

# A report on cookies, consent or subscriptions attributes its words; a dialog never does.
_REPORTED = (
    r"[“\"«][^”\"»]{0,400}[”\"»],? (?:he|she|they|\w{1,40} \w{1,40}) (?:said|says|told)",
    r"\b(?:said|told reporters|according to|ruled|court|regulator|commission|minist(?:er|ry))\b",
)


def _one_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_CONSENT, _CALL, _REPORT = _one_of(_CONSENT_WORDING), _one_of(_CALL_OPENINGS), _one_of(_REPORTED)


def is_call(paragraph: str) -> bool:
    """Tell whether a whole paragraph speaks to the visitor of a site and not of the news.

    >>> is_call("Already a subscriber? Log in here."), is_call("Ships sail again, the port said.")
    (True, False)
    """
    opening = paragraph[:MAX_OPENING_CHARS]
    if _REPORT.search(opening):
        return False
    if _CONSENT.search(opening):
        return True
    return len(paragraph) <= MAX_CALL_CHARS and _CALL.match(opening) is not None
