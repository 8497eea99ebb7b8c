"""Ids of readers: random, short, and no option of a command line."""

from __future__ import annotations

import re
from itertools import islice

from digest.usecases.reader_ids import ID_BYTES, NEIGHBOURS, neighbouring_ids, new_reader_id


def test_an_id_has_72_random_bits_in_twelve_characters() -> None:
    assert ID_BYTES == 9
    for _ in range(200):
        assert re.fullmatch(r"[A-Za-z0-9_]{12}", new_reader_id())


def test_a_thousand_ids_differ() -> None:
    ids = {new_reader_id() for _ in range(1000)}
    assert len(ids) == 1000


def test_neighbouring_ids_begin_alike_and_differ() -> None:
    ids = list(islice(neighbouring_ids(), 40 * NEIGHBOURS))
    assert len(set(ids)) == len(ids)
    beginnings = []
    for start in range(0, len(ids), NEIGHBOURS):
        (beginning,) = {each[0] for each in ids[start : start + NEIGHBOURS]}
        beginnings.append(beginning)
    # forty of 63 beginnings chosen at random: by chance they are one once in 63**39 runs
    assert len(set(beginnings)) > 1
    assert all(re.fullmatch(r"[A-Za-z0-9_]{12}", each) for each in ids)
