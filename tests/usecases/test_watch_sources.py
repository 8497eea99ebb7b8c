"""Cited pages are read again after an issue went out: notices, manners, corrections."""

from __future__ import annotations

import itertools
import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from loopback_site import Site, reply
from postgres import fresh_database
from sample_morning import ISSUE, NOW
from watched_outlet import (
    EVERY,
    NEWSLETTER,
    PARAGRAPHS,
    TITLE,
    Outlet,
    WatchDesk,
    desk_over,
    open_outlet,
    outlet_on,
    watch_desk,
)

from digest.config.settings import SourceWatchSettings
from digest.errors import Interrupted, UseError
from digest.models import Briefing, ChangeKind, IssueState, NoticeState
from digest.protocols import Store
from digest.store import open_store
from digest.usecases import (
    approve_issue,
    briefing_of,
    cancel_issue,
    correct_issue,
    correct_notice,
    current_issue,
    dismiss_notice,
    draft_issue,
    issue_of,
    redraft,
    take_back_correction,
    watch_sources,
)

TOLL = PARAGRAPHS[0]
numbers = itertools.count(1)
TOMORROW = "security-briefing@2026-08-14"


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """The server of the outlet: one for all tests, because stored issues name its port."""
    with open_outlet() as opened:
        yield opened.site


@pytest.fixture
def outlet(site: Site) -> Outlet:
    return outlet_on(site)


FirstRequests = list[tuple[str, dict[str, str]]]


def go_out(url: str, site: Site) -> FirstRequests:
    """Send an issue out, and read its page once; return what the outlet was asked for."""
    store = open_store(url)
    assert watch_desk(store, outlet_on(site)).read().notices == []
    store.close()
    return list(site.seen)


@pytest.fixture(scope="module")
def file_gone_out(
    site: Site, migrated_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, FirstRequests]:
    """An SQLite file to copy: drafting takes longer than most tests."""
    copied = Path(shutil.copy(migrated_file, tmp_path_factory.mktemp("gone") / "out.db"))
    return copied, go_out(f"sqlite:///{copied}", site)


@pytest.fixture(scope="module")
def database_gone_out(
    site: Site, postgres_server: str, migrated_template: str
) -> tuple[str, FirstRequests]:
    """A PostgreSQL database to copy."""
    url = fresh_database(postgres_server, f"gone_out{next(numbers)}", copy_of=migrated_template)
    return url, go_out(url, site)


@pytest.fixture(params=["sqlite", "postgresql"])
def desk(request: pytest.FixtureRequest, outlet: Outlet, tmp_path: Path) -> Iterator[WatchDesk]:
    """An issue that went out, whose page was read once and found as it was cited."""
    if request.param == "sqlite":
        file, requests = request.getfixturevalue("file_gone_out")
        url = f"sqlite:///{shutil.copy(file, tmp_path / 'newsroom.db')}"
    else:
        origin, requests = request.getfixturevalue("database_gone_out")
        server = request.getfixturevalue("postgres_server")
        url = fresh_database(server, f"watch{next(numbers)}", copy_of=origin)
    store = open_store(url)
    desk = desk_over(store, outlet_on(outlet.site))
    desk.outlet.site.seen[:] = requests
    yield desk
    store.close()


def with_watch(desk: WatchDesk, **changes: object) -> WatchDesk:
    """The desk with other keys under `source_watch`."""
    config = desk.newsroom.config
    watch = replace(SourceWatchSettings(), **changes)  # type: ignore[arg-type]
    settings = replace(config.settings, source_watch=watch)
    newsroom = replace(desk.newsroom, config=replace(config, settings=settings))
    return WatchDesk(newsroom=newsroom, outlet=desk.outlet, now=desk.now)


# ---- the four kinds of change -----------------------------------------------


