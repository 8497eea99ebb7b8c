"""The use cases on a real database and a real mail server, from drafting to sending once."""

from __future__ import annotations

import email
import email.policy
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from own_newsroom import shipped_newsroom
from sample_morning import ISSUE, NOW, STORIES, Desk, sample_articles

from digest.config import Config
from digest.errors import Interrupted, PreflightError, UseError
from digest.models import (
    Approval,
    Article,
    DeliveryState,
    HeaderPolicy,
    IssueState,
    Passage,
    Source,
)
from digest.protocols import Fetched
from digest.runtime.schedule import LocalRunner
from digest.runtime.slots import Due
from digest.usecases.approve import approve_issue
from digest.usecases.change_issue import cancel_issue, pause_issue, resume_issue, retry_rows
from digest.usecases.collect import collect_news
from digest.usecases.draft import draft_issue, redraft
from digest.usecases.editions import issue_id_at
from digest.usecases.message_for_reader import SAMPLE_READER, message_to
from digest.usecases.newsroom import briefing_of, issue_of
from digest.usecases.send import resume_sending, send_approved
from digest.usecases.send_trial import send_dry, send_test


class EmptyFeeds:
    """A fetcher for which every feed is there and has no news."""

    def get(self, url: str, **_: object) -> Fetched:
        body = b"<rss version='2.0'><channel><title>Quiet</title></channel></rss>"
        return Fetched(url=url, status=200, headers={}, body=body)


@pytest.mark.parametrize(
    "url",
    [
        "https://user:word@sample.example/9",
        "https://intranet/9",
        f"https://sample.example/{'9' * 2100}",
    ],
)
def test_an_article_no_reader_can_be_led_to_is_left_out_and_stops_nothing(
    desk: Desk, url: str
) -> None:
    unlinkable = replace(
        sample_articles()[0],
        id="a9",
        url=url,
        canonical_url=url,
        title="Missile hits port in Yemen",
    )
    desk.store.articles.save([unlinkable])
    desk.approved()
    briefing = briefing_of(desk.newsroom, ISSUE)
    assert "a9" not in {citation.article_id for citation in briefing.citations}


def test_a_stop_while_collecting_leaves_the_sources_that_are_left(desk: Desk) -> None:
    sources = tuple(
        Source(id=f"s{n}", name=f"S{n}", url=f"https://s{n}.example/rss", publisher="P")
        for n in range(3)
    )
    newsroom, stop = (
        replace(desk.newsroom, config=replace(desk.newsroom.config, sources=sources)),
        threading.Event(),
    )
    with pytest.raises(Interrupted):
        collect_news(newsroom, fetcher=EmptyFeeds(), stop=stop, on_done=lambda _: stop.set())
    assert len(desk.store.articles.states()) == 1


def test_a_stop_before_the_draft_drafts_nothing_and_gives_the_slot_back(desk: Desk) -> None:
    (title,) = desk.newsroom.config.newsletters
    auto = replace(desk.newsroom.config, newsletters=(replace(title, approval=Approval.AUTO),))
    newsroom, stop = replace(desk.newsroom, config=auto), threading.Event()
    hands = LocalRunner(newsroom=newsroom, stop=stop)
    due = Due(newsletter_id=title.id, local=NOW)
    stop.set()
    with pytest.raises(Interrupted):
        hands.run_slot(due)
    assert desk.store.issues.list() == ()
    stop.clear()
    hands.run_slot(due)
    assert len(desk.mailbox.mails) == 3
    hands.run_slot(due)
    assert len(desk.mailbox.mails) == 3


def test_an_issue_is_named_by_the_newsletters_own_date(config: Config) -> None:
    (title,) = config.newsletters
    assert issue_id_at(
        replace(title, timezone="Asia/Tokyo"), datetime(2026, 8, 13, 20, tzinfo=UTC)
    ).endswith("08-14")


def test_the_header_fields_chosen_in_digest_yaml_are_those_of_the_message(desk: Desk) -> None:
    issue, config = desk.approved(), desk.newsroom.config
    deliver = replace(
        config.settings.deliver, headers=HeaderPolicy(list_help=False, precedence="bulk")
    )
    chosen = replace(config, settings=replace(config.settings, deliver=deliver))
    mail = email.message_from_bytes(
        message_to(replace(desk.newsroom, config=chosen), issue, SAMPLE_READER).content
    )
    assert mail["List-Help"] is None
    assert mail["Precedence"] == "bulk"
    assert mail["List-Id"]


