"""French is read as its readers read it: elisions, thousands, quotations, the conditional."""

from __future__ import annotations

import pytest
from news_pages import page, roles_of

from digest.edit.genre import reads_as_comment, why_no_report
from digest.edit.profile import clean_title, is_round_up
from digest.models import Role
from digest.text import split_sentences, tolls
from digest.text.headlines import headline_span
from digest.write.cleaning import in_own_voice, is_boilerplate
from digest.write.context_free import stands_alone
from digest.write.factual_terms import doubts, facts
from digest.write.similarity import content_words, overlap

LANGUAGE = "fr"


@pytest.mark.parametrize(
    "sentences",
    [
        ("Le port est fermé depuis mardi.", "Les navires attendent au large."),
        ("M. Exemple est arrivé à midi.", "Le port était fermé."),
        ("« Nous partons. »", "Orlov est resté."),
        ("«\u00a0Nous partons\u00a0!\u00a0»", "Orlov est resté."),
        ("Il a dit : «\u202fNous partons.\u202f»", "Orlov est resté."),
        ("Il est né le 3 mars 1960.", "Il a quitté Solmar en 1980."),
        ("Le baril a atteint 92,5 dollars.", "Il en valait 80 lundi."),
        ("Pourquoi le port est-il fermé ?", "Le ministère se tait."),
    ],
)
def test_sentences_end_where_a_reader_ends_them(sentences: tuple[str, ...]) -> None:
    assert split_sentences(" ".join(sentences), language=LANGUAGE) == sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Douze personnes ont été tuées.", set()),
        ("L’attaque a fait au moins 12 morts et 30 blessés.", {("killed", 12), ("wounded", 30)}),
        ("Plus de 12 000 personnes déplacées vivent là.", {("displaced", 12_000)}),
        ("La police a arrêté 4 hommes.", {("arrested", 4)}),
        ("12 marins sont portés disparus.", {("missing", 12)}),
        ("40 hommes, dont deux ministres, ont été interpellés.", {("arrested", 40)}),
        ("Un enfant de 12 ans joue au port.", set()),
        ("En 2024, des hommes sont morts ici.", set()),
        ("Le 12 mars, un mort a été trouvé.", set()),
    ],
)
def test_tolls_are_read(text: str, expected: set[tuple[str, int]]) -> None:
    assert {(toll.kind, toll.number) for toll in tolls(text, LANGUAGE)} == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Il a quitté le port mardi.",
        "Mais le port reste fermé.",
        "Celui-ci a refusé de répondre.",
        "C’est la troisième fermeture de l’année.",
        "C'est la troisième fermeture de l'année.",
        "Son ministre a refusé de répondre.",
        "« Ils attendent », a dit le ministre.",
        "Par ailleurs, le port reste fermé.",
        "Ces mesures inquiètent les pêcheurs.",
        "De son côté, le ministre se tait.",
    ],
)
def test_a_sentence_that_leans_on_the_one_before_is_seen(sentence: str) -> None:
    assert not stands_alone(sentence, LANGUAGE)


@pytest.mark.parametrize(
    "sentence",
    [
        "La Marénie a fermé son port mardi.",
        "Cette semaine, la Marénie a fermé son port.",
        "Ce matin, deux navires ont quitté Solmar.",
        "Sonia Exemple a quitté le gouvernement de Marénie.",
        "Ilona Exemple dirige le port de Solmar.",
        "Ongles et cheveux ont été trouvés au port d’Avel.",
    ],
)
def test_a_sentence_that_stands_alone_is_left(sentence: str) -> None:
    assert stands_alone(sentence, LANGUAGE)


@pytest.mark.parametrize(
    "line",
    [
        "À lire aussi : le port en chiffres",
        "Voir aussi | le port en chiffres",
        "Publié le 3 mars à 10 h",
        "Mis à jour le 3 mars",
        "Crédits photo : Sam Exemple",
        "Crédit photo : Sam Exemple",
        "Suivez-nous sur les réseaux",
        "Plus d’informations dans notre dossier",
        "Cet article est réservé aux abonnés.",
        "Par Anne Exemple, correspondante à Solmar",
        "Par Anne Exemple",
    ],
)
def test_calls_and_credits_are_no_news(line: str) -> None:
    assert is_boilerplate(line, LANGUAGE)


