"""A sentence in a briefing is understood by one who reads only that sentence."""

from __future__ import annotations

import pytest

from digest.write.context_free import (
    always_leans,
    leans_on,
    lone_surname,
    opening_surname,
    opens_with_pronoun,
    stands_alone,
)


@pytest.mark.parametrize(
    "sentence",
    [
        "He said the talks would go on.",
        "The ministry denied the report.",
        "The two also spoke of trade.",
        "Meanwhile, Marenia closed its ports.",
        "But Solmar refused.",
        "“We will not leave,” he said.",
        "In his speech, the mayor of the town promised aid.",
        "This has led to shortages across the coast.",
        "Earlier, Marenia had closed its ports.",
        "First, the harbor stays shut.",
        "Marenia, meanwhile, closed its ports.",
        "Last week she said the harbor would reopen.",
        "The troops will work with engineers.",
        "A third is simply a drawing of the quay.",
        "“Waiting is no longer an option.”",
        "Orlov today: “As if this was my decision.”",
        "Orlov on the harbor this morning: “We will rebuild it.”",
        "Marenia also raised the port fees.",
        "A member of it said that the fees were too high.",
        "Half of them stayed in port.",
        "Orlov added that the tanks were safe.",
        "Dana Orlov, who visited the quay, called for help in these hard hours as well.",
        "Traders in Solmar fear that this closure will last.",
        "Two other ports of Marenia stayed open.",
        "By this reckoning, Marenia loses a third of its trade.",
        "Perhaps Solmar will open its own quay.",
        "(Solmar has a quay of its own.)",
        "In each case, Marenia paid.",
        "The demands include a new port law.",
        "There the ships waited for a week.",
        "A second fisherman joined in.",
        "“All steps to open the harbor of Marenia will be taken,” it added.",
        "All three officials said the harbor would stay shut.",
        "Dockers left Port Avel on foot, the reports said.",
        "Orlov then met the dockers of Port Avel.",
        "Marenia has since raised its port fees.",
        "Solmar had no quay of its own at the time.",
        "Trade with Solmar goes on and would not be touched by the quarrel, he said.",
        "On that front, Orlov promised a new law.",
        "On the other, Marenia has kept its ships at home.",
        "Marenia, therefore, will not insist on a vote.",
        "Talks between the two in Tessel were to end on Friday.",
        "With a nod toward these Marenian fears, Orlov spoke of a first step.",
        "On Tuesday, the delegation left for Solmar.",
        "Orlov has joined efforts to arrange that meeting in Solmar.",
        "Solmar has issued a statement on the matter.",
        "It is not known how long Marenia has lived on that monthly allowance.",
        "Solmar declined to take part in that discussion.",
        "In another early vote, Marenia closed its own quay.",
        "The President seems to have heard their call.",
        "A few days later, Orlov opened the quay.",
        "Two weeks earlier, Solmar had closed its own.",
        "The next day Marenia sent ships.",
        "To do so, Solmar borrowed from its neighbors.",
        "In the harbor interview, Orlov promised a new law.",
        "With respect to this, Solmar has three neighbors to consider.",
        "Any damage to its cranes could drive up the price of grain in Marenia.",
        "[A] change of tone in Solmar has become plain in recent days.",
        "Case in point: Dana Orlov heard the horns of Port Avel.",
        "If so, the fee would be the highest in Marenia.",
        "The suspect, Dana Orlov, is said to have led a gang of dockers.",
        "The Marenian officials, speaking without their names, gave no date.",
        "Some dockers of Port Avel went home, to be sure.",
        "Dana Orlov is the first minister of Marenia to leave since it happened.",
        "Fuel for the cranes could run out in hours, the aid group says.",
    ],
)
def test_a_dangling_opening_is_seen(sentence: str) -> None:
    assert not stands_alone(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The Marenian ministry of defense denied the report.",
        "Marenia closed its ports after the blast.",
        "Dana Orlov said she would open the harbor.",
        "Many families lost their homes in the flood.",
        "The port of Avel handles most imports.",
        "The deputy harbor master, Dana Orlov, denied the report.",
        "In 2019, Marenia rationed petrol for three weeks.",
        "The group Harbor Watch counted 30 ships.",
        "Marenia said this week that the harbor would reopen.",
        "Solmar offered help to those who lost their homes.",
        "Marenia bans goods such as oil and gas.",
        "Orlov promised not only aid but also work.",
        "On Tuesday, Marenia shut the harbor, and Solmar that night opened its own.",
        "Marenia fears another strike, this one at the depot.",
        "There is no sign that Marenia will open the harbor.",
        "It is unclear whether Marenia will open the harbor.",
        "The fees Solmar raised have hurt its fishermen.",
        "The President of Marenia has opened the quay.",
        "Days after the blast, Marenia opened the quay.",
        "Two weeks before the vote, Solmar closed its own quay.",
        "Orlov saw early on that traders would leave.",
        "Traders differ from dockers in that they own ships.",
        "In the statement from Solmar, ministers promised a new law.",
        "Damage to the cranes could drive up the price of grain in Marenia.",
        "Forty miles north of Tessel, dockers shut the gates.",
        "Some 40 miles away in Tessel, dockers shut the gates.",
        "Dockers of Marenia have waited since it opened its quay.",
    ],
)
def test_a_whole_thought_stands(sentence: str) -> None:
    assert stands_alone(sentence)


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("وأضاف أن العمل مستمر.", "ar"),
        ("לדבריו העבודה נמשכת.", "he"),
        ("وی افزود کار ادامه دارد.", "fa"),
    ],
)
def test_dangling_openings_are_seen_in_other_scripts(sentence: str, language: str) -> None:
    assert not stands_alone(sentence, language)


