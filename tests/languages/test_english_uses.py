"""Signs of the model of uses: each finds its example and not its near miss, in a fixed order."""

from __future__ import annotations

import re

import pytest

from digest.languages import LANGUAGES
from digest.languages.en_uses import USE_SIGNS

NEAR_MISSES = {
    "some time ago": "The yearly fair of Avel opened.",
    "since": "Sincere words were heard.",
    "day of this week": "Sunlight fell on the quay.",
    "month": "They march, and may decide.",
    "has done": "Marenia has nine ports.",
    "had done": "Solmar had nine ports.",
    "is": "This island lies off Avel.",
    "was": "Wasps sting.",
    "would": "Woulds are no words.",
    "could": "Maybe prices rise.",
    "will": "Willing hands help.",
    "if": "Iffy ships sail.",
    "risk": "Warm bread is sold.",
    "plan or expectation": "The dueling ships aired flags.",
    "cause": "Afternoon ships sail.",
    "rank": "Firstly, ships sail mostly.",
    "trend": "Ships grow old.",
    "control": "Borderline ships sail.",
    "accusation": "Ships sail at noon.",
    "policy": "Dealers sail, bans are lawful.",
    "allies": "Tied ships sail.",
    "meaning": "Ships sail at noon.",
    "war": "Warships sail.",
    "party": "Partying sailors sing.",
    "contrast": "Butter is sold yeti by yeti.",
    "dead and wounded": "Deadlines pass.",
    "large number": "Hundred ships sail.",
    "digit": "Nine ships sail.",
    "speech": "Sayings are old.",
    "speech of a pronoun": "Orlov said so.",
    "speech at the end": "Orlov said that ships sail at noon in the bay of Avel.",
    "source": "Reporters resource ships.",
    "expert": "Expertise is rare.",
    "meeting or speech": "Ships sail at noon.",
    "quotation": "Orlov ‘spoke’.",
    "opens with a quotation": "Orlov said “no”.",
    "little but a quotation": "“No,” Orlov told the crowd that had waited at the quay since noon.",
    "I or we": "We are here in Us.",
    "opens with a pronoun": "Orlov left, and he sang.",
    "opens with The": "Then ships sail.",
    "opens with a link": "Butter is sold.",
    "opens with a full name": "Orlov left Avel.",
    "relative clause": "Avel, whichever port it is, waits.",
}
"""A sentence for each sign that it must not find, in the order of the trained weights."""


def test_the_signs_stand_in_the_order_of_the_trained_weights() -> None:
    # a sign that moves takes the weights of another one
    assert [sign.name for sign in USE_SIGNS] == list(NEAR_MISSES)


def test_each_sign_finds_its_example() -> None:
    for sign in USE_SIGNS:
        assert re.search(sign.pattern, sign.example, re.IGNORECASE), sign.name


def test_no_sign_finds_its_near_miss() -> None:
    for sign in USE_SIGNS:
        sentence = NEAR_MISSES[sign.name]
        assert not re.search(sign.pattern, sentence, re.IGNORECASE), sign.name


def test_no_sign_finds_an_empty_sentence() -> None:
    for sign in USE_SIGNS:
        assert not re.search(sign.pattern, "", re.IGNORECASE), sign.name


ROLE_WORDS = LANGUAGES["en"].role_words


@pytest.mark.parametrize(
    "table", ["dull", "speech", "ahead", "past", "we", "you", "speakers", "long_ago"]
)
def test_the_words_of_the_model_of_roles_are_in_lower_case_and_no_table_is_empty(
    table: str,
) -> None:
    words = getattr(ROLE_WORDS, table)
    assert words
    for word in words:
        assert word == word.lower().strip()


def test_pronouns_of_the_writer_and_of_the_reader_are_two_sets() -> None:
    assert ROLE_WORDS is not None
    assert not ROLE_WORDS.we & ROLE_WORDS.you
    assert not ROLE_WORDS.ahead & ROLE_WORDS.past
    assert len(ROLE_WORDS.speakers) == len(set(ROLE_WORDS.speakers))


def test_each_phrase_of_long_ago_names_a_span() -> None:
    assert ROLE_WORDS is not None
    for phrase in ROLE_WORDS.long_ago:
        assert re.search(r"year|month|decade", phrase)
