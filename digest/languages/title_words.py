"""Title words: signs by which a title shows a feature, a deed, a quarrel or news of elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, fields

from digest.languages.sign import Sign


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleWords:
    """Tables of signs that are looked for in a title. A table without signs finds no text.

    Each sign is of whole words: it begins and ends at the bound of a word, so a word that takes
    endings says so (`\\w*`). `attached` is a pattern of what may be written onto the front of a
    word, an article or a preposition.

    Features: `soft_openings` and `pronouns` open the title of a portrait; `people` are no offices;
    `explains` looks back or ahead; `owners` speaks of somebody's something. Plain news: `says`
    tells the words of somebody, `offices` names an office or a force, `acts` tells an act, and
    `exclusives` mark a find of the outlet's own. `quarrels` tell a quarrel of parties or campuses
    at home; `blame` does so where it stands beside others.

    Deeds: `deeds` are verbs of a deed that was done, `undone` are words that deny it right before
    the verb, each of one length, and `later` opens a clause on what came before. With
    `topic_before_colon` a title names its topic before a colon and tells its deed behind it.

    Elsewhere: `lands` are names of lands of the world, their people and capitals; `flags` behind a
    name make it the flag of a ship. `regions` name the region that the newsletters follow.
    `remarks` tell that a land speaks, with LAND in place of its name. `markets` are prices,
    shares, flights and travel.
    """

    attached: str = ""
    topic_before_colon: bool = False
    soft_openings: tuple[Sign, ...] = ()
    pronouns: tuple[Sign, ...] = ()
    people: tuple[Sign, ...] = ()
    explains: tuple[Sign, ...] = ()
    owners: tuple[Sign, ...] = ()
    says: tuple[Sign, ...] = ()
    offices: tuple[Sign, ...] = ()
    acts: tuple[Sign, ...] = ()
    exclusives: tuple[Sign, ...] = ()
    quarrels: tuple[Sign, ...] = ()
    blame: tuple[Sign, ...] = ()
    deeds: tuple[Sign, ...] = ()
    undone: tuple[Sign, ...] = ()
    later: tuple[Sign, ...] = ()
    lands: tuple[Sign, ...] = ()
    flags: tuple[Sign, ...] = ()
    regions: tuple[Sign, ...] = ()
    remarks: tuple[Sign, ...] = ()
    markets: tuple[Sign, ...] = ()


TITLE_TABLES = tuple(field.name for field in fields(TitleWords) if field.default == ())
"""The names of the tables of signs."""
