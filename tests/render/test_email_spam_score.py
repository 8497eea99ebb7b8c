"""SpamAssassin's offline rules on a message of ours: below one point."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest
from samples import message_of, rendered

from digest.render.specimen import specimen

pytestmark = pytest.mark.system


@pytest.mark.parametrize("language", ["en", "ar", "he", "fa", "tr", "fr"])
def test_spamassassin_scores_a_message_below_one(language: str) -> None:
    program = shutil.which("spamassassin")
    if program is None:
        pytest.skip("spamassassin is not installed")
    done = subprocess.run(
        [program, "--local", "--test-mode"],
        input=message_of(rendered(specimen(language))),
        capture_output=True,
        timeout=120,
    )
    report = done.stdout.decode("utf-8", "replace")
    score = re.search(r"^X-Spam-Status: \w+, score=(-?[\d.]+)", report, re.MULTILINE)
    assert score, report[-2000:]
    assert float(score.group(1)) < 1.0, report[-2000:]
