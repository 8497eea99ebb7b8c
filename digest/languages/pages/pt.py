"""Portuguese page words: lines that speak to the visitor of a page."""

from __future__ import annotations

from digest.languages.pages.page_words import OfferWords, PageWords
from digest.languages.sign import Sign

PORTUGUESE = PageWords(
    name="Portuguese",
    # dialogs that ask for a consent
    consent=(
        Sign(
            name="partners store",
            pattern=r"\bnossos (?:\d+ )?parceiros (?:armazen|utiliz|us)",
            example="Nossos 42 parceiros armazenam dados.",
        ),
    ),
    # openings of a line that asks to subscribe, to pay or to sign in
    calls=(
        Sign(
            name="subscribe to read",
            pattern=r"(?:assine|cadastre-se|fa[çc]a login)\b.{0,60}\b(?:ler|lendo|leitura"
            r"|acess)",
            example="Assine para continuar lendo.",
        ),
        Sign(
            name="for subscribers alone",
            pattern=r"(?:este |esta )?(?:conte[úu]do|mat[ée]ria) (?:[ée] )?(?:exclusiv"
            r"|restrit)\w{1,3} (?:para|a) assinantes",
            example="Conteúdo exclusivo para assinantes",
        ),
        Sign(
            name="already a subscriber",
            pattern=r"j[áa] [ée] assinante",
            example="Já é assinante? Entre.",
        ),
        Sign(
            name="keep reading",
            pattern=r"continue lendo\b",
            example="Continue lendo com uma assinatura.",
        ),
        Sign(
            name="limit reached",
            pattern=r"voc[êe] (?:atingiu|chegou) .{0,20}limite|j[áa] tem (?:uma )?(?:conta"
            r"|assinatura)",
            example="Você atingiu o limite de artigos.",
        ),
    ),
    # words to the visitor, or of the site itself
    visitor=(
        Sign(name="the visitor and the site", pattern=r"voc[êe]|seu\b|sua\b|nossa", example="você"),
        Sign(
            name="reading and account",
            pattern=r"ler\b|lendo|mat[ée]ria|conte[úu]do|conta\b|leitura|acesse",
            example="a leitura",
        ),
    ),
    offer=OfferWords(
        # subscriptions, accounts, prices
        account=r"assin(?:e|ante|atura)|cadastr|\blogin\b|inici(?:e|ar) sess|conta\b"
        r"|gr[áa]tis|gratuit",
        # articles, and to read
        reading=r"\bler\b|\blendo\b|\bleitura\b|\bartigos?\b|\bconte[úu]do"
        r"|\bmat[ée]rias?\b|\bsess",
        # forms that speak to the visitor, or of this article
        address=r"\best[ea] (?:artigo|conte[úu]do|mat[ée]ria)|\bvoc[êe]\b|\btorne-se"
        r"|\bseu?\b|\bj[áa] [ée]",
        # words with which a line asks or offers
        opening=r"assine|cadastre|j[áa]|para|se j[áa]|voc[êe]|conte[úu]do|artigo|este"
        r"|esta|torne",
        # words that keep a text for some
        exclusive=r"\bexclusiv|\bs[óo]\b|\brestrit|\breservad",
        example="Cadastre-se grátis para ler este artigo.",
    ),
)
