"""Background by its chances: how sure a sentence must be, and how near to the story."""

from __future__ import annotations

import pytest
from sample_news import article

from digest.models import Article, Passage, Story
from digest.write.candidates import quotables
from digest.write.draft_state import StoryDraft
from digest.write.why_it_matters import background_of

TITRE = "Marenia ferme Port Avel après un incendie"
OPENING = "Marenia a fermé Port Avel mardi après un incendie du dépôt."
# French has no model: a marked sentence of expectation has the chance .7, of background .8
STAKES = "La fermeture de Port Avel devrait priver Marenia de pain pendant des semaines."
OTHER_STAKES = "Les assureurs de Solmar devraient doubler leurs primes sur toute la mer de Tarn."
PLAIN = "Les pompiers de Port Avel ont éteint le dépôt de Marenia dans la nuit."


def report(name: str, *sentences: str, title: str = TITRE, hours: float = 10) -> Article:
    return article(
        name, title, body="\n\n".join(sentences), language="fr", publisher=name, hours=hours
    )


def told(*articles: Article, room: int = 85, earlier: tuple[Article, ...] = ()) -> list[str]:
    headline = Passage(text=TITRE, article_id=articles[0].id)
    draft = StoryDraft(story=Story(id="s", articles=articles), headline=headline, known=TITRE)
    draft.take(quotables(articles[0])[:1])
    return [group[0].text for group in background_of(draft, room, earlier)]


def test_a_sentence_of_stakes_is_printed_and_one_without_a_mark_is_not() -> None:
    assert told(report("a", OPENING, STAKES, PLAIN)) == [STAKES]


def test_stakes_of_another_matter_are_not_printed() -> None:
    assert told(report("a", OPENING, OTHER_STAKES)) == []


def test_the_first_sentence_of_a_report_is_its_news() -> None:
    assert told(report("a", OPENING), report("b", STAKES, PLAIN)) == []
    assert told(report("a", OPENING), report("b", OPENING, STAKES)) == [STAKES]


def test_a_sentence_of_seven_words_explains_nothing() -> None:
    seven = "Port Avel devrait rester fermé, dit Marenia."
    assert len(seven.split()) == 7
    assert told(report("a", OPENING, seven)) == []
    eight = "Port Avel devrait rester fermé lundi, dit Marenia."
    assert told(report("a", OPENING, eight)) == [eight]


def test_no_sentence_is_printed_beyond_the_room() -> None:
    words = len(STAKES.split())
    assert told(report("a", OPENING, STAKES), room=words) == [STAKES]
    assert told(report("a", OPENING, STAKES), room=words - 1) == []


def stakes(number: int) -> str:
    lines = [
        "Port Avel devrait livrer moins de pain aux écoles de Tessel cet hiver.",
        "Les assureurs de Marenia devraient doubler les primes des cargos de Solmar.",
        "Une grève des dockers de Port Avel pourrait durer jusqu’aux vendanges.",
        "Le gouvernement de Marenia pourrait emprunter encore pour payer ses médecins.",
        "Les pêcheurs de Port Avel craignent une marée noire sur leurs plages.",
    ]
    return lines[number]


def test_three_sentences_are_printed_at_most_in_the_order_of_their_text() -> None:
    lines = [stakes(number) for number in range(5)]
    printed = told(report("a", OPENING, *lines), room=200)
    assert len(printed) == 3
    assert printed == sorted(printed, key=lines.index)


@pytest.mark.parametrize(
    ("bread", "explains"),
    [("pain", True), ("« pain »", True), ("« pain blanc »", False), ("« pain et de sel »", False)],
)
def test_a_quotation_explains_only_where_the_chance_is_high(bread: str, explains: bool) -> None:
    stakes = STAKES.replace("pain", bread)
    assert bool(told(report("a", OPENING, stakes))) is explains
    # a marked sentence of background has a chance of .8
    marked = f"Depuis janvier, les boulangers de Port Avel en Marenia manquaient de {bread}."
    assert told(report("a", OPENING, marked)) == [marked]


# ---- earlier articles ------------------------------------------------------------------------

OLD = "Une tempête de janvier a noyé les grues et le vieux dépôt de Port Avel en Marenia."


def old(name: str = "old", title: str = "Incendie à Port Avel", hours: float = 900) -> Article:
    return report(name, OLD, title=title, hours=hours)


def test_the_first_sentence_of_an_earlier_article_tells_an_earlier_event() -> None:
    assert told(report("a", OPENING), earlier=(old(),)) == [OLD]


def test_an_earlier_article_stands_before_the_reports() -> None:
    assert told(report("a", OPENING, STAKES), earlier=(old(),)) == [OLD, STAKES]


@pytest.mark.parametrize(
    ("title", "counts"),
    [
        ("Incendie à Port Avel", True),
        ("Port Avel", True),
        ("Avel en fête", False),
        ("Le parlement de Solmar", False),
    ],
)
def test_two_telling_words_of_the_titles_are_shared(title: str, counts: bool) -> None:
    assert bool(told(report("a", OPENING), earlier=(old(title=title),))) is counts


@pytest.mark.parametrize(("hours", "counts"), [(11, True), (10, False), (9, False)])
def test_an_earlier_article_is_older_than_the_lead(hours: float, counts: bool) -> None:
    assert bool(told(report("a", OPENING), earlier=(old(hours=hours),))) is counts


def test_a_report_of_the_story_is_no_earlier_article() -> None:
    second = report("b", OLD, hours=900)
    assert told(report("a", OPENING), second, earlier=(second,)) == []