def test_a_changed_sentence_raises_a_notice_with_old_and_new_side_by_side(desk: WatchDesk) -> None:
    desk.outlet.reword("nine people", "eleven people")
    (notice,) = desk.read(EVERY).notices
    assert (notice.kind, notice.state) == (ChangeKind.REWORDED, NoticeState.OPEN)
    assert notice.cited == TOLL
    assert notice.now == TOLL.replace("nine", "eleven")
    assert (notice.issue_id, notice.outlet, notice.url) == (
        ISSUE,
        "Harbour Post",
        desk.outlet.url,
    )
    assert desk.store.source_watch.notices() == (notice,)


def test_a_deleted_sentence_is_gone(desk: WatchDesk) -> None:
    desk.outlet.paragraphs.remove(PARAGRAPHS[2])
    (notice,) = desk.read(EVERY).notices
    assert (notice.kind, notice.cited, notice.now) == (ChangeKind.GONE, PARAGRAPHS[2], "")


def test_a_note_of_correction_is_reported_with_its_words(desk: WatchDesk) -> None:
    note = "Correction: an earlier version of this story gave the wrong month."
    desk.outlet.extra = f"<div class=correction-box>{note}</div>"
    (notice,) = desk.read(EVERY).notices
    assert (notice.kind, notice.cited, notice.now) == (ChangeKind.CORRECTED, "", note)


def test_several_changes_of_one_page_raise_a_notice_each(desk: WatchDesk) -> None:
    desk.outlet.reword("nine people", "eleven people")
    desk.outlet.paragraphs.remove(PARAGRAPHS[2])
    desk.outlet.extra = "<div class=correction><b>Correction</b> The month was wrong.</div>"
    kinds = [notice.kind for notice in desk.read(EVERY).notices]
    assert kinds == [ChangeKind.CORRECTED, ChangeKind.REWORDED, ChangeKind.GONE]
    assert len(desk.store.source_watch.notices()) == 3


def test_a_correction_that_only_the_data_of_the_page_tells_is_reported(desk: WatchDesk) -> None:
    desk.outlet.extra = (
        '<script type="application/ld+json">{"@type": "NewsArticle", '
        '"correction": "The depot is in Salif."}</script>'
    )
    (notice,) = desk.read(EVERY).notices
    assert (notice.kind, notice.now) == (
        ChangeKind.CORRECTED,
        "Correction: The depot is in Salif.",
    )


def test_an_article_that_is_gone_for_good_is_withdrawn_at_once(desk: WatchDesk) -> None:
    desk.outlet.status = 410
    (notice,) = desk.read(EVERY).notices
    assert (notice.kind, notice.cited, notice.now) == (ChangeKind.WITHDRAWN, "", "")


def test_a_page_that_is_not_found_is_asked_twice_before_it_counts(desk: WatchDesk) -> None:
    desk.outlet.status = 404
    first = desk.read(EVERY)
    assert (first.notices, len(first.left)) == ([], 1)
    (notice,) = desk.read(timedelta(minutes=15)).notices
    assert notice.kind is ChangeKind.WITHDRAWN


def test_a_page_that_says_it_is_withdrawn_raises_one_notice_for_the_article(
    desk: WatchDesk,
) -> None:
    desk.outlet.paragraphs = ["This story has been withdrawn. Please disregard it."]
    (notice,) = desk.read(EVERY).notices
    assert notice.kind is ChangeKind.WITHDRAWN
    assert notice.now.startswith("This story has been withdrawn.")


def test_readers_of_a_deleted_article_who_are_sent_to_the_front_page_tell_that_it_is_gone(
    desk: WatchDesk,
) -> None:
    desk.outlet.site.routes["/news/strike"] = lambda handler: reply(handler, 302, Location="/")
    desk.outlet.site.routes["/"] = lambda handler: reply(handler, 200, b"<p>Today's news</p>")
    desk.read(EVERY)
    (notice,) = desk.read(timedelta(minutes=15)).notices
    assert notice.kind is ChangeKind.WITHDRAWN


