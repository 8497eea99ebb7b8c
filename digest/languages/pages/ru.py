"""Russian and Ukrainian page words: lines that speak to the visitor of a page."""

from __future__ import annotations

from digest.languages.pages.page_words import OfferWords, PageWords
from digest.languages.sign import Sign

RUSSIAN = PageWords(
    name="Russian and Ukrainian",
    is_latin=False,
    # dialogs that ask for a consent
    consent=(
        Sign(
            name="we use cookies",
            pattern=r"\b(?:мы|ми) (?:и наши|та наші) (?:\d+ )?партн"
            r"|используем (?:файлы )?(?:cookie|куки)"
            r"|використовуємо (?:файли )?cookie",
            example="Ми використовуємо файли cookie для аналітики.",
        ),
    ),
    # openings of a line that asks to subscribe, to pay or to sign in
    calls=(
        Sign(
            name="for subscribers",
            pattern=r"(?:материал|статья|текст) доступ\w{1,4} (?:только )?(?:по подписке"
            r"|подписчик)",
            example="Материал доступен только подписчикам.",
        ),
        Sign(
            name="this article is for subscribers",
            pattern=r"(?:эта статья|этот материал|полный текст)\b.{0,60}\bподписчик",
            example="Эта статья доступна только подписчикам.",
        ),
        Sign(
            name="to read on",
            pattern=r"чтобы (?:читать дальше|прочитать|продолжить)\b.{0,60}\b(?:подпи|войд"
            r"|зарегистр)",
            example="Чтобы читать дальше, оформите подписку.",
        ),
        Sign(
            name="take a subscription",
            pattern=r"оформите подписку\b|(?:войдите"
            r"|зарегистрируйтесь),? чтобы (?:продолжить|читать)",
            example="Войдите, чтобы продолжить чтение.",
        ),
        Sign(
            name="already have a subscription",
            pattern=r"уже (?:есть|оформили) (?:подписк|аккаунт)|вы (?:исчерпали"
            r"|достигли) лимит",
            example="Уже есть подписка? Войдите.",
        ),
        Sign(
            name="Ukrainian, for subscribers",
            pattern=r"(?:матеріал|стаття) доступн\w{1,3} (?:лише"
            r"|тільки) (?:для )?передплатник|оформіть передплату",
            example="Матеріал доступний лише для передплатників.",
        ),
    ),
    # words to the visitor, or of the site itself
    visitor=(
        Sign(
            name="reading and account",
            pattern=r"подпи[сш]|\bчитать|чтени|войдите|войти|зарегистрируй|бесплатн|ваш|вы\b"
            r"|передплат|увійд",
            example="читать",
        ),
    ),
    # a report attributes its words; a dialog never does
    reported=(
        Sign(
            name="speech",
            pattern=r"[,—–] (?:сказал|заявил|сообщил|призвал|предупредил|пишет|сообщает"
            r"|сказав|заявив)|по словам\b",
            example="Порт открылся, сообщил министр",
        ),
    ),
    offer=OfferWords(
        # subscriptions, accounts, prices
        account=r"подпи[сш]|войд|аккаунт|зарегистрир|бесплатн|передплат|увійд|зареєструй"
        r"|безкоштовн",
        # articles, and to read
        reading=r"чита|чтени|стать|материал|текст|прочит|статт|матеріал",
        # forms that speak to the visitor, or of this article
        address=r"\bвы\b|\bваш|полный текст|полностью|целиком|\bчтобы\b|продолжени"
        r"|доступ|\bщоб\b",
        # words with which a line asks or offers
        opening=r"чтобы|для|полный|подпи|эксклюзив|статья|материал|вы|уже|только|войдите"
        r"|щоб|лише",
        # words that keep a text for some
        exclusive=r"\bтолько\b|эксклюзив|\bлише\b|ексклюзив",
        example="Чтобы прочитать полный текст, оформите подписку.",
    ),
)
