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
        "Subscribers only: log in to read the full story.",
        "Want to read more? Subscribe for $1 a week.",
        "Keep reading with a free account.",
        "Read the full story with a 7-day trial.",
        "You have 2 free articles left this month.",
        "Only subscribers can read this article.",
        "Try it free for a month. Cancel anytime.",
        "Please enable JavaScript to read this article.",
        "Pour accéder à cet article, abonnez-vous.",
        "Il vous reste 75% de cet article à découvrir.",
        "Sie möchten weiterlesen? Jetzt Abo abschließen.",
        "Dieser Beitrag ist nur für Mitglieder lesbar.",
        "Mit einem Digitalabo lesen Sie alle Artikel.",
        "Sólo para suscriptores.",
        "Bu haberin devamını okumak için abone olun.",
        "Yazının tamamını okumak için giriş yapın.",
        "Haberin tamamı abonelere özel.",
        "כדי להמשיך לקרוא, הירשמו או התחברו.",
        "יש לך כבר מנוי? התחבר כאן.",
        "برای دسترسی به متن کامل وارد شوید.",
        "Войдите, чтобы продолжить чтение.",
        "Word abonnee en lees verder.",
        "Για να συνεχίσετε την ανάγνωση, γίνετε συνδρομητής.",
        "Ez a cikk csak előfizetőknek érhető el.",
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
        "Support our journalism, the union of reporters asked parliament on Tuesday.",
        "This article is for members of the security forces, the law says in its third part.",
        "Not a member of the alliance, the island cannot invoke Article 5.",
        "Do you have an account of the night, the judge asked the captain.",
        "Pour lire entre les lignes, il faut connaître les abonnés absents du palais.",
        "Il vous reste 48 heures, a dit le général aux combattants encerclés.",
        "Cet article est réservé aux zones sous mandat, précise le traité.",
        "Bereits registriert sind 120.000 Flüchtlinge im Lager am Fluss.",
        "Para seguir leyendo el acuerdo como una victoria hace falta fe, dijo el diputado.",
        "Assine o acordo, disse o enviado aos rebeldes, ou a leitura será outra.",
        "Zaten abone sayısı düşen şirket iki kanalını kapattı.",
        "هل لديك حساب مع القضاء، سأل النائب الوزير في الجلسة.",
        "اشترك الآن ثلاثون ألف جندي في المناورات شمال الجزيرة.",
        "للاطلاع على الخبر اجتمع الوزراء في العاصمة مساء الأحد.",
        "לקריאת הכתבה על המנוי שלה נאספו שלושים עובדים, אמרה החברה.",
        "برای ادامه مذاکرات هیئت جزیره وارد ژنو شد.",
        "Чтобы продолжить переговоры, делегации войдут в здание в полдень.",
        "Уже есть аккаунты у двух миллионов жителей столицы.",
        "Masz już konto w Szwajcarii, pytał sędzia ministra.",
        "本文为会员国起草的决议草案,周四表决。",
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
