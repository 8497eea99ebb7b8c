"""An operator's week, as commands of their own processes: from `digest init` to a corrected issue.

The studio stays open all the time and follows each edit.
"""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import httpx2
import pytest
from mailbox_server import Mailbox, free_port, mail_server
from newsroom import make_newsroom, run_digest
from replay import replaying
from waiting import eventually

pytestmark = pytest.mark.slow

NEWSLETTER = "security-briefing"
MORNING_NEWS = (
    ("Drone strike hits fuel depot in Yemen's Hodeidah", "The strike set a fuel depot ablaze."),
    ("Israeli army says troops leave two villages in Lebanon", "Troops withdrew on Sunday."),
    ("Iraq and Turkey agree on patrols along their border", "Both armies will patrol together."),
)
LATE_NEWS = (
    ("Iran holds missile drill near Strait of Hormuz", "Iran's navy fired missiles in a drill."),
    ("Egypt reopens Rafah crossing for army convoys", "The army said convoys crossed at noon."),
)


def feed(name: str, stories: tuple[tuple[str, str], ...], now: datetime) -> bytes:
    items = ""
    for number, (title, lead) in enumerate(stories):
        items += (
            f"<item><title>{title}</title><link>https://{name}.example/{number}/a-story</link>"
            f"<guid>{name}-{number}</guid><description>{lead} This is sample news.</description>"
            f"<pubDate>{format_datetime(now - timedelta(hours=1 + number))}</pubDate></item>"
        )
    head = f"<title>{name}</title><language>en</language>"
    return f'<rss version="2.0"><channel>{head}{items}</channel></rss>'.encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatorsDesk:
    """An operator's desk: the newsroom's folder, the relay's mails, the studio's address."""

    folder: Path
    mailbox: Mailbox
    studio: str

    def does(self, *words: str, code: int = 0) -> str:
        """Run a command that ends with this exit code. Return what it printed."""
        done = run_digest(self.folder, *words)
        assert done.returncode == code, (words, done.stdout, done.stderr)
        return done.stdout + done.stderr

    def shows(self, issue: str, words: str) -> bool:
        """Say whether the studio shows the words in the mail of an issue now."""
        return words in httpx2.get(f"{self.studio}/mail/{issue}", timeout=30).text

    def draft_file(self, issue: str) -> tuple[Path, str]:
        """Save the YAML of a draft, as `$EDITOR` would be given it."""
        text = run_digest(self.folder, "issues", "show", issue).stdout
        return self.folder.parent / "draft.yaml", text

    def recipients(self) -> list[str]:
        return sorted(mail.recipient for mail in self.mailbox.mails)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[OperatorsDesk]:
    now = datetime.now(UTC)
    captures = {
        "early": [feed("early", MORNING_NEWS, now)],
        "late": [feed("late", LATE_NEWS, now)],
    }
    with replaying(captures) as replay, mail_server() as mailbox:
        source = {"id": "early", "name": "Early Paper", "url": f"{replay.base_url}/early"}
        folder = make_newsroom(tmp_path / "news", sources=[source], smtp_port=mailbox.port)
        own_newsletter(folder)
        late = f"  - id: late\n    name: Late Paper\n    url: {replay.base_url}/late\n"
        (folder / "late-source.txt").write_text(late, encoding="utf-8")
        port = free_port()
        words = [sys.executable, "-m", "digest", "-c", str(folder), "preview", "--port", str(port)]
        studio = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            address = f"http://127.0.0.1:{port}"
            eventually(lambda: answers(address), within_s=60)
            yield OperatorsDesk(folder=folder, mailbox=mailbox, studio=address)
        finally:
            studio.send_signal(signal.SIGINT)
            studio.wait(30)


def own_newsletter(folder: Path) -> None:
    """Make the model newsletter the operator's: two slots a day, no pictures, an own page."""
    file = folder / "newsletters" / f"{NEWSLETTER}.yaml"
    text = file.read_text(encoding="utf-8")
    text = re.sub(r"(?m)^schedule:\n(  .*\n)+", 'schedule:\n  cron: "0 0,12 * * *"\n', text)
    text = re.sub(r"(?m)^timezone: .*\n", "", text)
    text = text.replace("asphodel-desk.example.org", "news.example.org")
    text = re.sub(r"(?m)^(min_stories|approval|pictures): .*\n", "", text)
    text += "timezone: UTC\nmin_stories: 1\napproval: manual\npictures: link\n"
    file.write_text(text, encoding="utf-8")


def answers(address: str) -> bool:
    try:
        return httpx2.get(address, timeout=5).status_code < 500
    except httpx2.TransportError:
        return False


