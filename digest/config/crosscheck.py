"""Checks across files and entries: ids, addresses, names, aliases, topics and themes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from digest.config.documents import Document, KeyPath
from digest.config.rule_reach import is_initialism
from digest.config.suggestions import did_you_mean
from digest.errors import Problem
from digest.kernel.links import feed_key
from digest.models import Alias, AliasKind, Newsletter, Source, Tier, Topic
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
        # two spellings of one address are one feed, and two queries are two
        feed = feed_key(source.url)
        if feed in feeds:
            first = sources[feeds[feed]]
            yield document.problem(
                ("sources", number, "url"),
                f'"{source.id}" has the same feed as "{first.id}"',
                "every article would be asked for twice: delete one",
            )
        feeds.setdefault(feed, number)


# ---- aliases ---------------------------------------------------------------------------------


def check_aliases(
    aliases: Sequence[Alias], document: Document, *, known: Collection[str]
) -> Iterator[Problem]:
    """Ids and names are unique, and `within` leads to a `known` alias, never in a circle."""
    numbers: dict[str, int] = {}
    for number, alias in enumerate(aliases):
        if alias.id in numbers:
            first_line = document.mark(("aliases", numbers[alias.id]))[0]
            yield document.problem(
                ("aliases", number, "id"),
                f'two aliases have the id "{alias.id}"',
                f"the first is on line {first_line}; rename one",
            )
        numbers.setdefault(alias.id, number)
    yield from _check_names(aliases, document)
    # reversed: of two aliases with one id the first one counts
    holders = {alias.id: alias.within for alias in reversed(aliases)}
    for number, alias in enumerate(aliases):
        path = ("aliases", number, "within")
        if alias.within and alias.within not in known:
            what = f'there is no alias "{alias.within}"'
            yield document.problem(path, what, did_you_mean(alias.within, known))
        # a circle would make every search for the land of a town endless
        elif alias.within and _holds_itself(alias.id, holders):
            what = f'"{alias.id}" is within itself'
            yield document.problem(path, what, "let within lead outwards")
    yield from _check_points(aliases, document)


def _check_points(aliases: Sequence[Alias], document: Document) -> Iterator[Problem]:
    """A point has both its numbers, and belongs to a place."""
    for number, alias in enumerate(aliases):
        if (alias.lat is None) != (alias.lon is None):
            missing, given = ("lon", "lat") if alias.lon is None else ("lat", "lon")
            what = f'"{alias.id}" has {given} and no {missing}'
            yield document.problem(("aliases", number, given), what, f"write {missing}: as well")
        elif alias.lat is not None and alias.kind is not AliasKind.PLACE:
            what = f'"{alias.id}" is no place, and has a point on the map'
            yield document.problem(("aliases", number, "lat"), what, "write kind: place")


def _check_names(aliases: Sequence[Alias], document: Document) -> Iterator[Problem]:
    """A name has a word in it, and leads to one alias."""
    owners: dict[tuple[str, ...], int] = {}
    for number, alias in enumerate(aliases):
        for path, name in _names_with_paths(alias, number):
            key = _name_key(name)
            if not key:
                yield document.problem(path, f'"{name}" has no word in it', "write a name")
            # one alias may list a name twice, and that is no contradiction
            elif owners.get(key, number) != number:
                yield document.problem(
                    path,
                    f'"{name}" is also a name of "{aliases[owners[key]].id}"',
                    "a name leads to one alias: write more of it in one",
                )
            owners.setdefault(key, number)


def _names_with_paths(alias: Alias, number: int) -> Iterator[tuple[KeyPath, str]]:
    yield ("aliases", number, "name"), alias.name
    for place, name in enumerate(alias.names):
        yield ("aliases", number, "names", place), name


def _name_key(name: str) -> tuple[str, ...]:
    """Return the words of a name; equal for two spellings that match the same words."""
    if is_initialism(name):
        return (name,)
    return tuple(word_texts(name))


def _holds_itself(alias_id: str, holders: Mapping[str, str]) -> bool:
    """Say whether the way outwards from an alias leads back to it."""
    seen = {alias_id}
    holder = holders[alias_id]
    while holder in holders:
        if holder == alias_id:
            return True
        if holder in seen:
            # a circle further out, which is reported at its own members
            return False
        seen.add(holder)
        holder = holders[holder]
    return False


# ---- topics and newsletters ------------------------------------------------------------------


def check_topics(
    topics: Sequence[Topic],
    documents: Sequence[Document],
    *,
    source_ids: Collection[str],
    publishers: Collection[str],
) -> Iterator[Problem]:
    """Ids are unique, and `prefer` names a source or a publisher of sources.yaml.

    Without any known name of a kind, names of that kind are not checked.
    """
    yield from _check_ids("topics", [topic.id for topic in topics], documents)
    publisher_names = {name.casefold() for name in publishers}
    for topic, document in zip(topics, documents, strict=True):
        for number, prefer in enumerate(topic.prefer):
            path = ("prefer", number, prefer.field)
            # without a readable sources.yaml each id would be reported as unknown
            if prefer.field == "source" and source_ids and prefer.value not in source_ids:
                what = f'there is no source "{prefer.value}"'
                yield document.problem(path, what, did_you_mean(prefer.value, source_ids))
            # publishers are names for people, so their case does not matter
            unknown = prefer.value.casefold() not in publisher_names
            if prefer.field == "publisher" and publishers and unknown:
                what = f'no source has the publisher "{prefer.value}"'
                yield document.problem(path, what, did_you_mean(prefer.value, publishers))


def check_newsletters(
    newsletters: Sequence[Newsletter],
    documents: Sequence[Document],
    *,
    topic_ids: Collection[str],
    themes: Collection[str],
    segments: Mapping[str, Tier | None],
) -> Iterator[Problem]:
    """Ids are unique; every topic, every theme and every segment exists.

    `segments` holds the tier that each segment asks for.
    """
    yield from _check_ids("newsletters", [newsletter.id for newsletter in newsletters], documents)
    for newsletter, document in zip(newsletters, documents, strict=True):
        yield from _check_topic_ids(newsletter, document, topic_ids)
        if newsletter.theme not in themes:
            what = f'there is no theme "{newsletter.theme}"'
            yield document.problem(("theme",), what, did_you_mean(newsletter.theme, themes))
        if newsletter.segment and newsletter.segment not in segments:
            what = f'digest.yaml has no segment "{newsletter.segment}"'
            advice = did_you_mean(newsletter.segment, segments, none="add it to readers:")
            yield document.problem(("segment",), what, advice)
        elif newsletter.tier is Tier.MEMBER and segments.get(newsletter.segment) is Tier.FREE:
            what = f'the segment "{newsletter.segment}" holds free readers alone'
            advice = "no reader could get a newsletter for members: name another segment"
            yield document.problem(("segment",), what, advice)


def _check_topic_ids(
    newsletter: Newsletter, document: Document, topic_ids: Collection[str]
) -> Iterator[Problem]:
    # the mark of a problem differs: a list has indexes, a mapping has keys
    is_list = isinstance(document.root["topics"], list)
    for number, weight in enumerate(newsletter.topics):
        if weight.topic_id in topic_ids:
            continue
        path: KeyPath = ("topics", weight.topic_id)
        if is_list:
            path = ("topics", number)
        advice = did_you_mean(weight.topic_id, topic_ids, none="topics/ has none yet")
        what = f'there is no topic "{weight.topic_id}"'
        yield document.problem(path, what, advice, key=not is_list)


def check_file_name(document: Document) -> Iterator[Problem]:
    """A file without an id has its name as its id, so its name must be an id."""
    stem = Path(document.name).stem
    if document.has(("id",)) or ID.fullmatch(stem):
        return
    better = "-".join(re.findall(r"[a-z0-9]+", stem.lower())) or "a-name"
    what = f'the name of this file, "{stem}", is not an id'
    yield document.problem((), what, f"rename it to {better}.yaml, or give it id: {better}")


def _check_ids(noun: str, ids: Sequence[str], documents: Sequence[Document]) -> Iterator[Problem]:
    files: dict[str, str] = {}
    for own_id, document in zip(ids, documents, strict=True):
        if own_id in files:
            what = f'two {noun} have the id "{own_id}"'
            advice = f"the first is in {files[own_id]}; rename one"
            yield document.problem(("id",), what, advice)
        files.setdefault(own_id, document.name)
