"""Count what each sign of a language's tables catches in recorded news, alternative by alternative.

A sign is a pattern with a name; its alternatives are the parts between its outer bars. Titles are
read by the signs of titles, of turns and of genres, sentences and lines of texts by the others.
An alternative that catches no text is printed with `--silent`: it does not belong in its table,
unless a reported fault needs it. Recorded titles of other languages are too few to judge by.

    python bench/signs.py                  each sign with its count
    python bench/signs.py --silent         alternatives that catch no text
    python bench/signs.py --table deeds    one table alone
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from digest.collect.plaintext import plain_text  # noqa: E402
from digest.edit.title_words import WORD_OF_A_LAND, land_pattern  # noqa: E402
from digest.languages import Language, Sign, TitleWords, language_of  # noqa: E402
from digest.languages.en_standing import BARE_THINGS  # noqa: E402
from digest.languages.pages import PAGE_WORDS  # noqa: E402
from digest.languages.title_words import TITLE_TABLES  # noqa: E402
from digest.text import split_sentences  # noqa: E402
from digest.write.signs import OPENING_MARKS  # noqa: E402

DATA = ROOT.parent / "shared" / "data"
FILES = (
    "desk/articles.jsonl",
    "weeks/2013-09.jsonl",
    "weeks/2014-08.jsonl",
    "stream/headlines-2023.jsonl",
    "clusters/allsides.dev.jsonl",
    "clusters/roundups2021.dev.jsonl",
)
PAGES = ("pages", "reports")
"""Folders of recorded pages; those of reported faults hold most dialogs."""
SENTENCE_FILES = ("roles/newsdiscourse.train.jsonl", "roles/newsdiscourse.validation.jsonl")
TEXT_KEYS = ("lead", "body", "text")
SHOWN_COLUMNS = 100
"""A pattern is printed up to this width."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table of signs, the texts that it is for, and what stands around each pattern."""

    name: str
    signs: tuple[Sign, ...]
    texts: str
    before: str
    behind: str = ""