def test_a_headline_is_watched_only_when_the_operator_wants_it(
    store: Store, outlet: Outlet
) -> None:
    desk = with_watch(watch_desk(store, outlet), headlines=True)
    desk.read()
    outlet.title = TITLE.replace("nine", "eleven")
    outlet.paragraphs.append("The strike was the second this month.")
    (page,) = store.source_watch.pages()
    assert any(one.text in TITLE for one in page.cited)


# ---- no false alarm ---------------------------------------------------------


def test_a_paywall_a_consent_page_and_an_error_of_the_server_raise_no_notice(
    desk: WatchDesk,
) -> None:
    whole = list(desk.outlet.paragraphs)
    desk.outlet.paragraphs = [whole[0], "Subscribe to continue reading this story. " * 3]
    assert desk.read(EVERY).notices == []
    desk.outlet.paragraphs = ["We use cookies. Accept all."]
    assert desk.read(EVERY).notices == []
    desk.outlet.status = 500
    report = desk.read(EVERY)
    assert (report.notices, len(report.left)) == ([], 1)


def test_a_sentence_that_stood_in_the_feed_alone_raises_no_notice(
    store: Store, outlet: Outlet
) -> None:
    outlet.reword(TOLL, "Rescue workers searched the depot for survivors all Thursday night long.")
    desk = watch_desk(store, outlet)
    (article,) = store.articles.by_ids(["strike"]).values()
    assert TOLL in article.body
    # the page is plainly this article, and the sentence came from the body: it was changed
    kinds = {notice.kind for notice in desk.read().notices}
    assert kinds == {ChangeKind.GONE}


def test_new_paragraphs_and_other_quotation_marks_are_no_change(desk: WatchDesk) -> None:
    desk.outlet.paragraphs.insert(1, "A second fire broke out at the port in the evening.")
    desk.outlet.reword("Yemen's", "Yemen’s")
    report = desk.read(EVERY)
    assert (report.read, report.notices) == (1, [])


# ---- the course of a notice -------------------------------------------------


def test_a_restored_sentence_withdraws_its_notice(desk: WatchDesk) -> None:
    desk.outlet.reword("nine people", "eleven people")
    (raised,) = desk.read(EVERY).notices
    desk.outlet.reword("eleven people", "nine people")
    (restored,) = desk.read(EVERY).notices
    assert (restored.id, restored.state) == (raised.id, NoticeState.RESTORED)
    assert desk.store.source_watch.notices() == ()


def test_a_page_that_comes_back_withdraws_its_notice(desk: WatchDesk) -> None:
    desk.outlet.status = 410
    desk.read(EVERY)
    desk.outlet.status = 200
    (restored,) = desk.read(EVERY).notices
    assert restored.state is NoticeState.RESTORED


def test_a_page_that_cannot_be_read_withdraws_no_notice(desk: WatchDesk) -> None:
    desk.outlet.reword("nine people", "eleven people")
    desk.read(EVERY)
    desk.outlet.status = 503
    desk.read(EVERY)
    (notice,) = desk.store.source_watch.notices()
    assert notice.state is NoticeState.OPEN


def test_one_sentence_has_one_open_notice_however_often_it_is_rewritten(desk: WatchDesk) -> None:
    desk.outlet.reword("nine people", "eleven people")
    (first,) = desk.read(EVERY).notices
    desk.outlet.reword("eleven people", "twelve people")
    (second,) = desk.read(EVERY).notices
    assert second.id == first.id
    (notice,) = desk.store.source_watch.notices()
    assert "twelve people" in notice.now


def test_a_dismissed_notice_stays_dismissed_until_the_sentence_changes_again(
    desk: WatchDesk,
) -> None:
    desk.outlet.reword("nine people", "eleven people")
    (notice,) = desk.read(EVERY).notices
    dismissed = dismiss_notice(desk.at_now(), notice.id, "the toll rose; our issue was right then")
    assert dismissed.state is NoticeState.DISMISSED
    desk.outlet.paragraphs.append("The fire is out.")
    assert desk.read(EVERY).notices == []
    desk.outlet.reword("eleven people", "twelve people")
    (again,) = desk.read(EVERY).notices
    assert again.id != notice.id
    kept = desk.store.source_watch.notice(notice.id)
    assert kept is not None
    assert kept.reason == "the toll rose; our issue was right then"


