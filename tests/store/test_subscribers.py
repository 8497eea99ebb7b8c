"""Readers, what they chose and left, and addresses that stay closed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from small_issue import NOW
from store_nouns import HOUR, ISSUE, a_reader, approved, is_closed, outcome

from digest.errors import UseError
from digest.models import (
    Consent,
    DeliveryState,
    Enrolment,
    Reply,
    SubscriberQuery,
    SubscriberState,
)
from digest.protocols import Store


class TestSubscribers:
    def test_a_reader_comes_back_as_added(self, store: Store) -> None:
        assert store.subscribers.add([a_reader()]) == 1
        assert store.subscribers.get("r000001") == a_reader()
        assert store.subscribers.by_email("READER1@Mail1.Example.ORG ") == a_reader()
        assert store.subscribers.by_ids(["r000001", "none"]) == {"r000001": a_reader()}
        assert store.subscribers.get("none") is None

    def test_one_address_in_several_spellings_is_one_reader(self, store: Store) -> None:
        spellings = ["Zoë@bücher.example", "Zoë@xn--bcher-kva.EXAMPLE", "zoë@BÜCHER.example"]
        outcomes = store.subscribers.enrol(
            a_reader(n, email=email) for n, email in enumerate(spellings)
        )
        assert outcomes == (Enrolment.NEW, Enrolment.ALREADY, Enrolment.ALREADY)
        (reader,) = store.subscribers.list()
        assert reader.email == "Zoë@xn--bcher-kva.example"

    def test_a_known_reader_joins_another_newsletter(self, store: Store) -> None:
        store.subscribers.add([a_reader()])
        assert store.subscribers.enrol([a_reader(newsletters=("daily", "gulf"))]) == (
            Enrolment.JOINED,
        )
        reader = store.subscribers.get("r000001")
        assert reader is not None
        assert reader.newsletters == ("daily", "gulf")

    def test_a_text_that_is_no_address_is_refused_with_its_whole_batch(self, store: Store) -> None:
        with pytest.raises(UseError, match="not a mail address"):
            store.subscribers.add([a_reader(1), a_reader(2, email="nobody")])
        assert list(store.subscribers.list()) == []

    def test_the_audience_is_active_unsuppressed_readers_in_a_stable_order(
        self, store: Store
    ) -> None:
        store.subscribers.add(
            [
                a_reader(3),
                a_reader(1),
                a_reader(2, newsletters=("gulf",)),
                a_reader(4, state=SubscriberState.PENDING),
                a_reader(5),
                a_reader(6),
            ]
        )
        store.subscribers.suppress("reader5@mail2.example.org", reason="complaint", now=NOW)
        store.subscribers.leave("r000006", newsletter_id="daily", now=NOW, how="page")
        assert list(store.subscribers.audience("daily")) == ["r000001", "r000003"]
        assert [reader.id for reader in store.subscribers.list(newsletter_id="gulf")] == ["r000002"]

    def test_leaving_is_done_once_and_may_be_repeated(self, store: Store) -> None:
        store.subscribers.add([a_reader(newsletters=("daily", "gulf"))])
        assert store.subscribers.leave("r000001", newsletter_id="daily", now=NOW, how="one-click")
        assert not store.subscribers.leave(
            "r000001", newsletter_id="daily", now=NOW, how="one-click"
        )
        reader = store.subscribers.get("r000001")
        assert reader is not None
        assert (reader.newsletters, reader.state) == (("gulf",), SubscriberState.ACTIVE)
        assert store.subscribers.leave("r000001", newsletter_id=None, now=NOW, how="page")
        reader = store.subscribers.get("r000001")
        assert reader is not None
        assert (reader.newsletters, reader.state) == ((), SubscriberState.LEFT)
        assert not store.subscribers.leave("nobody", newsletter_id=None, now=NOW, how="page")

    def test_an_import_brings_back_no_reader_who_left(self, store: Store) -> None:
        store.subscribers.add([a_reader(1, newsletters=("daily", "gulf")), a_reader(2)])
        store.subscribers.leave("r000001", newsletter_id="daily", now=NOW, how="page")
        store.subscribers.leave("r000002", newsletter_id=None, now=NOW, how="page")
        again = [a_reader(1), a_reader(2, newsletters=("daily", "gulf"))]
        assert store.subscribers.enrol(again) == (Enrolment.LEFT_BEFORE, Enrolment.LEFT_BEFORE)
        assert list(store.subscribers.audience("daily")) == []
        assert list(store.subscribers.audience("gulf")) == ["r000001"]

    def test_an_import_lifts_no_suppression_of_known_or_unknown_addresses(
        self, store: Store
    ) -> None:
        store.subscribers.add([a_reader(1)])
        for number in (1, 2):
            store.subscribers.suppress(
                f"READER{number}@mail{number}.example.org", reason="bounce", now=NOW
            )
        assert store.subscribers.enrol([a_reader(1), a_reader(2)]) == (Enrolment.SUPPRESSED,) * 2
        assert list(store.subscribers.audience("daily")) == []
        known = (
            "reader1@mail1.example.org",
            "reader2@mail2.example.org",
            "reader3@mail0.example.org",
        )
        assert [is_closed(store, address) for address in known] == [True, True, False]

    def test_before_a_hand_over_it_is_seen_who_left_and_whose_address_is_closed(
        self, store: Store
    ) -> None:
        people = [replace(a_reader(number), newsletters=("daily", "gulf")) for number in range(5)]
        store.subscribers.add(people)
        store.subscribers.leave(people[1].id, newsletter_id="daily", now=NOW, how="link")
        store.subscribers.leave(people[2].id, newsletter_id=None, now=NOW, how="link")
        store.subscribers.suppress(people[3].email.upper(), reason="bounce", now=NOW)
        store.subscribers.remove(people[4].id)
        seen = store.subscribers.for_hand_over(
            (person.id for person in people), newsletter_id="daily"
        )
        known = {person.id: (person.email, person.name) for person in people[:4]}
        assert {reader.id: (reader.email, reader.name) for reader in seen.values()} == known
        assert [seen[person.id].state for person in people[:4]] == [
            SubscriberState.ACTIVE,
            SubscriberState.ACTIVE,
            SubscriberState.LEFT,
            SubscriberState.SUPPRESSED,
        ]
        assert [seen[person.id].newsletters for person in people[:2]] == [("daily",), ()]
        assert store.subscribers.for_hand_over([], newsletter_id="daily") == {}

    def test_an_erased_person_leaves_no_address_and_is_not_imported_again(
        self, store: Store
    ) -> None:
        approved(store, 2)
        said = Reply(code=550, text="<reader1@mail1.example.org> unknown")
        store.ledger.record([outcome("r000001", DeliveryState.REFUSED, reply=said)], now=NOW)
        assert store.subscribers.remove("r000001")
        assert not store.subscribers.remove("r000001")
        assert store.subscribers.by_email("reader1@mail1.example.org") is None
        assert store.subscribers.enrol([a_reader(1)]) == (Enrolment.SUPPRESSED,)
        row = next(row for row in store.ledger.rows(ISSUE) if row.subscriber_id == "r000001")
        assert (row.state, row.reply) == (DeliveryState.REFUSED, Reply(code=550))

    def test_the_history_of_an_address_says_why_with_evidence(self, store: Store) -> None:
        approved(store, 2)
        said = Reply(code=550, text="no such user")
        store.ledger.record([outcome("r000001", DeliveryState.REFUSED, reply=said)], now=NOW + HOUR)
        store.subscribers.leave(
            "r000001", newsletter_id="daily", now=NOW + 2 * HOUR, how="one-click"
        )
        store.subscribers.suppress(
            "reader1@mail1.example.org", reason="complaint", now=NOW + 3 * HOUR
        )
        lines = [
            (line.what, line.evidence)
            for line in store.subscribers.history("READER1@mail1.example.org")
        ]
        assert lines[-3:] == [
            (f"{ISSUE} is refused", "550 no such user"),
            ("left daily", "by one-click"),
            ("suppressed", "complaint"),
        ]
        assert ("agreed", "form: “Yes, send it.”") in lines
        store.subscribers.remove("r000001")
        assert [line.what for line in store.subscribers.history("reader1@mail1.example.org")] == [
            "suppressed"
        ]
        assert store.subscribers.history("nobody@mail.example") == ()

    def test_a_reader_who_asks_anew_comes_back(self, store: Store) -> None:
        store.subscribers.add([a_reader(1)])
        store.subscribers.suppress("reader1@mail1.example.org", reason="bounce", now=NOW)
        consent = Consent(at=NOW, source="letter", wording="Please.")
        assert store.subscribers.enrol([a_reader(1, consent=consent)], again=True) == (
            Enrolment.ALREADY,
        )
        assert list(store.subscribers.audience("daily")) == ["r000001"]
        store.subscribers.leave("r000001", newsletter_id=None, now=NOW, how="page")
        assert store.subscribers.enrol([a_reader(1)], again=True) == (Enrolment.JOINED,)
        assert list(store.subscribers.audience("daily")) == ["r000001"]

    def test_a_dry_run_says_the_same_and_changes_nothing(self, store: Store) -> None:
        store.subscribers.add([a_reader(1)])
        assert store.subscribers.enrol([a_reader(1), a_reader(2)], dry_run=True) == (
            Enrolment.ALREADY,
            Enrolment.NEW,
        )
        assert len(list(store.subscribers.list())) == 1


class TestLeaving:
    def test_leaving_one_of_two_newsletters_keeps_the_reader_active(self, store: Store) -> None:
        store.subscribers.add([a_reader(1, newsletters=("daily", "gulf"))])
        left = store.subscribers.leave("r000001", newsletter_id="daily", now=NOW, how="page")
        reader = store.subscribers.get("r000001")
        assert left
        assert reader is not None
        assert (reader.state, reader.newsletters) == (SubscriberState.ACTIVE, ("gulf",))
        assert [*store.subscribers.audience("daily")] == []
        assert [*store.subscribers.audience("gulf")] == ["r000001"]

    def test_leaving_the_last_newsletter_is_leaving(self, store: Store) -> None:
        store.subscribers.add([a_reader(1, newsletters=("daily", "gulf")), a_reader(2)])
        for newsletter_id in ("daily", "gulf"):
            store.subscribers.leave("r000001", newsletter_id=newsletter_id, now=NOW, how="page")
        reader, other = store.subscribers.get("r000001"), store.subscribers.get("r000002")
        assert reader is not None
        assert other is not None
        assert (reader.state, other.state) == (SubscriberState.LEFT, SubscriberState.ACTIVE)

    def test_leaving_all_at_once_leaves_each(self, store: Store) -> None:
        store.subscribers.add([a_reader(1, newsletters=("daily", "gulf"))])
        assert store.subscribers.leave("r000001", newsletter_id=None, now=NOW, how="mail")
        reader = store.subscribers.get("r000001")
        assert reader is not None
        assert (reader.state, reader.newsletters) == (SubscriberState.LEFT, ())
        assert not store.subscribers.leave("r000001", newsletter_id=None, now=NOW, how="mail")

    def test_leaving_a_newsletter_that_the_reader_never_had_changes_no_row(
        self, store: Store
    ) -> None:
        store.subscribers.add([a_reader(1)])
        assert not store.subscribers.leave("r000001", newsletter_id="gulf", now=NOW, how="page")
        assert not store.subscribers.leave("nobody", newsletter_id=None, now=NOW, how="page")
        assert [*store.subscribers.audience("daily")] == ["r000001"]

    def test_a_suppressed_reader_who_leaves_stays_suppressed(self, store: Store) -> None:
        store.subscribers.add([a_reader(1)])
        store.subscribers.suppress(a_reader(1).email, reason="complaint", now=NOW)
        assert store.subscribers.leave("r000001", newsletter_id=None, now=NOW, how="page")
        reader = store.subscribers.get("r000001")
        assert reader is not None
        assert reader.state is SubscriberState.SUPPRESSED

    def test_several_addresses_are_closed_at_once_and_the_first_reason_stays(
        self, store: Store
    ) -> None:
        store.subscribers.add([a_reader(1)])
        addresses = [a_reader(1).email, "unknown@mail.example"]
        store.subscribers.suppress_all(addresses, reason="left elsewhere", now=NOW)
        store.subscribers.suppress_all(addresses, reason="bounced", now=NOW)
        for address in addresses:
            (reason,) = [
                line.evidence
                for line in store.subscribers.history(address)
                if line.what == "suppressed"
            ]
            assert reason == "left elsewhere"
        assert [*store.subscribers.audience("daily")] == []


class TestSearch:
    def emails(self, store: Store, query: SubscriberQuery, **more: object) -> list[str]:
        page = store.subscribers.search(query, **more)  # type: ignore[arg-type]
        return [reader.email.partition("@")[0] for reader in page]

    def test_pages_follow_each_other_in_the_order_of_addresses(self, store: Store) -> None:
        store.subscribers.add(a_reader(number) for number in range(7))
        found: list[str] = []
        after = ""
        while True:
            page = store.subscribers.search(SubscriberQuery(), after=after, limit=3)
            if not page:
                break
            found += [reader.email for reader in page]
            after = page[-1].email
        assert found == sorted(a_reader(number).email for number in range(7))

    def test_words_are_found_in_address_and_name_whatever_their_case(self, store: Store) -> None:
        store.subscribers.add(
            [
                a_reader(1, email="Anna@mail.example", name="A. Lee"),
                a_reader(2, email="bob@mail.example", name="Bob HANNA"),
                a_reader(3, email="carl@mail.example", name="Carl"),
            ]
        )
        assert self.emails(store, SubscriberQuery(words="anna")) == ["Anna", "bob"]
        assert self.emails(store, SubscriberQuery(words="@MAIL")) == ["Anna", "bob", "carl"]

    def test_words_beyond_ascii_and_beside_them_are_found(self, store: Store) -> None:
        store.subscribers.add(
            [a_reader(1, name="Ömer Sample"), a_reader(2, name="لينا"), a_reader(3, name="")]
        )
        for words, number in (("Ömer", 1), ("SAMPLE", 1), ("لينا", 2)):
            assert self.emails(store, SubscriberQuery(words=words)) == [f"reader{number}"]
        assert self.emails(store, SubscriberQuery(words="name that is not there")) == []

    @pytest.mark.parametrize("sign", ["%", "_", "!"])
    def test_a_sign_of_the_database_is_a_letter_like_others(self, store: Store, sign: str) -> None:
        store.subscribers.add([a_reader(1, name=f"a{sign}b"), a_reader(2, name="axb")])
        assert self.emails(store, SubscriberQuery(words=f"a{sign}b")) == ["reader1"]

    def test_conditions_are_joined(self, store: Store) -> None:
        store.subscribers.add(
            [
                a_reader(1, newsletters=("daily", "gulf")),
                a_reader(2, newsletters=("gulf",)),
                a_reader(3, newsletters=("daily",), state=SubscriberState.PENDING),
            ]
        )
        store.subscribers.leave("r000001", newsletter_id="gulf", now=NOW, how="page")
        assert self.emails(store, SubscriberQuery(newsletter_id="daily")) == ["reader1", "reader3"]
        assert self.emails(store, SubscriberQuery(newsletter_id="gulf")) == ["reader2"]
        pending = SubscriberQuery(newsletter_id="daily", state=SubscriberState.PENDING)
        assert self.emails(store, pending) == ["reader3"]
        assert self.emails(store, SubscriberQuery(domain="MAIL2.example.org")) == ["reader2"]
        assert self.emails(store, SubscriberQuery(domain="example.org")) == []

    def test_a_newsletter_of_many_readers_gives_the_same_pages(self, store: Store) -> None:
        store.subscribers.add(a_reader(number) for number in range(5))
        few = self.emails(store, SubscriberQuery(newsletter_id="daily"), limit=3)
        store.subscribers.few_readers = 5  # type: ignore[attr-defined]
        many = self.emails(store, SubscriberQuery(newsletter_id="daily"), limit=3)
        assert few == many == ["reader0", "reader1", "reader2"]

    def test_readers_are_counted_by_state_and_by_newsletter(self, store: Store) -> None:
        store.subscribers.add(
            [a_reader(1, newsletters=("daily", "gulf")), a_reader(2), a_reader(3)]
        )
        store.subscribers.leave("r000002", newsletter_id=None, now=NOW, how="page")
        counts = store.subscribers.counts()
        assert dict(counts.by_state) == {SubscriberState.ACTIVE: 2, SubscriberState.LEFT: 1}
        assert dict(counts.by_newsletter) == {"daily": 2, "gulf": 1}