def test_a_morning_is_drafted_approved_and_sent_once(desk: Desk) -> None:
    draft = draft_issue(desk.newsroom, "security-briefing")
    assert draft.issue
    assert len(draft.briefing.items) == len(STORIES)
    assert approve_issue(desk.newsroom, ISSUE) == 3
    assert approve_issue(desk.newsroom, ISSUE) == 3
    summary = send_approved(desk.newsroom, ISSUE)
    assert summary.finished
    assert summary.audit.balances
    assert sorted(mail.recipient for mail in desk.mailbox.mails) == [
        f"reader{n}@example.org" for n in range(3)
    ]
    send_approved(desk.newsroom, ISSUE)
    assert len(desk.mailbox.mails) == 3
    assert issue_of(desk.newsroom, ISSUE).state is IssueState.SENT


def test_a_held_draft_does_not_replace_one_that_has_stories(desk: Desk) -> None:
    draft_issue(desk.newsroom, "security-briefing")
    (title,) = desk.newsroom.config.newsletters
    starved = replace(desk.newsroom.config, newsletters=(replace(title, min_stories=50),))
    held = draft_issue(replace(desk.newsroom, config=starved), "security-briefing")
    assert held.issue is None
    assert "too little news" in held.selection.held
    assert len(briefing_of(desk.newsroom, ISSUE).items) == len(STORIES)
    assert issue_of(desk.newsroom, ISSUE).state is IssueState.DRAFT


def test_a_held_issue_says_so_when_asked_for(desk: Desk) -> None:
    (title,) = desk.newsroom.config.newsletters
    starved = replace(desk.newsroom.config, newsletters=(replace(title, min_stories=50),))
    draft_issue(replace(desk.newsroom, config=starved), "security-briefing")
    for refused in (approve_issue, issue_of, send_approved):
        with pytest.raises(UseError, match="held") as caught:
            refused(desk.newsroom, ISSUE)
        assert "too little news" in caught.value.hint


def test_after_a_weekend_the_window_opens_back_to_the_last_issue(desk: Desk) -> None:
    desk.approved()
    saturday = Article(
        id="late",
        url="https://sample.example/9/a-saturday-story",
        title="Syrian army units move into Deir ez-Zor airfield",
        lead="Syrian army units took over the military airfield, a sample officer said.",
        published=NOW + timedelta(hours=30),
        collected=NOW + timedelta(hours=31),
        language="en",
        publisher="Sample Paper 9",
    )
    sunday = replace(
        saturday,
        id="later",
        url="https://sample.example/10/a-sunday-story",
        title="Missile from Yemen falls short of Israeli port of Eilat",
        lead="A missile fired from Yemen fell into the sea off Eilat, the army said.",
        published=NOW + timedelta(hours=70),
    )
    desk.store.articles.save([saturday, sunday])
    draft = draft_issue(desk.at(NOW + timedelta(hours=72)), "security-briefing")
    assert {item.headline.article_id for item in draft.briefing.items} == {"late", "later"}


def test_news_between_the_draft_of_the_last_issue_and_its_approval_is_in_the_next(
    desk: Desk,
) -> None:
    draft_issue(desk.newsroom, "security-briefing")
    between = Article(
        id="between",
        url="https://sample.example/9/between",
        title="Syrian army units move into Deir ez-Zor airfield",
        lead="Syrian army units took over the military airfield, a sample officer said.",
        published=NOW + timedelta(hours=1),
        collected=NOW + timedelta(hours=1),
        language="en",
        publisher="Sample Paper 9",
    )
    desk.store.articles.save([between])
    approve_issue(desk.at(NOW + timedelta(hours=3)), ISSUE)
    draft = draft_issue(desk.at(NOW + timedelta(hours=26)), "security-briefing")
    assert "between" in {item.headline.article_id for item in draft.briefing.items}


def test_a_draft_that_a_person_edited_is_not_replaced_unasked(desk: Desk) -> None:
    draft = draft_issue(desk.newsroom, "security-briefing")
    redraft(
        desk.newsroom,
        replace(draft.briefing, subject="Depot burns in Hodeidah after a drone strike"),
    )
    with pytest.raises(UseError, match="a person edited"):
        draft_issue(desk.newsroom, "security-briefing")
    assert briefing_of(desk.newsroom, ISSUE).subject.startswith("Depot burns")
    assert (
        draft_issue(desk.newsroom, "security-briefing", replace_edits=True).briefing.writer
        != "hand"
    )


