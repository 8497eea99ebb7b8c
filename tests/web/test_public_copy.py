"""The public copy of an issue: a stranger is told of no subscription, and how to get one."""

from __future__ import annotations

import pytest
from small_issue import NOW

from digest.models import Slot
from digest.render import render_issue, wording
from digest.render.specimen import PUBLICATION, specimen
from digest.web.public_copy import with_ways_on, without_reader


@pytest.mark.parametrize("language", ["en", "de", "fr", "tr", "ar", "he", "fa"])
def test_the_line_that_names_the_reader_is_one_on_the_public_copy(language: str) -> None:
    issue = render_issue(specimen(language), publication=PUBLICATION, created=NOW)
    words = wording(language, "UTC")
    page = without_reader(issue.html, "The Daily", words)
    assert Slot.ADDRESS not in page
    said = words.say("public_copy", newsletter="The Daily")
    assert f">{said} <a " in page
    # nothing but that sentence changed
    at = page.index(said)
    assert issue.html.startswith(page[:at])
    assert issue.html.endswith(page[at + len(said) + 1 :])


@pytest.mark.parametrize(
    "page",
    [
        f"<p>{Slot.ADDRESS}",
        f"{Slot.ADDRESS}</p>",
        f"<p>News</p><div>{Slot.ADDRESS}</div><p>More</p>",
        f"<p{Slot.ADDRESS}",
    ],
)
def test_a_template_of_another_shape_names_no_person(page: str) -> None:
    shown = without_reader(page, "The Daily", wording("en", "UTC"))
    assert Slot.ADDRESS not in shown
    assert "News" in shown or "News" not in page


def test_a_page_without_a_line_for_the_reader_stays() -> None:
    assert without_reader("<p>News</p>", "The Daily", wording("en", "UTC")) == "<p>News</p>"


def test_the_ways_on_lead_to_joining_archive_and_search() -> None:
    page = with_ways_on("<body>News</body>", "a b", "Oil <& Gas>", wording("en", "UTC"))
    assert page.startswith("<body>News<style>")
    assert 'href="/join?newsletter=a%20b">Subscribe to Oil &lt;&amp; Gas&gt;</a>' in page
    assert 'href="/archive/a%20b"' in page
    assert 'href="/search"' in page
    assert with_ways_on("News", "daily", "Daily", wording("en", "UTC")) == "News"
