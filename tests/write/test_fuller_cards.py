"""Cards of one sentence: other reports and lines of the event fill them, others never do."""

from __future__ import annotations

from dataclasses import replace

from sample_news import NEWSLETTER, NOW, SLOT, article

from digest.models import Briefing, Reason, Selection, Story
from digest.store.issue_rows import thread_rows
from digest.write import compose
from digest.write.item_passages import passages
from digest.write.sides import theme_words

HEAD = "Marenia reopens Port Avel after two weeks of repairs"
FIRST = article(
    "first",
    HEAD,
    lead="Freighters entered Port Avel in Marenia on Tuesday for the first time since the blast.",
)
BESIDE = article(
    "beside",
    "Pilots lead a column of ships to the quay of Port Avel",
    lead="Dockers cheered as eleven freighters passed the burnt quay of Port Avel at noon.",
    publisher="Quay Post",
)
LINE = Story(
    id="line",
    articles=(
        article(
            "pilots",
            "Pilots bring the first freighters into Port Avel since the blast",
            lead="Nine freighters wait off Port Avel for tugs and calm water after the blast.",
            publisher="Tessel Times",
        ),
    ),
)
ELSEWHERE = Story(
    id="elsewhere",
    articles=(
        article(
            "elsewhere",
            "Marenia and Avel province quarrel over school meals",
            lead="Teachers in Marenia asked Avel province for warmer soup.",
            publisher="Tessel Times",
        ),
    ),
)


def issue(
    *stories: Story, also: tuple[Story, ...] = (), missed: tuple[Story, ...] = ()
) -> Briefing:
    return compose(
        Selection(stories=stories, also=also, missed=missed),
        NEWSLETTER,
        issue_id="harbor-briefing@2026-03-04",
        slot=SLOT,
        now=NOW,
    )


def cited(briefing: Briefing, place: int = 0) -> list[str]:
    return [passage.article_id for passage in passages(briefing.items[place])]


def test_another_report_of_the_event_fills_a_card_of_one_sentence() -> None:
    briefing = issue(Story(id="port", articles=(FIRST, BESIDE), publishers=2))
    assert cited(briefing) == ["first", "beside"]


def test_a_report_under_the_same_title_fills_a_card_in_whatever_words_it_goes_on() -> None:
    tied = article(
        "tied",
        "Port Avel reopens after weeks of repairs, says Marenia",
        lead="Bread and petrol fell by a third within hours in the hill towns.",
        publisher="Quay Post",
    )
    assert cited(issue(Story(id="port", articles=(FIRST, tied), publishers=2))) == ["first", "tied"]
    loose = replace(tied, title="Marenia counts its bread")
    assert cited(issue(Story(id="port", articles=(FIRST, loose), publishers=2))) == ["first"]


def test_a_short_sentence_of_another_report_fits_behind_a_very_long_one() -> None:
    long = replace(
        FIRST,
        lead=FIRST.lead.removesuffix(".") + " and left again" * 16 + " by the evening.",
    )
    assert cited(issue(Story(id="port", articles=(long, BESIDE), publishers=2))) == [
        "first",
        "beside",
    ]


def test_a_title_that_is_a_sentence_stands_in_full() -> None:
    told = "Rescuers counted forty dead as Port Avel reopens after repairs, and the owners of the "
    told += "depot were brought before a court in Tessel while families kept watch on its steps."
    whole = article("whole", told, publisher="Quay Post")
    briefing = issue(Story(id="port", articles=(FIRST, whole), publishers=2))
    assert [passage.text for passage in passages(briefing.items[0])][1] == told
    cut = replace(whole, title=told.removesuffix("."))
    assert cited(issue(Story(id="port", articles=(FIRST, cut), publishers=2))) == ["first"]


def test_a_card_of_one_sentence_takes_in_a_line_of_its_event() -> None:
    briefing = issue(Story(id="port", articles=(FIRST,)), also=(LINE, ELSEWHERE))
    assert cited(briefing) == ["first", "pilots"]
    assert [line.story_id for line in briefing.also] == ["elsewhere"]
    assert briefing.items[0].publishers == 2