def test_an_edit_that_its_source_does_not_bear_out_is_not_approved(desk: Desk) -> None:
    draft = draft_issue(desk.newsroom, "security-briefing")
    first, *rest = draft.briefing.items
    invented = Passage(
        text="The strike killed 900 people, the Governor Ashgrove said.",
        article_id="a0",
        edited=True,
    )
    edited = replace(draft.briefing, items=(replace(first, what_happened=((invented,),)), *rest))
    assert any("900" in finding.message for finding in redraft(desk.newsroom, edited).findings)
    with pytest.raises(PreflightError) as caught:
        approve_issue(desk.newsroom, ISSUE)
    assert any("900" in finding.message for finding in caught.value.findings)


def test_an_approved_issue_is_frozen(desk: Desk) -> None:
    before = desk.approved()
    with pytest.raises(UseError, match="frozen"):
        draft_issue(desk.newsroom, "security-briefing")
    with pytest.raises(UseError, match="frozen"):
        redraft(desk.newsroom, briefing_of(desk.newsroom, ISSUE))
    assert issue_of(desk.newsroom, ISSUE).content_hash == before.content_hash


def test_no_mail_is_sent_before_approval(desk: Desk) -> None:
    draft_issue(desk.newsroom, "security-briefing")
    with pytest.raises(UseError, match="not approved"):
        send_approved(desk.newsroom, ISSUE)
    assert desk.mailbox.mails == []


def test_a_reader_who_left_after_approval_gets_no_mail_and_the_audit_says_so(desk: Desk) -> None:
    desk.approved()
    desk.store.subscribers.leave("reader-1", newsletter_id="security-briefing", now=NOW, how="test")
    desk.store.subscribers.remove("reader-2")
    summary = send_approved(desk.newsroom, ISSUE)
    assert [mail.recipient for mail in desk.mailbox.mails] == ["reader0@example.org"]
    assert summary.audit.by_state[DeliveryState.SUPPRESSED] == 2
    assert summary.audit.balances


def test_the_gate_is_asked_again_before_the_first_message(desk: Desk) -> None:
    desk.approved()
    settings = desk.newsroom.config.settings
    nameless = replace(
        settings,
        publication=replace(settings.publication, postal_address="2 Other Street, Elsewhere"),
    )
    with pytest.raises(PreflightError) as caught:
        send_approved(
            replace(desk.newsroom, config=replace(desk.newsroom.config, settings=nameless)), ISSUE
        )
    assert any("postal" in finding.rule_id for finding in caught.value.findings)
    assert desk.mailbox.mails == []


def test_no_mail_goes_out_under_the_postal_address_of_the_example(desk: Desk) -> None:
    publication = shipped_newsroom().settings.publication
    settings = replace(desk.newsroom.config.settings, publication=publication)
    unwritten = replace(desk.newsroom, config=replace(desk.newsroom.config, settings=settings))
    draft_issue(unwritten, "security-briefing")
    with pytest.raises(PreflightError) as caught:
        approve_issue(unwritten, ISSUE)
    assert [finding.rule_id for finding in caught.value.findings] == ["footer.example-address"]
    draft_issue(desk.newsroom, "security-briefing")
    assert approve_issue(desk.newsroom, ISSUE) == 3


def test_one_refused_address_does_not_stop_the_others(desk: Desk) -> None:
    desk.mailbox.refuse["reader0@example.org"] = "550 5.1.1 no such user"
    desk.approved()
    summary = send_approved(desk.newsroom, ISSUE)
    assert summary.audit.by_state[DeliveryState.REFUSED] == 1
    assert summary.audit.by_state[DeliveryState.ACCEPTED] == 2


def test_a_deferred_reader_waits_and_gets_it_later(desk: Desk) -> None:
    desk.mailbox.refuse["reader0@example.org"] = "451 4.2.1 try later"
    desk.approved()
    assert not send_approved(desk.newsroom, ISSUE).finished
    desk.mailbox.refuse.clear()
    summary = send_approved(desk.at(NOW + timedelta(hours=2)), ISSUE)
    assert summary.finished
    assert summary.audit.by_state[DeliveryState.ACCEPTED] == 3


