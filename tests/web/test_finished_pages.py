"""Pages of issues are made once, and anew as soon as what they are made from has changed."""

from __future__ import annotations

from joining_room import Room, sent_issue
from small_issue import NOW

from digest.models import IssueCorrection, IssueState
from digest.protocols import Store
from digest.web.finished_pages import FinishedPages, finished

ISSUE = "daily@2026-11-20"


def test_a_page_is_made_once_for_one_key() -> None:
    made = []

    def make() -> object:
        made.append(1)
        return finished("<p>News</p>")

    pages = FinishedPages()
    first = pages.page("a", make)  # type: ignore[arg-type]
    assert pages.page("a", make) is first  # type: ignore[arg-type]
    assert len(made) == 1
    assert first.body == b"<p>News</p>"


def test_the_page_that_no_reader_asked_for_longest_is_forgotten() -> None:
    pages = FinishedPages(most=2)
    for key in ("a", "b", "a", "c"):
        pages.page(key, lambda key=key: finished(key))  # type: ignore[misc]
    assert pages.page("a", lambda: finished("anew")).body == b"a"
    assert pages.page("b", lambda: finished("anew")).body == b"anew"


def test_two_versions_of_a_page_have_two_etags() -> None:
    assert finished("a").etag != finished("b").etag


def test_a_correction_shows_at_once(store: Store) -> None:
    sent_issue(store, ISSUE)
    client = Room(store=store).client()
    before = client.get(f"/i/{ISSUE}")
    correction = IssueCorrection(
        id="c1", issue_id=ISSUE, newsletter_id="daily", text="It was two ships.", made=NOW
    )
    store.source_watch.correct(correction)
    after = client.get(f"/i/{ISSUE}")
    assert "It was two ships." in after.text
    assert before.headers["etag"] != after.headers["etag"]


def test_an_issue_that_is_given_up_is_gone_at_once(store: Store) -> None:
    sent_issue(store, ISSUE)
    client = Room(store=store).client()
    assert client.get(f"/i/{ISSUE}").status_code == 200
    store.issues.set_state(ISSUE, IssueState.CANCELLED, expect=(IssueState.APPROVED,))
    assert client.get(f"/i/{ISSUE}").status_code == 404


def test_the_mark_of_an_issue_is_read_without_its_text(store: Store) -> None:
    issue = sent_issue(store, ISSUE)
    mark = store.issues.mark(ISSUE)
    assert mark is not None
    assert (mark.newsletter_id, mark.approved, mark.state) == ("daily", NOW, IssueState.APPROVED)
    assert mark.content_hash == issue.content_hash
    assert store.issues.mark("nothing") is None
