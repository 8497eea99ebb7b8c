"""The analysis line: its label stands in the mail and in its text twin, in each language."""

from __future__ import annotations

from dataclasses import replace

import pytest
from samples import rendered

from digest.languages import LANGUAGES
from digest.render.specimen import specimen


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_a_comment_stands_under_its_own_label_behind_the_links(code: str) -> None:
    briefing = specimen(code)
    lead = briefing.items[0]
    links = (*lead.know_more[:-1], replace(lead.know_more[0], analysis=True))
    shown = rendered(replace(briefing, items=(replace(lead, know_more=links), *briefing.items[1:])))
    # typography may change the blank before a colon
    label, more = (
        str(LANGUAGES[code].labels[name]).rstrip(":").strip() for name in ("analysis", "know_more")
    )
    assert label in shown.html
    assert label in shown.text
    # the label of other links stands before it, once
    assert shown.text.index(more) < shown.text.index(label)


def test_a_story_whose_one_link_is_a_comment_says_no_more_of_other_links() -> None:
    briefing = specimen()
    lead = briefing.items[0]
    link = replace(lead.know_more[0], analysis=True)
    shown = rendered(replace(briefing, items=(replace(lead, know_more=(link,)),)))
    assert "Analysis:" in shown.text
    assert "Know more:" not in shown.text
    assert "Know more:" not in shown.html
