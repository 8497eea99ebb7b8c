"""Page words of several languages at once: verbs of speech that share their place."""

from __future__ import annotations

from digest.languages.pages.page_words import PageWords
from digest.languages.sign import Sign

SHARED = PageWords(
    name="Several languages",
    # a report attributes its words; a dialog never does
    reported=(
        Sign(
            name="French, Spanish, Portuguese and Italian have said",
            pattern=r"\b(?:a|ont|ha|han|hanno) (?:dit|d[ée]clar\w{1,3}|averti|lanc[ée]"
            r"|ordonn[ée]|demand[ée]|affirm[ée]|detto|dichiarato|chiesto"
            r"|avvertito)\b",
            example="Il vous reste 48 heures, a dit le général.",
        ),
        Sign(
            name="French, Spanish, Portuguese and Italian say",
            pattern=r"\b(?:dijo|pidi[óo]|advirti[óo]|asegur[óo]|afirm[óo]u?|disse|pediu|diz"
            r"|dice|precisa|pr[ée]cise) (?:el|la|los|las|o|a|os|as|il|lo|l[ae']|gli"
            r"|le|un\w?)\b",
            example="Cet article est réservé, précise le traité.",
        ),
        Sign(
            name="German, Dutch and northern speech",
            pattern=r"\b(?:sagte|fragte|forderte|erkl[äa]rte|warnte|zei|vroeg|zegt|sa|sade"
            r"|s[äa]ger|sagde|siger) (?:der|die|das|ein|eine|de|het|een|en|den|det"
            r"|ett|et)\b",
            example="Wir verwenden Cookies, sagte der Minister.",
        ),
        Sign(
            name="Polish, Hungarian, Greek and Turkish speech",
            pattern=r"\b(?:powiedzia[łl]|pyta[łl]|mondta|dedi|s[öo]yledi|belirtti|bildirdi"
            r"|a[çc][ıi]klad[ıi])|\bείπε\b",
            example="Şirket zarar açıkladı.",
        ),
        Sign(
            name="Arabic, Persian and Hebrew speech",
            pattern=r"[،,] (?:قال|سأل|أكد|أعلن|ذكر)ت?\b|\bوفق(?:ا|ًا)? |\bبحسب |\b(?:گفت"
            r"|گفته است)\b|[,،] (?:אמר|אמרה|שאל|שאלה|הודיע)|\bלדברי\b",
            example="هل لديك حساب، سأل النائب",
        ),
    ),
)