def test_a_dismissal_needs_a_reason_and_an_open_notice(desk: WatchDesk) -> None:
    desk.outlet.reword("nine people", "eleven people")
    (notice,) = desk.read(EVERY).notices
    with pytest.raises(UseError, match="reason"):
        dismiss_notice(desk.at_now(), notice.id, "  ")
    dismiss_notice(desk.at_now(), notice.id, "the toll rose")
    with pytest.raises(UseError, match="dismissed"):
        dismiss_notice(desk.at_now(), notice.id, "once more")
    with pytest.raises(UseError, match="no such notice"):
        dismiss_notice(desk.at_now(), "n-0000000000", "the toll rose")


# ---- the correction ---------------------------------------------------------


def test_a_notice_becomes_the_correction_of_the_next_issue(desk: WatchDesk) -> None:
    desk.outlet.reword("nine people", "eleven people")
    (notice,) = desk.read(EVERY).notices
    correction = correct_notice(desk.at_now(), notice.id)
    assert "Harbour Post has changed a sentence that we quoted" in correction.text
    assert desk.store.source_watch.corrections(ISSUE) == (correction,)
    settled = desk.store.source_watch.notice(notice.id)
    assert settled is not None
    assert (settled.state, settled.reason) == (NoticeState.CORRECTED, correction.id)
    desk.now = NOW + timedelta(days=1)
    tomorrow = draft_tomorrow(desk)
    (carried,) = tomorrow.corrections
    assert (carried.text, carried.issue_id, carried.id) == (
        correction.text,
        ISSUE,
        correction.id,
    )
    assert carried.url == f"{desk.newsroom.config.settings.publication.public_url}/i/{ISSUE}"
    assert "eleven people" in issue_of(desk.newsroom, TOMORROW).text


def test_the_first_approved_issue_carries_a_correction_and_later_ones_do_not(
    desk: WatchDesk,
) -> None:
    correction = correct_issue(desk.at_now(), ISSUE, "The depot is in Salif.")
    desk.now = NOW + timedelta(days=1)
    draft_tomorrow(desk)
    watch = desk.store.source_watch
    assert watch.waiting_corrections(NEWSLETTER) == (correction,)
    approve_issue(desk.at_now(), TOMORROW)
    assert watch.waiting_corrections(NEWSLETTER) == ()
    with pytest.raises(UseError, match="waits"):
        take_back_correction(desk.at_now(), correction.id)
    # readers of a cancelled issue never got it: the correction waits again
    cancel_issue(desk.at_now(), TOMORROW)
    assert [one.id for one in watch.waiting_corrections(NEWSLETTER)] == [correction.id]


def test_a_correction_reaches_the_draft_that_is_open_and_leaves_it_when_taken_back(
    desk: WatchDesk,
) -> None:
    desk.now = NOW + timedelta(days=1)
    assert draft_tomorrow(desk).corrections == ()
    correction = correct_issue(desk.at_now(), ISSUE, "The depot is in Salif.")
    assert "The depot is in Salif." in current_issue(desk.at_now(), TOMORROW).issue.text
    # an editor's own words stay when the draft is edited by hand
    redraft(desk.at_now(), briefing_of(desk.newsroom, TOMORROW))
    assert len(briefing_of(desk.newsroom, TOMORROW).corrections) == 1
    assert take_back_correction(desk.at_now(), correction.id).id == correction.id
    assert briefing_of(desk.newsroom, TOMORROW).corrections == ()
    assert desk.store.source_watch.corrections(ISSUE) == ()


