"""Calls to pay or to sign in are known in twenty languages; news that begins alike is none."""

from __future__ import annotations

import pytest

from digest.collect.page_calls import is_call


@pytest.mark.parametrize(
    "paragraph",
    [
        "Questo contenuto è riservato agli abbonati.",
        "Already have an account? Sign in.",
        "To read the full story, become a member.",
        "Unlock this article for $1.",
        "Sie haben bereits ein Abo? Hier anmelden.",
        "Um diesen Artikel zu lesen, benötigen Sie ein Abo.",
        "Has alcanzado el límite de artículos gratuitos.",
        "Hai raggiunto il limite di articoli gratuiti.",
        "Vous avez atteint votre limite d'articles.",
        "لقراءة المقال كاملا يرجى تسجيل الدخول.",
        "Уже есть подписка? Войдите.",
        "Neem een abonnement om verder te lezen.",
        "Zaloguj się, aby czytać dalej.",
        "Μόνο για συνδρομητές.",
        "مزید پڑھنے کے لیے سبسکرائب کریں۔",
        "本文为付费内容，订阅后可阅读全文。",
        "Матеріал доступний лише для передплатників.",
        "Our partners process data such as unique identifiers.",
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
        "To read the rest of this story, sign up for a free account.",
        "Enjoying this article? Subscribe for $1 a week.",
        "This is a subscriber-only story. Log in to read it in full.",
        "Lisez la suite avec un abonnement.",
        "La suite est réservée aux abonnés.",
        "Artículo solo para suscriptores.",
        "Regístrate para seguir leyendo.",
        "Articolo riservato agli abbonati.",
        "Continue lendo com uma assinatura.",
        "Dit artikel is alleen voor abonnees.",
        "Artykuł dostępny tylko dla subskrybentów.",
        "Den här artikeln är för prenumeranter.",
        "Tämä artikkeli on tilaajille.",
        "Okumaya devam etmek için abone olun.",
        "للاطلاع على المقال كاملا سجل الدخول.",
        "לקריאת הכתבה המלאה הירשמו.",
        "Материал доступен только подписчикам.",
        "この記事は有料会員限定です。",
        "本文仅限订阅用户阅读。",
        "이 기사는 유료 회원 전용입니다.",
        "Sie können Ihre Einwilligung jederzeit widerrufen.",
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
        "Registration of voters ends on Sunday, and 40,000 people have signed up.",
        "La suite de la réunion est prévue pour jeudi à Beyrouth.",
        "Dit artikel van de grondwet geldt sinds 1848.",
        "このニュースは朝から港で話題になっていた。",
    ],
)
def test_news_that_begins_alike_is_no_call(paragraph: str) -> None:
    assert not is_call(paragraph)


@pytest.mark.parametrize(
    "paragraph",
    [
        "Already a member of the alliance, Marenia blocked the bid of its neighbour for a year.",
        "Already registered refugees may stay until March, under the decree of the governor.",
        "Become a member of the union within five years, the island was told on Monday.",
        "Register of voters for the Port Avel election lists 2.4 million names this autumn.",
        "Support independent journalism groups have lost half their budget since an agency left.",
        "Unlock all frozen assets or talks end, the speaker of parliament wrote on Sunday.",
        "This is a member state's right under the treaty, and Marenia will use it.",
        "Premium content sellers such as film studios lost the market of the south in March.",
        "Log in records for the power plant show that an intruder stayed three days.",
        "Bereits Mitglied des Bundes, stimmte die Insel am Montag gegen den Beitritt.",
        "Abbonati in calo per le emittenti private nel secondo trimestre del 2026.",
        "Déjà abonnée aux retards, la ligne B a connu lundi une panne de quatre heures.",
        "To keep reading rates up, the island spends 40 million crowns a year on libraries.",
    ],
)
def test_a_sentence_that_only_begins_like_a_call_is_news(paragraph: str) -> None:
    assert not is_call(paragraph)


@pytest.mark.parametrize(
    "paragraph",
    [
        "Already a member of the Sample Club? Sign in here to go on.",
        "Become a subscriber today to get full access to everything we publish.",
        "Register for free to keep reading this article.",
        "Subscribe for the weekly",
        "Unlock this article and all others with a free trial.",
        "Support independent journalism by becoming a member and help us grow.",
        "Please log in to read the full text of this report.",
        "Bereits Mitglied? Hier können Sie sich anmelden und den Artikel weiterlesen.",
        "Abbonati per leggere l'articolo completo e tutti gli altri.",
    ],
)
def test_a_call_with_a_word_to_the_visitor_stays_a_call(paragraph: str) -> None:
    assert is_call(paragraph)
