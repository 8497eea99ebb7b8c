"""Average-link clustering of scored pairs: agreement, ties, and pairs that an editor sets."""

from __future__ import annotations

from digest.edit.linkage import Pair, average_link


def link(
    count: int,
    scores: dict[Pair, float],
    *,
    threshold: float = 0.5,
    missing: float = 0.0,
    together: tuple[Pair, ...] = (),
    apart: tuple[Pair, ...] = (),
) -> list[list[int]]:
    return average_link(
        count, scores, threshold=threshold, missing=missing, together=together, apart=apart
    )


def test_no_item_has_no_group() -> None:
    assert link(0, {}) == []


def test_items_without_pairs_stay_alone() -> None:
    assert link(3, {}) == [[0], [1], [2]]


def test_two_items_merge_from_the_threshold_on() -> None:
    assert link(2, {(0, 1): 0.5}) == [[0, 1]]
    assert link(2, {(0, 1): 0.4999}) == [[0], [1]]


def test_newcomer_must_agree_with_all_members_on_average() -> None:
    assert link(3, {(0, 1): 1.0, (1, 2): 0.99}) == [[0, 1], [2]]
    assert link(3, {(0, 1): 1.0, (1, 2): 1.0}, threshold=0.4) == [[0, 1, 2]]


def test_average_at_the_threshold_merges() -> None:
    assert link(3, {(0, 1): 2.0, (1, 2): 1.0}) == [[0, 1, 2]]


def test_pair_without_score_counts_as_missing() -> None:
    scores = {(0, 1): 2.0, (1, 2): 1.0}
    assert link(3, scores, missing=-0.1) == [[0, 1], [2]]


def test_best_pair_merges_first() -> None:
    assert link(3, {(0, 1): 0.6, (1, 2): 0.9}) == [[0], [1, 2]]


def test_ties_go_to_the_lowest_items() -> None:
    assert link(3, {(0, 1): 0.9, (1, 2): 0.9}) == [[0, 1], [2]]


def test_editors_pair_merges_without_a_score() -> None:
    assert link(3, {}, together=((0, 2),)) == [[0, 2], [1]]


def test_pair_kept_apart_never_merges() -> None:
    assert link(2, {(0, 1): 9.0}, apart=((0, 1),)) == [[0], [1]]
    assert link(2, {(0, 1): 9.0}, apart=((1, 0),)) == [[0], [1]]


def test_apart_is_stronger_than_together() -> None:
    assert link(2, {}, together=((0, 1),), apart=((0, 1),)) == [[0], [1]]


def test_apart_holds_for_the_groups_that_the_two_have_joined() -> None:
    scores = {(0, 1): 9.0, (1, 2): 8.0, (0, 2): 8.0, (2, 3): 9.0}
    assert link(4, scores, apart=((0, 3),)) == [[0, 1], [2, 3]]


def test_member_of_a_small_group_misses_ten_of_a_large_group_at_most() -> None:
    large: dict[Pair, float] = {}
    for high in range(1, 20):
        for low in range(high):
            large[low, high] = 5.0
    for low in range(5):
        large[low, 20] = 1.0
    # 5 of 10 counted pairs agree with 1: the average is .5, though 15 pairs are missing.
    assert link(21, large) == [list(range(21))]
    assert link(21, large, threshold=0.51)[-1] == [20]


def test_groups_come_in_order_of_their_lowest_item() -> None:
    assert link(5, {(1, 4): 0.9, (0, 3): 0.8}) == [[0, 3], [1, 4], [2]]
