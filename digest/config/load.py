"""A newsroom's folder → Config: each file is checked, then the files against each other.

All problems are raised at once.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from digest.config.build_newsroom import (
    House,
    HouseTitle,
    build_newsletter,
    build_topic,
    check_pins,
)
from digest.config.check_settings import check_settings, in_folder
from digest.config.crosscheck import (
    check_aliases,
    check_file_name,
    check_newsletters,
    check_sources,
    check_topics,
)
from digest.config.document_cache import cache_folder, is_right, remember_right
from digest.config.documents import Document, MarkedMap
from digest.config.file_context import FileContext
from digest.config.kinds import Kinds
from digest.config.labels_files import LABELS, labels_of
from digest.config.list_files import AliasesFile, PinsFile, SourcesFile
from digest.config.newsletter_file import NewsletterFile
from digest.config.read_yaml import read_document
from digest.config.rules import alias_names, rule_of
from digest.config.settings import Config, Settings
from digest.config.suggestions import did_you_mean
from digest.config.topic_file import TopicFile
from digest.config.validate import S, Validated, validate
from digest.errors import ConfigError, Problem
from digest.models import (
    Alias,
    Newsletter,
    Pins,
    Publication,
    SisterNewsletter,
    Source,
    Tier,
    Topic,
)

DIGEST, SOURCES, ALIASES, PINS = "digest.yaml", "sources.yaml", "aliases.yaml", "pins.yaml"
TOPICS, NEWSLETTERS, THEMES = "topics", "newsletters", "themes"
FILES, FOLDERS = (DIGEST, SOURCES, ALIASES, PINS), (TOPICS, NEWSLETTERS, THEMES, LABELS)

BUILT_IN = Kinds()
"""The kinds that are read without an extension."""

NO_SETTINGS = Settings(publication=Publication(name="", public_url="", from_address=""))
"""Stands for a digest.yaml with mistakes while other files are checked."""


def load_config(folder: Path, *, env: Mapping[str, str], kinds: Kinds = BUILT_IN) -> Config:
    """Read and check every file of a newsroom.

    `env` holds the secrets, and names the place of the cache of parsed files (`HOME`). `kinds`
    lists the kinds of sources, writers, relays, parts and return channels that the files may name.

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
    # read before the checks: a file that changes meanwhile must not be remembered as right
    content = _content_of(folder, kinds)
    reading = _Reading(folder=folder, env=env, kinds=kinds)
    # the order matters: newsletters refer to topics, topics to aliases and sources
    reading.find_stray_files()
    settings = reading.settings()
    sources = reading.sources()
    aliases = reading.aliases()
    topics = reading.topics()
    newsletters = reading.newsletters(settings)
    pins = reading.pins()
    reading.raise_problems(f"the configuration in {folder} needs mending")
    cache = cache_folder(env)
    if cache is not None:
        remember_right(cache, content)
    return Config(
        folder=folder,
        settings=settings,
        sources=sources,
        aliases=aliases,
        topics=topics,
        newsletters=newsletters,
        pins=pins,
    )


def load_part(
    folder: Path, part: str, *, env: Mapping[str, str], kinds: Kinds = BUILT_IN
) -> object | None:
    """Return one field of Config from files that were found right before; else None.

    A command that only shows the sources needs no topics. Files are compared by content with those
    of the last whole check; after any change the whole newsroom is to be loaded.
    """
    cache = cache_folder(env)
    if cache is None or not folder.is_dir() or not is_right(cache, _content_of(folder, kinds)):
        return None
    reading = _Reading(folder=folder, env=env, kinds=kinds, checks_across=False)
    value: object
    if part == "newsletters":
        value = reading.newsletters(reading.settings())
    else:
        value = getattr(reading, part)()
    # a secret that is missing today is reported with all that it breaks
    if reading.problems:
        return None
    return value


