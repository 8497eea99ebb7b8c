"""A sentence that the desk wrote is marked as the desk's own, and no outlet is named for it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from samples import PUBLICATION, message_of, rendered

from digest.languages import LANGUAGES
from digest.models import Briefing, Item, Passage, Severity
from digest.render import preflight
from digest.render.specimen import specimen

NOTE = "We will follow this vote all week."


def with_desk_sentence() -> Briefing:
    """Return the specimen with a sentence of the desk at the end of its lead story."""
    briefing = specimen()
    lead = briefing.items[0]
    note = Passage(text=NOTE, article_id="desk")
    lead = replace(lead, what_happened=(*lead.what_happened, (note,)))
    return replace(briefing, items=(lead, *briefing.items[1:]))


def with_desk_story() -> Briefing:
    """Return the specimen with a last story that the desk wrote itself."""
    briefing = specimen()
    headline = Passage(text="A note on our coverage", article_id="desk")
    story = Item(story_id="own", headline=headline, lead=(Passage(text=NOTE, article_id="desk"),))
    return replace(briefing, items=(*briefing.items, story))


def test_a_sentence_of_the_desk_is_marked_in_both_parts():
    issue = rendered(with_desk_sentence())
    assert f"{NOTE} (our desk)" in issue.html
    assert f"{NOTE} (our desk)" in " ".join(issue.text.split())


def test_a_story_of_the_desk_is_marked_and_lists_no_source():
    # a headline keeps its last words together
    html = rendered(with_desk_story()).html.replace("\u00a0", " ")
    assert "A note on our coverage (our desk)" in html
    story = html[html.rindex("A note on our coverage") :]
    assert "One source" not in story[: story.index("In brief")]


@pytest.mark.parametrize("briefing", [with_desk_sentence(), with_desk_story()])
def test_preflight_asks_no_source_of_the_desk(briefing):
    issue = rendered(briefing)
    findings = preflight(message_of(issue), issue=issue, briefing=briefing, publication=PUBLICATION)
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    assert errors == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_each_language_keeps_the_text_and_names_the_desk_after_it(code):
    label = LANGUAGES[code].labels["by_desk"]
    assert str(label).startswith("{text} (")
    assert str(label).endswith(")")


def test_an_editors_note_stands_above_the_stories_under_a_title_that_says_whose_it_is():
    note = (
        Passage(text=NOTE, article_id="desk"),
        Passage(text="Back on Monday.", article_id="desk"),
    )
    issue = rendered(replace(specimen(), intro=note))
    for part in (issue.html, " ".join(issue.text.split())):
        title = part.lower().index("from our desk")
        headline = part.index(specimen().items[0].headline.text, title)
        assert title < part.index(NOTE) < part.index("Back on Monday.") < headline


def test_a_mail_without_an_editors_note_shows_no_title_for_it():
    issue = rendered(replace(specimen(), intro=()))
    assert "From our desk" not in issue.html
    assert "FROM OUR DESK" not in issue.text
