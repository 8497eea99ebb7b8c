"""The sample news: outlets.yaml and one YAML file an event. Each event and person is made up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.resources import files
from typing import Any, cast

from ruamel.yaml import YAML


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleOutlet:
    """A made-up outlet. `format` is rss, atom, rdf or json; `manner` is good, slow or broken."""

    id: str
    name: str
    format: str
    family: str = ""
    language: str = "en"
    section: str = ""
    state_run: bool = False
    full_text: bool = True
    manner: str = "good"


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplePicture:
    """A drawn picture with its words."""

    name: str
    alt: str
    caption: str
    credit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleArticle:
    """A made-up article. `dated` false leaves the date out of the feed, as careless outlets do."""

    outlet: str
    slug: str
    published: datetime
    title: str
    lead: str
    paragraphs: tuple[str, ...]
    author: str = ""
    category: str = "World"
    picture: SamplePicture | None = None
    dated: bool = True


def load_outlets() -> tuple[SampleOutlet, ...]:
    """Read the outlets in the order of the file."""
    return tuple(SampleOutlet(**outlet) for outlet in _read("outlets.yaml")["outlets"])


def load_articles(now: datetime) -> tuple[SampleArticle, ...]:
    """Read every article, dated relative to `now`; ordered by time, then slug."""
    articles: list[SampleArticle] = []
    for file in files(__name__).iterdir():
        if file.name.startswith("day-"):
            articles += _articles(_read(file.name), now)
    return tuple(sorted(articles, key=lambda article: (article.published, article.slug)))


def _articles(event: Mapping[str, Any], now: datetime) -> Iterator[SampleArticle]:
    """Read the articles of one event.

    `hours` counts back from the morning of the event's day; `copy_of` names the article whose text
    is taken over.
    """
    # day 2 is today, day 1 yesterday
    morning = now - timedelta(days=2 - event["day"])
    # a wire copy names the article it copies, so that the text stands in the file once
    texts = {article["slug"]: article.get("body", "") for article in event["articles"]}
    for article in event["articles"]:
        text = article.get("body") or texts[article["copy_of"]]
        yield SampleArticle(
            outlet=article["outlet"],
            slug=article["slug"],
            published=(morning - timedelta(hours=article["hours"])).replace(microsecond=0),
            title=article["title"],
            lead=_dated(article["lead"], morning),
            paragraphs=_paragraphs(_dated(text, morning)),
            author=article.get("author", ""),
            category=article.get("category", "World"),
            picture=_picture(article),
            dated=article.get("dated", True),
        )


def _dated(text: str, morning: datetime) -> str:
    """Write a weekday where a text has `{in 2 days}`, as outlets announce what is to come."""

    def weekday(match: re.Match[str]) -> str:
        return f"{morning + timedelta(days=int(match.group(1))):%A}"

    return re.sub(r"\{in (\d) days\}", weekday, text)


def _paragraphs(text: str) -> tuple[str, ...]:
    """Cut a text at its blank lines, and write each paragraph in one line."""
    return tuple(" ".join(paragraph.split()) for paragraph in text.strip().split("\n\n"))


def _picture(article: Mapping[str, Any]) -> SamplePicture | None:
    if "picture" not in article:
        return None
    return SamplePicture(**article["picture"])


def _read(name: str) -> Mapping[str, Any]:
    text = files(__name__).joinpath(name).read_text(encoding="utf-8")
    return cast("Mapping[str, Any]", YAML(typ="safe").load(text))
