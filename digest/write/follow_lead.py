"""Follow the lead: the subject and the preheader of a briefing whose lead story was edited."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from digest.models import Briefing, Item
from digest.write.fronts import fronts
from digest.write.subject import SUBJECT_CHARS, subject_and_preheader


def follow_lead(edited: Briefing, before: Briefing, *, taken: Collection[str] = ()) -> Briefing:
    """Choose subject and preheader anew when an edit swapped or reworded the lead.

    Words that a person wrote stay: a subject or preheader that differs from the choice of the
    machine, in this edit or an earlier one. `taken` are subjects of other issues of the day.
    """
    if not edited.items or _lead(edited) == _lead(before):
        return edited
    own_subject, own_preheader, _ = subject_and_preheader(
        before.items, before.language, taken=taken
    )
    subject, preheader, reasons = subject_and_preheader(edited.items, edited.language, taken=taken)
    before_subject = _attributed(own_subject, before)
    if edited.subject == before.subject and before.subject in (own_subject, before_subject):
        edited = replace(edited, subject=_attributed(subject, edited), subject_reasons=reasons)
    if edited.preheader == before.preheader == own_preheader:
        edited = replace(edited, preheader=preheader)
    return edited


def attribute_subject(briefing: Briefing) -> Briefing:
    """Name the outlet in a subject that state-run outlets alone report."""
    return replace(briefing, subject=_attributed(briefing.subject, briefing))


def _lead(briefing: Briefing) -> tuple[str, str]:
    """Return what makes the lead story another one for a reader: its story and its headline."""
    if not briefing.items:
        return "", ""
    item = briefing.items[0]
    return item.story_id, item.headline.text


def _attributed(subject: str, briefing: Briefing) -> str:
    """Return the subject with the outlet before it, shortened at a clause where it is too long."""
    outlet = _only_state_run_outlet(briefing)
    if not subject or not outlet or subject.startswith(f"{outlet}: "):
        return subject
    text = f"{outlet}: {subject}"
    longest = SUBJECT_CHARS[1]
    if len(text) <= longest:
        return text
    room = longest - len(outlet) - len(": ")
    for front, _ in fronts(subject, 1.0, (0, room), briefing.language):
        if len(front) <= room:
            return f"{outlet}: {front}"
    # a subject that no clause shortens, and a long name, are worth a long subject
    return text


def _only_state_run_outlet(briefing: Briefing) -> str:
    """Return the outlet of the lead's headline when all outlets of the lead are state-run."""
    if not briefing.items:
        return ""
    item: Item = briefing.items[0]
    citations = {citation.article_id: citation for citation in briefing.citations}
    cited = []
    for article_id in (item.headline.article_id, *item.article_ids):
        if article_id in citations:
            cited.append(citations[article_id])
    for citation in cited:
        if not citation.state_run:
            return ""
    if not cited:
        return ""
    return cited[0].outlet
