"""News words: tables by which a language tells genres, events and the tasks of sentences apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class GenreWords:
    """Patterns that tell opinions, shows, sport, pictures, polls and round-ups from reports.

    The first four are words that stand alone as a tag, as a part of an address, or as a label
    before a title ("Opinion: …"). `live_pages` and `analysis_pages` are looked for in addresses,
    `opinion_outlets` in the names of outlets. `shown`, `polls`, `weighs` and `round_ups` are looked
    for in titles: what is to be seen, a survey, thoughts on the news, many events in one text.
    `credit` and `author_line` are looked for at both ends of a text, `first_person` (the writer's
    "I"), `argues` and `reports` in the text. All ignore case but `first_person`, `author_line` and
    `reports`. An empty pattern finds no text.
    """

    opinions: str
    shows: str
    sport: str
    videos: str
    live_pages: str = ""
    analysis_pages: str = ""
    opinion_outlets: str = ""
    shown: str = ""
    polls: str = ""
    weighs: str = ""
    round_ups: str = ""
    credit: str = ""
    author_line: str = ""
    first_person: str = ""
    argues: str = ""
    reports: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterWords:
    """Words that any news has, by which two articles must not be found alike.

    `dull` are left out of profiles. `acts` maps what a title says was done, by names that all
    languages share ("toll": dead and wounded), to its words; `*` stands for any ending.
    `weekdays` run from Monday, in lower case; a language whose days are named by numbers has none.
    `labels` are patterns of what stands before a title and a colon. `around` are the openings of
    lines around the text, in lower case: each is left out up to the end of its sentence.
    `round_up_hints` are words of which each title of a round-up (`GenreWords.round_ups`) has one:
    without one the slow pattern is not tried.
    """

    dull: frozenset[str]
    acts: Mapping[str, str] = field(default_factory=dict)
    weekdays: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    round_up_hints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnWords:
    """Patterns by which a title tells a turn in the course of events.

    `escalation` tells that forces move, a siege, an invasion or a coup; `first` that an event is
    the first of its kind, or a rare one. Both ignore case and match from the start of a word to its
    end, so a word that takes endings says so (`\\w*`).
    """

    escalation: str
    first: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleWords:
    """Words that the trained model of roles counts in a sentence, in lower case.

    `dull` do not count for likeness to the title. `speech` are verbs of speech, and `speakers`
    such verbs with a pronoun. `ahead` tell what is to come, `past` and the phrases `long_ago` what
    was. `we` and `you` are the pronouns of the writer and of the reader.
    """

    dull: frozenset[str]
    speech: frozenset[str]
    speakers: tuple[str, ...]
    ahead: frozenset[str]
    past: frozenset[str]
    long_ago: tuple[str, ...]
    we: frozenset[str]
    you: frozenset[str]
