"""Waves end to end: two zones, a process that is killed in the middle of a wave, one mail each."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from mailbox_server import Mailbox, mail_server
from newsroom import make_newsroom, run_digest
from replay import replaying
from test_serve import sample_feed
from waiting import eventually

from digest.config import load_config
from digest.models import Consent, DeliveryState, ReaderClock, Subscriber
from digest.store import open_store
from digest.usecases import resume_sending
from digest.usecases.newsroom import Newsroom

pytestmark = pytest.mark.slow

NEWSLETTER = "security-briefing"
READERS_A_WAVE = 40
TOKYO = "Asia/Tokyo"
HOUR = timedelta(hours=1)


@dataclass(frozen=True, kw_only=True)
class NewsroomInWaves:
    """A newsroom whose slot was two hours ago, and its readers' mailboxes."""

    folder: Path
    mailbox: Mailbox
    now: datetime

    def newsroom(self, now: datetime) -> Newsroom:
        config = load_config(self.folder, env={})
        store = open_store(config.settings.storage_url)
        return Newsroom(config=config, store=store, clock=lambda: now)


def noon_zone(now: datetime) -> str:
    """Return a zone in which it is about noon now: two hours around it stay on one date."""
    offset = 12 - now.hour
    if offset == 0:
        return "Etc/GMT"
    # the sign of these zones is that of POSIX, the reverse of the usual one
    return f"Etc/GMT{-offset:+d}"


def with_waves(folder: Path, now: datetime) -> None:
    zone = noon_zone(now)
    slot = (now - 2 * HOUR).astimezone(ZoneInfo(zone))
    file = folder / "newsletters" / f"{NEWSLETTER}.yaml"
    kept = []
    skipping = False
    for line in file.read_text(encoding="utf-8").splitlines():
        # a key without indent begins the next block
        if line and not line[0].isspace():
            skipping = line.startswith(("schedule:", "timezone:", "approval:", "min_stories:"))
        if not skipping:
            kept.append(line)
    kept += [
        f"schedule: {{at: {slot:%H:%M}}}",
        f"timezone: {zone}",
        "approval: auto",
        "min_stories: 1",
        "waves: {by: reader}",
    ]
    file.write_text("\n".join(kept) + "\n", encoding="utf-8")


def add_readers(newsroom: Newsroom, now: datetime) -> None:
    """Add readers of the slot, of a wave that has come in UTC, and of one to come in Tokyo."""
    coming = (now + 2 * HOUR).astimezone(ZoneInfo(TOKYO)).hour
    clocks = {
        "slot": ReaderClock(),
        "past": ReaderClock(hour=now.hour, timezone="UTC"),
        "tokyo": ReaderClock(hour=coming, timezone=TOKYO),
    }
    readers = []
    for wave, clock in clocks.items():
        for number in range(READERS_A_WAVE):
            reader = Subscriber(
                id=f"{wave}-{number}",
                email=f"{wave}{number}@example.org",
                newsletters=(NEWSLETTER,),
                consent=Consent(at=now - HOUR, source="test"),
                clock=clock,
            )
            readers.append(reader)
    newsroom.store.subscribers.add(readers)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[NewsroomInWaves]:
    now = datetime.now(UTC)
    with mail_server() as mailbox, replaying({"sample": [sample_feed(now)]}) as replay:
        source = {"id": "sample", "name": "Sample", "url": f"{replay.base_url}/sample"}
        folder = make_newsroom(tmp_path / "room", sources=[source], smtp_port=mailbox.port)
        with_waves(folder, now)
        made = NewsroomInWaves(folder=folder, mailbox=mailbox, now=now)
        newsroom = made.newsroom(now)
        add_readers(newsroom, now)
        newsroom.store.close()
        yield made


def killed_in_mid_wave(desk: NewsroomInWaves) -> None:
    """Start the whole morning in a process, and kill it while messages are on their way."""
    desk.mailbox.delay_s = 0.05
    words = [sys.executable, "-m", "digest", "-c", str(desk.folder), "run", NEWSLETTER]
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        eventually(lambda: len(desk.mailbox.mails) >= READERS_A_WAVE // 2, within_s=60)
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=10)
    desk.mailbox.delay_s = 0.0


def test_a_crash_in_mid_wave_loses_and_doubles_no_mail(desk: NewsroomInWaves) -> None:
    killed_in_mid_wave(desk)
    assert len(desk.mailbox.mails) < 2 * READERS_A_WAVE
    # exit code 3: what was on its way at the crash is uncertain, and waits for a person
    assert run_digest(desk.folder, "send", "--resume").returncode in (0, 3)
    newsroom = desk.newsroom(desk.now)
    (issue,) = newsroom.store.issues.list(newsletter_id=NEWSLETTER)
    states = {row.subscriber_id: row.state for row in newsroom.store.ledger.rows(issue.id)}
    arrived = Counter(mail.recipient for mail in desk.mailbox.mails)
    assert max(arrived.values()) == 1
    for reader_id, state in states.items():
        wave, _, number = reader_id.partition("-")
        address = f"{wave}{number}@example.org"
        if wave == "tokyo":
            assert (state, arrived[address]) == (DeliveryState.QUEUED, 0)
        elif state is not DeliveryState.UNCERTAIN:
            assert (state, arrived[address]) == (DeliveryState.ACCEPTED, 1)
    # two readers of the last wave change their minds before it comes
    newsroom.store.subscribers.leave("tokyo-0", newsletter_id=None, now=desk.now, how="page")
    newsroom.store.choices.set_clock("tokyo-1", ReaderClock(hour=desk.now.hour))
    newsroom.store.close()
    last_wave_goes_once(desk, issue.id)


def last_wave_goes_once(desk: NewsroomInWaves, issue_id: str) -> None:
    before = len(desk.mailbox.mails)
    # twice, as two hosts would
    for minutes in (0, 1):
        newsroom = desk.newsroom(desk.now + 3 * HOUR + timedelta(minutes=minutes))
        resume_sending(newsroom)
        audit = newsroom.store.ledger.audit(issue_id)
        newsroom.store.close()
    assert audit.balances
    assert audit.by_state[DeliveryState.SUPPRESSED] == 1
    last = Counter(mail.recipient for mail in desk.mailbox.mails[before:])
    expected = [f"tokyo{number}@example.org" for number in range(1, READERS_A_WAVE)]
    assert last == Counter(expected)
