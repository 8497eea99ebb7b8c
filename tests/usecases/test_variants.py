"""Variants from YAML to mailbox: each reader gets the part that was frozen, exactly once."""

from __future__ import annotations

import io
import mailbox
from dataclasses import replace
from pathlib import Path

import pytest
from sample_morning import ISSUE, Desk

from digest.errors import UseError
from digest.models import (
    Blocks,
    Briefing,
    Issue,
    Poll,
    Section,
    Selection,
    Story,
    Variant,
    WhenEmpty,
)
from digest.render.specimen import specimen
from digest.usecases import (
    approve_issue,
    check_issue,
    draft_issue,
    issue_of,
    send_approved,
    send_dry,
    send_test,
)
from digest.usecases.audience import export_csv, import_csv
from digest.usecases.variant_choices import choose_variant, offering
from digest.usecases.variants import briefings_of_variants, variant_briefing, variant_of

TITLE = "security-briefing"
NOTHING_SELECTED = Selection(stories=())
SEA = Variant(id="sea", name="At sea", sections=("sea",))


def with_variants(desk: Desk, *variants: Variant, sections: tuple[Section, ...] = ()) -> Desk:
    config = desk.newsroom.config
    (title,) = config.newsletters
    title = replace(title, variants=variants, sections=sections or title.sections)
    return replace(
        desk, newsroom=replace(desk.newsroom, config=replace(config, newsletters=(title,)))
    )


class TestBriefingOfAVariant:
    def test_it_has_the_stories_and_lines_of_its_sections(self) -> None:
        whole = specimen()
        part = variant_briefing(whole, NOTHING_SELECTED, SEA)
        assert part is not None
        assert [item.story_id for item in part.items] == ["story-0", "story-2"]
        assert {line.section for line in part.also} <= {"sea"}
        assert part.subject == whole.subject

    def test_a_story_is_within_by_one_of_its_topics(self) -> None:
        whole = specimen()
        story = Story(id="story-3", articles=(), matches=())
        variant = Variant(id="t", name="T", topics=("talks",))
        assert variant_briefing(whole, Selection(stories=(story,)), variant) is None

    def test_without_a_story_there_is_no_briefing(self) -> None:
        nowhere = Variant(id="n", name="N", sections=("nowhere",))
        assert variant_briefing(specimen(), NOTHING_SELECTED, nowhere) is None

    def test_it_leaves_out_what_the_newsletter_and_the_variant_do_not_want(self) -> None:
        whole = replace(specimen(), blocks=Blocks(leave_out=("map",)))
        variant = replace(SEA, leave_out=("quote", "map"))
        part = variant_briefing(whole, NOTHING_SELECTED, variant)
        assert part is not None
        assert part.blocks.leave_out == ("map", "quote")

    def test_a_poll_goes_along_with_its_story_and_is_numbered_anew(self) -> None:
        poll = Poll(question="Enough?", answers=("Yes", "No"), story=4)
        whole = replace(specimen(), blocks=Blocks(poll=poll))
        part = variant_briefing(whole, NOTHING_SELECTED, SEA)
        assert part is not None
        assert part.blocks.poll == replace(poll, story=2)
        other = variant_briefing(whole, NOTHING_SELECTED, replace(SEA, sections=("talks",)))
        assert other is not None
        assert other.blocks.poll is None


def sections_of(desk: Desk) -> list[str]:
    """The sections of the morning's stories, one for each."""
    drafted = draft_issue(desk.newsroom, TITLE)
    return [item.section for item in drafted.briefing.items]


def choose(desk: Desk, **choices: str) -> None:
    for reader, variant in choices.items():
        choose_variant(desk.newsroom, reader.replace("_", "-"), TITLE, variant)


def test_each_reader_gets_the_chosen_part_once(desk: Desk) -> None:
    sections = sections_of(desk)
    lead = Variant(id="lead", name="The lead", sections=(sections[0],), leave_out=("contents",))
    none = Variant(id="none", name="None", topics=("gone",))
    desk = with_variants(desk, lead, none, replace(none, id="hush", when_empty=WhenEmpty.NOTHING))
    choose(desk, reader_0="lead", reader_1="none", reader_2="hush")
    draft_issue(desk.newsroom, TITLE)
    approve_issue(desk.newsroom, ISSUE)
    stored = {one.variant_id: one for one in desk.store.issues.variants(ISSUE)}
    assert [bool(stored[name].html) for name in ("lead", "none", "hush")] == [True, False, False]
    # a choice after the approval counts from the next issue on
    choose(desk, reader_0="")
    for _ in range(2):
        assert send_approved(desk.newsroom, ISSUE).is_complete
    mails = {mail.recipient: mail.message for mail in desk.mailbox.mails}
    assert len(desk.mailbox.mails) == len(mails) == 2
    whole, part = issue_of(desk.newsroom, ISSUE), variant_of(desk.newsroom, whole_of(desk), "lead")
    assert mails["reader0@example.org"]["Subject"] == part.subject
    assert mails["reader1@example.org"]["Subject"] == whole.subject
    sizes = {address: len(mail.as_bytes()) for address, mail in mails.items()}
    assert sizes["reader0@example.org"] < sizes["reader1@example.org"]
    assert desk.store.ledger.audit(ISSUE).balances


