"""Analysis: one comment on a story, under its own label, where it says that it weighs the news."""

from __future__ import annotations

import pytest
from sample_news import NEWSLETTER, NOW, SLOT, WIRE, article

from digest.models import Article, Briefing, KnowMore, Selection, Severity, Story
from digest.write import briefing_from_yaml, briefing_to_yaml, check_briefing, compose
from digest.write.analysis import says_it_comments

TITLE = "Why the closed harbor of Marenia will cost bakers more than captains"


def comment(title: str = TITLE, comment_id: str = "why", **more: object) -> Article:
    return article(comment_id, title, publisher="Quay Post", **more)


def links(*comments: Article) -> tuple[KnowMore, ...]:
    story = Story(id="harbor", articles=(WIRE,), comments=comments)
    return issue(story).items[0].know_more


def issue(story: Story) -> Briefing:
    return compose(
        Selection(stories=(story,)),
        NEWSLETTER,
        issue_id="harbor-briefing@2026-03-04",
        slot=SLOT,
        now=NOW,
    )


def test_a_comment_that_adds_a_thought_is_the_last_link_and_is_marked() -> None:
    (link,) = links(comment())
    assert link.analysis
    assert (link.passage.text, link.outlet) == (TITLE, "Quay Post")


@pytest.mark.parametrize(
    "title",
    [
        "Why choirs sing louder in the mountains than at sea",
        "Why did Marenia close its harbor after the explosion?",
        "Marenia closes its largest harbor after an explosion on the quay",
        "Why Marenia waits",
    ],
    ids=["another matter", "a question alone", "a report", "too short"],
)
def test_a_text_that_adds_no_thought_on_the_event_is_no_analysis(title: str) -> None:
    assert links(comment(title)) == ()


def test_the_label_of_a_title_is_not_said_twice() -> None:
    (link,) = links(comment(f"Analysis: {TITLE}"))
    assert link.passage.text == TITLE
    assert link.passage.start == len("Analysis: ")


def test_a_state_comments_on_no_event_and_a_foreign_page_would_puzzle() -> None:
    assert links(comment(state_run=True)) == ()
    assert links(comment(language="fr")) == ()


def test_the_nearest_comment_is_shown_whatever_their_order() -> None:
    far = comment("Why Marenia and its harbor need a wiser council in spring", "far")
    near = comment("Why the closed harbor of Marenia worries bakers, brewers and captains", "near")
    for order in ((far, near), (near, far)):
        (link,) = links(*order)
        assert link.passage.article_id == "near"


def test_an_analysis_passes_the_checks_and_yaml_and_is_cited() -> None:
    briefing = issue(Story(id="harbor", articles=(WIRE,), comments=(comment(),)))
    findings = check_briefing(briefing, {WIRE.id: WIRE, "why": comment()})
    assert [finding for finding in findings if finding.severity is Severity.ERROR] == []
    assert briefing_from_yaml(briefing_to_yaml(briefing)) == briefing
    assert "why" in {citation.article_id for citation in briefing.citations}


def test_the_address_and_the_label_say_that_a_text_comments() -> None:
    plain = "Bakers will pay for the closed harbor"
    assert not says_it_comments(article("a", plain))
    assert says_it_comments(article("opinion/a", plain))
    assert says_it_comments(article("a", f"Opinion: {plain}"))
    assert says_it_comments(article("a", f"Leitartikel: {plain}", language="de"))
    # a moving report has a voice, and no sign
    assert not says_it_comments(article("a", "“I waited all night at the quay”"))
