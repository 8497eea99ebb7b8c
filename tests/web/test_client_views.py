"""A mail as kinds of client show it: dark, inverted, without styles, without pictures."""

from __future__ import annotations

import pytest

from digest.models import Slot
from digest.web.client_views import INVERSION, as_seen, with_sample_links

MAIL = (
    "<html><head><style>@media (prefers-color-scheme: dark) { p { color: white } }</style></head>"
    '<body><p>Ships wait.</p><img alt="A ship" src="cid:ship"></body></html>'
)


@pytest.mark.parametrize(
    ("look", "query"),
    [("light", "@media not all"), ("dark", "@media all"), ("inverted", "@media not all")],
)
def test_the_look_decides_the_dark_query_whatever_the_browser_prefers(
    look: str, query: str
) -> None:
    page = as_seen(MAIL, look=look)
    assert query in page
    assert "prefers-color-scheme" not in page


def test_only_the_inverting_client_recolours() -> None:
    assert INVERSION in as_seen(MAIL, look="inverted")
    assert INVERSION not in as_seen(MAIL, look="dark")
    assert INVERSION not in as_seen(MAIL)


def test_a_client_without_style_sheets_keeps_the_text() -> None:
    page = as_seen(MAIL, styles=False)
    assert "<style" not in page
    assert "Ships wait." in page


def test_a_client_without_style_sheets_still_inverts() -> None:
    assert INVERSION in as_seen(MAIL, look="inverted", styles=False)


def test_a_blocked_picture_keeps_its_words() -> None:
    page = as_seen(MAIL, pictures=False)
    assert 'src=""' in page
    assert 'alt="A ship"' in page
    assert 'src="cid:ship"' in as_seen(MAIL)


@pytest.mark.parametrize(
    ("slot", "sample"),
    [
        (Slot.UNSUBSCRIBE, "https://example.org/unsubscribe"),
        (Slot.PREFERENCES, "https://example.org/preferences"),
        (Slot.WEB_VIEW, "https://example.org/web_view"),
        (Slot.ADDRESS, "reader@example.org"),
    ],
)
def test_a_slot_is_filled_with_a_sample(slot: Slot, sample: str) -> None:
    assert with_sample_links(f"<{slot}> <{slot}>") == f"<{sample}> <{sample}>"