STANDING = Table(
    name="bare_things",
    signs=BARE_THINGS,
    texts="sentences",
    before=rf"\A{OPENING_MARKS}(?:the|that|this|these|those)\s+(?:[a-z-]+\s+)??",
    behind=r"(?=[\s,.;:’'])",
)
"""The things that an English sentence must not open with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Caught:
    """One alternative of a sign, and how many texts it catches."""

    table: str
    sign: str
    alternative: str
    times: int


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--language", default="en")
    parser.add_argument("--table", help="the name of one table")
    parser.add_argument("--silent", action="store_true", help="alternatives that catch no text")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    if not (DATA / FILES[0]).is_file():
        print("the recorded news is not here; nothing measured")
        return 0
    texts = read_texts(args.language)
    counts = []
    language = language_of(args.language)
    tables = [*tables_of(language), *tables_of_pages(language)]
    if language.code == "en":
        tables.append(STANDING)
    for table in tables:
        if args.table in (None, table.name):
            counts += list(count_table(table, texts[table.texts], args.language))
    if args.silent:
        counts = [caught for caught in counts if not caught.times]
    if args.json:
        rows = [[one.table, one.sign, one.alternative, one.times] for one in counts]
        print(json.dumps(rows, ensure_ascii=False))
        return 0
    for caught in counts:
        place = f"{caught.table} / {caught.sign}"
        print(f"{caught.times:7} {place:45} {caught.alternative[:SHOWN_COLUMNS]}")
    print(f"{len(counts)} alternatives; {len(texts['titles'])} titles,", end=" ")
    print(
        f"{len(texts['parts'])} lines and sentences, of which {len(texts['sentences'])} sentences"
    )
    return 0


def read_texts(language: str) -> dict[str, list[str]]:
    """Return the titles and sentences of the recorded news, each once, and its lines with these."""
    titles: dict[str, None] = {}
    lines: dict[str, None] = {}
    for name in FILES:
        for row in (DATA / name).read_text(encoding="utf-8").splitlines():
            article = json.loads(row)
            if (article.get("language") or language) != language:
                continue
            titles[article.get("title") or ""] = None
            for key in TEXT_KEYS:
                for line in (article.get(key) or "").splitlines():
                    lines[line.strip()] = None
    if language == "en":
        for line in (*lines_of_pages(), *labelled_sentences()):
            lines[line] = None
    sentences: dict[str, None] = {}
    for line in lines:
        for sentence in split_sentences(line, language=language):
            sentences[sentence] = None
    parts = dict.fromkeys((*lines, *sentences))
    return {"titles": list(titles), "parts": list(parts), "sentences": list(sentences)}


def lines_of_pages() -> Iterator[str]:
    """Yield the lines of the recorded pages, with all that stands around their articles."""
    for folder in PAGES:
        for path in sorted((DATA / folder).rglob("*.html*")):
            body = path.read_bytes()
            if path.suffix == ".gz":
                body = gzip.decompress(body)
            for line in plain_text(body.decode("utf-8", "replace")).splitlines():
                yield line.strip()


def labelled_sentences() -> Iterator[str]:
    """Yield the sentences that were labelled with their roles."""
    for name in SENTENCE_FILES:
        for row in (DATA / name).read_text(encoding="utf-8").splitlines():
            for sentence in json.loads(row)["sentences"]:
                yield sentence["text"].strip()


def tables_of(language: Language) -> Iterator[Table]:
    """Yield each table of signs of a language with the texts that it is for."""
    words = language.title_words or TitleWords()
    for name in TITLE_TABLES:
        # words before a deed and behind a land are looked for beside these alone
        if name not in ("undone", "flags"):
            yield Table(
                name=name,
                signs=getattr(words, name),
                texts="titles",
                before=rf"(?<!\w){words.attached}",
                behind=r"(?!\w)",
            )
    for name, texts, opening in (
        ("boilerplate", "parts", r"\A"),
        ("boilerplate_within", "parts", ""),
        ("openings", "sentences", rf"\A{OPENING_MARKS}"),
        ("firm_openings", "sentences", rf"\A{OPENING_MARKS}"),
        ("pointing_back", "sentences", ""),
        ("weak_background", "sentences", ""),
        ("no_background", "sentences", ""),
        ("use_signs", "sentences", ""),
    ):
        yield Table(
            name=name,
            signs=getattr(language, name),
            texts=texts,
            before=opening,
        )


def tables_of_pages(language: Language) -> Iterator[Table]:
    """Yield each table of the page words of a language: these are looked for in whole lines."""
    for words in PAGE_WORDS:
        if words.name != language.name:
            continue
        for name, opening in (
            ("consent", ""),
            ("calls", r"\A"),
            ("visitor", r"\b" if words.is_latin else ""),
            ("reported", ""),
            ("corrected", ""),
            ("withdrawn", ""),
        ):
            yield Table(name=name, signs=getattr(words, name), texts="parts", before=opening)


def count_table(table: Table, texts: Sequence[str], language: str) -> Iterator[Caught]:
    """Count the texts that each alternative of each sign of a table catches."""
    land = land_pattern(language).pattern
    for sign in table.signs:
        for alternative in alternatives_of(sign.pattern):
            pattern = f"{table.before}(?:{alternative.replace(WORD_OF_A_LAND, land)}){table.behind}"
            yield Caught(
                table=table.name,
                sign=sign.name,
                alternative=alternative,
                times=count_matches(re.compile(pattern, re.IGNORECASE), texts),
            )


def count_matches(pattern: re.Pattern[str], texts: Iterable[str]) -> int:
    """Count the texts in which a pattern matches."""
    times = 0
    for text in texts:
        if pattern.search(text):
            times += 1
    return times


def alternatives_of(pattern: str) -> list[str]:
    """Return the parts of a pattern between its outer bars.

    >>> alternatives_of(r"ships?|(?:port|quay)s|[|]")
    ['ships?', '(?:port|quay)s', '[|]']
    """
    parts, depth, start, at, in_class = [], 0, 0, 0, False
    while at < len(pattern):
        letter = pattern[at]
        if letter == "\\":
            at += 2
            continue
        if in_class:
            in_class = letter != "]"
        elif letter == "[":
            in_class = True
        elif letter == "(":
            depth += 1
        elif letter == ")":
            depth -= 1
        elif letter == "|" and depth == 0:
            parts.append(pattern[start:at])
            start = at + 1
        at += 1
    return [*parts, pattern[start:]]


if __name__ == "__main__":
    sys.exit(main())
