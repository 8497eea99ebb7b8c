"""*What happened*: which sentences are facts of the event, by number, place, day and outlet."""

from __future__ import annotations

from dataclasses import replace

import pytest
from quotes import made_quote
from sample_news import NOW, article

from digest.models import Article, Passage, PastStory, Role, Story
from digest.write.candidates import quotables
from digest.write.draft_state import StoryDraft
from digest.write.groups import Group
from digest.write.quotable import Quotable
from digest.write.what_happened import (
    early_facts,
    further_facts,
    in_telling_order,
    newest_first,
    rest_of_lead,
    without_retold,
)

TITRE = "Marenia ferme Port Avel après un incendie"
# without a model, chances follow the place: .9, .75, .6, .45, .3 and .2 from there
LINES = (
    "Dix navires de Tessel attendent un pilote au large du môle.",
    "Les boulangers de Tarn vendent leurs derniers pains aux écoles.",
    "Une grue est tombée dans le bassin sans toucher personne.",
    "Le maire a promis des tentes à chaque famille du quai.",
    "Trois camions apportent des couvertures depuis la vieille caserne.",
    "Les médecins manquent de lits et de gants depuis hier soir.",
    "Un orchestre jouera dimanche pour les enfants de la colline.",
)
OPENING = "Marenia a fermé Port Avel mardi après un incendie du dépôt."


def report(name: str, *sentences: str, hours: float = 10) -> Article:
    return article(
        name,
        TITRE,
        body="\n\n".join(sentences),
        language="fr",
        publisher=name,
        hours=hours,
    )


def drafted(*articles: Article, **more: object) -> StoryDraft:
    story = Story(id="s", articles=articles, **more)  # type: ignore[arg-type]
    headline = Passage(text=TITRE, article_id=articles[0].id)
    draft = StoryDraft(story=story, headline=headline, known=TITRE)
    draft.take(quotables(articles[0])[:1])
    return draft


def texts(groups: list[Group]) -> list[str]:
    return [quote.text for group in groups for quote in group]


def test_a_sure_fact_has_a_chance_of_more_than_a_third() -> None:
    draft = drafted(report("a", OPENING, *LINES))
    # by place the fourth sentence has .45 and the fifth .30
    assert texts(further_facts(draft, 200)) == list(LINES[:3])


def test_no_more_than_four_facts_and_no_more_than_the_room() -> None:
    articles = [report(name, OPENING, *LINES[:1]) for name in "a"]
    draft = drafted(*articles)
    assert texts(further_facts(draft, len(LINES[0].split()) - 1)) == []


def test_a_question_is_no_fact() -> None:
    draft = drafted(report("a", OPENING, "Pourquoi les navires attendent-ils encore ?"))
    assert further_facts(draft, 200) == []


def test_an_earlier_year_is_background() -> None:
    draft = drafted(report("a", OPENING, "Un incendie du port avait tué des marins en 2019 déjà."))
    assert further_facts(draft, 200) == []
    assert early_facts(draft, (50, 100), 0) == []


def test_another_report_counts_where_it_is_on_the_event() -> None:
    near = "L’incendie du dépôt de Port Avel a tué douze marins de Marenia mardi."
    far = "Le parlement de Solmar a voté hier une taxe nouvelle sur le pain."
    draft = drafted(report("a", OPENING), report("b", near, far, hours=2))
    assert texts(further_facts(draft, 200)) in ([near], [])
    assert far not in texts(further_facts(drafted(report("a", OPENING), report("b", far)), 200))


def test_a_report_that_an_earlier_issue_told_is_not_told_again_but_for_the_lead() -> None:
    near = "L’incendie du dépôt de Port Avel a blessé trente marins de Marenia hier."
    past = PastStory(
        thread_id="s",
        issue_id="i",
        story_id="s",
        published=NOW,
        headline="",
        url="",
        article_ids=("a", "b"),
    )
    lead = report("a", OPENING, *LINES[:2])
    draft = drafted(lead, report("b", near), past=past)
    told = texts(further_facts(draft, 200))
    assert near not in told
    assert LINES[0] in told


def test_early_facts_stop_once_enough_is_said() -> None:
    draft = drafted(report("a", OPENING, *LINES))
    words = len(LINES[0].split())
    assert len(early_facts(draft, (words, 200), 0)) == 1
    draft = drafted(report("a", OPENING, *LINES))
    assert len(early_facts(draft, (words + 1, 200), 0)) == 2
    # words that were spent before count
    draft = drafted(report("a", OPENING, *LINES))
    assert early_facts(draft, (words, 200), words) == []


def test_the_rest_of_a_lead_is_two_sentences_that_concern_the_story() -> None:
    lines = [f"{line[:-1]} près de Port Avel en Marenia." for line in LINES]
    draft = drafted(report("a", OPENING, *lines))
    assert texts(rest_of_lead(draft, 200)) == lines[:2]
    assert rest_of_lead(drafted(report("a", OPENING)), 200) == []


def test_the_rest_of_a_lead_has_no_quotation_at_its_front() -> None:
    quoted = "« Marenia a fermé Port Avel après un incendie du dépôt de gaz », dit Orlov."
    draft = drafted(report("a", OPENING, quoted))
    assert rest_of_lead(draft, 200) == []


# ---- the order of telling --------------------------------------------------------------------

WIRE = article("w", "T", publisher="Coast Wire")


def line(text: str, *, index: int, role: Role = Role.MAIN, source: Article = WIRE) -> Quotable:
    return made_quote(text, source=source, index=index, role=role)


