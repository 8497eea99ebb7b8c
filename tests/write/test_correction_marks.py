"""Each mark of a correction or withdrawal catches its example, and news about such things none."""

from __future__ import annotations

import pytest

from digest.languages import Sign
from digest.write.correction_marks import (
    CORRECTED_MARKS,
    CORRECTED_SIGNS,
    WITHDRAWN_MARKS,
    WITHDRAWN_SIGNS,
)


@pytest.mark.parametrize("sign", CORRECTED_SIGNS, ids=lambda sign: sign.name)
def test_a_mark_of_a_correction_catches_its_example(sign: Sign) -> None:
    assert CORRECTED_MARKS.search(sign.example)
    assert not WITHDRAWN_MARKS.search(sign.example)


@pytest.mark.parametrize("sign", WITHDRAWN_SIGNS, ids=lambda sign: sign.name)
def test_a_mark_of_a_withdrawal_catches_its_example(sign: Sign) -> None:
    assert WITHDRAWN_MARKS.search(sign.example)


@pytest.mark.parametrize(
    "news",
    [
        "Troops have withdrawn from the town.",
        "The minister retracted his resignation.",
        "A market correction wiped out gains.",
        "The corrected figures were released by the central bank.",
        "Die Korrektur der Grenze war umstritten.",
        "The bank withdrew: shares fell.",
    ],
)
def test_news_about_corrections_and_withdrawals_has_no_mark(news: str) -> None:
    assert not CORRECTED_MARKS.search(news)
    assert not WITHDRAWN_MARKS.search(news)
