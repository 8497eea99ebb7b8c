"""What files say about each other and about themselves twice: ids, addresses, names, aliases, topics, themes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from digest.config.documents import Document
from digest.config.rule_reach import is_initialism
from digest.config.suggestions import did_you_mean
from digest.errors import Problem
from digest.kernel.links import feed_key
from digest.models import Alias, Newsletter, Source, Topic
from digest.text import word_texts

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def check_sources(sources: Sequence[Source], document: Document) -> Iterator[Problem]:
    """Two sources never share an id or a feed."""
    ids: dict[str, int] = {}
    feeds: dict[str, int] = {}
    for number, source in enumerate(sources):
        line = document.mark(("sources", number, "id"))[0]
        if source.id in ids:
            yield document.problem(
                ("sources", number, "id"),
                f'two sources have the id "{source.id}"',
                f"the first is on line {ids[source.id]}; rename one",
            )
        ids.setdefault(source.id, line)
        feed = feed_key(source.url)
        if feed in feeds:
            first = feeds[feed]
            yield document.problem(
                ("sources", number, "url"),
                f'"{source.id}" has the same feed as "{sources[first].id}"',
                "every article would be asked for twice: delete one",
            )
        feeds.setdefault(feed, number)


def check_aliases(
    aliases: Sequence[Alias], document: Document, *, known: Collection[str]
) -> Iterator[Problem]:
    """Ids and names are unique, and `within` leads to a `known` alias, never in a circle."""
    ids: dict[str, int] = {}
    for number, alias in enumerate(aliases):
        if alias.id in ids:
            yield document.problem(
                ("aliases", number, "id"),
                f'two aliases have the id "{alias.id}"',
                f"the first is on line {document.mark(('aliases', ids[alias.id]))[0]}; rename one",
            )
        ids.setdefault(alias.id, number)
    yield from _check_names(aliases, document)
    for number, alias in enumerate(aliases):
        if alias.within and alias.within not in known:
            yield document.problem(
                ("aliases", number, "within"),
                f'there is no alias "{alias.within}"',
                did_you_mean(alias.within, known),
            )
        elif alias.within and _circles(alias, aliases, ids):
            yield document.problem(
                ("aliases", number, "within"),
                f'"{alias.id}" is within itself',
                "let within lead outwards",
            )


def _check_names(aliases: Sequence[Alias], document: Document) -> Iterator[Problem]:
    owners: dict[tuple[str, ...], int] = {}
    for number, alias in enumerate(aliases):
        places: list[tuple[tuple[str | int, ...], str]] = [
            (("aliases", number, "name"), alias.name)
        ]
        for place, name in enumerate(alias.names):
            places.append((("aliases", number, "names", place), name))
        for path, name in places:
            key = _name_key(name)
            if not key:
                yield document.problem(path, f'"{name}" has no word in it', "write a name")
            elif key in owners and owners[key] != number:
                owner = aliases[owners[key]].id
                yield document.problem(
                    path,
                    f'"{name}" is also a name of "{owner}"',
                    "a name leads to one alias: write more of it in one",
                )
            owners.setdefault(key, number)


def _name_key(name: str) -> tuple[str, ...]:
    """Equal for two spellings that match the same words."""
    return (name,) if is_initialism(name) else tuple(word_texts(name))


def _circles(alias: Alias, aliases: Sequence[Alias], ids: dict[str, int]) -> bool:
    seen, at = {alias.id}, alias
    while at.within in ids:
        at = aliases[ids[at.within]]
        if at.id == alias.id:
            return True
        if at.id in seen:  # a circle further out, reported at its own members
            return False
        seen.add(at.id)
    return False


def check_topics(
    topics: Sequence[Topic],
    documents: Sequence[Document],
    *,
    source_ids: Collection[str],
    publishers: Collection[str],
) -> Iterator[Problem]:
    """Ids are unique; `prefer` names a source or publisher there is (none known: then it is not checked)."""
    yield from _check_ids("topics", [topic.id for topic in topics], documents)
    known = {
        "source": {name: name for name in source_ids},
        "publisher": {name.casefold(): name for name in publishers},
    }
    for topic, document in zip(topics, documents, strict=True):
        for number, prefer in enumerate(topic.prefer):
            names = known.get(prefer.field)
            if names and prefer.value.casefold() not in names:
                yield document.problem(
                    ("prefer", number, prefer.field),
                    f'no source has the {prefer.field} "{prefer.value}"'
                    if prefer.field == "publisher"
                    else f'there is no source "{prefer.value}"',
                    did_you_mean(prefer.value, names.values()),
                )


def check_newsletters(
    newsletters: Sequence[Newsletter],
    documents: Sequence[Document],
    *,
    topic_ids: Collection[str],
    themes: Collection[str],
) -> Iterator[Problem]:
    """Ids are unique; every topic and theme exists."""
    yield from _check_ids("newsletters", [newsletter.id for newsletter in newsletters], documents)
    for newsletter, document in zip(newsletters, documents, strict=True):
        listed = isinstance(document.root["topics"], list)
        for number, weight in enumerate(newsletter.topics):
            if weight.topic_id not in topic_ids:
                yield document.problem(
                    ("topics", number if listed else weight.topic_id),
                    f'there is no topic "{weight.topic_id}"',
                    did_you_mean(weight.topic_id, topic_ids, none="topics/ has none yet"),
                    key=not listed,
                )
        if newsletter.theme not in themes:
            yield document.problem(
                ("theme",),
                f'there is no theme "{newsletter.theme}"',
                did_you_mean(newsletter.theme, themes),
            )


def check_file_name(document: Document) -> Iterator[Problem]:
    """A file without an id has its name as its id, which must then be one."""
    stem = Path(document.name).stem
    if document.has(("id",)) or ID.fullmatch(stem):
        return
    better = "-".join(re.findall(r"[a-z0-9]+", stem.lower())) or "a-name"
    what = f'the name of this file, "{stem}", is not an id'
    yield document.problem((), what, f"rename it to {better}.yaml, or give it id: {better}")


def _check_ids(kind: str, ids: Sequence[str], documents: Sequence[Document]) -> Iterator[Problem]:
    owners: dict[str, str] = {}
    for name, document in zip(ids, documents, strict=True):
        if name in owners:
            what = f'two {kind} have the id "{name}"'
            yield document.problem(("id",), what, f"the first is in {owners[name]}; rename one")
        owners.setdefault(name, document.name)
