"""The nouns: frozen data with plain defaults, and words that databases and files depend on."""

from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime
from enum import StrEnum
from inspect import isclass

import pytest

from digest import models
from digest.models import (
    DESK,
    Approval,
    Article,
    Audit,
    CopyKind,
    DeliveryState,
    Direction,
    Enrolment,
    Field,
    HeaderPolicy,
    Issue,
    IssueState,
    MailKind,
    Message,
    Newsletter,
    Passage,
    PicturePolicy,
    Publication,
    ReturnKind,
    Role,
    Schedule,
    Severity,
    Slot,
    Source,
    Story,
    StoryState,
    Subscriber,
    SubscriberState,
    Topic,
)
from digest.models.topics import TEXT_FIELDS, Rule

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
NOUNS = [
    noun
    for noun in (getattr(models, name) for name in models.__all__)
    if isclass(noun) and dataclasses.is_dataclass(noun)
]


def article(number: int) -> Article:
    return Article(
        id=f"a{number}", url=f"https://paper.example/{number}", title="Talks", published=NOW
    )


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.__name__)
def test_a_noun_is_frozen_slotted_and_made_by_keywords(noun: type) -> None:
    parameters = noun.__dataclass_params__  # type: ignore[attr-defined]
    assert parameters.frozen
    assert hasattr(noun, "__slots__")
    assert all(field.kw_only for field in dataclasses.fields(noun))


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.__name__)
def test_a_noun_says_what_it_is(noun: type) -> None:
    assert noun.__doc__
    assert not noun.__doc__.startswith(f"{noun.__name__}(")


def test_the_front_door_names_each_noun_once_in_order() -> None:
    names = [name for name in models.__all__ if not name.isupper()]
    assert names == sorted(set(names))


WORDS: dict[type[StrEnum], str] = {
    Approval: "auto manual",
    CopyKind: "same_url same_text wire family",
    DeliveryState: "queued leased handing accepted deferred refused suppressed uncertain",
    Direction: "ltr rtl",
    Field: "title lead body url author category source caption",
    IssueState: "draft held approved sending paused sent ended cancelled",
    MailKind: "issue confirmation access welcome report",
    PicturePolicy: "none link host embed",
    Severity: "error warning note",
    StoryState: "new developed unchanged",
}


@pytest.mark.parametrize("states", WORDS, ids=lambda states: states.__name__)
def test_the_words_that_databases_and_files_hold_stay(states: type[StrEnum]) -> None:
    """A word that changes here needs a migration, or every stored row becomes unreadable."""
    assert " ".join(states) == WORDS[states]


@pytest.mark.parametrize(
    ("states", "words"),
    [
        (SubscriberState, "pending active left suppressed"),
        (ReturnKind, "hard soft complaint policy"),
        (Enrolment, "new joined already"),
    ],
)
def test_states_that_may_grow_keep_their_first_words(states: type[StrEnum], words: str) -> None:
    assert set(words.split()) <= set(states)


def test_the_roles_are_the_labels_of_the_training_set() -> None:
    assert len(Role) == 9
    assert {"Main", "Main_Consequence", "Cause_Specific", "NA"} <= set(Role)


def test_severities_stand_from_worst_to_mildest() -> None:
    assert list(Severity) == [Severity.ERROR, Severity.WARNING, Severity.NOTE]


def test_a_slot_of_a_mail_is_an_address_that_never_resolves() -> None:
    for slot in Slot:
        assert "slot.invalid" in slot
    assert len(set(Slot)) == 6


class TestAudit:
    @pytest.mark.parametrize(
        ("selected", "counts", "balances"),
        [
            (0, {}, True),
            (3, {DeliveryState.ACCEPTED: 3}, True),
            (3, {DeliveryState.ACCEPTED: 1, DeliveryState.UNCERTAIN: 2}, True),
            (3, {DeliveryState.ACCEPTED: 2}, False),
            (3, {DeliveryState.ACCEPTED: 4}, False),
        ],
    )
    def test_it_balances_when_each_selected_subscriber_has_a_row(
        self, selected: int, counts: dict[DeliveryState, int], balances: bool
    ) -> None:
        assert Audit(issue_id="i", selected=selected, by_state=counts).balances == balances


def test_a_story_is_led_by_its_first_article() -> None:
    story = Story(id="s", articles=(article(2), article(1)))
    assert story.lead == article(2)


def test_a_sentence_of_the_desk_cites_no_article() -> None:
    assert Passage(text="We were wrong.", article_id=DESK).by_desk
    assert not Passage(text="Talks open.", article_id="a1").by_desk


class TestDefaults:
    """An operator who leaves a key out gets these; a change surprises every newsroom."""

    def test_of_a_newsletter(self) -> None:
        newsletter = Newsletter(id="n", name="N", tagline="", topics=())
        assert (newsletter.look_back_h, newsletter.timezone, newsletter.language) == (
            24.0,
            "UTC",
            "en",
        )
        assert (newsletter.min_stories, newsletter.max_stories, newsletter.max_also) == (1, 5, 6)
        assert newsletter.approval is Approval.AUTO
        assert newsletter.pictures is PicturePolicy.LINK
        assert newsletter.writing.kind == "extractive"
        assert newsletter.theme == "default"

    def test_of_a_schedule(self) -> None:
        schedule = Schedule()
        assert (schedule.cron, schedule.days, schedule.at, schedule.deadline_min) == (
            "",
            (),
            None,
            120,
        )

    def test_of_a_source(self) -> None:
        source = Source(id="s", name="S", url="https://s.example/rss")
        assert (source.kind, source.interval_s, source.weight, source.enabled) == (
            "feed",
            900,
            1.0,
            True,
        )
        assert not source.state_run
        assert not source.full_text

    def test_of_a_topic(self) -> None:
        topic = Topic(id="t", name="T", rule=Rule())
        assert topic.min_score == 1.0
        assert topic.limits.max_articles is None
        assert TEXT_FIELDS == (Field.TITLE, Field.LEAD, Field.BODY)

    def test_of_a_subscriber(self) -> None:
        subscriber = Subscriber(id="r", email="reader@mail.example")
        assert subscriber.state is SubscriberState.ACTIVE
        assert subscriber.newsletters == ()
        assert subscriber.consent is None

    def test_of_an_issue(self) -> None:
        issue = Issue(
            id="n@2026-11-23",
            newsletter_id="n",
            newsletter_name="N",
            slot=date(2026, 11, 23),
            subject="s",
            preheader="p",
            html="",
            text="",
            content_hash="",
            language="en",
            direction=Direction.LTR,
            created=NOW,
        )
        assert (issue.state, issue.approved, issue.kind) == (
            IssueState.DRAFT,
            None,
            MailKind.ISSUE,
        )
        assert issue.made_from == ""

    def test_of_the_header_fields(self) -> None:
        policy = HeaderPolicy()
        assert policy.list_unsubscribe
        assert policy.unsubscribe_by_mail
        assert policy.feedback_id
        assert policy.precedence == ""

    def test_of_a_message(self) -> None:
        message = Message(
            issue_id="i",
            subscriber_id="r",
            message_id="m",
            envelope_from="b@desk.example",
            recipient="r@mail.example",
            content=b"",
        )
        assert message.dot_lines, "a line may begin with a dot until it is known that none does"

    def test_of_a_publication(self) -> None:
        publication = Publication(
            name="D", public_url="https://d.example", from_address="d@d.example"
        )
        assert (publication.postal_address, publication.reply_to) == ("", "")
