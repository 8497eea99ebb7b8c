"""The newsroom's folder that a command works on, when none is named."""

from __future__ import annotations

from pathlib import Path

USUAL = Path("config")
"""The folder beside which most operators stand."""

DIGEST_FILE = "digest.yaml"


def newsroom_folder(given: Path | None) -> Path:
    """Return the named folder, else `config`, else the newsroom that one stands in.

    A command that runs in a newsroom, or in a folder inside one, works on that newsroom.
    """
    if given is not None:
        return given
    if (USUAL / DIGEST_FILE).is_file():
        return USUAL
    if Path(DIGEST_FILE).is_file():
        # a relative path, so that messages name files as a person would type them
        return Path()
    for folder in Path.cwd().parents:
        if (folder / DIGEST_FILE).is_file():
            return folder
    # named in the message that no newsroom is there
    return USUAL
