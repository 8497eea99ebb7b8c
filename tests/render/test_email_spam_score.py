"""SpamAssassin's offline rules on a message of ours: below one point."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest
from samples import SHIPPED_IDS, full_issue, message_of, rendered, shipped_newsletter

from digest.render.specimen import specimen

pytestmark = pytest.mark.system


@pytest.mark.parametrize("language", ["he", "fa", "tr", "fr"])
def test_a_message_in_a_language_that_is_not_shipped_scores_below_one(language: str) -> None:
    assert score(message_of(rendered(specimen(language)))) < 1.0


@pytest.mark.parametrize("newsletter_id", SHIPPED_IDS)
def test_a_message_of_a_shipped_newsletter_scores_below_one(newsletter_id: str) -> None:
    assert score(full_issue(shipped_newsletter(newsletter_id))[2]) < 1.0


def score(message: bytes) -> float:
    """SpamAssassin's points for a message, by the rules that need no network."""
    program = shutil.which("spamassassin")
    if program is None:
        pytest.skip("spamassassin is not installed")
    done = subprocess.run(
        [program, "--local", "--test-mode"], input=message, capture_output=True, timeout=120
    )
    report = done.stdout.decode("utf-8", "replace")
    found = re.search(r"^X-Spam-Status: \w+, score=(-?[\d.]+)", report, re.MULTILINE)
    assert found, report[-2000:]
    return float(found.group(1))
