"""A full issue of twelve stories: the time of rendering and preflight, beside other tools.

Promise: an issue of twelve stories renders in under 50 ms and stays below 80 KB. Premailer with its
defaults and, where it is installed, Node's mjml (`npm install --no-save mjml` in tests/browser) do
their share of the work for comparison. `--docs` writes the figures into docs/email.md.
"""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from digest.models import Issue
from digest.render import Theme, preflight, render_issue
from digest.render.issue import BASE, html_values, view_of
from digest.render.markup import to_html
from digest.render.pictures import declared_pictures
from digest.render.specimen import AT, PUBLICATION, specimen, specimen_map
from digest.render.templates import fill

STORIES = 12
ROUNDS = 15
LIMIT_MS = 50.0
LIMIT_BYTES = 80_000
PAGE = Path(__file__).parents[1] / "docs" / "email.md"
MARK, END_MARK = (
    "<!-- figures: written by bench/render.py --docs -->",
    "<!-- end of the figures -->",
)
NODE_FOLDER = Path(__file__).parents[1] / "tests" / "browser"
NODE_RUN = """
const found = require('mjml'), mjml = found.default || found;
const source = require('fs').readFileSync(process.argv[1], 'utf8');
(async () => {
  for (let i = 0; i < 12; i++) {
    const t = performance.now();
    await mjml(source, {validationLevel: 'skip', fonts: {}});
    console.log(performance.now() - t);
  }
})();
"""


# premailer by itself, with the memory that it has by default: ours is larger
PREMAILER_RUN = """
import sys, time
from pathlib import Path
from premailer import transform
html, css, rounds = Path(sys.argv[1]).read_text(), Path(sys.argv[2]).read_text(), int(sys.argv[3])
times = []
for _ in range(rounds + 1):
    start = time.process_time()
    transform(html, css_text=css)
    times.append((time.process_time() - start) * 1000)
print(min(times[1:]))
"""


def cpu_ms(work: Callable[[], object]) -> float:
    """Return the least CPU time of several rounds: other load on the machine counts less."""
    work()
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        times.append((time.process_time() - start) * 1000)
    return min(times)


def premailer_ms(html: str, css: str) -> float:
    """Return the least CPU time of premailer's defaults, in a process of their own."""
    with tempfile.TemporaryDirectory() as folder:
        page, sheet = Path(folder, "page.html"), Path(folder, "sheet.css")
        page.write_text(html, "utf-8")
        sheet.write_text(css, "utf-8")
        command = [sys.executable, "-c", PREMAILER_RUN, str(page), str(sheet), str(ROUNDS)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    return float(done.stdout)


def node_ms(source: str) -> float | None:
    node = shutil.which("node")
    if node is None:
        return None
    with tempfile.NamedTemporaryFile("w", suffix=".mjml", encoding="utf-8") as file:
        file.write(source)
        file.flush()
        done = subprocess.run(
            [node, "-e", NODE_RUN, file.name],
            cwd=NODE_FOLDER,
            capture_output=True,
            text=True,
            timeout=120,
        )
    if done.returncode != 0:
        return None
    return statistics.median(float(line) for line in done.stdout.split()[2:])


def main() -> int:
    briefing, theme = specimen(stories=STORIES), Theme()
    view = view_of(
        briefing, publication=PUBLICATION, theme=theme, pictures=declared_pictures(briefing)
    )
    values = html_values(view)
    mjml = fill(BASE, values, view.sources)
    html = to_html(mjml)
    css = fill("inline.css.j2", values, view.sources)
    # drawn once: the map is kept between renderings
    locator = specimen_map()

    def rendered() -> Issue:
        return render_issue(briefing, publication=PUBLICATION, created=AT, locator=locator)

    issue = rendered()
    whole = cpu_ms(rendered)
    naive = premailer_ms(html, css)
    node = node_ms(mjml)
    figures = {
        "stories": STORIES,
        "html_bytes": len(issue.html.encode()),
        "render_issue_ms": round(whole, 1),
        "mjml_ms": round(cpu_ms(lambda: to_html(mjml)), 2),
        "premailer_defaults_ms": round(naive, 1),
        "render_to_premailer_defaults": round(whole / naive, 2),
        "node_mjml_ms": round(node, 1) if node else None,
        "preflight_ms": round(cpu_ms(preflight_sample), 1),
        "preflight_findings": len(preflight_sample()),
        "ok": whole < LIMIT_MS and len(issue.html.encode()) < LIMIT_BYTES,
    }
    if "--docs" in sys.argv:
        write_docs(len(issue.html.encode()), whole / naive)
    if "--json" in sys.argv:
        print(json.dumps(figures))
    else:
        for name, value in figures.items():
            print(f"{name:<30} {'absent' if value is None else value}")
    return 0 if figures["ok"] else 1


def write_docs(size_bytes: int, share: float) -> None:
    """Write the figures between their marks in docs/email.md."""
    told = (
        f"Twelve stories with every block and the map have {size_bytes:,} bytes of HTML, and take\n"
        f"{share:.2f} of the CPU time of premailer's defaults.\n"
    )
    before, rest = PAGE.read_text("utf-8").split(MARK, 1)
    after = rest.split(END_MARK, 1)[1]
    PAGE.write_text(f"{before}{MARK}\n{told}{END_MARK}{after}", "utf-8")


def preflight_sample() -> tuple[object, ...]:
    """The rules of the page alone, on a bare message around the HTML."""
    issue = render_issue(specimen(stories=STORIES), publication=PUBLICATION, created=AT)
    head = "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    message = (head + issue.html).encode()
    return tuple(
        f
        for f in preflight(message)
        if f.rule_id.startswith(("html.", "look.", "image.", "headings."))
    )


if __name__ == "__main__":
    sys.exit(main())
