"""Each card has the picture of the article that its headline leads to, and no other."""

from __future__ import annotations

from sample_news import article

from digest.models import Item, Passage, Picture, Story
from digest.write.article_pictures import with_pictures

HARBOUR = Picture(url="https://news.example/harbour.jpg", width=1200, height=800)
LOGO = Picture(url="https://news.example/logo.png", width=1200, height=800)
STORY = Story(
    id="s",
    articles=(
        article("a", "Port opens", picture=HARBOUR),
        article("b", "The port is open"),
        article("c", "Open", picture=LOGO),
    ),
)


def pictured(article_id: str, picture: Picture | None = None) -> Picture | None:
    headline = Passage(text="Port opens", article_id=article_id)
    item = Item(story_id="s", headline=headline, picture=picture)
    (shown,) = with_pictures([item], [STORY])
    return shown.picture


def test_a_card_has_the_picture_of_its_own_article() -> None:
    assert pictured("a") == HARBOUR


def test_the_picture_of_another_outlet_would_lead_astray() -> None:
    assert pictured("b") is None


def test_a_logo_is_no_picture_of_the_news() -> None:
    assert pictured("c") is None


def test_the_picture_of_the_lead_stays() -> None:
    other = Picture(url="https://news.example/other.jpg")
    assert pictured("a", other) == other
