"""`python -m digest` is the `digest` command, and this is where both begin."""

from __future__ import annotations

import sys

INTERRUPTED = 130


def main() -> None:
    """Run the command line; Ctrl-C while it is being loaded ends it without a traceback."""
    try:
        from digest.cli import main as run

        run()
    except KeyboardInterrupt:
        sys.stderr.write("interrupted before any work began\n")
        sys.exit(INTERRUPTED)


if __name__ == "__main__":
    main()
