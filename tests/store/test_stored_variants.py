"""Variants on both databases: stored with the draft, chosen by readers, frozen with each row."""

from __future__ import annotations

from small_issue import NOW, a_briefing, an_issue
from store_nouns import a_reader

from digest.models import DeliveryState, IssueVariant, Selection
from digest.protocols import Store

ISSUE = "daily@2026-11-23"
SEA = IssueVariant(variant_id="sea", name="At sea", subject="Sea", html="<p>Sea</p>", text="Sea")
EMPTY = IssueVariant(variant_id="talks", name="Talks")
SILENT = IssueVariant(variant_id="oil", name="Oil", skips=True)


def drafted(store: Store, *variants: IssueVariant) -> None:
    nothing = Selection(stories=())
    store.issues.save_draft(a_briefing(ISSUE), nothing, an_issue(ISSUE), variants=variants)


def approved(store: Store, choices: dict[str, str]) -> dict[str, str]:
    """Approve the issue for readers with these choices; return the variant of each row."""
    for number, (subscriber_id, variant) in enumerate(choices.items()):
        store.subscribers.add([a_reader(number, id=subscriber_id)])
        store.variants.choose(subscriber_id, "daily", variant)
    store.issues.approve(ISSUE, subscriber_ids=[*choices], now=NOW)
    return {row.subscriber_id: row.variant for row in store.ledger.rows(ISSUE)}


def test_the_variants_of_a_draft_are_read_in_order_and_replaced_with_it(store: Store) -> None:
    drafted(store, SEA, EMPTY)
    assert store.issues.variants(ISSUE) == (SEA, EMPTY)
    drafted(store, SILENT, SEA)
    assert store.issues.variants(ISSUE) == (SILENT, SEA)
    assert store.issues.variants("daily@2026-11-22") == ()


def test_each_row_names_the_variant_that_its_reader_chose(store: Store) -> None:
    drafted(store, SEA, EMPTY, SILENT)
    choices = {"whole": "", "sea": "sea", "no-story": "talks", "gone": "no-longer-offered"}
    rows = approved(store, choices)
    assert rows == {"whole": "", "sea": "sea", "no-story": "", "gone": ""}
    queued = DeliveryState.QUEUED
    assert store.variants.counts(ISSUE) == {"": {queued: 3}, "sea": {queued: 1}}
    assert store.ledger.audit(ISSUE).balances


def test_a_variant_without_a_story_that_sends_nothing_gives_its_readers_no_row(
    store: Store,
) -> None:
    drafted(store, SEA, SILENT)
    assert approved(store, {"a": "sea", "b": "oil"}) == {"a": "sea"}
    assert store.ledger.audit(ISSUE).selected == 1


def test_a_dry_run_and_the_ledger_give_each_reader_the_same_copy(store: Store) -> None:
    drafted(store, SEA, EMPTY, SILENT)
    choices = {"whole": "", "sea": "sea", "no-story": "talks", "quiet": "oil", "gone": "older"}
    rows = approved(store, choices)
    assert store.variants.of_copies(ISSUE, ["unknown", *choices]) == rows
    assert rows == {"whole": "", "sea": "sea", "no-story": "", "gone": ""}
    assert store.variants.of_copies(ISSUE, ["sea"]) == {"sea": "sea"}


def test_a_claimed_row_still_names_its_variant_after_another_choice(store: Store) -> None:
    drafted(store, SEA)
    approved(store, {"a": "sea"})
    store.variants.choose("a", "daily", "")
    (claimed,) = store.ledger.claim(ISSUE, worker="w", limit=5, now=NOW, lease_s=60)
    assert claimed.variant == "sea"


def test_a_choice_is_kept_by_newsletter(store: Store) -> None:
    store.subscribers.add([a_reader(1, id="a"), a_reader(2, id="b")])
    assert store.variants.choose("a", "daily", "sea")
    assert not store.variants.choose("a", "gulf", "sea")
    assert store.variants.chosen(["a", "b"]) == {"a": {"daily": "sea"}}
    store.variants.choose("a", "daily", "")
    assert store.variants.chosen(["a", "b"]) == {}
