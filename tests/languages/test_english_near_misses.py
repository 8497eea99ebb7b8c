"""Each English sign has a sentence of news that looks like its example and stays in the mail."""

from __future__ import annotations

import pytest

from digest.languages import LANGUAGES, Sign
from digest.write.cleaning import is_boilerplate
from digest.write.context_free import stands_alone

ENGLISH = LANGUAGES["en"]

NEWS_LIKE_BOILERPLATE = {
    "broken word": "Marenia’s plan B opened the quay.",
    "byline": "By Tuesday two ships had left Port Avel.",
    "byline with a post, a place or a day": "By far the largest port, Avel, handles grain.",
    "name with a post": "Ann Example, the envoy of Marenia, left Avel on Tuesday.",
    "credit of the desk": "A report by the ministry put the toll at nine.",
    "compiled or posted by": "Compiled figures of the port show a fall in trade.",
    "agency or right of a picture": "Reuters reported that the port was shut.",
    "mark of a picture": "Photos of the port helped the police.",
    "file photo": "The file named nine sailors of the ferry.",
    "buttons of a player": "Enlarging the port would cost two billion dollars.",
    "is seen in": "A rise of trade is seen by the ministry.",
    "pose with a day": "Dana Orlov spoke to reporters in Port Avel on Tuesday.",
    "pose with a date and a year": "Dana Orlov arrived in Port Avel on January 24, 2018.",
    "pose in the present tense": "Dana Orlov leaves a port in ruins, her successor said.",
    "person, relation, place": "Ann Example, the mother of a docker, told the court that he swam.",
    "photos show": "Photos of the depot reached the court on Tuesday.",
    "this image shows": "This image of the state will change, Orlov said.",
    "heading in capitals": "NATO ships left the harbor at night.",
    "item of a list": "Avel stays shut - for now - the ministry said.",
    "line on the author": "Ann Example was a columnist in Port Avel until the war.",
    "the author argues": "The author of the attack was found in Avel.",
    "a reporter of the outlet reports": "Coast Wire’s office in Port Avel was burned on Tuesday.",
    "a reporter of a broadcaster joins": "Marenia joins the customs union on Tuesday.",
    "in this episode": "In this port two ships burned.",
    "call to see or to learn": "Here the army dug trenches along the quay.",
    "prompt with a colon": "Reading the verdict took the judge two hours.",
    "read more": "Readers of the report found nine errors.",
    "related stories": "Related charges were dropped by the court.",
    "call to sign up or to click": "Signs of a truce were seen at the harbor.",
    "call to follow or to share": "Following the fire, the port was shut.",
    "part of the page": "Advertisements for the army were torn down in Avel.",
    "this story was": "This storm was the worst of the year.",
    "line in brackets": "The minister [Orlov] left the port.",
    "note of the editor": "The editor of Coast Wire was arrested on Tuesday.",
    "live coverage": "A daily flight to Solmar was cancelled.",
    "here are": "Here, nine dockers were arrested.",
    "below is": "Below the quay lies a depot of fuel.",
    "it has been edited": "This interview led to the arrest of the mayor.",
    "views, terms, rules": "The views of the court differ from those of Orlov.",
    "stamp of a live page": "At 12:30 p.m. the port was shut.",
    "our newsletter": "The newsletter of the party named nine members.",
    "live updates, stay tuned": "The ministry updates its figures on Tuesday.",
    "weekday, date and year of a caption": "The quay of Port Avel was shut on Tuesday, March 3.",
    "licence of the text": "The content of lead in the water is high, doctors said.",
    "link to a new tab": "The port opens a new terminal on Tuesday.",
    "newsletter here": "The newsletter of the army is printed here.",
    "click here, rights, agency of a picture": "A click was heard before the blast.",
    "contributed to this report": "A strike contributed to the fall of the price.",
    "follow us, share this": "Two tugs followed the ferry on its way.",
    "address, handle, cookie": "The list named nine sailors of the ferry.",
    "pointer to a picture": "Dana Orlov (62) left the quay.",
    "see the photos": "The court saw the photos of the depot.",
    "read more at the end": "Children in Avel read more than those of Solmar.",
    "minute read, inbox": "The harbor was shut ten minutes later.",
    "agency before the photographer": "Reuters sent a photographer to the quay.",
    "after this story was published": "Orlov left after the vote was published.",
    "guest or reporter of a show": "Marenia joins talks to discuss the harbor.",
    "one word twice, or a word lost": "Dockers left after the issue of an order.",
    "photographer before the agency": "The price fell 3/4 of a point, a dealer said.",
}