def order(*quotes: Quotable) -> list[int]:
    headline = Passage(text="T", article_id="w")
    draft = StoryDraft(story=Story(id="s", articles=(WIRE,)), headline=headline)
    return [group[0].index for group in in_telling_order(draft, [[quote] for quote in quotes])]


@pytest.mark.parametrize(
    "reaction",
    [
        "Tessel condemned the attack on the depot.",
        "Solmar welcomed the truce of the unions.",
        "The mayor called for calm in the streets.",
        "The bishop urged the crews to leave.",
        "“We mourn with them,” the mayor said.",
        "The union rejects the plan of the ministry.",
    ],
)
def test_a_reaction_stands_behind_the_event(reaction: str) -> None:
    event = line("Divers found a wreck in the basin.", index=5)
    assert order(line(reaction, index=1), event) == [5, 1]


@pytest.mark.parametrize(
    "next_step",
    [
        "The court will hear the owners.",
        "The quay is to open on Monday.",
        "The ministry plans to sell the depot.",
        "A vote is scheduled for Friday.",
        "The next ship comes at dawn.",
    ],
)
def test_the_next_step_stands_last(next_step: str) -> None:
    reaction = line("Tessel condemned the attack on the depot.", index=2)
    event = line("Divers found a wreck in the basin.", index=5)
    assert order(line(next_step, index=1), reaction, event) == [5, 2, 1]


def test_an_expectation_is_a_next_step_by_its_role() -> None:
    expectation = line(
        "Prices rise across the coast.", index=1, role=Role.DISTANT_EXPECTATIONS_CONSEQUENCES
    )
    assert order(expectation, line("Divers found a wreck.", index=5)) == [5, 1]


def test_a_reaction_with_a_toll_is_an_event() -> None:
    toll = line("Tessel condemned the blast that killed 12 dockers.", index=1)
    assert order(line("Divers found a wreck.", index=5), toll) == [1, 5]


def test_events_keep_the_order_of_their_text() -> None:
    lines = [line(f"Ship {number} sank off the mole.", index=number) for number in (3, 1, 2)]
    assert order(*lines) == [1, 2, 3]


def test_of_one_moment_the_greater_id_comes_first() -> None:
    articles = [article(name, "T", hours=3) for name in ("b", "a", "c")]
    assert [one.id for one in newest_first(articles, "a")] == ["a", "c", "b"]
    later = replace(articles[0], published=NOW)
    assert [one.id for one in newest_first([*articles[1:], later], "x")] == ["b", "c", "a"]


FAMILIES = "Three Tessel families on the Avel mole are besieged inside their homes."
WATER = "Dockers besiege Tessel families on the mole, cutting off water and power."
DAYS = "Inside homes on the mole, pupils of Avel missed school and shops shut after three days."


def quoted(text: str, name: str, **more: object) -> Quotable:
    source = article(name, "Dockers besiege families at Port Avel", publisher=name)
    return made_quote(text, source=source, **more)


def besieged(*quotes: Quotable) -> StoryDraft:
    first = quoted("Guards of Marenia have withdrawn and a dozen dockers remain.", "a")
    story = Story(id="s", articles=tuple(quote.article for quote in (first, *quotes)))
    headline = Passage(text="Dockers besieging Tessel families at Port Avel", article_id="a")
    draft = StoryDraft(story=story, headline=headline, known=headline.text)
    draft.take([first, *quotes])
    return draft


def kept(*quotes: Quotable) -> list[str]:
    draft = besieged(*quotes)
    return texts(without_retold(draft, draft.taken[:1], [[quote] for quote in quotes]))


def test_a_fact_that_headline_and_later_facts_tell_together_falls() -> None:
    facts = [quoted(FAMILIES, "b"), quoted(WATER, "c"), quoted(DAYS, "d")]
    assert kept(*facts) == [WATER, DAYS]
    # without the later facts it is news
    assert kept(facts[0]) == [FAMILIES]


def test_a_fact_that_introduces_somebody_stays_though_others_tell_it() -> None:
    named = quoted(FAMILIES.replace("Three", "Orlov’s"), "b")
    speaker = quoted(WATER, "c", surname="Orlov")
    assert named.text in kept(named, speaker, quoted(DAYS, "d"))


def test_a_toll_that_is_disputed_stays_though_its_words_are_told() -> None:
    five = quoted("Five families of Tessel were killed on the mole of Avel.", "b")
    six = quoted("Six families of Tessel were killed on the mole of Avel.", "c")
    assert kept(five, six) == [five.text, six.text]


def test_a_sentence_of_the_lead_article_stays() -> None:
    own = quoted(FAMILIES, "a")
    assert own.text in kept(own, quoted(WATER, "c"), quoted(DAYS, "d"))


@pytest.mark.parametrize(
    ("text", "old"),
    [
        ("On February 2, Marenia sent divers into the harbor to look for mines.", True),
        ("On Dec. 20 Marenia sent divers into the harbor to look for mines.", True),
        ("On February 24, Marenia sent divers into the harbor to look for mines.", False),
        ("On March 30, Marenia will send divers into the harbor.", False),
        ("On April 1, Marenia will send divers into the harbor.", False),
        ("On February 31, a clerk of Marenia wrote, divers will come.", False),
        ("Divers who were sent into the harbor on February 2 came back on Tuesday.", False),
    ],
)
def test_a_sentence_that_opens_with_a_day_of_the_weeks_before_is_no_fact(
    text: str, old: bool
) -> None:
    source = article("b", "Marenia sends divers into the harbor", hours=10)
    assert source.published.date().isoformat() == "2026-03-03"
    assert made_quote(text, source=source).tells_an_old_day is old