def _content_of(folder: Path, kinds: Kinds) -> bytes:
    """Return all that decides whether a newsroom is right, but for the environment."""
    # the names of kinds: an extension may have gone
    pieces = [repr(kinds).encode()]
    for path in sorted(folder.glob("*")):
        pieces.append(path.name.encode())
        inner = [path]
        if path.is_dir() and path.name in (*FOLDERS, "parts"):
            inner = sorted(path.glob("*"))
        for file in inner:
            pieces.append(file.name.encode())
            if file.suffix in (".yaml", ".yml", ".j2") and file.is_file():
                # a file that cannot be read is reported where it is read
                with contextlib.suppress(OSError):
                    pieces.append(file.read_bytes())
    # a zero byte stands in no YAML file, so two newsrooms cannot join to one content
    return b"\0".join(pieces)


def load_topics(path: Path, *, aliases: Iterable[Alias] | None = None) -> tuple[Topic, ...]:
    """Read one topic file, or every topic file of a folder; raise ConfigError.

    Without `aliases`, the names of aliases are not checked.
    """
    if not path.exists():
        raise ConfigError(
            "there is no such file or folder",
            subject=str(path),
            hint="name a topic file or a folder",
        )
    # without an environment: a file of topics holds no secret
    reading = _Reading(folder=path.parent, env={})
    if aliases is not None:
        reading.alias_ids = {alias.id for alias in aliases}
    files = [path]
    if path.is_dir():
        files = sorted(path.glob("*.yaml"))
    topics = reading.topics_of([reading.read(file) for file in files])
    reading.raise_problems(f"the topics in {path} need mending")
    return topics