def test_a_correction_that_is_taken_back_opens_its_notice_again(desk: WatchDesk) -> None:
    desk.outlet.reword("nine people", "eleven people")
    (notice,) = desk.read(EVERY).notices
    correction = correct_notice(desk.at_now(), notice.id, "In our own words: eleven.")
    assert correction.text == "In our own words: eleven."
    with pytest.raises(UseError, match="not open"):
        correct_notice(desk.at_now(), notice.id)
    take_back_correction(desk.at_now(), correction.id)
    (again,) = desk.store.source_watch.notices()
    assert again.id == notice.id


def test_drafts_and_cancelled_issues_and_empty_texts_are_refused(
    store: Store, outlet: Outlet
) -> None:
    desk = watch_desk(store, outlet, approved=False)
    with pytest.raises(UseError, match="is a draft"):
        correct_issue(desk.at_now(), ISSUE, "Salif.")
    approve_issue(desk.at_now(), ISSUE)
    with pytest.raises(UseError, match="needs its text"):
        correct_issue(desk.at_now(), ISSUE, " \n ")
    with pytest.raises(UseError, match="at most"):
        correct_issue(desk.at_now(), ISSUE, "x" * 2_001)
    assert len(correct_issue(desk.at_now(), ISSUE, "x" * 2_000).text) == 2_000
    cancel_issue(desk.at_now(), ISSUE)
    with pytest.raises(UseError, match="cancelled"):
        correct_issue(desk.at_now(), ISSUE, "Salif.")


def draft_tomorrow(desk: WatchDesk) -> Briefing:
    """Draft the next day's issue from a follow-up of the same outlet."""
    (article,) = desk.store.articles.by_ids(["strike"]).values()
    paragraphs = (
        "Israel and the Houthis agreed on Friday to a truce around Yemen's port of Hodeidah, "
        "mediators from Oman said.",
        "The truce in Hodeidah begins on Saturday and lasts two weeks, the mediators said.",
        "Houthi fighters will leave the piers of Hodeidah under the terms of the truce.",
    )
    follow_up = replace(
        article,
        id="truce",
        url=f"{desk.outlet.site.url}/news/truce",
        canonical_url=f"{desk.outlet.site.url}/news/truce",
        title="Israel and Houthis agree on truce around Yemen's port of Hodeidah",
        lead=paragraphs[0],
        body="\n\n".join(paragraphs),
        published=desk.now - timedelta(hours=2),
        collected=desk.now - timedelta(hours=1),
    )
    desk.store.articles.save([follow_up])
    drafted = draft_issue(desk.at_now(), NEWSLETTER)
    assert drafted.issue, drafted.why_held
    return drafted.briefing


# ---- manners ----------------------------------------------------------------


def test_a_page_is_never_asked_before_it_is_due_whoever_calls(desk: WatchDesk) -> None:
    for _ in range(5):
        assert desk.read(timedelta(minutes=30)).asked == 0
    assert desk.outlet.asked() == 1
    assert desk.read(timedelta(minutes=30)).unchanged == 1
    assert desk.outlet.asked() == 2


def test_three_days_of_rounds_ask_a_page_every_three_hours_on_condition(desk: WatchDesk) -> None:
    for _ in range(80):
        desk.read(timedelta(hours=1))
    page_requests = [headers for path, headers in desk.outlet.site.seen if path == "/news/strike"]
    # 72 hours hold 24 steps of three hours: one reading at the start, and one at each step
    assert len(page_requests) <= 25
    assert all("if-none-match" in headers for headers in page_requests[1:])
    # robots.txt is asked at most once for each round that asks a page
    assert desk.outlet.asked("/robots.txt") <= len(page_requests)
    assert desk.store.source_watch.pages() == ()


def test_a_page_that_robots_txt_forbids_is_never_asked(store: Store, outlet: Outlet) -> None:
    outlet.robots = "User-agent: *\nDisallow: /news/\n"
    desk = watch_desk(store, outlet)
    ((_, reason),) = desk.read().left
    assert "robots.txt" in reason
    desk.read(EVERY)
    assert (outlet.asked(), outlet.asked("/robots.txt")) == (0, 1)


