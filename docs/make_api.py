"""Write the table of operations into docs/api.md, between its two marks."""

from __future__ import annotations

import sys
from pathlib import Path

from digest.web.api.openapi import operation_lines

PAGE = Path(__file__).parent / "api.md"
BEGIN = "<!-- operations: written by docs/make_api.py -->"
END = "<!-- end of the operations -->"


def with_operations(page: str) -> str:
    """Return the page with the table of operations."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    table = "\n".join(operation_lines())
    return f"{before}{BEGIN}\n\n{table}\n\n{END}{after}"


if __name__ == "__main__":
    PAGE.write_text(with_operations(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    sys.stdout.write(f"{PAGE.name} is up to date\n")
