"""Chinese, Japanese and Korean page words: lines that speak to the visitor of a page."""

from __future__ import annotations

from digest.languages.pages.page_words import PageWords
from digest.languages.sign import Sign

EASTERN = PageWords(
    name="Chinese, Japanese and Korean",
    is_latin=False,
    # dialogs that ask for a consent
    consent=(
        Sign(
            name="we use cookies",
            pattern=r"我[们們].{0,12}(?:使用|存取) ?cookie|(?:クッキー"
            r"|cookie)を使用し(?:て|ます)|쿠키를 사용",
            example="我们使用cookie来改善您的体验。",
        ),
    ),
    # openings of a line that asks to subscribe, to pay or to sign in
    calls=(
        Sign(
            name="Chinese text for a price",
            pattern=r"本文[为為].{0,10}(?:付费|付費|会员(?!国)|會員(?!國)|订阅"
            r"|訂閱)",
            example="本文为付费内容，订阅后可阅读全文。",
        ),
        Sign(
            name="Japanese text for members",
            pattern=r"この(?:記事|続き|先)は.{0,6}会員(?!国)|続きを読むには"
            r"|残り.{0,8}文字",
            example="この記事は有料会員限定です。",
        ),
        Sign(
            name="Chinese text for subscribers",
            pattern=r"本文仅限|.{0,10}(?:登录|登錄|订阅|訂閱)后?後?(?:继续"
            r"|繼續)?(?:阅读|閱讀)|仅限?(?:订阅|会员)",
            example="本文仅限订阅用户阅读。",
        ),
        Sign(
            name="Korean text for members",
            pattern=r"(?:이|본) 기사는 .{0,10}(?:유료|회원|구독)|로그인 (?:후"
            r"|하)",
            example="이 기사는 유료 회원 전용입니다.",
        ),
    ),
    # a report attributes its words; a dialog never does
    reported=(
        Sign(
            name="speech",
            pattern=r"と(?:述べ|発表|語)|によると|据.{1,12}报道|에 따르면",
            example="港は再開したと述べた",
        ),
    ),
)