@pytest.mark.parametrize(
    "line",
    [
        "Suivre le convoi a pris deux jours aux soldats.",
        "Par Port Avel, le convoi a gagné le nord en deux jours.",
        "La publication du rapport a été reportée à mardi.",
        "Cet article du traité interdit les mines.",
    ],
)
def test_news_is_no_call(line: str) -> None:
    assert not is_boilerplate(line, LANGUAGE)


@pytest.mark.parametrize(
    ("sentence", "own"),
    [
        ("Nous pensons que le port doit rouvrir.", True),
        ("J’ai vu le port brûler.", True),
        ("Votre avis compte à Solmar.", True),
        ("« Nous partons », a dit le ministre.", False),
        ("Le port a rouvert mardi à Solmar.", False),
        ("Vousvray est un village de Marénie.", False),
    ],
)
def test_the_voice_of_the_writer_is_heard_outside_quotations(sentence: str, own: bool) -> None:
    assert in_own_voice(sentence, LANGUAGE) is own


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("EN DIRECT : la Marénie ferme son port", "la Marénie ferme son port"),
        ("Direct | la Marénie ferme son port", "la Marénie ferme son port"),
        ("VIDÉO. La Marénie ferme son port", "La Marénie ferme son port"),
        ("Le vol direct vers Solmar est suspendu", "Le vol direct vers Solmar est suspendu"),
    ],
)
def test_labels_leave_the_headline(title: str, headline: str) -> None:
    start, end = headline_span(title)
    assert title[start:end] == headline


def test_background_and_expectations_are_known_by_their_words() -> None:
    roles = roles_of(
        LANGUAGE,
        "La Marénie a fermé son port mardi.",
        "Pour rappel, le port avait déjà fermé en mars.",
        "La fermeture pourrait durer une semaine à Solmar.",
        "Les analystes voient le prix du blé monter.",
    )
    assert roles == (
        Role.MAIN,
        Role.CAUSE_GENERAL,
        Role.DISTANT_EXPECTATIONS_CONSEQUENCES,
        Role.DISTANT_EXPECTATIONS_CONSEQUENCES,
    )


@pytest.mark.parametrize(
    ("sentence", "kinds"),
    [
        ("Le port n’est pas ouvert.", {"negation"}),
        ("Les soldats auraient quitté le port.", {"modality"}),
        ("Le port est ouvert sans aucun doute.", {"negation"}),
        ("Le port est ouvert depuis mardi.", set()),
    ],
)
def test_a_denial_and_the_conditional_mood_are_seen(sentence: str, kinds: set[str]) -> None:
    assert {kind for kind, _, _ in doubts(sentence)} == kinds


def test_elided_articles_do_not_part_two_sentences_on_one_thing() -> None:
    first = content_words("L’accord d’Avel est signé", LANGUAGE)
    second = content_words("Un accord est signé à Avel", LANGUAGE)
    assert overlap(first, second) == 1.0


def test_a_month_with_an_accent_is_a_date() -> None:
    dates = [fact.text for fact in facts("Le 3 février et le 4 août") if fact.kind == "date"]
    assert dates == ["février", "août"]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Éditorial : le port doit rouvrir", "an opinion"),
        ("Dessin : le port de Solmar", "a feature, podcast or gallery"),
        ("Rugby : Solmar bat Avel", "sport"),
        ("Regardez le port brûler", "a video or pictures"),
        ("Le récap de la journée au port", "a round-up"),
        ("Le port rouvre mardi", ""),
    ],
)
def test_genres_are_told_by_the_title(title: str, kind: str) -> None:
    assert why_no_report(page(title, LANGUAGE)) == kind


@pytest.mark.parametrize(
    ("title", "comment"),
    [
        ("Comment le port a brûlé", True),
        ("Entretien : « Le port doit rouvrir »", True),
        ("Le port a brûlé mardi", False),
        # a relative clause asks for no reason
        ("Le port que la Marénie a fermé brûle", False),
    ],
)
def test_a_title_that_promises_thoughts_reads_as_a_comment(title: str, comment: bool) -> None:
    assert reads_as_comment(page(title, LANGUAGE)) is comment


def test_a_live_page_is_a_round_up_and_its_label_is_cut() -> None:
    assert is_round_up(page("EN DIRECT : le port brûle", LANGUAGE))
    assert not is_round_up(page("Le port brûle", LANGUAGE))
    assert clean_title("Exclusif : le port brûle") == "le port brûle"
