"""Calls to the visitor of a page: to consent, to pay, to sign in. They are no part of a story."""

from __future__ import annotations

import re

MAX_CALL_CHARS = 900
"""A longer paragraph is looked at in its beginning only."""

MAX_SHORT_CALL_CHARS = 240
"""Words of payment also stand in stories about payment; a call is short."""

_CONSENT = re.compile(
    r"\b(?:store and(?:/or)? access (?:personal data|information)|access personal data, such as"
    r"|(?:these|strictly necessary|necessary|our|functional|performance|targeting) cookies (?:are|collect|help|allow|enable|may)"
    r"|(?:we|partners?|and our \d+ partners) (?:and our (?:\d+ )?partners )?use(?:s)? cookies|use of cookies"
    r"|cookies? (?:policy|settings|preferences|notice)|privacy preference cent(?:er|re)"
    r"|manage (?:your )?(?:consent|cookie)|consent (?:preferences|choices)|withdraw (?:your )?consent"
    r"|accept all(?: cookies)?$|reject all(?: cookies)?$|selecting i accept"
    r"|if trackers are disabled|personali[sz]e(?:d)? (?:content and ads|the experience with targeted ads|ads)"
    r"|vendors? (?:list|can use)|legitimate interest|tracking technologies"
    r"|nous utilisons des cookies|nos partenaires (?:stock|utilis|d[ée]pos)\w+|param[èe]tres des cookies"
    r"|wir (?:und unsere partner )?(?:verwenden|nutzen|setzen) cookies|cookie-einstellungen"
    r"|unsere \d+ partner|(?:utilizamos|usamos) cookies|nuestros (?:\d+ )?socios|configuraci[óo]n de cookies"
    r"|utilizziamo i? ?cookie|i nostri (?:\d+ )?partner|[çc]erez(?:ler)? (?:politika|ayar|kullan)\w*"
    r"|ملفات تعريف الارتباط|سياسة الخصوصية)",
    re.IGNORECASE,
)
"""Wording of consent dialogs, in the languages of the sources."""

_CALL = re.compile(
    r"^(?:to (?:continue|keep) reading\b|continue reading (?:this|with|for)\b|already (?:a|an) (?:subscriber|member|registered)"
    r"|(?:please )?(?:subscribe|sign in|log in|register)\b.{0,60}\b(?:to|for|now|here|today)\b"
    r"|(?:this|the rest of (?:this|the)|the full) (?:article|story|content|report) is (?:only )?"
    r"(?:available|reserved|for|exclusive|behind|limited)\b.{0,80}\b(?:subscriber|member|paying|premium|registered)s?\b"
    r"|(?:this|the rest of this) (?:article|story|content) is (?:for|exclusive to|reserved for)\b"
    r"|you(?:'|’)?(?:ve| have) (?:reached|read|used) (?:your|all)\b|(?:unlock|get) (?:unlimited|full) (?:access|digital)"
    r"|not (?:yet )?a (?:subscriber|member)\b|become a (?:subscriber|member)\b|start your (?:free )?(?:trial|subscription)"
    r"|(?:a |your )?subscription is required|support (?:our|independent) journalism\b"
    r"|pour (?:lire|continuer)\b.{0,60}\b(?:abonn|connect)\w+|(?:cet article|la suite|contenu) (?:est )?(?:est )?r[ée]serv[ée]e?\b"
    r"|d[ée]j[àa] abonn[ée]|abonnez-vous\b|il vous reste \d+"
    r"|(?:um|jetzt) weiter(?:zu)?lesen\b|weiterlesen mit\b|(?:dieser|der vollst[äa]ndige) (?:artikel|text|inhalt) ist\b.{0,60}"
    r"\b(?:abonnent|mitglied|registriert|exklusiv|digitalabo)|(?:sie sind )?bereits (?:abonnent|mitglied|registriert)|jetzt abonnieren\b"
    r"|(?:para|si quieres) (?:seguir|continuar) leyendo\b|(?:este|contenido) (?:art[íi]culo|contenido)?.{0,20}exclusivo para suscriptores"
    r"|ya (?:eres|es|soy) suscriptor|suscr[íi]bete\b|per (?:continuare a )?leggere\b.{0,60}\babbon|sei gi[àa] abbonato|abbonati\b"
    r"|(?:haberin|yaz[ıi]n[ıi]n) devam[ıi]\b.{0,80}\b(?:abone|[üu]ye)|abone (?:olun|misiniz)\b|zaten abone"
    r"|لمتابعة القراءة|اشترك (?:الآن|في)|هذا المحتوى (?:متاح|مخصص) للمشتركين|هل أنت مشترك|سجل الدخول"
    r"|כתבה זו זמינה למנויים|להמשך קריאה|כבר מנוי)",
    re.IGNORECASE,
)
"""Openings of calls to subscribe, to pay or to sign in."""


def is_call(paragraph: str) -> bool:
    """Tell whether a whole paragraph speaks to the visitor of a site and not of the news.

    >>> is_call("Already a subscriber? Log in here."), is_call("Ships sail again, the port said.")
    (True, False)
    """
    opening = paragraph[:MAX_CALL_CHARS]
    if _is_quoted_news(opening):
        return False
    if _CONSENT.search(opening):
        return True
    return len(paragraph) <= MAX_SHORT_CALL_CHARS and _CALL.match(opening) is not None


_SPEECH = re.compile(
    r"[“\"«][^”\"»]{0,400}[”\"»],? (?:he|she|they|\w+ \w+) (?:said|says|told)"
    r"|\b(?:said|told reporters|according to|ruled|court|regulator|commission|minist(?:er|ry))\b",
    re.IGNORECASE,
)


def _is_quoted_news(opening: str) -> bool:
    """A report on cookies, consent or subscriptions attributes its words: a dialog never does."""
    return _SPEECH.search(opening) is not None
