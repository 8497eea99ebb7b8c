"""Offers to read on for money are told from news about subscribers, in many languages."""

from __future__ import annotations

import pytest

from digest.collect.page_calls import is_call
from digest.collect.page_offers import MAX_OFFER_WORDS, is_offer


@pytest.mark.parametrize(
    "line",
    [
        "The full version of this story is available to subscribers of Sample Pro.",
        "Purchase this article for $4.99.",
        "Only members can view this content.",
        "Join now for just £1 for the first month.",
        "Exclusive to subscribers.",
        "Have an account? Sign in",
        "Access to this article requires a subscription.",
        "Give this article as a gift to a friend.",
        "Mit Ihrem Abo können Sie alle Artikel lesen.",
        "Zum Weiterlesen bitte anmelden.",
        "Sie haben das Limit freier Artikel erreicht.",
        "Nur 1 Euro im ersten Monat.",
        "Créez un compte gratuit pour lire cet article.",
        "Sans engagement, résiliable à tout moment.",
        "Profitez de l'offre à 1 € le premier mois.",
        "Vous avez lu vos 5 articles gratuits.",
        "Inicie sesión para continuar leyendo.",
        "Suscríbase para leer la nota completa.",
        "Registrati gratis per leggere l'articolo.",
        "Prosegui la lettura con un abbonamento.",
        "Para continuar a ler, torne-se assinante.",
        "Voor dit artikel heb je een abonnement nodig.",
        "Bu içeriği görüntülemek için üye olmalısınız.",
        "Abone değil misiniz?",
        "Kup prenumeratę i czytaj bez ograniczeń.",
        "Подпишитесь, чтобы прочитать статью целиком.",
        "Полный текст доступен по подписке.",
        "أنشئ حساباً مجانياً لمتابعة القراءة.",
        "للمشتركين فقط",
        "התחברו כדי לקרוא את הכתבה.",
        "הצטרפו עכשיו בשקל לחודש הראשון.",
        "برای مشاهده متن کامل عضو سایت شوید.",
    ],
)
def test_an_offer_is_known_by_its_parts_and_not_by_its_beginning(line: str) -> None:
    assert is_offer(line)
    assert is_call(line)


@pytest.mark.parametrize(
    "line",
    [
        "Only members of the council may vote on the budget.",
        "Subscribers of the fund will read the terms on Monday.",
        "Exclusive talks between the two banks ended without a deal.",
        "Purchase of the jets was approved by parliament on Tuesday.",
        "Upgrade of the airport will cost 3 billion dollars.",
        "Gain of 4 percent lifted the pound to its highest level since May.",
        "The company lost $3 billion in its first month.",
        "Abonnés au gaz, 40 000 foyers ont été privés de chauffage jeudi.",
        "Suscriptores del fondo de pensiones votarán el lunes la fusión.",
        "Bereits Mitglied der Nato ist das Land seit 2004.",
        "Подписчики пенсионного фонда проголосуют в понедельник.",
        "للمشتركين في صندوق التقاعد الحق في التصويت يوم الاثنين.",
        "Abone sayısı yüzde 12 artan şirket zarar açıkladı.",
    ],
)
def test_news_about_members_subscribers_and_prices_is_no_offer(line: str) -> None:
    assert not is_offer(line)


@pytest.mark.parametrize("words", [MAX_OFFER_WORDS, MAX_OFFER_WORDS + 1])
def test_an_offer_is_a_line(words: int) -> None:
    offer = "Subscribe to read this article"
    line = offer + " now" * (words - len(offer.split()))
    assert is_offer(line) is (words == MAX_OFFER_WORDS)


def test_a_report_that_names_the_speaker_is_no_offer() -> None:
    assert not is_call("Get full access to the site, inspectors demanded on Tuesday.")