def test_from_an_empty_folder_to_a_corrected_issue(desk: OperatorsDesk) -> None:
    desk.does("check")
    desk.does("collect")

    # the day has two slots, so the id names the slot
    drafted = desk.does("draft", NEWSLETTER)
    issue = re.search(rf"{NEWSLETTER}@[\d-]+T(?:0000|1200)", drafted)
    assert issue, drafted
    first = issue[0]
    assert desk.shows(first, "Hodeidah")
    assert "replaces the draft of" in desk.does("draft", NEWSLETTER)

    # an issue without readers is a question, and does not count as sent
    assert "no readers" in desk.does("issues", "approve", first, code=1)
    members = "email,name,subscribed_to_emails\n"
    members += "in@example.org,A,true\nout@example.org,B,false\nnew@example.org,C,true\n"
    (desk.folder / "members.csv").write_text(members, encoding="utf-8")
    imported = ("subscribers", "import", str(desk.folder / "members.csv"))
    desk.does(*imported, "--newsletter", NEWSLETTER, "--dry-run")
    assert json.loads(desk.does("subscribers", "list", "--json")) == []
    desk.does(*imported, "--newsletter", NEWSLETTER)

    # an invented word is named by its line; a reason lets it stand, and a note opens the mail
    file, text = desk.draft_file(first)
    assert len(text.splitlines()) <= 150
    invented = text.replace("Drone strike hits fuel depot", "Drone strike destroys fuel depot")
    file.write_text(invented, encoding="utf-8")
    refused = desk.does("issues", "edit", first, "--from", str(file), code=1)
    assert re.search(rf"error: {re.escape(str(file))}:\d+: \S+ headline: edit\.word", refused)
    overruled = re.sub(
        r"(?m)^(\s+)(text: Drone strike destroys.*)$",
        r"\1\2\n\1overruled: the outlet's film shows the ruins",
        invented,
    ).replace("\nitems:\n", "\nintro: |\n  Good morning from the desk.\nitems:\n")
    file.write_text(overruled, encoding="utf-8")
    desk.does("issues", "edit", first, "--from", str(file))
    eventually(lambda: desk.shows(first, "Good morning from the desk."), within_s=10)
    assert desk.shows(first, "destroys fuel depot")
    # a machine draft does not take the place of a person's words
    assert "a person edited this draft" in desk.does("draft", NEWSLETTER, code=1)

    # test mails are marked, and no reader gets one
    desk.does("send", first, "--test", "editor@example.org,desk@example.org")
    assert desk.recipients() == ["desk@example.org", "editor@example.org"]
    assert all(mail.message["Subject"].startswith("[Test] ") for mail in desk.mailbox.mails)
    desk.mailbox.mails.clear()

    # approved, taken back, approved again, sent once to those who had not left
    assert "approved for 2 readers" in desk.does("issues", "approve", first)
    desk.does("issues", "unapprove", first)
    desk.does("issues", "approve", first)
    desk.does("send", first)
    desk.does("send", first)
    assert desk.recipients() == ["in@example.org", "new@example.org"]
    for mail in desk.mailbox.mails:
        text_part = mail.message.get_body(("plain",))
        assert text_part is not None
        assert "Good morning from the desk." in text_part.get_content()
    assert "its approval stands" in desk.does("issues", "unapprove", first, code=1)
    assert "cannot be cancelled" in desk.does("issues", "cancel", first, code=1)
    desk.mailbox.mails.clear()

    # an extra edition with late news puts the mistake right
    sources = desk.folder / "sources.yaml"
    late = (desk.folder / "late-source.txt").read_text(encoding="utf-8")
    sources.write_text(sources.read_text(encoding="utf-8") + late, encoding="utf-8")
    desk.does("collect", "--source", "late")
    desk.does("draft", NEWSLETTER, "--special", "correction")
    extra = f"{first[: first.index('T')]}-correction"
    file, text = desk.draft_file(extra)
    mended = "The depot in Hodeidah burned; it was not destroyed."
    text += f"corrections:\n  - text: {mended}\n    issue_id: {first}\n"
    file.write_text(text, encoding="utf-8")
    desk.does("issues", "edit", extra, "--from", str(file))
    eventually(lambda: desk.shows(extra, mended), within_s=10)
    desk.does("issues", "approve", extra)
    desk.does("send", extra)
    assert desk.recipients() == ["in@example.org", "new@example.org"]
    assert b"not destroyed" in desk.mailbox.mails[0].content

    # both stand in the list, and both balance
    listed = json.loads(desk.does("issues", "list", "--json"))
    assert {entry["issue"]: entry["state"] for entry in listed} == {first: "sent", extra: "sent"}
    for sent in (first, extra):
        desk.does("issues", "audit", sent)