def drafted_with_three(desk: Desk) -> Desk:
    """Draft an issue with a variant of its first section, and two that have no story."""
    lead = Variant(id="lead", name="The lead", sections=(sections_of(desk)[0],))
    none = Variant(id="none", name="Nowhere", sections=("nowhere",))
    hush = replace(none, id="hush", when_empty=WhenEmpty.NOTHING)
    desk = with_variants(desk, lead, none, hush)
    draft_issue(desk.newsroom, TITLE)
    return desk


def test_a_dry_run_writes_to_each_reader_what_the_send_would(desk: Desk, tmp_path: Path) -> None:
    desk = drafted_with_three(desk)
    choose(desk, reader_0="lead", reader_1="hush", reader_2="none")
    written = send_dry(desk.newsroom, ISSUE, tmp_path / "trial")
    subjects = {mail["To"]: mail["Subject"] for mail in mailbox.Maildir(tmp_path / "trial")}
    assert written == len(subjects)
    part = variant_of(desk.newsroom, whole_of(desk), "lead")
    assert subjects["reader0@example.org"] == part.subject
    assert "reader1@example.org" not in subjects
    assert subjects["reader2@example.org"] == whole_of(desk).subject


def test_a_test_mail_shows_a_variant_on_request(desk: Desk) -> None:
    desk = drafted_with_three(desk)
    part = variant_of(desk.newsroom, whole_of(desk), "lead")
    send_test(desk.newsroom, ISSUE, ["desk@mail.example"], variant="lead")
    (mail,) = desk.mailbox.mails
    assert mail.message["Subject"] == f"[Test] {part.subject}"
    with pytest.raises(UseError, match="no variant hush"):
        send_test(desk.newsroom, ISSUE, ["desk@mail.example"], variant="hush")


def whole_of(desk: Desk) -> Issue:
    return issue_of(desk.newsroom, ISSUE)


def test_the_draft_follows_a_change_of_its_variants(desk: Desk) -> None:
    sections = sections_of(desk)
    assert desk.store.issues.variants(ISSUE) == ()
    desk = with_variants(desk, Variant(id="lead", name="The lead", sections=(sections[0],)))
    check_issue(desk.newsroom, ISSUE)
    assert [one.variant_id for one in desk.store.issues.variants(ISSUE)] == ["lead"]


def test_preflight_looks_at_the_mail_of_each_variant(desk: Desk) -> None:
    sections = sections_of(desk)
    desk = with_variants(desk, Variant(id="lead", name="The lead", sections=(sections[0],)))
    checked = check_issue(desk.newsroom, ISSUE)
    briefing, selection = checked.briefing, desk.store.issues.selection(ISSUE)
    assert selection is not None
    (stored,) = desk.store.issues.variants(ISSUE)
    # a mail without a way out is an error in each mail
    spoilt = replace(stored, html="<html><body>News</body></html>", text="News")
    desk.store.issues.save_draft(briefing, selection, checked.issue, variants=[spoilt])
    wheres = [one.where for one in check_issue(desk.newsroom, ISSUE).findings]
    assert any(where.startswith("variant lead") for where in wheres)


def test_a_variant_that_is_not_offered_is_refused(desk: Desk) -> None:
    desk = with_variants(desk, SEA)
    with pytest.raises(UseError, match="no variant is called"):
        choose_variant(desk.newsroom, "reader-0", TITLE, "oil")
    draft_issue(desk.newsroom, TITLE)
    with pytest.raises(UseError, match="no variant"):
        variant_of(desk.newsroom, whole_of(desk), "sea")
    assert briefings_of_variants(desk.newsroom, briefing_kept(desk)) == {}


def briefing_kept(desk: Desk) -> Briefing:
    briefing = desk.store.issues.briefing(ISSUE)
    assert briefing is not None
    return briefing


def test_a_reader_chooses_among_the_newsletters_that_offer_variants(desk: Desk) -> None:
    reader = desk.store.subscribers.get("reader-0")
    assert reader is not None
    assert offering(desk.newsroom, reader) == ()
    offered = offering(with_variants(desk, SEA).newsroom, reader)
    assert [one.id for one in offered] == [TITLE]


def test_choices_go_out_in_an_export_and_come_in_by_an_import(desk: Desk) -> None:
    desk = with_variants(desk, SEA)
    choose(desk, reader_0="sea")
    out = io.StringIO()
    export_csv(desk.newsroom, out)
    assert f",{TITLE}=sea" in out.getvalue()
    lines = (
        "email,newsletters,variants",
        f"reader0@example.org,{TITLE},{TITLE}=",
        f"new@example.org,{TITLE},{TITLE}=sea",
        f"bad@example.org,{TITLE},{TITLE}=oil",
        f"worse@example.org,{TITLE},sea",
    )
    report = import_csv(desk.newsroom, "\n".join(lines).encode())
    assert [bad.line for bad in report.bad_lines] == [4, 5]
    new = desk.store.subscribers.by_email("new@example.org")
    assert new is not None
    ids = [new.id, "reader-0"]
    assert desk.store.variants.chosen(ids) == {new.id: {TITLE: "sea"}}