@dataclass(slots=True)
class _Reading:
    """One pass over a folder: the ids that its files declare, and every problem so far.

    Ids are taken from a file however wrong its other values are: a mistake there must not make
    mistakes in the files that refer to it. `alias_ids` None: the names of aliases are not checked.
    Without `checks_across` no file is held against another.
    """

    folder: Path
    env: Mapping[str, str]
    kinds: Kinds = BUILT_IN
    checks_across: bool = True
    problems: list[Problem] = field(default_factory=list)
    alias_ids: set[str] | None = None
    aliases_missing: bool = False
    topic_ids: set[str] = field(default_factory=set)
    source_ids: set[str] = field(default_factory=set)
    publishers: set[str] = field(default_factory=set)

    def raise_problems(self, message: str) -> None:
        """Raise every problem so far, if there is one."""
        if not self.problems:
            return
        problems = sorted(
            # a file that two others refer to may be reported twice in the same words
            set(self.problems),
            # the words last, so that two problems at one place keep their order in every run
            key=lambda problem: (problem.file, problem.line, problem.column, problem.what),
        )
        count = "1 problem"
        if len(problems) > 1:
            count = f"{len(problems)} problems"
        raise ConfigError(
            f"{message}: {count}", problems=problems, hint="docs/config.md has every key"
        )

    def complain(self, path: Path, what: str, advice: str) -> None:
        """Add a problem about a whole file."""
        self.problems.append(Problem(file=str(path), line=1, column=1, what=what, advice=advice))

    def find_stray_files(self) -> None:
        """Report files that look like configuration and would be ignored."""
        for path in sorted(self.folder.iterdir()):
            if path.suffix in (".yaml", ".yml") and path.name not in FILES:
                advice = did_you_mean(path.name, FILES)
                self.complain(path, "no file of this name is read here", advice)
            elif path.is_dir() and path.name not in FOLDERS:
                self._find_misnamed_folder(path)
        for name in FOLDERS:
            self._find_stray_files_in(self.folder / name)

    def _find_stray_files_in(self, folder: Path) -> None:
        """Report files of a folder that look like YAML and are not read."""
        for path in sorted(folder.glob("*")):
            # editors keep their own files under a leading dot
            if path.name.startswith(".") or path.suffix == ".yaml":
                continue
            if path.is_file() and re.search(r"\.ya?ml\b", path.name, re.IGNORECASE):
                stem = path.name.partition(".")[0]
                advice = f"rename it to {stem}.yaml"
                self.complain(path, "only files that end in .yaml are read", advice)
            elif path.is_dir() and any(path.glob("*.yaml")):
                what = "folders inside this folder are not read"
                self.complain(path, what, f"move its files to {folder.name}/")

    def _find_misnamed_folder(self, path: Path) -> None:
        """Report a folder of YAML files whose name is nearly that of a folder that is read."""
        advice = did_you_mean(path.name, FOLDERS)
        # a folder without YAML is the operator's own affair, whatever its name
        if advice.startswith("did you mean") and any(path.glob("*.yaml")):
            self.complain(path, "no folder of this name is read here", advice)

    # ---- files -------------------------------------------------------------------------------

    def read(self, path: Path) -> Document:
        """Read one file; a file that cannot be read becomes a problem."""
        try:
            return read_document(str(path), path.read_bytes(), cache=cache_folder(self.env))
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

    def read_file(self, name: str, *, required: bool = True) -> Document:
        """Read a file of the folder by its name."""
        path = self.folder / name
        if path.exists():
            return self.read(path)
        if required:
            advice = "digest init makes a newsroom that has all of them"
            self.complain(path, "this file is missing", advice)
        return Document(name=str(path), root=None, missing=True)

    def read_folder(self, name: str) -> list[Document]:
        """Read each YAML file of a folder, in the order of their names."""
        return [self.read(path) for path in sorted((self.folder / name).glob("*.yaml"))]

    def context(self, document: Document) -> FileContext:
        """Return the surroundings of a file."""
        return FileContext(document=document, folder=self.folder, env=self.env, kinds=self.kinds)

    def validated(self, document: Document, shape: type[S]) -> Validated[S]:
        """Return the right part of a document; its mistakes become problems.

        A missing file has no mistakes: it is reported where it is read.
        """
        if document.missing:
            return Validated(document=document, section=None, problems=())
        checked = validate(self.context(document), shape)
        self.problems += checked.problems
        return checked

    # ---- nouns -------------------------------------------------------------------------------

    def settings(self) -> Settings:
        """Read digest.yaml."""
        checked = self.validated(self.read_file(DIGEST), Settings)
        if checked.section is None:
            return NO_SETTINGS
        self.problems += check_settings(checked.section, checked.document, self.folder)
        settings = in_folder(checked.section, self.folder)
        return replace(settings, publication=self.with_labels(settings.publication))

    def with_labels(self, publication: Publication) -> Publication:
        """Give the publication the newsroom's own words, from each file of labels/."""
        labels = {}
        for document in self.read_folder(LABELS):
            code, of_language, problems = labels_of(document)
            labels[code] = of_language
            self.problems += [*document.problems, *problems]
        return replace(publication, labels=labels)

    def sources(self) -> tuple[Source, ...]:
        """Read sources.yaml."""
        document = self.read_file(SOURCES)
        # before the check: an id in a wrong entry is declared all the same
        declared = _entries(document, "sources")
        self.source_ids = _texts(declared, "id")
        for key in ("publisher", "family", "name"):
            self.publishers |= _texts(declared, key)
        checked = self.validated(document, SourcesFile)
        if checked.section is None:
            return ()
        if self.checks_across:
            self.problems += check_sources(checked.section.sources, checked.document)
        return checked.section.sources

    def aliases(self) -> tuple[Alias, ...]:
        """Read aliases.yaml, which may be missing."""
        document = self.read_file(ALIASES, required=False)
        self.aliases_missing = document.missing
        # a file that is missing, or cannot be read, makes no mistake of each name that needs it
        if document.root is not None or not (document.problems or document.missing):
            self.alias_ids = _texts(_entries(document, "aliases"), "id")
        checked = self.validated(document, AliasesFile)
        if checked.section is None:
            return ()
        aliases = checked.section.aliases
        if self.checks_across:
            self.problems += check_aliases(aliases, checked.document, known=self.alias_ids or ())
        return aliases

    def topics(self) -> tuple[Topic, ...]:
        """Read each file of topics/."""
        documents = self.read_folder(TOPICS)
        self.topic_ids = {_declared_id(document) for document in documents}
        topics = self.topics_of(documents)
        # one message for a missing file, not one for each name that stands in it
        used = sorted({name for topic in topics for name in alias_names(topic.rule)})
        if self.aliases_missing and used:
            advice = f"topics use @{used[0]}"
            if len(used) > 1:
                advice = f"topics use @{used[0]} and {len(used) - 1} more of its names"
            self.complain(self.folder / ALIASES, "this file is missing", advice)
        return topics

    def topics_of(self, documents: Iterable[Document]) -> tuple[Topic, ...]:
        """Return the topics of some files."""
        topics, right_documents = list[Topic](), list[Document]()
        for document in documents:
            checked = self.validated(document, TopicFile)
            if checked.section is None:
                continue
            context = self.context(checked.document)
            rule, problems = rule_of(checked.section, checked.document, alias_ids=self.alias_ids)
            default_id = _declared_id(document)
            self.problems += check_file_name(checked.document)
            topics.append(build_topic(checked.section, rule, context, default_id=default_id))
            right_documents.append(checked.document)
            self.problems += [*context.problems, *problems]
        if self.checks_across:
            self.problems += check_topics(
                topics, right_documents, source_ids=self.source_ids, publishers=self.publishers
            )
        return tuple(topics)

    def newsletters(self, settings: Settings) -> tuple[Newsletter, ...]:
        """Read each file of newsletters/."""
        documents = self.read_folder(NEWSLETTERS)
        house = House(
            timezone=settings.timezone,
            language=settings.language,
            titles={_declared_id(one): _title(one, settings) for one in documents},
        )
        # checks across files see the right parts alone, so that no mistake is reported twice
        newsletters, right_documents = list[Newsletter](), list[Document]()
        for document in documents:
            checked = self.validated(document, NewsletterFile)
            if checked.section is None:
                continue
            context = self.context(checked.document)
            default_id = _declared_id(document)
            self.problems += check_file_name(checked.document)
            newsletters.append(
                build_newsletter(checked.section, context, house, default_id=default_id)
            )
            right_documents.append(checked.document)
            self.problems += context.problems
        if self.checks_across:
            self.problems += check_newsletters(
                newsletters,
                right_documents,
                topic_ids=self.topic_ids,
                themes=self.theme_names(settings),
                segments={segment.id: segment.tier for segment in settings.readers.segments},
            )
        return tuple(newsletters)

    def pins(self) -> Pins:
        """Read pins.yaml, which may be missing."""
        checked = self.validated(self.read_file(PINS, required=False), PinsFile)
        if checked.section is None:
            return Pins()
        context = self.context(checked.document)
        check_pins(checked.section, context)
        self.problems += context.problems
        return checked.section.pins

    def theme_names(self, settings: Settings) -> set[str]:
        """Return the names of the newsroom's own themes and of the shipped ones."""
        names = set()
        for folder in Config(folder=self.folder, settings=settings).theme_folders:
            names |= {path.stem for path in folder.glob("*.yaml")}
        return names


