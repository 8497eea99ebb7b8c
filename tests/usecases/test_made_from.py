"""The names of the changes between two fingerprints of a rendering."""

from __future__ import annotations

import pytest

from digest.usecases.made_from import FINGERPRINT_CHARACTERS, OWN_FOLDERS, changes


@pytest.mark.parametrize(
    ("before", "now", "changed"),
    [
        ('{"the text": "a"}', '{"the text": "a"}', ()),
        ('{"the text": "a"}', '{"the text": "b"}', ("the text",)),
        ("", '{"the program": "1", "the text": "a"}', ("the program", "the text")),
        ('{"the text": "a"}', '{"the program": "1", "the text": "a"}', ("the program",)),
        ('{"gone": "1", "the text": "a"}', '{"the text": "a"}', ()),
        ("", "", ()),
    ],
)
def test_a_change_is_named_by_what_reads_differently_now(
    before: str, now: str, changed: tuple[str, ...]
) -> None:
    assert changes(before, now) == changed


def test_parts_and_labels_of_the_newsroom_count() -> None:
    assert OWN_FOLDERS == ("parts", "labels")
    assert FINGERPRINT_CHARACTERS == 16