def test_a_title_that_is_a_summary_of_many_words_makes_no_line() -> None:
    words = "Bakers of Tessel agreed with the dockers " + "and with the pilots " * 5
    short = article("short", words.strip()[: words.index("pilots ") + 6], publisher="Lake Mirror")
    long = article("long", f"{words.strip()}.", publisher="Tessel Times")
    stories = [Story(id=one.id, articles=(one,)) for one in (short, long)]
    briefing = issue(Story(id="port", articles=(FIRST, BESIDE), publishers=2), also=tuple(stories))
    assert [line.story_id for line in briefing.also] == ["short"]


def test_a_line_that_a_card_took_in_is_kept_as_told() -> None:
    port = Story(id="port", articles=(FIRST,))
    rows = thread_rows(issue(port, also=(LINE,)), Selection(stories=(port,), also=(LINE,)), NOW)
    assert issue(port, also=(LINE,)).also == ()
    assert [row["story_id"] for row in rows] == ["port", "line"]
    assert rows[1]["headline"] == LINE.lead.title


def test_names_alone_bring_no_line_into_a_card() -> None:
    briefing = issue(Story(id="port", articles=(FIRST,)), also=(ELSEWHERE,))
    assert cited(briefing) == ["first"]
    assert [line.story_id for line in briefing.also] == ["elsewhere"]


def test_words_of_the_whole_issue_bring_no_line_into_a_card() -> None:
    port = Story(id="port", articles=(FIRST,))
    titles = ("Blast halts first freighters", "First freighters burn after blast")
    loud = []
    for number, title in enumerate(titles * 2):
        named = article(f"loud{number}", f"{title} near quay {number}", publisher=f"Paper {number}")
        loud.append(Story(id=f"loud{number}", articles=(named,)))
    briefing = issue(port, also=(LINE, *loud))
    assert "line" in [line.story_id for line in briefing.also]
    # on a day of other news the same line is a side of the event
    assert "line" not in [line.story_id for line in issue(port, also=(LINE, ELSEWHERE)).also]


def test_a_word_of_four_titles_is_the_theme_of_an_issue() -> None:
    stories = []
    for number, title in enumerate(("Blast in Avel", "Blast at sea", "Blast heard", "Old blast")):
        stories.append(Story(id=str(number), articles=(article(str(number), title),)))
    assert len(theme_words(stories)) == 1
    assert theme_words(stories[:3]) == frozenset()


NO_ROOM = Reason(code="no_room", detail="the issue has its lines")
LEFT_OUT = Story(
    id="left-out",
    articles=(
        article(
            "crane",
            "Tugs haul the crane away",
            lead="Divers freed freighters from the mud after the blast, and pumps ran for nights, "
            "so Port Avel of Marenia reopens.",
            publisher="Tessel Times",
        ),
    ),
    reasons=(NO_ROOM,),
)
OTHER_NEWS = tuple(
    Story(id=title, articles=(article(title, title, publisher="Lake Mirror"),), reasons=(NO_ROOM,))
    for title in ("Snow shuts a school", "Bakers strike in Solmar", "A mayor resigns", "Rain falls")
)


def test_a_story_without_a_place_fills_a_card_when_their_openings_share_rare_words() -> None:
    port = Story(id="port", articles=(FIRST,))
    missed = (LEFT_OUT, *OTHER_NEWS)
    assert cited(issue(port, missed=missed)) == ["first", "crane"]
    # on a day whose every story has these words they tie no two
    loud = []
    for number in range(4):
        twin = article(f"twin{number}", f"{HEAD} {number}", lead=LEFT_OUT.lead.lead)
        loud.append(Story(id=f"twin{number}", articles=(twin,), reasons=(NO_ROOM,)))
    assert "crane" not in cited(issue(port, missed=(LEFT_OUT, *loud)))


def test_a_story_that_a_card_told_is_known_to_the_next_issue() -> None:
    port = Story(id="port", articles=(FIRST,))
    missed = (LEFT_OUT, *OTHER_NEWS)
    rows = thread_rows(issue(port, missed=missed), Selection(stories=(port,), missed=missed), NOW)
    assert [row["story_id"] for row in rows] == ["port", "left-out"]


