"""Shared by the browser tests: Chromium, screenshots, axe-core, clients, a sample picture."""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

CHROMIUM = Path("/usr/bin/chromium")
AXE = Path(__file__).with_name("node_modules") / "axe-core" / "axe.min.js"
SCREENS = Path(__file__).parents[2] / "var" / "screens"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # a sandboxed frame in a process of its own may load before its requests are answered here
    "--disable-site-isolation-trials",
)


@cache
def sample_picture() -> bytes:
    picture = Image.new("RGB", (1200, 675))
    pen = ImageDraw.Draw(picture)
    for row in range(675):
        pen.line([(0, row), (1200, row)], fill=(96 + row // 8, 128 + row // 10, 160 - row // 14))
    pen.polygon([(330, 430), (900, 430), (850, 490), (380, 490)], fill="#3c434a")
    pen.rectangle([480, 370, 600, 430], fill="#565e66")
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80)
    return out.getvalue()


MAIL_PAGE = "https://mail.example/"
"""The address at which a mail is shown."""


def opened(
    browser: Any,
    html: str,
    *,
    width: int = 640,
    height: int = 900,
    look: str = "light",
    pictures: bool = True,
    drawn: Mapping[str, bytes] | None = None,
) -> Any:
    """Return a page that shows a mail and can reach nothing but pictures.

    `drawn` holds pictures as PNG by their address; each other picture is the sample one.
    """
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=look)

    def answer(route: Any) -> None:
        asked = route.request
        if asked.url == MAIL_PAGE:
            route.fulfill(body=html, content_type="text/html; charset=utf-8")
        elif drawn and asked.url in drawn and pictures:
            route.fulfill(body=drawn[asked.url], content_type="image/png")
        elif asked.resource_type == "image" and pictures:
            route.fulfill(body=sample_picture(), content_type="image/jpeg")
        else:
            route.abort()

    context.route("**/*", answer)
    page = context.new_page()
    page.goto(MAIL_PAGE)
    return page


LANDMARKS = ("landmark-one-main", "region")
"""Rules about landmarks of a page. A mail is an article inside the page of a client."""


def violations(page: Any, axe: str, *, is_mail: bool = False) -> list[str]:
    """Return the findings of axe-core in a page."""
    page.evaluate(axe)
    off = {rule: {"enabled": False} for rule in LANDMARKS} if is_mail else {}
    found = page.evaluate("async off => (await axe.run({rules: off})).violations", off)
    return [f"{v['impact']} {v['id']}: {node['html'][:120]}" for v in found for node in v["nodes"]]


def width_of(page: Any) -> int:
    """How wide the page is laid out: more than the viewport means that it scrolls sideways."""
    width: int = page.evaluate("document.documentElement.scrollWidth")
    return width


def turned_dark(page: Any, *, whole: bool, marked: bool = False) -> None:
    """Recolour a page as inverting mail clients do: lightness is mirrored, hue stays.

    `whole` also turns what is dark already into light, as Gmail on iOS does; else only light
    grounds and dark letters
    and lines change, as on Android. `marked` is Outlook.com: it changes and marks only elements
    that
    have a colour or ground of their own, and style sheets may answer the marks.
    """
    page.evaluate(INVERSION, [whole, marked])


INVERSION = """([whole, marked]) => {
  const parts = colour => (colour.match(/[\\d.]+/g) || []).map(Number);
  const lightness = ([r, g, b]) => (Math.max(r, g, b) + Math.min(r, g, b)) / 2;
  const mirrored = colour => {
    const [r, g, b] = parts(colour), shift = 255 - 2 * lightness([r, g, b]);
    return `rgb(${[r, g, b].map(c => Math.round(Math.min(255, Math.max(0, c + \
shift)))).join(',')})`;
  };
  const isLight = colour => lightness(parts(colour)) > 127;
  const isShown = colour => { const alpha = parts(colour)[3]; return alpha === undefined || \
alpha > 0; };
  const changes = [];
  for (const element of document.querySelectorAll('body, body *')) {
    const style = getComputedStyle(element), own = element.style;
    const ownGround = own.backgroundColor || own.background || element.getAttribute('bgcolor');
    const grounds = isShown(style.backgroundColor) && (whole || isLight(style.backgroundColor));
    if (grounds && (!marked || ownGround)) changes.push([element, 'background-color', \
mirrored(style.backgroundColor), 'data-ogsb']);
    if ((whole || !isLight(style.color)) && (!marked || own.color)) changes.push([element, \
'color', mirrored(style.color), 'data-ogsc']);
    for (const side of ['top', 'left', 'right', 'bottom']) {
      const line = style.getPropertyValue(`border-${side}-color`);
      const isDrawn = parseFloat(style.getPropertyValue(`border-${side}-width`));
      if (isDrawn && (!marked || own.color) && (whole || !isLight(line)))
        changes.push([element, `border-${side}-color`, mirrored(line), 'data-ogsc']);
    }
  }
  for (const [element, name, value, mark] of changes) {
    element.style.setProperty(name, value);
    if (marked) element.setAttribute(mark, '');
  }
}"""


def press(page: Any, selector: str) -> None:
    """Go to an element by the Tab key alone, and press Enter on it."""
    tab_to(page, selector)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def tab_to(page: Any, selector: str) -> None:
    wanted = page.locator(selector).first
    wanted.wait_for()
    for _ in range(200):
        if wanted.and_(page.locator(":focus")).count():
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the Tab key never reaches {selector}")
