"""Tests patch no paths, and wait for events instead of sleeping."""

from __future__ import annotations

import re
from pathlib import Path

TESTS = Path(__file__).parent
PLAYS_SLOW = {
    "web/test_health.py": "one turn of the event loop, which takes no time",
    "deliver/test_smtp_connection.py": "a server that answers late",
    "deliver/postfix.py": "a policy service that answers late",
    "deliver/smtp_double.py": "the time of a round trip",
    "deliver/test_smtp.py": "a hand-over that takes its time to be stored",
    "deliver/test_real_mail_path.py": "Postfix counts messages by its own clock",
    "deliver/test_ledger_writer.py": "turns of the event loop, which take no time",
    "acceptance/mailbox_server.py": "a relay that answers late",
    "collect/test_http_manners.py": "a page that is sent slowly",
    "collect/test_crawl_delay.py": "a client in a thread that waits its turn",
    "store/test_ledger_crash.py": "a kill at a random moment",
    "deliver/test_work_queue.py": "turns of the event loop, which take no time",
    "store/test_database.py": "a process that waits to be killed",
}
"""The files in which a sleep is the slowness that the test is about."""


def files() -> list[Path]:
    return [path for path in TESTS.rglob("*.py") if path.name != Path(__file__).name]


def test_no_test_patches_a_path_or_a_constant_of_ours() -> None:
    patching = re.compile(
        r"monkeypatch\.setattr\(\s*(\"|(?!sys\b|tempfile\b)\w+\.?\w*,)|mock\.patch"
    )
    found = [path.name for path in files() if patching.search(path.read_text(encoding="utf-8"))]
    assert found == []


def test_a_test_sleeps_only_where_slowness_is_what_it_plays() -> None:
    sleeping = set()
    for path in files():
        if re.search(r"\bsleep\(", path.read_text(encoding="utf-8")):
            sleeping.add(path.relative_to(TESTS).as_posix())
    assert sleeping - set(PLAYS_SLOW) == set()


def test_the_name_of_a_test_is_a_sentence_with_a_noun_for_its_subject() -> None:
    first = r"test_(?:what|who|whom|whose|whether|nobody|nothing|none)_\w+"
    riddle = re.compile(rf"def ({first}|test_\w*_(?:nobody|whom)\w*)")
    riddles = []
    for path in files():
        riddles += riddle.findall(path.read_text(encoding="utf-8"))
    assert riddles == []


def test_each_test_file_has_a_name_of_its_own():
    # pytest imports a test file by its bare name: two of one name stop the whole run
    names: dict[str, Path] = {}
    for file in sorted(TESTS.rglob("test_*.py")):
        assert file.name not in names, f"{file} and {names[file.name]}"
        names[file.name] = file
