"""Notes of outlets are found where they stand: in boxes, in the page's data, on short pages."""

from __future__ import annotations

import pytest

from digest.collect.page_notes import page_notes


@pytest.mark.parametrize(
    "markup",
    [
        '<div class="article-correction">Correction: it was nine.</div>',
        '<p id="editors-note">Correction: it was nine.</p>',
        '<aside class="Clarification-box"><p>Correction:\n it was nine.</p></aside>',
        '<div class="correction"><h4>Correction</h4><p>it was <em>nine</em>.</p></div>',
        '<script type="application/ld+json">{"@type":"NewsArticle","correction":"it was nine."}'
        "</script>",
        '<script type="application/ld+json">{"@type":"NewsArticle","correction":'
        '{"@type":"CorrectionComment","text":"it was nine."}}</script>',
    ],
)
def test_a_note_is_found_by_the_name_of_its_box_or_in_the_data_of_the_page(markup: str) -> None:
    page = f"<html><body><article><p>News.</p></article>{markup}</body></html>"
    (note,) = page_notes(page.encode())
    assert note.replace(" .", ".") == "Correction: it was nine."


def test_the_rest_of_a_page_with_an_article_is_no_note() -> None:
    page = b"<html><body><p>Correction of prices expected.</p><p>News.</p></body></html>"
    assert page_notes(page) == ()


def test_a_short_page_without_an_article_is_taken_whole() -> None:
    page = b"<html><body><h1>Gone</h1><p>This article has been withdrawn.</p></body></html>"
    assert page_notes(page, has_article=False) == ("Gone", "This article has been withdrawn.")


def test_a_long_page_without_an_article_is_not() -> None:
    links = "".join(f"<a href=/{n}>A headline of another story {n}</a>" for n in range(300))
    page = f"<html><body>{links}</body></html>"
    assert page_notes(page.encode(), has_article=False) == ()


@pytest.mark.parametrize("body", [b"", b"\x00\xff", b"<", b"<html>", b"plain words"])
def test_any_bytes_are_read(body: bytes) -> None:
    assert isinstance(page_notes(body, has_article=False), tuple)


def test_notes_are_bounded() -> None:
    boxes = '<div class="correction">x</div>' * 500 + f'<p class="correction">{"y" * 9999}</p>'
    notes = page_notes(f"<html><body>{boxes}</body></html>".encode())
    assert len(notes) <= 40
    assert max(map(len, notes)) <= 2000
