"""Take the pictures of docs/email.md: the sample issue by day and night, mirrored, on a phone.

The system's Chromium shows the issue, as in tests/browser. Run it when the look has changed:
`python docs/make_pictures.py`.
"""

from __future__ import annotations

import base64
import io
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT / "tests" / "browser"))

from chromium import CHROMIUM, FLAGS, opened  # noqa: E402 (found on the path set above)

from digest.render import render_issue  # noqa: E402 (as above)
from digest.render.specimen import AT, PUBLICATION, specimen, specimen_map  # noqa: E402 (as above)

FOLDER = ROOT / "docs" / "pictures"
# CSS pixels: a window of a desk with ground beside the mail, and a phone
WIDE, PHONE = 720, 375
HEIGHT_PX = 1500
# colours of a picture: the sample issue has few, and a page of docs should load at once
COLOURS = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One picture: its name, the sample's language, the width, the look, and where it begins."""

    name: str
    language: str = "en"
    width: int = WIDE
    look: str = "light"
    first: str = ""
    """The element at the top of the picture; "" for the top of the mail."""


VIEWS = (
    View(name="email-light"),
    View(name="email-dark", look="dark"),
    View(name="email-rtl", language="ar"),
    View(name="email-phone", width=PHONE),
    View(name="email-phone-dark", width=PHONE, look="dark"),
    View(name="email-cards", first="img.map"),
)


def main() -> None:
    """Take every picture and write it into docs/pictures."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(FLAGS))
        for view in VIEWS:
            taken = picture_of(browser, view)
            few = Image.open(io.BytesIO(taken)).convert("RGB").quantize(COLOURS)
            few.save(FOLDER / f"{view.name}.png", optimize=True)
        browser.close()


def picture_of(browser: Any, view: View) -> bytes:
    """Return a picture of the sample issue as PNG."""
    html = sample_issue(view.language)
    page = opened(browser, html, width=view.width, height=HEIGHT_PX, look=view.look)
    if view.first:
        page.evaluate("found => document.querySelector(found).scrollIntoView()", view.first)
    taken: bytes = page.screenshot()
    page.context.close()
    return taken


def sample_issue(language: str) -> str:
    """Return the HTML of the sample issue with its map, whose labels are English, inside it."""
    locator = specimen_map() if language == "en" else None
    issue = render_issue(specimen(language), publication=PUBLICATION, created=AT, locator=locator)
    html = issue.html
    for image in issue.images:
        content = base64.b64encode(image.content).decode("ascii")
        html = html.replace(f"cid:{image.cid}", f"data:{image.content_type};base64,{content}")
    return html


if __name__ == "__main__":
    main()
