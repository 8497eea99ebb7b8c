"""`python -m digest` is the `digest` command, and this is where both begin."""

from __future__ import annotations

import gc
import sys

INTERRUPTED = 130

OBJECTS_BEFORE_A_LOOK = 10_000
"""New objects after which the garbage collector looks for cycles; Python's own number is 700. A
start makes a hundred thousand that stay, and a tenth of its time went into looking at them."""


def main() -> None:
    """Run the command line; Ctrl-C while it is being loaded ends it without a traceback."""
    gc.set_threshold(OBJECTS_BEFORE_A_LOOK)
    try:
        from digest.cli import main as run

        run()
    except KeyboardInterrupt:
        sys.stderr.write("interrupted before any work began\n")
        sys.exit(INTERRUPTED)
    finally:
        # the process ends: a last look at all objects took a fifth of the time of a short command
        gc.freeze()


if __name__ == "__main__":
    main()
