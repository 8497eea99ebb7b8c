"""Turkish page words: lines that speak to the visitor of a page."""

from __future__ import annotations

from digest.languages.pages.page_words import OfferWords, PageWords, label
from digest.languages.sign import Sign

TURKISH = PageWords(
    name="Turkish",
    # dialogs that ask for a consent
    consent=(
        Sign(
            name="we use cookies",
            pattern=r"\b[çc]erez (?:politika|ayarlar|kullan)"
            r"|\b[çc]erezler(?:i)? kullan[ıi](?:yoruz|r[ıi]z)",
            example="Sitemizde çerezler kullanıyoruz.",
        ),
    ),
    # openings of a line that asks to subscribe, to pay or to sign in
    calls=(
        Sign(
            name="the rest is for subscribers",
            pattern=r"(?:bu )?(?:haberin|yaz[ıi]n[ıi]n|makalenin) (?:devam"
            r"|tamam)[ıi](?:n[ıi])?\b.{0,80}\b(?:abone|[üu]ye) ?(?:ol(?:un|man|mak)"
            r"|l[ei]r)|(?:bu )?(?:haberin|yaz[ıi]n[ıi]n|makalenin) (?:devam"
            r"|tamam)[ıi]n[ıi] (?:okumak|g[öo]rmek) i[çc]in\b.{0,60}\b(?:abone"
            r"|[üu]ye|giri[şs])",
            example="Haberin tamamı abonelere özel.",
        ),
        Sign(name="subscribe", pattern=r"abone (?:olun|misiniz)\b", example="Abone olun."),
        Sign(
            name="already a subscriber",
            pattern=r"zaten abone(?: misiniz|yseniz|yim|[?:.]|$)",
            example="Zaten abone misiniz?",
        ),
        Sign(
            name="to read the rest",
            pattern=r"devam[ıi]n[ıi] okumak i[çc]in\b.{0,60}\b(?:abone|[üu]ye|giri[şs])",
            example="Devamını okumak için abone olun.",
        ),
        Sign(
            name="this is for subscribers",
            pattern=r"bu (?:i[çc]erik|haber|yaz[ıi])\b.{0,60}\babonele",
            example="Bu içerik yalnızca abonelere özeldir.",
        ),
        Sign(
            name="to keep reading",
            pattern=r"okumaya devam etmek i[çc]in\b",
            example="Okumaya devam etmek için abone olun.",
        ),
        Sign(
            name="this is only for members",
            pattern=r"bu (?:i[çc]erik|haber|yaz[ıi]) (?:sadece |yaln[ıi]zca )?(?:abone"
            r"|[üu]ye)lere",
            example="Bu haber sadece abonelere açıktır.",
        ),
    ),
    # words to the visitor, or of the site itself
    visitor=(
        Sign(
            name="reading and account",
            pattern=r"okuma|okuyu|abone|[üu]ye ol|giri[şs]|[üu]cretsiz|i[çc]eri[ğg]|haberi"
            r"|siten|hesab[ıi]n",
            example="haberi okuma",
        ),
    ),
    offer=OfferWords(
        # subscriptions, accounts, prices
        account=r"\babone|[üu]ye(?:lik|lere| ol| giri)|giri[şs] yap|[üu]cretsiz|\bTL\b"
        r"|s[ıi]n[ıi]rs[ıi]z",
        # articles, and to read
        reading=r"okuma|okuyu|i[çc]eri[ğg]|haber|yaz[ıi](?:n[ıi]n)?\b|eri[şs]im|abone ol"
        r"|giri[şs]i? yap",
        # forms that speak to the visitor, or of this article
        address=r"\b(?:bu|t[üu]m) (?:haber|i[çc]erik|yaz[ıi])|mal[ıi]s[ıi]n[ıi]z"
        r"|\bolun\b|misiniz|\bi[çc]in\b|\byap[ıi]n\b",
        # words with which a line asks or offers
        opening=r"devam|bu|okuma|zaten|haberin|abone|hemen|[üu]ye|t[üu]m|ilk ay"
        r"|[üu]cretsiz",
        # words that keep a text for some
        exclusive=r"\bsadece\b|\byaln[ıi]zca\b|[öo]zel",
        example="Bu haberi okumak için ücretsiz üye ol.",
    ),
    # marks of a corrected article
    corrected=(
        Sign(
            name="label",
            pattern=label(r"düzeltme|tekzip|editörün notu"),
            example="Düzeltme: Ölü sayısı dokuzdur.",
        ),
    ),
    # marks of an article that is gone
    withdrawn=(
        Sign(
            name="withdrawn",
            pattern=r"\bbu haber (?:geri çekil|yayından kaldırıl)",
            example="Bu haber yayından kaldırılmıştır.",
        ),
    ),
)
