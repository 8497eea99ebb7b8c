"""Capabilities: the tasks that the newsroom can do in a language, by the tables that it has."""

from __future__ import annotations

from dataclasses import dataclass

from digest.languages.language import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Capability:
    """One task: its name, whether the language has the words for it, and what happens without."""

    name: str
    able: bool
    without: str


def capabilities_of(language: Language) -> tuple[Capability, ...]:
    """Return every capability in a fixed order."""
    # in the order in which a reader would notice that one is missing
    return (
        Capability(
            name="labels",
            able=bool(language.labels),
            without="the mail's own labels are in English",
        ),
        Capability(
            name="dates",
            able=bool(language.months),
            without="a day of a month may be taken for a number of people",
        ),
        Capability(
            name="stop words",
            able=bool(language.stop_words),
            without="sentences look more alike than they are",
        ),
        Capability(
            name="abbreviations",
            able=_has_abbreviations(language),
            without="sentences are cut at abbreviations and ordinal numbers",
        ),
        Capability(
            name="tolls",
            # the patterns of English tolls stand in the room of text, not in a table
            able=language.tolls is not None or language.code == "en",
            without="numbers of killed and wounded are not read, and never compared",
        ),
        Capability(
            name="boilerplate",
            able=bool(language.boilerplate),
            without="adverts, credits and calls to subscribe are quoted as news",
        ),
        Capability(
            name="openings",
            able=bool(language.openings),
            without="sentences that lean on the one before are quoted alone",
        ),
        Capability(
            name="background",
            # English finds background by its model; the others need both word lists
            able=language.role_words is not None
            or bool(language.background and language.expectations),
            without="Why it matters stays empty",
        ),
        Capability(
            name="doubts",
            # one list alone would pass half of the harmful edits
            able=bool(language.negations and language.doubts),
            without="an edit that drops a “not” or an “allegedly” is not noticed",
        ),
        Capability(
            name="genres",
            able=language.genre_words is not None,
            without="opinions, galleries and round-ups may lead like reports, unless in English",
        ),
        Capability(
            name="clusters",
            able=language.cluster_words is not None,
            without="common words and lines around a text count when reports are compared",
        ),
        Capability(
            name="titles",
            able=language.title_words is not None,
            without="portraits, and remarks of other lands, weigh as much as reports",
        ),
        Capability(
            name="attributions",
            able=language.attributions is not None,
            without="outlets are named in the footnotes only",
        ),
        Capability(
            name="roles",
            able=language.role_words is not None,
            without="sentences are chosen by place and words instead of by a trained model",
        ),
    )


def _has_abbreviations(language: Language) -> bool:
    """Tell whether sentences end where readers see them.

    A script without case has nothing to cut by; in others the English table serves languages
    whose ordinals have no stop.
    """
    return language.abbreviations is not None or bool(language.stop_words)
