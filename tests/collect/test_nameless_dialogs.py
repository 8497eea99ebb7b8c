"""A consent dialog is known by its button and its words, whatever its box is called."""

from __future__ import annotations

import pytest
from lxml import html

from digest.collect.nameless_dialogs import MAX_DIALOG_CHARS, drop_nameless_dialogs

STORY = "<p>The harbour will reopen next week, the ministry said.</p>"
DIALOGS = [
    "<p>We value your privacy.</p><p>Cookies help us.</p><button>Accept all</button>",
    "<p>Wir schätzen Ihre Privatsphäre: Cookies und Datenschutz.</p><a>Alle akzeptieren</a>",
    "<p>Vos données personnelles et nos cookies</p><button>Tout accepter</button>",
    "<p>سياسة الخصوصية وملفات تعريف الارتباط</p><button>قبول</button>",
    "<p>Çerez ve kişisel veri</p><input type=submit value='Kabul et'>",
]


def text_of(body: str) -> str:
    tree = html.document_fromstring(f"<html><body>{body}</body></html>")
    drop_nameless_dialogs(tree)
    return " ".join("".join(tree.itertext()).split())


@pytest.mark.parametrize("dialog", DIALOGS)
@pytest.mark.parametrize("page", ["{0}<main>{1}</main>", "<article>{1}<div>{0}</div></article>"])
def test_a_box_with_a_button_to_accept_and_words_on_data_goes(dialog: str, page: str) -> None:
    body = page.format(f"<div><div>{dialog}</div></div>", STORY)
    assert text_of(body) == "The harbour will reopen next week, the ministry said."


def test_the_text_behind_a_dialog_stays() -> None:
    assert text_of(f"<main><i>One</i> <div>{DIALOGS[0]}</div> two</main>") == "One two"
    assert text_of(f"<main><div>{DIALOGS[0]}</div> two</main>") == "two"


def test_a_box_with_paragraphs_of_the_story_loses_the_dialog_alone() -> None:
    body = f"<div>{STORY}<section>{DIALOGS[0]}</section></div>"
    assert text_of(body) == "The harbour will reopen next week, the ministry said."


@pytest.mark.parametrize(
    "body",
    [
        # no button
        "<div><p>Cookies and privacy were on trial.</p></div>",
        # a button for something else
        "<div><p>Cookies and privacy were on trial.</p><button>Share</button></div>",
        # one word on data
        "<div><p>A ruling on privacy came.</p><button>Accept</button></div>",
        # the story itself
        "<article><p>Cookies and privacy were on trial.</p><button>Accept</button></article>",
    ],
)
def test_a_story_on_data_stays(body: str) -> None:
    assert "on trial" in text_of(body) or "ruling" in text_of(body)


def test_a_box_that_is_too_long_for_a_dialog_stays() -> None:
    long = "cookie " * (MAX_DIALOG_CHARS // 7 + 1)
    assert "cookie" in text_of(f"<div><p>{long}</p><button>Accept</button></div>")
