"""Tolls are read from the grammar of English, and in other languages by words near a number."""

from __future__ import annotations

import pytest

from digest.text import tolls


def found(text: str, language: str = "en") -> set[tuple[str, str]]:
    return {(toll.kind, toll.count) for toll in tolls(text, language)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At least 12 people were killed and 30 injured.", {("killed", "12"), ("wounded", "30")}),
        ("Blast kills 12", {("killed", "12")}),
        (
            "Floods in the valley kill at least 11, more than 100 missing",
            {("killed", "11"), ("missing", "100")},
        ),
        ("Three soldiers killed in ambush", {("killed", "3")}),
        ("Raid leaves 1,200 villagers displaced", {("displaced", "1200")}),
        ("1.2 million people have been displaced.", {("displaced", "1200000")}),
        ("Twenty-one died and two dozen were hurt.", {("killed", "21"), ("wounded", "24")}),
        (
            "Dozens killed, tens of thousands displaced",
            {("killed", "dozens"), ("displaced", "tens of thousands")},
        ),
        ("The death toll in the quake rises to 181.", {("killed", "181")}),
        ("The storm claimed 7 young lives.", {("killed", "7")}),
        ("Police detained 40 after the march.", {("arrested", "40")}),
        ("The men took 30 hostages.", {("hostages", "30")}),
        ("The crashes killed a total of 346 people.", {("killed", "346")}),
        (
            "It followed the killing of nine worshippers and the arrest of 12.",
            {("killed", "9"), ("arrested", "12")},
        ),
        ("The deaths of more than 100 aid workers are mourned.", {("killed", "100")}),
        ("On Monday 21 members of his family were killed.", {("killed", "21")}),
    ],
)
def test_english_tolls_are_read(text: str, expected: set[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nine students and one adult were killed.", {("killed", "10")}),
        (
            "Nine students and one adult were killed, and 27 were injured.",
            {("killed", "10"), ("wounded", "27")},
        ),
        ("Officials said at least 64 young soldiers and three civilians died.", {("killed", "67")}),
        ("Five men, two women and a child were killed.", {("killed", "8")}),
        ("The blast left two teachers and one guard dead.", {("killed", "3")}),
        ("The blast killed nine students and one adult.", {("killed", "10")}),
        ("Gunfire wounds two nurses and a driver in the port", {("wounded", "3")}),
        ("A man and a woman were arrested on Monday.", {("arrested", "2")}),
        (
            "Nine men and one boy were killed a day after two women were hurt.",
            {("killed", "10"), ("wounded", "2")},
        ),
        ("Five people, two men and three boys were killed.", {("killed", "5")}),
        ("He denied the killing of one police officer and nine civilians.", {("killed", "10")}),
    ],
)
def test_the_parts_of_one_toll_are_added_up(text: str, expected: set[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At least 12 people, including two children, were killed.", {("killed", "12")}),
        ("12 people including two children were killed.", {("killed", "12")}),
        ("Nine students (two of them girls) were hurt.", {("wounded", "9")}),
        ("Nine people - among them a medic - have died.", {("killed", "9")}),
        ("Forty people, most of them women, were killed and 30 others, including a nurse, wounded.",
         {("killed", "40"), ("wounded", "30")}),
        ("Strikes on 12 villages, including two near the border, killed 30 people.",
         {("killed", "30")}),
        ("Police held 12 men, including two who were wounded in the raid.", {("wounded", "2")}),
        ("Three villages, including two that were evacuated, were hit and four people killed.",
         {("killed", "4")}),
    ],
)  # fmt: skip
def test_an_aside_on_who_they_were_does_not_come_between(
    text: str, expected: set[tuple[str, str]]
) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    ["Twelve people are feared dead or missing.", "Nine miners, mostly young, are presumed dead."],
)
def test_a_feared_number_is_no_toll(text: str) -> None:
    assert found(text) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Rebels killed two soldiers and three civilians were wounded.",
            {("killed", "2"), ("wounded", "3")},
        ),
        ("The truck hit four soldiers and three civilians were wounded.", {("wounded", "3")}),
        ("Two officers and one guard killed 12 people.", {("killed", "12")}),
        ("Two buses collided and nine people were killed.", {("killed", "9")}),
        ("Nine students were hurt and one adult was killed.", {("wounded", "9"), ("killed", "1")}),
        ("Between 10 and 12 people were killed.", {("killed", "12")}),
        ("Two gunmen and 12 students were killed.", {("killed", "12")}),
        ("Dozens of students and nine adults were killed.", {("killed", "9")}),
    ],
)
def test_a_number_of_another_verb_or_another_side_is_not_added(
    text: str, expected: set[tuple[str, str]]
) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two strikes killed 12 in the port.", {("killed", "12")}),
        ("Two gunmen killed 12 people and wounded several.", {("killed", "12")}),
        ("Rebels killed 12 soldiers and wounded 30.", {("killed", "12"), ("wounded", "30")}),
        ("The Aug. 21 attack killed more than 1,400 people.", {("killed", "1400")}),
        ("The fighting since 2005 has killed 1,900.", {("killed", "1900")}),
        ("30 people were killed two weeks ago.", {("killed", "30")}),
        ("He was killed two days ago.", set()),
        ("No one was hurt.", set()),
        ("Two of the gunmen killed 12 people.", {("killed", "12")}),
        ("The mayor, 66, was killed.", set()),
        ("A 12-year-old boy was killed.", set()),
        ("Two of the wounded walked home.", set()),
        ("The vessel MS-13 was captured.", set()),
        ("They fled for their lives for 30 days.", set()),
        ("Aid drops reached 72 villages with refugees.", set()),
    ],
)
def test_numbers_of_attackers_hours_and_ages_are_no_toll(
    text: str, expected: set[tuple[str, str]]
) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ar", "مقتل 31 شخصا وإصابة أكثر من 40 في السوق", {("killed", "31"), ("wounded", "40")}),
        ("ar", "أدى الانفجار إلى مقتل ١٢ شخصا", {("killed", "12")}),
        ("ar", "في 13 أغسطس اعتقل الجيش المحافظ", set()),
        ("fa", "۱۲ نفر کشته و ۳۰ زخمی شدند", {("killed", "12"), ("wounded", "30")}),
        ("he", "12 בני אדם נהרגו ו-30 פצועים בשוק", {("killed", "12"), ("wounded", "30")}),
        ("he", "הפיצוץ גבה 12 הרוגים", {("killed", "12")}),
        ("he", "ב-13 באוגוסט נהרג המושל", set()),
        ("tr", "Pazarda en az 12 kişi öldü, 30 yaralı", {("killed", "12"), ("wounded", "30")}),
        ("tr", "12 kişiden oluşan heyet geldi, enflasyon yüzde 31 oldu", set()),
        (
            "fr",
            "L’effondrement a tué au moins 12 personnes et fait 30 blessés",
            {("killed", "12"), ("wounded", "30")},
        ),
        ("fr", "Le bilan passe à 11.180 morts", {("killed", "11180")}),
        (
            "fr",
            "Plus de 15 000 morts et 1\u202f610 blessés",
            {("killed", "15000"), ("wounded", "1610")},
        ),
        ("fr", "12 personnes, dont deux enfants, ont été tuées", {("killed", "12")}),
        (
            "fr",
            "12 hommes (dont 3 blessés) ont été arrêtés",
            {("arrested", "12"), ("wounded", "3")},
        ),
        ("he", "12 בני אדם, בהם שני ילדים, נהרגו", {("killed", "12")}),
        ("fa", "۱۲ نفر، از جمله دو کودک، کشته شدند", {("killed", "12")}),
        ("ar", "12 شخصا، بينهم 3 أطفال، قتلوا في غارة", {("killed", "12")}),
        ("tr", "16 zanlıdan 15'i bugün gözaltına alındı", {("arrested", "15")}),
        ("fr", "Depuis 2024, un mort de trop", set()),
    ],
)
def test_tolls_are_read_in_five_more_languages(
    language: str, text: str, expected: set[tuple[str, str]]
) -> None:
    assert found(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("en", "Blast kills 12 dockers", "12 killed"),
        ("en", "A dozen were found dead", "A dozen killed"),
        ("en", "Nine students and\none adult were killed", "Nine students and one adult killed"),
        ("ar", "مقتل 31 شخصا", "مقتل 31"),
    ],
)
def test_a_toll_keeps_the_words_that_tell_it(language: str, text: str, said: str) -> None:
    assert [toll.text for toll in tolls(text, language)] == [said]


def test_a_count_without_a_number_has_none() -> None:
    assert [toll.number for toll in tolls("12 killed, dozens wounded")] == [12, None]


@pytest.mark.parametrize("digits", [11, 400, 5000])
@pytest.mark.parametrize(
    ("language", "told"), [("en", "{} people were killed."), ("ar", "مقتل {} شخصا")]
)
def test_a_number_that_counts_no_person_is_no_toll(language: str, told: str, digits: int) -> None:
    assert not [toll.number for toll in tolls(told.format("9" * digits), language)]


def test_the_harm_of_another_language_may_stand_a_few_words_on() -> None:
    assert tolls("12 personnes ont été tuées dans le port", "fr")[0].count == "12"


def test_the_last_word_of_a_clause_is_read_as_well() -> None:
    assert [toll.count for toll in tolls("Le bilan passe à 12 morts", "fr")] == ["12"]


def test_a_word_of_latin_letters_has_no_particle() -> None:
    assert tolls("12 xmorts", "fr") == ()
