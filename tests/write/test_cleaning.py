"""Datelines, bylines and calls never become news; headlines lose labels and keep their span."""

from __future__ import annotations

import pytest

from digest.models import Picture
from digest.text.headlines import headline_span
from digest.write.cleaning import (
    after_dateline,
    in_own_voice,
    is_boilerplate,
    usable_picture,
)


@pytest.mark.parametrize(
    "text",
    [
        "PORT AVEL, Marenia (AP) — The harbor closed.",
        "(Reuters) - The harbor closed.",
        "PORT AVEL — The harbor closed.",
        "Port Avel (AFP) – The harbor closed.",
        "PORT AVEL, March 3 (Xinhua) -- The harbor closed.",
        "March 3 - The harbor closed.",
        "Exclusive: The harbor closed.",
        "DEVELOPING: The harbor closed.",
    ],
)
def test_news_begins_after_the_dateline(text: str) -> None:
    assert text[after_dateline(text) :] == "The harbor closed."


@pytest.mark.parametrize(
    "text", ["The Harbor Union (HU) — a new group — called a strike.", "Marenia and Solmar agree."]
)
def test_a_sentence_without_a_dateline_is_left_whole(text: str) -> None:
    assert after_dateline(text) == 0


@pytest.mark.parametrize(
    "line",
    [
        "By Ann Example and Bob Sample",
        "Reporting by Ann Example; Editing by Bob Sample",
        "FILE PHOTO: Ships wait off Port Avel. REUTERS/Sam Sample",
        "Sign up for our newsletter.",
        "Read more: What we know about the harbor",
        "14:05 GMT — Harbor closed",
        "Ann Example contributed to this report.",
        "Follow us on Twitter for more.",
        "This article was first published in 2019.",
        "• A daily look at the coast.",
        "HARBOR CASTS SHADOWS ON 2028 VOTE - As ministers cross the country, the harbor stays "
        "shut.",
        "Minister could face grilling at harbor fair - Dana Orlov heads to the coast on Sunday.",
        "Minister Dana Orlov is seen in an image from Coast TV.",
        # the shortest name of a month is that of no word here
        "Dana Orlov speaks at the quay of Port Avel, May 5",
        "Minister Dana Orlov arrives at Port Avel on Sunday for a meeting with engineers.",
        "A former reporter, she is the author of “Harbors of the World”.",
        "The minister faces hard questions, the author writes.",
        "Coast TV's Ann Example reports from Port Avel, Marenia.",
        "Coast News’ Ann Example reports from the ground as ships gather.",
        "Dana Orlov speaks at the harbor fair in Port Avel.",
        "Docker Bob Sample, who saw the blast, reacts as Orlov speaks in Avel, Mar., Tuesday, "
        "Aug. 14, 2018.",
        "CLOSE Marenia closed its harbor for a month.",
        "Marenia and Solmar at odds – live updates",
        "Bob Sample/AP Photo Harbor Closure Marenia shuts the port.",
        "U.N. envoy Bob B. Sample gestures during an interview in his office in Port Avel, "
        "March 3, 2019.",
        "Content of the Coast Wire is available without charge to any eligible news publisher.",
        "Orlov testifies at a hearing of the port commission, March 3, 2019.",
        "— Dana Orlov, interior minister, referring to the blast.",
        "CNN's Ann Example is in Port Avel, where divers search the basin.",
        "CNN's Ann Example meets two daughters of the docker.",
        "Dana Orlov, who was harbor master twice, joins COAST to discuss the fire in Port Avel.",
        "After this story was published, Marenia denied that it had asked Solmar for tugs.",
        "Families left the quay after the issued an order to clear the harbor.",
        "Traders in Port Avel reacted to the blast that the the harbor union had feared.",
        "These false-color satellite images capture the growth of the port.",
        "Flags of Marenia and Solmar flutter in the wind while dockers of Port Avel cross the "
        "old mole to the ships.",
        "[Editor's note: This sentence was added to name the tug.]",
        "Dana Orlov, mother of the pilot, in November when the harbor court heard the case.",
        (
            'Dana Orlov arrives for a hearing called "Ports and Intentions" on Harbor Hill in '
            "Port Avel, March 3, 2019."
        ),
        "Here are explanations of some of those terms.",
        "Photos show the harbor of Port Avel after the blast.",
        "Below is a look at the law of the harbor.",
        "Ships wait off the Strait of Avel , opens new tab .",
        "In the final episode of this two-part series, Orlov meets other families.",
        "See the harbor before and after the blast.",
        "To grasp the scale of the fire, see the before and after satellite photos.",
        "The bride (pictured) stood on the quay when the depot blew up.",
        "Marenia closed its harbor on Tuesday. Read more »",
        "By Ann Example, Defence Editor, in Port Avel",
        "By Ann Example and Bob Sample, Foreign Correspondents",
        "BY ANN EXAMPLE | STAFF WRITER",
        "By Ann Example • Correspondent • 3 March 2026",
        "Story by Ann Example, Senior Reporter",
        "Ann Example, Middle East Correspondent",
        "Ann B. Example | Chief Political Correspondent in Port Avel",
    ],
)
def test_lines_around_the_news_are_boilerplate(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize(
    "line",
    [
        "Marenia will watch the talks closely.",
        "Orlov photographed the damage herself.",
        "Officials urged residents to follow the rules.",
        "By Tuesday night, the fire was out.",
        "By Dana Orlov, the port is a ruin, the judge wrote.",
        "Ann Example, a correspondent of the Coast Wire, was freed in Port Avel.",
        "Bob Sample, Solmar's chief editor, was arrested",
        "Orlov arrived in Port Avel on Sunday and met engineers.",
        "Orlov said the harbor leaves Marenia no choice.",
        "The author of the report, Bob Sample, was arrested.",
        "Marenia and other coast states - Solmar, Tessel - have halted shipments.",
        "Marenia closed the harbor on Tuesday, March 3, and opened it a day later.",
        "Satellite images show that Marenia has rebuilt the depot.",
        "Marenia's Dana Orlov reportedly met Solmar's envoy.",
        "Solmar's quay is in use again, the port authority said.",
        "Divers see the wreck as a risk.",
        "Dana Orlov, interior minister, in a letter to dockers said the port would open.",
        "Port Avel, the largest harbor, was closed in May.",
        "The court of Solmar held that “the harbor stands open”, in a ruling that dates from "
        "March 3, 2019.",
        "Marenia's Dana Orlov meets Solmar's envoy on Monday.",
        "Dana Orlov joins Solmar's envoy to discuss the fire in Port Avel.",
        "After the report was published, Marenia closed the quay of Port Avel.",
        "The harbor had had no fire before the announced closure.",
    ],
)
def test_news_is_not_boilerplate(line: str) -> None:
    assert not is_boilerplate(line)


@pytest.mark.parametrize(
    ("sentence", "own"),
    [
        ("In my book I have argued that harbors matter.", True),
        ("I’m in mourning for the harbor.", True),
        ("Today we have learned of four more fires.", True),
        ("Several officials tell me the harbor is unsafe.", True),
        ("With that, here's what you need to know about the harbor.", True),
        ("The US Navy and U.S. officials visited Marenia.", False),
        ("“I will reopen the harbor,” Orlov said.", False),
        ("Orlov said: 'I will reopen my harbor.'", False),
        ("A World War I mine was found.", False),
    ],
)
def test_the_writers_own_voice_is_heard_outside_quotations(sentence: str, own: bool) -> None:
    assert in_own_voice(sentence) is own


@pytest.mark.parametrize(
    ("title", "outlet", "clean"),
    [
        ("LIVE: Harbor closes after blast", "", "Harbor closes after blast"),
        ("Harbor closes after blast | Coast Wire", "Coast Wire", "Harbor closes after blast"),
        ("Harbor closes after blast - BBC News", "", "Harbor closes after blast"),
        ("WATCH: Harbor closes after blast (VIDEO)", "", "Harbor closes after blast"),
        ("UPDATE 3-Harbor closes after blast", "", "Harbor closes after blast"),
        ("Marenia - Solmar talks resume", "", "Marenia - Solmar talks resume"),
        ("Opinion: The harbor must open", "", "Opinion: The harbor must open"),
    ],
)
def test_a_headline_is_cleaned_and_its_span_points_into_the_title(
    title: str, outlet: str, clean: str
) -> None:
    start, end = headline_span(title, outlet)
    assert title[start:end] == clean


@pytest.mark.parametrize(
    "picture",
    [
        None,
        Picture(url="https://news.example/1x1.gif"),
        Picture(url="https://news.example/logo.png", width=900, height=600),
        Picture(url="https://news.example/a.jpg", width=120, height=90),
        Picture(url="https://news.example/a.jpg", width=1200, height=90),
        Picture(url="data:image/gif;base64,R0lGOD"),
        Picture(url="https://news.example/harbor_70x70.jpg?id=16"),
    ],
)
def test_a_picture_that_is_not_of_the_news_is_refused(picture: Picture | None) -> None:
    assert usable_picture(picture) is None


def test_a_picture_of_the_news_is_kept() -> None:
    picture = Picture(url="https://news.example/harbor.jpg", width=1200, height=800)
    assert usable_picture(picture) == picture
    sized = Picture(url="https://news.example/1200x800/harbor.jpg")
    assert usable_picture(sized) == sized


@pytest.mark.parametrize(
    "title",
    [
        "Coast Wire | Harbour opens again",
        "Coast Wire: Harbour opens again",
        "Coast Wire : Harbour opens again",
        "Coast Wire · Harbour opens again",
        "The Coast Wire – Harbour opens again",
        "Harbour opens again · Coast Wire",
        "Harbour opens again • Coast Wire",
        "Harbour opens again | The Coast Wire",
    ],
)
def test_the_outlets_own_name_is_cut_at_either_end(title: str) -> None:
    start, end = headline_span(title, "Coast Wire")
    assert title[start:end] == "Harbour opens again"


@pytest.mark.parametrize(
    "title",
    [
        "Marenia: Harbour opens again",
        "Time: Harbour opens again",
        "Minister: Harbour opens again",
        "Coast Wire reporters: Harbour opens again",
    ],
)
def test_a_speaker_or_a_place_before_a_colon_is_kept(title: str) -> None:
    start, end = headline_span(title, "Coast Wire")
    assert title[start:end] == title


@pytest.mark.parametrize(
    ("line", "is_call"),
    [
        ("To read on, subscribe to the Avel morning newsletter.", True),
        ("Readers may subscribe to our channel.", True),
        ("All members must subscribe to the charter, the council said.", False),
        ("Both fleets subscribe to the truce, mediators said.", False),
        ("Subscribe to the doctrine of deterrence, generals did, for forty years of war.", False),
        ("Sign up for harbour trials began in Port Avel, where 300 people gave names.", False),
        ("Sign up for our newsletter and never miss what moves the harbour.", True),
        ("Subscribe today", True),
    ],
)
def test_a_call_to_subscribe_names_what_is_read(line: str, is_call: bool) -> None:
    assert is_boilerplate(line, "en") is is_call