def test_refused_rows_are_tried_again_by_an_operators_word_and_accepted_ones_never(
    desk: Desk,
) -> None:
    desk.mailbox.refuse["reader0@example.org"] = "554 5.3.4 too large"
    desk.approved()
    assert send_approved(desk.newsroom, ISSUE).finished
    with pytest.raises(UseError, match="never sent again"):
        retry_rows(desk.newsroom, ISSUE, [DeliveryState.REFUSED, DeliveryState.ACCEPTED])
    desk.mailbox.refuse.clear()
    assert retry_rows(desk.newsroom, ISSUE, [DeliveryState.REFUSED]) == 1
    assert send_approved(desk.newsroom, ISSUE).audit.by_state == {DeliveryState.ACCEPTED: 3}
    assert sorted(mail.recipient for mail in desk.mailbox.mails) == [
        f"reader{n}@example.org" for n in range(3)
    ]
    assert retry_rows(desk.newsroom, ISSUE, [DeliveryState.UNCERTAIN]) == 0


def test_a_cancelled_issue_is_not_tried_again(desk: Desk) -> None:
    desk.approved()
    cancel_issue(desk.newsroom, ISSUE)
    with pytest.raises(UseError, match="cancelled"):
        retry_rows(desk.newsroom, ISSUE, [DeliveryState.DEFERRED])


def test_a_paused_issue_waits_and_a_cancelled_one_is_over(desk: Desk) -> None:
    desk.approved()
    pause_issue(desk.newsroom, ISSUE)
    with pytest.raises(UseError, match="paused"):
        send_approved(desk.newsroom, ISSUE)
    resume_issue(desk.newsroom, ISSUE)
    cancel_issue(desk.newsroom, ISSUE)
    with pytest.raises(UseError, match="cancelled"):
        send_approved(desk.newsroom, ISSUE)
    with pytest.raises(UseError, match="cannot be resumed"):
        resume_issue(desk.newsroom, ISSUE)
    assert desk.mailbox.mails == []


def test_an_issue_that_may_not_go_stops_no_other(desk: Desk) -> None:
    config = desk.newsroom.config
    twin = replace(config.newsletters[0], id="a-twin", name="A Twin")
    both = replace(desk.newsroom, config=replace(config, newsletters=(*config.newsletters, twin)))
    for newsletter in both.config.newsletters:
        draft_issue(both, newsletter.id)
        approve_issue(both, issue_id_at(newsletter, NOW), without_readers=True)
    summaries = {
        sent.issue_id: sent for sent in resume_sending(desk.newsroom)
    }  # its YAML file was deleted since
    assert summaries[ISSUE].audit.by_state[DeliveryState.ACCEPTED] == 3
    assert not summaries["a-twin@2026-08-13"].finished
    assert "no such newsletter" in summaries["a-twin@2026-08-13"].alarms[0]


def test_a_test_copy_goes_to_one_address_and_leaves_the_ledger_alone(desk: Desk) -> None:
    draft_issue(desk.newsroom, "security-briefing")
    (copy,) = send_test(desk.newsroom, ISSUE, ["editor@example.org"])
    assert copy.arrived
    assert [mail.recipient for mail in desk.mailbox.mails] == ["editor@example.org"]
    desk.mailbox.refuse["nobody@example.org"] = "550 5.1.1 no such user"
    lost, arrived = send_test(desk.newsroom, ISSUE, ["nobody@example.org", "desk@example.org"])
    assert (lost.address, lost.arrived) == ("nobody@example.org", False)
    assert "no such user" in lost.reply
    assert (arrived.address, arrived.arrived) == ("desk@example.org", True)
    assert desk.store.ledger.audit(ISSUE).selected == 0


def test_each_test_copy_is_marked_and_has_a_message_id_of_its_own(desk: Desk) -> None:
    draft_issue(desk.newsroom, "security-briefing")
    for _ in range(2):
        send_test(desk.newsroom, ISSUE, ["editor@example.org", "desk@example.org"])
    read = []
    for mail in desk.mailbox.mails:
        read.append(email.message_from_bytes(mail.content, policy=email.policy.default))
    subject = desk.store.issues.issue(ISSUE).subject  # type: ignore[union-attr]
    for mail in read:
        assert mail["Subject"] == f"[Test] {subject}"
    assert len({mail["Message-ID"] for mail in read}) == 4
    # the stored issue is as it was
    assert not subject.startswith("[Test]")
    with pytest.raises(UseError):
        send_test(desk.newsroom, ISSUE, ["no address"])


def test_a_dry_run_writes_every_message_and_sends_none(desk: Desk, tmp_path: Path) -> None:
    desk.approved()
    assert send_dry(desk.newsroom, ISSUE, tmp_path / "dry") == 3
    assert len(list((tmp_path / "dry" / "new").iterdir())) == 3
    assert desk.mailbox.mails == []
    assert desk.store.ledger.audit(ISSUE).by_state[DeliveryState.QUEUED] == 3