def test_a_side_of_which_a_card_says_no_word_is_none_of_its_sources() -> None:
    again = replace(LINE.lead, id="again", lead=FIRST.lead, publisher="Lake Mirror")
    briefing = issue(
        Story(id="port", articles=(FIRST,)), also=(LINE, Story(id="again", articles=(again,)))
    )
    assert briefing.items[0].article_ids == ("first", "pilots")


def test_a_number_in_words_ties_no_line_to_a_card() -> None:
    six = article(
        "six",
        "Six freighters pass the lock of Solmar",
        lead="The lock of Solmar opened for six freighters at dawn.",
        publisher="Lake Mirror",
    )
    ice = article(
        "ice",
        "Ice holds six freighters at anchor",
        lead="Ice has held six freighters on the lake since Monday.",
        publisher="Tessel Times",
    )
    line = Story(id="ice", articles=(ice,))
    briefing = issue(Story(id="six", articles=(six,)), also=(line,))
    assert cited(briefing) == ["six"]
    dawn = replace(ice, title="At dawn the freighters wait before a lock")
    briefing = issue(Story(id="six", articles=(six,)), also=(replace(line, articles=(dawn,)),))
    assert cited(briefing) == ["six", "ice"]


def test_a_card_that_has_more_sentences_takes_in_no_line() -> None:
    briefing = issue(Story(id="port", articles=(FIRST, BESIDE), publishers=2), also=(LINE,))
    assert [line.story_id for line in briefing.also] == ["line"]


def test_the_title_of_a_report_without_text_stands_below_one_sentence_when_it_adds_a_fact() -> None:
    toll = article(
        "toll",
        "Rescuers count forty dead as Port Avel reopens after repairs",
        publisher="Quay Post",
    )
    same = article(
        "same", "Port Avel in Marenia reopens after repairs at last", publisher="Tessel Times"
    )
    briefing = issue(Story(id="port", articles=(FIRST, same, toll), publishers=3))
    assert cited(briefing) == ["first", "toll"]
    # a title that stands as a sentence is no link as well
    assert "toll" not in [link.passage.article_id for link in briefing.items[0].know_more]


def test_two_cards_never_show_one_link() -> None:
    body = "\n\n".join(
        (
            "Freighters entered Port Avel in Marenia on Tuesday for the first time since March.",
            "Tugs from Tessel had cleared the channel of mines on Monday night, the navy said.",
        )
    )
    first = article("first", "Port Avel in Marenia opens to freighters", body=body)
    second = article(
        "second",
        "Port Avel in Marenia opens to ferries",
        body=body.replace("Freighters", "Ferries").replace("Monday", "Sunday"),
        publisher="Quay Post",
    )
    left_out = article("third", "Port Avel in Marenia opens to yachts", publisher="Tessel Times")
    briefing = issue(
        Story(id="one", articles=(first,)),
        Story(id="two", articles=(second,)),
        missed=(Story(id="three", articles=(left_out,), reasons=(NO_ROOM,)),),
    )
    links = [link.url for item in briefing.items for link in item.know_more]
    assert left_out.url in links
    assert len(links) == len(set(links))


def test_names_alone_or_a_kind_of_event_alone_tie_no_title_to_a_card() -> None:
    bare = article("bare", "Marenia says gunmen fired on a ship with rockets near Port Avel")
    names = article(
        "names", "Port Avel lease lifts profit of Marenia by half", publisher="Quay Post"
    )
    kind = article("kind", "Tessel says gunmen fired on a ship in fog", publisher="Lake Mirror")
    event = article("event", "Ship burns off Port Avel, five dead", publisher="Tessel Times")
    stories = Story(id="port", articles=(bare, names, kind, event), publishers=4)
    assert cited(issue(stories)) == ["event"]


def test_titles_of_two_outlets_stand_in_paragraphs_of_their_own() -> None:
    reports = [
        article("a", "Marenia parliament passes law on Port Avel harbor"),
        article(
            "b", "Port Avel harbor law brings hope to dockers of Marenia", publisher="Quay Post"
        ),
        article(
            "c",
            "Marenia parliament approves pardon for strikers of Port Avel harbor",
            publisher="Tessel Times",
        ),
    ]
    item = issue(Story(id="law", articles=tuple(reports), publishers=3)).items[0]
    assert [passage.article_id for passage in item.lead] == ["b"]
    assert [[passage.article_id for passage in told] for told in item.what_happened] == [["c"]]
