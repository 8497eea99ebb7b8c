"""One pass over a newsroom's folder: each file becomes nouns, and its mistakes become problems."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from digest.config.document_cache import cache_folder
from digest.config.documents import Document, MarkedMap
from digest.config.file_context import FileContext
from digest.config.file_names import (
    ALIASES,
    DIGEST,
    LABELS,
    NEWSLETTERS,
    PINS,
    SOURCES,
    TOPICS,
)
from digest.config.kinds import Kinds
from digest.config.read_yaml import read_document
from digest.config.validate import S, Validated, validate
from digest.errors import ConfigError, Problem

if TYPE_CHECKING:
    from digest.config.settings import Settings
    from digest.models import Alias, Newsletter, Pins, Publication, Source, Topic

BUILT_IN = Kinds()
"""The kinds that are read without an extension."""


@dataclass(slots=True, kw_only=True)
class FolderReading:
    """One pass over a folder: the ids that its files declare, and every problem so far.

    Ids are taken from a file however wrong its other values are: a mistake there must not make
    mistakes in the files that refer to it. `alias_ids` None: the names of aliases are not checked.
    `found_right`: the same files were checked before, so no file is held against another, and rules
    are read without a search for leaves that can never matter.
    """

    folder: Path
    env: Mapping[str, str]
    kinds: Kinds = BUILT_IN
    found_right: bool = False
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
            advice = "digest init makes a newsroom with every file"
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
    # each method imports what it needs: a command that shows one part waits for no other

    def settings(self) -> Settings:
        """Read digest.yaml."""
        from digest.config.check_settings import check_settings, in_folder
        from digest.config.settings import Settings

        checked = self.validated(self.read_file(DIGEST), Settings)
        if checked.section is None:
            return _no_settings()
        self.problems += check_settings(checked.section, checked.document, self.folder)
        settings = in_folder(checked.section, self.folder)
        return replace(settings, publication=self.with_labels(settings.publication))

    def with_labels(self, publication: Publication) -> Publication:
        """Give the publication the newsroom's own words, from each file of labels/."""
        from digest.config.labels_files import labels_of

        labels = {}
        for document in self.read_folder(LABELS):
            code, of_language, problems = labels_of(document)
            labels[code] = of_language
            self.problems += [*document.problems, *problems]
        return replace(publication, labels=labels)

    def sources(self) -> tuple[Source, ...]:
        """Read sources.yaml."""
        from digest.config.list_files import SourcesFile

        document = self.read_file(SOURCES)
        # before the check: an id in a wrong entry is declared all the same
        declared = _entries(document, "sources")
        self.source_ids = _texts(declared, "id")
        for key in ("publisher", "family", "name"):
            self.publishers |= _texts(declared, key)
        checked = self.validated(document, SourcesFile)
        if checked.section is None:
            return ()
        if not self.found_right:
            from digest.config.crosscheck import check_sources

            self.problems += check_sources(checked.section.sources, checked.document)
        return checked.section.sources

    def aliases(self) -> tuple[Alias, ...]:
        """Read aliases.yaml, which may be missing."""
        from digest.config.list_files import AliasesFile

        document = self.read_file(ALIASES, required=False)
        self.aliases_missing = document.missing
        # a file that is missing, or cannot be read, makes no mistake of each name that needs it
        if document.root is not None or not (document.problems or document.missing):
            self.alias_ids = _texts(_entries(document, "aliases"), "id")
        checked = self.validated(document, AliasesFile)
        if checked.section is None:
            return ()
        aliases = checked.section.aliases
        if not self.found_right:
            from digest.config.crosscheck import check_aliases

            self.problems += check_aliases(aliases, checked.document, known=self.alias_ids or ())
        return aliases

    def topics(self) -> tuple[Topic, ...]:
        """Read each file of topics/."""
        from digest.config.rules import alias_names

        documents = self.read_folder(TOPICS)
        self.topic_ids = {document.declared_id for document in documents}
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
        from digest.config.build_topics import build_topic
        from digest.config.crosscheck import check_file_name, check_topics
        from digest.config.rules import rule_of
        from digest.config.topic_file import TopicFile

        topics: list[Topic] = []
        right_documents: list[Document] = []
        for document in documents:
            checked = self.validated(document, TopicFile)
            if checked.section is None:
                continue
            context = self.context(checked.document)
            rule, problems = rule_of(
                checked.section,
                checked.document,
                alias_ids=self.alias_ids,
                found_right=self.found_right,
            )
            default_id = document.declared_id
            self.problems += check_file_name(checked.document)
            topics.append(build_topic(checked.section, rule, context, default_id=default_id))
            right_documents.append(checked.document)
            self.problems += [*context.problems, *problems]
        if not self.found_right:
            self.problems += check_topics(
                topics, right_documents, source_ids=self.source_ids, publishers=self.publishers
            )
        return tuple(topics)

    def newsletters(self, settings: Settings) -> tuple[Newsletter, ...]:
        """Read each file of newsletters/."""
        from digest.config.build_newsletters import build_newsletter, house_of
        from digest.config.crosscheck import check_file_name, check_newsletters
        from digest.config.newsletter_file import NewsletterFile

        documents = self.read_folder(NEWSLETTERS)
        house = house_of(documents, settings)
        # checks across files see the right parts alone, so that no mistake is reported twice
        newsletters: list[Newsletter] = []
        right_documents: list[Document] = []
        for document in documents:
            checked = self.validated(document, NewsletterFile)
            if checked.section is None:
                continue
            context = self.context(checked.document)
            default_id = document.declared_id
            self.problems += check_file_name(checked.document)
            newsletters.append(
                build_newsletter(checked.section, context, house, default_id=default_id)
            )
            right_documents.append(checked.document)
            self.problems += context.problems
        if not self.found_right:
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
        from digest.config.check_pins import check_pins
        from digest.config.list_files import PinsFile
        from digest.models import Pins

        checked = self.validated(self.read_file(PINS, required=False), PinsFile)
        if checked.section is None:
            return Pins()
        context = self.context(checked.document)
        check_pins(checked.section, context)
        self.problems += context.problems
        return checked.section.pins

    def theme_names(self, settings: Settings) -> set[str]:
        """Return the names of the newsroom's own themes and of the shipped ones."""
        from digest.config.settings import Config

        names = set()
        for folder in Config(folder=self.folder, settings=settings).theme_folders:
            names |= {path.stem for path in folder.glob("*.yaml")}
        return names


def _no_settings() -> Settings:
    """Return what stands for a digest.yaml with mistakes while other files are checked."""
    from digest.config.settings import Settings
    from digest.models import Publication

    return Settings(publication=Publication(name="", public_url="", from_address=""))


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
