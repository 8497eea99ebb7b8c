"""Articles of one event come together, templates and strangers stay apart, in any order."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.edit import cluster_articles
from digest.edit.linkage import average_link
from digest.edit.pairs import conflict
from digest.edit.profile import profile_batch
from digest.models import Alias, AliasKind, Article, Pins

NOON = datetime(2026, 8, 13, 12, tzinfo=UTC)


def page(name: str, title: str, lead: str = "", *, days: float = 0, **more: str) -> Article:
    return Article(
        id=name,
        url=f"https://news.example/{name}",
        title=title,
        lead=lead,
        published=NOON + timedelta(days=days),
        **more,  # type: ignore[arg-type]
    )


DAM = (
    page(
        "dam1",
        "Dam bursts above Orlova, thousands flee",
        "The Kestrel dam gave way on Monday and flooded Orlova.",
    ),
    page(
        "dam2",
        "Thousands flee Orlova as Kestrel dam collapses",
        "Water swept through Orlova after the dam broke.",
    ),
    page(
        "dam3",
        "Flood in Orlova after Kestrel dam gives way",
        "The dam collapse forced thousands from Orlova.",
    ),
)
BANK = (
    page(
        "bank1",
        "Central bank of Veldt raises rates to 9%",
        "Governor Imre Halasz said inflation left no choice.",
    ),
    page(
        "bank2",
        "Veldt's central bank lifts rates as inflation bites",
        "Imre Halasz raised the key rate to 9%.",
    ),
)
STRAY = (
    page(
        "cup",
        "Rovers win cup final on penalties",
        "The goalkeeper saved two kicks in the shoot-out.",
    ),
    page(
        "film",
        "Silent film found in attic after a century",
        "Restorers in Brill cleaned the reels.",
    ),
)
MORNING = (
    page(
        "fire",
        "Fire destroys market in Tarn",
        "Stalls burned through the night in Tarn, the fire service of Veldt said.",
    ),
    page(
        "vote",
        "Veldt votes for a new assembly",
        "Polls opened at seven; results are due on Sunday in Veldt.",
    ),
    page(
        "strike",
        "Dockers of Veldt begin a strike",
        "Cranes stood still as the union asked for shorter shifts.",
    ),
    page(
        "school",
        "Schools in Tarn reopen after repairs",
        "Pupils came back to mended roofs, the town council said.",
    ),
    page(
        "fish",
        "Fishing fleet ordered back to port",
        "A storm warning keeps boats of Veldt in harbour.",
    ),
    page(
        "trial",
        "Judge hears the last witness in fraud trial",
        "The former mayor of Brill denies all charges.",
    ),
    page(
        "bridge",
        "New bridge over the Aska opens to lorries",
        "Drivers save an hour on the road north.",
    ),
    page(
        "museum",
        "Museum returns bronze figures",
        "Experts found papers that show they were looted.",
    ),
    page(
        "wheat",
        "Wheat prices ease after good harvest",
        "Traders expect exports to rise by a tenth.",
    ),
    page("tram", "Tram line to the airport delayed", "The contractor needs eight more months."),
)


def names(articles: tuple[Article, ...] | list[Article], **more: object) -> list[list[str]]:
    return [
        [article.id for article in cluster.articles]
        for cluster in cluster_articles(articles, **more)
    ]  # type: ignore[arg-type]


def test_articles_of_one_event_come_together_and_others_stay_alone() -> None:
    assert sorted(names([*DAM, *BANK, *STRAY])) == [
        ["bank1", "bank2"],
        ["cup"],
        ["dam1", "dam2", "dam3"],
        ["film"],
    ]


def test_no_article_and_one_article_make_no_trouble() -> None:
    assert cluster_articles([]) == ()
    assert names([DAM[0]]) == [["dam1"]]


@given(st.permutations([*DAM, *BANK, *STRAY]))
@settings(max_examples=25, deadline=None)
def test_the_order_of_articles_changes_nothing(shuffled: list[Article]) -> None:
    assert cluster_articles(shuffled) == cluster_articles([*DAM, *BANK, *STRAY])


VOCABULARY = "dam flood Orlova bank rates Veldt Halasz cup final film attic talks port blast 9 12"
WORDS = st.sampled_from(VOCABULARY.split())


@st.composite
def batches(draw: st.DrawFn) -> list[Article]:
    texts = draw(
        st.lists(st.tuples(st.lists(WORDS, max_size=6), st.lists(WORDS, max_size=40)), max_size=12)
    )
    return [
        page(str(number), " ".join(title), " ".join(lead), days=draw(st.integers(0, 6)))
        for number, (title, lead) in enumerate(texts)
    ]


@given(batches())
@settings(max_examples=60, deadline=None)
def test_each_article_is_in_exactly_one_cluster(batch: list[Article]) -> None:
    found = [name for group in names(batch) for name in group]
    assert sorted(found) == sorted(article.id for article in batch)
    assert names(batch[::-1]) == names(batch)


def test_every_merge_keeps_its_evidence() -> None:
    (cluster,) = (
        found for found in cluster_articles([*DAM, *BANK, *STRAY]) if len(found.articles) == 3
    )
    assert {merge.right for merge in cluster.merges} == {"dam2", "dam3"}
    assert any("kestrel" in reason.detail for merge in cluster.merges for reason in merge.reasons)


def test_articles_days_apart_are_never_of_one_event() -> None:
    later = page("dam9", DAM[1].title, "Water swept through Orlova again, a report says.", days=5)
    assert ["dam9"] in names([*DAM, *BANK, later])


def test_a_template_with_another_name_is_another_event() -> None:
    text = (
        "{} won the {} primary on Tuesday night, beating three rivals, "
        "the election office in {} said."
    )
    states = ("Norland", "Sudland", "Ostland")
    pages = [
        page(
            state,
            f"Marchetti wins {state} primary",
            text.format("Candidate Marchetti", state, state),
        )
        for state in states
    ]
    assert sorted(names([*pages, *STRAY])) == [
        ["Norland"],
        ["Ostland"],
        ["Sudland"],
        ["cup"],
        ["film"],
    ]


PLACES = (
    Alias(id="veldt", name="Veldt", kind=AliasKind.PLACE),
    Alias(id="orlova", name="Orlova", kind=AliasKind.PLACE, within="veldt"),
    Alias(id="mill-quarter", name="Mill Quarter", kind=AliasKind.PLACE, within="orlova"),
    Alias(id="tarn", name="Tarn", kind=AliasKind.PLACE, within="veldt"),
)


def test_two_towns_of_one_land_are_two_events_unless_one_holds_the_other() -> None:
    texts = ("Army of Veldt shells {}", "Shells of the Veldt army fall on {}")
    orlova, tarn, quarter, land = (
        page(place, texts[number % 2].format(place))
        for number, place in enumerate(("Orlova", "Tarn", "Mill Quarter", ""))
    )
    profiles = profile_batch([orlova, tarn, quarter, land], PLACES)
    assert "orlova" in conflict(profiles, (0, 1), 0.5, profiles.proper)
    assert "tarn" in conflict(profiles, (1, 2), 0.5, profiles.proper)
    assert conflict(profiles, (0, 2), 0.5, profiles.proper) == ""
    assert conflict(profiles, (0, 3), 0.5, profiles.proper) == ""


SIDES = (
    "Water reached the roofs of the lower town",
    "Soldiers carried patients out of the hospital",
    "Engineers had warned of cracks since spring",
    "The railway to the coast is cut",
    "Two villages could not be reached by boat",
    "The minister of works offered to resign",
    "Farmers lost their herds in the night",
    "Power failed in half of the province",
)


def test_a_large_event_stays_one_story() -> None:
    openings = (
        "Dam bursts above Orlova",
        "Kestrel dam collapses, Orlova flooded",
        "Flood in Orlova after Kestrel dam breaks",
    )
    crowd = [
        page(
            f"crowd{number:02}",
            openings[number % 3],
            f"The Kestrel dam above Orlova gave way and flooded the town. {SIDES[number % 8]}.",
        )
        for number in range(16)
    ]
    others = [
        page(f"other{n}", f"town{n} mayor{n} opens fair{n}", f"guest{n} came to hall{n}")
        for n in range(200)
    ]
    largest = max(names([*crowd, *BANK, *STRAY, *MORNING, *others]), key=len)
    assert len(largest) == 16
    assert all(name.startswith("crowd") for name in largest)


def test_titles_alone_are_enough() -> None:
    found = names([page(one.id, one.title) for one in (*DAM, *BANK, *STRAY, *MORNING)])
    assert ["bank1", "bank2"] in found
    assert ["dam1", "dam2", "dam3"] in found
    assert all(len(group) == 1 for group in found if group[0][:3] not in {"dam", "ban"})


@pytest.mark.parametrize("size", [2, 3, 6])
def test_a_handful_of_strangers_stays_apart(size: int) -> None:
    assert all(len(group) == 1 for group in names(MORNING[:size]))


def test_a_round_up_supports_one_story_and_never_joins_two() -> None:
    both = page(
        "roundup",
        "Morning briefing: Kestrel dam bursts above Orlova, Veldt's central bank raises rates",
        "The Kestrel dam gave way and flooded Orlova. "
        "Governor Imre Halasz raised rates to 9% as inflation bites.",
    )
    found = names([*DAM, *BANK, *STRAY, both])
    assert not any({"dam1", "bank1"} <= set(group) for group in found)


def test_copies_travel_with_the_article_they_copy() -> None:
    text = " ".join(f"sentence{number} about the harbour" for number in range(30))
    one = page("one", "Harbour closes", text, publisher="Gazette")
    other = page("two", "Port shut by order", text, publisher="Herald")
    assert ["one", "two"] in names([one, other, *STRAY])


def test_names_in_two_scripts_bring_two_languages_together() -> None:
    aliases = [
        Alias(id="orlova", name="Orlova", kind=AliasKind.PLACE, names=("اورلوفا",)),
        Alias(id="kestrel", name="Kestrel dam", kind=AliasKind.PLACE, names=("سد كستريل",)),
        Alias(id="halasz", name="Imre Halasz", kind=AliasKind.PERSON, names=("ايمري هالاس",)),
    ]
    arabic = page(
        "ar", "انهيار سد كستريل فوق اورلوفا", "اورلوفا غارقة بعد سد كستريل", language="ar"
    )
    english = page(
        "en", "Kestrel dam bursts above Orlova", "The Kestrel dam gave way and flooded Orlova."
    )
    merged = names([english, arabic, *STRAY, *MORNING], aliases=aliases)
    assert ["ar", "en"] in merged
    assert ["ar"] in names([english, arabic, *STRAY, *MORNING])


def test_pins_decide_against_the_scores() -> None:
    apart = names([*DAM, *BANK], pins=Pins(apart=(("dam1", "https://news.example/dam2"),)))
    assert not any({"dam1", "dam2"} <= set(group) for group in apart)
    together = names([*DAM, *BANK, *STRAY], pins=Pins(together=(("cup", "film"),)))
    assert ["cup", "film"] in together


def test_a_pin_parts_even_copies() -> None:
    text = " ".join(f"sentence{number} about the harbour" for number in range(30))
    pages = [page("one", "Harbour closes", text), page("two", "Port shut", text)]
    assert names(pages, pins=Pins(apart=(("one", "two"),))) == [["one"], ["two"]]


@pytest.mark.parametrize("missing", [-1.0, 0.0])
def test_a_newcomer_must_agree_with_all_on_average(missing: float) -> None:
    chain = {(0, 1): 0.9, (1, 2): 0.8}
    assert average_link(3, chain, threshold=0.5, missing=missing) == [[0, 1], [2]]
    assert average_link(3, {**chain, (0, 2): 0.5}, threshold=0.5, missing=missing) == [[0, 1, 2]]


PAIRS = st.dictionaries(
    st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda pair: pair[0] < pair[1]),
    st.floats(-1, 1),
)


@given(
    PAIRS,
    st.sets(st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda pair: pair[0] < pair[1])),
)
def test_groups_are_a_partition_that_respects_who_is_kept_apart(
    scores: dict[tuple[int, int], float], apart: set[tuple[int, int]]
) -> None:
    groups = average_link(8, scores, threshold=0.1, missing=-0.2, apart=apart)
    assert sorted(item for group in groups for item in group) == list(range(8))
    assert not any({one, other} <= set(group) for one, other in apart for group in groups)


WHOLE = st.dictionaries(
    st.tuples(st.integers(0, 6), st.integers(0, 6)).filter(lambda pair: pair[0] < pair[1]),
    st.integers(-4, 4),
)


@given(WHOLE)
def test_linking_part_by_part_gives_what_linking_all_at_once_does(
    scores: dict[tuple[int, int], int],
) -> None:
    groups = [[item] for item in range(7)]

    def agreement(one: list[int], other: list[int]) -> float:
        pairs = [(min(a, b), max(a, b)) for a in one for b in other]
        return sum(scores.get(pair, -3) for pair in pairs) / len(pairs)

    while True:
        found = [
            (-agreement(one, other), one, other)
            for one in groups
            for other in groups
            if one < other
        ]
        best = min(found, default=(1.0, [], []))
        if -best[0] < 1:
            break
        groups = sorted(
            [sorted(best[1] + best[2]), *(group for group in groups if group not in best[1:])]
        )
    assert average_link(7, scores, threshold=1, missing=-3) == groups
