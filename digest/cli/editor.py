"""Open a text in the operator's own editor."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from pathlib import Path

from digest.errors import UseError


def edit_text(text: str, issue_id: str) -> Path:
    """Open a briefing in $VISUAL or $EDITOR; return the file that holds the edited text.

    Raises UseError when the editor cannot be started or ends with an error. The file stays.
    """
    editor = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi")
    # a folder of its own: editors leave swap files beside the text
    folder = Path(tempfile.mkdtemp(prefix="digest-edit-"))
    # the name tells the editor the language, and a person the issue
    file = folder / f"{issue_id}.yaml"
    file.write_text(text, encoding="utf-8")
    try:
        done = subprocess.run([*editor, str(file)], check=False)  # noqa: S603 (the operator's own)
    except FileNotFoundError:
        take = f"take it with: digest issues edit {issue_id} --from {file}"
        hint = f"set EDITOR, or edit {file} and {take}"
        raise UseError("there is no such editor", subject=editor[0], hint=hint) from None
    if done.returncode != 0:
        hint = f"your text is kept in {file}"
        raise UseError("the editor ended with an error", subject=editor[0], hint=hint)
    return file