def _entries(document: Document, key: str) -> list[MarkedMap]:
    """Return the mappings of a list, however wrong the rest of its file is."""
    if not isinstance(document.root, MarkedMap):
        return []
    listed = document.root.get(key)
    if not isinstance(listed, list):
        return []
    return [entry for entry in listed if isinstance(entry, MarkedMap)]


def _texts(entries: Iterable[MarkedMap], key: str) -> set[str]:
    return {str(entry[key]) for entry in entries if entry.get(key) is not None}


def _declared_id(document: Document) -> str:
    """Return the id that a file declares, else the file's name."""
    if isinstance(document.root, MarkedMap):
        declared = document.root.get("id")
        if isinstance(declared, str):
            return declared
    return Path(document.name).stem


def _title(document: Document, settings: Settings) -> HouseTitle:
    """Return a newsletter as its sisters see it, however wrong the rest of its file is."""
    declared: Mapping[str, object] = {}
    if isinstance(document.root, MarkedMap):
        declared = document.root
    public_url = settings.publication.public_url.rstrip("/")
    shown = SisterNewsletter(
        name=str(declared.get("name", "")),
        tagline=str(declared.get("tagline", "")),
        url=f"{public_url}/archive/{_declared_id(document)}",
    )
    return HouseTitle(
        language=str(declared.get("language", settings.language)),
        shown=shown,
        is_for_members=declared.get("tier") == Tier.MEMBER,
    )
