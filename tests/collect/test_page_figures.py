"""The words beside a picture: of the image with the same file, its caption and its credit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from digest.collect.page_figures import (
    MAX_CAPTION_CHARS,
    MAX_CREDIT_CHARS,
    file_names,
    words_of_picture,
)

ADDRESS = "https://cedar.example/2026/harbour-at-dawn-1200x630.jpg"
IMAGE = "<img src='https://cdn.example/harbour-at-dawn.jpg' alt='Cranes'>"


def words(body: str, address: str = ADDRESS) -> tuple[str, str, str]:
    return words_of_picture(html.document_fromstring(f"<body>{body}</body>"), address)


def figure(caption: str, more: str = "") -> tuple[str, str]:
    found = words(f"<figure>{IMAGE}<figcaption>{caption}</figcaption>{more}</figure>")
    return found[1:]


# ---- files -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "names"),
    [
        ("https://a.example/harbour.jpg", {"harbour"}),
        ("https://a.example/Harbour.JPEG?w=3", {"harbour"}),
        ("https://a.example/harbour-1200x800.png", {"harbour"}),
        ("https://a.example/harbour_300x200-scaled.webp", {"harbour"}),
        ("https://a.example/harbour-300x200-1200x800-2.jpg", {"harbour"}),
        ("https://a.example/fill/w_9/harbour%20at%20daybreak.jpg", {"daybreak"}),
        ("https://a.example/abcd.jpg", set()),
        ("https://a.example/abcde.jpg", {"abcde"}),
        ("https://a.example/harbour.svg", set()),
        ("https://a.example/image/0123456789abcdef", {"0123456789abcdef"}),
        ("https://a.example/image/0123456789abcde", set()),
        ("harbour.jpg 300w, harbour-2x.jpg 600w", {"harbour", "harbour-2x"}),
        ("", set()),
    ],
)
def test_a_file_is_known_without_its_size_and_ending(address: str, names: set[str]):
    assert file_names(address) == names


@given(st.text(max_size=80))
def test_the_names_of_any_text_are_small_letters(text: str):
    assert all(name == name.lower() and name for name in file_names(text))


# ---- which image -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "image",
    [
        IMAGE,
        "<img data-src='/harbour-at-dawn-640x480.webp' alt='Cranes'>",
        "<img srcset='/x.gif 1x, /harbour-at-dawn.jpg 2x' alt='Cranes'>",
        "<picture><source srcset='/harbour-at-dawn.avif'><img src='/1.gif' alt='Cranes'></picture>",
    ],
)
def test_an_image_shows_the_picture_when_it_names_the_same_file(image: str):
    assert words(f"<figure>{image}<figcaption>The port.</figcaption></figure>") == (
        "Cranes",
        "The port.",
        "",
    )


def test_the_words_of_another_picture_are_never_taken():
    other = "<img src='/another-file.jpg' alt='Sheep'>"
    assert words(f"<figure>{other}<figcaption>A meadow.</figcaption></figure>") == ("", "", "")


def test_an_image_without_a_caption_leaves_the_search_to_the_next():
    found = words(f"<p>{IMAGE}</p><figure>{IMAGE}<figcaption>The port.</figcaption></figure>")
    assert found == ("Cranes", "The port.", "")
    assert words(f"<p>{IMAGE}</p>") == ("Cranes", "", "")


def test_a_box_around_one_image_may_hold_the_caption():
    caption = "<p class='wp-Caption-text'>The port.</p>"
    assert words(f"<div>{IMAGE}{caption}</div>")[1] == "The port."
    # a box of three images shows several pictures
    others = "<img src='/b.jpg'><img src='/c.jpg'>"
    assert words(f"<div>{IMAGE}{others}{caption}</div>")[1] == ""
    # a box of the whole story holds other captions
    assert words(f"<article>{IMAGE}{caption}</article>")[1] == ""


@pytest.mark.parametrize(("boxes", "is_found"), [(4, True), (5, False)])
def test_a_caption_is_looked_for_in_five_boxes(boxes: int, is_found: bool):
    inner = f"{'<div>' * boxes}{IMAGE}{'</div>' * boxes}"
    found = words(f"<div>{inner}<p class='caption'>The port.</p></div>")
    assert (found[1] == "The port.") is is_found


# ---- caption and credit ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("caption", "told", "credit"),
    [
        ("The port.", "The port.", ""),
        ("The port. (AP/Ada Example)", "The port.", "AP/Ada Example"),
        ("The port. (Xinhua)", "The port.", "Xinhua"),
        ("The port. [Ada Example/Reuters]", "The port.", "Ada Example/Reuters"),
        ("The port. Photo: Ada Example", "The port.", "Ada Example"),
        ("The port. Photograph by Ada Example", "The port.", "Ada Example"),
        ("The port. © Ada Example", "The port.", "Ada Example"),
        ("The port. Credit: Ada Example.", "The port.", "Ada Example"),
        # words in brackets without an agency are part of the caption
        ("The port (the old one)", "The port (the old one)", ""),
        ("The port in March (2019)", "The port in March (2019)", ""),
        ("The port. | <span class='credit'>Photo: Ada Example</span>", "The port.", "Ada Example"),
        ("The port. <small class='Copyright'>© AFP</small>", "The port.", "AFP"),
        ("The port. <i class='credit'>Photo: Ada (AFP)</i>", "The port.", "Ada (AFP)"),
        ("The port. <i class='credit'>(Ada (AFP))</i>", "The port.", "Ada (AFP)"),
        ("The port. <i class='credit'>[Ada</i>", "The port.", "Ada"),
        ("The port. <span itemprop='copyrightHolder'>Photo credit: AFP</span>", "The port.", "AFP"),
        ("<span class='source'>Source: AFP</span> The port.", "The port.", "AFP"),
    ],
)
def test_a_credit_stands_in_its_element_or_at_the_end(caption: str, told: str, credit: str):
    assert figure(caption) == (told, credit)


def test_the_longest_caption_and_the_shortest_credit_are_taken():
    more = "<p class='caption'>Old</p><i class='credit'>The port. Photo: Ada</i>"
    assert figure("The port of Avel.<b class='credit'>Ada</b>", more) == (
        "The port of Avel.",
        "Ada",
    )


def test_caption_and_credit_are_bounded():
    told, _ = figure("x" * 900)
    assert len(told) == MAX_CAPTION_CHARS == 500
    assert figure(f"The port. <i class='credit'>{'y' * 200}</i>")[1] == "y" * 200
    assert figure(f"The port. <i class='credit'>{'y' * 201}</i>")[1] == ""
    assert MAX_CREDIT_CHARS == 200


def test_a_credit_of_labels_alone_names_no_person():
    assert figure("The port. <i class='credit'>Photo credit:</i>")[1] == ""