WHOLE_LIKE_OPENINGS = {
    "by this reasoning": "By Thursday the ports of Marenia had opened.",
    "conjunction": "Butter is scarce in Port Avel.",
    "hours later": "Three days of talks ended in Port Avel.",
    "the next day": "The next round of talks begins on Tuesday in Avel.",
    "for example": "Forces of Marenia shut the port of Avel.",
    "on the other hand": "Onlookers saw the ferry of Solmar sink.",
    "the same, the former": "The late president of Marenia built the port.",
    "with this": "With the port of Avel shut, prices rose.",
    "somebody added": "Orlov added nine ships to the fleet of Marenia.",
    "somebody then": "Orlov will leave Marenia on Tuesday.",
    "case in point, if so": "Casualties rose in Marenia on Tuesday.",
    "the suspect with a name": "Dana Orlov, the suspect of the fire, left Avel.",
    "the officials, speaking": "Marenian officials gave no date for the talks in Avel.",
    "doing so": "By Tuesday, Marenia had lost a port.",
    "in the interview": "In an interview with Coast Wire, Dana Orlov named no date.",
    "with its": "Damage to the quay of Avel is costly.",
    "nevertheless": "Nevers is a town in Marenia.",
    "separately": "Separate talks began in Avel on Tuesday.",
    "as a result": "As of Tuesday the port of Avel is shut.",
    "by contrast": "By Tuesday, Solmar is open.",
    "in another": "In Avel, work went on at the port.",
    "of course": "Of nine ships in Avel, two sank.",
    "since then, second, asked": "Since March, the port of Avel is shut.",
    "some of them": "Some of the ships of Marenia left Avel.",
    "one of those": "One of the ships of Marenia sank.",
    "all three": "All ports of Marenia are shut.",
    "neither, both, another": "Bothnia is far from Port Avel.",
    "the first is": "Firsthand accounts of the fire reached Avel.",
    "yes, first, overall": "Overalls were sold at the port of Avel.",
    "because, which, who": "Whole towns of Marenia have no bread.",
    "a second ship": "A secondary school in Avel burned.",
    "other ships": "Many ships sank off Avel.",
    "perhaps, clearly": "Clear skies helped the search off Avel.",
    "in both cases": "In Avel, snow fell on Tuesday.",
    "on the one": "On Tuesday, ships wait off Avel.",
    "adverb between commas": "Orlov, the mayor of Avel, named no date.",
    "pronoun": "Heavy rain fell on Port Avel.",
}

WHOLE_LIKE_POINTERS = {
    "this with its noun": "The port of Avel will open this year.",
    "these with a name": "Orlov named nine Marenians.",
    "such": "Orlov asked for help from ports such as Avel.",
    "the two": "Orlov freed two sailors of Marenia in March.",
    "also": "Alsona is a port in Marenia.",
    "as well, too": "Solmar pays its dockers as well as Marenia.",
    "has since": "Solmar has been open since Tuesday.",
    "at the time": "Solmar was at war at the time of the vote in Avel.",
    "however, to be sure at the end": "Solmar stays open however long the war lasts.",
    "since it happened": "Orlov is the first to leave Marenia since Tuesday.",
    "he said between commas": "The port of Avel stays shut, Orlov said.",
    "on that with its noun": "Solmar insists that the port of Avel be open.",
    "of this": "Solmar knew of the plan of Marenia.",
    "the statement said": "The statement of Marenia named no date.",
    "on the matter": "Solmar said that the matter of Avel is closed.",
    "that meeting": "Orlov said that meetings in Avel ended.",
}


def names(*tables: tuple[Sign, ...]) -> list[str]:
    return sorted(sign.name for table in tables for sign in table)


@pytest.mark.parametrize(("name", "sentence"), NEWS_LIKE_BOILERPLATE.items())
def test_news_that_looks_like_a_line_of_the_page_stays(name: str, sentence: str) -> None:
    assert not is_boilerplate(sentence, "en"), name


@pytest.mark.parametrize(("name", "sentence"), WHOLE_LIKE_OPENINGS.items())
def test_a_sentence_that_opens_like_one_that_leans_stands_alone(name: str, sentence: str) -> None:
    assert stands_alone(sentence, "en"), name


@pytest.mark.parametrize(("name", "sentence"), WHOLE_LIKE_POINTERS.items())
def test_a_sentence_that_only_seems_to_point_back_stands_alone(name: str, sentence: str) -> None:
    assert stands_alone(sentence, "en"), name


def test_each_sign_has_its_near_miss() -> None:
    assert sorted(NEWS_LIKE_BOILERPLATE) == names(ENGLISH.boilerplate, ENGLISH.boilerplate_within)
    assert sorted(WHOLE_LIKE_OPENINGS) == names(ENGLISH.openings)
    assert sorted(WHOLE_LIKE_POINTERS) == names(ENGLISH.pointing_back)


@pytest.mark.parametrize(
    "sentence",
    [
        "A court in Port Avel on Wednesday, Aug. 31, 2016, upheld the ban.",
        "The council limited the powers of the mayor on Tuesday, March 3, 2026.",
        "Orlov signed the bill this past Tuesday, March 3, 2026, in Port Avel.",
        "The ferry was seized Tuesday, March 3, 2026, off Solmar, the navy said.",
        "The harbor will stay shut until Tuesday, March 3, 2026, at noon.",
        "Prices have risen since Tuesday, March 3, 2026, by nine percent.",
    ],
)
def test_a_sentence_that_names_its_whole_day_stays_in_the_mail(sentence: str) -> None:
    assert not is_boilerplate(sentence, "en")


@pytest.mark.parametrize(
    "line",
    [
        "Dockers leave the quay in Port Avel, Marenia, Tuesday, March 3, 2026.",
        "Dana Orlov, left, and Ann Example at the depot, Sunday, Nov. 5, 2017, in Solmar.",
        "Tuesday, March 3, 2026",
        "(Published Tuesday, March 3, 2026) A film of the quay",
        "Posted by Coast Wire, updated on Tuesday, March 3, 2026",
    ],
)
def test_a_caption_that_ends_in_its_whole_day_is_none_of_the_news(line: str) -> None:
    assert is_boilerplate(line, "en")
