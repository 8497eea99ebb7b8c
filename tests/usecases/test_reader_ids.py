"""Ids of readers: random, short, and no option of a command line."""

from __future__ import annotations

import re

from digest.usecases.reader_ids import ID_BYTES, new_reader_id


def test_an_id_has_72_random_bits_in_twelve_characters() -> None:
    assert ID_BYTES == 9
    for _ in range(200):
        assert re.fullmatch(r"[A-Za-z0-9_]{12}", new_reader_id())


def test_a_thousand_ids_differ() -> None:
    ids = {new_reader_id() for _ in range(1000)}
    assert len(ids) == 1000