def test_a_speaker_only_the_text_before_introduced_is_named() -> None:
    assert lone_surname("“The gates stay shut,” Orlov said.") == "Orlov"
    assert lone_surname("“The gates stay shut,” Dana Orlov said.") == ""
    assert lone_surname("“The gates stay shut,” al-Orlov said.") == "al-Orlov"
    assert lone_surname("Al Orlov said that the gates stay shut.") == "Al Orlov"
    assert lone_surname("Mr. Orlov has since left the quay.") == "Orlov"


def test_a_speaker_in_the_middle_of_a_sentence_needs_an_introduction_too() -> None:
    assert lone_surname("Twelve workers have died since March, Orlov said, citing a count.") == (
        "Orlov"
    )
    assert lone_surname("“The gates stay shut,” Mr. Orlov told callers.") == "Orlov"
    assert lone_surname("Twelve workers have died since March, Dana Orlov said.") == ""


@pytest.mark.parametrize(
    "sentence",
    [
        "He said the gates stay shut.",
        "They said the gates stay shut.",
        "Police said the gates stay shut.",
        "Officials said the gates stay shut.",
        "Egypt said the gates stay shut.",
        "The gates stay shut, Hezbollah said.",
        "The gates stay shut, Xinhua said.",
    ],
)
def test_a_speaker_that_is_no_person_has_no_surname(sentence: str) -> None:
    assert lone_surname(sentence) == ""


def test_a_pronoun_as_the_subject_needs_the_sentence_before() -> None:
    assert opens_with_pronoun("On Monday, he accused the harbor master of a coup.")
    assert opens_with_pronoun("She shut the gates.")
    assert not opens_with_pronoun("In her speech, Dana Orlov shut the gates.")
    assert not opens_with_pronoun("Hedges burnt at the quay.")


def test_a_surname_that_opens_a_sentence_is_of_one_named_before() -> None:
    before = (
        "Interior Minister Dana Orlov came to Port Avel. On Tuesday Solmar sent ships, and "
        "Senate Democrats cheered."
    )
    assert opening_surname("Orlov flew to the city.", before) == "Orlov"
    assert opening_surname("Orlov’s plan failed.", before) == "Orlov"
    assert opening_surname("Dana Orlov flew to the city.", before) == ""
    assert opening_surname("Solmar sent ships.", before) == ""
    assert opening_surname("Democrats cheered.", before) == ""
    assert opening_surname("Tessel opened a quay.", before) == ""


@pytest.mark.parametrize(
    ("sentence", "before", "surname"),
    [
        ("Khazali in years past had threatened ships.", "Qais al-Khazali leads a band.", "Khazali"),
        ("Al-Khazali threatened ships.", "The band of Qais al-Khazali waits.", "Khazali"),
        ("Thani left for Tessel.", "Sheikh Karim bin Rashid al-Thani spoke.", "Thani"),
        ("Tarn fell on Monday.", "Ships wait off the town of Tarn.", ""),
        ("Maliki fell on Monday.", "Ships wait in the al-Maliki harbor.", ""),
    ],
)
def test_a_surname_may_stand_behind_an_arabic_article(
    sentence: str, before: str, surname: str
) -> None:
    assert opening_surname(sentence, before) == surname


def test_a_thing_that_a_sentence_takes_as_known_is_named_unless_it_may_be_another() -> None:
    assert leans_on("The truce holds in all ports, and has lasted a week.") == "truce"
    assert leans_on("The demands include a new port law.") == "demands"
    assert leans_on("The ministry denied the report.") == ""
    assert leans_on("The truce is what he wanted.") == ""
    assert leans_on("Marenia keeps the truce.") == ""


@pytest.mark.parametrize(
    ("sentence", "leans"),
    [
        ("Case in point: Dana Orlov heard the horns of Port Avel.", True),
        ("“For example, Dana Orlov heard the horns,” the mayor said.", True),
        ("However small, the quay of Port Avel is full.", True),
        ("Dana Orlov heard the horns of Port Avel.", False),
        ("Marenia also heard the horns of Port Avel.", False),
    ],
)
def test_some_openings_lean_however_much_the_rest_tells(sentence: str, leans: bool) -> None:
    assert always_leans(sentence) is leans
    assert not always_leans(sentence, "xx")
