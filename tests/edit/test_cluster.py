"""Articles of one event come together, templates and strangers stay apart, in whatever order they arrive."""

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
    page("dam1", "Dam bursts above Orlova, thousands flee", "The Kestrel dam gave way on Monday and flooded Orlova."),
    page("dam2", "Thousands flee Orlova as Kestrel dam collapses", "Water swept through Orlova after the dam broke."),
    page("dam3", "Flood in Orlova after Kestrel dam gives way", "The dam collapse forced thousands from Orlova."),
)
BANK = (
    page("bank1", "Central bank of Veldt raises rates to 9%", "Governor Imre Halasz said inflation left no choice."),
    page("bank2", "Veldt's central bank lifts rates as inflation bites", "Imre Halasz raised the key rate to 9%."),
)
STRAY = (
    page("cup", "Rovers win cup final on penalties", "The goalkeeper saved two kicks in the shoot-out."),
    page("film", "Silent film found in attic after a century", "Restorers in Brill cleaned the reels."),
)


def names(articles: tuple[Article, ...] | list[Article], **more: object) -> list[list[str]]:
    return [[article.id for article in cluster.articles] for cluster in cluster_articles(articles, **more)]  # type: ignore[arg-type]


def test_articles_of_one_event_come_together_and_others_stay_alone() -> None:
    assert sorted(names([*DAM, *BANK, *STRAY])) == [["bank1", "bank2"], ["cup"], ["dam1", "dam2", "dam3"], ["film"]]


def test_nothing_and_one_article_are_fine() -> None:
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
    texts = draw(st.lists(st.tuples(st.lists(WORDS, max_size=6), st.lists(WORDS, max_size=40)), max_size=12))
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
    (cluster,) = (found for found in cluster_articles([*DAM, *BANK, *STRAY]) if len(found.articles) == 3)
    assert {merge.right for merge in cluster.merges} == {"dam2", "dam3"}
    assert any("kestrel" in reason.detail for merge in cluster.merges for reason in merge.reasons)


def test_articles_days_apart_are_never_of_one_event() -> None:
    later = page("dam9", DAM[1].title, "Water swept through Orlova again, a report says.", days=5)
    assert ["dam9"] in names([*DAM, *BANK, later])


def test_a_template_with_another_name_is_another_event() -> None:
    text = "{} won the {} primary on Tuesday night, beating three rivals, the election office in {} said."
    states = ("Norland", "Sudland", "Ostland")
    pages = [
        page(state, f"Marchetti wins {state} primary", text.format("Candidate Marchetti", state, state))
        for state in states
    ]
    assert sorted(names([*pages, *STRAY])) == [["Norland"], ["Ostland"], ["Sudland"], ["cup"], ["film"]]


def test_in_doubt_a_known_place_needs_a_name_in_common() -> None:
    veldt = (Alias(id="veldt", name="Veldt", kind=AliasKind.PLACE),)
    grid = page("grid", "Veldt's state power company says attack on substation causes major outage")
    storm = page("storm", "Tropical storm departs after causing power outages and injuries")
    profiles = profile_batch([grid, storm], veldt)
    assert "nothing in common" in conflict(profiles, (0, 1), 0.5, profiles.proper)
    assert conflict(profiles, (0, 1), 1.5, profiles.proper) == ""


def test_a_round_up_supports_one_story_and_never_joins_two() -> None:
    both = page(
        "roundup",
        "Morning briefing: Kestrel dam bursts above Orlova, Veldt's central bank raises rates",
        "The Kestrel dam gave way and flooded Orlova. Governor Imre Halasz raised rates to 9% as inflation bites.",
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
    arabic = page("ar", "انهيار سد كستريل فوق اورلوفا", "اورلوفا غارقة بعد سد كستريل", language="ar")
    merged = names([DAM[0], arabic, *STRAY], aliases=aliases)
    assert ["ar", "dam1"] in merged
    assert ["ar"] in names([DAM[0], arabic, *STRAY])


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
    st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda pair: pair[0] < pair[1]), st.floats(-1, 1)
)


@given(PAIRS, st.sets(st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda pair: pair[0] < pair[1])))
def test_groups_are_a_partition_that_respects_who_is_kept_apart(
    scores: dict[tuple[int, int], float], apart: set[tuple[int, int]]
) -> None:
    groups = average_link(8, scores, threshold=0.1, missing=-0.2, apart=apart)
    assert sorted(item for group in groups for item in group) == list(range(8))
    assert not any({one, other} <= set(group) for one, other in apart for group in groups)


WHOLE = st.dictionaries(
    st.tuples(st.integers(0, 6), st.integers(0, 6)).filter(lambda pair: pair[0] < pair[1]), st.integers(-4, 4)
)


@given(WHOLE)
def test_linking_part_by_part_gives_what_linking_all_at_once_does(scores: dict[tuple[int, int], int]) -> None:
    groups = [[item] for item in range(7)]

    def agreement(one: list[int], other: list[int]) -> float:
        pairs = [(min(a, b), max(a, b)) for a in one for b in other]
        return sum(scores.get(pair, -3) for pair in pairs) / len(pairs)

    while True:
        found = [(-agreement(one, other), one, other) for one in groups for other in groups if one < other]
        best = min(found, default=(1.0, [], []))
        if -best[0] < 1:
            break
        groups = sorted([sorted(best[1] + best[2]), *(group for group in groups if group not in best[1:])])
    assert average_link(7, scores, threshold=1, missing=-3) == groups
