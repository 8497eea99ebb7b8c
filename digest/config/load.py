"""The whole folder → Config: each file is checked, then what they say of each other; problems all at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from digest.config.build_newsroom import (
    settle_alias,
    settle_newsletter,
    settle_pins,
    settle_source,
    settle_topic,
)
from digest.config.build_settings import settle_digest
from digest.config.crosscheck import check_aliases, check_newsletters, check_sources, check_topics
from digest.config.file_context import Desk
from digest.config.kinds import Kinds
from digest.config.pydantic_problems import BUILT_IN, S, validate
from digest.config.rules import rule_of
from digest.config.schema import (
    AliasesFile,
    DigestFile,
    NewsletterFile,
    PinsFile,
    SourcesFile,
    TopicFile,
)
from digest.config.settings import Config, Settings
from digest.config.suggestions import did_you_mean
from digest.config.yaml_marks import Document, MarkedMap, read_document
from digest.errors import ConfigError, Problem
from digest.models import Alias, Newsletter, Pins, Publication, SisterNewsletter, Source, Topic

DIGEST, SOURCES, ALIASES, PINS = "digest.yaml", "sources.yaml", "aliases.yaml", "pins.yaml"
TOPICS, NEWSLETTERS, THEMES = "topics", "newsletters", "themes"
FILES, FOLDERS = (DIGEST, SOURCES, ALIASES, PINS), (TOPICS, NEWSLETTERS, THEMES)


def load_config(folder: Path, *, env: Mapping[str, str], kinds: Kinds = BUILT_IN) -> Config:
    """Read and check every file of a newsroom.

    `env` holds the secrets. `kinds` lists the kinds of sources, writers, relays, parts and return
    channels that the files may name.

    Raises ConfigError with every problem of all files, ordered by file, line and column.
    """
    if folder.is_file():
        raise ConfigError(
            "this is a file",
            subject=str(folder),
            hint=f"name the newsroom's folder: {folder.parent}",
        )
    if not folder.is_dir():
        raise ConfigError(
            "there is no such folder",
            subject=str(folder),
            hint=f"digest init {folder} makes a newsroom",
        )
    reading = Reading(folder=folder, env=env, kinds=kinds)
    reading.stray_files()
    settings = reading.digest()
    sources = reading.sources()
    aliases = reading.aliases()
    topics = reading.topics()
    newsletters = reading.newsletters(settings, themes=reading.themes(settings))
    pins = reading.pins()
    reading.raise_problems(f"the configuration in {folder} needs mending")
    return Config(
        folder=folder,
        settings=settings,
        sources=sources,
        aliases=aliases,
        topics=topics,
        newsletters=newsletters,
        pins=pins,
    )


def load_topics(path: Path, *, aliases: Iterable[Alias] | None = None) -> tuple[Topic, ...]:
    """Read one topic file, or every topic file of a folder; raises ConfigError. `aliases` None: none is checked."""
    if not path.exists():
        raise ConfigError(
            "there is no such file or folder",
            subject=str(path),
            hint="name a topic file or a folder",
        )
    reading = Reading(folder=path.parent, env={})
    reading.alias_ids = None if aliases is None else {alias.id for alias in aliases}
    files = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
    topics = reading.topics_of(reading.read(file) for file in files)
    reading.raise_problems(f"the topics in {path} need mending")
    return topics


@dataclass(slots=True)
class Reading:
    """One pass over a folder: what was read, what its files declare, and every problem so far."""

    folder: Path
    env: Mapping[str, str]
    kinds: Kinds = BUILT_IN
    problems: list[Problem] = field(default_factory=list)
    language: str = "en"
    alias_ids: set[str] | None = None
    topic_ids: set[str] = field(default_factory=set)
    source_ids: set[str] = field(default_factory=set)
    publishers: set[str] = field(default_factory=set)

    def raise_problems(self, message: str) -> None:
        if not self.problems:
            return
        problems = sorted(
            set(self.problems), key=lambda one: (one.file, one.line, one.column, one.what)
        )
        count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
        raise ConfigError(
            f"{message}: {count}", problems=problems, hint="docs/config.md has every key"
        )

    def complain(self, path: Path, what: str, advice: str) -> None:
        self.problems.append(Problem(file=str(path), line=1, column=1, what=what, advice=advice))

    def stray_files(self) -> None:
        """Files that look like configuration and would be ignored."""
        for path in sorted(self.folder.iterdir()):
            if path.suffix in (".yaml", ".yml") and path.name not in FILES:
                self.complain(
                    path, "no file of this name is read here", did_you_mean(path.name, FILES)
                )
        for name in FOLDERS:
            for path in sorted((self.folder / name).glob("*.yml")):
                self.complain(
                    path, "only files that end in .yaml are read", f"rename it to {path.stem}.yaml"
                )

    # ---- files ------------------------------------------------------------------------------------------------

    def read(self, path: Path) -> Document:
        try:
            return read_document(str(path), path.read_bytes())
        except OSError as error:
            why = error.strerror or "it cannot be opened"
            problem = Problem(
                file=str(path),
                line=1,
                column=1,
                what=f"cannot be read: {why}",
                advice="check its rights",
            )
            return Document(name=str(path), root=None, problems=(problem,))

    def shaped(self, document: Document, shape: type[S]) -> tuple[Document, S | None]:
        """What is right in a document, and its model; what is wrong becomes problems. A missing file is neither."""
        if document.missing:
            return document, None
        checked = validate(document, shape, kinds=self.kinds)
        self.problems += checked.problems
        return checked.document, checked.model

    def one(self, name: str, *, required: bool = True) -> Document:
        path = self.folder / name
        if path.exists():
            return self.read(path)
        if required:
            self.complain(
                path, "this file is missing", "digest init makes a newsroom that has all of them"
            )
        return Document(name=str(path), root=None, missing=True)

    def each(self, name: str) -> list[Document]:
        return [self.read(path) for path in sorted((self.folder / name).glob("*.yaml"))]

    def desk(self, document: Document) -> Desk:
        return Desk(folder=self.folder, document=document, env=self.env, kinds=self.kinds)

    # ---- nouns ------------------------------------------------------------------------------------------------

    def digest(self) -> Settings:
        document = self.one(DIGEST)
        right, file = self.shaped(document, DigestFile)
        if file is None:
            return UNSETTLED
        self.language = file.language
        desk = self.desk(right)
        settings = settle_digest(file, desk)
        self.problems += desk.problems
        return settings

    def sources(self) -> tuple[Source, ...]:
        document = self.one(SOURCES)
        declared = _entries(document, "sources")
        self.source_ids = _texts(declared, "id")
        self.publishers = (
            _texts(declared, "publisher") | _texts(declared, "family") | _texts(declared, "name")
        )
        right, file = self.shaped(document, SourcesFile)
        sources = tuple(settle_source(shape) for shape in file.sources) if file else ()
        self.problems += check_sources(sources, right)
        return sources

    def aliases(self) -> tuple[Alias, ...]:
        document = self.one(ALIASES, required=False)
        unreadable = document.root is None and document.problems
        self.alias_ids = None if unreadable else _texts(_entries(document, "aliases"), "id")
        right, file = self.shaped(document, AliasesFile)
        aliases = tuple(settle_alias(shape) for shape in file.aliases) if file else ()
        self.problems += check_aliases(aliases, right, known=self.alias_ids or ())
        return aliases

    def topics(self) -> tuple[Topic, ...]:
        documents = self.each(TOPICS)
        self.topic_ids = {_declared_id(document) for document in documents}
        return self.topics_of(documents)

    def topics_of(self, documents: Iterable[Document]) -> tuple[Topic, ...]:
        topics, read = list[Topic](), list[Document]()
        for document in documents:
            right, file = self.shaped(document, TopicFile)
            if file is None:
                continue
            desk = self.desk(right)
            rule, problems = rule_of(file, right, alias_ids=self.alias_ids)
            topics.append(settle_topic(file, rule, desk, default_id=_declared_id(document)))
            read.append(right)
            self.problems += [*desk.problems, *problems]
        self.problems += check_topics(
            topics, read, source_ids=self.source_ids, publishers=self.publishers
        )
        return tuple(topics)

    def newsletters(self, settings: Settings, *, themes: Collection[str]) -> tuple[Newsletter, ...]:
        newsletters, read = list[Newsletter](), list[Document]()
        documents = self.each(NEWSLETTERS)
        house = dict(
            self.sister(document, settings.publication.public_url) for document in documents
        )
        for document in documents:
            right, file = self.shaped(document, NewsletterFile)
            if file is None:
                continue
            desk = self.desk(right)
            newsletters.append(
                settle_newsletter(
                    file,
                    desk,
                    default_id=_declared_id(document),
                    timezone=settings.timezone,
                    language=self.language,
                    house=house,
                )
            )
            read.append(right)
            self.problems += desk.problems
        self.problems += check_newsletters(
            newsletters, read, topic_ids=self.topic_ids, themes=themes
        )
        return tuple(newsletters)

    def sister(
        self, document: Document, public_url: str
    ) -> tuple[str, tuple[str, SisterNewsletter]]:
        """A newsletter's id, language and looks to its sisters, however wrong the rest of its file is."""
        declared, name = (
            document.root if isinstance(document.root, MarkedMap) else {},
            _declared_id(document),
        )
        shown = SisterNewsletter(
            name=str(declared.get("name", "")),
            tagline=str(declared.get("tagline", "")),
            url=f"{public_url.rstrip('/')}/archive/{name}",
        )
        return name, (str(declared.get("language", self.language)), shown)

    def pins(self) -> Pins:
        right, file = self.shaped(self.one(PINS, required=False), PinsFile)
        if file is None:
            return Pins()
        desk = self.desk(right)
        pins = settle_pins(file, desk)
        self.problems += desk.problems
        return pins

    def themes(self, settings: Settings) -> set[str]:
        """The themes there are: the newsroom's own and the shipped ones."""
        folders = Config(folder=self.folder, settings=settings).theme_folders
        return {path.stem for folder in folders for path in folder.glob("*.yaml")}


UNSETTLED = Settings(publication=Publication(name="", public_url="", from_address=""))
"""Stands in for a digest.yaml with mistakes while the other files are checked; it never leaves `load_config`."""


def _entries(document: Document, key: str) -> list[MarkedMap]:
    """The mappings of a list, however wrong the rest of its file is."""
    root = document.root
    listed = root.get(key) if isinstance(root, MarkedMap) else None
    return (
        [entry for entry in listed if isinstance(entry, MarkedMap)]
        if isinstance(listed, list)
        else []
    )


def _texts(entries: Iterable[MarkedMap], key: str) -> set[str]:
    return {str(entry[key]) for entry in entries if entry.get(key) is not None}


def _declared_id(document: Document) -> str:
    root = document.root
    declared = root.get("id") if isinstance(root, MarkedMap) else None
    return declared if isinstance(declared, str) else Path(document.name).stem
