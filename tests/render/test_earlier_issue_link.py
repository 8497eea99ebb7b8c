"""A sentence of an earlier issue leads to that issue, and bears no number of a source."""

from __future__ import annotations

import re
from dataclasses import replace

from samples import rendered

from digest.models import Briefing
from digest.render.specimen import specimen


def with_past_link() -> Briefing:
    """Return the specimen with a *Know more* entry of an earlier issue in its lead story."""
    briefing = specimen()
    lead = briefing.items[0]
    past = replace(
        lead.know_more[0],
        passage=replace(lead.know_more[0].passage, text="We told this before."),
        url="https://news.example/i/sample@2026-11-20",
        past=True,
    )
    lead = replace(lead, know_more=(past,))
    return replace(briefing, items=(lead, *briefing.items[1:]))


def test_no_raised_number_stands_behind_a_sentence_of_an_earlier_issue():
    html = rendered(with_past_link()).html
    after = html[html.index("We told this before.") :]
    entry = after[: after.index("</p>")]
    before = html[: html.index("We told this before.")]
    assert before[before.rindex("<a ") :].count("https://news.example/i/sample@2026-11-20") == 1
    assert not re.search(r"<sup|>\d+<", entry)


def test_the_text_part_names_the_earlier_issue_alone():
    text = rendered(with_past_link()).text
    entry = text[text.index("We told this before.") :].split("\n\n")[0]
    assert entry.count("https://") == 1
