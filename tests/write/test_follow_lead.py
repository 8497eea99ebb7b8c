"""Subject and preheader follow an edited lead, and state-run news is attributed in the subject."""

from __future__ import annotations

from dataclasses import replace

from digest.models import Briefing
from digest.render.specimen import specimen
from digest.write import attribute_subject, follow_lead
from digest.write.subject import SUBJECT_CHARS, subject_and_preheader


def machine_made() -> Briefing:
    briefing = specimen()
    subject, preheader, reasons = subject_and_preheader(briefing.items)
    return replace(briefing, subject=subject, preheader=preheader, subject_reasons=reasons)


def with_lead(briefing: Briefing, headline: str) -> Briefing:
    lead, *others = briefing.items
    reworded = replace(lead, headline=replace(lead.headline, text=headline, edited=True))
    return replace(briefing, items=(reworded, *others))


def swapped(briefing: Briefing) -> Briefing:
    first, second, *others = briefing.items
    return replace(briefing, items=(second, first, *others))


def state_run(
    briefing: Briefing, *, outlet: str = "Tehran Wire", also_free: bool = False
) -> Briefing:
    ids = {briefing.items[0].headline.article_id, *briefing.items[0].article_ids}
    citations = []
    for citation in briefing.citations:
        if citation.article_id in ids:
            citation = replace(citation, state_run=True, outlet=outlet)
        citations.append(citation)
    return replace(briefing, citations=tuple(citations))


def test_a_reworded_lead_gets_a_subject_of_its_own() -> None:
    before = machine_made()
    edited = follow_lead(with_lead(before, "Harbour of Aden opens after three weeks"), before)
    assert edited.subject != before.subject
    assert edited.subject == subject_and_preheader(edited.items)[0]
    assert edited.subject_reasons == subject_and_preheader(edited.items)[2]


def test_a_swapped_lead_gets_subject_and_preheader_of_the_new_one() -> None:
    before = machine_made()
    edited = follow_lead(swapped(before), before)
    subject, preheader, _ = subject_and_preheader(edited.items)
    assert (edited.subject, edited.preheader) == (subject, preheader)
    assert edited.subject != before.subject


def test_an_edit_elsewhere_changes_neither() -> None:
    before = machine_made()
    edited = replace(before, tagline="Another tagline")
    assert follow_lead(edited, before) == edited


def test_words_that_a_person_wrote_stay() -> None:
    before = machine_made()
    both = replace(swapped(before), subject="By the desk", preheader="By the desk, too")
    assert follow_lead(both, before) == both
    earlier = replace(before, subject="By the desk")
    later = follow_lead(swapped(earlier), earlier)
    assert later.subject == "By the desk"
    assert later.preheader != before.preheader


def test_a_briefing_without_stories_is_left_alone() -> None:
    before = machine_made()
    empty = replace(before, items=())
    assert follow_lead(empty, before) == empty
    assert attribute_subject(empty) == empty


def test_news_of_state_run_outlets_alone_names_the_outlet_in_the_subject() -> None:
    briefing = state_run(machine_made())
    subject = attribute_subject(briefing).subject
    assert subject.startswith("Tehran Wire: ")
    assert len(subject) <= SUBJECT_CHARS[1]
    again = attribute_subject(replace(briefing, subject=subject))
    assert again.subject == subject


def test_news_that_a_free_outlet_reports_too_needs_no_name() -> None:
    briefing = machine_made()
    assert attribute_subject(briefing).subject == briefing.subject


def test_an_attributed_subject_still_follows_the_lead() -> None:
    before = attribute_subject(state_run(machine_made()))
    edited = follow_lead(with_lead(before, "Harbour of Aden opens after three weeks"), before)
    assert edited.subject.startswith("Tehran Wire: Harbour")


def test_a_long_name_costs_no_news() -> None:
    briefing = state_run(machine_made(), outlet="N" * 70)
    assert attribute_subject(briefing).subject == f"{'N' * 70}: {briefing.subject}"