def test_a_host_that_shows_no_robots_txt_is_not_said_to_forbid_its_pages(
    store: Store, outlet: Outlet
) -> None:
    desk = watch_desk(store, outlet)
    outlet.site.routes["/robots.txt"] = lambda handler: reply(handler, 503)
    ((_, reason),) = desk.read().left
    assert reason == "its robots.txt could not be read"
    assert outlet.asked() == 0


def test_a_host_that_wants_a_long_delay_is_left_alone(store: Store, outlet: Outlet) -> None:
    outlet.robots = "User-agent: *\nCrawl-delay: 600\n"
    desk = watch_desk(store, outlet)
    assert len(desk.read().left) == 1
    assert outlet.asked() == 0


def test_a_server_that_asks_for_a_pause_gets_it(desk: WatchDesk) -> None:
    desk.outlet.status, desk.outlet.headers = 429, {"Retry_After": "36000"}
    desk.read(EVERY)
    desk.read(timedelta(hours=9))
    assert desk.outlet.asked() == 2
    desk.outlet.status, desk.outlet.headers = 200, {}
    assert desk.read(timedelta(hours=1)).asked == 1


def test_two_processes_never_read_one_page_at_once(desk: WatchDesk) -> None:
    desk.now += EVERY
    first = desk.store.source_watch.claim_pages(now=desk.now, until=desk.now + EVERY)
    assert len(first) == 1
    assert desk.read().asked == 0
    assert desk.outlet.asked() == 1


def test_an_interrupt_leaves_pages_that_were_not_stored_due(store: Store, outlet: Outlet) -> None:
    desk = watch_desk(store, outlet)
    stop = threading.Event()
    stop.set()
    with pytest.raises(Interrupted):
        watch_sources(desk.newsroom, stop=stop)
    # the one page was read and stored before the stop was looked at
    (page,) = store.source_watch.pages()
    assert page.last_read == NOW


# ---- which issues -----------------------------------------------------------


def test_a_draft_is_not_watched_and_a_cancelled_issue_no_longer(
    store: Store, outlet: Outlet
) -> None:
    desk = watch_desk(store, outlet, approved=False)
    assert desk.read().asked == 0
    approve_issue(desk.at_now(), ISSUE)
    assert desk.read().asked == 1
    store.issues.set_state(ISSUE, IssueState.CANCELLED, expect=[IssueState.APPROVED])
    assert desk.read(EVERY).asked == 0
    assert store.source_watch.pages() == ()


def test_the_operator_can_turn_the_watch_off_and_set_its_length_and_pace(
    store: Store, outlet: Outlet
) -> None:
    desk = watch_desk(store, outlet)
    off = with_watch(desk, enabled=False)
    assert off.read().asked == 0
    quick = with_watch(desk, every_s=3600.0, lasts_s=7200.0)
    quick.read()
    quick.read(timedelta(hours=1))
    quick.read(timedelta(hours=2))
    assert outlet.asked() == 2
    assert with_watch(desk, enabled=False).read().asked == 0
    assert store.source_watch.pages() == ()


def test_an_edited_sentence_is_watched_by_the_words_of_its_source(
    store: Store, outlet: Outlet
) -> None:
    desk = watch_desk(store, outlet, approved=False)
    briefing = briefing_of(desk.newsroom, ISSUE)
    item = briefing.items[0]
    first, *rest = item.lead
    edited = replace(
        first, text="A drone strike killed nine people in Hodeidah, the ministry said.", edited=True
    )
    items = (replace(item, lead=(edited, *rest)), *briefing.items[1:])
    redraft(desk.newsroom, replace(briefing, items=items))
    approve_issue(desk.newsroom, ISSUE)
    assert desk.read().notices == []
    assert TOLL in desk.cited()
