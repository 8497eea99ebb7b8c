"""Earlier events: which stored articles explain a story, and which of their sentences do."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sample_news import NEWSLETTER, NOW, article

from digest.languages import LANGUAGES
from digest.models import Article, Story
from digest.write.earlier_events import FEWEST_TITLES, MOST_TITLES, earlier_of, titles_on
from digest.write.extractive import ExtractiveWriter

TITLE = "Marenia closes Port Avel after blast at fuel depot"
OPENING = "Marenia closed Port Avel on Tuesday after a blast at the fuel depot killed 12 dockers."
EVENT = "Marenia opened the fuel depot of Port Avel in January and let its first ships in."
MONTH_AGO = 24 * 30
DAY_AGO = 24


def explained_by(
    *sentences: str,
    title: str = "Marenia opens Port Avel fuel depot",
    hours: float = MONTH_AGO,
    printed: tuple[str, ...] = (),
) -> list[str]:
    old = article("old", title, body="\n\n".join(sentences), publisher="Gazette", hours=hours)
    item = ExtractiveWriter(printed=printed).write(
        Story(id="story", articles=(article("a", TITLE, body=OPENING),)),
        newsletter=NEWSLETTER,
        lead=True,
        related=(),
        now=NOW,
        earlier=(old,),
    )
    return [passage.text for paragraph in item.why_it_matters for passage in paragraph]


def test_the_event_of_an_old_report_explains() -> None:
    assert explained_by(EVENT) == [EVENT]


def test_a_sentence_that_readers_had_in_an_earlier_issue_is_no_background_again() -> None:
    assert explained_by(EVENT, printed=(EVENT,)) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Divers continued to search the fuel depot of Port Avel in Marenia on Tuesday.",
        "Marenia is weighing a new fuel depot at Port Avel, it emerged on Tuesday.",
        "On the third day of the strike in January the depot of Port Avel in Marenia was shut.",
        "The toll of the January fire at the Port Avel depot in Marenia passed 100.",
        "A Port Avel docker says the January fire at the depot of Marenia was no surprise.",
        "Crews from Marenia scrambled on Tuesday to clear the depot of Port Avel.",
    ],
)
def test_a_sentence_on_the_state_of_its_day_is_no_earlier_event(sentence: str) -> None:
    assert explained_by(sentence) == []


def test_a_quotation_is_no_earlier_event() -> None:
    assert explained_by("“Marenia opened the fuel depot of Port Avel in January,” it read.") == []


def test_an_event_without_its_time_is_none() -> None:
    assert explained_by("Marenia opened the fuel depot of Port Avel and let its ships in.") == []


@pytest.mark.parametrize(
    ("rest", "is_dated"),
    [
        ("in May and let its first ships in", True),
        ("and let its first ships, which may unload, in", False),
    ],
)
def test_a_month_has_its_capital(rest: str, is_dated: bool) -> None:
    assert bool(explained_by(f"Marenia opened the fuel depot of Port Avel {rest}.")) is is_dated


@pytest.mark.parametrize(("hours", "explains"), [(DAY_AGO, False), (MONTH_AGO, True)])
def test_a_toll_of_these_days_is_overtaken_and_one_of_last_month_is_settled(
    hours: float, explains: bool
) -> None:
    toll = "A fire at the fuel depot of Port Avel killed 30 dockers of Marenia in January."
    assert bool(explained_by(toll, hours=hours)) is explains


def test_a_sentence_names_two_actors_or_places_of_the_headline() -> None:
    assert explained_by("Solmar opened a fair of boats in January, at the lake of Tarn.") == []
    assert explained_by("Marenia elected the parliament of Tarn in January, by a margin.") == []


# ---- which articles ------------------------------------------------------------------------------


def story(title: str = TITLE, opening: str = OPENING) -> Story:
    return Story(id="story", articles=(article("a", title, body=opening),))


def chosen(*titles: str, theme: frozenset[str] = frozenset()) -> list[str]:
    earlier = [article(title, title, hours=MONTH_AGO) for title in titles]
    return [known.title for known in earlier_of(story(), earlier, theme)]


def test_articles_that_share_actors_or_places_are_earlier_ones() -> None:
    near = "Marenia elects mayor of Port Avel"
    assert chosen(near, "Solmar elects a parliament") == [near]


def test_names_of_the_theme_of_an_issue_tie_none() -> None:
    theme = frozenset({"marenia", "port", "avel"})
    assert chosen("Marenia elects mayor of Port Avel", theme=theme) == []
    near = "Blast at depot of Port Avel in Marenia"
    assert chosen(near, theme=theme) == [near]


def test_words_that_are_no_names_tie_none() -> None:
    assert chosen("Closure after blast at fuel depot in Solmar") == []


def test_a_seat_of_power_is_no_actor() -> None:
    report = story("White House says Solmar is near", "The White House said Solmar is near.")
    old = article("old", "White House gets a new garden", hours=MONTH_AGO)
    assert earlier_of(report, [old]) == ()


# ---- titles of the store -------------------------------------------------------------------------


def others(count: int) -> dict[str, str]:
    return {f"other-{number}": f"Regatta {number} opens on Lake Tarn" for number in range(count)}


def test_titles_of_a_store_that_share_rare_words_are_found() -> None:
    titles = {**others(FEWEST_TITLES), "near": "Marenia elects mayor of Port Avel"}
    assert titles_on([story()], titles, "en") == ["near"]


def test_words_that_all_titles_of_a_store_have_tie_none() -> None:
    titles = {f"t{number}": f"Marenia: Port news {number}" for number in range(FEWEST_TITLES)}
    assert titles_on([story()], titles, "en") == []


def test_of_a_few_titles_no_word_is_rare() -> None:
    titles = {f"t{number}": f"Marenia: Port news {number}" for number in range(3)}
    assert titles_on([story()], titles, "en") == ["t0", "t1", "t2"]


def test_of_many_titles_those_that_share_most_come_first() -> None:
    titles = {f"t{number}": f"Port Avel, part {number}" for number in range(MOST_TITLES)}
    titles["nearest"] = "Marenia shuts Port Avel fuel depot"
    names = titles_on([story()], {**others(400), **titles}, "en")
    assert names[0] == "nearest"
    assert len(names) == MOST_TITLES


@pytest.mark.parametrize("language", sorted({"en", "fr"} & LANGUAGES.keys()))
def test_titles_serve_stories_of_their_language(language: str) -> None:
    titles = {"near": "Marenia Port Avel"}
    assert bool(titles_on([story()], titles, language)) is (language == "en")


def test_a_story_without_articles_has_none() -> None:
    assert titles_on([Story(id="s", articles=())], {"near": "Marenia Port Avel"}, "en") == []


def test_an_article_of_the_story_is_no_earlier_one() -> None:
    report = article("a", TITLE, body=OPENING)
    old: Article = article("old", TITLE, body=EVENT, hours=MONTH_AGO)
    assert old.published < report.published - timedelta(days=1)
    item = ExtractiveWriter().write(
        Story(id="story", articles=(report, old)),
        newsletter=NEWSLETTER,
        lead=True,
        related=(),
        now=NOW,
        earlier=(old,),
    )
    shown = [passage.shown for paragraph in item.why_it_matters for passage in paragraph]
    assert not [text for text in shown if text.startswith("Coast Wire (")]
