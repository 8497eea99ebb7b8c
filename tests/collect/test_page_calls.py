"""Calls to pay or to sign in are known in ten languages; news that begins alike is none."""

from __future__ import annotations

import pytest

from digest.collect.page_calls import is_call


@pytest.mark.parametrize(
    "paragraph",
    [
        "Questo contenuto è riservato agli abbonati.",
        "Assine para continuar lendo.",
        "Conteúdo exclusivo para assinantes",
        "Já é assinante? Entre.",
        "هذا المقال للمشتركين فقط.",
        "اشترك لمتابعة القراءة.",
        "הכתבה למנויים בלבד.",
        "Bu içerik yalnızca abonelere özeldir.",
        "Devamını okumak için abone olun.",
        "برای ادامه مطالعه مشترک شوید.",
        "Эта статья доступна только подписчикам.",
        "Чтобы читать дальше, оформите подписку.",
    ],
)
def test_a_call_to_pay_is_known(paragraph: str) -> None:
    assert is_call(paragraph)


@pytest.mark.parametrize(
    "paragraph",
    [
        "Questo contenuto è stato rimosso dal governo.",
        "Эта статья конституции действует с 1993 года.",
        "این مقاله در مجله‌ای در تهران منتشر شد.",
        "Bu haber Ankara'da geniş yankı uyandırdı.",
        "برای خواندن نماز عید هزاران نفر وارد تهران شدند.",
        "הכתבה פורסמה אתמול בעיתון בביירות.",
    ],
)
def test_news_that_begins_alike_is_no_call(paragraph: str) -> None:
    assert not is_call(paragraph)
