"""A briefing that nests deeper than a hand writes is refused in words, and at once."""

from __future__ import annotations

import pytest

from digest.errors import WriteError
from digest.write import briefing_from_yaml, passage_lines

DEEP = {
    "brackets": "items: " + "[" * 100_000,
    "braces": "items: " + "{a: " * 50_000,
    "lists": "- " * 3_000,
    "blocks": "".join(" " * depth + "a:\n" for depth in range(2_000)),
}


@pytest.mark.parametrize("text", DEEP.values(), ids=DEEP)
def test_a_text_that_nests_too_deep_is_a_mistake_with_its_place(text: str) -> None:
    with pytest.raises(WriteError, match="the YAML nests too deep") as refused:
        briefing_from_yaml(text)
    assert refused.value.subject == "1:1"
    assert refused.value.hint == "draft the issue again"


@pytest.mark.parametrize("text", DEEP.values(), ids=DEEP)
def test_a_text_that_nests_too_deep_has_no_lines(text: str) -> None:
    assert passage_lines(text) == {}
