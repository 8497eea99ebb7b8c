"""SpamAssassin's offline rules on a message of ours: below one point."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest
from samples import SHIPPED_IDS, full_issue, message_of, rendered, shipped_newsletter

from digest.render.specimen import specimen

pytestmark = pytest.mark.system


OTHER_LANGUAGES = ("he", "fa", "tr", "fr")
MOST_S = 300


@pytest.fixture(scope="module")
def scores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    """The points of every message, by name. One start for all: reading the rules takes seconds."""
    program = shutil.which("spamassassin")
    if program is None:
        pytest.skip("spamassassin is not installed")
    messages = {}
    for language in OTHER_LANGUAGES:
        messages[language] = message_of(rendered(specimen(language)))
    for newsletter_id in SHIPPED_IDS:
        messages[newsletter_id] = full_issue(shipped_newsletter(newsletter_id))[2]
    folder = tmp_path_factory.mktemp("messages")
    for name, message in messages.items():
        (folder / name).write_bytes(message)
    files = [str(folder / name) for name in messages]
    # by the rules that need no network
    command = [program, "--local", "--test-mode", *files]
    done = subprocess.run(command, capture_output=True, timeout=MOST_S)
    report = done.stdout.decode("utf-8", "replace")
    found = re.findall(r"^X-Spam-Status: \w+, score=(-?[\d.]+)", report, re.MULTILINE)
    # the answers come in the order of the files
    return dict(zip(messages, map(float, found), strict=True))


@pytest.mark.parametrize("language", OTHER_LANGUAGES)
def test_a_message_in_a_language_that_is_not_shipped_scores_below_one(
    scores: dict[str, float], language: str
) -> None:
    assert scores[language] < 1.0


@pytest.mark.parametrize("newsletter_id", SHIPPED_IDS)
def test_a_message_of_a_shipped_newsletter_scores_below_one(
    scores: dict[str, float], newsletter_id: str
) -> None:
    assert scores[newsletter_id] < 1.0
